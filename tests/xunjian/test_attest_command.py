"""``xunjian attest`` as its user meets it: one line for every ending, and the right exit status."""

from __future__ import annotations

import errno
import os
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.children import Told, inside
from tests.crawler.extract.test_person_numbers import ID, PHONE
from xunjian import attest_command, attestation_ledger
from xunjian.attestations import attestations_of

SITES = """\
[district]
name = "海东市云溪区"
standards = [{standards}]
[[unit]]
id = "jyty"
name = "区教育体育局"
kind = "department"
[[unit]]
id = "czj"
name = "区财政局"
kind = "department"
"""
PACK = """\
[pack]
id = "yunxi-2026"
title = "云溪区任务分解表"
document = "云溪区2026年任务分解表"
issued = "2026"
[tasks]
year = 2026
title = "2026年云溪区政务公开重点工作任务分解表"
prefix = "YX26"
"""
TASK = """\
[[task]]
number = {number}
group = "加强培训"
topic = "业务培训"
requirement = "组织业务培训。"
summary = "业务培训"
units = ["{unit}"]
due_text = "12月底前"
due = 2026-12-31
class = "C"
attest = "培训通知、签到表"
unseen = "线下培训"
[[task.part]]
kind = "attestation"
title = "培训签到表"
"""


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(attest_command, "now", lambda _: NOW)
    return write_config(tmp_path)


def write_config(folder: Path, *standards: str) -> Path:
    named = ", ".join(f'"{name}"' for name in standards or ("yunxi-2026",))
    (folder / "sites.toml").write_text(SITES.format(standards=named), encoding="utf-8")
    (folder / "standards").mkdir(exist_ok=True)
    tasks = [TASK.format(number=47, unit="区教育体育局"), TASK.format(number=50, unit="区财政局")]
    pack = folder / "standards" / "yunxi-2026.toml"
    pack.write_text(PACK + "".join(tasks), encoding="utf-8")
    (folder / "签到表.txt").write_text("参加培训12人。", encoding="utf-8")
    (folder / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (folder / "名单.txt").write_text(f"张伟身份证号{ID}", encoding="utf-8")
    return folder


def attest(folder: Path, *arguments: str | Path) -> Told:
    return inside("attest", *arguments, "--config", folder / "sites.toml", "--data", folder / "var")


def filed(folder: Path, name: str = "签到表.txt") -> Told:
    return attest(folder, "jyty", "YX26-47", folder / name, "--note", "培训签到表")


def test_filing_tells_its_number_and_the_next_step(folder: Path) -> None:
    done = filed(folder)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "jyty YX26-47 0001: filed, 1 files, all read; decide: xunjian attest jyty YX26-47 --accept 1 --by NAME\n"
    )
    (row,) = attestations_of(folder / "var")["jyty", "YX26-47"]
    assert (row.by, row.on, row.note) == ("区教育体育局", NOW.date(), "培训签到表")


def test_who_and_when_can_be_said(folder: Path) -> None:
    done = attest(
        folder,
        "jyty",
        "YX26-47",
        folder / "签到表.txt",
        "--note",
        "x",
        "--by",
        "王科长",
        "--on",
        "2026-11-23",
    )
    assert done.status == 0
    (row,) = attestations_of(folder / "var")["jyty", "YX26-47"]
    assert (row.by, row.on) == ("王科长", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("arguments", "state", "told"),
    [
        (
            ("--accept", "1", "--by", "甲", "--privacy-checked"),
            "accepted",
            "jyty YX26-47 0001: accepted by 甲\n",
        ),
        (
            ("--reject", "1", "--by", "甲", "--reason", "看不清"),
            "rejected",
            "jyty YX26-47 0001: sent back by 甲\n",
        ),
    ],
)
def test_decision_is_told_and_listed(folder: Path, arguments: tuple[str, ...], state: str, told: str) -> None:
    assert "1 not read by the privacy check; decide: " in filed(folder, "照片.png").out
    done = attest(folder, "jyty", "YX26-47", *arguments)
    assert (done.status, done.out, done.err) == (0, told, "")
    listed = attest(folder, "--list").out
    assert f"jyty YX26-47 0001  {state}  " in listed
    assert "照片.png  sha256 " in listed
    assert f"  {state} by 甲 on " in listed
    assert "  not read: “照片.png”：图片" in listed
    assert listed.endswith("1 attestations\n")


def test_list_names_what_does_not_count(folder: Path) -> None:
    filed(folder)
    (folder / "var/attestations/jyty/YX26-47/0001/签到表.txt").write_text("改过")
    done = attest(folder, "jyty", "--list")
    assert done.status == 0
    assert "  does not count: 文件“签到表.txt”的内容与登记时不同\n" in done.out
    assert done.out.endswith("1 attestations, 1 of them do not count\n")


@pytest.mark.parametrize(
    ("which", "count"), [((), 2), (("jyty",), 1), (("jyty", "YX26-47"), 1), (("jyty", "YX26-50"), 0)]
)
def test_list_is_of_all_or_a_unit_or_a_task(folder: Path, which: tuple[str, ...], count: int) -> None:
    assert attest(folder, *which, "--list").out == "0 attestations\n"
    assert not (folder / "var").exists()
    filed(folder)
    attest(folder, "czj", "YX26-50", folder / "签到表.txt", "--note", "x")
    assert attest(folder, *which, "--list").out.endswith(f"{count} attestations\n")


WRONG = [
    ((), "UNIT: missing"),
    (("jyty",), "TASK: missing"),
    (("jyty", "YX26-47", "--note", "x"), "FILE: missing"),
    (("jyty", "YX26-47", "{ok}"), "--note TEXT: missing"),
    (("nobody", "YX26-47", "{ok}", "--note", "x"), "'nobody': no such unit in "),
    (("jtyy", "YX26-47", "{ok}", "--note", "x"), "did you mean 'jyty'?"),
    (("jyty", "YX26-48", "{ok}", "--note", "x"), "'YX26-48': no such task in the standards of "),
    (("jyty", "XX", "{ok}", "--note", "x"), "they are YX26-47 … YX26-50"),
    (("jyty", "YX26-50", "{ok}", "--note", "x"), "YX26-50 does not concern jyty, but czj"),
    (("jyty", "YX26-47", "{no}", "--note", "x"), "cannot be read (No such file or directory)"),
    (("jyty", "YX26-47", "{ok}", "--note", "x", "--on", "2026-02-30"), "'2026-02-30' is no day"),
    (("jyty", "YX26-47", "{ok}", "--note", "x", "--on", "2026-11-24"), "--on 2026-11-24: is still to come"),
    (("jyty", "YX26-47", "{ok}", "--note", "x", "--reason", "y"), "--reason TEXT: not for a filing"),
    (("jyty", "YX26-47", "{ok}", "--note", "x", "--privacy-checked"), "--privacy-checked: not for a filing"),
    (("jyty", "YX26-47", "--accept", "1"), "--by NAME: missing"),
    (("jyty", "YX26-47", "--accept", "0", "--by", "甲"), "0 is not in the range"),
    (("jyty", "YX26-47", "--accept", "1", "--by", "甲"), "jyty YX26-47 0001: no such attestation"),
    (("jyty", "YX26-47", "{ok}", "--accept", "1", "--by", "甲"), "FILE: not for --accept"),
    (("jyty", "YX26-47", "--accept", "1", "--by", "甲", "--reason", "好"), "--reason TEXT: not for --accept"),
    (("jyty", "YX26-47", "--reject", "1", "--by", "甲"), "--reason TEXT: missing"),
    (("jyty", "YX26-47", "--reject", "1", "--reason", "x"), "--by NAME: missing"),
    (("jyty", "YX26-47", "--accept", "1", "--reject", "1"), "--accept and --reject: one at a time"),
    (("jyty", "YX26-47", "--list", "--note", "x"), "--note TEXT: not for --list"),
    (("nobody", "--list"), "'nobody': no such unit in "),
    (("jyty", "YX26-99", "--list"), "'YX26-99': no such task in "),
    (("--adopt",), "--by NAME: missing"),
    (("--adopt", "--list"), "--list and --adopt: one at a time"),
    (("jyty", "YX26-47", "{id}", "--note", "x"), "shows identity number 37*************"),
    (("jyty", "YX26-47", "{ok}", "--note", f"张伟手机{PHONE}"), f"--note: shows mobile number {PHONE[:3]}****"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_usage_is_one_line_and_starts_nothing(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    files = {"{ok}": "签到表.txt", "{no}": "没有.txt", "{id}": "名单.txt"}
    done = attest(folder, *(str(folder / files[one]) if one in files else one for one in arguments))
    assert (done.status, done.out) == (2, "")
    assert said in done.line
    assert not [number for number in (ID, PHONE) if number in done.err]
    assert not (folder / "var").exists()


def test_standards_without_a_table_are_told(tmp_path: Path) -> None:
    done = filed(write_config(tmp_path, "national"))
    assert done.status == 2
    assert "none of its standards has a table of tasks; add one to district.standards" in done.line


def test_missing_configuration_is_told(folder: Path) -> None:
    (folder / "sites.toml").unlink()
    done = filed(folder)
    assert (done.status, done.out) == (2, "")
    assert "sites.toml" in done.line


def test_unread_file_is_accepted_only_by_who_looked(folder: Path) -> None:
    filed(folder, "照片.png")
    done = attest(folder, "jyty", "YX26-47", "--accept", "1", "--by", "甲")
    assert (done.status, done.out) == (2, "")
    assert "then add --privacy-checked" in done.line


def test_full_disk_is_status_5_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = filed(folder)
    assert done.status == 5
    assert "No space left on device); nothing was filed; check disk space" in done.line


def test_lock_of_another_attest_is_status_4(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attestation_ledger, "_take", lambda _: False)
    done = filed(folder)
    assert done.status == 4
    assert "another attest has held the lock" in done.line


def test_copied_folder_is_adopted(folder: Path) -> None:
    filed(folder)
    for path in (folder / "var").glob("xunjian.sqlite*"):
        path.unlink()
    assert "does not count: 台账中没有登记" in attest(folder, "--list").out
    done = attest(folder, "--adopt", "--by", "管理员")
    assert (done.status, done.out) == (0, "jyty YX26-47 0001: entered in the ledger\n")
    assert "does not count" not in attest(folder, "--list").out


def test_help_names_every_option() -> None:
    told = inside("attest", "--help").out
    for option in ("--note", "--by", "--on", "--accept", "--reject", "--reason", "--privacy-checked", "--list", "--adopt"):  # fmt: skip
        assert option in told
