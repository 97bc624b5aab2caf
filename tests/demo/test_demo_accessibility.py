"""What axe-core says of the demo's templates is what the key names, and nothing else. Needs a browser."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import Calendar
from crawler.browser.process import find_browser
from crawler.extract.links import url_key
from crawler.sites import load_config
from crawler.work import crawl
from demo.config import write_config
from demo.key import expected, look_alikes
from demo.server import serve
from evidence.district import DistrictFiles
from evidence.view import view

REAL, WHY_NONE = find_browser()
AS_OF = date(2026, 11, 23)
CHECK = ("accessibility",)
STANDARDS = load_standards(Path(__file__).parents[2] / "config" / "standards", ["accessibility"])


@pytest.mark.skipif(not REAL, reason=f"axe-core is not run on the demo: {WHY_NONE}")
def test_axe_core_finds_what_is_planted_and_nothing_else(tmp_path: Path) -> None:
    with serve(AS_OF) as serving:
        config = load_config(write_config(tmp_path, serving.origins))
        key = {(one.unit, one.target) for one in expected(AS_OF, serving.origins, CHECK)}
        innocent = {(one.unit, one.target) for one in look_alikes(AS_OF, serving.origins, CHECK)}
        judged = {unit for unit, _ in key | innocent}
        units = tuple(unit for unit in config.units if unit.id in judged)
        netlocs = {site.url.split("/")[2] for unit in units for site in unit.sites}
        hosts = [
            replace(host, crawl=replace(host.crawl, pages=120, render="auto", external_links=False))
            for host in config.hosts
            if host.netloc in netlocs
        ]
        crawl(hosts, tmp_path, "r1", datetime.now(UTC), second_look_pause_s=0.01, observe=False)
    with closing(DistrictFiles.open(tmp_path, units, tuple(netlocs), "云溪区", url_key)) as files:
        found = [judge(unit, STANDARDS, Calendar()) for unit in view(files, AS_OF).units]
    filed = {(unit.id, one.target) for unit in found for one in unit.findings}
    assert key
    assert filed == key
