"""The stages alone, without a network; which runs move ``latest`` and the history; what becomes of a defect."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.children import Told, inside, xunjian
from tests.conftest import DAYS, DemoRun
from tests.crawler.local_site import Site
from tests.xunjian.small_site import frame, listed, routes, rows, write_sites

FIRST, SECOND = "2026-11-20", "2026-11-23"
MOVES = ("state", "first_seen", "last_seen")


def still(audit: dict[str, Any]) -> dict[str, Any]:
    """What the same evidence, date and standards always give (contracts §1)."""
    units = json.loads(json.dumps(audit["units"]))
    for unit in units:
        for finding in unit["findings"]:
            for key in MOVES:
                del finding[key]
            del finding["evidence"]["fetched"]
    return {**audit, "run": None, "units": units}


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


# ---------------------------------------------------------------- check and report without a network


@pytest.fixture(scope="module")
def demo_copy(demo_runs: dict[str, DemoRun], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data; its servers are down."""
    copy = tmp_path_factory.mktemp("stages") / "demo"
    shutil.copytree(demo_runs[DAYS[0]].data, copy, symlinks=True)
    return copy


def stage(verb: str, data: Path, *more: str, **environment: str) -> Told:
    return xunjian(verb, "--config", data / "sites.toml", "--data", data, *more, **environment)


def test_check_and_report_need_no_network_and_give_what_run_gave(
    demo_runs: dict[str, DemoRun], demo_copy: Path
) -> None:
    wanted = demo_runs[DAYS[0]].audit
    audits = []
    for _ in range(2):
        judged = stage("check", demo_copy, "--as-of", DAYS[0], FORBID_SOCKETS="1")
        assert judged.status == 3, judged.err  # the demo has a site that blocks us
        told = stage("report", demo_copy, FORBID_SOCKETS="1")
        assert told.status == 0, told.err
        audits.append(read(demo_copy / "reports/latest/audit.json"))
    assert still(audits[0]) == still(wanted)
    assert audits[0]["units"] == audits[1]["units"] == wanted["units"]
    assert audits[0]["run"]["id"] == wanted["run"]["id"]


def test_report_twice_gives_identical_bytes(demo_copy: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert stage("report", demo_copy, "--out", str(tmp_path / name), FORBID_SOCKETS="1").status == 0
    one, two = (
        {
            str(path.relative_to(tmp_path / name)): path.read_bytes()
            for path in sorted((tmp_path / name).rglob("*"))
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    assert "audit.json" in one


def test_another_day_moves_the_windows_and_not_the_evidence(demo_copy: Path, tmp_path: Path) -> None:
    data = tmp_path / "demo"
    shutil.copytree(demo_copy, data, symlinks=True)
    assert stage("check", data, "--as-of", "2028-01-05").status == 3
    assert stage("report", data).status == 0
    old, new = (read(one / "reports/latest/audit.json") for one in (demo_copy, data))
    assert [unit["sites"] for unit in old["units"]] == [unit["sites"] for unit in new["units"]]
    newest = [[column["newest"] for column in unit["columns"]] for unit in old["units"]]
    assert newest == [[column["newest"] for column in unit["columns"]] for unit in new["units"]]
    stale = [
        [row["url"] for unit in audit["units"] for row in unit["columns"] if row["state"] == "stale"]
        for audit in (old, new)
    ]
    assert set(stale[0]) < set(stale[1])


def test_every_stage_leaves_one_file_per_host(demo_copy: Path) -> None:
    names = sorted(path.name for path in (demo_copy / "evidence").iterdir())
    assert names == [name for name in names if name.endswith(".sqlite")]
    sites = tomllib.loads((demo_copy / "sites.toml").read_text(encoding="utf-8"))["unit"]
    hosts = {site["url"].split("/")[2] for unit in sites for site in unit.get("site", ())}
    assert len(names) == len(hosts)


# ---------------------------------------------------------------- latest and history


@dataclass
class District:
    """A district on a site that changes between runs."""

    folder: Path
    site: Site
    config: Path

    @property
    def data(self) -> Path:
        return self.folder / "var"

    def run(self, verb: str, *more: str) -> Told:
        done = xunjian(verb, "--config", self.config, "--data", self.data, *more)
        assert done.status == 0, done.err
        return done

    def latest(self) -> str:
        return (self.data / "reports/latest").readlink().name

    def audit(self, run_id: str = "latest") -> dict[str, Any]:
        return read(self.data / "reports" / run_id / "audit.json")

    def runs(self) -> list[str]:
        return sorted(path.name for path in (self.data / "reports").iterdir() if path.name != "latest")


def states(audit: dict[str, Any]) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    return {
        (unit["id"], one["check"], one["url"].partition("/")[2].partition("/")[2].partition("/")[2]): (
            one["state"], one["first_seen"], one["last_seen"],
        )
        for unit in audit["units"]
        for one in unit["findings"]
    }  # fmt: skip


def test_from_run_to_run(tmp_path: Path) -> None:
    with Site(routes(("/", "/jyty/"), 3, dead=False)) as site:
        here = District(tmp_path, site, write_sites(tmp_path, site))
        here.run("run", "--as-of", FIRST)
        first = here.latest()
        assert {state for state, _, _ in states(here.audit()).values()} == {"new"}
        original = here.audit()

        # parts and self-checks judge, report, and move nothing
        told = here.run("run", "--unit", "jyty", "--as-of", SECOND)
        part = Path(told.out.strip()).parent.name
        assert part != first == here.latest()
        assert [unit["id"] for unit in here.audit(part)["units"]] == ["jyty"]
        assert {state for state, _, _ in states(here.audit(part)).values()} == {"open"}
        alone = xunjian(
            "selfcheck", f"{site.home}jyty/", "--data", here.data, "--as-of", SECOND, "--rate", "500"
        )
        assert alone.status == 0, alone.err
        assert here.latest() == first
        assert here.audit(Path(alone.out.strip()).parent.name)["units"][0]["kind"] == "institution"

        # the newest whole run is judged again in part: the whole judgement stays as it was
        judged = here.run("check", "--run", first, "--unit", "jyty", "--as-of", FIRST)
        piece = judged.out.partition(":")[0]
        assert piece not in (first, part)
        here.run("report")
        assert here.latest() == first
        assert [unit["id"] for unit in here.audit(piece)["units"]] == ["jyty"]
        here.run("report", "--run", first)
        assert here.audit(first) == original

        # one defect is mended
        site.routes["/bmfw/"] = frame("便民服务", "/", listed(rows("/", "tzgg", 3, 3)))
        here.run("run", "--as-of", SECOND)
        second = here.latest()
        assert second not in (first, part, piece)
        found = states(here.audit())
        assert found.pop(("zf", "column-empty", "bmfw/")) == ("fixed", FIRST, FIRST)
        assert set(found.values()) == {("open", FIRST, SECOND)}
        assert [one["id"] for one in here.audit()["units"][1]["findings"]] == [
            one["id"] for one in original["units"][1]["findings"]
        ]

        # what is fixed is told once
        here.run("run", "--as-of", SECOND)
        third = here.latest()
        assert ("zf", "column-empty", "bmfw/") not in states(here.audit())

        # the defect comes back: new, with the day it was first seen
        site.routes["/bmfw/"] = frame("便民服务", "/", listed([]))
        here.run("run", "--as-of", "2026-11-24")
        assert states(here.audit())[("zf", "column-empty", "bmfw/")] == ("new", FIRST, "2026-11-24")

        # an old run can be judged as it was, and never becomes the latest
        newest = here.latest()
        here.run("check", "--run", first, "--as-of", FIRST)
        here.run("report", "--run", first)
        assert here.latest() == newest != third
        assert still(here.audit(first)) == still(original)
        assert here.audit(first) == {**original, "run": here.audit(first)["run"]}


def test_a_check_after_a_unit_crawl_moves_nothing(tmp_path: Path) -> None:
    with Site(routes(("/", "/jyty/"), 3, dead=False)) as site:
        here = District(tmp_path, site, write_sites(tmp_path, site))
        here.run("crawl", "--unit", "jyty")
    here.run("check")
    here.run("report")
    assert not (here.data / "reports/latest").exists()
    assert len(here.runs()) == 1


def test_crawl_check_and_report_one_by_one_are_a_run(tmp_path: Path) -> None:
    with Site(routes(("/",), 3, dead=False)) as site:
        here = District(tmp_path, site, write_sites(tmp_path, site, units=1))
        here.run("run", "--as-of", SECOND)
        whole = here.audit()
        here.run("crawl")
    here.run("check", "--as-of", SECOND)
    told = here.run("report")
    assert Path(told.out.strip()).parent.name == here.latest() != whole["run"]["id"]
    one, other = still(whole), still(here.audit())
    for audit in (one, other):
        for unit in audit["units"]:
            for site_row in unit["sites"]:
                del site_row["not_modified"]
    assert one == other


def test_report_to_another_place_moves_nothing(tmp_path: Path) -> None:
    with Site(routes(("/",), 3, dead=False)) as site:
        here = District(tmp_path, site, write_sites(tmp_path, site, units=1))
        here.run("crawl")
    here.run("check")
    told = here.run("report", "--out", str(tmp_path / "out"))
    assert told.out.strip() == str(tmp_path / "out/index.html")
    assert not (here.data / "reports").exists()
    done = inside("report", "--config", here.config, "--data", here.data)
    assert done.status == 0
    assert len(here.runs()) == 1
    assert here.latest() == here.runs()[0]
