"""The development zone with its scenic area, and two departments on hosts of their own."""

from __future__ import annotations

from datetime import date

from tests.second_district import days, files, people, policies
from tests.second_district.county import FIVE, THREE, sub
from tests.second_district.site import Leaf, Site
from tests.second_district.standard import Plan, catalogue, furnish, guide, message, report
from tests.second_district.wording import plain


def zone(site: Site) -> None:
    """高新区管委会: an entrance page, a slow column, too few forms, no catalogue."""
    names = {
        "guide": "公开指南",
        "regulations": "公开制度",
        "annual-report": "年度报告",
        "statutory": "法定主动公开",
    }
    furnish(
        site,
        Plan(
            news="园区要闻",
            messages="民意直通车",
            section_names=names,
            omit=frozenset({"catalogue"}),
            notice_days=(1, 30, 77),
            report_years=(2, 3),
        ),
    )
    for section in ("guide", "regulations", "statutory", "annual-report"):
        site.alike("disclosure-section-missing", site.at("xxgk"), section, "名称不同")
    site.alike("interaction-channel-missing", site.home, why="名为民意直通车")
    site.plant_after(date(site.book.as_of.year, 6, 30), "decision-catalogue-missing", site.at("xxgk"))
    last = site.book.as_of.year - 1
    pages = site.file(
        "nb.pdf",
        files.pdf(
            [
                f"澄川高新技术产业开发区管理委员会{last}年政府信息公开工作年度报告",
                "一、总体情况",
                "二、主动公开政府信息情况",
            ]
        ),
    )
    listed = site.leaf(
        site.columns["gknb"],
        f"高新区管委会{last}年政府信息公开工作年度报告",
        min(date(last + 1, 1, 19), site.ago(1)),
        plain(["报告全文见附件。", *site.pen.paragraphs(2)]),
        files=[("年度报告.pdf", pages)],
    )
    site.alike("annual-report-missing", site.at("xxgk"), listed.url, "报告以附件发布")
    _entrance(site)
    _slow(site)
    _policies(site)
    _pinned(site)
    site.book.verdicts["gxq"] = {"qualified"}


def _entrance(site: Site) -> None:
    links = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in site.skin.nav_links(site))
    main = f'<h1>{site.unit.full}</h1><p>欢迎访问，请选择栏目。</p><ul class="entrance">{links}</ul><img src="/img/banner.png" alt="园区全景">'
    site.home_whole = site.skin.document(site, site.unit.full, [], [], main)
    site.alike("home-stale", site.home, why="首页仅为导航入口，二级页面当日有更新")


def _slow(site: Site) -> None:
    column = site.columns["tzgg"]
    column.delay_s = 3.7
    site.alike("page-slow", site.at(column), why="主机以IP地址给出")
    site.columns["xwdt"].delay_s = 1.0
    site.alike("page-slow", site.at("xwdt"), why="1秒")
    leaf = site.leaf(site.columns["xwdt"], "园区企业开放日侧记", site.ago(5), delay_s=3.7)
    site.alike("page-slow", leaf.url, why="内容页不计")
    site.alike(
        "page-slow",
        site.book.url("zone", site.file("dt.pdf", files.pdf(["园区导览"]), delay_s=3.7)),
        why="附件不计",
    )
    leaf.files.append(("园区导览.pdf", f"{site.unit.root}{site.skin.files}dt.pdf"))


def _policies(site: Site) -> None:
    policies.default_policies(site, "澄高管发", ("高新区孵化器管理办法",), FIVE)
    few = policies.policy(
        site,
        "澄川高新区管委会关于印发《高新区标准厂房租赁管理规定》的通知",
        "澄高管发〔Y〕7号",
        days.on_workday(site.ago(52)),
    )
    policies.interpret(site, few, FIVE[:4])
    site.plant("interpretation-forms-few", few.url)
    on = days.on_workday(site.ago(83))
    late = policies.policy(
        site, "澄川高新区管委会关于印发《高新区人才公寓分配实施细则》的通知", "澄高管发〔Y〕6号", on
    )
    policies.interpret(site, late, FIVE, days.workdays_after(on, 7))
    site.plant("interpretation-late", late.url)
    shown = days.on_workday(site.ago(112))
    slow = policies.policy(
        site,
        "澄川高新区管委会关于印发《高新区雨污分流管理办法》的通知",
        "澄高管发〔Y〕3号",
        shown,
        made=days.workdays_after(shown, -34),
    )
    policies.interpret(site, slow, FIVE)
    site.plant("disclosure-late", slow.url)
    when = days.on_workday(site.ago(125))
    quoting = policies.policy(
        site, "澄川高新区管委会关于印发《高新区绿地认养管理办法》的通知", "澄高管发〔Y〕2号", when
    )
    quoting.inner += (
        "<p>《山东省城市绿化管理办法》（鲁政发〔2012〕5号，成文日期2012年3月1日）同时遵照执行。</p>"
    )
    policies.interpret(site, quoting, FIVE)
    site.alike("disclosure-late", quoting.url, why="旧日期是所引文件的")
    site.alike("interpretation-forms-few", quoting.url, why="正好5种")


def _pinned(site: Site) -> None:
    edge = sub(site, "gsgg", "公示公告", kind="通知公告")
    for ago in (184, 220):
        site.leaf(edge, site.pen.notice_title("高新区管委会"), site.ago(ago))
    site.alike("column-stale", site.at(edge), why="正好6个月")
    site.leaf(site.columns["tzgg"], site.pen.notice_title("高新区管委会"), site.ago(700), pinned=True)
    site.alike("column-stale", site.at("tzgg"), why="置顶的是旧文")


def scenic(site: Site) -> None:
    """风景区管委会: five first-level columns stale, last year's catalogue, last year's report absent."""
    furnish(
        site,
        Plan(
            news="景区动态",
            news_days=(30, 41, 62),
            notice_days=(190, 240),
            omit=frozenset({"messages", "catalogue"}),
            report_years=(2, 3),
        ),
    )
    catalogue(site, site.columns["xxgk"], site.book.as_of.year - 1)
    site.columns["xxgk"].links.append(("重大行政决策", site.columns["zdjc"].path))
    site.plant_after(date(site.book.as_of.year, 6, 30), "decision-catalogue-missing", site.at("xxgk"))
    site.plant_after(date(site.book.as_of.year, 3, 31), "annual-report-missing", site.at("xxgk"))
    when = days.on_workday(site.ago(205))
    document = policies.policy(
        site, "澄川云台风景区管委会关于印发《云台风景区门票管理办法》的通知", "澄云管发〔Y〕2号", when
    )
    policies.interpret(site, document, FIVE)
    for key, name, ago in (("gsgs", "公示公告", 215), ("gsgx", "通知通告", 260)):
        column = site.column(key, name, "通知公告")
        for more in (0, 33):
            site.leaf(column, site.pen.notice_title("风景区管委会"), site.ago(ago + more))
    for key in ("xwdt", "tzgg", "zcwj", "zcjd", "gsgs", "gsgx"):
        site.plant("column-stale", site.at(key))
    site.plant("columns-not-updated", site.home)
    site.plant("home-stale", site.home)
    for check in ("service-none", "footer-element-missing", "search-broken"):
        site.alike(check, site.home, why="按整个主机计")
    site.book.verdicts["fjq"] = {"unqualified"}


# ---- labour and social security


def labour(site: Site) -> None:
    """县人社局: tags, guides, numbers, a message table, a date to come."""
    guides = ("失业登记", "职业培训补贴申领", "工伤认定", "社保关系转移", "劳动合同备案")
    furnish(
        site,
        Plan(
            news="人社动态",
            messages="局长信箱",
            guides=guides,
            guide_style="sections",
            omit=frozenset({"guide", "messages"}),
            report_years=(2, 3),
        ),
    )
    policies.default_policies(
        site, "澄人社发", ("澄川县见习基地管理办法", "澄川县技能大师工作室建设实施方案"), THREE
    )
    last = site.book.as_of.year - 1
    written = days.numerals(date(last, 1, 1)).split("年")[0]
    listed = report(
        site, site.columns["gknb"], last, f"澄川县人力资源和社会保障局{written}年度政府信息公开工作年度报告"
    )
    site.alike("annual-report-missing", site.at("xxgk"), listed.url, "年份用汉字")
    site.plant("disclosure-section-missing", site.at("xxgk"), "guide")
    _letters(site)
    _lacking(site)
    _payments(site)
    _oddities(site)
    _words(site)
    site.book.verdicts["rsj"] = {"unqualified"}


def _letters(site: Site) -> None:
    column = site.column("hdjl", "局长信箱", "互动交流")
    form = site.column(
        "wyxx",
        "我要写信",
        "互动交流",
        parent=column,
        in_nav=False,
        inner='<p>请填写来信内容。</p><form action="/Letter.aspx" method="post"><table><tr><td><label for="t">标题</label></td><td><input id="t" name="t"></td></tr><tr><td><label for="c">内容</label></td><td><textarea id="c" name="c"></textarea></td></tr></table><input type="submit" value="提交"></form>',
    )
    column.links.append((form.name, form.path))
    site.alike("interaction-channel-missing", site.home, why="名为局长信箱")
    wanted = (
        ("退休金几号发放", 6, 3),
        ("灵活就业参保怎么办", 52, 5),
        ("技能证书查询不到", 131, None),
        ("社保卡遗失如何补办", 60, None),
        ("工龄认定疑问", 410, None),
    )
    leaves = [message(site, column, title, ago, reply) for title, ago, reply in wanted]
    site.plant("message-unanswered", site.at(column), leaves[2].url)
    site.alike("message-unanswered", site.at(column), leaves[3].url, "未满3个月")
    site.alike("message-unanswered", site.at(column), leaves[4].url, "早于1年")
    column.inner = _letter_table(leaves)
    site.unlisted += leaves
    column.rows.clear()


def _letter_table(leaves: list[Leaf]) -> str:
    head = "<tr><td>编号</td><td>来信标题</td><td>来信时间</td><td>受理状态</td></tr>"
    rows = "".join(
        f'<tr><td>2026{n:04d}</td><td><a href="{leaf.path}">{leaf.title}</a></td><td>{leaf.when}</td><td>{leaf.row_note}</td></tr>'
        for n, leaf in enumerate(leaves, 1)
    )
    return f'<table width="100%" border="1">{head}{rows}</table>'


def _lacking(site: Site) -> None:
    column = site.columns["bsfw"]
    for name, lacking in (("劳务派遣登记", (1, 2, 3, 7)), ("人事档案转递", (1, 4, 5, 6, 7))):
        site.plant("service-guide-incomplete", guide(site, column, name, "sections", lacking).url)
    site.alike("service-guide-incomplete", column.rows[0].url, why="要素名称写法不同")
    attached = site.file("zhinan.docx", files.docx(["申请条件：在本县就业。", "办理材料：申请表。"]))
    leaf = site.leaf(
        column,
        "创业担保贷款办事指南",
        site.ago(60),
        "<p>详见附件。</p>",
        files=[("办事指南.docx", attached)],
        row_date=False,
    )
    site.alike("service-guide-incomplete", leaf.url, why="内容在附件中")
    site.unsure("service-guide-incomplete", leaf.url, why="内容在附件中")


def _payments(site: Site) -> None:
    notices = site.columns["tzgg"]
    cards = [people.card("622202161000543210"), people.card("622848077712340098")]
    rows = "".join(
        f"<tr><td>{name}</td><td>{number}</td><td>1500</td></tr>"
        for name, number in zip(people.NAMES[4:], cards, strict=False)
    )
    leaf = site.leaf(
        notices,
        "职业培训补贴拨付名单公示",
        site.ago(18),
        f"{plain(site.pen.paragraphs(2))}<table><tr><td>姓名</td><td>银行卡号</td><td>金额</td></tr>{rows}</table>",
    )
    site.plant("privacy-bank-card", leaf.url)
    masked = f"{cards[0][:6]}*********{cards[0][-4:]}"
    texts = plain(
        [
            f"{people.NAMES[6]}，卡号{masked}；保证金专户账号：{people.wrong_card('622202161000987654')}；业务流水号2026{people.mobile(77)}0093。",
            *site.pen.paragraphs(3),
        ]
    )
    fine = site.leaf(notices, "一次性创业补贴公示", site.ago(36), texts)
    site.alike("privacy-bank-card", fine.url, why="掩码、校验不符、流水号")
    site.alike("privacy-phone", fine.url, why="流水号中的一段")
    document = site.file(
        "mingdan.docx",
        files.docx(
            [
                "拟聘用人员名单",
                f"{people.NAMES[7]}，身份证号{people.id_number('19960215', 428)}，岗位：窗口服务",
            ]
        ),
    )
    page = site.leaf(
        notices,
        "公益性岗位拟聘用人员公示",
        site.ago(23),
        plain(site.pen.paragraphs(3)),
        files=[("拟聘用名单.docx", document)],
    )
    site.plant("privacy-id-number", page.url, also=frozenset({site.book.url("rsj", document)}))
    phones = "".join(
        f"<tr><td>{name}</td><td>{people.mobile(n)}</td></tr>"
        for n, name in enumerate(people.NAMES[8:11], 1140)
    )
    listed = site.leaf(
        notices,
        "创业大赛入围选手名单公示",
        site.ago(29),
        f"{plain(site.pen.paragraphs(2))}<table><tr><td>姓名</td><td>手机号码</td></tr>{phones}</table>",
    )
    site.plant("privacy-phone", listed.url)


def _oddities(site: Site) -> None:
    notices, news = site.columns["tzgg"], site.columns["xwdt"]
    for tag, title in (("PubDate", "档案托管业务窗口调整"), ("ContentSource", "稳岗返还资金发放完成")):
        leaf = site.leaf(notices, title, site.ago(17), metas={tag: None})
        site.plant("meta-tag-missing", leaf.url, tag)
    twice = site.leaf(
        news, "招聘直播走进园区", site.ago(8), metas={"ArticleTitle": ["招聘直播走进园区", "人社局门户网站"]}
    )
    site.plant("meta-tag-wrong", twice.url, "ArticleTitle")
    coming = max(site.book.today, site.book.as_of)
    ahead = site.leaf(news, "技能竞赛圆满落幕", coming.fromordinal(coming.toordinal() + 9))
    site.plant("publish-date-suspect", ahead.url)
    for ago in (10, 64):
        short = site.leaf(
            notices,
            f"职称评审材料模板（第{ago}批）",
            site.ago(ago),
            "<p>见附件。</p>",
            files=[("模板.docx", site.file(f"mb{ago}.docx", files.docx(["模板", str(ago)])))],
        )
        site.alike("publish-date-suspect", short.url, why="正文只有一句套话")


def _words(site: Site) -> None:
    news = site.columns["xwdt"]
    leaf = site.leaf(
        news,
        "返乡创业带头人的故事",
        site.ago(9),
        plain(["他收购周边村庄的秸杆加工成饲料，带动三十多人就业。", *site.pen.paragraphs(4)]),
    )
    site.plant("wording-error", leaf.url, "秸杆")
    for text, why in (
        ("秸秆综合利用岗位招工三十人。", "正确写法"),
        ("近期抽查发现有稿件将“领导小组”误写为“领导小姐”，已改正。", "引述错误"),
        ("工程队主攻府前街地下管线改造。", "跨词"),
    ):
        fine = site.leaf(news, site.pen.news_title(), site.ago(10), plain([text, *site.pen.paragraphs(4)]))
        site.alike("wording-error", fine.url, why=why)
