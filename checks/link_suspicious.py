"""link-suspicious (可疑链接)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checks.engine.link_words import LinkWords
from checks.engine.model import Statement
from checks.engine.pages import EXAMPLES, by_distance, unread_homes
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import failed, passed
from evidence.domains import host_of, imitates, imitates_state, is_address, is_state, registered
from evidence.marks import ForeignScript, HiddenLink
from evidence.units import OutLink, PageEvidence, UnitEvidence

_HOW = {
    "display": "不显示",
    "offset": "移出屏幕之外",
    "size": "缩到看不见",
    "colour": "与背景同色",
    "overflow": "藏在看不见的区域",
}


@dataclass(frozen=True, slots=True)
class Params:
    """Wording and domains, and when many links are one block, from the rule that uses this check."""

    words: LinkWords
    block: int = field(metadata=EXCUSES)  # more hidden links on one page than this: one finding for the block


@dataclass(frozen=True, slots=True)
class _Hidden:
    """One hidden link and the pages that bear it, the nearest first."""

    link: HiddenLink
    foul: str
    pages: tuple[PageEvidence, ...]


@check("link-suspicious", title="可疑链接", needs=("pages", "outlinks", "homes", "hosts"), params=Params)
def link_suspicious(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Links and scripts that somebody else may have put there (暗链, 挂马, 外链变异).

    Why: a government's page that leads to gambling or runs a stranger's script harms whoever trusts it.
    Counts: a link to another domain that is hidden from readers (not shown, moved off, shrunk, coloured away); a link
        to another domain called with wording of gambling or pornography, or to a name that tells as much; a domain
        made to look like a government's; a .gov.cn address that leads to somebody else's; a script from an unknown
        domain or in disguise. All suspected, but for hidden links with such wording.
    Does not count: links to the unit's own domain, to .gov.cn, schools, and the domains that the lexicon names; scripts
        from a domain that the pages also link to openly; menus and tabs that a script shows; wording in a report about the matter (查处, 打击, 警惕 …).
    Cannot tell: the page was not read.
    Fix: remove the link or script, find how it came there and close the hole; ask whoever runs the other site.
    """
    yield from unread_homes(unit)
    pages = [page for page in unit.pages if page.seen.read and not page.file_type]
    own = _own_hosts(unit)
    statements = [
        *_hidden(pages, own, params),
        *_outside(unit.outlinks, own, params.words),
        *_scripts(pages, own | _linked(unit, pages), params.words),
    ]
    told: set[str] = set()
    for statement in statements:
        if statement.target not in told:
            told.add(statement.target or "")
            yield statement
    for page in by_distance(pages)[: 0 if statements else 1]:
        yield passed(page)


def _own_hosts(unit: UnitEvidence) -> frozenset[str]:
    """The registered domains that are the unit's, or its portal's."""
    return frozenset(
        filter(
            None,
            (*(host.host for host in unit.hosts), *(host_of(s.url) for s in unit.sites), unit.portal_name),
        )
    )


def _is_foreign(host: str, own: Iterable[str], words: LinkWords) -> bool:
    return bool(host) and not words.is_trusted(host) and registered(host) not in own


# ---------------------------------------------------------------- hidden links


def _hidden(pages: Sequence[PageEvidence], own: frozenset[str], params: Params) -> Iterator[Statement]:
    found: dict[str, list[tuple[PageEvidence, HiddenLink]]] = {}
    for page in by_distance(pages):
        for link in page.hidden:
            if _is_foreign(host_of(link.url), own, params.words):
                found.setdefault(link.url, []).append((page, link))
    blocks: dict[str, list[_Hidden]] = {}
    for members in found.values():
        link = next((link for _, link in members if not link.toggled), members[0][1])
        foul = params.words.class_of(link.text) or params.words.class_of_host(host_of(link.url))
        if foul or not link.toggled:
            one = _Hidden(link, foul, tuple(page for page, _ in members))
            blocks.setdefault(one.pages[0].url, []).append(one)
    for block in blocks.values():
        block.sort(key=lambda one: not one.foul)
        if len(block) > params.block:
            yield _block(block)
        else:
            yield from map(_one_hidden, block)


def _one_hidden(one: _Hidden) -> Statement:
    foul = f"，文字涉嫌{one.foul}" if one.foul else ""
    many = f"；共{len(one.pages)}个页面有此链接" if len(one.pages) > 1 else ""
    return failed(
        one.pages[0],
        f"页面藏有指向外部网站的链接「{one.link.text}」（{_HOW.get(one.link.how, '不可见')}）{foul}{many}",
        target=one.link.url,
        by_target=True,
        suspected=not one.foul,
        excerpt=one.link.text,
        how=one.link.how,
        category=one.foul,
        count=len(one.pages),
        examples=tuple(page.url for page in one.pages[:EXAMPLES]),
    )


def _block(block: Sequence[_Hidden]) -> Statement:
    first = block[0]
    foul = f"，其中有的文字涉嫌{first.foul}" if first.foul else ""
    return failed(
        first.pages[0],
        f"页面藏有{len(block)}个指向外部网站的链接（{_HOW.get(first.link.how, '不可见')}），"
        f"如「{first.link.text}」{foul}",
        target=first.link.url,
        suspected=not first.foul,
        excerpt="、".join(one.link.text for one in block)[:200],
        how=first.link.how,
        category=first.foul,
        count=len(block),
        links=tuple(one.link.url for one in block[:20]),
        examples=tuple(page.url for page in first.pages[:EXAMPLES]),
    )


# ---------------------------------------------------------------- links that readers see


def _outside(links: Iterable[OutLink], own: frozenset[str], words: LinkWords) -> Iterator[Statement]:
    for link in links:
        why = _why_suspicious(link, own, words) if link.bearer.read else ""
        if why:
            yield failed(
                link.bearer,
                f"链接「{link.text}」{why}" if link.text else f"链接{why}",
                target=link.url,
                by_target=True,
                suspected=True,
                excerpt=link.text,
                text=link.text,
                final_url=link.final_url,
                count=link.page_count,
            )


def _why_suspicious(link: OutLink, own: frozenset[str], words: LinkWords) -> str:
    """What is suspicious about a visible link (Chinese); empty for nothing."""
    host, led = host_of(link.url), host_of(link.final_url)
    if is_state(host):
        if not led or is_address(led) or not _is_foreign(led, own, words):
            return ""
        return f"指向政府网站域名{host}，实际转到非政府网站{led}"
    if not _is_foreign(host, own, words):
        return ""
    if imitates_state(host) or any(imitates(host, mine) for mine in own if is_state(mine)):
        return f"指向仿冒政府网站的域名{host}"
    foul = words.class_of(link.text) or words.class_of_host(host) or (words.class_of_host(led) if led else "")
    return f"指向外部网站，文字或域名涉嫌{foul}" if foul else ""


# ---------------------------------------------------------------- scripts


def _linked(unit: UnitEvidence, pages: Sequence[PageEvidence]) -> frozenset[str]:
    """Hosts that the pages link to for everybody to see: whoever smuggles a script in does not advertise himself."""
    hidden = {link.url for page in pages for link in page.hidden}
    return frozenset(registered(host_of(link.url)) for link in unit.outlinks if link.url not in hidden)


def _scripts(pages: Sequence[PageEvidence], own: frozenset[str], words: LinkWords) -> Iterator[Statement]:
    found: dict[str, list[tuple[PageEvidence, ForeignScript]]] = {}
    for page in by_distance(pages):
        for script in page.scripts:
            if script.url and not _is_foreign(host_of(script.url), own, words):
                continue
            key = f"{script.how} {host_of(script.url) or script.excerpt}"
            found.setdefault(key, []).append((page, script))
    for members in found.values():
        page, script = members[0]
        bearers = list(dict.fromkeys(one.url for one, _ in members))
        many = f"；共{len(bearers)}个页面如此" if len(bearers) > 1 else ""
        yield failed(
            page,
            f"{_script_words(script)}{many}",
            target=script.url.partition("?")[0] or script.excerpt,
            by_target=True,
            suspected=True,
            excerpt=script.excerpt or script.url,
            how=script.how,
            count=len(bearers),
            examples=tuple(bearers[:EXAMPLES]),
        )


def _script_words(script: ForeignScript) -> str:
    if script.how == "obfuscated":
        return "页面中有经过混淆、看不出用途的脚本"
    host = host_of(script.url)
    if script.how == "refresh":
        return f"页面自动转到外部网站{host}"
    return f"页面加载来历不明的外部脚本（{host}）"
