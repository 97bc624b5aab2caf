"""Numbers of persons (身份证号, 银行卡号, 手机号) hidden before a text is kept: derived tables never hold one."""

from __future__ import annotations

import re

from crawler.extract.tree import squeeze

_PERSON_NUMBER = re.compile(
    r"(?<!\d)(\d{3,6})\d{7,11}(\d{2,3}[\dXx])(?!\d)|(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)"
)


def masked(text: str) -> str:
    """The text with the middle of every long number hidden; short ones (years, landlines) stay."""
    return _PERSON_NUMBER.sub(_hidden, text)


def trimmed(text: str, chars: int) -> str:
    """At most so many characters of a text, white space folded and numbers masked before it is cut."""
    whole = masked(squeeze(text)[: chars + 40])
    return whole if len(whole) <= chars else whole[: chars - 1] + "…"


def _hidden(match: re.Match[str]) -> str:
    head, tail = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
    return f"{head}******{tail}"
