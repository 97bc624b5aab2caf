"""Pages as a browser showed them (渲染): which stored showing stands for which fetch, as of a run.

Raw: an observation of kind ``render`` per attempt (``of``: hash of the fetched body, ``sha256``: of the document
shown, ``failure``), the document among the bodies. Derived: a page row under the same address and that hash. A
showing counts for the fetch it followed, never for a later one: a page of scripts keeps its bytes while its list
moves on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from evidence.records import Fetch

WHY = {
    "missing": "列表由脚本生成，未安装浏览器",
    "launch": "列表由脚本生成，浏览器未能启动",
    "timeout": "列表由脚本生成，浏览器打开超时",
    "crashed": "列表由脚本生成，浏览器中途退出",
    "blocked": "列表由脚本生成，用浏览器打开时被网站防护系统拦截",
    "budget": "列表由脚本生成，本次用浏览器打开的页面已达上限",
    "failed": "列表由脚本生成，浏览器未能打开页面",
}
"""Why a page was not shown, for auditors, by the failure recorded."""

AS_OF = "AND run_id <= :run"
ONE = "AND key = :key"
_SHA = "json_extract(o.data, '$.sha256')"


def shown_sql(limits: str = "") -> str:
    """(key, sha256, page_id) of every page whose newest fetch is better read as a browser showed it.

    Better: it has as many entries at least, or says for certain what the bytes left open. ``limits``: ``AS_OF``,
    ``ONE`` or nothing.
    """
    return f"""SELECT o.key AS key, p.sha256 AS sha256, p.id AS page_id FROM observation o
  JOIN (SELECT key, max(id) AS id FROM observation WHERE kind = 'render' {limits}
    AND json_extract(data, '$.sha256') IS NOT NULL GROUP BY key) last ON last.id = o.id
  JOIN fetch f ON f.id = (SELECT max(id) FROM fetch WHERE key = o.key AND sha256 IS NOT NULL {limits})
  JOIN page p ON p.key = o.key AND p.sha256 = {_SHA}
  LEFT JOIN page raw ON raw.key = o.key AND raw.sha256 = f.sha256
  WHERE f.sha256 = json_extract(o.data, '$.of') AND f.sha256 <> p.sha256 AND f.fetched_at <= o.at
    AND (p.list_state = 'items' AND (SELECT count(*) FROM item WHERE page_id = p.id)
        >= (SELECT count(*) FROM item WHERE page_id = coalesce(raw.id, 0))
      OR p.list_state IN ('empty', 'text', 'container', 'elsewhere')
        AND coalesce(raw.list_state, 'unclear') IN ('scripted', 'unclear'))"""


UNREAD = f"""SELECT o.subject, {_SHA} FROM observation o
  JOIN (SELECT key, max(id) AS id FROM observation WHERE kind = 'render' AND (:run = '' OR run_id <= :run)
    AND json_extract(data, '$.sha256') IS NOT NULL GROUP BY key) last ON last.id = o.id
  LEFT JOIN page p ON p.key = o.key AND p.sha256 = {_SHA} AND p.extractor = :extractor
  WHERE p.id IS NULL AND {_SHA} <> json_extract(o.data, '$.of') ORDER BY o.id"""
"""Newest showing of each page up to a run (any where that is empty) that an extractor version has not read."""

_TRIES = f"""SELECT o.key, o.at, o.data, p.facts FROM observation o
  LEFT JOIN page p ON p.key = o.key AND p.sha256 = {_SHA}
  WHERE o.kind = 'render' AND o.run_id <= ? ORDER BY o.id"""


def why_unshown(connection: sqlite3.Connection, run_id: str, fetches: Mapping[int, Fetch]) -> dict[int, str]:
    """Why a browser did not help, by page (Chinese); of several attempts at the newest fetch the last counts."""
    found: dict[int, str] = {}
    for key, at, text, facts in connection.execute(_TRIES, (run_id,)):
        fetch = fetches.get(key)
        if fetch is None or fetch.fetched_at.isoformat() > at:
            continue
        failure = json.loads(text).get("failure")
        found[key] = WHY.get(failure, WHY["failed"]) if failure else _said(facts)
    return {key: why for key, why in found.items() if why}


def _said(facts: str | None) -> str:
    return str(json.loads(facts).get("list_why", "")) if facts else ""
