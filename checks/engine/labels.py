"""The Chinese of levels, origins and kinds of units, as the manuals of rules and tasks print them."""

from __future__ import annotations

from checks.engine.model import Level, Origin
from evidence.records import UnitKind

LEVELS = {Level.VETO: "否决", Level.DEDUCT: "扣分", Level.ADVICE: "提示"}
ORIGINS = {
    Origin.VERIFIED: "已核实",
    Origin.INDIRECT: "间接",
    Origin.UNVERIFIED: "未核实",
    Origin.HOUSE: "产品默认",
}
KINDS = {
    UnitKind.GOVERNMENT: "政府",
    UnitKind.OFFICE: "办公室",
    UnitKind.DEPARTMENT: "部门",
    UnitKind.STREET: "街道",
    UnitKind.INSTITUTION: "公共企事业单位",
}
