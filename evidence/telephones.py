"""Telephone numbers in a text: offices' lines, hotlines, and the numbers of persons that were masked before."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![\d*])(?:"
    r"(?P<long>[（(]?0\d{2,3}[）)]?[-—－–\s]{0,3}(?:\d{7,8}|\d{3,4}[-—－–\s]\d{4})|[48]00[-—－–\s]?\d{3,4}[-—－–\s]?\d{3,4})"
    r"|(?P<short>1\d{2}[\d*]{8}|1[0-2]\d{3}|9[56]\d{3,4}|[2-9]\d{6,7}|(?!20\d\d)[2-9]\d{2,3}[-—－–\s]\d{4})"
    r")(?![\d*])"
)
_LABEL = re.compile(r"电话|热线|致电|拨打|联系|举报|投诉|咨询|客服|\btel\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:传真|邮编|邮政编码|\bfax|QQ|[账帐]号|备案?号?|编号|标识码|代码|编码)\s*[:：]?\s*$", re.IGNORECASE
)
_BEFORE_CHARS = 16  # a label stands so near before its number


def phone_in(text: str, labelled: bool = False) -> str:
    """The first number to call, with the words before it; empty where there is none. Fax and postal codes are none.

    A number without area code must stand behind a word for telephones; ``labelled``: that stands elsewhere, in the
    head of a table.
    """
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _BEFORE_CHARS) : match.start()]
        if _OTHER.search(before):
            continue
        if match.group("long") or labelled or _LABEL.search(before):
            words = before.lstrip("0123456789-—*）)") + match.group()
            return re.sub(r"\s+", " ", words).strip()
    return ""
