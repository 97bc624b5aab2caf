"""Public messages of each unit: what lists and the messages' own pages say, put together once for the district.

A message belongs to the unit of its own page (by scope, source or issuer) where that was read, else to the unit whose
scope holds its address, else to that of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.district import DistrictFiles
from evidence.records import Message
from evidence.units import MessageEvidence, PageEvidence, Seen
from evidence.view_pages import PageIndex

_SCRIPTED = Seen("", why_unread="留言内容由脚本打开，未能读取")

_REPLY = re.compile(
    r"收悉|(?:答复|回复|回答)如下|现(?:就|将).{0,20}(?:答复|回复)|感谢您(?:的|对).{0,12}(?:来信|留言|关注|支持|理解|反映|咨询)|经(?:核实|调查|了解|查|核查|研究)[，,]"
)

_Identity = int | tuple[str, str]


@dataclass(slots=True)
class _Gathered:
    """One message wherever it was met: list pages with their row, and its own page."""

    rows: list[tuple[str, PageEvidence, Message]] = field(default_factory=list)
    own: tuple[str, PageEvidence, Message] | None = None


def index_messages(files: DistrictFiles, pages: PageIndex) -> dict[str, tuple[MessageEvidence, ...]]:
    """Every message of the district by unit, in the order of title and address."""
    read = {files.key_of(page.url): (unit, page) for unit, found in pages.by_unit.items() for page in found}
    gathered: dict[_Identity, _Gathered] = {}
    for unit, found in pages.by_unit.items():
        for page in found:
            for message in page.messages:
                _put(files, gathered, unit, page, message)
    by_unit: dict[str, list[MessageEvidence]] = {}
    for one in gathered.values():
        unit, evidence = _evidence(files, one, read)
        by_unit.setdefault(unit, []).append(evidence)
    return {
        unit: tuple(sorted(found, key=lambda m: (m.seen.url, m.url or "", m.title)))
        for unit, found in by_unit.items()
    }


def _put(
    files: DistrictFiles, gathered: dict[_Identity, _Gathered], unit: str, page: PageEvidence, message: Message
) -> None:  # fmt: skip
    key: _Identity = (page.url, f"{message.title}|{message.asked and message.asked.on}")
    if message.url and "://" in message.url:
        key = files.key_of(message.url)
    group = gathered.setdefault(key, _Gathered())
    if key == files.key_of(page.url):
        group.own = group.own or (unit, page, message)
    else:
        group.rows.append((unit, page, message))


def _evidence(
    files: DistrictFiles, one: _Gathered, read: dict[int, tuple[str, PageEvidence]]
) -> tuple[str, MessageEvidence]:
    rows = sorted(one.rows, key=lambda row: (row[1].depth, len(row[1].url), row[1].url))
    unit, page, message = rows[0] if rows else one.own or one.rows[0]
    url = message.url if message.url and "://" in message.url else None
    hidden = message.url and not url  # opened by a script
    met = read.get(files.key_of(url)) if url else None
    unit = (met[0] if met else files.attribution.by_place(url) if url else None) or unit
    told = one.own[2] if one.own else None
    asked = next((m.asked for m in (told, *(row[2] for row in rows)) if m and m.asked), None)
    return unit, MessageEvidence(
        page.seen, page.column_name or page.title, message.title, url, asked,
        listed=rows[0][2] if rows else None,
        told=told,
        page=(met[1].seen if met else files.seen(url)) if url else _SCRIPTED if hidden else None,
        reply_words=_reply_words(files, url) if met and url else "",
        place=tuple(name for name in (page.column_name, *(name for name, _ in page.crumbs)) if name),
    )  # fmt: skip


def _reply_words(files: DistrictFiles, url: str) -> str:
    met = files.page(url)
    found = _REPLY.search(met[0].text(met[1]) or met[1].excerpt) if met else None
    return found.group() if found else ""
