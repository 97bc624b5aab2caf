"""service-none (未提供办事服务)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.ways import judge_ways
from evidence.units import UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """No thresholds: services are there, or they are not."""


@check("service-none", title="未提供办事服务", needs=("homes", "services", "offer_doubts"), params=Params)
def service_none(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites of units with services (对外服务职能) that offer none.

    Why: people come to a government site to get something done.
    Counts: the home page, its first-level pages and the whole site were read, and there is no column of
        services, no service guide, no link to the service platform (政务服务网, 一网通办, 办事指南 …). For a unit
        that is a part of a larger site, that site's services are its own.
    Does not count: units that the configuration says have no services.
    Cannot tell: the home page, its navigation or a first-level page was not read; the site was not read to
        the end; a name is only like that of a service, leads nowhere, or is a picture without words.
    Fix: publish the guides of the unit's service items, or link to them on the service platform.
    """
    yield from judge_ways(
        unit,
        unit.services,
        "办事服务",
        "首页、一级栏目页及网站各页面的链接中均未发现办事服务栏目、办事指南或政务服务平台入口",
    )
