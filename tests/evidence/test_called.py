"""Names of bodies as tables write them, with a place and a level before them or without."""

from __future__ import annotations

import pytest

from evidence.called import CalledUnits
from evidence.records import Unit, UnitKind

QU = (
    Unit("zf", "云溪区人民政府", UnitKind.GOVERNMENT),
    Unit("jyj", "区教育局", UnitKind.DEPARTMENT, aliases=("教育体育局",)),
    Unit("scj", "云溪区市场监督管理局", UnitKind.DEPARTMENT),
)
SHI = (
    Unit("zf", "云溪市人民政府", UnitKind.GOVERNMENT),
    Unit("jyj", "市教育局", UnitKind.DEPARTMENT),
    Unit("scj", "云溪市市场监督管理局", UnitKind.DEPARTMENT),
    Unit("mzj", "市民政局", UnitKind.DEPARTMENT),
    Unit("zfb", "云溪市政府办公室", UnitKind.OFFICE),
)


@pytest.mark.parametrize(
    ("units", "district", "said", "found"),
    [
        (QU, "海东市云溪区", "区教育局", "jyj"),
        (QU, "海东市云溪区", "承办单位：云溪区教育局、区财政局", "jyj"),
        (QU, "海东市云溪区", "市教育局", None),
        (QU, "海东市云溪区", "市场监督管理局", "scj"),
        (QU, "海东市云溪区", "区市场监督管理局", "scj"),
        (QU, "海东市云溪区", "区财政局、区教育局", None),  # who leads is no configured one
        (QU, "海东市云溪区", "", None),
        (SHI, "云溪市", "教育局", "jyj"),
        (SHI, "云溪市", "市场监督管理局", "scj"),
        (SHI, "云溪市", "市市场监督管理局", "scj"),
        (SHI, "云溪市", "云溪市市场监督管理局", "scj"),
        (SHI, "云溪市", "区教育局", None),
        (SHI, "云溪市", "民政局", "mzj"),
        (SHI, "云溪市", "市政府办公室", "zfb"),
        (SHI, "云溪市", "政府办公室", "zfb"),
    ],
)
def test_who_leads(units: tuple[Unit, ...], district: str, said: str, found: str | None) -> None:
    assert CalledUnits.of(units, district).first(said) == found
