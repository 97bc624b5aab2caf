"""Which page interprets a policy (政策解读), in which forms, and which elements of an interpretation it has.

Forms and elements follow 鲁政办字〔2021〕115号 and 任务 25 of the district's list as the standard for interpretation
collects them. A form is told by words set apart for it (【图解】, 视频解读：), never by a word of the policy's title.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.extract.policy import is_policy_title
from crawler.extract.tree import Block, Doc, Element
from evidence.records import Quote, Region
from evidence.titles import relation

_NAMED = re.compile(r"《[^》]*(?:》|$)|〈[^〉]*〉")
_DOCUMENT = r"(?:政策|文件|办法|规定|通知|意见|方案|细则|规划|措施|条例|计划|新规|公告|标准|清单|要点|制度|规则|纲要|指南)"
_STRONG = re.compile(
    rf"《.{{3,}}(?:解读|图解|问答|释义|起草说明|编制说明|政策说明|吹风会|发布会|答记者问|说明$)|(?:解读|图解|读懂|看懂|问答|漫说|漫画|动漫|动画|H5|图说).{{0,16}}《"
    rf"|^图解.{{2,40}}{_DOCUMENT}|{_DOCUMENT}.{{0,12}}(?:解读|图解|问答|释义|起草说明|编制说明)|解读.{{0,6}}{_DOCUMENT}|(?:^|[【\[（(])\s*\S{{0,6}}(?:解读|图解)\d*\s*[】\])）:：|｜丨]"
    r"|^(?:一图|一张图|图解|带你|带您).{0,4}(?:读懂|看懂)|一图(?:读懂|看懂)|^图解\s*(?:[：:|｜丨]|政策)|政策(?:图解|问答|吹风会|例行吹风会|明白[纸卡])|简明问答|明白[纸卡]"
    r"|(?:负责人|负责同志|局长|主任|厅长|部长).{0,40}答记者问|^(?:文字|图文|图片|视频|音频|动漫|动画|漫画|部门)解读|^(?:专家|媒体|官方)解读\s*[：:|｜丨]"
)
_WEAK = re.compile(
    r"解读|图解|一图|问答|答记者问|吹风会|新闻发布会|起草说明|编制说明|政策说明|释义|明白[纸卡]|动漫|漫画|H5"
)
_NEVER = re.compile(
    r"征集|解读[”\"]?(?:会|讲座|沙龙|论坛|专场|培训)|(?:一图|图解).{0,20}(?:成绩单|经济运行|新闻|全会|统计公报|年报|数据|攻略)|解读(?:制度|工作|方案|培训|目录|清单|率|大赛|比赛|竞赛|活动|能力|机制|会议)|加强.{0,10}解读|(?:举办|开展|召开|组织|举行).{0,40}解读"
    r"|(?:报告单?|病例|指标|数据|影像|心电图|检验|化验|体检|试卷|教材|课文|作品|经典|志愿|图表)解读|(?:预算|决算|规划图).{0,12}(?:编制)?说明"
    r"|(?:征求意见稿|草案|送审稿)[）)]?》?.{0,4}(?:的)?(?:起草|编制|政策)?说明|知识问答|有奖问答|在线问答|常见问答$|宣讲会|一张图(?:管理|系统|平台|建设)"
)
_COLUMN = re.compile(r"解读|图解|政策问答|简明问答")
_MIXED_COLUMN = re.compile(r"文件|法规|规章|数据解读|统计|报告解读|健康|科普|解读回应|回应")
_PROVISION = re.compile(r"^\s*(?:第一章|第一条)")
TEXT_CHARS, PICTURE_CHARS = (
    300,
    200,
)  # 文字解读: 正文 ≥300 字〔默认〕; below 200 with pictures it is a picture


@lru_cache(maxsize=8192)
def is_interpretation(title: str | None, column: str | None, in_column: bool) -> bool:
    """Whether a page interprets a policy: by its title, or by its column unless the title is a policy's own."""
    text = (title or "").strip()
    if not text or _NEVER.search(text):
        return False
    if _STRONG.search(text):
        return True
    if not (in_column and column and _COLUMN.search(column)):
        return False
    if _MIXED_COLUMN.search(column):
        return bool(_WEAK.search(text))
    return bool(_WEAK.search(text)) or not _is_policy_itself(text)


def _is_policy_itself(text: str) -> bool:
    return is_policy_title(text) and bool(re.search(r"关于.{2,}的(?:通知|意见|决定|公告|通告|批复|函)", text))


def interprets(doc: Doc, title: str | None, column: str | None) -> bool:
    """Whether an article is an interpretation; a rule's own text (第一条 …) is none, in whatever column it stands."""
    if not is_interpretation(title, column, bool(column)):
        return False
    if _WEAK.search(title or ""):
        return True
    return not any(_PROVISION.match(b.text) for b in doc.blocks if b.region is Region.MAIN)


# ---------------------------------------------------------------- forms

_SET_APART = r"(?:解读|版|篇|讲解|说明|[】\]）)]|\s*[：:|｜丨]|\s*$)"


def _form(words: str, free: str = "") -> re.Pattern[str]:
    """Words of a form, set apart as such: 视频解读, 【视频】, 视频：; ``free`` ones count anywhere."""
    apart = rf"(?:{words}){_SET_APART}|[【\[（(]\s*(?:{words})"
    return re.compile(f"{free}|{apart}" if free else apart)


_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("text", _form("文字|文稿", "文字解读")),
    ("graphic", _form("图片|图文|图表|长图|海报", r"图解|一图(?:读懂|看懂|了解|速览)|一张图(?:读懂|看懂|了解)|图说")),
    ("video", _form("视频|微视频|短视频", "微视频|短视频解读")),
    ("audio", _form("音频|语音|听读")),
    ("animation", _form("动漫|动画|漫画|H5|h5|漫说", "漫画解读|漫说")),
    ("faq", _form(r"简明问答\d*|政策问答\d*|问答\d*|热点问题|百问百答", "简明问答|政策问答|答记者问|你问我答")),
    ("press", _form("新闻发布会|发布会|吹风会", "新闻发布会|政策吹风会|例行吹风会")),
    ("expert", _form("专家|专家访谈|专家观点", "专家(?:解读|访谈|观点|点评|谈)|(?:教授|研究员|律师)解读")),
    ("media", _form("媒体|媒体视角", "媒体解读|媒体视角|媒体聚焦")),
    ("leader", _form("领导|负责人|负责同志", r"(?:负责人|负责同志|领导|局长|主任|区长|县长|市长|镇长|书记)(?:解读|谈|答|就《|就.{2,40}答记者问|做客)")),
    ("interview", _form("在线访谈|访谈|互动直播|直播", "在线访谈|访谈实录|互动直播|直播回放|做客")),
    ("outreach", _form("宣讲|政策宣讲|现场演示|演示", "政策宣讲|现场演示|进企业|进社区|进校园|进乡村")),
)  # fmt: skip
_SPOKEN = frozenset(("faq", "press", "expert", "leader", "interview", "outreach"))
_MEDIA_SOURCE = re.compile(
    r"日报|晚报|晨报|都市报|时报|早报|商报|快报|周报|导报|观察报|报社|新闻网|新闻客户端|电视台|广播|融媒体?(?:中心)?|传媒|新华社|新华网"
    r"|人民网|央视|央广|中新[社网]|澎湃|记者站|[\u4e00-\u9fff]{2,}报$"
)
_SIGNED = re.compile(
    r"(?:作者|撰稿|解读专家|解读人)\s*(?:单位)?\s*[：:系为是][^。]{0,60}?(?:教授|研究员|研究院|研究所|研究中心|专家|院士|学者|大学|律师)"
    r"|[（(](?:作者|执笔)[^）)]{2,60}[）)]"
)
_QUESTION = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]{1,3}\s*[、.．:：]\s*)?(?:问\s*\d*\s*[：:]|[QＱ]\s*\d*\s*[：:.、]|问题[一二三四五六七八九十\d]{1,2}\s*[：:])"
)
_ANSWER = re.compile(
    r"^\s*(?:[\d一二三四五六七八九十]{1,3}\s*[、.．:：]\s*)?(?:答\s*\d*\s*[：:]|[AＡ]\s*\d*\s*[：:.、]|解答\s*[：:]|回答\s*[：:])"
)
_FAQ_PAIRS = 3  # 问答对 ≥3〔默认〕
_PLAYER = re.compile(
    r"\.(?:mp4|m3u8|flv|wmv|avi)\b|v\.qq\.com|player\.|/player|bilibili|youku|iqiyi|/vod/|video",
    re.IGNORECASE,
)
_VIDEO_FILE = re.compile(r"\.(?:mp4|m3u8|flv|wmv|avi)\b", re.IGNORECASE)
_AUDIO_FILE = re.compile(r"\.(?:mp3|wav|m4a|aac)\b", re.IGNORECASE)
_SITE_PLAYER = re.compile(
    r"read|tts|speak|voice|yuyin|langdu|bgm|bg_?music|broadcast|wza|barrier", re.IGNORECASE
)
_DECORATION = re.compile(
    r"icon|logo|qr|ewm|erweima|weixin|wechat|share|print|btn|button|arrow|dot|close|line\.|bg[_\-.\d]|\bbg|blank|spacer|loading"
    r"|/(?:doc|docx|pdf|xls|zip|rar|wps)\.(?:gif|png)|\.gif|^data:",
    re.IGNORECASE,
)


def forms_of(doc: Doc, title: str | None, column: str | None, source: str | None) -> tuple[str, ...]:
    """The forms (解读形式) an interpretation takes, in a fixed order, once each: named, shown or signed."""
    found = {*named_forms(title or "", column or ""), *_shown_forms(doc)}
    body = _body(doc)
    chars = sum(len(block.text) for block in body)
    pictures = sum(1 for src, region in doc.images if region is Region.MAIN and not _DECORATION.search(src))
    if _pairs(body) >= _FAQ_PAIRS:
        found.add("faq")
    if source and _MEDIA_SOURCE.search(source):
        found.add("media")
    if any(_SIGNED.search(block.text) for block in (*body[:3], *body[-4:])):
        found.add("expert")
    if pictures and chars < PICTURE_CHARS and not found - {"media"}:
        found.add("graphic")
    if chars >= TEXT_CHARS and not found & _SPOKEN:
        found.add("text")
    return tuple(form for form, _ in _FORMS if form in found)


@lru_cache(maxsize=8192)
def named_forms(title: str, column: str) -> tuple[str, ...]:
    """The forms that a title or the name of its column tells; words of the documents named do not count."""
    text = _NAMED.sub("《》", title)
    return tuple(form for form, words in _FORMS if words.search(text) or (column and words.search(column)))


def _body(doc: Doc) -> list[Block]:
    """The paragraphs of the main part that are no list of other pages and no line of labels."""
    return [
        b for b in doc.blocks if b.region is Region.MAIN and not b.listed and b.link_chars * 2 <= len(b.text)
    ]


def _pairs(body: list[Block]) -> int:
    asked = sum(1 for block in body if _QUESTION.match(block.text))
    return min(asked, sum(1 for block in body if _ANSWER.match(block.text))) if asked >= _FAQ_PAIRS else 0


def _shown_forms(doc: Doc) -> set[str]:
    """Video and audio that stand in the main part, not a player that the site shows on every page."""
    found = set()
    for element in doc.body.iter("video", "audio", "a", "iframe"):
        form = _played(element)
        if form and doc.find_region(element) is Region.MAIN and not _is_site_player(element):
            found.add(form)
    if "video" not in found and _scripted_video(doc):
        found.add("video")
    return found


def _played(element: Element) -> str | None:
    sources = " ".join(
        [
            element.get("src") or element.get("href") or "",
            *(s.get("src") or "" for s in element.iter("source")),
        ]
    )
    if element.tag == "video":
        return "video"
    if element.tag == "audio":
        return "audio" if sources.strip() else None
    if element.tag == "iframe":
        return "video" if _PLAYER.search(sources) else None
    if _VIDEO_FILE.search(sources):
        return "video"
    return "audio" if _AUDIO_FILE.search(sources) else None


def _is_site_player(element: Element) -> bool:
    identity = f"{element.get('id') or ''} {element.get('class') or ''}"
    hidden = re.search(r"display\s*:\s*none", element.get("style") or "")
    return bool(hidden or _SITE_PLAYER.search(identity))


def _scripted_video(doc: Doc) -> bool:
    """Whether a script inside the main part starts a player on a file."""
    return any(
        not src and len(text) < 20_000 and _VIDEO_FILE.search(text) and place is not None
        and place is not doc.body and place.tag != "head" and doc.find_region(place) is Region.MAIN
        for (_, src, text), place in zip(doc.scripts, doc.script_places, strict=True)
    )  # fmt: skip


# ---------------------------------------------------------------- elements

_MARK = r"(?:^|[\s。；？])(?:[一二三四五六七八九十\d]{1,3}\s*[、.．]\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*[、.．]?\s*|第[一二三四五六七八九十]+(?:部分|方面)?[、，：:\s]\s*|[问Q]\d*\s*[：:]\s*|[【\[■●◆▶★]\s*)"
_INSIDE = r"[^，。；？：:\s]{0,18}?"
_WORDS: tuple[tuple[str, str], ...] = (
    ("background", "背景"),
    ("basis", "依据"),
    ("purpose", "(?<![项题条科名数栏剧书])目的|意义|目标|必要性|为(?:什么|何)(?:要)?(?:出台|制定|修订|印发|编制)"),
    (
        "measures",
        "主要内容|主要举措|重要举措|重点举措|主要措施|具体措施|重点内容|主要任务|重点任务|核心内容|政策措施|政策内容|政策举措|主要政策"
        "|主要条款|基本内容|内容解读|重点解读|主要规定|主要亮点|主要特点|创新举措|工作举措|工作任务|哪些内容|哪些(?:具体)?(?:措施|举措|支持|规定|政策)|内容是什么|内容(?:框架|概要|摘要)",
    ),
)  # fmt: skip
_HEADING = {name: re.compile(rf"{_MARK}{_INSIDE}(?:{words})[^，。；\n]{{0,16}}") for name, words in _WORDS}
_RUN_IN = re.compile(
    r"^(?:(?:政策|起草|制定|出台|编制|修订|决策|文件|法律)(?:的)?(?:背景|依据|目的|意义)|重要意义|目标任务|主要内容|重要举措|主要举措|主要任务|具体措施)"
    r"(?!的|，|。|是|为|方面)"
)
_HEADING_CHARS = 30
_MADE = r"(?:制定|出台|印发|起草|修订|编制|研究制定|拟定)"
_MADE_NAME = re.compile(rf"{_MADE}了?\s*《([^》]{{2,80}})(?:》|$)")
_ABBREVIATED = 8  # 《办法》, 《实施方案》: how an interpretation calls its document
_SENTENCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "purpose",
        re.compile(
            rf"(?:^|[。；，\s])(?:为了?|旨在|以)(?!什么|何)[^。]{{6,160}}?[，,][^。]{{0,160}}?{_MADE}[^。]{{0,60}}"
        ),
    ),
    (
        "basis",
        re.compile(
            rf"(?:根据|依据|依照|按照)[^。]{{0,20}}《[^》]{{3,80}}》[^。]{{0,200}}?{_MADE}[^。]{{0,60}}"
        ),
    ),
    (
        "measures",
        re.compile(
            r"(?:主要(?:内容)?(?:包括|分为|有|涵盖|规定了|明确了)|(?:共|分为?|包括|提出|明确|推出|制定)[^。，]{0,8}[一二三四五六七八九十\d]+\s*(?:章|条|个方面|个部分|项|大)(?:[^。]{0,30}))[^。]{0,60}"
        ),
    ),
)
QUOTE_CHARS = 120


def elements_of(doc: Doc, title: str | None) -> tuple[Quote, ...]:
    """The elements an interpretation has, each with the heading or the sentence that shows it.

    Ids: background 政策背景, basis 决策依据, purpose 出台目的, measures 重要举措; one heading may name several.
    """
    lines = [block.text for block in _body(doc) if block.text != title]
    found: dict[str, str] = {}
    for line in lines:
        for name, words in _headings(line):
            found.setdefault(name, words)
    for line in lines if len(found) < len(_WORDS) else ():
        for name, pattern in _SENTENCES:
            match = pattern.search(line) if name not in found else None
            if match and _tells_of_this(match.group(), title or ""):
                found[name] = match.group()
    return tuple(
        Quote(name, found[name].strip(" 。；，")[:QUOTE_CHARS]) for name, _ in _WORDS if name in found
    )


def _tells_of_this(sentence: str, title: str) -> bool:
    """Whether what a sentence says was made is the document interpreted, not the one that it rests on."""
    made = _MADE_NAME.search(sentence)
    return not made or len(made.group(1)) <= _ABBREVIATED or relation(made.group(1), title).says != "other"


def _headings(line: str) -> list[tuple[str, str]]:
    """The elements that a line's headings name: a short line of its own, a numbered one, or one that runs in."""
    if not any(
        sign in line
        for sign in (
            "背景",
            "依据",
            "的",
            "义",
            "标",
            "必要",
            "为",
            "内容",
            "措",
            "任务",
            "条款",
            "亮点",
            "哪些",
            "特点",
        )
    ):
        return []
    if len(line) <= _HEADING_CHARS and not re.search(r"[，。；]", line):
        return [(name, line) for name, words in _WORDS if re.search(words, line)]
    found = [(name, m.group()) for name, pattern in _HEADING.items() if (m := pattern.search(line))]
    run_in = _RUN_IN.match(line)
    if run_in:
        found += [(name, run_in.group()) for name, words in _WORDS if re.search(words, run_in.group())]
    return found
