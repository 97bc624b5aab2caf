"""The health department: a host of its own."""

from __future__ import annotations

from datetime import date

from tests.second_district import days, policies
from tests.second_district.book import Answer
from tests.second_district.county import THREE, soft_article, sub
from tests.second_district.site import Site
from tests.second_district.standard import Plan, furnish
from tests.second_district.wording import plain


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
    _health_consultations(site)
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


def _health_consultations(site: Site) -> None:
    site.column("dczj", "民意征集", "调查征集")
    short = policies.consultation(
        site,
        "澄川县无烟公共场所管理规定",
        site.ago(55),
        site.ago(40),
        feedback=policies.adopted(5, 5),
        style="plain",
    )
    site.alike(
        "consultation-short", short.url, why="普通文件，页面未表明属重大行政决策或涉企文件，16日不少于7日"
    )
    binding = policies.consultation(
        site,
        "澄川县餐具集中消毒服务管理办法",
        site.ago(75),
        site.ago(60),
        feedback=policies.adopted(3, 2),
        style="plain",
        about="本办法属于涉企行政规范性文件。",
    )
    site.plant("consultation-short", binding.url)
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
