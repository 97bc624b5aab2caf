"""Every CMS family of this package, found by looking: a new family is one new file."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from crawler.platforms.family import Answer, Family, Reply, Signs
from evidence.records import DataCall, NextPage

UNKNOWN = "unknown"
MAX_CALLS = 40  # of one page: a directory of categories, each with a list of its own


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """All families by name, those that are fallbacks last."""
    package = __name__.rpartition(".")[0]
    names = [module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)])]
    modules = [import_module(f"{package}.{name}") for name in names if name != "registry"]
    found = [Family.of(module) for module in modules if hasattr(module, "NAME")]
    return tuple(sorted(found, key=lambda family: (family.is_fallback, family.name)))


def family_of(signs: Signs) -> Family | None:
    """The family that is surest of the page; of several as sure, the first by name."""
    best, best_strength = None, 0
    for family in families():
        strength = family.recognise(signs)
        if strength > best_strength:
            best, best_strength = family, strength
    return best


def next_page(signs: Signs, own: Family | None) -> NextPage | None:
    """How the list goes on by its family, else by a fallback; None where neither knows more than the markup."""
    for family in _asked(own):
        told = family.next_page(signs)
        if told is not None:
            return told
    return None


def data_calls(signs: Signs, own: Family | None, *, guess: bool) -> tuple[DataCall, ...]:
    """What the page's script would ask for its rows; fallbacks are asked only if ``guess``."""
    for family in _asked(own) if guess else filter(None, [own]):
        calls = family.data_calls(signs)
        if calls:
            return tuple(dict.fromkeys(calls))[:MAX_CALLS]
    return ()


def _asked(own: Family | None) -> list[Family]:
    return [family for family in families() if family is own or family.is_fallback]


def read_reply(answer: Answer) -> tuple[str, Reply] | None:
    """The family of an answer, and what it says; None where no family knows it."""
    for family in families():
        reply = family.read_reply(answer)
        if reply is not None:
            return UNKNOWN if family.is_fallback else family.name, reply
    return None
