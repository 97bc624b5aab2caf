"""A made-up district with every verdict, level, certainty and state; no real place bears these names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from checks.engine.model import (
    Assessment,
    ColumnRow,
    DueRow,
    Evidence,
    Finding,
    InterpretationRow,
    Level,
    Origin,
    PolicyRow,
    RuleRow,
    RunInfo,
    Score,
    SiteRow,
    UndeterminedRow,
    UnitAssessment,
    UntestedRow,
)

AS_OF = date(2026, 11, 23)
SEEN_AT = datetime(2026, 11, 22, 18, 11, 40, tzinfo=UTC)  # 02:11:40 of the next day in Beijing
CLAUSE = "国办秘函〔2019〕19号：监测时间点前空白栏目超过（含）5 个的，单项否决。"
PORTAL = "http://www.mingzhu.example"

RULES = (
    RuleRow(
        "GB19-V04-3", "columns-not-updated", Level.VETO, Origin.VERIFIED, "空白栏目", CLAUSE, "guoban-2019"
    ),
    RuleRow(
        "GB19-K18",
        "link-dead",
        Level.DEDUCT,
        Origin.INDIRECT,
        "可用性",
        "首页链接打不开的扣分。",
        "guoban-2019",
    ),
    RuleRow(
        "SG17-07",
        "footer-element-missing",
        Level.ADVICE,
        Origin.VERIFIED,
        "页脚标识",
        "国办发〔2017〕47号。",
        "site-guidelines-2017",
    ),
)


def finding(number: int, **changes: object) -> Finding:
    """A dead link as the base; ``changes`` make it whatever a test needs."""
    base = Finding(
        id=f"{number:012x}",
        check="link-dead",
        rule="GB19-K18",
        rules=("GB19-K18", "SG17-07"),
        level=Level.DEDUCT,
        points=0.1,
        certainty="confirmed",
        state="open",
        url=f"{PORTAL}/tzgg/{number}.html",
        target=f"{PORTAL}/gone/{number}.html",
        column="通知公告",
        message=f"链接“下载申请表{number}”打不开，返回 404",
        remedy="更正链接地址；内容已撤下的，删除该链接。",
        evidence=Evidence(
            excerpt="……请于月底前下载申请表并报送……",
            facts={
                "count": 3,
                "external": False,
                "status": 404,
                "failure": None,
                "examples": [f"{PORTAL}/tzgg/{number}.html", f"{PORTAL}/"],
                "link_text": f"下载申请表{number}",
            },
            fetched=SEEN_AT,
            status=200,
            page_sha256="ab12" * 16,
        ),
        first_seen=date(2026, 11, 20),
        last_seen=AS_OF,
        origin=Origin.INDIRECT,
        rule_title="可用性",
        clause="首页链接打不开的，每个扣 1 分；其他页面每个扣 0.1 分。",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def veto(number: int, certainty: str = "confirmed", state: str = "new") -> Finding:
    return finding(
        number,
        check="columns-not-updated",
        rule="GB19-V04-3",
        rules=("GB19-V04-3",),
        level=Level.VETO,
        points=0.0,
        certainty=certainty,
        state=state,
        url=f"{PORTAL}/",
        target=None,
        column=None,
        message="空白栏目 6 个，达到单项否决的 5 个",
        remedy="逐一补充内容，或将无内容的栏目从导航撤下。",
        origin=Origin.VERIFIED,
        rule_title="空白栏目",
        clause=CLAUSE,
        evidence=Evidence(
            "", {"empty": 6, "threshold": 5, "columns": ["人事信息", "规划计划"]}, SEEN_AT, 200, "cd" * 32
        ),
    )


def advice(number: int, **changes: object) -> Finding:
    return finding(
        number,
        **{
            "check": "footer-element-missing",
            "rule": "SG17-07",
            "rules": ("SG17-07",),
            "level": Level.ADVICE,
            "points": 0.0,
            "url": f"{PORTAL}/",
            "target": "badge",
            "column": None,
            "origin": Origin.VERIFIED,
            "message": "页面底部没有党政机关标识",
            "remedy": "按规范在页面底部添加党政机关标识。",
            "clause": "国办发〔2017〕47号。",
            "rule_title": "页脚标识",
            "evidence": Evidence("", {"expected": "党政机关标识"}, SEEN_AT, 200, None),
            **changes,
        },
    )


def column(number: int, state: str, **changes: object) -> ColumnRow:
    names = ("通知公告", "动态要闻", "政策文件", "人事信息", "机构概况", "历年专题", "财政信息")
    name = names[number % len(names)]
    base = ColumnRow(
        f"{PORTAL}/c{number}/index.html",
        name,
        ("首页", "政务公开", name),
        "notices",
        "name",
        12,
        date(2026, 3, 2),
        date(2021, 5, 6),
        184,
        state,
        "",
        f"关于第{number}批名单的公示",
        "2026-03-02",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


COLUMNS = (
    column(0, "current", newest=date(2026, 11, 2), newest_text="[2026-11-02]"),
    column(1, "stale", kind="news", max_age_days=14, why="最新条目距监测时间点 266 天，超过 14 天"),
    column(2, "stale", kind="policy", why="最新条目距监测时间点 266 天，超过 184 天"),
    column(
        3,
        "empty",
        kind="personnel",
        items=0,
        newest=None,
        oldest=None,
        newest_title="",
        newest_text="",
        why="列表无条目",
    ),
    column(4, "page", kind="overview", max_age_days=None, items=0, newest=None, oldest=None, newest_title=""),
    column(5, "archived", kind="archive", max_age_days=0),
    column(6, "undetermined", kind="finance", newest=None, why="列表由脚本生成，未安装浏览器"),
)

INTERPRETATION = InterpretationRow(
    f"{PORTAL}/jd/1.html",
    "一图读懂《明珠区托育服务实施办法》",
    date(2026, 5, 6),
    ("text", "graphic"),
    3,
    True,
    False,
    "number",
)
POLICIES = (
    PolicyRow(
        f"{PORTAL}/zc/1.html",
        "明珠区托育服务实施办法",
        "明珠政办发〔2026〕3号",
        date(2026, 4, 30),
        True,
        "以区政府办公室名义印发，涉及公众权益",
        (INTERPRETATION,),
    ),
    PolicyRow(f"{PORTAL}/zc/2.html", "关于调整议事机构的通知", None, None, False, "内部管理事项", ()),
    PolicyRow(
        f"{PORTAL}/zc/3.html",
        "明珠区公共停车管理办法",
        "明珠政发〔2026〕9号",
        date(2026, 9, 1),
        True,
        "涉及公众权益",
        (),
    ),
)


def site(coverage: str = "complete", host: str = "www.mingzhu.example", note: str = "") -> SiteRow:
    return SiteRow(f"http://{host}/", host, coverage, 512, 640, 410, note)


def undetermined(count: int, why: str = "列表由脚本生成，未安装浏览器") -> tuple[UndeterminedRow, ...]:
    return tuple(
        UndeterminedRow("column-empty", f"{PORTAL}/script/{number}/", why) for number in range(count)
    )


def units() -> tuple[UnitAssessment, ...]:
    portal = UnitAssessment(
        "zf",
        "明珠区人民政府",
        "government",
        "unqualified",
        Score(9.0, 2.5),
        (site(),),
        COLUMNS,
        POLICIES,
        (DueRow("column-stale", f"{PORTAL}/c0/index.html", "通知公告", date(2026, 12, 4), 11),),
        (
            *(finding(number, state="new" if number % 3 else "open") for number in range(40, 60)),
            veto(1),
            advice(2),
            finding(3, certainty="suspected"),
            finding(4, state="fixed"),
            finding(5, state="waived"),
        ),
        (UntestedRow("accessibility", "未安装浏览器，检查未执行"),),
        (
            *undetermined(30),
            UndeterminedRow("column-stale", f"{PORTAL}/script/0/", "列表由脚本生成，未安装浏览器"),
            UndeterminedRow("page-slow", f"{PORTAL}/late.html", "采集额度用尽，未访问"),
            UndeterminedRow("link-dead", f"{PORTAL}/", "返回403，不能断定失效", "http://other.example/a"),
            UndeterminedRow("link-dead", f"{PORTAL}/", "返回403，不能断定失效", "http://other.example/b"),
        ),
        ("空白栏目 6 个，达到 5 个（国办秘函〔2019〕19号）",),
        ("是否泄露国家秘密，须人工核实", "站点可用性监测不足 7 天"),
    )
    suspected = UnitAssessment(
        "wjj",
        "明珠区卫生健康局",
        "department",
        "undetermined",
        None,
        (site("budget", note="5000 个页面的额度已用尽，尚余 812 个地址未访问"),),
        findings=(
            veto(6, "suspected"),
            finding(
                7,
                check="column-stale",
                target=None,
                column="动态要闻",
                points=0.0,
                message="栏目「动态要闻」266 天未更新，超过 14 天",
            ),
        ),
        verdict_why=("有疑似否决情形 1 项，待人工核实",),
    )
    blocked = UnitAssessment(
        "jd",
        "望江街道办事处",
        "street",
        "undetermined",
        None,
        (site("blocked", "jd.mingzhu.example", "38/40 个页面返回 412"),),
        undetermined=undetermined(3, "被防护系统拦截（412）"),
        verdict_why=("首页未能读取",),
    )
    down = UnitAssessment(
        "yy",
        "明珠区人民医院",
        "institution",
        "undetermined",
        None,
        (site("unreachable", "yy.mingzhu.example"),),
        verdict_why=("网站无法访问，未能采集",),
    )
    none = UnitAssessment(
        "tj", "明珠区统计局", "department", "undetermined", None, verdict_why=("未配置网站",)
    )
    good = UnitAssessment(
        "czj",
        "明珠区财政局",
        "department",
        "qualified",
        None,
        (site(),),
        COLUMNS[:1],
        findings=(advice(8, state="new"),),
    )
    clean = UnitAssessment("bgs", "明珠区人民政府办公室", "office", "qualified", None, (site(),))
    return (portal, suspected, blocked, down, none, good, clean)


def assessment(**changes: object) -> Assessment:
    run = RunInfo(
        "20261123-0200",
        AS_OF,
        SEEN_AT,
        datetime(2026, 11, 22, 20, 30, tzinfo=UTC),
        "1.0.0",
        ("guoban-2019", "site-guidelines-2017", "mingzhu-2026"),
    )
    base = Assessment(run, "明珠区", units(), RULES, {"old.mingzhu.example": 17, "www.mingzhu.example": 42})
    return replace(base, **changes)  # type: ignore[arg-type]
