"""The site search as it can be asked: from a page's form, else from a link that leads to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote_plus

from evidence.marks import SearchForm
from evidence.records import PageFacts

NAMED = re.compile(
    r"^(?:站内|全站|高级|智能|本站|全文)?(?:搜索|检索|查询)(?:中心|平台|服务|系统|一下)?$|^站内(?:搜|查询)$"
)
_TRACES = re.compile(
    r"搜\s*索|检\s*索|搜一下|(?<![a-z])search|sousuo|jiansuo|souso|/so[/\"'?.]|关键[词字]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Question:
    """One request to the search; ``body`` of a POST is a form."""

    url: str
    method: str
    body: str = ""

    @property
    def asked(self) -> str:
        """The address with what was asked, however it was sent."""
        if not self.body:
            return self.url
        return f"{self.url}{'&' if '?' in self.url else '?'}{self.body}"


def question(form: SearchForm, query: str, encoding: str) -> Question:
    """What a browser would send, in the page's encoding."""
    pairs = [*form.fixed, (form.field, query)]
    sent = "&".join(f"{_quoted(name, encoding)}={_quoted(value, encoding)}" for name, value in pairs)
    if form.method.upper() == "POST":
        return Question(form.url, "POST", sent)
    return Question(f"{form.url.partition('#')[0].partition('?')[0]}?{sent}", "GET")


def _quoted(text: str, encoding: str) -> str:
    try:
        return quote_plus(text, encoding=encoding)
    except (LookupError, UnicodeEncodeError):
        return quote_plus(text)


def search_link(home: PageFacts) -> str | None:
    """The link that is called search (搜索, 检索), if there is one."""
    return next((link.url for link in home.links if NAMED.match(re.sub(r"\s+", "", link.text))), None)


def shows_traces(html: str) -> bool:
    """Whether a page speaks of searching anywhere, in its scripts or classes too: then a search may be there."""
    return _TRACES.search(html) is not None
