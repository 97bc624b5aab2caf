"""The development zone with its scenic area, and two departments on hosts of their own."""

from __future__ import annotations

from datetime import date

from tests.second_district import days, files, people, policies
from tests.second_district.book import Answer
from tests.second_district.county import FIVE, THREE, soft_article, sub
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
    site.plant("decision-catalogue-missing", site.at("xxgk"))
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
        date(last + 1, 1, 19),
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
    site.plant("page-slow", site.at(column))
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
    site.plant("decision-catalogue-missing", site.at("xxgk"))
    site.plant("annual-report-missing", site.at("xxgk"))
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


# ---- health


def health(site: Site) -> None:
    """县卫健局: a hidden link, four empty columns, policies and consultations with gaps."""
    furnish(site, Plan(news="卫健动态", policy="政策法规", omit=frozenset({"services", "messages"})))
    book = site.book
    site.nav_extra = [
        ("政务服务", book.url("friend", "/zwfw/")),
        ("互动交流", site.book.url("county", "/hdjl/")),
    ]
    site.alike("service-none", site.home, why="链接到政务服务网")
    site.alike("interaction-channel-missing", site.home, why="链接到县政府的政民互动")
    _hidden(site)
    _empty(site)
    _health_policies(site)
    soft_article(site, "tzgg")
    wrong = site.leaf(
        site.columns["xwdt"],
        "红色故事宣讲走进病房",
        site.ago(6),
        plain(["展板回顾了中华人民共合国成立以来乡村医疗的变迁。", *site.pen.paragraphs(4)]),
    )
    site.plant("wording-error", wrong.url, "中华人民共合国")
    site.alike("columns-not-updated", site.home, why="空白栏目4个")
    site.book.verdicts["wjj"] = {"qualified", "undetermined", "unqualified"}


def _hidden(site: Site) -> None:
    book = site.book
    slot = book.put(
        "friend",
        "/slot/",
        Answer(
            "<html><head><title>澳门新葡京娱乐城官网</title></head><body>百家乐 老虎机 真人博彩 注册送彩金</body></html>".encode()
        ),
    )
    site.home_html = f'<div style="display:none"><a href="{slot}">澳门新葡京娱乐城</a></div><ul class="drop" style="display:none"><li><a href="{site.columns["tzgg"].path}">通知公告下拉菜单</a></li></ul><a href="#main" style="position:absolute;left:-999px">跳到正文</a>'
    site.plant("link-suspicious", site.home, slot)
    bet = book.put(
        "friend",
        "/bet/",
        Answer(
            "<html><head><title>真钱棋牌下载</title></head><body>体育博彩 六合彩 开户</body></html>".encode()
        ),
    )
    leaf = site.leaf(
        site.columns["xwdt"],
        "护士节座谈会召开",
        site.ago(12),
        f'{plain(site.pen.paragraphs(4))}<p><a href="{bet}" style="font-size:1px;color:#fff">六合彩开户</a></p>',
    )
    site.plant("link-suspicious", leaf.url, bet)
    site.alike("link-suspicious", site.home, site.at("tzgg"), "下拉菜单")
    site.alike("link-suspicious", site.home, f"{site.home}#main", "跳过导航的链接")


def _empty(site: Site) -> None:
    forms = {
        "jgdt": ("监督执法", "<div class='list'><p>暂无信息</p></div>"), "yjzs": ("应急知识", '<ul class="list"></ul><div class="page">共0条 0/0</div>'),
        "fnfy": ("妇幼服务", "<p>该栏目内容正在建设中</p>"), "zyyg": ("中医药管理", "<table><tr><td>此栏目暂无任何新增信息</td></tr></table>"),
    }  # fmt: skip
    for key, (name, inner) in forms.items():
        column = sub(site, key, name, kind="其他", inner=inner)
        site.plant("column-empty", site.at(column))


def _health_policies(site: Site) -> None:
    policies.default_policies(site, "澄卫发", ("澄川县村卫生室管理办法",), THREE)
    bare = policies.policy(
        site,
        "澄川县卫生健康局关于印发《澄川县托育机构备案管理实施细则》的通知",
        "澄卫字〔Y〕19号",
        days.on_workday(site.ago(47)),
    )
    site.plant("policy-uninterpreted", bare.url)
    thin = policies.policy(
        site,
        "澄川县卫生健康局关于印发《澄川县献血激励办法》的通知",
        "澄卫字〔Y〕15号",
        days.on_workday(site.ago(81)),
    )
    text, graphic, audio = policies.interpret(
        site, thin, ("text", "graphic", "audio"), parts=("决策依据", "主要内容")
    )
    for leaf in (graphic, audio):
        site.alike("interpretation-incomplete", leaf.url, why="没有文字，无从判断")
    site.plant("interpretation-incomplete", text.url)
    site.column("dczj", "民意征集", "调查征集")
    short = policies.consultation(
        site,
        "澄川县无烟公共场所管理规定",
        site.ago(55),
        site.ago(40),
        feedback=policies.adopted(5, 5),
        style="plain",
    )
    site.plant("consultation-short", short.url)
    urgent = policies.consultation(
        site,
        "澄川县流感防控工作规定",
        site.ago(140),
        site.ago(121),
        feedback=policies.adopted(2, 2),
        style="plain",
        reason="鉴于流感高发期已至，确有必要尽快实施，公开征求意见时间缩短至19日。",
    )
    site.alike("consultation-short", urgent.url, why="说明了缩短期限的理由")
    for name, wanted, workdays in (
        ("澄川县医疗废物收运管理办法", True, 26),
        ("澄川县家庭病床服务规定", False, 31),
    ):
        out = days.workdays_after(site.book.as_of, -workdays)
        asked = policies.consultation(
            site,
            name,
            date.fromordinal(out.toordinal() - 66),
            date.fromordinal(out.toordinal() - 30),
            style="plain",
        )
        document = policies.policy(
            site, f"澄川县卫生健康局关于印发《{name}》的通知", f"澄卫发〔Y〕{workdays}号", out
        )
        policies.interpret(site, document, THREE)
        if wanted:
            site.plant("consultation-no-feedback", asked.url)
            continue
        site.alike("interpretation-late", document.url, why="同日解读")
        answer = site.leaf(
            site.columns["dczj"],
            f"关于《{name}（征求意见稿）》意见采纳情况的公告",
            days.workdays_after(out, 2),
            f"<p>{policies.adopted(3, 1)}</p>",
        )
        answer.related.append((asked.title, asked.path))
        site.alike("consultation-no-feedback", asked.url, why="采纳情况另页公布")
