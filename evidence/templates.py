"""Which templates the pages of a host are made from, and one page that stands for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

_SQL = """SELECT p.kind, coalesce(json_extract(p.facts, '$.template'), '') AS template, p.url, f.depth
  FROM latest_pages p JOIN fetch f ON f.id = (SELECT max(id) FROM fetch WHERE key = p.key AND sha256 IS NOT NULL)
  WHERE p.kind IN ({kinds}) AND f.run_id IN ({runs}) AND f.failure IS NULL AND f.status IN (200, 304)
    AND coalesce(json_extract(p.facts, '$.is_reply'), 0) = 0
    AND coalesce(json_extract(p.facts, '$.file_type'), '') = ''
  ORDER BY f.depth, length(p.url), p.url"""
_ORDER = ("home", "column", "article", "messages", "service")


@dataclass(frozen=True, slots=True)
class Template:
    """One template (模板) of a host: the kind of its pages, how many there are, and the one nearest the home page."""

    kind: str
    template: str
    url: str
    pages: int


def templates_of(db: Database, runs: Sequence[str], kinds: Sequence[str]) -> list[Template]:
    """Every template whose pages were fetched in these runs: home pages first, then those of most pages by kind."""
    sql = _SQL.format(kinds=", ".join("?" * len(kinds)), runs=", ".join("?" * len(runs)))
    first: dict[tuple[str, str], str] = {}
    count: dict[tuple[str, str], int] = {}
    for kind, template, url, _depth in db.execute(sql, [*kinds, *runs]).fetchall():
        first.setdefault((kind, template), url)
        count[kind, template] = count.get((kind, template), 0) + 1
    found = [Template(*key, url, count[key]) for key, url in first.items()]
    return _in_turn(found)


def _in_turn(found: Sequence[Template]) -> list[Template]:
    """The most used template of each kind, then the second of each, and so on: few pages tell of all kinds."""
    ranked: list[tuple[int, int, Template]] = []
    for kind in _ORDER:
        mine = sorted((one for one in found if one.kind == kind), key=lambda one: (-one.pages, one.url))
        ranked += [(n, _ORDER.index(kind), one) for n, one in enumerate(mine)]
    return [one for _, _, one in sorted(ranked, key=lambda row: row[:2])]
