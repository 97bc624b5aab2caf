"""attachment-dead (附件打不开)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from urllib.parse import urlsplit

from checks.engine.looks import (
    answers,
    are_apart,
    facts_of,
    is_alive,
    is_dead,
    last_failures,
    place_words,
    shared_words,
    why_doubtful,
    why_not_dead,
)
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.magic import Fault, fault_of, is_certain
from evidence.units import Look, TargetEvidence, UnitEvidence

_FAULTS = {
    Fault.EMPTY: "是空文件（0字节）",
    Fault.PAGE: "得到的不是文件而是网页",
    Fault.OTHER: "的内容与扩展名不符",
}
_GATES = ("login", "passport", "sso", "captcha", "verify", "/cas/", "auth")


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    looks: int = field(metadata=EXCUSES)  # failed attempts in a row, at least
    apart_seconds: int = field(metadata=EXCUSES)  # between the first and the last of them, at least


@check("attachment-dead", title="附件打不开", needs=("targets", "sites", "homes"), params=Params)
def attachment_dead(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Files (附件) that cannot be downloaded or are not what their name says.

    Why: a form or annex that does not open keeps the reader from what the notice asks of him.
    Counts: a file that answered 404, 410 or 5xx, or did not answer at all, at every one of the last looks; a
        file without a byte; a web page in place of a file; a file of another family than its extension says
        (suspected: some programs open it all the same). As many looks, as far apart in time, as the rule asks.
        One finding for each file, at the page nearest the home page.
    Does not count: pages (see link-dead); formats that programs open under each other's names (doc and docx,
        rar and zip); a page that Word or Excel wrote under their own extension; a file that opened at its last
        look.
    Cannot tell: 403, 412, 429, 521 or a firewall's page, an unsound certificate, robots.txt; looked at only
        once; a file behind a login; an outside host without any answer while no other outside host answered.
    Fix: upload the file again under the address that the page names, or correct the link.
    """
    files = [target for target in unit.targets if target.document]
    unlooked = sum(1 for target in files if not target.looks)
    yield from (_judge(target, unit, params) for target in files if target.looks)
    for home in unit.homes[:1]:
        if not home.seen.read:
            yield cant_tell(home, home.seen.why_unread)
        elif unlooked:
            yield cant_tell(home, f"另有{unlooked}个附件未检查")
    if not files and unit.homes and unit.homes[0].seen.read:
        yield inapplicable(unit.homes[0], "未发现有疑问的附件")


def _judge(target: TargetEvidence, unit: UnitEvidence, params: Params) -> Statement:
    last = target.looks[-1]
    if not target.bearer.read:
        return cant_tell(target, target.bearer.why_unread)
    if is_alive(last):
        return _judge_content(target, params)
    if not is_dead(last):
        return cant_tell(target, why_doubtful(last))
    failures = last_failures(target.looks)
    if why := why_not_dead(target, unit, failures, params):
        return cant_tell(target, why)
    message = f"{place_words(target, '附件')}打不开：{answers(failures)}{shared_words(target, '附件')}"
    return failed(target, message, by_target=True, excerpt=target.text, **facts_of(target, failures))


def _judge_content(target: TargetEvidence, params: Params) -> Statement:
    """A file that came: whether it is one."""
    last = target.looks[-1]
    fault = _fault(target, last)
    if fault is None:
        return passed(target)
    if fault is Fault.PAGE and any(gate in last.final_url.lower() for gate in _GATES):
        return cant_tell(target, "下载附件须先登录或验证")
    same = [
        *takewhile(lambda look: is_alive(look) and _fault(target, look) is fault, reversed(target.looks))
    ][::-1]
    words = _FAULTS[fault]
    if not are_apart(same, params):
        return cant_tell(target, f"访问{len(same)}次，附件{words}，尚未间隔复核")
    message = (
        f"{place_words(target, '附件')}{words}：先后{len(same)}次下载结果相同{shared_words(target, '附件')}"
    )
    return failed(
        target,
        message,
        by_target=True,
        suspected=not is_certain(target.url, fault),
        excerpt=target.text,
        fault=fault.value,
        head=last.head,
        content_type=last.content_type,
        extension=urlsplit(target.url).path.rpartition(".")[2].lower(),
        **facts_of(target, same),
    )


def _fault(target: TargetEvidence, look: Look) -> Fault | None:
    return fault_of(target.url, look.head, look.size)
