"""Accounts on social media (政务新媒体) that a page names: a list of them all (矩阵), or single ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.masking import trimmed
from crawler.extract.tree import Doc
from evidence.records import Quote

MATRIX, ACCOUNT = "matrix", "account"
_NAME_CHARS = 16
_MOST = 8  # of each
_MATRIX = re.compile(
    r"新媒体|(?:微信|微博|政务|媒体)矩阵|政务(?:微信|微博|双微|微端|抖音)|两微一端|双微|微博微信|微信微博"
)
_HAPPENING = re.compile(
    r"关于|通知|会议|培训|召开|开展|举办|推进|通报|考核|办法|整治|专项|比赛|奖|产业|直播|公司"
)
_ACCOUNT = re.compile(r"微信|微博|抖音|公众号|头条号|今日头条|视频号|快手|二维码")
_PICTURE = re.compile(
    r"(?:^|[/_\-.])(?:qr|qrcode|ewm|erweima|wx|weixin|wechat|wb|weibo|douyin)(?:[/_\-.\d]|$)", re.IGNORECASE
)


def read_media(doc: Doc) -> tuple[Quote, ...]:
    """Names of lists of accounts (``matrix``), then of single accounts and their pictures (``account``), at most eight of
    each, wherever on the page they stand."""
    found: dict[tuple[str, str], Quote] = {}
    for name, url in _named(doc):
        kind = _kind(name)
        if kind:
            found.setdefault((kind, name), Quote(kind, trimmed(name, _NAME_CHARS), url))
    quotes = list(found.values())
    kept = [[quote for quote in quotes if quote.id == kind][:_MOST] for kind in (MATRIX, ACCOUNT)]
    return tuple(quote for group in kept for quote in group)


def _kind(name: str) -> str:
    if len(name) > _NAME_CHARS or _HAPPENING.search(name):
        return ""
    return MATRIX if _MATRIX.search(name) else ACCOUNT if _ACCOUNT.search(name) else ""


def _named(doc: Doc) -> Iterator[tuple[str, str | None]]:
    for link in doc.links:
        for name in dict.fromkeys((link.text, link.title)):
            if name:
                yield name, link.url
    for block in doc.blocks:
        yield block.text, None
    for picture in doc.body.iter("img"):
        if _PICTURE.search(picture.get("src") or ""):
            yield "二维码", None
        yield picture.get("alt") or picture.get("title") or "", None
