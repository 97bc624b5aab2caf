"""Attestations: what is filed lies there whole and unchanged, or not at all; no number of a person comes in."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import sqlite3
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checks.engine.model import AttestationRow
from evidence.errors import LockedError, StorageError, UsageError
from tests.crawler.extract.test_person_numbers import CARD, ID, PHONE
from xunjian import attestation_files, attestation_ledger
from xunjian.attestations import Act, adopt, attestations_of, decide, file_attestation

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler" / "attachments"))
from file_makers import archive, docx, encrypted_pdf, ole, pdf, xls, xlsx

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ACT = Act("jyty", "YX26-17", "区教育体育局", date(2026, 11, 20), AT, "1.0.0")
JUDGE = replace(ACT, by="审核员甲", on=date(2026, 11, 22))
KEY = ("jyty", "YX26-17")
NOTE = "列席会议签到表"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def given(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, body: bytes | str = "列席人员签到，应到12人，实到12人。") -> Path:
        path = tmp_path / "given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return path

    return write


def rows(data: Path) -> tuple[AttestationRow, ...]:
    return attestations_of(data).get(KEY, ())


def place(data: Path, number: int = 1) -> Path:
    return data / "attestations" / "jyty" / "YX26-17" / f"{number:04d}"


def written(data: Path) -> Iterator[bytes]:
    """Every byte and every name under the data directory."""
    for path in data.rglob("*"):
        yield str(path.relative_to(data)).encode()
        if path.is_file():
            yield path.read_bytes()


def filed(data: Path) -> list[str]:
    """What lies in the folder of attestations beside its lock."""
    home = data / "attestations"
    return sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.is_file() and p.name != ".lock")


# ---------------------------------------------------------------- filed and decided


def test_what_is_filed_lies_there_with_its_document(data: Path, given: Callable[..., Path]) -> None:
    minutes = given("签到表.docx", docx("列席会议签到表", rows=[("姓名", "单位"), ("王芳", "某社区")]))
    filing = file_attestation(data, ACT, NOTE, [minutes, given("说明.txt")])
    assert (filing.number, filing.checked) == (1, True)
    assert {p.name for p in place(data).iterdir()} == {"attestation.toml", "签到表.docx", "说明.txt"}
    assert (place(data) / "签到表.docx").read_bytes() == minutes.read_bytes()
    document = tomllib.loads((place(data) / "attestation.toml").read_text(encoding="utf-8"))
    assert document["note"] == NOTE
    assert (document["by"], document["on"], document["at"]) == ("区教育体育局", date(2026, 11, 20), AT)
    assert (document["version"], document["checked"]) == ("1.0.0", True)
    first = document["files"][0]
    assert (first["name"], first["original"], first["size_bytes"]) == (
        "签到表.docx", "签到表.docx", minutes.stat().st_size,
    )  # fmt: skip
    assert first["sha256"] == attestation_files.digest(minutes.read_bytes())
    (row,) = rows(data)
    assert (row.task, row.number, row.state, row.note, row.by) == ("YX26-17", 1, "submitted", NOTE, ACT.by)
    assert (row.on, row.fault, row.unread, row.counts) == (ACT.on, "", "", False)
    assert row.files == tuple((f["name"], f["sha256"]) for f in document["files"])


def test_no_attestation_writes_nothing(data: Path) -> None:
    assert attestations_of(data) == {}
    assert not data.exists()


def test_numbers_count_up_for_each_task_of_a_unit(data: Path, given: Callable[..., Path]) -> None:
    acts = (ACT, ACT, replace(ACT, unit="czj"), replace(ACT, task="YX26-18"), ACT)
    numbers = [file_attestation(data, act, NOTE, [given("a.txt")]).number for act in acts]
    assert numbers == [1, 2, 1, 1, 3]
    assert [row.number for row in rows(data)] == [3, 2, 1]
    assert sorted(attestations_of(data)) == [("czj", "YX26-17"), ("jyty", "YX26-17"), ("jyty", "YX26-18")]


def test_number_of_a_lost_attestation_is_not_given_again(data: Path, given: Callable[..., Path]) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    shutil.rmtree(place(data))
    assert file_attestation(data, ACT, NOTE, [given("a.txt")]).number == 2


@pytest.mark.parametrize(
    ("steps", "state", "counts", "told"),
    [
        ((), "submitted", False, ("", None, "")),
        (((True, ""),), "accepted", True, ("审核员甲", date(2026, 11, 22), "")),
        (((False, "缺会议日期"),), "rejected", False, ("审核员甲", date(2026, 11, 22), "缺会议日期")),
        (((False, "缺日期"), (True, "")), "accepted", True, ("审核员甲", date(2026, 11, 22), "")),
        (((True, ""), (False, "误收")), "rejected", False, ("审核员甲", date(2026, 11, 22), "误收")),
    ],
)
def test_newest_decision_counts_and_all_are_kept(
    data: Path, given: Callable[..., Path], steps: tuple[tuple[bool, str], ...], state: str, counts: bool,
    told: tuple[str, date | None, str],
) -> None:  # fmt: skip
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    before = (place(data) / "attestation.toml").read_bytes()
    for accepted, reason in steps:
        decide(data, JUDGE, 1, accepted=accepted, reason=reason)
    (row,) = rows(data)
    assert (row.state, row.counts, row.fault) == (state, counts, "")
    assert (row.decided_by, row.decided_on, row.decision) == told
    assert (place(data) / "attestation.toml").read_bytes() == before
    decisions = sorted(p.name for p in place(data).glob("decision-*.toml"))
    assert decisions == [f"decision-{n:04d}.toml" for n in range(1, len(steps) + 1)]
    with closing(sqlite3.connect(data / "xunjian.sqlite")) as ledger:
        assert ledger.execute("SELECT count(*) FROM attestation").fetchone() == (1 + len(steps),)


def test_deciding_on_what_is_not_there_is_refused(data: Path, given: Callable[..., Path]) -> None:
    with pytest.raises(UsageError, match="0001: no such attestation"):
        decide(data, JUDGE, 1, accepted=True)
    assert not data.exists()
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    with pytest.raises(UsageError, match="0002: no such attestation"):
        decide(data, JUDGE, 2, accepted=True)


@pytest.mark.parametrize(
    "statement", ["UPDATE attestation SET state = 'accepted'", "DELETE FROM attestation"]
)
def test_ledger_is_only_added_to(data: Path, given: Callable[..., Path], statement: str) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    ledger = sqlite3.connect(data / "xunjian.sqlite")
    with closing(ledger), pytest.raises(sqlite3.IntegrityError, match="only added"):
        ledger.execute(statement)


# ---------------------------------------------------------------- privacy


REFUSED = [
    ("说明.txt", f"张伟身份证号{ID}", "identity number"),
    ("说明.txt", f"张伟 {ID[:6]} {ID[6:14]} {ID[14:]}", "identity number"),
    ("说明.txt", f"张伟身份证号{ID[:6]}\u200b{ID[6:]}", "identity number"),
    ("说明.txt", f"张伟身份证号{ID}".encode("gb18030"), "identity number"),
    ("说明.txt", f"张伟，手机{PHONE}", "mobile number"),
    ("说明.txt", f"银行卡号：{CARD}", "bank card number"),
    ("名单.csv", f"姓名,手机号\n张伟,{PHONE}\n", "mobile number"),
    ("页面.html", f"<table><tr><th>姓名</th><th>手机号</th></tr><tr><td>张伟</td><td>{PHONE}</td></tr></table>", "mobile number"),
    ("页面.html", f"<p>张伟 <b>{ID[:9]}</b>{ID[9:]}</p>", "identity number"),
    ("名单.docx", docx("名单", rows=[("姓名", "身份证号"), ("张伟", ID)]), "identity number"),
    ("名单.docx", docx("名单", note=f"制表{ID}"), "identity number"),
    ("名单.xlsx", xlsx(("姓名", "手机号"), ("张伟", int(PHONE))), "mobile number"),
    ("名单.xlsx", xlsx(("姓名", "单位"), hidden_sheet=("张伟", ID)), "identity number"),
    ("名单.xls", xls(("姓名", "身份证号"), ("张伟", ID)), "identity number"),
    ("名单.pdf", pdf(f"ID card {ID}"), "identity number"),
    ("名单.jpg", pdf(f"ID card {ID}"), "identity number"),  # the bytes tell, not the name
    (f"张伟{ID}.txt", "签到表", "identity number"),
    (f"张伟_{ID}.png", PNG, "identity number"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "what"), REFUSED)
def test_confirmed_number_is_refused_and_nothing_is_stored(
    data: Path, given: Callable[..., Path], name: str, body: bytes | str, what: str
) -> None:
    with pytest.raises(UsageError) as refused:
        file_attestation(data, ACT, NOTE, [given("好.txt"), given(name, body)])
    (line,) = str(refused.value).splitlines()
    assert what in line
    assert "****" in line
    assert not [number for number in (ID, PHONE, CARD) if number in line]
    assert Path(name).stem[:2] in line
    assert not data.exists()


@pytest.mark.parametrize("number", [f"身份证号{ID}", f"张伟手机{PHONE}"])
@pytest.mark.parametrize("place_of", ["note", "by", "reason", "decider"])
def test_number_in_words_is_refused(
    data: Path, given: Callable[..., Path], number: str, place_of: str
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    tried: dict[str, Callable[[], object]] = {
        "note": lambda: file_attestation(data, ACT, number, [given("a.txt")]),
        "by": lambda: file_attestation(data, replace(ACT, by=number), NOTE, [given("a.txt")]),
        "reason": lambda: decide(data, JUDGE, 1, accepted=False, reason=number),
        "decider": lambda: decide(data, replace(JUDGE, by=number), 1, accepted=True),
    }
    with pytest.raises(UsageError, match=r"--(note|by|reason): shows .*\*\*\*\*"):
        tried[place_of]()
    held = b"\n".join(written(data))
    assert not [one for one in (ID, PHONE) if one.encode() in held]


def test_office_number_is_taken_and_masked_in_the_note(data: Path, given: Callable[..., Path]) -> None:
    office = given(f"值班{PHONE}.txt", f"值班电话：{PHONE}")
    file_attestation(data, ACT, f"咨询电话{PHONE}", [office])
    (row,) = rows(data)
    assert row.note == f"咨询电话{PHONE[:3]}****{PHONE[-4:]}"
    assert row.files[0][0] == f"值班{PHONE[:3]}____{PHONE[-4:]}.txt"
    derived = [body for body in written(data) if body != office.read_bytes()]
    assert not [body for body in derived if PHONE.encode() in body]


UNREAD = [
    ("a.png", PNG, "图片"),
    ("a.zip", archive({"x.txt": "名单"}), "压缩包"),
    ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), "音视频"),
    ("a.rtf", rb"{\rtf1 \'d5\'c5}", "不能读取这种格式"),
    ("a.txt", b"abc\0\0\xff\xfe\xfd", "不能读取这种格式"),
    ("a.doc", ole({"WordDocument": bytes(600)}), "不支持读取doc格式"),
    ("a.pdf", encrypted_pdf(), "加密"),
    ("a.pdf", pdf("text")[:60], "损坏"),
    ("a.pdf", pdf(), "扫描件"),
    ("a.pdf", pdf("text").replace(b"<< /Length", b"<< /Subtype /Image /Length"), "图片"),
    ("a.docx", docx("截图", extra={"word/media/image1.png": "x"}), "图片"),
    ("a.docx", docx("截图", extra={"word/embeddings/o.bin": "x"}), "嵌入"),
    (
        "签到表.xlsx",
        xlsx(("姓名", "单位", "电话"), ("张伟", "某某局", PHONE)),
        f"疑似含有个人号码（{PHONE[:3]}****{PHONE[-4:]}）",
    ),
    ("a.txt", f"身份证号{'370102850101123'}", "疑似含有个人号码（37**********123）"),
]


@pytest.mark.parametrize(("name", "body", "why"), UNREAD)
def test_what_cannot_be_read_is_filed_and_wants_a_person_before_it_is_accepted(
    data: Path, given: Callable[..., Path], name: str, body: bytes | str, why: str
) -> None:
    filing = file_attestation(data, ACT, NOTE, [given("好.txt"), given(name, body)])
    assert (filing.checked, [file.checked for file in filing.files]) == (False, [True, False])
    assert why in filing.files[1].unread
    (row,) = rows(data)
    assert row.unread.startswith(f"“{name}”：")
    with pytest.raises(UsageError, match=r"not all of it was read .*--privacy-checked"):
        decide(data, JUDGE, 1, accepted=True)
    assert rows(data)[0].state == "submitted"
    decide(data, JUDGE, 1, accepted=True, privacy_checked=True)
    (row,) = rows(data)
    assert row.counts
    assert row.unread.endswith("已由审核员甲人工检查")
    decision = tomllib.loads((place(data) / "decision-0001.toml").read_text(encoding="utf-8"))
    assert (decision["privacy_checked"], decision["by"]) == (True, "审核员甲")


def test_what_cannot_be_read_may_be_sent_back_unseen(data: Path, given: Callable[..., Path]) -> None:
    file_attestation(data, ACT, NOTE, [given("a.png", PNG)])
    decide(data, JUDGE, 1, accepted=False, reason="请提供文字材料")
    assert rows(data)[0].state == "rejected"


# ---------------------------------------------------------------- names and sizes


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["签到表.pdf"], ["签到表.pdf"]),
        (["..\\..\\etc\\passwd"], ["_._etc_passwd"]),
        (["C:\\x\\a.txt"], ["C__x_a.txt"]),
        (["a\nb\x1b[31m.txt"], ["a b [31m.txt"]),
        (["\u202egpj.exe"], ["gpj.exe"]),
        ([".hidden"], ["hidden"]),
        (["..."], ["_"]),
        (["a.txt", "a.txt", "A.TXT"], ["a.txt", "a-2.txt", "A-3.TXT"]),
        (["a-2.txt", "a.txt", "a.txt"], ["a-2.txt", "a.txt", "a-3.txt"]),
        (["attestation.toml", "Decision-0001.toml"], ["_attestation.toml", "_Decision-0001.toml"]),
        (["e\u0301.txt", "\u00e9.txt"], ["\u00e9.txt", "\u00e9-2.txt"]),
        (["表" * 84 + ".pdf"], ["表" * 48 + ".pdf"]),
        (["a." + "b" * 200], ["a." + "b" * 148]),
        (["\udcff.txt"], ["txt"]),
    ],
)
def test_names_are_made_safe(names: list[str], kept: list[str]) -> None:
    assert list(attestation_files.safe_names(names)) == kept
    assert all(len(name.encode()) <= 160 for name in kept)


def test_files_of_one_name_are_all_kept(data: Path, tmp_path: Path) -> None:
    paths = []
    for folder in ("一月", "二月"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "签到.txt")
        paths[-1].write_text(folder)
    file_attestation(data, ACT, NOTE, paths)
    assert (place(data) / "签到.txt").read_text() == "一月"
    assert (place(data) / "签到-2.txt").read_text() == "二月"


def _link(folder: Path) -> Path:
    (folder / "real.txt").write_text("x")
    (folder / "link.txt").symlink_to(folder / "real.txt")
    return folder / "link.txt"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def _sparse(folder: Path) -> Path:
    with (folder / "big.bin").open("wb") as file:
        file.truncate(2 * 1024**3)
    return folder / "big.bin"


def _empty(folder: Path) -> Path:
    (folder / "empty.txt").touch()
    return folder / "empty.txt"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_link, "a symbolic link, which is not followed"),
        (_pipe, "no regular file"),
        (lambda folder: folder, "no regular file"),
        (lambda folder: folder / "nowhere.txt", "cannot be read (No such file or directory)"),
        (lambda folder: Path("/dev/null"), "no regular file"),
        (_sparse, "2048 MiB, more than 64 MiB a file"),
        (_empty, "the file is empty"),
        (lambda folder: folder / "a\0b", "cannot be read (no file name)"),
        (lambda folder: folder / f"无{ID}.txt", "cannot be read (No such file"),
    ],
)
def test_what_is_no_proper_file_is_refused_in_one_line(
    data: Path, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        file_attestation(data, ACT, NOTE, [make(tmp_path)])
    (line,) = str(refused.value).splitlines()
    assert said in line
    assert ID not in line
    assert not data.exists()


@pytest.mark.parametrize(("count", "taken"), [(0, False), (1, True), (3, True), (4, False)])
def test_number_of_files_is_bounded(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, count: int, taken: bool
) -> None:
    monkeypatch.setattr(attestation_files, "MAX_FILES", 3)
    _expect(taken, data, [given(f"{n}.txt") for n in range(count)])


@pytest.mark.parametrize(("name", "limit", "taken"), [("MAX_FILE_BYTES", 10, True), ("MAX_FILE_BYTES", 9, False),
                                                       ("MAX_TOTAL_BYTES", 20, True), ("MAX_TOTAL_BYTES", 19, False)])  # fmt: skip
def test_size_is_bounded(
    data: Path,
    given: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    limit: int,
    taken: bool,
) -> None:
    monkeypatch.setattr(attestation_files, name, limit)
    _expect(taken, data, [given("a.txt", "x" * 10), given("b.txt", "y" * 10)])


def _expect(taken: bool, data: Path, files: list[Path]) -> None:
    if taken:
        file_attestation(data, ACT, NOTE, files)
        assert len(rows(data)[0].files) == len(files)
    else:
        with pytest.raises(UsageError):
            file_attestation(data, ACT, NOTE, files)
        assert not data.exists()


@pytest.mark.parametrize(
    ("note", "said"), [(" \n\u200b", "is empty"), ("长" * 2001, "2001 characters, at most 2000")]
)
def test_note_says_something_and_not_too_much(
    data: Path, given: Callable[..., Path], note: str, said: str
) -> None:
    with pytest.raises(UsageError, match=f"--note: {said}"):
        file_attestation(data, ACT, note, [given("a.txt")])


def test_note_is_kept_on_one_line_as_it_was_said(data: Path, given: Callable[..., Path]) -> None:
    file_attestation(data, ACT, '引号"、反斜\\与\n换行\x7f\t制表', [given("a.txt")])
    assert rows(data)[0].note == '引号"、反斜\\与 换行 制表'


def test_file_that_changes_while_it_is_read_is_not_taken(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = given("a.txt")
    plain = attestation_ledger.Ledger.next_number

    def change(self: attestation_ledger.Ledger, unit: str, task: str) -> int:
        path.write_text(f"张伟身份证号{ID}")
        return plain(self, unit, task)

    monkeypatch.setattr(attestation_ledger.Ledger, "next_number", change)
    with pytest.raises(UsageError, match="changed while it was read"):
        file_attestation(data, ACT, NOTE, [path])
    assert (filed(data), rows(data)) == ([], ())


# ---------------------------------------------------------------- whole or nothing


def test_full_disk_leaves_nothing(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every single write: nothing is there afterwards, and the next filing is number 1."""
    sync, left = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    files = [given("a.txt"), given("b.txt")]
    told = []
    for allowed in range(100):
        left = allowed
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            told.append(_failure(lambda: file_attestation(data, ACT, NOTE, files)))
        if "nothing was filed" not in told[-1]:
            break
        assert (filed(data), rows(data)) == ([], ())
    assert len(told) > 5
    assert all("No space left on device" in line and "\n" not in line for line in told)
    assert "filed, but" in told[-1]  # entered: the next command ends it
    assert [(row.number, row.fault) for row in rows(data)] == [(1, "")]


def _failure(act: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as failed:
        act()
    return str(failed.value)


def test_ledger_that_cannot_be_written_leaves_nothing(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    attestations_of(data)
    with attestation_ledger.opened(data):
        pass
    monkeypatch.setattr(attestation_ledger, "BUSY_MS", 10)
    with closing(sqlite3.connect(data / "xunjian.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="cannot write"):
            file_attestation(data, ACT, NOTE, [given("a.txt")])
    assert (filed(data), rows(data)) == ([], ())


def _killed_after(steps: int, act: Callable[[], object]) -> bool:
    """Whether a process that is killed at this step of writing was killed before it had done."""
    child = os.fork()
    if child == 0:
        try:
            _kill_after(steps)
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _kill_after(steps: int) -> None:
    left = iter(range(steps))

    def killing(plain: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **more: Any) -> Any:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*arguments, **more)

        return step

    for name in ("fsync", "rename", "mkdir", "rmdir"):
        setattr(os, name, killing(getattr(os, name)))


def test_killed_at_any_moment_leaves_all_of_it_or_nothing(tmp_path: Path, given: Callable[..., Path]) -> None:
    seen = set()
    for steps in range(40):
        data = tmp_path / f"var{steps}"
        sources = [given("a.txt"), given("b.txt")]
        was_killed = _killed_after(steps, lambda: file_attestation(data, ACT, NOTE, sources))  # noqa: B023
        found = rows(data)
        assert [(row.number, row.fault, len(row.files)) for row in found] in ([], [(1, "", 2)])
        assert len(filed(data)) == (3 if found else 0), "nothing is left beside it"
        if not was_killed:
            break
        seen.add(len(found))
    assert len(found) == 1
    assert seen == {0, 1}


def test_decision_killed_at_any_moment_is_made_or_not(tmp_path: Path, given: Callable[..., Path]) -> None:
    seen = set()
    for steps in range(30):
        data = tmp_path / f"var{steps}"
        file_attestation(data, ACT, NOTE, [given("a.txt")])
        was_killed = _killed_after(steps, lambda: decide(data, JUDGE, 1, accepted=True))  # noqa: B023
        (row,) = rows(data)
        assert row.fault == ""
        assert len(filed(data)) == (3 if row.state == "accepted" else 2)
        if not was_killed:
            break
        seen.add(row.state)
    assert row.state == "accepted"
    assert seen == {"submitted", "accepted"}


# ---------------------------------------------------------------- beside others


def test_attest_works_while_a_crawl_holds_the_data_directory(data: Path, given: Callable[..., Path]) -> None:
    data.mkdir()
    with (data / "lock").open("a+") as crawl:
        fcntl.flock(crawl, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file_attestation(data, ACT, NOTE, [given("a.txt")])
        decide(data, JUDGE, 1, accepted=True)
    assert rows(data)[0].counts


def test_two_at_the_same_time_get_different_numbers(data: Path, given: Callable[..., Path]) -> None:
    source, found = given("a.txt"), []
    start = threading.Barrier(4)

    def file() -> None:
        start.wait()
        found.append(file_attestation(data, ACT, NOTE, [source]).number)

    threads = [threading.Thread(target=file) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [1, 2, 3, 4]
    assert [row.fault for row in rows(data)] == [""] * 4


def test_lock_that_is_never_given_back_ends_the_wait(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    monkeypatch.setattr(attestation_ledger, "WAIT_S", 0.0)
    with (data / "attestations" / ".lock").open("a+") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(LockedError, match="another attest has held the lock"):
            file_attestation(data, ACT, NOTE, [given("a.txt")])
        assert len(rows(data)) == 1  # a reader goes on


# ---------------------------------------------------------------- folder and ledger disagree


def _rewrite(path: Path, body: str) -> None:
    path.write_text(body, encoding="utf-8")


def _swap_for_link(folder: Path) -> None:
    (folder.parent / "outside.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to(folder.parent / "outside.txt")


def _edit(folder: Path) -> None:
    path = folder / "attestation.toml"
    _rewrite(path, path.read_text(encoding="utf-8").replace(NOTE, "改过的说明"))


def _forge(folder: Path) -> None:
    text = (folder / "decision-0001.toml").read_text(encoding="utf-8")
    _rewrite(folder / "decision-0002.toml", text.replace("seq = 1", "seq = 2"))


FAULTS = [
    (lambda folder: None, ""),
    (lambda folder: (folder / ".DS_Store").write_text("x"), ""),
    (lambda folder: _rewrite(folder / "a.txt", "改过"), "文件“a.txt”的内容与登记时不同"),
    (lambda folder: (folder / "a.txt").unlink(), "文件“a.txt”不见了"),
    (_swap_for_link, "文件“a.txt”读不出来，或者不是普通文件"),
    (_edit, "登记文件attestation.toml的内容与登记时不同"),
    (lambda folder: (folder / "attestation.toml").unlink(), "登记文件attestation.toml不见了"),
    (lambda folder: (folder / "decision-0001.toml").unlink(), "登记文件decision-0001.toml不见了"),
    (_forge, "文件夹中多出没有登记的“decision-0002.toml”"),
    (lambda folder: (folder / f"x{ID}.txt").write_text("x"), f"文件夹中多出没有登记的“x{ID[:2]}"),
    (shutil.rmtree, "举证材料的文件夹不见了"),
    (lambda folder: folder.rename(folder.with_name("0009")), "举证材料的文件夹不见了"),
]


@pytest.mark.parametrize(("spoil", "fault"), FAULTS)
def test_attestation_that_was_touched_does_not_count(
    data: Path, given: Callable[..., Path], spoil: Callable[[Path], object], fault: str
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    decide(data, JUDGE, 1, accepted=True)
    assert rows(data)[0].counts
    spoil(place(data))
    row = next(row for row in rows(data) if row.number == 1)
    assert row.counts is (not fault)
    assert row.fault.startswith(fault)
    assert bool(row.fault) is bool(fault)
    assert (row.state, row.note, row.by, row.on) == ("accepted", NOTE, ACT.by, ACT.on)
    assert ID not in row.fault


@pytest.mark.parametrize("is_entered", [True, False])
def test_folder_that_cannot_be_read_is_one_fault_and_the_others_stand(
    data: Path, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_entered: bool
) -> None:
    for note in (NOTE, "第二份"):
        file_attestation(data, ACT, note, [given("a.txt")])
    home = data if is_entered else _copied(data, tmp_path / "other")
    shut, listed = place(home), Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == shut:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    second, first = rows(home)
    assert bool(second.fault) is not is_entered
    assert ("读不出来" in first.fault) is is_entered
    assert first.fault


def test_what_was_touched_cannot_be_accepted_and_can_be_sent_back(
    data: Path, given: Callable[..., Path]
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    _rewrite(place(data) / "a.txt", "改过")
    with pytest.raises(UsageError, match=r"not what was filed \(文件“a.txt”的内容与登记时不同\)"):
        decide(data, JUDGE, 1, accepted=True)
    decide(data, JUDGE, 1, accepted=False, reason="材料被改动")
    assert rows(data)[0].state == "rejected"


def test_folder_of_a_unit_that_is_a_link_is_refused(
    data: Path, given: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (data / "attestations").mkdir(parents=True)
    (data / "attestations" / "jyty").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="no folder of its own"):
        file_attestation(data, ACT, NOTE, [given("a.txt")])
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("task", ["../YX26-1", "..", ".x", "a\\b"])
def test_id_that_leads_elsewhere_is_refused(data: Path, given: Callable[..., Path], task: str) -> None:
    with pytest.raises(UsageError, match="cannot name a folder"):
        file_attestation(data, replace(ACT, task=task), NOTE, [given("a.txt")])
    assert filed(data) == []


# ---------------------------------------------------------------- on another machine


def _copied(data: Path, other: Path) -> Path:
    shutil.copytree(data / "attestations", other / "attestations")
    return other


def test_folder_copied_alone_is_told_and_counts_once_adopted(
    data: Path, given: Callable[..., Path], tmp_path: Path
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    decide(data, JUDGE, 1, accepted=True)
    file_attestation(data, ACT, "第二份", [given("b.txt")])
    other = _copied(data, tmp_path / "other")
    assert [(row.number, row.note, row.counts) for row in rows(other)] == [
        (2, "第二份", False),
        (1, NOTE, False),
    ]
    assert all(row.fault.startswith("台账中没有登记这份材料") for row in rows(other))
    assert [filing.number for filing in adopt(other, "管理员乙")] == [1, 2]
    assert rows(other) == rows(data)
    assert adopt(other, "管理员乙") == ()
    with closing(sqlite3.connect(other / "xunjian.sqlite")) as ledger:
        assert {who for (who,) in ledger.execute("SELECT entered_by FROM attestation")} == {"管理员乙"}


def test_records_written_by_another_version_are_adopted(
    data: Path, given: Callable[..., Path], tmp_path: Path
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    other = _copied(data, tmp_path / "other")
    record = place(other) / "attestation.toml"
    _rewrite(record, "# 另一版本\nlater = 1\n" + record.read_text(encoding="utf-8"))
    assert [filing.number for filing in adopt(other, "管理员乙")] == [1]
    assert rows(other) == rows(data)


def test_no_file_names_the_place_where_it_lies(
    data: Path, given: Callable[..., Path], tmp_path: Path
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    decide(data, JUDGE, 1, accepted=True)
    assert not [body for body in written(data) if str(tmp_path).encode() in body]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: _rewrite(folder / "a.txt", "改过"),
        lambda folder: (folder / "attestation.toml").unlink(),
        lambda folder: _rewrite(folder / "attestation.toml", "number = 1\n"),
        lambda folder: _rewrite(folder / "attestation.toml", "no TOML"),
        lambda folder: (folder / "attestation.toml").write_bytes(b"\xff"),
        lambda folder: folder.rename(folder.with_name("0007")),
        lambda folder: (folder / "decision-0001.toml").rename(folder / "decision-0003.toml"),
    ],
)
def test_copy_that_was_touched_is_not_adopted(
    data: Path, given: Callable[..., Path], tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    file_attestation(data, ACT, NOTE, [given("a.txt")])
    decide(data, JUDGE, 1, accepted=True)
    other = _copied(data, tmp_path / "other")
    spoil(place(other))
    assert adopt(other, "管理员乙") == ()
    (row,) = rows(other)
    assert (row.counts, bool(row.fault)) == (False, True)


def test_copy_with_a_number_of_a_person_is_not_adopted(
    data: Path, given: Callable[..., Path], tmp_path: Path
) -> None:
    filing = file_attestation(data, ACT, NOTE, [given("a.txt")])
    other = _copied(data, tmp_path / "other")
    body = f"张伟身份证号{ID}"
    _rewrite(place(other) / "a.txt", body)
    record = place(other) / "attestation.toml"
    known = filing.files[0].sha256
    _rewrite(
        record, record.read_text(encoding="utf-8").replace(known, attestation_files.digest(body.encode()))
    )
    with pytest.raises(UsageError, match="shows identity number"):
        adopt(other, "管理员乙")
    assert not rows(other)[0].counts
