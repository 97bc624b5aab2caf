"""What demo/data/public.toml plants beside the plan of the district, as typed data (see demo/public.py)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from demo.spec import ColumnSpec, PolicySpec, UnitSpec, load, read_table, units

SECTIONS = ("guide", "regulations", "statutory", "annual-report", "on-request")


@dataclass(frozen=True, slots=True)
class MarkSpec:
    """One line of the answer key; `at`: "unit" its home, "unit/dir" a column, "unit/dir#seq" a policy, "@id" a page.

    `target`: "" none, "@id" the address of a page, "mask:NUMBER" the number masked, "file" the file it is written
    at, else as it stands. `after` is MM-DD: a defect only later in the year than that day, else a look-alike;
    `until`: only up to that day. `unit`: whose it is, where that is not the unit of the page.
    """

    check: str
    why: str
    at: str = ""
    target: str = ""
    defect: bool = True
    after: str = ""
    until: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that a page offers; `kind` says what it is (demo/files.py, "none": it is missing), `ext` what it says it is."""

    name: str
    kind: str
    ext: str = ""
    type: str = ""
    status: int = 200
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[MarkSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """An entry with words of its own in column `at` = "unit/dir"; without a body it is made up like the others.

    `about` names a policy ("unit/dir#seq") that it interprets, `see` pages it links to, `same_as` the page whose text
    it repeats. `start`, `end`: ages of the ends of a period it speaks of. `ahead` years it is dated in the future.
    """

    at: str
    age: int
    title: str
    id: str = ""
    kind: str = ""
    body: tuple[str, ...] = ()
    pad: int = 0
    info: str = ""
    dated: bool = True
    ahead: int = 0
    about: str = ""
    see: tuple[str, ...] = ()
    same_as: str = ""
    start: int = 0
    end: int = 0
    media: tuple[str, ...] = ()
    files: tuple[FileSpec, ...] = ()
    marks: tuple[MarkSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterSpec:
    """A public message (留言) in column `at`: asked and answered so many days ago (0: not answered)."""

    at: str
    title: str
    asked: int
    status: str
    answered: int = 0
    defect: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class SectionsSpec:
    """The disclosure platform of a unit: directories and names of its home and of SECTIONS; "" where one is lacking.

    `report` is the title of an annual report; `late` says that the last one due is not there. `request`: own words of
    the section for applications, `request_to`: where it leads.
    """

    unit: str
    home: str
    dirs: tuple[str, ...]
    names: tuple[str, ...]
    report: str
    name: str = "政府信息公开"
    form: str = "after"
    request_to: str = ""
    request: tuple[str, ...] = ()
    late: bool = False
    why: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """Sections without a name."""
        return tuple(section for section, name in zip(SECTIONS, self.names, strict=True) if not name)

    @property
    def report_dir(self) -> str:
        """Directory of the column of annual reports."""
        return self.dirs[SECTIONS.index("annual-report")]


@dataclass(frozen=True, slots=True)
class Public:
    """All of demo/data/public.toml but for what belongs to the units themselves."""

    pages: tuple[PageSpec, ...]
    letters: tuple[LetterSpec, ...]
    sections: tuple[SectionsSpec, ...]
    marks: tuple[MarkSpec, ...]
    systems: tuple[PageSpec, ...]


def due_year(as_of: date, month: int, day: int) -> int:
    """The year whose yearly paper was last due on a day of the year, that day included."""
    return as_of.year if as_of > date(as_of.year, month, day) else as_of.year - 1


def _page(table: dict[str, Any]) -> PageSpec:
    files = tuple(_file(one) for one in table.pop("file", ()))
    marks = tuple(read_table(MarkSpec, one) for one in table.pop("mark", ()))
    page: PageSpec = read_table(PageSpec, table)
    return replace(page, files=files, marks=marks)


def _file(table: dict[str, Any]) -> FileSpec:
    marks = tuple(read_table(MarkSpec, one) for one in table.pop("mark", ()))
    rows = tuple(tuple(row) for row in table.pop("rows", ()))
    file: FileSpec = read_table(FileSpec, table)
    return replace(file, marks=marks, rows=rows)


@cache
def public() -> Public:
    """The planted contents, in the order of their file."""
    data = {**load("public"), **load("public_pages")}
    systems = load("systems")
    pages = [*data["page"], *load("task_pages")["page"]]
    return Public(
        tuple(_page(table) for table in pages),
        tuple(read_table(LetterSpec, table) for table in data["letter"]),
        tuple(read_table(SectionsSpec, table) for table in data["sections"]),
        tuple(read_table(MarkSpec, table) for table in (*data["mark"], *systems["mark"])),
        tuple(_page(table) for table in systems["page"]),
    )


@cache
def with_public(given: tuple[UnitSpec, ...]) -> tuple[UnitSpec, ...]:
    """Units of the district with the columns and policies that are planted beside the plan."""
    data = load("public")
    columns: defaultdict[str, list[ColumnSpec]] = defaultdict(list)
    policies: defaultdict[str, list[PolicySpec]] = defaultdict(list)
    for table in (*data["column"], *load("systems")["column"]):
        columns[table.pop("unit")].append(read_table(ColumnSpec, {**table, "added": True}))
    for table in data["policy"]:
        policies[table.pop("unit")].append(read_table(PolicySpec, {**table, "added": True}))
    for sections in public().sections:
        columns[sections.unit] += _columns_of(sections)
    drafted = {(one["unit"], one["column"], one["seq"]): one["days"] for one in data["drafted"]}
    return tuple(
        replace(
            unit,
            columns=(*unit.columns, *columns[unit.id]),
            policies=(*(_drafted(unit.id, one, drafted) for one in unit.policies), *policies[unit.id]),
        )
        for unit in given
    )


def _drafted(unit: str, policy: PolicySpec, drafted: dict[tuple[str, str, int], int]) -> PolicySpec:
    return replace(policy, drafted=drafted.get((unit, policy.column, policy.seq), policy.drafted))


def _columns_of(sections: SectionsSpec) -> list[ColumnSpec]:
    """The home of a platform, where the unit has none yet, and its sections below it."""
    base = ColumnSpec("", "", "disclosure", added=True, form=sections.form)
    known = any(
        unit.id == sections.unit and any(c.dir == sections.home for c in unit.columns) for unit in units()
    )
    found = [] if known else [replace(base, name=sections.name, dir=sections.home, state="container")]
    for section, folder, name in zip(SECTIONS, sections.dirs, sections.names, strict=True):
        state = "list" if section == "annual-report" else "page"
        one = replace(base, name=name, dir=folder, state=state, parent=sections.home, form="after")
        if section == "on-request" and sections.request_to:
            one = replace(one, state="redirect", to=sections.request_to)
        if section == "on-request":
            one = replace(one, body=sections.request)
        if name and folder:
            found.append(one)
    return found
