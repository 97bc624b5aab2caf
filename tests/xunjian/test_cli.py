"""The command line as a user meets it: every exit status with its one line, never a traceback."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.children import ROOT, Told, environment, inside, start, xunjian
from tests.crawler.local_site import Site
from tests.xunjian.small_site import DAY, frame, listed, routes, rows, slowly, write_sites

CONFIG = ROOT / "config" / "sites.toml"
INSPECTED = (
    "url kind platform encoding title published source document_number is_policy is_interpretation policy_links "
    "interpretation_links attachments column_name items next_page columns meta footer links details"
).split()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs within this process reaches nothing."""

    def connect(*_: object) -> None:
        raise AssertionError("this command must not touch the network")

    monkeypatch.setattr(socket.socket, "connect", connect, raising=False)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sites.toml and a finished run under var/; its site is down by now."""
    folder = tmp_path_factory.mktemp("audited")
    with Site(routes(("/", "/jyty/"), 3)) as site:
        done = audit(folder, write_sites(folder, site), "--fail-on", "deduct")
    assert done.status == 1, done.err
    return folder


def audit(folder: Path, config: Path, *more: str) -> Told:
    return xunjian("run", "--config", config, "--data", folder / "var", "--as-of", DAY, *more)


def again(audited: Path, folder: Path) -> tuple[str | Path, ...]:
    """Options that name a copy of the audited folder."""
    shutil.copytree(audited / "var", folder / "var", symlinks=True)
    return ("--config", audited / "sites.toml", "--data", folder / "var", "--as-of", DAY)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gibberish() -> Iterator[str]:
    """A host that takes every connection and never speaks HTTP."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def answer() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                with closing(peer):
                    peer.recv(4096)
                    peer.sendall(b"\x00\xff\x10 this is no web server\r\n" * 3)

        threading.Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


# ---------------------------------------------------------------- 0 and 1


@pytest.mark.parametrize(("level", "status"), [("never", 0), ("veto", 0), ("deduct", 1), ("advice", 1)])
def test_fail_on_asks_for_open_confirmed_findings_at_or_above_a_level(
    audited: Path, tmp_path: Path, level: str, status: int
) -> None:
    done = inside("check", *again(audited, tmp_path), "--fail-on", level)
    assert (done.status, done.err) == (status, "")
    assert "2 units, 4 findings; write them: xunjian report" in done.out


def test_run_tells_what_it_found_and_where_the_report_is(tmp_path: Path) -> None:
    with Site(routes(("/",), 3, dead=False)) as site:
        done = audit(tmp_path, write_sites(tmp_path, site, units=1), "--out", str(tmp_path / "out"))
    assert (done.status, done.out.strip()) == (0, str(tmp_path / "out" / "index.html"))
    assert done.line == "1 units: 1 qualified"
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"index.html", "audit.json", "units"}


# ---------------------------------------------------------------- 2: wrong usage or configuration


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--as-of", "2026-02-30"), "'2026-02-30' is no day; write YYYY-MM-DD"),
        (("run", "--as-of", "tomorrow"), "'tomorrow' is no day"),
        (("run", "--unit", "nobody"), "--unit nobody: no such unit in "),
        (("crawl", "--unit", "nobody"), "--unit nobody: no such unit in "),
        (("check", "--unit", "nobody"), "--unit nobody: no such unit in "),
        (("run", "--fail-on", "sometimes"), "'sometimes' is not one of"),
        (("run", "--config", "nowhere.toml"), "nowhere.toml:1: no such file; "),
        (("run", "--nonsense"), "--nonsense"),
        (("selfcheck", "ftp://www.example.gov.cn/"), "not an http(s) address; write http://… or https://…"),
        (("selfcheck", "www.example.gov.cn"), "not an http(s) address; write http://… or https://…"),
        (("selfcheck", "localhost:8000/"), "not an http(s) address"),
        (("selfcheck", "http://"), "not an http(s) address"),
        (("selfcheck", "http://x.cn/", "--pages", "0"), "--pages"),
        (("selfcheck",), "URL"),
        (("check",), "no run yet; crawl first: xunjian crawl"),
        (("report",), "no run has a result; judge it first: xunjian check"),
        (("report", "--run", "20200101-0000"), "run 20200101-0000 has no result"),
        (("check", "--run", "20200101-0000"), "no run 20200101-0000"),
        (("rules", "column-emtpy"), "did you mean 'column-empty'?"),
        (("rules", "nonsense"), "no check, rule or task 'nonsense'; "),
        (("inspect", "no-such-page.html"), "no-such-page.html: cannot be read"),
        (("inspect", "ftp://x.cn/"), "cannot be read"),
        (("perform",), "perform"),
    ],
)
def test_wrong_usage_is_2_and_starts_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    takes_data = arguments[0] in ("run", "crawl", "check", "report", "selfcheck")
    data = ("--data", str(tmp_path / "var")) if takes_data else ()
    done = inside(*arguments, *data)
    assert (done.status, done.out) == (2, "")
    assert done.line.startswith("xunjian: ")
    assert said in done.line
    assert not list(tmp_path.glob("var/evidence/*")) + list(tmp_path.glob("var/reports/*"))


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[district]\nname = "区"\n[[unit]\nid = "a"\n', 3, "]]"),
        ('[district]\nname = "区"\nstandards = "national\n', 3, ""),
        ('[district]\nname = "区"\n[[unit]]\nid = "a"\nname = "甲"\nkind = "bureau"\n', 6, "bureau"),
    ],
)
def test_malformed_configuration_names_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    for verb in (("run",), ("check",), ("config", "check")):
        done = inside(*verb, "--config", path, *(("--data", tmp_path / "var") if len(verb) == 1 else ()))
        assert done.status == 2
        first = done.err.splitlines()[0]
        assert first.startswith(f"xunjian: {path}:{line}: ")
        assert said in first
        assert "; " in first
    assert not (tmp_path / "var").exists()


# ---------------------------------------------------------------- 3: a site could not be audited


def test_a_refusing_host_is_3_whatever_else_was_found(tmp_path: Path) -> None:
    with Site(routes(("/",), 3, dead=False)) as site:
        config = write_sites(tmp_path, site, units=1)
        more = f'[[unit]]\nid = "wjj"\nname = "区卫健局"\nkind = "department"\n[[unit.site]]\nurl = "http://127.0.0.1:{free_port()}/"\n'
        config.write_text(config.read_text() + more + '[[unit]]\nid = "no"\nname = "无站"\nkind = "street"\n')
        done = audit(tmp_path, config, "--fail-on", "deduct")
    assert done.status == 3
    counts, told = done.err.splitlines()
    assert counts == "3 units: 2 undetermined, 1 qualified"
    assert "unreachable; unit wjj is undetermined" in told
    good, refused, without = json.loads((tmp_path / "var/reports/latest/audit.json").read_text())["units"]
    assert len(good["findings"]) == 2
    assert (refused["verdict"], refused["findings"]) == ("undetermined", [])
    assert refused["sites"][0]["coverage"] == "unreachable"
    assert (without["verdict"], without["sites"]) == ("undetermined", [])


def test_a_unit_without_a_site_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text('[district]\nname = "区"\n[[unit]]\nid = "no"\nname = "无站"\nkind = "street"\n')
    done = audit(tmp_path, path, "--fail-on", "advice")
    assert (done.status, done.line) == (0, "1 units: 1 undetermined")


def test_a_host_that_speaks_no_http_is_3(tmp_path: Path) -> None:
    with gibberish() as netloc:
        done = audit(tmp_path, write_sites(tmp_path, netloc, units=1))
    assert done.status == 3
    assert "unreachable; unit zf is undetermined" in done.err
    assert "Traceback" not in done.err


def test_crawl_alone_of_a_dead_host_is_3(tmp_path: Path) -> None:
    config = write_sites(tmp_path, f"127.0.0.1:{free_port()}", units=1)
    done = xunjian("crawl", "--config", config, "--data", tmp_path / "var")
    assert (done.status, done.err) == (3, "")
    assert ": unreachable, 0 pages" in done.out


def test_selfcheck_of_a_dead_host_is_3(tmp_path: Path) -> None:
    done = xunjian("selfcheck", f"http://127.0.0.1:{free_port()}/", "--data", tmp_path)
    assert done.status == 3
    assert "Traceback" not in done.err


# ---------------------------------------------------------------- 4 and 5


@pytest.mark.parametrize("verb", ["run", "crawl", "check", "report"])
def test_a_held_lock_is_4(audited: Path, tmp_path: Path, verb: str) -> None:
    config, data = audited / "sites.toml", tmp_path / "var"
    data.mkdir()
    with (data / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("process 4711")
        lock.flush()
        done = inside(verb, "--config", config, "--data", data)
        assert done.status == 4
        assert done.line == f"xunjian: {data}/lock: another run holds the lock (process 4711); wait for it"
        assert (data / "lock").read_text() == "process 4711"


def test_a_lock_left_by_a_dead_process_holds_nobody(audited: Path, tmp_path: Path) -> None:
    options = again(audited, tmp_path)
    (tmp_path / "var/lock").write_text("process 4711, long dead")
    assert inside("check", *options).status == 0


@pytest.mark.parametrize("verb", ["run", "check", "report", "crawl"])
def test_an_unwritable_data_directory_is_5(audited: Path, tmp_path: Path, verb: str) -> None:
    (tmp_path / "file").write_text("no folder")
    done = inside(verb, "--config", audited / "sites.toml", "--data", tmp_path / "file" / "var")
    assert done.status == 5
    assert f"{tmp_path}/file/var: cannot write the data directory" in done.line
    assert done.line.endswith("give another with --data")


def test_corrupt_history_is_5_and_is_left_as_it_is(audited: Path, tmp_path: Path) -> None:
    options = again(audited, tmp_path)
    for path in (tmp_path / "var").glob("xunjian.sqlite*"):
        path.unlink()
    (tmp_path / "var/xunjian.sqlite").write_bytes(b"not a database at all " * 100)
    done = inside("check", *options)
    assert done.status == 5
    assert "xunjian.sqlite: " in done.line
    assert (tmp_path / "var/xunjian.sqlite").read_bytes().startswith(b"not a database")


def test_corrupt_evidence_is_5(audited: Path, tmp_path: Path) -> None:
    options = again(audited, tmp_path)
    (file,) = (tmp_path / "var/evidence").glob("*.sqlite")
    file.write_bytes(b"not a database at all " * 100)
    done = inside("check", *options)
    assert done.status == 5
    assert f"{file}: " in done.line
    assert "move it away" in done.line


def test_reports_that_cannot_be_written_are_5(audited: Path, tmp_path: Path) -> None:
    options = again(audited, tmp_path)
    (tmp_path / "file").write_text("no folder")
    done = inside("report", *options[:-2], "--out", tmp_path / "file" / "out")
    assert done.status == 5
    assert str(tmp_path / "file") in done.line


def test_debug_shows_the_traceback_as_well(tmp_path: Path) -> None:
    done = xunjian("--debug", "run", "--config", tmp_path / "none.toml")
    assert done.status == 2
    assert "Traceback" in done.err
    assert done.err.splitlines()[-1].startswith(f"xunjian: {tmp_path}/none.toml:1: ")


# ---------------------------------------------------------------- 130


def test_ctrl_c_is_130_and_one_line(tmp_path: Path) -> None:
    slow = {path: slowly(route, lambda: time.sleep(0.05)) for path, route in routes(("/",), 60).items()}
    with Site(slow) as site:
        config = write_sites(tmp_path, site, units=1)
        with start("run", "--config", config, "--data", tmp_path / "var") as process:
            deadline = time.monotonic() + 30
            while len(site.hits) < 20 and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == "xunjian: interrupted; the next run continues from what was fetched\n"
    assert not (tmp_path / "var/reports").exists()


# ---------------------------------------------------------------- rules, inspect, config check


def test_rules_are_listed_and_explained() -> None:
    everything = inside("rules")
    assert (everything.status, everything.err) == (0, "")
    assert "GB19-V04-3" in everything.out
    assert "column-empty" in everything.out
    by_check, by_rule = inside("rules", "column-empty"), inside("rules", "GB19-V04-3")
    assert by_check.status == by_rule.status == 0
    for heading in ("Why:", "Counts:", "Does not count:", "Cannot tell:", "Fix:"):
        assert heading in by_check.out
        assert heading in by_rule.out


def test_tasks_are_listed_after_the_rules_and_explained(no_network: None, tmp_path: Path) -> None:
    config = tmp_path / "sites.toml"
    written = CONFIG.read_text(encoding="utf-8")
    config.write_text(
        re.sub(r"(?m)^standards = .*$", 'standards = ["national", "shizhong-2023"]', written),
        encoding="utf-8",
    )
    listed = inside("rules", "--config", config)
    assert listed.status == 0, listed.err
    assert listed.out.index("SZ23-25-1") < listed.out.index("SZ23-1 ") < listed.out.index("SZ23-52 ")
    told = inside("rules", "SZ23-17", "--config", config)
    assert told.status == 0, told.err
    for part in (
        "具体要求：推动利益相关方",
        "责任单位：区政府办公室",
        "要求：至少5次",
        "（已核实）",
        "看不到的：",
        "举证：",
    ):
        assert part in told.out


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(frame("通知公告", "/", listed(rows("/", "tzgg", 3, 12))), encoding="gb18030")
    text = path.read_bytes().replace(b'charset="utf-8"', b'charset="gbk"')
    path.write_bytes(text)
    return path


def test_inspect_gives_the_facts_of_the_contract(page: Path) -> None:
    done = xunjian("inspect", page, "--url", "http://www.example.gov.cn/tzgg/", "--json", FORBID_SOCKETS="1")
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert list(found) == INSPECTED
    assert found["url"] == "http://www.example.gov.cn/tzgg/"
    assert len(found["items"]) == 12
    assert set(found["items"][0]) == {"title", "url", "date"}
    assert set(found["next_page"]) == {"how", "url"}
    assert set(found["footer"]) == {"site_id", "icp", "police", "badge"}
    assert found["published"] is None


def test_inspect_reads_a_packed_page_alike(page: Path, tmp_path: Path) -> None:
    packed = tmp_path / "index.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes()))
    one, other = (inside("inspect", path, "--json") for path in (page, packed))
    assert one.status == other.status == 0
    assert one.out == other.out
    assert json.loads(one.out)["url"] is None


@pytest.mark.parametrize("cut", [slice(0, 60), slice(0, 3)])
def test_inspect_of_a_broken_packed_page_is_2(page: Path, tmp_path: Path, cut: slice) -> None:
    packed = tmp_path / "index.html.gz"
    packed.write_bytes(gzip.compress(page.read_bytes())[cut])
    assert inside("inspect", packed).status == 2
    mangled = bytearray(gzip.compress(page.read_bytes()))
    mangled[20:30] = b"\xff" * 10
    packed.write_bytes(bytes(mangled))
    done = inside("inspect", packed)
    assert done.status == 2
    assert "cannot be read" in done.line


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("source", ["file", "http"])
def test_inspect_with_a_wrong_url_is_2(page: Path, source: str) -> None:
    place = page if source == "file" else "http://127.0.0.1:9/"
    done = inside("inspect", place, "--url", "www.example.gov.cn")
    assert done.status == 2
    assert "--url 'www.example.gov.cn': not an http(s) address" in done.line


def test_inspect_fetches_one_page_and_obeys_robots() -> None:
    rules = "User-agent: *\nDisallow: /hidden/\n"
    with Site({"/robots.txt": rules, "/": frame("首页", "/", "正文")}) as site:
        done = xunjian("inspect", site.home, "--json")
        barred = xunjian("inspect", f"{site.home}hidden/")
        gone = xunjian("inspect", f"{site.home}none.html")
    assert (done.status, json.loads(done.out)["url"]) == (0, site.home)
    assert barred.status == gone.status == 2
    assert "robots.txt does not allow it" in barred.line
    assert "404" in gone.line
    assert "/hidden/" not in site.paths()


def test_inspect_for_a_person_says_the_same(page: Path) -> None:
    done = inside("inspect", page)
    assert done.status == 0
    assert "通知公告" in done.out
    assert "kind" in done.out


def test_the_repositorys_own_configuration_is_sound() -> None:
    done = xunjian("config", "check", "--config", CONFIG, FORBID_SOCKETS="1")
    assert (done.status, done.err) == (0, "")
    assert "39 units on 1 host" in done.out


def test_a_reader_that_stops_early_is_no_error() -> None:
    program = (
        f"{sys.executable} -m xunjian rules column-empty; {sys.executable} -m xunjian config check | head -1"
    )
    done = subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {program}"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_help_and_version() -> None:
    assert inside("--version").out.startswith("xunjian, version ")
    shown = inside("run", "--help")
    assert shown.status == 0
    for option in ("--config", "--data", "--out", "--unit", "--as-of", "--fail-on"):
        assert option in shown.out


def test_data_directory_from_the_environment(audited: Path, tmp_path: Path) -> None:
    again(audited, tmp_path)
    done = xunjian(
        "check", "--config", audited / "sites.toml", "--as-of", DAY, XUNJIAN_DATA=str(tmp_path / "var")
    )
    assert done.status == 0
    assert os.listdir(tmp_path) == ["var"]  # noqa: PTH208
