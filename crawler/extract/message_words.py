"""The words of message lists (留言, 来信, 咨询): which label is which date, which status says answered."""

from __future__ import annotations

import re

from crawler.extract import dates
from crawler.extract.tree import squeeze
from evidence.records import Span

_ASK = r"(?:留言|来信|写信|信件|发信|咨询|提问|提出|提交|反映|投诉|诉求|来件|问题提交|网友留言)"
_ANSWER = r"(?:回复|答复|办结|办理|反馈|处理|回信|办复|解答|回应|回答)"
ASKED_HEAD = re.compile(rf"(?:{_ASK}|登记|建议|问题|创建|收件|受理|来电|来访|工单|发起)(?:的)?(?:时间|日期)")
PLAIN_DATE_HEAD = re.compile(r"(?:发布|发表|添加)?(?:时间|日期)")
ANSWERED_HEAD = re.compile(rf"{_ANSWER}(?:完成|完毕)?(?:的)?(?:时间|日期)")
TITLE_HEAD = re.compile(
    rf"(?:{_ASK}|网友)?(?:的)?(?:标题|主题|内容|题目|摘要|名称)|问题|(?:{_ASK})问题|问题(?:描述|标题)"
)
STATUS_HEAD = re.compile(
    r"(?:办理|处理|回复|答复|信件|留言|受理|当前|办件|办结)?(?:状态|情况|进度)|是否(?:已)?(?:回复|答复|办结)"
)
LETTERS = re.compile(r"留言|来信|信件|写信|咨询|提问|诉求|投诉|回复|答复|信箱|问政|建言|心声|民声")
OTHER_MATTERS = re.compile(  # have askers and answers too, and are no messages of the public
    r"征集|征求|问卷|投票|申请公开|信访|举报|提案|议案|建议办理|建议答复|代表建议|人大代表|政协委员|招聘|采购|许可|办件公示|常见问题|热点问题|知识库|问答库|访谈"
)
NOTICE = re.compile(
    r"须知|守则|公约|使用说明|(?:来信|写信|留言|信箱|信件|咨询|回复|答复|办理|诉求).{0,8}(?:统计|通报|分析|情况|管理办法|规定|制度)"
)
_GENERIC_TITLE = re.compile(
    r"^(?:留言|信件|来信|咨询|问题|诉求|投诉)?(?:详细|详情|查看|内容|回复|正文)+(?:内容|页面?|信息)?$"
)
_DONE = (
    r"已(?:经)?(?:回复|办结|答复|办理|处理|解答|反馈|办复|回信|办完|处结|结案|解决|回应|完成|完结|回答)"
    r"|(?:回复|办理|处理|答复)(?:完毕|完成)|办结|已结|完结"
)
_OPEN = (
    r"(?:尚|还|暂)?未(?:回复|办结|答复|办理|处理|解答|反馈|受理|回应|回答)|待(?:回复|答复|办理|处理|受理|解答|反馈|办)"
    r"|(?:正在)?(?:办理|处理|答复|回复|受理)中|在办|正在(?:办理|处理|核实|答复)|等待(?:回复|处理|答复|办理)|暂无(?:回复|答复)"
)
_NEITHER = r"已(?:受理|转办|审核|选登|查看|阅|交办|转交|签收)|审核中|待审核"
_STATUS = re.compile(
    rf"(?:^|(?<=[\s\[【(（:：|]))(?:(?P<done>{_DONE})|(?P<open>{_OPEN})|(?P<neither>{_NEITHER}))(?=$|[\s\]】)）|。!！])"
)
_STATUS_PARTS = (  # one of them is in every status word: plain searches are far cheaper than the pattern
    "已回", "已办", "已答", "已处", "已解", "已反", "已结", "已完", "办结", "完结", "完毕", "完成", "已经",
    "未回", "未办", "未答", "未处", "未解", "未反", "未受", "待回", "待答", "待办", "待处", "待受", "待解", "待反",
    "理中", "复中", "在办", "正在", "等待", "暂无",
)  # fmt: skip
_SHORT_DATE = r"(?:19|20)\d\d"
_ASKED_LABEL = re.compile(
    rf"{_ASK}(?:时间|日期)\s*[】\]]?\s*[：:∶]?\s*(?={_SHORT_DATE})|于\s*(?={_SHORT_DATE}[-./年\d]+日?[\s\d:：]*(?:发表|提问|留言|咨询|提交|来信|写道))"
)
_ANSWERED_LABEL = re.compile(
    rf"{_ANSWER}(?:时间|日期)\s*[】\]]?\s*[：:∶]?\s*(?={_SHORT_DATE})|于\s*(?={_SHORT_DATE}[-./年\d]+日?[\s\d:：]*(?:回复|答复|办结))"
)
_REPLY = re.compile(
    r"(?:^|\s|【|\[)(?:[\u4e00-\u9fff]{0,14}(?:局|委|办|部|中心|政府|单位|部门|街道|镇|乡|厅|管理员|站长|学校|学院|医院))?(?:的)?(?:官方)?"
    r"(?:回\s*复|答\s*复|回\s*信)(?:内容|意见|结果|正文)?[】\]]?\s*[：:∶]\s*(?=(?P<first>\S.{5}))"
)
_IN_TITLE = re.compile(
    rf"[\s\[【(（]*(?:{_ASK}|{_ANSWER})(?:的)?(?:时间|日期|人|者|单位|部门)\s*[：:∶].*$", re.DOTALL
)
_NO_REPLY = re.compile(r"^(?:暂无|尚未|暂未|未|待|正在|无|等待|回复|答复|办理|处理|\d|[\W_])")


def status_in(text: str) -> tuple[bool | None, str]:
    """Whether a status word says answered, and the word as shown; (None, "") where none stands by itself."""
    match = _STATUS.search(text)
    if not match:
        return None, ""
    word = match.group()
    return (None if match.group("neither") else bool(match.group("done"))), word


def has_asked(text: str) -> bool:
    """Whether a text holds a labelled date of asking at all: one search before any block is looked at."""
    return _ASKED_LABEL.search(text) is not None


def has_outcome(text: str) -> bool:
    """Whether a text may hold a status word, or holds a labelled date of answering."""
    return any(part in text for part in _STATUS_PARTS) or _ANSWERED_LABEL.search(text) is not None


def asked_in(text: str) -> Span | None:
    """The date behind a label of asking (留言时间, 来信时间 …)."""
    return _behind(_ASKED_LABEL.search(text), text)


def answered_in(text: str) -> Span | None:
    """The date behind a label of answering (回复时间, 办结时间 …)."""
    return _behind(_ANSWERED_LABEL.search(text), text)


def without_fields(title: str) -> str:
    """A title whose link holds the fields behind it as well: … [提交时间：…] 回复人：…"""
    return _IN_TITLE.sub("", title) or title


def _behind(match: re.Match[str] | None, text: str) -> Span | None:
    if not match:
        return None
    day = dates.first_in(text[match.end() : match.end() + 16], "label")
    return Span(day.on, squeeze(f"{match.group()}{day.text}"), "label") if day else None


def reply_in(text: str) -> str:
    """The beginning of a reply that a text holds under a label of its own; empty where it holds none."""
    for match in _REPLY.finditer(text):
        if not _NO_REPLY.match(match.group("first")):
            return squeeze(text[match.start() : match.end() + 20])
    return ""


def in_order(asked: Span | None, answered: Span | None) -> tuple[Span | None, Span | None]:
    """Both dates, or none where the answer would come before the question: then one of them was misread."""
    return (None, None) if asked and answered and answered.on < asked.on else (asked, answered)


def is_generic(title: str | None) -> bool:
    """Whether a title names the kind of page (留言详情) instead of the message."""
    return not title or bool(_GENERIC_TITLE.match(title))
