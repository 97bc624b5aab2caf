"""decision-catalogue-incomplete (重大行政决策事项目录内容不全)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from checks.engine.decisions import Grasp, Kinds, grasp
from checks.engine.disclosure import deadline_in
from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import document_text, names_text
from evidence.catalogues import DecisionCatalogue, DecisionItem
from evidence.records import UnitKind
from evidence.units import UnitEvidence

FIELDS, LINKS = "fields", "links"
_DROPPED = re.compile(r"调出目录|移出目录|已?取消|终止|暂缓|不再(?:实施|制定|推进|列入)|延至(?:明|下)年|结转")


@dataclass(frozen=True, slots=True)
class Params:
    """What a catalogue must tell and link to, from the rule that uses this check.

    ``kinds``: for each, words of the column, the link or the page's title; ``within``: of the text that holds it.
    """

    fields: Mapping[str, tuple[str, ...]]  # field → words, any of which in the head of a column names it
    kinds: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]] = field(metadata=EXCUSES)
    result: str  # the kind that shows that a decision was taken
    after_decision: tuple[str, ...] = field(metadata=EXCUSES)  # kinds that only a decision brings
    drafts: tuple[str, ...]  # words of a title that is no result's
    grace_days: int  # after the publication of a decision
    complete_by: str  # MM-DD of the year itself; from the next day on nothing is pending
    looks: int
    apart_seconds: int


@check(
    "decision-catalogue-incomplete",
    title="重大行政决策事项目录内容不全",
    needs=("decision_catalogues", "decision_items", "homes"),
    params=Params,
)
def decision_catalogue_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Catalogues of major decisions (重大行政决策事项目录) that lack fields, or links from an item to what came of it.

    Why: one page is to show each decision from its draft to its result; who must search for the parts finds none.
    Counts: the table of the newest catalogue lacks a field (承办单位, 时间计划 …); or an item decided on, or any item
        once the year is over, has no link to its draft, explanation, background, call for opinions, their adoption,
        the public's attendance or the result, or a link that is dead. Each item is judged at its organizer (承办单位),
        else at the government.
    Does not count: what a linked page or its files tell themselves; pages of the district that name the item where
        the catalogue has no link; 不涉及 in the cell; items taken out of the catalogue; the result of an item still
        under way; a catalogue without any link whose items are found by their names.
    Cannot tell: the catalogue is a picture or a file; a linked page, or a file on it, was not read; the site was not
        read wholly; nothing is linked and the pages that name an item do not show all.
    Fix: link each item of the catalogue to these pages, and mend the links that are dead.
    """
    catalogues = _newest(unit.decision_catalogues)
    known = {(one.seen.url, one.year) for one in catalogues}
    items = [one for one in unit.decision_items if (one.catalogue.url, one.year) in known]
    if not catalogues:
        yield from _without(unit)
        return
    since = unit.as_of - timedelta(days=params.grace_days)
    kinds = Kinds(
        params.kinds, params.within, params.result, params.after_decision, params.drafts, since, params
    )
    found = [grasp(item, kinds, is_over=_is_over(unit, item.year, params)) for item in items]
    for catalogue in catalogues:
        if catalogue.owner == unit.unit.id:
            yield _fields(catalogue, params)
            yield from _links(unit, catalogue, is_over=_is_over(unit, catalogue.year, params))
        elif catalogue.unread and unit.unit.kind is not UnitKind.GOVERNMENT:
            yield cant_tell(
                catalogue.seen,
                f"{document_text(catalogue.title)}：{catalogue.unread}，有无本单位承办的事项无法判断",
            )
    for item, told in zip(items, found, strict=True):
        yield _item(unit, item, told)
    if not items and not any(one.unread or one.owner == unit.unit.id for one in catalogues):
        yield inapplicable(catalogues[0].seen, f"{catalogues[0].year}年度目录中没有本单位承办的事项")


def _newest(known: Sequence[DecisionCatalogue]) -> list[DecisionCatalogue]:
    """The newest catalogues of each body that keeps any, those of the latest year first."""
    years: dict[str, int] = {}
    for one in known:
        years[one.owner] = max(one.year, years.get(one.owner, 0))
    return sorted((one for one in known if one.year == years[one.owner]), key=lambda one: -one.year)


def _is_over(unit: UnitEvidence, year: int, params: Params) -> bool:
    return unit.as_of > deadline_in(year, params.complete_by)


def _without(unit: UnitEvidence) -> Iterator[Statement]:
    """No catalogue was found: whether there is one is for another check to say."""
    for home in unit.homes[:1]:
        if not home.seen.read:
            yield cant_tell(home, f"首页未能读取（{home.seen.why_unread}），未能查找目录")
        elif not unit.decision_catalogues and (why := _unread_site(unit)):
            yield cant_tell(home, f"未见重大行政决策事项目录；{why}")
        else:
            yield inapplicable(home, "未见本年度或上年度的重大行政决策事项目录，无从核对")


def _unread_site(unit: UnitEvidence) -> str:
    return "网站未采集完整" if any(site.coverage != "complete" for site in unit.sites) else ""


def _fields(catalogue: DecisionCatalogue, params: Params) -> Statement:
    """What the head of the table names."""
    name = document_text(catalogue.title)
    if catalogue.unread:
        return cant_tell(catalogue.seen, f"{name}：{catalogue.unread}", target=FIELDS)
    missing = [
        what
        for what, words in params.fields.items()
        if not any(word in head for head in catalogue.header for word in words)
    ]
    if not missing:
        return passed(catalogue.seen, f"{name}字段齐全", target=FIELDS)
    return failed(
        catalogue.seen, f"{name}缺少字段：{'、'.join(missing)}", target=FIELDS, missing=missing,
        present=list(catalogue.header), year=catalogue.year,
    )  # fmt: skip


def _links(unit: UnitEvidence, catalogue: DecisionCatalogue, *, is_over: bool) -> Iterator[Statement]:
    """A catalogue that links nothing, where nothing else is called by its items' names either."""
    if catalogue.unread or catalogue.linked or catalogue.named_count or not is_over:
        return
    name = document_text(catalogue.title)
    if why := _unread_site(unit):
        yield cant_tell(catalogue.seen, f"{name}未设超链接；{why}", target=LINKS)
    else:
        yield failed(
            catalogue.seen,
            f"{name}的{catalogue.item_count}个事项均未设超链接，也未见以事项名称命名的页面",
            target=LINKS,
            items=catalogue.item_count,
            year=catalogue.year,
        )


def _item(unit: UnitEvidence, item: DecisionItem, told: Grasp) -> Statement:
    """What is said of one item, the proven before the doubtful."""
    name = f"{document_text(item.catalogue_title)}中的事项“{item.name}”"
    if any(_DROPPED.search(text) for _, text in item.cells):
        return inapplicable(item.catalogue, f"{name}已调出目录或暂缓", target=item.name)
    if told.dead:
        missing = told.missing if told.is_due and item.linked and not told.doubts else ()
        also = f"；另未见{'、'.join(missing)}" if missing else ""
        return _failed(item, told, f"{name}的链接打不开：{_dead_words(told)}{also}", missing)
    if not told.missing:
        if told.doubts:
            return cant_tell(item.catalogue, f"{name}：{told.doubts[0]}", target=item.name)
        return passed(item.catalogue, "" if told.decided else "决策尚未作出", target=item.name)
    if not told.is_due:
        why = "决策刚刚作出，或作出日期不明" if told.decided else "决策尚未作出"
        return inapplicable(item.catalogue, f"{name}{why}，年度未结束", target=item.name)
    lacking = "、".join(told.missing)
    if not item.linked:
        return cant_tell(
            item.catalogue, f"目录未设超链接，按事项名称未找到“{item.name}”的{lacking}", target=item.name
        )
    if why := told.doubts[0] if told.doubts else _unread_site(unit):
        return cant_tell(item.catalogue, f"{name}未见{lacking}；{why}", target=item.name)
    return _failed(item, told, f"{name}未链接{lacking}，也未见相关页面", told.missing)


def _dead_words(told: Grasp) -> str:
    return names_text([words for words, _ in told.dead])


def _failed(item: DecisionItem, told: Grasp, message: str, missing: Sequence[str]) -> Statement:
    return failed(
        item.catalogue, message, target=item.name, organizer=item.organizer, missing=list(missing),
        present=list(told.found), dead=[page.url for _, page in told.dead], year=item.year,
        excerpt=_excerpt(item.cells),
    )  # fmt: skip


def _excerpt(cells: Iterable[tuple[str, str]]) -> str:
    return "；".join(f"{head}：{text}" for head, text in cells if head and text)[:100]
