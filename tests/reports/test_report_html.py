"""The pages: complete, agreeing in every number, safe to open, the same bytes for the same judgement."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from report_pages import assert_links_lead_to_what_exists, one, page, schemes
from report_samples import (
    PORTAL,
    advice,
    assessment,
    column,
    finding,
    undetermined,
    units,
)

from checks.engine.model import Assessment, Evidence, UnitAssessment
from evidence.errors import StorageError
from reports.html import render, write_reports


def rows(soup: BeautifulSoup, selector: str) -> dict[str, list[str]]:
    """A table's rows by their header, cells as text."""
    return {
        one(row, "th").get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in soup.select(f"{selector} tr")
        if row.select("td")
    }


def with_portal(**changes: object) -> Assessment:
    return assessment(units=(replace(units()[0], **changes),))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(assessment())


def test_report_has_a_page_per_unit_and_its_assets(files: dict[str, bytes]):
    pages = {f"units/{unit.id}.html" for unit in units()}
    assert set(files) == pages | {"index.html", "audit.json", "assets/report.css", "assets/report.js"}


def test_same_assessment_twice_gives_the_same_bytes(files: dict[str, bytes]):
    assert render(assessment()) == files


def test_every_relative_link_leads_to_a_file_and_an_anchor_that_exist(files: dict[str, bytes]):
    assert_links_lead_to_what_exists(files)


def test_anchors_and_ids_are_unique_on_each_page(files: dict[str, bytes]):
    for name in files:
        if name.endswith("html"):
            counted = Counter(tag["id"] for tag in page(files, name).select("[id]"))
            assert max(counted.values()) == 1


def test_pass_rate_counts_judged_units_and_states_the_undetermined_apart(files: dict[str, bytes]):
    text = one(page(files), "#overall").get_text()
    assert one(page(files), "#rate").text == "66.67%"
    assert "已评定 3 个单位中合格 2 个；另有 4 个未能评定，不计为合格" in text
    assert "合格率在 28.57%（未能评定者均不合格）至 85.71%（均合格）之间" in text


def test_no_judged_unit_gives_no_pass_rate():
    files = render(assessment(units=units()[1:5]))
    assert one(page(files), "#rate").text == "—"


def test_numbers_agree_between_index_unit_pages_and_audit_json(files: dict[str, bytes]):
    document = json.loads(files["audit.json"])
    table = rows(page(files), "#units-table")
    totals: Counter[str] = Counter()
    for unit in document["units"]:
        standing = [each for each in unit["findings"] if each["state"] in ("new", "open")]
        counts = Counter((each["level"], each["certainty"]) for each in standing)
        levels = Counter(each["level"] for each in standing)
        expected = [
            counts["veto", "confirmed"],
            counts["veto", "suspected"],
            levels["deduct"],
            levels["advice"],
        ]
        assert table[unit["name"]][2:6] == [str(number) for number in expected]
        soup = page(files, f"units/{unit['id']}.html")
        assert len(soup.select("#finding-list .finding")) == len(standing)
        assert f"合计 {len(standing)} 项" in one(soup, "#figures").get_text()
        totals.update(dict(zip(("veto", "suspect", "deduct", "advice"), expected, strict=True)))
    assert table["合计"][2:6] == [str(totals[key]) for key in ("veto", "suspect", "deduct", "advice")]
    bars = rows(page(files), "#checks table")
    assert sum(int(cells[0]) for cells in bars.values()) == totals.total()
    assert f"合计 {totals.total()} 项" in one(page(files), "#overall").get_text()


def test_units_stand_under_their_verdict(files: dict[str, bytes]):
    text = one(page(files), "#verdicts").get_text(" ", strip=True)
    order = [
        text.index(word)
        for word in ("不合格", "明珠区人民政府", "未能评定", "未配置网站", "合格 2", "明珠区财政局")
    ]
    assert order == sorted(order)


def test_confirmed_veto_comes_first_then_suspected_then_deductions_and_advice_never(files: dict[str, bytes]):
    cells = [
        row.select("td")[0].get_text(" ", strip=True) for row in page(files).select("#priority tbody tr")
    ]
    assert cells == ["否决 确认", "否决 疑似", "扣分 确认", "扣分 确认", "扣分 疑似"]
    text = one(page(files), "#priority").get_text()
    assert "链接失效 20 项" in text
    assert "另有提示 2 项未列入" in text


def test_finding_shows_its_grounds_and_its_proof(files: dict[str, bytes]):
    soup = page(files, "units/zf.html")
    article = one(soup, "#f-000000000028")
    text = article.get_text(" ", strip=True)
    for part in (
        "扣分",
        "确认",
        "新发现",
        "更正链接地址",
        "GB19-K18",
        "依据标记：间接",
        "同时适用：SG17-07 页脚标识",
        "2026-11-23 02:11:40 抓取",
        "HTTP 200（正常）",
        "ab12ab12ab12",
        "出现页面数：3",
        "404（页面不存在）",
        "站外链接：否",
        "0.1 分，不计入扣分",
    ):
        assert part in text
    hrefs = [a["href"] for a in article.select("a.url")]
    assert hrefs[:2] == [f"{PORTAL}/tzgg/40.html", f"{PORTAL}/gone/40.html"]


def test_fixed_and_waived_findings_are_told_but_not_counted(files: dict[str, bytes]):
    soup = page(files, "units/zf.html")
    assert soup.select_one("#finding-list #f-000000000004") is None
    assert soup.select_one("#f-000000000004[data-state=fixed]") is not None
    assert soup.select_one("#f-000000000005[data-state=waived]") is not None
    assert "已整改 1 项，已豁免 1 项" in one(soup, "#figures").get_text()


def test_score_keeps_verified_and_indirect_points_apart_and_is_only_for_portals(files: dict[str, bytes]):
    text = one(page(files, "units/zf.html"), ".score").get_text(" ", strip=True)
    assert text == "已核实扣分 9 分 间接依据分值 2.5 分 只供参考，不计入扣分"
    assert page(files, "units/czj.html").select_one(".score") is None


def test_column_inventory_tells_state_window_and_proof(files: dict[str, bytes]):
    table = rows(page(files, "units/zf.html"), "#columns table")
    states = [cells[-1] for cells in table.values()]
    assert states[0].startswith("空白")
    assert states[1].startswith("超期未更新")
    assert any(state.startswith("未能判定列表由脚本生成") for state in states)
    current = next(cells for name, cells in table.items() if "通知公告" in name)
    assert current[0] == "通知公告按栏目名称"
    assert current[2] == "2026-11-02条目“关于第0批名单的公示”，原文“[2026-11-02]”"
    assert current[3] == "184 天"
    archived = next(cells for cells in table.values() if cells[-1] == "已归档")
    assert archived[3] == "不设时限"


def test_policies_stand_with_their_interpretations(files: dict[str, bytes]):
    table = rows(page(files, "units/zf.html"), "#policies table")
    told = [cells[-1] for cells in table.values()]
    assert "文件发布后第 3 个工作日；形式：文字解读、图解；仅文件链向解读；按发文字号匹配" in told[0]
    assert told[1:] == ["—", "未见解读"]
    assert "应解读 2 件，已见解读 1 件" in one(page(files, "units/zf.html"), "#policies").get_text()


def test_unseen_pages_are_grouped_by_reason_and_the_fold_is_complete(files: dict[str, bytes]):
    section = one(page(files, "units/zf.html"), "#unseen")
    assert [h3.get_text(" ", strip=True) for h3 in section.select("h3")] == [
        "列表由脚本生成，未安装浏览器 30 处",
        "返回403，不能断定失效 2 处",
        "采集额度用尽，未访问 1 处",
        "未执行的检查",
    ]
    links = {a["href"] for a in section.select("a.url")}
    told = units()[0].undetermined
    assert links == {row.url for row in told} | {row.target for row in told if row.target}
    assert one(section, "details summary").text == "其余 22 处"
    assert "空白栏目、栏目超期未更新" in section.get_text()


def test_long_lists_are_folded_and_nothing_is_left_out():
    many = with_portal(
        findings=tuple(finding(number) for number in range(300)),
        columns=tuple(column(number, "current") for number in range(90)),
        undetermined=undetermined(400),
    )
    soup = page(render(many), "units/zf.html")
    assert {article["id"] for article in soup.select(".finding")} == {f"f-{n:012x}" for n in range(300)}
    assert len(soup.select("#columns tbody tr")) == 90
    assert len(soup.select("#unseen tbody tr")) == 400
    assert {summary.text for summary in soup.select("summary")} == {
        "其余 295 项链接失效",
        "其余 50 个栏目",
        "其余 392 处",
    }


def test_what_needs_a_person_is_due_or_was_not_run_is_named(files: dict[str, bytes]):
    soup = page(files, "units/zf.html")
    text = soup.get_text(" ", strip=True)
    assert "是否泄露国家秘密，须人工核实" in text
    assert "无障碍问题：未安装浏览器，检查未执行" in text
    assert rows(page(files), "#due table")["明珠区人民政府"][:4] == [
        "2026-12-04",
        "11",
        "栏目超期未更新",
        "通知公告",
    ]
    assert "2026-12-04" in one(soup, "#due").get_text()


def test_district_page_tells_coverage_unclaimed_pages_and_standards(files: dict[str, bytes]):
    soup = page(files)
    hosts = rows(soup, "#coverage table:not(.narrow)")
    assert hosts["yy.mingzhu.example"][0] == "无法访问"
    assert hosts["www.mingzhu.example"][0] == "部分采集（额度用尽）"
    unclaimed = rows(soup, "#coverage table.narrow")
    assert unclaimed == {"www.mingzhu.example": ["42"], "old.mingzhu.example": ["17"]}
    assert "共有 59 个页面不属于任何已配置单位" in one(soup, "#coverage").get_text()
    summaries = [summary.text for summary in soup.select("#basis summary")]
    assert summaries[0] == "政府网站与政务新媒体检查指标（国办秘函〔2019〕19号）（2 条指标）"
    assert summaries[2] == "mingzhu-2026"


def test_selfcheck_says_so_and_names_what_was_not_judged():
    unit = replace(units()[5], not_judged=("其他单位页面上的引用",))
    files = render(assessment(units=(unit,), selfcheck=True))
    index, detail = page(files), page(files, "units/czj.html")
    assert one(index, "h1").text == "明珠区财政局 网站自查报告"
    assert index.select_one("#rate") is None
    assert one(detail, ".verdict .word").text == "未发现否决情形"
    assert "其他单位页面上的引用" in one(detail, "#verdict").get_text()
    assert "不合格" not in one(detail, "main").get_text()


def test_facts_are_told_in_chinese_with_names_linked_and_moments_in_beijing():
    facts = {
        "empty": {"count": 6, "limit": 5, "columns": [{"name": "人事信息", "url": f"{PORTAL}/rs/"}]},
        "looks": [
            {"at": "2026-11-22T18:00:00+00:00", "status": 404, "failure": None},
            {"at": "2026-11-22T18:40:00+00:00", "status": None, "failure": "timeout"},
        ],
        "elapsed_s": 3.5,
        "unknown_key": True,
        "nothing": None,
    }
    base = finding(1)
    odd = replace(base, evidence=replace(base.evidence, facts=facts))
    article = one(page(render(with_portal(findings=(odd,))), "units/zf.html"), "#f-000000000001")
    text = article.get_text(" ", strip=True)
    assert "空白栏目·数量：6 空白栏目·阈值：5" in text
    assert [a["href"] for a in article.select("a") if a.text == "人事信息"] == [f"{PORTAL}/rs/"]
    assert "访问时间：2026-11-23 02:00:00，HTTP 状态：404（页面不存在）" in text
    assert "访问时间：2026-11-23 02:40:00，失败原因：连接超时" in text
    assert "响应时间（秒）：3.5" in text
    assert "unknown_key：是" in text
    assert "nothing" not in text


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def hostile_unit() -> UnitAssessment:
    proof = Evidence(
        HOSTILE, {HOSTILE: HOSTILE, "examples": ["javascript:alert(3)", HOSTILE]}, None, 200, HOSTILE, HOSTILE
    )
    base = units()[0]
    bad = finding(
        1,
        url="javascript:alert(4)",
        target="data:text/html,<script>alert(5)</script>",
        message=HOSTILE,
        column=HOSTILE,
        remedy=HOSTILE,
        evidence=proof,
        clause=HOSTILE,
        rule_title=HOSTILE,
        check=HOSTILE,
    )
    return replace(
        base,
        name=HOSTILE,
        findings=(bad, advice(2, target=HOSTILE)),
        verdict_why=(HOSTILE,),
        needs_person=(HOSTILE,),
        columns=(
            column(
                0, "current", name=HOSTILE, url="javascript:alert(6)", newest_title=HOSTILE, path=(HOSTILE,)
            ),
        ),
        policies=(replace(base.policies[0], title=HOSTILE, url="JaVaScRiPt:alert(7)"),),
        sites=(replace(base.sites[0], url="vbscript:x", host=HOSTILE, note=HOSTILE),),
        undetermined=undetermined(1, HOSTILE),
    )


def test_hostile_text_stays_text_and_only_web_addresses_are_links():
    files = render(assessment(units=(hostile_unit(),), district=HOSTILE, unclaimed={HOSTILE: 1}))
    for name in ("index.html", "units/zf.html"):
        soup = page(files, name)
        assert [script.get("src") for script in soup.select("script")] == [
            "../assets/report.js" if name.startswith("units") else "assets/report.js"
        ]
        assert soup.select("img") == []
        assert not any(attribute.startswith("on") for tag in soup.find_all(True) for attribute in tag.attrs)
        assert schemes(soup) <= {None, "http", "https"}
    assert "javascript:alert(4)" in page(files, "units/zf.html").get_text()


@pytest.mark.parametrize(
    "url", ["http://a b/", "http:///x", "//evil.example/", "http://[bad", " http://a/", "java\nscript:x"]
)
def test_malformed_addresses_are_shown_but_not_linked(url: str):
    soup = page(render(with_portal(findings=(finding(1, url=url),))), "units/zf.html")
    assert one(soup, "#f-000000000001 dd").select("a") == []


def test_unit_id_cannot_lead_out_of_the_report(tmp_path: Path):
    write_reports(with_portal(id="../../x"), tmp_path / "run")
    assert [path.name for path in (tmp_path / "run" / "units").iterdir()] == [".._.._x.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_pages_are_accessible_in_structure(files: dict[str, bytes]):
    for name in ("index.html", "units/zf.html", "units/tj.html"):
        soup = page(files, name)
        assert one(soup, "html")["lang"] == "zh-CN"
        assert one(soup, "a.skip")["href"] == "#main"
        assert len(soup.select("h1")) == 1
        assert all(th.get("scope") in ("col", "row") for th in soup.select("th"))
        levels = [int(heading.name[1]) for heading in soup.select("h1, h2, h3, h4, h5")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(label.select("input, select") for label in soup.select("label"))


def test_write_reports_returns_the_index_and_adds_extra_files(tmp_path: Path):
    index = write_reports(assessment(), tmp_path / "run", {"ledger.xlsx": b"PK"})
    assert index == tmp_path / "run" / "index.html"
    assert index.read_bytes() == render(assessment())["index.html"]
    assert (tmp_path / "run" / "ledger.xlsx").read_bytes() == b"PK"


def test_second_report_of_a_run_replaces_the_first(tmp_path: Path):
    write_reports(assessment(), tmp_path / "run")
    write_reports(assessment(units=units()[:1]), tmp_path / "run")
    assert [path.name for path in (tmp_path / "run" / "units").iterdir()] == ["zf.html"]


def test_unwritable_place_is_a_storage_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot write the report"):
        write_reports(assessment(), tmp_path / "file" / "run")
