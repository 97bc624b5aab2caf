"""What demo/systems.py plants: issues of gazettes and catalogues by the day, links in cells, shelves of documents."""

import re
from datetime import date, timedelta

import pytest

from demo.district import build
from demo.leaves import blocks
from demo.planting import plant
from demo.server import HOSTS
from demo.systems import catalogue_pages, gazette_counts, gazette_pages, gazettes, years_of

BASE = {host: f"http://127.0.0.1:{18101 + number}" for number, host in enumerate(HOSTS)}
DAYS = (date(2026, 11, 23), date(2027, 3, 10), date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31))


@pytest.mark.parametrize("as_of", DAYS)
def test_every_issue_is_out_and_the_missing_one_lies_between_two_others(as_of: date) -> None:
    for one in gazettes():
        newest, _last = years_of(one, as_of)
        issues = [page for page in gazette_pages(as_of) if page.at == one.at]
        assert all(page.age >= 0 for page in issues)
        shown = {
            (int(year), int(number))
            for page in issues
            for year in re.findall(r"(20\d\d)年", page.title)
            for number in re.findall(r"\d+", page.title.partition("第")[2])
        }
        gap = {(newest - 1, one.missing)} if one.missing else set()
        whole = {(newest - 1, number) for number in range(1, one.per_year + 1)}
        assert whole - gap <= shown
        assert not gap & shown
        assert one.missing not in (1, one.per_year)
        passed, failed = gazette_counts(one, as_of)
        assert passed + failed == len(shown) + 2  # each issue and each of the two years


@pytest.mark.parametrize(
    ("as_of", "newest"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026), (date(2027, 3, 10), 2026)]
)
def test_the_newest_catalogue_is_the_last_due(as_of: date, newest: int) -> None:
    pages = [page for page in catalogue_pages(as_of) if page.spec.at == "qzf/zdxzjc"]
    assert [page.year for page in pages] == [newest, newest - 1]
    assert [bool(page.spec.marks) for page in pages] == [True, False]


def test_cells_bear_links_and_heads() -> None:
    rows = ["||事项|草案", "|甲<乙|[全文](@draft)和[说明](/s)", "见[通知](@notice)。"]
    markup = "".join(blocks(rows, lambda place: f"/{place.strip('@/')}.html"))
    assert "<th>事项</th>" in markup
    assert '<td><a href="/draft.html">全文</a>和<a href="/s.html">说明</a></td>' in markup
    assert "<td>甲&lt;乙</td>" in markup
    assert '<p>见<a href="/notice.html">通知</a>。</p>' in markup


def test_a_shelf_lists_documents_where_they_stand_and_renders_them_once() -> None:
    as_of = date(2026, 11, 23)
    plan, site = plant(as_of, BASE), build(as_of, BASE).sites["portal"]
    shelf = plan.columns["qzf/wjk"]
    assert {item.url for item in shelf.articles} < {
        item.url for key in ("qzf/zcwj", "zfb/zcwj") for item in plan.columns[key].articles
    }
    listed = site[shelf.path].body.decode()
    for item in shelf.articles:
        assert item.path in listed
        assert ">政策文件</a>" in site[item.path].body.decode()
    assert min(item.day for item in shelf.articles) > as_of - timedelta(days=730)
