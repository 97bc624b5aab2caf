"""Plants what comes again and again in the systems of demo/data/systems.toml: decision catalogues and issues of gazettes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from demo.public_spec import FileSpec, MarkSpec, PageSpec, due_year
from demo.spec import load, read_table

CATALOGUE_DUE = (6, 30)
CATALOGUE_DAY = (6, 12)
CATALOGUE_BODY = (
    "{unit}{year}年度重大行政决策事项目录已经区委同意，现予公布，并根据实际动态调整。",
    "|序号|决策事项|承办单位|法定程序|完成时间",
    "|1|{year}年度城乡供水一体化建设方案|承办单位甲|公众参与、专家论证、合法性审查|{year}年11月",
    "|2|{year}年度公共停车设施布局调整|承办单位乙|公众参与、风险评估、合法性审查|{year}年12月",
)
CHECK = "gazette-incomplete"


@dataclass(frozen=True, slots=True)
class CatalogueSpec:
    """A yearly catalogue in column `at`; `lacking` of the last due are not there. `body`, `mark`: of the newest."""

    at: str
    title: str
    lacking: int = 0
    body: tuple[str, ...] = CATALOGUE_BODY
    mark: tuple[MarkSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class GazetteSpec:
    """A gazette in column `at` with so many issues a year.

    Of the first of the two years shown, `missing` is not there and `blank` shows nothing; 0: none. `double`: the
    issue that is one with the next. `is_files`: its rows are the files themselves.
    """

    at: str
    title: str
    per_year: int
    missing: int = 0
    blank: int = 0
    double: int = 0
    is_files: bool = False


@dataclass(frozen=True, slots=True)
class YearlyPage:
    """A page of a year: what it is called and says, with {year} and {unit} to be filled in, and its day."""

    spec: PageSpec
    year: int
    day: date


@cache
def catalogues() -> tuple[CatalogueSpec, ...]:
    """The catalogues in the order of the file."""
    return tuple(_catalogue(table) for table in load("systems")["catalogue"])


def _catalogue(table: dict[str, object]) -> CatalogueSpec:
    marks = table.pop("mark", [])
    assert isinstance(marks, list)
    found: CatalogueSpec = read_table(CatalogueSpec, table)
    return replace(found, mark=tuple(read_table(MarkSpec, one) for one in marks))


@cache
def gazettes() -> tuple[GazetteSpec, ...]:
    """The gazettes in the order of the file."""
    return tuple(read_table(GazetteSpec, table) for table in load("systems")["gazette"])


def catalogue_pages(as_of: date) -> Iterator[YearlyPage]:
    """Of each catalogue the newest that is there and the one before it."""
    for one in catalogues():
        newest = due_year(as_of, *CATALOGUE_DUE) - one.lacking
        for year, body, marks in ((newest, one.body, one.mark), (newest - 1, CATALOGUE_BODY, ())):
            spec = PageSpec(one.at, 0, one.title, kind="other", body=body, marks=marks)
            yield YearlyPage(spec, year, date(year, *CATALOGUE_DAY))


def years_of(one: GazetteSpec, as_of: date) -> tuple[int, int]:
    """The year of the newest issue, and the number of that issue."""
    number = (as_of.month - 1) * one.per_year // 12
    return (as_of.year, number) if number else (as_of.year - 1, one.per_year)


def gazette_pages(as_of: date) -> Iterator[PageSpec]:
    """All issues of the year of the newest one and of the year before, newest first."""
    for one in gazettes():
        newest, last = years_of(one, as_of)
        for year, top in ((newest, last), (newest - 1, one.per_year)):
            for number in range(top, 0, -1):
                is_first = year < newest
                if not (is_first and number == one.missing) and number - 1 != (one.double or -1):
                    yield _issue(one, year, number, as_of, is_blank=is_first and number == one.blank)


def _issue(one: GazetteSpec, year: int, number: int, as_of: date, *, is_blank: bool) -> PageSpec:
    """One issue, with its file unless it shows nothing."""
    called = f"{number}、{number + 1}" if number == one.double else f"{number}"
    age = (as_of - date(year, number * 12 // one.per_year, 28)).days
    title = one.title.format(year=year, number=called)
    if one.is_files:
        return PageSpec(one.at, age, title)
    body = ("",) if is_blank else ("本期目录", "区政府文件", "人事任免", "大事记")
    files = () if is_blank else (FileSpec(f"{year}年第{number}期", "pdf"),)
    why = "这一期的页面没有内容，也没有公报文件"
    marks = (MarkSpec(CHECK, why, target=f"{year}年第{number}期"),) if is_blank else ()
    return PageSpec(one.at, age, title, body=body, files=files, marks=marks)


def gazette_marks(as_of: date) -> Iterator[MarkSpec]:
    """What is said of the numbers of each gazette, at its column."""
    for one in gazettes():
        newest, _ = years_of(one, as_of)
        yield MarkSpec(CHECK, "已出各期连续", one.at, f"{newest}年", defect=False)
        if one.missing:
            why = "上下期都有，只缺这一期"
            yield MarkSpec(CHECK, why, one.at, f"{newest - 1}年第{one.missing}期")
        if one.double:
            why = "合刊占两个期号"
            yield MarkSpec(CHECK, why, one.at, f"{newest - 1}年第{one.double + 1}期", defect=False)


def gazette_counts(one: GazetteSpec, as_of: date) -> tuple[int, int]:
    """How many issues open and years have no gap, and how many issues are missing or blank."""
    _, last = years_of(one, as_of)
    failed = bool(one.missing) + bool(one.blank)
    whole_years = 2 - bool(one.missing)
    ahead = 1 if one.double == last else 0  # a double issue shows the next number too
    return one.per_year + last + ahead + whole_years - failed, failed
