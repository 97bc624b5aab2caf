"""Policies and their interpretations, paired across columns, units and hosts; every match says why and by which words.

Proof counts in this order: a link, a document number, a title. An interpretation whose title names another document
never belongs to this one. Where several policies bear the title, the nearest one before it is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.document_numbers import digests
from evidence.records import PageFacts
from evidence.titles import LONG, Relation, Title, bare, documents, named, numbers_of, parts, relation

_CITED_FIRST = 3  # the document interpreted is named at the beginning, its bases later
_MAX_LINKED = 3  # a page that links to more policies lists them
_EARLY = timedelta(days=30)  # an interpretation may be out before the page of its policy is
_WINDOW = {"exact": timedelta(days=300), "loose": timedelta(days=180), "weak": timedelta(days=60)}
_NUMBER_WINDOW = timedelta(days=730)
_CITED_WINDOW = timedelta(days=120)  # a number cited much later is more likely a basis
_PART = 4  # signs that the longest part of a title has at least, to be looked for
_OPPOSITE = {"cut": "whole", "whole": "cut"}  # two whole titles need no look at how they begin
_RANK = {"exact": 0, "loose": 1, "weak": 2}


@dataclass(frozen=True, slots=True)
class Text:
    """A policy or an interpretation as pairing sees it."""

    key: int
    facts: PageFacts
    targets: frozenset[int]  # identities of what its main text links to
    named_links: frozenset[int]  # identities of links that call themselves interpretation (or policy)


@dataclass(frozen=True, slots=True)
class Match:
    """Why an interpretation belongs to a policy."""

    matched_by: str  # link | number | title
    words: str  # the number or the title that tells; empty where only a link does
    how: str = ""  # how its title names the policy: exact | loose | weak; empty where it does not
    named: str = ""  # the words of its title that name it


@dataclass(frozen=True, slots=True)
class Pair:
    """One interpretation of a policy."""

    interpretation: Text
    matched_by: str
    words: str = ""


def match(policy: Text, interpretation: Text) -> Match | None:
    """Why an interpretation belongs to a policy; None when it does not, or when that cannot be told."""
    said = relation(policy.facts.title or "", interpretation.facts.title or "")
    if said.says == "other":
        return None
    return (
        _by_link(policy, interpretation, said)
        or _by_number(policy.facts, interpretation.facts, said)
        or _by_title(policy.facts, interpretation.facts, said)
    )


def _by_link(policy: Text, interpretation: Text, said: Relation) -> Match | None:
    called = interpretation.key in policy.named_links or policy.key in interpretation.named_links
    plain = interpretation.key in policy.targets or policy.key in interpretation.targets
    if called or (plain and said.says in ("same", "short", "unknown")):
        return Match("link", said.words, said.how, said.words)
    return None


def _by_number(policy: PageFacts, interpretation: PageFacts, said: Relation) -> Match | None:
    """By the number in the title or field of an interpretation, else among the first that its text names."""
    own = digests(policy.document_number) if policy.document_number else frozenset()
    if not own:
        return None
    in_title = numbers_of(interpretation.title or "")
    if in_title:
        return _numbered(policy, said) if own & in_title else None
    if said.says == "unlike":
        return None
    window = _CITED_WINDOW if said.says == "unknown" else _NUMBER_WINDOW
    if not _within(policy, interpretation, window):
        return None
    cited = (interpretation.document_number, *interpretation.cited_numbers[:_CITED_FIRST])
    told = any(number and own & digests(number) for number in cited)
    return _numbered(policy, said) if told else None


def _numbered(policy: PageFacts, said: Relation) -> Match:
    return Match("number", policy.document_number or "", said.how, said.words)


def _by_title(policy: PageFacts, interpretation: PageFacts, said: Relation) -> Match | None:
    if said.says != "same" or (said.how != "exact" and from_above(interpretation)):
        return None
    window = _NUMBER_WINDOW if said.how == "exact" and _year_named(policy) else _WINDOW[said.how]
    return (
        Match("title", said.words, said.how, said.words) if _within(policy, interpretation, window) else None
    )


def _year_named(policy: PageFacts) -> bool:
    return any(title.years for title in documents(policy.title or ""))


def _within(policy: PageFacts, interpretation: PageFacts, window: timedelta) -> bool:
    """Whether the interpretation came out in time; unknown dates contradict nothing."""
    if not policy.published or not interpretation.published:
        return True
    return -_EARLY <= interpretation.published.on - policy.published.on <= window


HIGHER_SOURCE = re.compile(
    r"国务院|中国政府网|新华|人民[日网]|央视|中央|国家|全国|(?:^|中华人民共和国)[^区县市镇委]{2,8}部(?:网站|官网)?$"
    r"|省(?!.{0,12}[市区县])|自治区(?!.{0,12}[市区县])"
)


def from_above(interpretation: PageFacts) -> bool:
    """Whether an interpretation was taken over from a higher level (转载): then only its exact title is proof."""
    return bool(HIGHER_SOURCE.search(interpretation.source or interpretation.issuer or ""))


def pair_all(policies: Iterable[Text], interpretations: Iterable[Text]) -> dict[int, tuple[Pair, ...]]:
    """The interpretations of every policy by its key, earliest first."""
    texts = list(policies)
    index = _Index(texts)
    found: dict[int, list[Pair]] = {text.key: [] for text in texts}
    for reading in interpretations:
        for policy, why in _of_one(reading, index):
            found[policy.key].append(Pair(reading, why.matched_by, why.words))
    return {key: tuple(sorted(pairs, key=_order)) for key, pairs in found.items()}


def _order(one: Pair) -> tuple[date, str]:
    facts = one.interpretation.facts
    return facts.published.on if facts.published else date.max, facts.url


def _of_one(reading: Text, index: _Index) -> list[tuple[Text, Match]]:
    """The policies that one interpretation belongs to: of those that bear one title, the nearest."""
    matched = [_Found(policy, why) for policy in index.candidates(reading) if (why := match(policy, reading))]
    if any(one.why.how for one in matched):  # a title that names its document leaves no room for mere links
        matched = [one for one in matched if one.why.how or reading.key in one.policy.named_links]
    elif len({one.document for one in matched}) > _MAX_LINKED:
        matched = [one for one in matched if reading.key in one.policy.named_links]
    by_words: dict[str, list[_Found]] = defaultdict(list)
    for one in matched:
        by_words[one.why.named if one.why.how else ""].append(one)
    return [
        (one.policy, one.why)
        for words, group in by_words.items()
        for one in (_meant(reading.facts, group) if words else group)
    ]


@dataclass(frozen=True, slots=True)
class _Found:
    policy: Text
    why: Match

    @property
    def document(self) -> frozenset[str]:
        """What makes it one document, in however many columns it was published."""
        facts = self.policy.facts
        own = digests(facts.document_number) if facts.document_number else frozenset()
        return own or frozenset((facts.title or facts.url, str(facts.published and facts.published.on)))


def _meant(reading: PageFacts, group: list[_Found]) -> list[_Found]:
    """Of the policies that bear one title: those that links or numbers prove, else the best and nearest."""
    proven = {one.document for one in group if one.why.matched_by != "title"}
    if not proven:
        best = min(group, key=lambda one: (_RANK[one.why.how], _distance(one.policy.facts, reading)))
        if _is_cut(reading) and len({one.document for one in group}) > 1:
            return []  # what is cut off may be what tells them apart
        proven = {best.document}
    return [one for one in group if one.document in proven]


def _is_cut(reading: PageFacts) -> bool:
    title = reading.title or ""
    return any(name.cut for name in (*named(title), bare(title)))


def _distance(policy: PageFacts, reading: PageFacts) -> timedelta:
    """How far apart they are; a policy that came after its interpretation is the less likely one."""
    if not policy.published or not reading.published:
        return timedelta.max
    apart = reading.published.on - policy.published.on
    return apart if apart >= timedelta(0) else -apart * 6


class _Index:
    """Policies looked up by what an interpretation may name them by, so that no two lists are compared whole."""

    def __init__(self, policies: list[Text]) -> None:
        self.by_key: dict[int, list[Text]] = defaultdict(list)
        self.by_link: dict[int, list[Text]] = defaultdict(list)
        self.by_number: dict[str, list[Text]] = defaultdict(list)
        self.by_words: dict[tuple[str, str], list[Text]] = defaultdict(list)
        self.sizes: set[int] = set()  # lengths of the titles and parts that are looked for inside others
        for policy in policies:
            self._add(policy)

    def _add(self, policy: Text) -> None:
        self.by_key[policy.key].append(policy)
        for key in policy.targets | policy.named_links:
            self.by_link[key].append(policy)
        for number in digests(policy.facts.document_number or ""):
            self.by_number[number].append(policy)
        for title in documents(policy.facts.title or ""):
            part = _longest_part(title)
            self.sizes.update(len(words) for words in (title.rest, part) if len(words) >= _PART)
            for words in {("rest", title.counted), ("part", title.rest), ("part", part), *_beginnings(title)}:
                self.by_words[words].append(policy)

    def candidates(self, reading: Text) -> list[Text]:
        """Every policy that could be meant, in a fixed order, once each."""
        found: dict[int, Text] = {}
        for policy in self._raw(reading):
            found.setdefault(id(policy), policy)
        return sorted(found.values(), key=lambda policy: policy.facts.url)

    def _raw(self, reading: Text) -> Iterator[Text]:
        facts, title = reading.facts, reading.facts.title or ""
        yield from self.by_link.get(reading.key, ())
        for key in reading.targets | reading.named_links:
            yield from self.by_key.get(key, ())
        cited = [n for n in (facts.document_number, *facts.cited_numbers[:_CITED_FIRST]) if n]
        for number in numbers_of(title).union(*map(digests, cited)):
            yield from self.by_number.get(number, ())
        for name in (*named(title), bare(title)):
            yield from self.by_words.get(("rest", name.counted), ())
            for how, begins in set(_beginnings(name)):
                yield from self.by_words.get((_OPPOSITE[how], begins), ())
                yield from self.by_words.get(("cut", begins), ())
        if not named(title):
            yield from self._held_in(bare(title).rest)

    def _held_in(self, whole: str) -> Iterator[Text]:
        """Policies whose title, or the longest part of it, stands somewhere in a title without 《》."""
        for size in self.sizes:
            for at in range(len(whole) - size + 1):
                yield from self.by_words.get(("part", whole[at : at + size]), ())


def _beginnings(title: Title) -> Iterator[tuple[str, str]]:
    """How a title begins, with and without its place: what a title that was cut off still shows."""
    how = "cut" if title.cut else "whole"
    yield how, title.flat[:LONG]
    yield how, title.flat.removeprefix(title.place)[:LONG]


def _longest_part(title: Title) -> str:
    return max(parts(title.rest), key=len, default="")


def issued_by_other(facts: PageFacts, own_names: frozenset[str], district: str) -> str | None:
    """Who issued a document that this unit only passes on (转载); None for its own or where nothing tells.

    The field 发布机构, the body named at the title's head and the number's first characters are asked in turn.
    """
    issuer = facts.issuer
    if issuer and not _is_own(issuer, own_names, district):
        return issuer
    head = named_at_head(facts.title or "")
    if head and not _is_own(head, own_names, district):
        return head
    if head and _bears_own_name(facts.document_number, own_names):
        return None
    return None if _own_number(facts.document_number, own_names, district) else "上级机关"


_HEAD = re.compile(
    r"^(.{2,20}?(?:人民政府办公[室厅]|人民政府|办公厅|委员会|街道办事处|[局厅部委]))(?:办公室)?(?:等\S{0,8})?关于"
)


def named_at_head(title: str) -> str | None:
    """The body that a title begins with: 云溪区民政局 of 云溪区民政局关于…的通知."""
    head = _HEAD.match(title)
    return head.group(1) if head else None


def _bears_own_name(number: str | None, own_names: frozenset[str]) -> bool:
    """Whether a number begins with signs of the unit's name: 柳河办发 is 柳河街道办事处's, whatever the district."""
    begins = (number or "")[:2]
    return len(begins) == 2 and any(begins in name for name in own_names)


def _is_own(body: str, own_names: frozenset[str], district: str) -> bool:
    core = district_core(district)
    if any(name in body or body in name for name in own_names):
        return True
    return bool(core and core in body)


def district_core(district: str) -> str:
    """云溪 of 海东市云溪区: what the district's own numbers and names contain. Empty where unknown."""
    last = re.split(r"省|自治区|市(?=.{2,}[区县市旗])", district)[-1]
    return re.sub(r"(?:新区|[区县市旗])$", "", last) if re.search(r"[区县市旗州盟省]$", last) else ""


HIGHER_NUMBER = re.compile(
    r"^(?:国(?!土)|中(?:办|发|共)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:政|府|人|教|卫|民|财|发|建|住|交|农|文|市|自|生|环|应|医|税|司|科|工))"
)


def signs_of(number: str | None) -> str:
    """The issuer's signs, with which a document number begins, whatever its brackets."""
    return re.split(r"[〔\[（(【［]|(?:19|20)\d\d", number or "")[0]


def _own_number(number: str | None, own_names: frozenset[str], district: str) -> bool:
    if not number:
        return True
    prefix = signs_of(number)
    core = district_core(district)
    shared = set(prefix) & (set(core) or set("".join(own_names)))
    if core and not shared:
        return False
    return not (HIGHER_NUMBER.match(prefix) and core not in prefix and not (core and prefix[0] in core))
