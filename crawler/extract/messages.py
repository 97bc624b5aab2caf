"""Public messages (留言, 来信, 咨询): lists of them, and a message with its reply on a page of its own.

Labels and head cells decide which date is which; a lone date without one is that of asking. Whether a message
is answered is said only by a status word, a reply, a date of answering, or a column of answered ones (回复选登).
Consultations, notices about letters, statistics, questions and answers made by the site itself are no messages.
"""

from __future__ import annotations

import re

from crawler.extract import message_rows
from crawler.extract import message_words as words
from crawler.extract.fields import Field, fields_of
from crawler.extract.listing import Group
from crawler.extract.masking import trimmed
from crawler.extract.message_rows import TITLE_CHARS
from crawler.extract.tree import Doc
from evidence.records import Item, Message, Span

MAX_MESSAGES = 300
_NAME_CHARS = 10  # a longer title is a message's own, and may speak of anything
_GATE = ("留言", "来信", "信件", "写信", "咨询", "提问", "诉求", "投诉", "回复", "答复")
_BOX = re.compile(
    r"留言|信箱|来信|信件|(?:网上|在线|政务|业务|政策|公众|网民|网友)?咨询(?:投诉|建议|留言|答复|回复|选登|问答)?$|诉求|网络问政|问政平台|(?:回复|答复|咨询|解答)选登|(?:咨询|诉求|问题|投诉)(?:答复|回复)"
    r"|建言献策|百姓心声|写信|投诉(?:平台|建议)?$"
)
_ANSWERED_BOX = re.compile(
    r"回复选登|答复选登|来信选登|留言选登|回复公开|答复公开|(?:已|办理|处理)(?:回复|答复|结果)"
)
_OFFICIAL = re.compile(
    r"关于.{2,60}的(?:通知|公告|通报|意见|公示|通告)$|^公告|公示$|召开|举行|开展|印发|举办|座谈会|工作会议|在线收听"
)
_SINGLE_LABELS = re.compile(
    r"(?:留言|来信|信件|咨询|提问|投诉|诉求|反映|问题|写信|网友|发信|回复|答复|处理|办理|办结|受理|查询)(?:的)?"
    r"(?:内容|详情|正文|描述|标题|主题|人|者|编号|时间|日期|单位|部门|机构|结果|意见|情况|状态|类型|类别|姓名|对象)|网友|标题|主题|状态|姓名|内容|答复|回复"
)
_ASK_CONTENT = re.compile(r"(?:留言|来信|信件|咨询|提问|投诉|诉求|反映|问题)(?:的)?(?:内容|详情|正文|描述)")
_ASK_OTHER = re.compile(
    r"(?:留言|来信|信件|咨询|提问|投诉|诉求|反映|写信|发信)(?:的)?(?:标题|主题|人|者|编号|单位|类型|类别|姓名|对象)|网友"
)
_REPLY_FIELD = re.compile(r"(?:回复|答复)(?:的)?(?:内容|意见|结果|情况)?|(?:处理|办理)(?:意见|结果)")
_STATE_FIELD = re.compile(r"(?:办理|处理|回复|答复|信件|留言|受理)?状态")
_FORM = re.compile(
    r"^\W*(?:验证码|提交|重置|请输入|请填写|请选择|换一张|看不清|必填|限\d|\d+\s*/|.{1,8}[：:]$|[\W_]*$)"
)
_NO_REPLY = re.compile(r"^(?:暂无|尚未|暂未|未|待|正在|无|等待|[\W_]*$)")


def read_messages(
    doc: Doc, title: str | None, context: tuple[str, ...], text: str, items: tuple[Item, ...] | None,
    groups: tuple[Group, ...],
) -> tuple[Message, ...]:  # fmt: skip
    """The messages of a page; empty where it shows none.

    ``context``: the column and the breadcrumb. ``items``: the rows of the page's list, if it has one.
    Numbers of persons are masked in the titles.
    """
    names = (title or "", doc.title_tag, *context)
    if not any(word in text for word in _GATE) and not any(_BOX.search(name) for name in names):
        return ()
    places = (*context, title) if title and len(title) <= _NAME_CHARS else context
    if any(words.OTHER_MATTERS.search(name) for name in places):
        return ()
    spoken_of = any(words.LETTERS.search(name) for name in names)
    asked = words.has_asked(text)
    found = message_rows.from_tables(doc, spoken_of)
    if not found and spoken_of:
        found = message_rows.from_headed_rows(doc)
    if not found and asked:
        found = message_rows.from_blocks(doc, groups)
    if not found and (spoken_of or words.has_outcome(text)):
        found = _from_statuses(groups, spoken_of)
    if not found and (asked or _ASK_CONTENT.search(text)):
        found = _single(doc, title, text)
    return tuple(
        (found or _in_box((*context, re.split(r"[-_|－—]", doc.title_tag)[0]), items))[:MAX_MESSAGES]
    )


def _from_statuses(groups: tuple[Group, ...], spoken_of: bool) -> list[Message]:
    """Entries with status words: 已办结 alone may be a licence, 已回复 is not."""
    found = message_rows.from_groups(groups)
    return found if spoken_of or any("复" in message.text for message in found) else []


def _in_box(context: tuple[str, ...], items: tuple[Item, ...] | None) -> list[Message]:
    """The dated entries of a column that is named as a box for letters (局长信箱, 回复选登)."""
    name = next((step for step in context if _BOX.search(step)), None)
    if name is None or words.NOTICE.search(name):
        return []
    rows = [i for i in items or () if i.date and not words.NOTICE.search(i.title)]
    official = sum(1 for item in rows if _OFFICIAL.search(item.title))
    if len(rows) < 2 or len(rows) * 2 < len(items or ()) or official * 3 > len(rows):
        return []
    answered = _ANSWERED_BOX.search(name)
    return [
        Message(trimmed(i.title, TITLE_CHARS), i.url, i.date, None, True if answered else None, name if answered else "")
        for i in rows
    ]  # fmt: skip


def _single(doc: Doc, title: str | None, text: str) -> list[Message]:
    """A message on its own page: what was asked and when, with a reply, its date or a status."""
    asked, answered = words.in_order(words.asked_in(text), words.answered_in(text))
    fields = fields_of(doc, lambda label: bool(_SINGLE_LABELS.fullmatch(label)))
    question = _first(fields, _ASK_CONTENT)
    replied = bool(answered or _first(fields, _REPLY_FIELD) or _first(fields, _STATE_FIELD))
    told = replied or question or _first(fields, _ASK_OTHER)
    if not told or not (asked or (question and replied)):
        return []
    is_answered, word = _outcome(fields, text, answered)
    named = next((f.value for f in fields if f.label.endswith(("标题", "主题")) and f.value), title)
    shown = question if words.is_generic(named) and question else named or ""
    return [Message(trimmed(shown, TITLE_CHARS), doc.url or None, asked, answered, is_answered, word)]


def _first(fields: list[Field], pattern: re.Pattern[str]) -> str:
    """The first value under such a label; what a form to fill in shows there is none."""
    values = (f.value for f in fields if pattern.fullmatch(f.label))
    return next((value for value in values if value and not _FORM.match(value)), "")


def _outcome(fields: list[Field], text: str, answered: Span | None) -> tuple[bool | None, str]:
    """Whether a single message is answered, and the words that say so: its date, its reply, its status."""
    if answered:
        return True, answered.text
    reply = next((f for f in fields if _REPLY_FIELD.fullmatch(f.label) and len(f.value) >= 6), None)
    if reply and not _NO_REPLY.match(reply.value):
        return True, trimmed(f"{reply.label}：{reply.value}", 40)
    said = words.reply_in(text)
    if said:
        return True, trimmed(said, 40)
    return words.status_in(text)
