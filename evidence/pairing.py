"""Policies and their interpretations, paired across columns, units and hosts; every match says why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from evidence.records import PageFacts

_TITLE_WINDOW = timedelta(days=400)  # a title repeated every year belongs to the nearest year only
_CITED_FIRST = 3  # the document interpreted is named at the beginning, its bases later
_PUNCTUATION = re.compile(r"[\s《》“”\"'‘’（）()\[\]〔〕【】、，,。：:·\-—_]")
_ISSUER = re.compile(
    r"^.{2,24}?(?:人民政府办公[室厅]|人民政府|办公[室厅]|委员会|街道办事处|局|厅|部)?关于(?:印发|发布|公布|转发)?"
)
_MULTIPLE = re.compile(r"^.{2,80}?(?:等\S{1,8}部门)?关于(?:印发|发布|公布)?")


@dataclass(frozen=True, slots=True)
class Text:
    """A policy or an interpretation as pairing sees it."""

    key: int
    facts: PageFacts
    targets: frozenset[int]  # identities of what its main text links to
    named_links: frozenset[int]  # identities of links that call themselves interpretation (or policy)


def core_title(title: str) -> str:
    """A title without its issuer, 印发, 通知 and punctuation: what an interpretation repeats of its policy."""
    text = title.strip()
    inner = re.search(r"《(.+)》", text)
    if inner:
        text = inner.group(1)
    text = _MULTIPLE.sub("", _ISSUER.sub("", text, count=1), count=1) if "关于" in text[:60] else text
    return re.sub(r"的?(?:通知|公告)$", "", _PUNCTUATION.sub("", text))


def match(policy: Text, interpretation: Text) -> str | None:
    """Why an interpretation belongs to a policy: link, number or title; None when it does not.

    An interpretation whose title names another document belongs to that one, whatever it cites or links to.
    """
    named = interpretation.key in policy.named_links or policy.key in interpretation.named_links
    other = _names_another(policy.facts, interpretation.facts)
    if other is True and interpretation.key not in policy.named_links:
        return None
    if interpretation.key in policy.targets or policy.key in interpretation.targets or named:
        return "link"
    number = policy.facts.document_number
    if number and any(same_number(number, n) for n in interpretation.facts.cited_numbers[:_CITED_FIRST]):
        return "number"
    return "title" if other is False and _near(policy.facts, interpretation.facts) else None


def _names_another(policy: PageFacts, interpretation: PageFacts) -> bool | None:
    """Whether the interpretation's title names another document (True), this one (False) or none (None)."""
    named = re.findall(r"《([^《》]{4,120})》?", interpretation.title or "")
    wanted = core_title(policy.title or "")
    if not named:
        bare = _PUNCTUATION.sub("", interpretation.title or "")
        return False if len(wanted) >= 8 and wanted in bare else None
    return not any(_same_title(wanted, core_title(name)) for name in named)


def _same_title(one: str, other: str) -> bool:
    """Equal cores; numbers of years decide, so last year's plan is not this year's."""
    if one == other and one:
        return True
    if len(one) < 8 or len(other) < 8 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two document numbers (发文字号) are the same: brackets, spaces, 第 and leading zeros do not matter."""
    return bool(one and other) and _digest(one or "") == _digest(other or "")


def _digest(number: str) -> str:
    text = re.sub(r"[〔\[（(【［﹝〕\])）】］﹞]", "|", re.sub(r"[\s第号]", "", number))
    return re.sub(r"\|0*", "|", text).strip("|")


def _near(policy: PageFacts, interpretation: PageFacts) -> bool:
    if not policy.published or not interpretation.published:
        return True
    return abs(interpretation.published.on - policy.published.on) <= _TITLE_WINDOW


@dataclass(frozen=True, slots=True)
class Pair:
    """One match."""

    interpretation: Text
    matched_by: str


def pair(policy: Text, interpretations: Iterable[Text]) -> list[Pair]:
    """The interpretations of a policy, earliest first."""
    pairs = []
    for text in interpretations:
        why = match(policy, text)
        if why:
            pairs.append(Pair(text, why))
    return sorted(pairs, key=lambda p: (_on(p.interpretation.facts), p.interpretation.facts.url))


def _on(facts: PageFacts) -> date:
    return facts.published.on if facts.published else date.max


def issued_by_other(facts: PageFacts, own_names: frozenset[str], district: str) -> str | None:
    """Who issued a document that this unit only passes on (转载); None for its own or where nothing tells.

    The field 发布机构, the body named at the title's head and the number's first characters are asked in turn.
    """
    issuer = facts.issuer
    if issuer and not _is_own(issuer, own_names, district):
        return issuer
    head = re.match(
        r"^(.{2,20}?(?:人民政府办公[室厅]|人民政府|办公厅|委员会|街道办事处|[局厅部委]))(?:办公室)?(?:等\S{0,8})?关于",
        facts.title or "",
    )
    if head and not _is_own(head.group(1), own_names, district):
        return head.group(1)
    return None if _own_number(facts.document_number, own_names, district) else "上级机关"


def _is_own(body: str, own_names: frozenset[str], district: str) -> bool:
    core = district_core(district)
    if any(name in body or body in name for name in own_names):
        return True
    return bool(core and core in body)


def district_core(district: str) -> str:
    """云溪 of 海东市云溪区: what the district's own numbers and names contain. Empty where unknown."""
    last = re.split(r"省|自治区|市(?=.{2,}[区县市旗])", district)[-1]
    return re.sub(r"(?:新区|[区县市旗])$", "", last) if re.search(r"[区县市旗州盟省]$", last) else ""


_HIGHER = re.compile(
    r"^(?:国(?!土)|中(?:办|发|共)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:政|府|人|教|卫|民|财|发|建|住|交|农|文|市|自|生|环|应|医|税|司|科|工))"
)


def _own_number(number: str | None, own_names: frozenset[str], district: str) -> bool:
    if not number:
        return True
    prefix = number.split("〔")[0]
    core = district_core(district)
    shared = set(prefix) & (set(core) or set("".join(own_names)))
    if core and not shared:
        return False
    return not (_HIGHER.match(prefix) and core not in prefix and not (core and prefix[0] in core))
