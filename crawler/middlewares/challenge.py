"""Recognises a firewall's answer, so that it is never taken for the site's. It is never got around."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

HEAD_BYTES = 16_384
SHELL_TEXT_CHARS = 120  # a page with more visible text is a page, whatever its scripts are called

_BY_STATUS = {412: "412 瑞数", 521: "521 加速乐", 429: "429 请求过多", 403: "403 拒绝访问"}
_ALIYUN = (b"errors.aliyun.com", b"data-spm", b"acw_sc__v", b"traceid", b"aliyun_waf", b"waf.console")
_SCRIPT_MARKS = (
    (re.compile(rb"\$_ts\b"), "$_ts"),
    (re.compile(rb"__jsl_clearance"), "__jsl_clearance"),
    (re.compile(rb"acw_sc__v[23]"), "acw_sc__v2"),
    (re.compile(rb"document\.cookie\s*=[\s\S]{0,4000}?location"), "document.cookie + location"),
    (re.compile(rb"location[\s\S]{0,40}?(?:__|\b)(?:challenge|captcha|verify)"), "location to a challenge"),
)
_WORDS = tuple(
    (word.encode(encoding), word)
    for word in ("安全验证", "访问验证", "人机验证", "滑动验证", "请完成验证", "访问被拦截", "浏览器安全检查")
    for encoding in ("utf-8", "gb18030")
)
_UNSEEN = re.compile(rb"(?is)<(script|style|noscript|title)\b.*?(?:</\1>|\Z)|<!--.*?-->|<[^>]*>|&nbsp;|\s+")


def blocked_by(status: int, headers: Mapping[str, str], body_head: bytes) -> str | None:
    """The mark by which a firewall's answer is known, None for an answer of the site.

    ``headers`` by lower-case name. A mark in the body counts only where the page shows next to no text:
    an article about 安全验证 is an article.
    """
    if status in _BY_STATUS:
        return _script_mark(body_head) or _BY_STATUS[status]
    if status == 405:
        return "405 阿里云WAF" if any(mark in body_head for mark in _ALIYUN) else None
    if status not in (200, 202, 503) or len(body_head) >= HEAD_BYTES:
        return None
    if headers.get("x-tengine-error") == "denied by http_custom":
        return "阿里云WAF"
    return _mark_in_shell(body_head)


def _mark_in_shell(body: bytes) -> str | None:
    mark = _script_mark(body) or next((word for raw, word in _WORDS if raw in body), None)
    if mark is None or len(_UNSEEN.sub(b"", body)) > SHELL_TEXT_CHARS * 3:  # three bytes a character
        return None
    return mark


def _script_mark(body: bytes) -> str | None:
    return next((name for pattern, name in _SCRIPT_MARKS if pattern.search(body)), None)


class Challenge:
    """Marks ``request.meta["blocked"]`` with the mark found."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """Look at the beginning of every answer that could be a firewall's."""
        if response.status in (301, 302, 304, 404):
            return response
        names = {"x-tengine-error": (response.headers.get("X-Tengine-Error") or b"").decode("latin-1")}
        mark = blocked_by(response.status, names, response.body[:HEAD_BYTES])
        if mark:
            request.meta["blocked"] = mark
        return response
