"""Sites as such, from the wire to the finding: a portal in order and a department's site that is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from checks.engine.model import Assessment, UnitAssessment
from crawler.sites import load_config
from evidence.names import Name, Names
from evidence.units import Sample
from tests.crawler.local_site import Site
from tests.crawler.tls_site import Authority, TlsSite
from tests.xunjian.small_site import AS_OF, routes
from xunjian.clock import now
from xunjian.history import History
from xunjian.pipeline import Job, check_stage, crawl_stage
from xunjian.probes import Probes

PORTAL, OWN = "www.yunxi.gov.cn", "www.yunxijy.com"
CONFIG = """\
[district]
name = "海东市云溪区"
[crawl]
requests_per_second = 1000.0
concurrency = 8
timeout_seconds = 2
render = "never"
external_links = false
[[unit]]
id = "qzf"
name = "云溪区人民政府"
kind = "government"
[[unit.site]]
url = "{portal}"
portal = true
[[unit]]
id = "jyty"
name = "区教育体育局"
kind = "department"
[[unit.site]]
url = "{own}"
"""


@dataclass(frozen=True)
class Judged:
    """The result, and the two home pages."""

    assessment: Assessment
    portal: str
    own: str

    def unit(self, name: str) -> UnitAssessment:
        return next(unit for unit in self.assessment.units if unit.id == name)


def samples(url: str, status: int | None, failure: str | None) -> Iterator[Sample]:
    """Hourly for ten days before the monitoring day."""
    start = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC) - timedelta(days=10)
    for hour in range(24 * 10):
        yield Sample(url, start + timedelta(hours=hour), status, failure, 20_000 if failure else 200)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("sites")
    authority = Authority.make(folder)
    with ExitStack() as stack:
        portal, own = (stack.enter_context(Site(routes(("/",), dead=False))) for _ in range(2))
        secure = stack.enter_context(TlsSite({"/": "<p>首页"}, authority.issue(folder, PORTAL)))
        wrong = stack.enter_context(TlsSite({"/": "<p>首页"}, authority.issue(folder, "other.com")))
        table = {
            PORTAL: Name(("127.0.0.1",), ("2001:db8::1",), secure.port),
            OWN: Name(("127.0.0.1",), (), wrong.port),
        }
        homes = [
            f"http://{name}:{site.netloc.rpartition(':')[2]}/"
            for name, site in ((PORTAL, portal), (OWN, own))
        ]
        path = folder / "sites.toml"
        path.write_text(CONFIG.format(portal=homes[0], own=homes[1]), encoding="utf-8")
        config = load_config(path)
        names = Names(table, authority.file)
        job = Job(config, folder / "var", AS_OF, second_look_pause_s=0.05, names=names)
        with History(job.data) as history, Probes(job.data) as probes:
            for good, bad in zip(
                samples(homes[0], 200, None), samples(homes[1], None, "timeout"), strict=True
            ):
                probes.add(good.at, [good, bad])
            started = now(config)
            crawl_stage(job, history, "20261123-0200", started)
            return Judged(check_stage(job, history, "20261123-0200", started), homes[0], homes[1])


SITE_CHECKS = ("site-unreachable", "https-missing", "ipv6-missing", "domain-nonstandard", "page-slow")


def test_a_site_in_order(judged: Judged) -> None:
    unit = judged.unit("qzf")
    assert not [one for one in unit.findings if one.check in SITE_CHECKS]
    assert not [one for one in unit.undetermined if one.check in SITE_CHECKS]
    assert not [text for text in unit.needs_person if "监测样本" in text]


def test_a_site_out_of_order(judged: Judged) -> None:
    unit = judged.unit("jyty")
    found = {one.check: one for one in unit.findings if one.check in SITE_CHECKS}
    assert set(found) == set(SITE_CHECKS) - {"page-slow"}
    assert {one.url for one in found.values()} == {judged.own}
    assert found["https-missing"].message == "网站的HTTPS证书与域名不符"
    assert found["ipv6-missing"].message == f"网站域名{OWN}没有IPv6地址（AAAA记录）"
    assert found["domain-nonstandard"].rules == ("SG17-D02", "SG17-D03")
    veto = found["site-unreachable"]
    assert (veto.rule, veto.certainty, veto.evidence.facts["samples"]) == ("GB19-V02", "confirmed", 168)
    assert unit.verdict == "unqualified"


def test_samples_end_with_the_monitoring_day(judged: Judged) -> None:
    facts = judged.unit("jyty").findings
    (veto,) = [one for one in facts if one.check == "site-unreachable"]
    week = (AS_OF - timedelta(days=7), AS_OF - timedelta(days=1))
    assert tuple(date.fromisoformat(str(veto.evidence.facts[key])) for key in ("since", "until")) == week
