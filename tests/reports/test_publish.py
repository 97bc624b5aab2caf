"""A report's directory appears whole, replaces an earlier report and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.errors import StorageError
from reports import publish as module
from reports.publish import publish

FILES = {"index.html": b"new", "units/a.html": b"unit", "audit.json": b"{}"}


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_missing_parents_are_made(tmp_path: Path):
    publish(FILES, tmp_path / "var" / "reports" / "run")
    assert contents(tmp_path / "var" / "reports" / "run") == FILES


def test_earlier_report_is_replaced_whole(tmp_path: Path):
    publish({"audit.json": b"old", "units/gone.html": b"old"}, tmp_path / "run")
    publish(FILES, tmp_path / "run")
    assert contents(tmp_path / "run") == FILES
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_empty_directory_may_be_filled(tmp_path: Path):
    (tmp_path / "run").mkdir()
    publish(FILES, tmp_path / "run")
    assert contents(tmp_path / "run") == FILES


def test_leftovers_of_a_killed_run_do_not_stop_the_next(tmp_path: Path):
    (tmp_path / ".run.new" / "units").mkdir(parents=True)
    (tmp_path / ".run.old").mkdir()
    publish(FILES, tmp_path / "run")
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_directory_of_other_files_is_left_alone(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StorageError, match=r"no audit\.json"):
        publish(FILES, tmp_path)
    assert contents(tmp_path) == {"notes.txt": b"mine"}


def test_file_in_the_place_of_the_directory_is_left_alone(tmp_path: Path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises(StorageError, match="is a file"):
        publish(FILES, tmp_path / "run")
    assert (tmp_path / "run").read_text() == "mine"


def test_unwritable_place_is_one_clear_line(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot write the report") as caught:
        publish(FILES, tmp_path / "file" / "run")
    assert "\n" not in str(caught.value)
    assert str(tmp_path / "file" / "run") in str(caught.value)


def test_full_disk_keeps_the_earlier_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(FILES, tmp_path / "run")

    def full(files: object, root: Path) -> None:
        root.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write_all", full)
    with pytest.raises(StorageError, match="No space left on device"):
        publish({"audit.json": b"newer"}, tmp_path / "run")
    assert contents(tmp_path / "run") == FILES
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_earlier_report_comes_back_when_the_swap_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    publish(FILES, tmp_path / "run")
    rename = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if self.name == ".run.new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(StorageError, match="Input/output error"):
        publish({"audit.json": b"newer"}, tmp_path / "run")
    assert contents(tmp_path / "run") == FILES
