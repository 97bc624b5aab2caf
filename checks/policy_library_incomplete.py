"""policy-library-incomplete (政府文件库不全)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from checks.engine.document_library import Holdings, Kept, documents_of
from checks.engine.model import Statement
from checks.engine.pages import EXAMPLES
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.systems import absent, kept_by_other, read_back_to, why_unread
from checks.engine.wording import document_text
from evidence.records import ListState, UnitKind
from evidence.systems import DistrictDocument, System
from evidence.units import PageEvidence, UnitEvidence

_WHAT = "政府文件库"
_FIELDS = {
    "index-number": "索引号",
    "topic": "主题分类",
    "number": "发文字号",
    "issuer": "发布机构",
    "made": "成文日期",
    "published": "发布日期",
    "validity": "有效性",
}
_FACETS = ("topic", "year", "issuer")
_NARROWS = (*_FACETS, "search")
_HIDES = ("script", "frame", "embedded")
_ENDED = ("失效", "废止", "无效")
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Params:
    """Thresholds, from the rule that uses this check."""

    fields: tuple[str, ...]  # of the head of every document
    most_pct: int  # a field is lacking where more than this share of the documents do not show it
    grace_days: int = field(metadata=EXCUSES)  # after its publication a document may still be on its way
    collected_units: int = field(
        metadata=EXCUSES
    )  # departments (streets) with documents in it, at least: then it collects those of all


@check(
    "policy-library-incomplete", title="政府文件库不全", needs=("systems", "homes", "sites"), params=Params
)
def policy_library_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Document libraries (政府文件库) that lack documents, fields of their heads, or ways to find one.

    Why: who looks for a policy in the library and does not find it takes it for not existing.
    Counts: a policy document that the government, its office or, where the library collects those, a department
        published anywhere in the district and that is not in the library, by number, title or address (one finding
        with the list of them); a field of the head (索引号, 主题分类, 有效性 …) that most of its documents lack; a
        library page with neither facets nor a search of its own.
    Does not count: what other bodies issued (转载); documents no longer in force, published within the days of grace
        or before the lists were read back to; documents of departments where the library does not collect those;
        a district without a library.
    Cannot tell: the library or a part of it was not read to its end, is drawn by a script or stands elsewhere; it has
        facets, and its list may show one of them only; labels
        without values, heads without labels, pictures in their place; a filter that a script may draw.
    Fix: enter the documents listed, fill in the fields of the head, and offer facets by topic, year and issuer.
    """
    libraries, keeper = unit.systems.libraries, unit.systems.kept_by
    if libraries:
        yield from _judge(unit, libraries, params, keeper)
    elif keeper is not None and keeper.systems.libraries:
        yield kept_by_other(unit, keeper, _WHAT, _judge(keeper, keeper.systems.libraries, params, unit))
    else:
        yield from absent(unit, f"{_WHAT}栏目")


def _judge(
    unit: UnitEvidence, libraries: Sequence[System], params: Params, partner: UnitEvidence | None
) -> Iterator[Statement]:
    """The library of a unit; ``partner``: the office of a government, or the government of an office."""
    first = min(libraries, key=lambda one: (len(one.column.path), len(one.column.url), one.column.url))
    if not any(column.entries for one in libraries for column in one.columns) and not why_unread(
        libraries, unit
    ):
        yield inapplicable(first.column, f"{_WHAT}没有内容，另按空白栏目检查")
        return
    own = frozenset(one.unit.id for one in (unit, partner) if one is not None)
    yield _holdings(unit, first, libraries, params, own)
    yield _heads(first, libraries, params)
    yield _ways(first)


# ---------------------------------------------------------------- 一库全收


def _holdings(
    unit: UnitEvidence, first: System, libraries: Sequence[System], params: Params, own: frozenset[str]
) -> Statement:
    if why := why_unread(libraries, unit):
        return cant_tell(first.column, f"{why}，不能断定是否漏收文件", target="documents")
    held = Holdings.of(libraries)
    kept, floor = documents_of(unit.systems.documents, held), read_back_to(libraries, unit)
    kinds = _collected(kept, params, own)
    due = [
        one
        for one in kept
        if _is_due(one, unit, floor, params) and (one.document.unit in own or one.document.kind in kinds)
    ]
    missing = [one for one in due if not one.is_held]
    if not due:
        return inapplicable(first.column, "检查期内未见应收入文件库的文件", target="documents")
    if missing and (why := _may_show_a_part(missing, due, libraries)):
        return cant_tell(first.column, why, target="documents")
    if not missing:
        return passed(first.column, f"核对各栏目已发布的文件{len(due)}件，均已收录", target="documents")
    shown = [{"title": _told(one.document), "url": one.document.url} for one in missing]
    return failed(
        first.column,
        f"{_WHAT}漏收已在其他栏目发布的文件{len(missing)}件（核对{len(due)}件），如{_told(missing[0].document)}",
        target="documents",
        excerpt=missing[0].document.title,
        rests_on=[one.document.seen for one in missing[:EXAMPLES]],
        count=len(missing),
        documents=len(due),
        examples=[one.document.url for one in missing[:EXAMPLES]],
        missing_documents=shown[:_LISTED],
    )


def _may_show_a_part(missing: Sequence[Kept], due: Sequence[Kept], libraries: Sequence[System]) -> str:
    """Whether a list with facets may open on one of them (an issuer, a year, a topic), so that the rest is behind others."""
    facets = {quote.id for one in libraries if one.page for quote in one.page.filters} & set(_FACETS)
    held = [one.document for one in due if one.is_held]
    if not facets:
        return ""
    issuers = {document.unit for document in held}
    years = {document.published.on.year for document in held if document.published}
    apart = [
        one.document
        for one in missing
        if one.document.unit not in issuers
        or (one.document.published is not None and one.document.published.on.year not in years)
    ]
    if apart or len(missing) > len(held):
        return "文件库设有分类筛选，已读到的列表可能只是其中一类，不能断定是否漏收文件"
    return ""


def _is_due(kept: Kept, unit: UnitEvidence, floor: date | None, params: Params) -> bool:
    """Whether a document was out long enough, is in force, and would stand in the part of the lists that was read."""
    document = kept.document
    if document.published is None or any(word in (document.validity or "") for word in _ENDED):
        return False
    if (unit.as_of - document.published.on).days > unit.lookback_days:
        return False
    if unit.as_of - document.published.on <= timedelta(days=params.grace_days):
        return False
    days = [span.on for span in (document.published, document.made) if span]
    return floor is None or all(day > floor for day in days)


def _collected(kept: Sequence[Kept], params: Params, own: frozenset[str]) -> set[UnitKind]:
    """Kinds of units whose documents the library collects, beside those of the government and office it belongs to."""
    units: dict[UnitKind, set[str]] = {}
    for one in kept:
        others = units.setdefault(one.document.kind, set())
        if one.is_held and one.document.unit not in own:
            others.add(one.document.unit)
    return {kind for kind, others in units.items() if len(others) >= params.collected_units}


def _told(document: DistrictDocument) -> str:
    """《…》（某政发〔2026〕3号，区教育局2026-05-01发布）."""
    on = f"{document.published.on.isoformat()}发布" if document.published else ""
    about = "，".join(part for part in (document.number or "", f"{document.unit_name}{on}") if part)
    return f"{document_text(document.title)}（{about}）"


# ---------------------------------------------------------------- 要素齐全


def _heads(first: System, libraries: Sequence[System], params: Params) -> Statement:
    pages = {page.url: page for one in libraries for page in one.members if _is_document(page)}
    if not pages:
        return cant_tell(first.column, "未读到文件库中的文件页面，文件要素未能检查", target="fields")
    states = {name: [(page, _state(page, name)) for page in pages.values()] for name in params.fields}
    lacking = {name: [page for page, state in each if state is False] for name, each in states.items()}
    unsure = {name: sum(state is None for _, state in each) for name, each in states.items()}
    short = {name: found for name, found in lacking.items() if _is_most(len(found), len(pages), params)}
    maybe = [
        name for name in params.fields if _is_most(len(lacking[name]) + unsure[name], len(pages), params)
    ]
    if short:
        return _incomplete(first, short, len(pages))
    if maybe:
        names = "、".join(_FIELDS.get(name, name) for name in maybe)
        return cant_tell(
            first.column,
            f"文件页面的{names}可能由脚本、图片显示或没有标签，未能读出",
            target="fields",
        )
    return passed(first.column, f"已查看{len(pages)}件文件的要素", target="fields")


def _incomplete(first: System, short: Mapping[str, Sequence[PageEvidence]], of: int) -> Statement:
    told = "、".join(f"{_FIELDS.get(name, name)}（{len(pages)}件）" for name, pages in short.items())
    worst = max(short.values(), key=len)
    return failed(
        first.column,
        f"{_WHAT}文件要素不全：读到的{of}件文件中缺{told}",
        target="fields",
        rests_on=[page.seen for page in worst[:EXAMPLES]],
        count=len(worst),
        documents=of,
        elements={_FIELDS.get(name, name): len(pages) for name, pages in short.items()},
        examples=[page.url for page in worst[:EXAMPLES]],
    )


def _is_document(page: PageEvidence) -> bool:
    read = page.seen.read and not page.file_type and not page.says_missing
    return read and page.is_article and not page.is_interpretation


def _state(page: PageEvidence, name: str) -> bool | None:
    """Whether a document's page shows a field; None where it may, unread."""
    labelled = {quote.id: quote.text for quote in page.header}
    if labelled.get(name) or _read_elsewhere(page, name):
        return True
    drawn = {quote.id for quote in page.drawn}
    pictured = "picture" in drawn and not page.header
    if name in labelled or "unlabelled" in labelled or pictured or drawn & set(_HIDES) or not page.text_chars:
        return None
    return False


def _read_elsewhere(page: PageEvidence, name: str) -> bool:
    values = {
        "index-number": page.index_number,
        "number": page.document_number,
        "issuer": page.issuer or page.source,
        "made": page.made,
        "published": page.published,
        "validity": page.validity,
    }
    return bool(values.get(name))


def _is_most(part: int, whole: int, params: Params) -> bool:
    return part * 100 > whole * params.most_pct


# ---------------------------------------------------------------- 筛选检索


def _ways(first: System) -> Statement:
    page = first.page
    if page is None or not page.seen.read:
        return cant_tell(first.column, "文件库页面未能读取，筛选检索功能未能检查", target="filters")
    found = {quote.id: quote.text for quote in page.filters}
    if any(name in found for name in _NARROWS):
        return passed(first.column, "文件库页面提供筛选或检索", target="filters")
    if first.parts[1:]:
        return passed(first.column, f"文件库按{len(first.parts)}个下级栏目分类", target="filters")
    drawn = {quote.id for quote in page.drawn}
    if found or drawn & set(_HIDES) or page.list_state in (ListState.SCRIPTED, ListState.UNCLEAR):
        return cant_tell(first.column, "筛选检索可能由脚本生成，未能认定", target="filters")
    return failed(
        first.column,
        f"{_WHAT}页面没有按主题、年份、机构筛选的入口，也没有库内检索",
        target="filters",
        suspected=page.search is not None,
        why="页面上只有全站检索" if page.search else "",
    )
