"""Rows of a JSON list: which array holds them, and which of their keys are title, address and date."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from crawler.extract import dates
from crawler.extract.tree import squeeze
from crawler.platforms.scripts import absolute
from evidence.records import Item, Span

Row = dict[str, Any]

BEIJING = timezone(timedelta(hours=8))
MAX_DEPTH = 6
MAX_NODES = 20_000

TITLES = tuple(
    "title articletitle doctitle infotitle contenttitle newstitle showtitle maintitle policytitle titlename subject "
    "headline topic name infoname docname bt wjbt xxbt wjmc xxmc mc".split()
)
ADDRESSES = tuple(
    "url link href docpuburl docurl puburl articleurl linkurl infourl contenturl htmlurl staticurl pageurl visiturl "
    "newsurl detailurl showurl jumpurl posturl path urlpath".split()
)
DATES = tuple(
    "displaypublishtime publishtime publishdate publishedtime publishedtimestr publishtimestr publishdatestr "
    "publisheddate publishedat pubtime pubdate pubtimestr pubdatestr firstpublishtime releasetime releasedate "
    "docreltime docpubtime docpubdate issuetime issuedate infodate webdate newsdate newstime showtime showdate "
    "displaytime displaydate fbsj fbrq fwrq date time datetime adddate addtime inputtime createdat createtime "
    "createdate createdtime".split()
)
TOTALS = tuple(
    "postcount total totalcount totalrecords totalrecord totalnum totalelements totalrows totalsize recordstotal "
    "recordcount rowcount numfound allcount resultcount count".split()
)
_LATER = re.compile(r"update|modif|edit|end|expire|over|dead|close|valid|effect|write|last", re.IGNORECASE)
_DATE_KEY = re.compile(r"publish|pub|release|issue|date|time|rq$|sj$", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,200}>")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_ISO_AT_ZERO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
_EPOCH = re.compile(r"^(?:/Date\()?(-?\d{9,13})(?:[+-]\d{4})?(?:\)/)?$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$")
_FIRST_S, _LAST_S = 631_152_000, 4_102_444_800  # 1990 to 2100


def folded_key(key: str) -> str:
    """A key without case and separators."""
    return key.replace("_", "").replace("-", "").lower()


def folded(row: Row) -> Row:
    """A row under folded keys; of two that fold alike the first counts."""
    found: Row = {}
    for key, value in row.items():
        found.setdefault(folded_key(str(key)), value)
    return found


def day_of(value: object) -> Span | None:
    """The day, in Beijing time, that a value stands for: text, epoch seconds or milliseconds, a list of numbers."""
    if isinstance(value, bool) or value in (None, "", 0):
        return None
    if isinstance(value, dict):
        return day_of(value.get("time"))
    if isinstance(value, list):
        parts = value[:3] if all(isinstance(part, int) and 0 < part < 3000 for part in value[:3]) else []
        day = dates.make(*parts) if len(parts) == 3 else None
        return Span(day, str(value), "json") if day else None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    day = _compact(text) or _from_epoch(text) or _from_iso(text)
    return Span(day, text[:40], "json") if day else dates.first_in(text[:60], "json")


def _compact(text: str) -> date | None:
    match = _COMPACT.match(text)
    return dates.make(*(int(part) for part in match.groups())) if match else None


def _from_epoch(text: str) -> date | None:
    match = _EPOCH.match(text)
    if match is None:
        return None
    seconds = int(match.group(1)) // (1000 if len(match.group(1)) >= 12 else 1)
    return datetime.fromtimestamp(seconds, BEIJING).date() if _FIRST_S <= seconds < _LAST_S else None


def _from_iso(text: str) -> date | None:
    """A moment with its offset from UTC; midnight in Beijing is the day before in UTC."""
    if not _ISO_AT_ZERO.match(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC).astimezone(BEIJING).date()
    except (ValueError, OverflowError):
        return None


def text_of(value: object) -> str:
    """A value as a reader sees it: without markup."""
    if not isinstance(value, str):
        return ""
    value = value.encode("utf-8", "replace").decode()  # an escape may be half of a character
    plain = _TAG.sub("", value) if "<" in value else value
    return squeeze(html.unescape(plain) if "&" in plain else plain)


def item_of(row: Row, base: str, date_keys: Sequence[str] = DATES) -> Item | None:
    """The entry that a row of data describes; None without a title, or without both address and date."""
    values = folded(row)
    title = next((t for t in (text_of(values.get(key)) for key in TITLES) if len(t) >= 2), "")
    if not _WORDS.search(title):
        return None
    url = next((u for u in (address_of(values.get(key), base) for key in ADDRESSES) if u), None)
    day = _date_of(values, date_keys)
    return Item(title, url, day, _is_pinned(values)) if url or day else None


def address_of(value: object, base: str) -> str | None:
    """An address of a row. One relative to a folder is relative to a page that the answer does not name: only
    beside a file of data is that the file's own.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text.startswith(("/", "http:", "https:")):
        return absolute(text, base)
    is_file = base.partition("?")[0].lower().endswith((".json", ".js")) or not base
    return absolute(text, base) if is_file and "/" in text + "/" and "." in text else None


def _date_of(values: Row, keys: Sequence[str]) -> Span | None:
    for key in keys:
        span = day_of(values.get(key))
        if span:
            return span
    others = (k for k in values if _DATE_KEY.search(k) and not _LATER.search(k) and k not in keys)
    return next((span for span in (day_of(values[key]) for key in others) if span), None)


def _is_pinned(values: Row) -> bool:
    marks = (values.get(key) for key in ("istop", "top", "istopped", "sticky", "zhiding"))
    return any(mark in (1, "1", True, "true", "Y") for mark in marks)


def nodes(value: Any) -> Iterator[Any]:
    """Every object and array of a JSON value, outer before inner."""
    level, seen = [value], 0
    for _ in range(MAX_DEPTH):
        deeper: list[Any] = []
        for node in level:
            inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
            if isinstance(node, (dict, list)):
                yield node
            deeper.extend(part for part in inner if isinstance(part, (dict, list)))
            seen += 1
            if seen > MAX_NODES:
                return
        level = deeper


def rows_in(value: Any) -> list[Row]:
    """The array with the most rows that have a title and a date; [] where none has."""
    best: list[Row] = []
    most = 0
    for node in nodes(value):
        if not isinstance(node, list) or len(node) <= most:
            continue
        rows = [row for row in node if isinstance(row, dict)]
        good = sum(1 for row in rows[:200] if (item := item_of(row, "")) and item.date)
        if good > most and good * 3 >= len(rows[:200]) * 2:
            best, most = rows, good
    return best


def total_in(value: Any) -> int | None:
    """How many records the answer says there are; None where it does not say, or says that it failed."""
    if _is_failure(value):
        return None
    objects = [folded(node) for node in nodes(value) if isinstance(node, dict)][:50]
    for key in TOTALS:
        for values in objects:
            count = number(values.get(key))
            if count is not None:
                return count
    return None


def number(value: object) -> int | None:
    """A count given as number or text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    return int(value) if isinstance(value, str) and value.isdigit() and len(value) < 10 else None


def _is_failure(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    values = folded(value)
    if values.get("success") in (False, "false") or values.get("error") or values.get("errcode"):
        return True
    code = values.get("code", values.get("status", 0))
    return str(code).lower() not in ("0", "1", "200", "00000", "0000", "success", "ok", "true", "none")
