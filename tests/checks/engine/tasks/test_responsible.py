from __future__ import annotations

import pytest

from checks.engine.tasks.model import Responsible
from checks.engine.tasks.responsible import units_called
from evidence.records import Unit, UnitKind

UNITS = (
    Unit("czj", "市中区财政局", UnitKind.DEPARTMENT),
    Unit("sfj", "司法局", UnitKind.DEPARTMENT, aliases=("区司法行政局",)),
    Unit("tyj", "济南市市中区退役军人事务局", UnitKind.DEPARTMENT, aliases=("区退役军人局",)),
    Unit("swj", "国家税务总局济南市市中区税务局", UnitKind.DEPARTMENT),
    Unit("scj", "市中区市场监管局", UnitKind.DEPARTMENT),
    Unit("yyb", "区数据局", UnitKind.DEPARTMENT),
    Unit("mzj", "市民政局", UnitKind.DEPARTMENT),  # a city's own
    Unit("jd1", "泺源街道办事处", UnitKind.STREET),
    Unit("jd2", "大观园街道办事处", UnitKind.STREET),
    Unit("xx", "实验小学", UnitKind.INSTITUTION),
)
ENTRIES = {
    "各街道办事处": Responsible((UnitKind.STREET,)),
    "区政府各部门": Responsible((UnitKind.DEPARTMENT,)),
    "区税务部门": Responsible(names=("国家税务总局济南市市中区税务局",)),
    "两家": Responsible((UnitKind.STREET,), ("实验小学",)),
}


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("市中区财政局", ("czj",)),
        ("区财政局", ("czj",)),
        ("财政局", ("czj",)),
        ("区司法局", ("sfj",)),
        ("区 司法局", ("sfj",)),
        ("区司法行政局", ("sfj",)),
        ("区退役军人局", ("tyj",)),
        ("区退役军人事务局", ("tyj",)),
        ("区税务局", ("swj",)),
        ("区税务部门", ("swj",)),
        ("区市场监管局", ("scj",)),
        ("市场监管局", ("scj",)),
        ("云溪区数据局", ("yyb",)),
        ("数据局", ("yyb",)),
        ("市数据局", ()),  # another level's
        ("海东市数据局", ()),
        ("市财政局", ()),
        ("市民政局", ("mzj",)),
        ("海东市民政局", ("mzj",)),
        ("民政局", ("mzj",)),
        ("区政局", ()),
        ("区发改局", ()),
        ("办事处", ()),
        ("各街道办事处", ("jd1", "jd2")),
        ("区政府各部门", ("czj", "sfj", "tyj", "swj", "scj", "yyb", "mzj")),
        ("两家", ("jd1", "jd2", "xx")),
        ("实验小学", ("xx",)),
    ],
)
def test_names_of_the_table_stand_for_units(name: str, units: tuple[str, ...]) -> None:
    assert units_called(name, ENTRIES, UNITS) == units


def test_who_bears_the_name_exactly_is_meant_alone() -> None:
    units = (*UNITS, Unit("cz2", "财政局", UnitKind.DEPARTMENT))
    assert units_called("财政局", {}, units) == ("cz2",)
    assert units_called("市中区财政局", {}, units) == ("czj",)
