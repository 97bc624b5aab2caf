"""What a page bears beside its content: numbers of persons, hidden links, foreign scripts, a search form.

Read in one page by ``crawler.extract``, part of its facts. A number of a person is masked here already:
nothing derived ever holds one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NumberKind(StrEnum):
    """Which number of a person it is."""

    IDENTITY = "id-number"  # 身份证号码
    BANK_CARD = "bank-card"  # 银行卡号
    PHONE = "phone"  # 手机号码


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A valid number of a person that a text shows unmasked, with the proof that it is one.

    ``masked`` is the number as it may be told, ``excerpt`` the words around it, masked too. ``digest`` tells
    equal numbers from unequal ones without giving them away. ``proof``: what makes it a person's (``checksum``,
    ``dated``, ``luhn``, ``named`` …), ``doubt`` what speaks against it (``office``, ``published by law`` …), both
    by short English names.
    """

    kind: NumberKind
    masked: str
    excerpt: str
    digest: str = ""
    proof: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    length: int = 0  # digits and letters of the number: 15 or 18, 16 to 19, 11


@dataclass(frozen=True, slots=True)
class HiddenLink:
    """A link to another domain that no reader sees; ``how``: ``display``, ``offset``, ``size``, ``colour``, ``overflow``.

    ``toggled``: what hides it bears a name or an event, so that a script may show it: menus and tabs do.
    """

    url: str
    text: str
    how: str
    toggled: bool = False


@dataclass(frozen=True, slots=True)
class ForeignScript:
    """A script from another domain, or one that hides what it does.

    ``how``: ``external`` (loaded from ``url``), ``obfuscated``, ``refresh`` (sends the reader to another domain).
    ``excerpt``: its first words as they stand in the page.
    """

    url: str
    how: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The site search as a page offers it: where the words are sent, under which name, with what beside them."""

    url: str
    method: str  # GET | POST
    field: str
    fixed: tuple[tuple[str, str], ...] = ()
    scripted: bool = False  # a script makes the address: it cannot be asked without a browser
