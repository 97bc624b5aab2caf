"""One finding as a reader meets it: links safe to follow, facts under Chinese labels, Beijing time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from checks.engine.model import Finding, Level, Origin, RuleRow, UnitAssessment
from reports import words
from reports.audit_json import BEIJING, plain
from reports.views import Fact, FindingView, Tag, Text

_PICTURE = re.compile(r"pictures/[0-9a-f]{64}\.png")  # beside the report's pages, and nothing else


def finding_view(finding: Finding, unit: UnitAssessment, rules: Mapping[str, RuleRow]) -> FindingView:
    """A finding with every code put into words."""
    proof = finding.evidence
    return FindingView(
        id=finding.id,
        anchor=f"f-{finding.id}",
        href=f"{unit_href(unit.id)}#f-{quote(finding.id)}",
        unit_name=unit.name,
        check=tag(words.CHECKS, finding.check),
        level=tag(words.LEVELS, finding.level),
        certainty=tag(words.CERTAINTIES, finding.certainty),
        state=tag(words.STATES, finding.state),
        origin=tag(words.ORIGINS, finding.origin),
        rule=finding.rule,
        rule_title=finding.rule_title,
        other_rules=_other_rules(finding, rules),
        clause=finding.clause,
        points=_points(finding, unit),
        page=link(finding.url),
        target=target_text(finding.target),
        column=finding.column or "",
        message=finding.message,
        remedy=finding.remedy,
        excerpt=proof.excerpt,
        facts=facts(proof.facts, words.FACTS_OF.get(finding.check, {})),
        status=words.status_text(proof.status),
        fetched=beijing(proof.fetched),
        sha256=proof.page_sha256 or "",
        screenshot=_picture(proof.screenshot or ""),
        first_seen=day(finding.first_seen),
        last_seen=day(finding.last_seen),
    )


def _picture(path: str) -> str:
    return path if _PICTURE.fullmatch(path) else ""


def file_name(unit_id: str) -> str:
    """The name of a unit's page below units/; an id can never lead out of that directory."""
    return unit_id.replace("/", "_").replace("\\", "_").replace("\0", "_") + ".html"


def unit_href(unit_id: str) -> str:
    return f"units/{quote(file_name(unit_id))}"


def tag(table: Mapping[str, str], code: str) -> Tag:
    value = str(plain(code))
    return Tag(value, table.get(value, value))


def link(url: str, text: str = "") -> Text:
    """A text that links to ``url`` if that is an http or https address, and is mere text otherwise."""
    return Text(text or url, url if _is_web(url) else None)


def beijing(moment: datetime | None) -> str:
    """Date and time of day in Beijing; empty for none."""
    if moment is None:
        return ""
    return (moment.astimezone(BEIJING) if moment.tzinfo else moment).strftime("%Y-%m-%d %H:%M:%S")


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


def number(value: float) -> str:
    """Points without a needless fraction: 9, 0.1."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def facts(found: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[Fact, ...]:
    """Facts in the order the check gave them; empty ones are left out, a group of facts is spread out.

    ``labels`` are those of its check alone; they go before the common ones.
    """
    return tuple(fact for key, value in found.items() for fact in _facts(key, plain(value), labels))


def _facts(key: str, value: Any, labels: Mapping[str, str]) -> Iterator[Fact]:
    label = labels.get(key) or words.FACTS.get(key, key)
    named = value.items() if isinstance(value, dict) and not _is_link(value) else ()
    pairs = [(f"{label}·{_inner(name)}", _values(name, each)) for name, each in named]
    for told, values in pairs or [(label, _values(key, value))]:
        if values:
            yield Fact(told, values)


def _values(key: str, value: Any) -> tuple[Text, ...]:
    if value is None or value == "" or value == {}:
        return ()
    if isinstance(value, list):
        return tuple(text for item in value for text in _values(key, item))
    if isinstance(value, dict):
        return (_together(value),)
    return (_value(key, value),)


def _together(value: Mapping[str, Any]) -> Text:
    """Several facts in one line; a name with its address becomes a link."""
    if _is_link(value):
        return link(str(value["url"]), str(value.get("name") or value.get("title") or ""))
    told = ((name, "、".join(text.text for text in _values(name, each))) for name, each in value.items())
    return Text("，".join(f"{_inner(name)}：{text}" for name, text in told if text))


def _is_link(value: Mapping[str, Any]) -> bool:
    return "url" in value and set(value) <= {"url", "name", "title"}


def _inner(key: str) -> str:
    return words.NESTED_FACTS.get(key) or words.FACTS.get(key, key)


_TABLES: Mapping[str, Mapping[str, str]] = {
    "failure": words.FAILURES,
    "forms": words.FORMS,
    "kind": words.COLUMN_KINDS,
    "region": words.REGIONS,
    "missing": words.TARGETS,
    "direction": words.DIRECTIONS,
    "matched_by": words.MATCHES,
    "bearer_kind": words.PAGE_KINDS,
}


def _value(key: str, value: Any) -> Text:
    if isinstance(value, bool):
        return Text("是" if value else "否")
    if key == "status" and isinstance(value, int):
        return Text(words.status_text(value))
    if isinstance(value, float):
        return Text(number(value))
    text = _moment(str(value)) if key == "at" else str(value)
    return link(text, _TABLES.get(key, {}).get(text, text))


def _moment(text: str) -> str:
    try:
        return beijing(datetime.fromisoformat(text))
    except ValueError:
        return text


def _is_web(url: str) -> bool:
    if any(ord(char) <= 0x20 for char in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def target_text(target: str | None) -> Text | None:
    """What is wrong on a page: an address to follow, or the Chinese name of a thing."""
    if target is None:
        return None
    return link(target, words.TARGETS.get(target, target))


def _points(finding: Finding, unit: UnitAssessment) -> str:
    if unit.score is None or finding.points == 0:
        return ""
    if finding.origin is Origin.VERIFIED and finding.certainty == "confirmed":
        return f"{number(finding.points)} 分，计入扣分"
    return f"{number(finding.points)} 分，不计入扣分"


def _other_rules(finding: Finding, rules: Mapping[str, RuleRow]) -> tuple[str, ...]:
    others = (rule for rule in finding.rules if rule != finding.rule)
    return tuple(f"{rule} {rules[rule].title}" if rule in rules else rule for rule in others)


LEVEL_ORDER = (Level.VETO, Level.DEDUCT, Level.ADVICE)


def urgency(view: FindingView) -> tuple[int, int, int]:
    """Sorts what needs action first: confirmed veto, suspected veto, deduct, advice; new before open."""
    level = LEVEL_ORDER.index(Level(view.level.code))
    return (level, int(view.certainty.code == "suspected"), int(view.state.code != "new"))
