"""audit.json, the machine's copy of a report (schema "xunjian/audit/1"): same judgement, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any

from checks.engine.model import Assessment, Finding, PolicyRow, TaskPart, TaskRow, UnitAssessment
from evidence.errors import StorageError

SCHEMA = "xunjian/audit/1"
BEIJING = timezone(timedelta(hours=8))

_RUN = "id as_of started finished version standards"
_SITE = "url host coverage pages requests not_modified note"
_COLUMN = "url name path kind kind_from items newest oldest max_age_days state why"
_POLICY = "url title document_number published interpretation_due why"
_INTERPRETATION = "url title published forms workdays_after policy_links_to_it links_to_policy matched_by"
_FINDING = "id check rule level points certainty state url target column message remedy"
_TASK = "id state count required evidence due days_left district_wide share files"
_PART = "title state count required origin why"
_PROOF = "url title on unit counted_as why_not"
_ATTESTATION = "number state note by on decided_by decided_on decision counts fault"
_EVIDENCE = "excerpt facts fetched status page_sha256 screenshot"


def to_document(assessment: Assessment) -> dict[str, Any]:
    """The whole assessment as JSON values, keys in the order of the schema, additions last.

    Dates are ISO days, instants ISO with the offset of Beijing. ``tasks`` are those that the unit is responsible for.
    """
    return {
        "schema": SCHEMA,
        "run": _pick(assessment.run, _RUN),
        "units": [_unit(unit) for unit in assessment.units],
        "unclaimed": {host: assessment.unclaimed[host] for host in sorted(assessment.unclaimed)},
        "task_tables": [_pick(table, "id title year unresolved") for table in assessment.task_tables],
    }


def to_bytes(assessment: Assessment) -> bytes:
    """The document as UTF-8 text; what cannot be encoded (half a surrogate pair) becomes a question mark."""
    text = json.dumps(to_document(assessment), ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def write(assessment: Assessment, path: Path) -> None:
    """Write audit.json, whole or not at all. Raises StorageError when the file cannot be written."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(to_bytes(assessment))
        beside.replace(path)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot write: {error.strerror or error}; free some space or choose another place"
        ) from error


def _unit(unit: UnitAssessment) -> dict[str, Any]:
    return {
        **_pick(unit, "id name kind verdict"),
        "score": _pick(unit.score, "deducted indirect") if unit.score else None,
        "sites": [_pick(row, _SITE) for row in unit.sites],
        "columns": [_pick(row, _COLUMN) for row in unit.columns],
        "policies": [_policy(row) for row in unit.policies],
        "due": [_pick(row, "check url column due days_left target") for row in unit.due],
        "matrix": [_pick(row, "item state url title why") for row in unit.matrix],
        "tasks": [_task(row) for row in unit.tasks],
        "findings": [_finding(row) for row in unit.findings],
        "untested": [_pick(row, "check why") for row in unit.untested],
        "undetermined": [_pick(row, "check url why target") for row in unit.undetermined],
        **_pick(unit, "verdict_why needs_person not_judged"),
    }


def _policy(row: PolicyRow) -> dict[str, Any]:
    interpretations = [_pick(each, _INTERPRETATION) for each in row.interpretations]
    return {**_pick(row, _POLICY), "interpretations": interpretations}


def _task(row: TaskRow) -> dict[str, Any]:
    handed_in = [
        {
            **_pick(one, _ATTESTATION),
            "files": [{"name": name, "sha256": digest} for name, digest in one.files],
        }
        for one in row.attestations
    ]
    return {**_pick(row, _TASK), "parts": [_part(part) for part in row.parts], "attestations": handed_in}


def _part(part: TaskPart) -> dict[str, Any]:
    cells = [{"row": row, "column": column, "found": found} for row, column, found in part.cells]
    return {**_pick(part, _PART), "cells": cells, "proofs": [_pick(one, _PROOF) for one in part.proofs]}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **_pick(finding, _FINDING),
        "evidence": _pick(finding.evidence, _EVIDENCE),
        **_pick(finding, "first_seen last_seen rules origin"),
    }


def _pick(row: object, keys: str) -> dict[str, Any]:
    return {key: plain(getattr(row, key)) for key in keys.split()}


def plain(value: Any) -> Any:
    """A value as JSON has it; sets are sorted so that the same facts give the same bytes."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value.astimezone(BEIJING) if value.tzinfo else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value
