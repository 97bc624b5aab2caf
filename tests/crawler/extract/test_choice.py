"""Which groups of rows are the page's list: blocks that a gap parts, tabs of the page; never a neighbour's box."""

from __future__ import annotations

import pytest

from crawler.extract import boxes, choice, listing, tree
from evidence.records import ListState, PageFacts, PageKind
from tests.crawler.extract.pages import BODY, COLUMN, TITLES, framed, page, read, rows, shown, titles_of

NEW, OLD = ("2026-05-06", "2026-05-05"), ("2019-03-05", "2019-02-20")


def block(*days: str, path: str = "x", titles: tuple[str, ...] = TITLES) -> str:
    return f'<ul class="k">{rows(*days, path=path, titles=titles)}</ul>'


def chosen(main: str, *names: str) -> list[list[str | None]]:
    """The dates of each list chosen, list by list."""
    doc = tree.parse(page(f'<div class="lb">{main}</div>').encode(), COLUMN)
    found = listing.groups(doc)
    named = boxes.set_aside(doc, found, set(names), set())
    lists = choice.main_groups(found, frozenset(names), named)
    return [
        [row.item.date.on.isoformat() if row.item.date and row.item.date.on else None for row in group.rows]
        for group in lists
    ]


@pytest.mark.parametrize("gap", ["", "<hr>", "<br><br>", "<p> &nbsp; </p>", '<div class="line"></div>', "<!-- 5 -->", '<img src="l.gif">'])  # fmt: skip
def test_lists_that_only_a_gap_parts_are_one_list(gap: str) -> None:
    assert chosen(block(*NEW) + gap + block(*OLD, path="y", titles=TITLES[3:])) == [[*NEW, *OLD]]


@pytest.mark.parametrize("words", ["<h3>便民热线</h3>", "<p>以下各项为历史信息，仅供参考，如有疑问请致电青芦渡口管理处咨询，电话见本页页脚，谢谢合作。</p>", "旧闻"])  # fmt: skip
def test_lists_that_words_part_are_two(words: str) -> None:
    lists = chosen(block(*NEW) + words + block(*OLD, path="y", titles=TITLES[3:]))
    assert lists[0] == list(NEW)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(f'<ol class="k">{rows(*OLD, path="y")}</ol>', id="another tag"),
        pytest.param(f'<ul class="m">{rows(*OLD, path="y")}</ul>', id="another class"),
        pytest.param(f"<div>{block(*OLD, path='y')}</div>", id="another parent"),
    ],
)
def test_lists_of_another_look_are_not_put_together(other: str) -> None:
    assert chosen(block(*NEW) + other)[0] == list(NEW)


def test_an_empty_row_parts_no_list() -> None:
    inner = rows(*NEW) + "<li></li><li>&nbsp;</li>" + rows(*OLD, path="y", titles=TITLES[3:])
    assert chosen(f"<ul>{inner}</ul>") == [[*NEW, *OLD]]


def test_a_long_chain_is_one_list() -> None:
    blocks = "<hr>".join(block(*OLD, path=f"{n}x") for n in range(8))
    assert [len(days) for days in chosen(blocks)] == [16]


def column(main: str, name: str = "通知公告") -> PageFacts:
    return read(framed(main, title=f"{name}_澜汀区人民政府", steps=(name,)))


def boxed(heading: str, *days: str, path: str, css: str = "b") -> str:
    return f'<div class="w"><div class="{css}"><h3>{heading}</h3>{block(*days, path=path)}</div></div>'


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("heading", ["工作动态", "政策文件", "渡口风采"])
def test_a_neighbour_under_another_heading_is_no_part_of_the_list_under_the_page_s_name(
    heading: str, fresh: bool
) -> None:
    own, other = (OLD, NEW) if fresh else (NEW, OLD)
    facts = column(boxed("通知公告", *own, path="x") + boxed(heading, *other, path="y"))
    assert [day for _, day in shown(facts)] == list(own)
    facts = column(boxed(heading, *other, path="y") + boxed("通知公告", *own, path="x"))
    assert [day for _, day in shown(facts)] == list(own)


def test_the_page_s_name_without_a_list_takes_no_neighbour() -> None:
    facts = column('<div class="b"><h3>通知公告</h3><ul></ul></div>' + boxed("工作动态", *NEW, path="y"))
    assert facts.list_state is not ListState.ITEMS


TABS = ("部门公告", "街道公告")


def tabs(*names: str, form: str = '<li><a href="/z{n}/">{name}</a></li>') -> str:
    return "<ul>" + "".join(form.format(n=n, name=name) for n, name in enumerate(names)) + "</ul>"


@pytest.mark.parametrize("form", ['<li><a href="/z{n}/">{name}</a></li>', '<li><a href="#t{n}">{name}</a></li>', '<li><a href="javascript:;" onclick="tab({n})">{name}</a></li>'])  # fmt: skip
@pytest.mark.parametrize(("one", "two"), [(OLD, NEW), (NEW, OLD)])
def test_all_tabs_under_the_page_s_heading_are_its_list(
    form: str, one: tuple[str, ...], two: tuple[str, ...]
) -> None:
    lists = boxed(TABS[0], *one, *one, path="x", css="l") + boxed(TABS[1], *two, path="y", css="r")
    facts = column(f"<h2>通知公告</h2>{tabs(*TABS, form=form)}{lists}")
    assert {day for _, day in shown(facts)} == {*OLD, *NEW}


def test_a_box_beside_the_tabs_is_no_part_of_them() -> None:
    lists = boxed(TABS[0], *OLD, path="x") + boxed("渡口风采", *NEW, path="y")
    facts = column(f"<h2>通知公告</h2>{tabs(*TABS)}{lists}")
    assert {day for _, day in shown(facts)} == set(OLD)


HEAD = "<tr><th>名称</th><th>索引号</th><th>{}</th></tr>"
ROW = f'<tr><td><a href="a.html">{TITLES[3]}</a></td><td>LT0001</td><td>2019-03-05</td></tr>'


def table(head: str, body: str = ROW, *, parts: bool = False) -> str:
    return (
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
        if parts
        else f"<table>{head}{body}</table>"
    )


@pytest.mark.parametrize("label", ["发布日期", "发布时间", "日期", "成文日期", "公开时间"])
@pytest.mark.parametrize("parts", [True, False])
@pytest.mark.parametrize("before", ["", "<h1>通知公告</h1>", "<h3>渡口</h3>"])
def test_one_row_under_a_header_is_a_list_and_its_page_a_column(label: str, parts: bool, before: str) -> None:
    facts = column(before + table(HEAD.format(label), parts=parts))
    assert shown(facts) == [(TITLES[3], "2019-03-05")]
    assert facts.kind is PageKind.COLUMN


def article(rest: str, line: str = "发布时间：2019-03-05") -> PageFacts:
    title = "关于加强青芦渡口夜间摆渡安全管理的通告"
    return read(framed(f"<h1>{title}</h1><p>{line}</p>{BODY}{rest}", title=title))


@pytest.mark.parametrize("head", ["", HEAD.format("发布日期"), HEAD.format("备注")])
def test_an_article_with_a_table_of_links_is_an_article(head: str) -> None:
    facts = article(table(head, ROW.replace("2019-03-05", NEW[0])))
    assert facts.kind is PageKind.ARTICLE
    assert facts.published is not None
    assert facts.published.on.isoformat() == "2019-03-05"


def test_a_header_without_a_date_makes_no_list_of_one_row() -> None:
    undated = ROW.replace("2019-03-05", "区水务局")
    assert column(table(HEAD.format("发布机构"), undated)).items is None
    assert titles_of(column(table(HEAD.format("发布日期"), undated))) == [TITLES[3]]
