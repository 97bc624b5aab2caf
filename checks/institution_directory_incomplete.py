"""institution-directory-incomplete (公共企事业单位信息公开平台不全)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checks.engine.model import Statement
from checks.engine.params import EXCUSES
from checks.engine.registry import check
from checks.engine.statements import cant_tell, failed, inapplicable, passed
from evidence.institutions import InstitutionEvidence
from evidence.units import Seen, UnitEvidence

_SECTORS = {
    "education": "教育", "health": "卫生健康", "water": "供水", "power": "供电", "gas": "供气", "heating": "供热",
    "environment": "环境保护", "transport": "公共交通",
}  # fmt: skip
_SHOWN = 3


class Aspect(StrEnum):
    """What of the platform a rule asks for."""

    PAGE = "page"  # each institution has a page or column of its own
    PHONE = "phone"  # each shows a number to ask and complain
    CATALOGUE = "catalogue"  # the unit publishes what is to be disclosed in the field


@dataclass(frozen=True, slots=True)
class Params:
    """What is asked, from the rule that uses this check."""

    aspect: Aspect
    min_chars: int = field(metadata=EXCUSES)  # of an institution's pages: below, pictures may hold the number
    fields: Mapping[str, tuple[str, ...]] = field(metadata=EXCUSES)  # by sector: parts of a catalogue's title
    any_field: tuple[str, ...] = field(metadata=EXCUSES)  # likewise, for catalogues of all fields


@check(
    "institution-directory-incomplete",
    title="公共企事业单位信息公开平台不全",
    needs=("homes", "institutions"),
    params=Params,
)
def institution_directory_incomplete(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Institutions (公共企事业单位) that the platform of the unit supervising them leaves out, or gives no number of.

    Why: parents and patients look for one school or hospital, and for whom to call when it does not answer.
    Counts: a configured institution with no site that was read, no page, column or link of its name, and no entry
        in a list of institutions on the pages of the unit or the portal; one whose pages were all read and show no
        telephone number, nor its row of a directory; a unit that nowhere publishes a catalogue of what the
        institutions of a field must disclose (信息公开目录, 清单).
    Does not count: a name written without the place it begins with, or with 信息公开, 简介 and the like; a number that
        is called 联系电话 or 热线; a catalogue of all fields; units without configured institutions.
    Cannot tell: a host, or a column of institutions, was not read to its end, or leads to a platform elsewhere; the
        link of an institution's name is dead; its pages were not read, or are mostly pictures.
    Fix: give every institution on the list its page, with a number for questions and complaints, and publish the
        catalogue of the field.
    """
    if not unit.homes:
        return
    home = unit.homes[0].seen
    if not unit.institutions.members:
        yield inapplicable(home, "未配置由本单位主管的公共企事业单位")
    elif params.aspect is Aspect.CATALOGUE:
        yield from _catalogues(unit, home, params)
    else:
        judge = _page if params.aspect is Aspect.PAGE else _phone
        yield from (judge(one, unit, home, params) for one in unit.institutions.members)


def _unseen(unit: UnitEvidence, home: Seen) -> list[str]:
    """Why something of an institution may stand on the unit's or the portal's pages unseen."""
    unread = [] if home.read else [f"首页未能读取（{home.why_unread}）"]
    budget = [f"{site.host} 未采集完整" for site in unit.sites if site.coverage != "complete"]
    return list(dict.fromkeys((*unread, *budget, *unit.institutions.doubts)))


def _page(one: InstitutionEvidence, unit: UnitEvidence, home: Seen, params: Params) -> Statement:
    del params
    if one.places:
        return passed(one.places[0].seen, f"{one.name}：{one.places[0].name}", target=one.name)
    if doubts := [*one.why_unplaced, *_unseen(unit, home)]:
        return cant_tell(home, f"{one.name}：{_joined(doubts)}", target=one.name)
    message = (
        f"未见“{one.name}”的信息公开栏目或专属页面：门户网站和主管部门的公共企事业单位公开栏目中均没有该单位"
    )
    return failed(home, message, target=one.name, name=one.name)


def _phone(one: InstitutionEvidence, unit: UnitEvidence, home: Seen, params: Params) -> Statement:
    if one.phones:
        number = one.phones[0]
        return passed(Seen(number.url or home.url), f"{one.name}：{number.text}", target=one.name)
    if not one.places:
        if doubts := [*one.why_unplaced, *_unseen(unit, home)]:
            return cant_tell(home, f"{one.name}：{_joined(doubts)}", target=one.name)
        return inapplicable(home, f"{one.name}没有专属页面，按主体覆盖提示", target=one.name)
    if why := _hidden(one, unit, home, params):
        return cant_tell(one.places[0].seen, f"{one.name}：{why}", target=one.name)
    return failed(
        one.places[0].seen,
        f"“{one.name}”的{one.page_count}个页面文字中均未见监督、投诉或咨询电话，主管部门的名录中也没有",
        target=one.name,
        name=one.name,
        pages=one.page_count,
    )


def _hidden(one: InstitutionEvidence, unit: UnitEvidence, home: Seen, params: Params) -> str:
    """Why a number may stand where nobody read it (Chinese); empty if nowhere."""
    if doubts := [*one.why_unread, *_unseen(unit, home)]:
        return _joined(doubts)
    if not one.page_count:
        return "其页面未采集"
    return "页面文字很少，电话可能在图片中" if one.chars < params.min_chars else ""


def _catalogues(unit: UnitEvidence, home: Seen, params: Params) -> Iterator[Statement]:
    """One statement for each field that the unit has institutions of."""
    area = unit.institutions
    for sector in dict.fromkeys(one.sector for one in area.members):
        name = _SECTORS.get(sector, "公共企事业单位")
        words = (*params.fields.get(sector, ()), *params.any_field)
        found = next((one for one in area.catalogues if any(word in one.text for word in words)), None)
        if found:
            yield passed(Seen(found.url or home.url), f"“{found.text}”", target=sector or "all")
        elif doubts := _unseen(unit, home):
            yield cant_tell(home, f"{name}领域公开目录：{_joined(doubts)}", target=sector or "all")
        else:
            count = sum(one.sector == sector for one in area.members)
            message = f"未见{name}领域公共企事业单位信息公开目录或清单（本单位主管{count}家）"
            yield failed(home, message, target=sector or "all", required=count)


def _joined(doubts: list[str]) -> str:
    return "；".join(doubts[:_SHOWN])
