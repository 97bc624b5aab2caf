"""media-matrix-missing (未集中展示政务新媒体)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.pages import bare
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, passed
from evidence.records import Quote
from evidence.units import HomeEvidence, PageEvidence, UnitEvidence

_MATRIX, _ACCOUNT, _PICTURE = "matrix", "account", "picture"
_NAME_CHARS = 20


@dataclass(frozen=True, slots=True)
class Params:
    """How a list of accounts is called, from the rule that uses this check."""

    names: tuple[str, ...] = field(metadata=EXCUSES)  # parts of names of columns and pages


@check(
    "media-matrix-missing",
    title="未集中展示政务新媒体",
    needs=("homes", "pages", "columns", "offer_doubts"),
    params=Params,
)
def media_matrix_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Portals that show no list of the district's accounts on social media (政务新媒体矩阵).

    Why: who does not know which accounts are the government's follows those that only say so.
    Counts: no column, page, link, heading or picture of the portal is called 政务新媒体, 矩阵, 政务微信 or the like.
    Does not count: how the list is called, or where on the page it stands; accounts that it leaves out.
    Cannot tell: the home page or its navigation was not read, or the site not wholly; the home page shows single
        accounts or pictures without words, among which the list may be.
    Fix: list all accounts with name, platform and sponsor on one page, and link it from the home page.
    """
    for home in unit.homes[:1]:
        found = _found(unit, params)
        if not home.seen.read:
            yield cant_tell(home, f"首页未能读取（{home.seen.why_unread}）")
        elif found:
            yield passed(home, title=found)
        elif why := _doubt(unit, home):
            yield cant_tell(home, why)
        else:
            yield failed(
                home,
                "网站未见政务新媒体矩阵（集中列出本地区政务新媒体账号的页面或栏目）",
                pages=len(unit.pages),
            )


def _found(unit: UnitEvidence, params: Params) -> str:
    """What the list is called; empty where there is none."""
    for page in unit.pages:
        if quote := next((one for one in page.media if one.id == _MATRIX), None):
            return quote.text
        if not page.is_article and _is_named(page.title, params):
            return page.title
    return next((one.name for one in unit.columns if _is_named(one.name, params)), "")


def _is_named(name: str, params: Params) -> bool:
    return len(name) <= _NAME_CHARS and any(part in name for part in params.names)


def _doubt(unit: UnitEvidence, home: HomeEvidence) -> str:
    """Why a list may be there unseen (Chinese)."""
    page = next((one for one in unit.pages if bare(one.url) == bare(home.url)), None)
    if page is None:
        return "首页内容未能识别"
    if any(site.coverage != "complete" for site in unit.sites):
        return "网站未采集完整"
    if unit.offer_doubts:
        return unit.offer_doubts[0]
    if shown := [quote.text for quote in page.media if quote.id == _ACCOUNT]:
        return f"首页有“{'”“'.join(shown[:3])}”，其中是否列出本地区全部政务新媒体未能认定"
    return "首页有未注明文字的图片链接，所指未采集" if _leads_unknown(page, unit) else ""


def _leads_unknown(page: PageEvidence, unit: UnitEvidence) -> bool:
    """Whether a picture without words leads to what nobody read."""
    read = {bare(one.url) for one in unit.pages}
    return any(_is_unread(quote, read) for quote in page.offers)


def _is_unread(quote: Quote, read: set[str]) -> bool:
    return quote.id == _PICTURE and bare(quote.url or "") not in read
