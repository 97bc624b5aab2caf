"""The checklist of public institutions in the report: a table on each page, units × items on the overview."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from report_samples import PORTAL, assessment, site

from checks.engine.model import MatrixRow, UnitAssessment
from reports.audit_json import to_document
from reports.html import render
from reports.matrix import matrix_views

ITEMS = {"E2": "规章制度", "E5": "收费信息", "E10": "校园安全"}


def institution(unit_id: str, name: str, **states: str) -> UnitAssessment:
    """``states``: present, missing or undetermined by item."""
    rows = tuple(
        MatrixRow(item, state, f"{PORTAL}/{item}/" if state == "present" else None, ITEMS.get(item, item), "")
        for item, state in states.items()
    )
    return UnitAssessment(unit_id, name, "institution", "qualified", None, (site(),), matrix=rows)


WHOLE = institution("s1", "第一小学", E2="present", E5="present", E10="present")
LACKING = institution("s2", "第二小学", E2="present", E5="missing", E10="undetermined")
UNSURE = institution("s3", "第三小学", E2="present", E5="undetermined", E10="present")
HOSPITAL = institution("h1", "区医院", H1="missing")
BUREAU = replace(institution("jyj", "教育局"), kind="department")
UNITS = (WHOLE, LACKING, UNSURE, HOSPITAL, BUREAU)


def test_units_of_one_checklist_stand_together_the_poorest_first():
    schools, hospitals = matrix_views(UNITS)
    assert schools.name == "中小学"
    assert schools.items == (("E2", "规章制度"), ("E5", "收费信息"), ("E10", "校园安全"))
    assert [line.unit_name for line in schools.lines] == ["第二小学", "第三小学", "第一小学"]
    assert [(line.present, line.missing, line.undetermined) for line in schools.lines] == [
        (1, 1, 1),
        (2, 0, 1),
        (3, 0, 0),
    ]
    assert (schools.missing, schools.whole, schools.lacking) == ((0, 1, 0), 1, 1)
    assert (hospitals.name, hospitals.lacking) == ("医疗卫生机构", 1)


def test_a_checklist_that_lacks_an_item_leaves_its_cell_blank():
    water, gas = institution("w", "水司", S1="present", S6="missing"), institution("g", "燃气", S1="present")
    (matrix,) = matrix_views((water, gas))
    cells = {line.unit_name: [cell and cell.state.code for cell in line.cells] for line in matrix.lines}
    assert cells == {"水司": ["present", "missing"], "燃气": ["present", None]}


def test_the_overview_shows_units_by_items_and_links_to_what_was_found():
    soup = BeautifulSoup(render(assessment(units=UNITS))["index.html"], "lxml")
    table = soup.select("#matrix table")[0]
    assert [cell.get_text(" ", strip=True) for cell in table.select("thead th")] == [
        "单位", "E2 规章制度", "E5 收费信息", "E10 校园安全", "已公开",
    ]  # fmt: skip
    first = table.select("tbody tr")[0]
    assert [cell.get_text(strip=True) for cell in first.select("th, td")] == [
        "第二小学", "✓已公开", "✗未公开", "？未能判定", "1／3",
    ]  # fmt: skip
    assert [a["href"] for a in first.select("a")] == ["units/s2.html#matrix", f"{PORTAL}/E2/"]


def test_a_unit_page_lists_its_items_and_others_have_no_table():
    files = render(assessment(units=UNITS))
    rows = BeautifulSoup(files["units/s2.html"], "lxml").select("#matrix tbody tr")
    assert [[cell.get_text(strip=True) for cell in row.select("td, th")][:3] for row in rows] == [
        ["E2", "规章制度", "已公开"],
        ["E5", "收费信息", "未公开"],
        ["E10", "校园安全", "未能判定"],
    ]
    assert not BeautifulSoup(files["units/jyj.html"], "lxml").select("#matrix")
    assert not BeautifulSoup(render(assessment())["index.html"], "lxml").select("#matrix")


def test_audit_json_has_the_matrix():
    unit = to_document(assessment(units=(LACKING,)))["units"][0]
    assert unit["matrix"][:2] == [
        {"item": "E2", "state": "present", "url": f"{PORTAL}/E2/", "title": "规章制度", "why": ""},
        {"item": "E5", "state": "missing", "url": None, "title": "收费信息", "why": ""},
    ]
