"""Attestations (举证): what a person hands in for a task where the sites show nothing, and what an auditor says to it.

``attestations/<unit>/<task>/0001/`` holds the files, ``attestation.toml`` and, once decided, ``decision-0001.toml`` …;
table ``attestation`` of ``xunjian.sqlite`` is the ledger of all that was done. Nothing in either is ever changed. An
attestation counts only where both agree: a file that is gone or changed voids it, and the row says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from checks.engine.model import AttestationRow
from crawler.attachments.opener import Opener
from evidence.errors import UsageError
from evidence.store import connect
from xunjian import attestation_files as shelf
from xunjian.attestation_ledger import FOLDER, Entry, Ledger, entry_of, opened
from xunjian.attestation_privacy import (
    Look,
    look_at_file,
    look_at_name,
    look_at_words,
    masked_plain,
    told_number,
)
from xunjian.attestation_records import (
    DECISION,
    FILING,
    Decision,
    FiledFile,
    Filing,
    Record,
    name_of,
    plain,
    read_record,
)

Key = tuple[str, str]
Rows = Mapping[Key, tuple[AttestationRow, ...]]

NOTE_CHARS = 2000  # a note says what is shown; a report belongs into a file
NAME_CHARS = 60  # of a person or body
_LITTER = (".ds_store", "thumbs.db", "desktop.ini")  # what looking at a folder leaves in it


@dataclass(frozen=True, slots=True)
class Act:
    """What is done to an attestation, by whom, on which day, and the moment it is entered."""

    unit: str
    task: str
    by: str
    on: date
    at: datetime
    version: str


# ---------------------------------------------------------------- filing and deciding


def file_attestation(data: Path, act: Act, note: str, sources: Sequence[Path]) -> Filing:
    """Look at the files, then store them with their note under the next number.

    Raises UsageError, and nothing is stored, where a text or file shows a person's number unmasked, a file is
    none, too large or too many; StorageError when it cannot be written.
    """
    said = _said("--note", note, NOTE_CHARS)
    by = _said("--by", act.by, NAME_CHARS)
    files = _looked_at(sources)
    with opened(data) as ledger:
        number = ledger.next_number(act.unit, act.task)
        filing = Filing(
            act.unit, act.task, number, masked_plain(said), masked_plain(by), act.on, act.at, act.version,
            all(file.checked for file in files), files,
        )  # fmt: skip
        ledger.put(filing, lambda folder: _copy(folder, files, sources))
    return filing


def _said(option: str, text: str, limit: int) -> str:
    """A text of the command line on one line. Raises UsageError where it is empty, long, or names a number."""
    said = plain(text)
    if not said:
        raise UsageError(f"{option}: is empty; say it in a few words")
    if len(said) > limit:
        raise UsageError(f"{option}: {len(said)} characters, at most {limit}; put the rest into a file")
    _refuse(option, look_at_words(said))
    return said


def _refuse(where: str, look: Look) -> None:
    if look.confirmed:
        told = ", ".join(told_number(number) for number in look.confirmed[:3])
        more = f" and {len(look.confirmed) - 3} more" if len(look.confirmed) > 3 else ""
        raise UsageError(f"{where}: shows {told}{more}; nothing was filed; mask it and hand it in again")


def _looked_at(sources: Sequence[Path]) -> tuple[FiledFile, ...]:
    if not sources:
        raise UsageError("FILE: none given; name the files that show it")
    if len(sources) > shelf.MAX_FILES:
        raise UsageError(f"FILE: {len(sources)} files, at most {shelf.MAX_FILES}; hand in the rest apart")
    names = shelf.safe_names(path.name for path in sources)
    with Opener() as opener:
        return tuple(_bounded(_look(opener, path, name) for path, name in zip(sources, names, strict=True)))


def _look(opener: Opener, path: Path, name: str) -> FiledFile:
    body = shelf.read_source(path)
    where = shelf.told(path)
    named = look_at_name(plain(path.name))
    _refuse(f"{where}: its name", named)
    look = look_at_file(opener, name, body)
    _refuse(where, look)
    original = masked_plain(path.name)
    return FiledFile(name, original, len(body), shelf.digest(body), not look.unread, look.unread)


def _bounded(files: Iterable[FiledFile]) -> Iterator[FiledFile]:
    total = 0
    for file in files:
        total += file.size_bytes
        if total > shelf.MAX_TOTAL_BYTES:
            limit = shelf.MAX_TOTAL_BYTES // shelf.MIB
            raise UsageError(f"FILE: more than {limit} MiB together; hand them in as several attestations")
        yield file


def _copy(folder: Path, files: Sequence[FiledFile], sources: Sequence[Path]) -> None:
    """Copy what was looked at; what has changed since is not taken."""
    for file, path in zip(files, sources, strict=True):
        body = shelf.read_source(path)
        if shelf.digest(body) != file.sha256:
            raise UsageError(f"{shelf.told(path)}: changed while it was read; nothing was filed; try again")
        shelf.write_whole(folder / file.name, body)


def decide(
    data: Path, act: Act, number: int, *, accepted: bool, reason: str = "", privacy_checked: bool = False
) -> Decision:
    """Accept an attestation or send it back; an earlier decision stays on record, the newest counts.

    Raises UsageError where there is none, it is not what was filed, or nobody has looked at what was not read.
    """
    by = _said("--by", act.by, NAME_CHARS)
    why = _said("--reason", reason, NOTE_CHARS) if reason or not accepted else ""
    where = f"{act.unit} {act.task} {number:04d}"
    if not _has_ledger(data):
        raise UsageError(f"{where}: no such attestation; {data} holds none")
    with opened(data) as ledger:
        entries = ledger.of(act.unit, act.task, number)
        _refuse_decision(ledger, entries, where, accepted=accepted, looked=privacy_checked)
        decision = Decision(
            act.unit, act.task, number, entries[-1].seq + 1, accepted, masked_plain(by), act.on, act.at,
            act.version, masked_plain(why), privacy_checked,
        )  # fmt: skip
        ledger.put(decision)
    return decision


def _refuse_decision(
    ledger: Ledger, entries: Sequence[Entry], where: str, *, accepted: bool, looked: bool
) -> None:
    """Raises UsageError where this cannot be decided; what was changed since can still be sent back."""
    if not entries:
        raise UsageError(f"{where}: no such attestation; see xunjian attest --list")
    row = _row(ledger, entries)
    if row.fault and (accepted or not _is_there(ledger, entries[0])):
        raise UsageError(f"{where}: not what was filed ({row.fault}); have it handed in again")
    if accepted and row.unread and not looked:
        raise UsageError(
            f"{where}: not all of it was read ({row.unread}); look for numbers of persons in it, "
            "then add --privacy-checked"
        )


def _is_there(ledger: Ledger, entry: Entry) -> bool:
    return shelf.is_folder(ledger.place(entry.unit, entry.task, entry.number))


def adopt(data: Path, by: str) -> tuple[Filing, ...]:
    """Enter in the ledger what the folder holds and the ledger lacks, as after a copy to another machine.

    Only what agrees with its own records is entered; the rest keeps its fault. ``by`` is entered with it. Files are
    looked at again: UsageError, and nothing is entered, where one shows a person's number unmasked.
    """
    name = masked_plain(_said("--by", by, NAME_CHARS))
    with opened(data) as ledger:
        known = {(e.unit, e.task, e.number) for e in ledger.entries()}
        places = [place for place in _places(ledger.folder) if _key_of(place) not in known]
        found = [entry for place in places for entry in _sound(place, name)]
        filings = [record for record in _parsed(e.record for e in found) if isinstance(record, Filing)]
        with Opener() as opener:
            for filing in filings:
                _look_again(opener, ledger, filing)
        ledger.add(*found)
    return tuple(filings)


def _sound(place: Path, entered_by: str) -> list[Entry]:
    """Lines for the records of a folder that agrees with them; none where it does not."""
    texts = _texts(place)
    records = zip(_parsed(texts), texts, strict=False)
    entries = [entry_of(record, text, entered_by) for record, text in records]
    return entries if entries and not _disagreement(place, entries, _key_of(place)) else []


def _look_again(opener: Opener, ledger: Ledger, filing: Filing) -> None:
    place = ledger.place(filing.unit, filing.task, filing.number)
    for file in filing.files:
        path = place / file.name
        _refuse(shelf.told(path), look_at_file(opener, file.name, shelf.read_source(path)))


# ---------------------------------------------------------------- reading


def attestations_of(data: Path) -> Rows:
    """All attestations by unit and task, newest first, each compared with what lies in its folder.

    Whether one counts: ``AttestationRow.counts``. Where none was ever filed, nothing is written.
    """
    if not (data / FOLDER).is_dir() and not _has_ledger(data):
        return {}
    with opened(data, must_wait=False) as ledger:
        return _rows(ledger)


def _has_ledger(data: Path) -> bool:
    if not (data / "xunjian.sqlite").is_file():
        return False
    sql = "SELECT count(*) FROM sqlite_master WHERE name = 'attestation'"
    with closing(connect(data / "xunjian.sqlite", read_only=True)) as connection:
        return bool(connection.execute(sql).fetchone()[0])


def _rows(ledger: Ledger) -> Rows:
    found: dict[Key, dict[int, AttestationRow]] = {}
    for (unit, task, number), entries in groupby(ledger.entries(), lambda e: (e.unit, e.task, e.number)):
        found.setdefault((unit, task), {})[number] = _row(ledger, list(entries))
    for place in _places(ledger.folder):
        unit, task, number = _key_of(place)
        known = found.setdefault((unit, task), {})
        if number not in known:
            known[number] = _unentered(place)
    return {
        key: tuple(rows[number] for number in sorted(rows, reverse=True))
        for key, rows in sorted(found.items())
        if rows
    }


def _row(ledger: Ledger, entries: Sequence[Entry]) -> AttestationRow:
    first = entries[0]
    key = (first.unit, first.task, first.number)
    place = ledger.place(*key)
    records = _parsed(entry.record for entry in entries)
    row = _told(first.task, first.number, records, datetime.fromisoformat(first.at).date())
    return replace(row, state=entries[-1].state, fault=_disagreement(place, entries, key))


def _unentered(place: Path) -> AttestationRow:
    """What lies in the folder and is in no ledger: shown as it says, and never counted."""
    _, task, number = _key_of(place)
    touched = datetime.fromtimestamp(place.stat().st_mtime, UTC).date()
    row = _told(task, number, _parsed(_texts(place)), touched)
    return replace(row, fault="台账中没有登记这份材料（可能是从别处复制来的），核对后可补登")


def _told(task: str, number: int, records: Sequence[Record], otherwise: date) -> AttestationRow:
    """What the records of one attestation say, before anything is compared; where they say no day, ``otherwise``."""
    filing = next((record for record in records if isinstance(record, Filing)), None)
    decisions = [record for record in records if isinstance(record, Decision)]
    if filing is None:
        return AttestationRow(task, number, "submitted", "", "", otherwise)
    row = AttestationRow(
        task, number, "submitted", filing.note, filing.by, filing.on,
        tuple((file.name, file.sha256) for file in filing.files),
        unread=_unread(filing, decisions),
    )  # fmt: skip
    if not decisions:
        return row
    last = decisions[-1]
    state = "accepted" if last.accepted else "rejected"
    return replace(row, state=state, decided_by=last.by, decided_on=last.on, decision=last.reason)


def _unread(filing: Filing, decisions: Sequence[Decision]) -> str:
    """What the program could not read, and who has looked at it instead."""
    parts = [f"“{file.name}”：{file.unread}" for file in filing.files if file.unread]
    looked = [decision.by for decision in decisions if decision.privacy_checked]
    if parts and looked:
        parts.append(f"已由{looked[-1]}人工检查")
    return "；".join(parts)


# ---------------------------------------------------------------- comparing


def _disagreement(place: Path, entries: Sequence[Entry], key: tuple[str, str, int]) -> str:
    """Chinese: how folder and ledger differ; empty where they agree."""
    if not all(shelf.is_folder(path) for path in (place.parent.parent, place.parent, place)):
        return "举证材料的文件夹不见了"
    records = _parsed(entry.record for entry in entries)
    if len(records) < len(entries) or not isinstance(records[0], Filing) or _misplaced(records, key):
        return "台账中的登记内容已损坏"
    wanted = {name_of(record): entry.sha256 for record, entry in zip(records, entries, strict=True)}
    wanted |= {file.name: file.sha256 for file in records[0].files}
    faults = [*_changed(place, wanted), *_extra(place, wanted)]
    return "；".join(faults)


def _misplaced(records: Sequence[Record], key: tuple[str, str, int]) -> bool:
    """Whether a record is another attestation's, or one is missing between them."""
    numbers = [record.seq for record in records if isinstance(record, Decision)]
    strange = any((record.unit, record.task, record.number) != key for record in records)
    return strange or numbers != list(range(1, len(records)))


def _changed(place: Path, wanted: Mapping[str, str]) -> Iterator[str]:
    for name, sha256 in wanted.items():
        what = f"登记文件{name}" if name == FILING or DECISION.fullmatch(name) else f"文件“{name}”"
        try:
            if shelf.digest_there(place / name) != sha256:
                yield f"{what}的内容与登记时不同"
        except FileNotFoundError:
            yield f"{what}不见了"
        except OSError:
            yield f"{what}读不出来，或者不是普通文件"


def _extra(place: Path, wanted: Mapping[str, str]) -> Iterator[str]:
    try:
        names = sorted(path.name for path in place.iterdir())
    except OSError:
        yield "举证材料的文件夹读不出来"
        return
    for name in names:
        if name not in wanted and name.casefold() not in _LITTER and not name.startswith("._"):
            yield f"文件夹中多出没有登记的“{masked_plain(name)}”"


def _places(folder: Path) -> Iterator[Path]:
    """Folders of attestations, whatever the ledger knows of them."""
    if folder.is_dir():
        for place in sorted(folder.glob("[!.]*/[!.]*/[0-9]*")):
            if place.name.isdecimal() and shelf.is_folder(place) and place.name == f"{int(place.name):04d}":
                yield place


def _key_of(place: Path) -> tuple[str, str, int]:
    return place.parent.parent.name, place.parent.name, int(place.name)


def _texts(place: Path) -> list[str]:
    """The records that lie in a folder, the filing first; none where one cannot be read."""
    try:
        names = [FILING, *sorted(path.name for path in place.iterdir() if DECISION.fullmatch(path.name))]
        return [(place / name).read_bytes().decode() for name in names]
    except (OSError, UnicodeDecodeError):
        return []


def _parsed(texts: Iterable[str]) -> list[Record]:
    """Records from their texts; none of them where one is none."""
    try:
        return [read_record(text) for text in texts]
    except ValueError:
        return []
