"""request-channel-missing (依申请公开渠道不畅)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from checks.engine.wording import names_text
from evidence.requests import RequestLink, RequestPage
from evidence.units import UnitEvidence

_SENTENCE_END = re.compile(r"[。；;！!\n]")
_WAY, _FORM, _THRESHOLD = "request-way", "request-form", "request-threshold"
_EXCERPT_CHARS = 100
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Params:
    """Words and thresholds, from the rule that uses this check."""

    ways: tuple[str, ...] = field(metadata=EXCUSES)  # words that show how to apply
    forms: tuple[str, ...]  # parts of the names of links to a form or an entrance
    dead_looks: int  # in a row, before such a link is dead
    obstacles: Mapping[str, tuple[str, ...]]  # by kind: words that ask of applicants what the law does not
    unless: Mapping[str, tuple[str, ...]] = field(
        metadata=EXCUSES
    )  # words of the same sentence that allow it
    min_chars: int = field(metadata=EXCUSES)  # of a page's text: below, pictures or scripts may tell the rest


@check(
    "request-channel-missing", title="依申请公开渠道不畅", needs=("homes", "requests"), params=Params
)  # fmt: skip
def request_channel_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sections for applications (依申请公开) that do not say how to apply, or ask for more than the law does.

    Why: who has a right to information must learn from one page where to send the application.
    Counts: the unit's section was read, and neither it nor a page right below it gives a form, an entrance, a body
        that takes applications, an address, a mailbox or a telephone number; every link to a form or entrance is
        dead; suspected: a sentence asks for a purpose, a special need, a letter of introduction or a fee.
    Does not count: a section that is not there (see disclosure-section-missing); a form that is shared with others;
        a fee for requests of unreasonable number; a sentence that says that something is not asked for.
    Cannot tell: the section was not read, leads to a platform elsewhere or is opened by a script; it holds little
        text; only the government's own section was found and lacks something; a link failed only once.
    Fix: state the receiving body, its address and telephone, offer the form for download or online, and take out
        what the regulations do not ask for.
    """
    if not unit.homes:
        return
    area = unit.requests
    if not area.pages:
        yield _nothing(unit)
        return
    own = [page for page in area.pages if page.own]
    yield _way(unit, area.pages, own, params)
    yield from _forms(area.pages, own, params)
    if own:
        yield _obstacles(own, params)


def _nothing(unit: UnitEvidence) -> Statement:
    home = unit.homes[0].seen
    unread = [] if home.read else [f"首页未能读取（{home.why_unread}）"]
    unread += [f"{site.host} 未采集完整" for site in unit.sites if site.coverage != "complete"]
    if doubts := [*unread, *unit.requests.unread]:
        return cant_tell(home, "；".join(doubts[:_SHOWN]), target=_WAY)
    return inapplicable(home, "未发现依申请公开栏目，按“专栏内容缺失”提示", target=_WAY)


def _way(
    unit: UnitEvidence, pages: tuple[RequestPage, ...], own: list[RequestPage], params: Params
) -> Statement:
    found = next((page for page in pages if _shows_way(page, params)), None)
    if found:
        return passed(found.seen, "已写明申请方式或受理机构", target=_WAY)
    shown = (own or pages)[0]
    if unit.requests.unread:
        return cant_tell(shown.seen, "；".join(unit.requests.unread[:_SHOWN]), target=_WAY)
    if not own:
        return cant_tell(shown.seen, "依申请公开为多个单位共用，未能认定本单位的受理方式", target=_WAY)
    if min(len(page.text) for page in own) < params.min_chars:
        return cant_tell(shown.seen, "页面文字很少，受理方式可能在图片中或由脚本显示", target=_WAY)
    message = f"“{shown.name}”未写明怎样申请：没有申请表或在线申请入口，也没有受理机构、地址、电话、信箱"
    return failed(shown.seen, message, target=_WAY, column=shown.name)


def _shows_way(page: RequestPage, params: Params) -> bool:
    return any(word in page.text for word in params.ways) or any(
        _is_form(link, params) for link in page.links
    )


def _is_form(link: RequestLink, params: Params) -> bool:
    return any(word in link.text for word in params.forms)


def _forms(pages: tuple[RequestPage, ...], own: list[RequestPage], params: Params) -> Iterator[Statement]:
    """Whether a form can be had, where links offer one; those of others are theirs to mend."""
    offered = [(page, link) for page in pages for link in page.links if _is_form(link, params)]
    alive = next(((page, link) for page, link in offered if not link.dead_looks), None)
    if alive:
        yield passed(alive[0].seen, f"「{alive[1].text}」可打开", target=_FORM, link=alive[1].url)
    elif offered:
        page, link = offered[0]
        names = names_text(list(dict.fromkeys(link.text for _, link in offered)))
        if page not in own or min(link.dead_looks for _, link in offered) < params.dead_looks:
            yield cant_tell(page.seen, f"{names}本次打不开，尚不能认定失效", target=_FORM)
        else:
            message = f"依申请公开页面上的{names}打不开（返回错误），没有其他申请表或在线申请入口"
            yield failed(page.seen, message, target=_FORM, column=page.name, link=link.url)


def _obstacles(own: list[RequestPage], params: Params) -> Statement:
    for page in own:
        for sentence in _SENTENCE_END.split(page.text):
            word = _asks_for(sentence, params)
            if word:
                return failed(
                    page.seen,
                    f"依申请公开页面的表述疑似设置不合理条件：“{_around(sentence, word)}”",
                    target=_THRESHOLD,
                    column=page.name,
                    suspected=True,
                    excerpt=_around(sentence, word),
                    wording=word,
                )
    if min(len(page.text) for page in own) < params.min_chars:
        return cant_tell(own[0].seen, "页面文字很少，申请条件可能在图片中或由脚本显示", target=_THRESHOLD)
    return passed(own[0].seen, "未见不合理的申请条件", target=_THRESHOLD)


def _asks_for(sentence: str, params: Params) -> str:
    """The words of a sentence that ask too much of an applicant; empty where it does not."""
    for kind, words in params.obstacles.items():
        word = next((word for word in words if word in sentence), "")
        if word and not any(excuse in sentence for excuse in params.unless.get(kind, ())):
            return word
    return ""


def _around(sentence: str, word: str) -> str:
    """The sentence, or as much of it around the word as may be quoted."""
    text = re.sub(r"\s+", " ", sentence).strip()
    at = max(0, text.find(word) - _EXCERPT_CHARS // 2)
    return text[at : at + _EXCERPT_CHARS]
