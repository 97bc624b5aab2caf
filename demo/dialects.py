"""How each content system names its pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from demo.spec import ColumnSpec, UnitSpec


@dataclass(frozen=True, slots=True)
class Dialect:
    """Address shapes of one content system: paths with query, beginning with a slash."""

    home: Callable[[UnitSpec], str]
    column: Callable[[UnitSpec, ColumnSpec], str]
    article: Callable[[str, ColumnSpec, date, int], str]
    file: Callable[[str, ColumnSpec, date, int], str]


def _trs_home(unit: UnitSpec) -> str:
    return f"/{unit.dir}/" if unit.dir else "/"


def _trs_column(unit: UnitSpec, spec: ColumnSpec) -> str:
    return f"{_trs_home(unit)}{spec.dir}/"


def _trs_article(column: str, _spec: ColumnSpec, day: date, serial: int) -> str:
    return f"{column}{day:%Y%m}/t{day:%Y%m%d}_{serial}.html"


def _trs_file(column: str, _spec: ColumnSpec, day: date, serial: int) -> str:
    return f"{column}{day:%Y%m}/P0{day:%Y%m%d}{serial}.pdf"


def _root(_unit: UnitSpec) -> str:
    return "/"


def _jcms_column(_unit: UnitSpec, spec: ColumnSpec) -> str:
    return f"/col/col{spec.dir}/index.html"


def _jcms_article(_column: str, spec: ColumnSpec, day: date, serial: int) -> str:
    return f"/art/{day.year}/{day.month}/{day.day}/art_{spec.dir}_{serial}.html"


def _vsb_column(_unit: UnitSpec, spec: ColumnSpec) -> str:
    return f"/{spec.dir}.htm"


def _vsb_article(_column: str, spec: ColumnSpec, _day: date, serial: int) -> str:
    return f"/info/{1000 + sum(spec.dir.encode()) % 1000}/{serial}.htm"


def _asp_column(_unit: UnitSpec, spec: ColumnSpec) -> str:
    return f"/list.asp?cid={spec.dir}"


def _asp_article(_column: str, _spec: ColumnSpec, _day: date, serial: int) -> str:
    return f"/show.asp?id={serial}"


def _plain_file(_column: str, _spec: ColumnSpec, day: date, serial: int) -> str:
    return f"/upload/{day:%Y%m}/{serial}.pdf"


DIALECTS: Mapping[str, Dialect] = {
    "portal": Dialect(_trs_home, _trs_column, _trs_article, _trs_file),
    "rsj": Dialect(_root, _jcms_column, _jcms_article, _plain_file),
    "school": Dialect(_root, _vsb_column, _vsb_article, _plain_file),
    "hospital": Dialect(_root, _asp_column, _asp_article, _plain_file),
    "zone": Dialect(_trs_home, _trs_column, _trs_article, _trs_file),
    "lake": Dialect(_root, _asp_column, _asp_article, _plain_file),
    "enforce": Dialect(_root, _vsb_column, _vsb_article, _plain_file),
    "blocked": Dialect(_root, _trs_column, _trs_article, _plain_file),
    "zjj": Dialect(_root, _trs_column, _trs_article, _trs_file),
    "swj": Dialect(_root, _vsb_column, _vsb_article, _plain_file),
    "sjj": Dialect(_root, _jcms_column, _jcms_article, _plain_file),
    "water": Dialect(_root, _asp_column, _asp_article, _plain_file),
    "bus": Dialect(_root, _trs_column, _trs_article, _trs_file),
    "wlj": Dialect(_root, _trs_column, _trs_article, _trs_file),
    "lyj": Dialect(_root, _vsb_column, _vsb_article, _plain_file),
    "nyj": Dialect(_root, _jcms_column, _jcms_article, _plain_file),
    "mzj": Dialect(_root, _trs_column, _trs_article, _trs_file),
    "tyj": Dialect(_root, _asp_column, _asp_article, _plain_file),
    "rmt": Dialect(_root, _trs_column, _trs_article, _trs_file),
}
