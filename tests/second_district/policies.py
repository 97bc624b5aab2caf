"""Policy documents, their interpretations and the consultations before them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.second_district import days, files
from tests.second_district.site import Leaf, Site
from tests.second_district.wording import plain

FORMS = {
    "text": "【文字解读】关于《{}》的解读",
    "graphic": "一图读懂《{}》",
    "qa": "【简明问答】《{}》",
    "video": "【视频解读】《{}》",
    "audio": "【音频解读】《{}》",
}
ORDER = tuple(FORMS)
PARTS = ("政策背景", "决策依据", "出台目的", "主要内容")


def policy(
    site: Site,
    title: str,
    number: str,
    published: date,
    *,
    made: date | None = None,
    dated_column: str = "zcwj",
    **more: object,
) -> Leaf:
    """A document in the policy column with the table of its facts; made a working day before it is published.

    The Y of ``number`` becomes the year of its making.
    """
    made = made or days.workdays_after(published, -1)
    number = number.replace("Y", str(made.year))
    facts = [
        ("索引号", f"11370783MB28A0{len(site.columns):02d}XX/{published.year}-{number.split('〕')[1].removesuffix('号').zfill(5)}"),
        ("主题分类", "综合政务"), ("发文字号", number), ("发布机构", site.unit.full),
        ("成文日期", f"{made}"), ("发布日期", f"{published}"), ("有效性", "有效"),
    ]  # fmt: skip
    topic = title.split("关于")[-1].replace("的通知", "").replace("印发", "").strip("《》")
    clauses = (
        f"为规范{topic}有关工作，制定本文件。", f"本县行政区域内与{topic}有关的活动，适用本文件。", "县直有关部门按照职责分工负责，各镇街负责属地落实。",
        "坚持公开、公平、便民的原则，接受社会监督。", "违反本文件规定的，依照有关法律法规处理。", "本文件自印发之日起施行，有效期五年。",
    )  # fmt: skip
    lines = [
        f"第{n}条　{text}" for n, text in zip("一二三四五六", clauses, strict=True)
    ] + site.pen.paragraphs(2)
    inner = f'<p style="text-align:center">{number}</p><p>各镇人民政府、街道办事处，县直有关部门：</p>{plain(lines)}<p style="text-align:right">{site.unit.full}<br>{made:%Y年%m月%d日}</p>'
    return site.leaf(site.columns[dated_column], title, published, inner, facts=facts, **more)


def core(title: str) -> str:
    """The name of the document itself: what stands between the marks, or the title without them."""
    return title.split("《")[1].split("》")[0] if "《" in title else title


def interpret(
    site: Site,
    document: Leaf,
    forms: Sequence[str],
    when: date | None = None,
    *,
    forward: bool = True,
    back: bool = True,
    parts: Sequence[str] = PARTS,
) -> list[Leaf]:
    """Interpretations of the forms named, linked in both directions unless told otherwise."""
    made = []
    for form in forms:
        title = FORMS[form].format(core(document.title))
        leaf = site.leaf(
            site.columns["zcjd"], title, when or document.when, _body(site, form, document, parts)
        )
        if back:
            leaf.related.append((f"原文：{document.title}", document.path))
        if forward:
            document.related.append((title, leaf.path))
        made.append(leaf)
    return made


def _body(site: Site, form: str, document: Leaf, parts: Sequence[str]) -> str:
    name = core(document.title)
    tag = site.next_name()
    if form == "graphic":
        return f'<p><img src="{site.file(f"tj{tag}.png", files.png(90, 600, 900))}" alt="《{name}》图解"></p>'
    if form == "video":
        return f'<p>点击观看视频：</p><video controls src="{site.file(f"sp{tag}.mp4", files.MP4)}"></video>'
    if form == "audio":
        return f'<p>点击收听音频：</p><audio controls src="{site.file(f"yp{tag}.mp3", files.MP3)}"></audio>'
    if form == "qa":
        return questions(site, name)
    return text(site, name, parts)


def text(site: Site, name: str, parts: Sequence[str] = PARTS) -> str:
    """A written interpretation with the parts named, and who explains it."""
    words = {
        "政策背景": f"近年来，群众对{name}所涉事项的关注度不断提高，原有做法在职责划分、办理时限等方面已不能适应新的形势。{site.pen.paragraphs(1)[0]}",
        "决策依据": "依据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》《优化营商环境条例》以及省、市有关文件。",
        "出台目的": "把分散的要求归拢成一套清楚的规则，让办事的人看得懂、做得到，也让监督的人有据可查。",
        "主要内容": f"全文共六条，明确了适用对象、部门分工、工作原则、责任追究和有效期限。其中与群众关系最密切的是简化材料、压缩时限两项举措。{''.join(site.pen.paragraphs(2))}",
    }
    chosen = [part for part in PARTS if part in parts]
    body = "".join(
        f"<h3>{number}、{part}</h3><p>{words[part]}</p>"
        for number, part in zip("一二三四", chosen, strict=False)
    )
    close = f"<p>适用范围：全县范围内相关单位和个人，自文件施行之日起执行，期限五年。注意事项：已受理的申请按原规定办结，不需要重复提交。</p><p>解读机构：{site.unit.full}　解读人：唐知微　联系电话：{site.unit.phone}</p>"
    return body + close


def questions(site: Site, name: str) -> str:
    """Four questions and their answers, each naming one of the parts."""
    pairs = (
        ("为什么出台这份文件（政策背景）？", "原有做法已经执行五年，群众反映手续多、跑腿多，需要调整。"),
        ("制定的决策依据是什么？", "主要依据《优化营商环境条例》和省、市有关文件。"),
        ("出台目的是什么？", "让流程更清楚，让责任更明白，方便群众和企业办事。"),
        ("主要内容有哪些？", f"共六条，涉及适用对象、分工、原则、责任和期限。{site.pen.paragraphs(1)[0]}"),
    )
    return f"<p>针对《{name}》，就大家关心的问题答复如下。</p>" + "".join(
        f"<p>问：{ask}</p><p>答：{reply}</p>" for ask, reply in pairs
    )


def consultation(
    site: Site,
    title: str,
    start: date,
    end: date,
    *,
    feedback: str = "",
    reason: str = "",
    style: str = "tabs",
    about: str = "",
) -> Leaf:
    """A public consultation as tabs or plain text; ``feedback`` is the text of its result, empty for none yet."""
    column = site.columns["dczj"]
    unit = site.unit
    call = f"为提高决策的科学性，现将《{title}（征求意见稿）》及起草说明公布，面向社会公开征求意见。{reason}欢迎通过以下方式提出：电话{unit.phone}；信函寄至{unit.address}{unit.full}。"
    draft = "".join(f"<p>第{n}条　{one}</p>" for n, one in zip("一二三", site.pen.paragraphs(3), strict=True))
    note = f"根据工作安排，{unit.full}组织起草了本稿。{about}"
    if style == "tabs":
        facts = f'<div class="zj-info"><span>征集部门：{unit.full}</span><span>开始时间：{start}</span><span>结束时间：{end}</span></div>'
        heads = "".join(f"<li>{name}</li>" for name in ("征集公告", "草案内容", "起草说明", "意见反馈"))
        result = feedback or ""
        inner = f'{facts}<ul class="tab-hd">{heads}</ul><div class="tab-bd"><div class="tab-item"><h3>征集公告</h3><p>{call}</p></div><div class="tab-item"><h3>草案内容</h3>{draft}</div><div class="tab-item"><h3>起草说明</h3><p>{note}</p></div><div class="tab-item"><h3>意见反馈</h3><p>{result}</p></div></div>'
    else:
        span = f"征求意见时间：{start:%Y年%m月%d日}至{end:%Y年%m月%d日}。"
        result = f"<h3>意见采纳情况</h3><p>{feedback}</p>" if feedback else ""
        inner = (
            f"<p>{call}</p><p>{span}</p><h3>起草说明</h3><p>{note}</p><h3>附：征求意见稿</h3>{draft}{result}"
        )
    return site.leaf(column, f"关于《{title}（征求意见稿）》公开征求意见的公告", start, inner)


def adopted(received: int, taken: int) -> str:
    """The text of a result."""
    return f"征集期间共收到意见建议{received}条，采纳{taken}条，未采纳{received - taken}条。未采纳的主要理由是：所提事项已有上位规定，本文件不再重复。"


def default_policies(site: Site, series: str, topics: Sequence[str], forms: Sequence[str]) -> list[Leaf]:
    """One document a topic, some weeks apart, interpreted on the day."""
    made = []
    for at, topic in enumerate(topics):
        when = days.on_workday(site.ago(35 + 66 * at))
        document = policy(
            site, f"{site.unit.full}关于印发《{topic}》的通知", f"{series}〔Y〕{12 - at}号", when
        )
        interpret(site, document, forms)
        made.append(document)
    return made
