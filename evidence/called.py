"""Bodies as tables call them (承办单位, 公开主体, 责任单位) and the configured units that are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.records import Unit, UnitKind

NO_PLACE = re.compile(r"市(?:场|容|政(?:[管设工园]|公用)|民[中服之热])")
"""How the names of bodies begin that tell what they are for, not where they are (市场监督管理局)."""

_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"[、，,；;/\n（()）]+|(?<=[局委办部处会室院队站中心])[\s和及与]+")
_LEAD = re.compile(r"^(?:牵头|承办|责任|主办|配合|主要)(?:单位|部门)?[:：]")
AUTHORITY = re.compile(r"(?:人民政府|政府|管理委员会|管委会)$")
_LEVELS = "区县市旗"
PLACE_CHARS = 3


@dataclass(frozen=True, slots=True)
class CalledUnits:
    """The units of a district by what they are called, with its place before the name or without."""

    places: tuple[str, ...]  # longest first
    level: str  # the district's own: 区 of 云溪区, so that 区教育局 is its bureau and 市教育局 is not
    units: Mapping[str, str | None]  # bare name: unit; None where several bear it

    @classmethod
    def of(cls, units: Iterable[Unit], district: str) -> CalledUnits:
        """Collect the names and aliases of all units."""
        units = tuple(units)
        governments = [unit for unit in units if unit.kind is UnitKind.GOVERNMENT]
        told = {district, *(AUTHORITY.sub("", n) for u in governments for n in (u.name, *u.aliases))}
        told |= {place.rpartition("市")[2] for place in told}
        places = tuple(sorted((p for p in told if len(p) >= PLACE_CHARS), key=lambda p: (-len(p), p)))
        level = district[-1:] if district[-1:] in tuple(_LEVELS) else ""
        found: dict[str, str | None] = {}
        for unit in units:
            for name in (unit.name, *unit.aliases):
                bare = bare_name(name, places, level)
                found[bare] = unit.id if found.get(bare, unit.id) == unit.id else None
        return cls(places, level, found)

    def first(self, said: str) -> str | None:
        """The unit that is named first, which leads the others; None where that is no configured one."""
        parts = [part for part in _PARTS.split(_LEAD.sub("", said.strip())) if part and part.strip()]
        return self.units.get(bare_name(parts[0], self.places, self.level)) if parts else None

    def all(self, said: str) -> frozenset[str]:
        """Every unit that is named."""
        parts = (_LEAD.sub("", part.strip()) for part in _PARTS.split(said) if part)
        return frozenset(
            unit for part in parts if (unit := self.units.get(bare_name(part, self.places, self.level)))
        )

    def without_place(self, said: str) -> str:
        """A name without the district's own in front of it."""
        return next((said[len(place) :] for place in self.places if said.startswith(place)), said)


def bare_name(name: str, places: Iterable[str], level: str) -> str:
    """A body's name without spaces, the place and the level before it: 云溪区教育局, 区教育局 and 教育局 are one."""
    text = _SPACE.sub("", name)
    shorter = (text[len(place) :] for place in places if text.startswith(place) and len(text) > len(place))
    text = next(shorter, text)
    placed = level and text.startswith(level) and not NO_PLACE.match(text)
    return text[1:] if placed and len(text) > PLACE_CHARS else text
