"""What every unit has when nothing is wrong with it: columns, entries, disclosure, services, messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.second_district import files
from tests.second_district.book import Answer
from tests.second_district.site import Column, Leaf, Site
from tests.second_district.wording import plain

ELEMENTS = ("事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程")
OTHER_WORDS = ("办理事项", "办理依据", "受理条件", "申请材料", "受理地点", "办公时间", "咨询电话", "办理程序")
SECTIONS = ("guide", "regulations", "statutory", "annual-report", "on-request")


@dataclass(frozen=True)
class Plan:
    """How a unit differs from the common ground."""

    news: str = "工作动态"
    notices: str = "通知公告"
    policy: str = "政策文件"
    interpretation: str = "政策解读"
    services: str = "办事服务"
    messages: str = "互动交流"
    news_days: Sequence[int] = (1, 4, 7, 12, 20)
    notice_days: Sequence[int] = (2, 40, 102)
    guides: Sequence[str] = ()
    guide_style: str = "table"
    omit: frozenset[str] = frozenset()
    section_names: Mapping[str, str] = field(default_factory=dict)
    report_years: Sequence[int] = (1, 2)


NAMES = {
    "guide": "政府信息公开指南", "regulations": "政府信息公开制度", "statutory": "法定主动公开内容",
    "annual-report": "政府信息公开年报", "on-request": "依申请公开",
}  # fmt: skip


def furnish(site: Site, plan: Plan) -> None:
    """Open the common columns of an administrative unit and fill all but policies and consultations."""
    overview(site)
    news = site.column("xwdt", plan.news, "动态要闻")
    fill_news(site, news, plan.news_days)
    notices = site.column("tzgg", plan.notices, "通知公告")
    for days in plan.notice_days:
        site.leaf(notices, site.pen.notice_title(site.unit.full), site.ago(days))
    disclosure(site, plan)
    site.column("zcwj", plan.policy, "政策文件")
    site.column("zcjd", plan.interpretation, "政策解读")
    if "services" not in plan.omit:
        services(site, plan)
    if "messages" not in plan.omit:
        messages(site, plan)
    site.home_keys = ["xwdt", "tzgg", "zcwj"]
    host_things(site)


def fill_news(site: Site, column: Column, days: Sequence[int]) -> None:
    for one in days:
        site.leaf(column, site.pen.news_title(), site.ago(one))


def overview(site: Site, name: str = "机构概况") -> Column:
    unit = site.unit
    inner = f"<p>{unit.full}贯彻落实党中央关于本领域工作的方针政策和县委部署，依法履行管理和服务职责。</p><p>内设机构：办公室、政策法规科、综合业务科、财务科。</p><p>负责人：陆嘉木，主持全面工作；副职：沈听溪，分管综合业务和财务。</p><p>办公地址：{unit.address}；办公时间：工作日8:30—12:00，13:30—17:30；联系电话：{unit.phone}。</p>"
    return site.column("jggk", name, "机构职能", inner=inner)


# ---- disclosure


def disclosure(site: Site, plan: Plan) -> None:
    """政府信息公开: its home and the sections that the plan does not omit."""
    home = site.column("xxgk", "政府信息公开", "政府信息公开", inner="")
    makers = {
        "guide": _guide,
        "regulations": _regulations,
        "statutory": _statutory,
        "annual-report": _reports,
        "on-request": _on_request,
    }
    links = []
    for section in SECTIONS:
        if section not in plan.omit:
            name = plan.section_names.get(section, NAMES[section])
            made = makers[section](site, home, name, plan)
            links.append((name, made.path))
    if "catalogue" not in plan.omit:
        made = catalogue(site, home, site.book.as_of.year)
        links.append((made.name, made.path))
    home.links = links
    home.inner = f"<p>本栏目依据《中华人民共和国政府信息公开条例》设置，集中发布{site.unit.full}应当主动公开的信息。</p>"


def _guide(site: Site, home: Column, name: str, _: Plan) -> Column:
    unit = site.unit
    inner = f"<p>一、信息分类和编排体系：按机构职能、规范性文件、规划计划、财政信息等分类，按发布时间编排。</p><p>二、获取方式：本网站、县档案馆和县图书馆查阅点。</p><p>三、工作机构：{unit.full}办公室；办公地址：{unit.address}；办公时间：工作日8:30—17:30；联系电话：{unit.phone}；传真：{unit.phone}；电子邮箱：xxgk@chengchuan.invalid。</p>"
    return site.column("gkzn", name, "政府信息公开指南", parent=home, in_nav=False, inner=inner)


def _regulations(site: Site, home: Column, name: str, _: Plan) -> Column:
    column = site.column("gkzd", name, "政府信息公开制度", parent=home, in_nav=False)
    for title, days in (("政府信息公开保密审查制度", 610), ("政府信息公开工作考核制度", 800)):
        site.leaf(column, f"{site.unit.full}{title}", site.ago(days))
    return column


def _statutory(site: Site, home: Column, name: str, _: Plan) -> Column:
    column = site.column(
        "fdzd", name, "法定主动公开内容", parent=home, in_nav=False, inner="<p>请选择分类：</p>"
    )
    wanted = (
        ("ghjh", "规划计划", "五年发展规划实施要点", 470),
        ("czxx", "财政信息", "上年度部门决算", 225),
        ("tjxx", "统计信息", "上年度统计公报", 260),
        ("rsxx", "人事信息", "事业单位招聘录用名单", 96),
    )
    for key, title, about, days in wanted:
        sub = site.column(key, title, title, parent=column, in_nav=False)
        site.leaf(sub, f"{site.unit.full}{about}", site.ago(days))
        column.links.append((title, sub.path))
        site.alike("column-stale", site.at(sub), why=f"{title}没有更新周期")
    return column


def _reports(site: Site, home: Column, name: str, plan: Plan) -> Column:
    column = site.column("gknb", name, "政府信息公开年报", parent=home, in_nav=False)
    for back in plan.report_years:
        year = site.book.as_of.year - back
        report(site, column, year, f"{site.unit.full}{year}年政府信息公开工作年度报告")
    return column


def report(site: Site, column: Column, year: int, title: str) -> Leaf:
    """The six chapters of one year."""
    chapters = (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    )
    inner = "".join(
        f"<h3>{number}、{head}</h3>{plain(site.pen.paragraphs(2))}"
        for number, head in zip("一二三四五六", chapters, strict=True)
    )
    return site.leaf(
        column,
        title,
        min(date(year + 1, 1, 18), site.ago(2)),
        f"<p>统计期限为{year}年1月1日至12月31日。</p>{inner}",
    )


def _on_request(site: Site, home: Column, name: str, _: Plan) -> Column:
    inner = '<p>公民、法人或者其他组织可以书面形式申请获取政府信息，收到申请之日起20个工作日内答复。</p><form action="/apply" method="post"><label>姓名<input name="xm"></label><label>所需信息<textarea name="nr"></textarea></label><label>获取方式<select name="fs"><option>邮寄</option><option>自取</option></select></label><button type="submit">提交申请</button></form>'
    return site.column("ysqgk", name, "依申请公开", parent=home, in_nav=False, inner=inner)


def catalogue(site: Site, home: Column, year: int) -> Column:
    """重大行政决策事项目录 of one year, in a column of its own."""
    column = site.column("zdjc", "重大行政决策", "重大行政决策", parent=home, in_nav=False)
    when = min(date(year, 5, 20), site.book.as_of - timedelta(days=3))
    head = "<tr><th>序号</th><th>事项名称</th><th>承办单位</th><th>决策依据</th><th>时间计划</th></tr>"
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{site.unit.full}</td><td>相关法律法规</td><td>第{n}季度</td></tr>"
        for n, name in enumerate(("老城片区供水管网更新", "公共停车收费标准调整"), 1)
    )
    inner = f"<p>经县委同意，现将{year}年度重大行政决策事项目录公布如下。</p><table>{head}{rows}</table>{plain(site.pen.paragraphs(2))}"
    site.leaf(column, f"{site.unit.full}{year}年度重大行政决策事项目录", when, inner)
    return column


# ---- services and messages


def services(site: Site, plan: Plan) -> None:
    column = site.column("bsfw", plan.services, "办事服务")
    for name in plan.guides or (
        "公共场所备案登记",
        "临时占用道路审批",
        "困难家庭救助申请",
        "从业人员资格认定",
        "档案查询利用",
    ):
        guide(site, column, name, plan.guide_style)


def guide(site: Site, column: Column, name: str, style: str = "table", lacking: Sequence[int] = ()) -> Leaf:
    """A guide with all eight elements but those at the places ``lacking``."""
    values = _values(site, name)
    shown = [(at, value) for at, value in enumerate(values) if at not in lacking]
    if style == "table":
        inner = (
            "<table>"
            + "".join(f"<tr><th>{ELEMENTS[at]}</th><td>{value}</td></tr>" for at, value in shown)
            + "</table>"
        )
    elif style == "sections":
        numbers = "一二三四五六七八"
        inner = "".join(
            f"<h3>{numbers[n]}、{OTHER_WORDS[at]}</h3><p>{value}</p>" for n, (at, value) in enumerate(shown)
        )
    else:
        inner = (
            "<dl>" + "".join(f"<dt>【{ELEMENTS[at]}】</dt><dd>{value}</dd>" for at, value in shown) + "</dl>"
        )
    title = f"{name}办事指南" if 0 not in lacking else "服务须知"
    return site.leaf(column, title, site.ago(60), inner, row_date=False)


def _values(site: Site, name: str) -> list[str]:
    unit = site.unit
    return [
        name,
        f"《山东省{name}管理规定》第十二条",
        "年满十八周岁、具有完全民事行为能力的本地居民或在本县登记的单位。",
        f"1.{name}申请表一式两份；2.申请人身份证明复印件；3.委托办理的提交授权书。",
        f"{unit.address}一楼大厅3号窗口",
        "工作日上午8:30—12:00，下午13:30—17:30",
        unit.phone,
        "窗口受理—审核—作出决定—送达，全程5个工作日。",
    ]


def messages(site: Site, plan: Plan) -> None:
    column = site.column("hdjl", plan.messages, "互动交流")
    form = site.column(
        "wyxx",
        "我要写信",
        "互动交流",
        parent=column,
        in_nav=False,
        inner='<p>欢迎咨询和建言，请如实填写。</p><form action="/letter/save" method="post"><label>主题<input name="zt"></label><label>内容<textarea name="nr"></textarea></label><label>验证码<input name="yzm"></label><button>提交</button></form>',
    )
    column.links.append(("我要写信", form.path))
    topics = (
        ("咨询公交末班车时间", 9),
        ("咨询老年证如何补办", 41),
        ("建议增设路口减速带", 75),
        ("咨询路灯报修电话", 140),
    )
    for title, days in topics:
        message(site, column, title, days)


def message(
    site: Site, column: Column, title: str, days: int, reply_after: int | None = 4, row_note: str = ""
) -> Leaf:
    """A public message, answered after so many days or not at all."""
    asked = f"<p>留言人：周**　留言时间：{site.ago(days)}</p><p>留言内容：您好，{title}，麻烦回复，谢谢。{site.pen.paragraphs(1)[0]}</p>"
    state = row_note or ("已回复" if reply_after is not None else "处理中")
    answered = ""
    if reply_after is not None:
        answered = f"<p>答复单位：{site.unit.full}　答复时间：{site.ago(days - reply_after)}</p><p>答复内容：您好，您的来信收悉。{''.join(site.pen.paragraphs(2))}</p>"
    return site.leaf(
        column,
        title,
        site.ago(days),
        f"{asked}<p>办理状态：{state}</p>{answered}",
        row_note=state,
        dated="normal",
    )


# ---- what belongs to the host


def host_things(site: Site) -> None:
    """Search, site map, pictures and a page for errors: only for the unit that has the whole host."""
    if not site.unit.whole_host:
        return
    book, host = site.book, site.unit.host
    site.search_path = "/search"
    book.searches.setdefault(host, {})["/search"] = lambda query: results(site, query)
    for name in ("conac_dzjg_red", "conac_red", "ga", "zhaocuo", "banner"):
        book.file(host, f"/img/{name}.png", files.png())
    book.put(host, "/css/site.css", Answer(b"body{color:#000;background:#fff}", kind="text/css"))
    if site.unit.external:
        site.column(
            "find",
            "我为政府网站找错",
            "互动交流",
            in_nav=False,
            inner='<p>请填写网站存在的问题。</p><form action="/zfwzzc/save" method="post"><label>网址<input name="wz"></label><button>提交</button></form>',
        ).path = "/zfwzzc/index.html"
    site.column("map", "网站地图", "网站地图", in_nav=False, inner="").path = f"{site.unit.root}map.html"


def finish_map(site: Site) -> None:
    """Fill the site map, when all columns are known."""
    if "map" in site.columns:
        links = "".join(
            f'<li><a href="{column.path}">{column.name}</a></li>'
            for column in site.columns.values()
            if column.key != "map"
        )
        site.columns["map"].inner = f"<ul>{links}</ul>"


def results(site: Site, query: Mapping[str, str]) -> Answer:
    """The page that a search answers."""
    wanted = next((value.strip() for value in query.values() if value.strip()), "")
    found = [
        (title, path)
        for title, path in site.book.titles.get(site.unit.host, [])
        if wanted and wanted in title
    ]
    lines = "".join(f'<li><a href="{path}">{title}</a></li>' for title, path in found)
    main = f"<h1>搜索结果</h1><p>共找到{len(found)}条与“{wanted}”有关的结果</p><ul>{lines}</ul>"
    html = site.skin.document(site, "站内搜索", [], [("首页", "/")], main)
    charset = site.skin.charset
    return Answer(html.encode(charset, "xmlcharrefreplace"), kind=f"text/html; charset={charset}")
