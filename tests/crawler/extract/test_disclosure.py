"""Disclosure platforms: which sections a page leads to, and which annual reports it shows for which year."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pages import ARTICLE, BODY, COLUMN, HOME, framed, listed, page, read

from crawler.extract.disclosure import reported_year, section_of
from evidence.records import PageFacts, PageKind

ALL = ["guide", "regulations", "statutory", "annual-report", "on-request"]
NAMES = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")


def platform(main: str, **rest: object) -> PageFacts:
    """A page of the disclosure column."""
    return read(framed(main, steps=("政府信息公开",), title="政府信息公开-澜汀区人民政府", **rest), COLUMN)


def ids(facts: PageFacts) -> list[str]:
    return [quote.id for quote in facts.disclosure]


def menu(names: tuple[str, ...] = NAMES) -> str:
    return (
        "<ul>" + "".join(f'<li><a href="/gk/{n}/">{name}</a></li>' for n, name in enumerate(names)) + "</ul>"
    )


def icons(names: tuple[str, ...] = NAMES) -> str:
    return "".join(f'<a href="/gk/{n}/"><img src="{n}.png" alt="{name}"></a>' for n, name in enumerate(names))


def tabs(names: tuple[str, ...] = NAMES) -> str:
    return "".join(f'<div class="tab" onclick="show({n})">{name}</div>' for n, name in enumerate(names))


def titled(names: tuple[str, ...] = NAMES) -> str:
    return "".join(f'<a href="/gk/{n}/" title="{name}">进入</a>' for n, name in enumerate(names))


@pytest.mark.parametrize("form", [menu, icons, tabs, titled], ids=lambda form: form.__name__)
def test_sections_are_read_from_menus_icons_and_tabs(form: Callable[[], str]) -> None:
    facts = platform(form())
    assert ids(facts) == ALL
    assert [quote.text for quote in facts.disclosure] == list(NAMES)


@pytest.mark.parametrize("place", ["side", "main"])
def test_sections_have_their_addresses(place: str) -> None:
    markup = f'<div class="leftnav">{menu()}</div>' if place == "side" else menu()
    facts = platform(markup)
    assert [quote.url for quote in facts.disclosure] == [f"{HOME}gk/{n}/" for n in range(5)]


def test_a_section_that_is_not_there_is_not_given() -> None:
    assert ids(platform(menu(NAMES[:2] + NAMES[3:4]))) == ["guide", "regulations", "annual-report"]


def test_short_names_are_sections_only_on_the_platform() -> None:
    short = ("指南", "制度", "目录", "年报")
    assert ids(platform(menu(short))) == ALL[:4]
    assert ids(read(framed(menu(short), title="澜汀区人民政府"), HOME)) == []


def test_a_home_page_shows_the_sections_it_links_to() -> None:
    facts = read(framed(menu(), title="澜汀区人民政府"), HOME)
    assert facts.kind is PageKind.HOME
    assert ids(facts) == ALL


def test_other_columns_and_articles_do_not_repeat_the_sections_of_the_navigation() -> None:
    side = f'<div class="leftnav">{menu()}</div>'
    column = read(
        framed(side + listed("2026-03-02", "2026-03-01"), steps=("通知公告",), title="通知公告"), COLUMN
    )
    text = f"<h1>桥头市场完工</h1><p>发布时间：2026-03-02</p>{BODY}"
    article = read(framed(side + text, steps=("政府信息公开", "工作动态"), title="桥头市场完工"), ARTICLE)
    assert ids(column) == ids(article) == []


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("政府信息公开指南", "guide"), ("信息公开指南", "guide"), ("澜汀区水务局政府信息公开指南", "guide"),
        ("公开指南", "guide"), ("政府信息公开制度", "regulations"), ("政府信息公开规定", "regulations"),
        ("信息公开制度规定", "regulations"), ("法定主动公开内容", "statutory"), ("主动公开目录", "statutory"),
        ("政府信息公开目录", "statutory"), ("法定主动公开", "statutory"), ("政府信息公开年报", "annual-report"),
        ("政府信息公开年度报告", "annual-report"), ("政府信息公开工作年度报告", "annual-report"),
        ("信息公开年报", "annual-report"), ("依申请公开", "on-request"), ("政府信息依申请公开", "on-request"),
        ("依申请公开平台", "on-request"),
        ("办事指南", None), ("财务年报", None), ("统计年报", None), ("规章制度", None), ("权责清单目录", None),
        ("政务公开", None), ("信息公开", None), ("申请条件", None), ("法治政府建设年度报告", None),
    ],
)  # fmt: skip
def test_names_of_sections(name: str, section: str | None) -> None:
    assert section_of(name) == section


# ---------------------------------------------------------------- annual reports


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("澜汀区水务局2025年政府信息公开工作年度报告", "2025"),
        ("澜汀区水务局2025年度政府信息公开工作报告", "2025"),
        ("澜汀区水务局政府信息公开工作年度报告（2025年度）", "2025"),
        ("澜汀区政府信息公开工作2025年度报告", "2025"),
        ("2025年政府信息公开年报", "2025"),
        ("青芦街道2025年政务公开年度报告", "2025"),
        ("青芦街道办事处2025年信息公开工作年度报告.pdf", "2025"),
        ("二〇二五年政府信息公开工作年度报告", "2025"),
        ("澜汀区统计局2025年政府信息公开工作年度报告", "2025"),
        ("澜汀区财政局2025年政府信息公开工作年度报告(2026年1月20日发布)", "2025"),
        ("澜汀区发展计划局2025年政府信息公开工作年度报告", "2025"),
        ("政府信息公开工作年度报告", None),
        ("2024年至2025年政府信息公开工作年度报告", None),
        ("澜汀区水务局2025年部门预算公开", None),
        ("2025年法治政府建设年度报告", None),
        ("澜汀区2025年统计年报", None),
        ("关于做好2025年政府信息公开工作年度报告编制发布的通知", None),
        ("一图读懂2025年政府信息公开工作年度报告", None),
        ("2025年政务公开工作要点", None),
        ("2025年度部门决算公开报告", None),
        ("2025年年度报告", None),
    ],
)
def test_the_year_is_the_one_reported_on(title: str, year: str | None) -> None:
    assert reported_year(title) == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2025年年度报告", "2025"), ("2025年度", "2025"), ("青芦街道2025年年报", "2025"),
        ("2025年法治政府建设年度报告", None), ("2025年统计年报", None), ("桥头市场完工", None),
    ],
)  # fmt: skip
def test_in_their_own_column_reports_have_short_names(title: str, year: str | None) -> None:
    assert reported_year(title, in_column=True) == year


def test_reports_are_read_from_a_list() -> None:
    rows = "".join(
        f'<li><a href="{n}.html">澜汀区水务局{n}年政府信息公开工作年度报告</a><span>{n + 1}-01-20</span></li>'
        for n in (2025, 2024, 2023)
    )
    facts = read(framed(f"<ul>{rows}</ul>", steps=("政府信息公开", "政府信息公开年报"), title="年报"), COLUMN)
    assert [quote.id for quote in facts.annual_reports] == ["2025", "2024", "2023"]
    assert facts.annual_reports[0].url == f"{COLUMN.rpartition('/')[0]}/2025.html"


def test_an_article_may_be_a_report() -> None:
    title = "澜汀区水务局2025年政府信息公开工作年度报告"
    main = f"<h1>{title}</h1><p>发布时间：2026-01-20</p>{BODY}"
    facts = read(framed(main, title=title, meta={"ArticleTitle": title}), ARTICLE)
    assert [(quote.id, quote.text, quote.url) for quote in facts.annual_reports] == [("2025", title, ARTICLE)]


def test_a_page_without_a_word_of_disclosure_has_none() -> None:
    facts = read(page(f"<div>{BODY}</div>", title="桥头市场"), COLUMN)
    assert (facts.disclosure, facts.annual_reports) == ((), ())
