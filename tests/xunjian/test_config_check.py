"""``xunjian config check``: each unit says its sites, its scope, its corrections; each kind its rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from checks.engine.tasks.model import Attested, Responsible, Table, Task
from crawler.sites import load_config
from evidence.records import UnitKind
from xunjian.config_check import describe

SITES = """\
[district]
name = "市中区"
[[unit]]
id = "qzf"
name = "区政府"
kind = "government"
[[unit.site]]
url = "http://h.gov.cn/"
portal = true
site_id = "3701030001"
requests_per_second = 1
[[unit]]
id = "jyty"
name = "区教育体育局"
kind = "department"
aliases = ["区教体局", "教体局"]
[[unit.site]]
url = "http://h.gov.cn/jyty/"
scope = ["http://h.gov.cn/jyty/", "http://h.gov.cn/edu"]
[[unit.column]]
url = "http://h.gov.cn/jyty/tzgg/"
name = "通知公告"
kind = "notices"
max_age_days = 90
[[unit.column]]
url = "http://h.gov.cn/jyty/old/"
max_age_days = 0
archived = true
[[unit.column]]
url = "http://h.gov.cn/jyty/new/"
[[unit]]
id = "school"
name = "实验小学"
kind = "institution"
sector = "education"
supervisor = "jyty"
services = false
[[unit]]
id = "lonely"
name = "某街道"
kind = "street"
[[unit.site]]
url = "http://s.gov.cn/jd/"
scope = ["http://s.gov.cn/jd/"]
"""


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    check: str
    standard: str
    kinds: tuple[UnitKind, ...]
    level: str
    portal_only: bool = False


RULES = (
    Rule("A-2", "column-stale", "guoban-2019", (UnitKind.GOVERNMENT, UnitKind.DEPARTMENT), "advice"),
    Rule("A-1", "home-stale", "guoban-2019", (UnitKind.GOVERNMENT,), "veto"),
    Rule("A-3", "link-dead", "guoban-2019", (UnitKind.GOVERNMENT,), "deduct", portal_only=True),
    Rule("B-1", "column-empty", "public-institutions", (UnitKind.INSTITUTION,), "deduct"),
    Rule("B-2", "link-dead", "public-institutions", (UnitKind.INSTITUTION,), "deduct"),
)

EXPECTED = """\
{path}: 市中区, time zone Asia/Shanghai, standards national
host h.gov.cn: 1 requests/s, 4 at once, at most 5000 pages, lists 730 days back, browser auto
host s.gov.cn: 2 requests/s, 4 at once, at most 5000 pages, lists 730 days back, browser auto

qzf  区政府  (government)
  site http://h.gov.cn/, government portal, site id 3701030001
    owns the whole host: checks of a site as such judge it
    differs from [crawl]: requests_per_second = 1.0

jyty  区教育体育局  (department)
  site http://h.gov.cn/jyty/
    owns http://h.gov.cn/jyty/ http://h.gov.cn/edu/: a part of the host, whose site as such is judged with qzf
  column http://h.gov.cn/jyty/tzgg/: name 通知公告, kind notices, stale after 90 days
  column http://h.gov.cn/jyty/old/: freshness not judged, archived
  column http://h.gov.cn/jyty/new/: crawled with the home pages
  also written 区教体局, 教体局

school  实验小学  (institution, sector education, supervised by jyty, no services)
  no site: undetermined (未配置网站)

lonely  某街道  (street)
  site http://s.gov.cn/jd/
    owns http://s.gov.cn/jd/: a part of the host, whose site as such no unit answers for

units of kind government are judged by 3 rules
  guoban-2019, veto: A-1 home-stale
  guoban-2019, deduct: A-3 link-dead (portals only)
  guoban-2019, advice: A-2 column-stale

units of kind department are judged by 1 rule
  guoban-2019, advice: A-2 column-stale

units of kind institution are judged by 2 rules
  public-institutions, deduct: B-1 column-empty, B-2 link-dead

units of kind street are judged by 0 rules

4 units on 2 hosts; without a site, hence undetermined (未配置网站): 1
"""


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    path = tmp_path / "sites.toml"
    path.write_text(SITES, encoding="utf-8")
    return path


def test_whole_description(sites: Path) -> None:
    assert describe(load_config(sites), iter(RULES)) == EXPECTED.format(path=sites)


def test_all_units_with_sites_are_only_counted(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(SITES.partition("[[unit.column]]")[0], encoding="utf-8")
    assert describe(load_config(path), ()).endswith("\n\n2 units on 1 host\n")


def test_names_in_a_table_that_no_unit_bears_are_told(sites: Path) -> None:
    def task(number: int, *units: str) -> Task:
        texts = dict.fromkeys(("group", "topic", "requirement", "summary", "due_text", "task_class"), "文")
        return Task(f"X26-{number}", number, units=units, due=None, parts=(Attested("纪要"),), **texts)

    tasks = (task(1, "教育体育局", "各街道办事处"), task(2, "区税务局"), task(3, "区税务局", "区教育体育局"))
    entries = {"各街道办事处": Responsible((UnitKind.STREET,))}
    table = Table(2026, "2026年任务分解表", date(2026, 1, 1), tasks, entries)
    assert describe(load_config(sites), (), [table]).endswith(
        "\n\n2026年任务分解表: 3 tasks\n  responsible: jyty 2, lonely 1\n"
        '  no unit is called 区税务局 (X26-2, X26-3); name it in [[unit]] aliases or in [tasks.units."区税务局"]\n'
        "\n4 units on 2 hosts; without a site, hence undetermined (未配置网站): 1\n"
    )
