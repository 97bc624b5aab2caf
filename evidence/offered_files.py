"""Files (附件) that the pages of a host offer."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.store import HostStore

_OFFERED = """SELECT url FROM (
    SELECT a.value AS url, coalesce(p.published_on, '') AS newest
      FROM latest_pages p, json_each(p.facts, '$.attachments') a
    UNION ALL SELECT t.url, coalesce(p.published_on, '') FROM target t
      JOIN link_set s ON s.target = t.key AND s.region = 'main'
      JOIN link l ON l.link_set = s.id JOIN latest_pages p ON p.id = l.page_id
      WHERE t.url LIKE '%.pdf' OR t.url LIKE '%.docx' OR t.url LIKE '%.xlsx' OR t.url LIKE '%.xls')
  GROUP BY url ORDER BY max(newest) DESC, url"""


def offered_files(store: HostStore) -> Iterator[str]:
    """Addresses of the files that articles offer or main parts link to, those of the newest pages first."""
    store.flush()
    for (url,) in store.database.execute(_OFFERED).fetchall():
        yield str(url)


def link_texts(store: HostStore, keys: set[int]) -> dict[int, str]:
    """What links call these addresses: for each the longest text."""
    found: dict[int, str] = {}
    for key, text in store.database.execute("SELECT target, text FROM link_set WHERE region <> 'footer'"):
        if key in keys and len(text) > len(found.get(key, "")):
            found[key] = text
    return found
