"""Names of responsible units in a cell (责任单位): one each, who leads, and what several of them mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from evidence.records import UnitKind

_LEADS = r"(?:牵头|主办|承办|责任|负责|落实|实施|主责)"
_HELPS = r"(?:配合|协办|参与|协同|参加|协助)"
_MARK = re.compile(rf"(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))(?:责任)?(?:单位|部门|科室|主体)?\s*[：:]")
_DONE = re.compile(
    rf"(?:按照?)?(?:各自)?(?:职责|职能)?(?:分工)?(?:(?P<lead>(?:具体|分别|共同)?{_LEADS}(?:负责|落实)?)|(?P<help>{_HELPS})|负责|落实)$"
)
_NOTE = re.compile(rf"[（(](?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))(?:单位|部门)?[）)]")
_HARD = "、，,；;。／/|"
_AND = re.compile(
    r"(?<=[局委办部处])(?:以及|会同|和|及|与)(?=[区县市旗各])|(?<=[位门街镇乡处道])(?:以及|和|及)(?=.{0,4}各)"
)
_ENDS_LIKE_UNIT = re.compile(
    r"(?:局|委|办|处|部|院|站|所|队|中心|街道|镇|乡|村|单位|部门|机构|公司|集团|学校|医院|银行|馆|园|校|专班|政府|科|科室"
    r"|(?<!社)会|[县区市]联|科协|文联|残联|妇联)(?:等)?(?:[（(][^（）()]*[）)])?$"
)
_MOST_PIECES = 10  # that one name may be broken into
_MOST_WORDS = 200  # of one cell that are put together


@dataclass(frozen=True, slots=True)
class Named:
    """The units of a cell as written, one each, in order: those that lead, then those that help; both answer."""

    leads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.leads, *self.others)))


def read_units(text: str, is_known: Callable[[str], bool], *, helping: bool = False) -> Named:
    """Names parted by 、，； or by lines and blanks; a name that a line breaks in two is put together again.

    ``is_known`` says which names somebody bears. ``helping``: the column is that of 配合单位.
    """
    leads: list[str] = []
    others: list[str] = []
    for says_help, part in _parts(text, helping):
        pending: list[str] = []
        for name in _names(part, is_known):
            bare, mark = _without_marks(name)
            pending += [bare] if bare else []
            if mark:
                (others if mark == "help" or says_help else leads).extend(pending)
                pending = []
        (others if says_help else leads).extend(pending)
    return Named(
        tuple(dict.fromkeys(leads)), tuple(name for name in dict.fromkeys(others) if name not in leads)
    )


def _parts(text: str, helping: bool) -> Iterator[tuple[bool, str]]:
    """The cell cut at 牵头单位： and 配合单位：, with whether the part names those that help."""
    at, says_help = 0, helping
    for mark in _MARK.finditer(text):
        yield says_help, text[at : mark.start()]
        at, says_help = mark.end(), bool(mark["help"])
    yield says_help, text[at:]


def _without_marks(name: str) -> tuple[str, str]:
    """A name without （牵头） or 按职责分工负责, and what that said: lead, help or nothing."""
    said = ""
    for pattern in (_NOTE, _DONE):
        if found := pattern.search(name):
            parts = found.groupdict()
            said = "help" if parts.get("help") else "lead" if parts.get("lead") or pattern is _DONE else said
            name = name[: found.start()] + name[found.end() :]
    return name.strip().removesuffix("等").strip(), said


def _names(part: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    for piece in _cut(part):
        for one in _AND.split(piece):
            yield from _joined([word for word in re.split(r"\s+", one) if word], is_known)


def _cut(text: str) -> Iterator[str]:
    """Pieces between marks that part names; not within brackets."""
    depth, piece = 0, ""
    for letter in text:
        depth += (letter in "（(") - (letter in "）)" and depth > 0)
        if letter in _HARD and not depth:
            yield piece
            piece = ""
        else:
            piece += letter
    yield piece


def _joined(words: Sequence[str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Words between blanks as names: the division with the fewest pieces that look like no unit, then the most
    letters in known names, then the most names."""
    if len(words) > _MOST_WORDS:
        return tuple(words)

    @cache
    def best(at: int) -> tuple[tuple[int, int, int], tuple[str, ...]]:
        if at == len(words):
            return (0, 0, 0), ()
        found = []
        for end in range(at + 1, min(at + _MOST_PIECES, len(words)) + 1):
            name = "".join(words[at:end])
            (bad, letters, count), rest = best(end)
            known = is_known(_without_marks(name)[0])
            is_odd = not known and not _looks_like_unit(name)
            found.append(((bad - is_odd, letters + known * len(name), count + 1), (name, *rest)))
        return max(found, key=lambda choice: choice[0])

    return best(0)[1]


def _looks_like_unit(name: str) -> bool:
    bare = _without_marks(name)[0]
    return not bare or (len(bare) > 2 and bare != "办事处" and bool(_ENDS_LIKE_UNIT.search(bare)))


# ---------------------------------------------------------------- names of several units

_EVERY = r"全?[区县市旗]?(?:人民)?(?:政府|直属?|级|属)?各"
_COLLECTIVES = (
    (
        r"(?:镇街?道?|街道?|乡镇?|乡街道|镇办|办)?(?:办事处|镇|街镇?|街道|乡镇|镇街|办)|乡?镇(?:人民)?政府",
        (UnitKind.STREET,),
    ),
    (
        r"(?:区直|政府|工作|职能|直属|组成)?部门|委办局|委局办|直属机构",
        (UnitKind.OFFICE, UnitKind.DEPARTMENT),
    ),
    (r"(?:部门|机关)?单位|部门单位", (UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.STREET)),
    (r"公共企事业单位|企事业单位|(?:中小)?学校|医院|医疗机构", (UnitKind.INSTITUTION,)),
)


def collective(name: str) -> tuple[UnitKind, ...]:
    """The kinds of units that a name like 各街道办事处 or 区政府各部门 stands for; empty for a single unit and for
    有关部门, which does not say which."""
    told = re.sub(r"[\s（()）、和及]", "", name)
    kinds: list[UnitKind] = []
    for part in re.split("(?<=.)(?=各)", re.sub(_EVERY, "各", told)):
        known = next((kinds for words, kinds in _COLLECTIVES if re.fullmatch(f"各(?:{words})", part)), None)
        if known is None:
            return ()
        kinds += known
    return tuple(kind for kind in UnitKind if kind in kinds)
