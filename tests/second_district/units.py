"""Who is in the district."""

from __future__ import annotations

from tests.second_district.looks import (
    Blocks,
    Defined,
    Directory,
    Handmade,
    Ledger,
    Nested,
    Posts,
    Recordset,
    School,
    Summaries,
)
from tests.second_district.site import Unit
from tests.second_district.skins import Skin

COUNTY, ZONE = "3707990001", "3707990002"
HOSTS = ("county", "zone", "rsj", "wjj", "kjj", "lhjd", "school", "hospital", "friend", "dead")

UNITS = {
    unit.id: unit
    for unit in (
        Unit("xzf", "县政府", "澄川县人民政府", "government", "county", portal=True, external=True, site_id=COUNTY, phone="0536-6671001", aliases=("澄川县政府",)),
        Unit("zfb", "县政府办公室", "澄川县人民政府办公室", "office", "county", "/zfb/", services=False, site_id=COUNTY, phone="0536-6671002"),
        Unit("jtj", "县交通运输局", "澄川县交通运输局", "department", "county", "/bm/jtj/", site_id=COUNTY, phone="0536-6671015", aliases=("县交通局",)),
        Unit("sht", "石河街道办事处", "澄川县石河街道办事处", "street", "county", "/jd/shihe/", site_id=COUNTY, phone="0536-6671101"),
        Unit("gxq", "高新区管委会", "澄川高新技术产业开发区管理委员会", "government", "zone", site_id=ZONE, phone="0536-6672001", aliases=("澄川高新区管委会",)),
        Unit("fjq", "风景区管委会", "澄川云台风景区管理委员会", "government", "zone", "/yuntai/", site_id=ZONE, phone="0536-6672100", aliases=("澄川云台风景区管委会",)),
        Unit("rsj", "县人力资源和社会保障局", "澄川县人力资源和社会保障局", "department", "rsj", site_id="3707990011", phone="0536-6673001", aliases=("县人社局",)),
        Unit("wjj", "县卫生健康局", "澄川县卫生健康局", "department", "wjj", site_id="3707990012", phone="0536-6673101", aliases=("县卫健局",)),
        Unit("kjj", "县科学技术局", "澄川县科学技术局", "department", "kjj", site_id="3707990013", phone="0536-6673201", aliases=("县科技局",)),
        Unit("lhjd", "柳河街道办事处", "澄川县柳河街道办事处", "street", "lhjd", site_id="3707990014", phone="0536-6673301"),
        Unit("zyxx", "县第一实验中学", "澄川县第一实验中学", "institution", "school", sector="education", site_id="3707990021", phone="0536-6674001"),
        Unit("rmyy", "县人民医院", "澄川县人民医院", "institution", "hospital", sector="health", supervisor="wjj", external=True, site_id="3707990022", phone="0536-6674120"),
    )
}  # fmt: skip

SKINS: dict[str, type[Skin]] = {
    "xzf": Skin, "zfb": Recordset, "jtj": Skin, "sht": Posts, "gxq": Directory, "fjq": Ledger,
    "rsj": Nested, "wjj": Defined, "kjj": Handmade, "lhjd": Summaries, "zyxx": School, "rmyy": Blocks,
}  # fmt: skip
