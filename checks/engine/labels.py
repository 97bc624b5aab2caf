"""The Chinese of levels, origins and kinds, as the manual of rules and tasks prints them."""

from __future__ import annotations

from checks.engine.model import Level, Origin
from evidence.records import ColumnKind, UnitKind

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
COLUMNS = {
    ColumnKind.NEWS: "动态要闻",
    ColumnKind.NOTICES: "通知公告",
    ColumnKind.POLICY: "政策文件",
    ColumnKind.INTERPRETATION: "政策解读",
    ColumnKind.PERSONNEL: "人事信息",
    ColumnKind.PLANS: "规划计划",
    ColumnKind.FINANCE: "财政信息",
    ColumnKind.STATISTICS: "统计信息",
    ColumnKind.SERVICES: "办事服务",
    ColumnKind.MESSAGES: "留言咨询",
    ColumnKind.CONSULTATION: "调查征集",
    ColumnKind.INTERVIEW: "在线访谈",
    ColumnKind.DISCLOSURE: "政府信息公开专栏",
    ColumnKind.OVERVIEW: "概况机构领导",
    ColumnKind.TOPIC: "专题",
    ColumnKind.ARCHIVE: "已归档",
    ColumnKind.OTHER: "其他",
}
