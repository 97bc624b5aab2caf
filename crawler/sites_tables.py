"""The tables of ``sites.toml``, each key by itself: what it may be, and what to say when it is not.

Pydantic finds the faults; ``explain`` says them to a person. What keys owe to one another is the business
of ``crawler.sites``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import ErrorDetails

from crawler.extract.links import normalise
from evidence.records import SECTORS, ColumnKind, UnitKind
from evidence.toml_lines import Where

RENDER = ("never", "auto", "always")  # ascending: of several units on a host, the greatest counts

Complaint = tuple[Where, str]


def _usable_url(text: str) -> str:
    fault = url_fault(text)
    if fault:
        raise ValueError(fault)
    return text


def url_fault(text: str) -> str | None:
    """What is wrong with an address and what to do; None if it can be fetched."""
    scheme, mark, rest = text.partition("://")
    if not mark:
        return "has no scheme; write http://… or https://…"
    if scheme.lower() not in ("http", "https"):
        return f"has scheme {scheme!r}; write http://… or https://…"
    if re.search(r"\s", text):
        return "contains white space; remove it or write %20"
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        return "carries a user name or password; remove everything up to the @"
    if not authority.partition(":")[0]:
        return "has no host; write http://host/…"
    return None if normalise(text) else "is no valid address; check its host and port"


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write a text or remove the key")
    if any(ord(character) < 32 for character in text):
        raise ValueError("contains a control character; write it on one line")
    return text


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", text):
        raise ValueError("cannot name a file; use a–z, 0–9, - and _, beginning with a letter or digit")
    return text


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"is no time zone; {suggest(name, available_timezones(), 'write Asia/Shanghai')}"
        ) from None
    return name


def _one_of(*values: str) -> AfterValidator:
    def check(text: str) -> str:
        if text not in values:
            raise ValueError(f"is unknown; {suggest(text, values, 'use one of ' + ', '.join(values))}")
        return text

    return AfterValidator(check)


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f"did you mean '{close[0]}'?" if close else otherwise


Url = Annotated[str, AfterValidator(_usable_url)]
Text = Annotated[str, AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_id)]
Count = Annotated[int, Field(gt=0)]
Quantity = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CrawlTable(_Table):
    """``[crawl]``; a site may repeat any of its keys, so all are optional and None stands for unsaid."""

    user_agent: Text | None = None
    pages: Count | None = None
    requests_per_second: Quantity | None = None
    concurrency: Count | None = None
    timeout_seconds: Quantity | None = None
    external_links: bool | None = None
    recheck_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    lookback_days: Count | None = None
    render: Annotated[str, _one_of(*RENDER)] | None = None
    search_titles: Annotated[int, Field(ge=0, le=100)] | None = None


class DistrictTable(_Table):
    name: Text
    timezone: Annotated[str, AfterValidator(_timezone)] = "Asia/Shanghai"
    standards: Annotated[list[Text], Field(min_length=1)] = ["national"]


class SiteTable(CrawlTable):
    url: Url
    scope: Annotated[list[Url], Field(min_length=1)] | None = None
    site_id: Text | None = None
    portal: bool = False


class ColumnTable(_Table):
    url: Url
    name: Text | None = None
    kind: Annotated[str, _one_of(*ColumnKind)] | None = None
    max_age_days: Annotated[int, Field(ge=0)] | None = None
    archived: bool | None = None


class UnitTable(_Table):
    id: Id
    name: Text
    kind: Annotated[str, _one_of(*UnitKind)]
    aliases: list[Text] = []
    supervisor: Text | None = None
    sector: Annotated[str, _one_of(*SECTORS)] | None = None
    services: bool = True
    site: list[SiteTable] = []
    column: list[ColumnTable] = []


class FileTable(_Table):
    district: DistrictTable
    crawl: CrawlTable = CrawlTable()
    unit: Annotated[list[UnitTable], Field(min_length=1)]


_MODELS: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): FileTable,
    ("district",): DistrictTable,
    ("crawl",): CrawlTable,
    ("unit",): UnitTable,
    ("unit", "site"): SiteTable,
    ("unit", "column"): ColumnTable,
}
_HEADERS = {"district": "[district]", "crawl": "[crawl]"} | {
    "unit": "[[unit]]",
    "site": "[[unit.site]]",
    "column": "[[unit.column]]",
}
_ADVICE: Mapping[str, str] = {  # pydantic's error types, said to a person
    "string_type": "is no text; write it in quotes",
    "int_type": "is no whole number; write one, without quotes",
    "float_type": "is no number; write one, without quotes",
    "finite_number": "has no end; write a number",
    "bool_type": "is neither true nor false; write one of them, without quotes",
    "greater_than": "is too small; write a number above 0",
    "greater_than_equal": "is too small; write 0 or more",
}


def explain(error: ErrorDetails) -> Complaint:
    """One of pydantic's errors as what is wrong and what to do."""
    where: Where = error["loc"]
    kind, name = error["type"], str(where[-1])
    table = tuple(step for step in where[:-1] if isinstance(step, str))
    if kind == "extra_forbidden":
        known = list(_MODELS[table].model_fields)
        place = _HEADERS[table[-1]] if table else "the file"
        advice = suggest(name, known, "known: " + ", ".join(known))
        return where, f"unknown key {name!r} in {place}; {advice}"
    if kind == "missing":
        return where, f"{label(where)} is missing; write {_HEADERS.get(name) or name + ' = …'}"
    if kind == "too_short":
        return where, f"{label(where)} is empty; name at least one, or remove the key"
    header = next((_HEADERS[step] for step in reversed(where) if step in _HEADERS), None)
    if kind == "value_error":
        advice = str(error["ctx"]["error"])
    elif kind == "list_type":
        advice = f"is no list; write {header if name in _HEADERS else '[…]'}"
    elif kind.startswith("model"):
        advice = f"is no table; write {header} and its keys below"
    else:
        advice = _ADVICE.get(kind) or f"cannot be used ({error['msg']}); correct it"
    return where, f"{label(where)} {shown(error['input'])} {advice}"


def label(where: Where) -> str:
    return ".".join(step for step in where if isinstance(step, str))


def shown(value: object) -> str:
    """A value as the file has it, short, and never with a password."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    text = re.sub(r"//[^/@\s]*@", "//…@", text)
    return text if len(text) <= 100 else text[:99] + "…"
