"""Plants the contents of demo/data/public.toml: disclosure, letters, and entries with words of their own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from demo.dialects import DIALECTS
from demo.files import MAKERS
from demo.model import Reply
from demo.plan import Anchor, Article, Leaf, Plan
from demo.public_spec import FileSpec, LetterSpec, MarkSpec, PageSpec, SectionsSpec, due_year, public
from demo.spec import ColumnSpec, UnitSpec
from demo.systems import catalogue_pages, gazette_marks, gazette_pages

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
}
YEAR = 365
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
REPORTS = 2  # annual reports shown by each unit
REPORT_BODY = (
    "{unit}依据政府信息公开条例编制本报告，统计期限为{year}年1月1日至{year}年12月31日。",
    "一、总体情况。{unit}{year}年主动公开信息{n}条，依申请公开按期办结，信息管理、平台建设和监督保障有序推进。",
    "二、主动公开政府信息情况。",
    "|信息内容|本年制发件数|现行有效件数",
    "|行政规范性文件|{m}|{n}",
    "三、收到和处理政府信息公开申请情况。本年新收{m}件，上年结转0件，本年办理{m}件，结转下年0件。",
    "四、政府信息公开行政复议、行政诉讼情况。{year}年没有相关案件。",
    "五、存在的主要问题及改进情况。{year}年信息公开的时效还需提高，下一年将加强培训。",
    "六、其他需要报告的事项。{year}年没有其他需要报告的事项。",
)


class Ground(Protocol):
    """What planting needs of the planter of the district."""

    plan: Plan
    rows: dict[str, list[Article]]

    def place(
        self, unit: UnitSpec, spec: ColumnSpec, age: int, title: str, added: bool = False
    ) -> Article: ...

    def tie(self, unit: UnitSpec, page: Article, other: Article, linked: bool, why: str) -> None: ...


def masked(number: str) -> str:
    """A person's number as findings show it: 138****1234, 35*************123, of a card the last four digits."""
    head, tail = {11: (3, 4), 18: (2, 3)}.get(len(number), (0, 4))
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


class PublicPlanter:
    """Adds the contents of public.toml to a district that is being planted."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.plan = ground, ground.plan
        self.pages: dict[str, Article] = {}
        self.sights: list[tuple[PageSpec, Article]] = []

    def plant(self) -> None:
        """Place every entry, before the columns are settled."""
        for spec in (*public().pages, *self._reports(), *self._catalogues()):
            self._page(spec)
        for letter in public().letters:
            self._letter(letter)
        for spec in (*public().systems, *gazette_pages(self.plan.as_of)):
            self._page(spec)
        for spec, page in self.sights:
            self.plan.related[page.url] += [
                Anchor(self.pages[name].title, self.pages[name].url) for name in spec.see
            ]

    def judge(self) -> None:
        """Write the answer key, once everything has its place."""
        for spec, page in self.sights:
            for mark in spec.marks:
                self._mark(mark, self._unit(spec.at).id, page.url, spec.about)
        for mark in (*public().marks, *gazette_marks(self.plan.as_of)):
            unit = self._unit(mark.at).id
            self._mark(mark, unit, self._place_of(mark.at), "")
        for sections in public().sections:
            self._judge_sections(sections)

    # -- placing -----------------------------------------------------------------------------------

    def _unit(self, at: str) -> UnitSpec:
        wanted = at.partition("/")[0]
        return next(unit for unit in self.plan.units if unit.id == wanted)

    def _column(self, at: str) -> tuple[UnitSpec, ColumnSpec]:
        unit, folder = self._unit(at), at.partition("/")[2]
        return unit, next(spec for spec in unit.columns if spec.dir == folder)

    def _policy(self, at: str) -> tuple[UnitSpec, Article]:
        place, _, seq = at.partition("#")
        found = next(page for page in self.ground.rows[place] if page.number.endswith(f"〕{seq}号"))
        return self._unit(at), found

    def _page(self, spec: PageSpec) -> Article:
        unit, column = self._column(spec.at)
        policy = self._policy(spec.about)[1] if spec.about else None
        facts = self._facts(spec, policy)
        age = spec.age - YEAR * spec.ahead
        page = self.ground.place(unit, column, age, spec.title.format_map(facts), added=True)
        files = tuple(self._file(unit, column, page, index, one) for index, one in enumerate(spec.files))
        leaf = Leaf(
            tuple(line.format_map(facts) for line in spec.body),
            spec.info.format_map(facts),
            spec.dated,
            spec.pad,
            spec.media,
            files,
        )
        seed = self.pages[spec.same_as].seed if spec.same_as else page.seed
        cites = policy.number if policy else ""
        page = replace(page, leaf=leaf, seed=seed, kind=spec.kind or column.kind, cites=cites)
        self.ground.rows[spec.at].append(page)
        self.pages[spec.id or page.url] = page
        self.plan.places[spec.id] = page.url
        self.sights.append((spec, page))
        for one, anchor in zip(spec.files, files, strict=True):
            for mark in one.marks:
                self._mark(mark, unit.id, page.url, "", anchor.href)
        if policy:
            self.ground.tie(self._unit(spec.about), policy, page, True, "")
            self.ground.tie(unit, page, policy, True, "")
        return page

    def _facts(self, spec: PageSpec, policy: Article | None) -> Mapping[str, object]:
        day = self.plan.as_of - timedelta(days=spec.age)
        name = _document(policy.title) if policy else ""
        return {
            "name": name,
            "number": policy.number if policy else "",
            "year": day.year,
            "iso": day.isoformat(),
            "slash": f"{day:%Y/%m/%d}",
            "day": _chinese(day),
            "start": _chinese(self.plan.as_of - timedelta(days=spec.start)),
            "end": _chinese(self.plan.as_of - timedelta(days=spec.end)),
        }

    def _file(self, unit: UnitSpec, column: ColumnSpec, page: Article, index: int, spec: FileSpec) -> Anchor:
        dialect, ext = DIALECTS[unit.host], spec.ext or spec.kind
        serial = int(re.sub(r"\D", "", page.seed.rpartition("-")[2])) * 10 + index
        path = dialect.file(dialect.column(unit, column), column, page.day, serial)
        path = path.partition("?")[0].removesuffix("pdf") + ext
        if spec.kind != "none":
            kind = spec.type or TYPES.get(ext, "application/octet-stream")
            body = MAKERS[spec.kind](spec.rows or ((spec.name,),))
            self.plan.files[unit.host][path] = Reply(spec.status, body, {"Content-Type": kind})
        return Anchor(f"{spec.name}.{ext}", self.plan.base[unit.host] + path)

    def _letter(self, spec: LetterSpec) -> None:
        asked = self.plan.as_of - timedelta(days=spec.asked)
        answered = (self.plan.as_of - timedelta(days=spec.answered)).isoformat() if spec.answered else ""
        unit, column = self._column(spec.at)
        lines = [
            f"|来信时间|{asked}",
            f"|办理状态|{spec.status}",
            f"来信内容：{spec.title}，请有关单位给予说明。",
        ]
        if answered:
            lines += [
                "答复内容：来信收悉。经核实，您反映的事项已经安排办理，感谢支持。",
                f"答复时间：{answered}",
            ]
        page = self.ground.place(unit, column, spec.asked, spec.title, added=True)
        leaf = Leaf(tuple(lines), status=spec.status, answered=answered)
        self.ground.rows[spec.at].append(replace(page, leaf=leaf, kind="other"))
        column_url = self.plan.base[unit.host] + DIALECTS[unit.host].column(unit, column)
        if spec.defect:
            self.plan.ledger.expect(unit.id, "message-unanswered", column_url, spec.why, page.url)
        else:
            why = spec.why or "按期答复"
            self.plan.ledger.excuse(unit.id, "message-unanswered", column_url, why, page.url)

    # -- what comes every year ---------------------------------------------------------------------

    def _reports(self) -> Iterator[PageSpec]:
        """Annual reports up to the last one due, those of departments in January, of governments in March."""
        for one in public().sections:
            month, day = (3, 20) if self._unit(one.unit).kind == "government" else (1, 20)
            last = due_year(self.plan.as_of, *((3, 31) if month == 3 else (1, 31))) - 1
            for year in range(last - one.late, last - one.late - REPORTS, -1):
                at, published = f"{one.unit}/{one.report_dir}", date(year + 1, month, day)
                yield self._yearly(at, one.report, REPORT_BODY, year, published)

    def _catalogues(self) -> Iterator[PageSpec]:
        for one in catalogue_pages(self.plan.as_of):
            yield self._filled(one.spec, one.year, one.day)

    def _yearly(self, at: str, title: str, body: tuple[str, ...], year: int, day: date) -> PageSpec:
        return self._filled(PageSpec(at, 0, title, kind="other", body=body), year, day)

    def _filled(self, spec: PageSpec, year: int, day: date) -> PageSpec:
        """A page that comes every year, with what changes from year to year."""
        facts = {
            "year": year,
            "chinese": str(year).translate(NUMERALS),
            "n": year % 89 + 40,
            "m": year % 7 + 3,
            "unit": self._unit(spec.at).name,
        }
        lines = tuple(line.format_map(facts) for line in spec.body)
        title = spec.title.format_map(facts)
        return replace(spec, age=(self.plan.as_of - day).days, title=title, body=lines)

    # -- the key -----------------------------------------------------------------------------------

    def _place_of(self, at: str) -> str:
        if "#" in at:
            return self._policy(at)[1].url
        unit = self._unit(at)
        dialect = DIALECTS[unit.host]
        path = dialect.column(*self._column(at)) if "/" in at else dialect.home(unit)
        return self.plan.base[unit.host] + path

    def _mark(self, mark: MarkSpec, unit: str, url: str, about: str, file: str = "") -> None:
        unit = mark.unit or unit
        target: str | None = self.plan.find(mark.target) or None
        if mark.target == "self":  # an interpretation: the finding stands at its policy
            owner, policy = self._policy(about)
            unit, url, target = owner.id, policy.url, url
        elif mark.target == "file":
            target = file
        elif mark.target.startswith("mask:"):
            target = masked(mark.target.removeprefix("mask:"))
        tell = self.plan.ledger.expect if mark.defect and self._is_due(mark) else self.plan.ledger.excuse
        tell(unit, mark.check, url, mark.why, target)

    def _is_due(self, mark: MarkSpec) -> bool:
        """Whether the day is in the part of the year in which the mark is of a defect."""
        day = f"{self.plan.as_of:%m-%d}"
        return (not mark.after or day > mark.after) and (not mark.until or day <= mark.until)

    def _judge_sections(self, sections: SectionsSpec) -> None:
        """Sections and annual report of one unit, at the home of its platform."""
        ledger, home = self.plan.ledger, self._place_of(f"{sections.unit}/{sections.home}")
        for section in sections.lacks:
            ledger.expect(sections.unit, "disclosure-section-missing", home, sections.why, section)
        if not sections.lacks:
            why = sections.why if sections.why and not sections.late else "公开专栏各部分齐全"
            ledger.excuse(sections.unit, "disclosure-section-missing", home, why)
        if sections.late:
            ledger.expect(sections.unit, "annual-report-missing", home, sections.why)
        else:
            ledger.excuse(sections.unit, "annual-report-missing", home, "到期年度的年报已公布")


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _document(title: str) -> str:
    """The name of the document that a policy's title sends out."""
    return title.partition("印发")[2].removesuffix("的通知").strip("《》") or title
