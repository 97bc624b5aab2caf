"""wording-error (表述错误)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.coverage import clear, unread
from checks.engine.lexicon import Certainty, Lexicon, Use, WordingClass
from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.statements import failed
from evidence.units import PageText, UnitEvidence

_WHAT = "表述错误"
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
    found = False
    for text in unit.texts:
        for wording, uses in _uses(text, lexicon, params.classes).items():
            found = True
            yield _suspect(text, wording, uses)
    yield from unread(unit, _WHAT)
    if unit.pages and not found:
        yield clear(unit, _WHAT)


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
