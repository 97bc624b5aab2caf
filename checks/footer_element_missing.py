"""footer-element-missing (页面底部要素缺失)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.pages import EXAMPLES, bare, by_distance, unread_homes, whole_pages
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.records import Footer, ListState, PageKind
from evidence.units import HomeEvidence, PageEvidence, UnitEvidence

_NAMES: Mapping[str, tuple[str, str]] = {  # element: its Chinese name, the field that holds it
    "badge": ("党政机关网站标识", "badge"),
    "site-id": ("网站标识码", "site_id"),
    "icp": ("ICP备案编号", "icp"),
    "police": ("公安机关备案标识", "police"),
    "sponsor": ("主办单位", "sponsor"),
    "contact": ("联系方式", "contact"),
    "find-error": ("“我为政府网站找错”入口", "find_error"),
    "site-map": ("站点地图", "site_map"),
}
_KINDS = (PageKind.HOME, PageKind.COLUMN, PageKind.ARTICLE)


@dataclass(frozen=True, slots=True)
class Params:
    """What the rule asks for and when a template has to answer for itself."""

    elements: tuple[str, ...]
    template_pages: int = field(metadata=EXCUSES)  # pages of a template that were read, at least
    lacking_pct: int = field(metadata=EXCUSES)  # of them without the element, at least


@check("footer-element-missing", title="页面底部要素缺失", needs=("pages", "homes", "hosts"), params=Params)
def footer_element_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """What belongs at the foot of every page (底部功能区) and is not there.

    Why: badge, codes and sponsor tell a reader that the site is what it says; contact and 找错 let him answer.
    Counts: the home page shows no such element: one finding, at the home page, with the number of pages without
        it; the home page shows it, and nearly all other pages, or pages of another template, do not: one finding.
    Does not count: units that are a part of another's host; an element as picture, link or script; 版权所有 with
        a name for the sponsor; an address, telephone or 联系我们 for the contact.
    Cannot tell: the home page was not read; a script, a frame or a picture draws the foot or the element; nothing
        of a foot could be read at all.
    Fix: put the element into the template of the foot, on every page.
    """
    if not any(site.whole_host for site in unit.sites):
        for home in unit.homes:
            yield inapplicable(home, "网站由其他单位主办，底部要素由其主办单位负责")
        return
    yield from unread_homes(unit)
    pages = [page for page in whole_pages(unit) if page.kind in _KINDS]
    by_url = {bare(page.url): page for page in pages}
    for home in unit.homes:
        page = by_url.get(bare(home.url)) or _by_body(pages, home)
        if home.seen.read and page is None:
            yield cant_tell(home, "首页内容未能读取")
        elif home.seen.read and page is not None:
            yield from _judge_site(home, page, _of_host(pages, page), params)


def _by_body(pages: Sequence[PageEvidence], home: HomeEvidence) -> PageEvidence | None:
    """The page that a home address led on to: the same bytes."""
    same = [page for page in pages if page.seen.sha256 and page.seen.sha256 == home.seen.sha256]
    return by_distance(same)[0] if same else None


def _of_host(pages: Sequence[PageEvidence], home: PageEvidence) -> list[PageEvidence]:
    host = home.url.split("/")[2:3]
    return [page for page in pages if page.url.split("/")[2:3] == host]


def _judge_site(
    home: HomeEvidence, page: PageEvidence, pages: Sequence[PageEvidence], params: Params
) -> Iterator[Statement]:
    if why := _why_unseen(page):
        for element in params.elements:
            yield cant_tell(home, why, target=element)
        return
    for element in params.elements:
        lacking = [one for one in pages if _lacks(one.footer, element)]
        if _is_unsure(page.footer, element):
            yield cant_tell(home, f"首页的{_NAMES[element][0]}可能由图片或脚本显示，未能识别", target=element)
        elif _lacks(page.footer, element):
            yield _of_home(home, element, lacking, len(pages))
        else:
            yield passed(home, target=element)
            yield from _of_templates(page, element, pages, params)


def _why_unseen(home: PageEvidence) -> str:
    """Why the home page's foot says nothing (Chinese)."""
    if "all" in home.footer.unsure:
        return "首页底部由脚本或框架生成，未能读取"
    if not any(_shown(home.footer, element) for element in _NAMES):
        scripted = home.list_state is ListState.SCRIPTED
        return "首页由脚本生成，未能读取底部" if scripted else "首页底部未读到任何要素，不能断定"
    return ""


def _shown(footer: Footer, element: str) -> bool:
    return bool(getattr(footer, _NAMES[element][1]))


def _is_unsure(footer: Footer, element: str) -> bool:
    return not _shown(footer, element) and (element in footer.unsure or "all" in footer.unsure)


def _lacks(footer: Footer, element: str) -> bool:
    return not _shown(footer, element) and not _is_unsure(footer, element)


def _of_home(home: HomeEvidence, element: str, lacking: Sequence[PageEvidence], of: int) -> Statement:
    also = f"；已读取的{of}个页面中{len(lacking)}个没有" if len(lacking) > 1 else ""
    return failed(
        home,
        f"首页底部没有{_NAMES[element][0]}{also}",
        target=element,
        count=max(1, len(lacking)),
        pages=of,
        examples=tuple(page.url for page in by_distance(lacking)[:EXAMPLES]),
    )


def _of_templates(
    home: PageEvidence, element: str, pages: Sequence[PageEvidence], params: Params
) -> Iterator[Statement]:
    """Templates other than the home page's of which nearly no page shows the element."""
    others = [page for page in by_distance(pages) if page.template and page.template != home.template]
    whole = _lacking(others, element, params)
    if whole:
        yield _of_group(element, whole, len(others), "首页以外的")
        return
    made: dict[str, list[PageEvidence]] = {}
    for page in others:
        made.setdefault(page.template, []).append(page)
    for members in made.values():
        lacking = _lacking(members, element, params)
        if lacking:
            yield _of_group(element, lacking, len(members), "同一模板的")


def _lacking(pages: Sequence[PageEvidence], element: str, params: Params) -> list[PageEvidence]:
    """The pages without the element, where nearly all of enough pages have none."""
    lacking = [page for page in pages if _lacks(page.footer, element) and _has_foot(page.footer)]
    enough = len(pages) >= params.template_pages and len(lacking) * 100 >= len(pages) * params.lacking_pct
    return lacking if enough else []


def _of_group(element: str, lacking: Sequence[PageEvidence], of: int, whose: str) -> Statement:
    words = "栏目页" if lacking[0].kind is PageKind.COLUMN else "内容页"
    return failed(
        lacking[0],
        f"{words}底部没有{_NAMES[element][0]}：{whose}{of}个页面中{len(lacking)}个没有，首页有",
        target=element,
        count=len(lacking),
        pages=of,
        examples=tuple(page.url for page in lacking[:EXAMPLES]),
        template=lacking[0].template,
    )


def _has_foot(footer: Footer) -> bool:
    """Whether anything of a foot was read: a page without one may be made for a frame."""
    return any(_shown(footer, element) for element in _NAMES)
