"""Messages of the public: which page shows them, which date is which, and what says answered or not."""

from __future__ import annotations

import pytest
from pages import ARTICLE, BODY, COLUMN, HOME, framed, listed, read

from evidence.records import Message, PageFacts, PageKind

HEADS = ("编号", "信件标题", "来信时间", "回复时间", "办理状态")
ROWS = (
    ("LT001", "渡口路灯不亮", "2026-03-02", "2026-03-05", "已回复"),
    ("LT002", "青芦街道停水何时恢复", "2026-03-01", "", "办理中"),
    ("LT003", "桥头市场摊位如何申请", "2026-02-20", "2026-02-27", "已办结"),
)


def table(heads: tuple[str, ...] = HEADS, rows: tuple[tuple[str, ...], ...] = ROWS, tag: str = "th") -> str:
    """A table of messages; the second cell of each row is a link."""
    head = "".join(f"<{tag}>{text}</{tag}>" for text in heads)
    place = next((n for n, text in enumerate(heads) if "标题" in text or "主题" in text), 1)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td><a href="x{n}.html">{cell}</a></td>' if k == place else f"<td>{cell}</td>"
            for k, cell in enumerate(row)
        )
        + "</tr>"
        for n, row in enumerate(rows)
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def box(main: str, name: str = "区长信箱", **rest: object) -> PageFacts:
    """A column page of messages."""
    return read(framed(main, steps=("互动交流", name), title=f"{name}-澜汀区人民政府", **rest), COLUMN)


def told(facts: PageFacts) -> list[tuple[str, str | None, str | None, bool | None]]:
    """Title, both dates and outcome of every message."""
    return [(m.title, day(m, "asked"), day(m, "answered"), m.is_answered) for m in facts.messages]


def day(message: Message, which: str) -> str | None:
    span = message.asked if which == "asked" else message.answered
    return span.on.isoformat() if span else None


# ---------------------------------------------------------------- tables: the head cells decide


@pytest.mark.parametrize("tag", ["th", "td"])
def test_head_cells_say_which_date_is_which(tag: str) -> None:
    facts = box(table(tag=tag))
    assert facts.kind is PageKind.MESSAGES
    assert told(facts) == [
        ("渡口路灯不亮", "2026-03-02", "2026-03-05", True),
        ("青芦街道停水何时恢复", "2026-03-01", None, False),
        ("桥头市场摊位如何申请", "2026-02-20", "2026-02-27", True),
    ]
    assert [m.text for m in facts.messages] == ["已回复", "办理中", "已办结"]
    assert facts.messages[0].url == f"{COLUMN.rpartition('/')[0]}/x0.html"


def test_the_order_of_the_columns_does_not_matter() -> None:
    heads = ("回复日期", "咨询主题", "咨询时间", "状态")
    facts = box(table(heads, (("2026-03-05", "路灯不亮怎么办", "2026-03-02", "已答复"),) * 2))
    assert told(facts)[0] == ("路灯不亮怎么办", "2026-03-02", "2026-03-05", True)


def test_head_cells_may_stand_in_a_table_of_their_own() -> None:
    head, _, body = table().partition("</tr>")
    assert len(box(f"{head}</tr></table><table>{body}").messages) == 3


@pytest.mark.parametrize("head", ["时间", "发布日期"])
def test_a_lone_date_without_a_word_is_that_of_asking(head: str) -> None:
    rows = (("1", "路灯不亮怎么办", "2026-03-02"), ("2", "何处领取图书证", "2026-03-01"))
    assert told(box(table(("序号", "留言标题", head), rows))) == [
        ("路灯不亮怎么办", "2026-03-02", None, None),
        ("何处领取图书证", "2026-03-01", None, None),
    ]


def test_a_row_without_the_date_of_answering_that_others_have_is_unanswered() -> None:
    rows = tuple(row[:4] for row in ROWS)
    assert [m.is_answered for m in box(table(HEADS[:4], rows)).messages] == [True, False, True]


def test_where_no_row_has_a_date_of_answering_nothing_is_said() -> None:
    rows = tuple((*row[:3], "") for row in ROWS)
    assert [m.is_answered for m in box(table(HEADS[:4], rows)).messages] == [None, None, None]


def test_an_answer_before_its_question_was_misread() -> None:
    rows = (("1", "路灯不亮怎么办", "2026-03-05", "2026-03-02", "已回复"),) * 2
    assert told(box(table(rows=rows)))[0] == ("路灯不亮怎么办", None, None, True)


@pytest.mark.parametrize(
    ("status", "answered"),
    [
        ("已回复", True), ("[已办结]", True), ("办结", True), ("已答复", True), ("处理完毕", True),
        ("未回复", False), ("待回复", False), ("处理中", False), ("正在办理", False), ("尚未答复", False),
        ("已受理", None), ("已转办", None), ("审核中", None), ("满意", None), ("", None),
    ],
)  # fmt: skip
def test_a_status_word_says_answered_or_not(status: str, answered: bool | None) -> None:
    rows = (("1", "路灯不亮怎么办", "2026-03-02", status),) * 2
    facts = box(table(("序号", "信件标题", "写信日期", "处理状态"), rows))
    assert [m.is_answered for m in facts.messages] == [answered] * 2


def test_a_column_may_ask_whether_it_was_answered() -> None:
    rows = (("路灯不亮怎么办", "2026-03-02", "是"), ("何处领取图书证", "2026-03-01", "否"))
    facts = box(table(("留言标题", "留言时间", "是否回复"), rows))
    assert [m.is_answered for m in facts.messages] == [True, False]


def test_a_cut_title_is_taken_from_its_attribute() -> None:
    rows = (("1", "x", "2026-03-02", "", "已回复"),) * 2
    markup = table(rows=rows).replace(">x</a>", ' title="渡口路灯不亮已经一周">渡口路灯不…</a>')
    assert box(markup).messages[0].title == "渡口路灯不亮已经一周"


@pytest.mark.parametrize(
    ("number", "shown"), [("370103199001011234", "37*************234"), ("13912345678", "139****5678")]
)
def test_numbers_of_persons_are_masked(number: str, shown: str) -> None:
    rows = (("1", f"本人{number}咨询医保", "2026-03-02", "", "已回复"),) * 2
    assert box(table(rows=rows)).messages[0].title == f"本人{shown}咨询医保"


# ---------------------------------------------------------------- lists and blocks


def entries(*parts: str, tag: str = "li") -> str:
    titles = ("渡口路灯不亮", "青芦街道停水何时恢复", "桥头市场摊位如何申请")
    rows = "".join(
        f'<{tag}><a href="x{n}.html">{title}</a>{part}</{tag}>'
        for n, (title, part) in enumerate(zip(titles, parts, strict=False))
    )
    return f"<ul>{rows}</ul>" if tag == "li" else f"<div>{rows}</div>"


@pytest.mark.parametrize("tag", ["li", "div"])
def test_rows_state_their_dates_by_label(tag: str) -> None:
    part = "<p>[提交时间：2026-03-01] 回复单位：区住建局 [回复时间：2026-03-04]</p>"
    facts = box(entries(part, part, tag=tag))
    assert told(facts) == [
        ("渡口路灯不亮", "2026-03-01", "2026-03-04", True),
        ("青芦街道停水何时恢复", "2026-03-01", "2026-03-04", True),
    ]
    assert facts.messages[0].asked is not None
    assert facts.messages[0].asked.text == "提交时间：2026-03-01"


def test_rows_bear_a_status_word() -> None:
    facts = box(entries("<i>已回复</i><span>2026-03-02</span>", "<i>处理中</i><span>2026-03-01</span>"))
    assert told(facts) == [
        ("渡口路灯不亮", "2026-03-02", None, True),
        ("青芦街道停水何时恢复", "2026-03-01", None, False),
    ]


def test_a_status_may_be_a_picture() -> None:
    row = '<img src="a.png" alt="未回复"><span>2026-03-02</span>'
    other = "<b>已回复</b><span>2026-03-01</span>"
    assert [m.is_answered for m in box(entries(row, other)).messages] == [False, True]


LINES = (
    ("标题", "来信时间", "回复时间", "状态"),
    ("渡口路灯不亮", "2026-03-02", "2026-03-05", "已回复"),
    ("停水何时恢复", "2026-03-01", "", "办理中"),
)


@pytest.mark.parametrize(
    "form",
    [
        "<ul>{}</ul>|<li>{}</li>|<span>{}</span>",
        "<div>{}</div>|<ul>{}</ul>|<li>{}</li>",
        '<div>{}</div>|<a href="x.html">{}</a>|<span>{}</span>',
        "<div>{}</div>|<dl>{}</dl>|<dd>{}</dd>",
    ],
)
def test_head_cells_count_without_a_table_too(form: str) -> None:
    around, row, cell = form.split("|")
    rows = "".join(row.format("".join(cell.format(text) for text in line)) for line in LINES)
    facts = box(around.format(rows))
    assert told(facts) == [
        ("渡口路灯不亮", "2026-03-02", "2026-03-05", True),
        ("停水何时恢复", "2026-03-01", None, False),
    ]
    assert facts.messages[0].url == (f"{HOME}tzgg/x.html" if "href" in form else None)


def test_two_dates_without_a_word_are_nobody_s() -> None:
    part = "<i>已回复</i><span>2026-03-02</span><span>2026-03-05</span>"
    assert {(m.asked, m.answered) for m in box(entries(part, part)).messages} == {(None, None)}


def test_a_message_may_speak_of_other_matters() -> None:
    title = "关于学校招聘和采购的咨询问题"
    facts = single("留言时间：2026-03-02", "留言内容：请问招聘何时开始。", "状态：已回复", title=title)
    assert [m.title for m in facts.messages] == [title]


def test_a_status_within_a_title_says_nothing() -> None:
    rows = "".join(
        f'<li><a href="{n}.html">水费{n} 已回复 却没解决</a><span>2026-03-02</span></li>' for n in "甲乙"
    )
    assert [m.is_answered for m in box(f"<ul>{rows}</ul>").messages] == [None, None]


def test_a_guest_book_without_links() -> None:
    entry = "<div class=ly><h4>{}</h4><p>留言人：张** 留言时间：{}</p><p>请问何时处理，谢谢。</p>{}</div>"
    reply = "<p>回复内容：您好，已派人修好，感谢来信。</p><p>回复时间：2026-03-06</p>"
    markup = entry.format("渡口路灯不亮", "2026-03-02", reply) + entry.format(
        "停水何时恢复", "2026-03-01", ""
    )
    assert told(box(markup, "网上留言")) == [
        ("渡口路灯不亮", "2026-03-02", "2026-03-06", True),
        ("停水何时恢复", "2026-03-01", None, None),
    ]


def test_questions_and_answers_of_the_public() -> None:
    entry = "<dl><dt>问：居住证{0}如何办理？ <span>提问时间：2026-02-01</span></dt><dd>答复：您好，请到派出所办理。<i>答复时间：2026-02-11</i></dd></dl>"
    facts = box(entry.format("甲") + entry.format("乙"), "网民留言")
    assert told(facts) == [(f"问：居住证{n}如何办理？", "2026-02-01", "2026-02-11", True) for n in "甲乙"]


def test_the_dated_rows_of_a_letter_box_are_messages_without_an_outcome() -> None:
    facts = box(entries(*["<span>2026-03-02</span>"] * 3), "局长信箱")
    assert facts.kind is PageKind.MESSAGES
    assert {m.is_answered for m in facts.messages} == {None}


def test_a_column_of_chosen_answers_shows_answered_ones() -> None:
    facts = box(entries(*["<span>2026-03-02</span>"] * 3), "回复选登")
    assert [(m.is_answered, m.text) for m in facts.messages] == [(True, "回复选登")] * 3


def test_a_message_list_is_still_a_list() -> None:
    facts = box(entries(*["<i>已回复</i><span>2026-03-02</span>"] * 3))
    assert facts.items is not None
    assert len(facts.items) == 3
    assert not facts.is_article


# ---------------------------------------------------------------- one message on its page


def single(*lines: str, title: str = "渡口路灯不亮") -> PageFacts:
    markup = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    return read(framed(markup, title=title, meta={"ArticleTitle": title}), ARTICLE)


def test_a_message_with_its_reply() -> None:
    facts = single(
        "留言人：张**", "留言时间：2026-03-02", "留言内容：渡口的路灯已经一周不亮。",
        "答复时间：2026-03-05", "答复内容：您好，路灯已经修好。",
    )  # fmt: skip
    assert facts.kind is PageKind.MESSAGES
    assert told(facts) == [("渡口路灯不亮", "2026-03-02", "2026-03-05", True)]
    assert facts.messages[0].url == ARTICLE


def test_a_single_message_is_still_an_article_to_its_reader() -> None:
    facts = single(
        "发布时间：2026-03-06", "来信时间：2026-03-02", "来信内容：渡口的路灯已经一周不亮。", "状态：已回复"
    )
    assert facts.is_article
    assert facts.title == "渡口路灯不亮"
    assert facts.published is not None
    assert facts.published.on.isoformat() == "2026-03-06"


def test_fields_in_table_cells() -> None:
    cells = (
        ("信件标题", "渡口路灯不亮"), ("来信时间", "2026-03-02"), ("信件内容", "渡口的路灯已经一周不亮。"),
        ("回复内容", "您好，路灯已经修好。"),
    )  # fmt: skip
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in cells)
    facts = read(framed(f"<table>{rows}</table>", title="信件详情"), ARTICLE)
    assert told(facts) == [("渡口路灯不亮", "2026-03-02", None, True)]


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        ("办理状态：办理中", False),
        ("办理状态：已办结", True),
        ("办理状态：已受理", None),
        ("回复内容：暂无回复", False),
        ("回复内容：您好，路灯已经修好，谢谢。", True),
        ("【区住建局回复】：您好，路灯已经修好，谢谢。", True),
        ("回复内容：", None),
    ],
)
def test_what_says_that_one_message_is_answered(line: str, answered: bool | None) -> None:
    facts = single("来信时间：2026-03-02", "来信内容：渡口的路灯已经一周不亮。", line)
    assert [m.is_answered for m in facts.messages] == [answered]


# ---------------------------------------------------------------- what are no messages


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("意见征集", entries(*["<i>已结束</i><span>2026-03-02</span>"] * 3)),
        ("常见问题", entries(*["<span>2026-03-02</span>"] * 3)),
        ("互动交流", listed("2026-03-02", "2026-03-01", "2026-02-20")),
        ("来信须知", f"<h1>来信须知</h1><p>发布时间：2026-03-02</p>{BODY}"),
        ("区长信箱", '<ul><li><a href="a.html">区长信箱来信办理情况通报</a><span>2026-03-02</span></li></ul>' * 2),
        ("区长信箱", "<form>留言标题：<input> 留言内容：<textarea></textarea> 验证码：<input></form>"),
        ("信访举报", entries(*["<i>已办结</i><span>2026-03-02</span>"] * 3)),
        ("建议提案办理", table(("编号", "标题", "提出时间", "答复时间"), tuple(row[:4] for row in ROWS))),
        ("行政许可", table(("编号", "事项", "受理时间", "办结时间", "状态"))),
        ("通知公告", table(("编号", "标题", "发布时间"), tuple(row[:3] for row in ROWS))),
    ],
)  # fmt: skip
def test_pages_that_show_no_messages(name: str, main: str) -> None:
    facts = box(main, name)
    assert facts.messages == ()
    assert facts.kind is not PageKind.MESSAGES


def test_statistics_of_letters_are_no_messages() -> None:
    rows = (("区住建局", "120", "118", "98%"), ("区民政局", "80", "80", "100%"))
    assert box(table(("承办单位", "来信总数", "回复数", "回复率"), rows), "信件统计").messages == ()


def test_an_article_on_replies_is_no_message() -> None:
    facts = single("发布时间：2026-03-02", "今年以来，区政府办认真办理群众来信，回复率不断提高。", BODY)
    assert facts.kind is PageKind.ARTICLE


def test_a_form_for_comments_below_an_article_is_no_message() -> None:
    facts = single("发布时间：2026-03-02", BODY, "留言内容", "验证码：")
    assert facts.messages == ()


def test_a_home_page_stays_one() -> None:
    facts = read(framed(table(), title="澜汀区人民政府"), HOME)
    assert facts.kind is PageKind.HOME
    assert facts.messages == ()
