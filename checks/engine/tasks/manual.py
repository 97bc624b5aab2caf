"""The manual of a table of tasks: each row with its rule in words, what nobody can see, and what to hand in.

``docs/tasks.md`` and ``xunjian rules SZ23-17`` are made from it; all texts are Chinese, for auditors and units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from checks.engine.labels import KINDS, ORIGINS
from checks.engine.registry import all_checks
from checks.engine.tasks.counting import UNITS
from checks.engine.tasks.model import (
    Alternatives,
    Attested,
    CountBy,
    Judged,
    Matrix,
    MatrixLine,
    Number,
    Pages,
    Part,
    Place,
    Reach,
    Responsible,
    Shortage,
    Structure,
    Table,
    Task,
    Wanted,
)
from checks.engine.tasks.phrases import KINDS as COLUMN_KINDS

Line = tuple[str, str]
"""What is told (要求, 条件 …), and its text."""

_REACHES = {
    Reach.OWN: "本单位的页面",
    Reach.NAMED: "本单位的页面，以及其他单位点名本单位的页面",
    Reach.DISTRICT: "全区各单位的页面",
}
_COUNTS = {
    CountBy.PAGE: "标题相同或正文相似的只计1篇",
    CountBy.MEETING: "同一次会议的多篇报道只计1次，以会议日期或届次认定",
    CountBy.DOCUMENT: "关于同一份文件的只计1件，以文号或书名号内的名称认定",
    CountBy.QUARTER: "一个季度内有1篇以上即计1个季度",
    CountBy.HALF_YEAR: "半年内有1篇以上即计1个半年",
}
_DOCUMENTS = {"policy": "政策文件", "interpretation": "政策解读", "consultation": "意见征集"}
_SHORTAGES = {Shortage.UNMET: "不达标", Shortage.NO_EVIDENCE: "未见证据，由单位举证"}
_CLASSES = {"A": "网站可自动判定", "B": "网站可计数取证", "C": "内部事项，须单位举证"}


def table_lines(table: Table) -> Iterator[str]:
    """The tasks of a table, one line each: id, class, deadline, responsible units, what is asked."""
    yield f"  {table.title}"
    for task in table.tasks:
        filed = "，不足列为检查结果" if task.files else ""
        yield f"  {task.id:<12} {task.task_class:<4} {task.due_text}  {task.summary}（{_units(task)}）{filed}"


def task_text(task: Task, table: Table) -> str:
    """One task explained: the row as written, its evidence rule in words, what is not seen, what to hand in."""
    lines = [f"{task.id}  {task.summary}", ""]
    lines += [f"  {label}：{text}" for label, text in head_of(task, table)]
    for number, part in enumerate(task.parts, 1):
        lines += ["", f"  证据{number}：{part.title}"]
        lines += [f"    {label}：{text}" for label, text in part_lines(part)]
    lines += ["", *(f"  {label}：{text}" for label, text in _foot(task))]
    return "\n".join(lines) + "\n"


def tasks_document(table: Table) -> str:
    """The generated part of docs/tasks.md: an overview of all rows, then each row by group and topic."""
    parts = [f"## {table.title}", "", *_overview(table), ""]
    for group, rows in groupby(table.tasks, key=lambda task: task.group):
        parts += [f"## {group}", ""]
        for topic, tasks in groupby(rows, key=lambda task: task.topic):
            parts += [f"### {topic}", ""]
            for task in tasks:
                parts += [*_section(task, table), ""]
    return "\n".join(parts).rstrip() + "\n"


def head_of(task: Task, table: Table) -> Iterator[Line]:
    """What the row of the table says, and how it is classed."""
    yield "工作任务", f"{task.group} · {task.topic}"
    yield "具体要求", task.requirement
    yield "责任单位", "；".join(_unit(name, table.units.get(name)) for name in task.units)
    yield "完成时限", f"{task.due_text}（{task.due}）" if task.due else task.due_text
    yield "类别", "，".join(f"{letter} {_CLASSES[letter]}" for letter in task.task_class.split("+"))
    whose = "全区合并判定，列出各责任单位所占件数" if task.district_wide else "逐一判定各责任单位"
    yield "判定", whose + ("；过时限仍不足的，列为检查结果" if task.files else "")


def part_lines(part: Part) -> tuple[Line, ...]:
    """One part of an evidence rule in words: where, which words, how counted, how many and by what authority."""
    if isinstance(part, Pages):
        return tuple(_pages(part))
    if isinstance(part, Matrix):
        return tuple(_matrix(part))
    if isinstance(part, Structure):
        return tuple(_structure(part))
    if isinstance(part, Judged):
        return tuple(_judged(part))
    return (("举证", "由单位提交材料，审核通过后为达标；网站上看不出"),)


# ---------------------------------------------------------------- kinds of parts


def _pages(part: Pages) -> Iterator[Line]:
    yield "范围", _scope(part.reach, part.where)
    yield "条件", wanted_text(part.wanted)
    yield "计数", f"{_COUNTS[part.count]}；{_relayed(part.wanted.relayed)}"
    if part.companion:
        where = "，本页或同一会议、同一文件的其他页面"
        yield "同时须有", f"{part.companion_title}{where}{wanted_text(part.companion)}"
    if part.doubt:
        yield "存疑", f"{wanted_text(part.doubt)}的页面，文字看不出是不是；加上这些即够数的，不作判定"
    yield from _required(part.least, f"至少{part.least.value}{UNITS[part.count]}")
    yield "不足", _SHORTAGES[part.short]


def _matrix(part: Matrix) -> Iterator[Line]:
    yield "范围", _scope(part.reach, part.where)
    for line in part.rows:
        yield "方面", _matrix_line(line)
    for line in part.columns:
        yield "类别", _matrix_line(line)
    relayed = any(line.wanted.relayed for line in (*part.rows, *part.columns))
    yield "计数", f"一个页面同时符合方面和类别的，该方面该类即有证据；{_relayed(relayed)}"
    of = f"{len(part.columns)}类中至少{part.least.value}类有证据"
    yield from _required(part.least, of if len(part.rows) == 1 else f"{len(part.rows)}个方面，每个方面{of}")
    yield "不足", _SHORTAGES[part.short]


def _structure(part: Structure) -> Iterator[Line]:
    yield "栏目", f"{_REACHES[part.reach].replace('页面', '栏目')}，{place_text(part.where)}，且有内容"
    yield from _required(part.least, f"至少{part.least.value}个")
    yield "不足", _SHORTAGES[part.short]


def _judged(part: Judged) -> Iterator[Line]:
    titles = {spec.id: spec.title for spec in all_checks()}
    yield "检查", "、".join(f"{titles.get(name, '按规则')}（{name}）" for name in part.checks)
    if part.targets:
        yield "对象", "、".join(part.targets)
    yield "范围", "全区各单位的检查结果" if part.reach is Reach.DISTRICT else "本单位的检查结果"
    yield from _required(part.least, f"没有确认的问题，且至少{part.least.value}项合格")
    yield "有问题", _SHORTAGES[part.failed]
    yield "合格项不足", _SHORTAGES[part.short]


def _required(number: Number, what: str) -> Iterator[Line]:
    yield "要求", what
    yield "依据", f"{number.source}（{ORIGINS[number.origin]}）"


# ---------------------------------------------------------------- words


def wanted_text(wanted: Wanted) -> str:
    """What a page must be, in one sentence without its end."""
    told = [f"是{_DOCUMENTS.get(wanted.document, wanted.document)}"] if wanted.document else []
    told += [f"标题含{_alternatives(wanted.title)}"] if wanted.title else []
    told += [f"标题或正文含{_alternatives(wanted.text)}"] if wanted.text else []
    told += [f"标题不含{_quoted(wanted.not_title)}"] if wanted.not_title else []
    told += [f"标题和正文不含{_quoted(wanted.not_text)}"] if wanted.not_text else []
    return "；".join(told) or "不限"


def place_text(place: Place) -> str:
    """What columns are meant, in words."""
    told = [f"类型为{'、'.join(COLUMN_KINDS[kind] for kind in place.kinds)}"] if place.kinds else []
    told += [f"名称或路径含{_any_of(place.names)}"] if place.names else []
    return "，或".join(told) or "不限"


def _alternatives(groups: Alternatives) -> str:
    return "，并含".join(map(_any_of, groups))


def _any_of(words: tuple[str, ...]) -> str:
    return _quoted(words) + ("之一" if len(words) > 1 else "")


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"「{word}」" for word in words)


def _relayed(counts: bool) -> str:
    return "转载的也计" if counts else "转载的不计"


def _matrix_line(line: MatrixLine) -> str:
    return f"{line.name}：{wanted_text(line.wanted)}"


def _scope(reach: Reach, where: Place) -> str:
    return f"{_REACHES[reach]}，栏目{place_text(where)}"


def _units(task: Task) -> str:
    return "、".join(task.units)


def _unit(name: str, entry: Responsible | None) -> str:
    """A responsible unit as written, with what it stands for."""
    if entry is None:
        return name
    others = [*(KINDS[kind] for kind in entry.kinds), *(other for other in entry.names if other != name)]
    return f"{name}（{'、'.join(others)}）" if others else name


def _foot(task: Task) -> Iterator[Line]:
    yield "看不到的", task.unseen
    if task.attest:
        yield "举证", task.attest
    if task.remedy:
        yield "整改", task.remedy


# ---------------------------------------------------------------- Markdown


def _overview(table: Table) -> Iterator[str]:
    yield "| 序号 | 任务 | 责任单位 | 时限 | 类 | 判定 |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for task in table.tasks:
        link = f"[{task.summary}](#{task.id.lower()})"
        yield f"| {task.number} | {link} | {_units(task)} | {task.due_text} | {task.task_class} | {_kinds(task)} |"


def _kinds(task: Task) -> str:
    """By what a task is judged, each kind of part once."""
    names = {Pages: "页面", Matrix: "矩阵", Structure: "栏目", Judged: "检查", Attested: "举证"}
    told = dict.fromkeys(names[type(part)] for part in task.parts)
    return "、".join(told) + ("（列为检查结果）" if task.files else "")


def _section(task: Task, table: Table) -> Iterator[str]:
    yield f'<a id="{task.id.lower()}"></a>'
    yield ""
    yield f"#### {task.number} {task.summary}（`{task.id}`）"
    yield ""
    for label, text in head_of(task, table):
        yield f"- {label}：{text}"
    for number, part in enumerate(task.parts, 1):
        yield f"- **证据{number}：{part.title}**"
        yield from (f"  - {label}：{text}" for label, text in part_lines(part))
    yield from (f"- **{label}**：{text}" for label, text in _foot(task))
