"""Document numbers (发文字号) compared: brackets, spaces, 第 and leading zeros are their dress only."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"[^、，,;；/号]+号")


@lru_cache(maxsize=65536)
def digests(number: str) -> frozenset[str]:
    """The comparable forms of a number, one for each that a joint field names."""
    parts = _PART.findall(number) or [number]
    return frozenset(digest for digest in (_digest(part) for part in parts) if digest)


def _digest(number: str) -> str:
    text = re.sub(r"[\s第号年]", "", number)
    text = re.sub(r"[〔\[（(【［﹝﹙〈〖〕\])）】］﹞﹚〉〗]|((?:19|20)\d\d)", r"|\1|", text)
    return re.sub(r"\|+0*", "|", text).strip("|")
