"""message-unanswered (留言超期未答复)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.ways import unread_home
from checks.engine.wording import day_text, period_text
from evidence.records import ColumnKind, ListState, Message
from evidence.units import MessageEvidence, Seen, UnitEvidence

# 附件1“互动回应差”: 在线访谈、调查征集、网上信访、纪检举报除外
_OTHER_PLACE = re.compile(r"信访|举报|纪检|监察|廉政|访谈|征集|调查|问卷")
_SET_ASIDE = re.compile(r"不予公开|不公开|无效|撤销|撤回|作废|转办|转交|不予受理|不受理|重复")
_NOT_ACCEPTED = re.compile(r"未受理|待受理|受理中|待审|审核")
_BY_GAP = "未列"  # the row lacks a date of answering that others give: no word of the site's
_TRIAL = re.compile(r"^\W*(?:测试|test)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    window_days: int  # only messages of so many days before the monitoring day
    max_days: int  # days without a reply that are still in time


@check("message-unanswered", title="留言超期未答复", needs=("homes", "columns", "messages"), params=Params)
def message_unanswered(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Public messages (留言) that nobody answered in time.

    Why: who asks and never hears back does not ask again.
    Counts: a message asked within the window and more days ago than the rule allows, of which the site itself
        says that it is unanswered (未回复, 办理中): its own page where it has one, else the list.
    Does not count: petitions, reports of misconduct, interviews, polls; messages set aside as invalid,
        withdrawn, passed on or not to be made public; trial messages; late answers; older messages.
    Cannot tell: the site does not say whether or when; the list says unanswered and the message's own page
        was not read, or holds words by which answers begin; the message was not yet accepted; the column was not read to its end.
    Fix: answer the message and publish the answer where the message stands.
    """
    quiet: dict[str, list[tuple[MessageEvidence, str]]] = {}
    for message in unit.messages:
        said = _judge(message, unit.as_of, params)
        if isinstance(said, Statement):
            yield said
        elif said:
            quiet.setdefault(message.seen.url, []).append((message, said))
    for doubts in quiet.values():
        first, why = doubts[0]
        yield cant_tell(first.seen, f"有{len(doubts)}条留言未能判定，如「{first.title}」：{why}")
    yield from _unread_columns(unit)
    if not unit.messages:
        yield from unread_home(unit)


def _judge(message: MessageEvidence, as_of: date, params: Params) -> Statement | str:
    """What can be said of one message; a text is a doubt (Chinese), an empty one nothing worth saying."""
    if any(_OTHER_PLACE.search(name) for name in (message.column, *message.place)):
        return ""
    asked = message.asked.on if message.asked else None
    words = " ".join(said.text for said in (message.told, message.listed) if said)
    target = message.url or message.title
    if asked and (as_of - asked).days > params.window_days:
        return ""
    if _SET_ASIDE.search(words) or _TRIAL.match(message.title):
        return inapplicable(message.seen, "已注明不予公开、无效、撤销、转办等，或为测试留言", target=target)
    if _is_answered(message):
        return passed(message.seen, target=target)
    if asked and (as_of - asked).days <= params.max_days:
        due = asked + timedelta(days=params.max_days + 1)
        return passed(message.seen, "尚在答复期限内", due=due, target=target)
    if doubt := _doubt(message, words):
        return doubt
    return _unanswered(message, as_of, params, words)


def _is_answered(message: MessageEvidence) -> bool:
    return any(said and said.is_answered for said in (message.told, message.listed))


def _doubt(message: MessageEvidence, words: str) -> str:
    """Why an answer may exist all the same (Chinese); empty where the site itself says that there is none."""
    own, listed = message.told, message.listed
    if message.page is not None and own is None:
        return message.page.why_unread or "留言页面未能识别出是否答复"
    if not any(_says_unanswered(said) for said in (own, listed)):
        return "页面未明确说明尚未答复"
    if message.reply_words:
        return f"留言页面注明未答复，但文中有「{message.reply_words}」，可能已有答复"
    if message.asked is None:
        return "提问日期无法识别"
    if _NOT_ACCEPTED.search(words):
        return "尚未受理，不能确定是否为有效留言"
    return ""


def _says_unanswered(said: Message | None) -> bool:
    return said is not None and said.is_answered is False and not said.text.startswith(_BY_GAP)


def _unanswered(message: MessageEvidence, as_of: date, params: Params, words: str) -> Statement:
    asked = message.asked.on if message.asked else as_of
    age_days = (as_of - asked).days
    text = (
        f"留言「{message.title}」于{day_text(asked)}提出，至监测时间点已{age_days}天未见答复，"
        f"超过{period_text(params.max_days)}"
    )
    return failed(
        message.seen,
        text,
        target=message.url or message.title,
        by_target=True,
        column=message.column or None,
        excerpt=" ".join(part for part in (message.asked.text if message.asked else "", words) if part),
        rests_on=_pages(message),
        asked_on=asked,
        age_days=age_days,
        limit_days=params.max_days,
        text=words,
    )


def _pages(message: MessageEvidence) -> tuple[Seen, ...]:
    page = message.page
    return (page,) if page is not None and page.url != message.seen.url else ()


def _unread_columns(unit: UnitEvidence) -> Iterator[Statement]:
    for column in unit.columns:
        if column.kind is not ColumnKind.MESSAGES or _OTHER_PLACE.search(column.name):
            continue
        if not column.seen.read:
            yield cant_tell(column, column.seen.why_unread)
        elif not column.entries and column.state in (ListState.SCRIPTED, ListState.UNCLEAR):
            yield cant_tell(column, column.state_why or "列表未能读取")
        elif column.rest_unread:
            yield cant_tell(column, "列表的后续页未采集")
