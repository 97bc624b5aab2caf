"""Dates: every form met on real pages, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import dates

DAY = date(2023, 5, 5)
ROW = "row"


def only(text: str) -> date | None:
    found = dates.in_text(text, ROW)
    assert len(found) <= 1
    return found[0].on if found else None


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-05", "2023-5-5", "2023年05月05日", "2023年5月5日", "2023 年 5 月 5 日", "2023.05.05", "2023/05/05",
        "2023/5/5", "[2023-05-05]", "(2023-05-05)", "（2023-05-05）", "2023-05-05]", "【2023-05-05】", "2023－05－05",
        "2023—05—05", "2023–05–05", "2023．05．05", "2023／05／05", "2023. 05. 05", "2023-05-05 10:33",
        "2023-05-05  10:33:08", "2023-05-05 10∶33", "2023-05-05-10:33", "2023-05-05T10:33:08+08:00",
        "2023年05月05日 10:33", "发布时间：2023-05-05", "发布时间:2023年5月5日 来源：区水务局", "发表于2023-05-05",
        "时间：2023-05-05 10:33 浏览次数：128", "2023年5月5", "二〇二三年五月五日", "二○二三年五月五日",
        "二O二三年五月五日", "二零二三年五月五日", "二0二三年五月五日", "二〇二三 年 五 月 五 日",
    ],
)  # fmt: skip
def test_a_full_date_is_read_in_every_form(text: str) -> None:
    assert only(text) == DAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二四年三月十五日", date(2024, 3, 15)),
        ("二〇二四年十月十日", date(2024, 10, 10)),
        ("二〇二四年十一月十一日", date(2024, 11, 11)),
        ("二〇二四年十二月二十日", date(2024, 12, 20)),
        ("二〇二四年一月二十一日", date(2024, 1, 21)),
        ("二〇二四年一月廿一日", date(2024, 1, 21)),
        ("二〇二四年一月三十日", date(2024, 1, 30)),
        ("二〇二四年一月三十一日", date(2024, 1, 31)),
        ("一九九八年七月一日", date(1998, 7, 1)),
        ("二〇二三年二月二十九日", None),
        ("二〇二四年二月二十九日", date(2024, 2, 29)),
        ("二〇二四年十三月一日", None),
        ("二〇二四年一月三十二日", None),
        ("二〇二四年五五月一日", None),
    ],
)
def test_chinese_numerals_are_counted(text: str, expected: date | None) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "2023", "2023-05", "2023年5月", "05-05", "5月5日", "2023-13-01", "2023-00-05", "2023-05-00", "2023-05-32",
        "2023-02-31", "2023年2月29日", "2023-04-31", "12023-05-05", "2023-05-051", "1.2023.05.05", "1850-05-05",
        "2123-05-05", "202305", "20230505", "8:30-11:30", "0000-2023", "〔2023〕5号", "2023-2026年", "3.5-5.5",
        "2023年第5期", "电话：2023505",
    ],
)  # fmt: skip
def test_what_is_no_full_date_is_not_read_as_one(text: str) -> None:
    assert dates.in_text(text, ROW) == []


def test_the_leap_day_exists_in_leap_years_alone() -> None:
    assert only("2024-02-29") == date(2024, 2, 29)
    assert only("2023-02-29") is None


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "二〇二四年三月十五日起，2023-05-05至2022年1月2日"
    assert [span.on for span in dates.in_text(text, ROW)] == [date(2024, 3, 15), DAY, date(2022, 1, 2)]


def test_the_proof_is_the_text_as_printed_and_its_place() -> None:
    span = dates.first_in("发布：[2023.5.5]", "label")
    assert span is not None
    assert (span.text, span.source) == ("2023.5.5", "label")
    numerals = dates.first_in("二〇二三年五月五日", "label")
    assert numerals is not None
    assert (numerals.text, numerals.source) == ("二〇二三年五月五日", "numerals")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-05-05", DAY),
        ("青芦街道 2023-05-05", DAY),
        ("05 2023-05", DAY),
        ("5 2023年5月", DAY),
        pytest.param(
            "05日 2023.05",
            DAY,
        ),
        ("2023-05 05", DAY),
        ("2023/05 5日", DAY),
        ("2023年5月 05", DAY),
        ("23-05-05", DAY),
        ("[23-05-05]", DAY),
        ("31 2023-02", None),
        ("2023-02 31", None),
        ("23-02-31", None),
        ("123-05-05", None),
        ("23-5-5", None),
        ("05-05", None),
        ("", None),
        ("浏览 2023 次", None),
        ("第 05 期 2023 年", None),
        ("05 2023-05 " + "摘要" * 40, None),
    ],
)
def test_a_row_may_split_or_shorten_its_date(text: str, expected: date | None) -> None:
    found = dates.in_row(text)
    assert (found.on if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05-05", (5, 5, "05-05")),
        ("[5-5]", (5, 5, "5-5")),
        ("5月5日", (5, 5, "5月5日")),
        ("05/05", (5, 5, "05/05")),
        ("12.31", (12, 31, "12.31")),
        ("13-05", None),
        ("05-32", None),
        ("2023-05", None),
        ("8:30", None),
        ("5.5%", None),
        ("", None),
        ("通知" * 40 + "05-05", None),
    ],
)
def test_a_row_without_a_year_gives_month_and_day(text: str, expected: tuple[int, int, str] | None) -> None:
    assert dates.yearless_in_row(text) == expected


H = "http://www.lanting.example"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/tzgg/202305/t20230505_1234567.html", DAY),
        ("/tzgg/t20230505_12.shtml", DAY),
        ("/art/2023/5/5/art_100_1234567.html", DAY),
        ("/tzgg/2023-05/05/content_123.shtml", DAY),
        ("/tzgg/2023-05/05/c_123.htm", DAY),
        ("/tzgg/20230505/0123456789abcdef0123456789abcdef.html", DAY),
        ("/c100/2023/5/5/0123456789abcdef.shtml", DAY),
        ("/columns/0a1b-2c/202305/05/3d4e.html", DAY),
        ("/web/tzgg/2023050512345678/index.shtml", DAY),
        ("/tzgg/2023-05-05/1234.html", DAY),
        ("/x/2023/0505/1234.html", DAY),
        ("/2023/05/05/ARTI1234.shtml", DAY),
        ("/2023/0505/c12a3456/page.htm", DAY),
        ("/art/2023/art_0123456789abcdef0123456789abcdef.html", None),
        ("/tzgg/202305/0123456789abcdef0123456789abcdef.shtml", None),
        ("/tzgg/content/post_1234567.html", None),
        ("/info/1001/2345.htm", None),
        ("/tzgg/1234567/index.html", None),
        ("/n100/n200/c1234567/content.html", None),
        ("/tzgg/t20230231_12.html", None),
        ("/tzgg/20231305/1.html", None),
        ("/tzgg/index.html", None),
        ("/Item/2023.aspx", None),
        ("", None),
    ],
)
def test_an_address_tells_its_day_in_the_known_dialects(path: str, expected: date | None) -> None:
    found = dates.in_url(f"{H}{path}")
    assert (found.on if found else None) == expected
    assert found is None or found.source == "url"


def test_the_host_tells_no_date() -> None:
    assert dates.in_url("http://www.20230505.example/x.html") is None


@pytest.mark.parametrize(
    ("short", "url", "expected"),
    [
        pytest.param((5, 5), "/art/2021/5/5/art_1_2.html", date(2021, 5, 5), id="same day"),
        pytest.param((5, 5), "/t20210503_1.html", date(2021, 5, 5), id="made two days before"),
        pytest.param((12, 31), "/t20210102_1.html", date(2020, 12, 31), id="made after the turn of the year"),
        pytest.param((1, 2), "/t20201231_1.html", date(2021, 1, 2), id="made before the turn of the year"),
        pytest.param((5, 5), "/t20211101_1.html", None, id="migrated: the address has another month"),
        pytest.param((5, 5), "/202105/0123456789ab.shtml", date(2021, 5, 5), id="month in the address"),
        pytest.param((5, 5), "/art/2021/art_0123456789ab.html", date(2021, 5, 5), id="year in the address"),
        pytest.param((2, 29), "/art/2021/art_0123456789ab.html", None, id="no leap year"),
        pytest.param((5, 5), "/info/1001/2345.htm", None, id="nothing in the address"),
        pytest.param((5, 5), None, None, id="no address"),
    ],
)
def test_a_year_comes_from_the_address_or_not_at_all(
    short: tuple[int, int], url: str | None, expected: date | None
) -> None:
    row = (None, (*short, "05-05"), f"{H}{url}" if url else None)
    (found,) = dates.resolve_years([row])
    assert (found.on if found else None) == expected


def test_a_year_never_comes_from_a_neighbour() -> None:
    full = dates.first_in("2021-05-06", ROW)
    rows = [(full, None, None), (None, (5, 5, "05-05"), f"{H}/info/1/2.htm")]
    assert dates.resolve_years(rows) == [full, None]


def test_a_full_date_is_never_changed_by_its_address() -> None:
    full = dates.first_in("2019-05-06", ROW)
    assert dates.resolve_years([(full, None, f"{H}/t20210506_1.html")]) == [full]


_DATE_LIKE = st.text("0123456789-/.年月日:： []二〇○零一三十廿\n\u3000", max_size=40)


@given(st.one_of(st.text(max_size=80), _DATE_LIKE))
def test_any_text_is_read_without_an_error(text: str) -> None:
    dates.in_text(text, ROW)
    dates.in_row(text)
    short = dates.yearless_in_row(text)
    dates.in_url(f"{H}/{text}")
    dates.year_in_url(f"{H}/{text}")
    dates.resolve_years([(None, short, f"{H}/art/2023/{text}")])


@given(
    st.dates(date(1980, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "[%Y.%m.%d]"]),
)
def test_every_day_comes_back_as_it_was_printed(day: date, form: str) -> None:
    assert only(day.strftime(form)) == day
    assert dates.in_url(f"{H}/x/t{day:%Y%m%d}_1.html") == dates.Span(day, f"t{day:%Y%m%d}_1", "url")
