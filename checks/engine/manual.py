"""The manual that the standards and docstrings are: what ``xunjian rules`` prints, and the README's table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from checks.engine.complaints import suggestion
from checks.engine.labels import KINDS, LEVELS, ORIGINS
from checks.engine.model import Origin
from checks.engine.params import Threshold
from checks.engine.registry import HEADINGS, CheckSpec, all_checks
from checks.engine.standard import Rule, Standard, all_rules, all_tables
from checks.engine.tasks.manual import table_lines, task_text
from evidence.errors import UsageError


def rules_text(standards: Sequence[Standard]) -> str:
    """Every rule in force, by standard: id, level, origin, check and title, one line each; then its tasks."""
    return "\n\n".join("\n".join(_standard_lines(standard)) for standard in standards)


def rule_text(standards: Sequence[Standard], name: str) -> str:
    """One check, rule or task explained.

    Of a task: its row, its evidence rule, and the rule that files it, where there is one. Of the others: how it is
    measured, then each rule with clause and thresholds. Raises UsageError for a name that is none of them, with the
    nearest one that is.
    """
    rules = [rule for rule in all_rules(standards) if name in (rule.id, rule.check)]
    if task := _task_text(standards, name):
        filed = [line for rule in rules for line in ("", *_rule_lines(rule))]
        return "\n".join([task.rstrip(), *filed]) + "\n"
    specs = {spec.id: spec for spec in all_checks()}
    spec = specs.get(rules[0].check if rules else name)
    if spec is None:
        known = [*specs, *(rule.id for rule in all_rules(standards)), *_task_ids(standards)]
        raise UsageError(f"no check, rule or task {name!r}; {suggestion(name, known)}")
    parts = [f"{spec.id}  {spec.title}", "", spec.doc, ""]
    for rule in rules:
        parts += [*_rule_lines(rule), ""]
    if not rules:
        parts.append("No rule of the standards in force binds this check.")
    return "\n".join(parts).rstrip() + "\n"


def _task_text(standards: Sequence[Standard], name: str) -> str:
    pairs = ((task, table) for table in all_tables(standards) for task in table.tasks)
    return next((task_text(task, table) for task, table in pairs if task.id == name), "")


def _task_ids(standards: Sequence[Standard]) -> Iterable[str]:
    return (task.id for table in all_tables(standards) for task in table.tasks)


def checks_table(standards: Sequence[Standard]) -> str:
    """The README's table of checks, in Markdown: id, Chinese name, what it finds, the rules that bind it."""
    lines = ["| check | 中文名 | finds | rules |", "| --- | --- | --- | --- |"]
    lines += [_table_row(spec, all_rules(standards)) for spec in all_checks()]
    return "\n".join(lines) + "\n"


def checks_document(standards: Sequence[Standard]) -> str:
    """docs/checks.md: every check with its manual page and the rules that bind it, then the rules by standard."""
    rules = all_rules(standards)
    parts = [_DOCUMENT_HEAD]
    for spec in all_checks():
        parts += [f"## `{spec.id}` {spec.title}", "", *_manual_lines(spec), ""]
        for rule in rules:
            if rule.check == spec.id:
                parts += [*_rule_markdown(rule), ""]
    parts += ["## Rules by standard", ""]
    for standard in standards:
        parts += [
            f"### {standard.title}（`{standard.id}`）",
            "",
            f"{standard.document}，{standard.issued}",
            "",
        ]
        parts += ["| rule | level | origin | check | title |", "| --- | --- | --- | --- | --- |"]
        parts += [
            f"| `{rule.id}` | {LEVELS[rule.level]} | {ORIGINS[rule.origin]} | `{rule.check}` | {rule.title} |"
            for rule in standard.rules
        ]
        parts += [f"| `{item.id}` | | | 人工 | {item.title} |" for item in standard.persons]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


_DOCUMENT_HEAD = """# Checks and rules

Generated from the checks' docstrings and `config/standards/*.toml` by `make docs`; do not edit. A check says what is so; a rule of a
standard says what that weighs. Only rules of verified origin keep their document's level; 间接 is one step milder, 未核实 and 产品默认 are advice.
"""


def _manual_lines(spec: CheckSpec) -> Iterable[str]:
    """The docstring as Markdown: its first sentence, then the five headings as a list."""
    first, _, rest = spec.doc.partition("\n")
    yield first
    yield ""
    items: list[str] = []
    for line in filter(None, map(str.strip, rest.splitlines())):
        heading = next((name for name in HEADINGS if line.startswith(f"{name}:")), None)
        if heading:
            items.append(f"- **{heading}**:{line[len(heading) + 1 :]}")
        elif items:
            items[-1] += f" {line}"
        else:
            yield line
    yield from items


def _rule_markdown(rule: Rule) -> Iterable[str]:
    lines = [" ".join(line.split()) for line in _rule_lines(rule)]
    yield f"**{lines[0]}**"
    yield ""
    yield from (f"- {line}" for line in lines[1:])


def _standard_lines(standard: Standard) -> Iterable[str]:
    yield f"{standard.id}  {standard.title}（{standard.document}，{standard.issued}）"
    for rule in standard.rules:
        marks = f"{LEVELS[rule.level]}·{ORIGINS[rule.origin]}"
        scope = "，仅门户" if rule.portal_only else ""
        yield f"  {rule.id:<12} {marks}  {rule.check:<24} {rule.title}{scope}"
    for item in standard.persons:
        yield f"  {item.id:<12} 人工  {item.title}"
    if standard.table:
        yield from table_lines(standard.table)


def _table_row(spec: CheckSpec, rules: Iterable[Rule]) -> str:
    bound = ", ".join(f"`{rule.id}`" for rule in rules if rule.check == spec.id)
    return f"| `{spec.id}` | {spec.title} | {spec.doc.partition(chr(10))[0]} | {bound} |"


def _rule_lines(rule: Rule) -> Iterable[str]:
    stated = "" if rule.level is rule.stated else f"（文件列为{LEVELS[rule.stated]}，因来源降级）"
    kinds = "、".join(KINDS[kind] for kind in rule.kinds)
    yield f"{rule.id}  {rule.title}  [{rule.standard}]"
    yield f"  级别：{LEVELS[rule.level]}{stated}    来源：{ORIGINS[rule.origin]}"
    yield f"  适用：{kinds}{'（仅门户网站）' if rule.portal_only else ''}"
    yield f"  条款：{rule.clause}"
    if rule.points:
        cap = f"，本项最多扣{rule.cap:g}分" if rule.cap is not None else ""
        used = "" if rule.points_origin is Origin.VERIFIED else "，不计入已核实扣分"
        yield f"  分值：{rule.points:g}分{cap}（{ORIGINS[rule.points_origin]}{used}）：{rule.points_source}"
    for item in rule.thresholds:
        sureness = f"{ORIGINS[item.origin]}{_mercy(item)}"
        yield f"  阈值：{item.name} = {_value_text(item.value)}（{sureness}）：{item.source}"
    yield f"  整改：{rule.remedy}"


def _mercy(item: Threshold) -> str:
    return "，只用于免责" if item.excuses else ""


def _value_text(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value) or "无"
    return str(value).lower() if isinstance(value, bool) else str(value)
