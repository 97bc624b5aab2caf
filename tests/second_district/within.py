"""Units whose pages are part of the county portal: the office, a department, a street."""

from __future__ import annotations

from datetime import date, timedelta

from tests.second_district import days, policies
from tests.second_district.county import FIVE, THREE, sub
from tests.second_district.site import Site
from tests.second_district.standard import Plan, fill_news, furnish
from tests.second_district.wording import plain

# ---- the office


def office(site: Site) -> None:
    """县政府办公室: policies not interpreted, too late, in too few forms, published too late."""
    furnish(site, Plan(policy="规范性文件", omit=frozenset({"services", "messages"})))
    site.alike("service-none", site.home, why="没有对外服务职能")
    site.alike("interaction-channel-missing", site.home, why="主机上有政民互动")
    policies.default_policies(site, "澄政办发", ("澄川县电子证照应用管理办法",), FIVE)
    series = "澄政办字"
    bare = policies.policy(
        site,
        "澄川县人民政府办公室关于印发《澄川县养老服务设施规划建设实施方案》的通知",
        f"{series}〔Y〕21号",
        days.on_workday(site.ago(58)),
    )
    site.plant("policy-uninterpreted", bare.url)
    few = policies.policy(
        site,
        "澄川县人民政府办公室关于印发《澄川县公共数据授权运营管理规定》的通知",
        f"{series}〔Y〕22号",
        days.on_workday(site.ago(44)),
    )
    policies.interpret(site, few, THREE)
    site.plant("interpretation-forms-few", few.url)
    on = days.on_workday(site.ago(75))
    late = policies.policy(
        site, "澄川县人民政府办公室关于印发《澄川县房屋安全管理办法》的通知", f"{series}〔Y〕17号", on
    )
    policies.interpret(site, late, FIVE, days.workdays_after(on, 4))
    site.plant("interpretation-late", late.url, why="4个工作日")
    shown = days.on_workday(site.ago(90))
    slow = policies.policy(
        site,
        "澄川县人民政府办公室关于印发《澄川县粮食应急保障实施细则》的通知",
        f"{series}〔Y〕13号",
        shown,
        made=days.workdays_after(shown, -21),
    )
    policies.interpret(site, slow, FIVE)
    site.plant("disclosure-late", slow.url)
    when = days.on_workday(site.ago(110))
    edge = policies.policy(
        site,
        "澄川县人民政府办公室关于印发《澄川县地名管理实施细则》的通知",
        f"{series}〔Y〕9号",
        when,
        made=days.workdays_after(when, -20),
    )
    policies.interpret(site, edge, FIVE[:1])
    policies.interpret(site, edge, FIVE[1:], days.workdays_after(when, 9))
    site.alike("disclosure-late", edge.url, why="正好20个工作日")
    site.alike("interpretation-forms-few", edge.url, why="五种形式，分两次发布")
    site.alike("interpretation-late", edge.url, why="首份解读同日发布")
    site.book.verdicts["zfb"] = {"qualified"}


# ---- the transport department


def transport(site: Site) -> None:
    """县交通运输局: interpretations badly linked or thin, consultations, files, one column by its own ledger."""
    furnish(
        site,
        Plan(policy="部门文件", guide_style="sections", report_years=(2, 3), omit=frozenset({"messages"})),
    )
    site.plant_after(date(site.book.as_of.year, 1, 31), "annual-report-missing", site.at("xxgk"))
    (usual,) = policies.default_policies(site, "澄交发", ("澄川县农村公路养护管理办法",), THREE)
    site.alike("disclosure-late", usual.url, why="次日发布")
    _unlinked(site)
    _thin(site)
    _asking(site)
    _ledger(site)
    _bad_files(site)
    site.book.verdicts["jtj"] = {"qualified"}


def _unlinked(site: Site) -> None:
    forward = policies.policy(
        site,
        "澄川县交通运输局关于印发《澄川县道路客运站服务规定》的通知",
        "澄交字〔Y〕14号",
        days.on_workday(site.ago(50)),
    )
    policies.interpret(site, forward, THREE, forward=False)
    site.plant("interpretation-unlinked", forward.url, why="三篇解读均未链接")
    backward = policies.policy(
        site,
        "澄川县交通运输局关于印发《澄川县网约车经营服务管理办法》的通知",
        "澄交字〔Y〕15号",
        days.on_workday(site.ago(64)),
    )
    lone = policies.interpret(site, backward, ("graphic",), back=False)[0]
    policies.interpret(site, backward, ("text", "qa"))
    site.plant("interpretation-unlinked", lone.url, backward.url)


def _thin(site: Site) -> None:
    thin = policies.policy(
        site,
        "澄川县交通运输局关于印发《澄川县货车停车场管理办法》的通知",
        "澄交字〔Y〕16号",
        days.on_workday(site.ago(77)),
    )
    text, _, _ = policies.interpret(site, thin, ("text", "graphic", "video"), parts=("政策背景", "主要内容"))
    site.plant("interpretation-incomplete", text.url)
    friday = days.before_weekend(site.ago(88))
    edge = policies.policy(
        site, "澄川县交通运输局关于印发《澄川县码头渡口安全管理规定》的通知", "澄交字〔Y〕11号", friday
    )
    _, graphic, _ = policies.interpret(site, edge, THREE, days.workdays_after(friday, 3))
    site.alike("interpretation-late", edge.url, why="跨周末，正好3个工作日")
    site.alike("interpretation-unlinked", edge.url, why="双向均已关联")
    site.alike("interpretation-forms-few", edge.url, why="部门正好3种")
    site.alike("interpretation-incomplete", graphic.url, why="图解没有文字，无从判断")
    _odd_links(site)
    few = policies.policy(
        site,
        "澄川县交通运输局关于印发《澄川县共享单车停放管理办法》的通知",
        "澄交字〔Y〕12号",
        days.on_workday(site.ago(95)),
    )
    policies.interpret(site, few, ("text", "qa"))
    site.plant("interpretation-forms-few", few.url)


def _odd_links(site: Site) -> None:
    """Linked both ways, but within sentences and by absolute addresses."""
    document = policies.policy(
        site,
        "澄川县交通运输局关于印发《澄川县超限运输治理规定》的通知",
        "澄交字〔Y〕10号",
        days.on_workday(site.ago(103)),
    )
    made = policies.interpret(site, document, ("text", "video", "graphic"), forward=False, back=False)
    steps = "、".join(
        f'<a href="{leaf.url}">{name}</a>' for leaf, name in zip(made, ("文字", "视频", "图解"), strict=True)
    )
    document.inner += f"<p>【政策解读】{steps}</p>"
    for leaf in made:
        leaf.inner = f'<p>本解读对应的文件是<a href="{document.url}">《澄川县超限运输治理规定》</a>（{document.facts[2][1]}）。</p>{leaf.inner}'
        site.alike("interpretation-unlinked", leaf.url, document.url, "链接在正文中")
    site.alike("interpretation-unlinked", document.url, why="链接在正文中")
    site.alike("interpretation-incomplete", made[1].url, why="视频解读没有文字")


def _asking(site: Site) -> None:
    site.column("dczj", "意见征集", "调查征集")
    short = policies.consultation(
        site,
        "澄川县公交线网优化方案",
        site.ago(70),
        site.ago(60),
        feedback=policies.adopted(12, 9),
        about="本方案列入全县年度重大行政决策事项目录。",
    )
    site.plant("consultation-short", short.url)
    for name, workdays, planted in (
        ("澄川县出租汽车经营权管理办法", 15, True),
        ("澄川县交通建设工程质量管理办法", 5, False),
    ):
        out = days.workdays_after(site.book.as_of, -workdays)
        asked = policies.consultation(site, name, out - timedelta(days=60), out - timedelta(days=25))
        document = policies.policy(
            site, f"澄川县交通运输局关于印发《{name}》的通知", f"澄交发〔Y〕{20 + workdays}号", out
        )
        policies.interpret(site, document, THREE)
        if planted:
            site.plant("consultation-no-feedback", asked.url)
        else:
            site.alike("consultation-no-feedback", asked.url, why="文件出台未满10个工作日")


def _ledger(site: Site) -> None:
    stale = sub(site, "lkxx", "路况信息", kind="其他")
    fill_news(site, stale, (91, 120, 155))
    site.plant("column-stale", site.at(stale))
    free = sub(site, "cxfw", "出行公告", kind="通知公告")
    for ago in (200, 260):
        site.leaf(free, site.pen.notice_title("澄川县交通运输局"), site.ago(ago))
    site.alike("column-stale", site.at(free), why="配置不查更新")


def _bad_files(site: Site) -> None:
    host, notices = "county", site.columns["tzgg"]
    empty = site.file("zhaobiao.docx", b"")
    missing = f"{site.unit.root}{site.skin.files}mingdan.pdf"
    leaf = site.leaf(
        notices,
        "公路养护工程招标文件公布",
        site.ago(24),
        plain(site.pen.paragraphs(3)),
        files=[("招标文件.docx", empty), ("入围名单.pdf", missing)],
    )
    site.plant("attachment-dead", leaf.url, site.book.url(host, empty))
    site.plant("attachment-dead", leaf.url, site.book.url(host, missing))


# ---- a street


def street(site: Site) -> None:
    """石河街道: nothing new for twenty days, disclosure with gaps, articles without a date."""
    furnish(
        site,
        Plan(
            news="街道动态",
            notices="公告栏",
            news_days=(20, 26, 45),
            notice_days=(22, 66),
            omit=frozenset({"messages", "regulations", "on-request"}),
            guide_style="dl",
        ),
    )
    policies.default_policies(site, "石街发", ("石河街道网格员考核管理办法",), THREE)
    site.plant("home-stale", site.home)
    site.plant("column-stale", site.at("xwdt"))
    for section in ("regulations", "on-request"):
        site.plant("disclosure-section-missing", site.at("xxgk"), section)
    for title in ("敬老院里话家常", "杏花节上的志愿红"):
        leaf = site.leaf(
            site.columns["xwdt"], title, site.ago(48), dated="none", row_date=True, metas={"PubDate": None}
        )
        site.plant("publish-date-missing", leaf.url)
        site.plant("meta-tag-missing", leaf.url, "PubDate")
    leaf = site.leaf(site.columns["xwdt"], "党员突击队清雪保畅", site.ago(29), dated="script")
    site.alike("publish-date-missing", leaf.url, why="日期由脚本写出")
    site.alike("publish-date-missing", site.at("jggk"), why="概况页不是文章")
    for key in ("service-none", "interaction-channel-missing", "search-broken"):
        site.alike(key, site.home, why="按整个主机计")
    site.book.verdicts["sht"] = {"unqualified"}
