"""Policies of each unit with their interpretations, paired over the whole district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.district import DistrictFiles, ending_words
from evidence.document_numbers import digests
from evidence.hostfile import HostFile, PageRow
from evidence.pairing import Pair, Text, issued_by_other, pair_all
from evidence.records import PageKind, Unit
from evidence.units import InterpretationEvidence, PolicyEvidence, Seen


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A policy or interpretation page with the unit it belongs to."""

    unit: str | None
    file: HostFile
    row: PageRow
    text: Text


@dataclass(frozen=True, slots=True)
class PolicyIndex:
    """All policies and interpretations of the district, each read once."""

    policies: tuple[PolicyPage, ...]
    interpretations: tuple[PolicyPage, ...]
    pairs: Mapping[int, tuple[Pair, ...]]  # by the policy page's key


def index_policies(files: DistrictFiles) -> PolicyIndex:
    """Read every page that is a policy or an interpretation.

    What a policy page offers under 相关解读 interprets it, even where nothing on that page itself says so.
    """
    policies = [_page(files, file, row) for file, row in files.all_pages() if row.is_policy]
    called = frozenset().union(*(page.text.named_links for page in policies))
    interpretations = [
        _page(files, file, row)
        for file, row in files.all_pages()
        if row.is_interpretation or (row.key in called and not row.is_policy and row.kind == PageKind.ARTICLE)
    ]
    key = lambda page: page.row.url  # noqa: E731
    pairs = pair_all((page.text for page in policies), (page.text for page in interpretations))
    return PolicyIndex(tuple(sorted(policies, key=key)), tuple(sorted(interpretations, key=key)), pairs)


def _page(files: DistrictFiles, file: HostFile, row: PageRow) -> PolicyPage:
    facts = file.facts(row)
    named = facts.interpretation_links if row.is_policy else facts.policy_links
    text = Text(row.key, facts, frozenset(file.main_targets(row)), frozenset(files.key_of(u) for u in named))
    unit = files.attribution.unit_of(row.url, facts.source, facts.issuer)
    return PolicyPage(unit, file, row, text)


def policies_of(
    files: DistrictFiles, unit: Unit, index: PolicyIndex, doubts: tuple[str, ...]
) -> list[PolicyEvidence]:
    """The unit's policies by address. ``doubts``: why an interpretation may exist unseen (Chinese)."""
    own_names = frozenset((unit.name, *unit.aliases))
    pages = {page.row.key: page for page in index.interpretations}
    found = []
    for page in index.policies:
        if page.unit == unit.id:
            pairs = index.pairs[page.row.key]
            found.append(_evidence(files, unit, page, pairs, pages, own_names, doubts))
    return _without_copies(found)


def _evidence(
    files: DistrictFiles, unit: Unit, page: PolicyPage, pairs: tuple[Pair, ...], pages: dict[int, PolicyPage],
    own_names: frozenset[str], doubts: tuple[str, ...],
) -> PolicyEvidence:  # fmt: skip
    facts = page.text.facts
    due, why = facts.interpretation_due, facts.due_why
    other = issued_by_other(facts, own_names, files.district) if due else None
    if other:
        due, why = False, f"由{other}制发，本单位只是转载"
    paired = [_interpretation(files, unit, page, p, pages[p.interpretation.key]) for p in pairs]
    paired += _unread_interpretations(files, page, {p.interpretation.key for p in pairs})
    return PolicyEvidence(
        files.seen(facts.url), facts.title or "", facts.document_number, facts.published, due, why,
        tuple(paired), doubts,
    )  # fmt: skip


def _interpretation(
    files: DistrictFiles, unit: Unit, policy: PolicyPage, match: Pair, page: PolicyPage
) -> InterpretationEvidence:
    facts = page.text.facts
    return InterpretationEvidence(
        files.seen(facts.url), facts.title or "", facts.published, facts.forms, match.matched_by,
        policy_links_to_it=page.row.key in policy.text.targets,
        links_to_policy=policy.row.key in page.text.targets,
        own=page.unit == unit.id,
        matched_words=match.words,
    )  # fmt: skip


def _unread_interpretations(
    files: DistrictFiles, page: PolicyPage, known: set[int]
) -> list[InterpretationEvidence]:
    """Interpretations that the policy page links to by name and nobody read: they exist all the same."""
    found = []
    for url in page.text.facts.interpretation_links:
        file = files.file_of(url)
        if files.key_of(url) in known or (file is not None and file.page(url) is not None):
            continue
        fetch = file.fetch(url) if file else None
        if fetch is not None and fetch.status in (404, 410):
            continue
        seen = Seen(url, why_unread=ending_words(fetch) or "解读页面未采集到")
        found.append(InterpretationEvidence(seen, "", None, (), "link", True, False))
    return found


def _without_copies(policies: list[PolicyEvidence]) -> list[PolicyEvidence]:
    """One document published in two columns is one policy: the copy with more interpretations stands for it."""
    best: dict[tuple[frozenset[str] | str, str], PolicyEvidence] = {}
    for policy in policies:
        key = (digests(policy.document_number or "") or policy.url, policy.title)
        kept = best.get(key)
        if kept is None or len(policy.interpretations) > len(kept.interpretations):
            best[key] = policy
    return sorted(best.values(), key=lambda p: p.url)
