"""Whether a page only passes on what another body issued (转载), and whose it is.

Only what plainly names a body outside the district counts as such: a higher level, or another place. A body of the
district that nobody configured, a newspaper that reports on the district, a field left empty: none of these makes a
page a foreign one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from evidence.called import NO_PLACE
from evidence.pairing import HIGHER_NUMBER, HIGHER_SOURCE, district_core, named_at_head, signs_of

_CITY = r"市(?!场|容|域|政[管设工园]|民[中服之热])"  # 市场监管局 is no city's
_PLACE = re.compile(rf"^([\u4e00-\u9fff]{{2,6}}?)(省|自治区|{_CITY}|州|盟|区|县|旗)(?=[\u4e00-\u9fff]{{2}})")
_LEVEL = re.compile(rf"^(?:省|{_CITY})..")
_NO_PLACE = {  # how what is no place begins: 社区, 保护区; 城市, 超市
    "区": re.compile(
        r"(?:[社园小校城新景街片厂库灌矿林山地辖院站牧学老特专疫军战]|开发|示范|高新|商务|保税|自贸|功能|管理|保护|旅游|度假|实验|试验"
        r"|先行|起步|合作|集聚|综合|加工|物流|核心|中心)$"
    ),
    "市": re.compile(r"[城超都门菜夜集早花股楼房]$"),
}
_CENTRAL_PLACE = re.compile(
    r"^中央(?:商务|商埠|活力|创新|生态|公园)"
)  # a quarter of a town, not the centre of a state
_WIDER = re.compile(
    r"全[市省]|(?<![区县城都])[市省](?:人民政府|政府|委)(?:办公|常务|全体|新闻|召开|举[行办]|印发|发布|出台|部署)"
)  # what a title tells of a whole city or province
_DOER = re.compile(
    r"^([^，,：:《“\s]{2,16}?(?:政府|[局厅委部]|委员会|办公[室厅]))(?:联合[^，,]{2,16})?"
    r"(?=召开|举[行办]|开展|组织|印发|发布|公布|启动|出台|部署|通报|推出|获)"
)  # who does what a report's title tells
_PRESS = re.compile(r"(?:日报|晚报|早报|时报|晨报|都市报|新闻网?|客户端|电视台|广播|传媒|融媒|大众网|发布)$")
_HERE = re.compile(r"[我本全][区县旗局街镇乡]|承办|贯彻|落实|学习|传达|参加")
_OWN_LEVEL = ("区", "县", "旗", "市")
_PASSED_ON = re.compile(r"(?:转发|转载)")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says of who made it."""

    title: str
    document_number: str | None = None
    issuer: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class District:
    """Whose pages these are: the district's name, and the names and aliases of its bodies."""

    name: str
    bodies: frozenset[str]

    @cached_property
    def core(self) -> str:
        """云溪 of 海东市云溪区; empty where unknown."""
        return district_core(self.name)

    @cached_property
    def tail(self) -> str:
        """云溪区 of 海东市云溪区: as its own bodies call it."""
        return self.name[self.name.rfind(self.core) :] if self.core else self.name

    @cached_property
    def parent(self) -> str:
        """海东市 of 海东市云溪区; empty where the name does not tell."""
        return self.name.removesuffix(self.tail)

    def is_own(self, words: str) -> bool:
        """Whether a name is plainly of one of its bodies."""
        if words in self.bodies or (self.tail and self.tail in words):
            return True
        level = self.tail[-1:]
        if level in _OWN_LEVEL and words.startswith(level) and len(words) > 2:
            return True
        return bool(self.core) and (words.startswith(self.core) or f"{self.core}分" in words)

    def is_named_in(self, title: str) -> bool:
        """Whether a title speaks of the district or one of its bodies."""
        return bool(self.tail and self.tail in title) or any(len(n) > 3 and n in title for n in self.bodies)

    def is_outside(self, body: str | None) -> bool:
        """Whether a name is plainly of a body of a higher level or another place."""
        words = "".join((body or "").split())
        if len(words) < 2 or self.is_own(words) or _CENTRAL_PLACE.match(words):
            return False
        if HIGHER_SOURCE.search(words) or (self.parent and words.startswith(self.parent)):
            return True
        if self.tail[-1:] in ("区", "县", "旗") and _LEVEL.match(words):
            return not NO_PLACE.match(words)
        place = _PLACE.match(words)
        none = _NO_PLACE.get(place[2]) if place else None
        return place is not None and not (none and none.search(place[1]))


def relayed_from(page: Claims, district: District) -> str:
    """Who issued what a page only passes on (转载); empty for what the district's own bodies made, or where nothing tells.

    The body at the title's head, the document number, the issuer and the source are asked in turn; the first that
    tells, tells. A source tells nothing of a title that names the district: so do papers report on it. A paper of any
    place is another's where the title tells of the whole city or province.
    """
    title = "".join(page.title.split())
    head = named_at_head(title) or _doer(title)
    if district.is_own(head) or _PASSED_ON.search(head) or _is_own_number(page.document_number, district):
        return ""
    if district.is_outside(head):
        return head
    if _is_outside_number(page.document_number, district):
        return f"{page.document_number}的发文机关"
    if district.is_outside(page.issuer):
        return page.issuer or ""
    if district.is_named_in(title):
        return ""
    if district.is_outside(page.source) or _is_press_of_wider(title, page.source, district):
        return page.source or ""
    return ""


def _doer(title: str) -> str:
    """The body whose doings the title of a report tells: 市民政局 of 市民政局举办开放日; empty where that is this district's
    business as well."""
    found = None if _HERE.search(title) else _DOER.match(title)
    return found[1] if found else ""


def _is_press_of_wider(title: str, source: str | None, district: District) -> bool:
    """Whether a paper tells of the city or province as a whole, and the title of nothing here."""
    words = "".join((source or "").split())
    is_part = district.tail[-1:] in ("区", "县", "旗")
    return bool(
        is_part
        and _PRESS.search(words)
        and not district.is_own(words)
        and _WIDER.search(title)
        and not _HERE.search(title)
    )


def _is_own_number(number: str | None, district: District) -> bool:
    signs = signs_of(number)
    return bool(signs) and (
        (bool(district.core) and district.core in signs)
        or any(signs[:2] in name for name in district.bodies if signs[1:])
    )


def _is_outside_number(number: str | None, district: District) -> bool:
    """Whether a number begins with the signs of a higher level: 国发, 鲁政办发, 济政发."""
    signs = signs_of(number)
    if not signs or (district.core and signs[0] in district.core):
        return False
    return bool(HIGHER_NUMBER.match(signs)) or bool(district.parent and signs.startswith(district.parent[0]))
