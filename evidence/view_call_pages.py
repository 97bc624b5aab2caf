"""What the pages of a call for opinions hold: text, names of links and files, heads of tables; drafts told elsewhere."""

from __future__ import annotations

import re

from evidence.district import DistrictFiles
from evidence.records import Consultation, PageFacts, Region
from evidence.titles import same_call
from evidence.units import CallPage, Outcome

DRAFT = re.compile(
    r"(?:起草|编制|制定|草案|修订|送审稿?|征求意见稿)(?:的)?说明|草案(?:全文|文本|内容)|(?:草案|意见稿)\W*$"
)
"""Titles of pages that hold a draft or its explanation apart from the notice."""

_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|zip|rar|7z|txt|ceb)(?:$|\?)", re.IGNORECASE)
_MAX_NAMES = 60


def call_page(files: DistrictFiles, url: str) -> CallPage | None:
    """A page as it was read; None where it was not."""
    met = files.page(url)
    if met is None:
        return None
    file, row = met
    facts = file.facts(row, links=True)
    shown = [link for link in facts.links if link.region in (Region.MAIN, Region.SIDEBAR)]
    offered = {link.url: link.text for link in shown if link.region is Region.MAIN and _FILE.search(link.url)}
    for attached in facts.attachments:
        offered.setdefault(attached, next((link.text for link in shown if link.url == attached), ""))
    names = dict.fromkeys(link.text for link in shown if link.text)
    return CallPage(
        files.seen(row.url, file), row.title, file.text(row), tuple(names)[:_MAX_NAMES],
        tuple(offered.values()), tuple("|".join(table.header) for table in facts.tables),
    )  # fmt: skip


def result_page(
    files: DistrictFiles, facts: PageFacts, called: Consultation, feedback: Outcome | None
) -> CallPage | None:
    """The page that tells what came of a call: its own, one that it links to, else one found by title."""
    if called.feedback is None:
        return call_page(files, feedback.seen.url) if feedback else None
    return call_page(files, called.feedback.url or facts.url)


def beside(call: str, titles: tuple[str, ...]) -> tuple[str, ...]:
    """Those titles of other pages that name the draft which a call is about."""
    return tuple(title for title in titles if title != call and same_call(call, title))
