"""Guangdong's NFCMS and its disclosure directory (政府信息公开目录管理平台, gkmlpt).

Ordinary columns are plain markup. The directory is an empty page with a configuration object (site number, tree of
categories); its rows come from ``/gkmlpt/api/all/<category>``, and an article's body is a text of that object.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from crawler.extract.tree import resolve
from crawler.platforms import paging_by_query
from crawler.platforms.family import ADDRESS, OWN, WEAK, Answer, Reply, Signs
from crawler.platforms.json_rows import day_of, folded, item_of, number, text_of
from crawler.platforms.scripts import json_at
from evidence.records import DataCall

NAME = "gkmlpt"

_ARTICLES = re.compile(r"/content/m?post_\d+\.html|/gkmlpt/content/")
_SITE = re.compile(r"\bSID[\"']?\s*[:=]\s*[\"']?(\d{1,9})")
_TREE = re.compile(r"\bTREE[\"']?\s*[:=]\s*(?=\[)")
_DETAIL = re.compile(r"\bDETAIL[\"']?\s*[:=]\s*(?=\{)")
_FIELDS = (
    ("发布机构", ("publisher",)),
    ("文号", ("documentnumber",)),
    ("索引号", ("identifier",)),
    ("成文日期", ("date",)),
    ("发布日期", ("displaypublishtime", "firstpublishtime", "createdat")),
)
_DATES = ("displaypublishtime", "firstpublishtime", "date", "createdat")
_ALL = 0  # the category that stands for the whole directory


def recognise(signs: Signs) -> int:
    """By the configuration object, the addresses of its articles, the marks of its attachments."""
    if (
        "SID" in signs.scripts
        and ("TREE" in signs.scripts or "DETAIL" in signs.scripts)
        and _SITE.search(signs.scripts)
    ):
        return OWN
    if "NFCMS_" in signs.scripts or signs.linked(_ARTICLES):
        return ADDRESS
    return WEAK if "nfw-cms-" in signs.names or "/gkmlpt/" in signs.links or "/gkmlpt/" in signs.url else 0


# ---------------------------------------------------------------- directory


def data_calls(signs: Signs) -> tuple[DataCall, ...]:
    """The first page of every category that the directory's tree ends in."""
    site = _SITE.search(signs.scripts)
    if site is None or _detail(signs) is not None:
        return ()
    root = signs.doc.url.partition("/gkmlpt/")[0] if "/gkmlpt/" in signs.doc.url else ""
    opening = _TREE.search(signs.scripts)
    tree = json_at(signs.scripts, opening.end()) if opening else None
    numbers = list(dict.fromkeys(_leaves(tree))) if isinstance(tree, list) else []
    calls = (f"{root}/gkmlpt/api/all/{n}?page=1&sid={site.group(1)}" for n in numbers or [_ALL])
    return tuple(DataCall(url) for url in (resolve(signs.doc, call) for call in calls) if url)


def _leaves(tree: list[Any]) -> Iterator[int]:
    for node in tree:
        if not isinstance(node, dict) or node.get("jump_url"):
            continue
        inner = list(_leaves(node["children"])) if isinstance(node.get("children"), list) else []
        own = number(node.get("id"))
        yield from inner or ([] if own is None else [own])


def read_reply(answer: Answer) -> Reply | None:
    """``classify`` with its count, ``articles`` with their dates in epoch seconds."""
    data = answer.data if isinstance(answer.data, dict) else {}
    articles = data.get("articles")
    classify = data.get("classify")
    if not isinstance(articles, list) or not (isinstance(classify, dict) or "/gkmlpt/" in answer.url):
        return None
    rows = [row for row in articles if isinstance(row, dict)]
    items = tuple(item for item in (item_of(row, answer.url, _DATES) for row in rows) if item)
    counted = number(classify.get("post_count")) if isinstance(classify, dict) else None
    total = counted if counted is not None else number(data.get("total"))
    following = paging_by_query.following(answer, len(items), total)
    return Reply(items, total, following, lost=bool(articles) and not items)


# ---------------------------------------------------------------- article


def _detail(signs: Signs) -> dict[str, Any] | None:
    opening = _DETAIL.search(signs.scripts)
    detail = json_at(signs.scripts, opening.end()) if opening else None
    return detail if isinstance(detail, dict) and detail.get("content") else None


def _fields_of(detail: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and value of what the configuration says of the article."""
    values = folded(detail)
    for label, keys in _FIELDS:
        for key in keys:
            value = values.get(key)
            day = day_of(value) if label.endswith("日期") else None
            text = day.on.isoformat() if day else "" if label.endswith("日期") else text_of(value)
            if text:
                yield label, text
                break


def markup(signs: Signs) -> str:
    """The article as its script would put it into the page."""
    detail = _detail(signs)
    if detail is None:
        return ""
    title = html.escape(text_of(detail.get("title")))
    lines = "".join(f"<p>{label}：{html.escape(value)}</p>" for label, value in _fields_of(detail))
    return f"<h1>{title}</h1>{lines}<div class='article-content'>{detail['content']}</div>"


def attachments(signs: Signs) -> tuple[str, ...]:
    """Files linked by the system's own mark; the real name may stand in ``alt`` alone."""
    if "nfw-cms-attachment" not in signs.names:
        return ()
    marked = (x for x in signs.doc.links if "nfw-cms-attachment" in (x.element.get("class") or ""))
    return tuple(dict.fromkeys(link.url for link in marked if link.url))
