from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine.model import Outcome
from checks.message_unanswered import Params, message_unanswered
from evidence.records import ColumnKind, ListState
from evidence.units import MessageEvidence
from tests.builders import AS_OF, BLOCKED, HOME, column, days_ago, message, seen, span, told, unit, unread

PASSED, FAILED, CANT_TELL, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.INAPPLICABLE,
)
PARAMS = Params(window_days=365, max_days=92)
OPEN = told(False, "未回复")
BUSY = told(False, "办理中")
GAP = told(False, "未列回复时间")
DONE = told(True, "已回复")
UNREAD = seen(f"{HOME}ly/1.html", BLOCKED)
ALONE = {"url": None, "page": None}


@pytest.mark.parametrize(
    ("shown", "outcome", "says"),
    [
        # each side of 3 months and of one year
        (
            message(93, told=OPEN),
            FAILED,
            "于2026年8月22日提出，至监测时间点已93天未见答复，超过3个月（92天）",
        ),
        (message(92, told=OPEN), PASSED, "尚在答复期限内"),
        (message(365, told=OPEN), FAILED, "365天"),
        (message(-1, told=OPEN), PASSED, "尚在答复期限内"),
        # whose word counts
        (message(told=BUSY), FAILED, "留言「渡口路灯何时修好」"),
        (message(told=BUSY, listed=OPEN), FAILED, "未见答复"),
        (message(told=DONE, listed=OPEN), PASSED, ""),
        (message(told=OPEN, listed=DONE), PASSED, ""),
        (message(told=told(None), listed=OPEN), FAILED, "未见答复"),
        (message(told=told(None), listed=told(None)), CANT_TELL, "页面未明确说明尚未答复"),
        (message(told=told(None), listed=GAP), CANT_TELL, "页面未明确说明尚未答复"),
        (message(listed=OPEN), CANT_TELL, "留言页面未能识别出是否答复"),
        (message(listed=OPEN, page=UNREAD), CANT_TELL, BLOCKED),
        (message(listed=DONE, page=UNREAD), PASSED, ""),
        (message(listed=OPEN, **ALONE), FAILED, "未见答复"),
        (message(listed=BUSY, **ALONE), FAILED, "未见答复"),
        (message(listed=GAP, **ALONE), CANT_TELL, "页面未明确说明尚未答复"),
        (message(listed=told(None), **ALONE), CANT_TELL, "页面未明确说明尚未答复"),
        (message(told=BUSY, reply_words="来信收悉"), CANT_TELL, "文中有「来信收悉」，可能已有答复"),
        (message(told=DONE, reply_words="来信收悉"), PASSED, ""),
        # when, and whether it is a valid message at all
        (message(None, told=OPEN), CANT_TELL, "提问日期无法识别"),
        (message(told=told(False, "待受理")), CANT_TELL, "不能确定是否为有效留言"),
        (message(told=told(False, "未回复（不予公开）")), INAPPLICABLE, "不予公开"),
        (message(told=told(None, "已转办"), listed=OPEN), INAPPLICABLE, "转办"),
        (message(told=OPEN, title="测试留言"), INAPPLICABLE, "测试留言"),
    ],
)
def test_message_unanswered(shown: MessageEvidence, outcome: Outcome, says: str) -> None:
    (statement,) = message_unanswered(unit(messages=(shown,)), PARAMS)
    assert (statement.outcome, statement.url) == (outcome, f"{HOME}ly/")
    assert says in statement.message


@pytest.mark.parametrize(
    "shown",
    [
        message(366, told=OPEN),
        message(told=OPEN, column="网上信访"),
        message(told=OPEN, column="来信", place=("纪检举报", "来信")),
        message(told=OPEN, column="在线访谈"),
        message(told=OPEN, column="调查征集"),
    ],
)
def test_what_is_older_or_stands_in_another_column_is_not_judged(shown: MessageEvidence) -> None:
    assert list(message_unanswered(unit(messages=(shown,)), PARAMS)) == []


def test_the_message_names_the_defect_and_both_pages_prove_it() -> None:
    (statement,) = message_unanswered(unit(messages=(message(told=OPEN),)), PARAMS)
    assert (statement.target, statement.by_target) == (f"{HOME}ly/1.html", True)
    assert [one.url for one in statement.rests_on] == [f"{HOME}ly/1.html"]
    (alone,) = message_unanswered(unit(messages=(message(listed=OPEN, **ALONE),)), PARAMS)
    assert (alone.target, alone.rests_on) == ("渡口路灯何时修好", ())


def test_due_on_the_day_it_becomes_a_failure() -> None:
    shown = message(92, told=OPEN)
    (statement,) = message_unanswered(unit(messages=(shown,)), PARAMS)
    assert statement.due_on == days_ago(-1)
    (later,) = message_unanswered(unit(messages=(shown,), as_of=days_ago(-1)), PARAMS)
    assert later.outcome is FAILED
    assert replace(shown, asked=span(AS_OF)).asked != shown.asked


def test_doubts_of_one_list_are_told_once() -> None:
    doubtful = message(listed=OPEN)
    (statement,) = message_unanswered(unit(messages=(doubtful, replace(doubtful, title="另一条"))), PARAMS)
    assert "有2条留言未能判定，如「渡口路灯何时修好」" in statement.message


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ({"why_unread": BLOCKED}, BLOCKED),
        ({"state": ListState.SCRIPTED, "state_why": "列表由脚本生成"}, "列表由脚本生成"),
        ({"rest_unread": True}, "后续页未采集"),
    ],
)
def test_a_box_that_was_not_read_to_its_end(box: dict[str, object], says: str) -> None:
    shown = column("局长信箱", kind=ColumnKind.MESSAGES, **box)
    (statement,) = message_unanswered(unit(columns=(shown,)), PARAMS)
    assert (statement.outcome, statement.url) == (CANT_TELL, shown.url)
    assert says in statement.message


def test_unread_unit_cannot_tell() -> None:
    (statement,) = message_unanswered(unread(unit(messages=(message(told=OPEN),))), PARAMS)
    assert (statement.outcome, statement.message) == (CANT_TELL, BLOCKED)
    read_box = column("局长信箱", 3, kind=ColumnKind.MESSAGES)
    petitions = column("举报信箱", kind=ColumnKind.MESSAGES, why_unread=BLOCKED)
    assert (
        list(
            message_unanswered(
                unit(columns=(read_box, petitions, column("通知", why_unread=BLOCKED))), PARAMS
            )
        )
        == []
    )
