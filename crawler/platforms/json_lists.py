"""Lists of any maker that arrive as JSON: what the page's script asks for, and what the answer says.

No family: it never names a page's maker, and is asked where the page's own family has no answer. Only plain calls
for a list count: a literal address, a query of literals with a page number in it, no word of writing anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.extract.tree import resolve
from crawler.platforms import fragments, paging_by_query
from crawler.platforms.family import Answer, Reply, Signs
from crawler.platforms.json_rows import folded_key, item_of, nodes, rows_in, total_in
from crawler.platforms.scripts import expressions, literals, object_at, with_query
from evidence.records import DataCall, NextPage

NAME = "json_lists"
IS_FALLBACK = True

_CALLS = re.compile(
    r"(?:(?:\$|jQuery|axios|layui\.\$|\$http)\s*\.\s*(ajax|get|post|getJSON|request)|\b(axios|fetch|table\.render))\s*\(\s*"
)
_CALL_WORDS = (".ajax", ".get", ".post", ".request", "fetch(", "axios", ".render(")
_JSON_SENDERS = ("axios", "$http", "fetch")  # their forms are JSON unless somebody takes trouble
_MAX_CALLS = 30
_ADDRESS = re.compile(r"[\"'`]([^\"'`\s<>]{2,300})[\"'`]\s*(\+\s*[\w$.]+)?")
_URL_KEY = re.compile(r"\burl[\"']?\s*:\s*(?=[\"'`])")
_DATA_KEY = re.compile(r"\b(?:data|params|where)[\"']?\s*:\s*(\{|[A-Za-z_]\w*)")
_POST = re.compile(r"(?:type|method)[\"']?\s*:\s*[\"']post", re.IGNORECASE)
_JSON_FORM = re.compile(r"JSON\.stringify|application/json", re.IGNORECASE)
_VARIABLE = re.compile(
    r"\b([A-Za-z_]\w*)\s*=\s*(?:\"([^\"\n]{0,200})\"|'([^'\n]{0,200})'|(\d{1,12}))\s*[;,\n]"
)
_WRITES = re.compile(
    r"(?:add|save|insert|update|del|remove|submit|login|logout|logon|hits?|click|count|visit|vote|like|sms|code|verify"
    r"|captcha|upload|comment|log|stat|weather|user|token|session|share|subscribe|praise|score)(?![a-z])",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"list|query|search|page|news|info|article|column|channel|content|data|api|json|notice|doc", re.IGNORECASE
)
_STEPS = re.compile(r"url\s*=\s*[\"']([\w\-./]+)\.json[\"']")
_STEP_WORDS = re.compile(r"[\"']_[\"']\s*\+\s*\w+")


def recognise(_signs: Signs) -> int:
    """No family."""
    return 0


# ---------------------------------------------------------------- what a page asks for


class _Call(NamedTuple):
    """A call as written: its own text, and where its arguments begin in the script."""

    name: str
    text: str
    start: int


def data_calls(signs: Signs) -> tuple[DataCall, ...]:
    """The calls of the page's scripts that ask for a list."""
    if not any(word in signs.scripts for word in _CALL_WORDS):
        return ()
    found = []
    for text in (text for _, src, text in signs.doc.scripts if text and not src):
        calls = list(_CALLS.finditer(text))
        variables = {m[1]: m[2] or m[3] or m[4] or "" for m in _VARIABLE.finditer(text)} if calls else {}
        for match in calls[:_MAX_CALLS]:
            told = _read(_Call(match.group(), text, match.end()), variables)
            url = resolve(signs.doc, told.url) if told else None
            if told and url:
                found.append(DataCall(url, told.method))
    return tuple(found)


def _read(call: _Call, variables: dict[str, str]) -> DataCall | None:
    has_options = call.text[call.start : call.start + 1] == "{"
    whole = object_at(call.text, call.start) if has_options else _arguments(call)
    if not whole or _JSON_FORM.search(whole):
        return None
    opening = _URL_KEY.search(whole) if has_options else None
    address = _address(whole[opening.end() :] if opening else whole if not has_options else "", variables)
    if not address or _WRITES.search(address.partition("?")[0]) or not _LISTS.search(address):
        return None
    query = _query(whole, call.text, variables, has_options)
    is_post = ".post" in call.name.replace(" ", "") or bool(_POST.search(whole))
    if query is None or (is_post and call.name.startswith(_JSON_SENDERS)):
        return None
    url = with_query(address, query)
    if not _asks_for_page(url) and (is_post or not address.partition("?")[0].endswith(".json")):
        return None
    return DataCall(url, "POST" if is_post else "GET")


def _arguments(call: _Call) -> str:
    """The beginning of a call's arguments up to the callback."""
    text = call.text[call.start : call.start + 600]
    return re.split(r"function\b|=>|\)\s*[.;]", text, maxsplit=1)[0]


def _address(text: str, variables: dict[str, str]) -> str:
    match = _ADDRESS.match(text.lstrip())
    if match is None or "${" in match[1]:
        return ""
    if match[2] is None:
        return match[1]
    value = variables.get(match[2].lstrip("+ "))
    return match[1] + value if value else ""


def _query(whole: str, script: str, variables: dict[str, str], has_options: bool) -> dict[str, str] | None:
    """The values that the call sends; None where one of them is not known."""
    text = _form(whole, script) if has_options else _second(whole, script)
    if text is None:
        return None
    values = literals(text)
    for key, name in expressions(text).items():
        known = variables.get(name)
        if known is None and folded_key(key) in paging_by_query.PAGES:
            known = "1"
        if known is None:
            return None
        values[key] = known
    return values


def _form(whole: str, script: str) -> str | None:
    match = _DATA_KEY.search(whole)
    if match is None:
        return "{}"
    if match[1] == "{":
        return object_at(whole, match.start(1)) or None
    return _named(match[1], script)


def _second(whole: str, script: str) -> str | None:
    """The query among the arguments after the address; a name alone is a query's or, for a file, the callback's."""
    brace = whole.find("{")
    if brace >= 0:
        return object_at(whole, brace) or None
    rest = re.search(r"[\"'`]\s*(?:,\s*([\w$.]+)\s*)?,?\s*\)?\s*$", whole)
    if rest is None or rest[1] is None:
        return "{}" if rest else None
    return _named(rest[1], script) or ("{}" if ".json" in whole else None)


def _named(name: str, script: str) -> str | None:
    """The text of the object that a variable is given."""
    given = re.search(rf"\b{re.escape(name)}\s*=\s*(?=\{{)", script)
    return (object_at(script, given.end()) or None) if given else None


def _asks_for_page(url: str) -> bool:
    names = (pair.partition("=")[0] for pair in url.partition("?")[2].split("&"))
    return any(folded_key(name) in paging_by_query.PAGES | paging_by_query.SIZES for name in names)


def next_page(signs: Signs) -> NextPage | None:
    """A list that grows by ``name_1.json``, ``name_2.json`` … as its reader scrolls."""
    if ".json" not in signs.scripts:
        return None
    step = _STEPS.search(signs.scripts)
    if step is None or not _STEP_WORDS.search(signs.scripts):
        return None
    return NextPage("script", resolve(signs.doc, f"{step.group(1)}_1.json"))


# ---------------------------------------------------------------- what an answer says


def read_reply(answer: Answer) -> Reply | None:
    """An array of rows with titles and dates, or a fragment of markup in a JSON text."""
    if answer.data is None:
        return None
    total = total_in(answer.data)
    rows = rows_in(answer.data)
    items = tuple(item for item in (item_of(row, answer.url) for row in rows) if item)
    if items:
        return Reply(items, total, _following(answer, len(items), total))
    for markup in _markups(answer.data):
        items = fragments.rows_of(markup, answer.url)
        if items:
            return Reply(items, total, paging_by_query.following(answer, len(items), total))
        if fragments.NOTHING.search(markup):
            return Reply((), 0)
    has_rows = any(
        isinstance(node, list) and node and isinstance(node[0], dict) for node in nodes(answer.data)
    )
    return Reply((), total, lost=has_rows)


def _following(answer: Answer, shown: int, total: int | None) -> NextPage:
    told = paging_by_query.following(answer, shown, total)
    step = re.search(r"_(\d{1,4})\.json$", answer.url)
    if told.url or step is None:
        return told
    return NextPage("api", f"{answer.url[: step.start()]}_{int(step.group(1)) + 1}.json")


def _markups(data: object) -> Iterator[str]:
    for node in nodes(data):
        for value in node.values() if isinstance(node, dict) else node:
            if isinstance(value, str) and len(value) >= 20 and "<" in value and "</" in value:
                yield value
