"""Samples on record, and ``xunjian probe`` as it is run by a timer."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from evidence.units import Sample
from tests.crawler.local_site import Site
from tests.xunjian.small_site import write_sites
from xunjian.cli import main
from xunjian.lock import data_lock
from xunjian.probes import KEEP_DAYS, Probes

AS_OF = date(2026, 11, 23)
ZONE = "Asia/Shanghai"
ONE, TWO = "http://a.gov.cn/", "http://b.gov.cn/"
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def sample(
    url: str = ONE, at: datetime = NOON, status: int | None = 200, failure: str | None = None
) -> Sample:
    return Sample(url, at, status, failure, 300)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-11-23T15:59:59+00:00", True),  # 23:59:59 on the monitoring day
        ("2026-11-23T16:00:00+00:00", False),
        ("2026-11-14T16:00:00+00:00", True),
        ("2026-11-14T15:59:59+00:00", False),
    ],
)
def test_samples_until_the_end_of_the_monitoring_day(at: str, shown: bool, tmp_path: Path) -> None:
    with Probes(tmp_path) as probes:
        probes.add(NOON, [sample(at=datetime.fromisoformat(at))])
        found = probes.before(AS_OF, ZONE)
    assert [len(samples) for samples in found.values()] == ([1] if shown else [])
    assert all(one.at.utcoffset() == timedelta(hours=8) for one in found.get(ONE, ()))


@pytest.mark.parametrize(
    ("samples", "control", "failures"),
    [
        ([sample(status=None, failure="timeout"), sample(TWO)], None, ["timeout", None]),
        ([sample(status=None, failure="timeout"), sample(TWO, status=500)], None, ["timeout", None]),
        (
            [sample(status=None, failure="timeout"), sample(TWO, status=None, failure="dns")],
            None,
            ["outage"] * 2,
        ),
        ([sample(status=None, failure="timeout")], True, ["timeout"]),
        ([sample(status=None, failure="timeout")], False, ["outage"]),
        ([sample(status=None, failure="timeout")], None, ["timeout"]),
        (
            [sample(status=None, failure="timeout"), sample(TWO, status=None, failure="robots")],
            True,
            ["timeout", "robots"],
        ),
    ],
)
def test_a_round_that_nobody_answered_is_our_own(
    samples: list[Sample], control: bool | None, failures: list[str | None], tmp_path: Path
) -> None:
    with Probes(tmp_path) as probes:
        probes.add(NOON, samples, control=control)
        probes.add(NOON + timedelta(hours=1), [sample(TWO, NOON + timedelta(hours=1))])
        found = probes.before(AS_OF, ZONE)
    assert [found[one.url][0].failure for one in samples] == failures


def test_old_samples_are_pruned(tmp_path: Path) -> None:
    with Probes(tmp_path) as probes:
        old = NOON - timedelta(days=KEEP_DAYS)
        probes.add(old, [sample(at=old - timedelta(hours=1)), sample(at=old + timedelta(hours=1))])
        probes.add(NOON, [sample()])
    rows = sqlite3.connect(tmp_path / "xunjian.sqlite").execute("SELECT count(*) FROM probe").fetchone()
    assert rows == (2,)


def test_the_command_beside_a_run(tmp_path: Path) -> None:
    with Site({"/": "<p>首页", "/jyty/": "<p>教体局"}) as site, data_lock(tmp_path / "var"):
        config = write_sites(tmp_path, site)
        arguments = ["probe", "--config", str(config), "--data", str(tmp_path / "var"), "--egress", "telecom"]
        done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.output) == (0, "2 samples: 2 answered, 0 did not\n")
    rows = sqlite3.connect(tmp_path / "var/xunjian.sqlite").execute(
        "SELECT url, status, failure, egress FROM probe ORDER BY url"
    )
    assert rows.fetchall() == [(site.home, 200, None, "telecom"), (f"{site.home}jyty/", 200, None, "telecom")]


def test_a_site_that_does_not_answer_is_a_sample_and_a_wrong_config_is_none(tmp_path: Path) -> None:
    with Site({}) as site:
        pass
    config = write_sites(tmp_path, site)
    down = CliRunner().invoke(main, ["probe", "--config", str(config), "--data", str(tmp_path / "var")])
    assert (down.exit_code, down.output) == (0, "2 samples: 0 answered, 2 did not\n")
    wrong = CliRunner().invoke(
        main, ["probe", "--config", str(tmp_path / "none.toml"), "--data", str(tmp_path)]
    )
    assert wrong.exit_code == 2
    (tmp_path / "file").write_text("")
    disk = CliRunner().invoke(main, ["probe", "--config", str(config), "--data", str(tmp_path / "file")])
    assert disk.exit_code == 5
