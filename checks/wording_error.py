"""wording-error (表述错误)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.lexicon import Certainty, Lexicon, Use, WordingClass
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from evidence.units import PageText, Seen, UnitEvidence

_CLASSES = {
    WordingClass.STATE: "国家、政党或机构名称",
    WordingClass.LEADERS: "领导人姓名",
    WordingClass.LOCAL_LEADERS: "地方领导姓名",
    WordingClass.POSTS: "职务、排序",
    WordingClass.REGIONS: "涉台港澳表述",
    WordingClass.TERRITORY: "领土、地图",
    WordingClass.TERMS: "政治术语",
    WordingClass.PEOPLES: "民族、宗教",
    WordingClass.PLACES: "地名、机构名",
    WordingClass.SPELLING: "错别字",
    WordingClass.HARMFUL: "有害内容",
    WordingClass.HISTORY: "历史表述",
    WordingClass.INTERNAL: "内部文件标志",
}


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    classes: tuple[WordingClass, ...]  # of the lexicon's entries


@check("wording-error", title="表述错误", needs=("pages", "texts", "lexicon"), params=Params)
def wording_error(unit: UnitEvidence, params: Params, lexicon: Lexicon) -> Iterator[Statement]:
    """Wrong wordings (表述错误) of the lexicon, in titles, texts and attachments.

    Why: a miswritten name of the state or of an office is taken for carelessness at best.
    Counts: an entry of config/lexicons in the title or the main text of a page or attachment; once for each page and
        wording, with how often it stands there. Always suspected: a person decides.
    Does not count: words in quotation marks or within the title of a document (《》); a sentence that speaks of them
        as a mistake; longer words that hold them by chance; entries of low certainty.
    Cannot tell: pages that were not read; attachments whose text could not be read.
    Fix: compare with the source, correct the words, and look where else the same text was published.
    """
    pages = 0
    found = False
    for text in unit.texts:
        pages += 1
        for wording, uses in _uses(text, lexicon, params.classes).items():
            found = True
            yield _suspect(text, wording, uses)
    yield from _unread(unit, pages)
    if pages and not found:
        yield passed(_front(unit), f"已检查{pages}个页面，未发现词库所列表述错误")


def _uses(text: PageText, lexicon: Lexicon, classes: tuple[WordingClass, ...]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for part in (text.title, text.text):
        for use in lexicon.uses(part):
            if use.entry.kind in classes and use.entry.certainty is not Certainty.LOW:
                found.setdefault(use.entry.wrong, []).append(use)
    return found


def _suspect(text: PageText, wording: str, uses: list[Use]) -> Statement:
    entry = uses[0].entry
    times = f"，共{len(uses)}处" if len(uses) > 1 else ""
    told = f"疑似表述错误：“{wording}”，疑应为“{entry.right}”（{_CLASSES[entry.kind]}）{times}"
    if entry.kind is WordingClass.INTERNAL:
        told = f"疑似发布非公开文件：出现“{wording}”，{entry.right}"
    return failed(
        text.seen,
        told,
        target=wording,
        suspected=True,
        excerpt=uses[0].excerpt,
        wording=wording,
        correct=entry.right,
        category=_CLASSES[entry.kind],
        source=entry.source,
    )


def _unread(unit: UnitEvidence, pages: int) -> Iterator[Statement]:
    if not pages:
        seen = _front(unit)
        why = f"（{seen.why_unread}）" if seen.why_unread else ""
        yield cant_tell(seen, f"没有读到本单位页面的文字，表述无法检查{why}")
    elif unit.unseen:
        yield cant_tell(_front(unit), f"有{len(unit.unseen)}个页面未能读取，其中表述无法检查")


def _front(unit: UnitEvidence) -> Seen:
    if unit.homes:
        return unit.homes[0].seen
    return Seen(unit.sites[0].url if unit.sites else unit.unit.sites[0].url, why_unread="本次未采集")
