"""``sites.toml``: every kind of complaint at its line, all at once; defaults, overrides, hosts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from crawler.sites import find_companion, load_config
from evidence.errors import ConfigError
from evidence.records import ColumnCorrection, ColumnKind, Config, CrawlSettings, Site, Unit, UnitKind

DISTRICT = '[district]\nname = "区"\n'  # lines 1 and 2
UNIT = '[[unit]]\nid = "a"\nname = "甲"\nkind = "department"\n'  # lines 3 to 6
SITE = '[[unit.site]]\nurl = "http://h.gov.cn/a/"\n'  # lines 7 and 8
SCOPE = 'scope = ["http://h.gov.cn/a/"]\n'  # line 9
OTHER = '[[unit]]\nid = "b"\nname = "乙"\nkind = "institution"\n'
BASE = DISTRICT + UNIT + SITE
HOME = "http://h.gov.cn/a/"


def _load(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def _complaints(tmp_path: Path, text: str) -> list[str]:
    """The complaints, without the directory."""
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)
    return [complaint.replace(f"{tmp_path}/", "") for complaint in caught.value.complaints]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        # structure
        (UNIT, "1: district is missing; write [district]"),
        ("[district]\n" + UNIT, "1: district.name is missing; write name = …"),
        (DISTRICT, "1: unit is missing; write [[unit]]"),
        ("unit = []\n" + DISTRICT, "1: unit is empty; name at least one, or remove the key"),
        (DISTRICT + "[unit]\n", "3: unit {} is no list; write [[unit]]"),
        ('district = "区"\n' + UNIT, "1: district '区' is no table; write [district] and its keys below"),
        (
            DISTRICT + UNIT + "site = [1]\n",
            "7: unit.site 1 is no table; write [[unit.site]] and its keys below",
        ),
        # unknown keys
        (
            DISTRICT + "[crawll]\n" + UNIT,
            "3: unknown key 'crawll' in the file; did you mean 'crawl'?",
        ),
        (BASE + "scop = []\n", "9: unknown key 'scop' in [[unit.site]]; did you mean 'scope'?"),
        (
            DISTRICT + "zzz = 1\n" + UNIT,
            "3: unknown key 'zzz' in [district]; known: name, timezone, standards",
        ),
        (
            DISTRICT + UNIT + "aliasses = []\n",
            "7: unknown key 'aliasses' in [[unit]]; did you mean 'aliases'?",
        ),
        (
            BASE + '[[unit.column]]\nurl = "http://h.gov.cn/x"\nmaxage = 1\n',
            "11: unknown key 'maxage' in [[unit.column]]; did you mean 'max_age_days'?",
        ),
        # types and ranges
        (DISTRICT + UNIT + "aliases = [3]\n", "7: unit.aliases 3 is no text; write it in quotes"),
        (DISTRICT + UNIT + 'aliases = "x"\n', "7: unit.aliases 'x' is no list; write […]"),
        (BASE + "site_id = 3701030001\n", "9: unit.site.site_id 3701030001 is no text; write it in quotes"),
        (
            DISTRICT + UNIT + 'services = "no"\n',
            "7: unit.services 'no' is neither true nor false; write one of them, without quotes",
        ),
        (BASE + "pages = 1.5\n", "9: unit.site.pages 1.5 is no whole number; write one, without quotes"),
        (BASE + "pages = true\n", "9: unit.site.pages true is no whole number; write one, without quotes"),
        (BASE + "pages = 0\n", "9: unit.site.pages 0 is too small; write a number above 0"),
        (
            DISTRICT + "[crawl]\nrequests_per_second = -1\n" + UNIT,
            "4: crawl.requests_per_second -1 is too small; write a number above 0",
        ),
        (
            DISTRICT + "[crawl]\ntimeout_seconds = '9'\n" + UNIT,
            "4: crawl.timeout_seconds '9' is no number; write one, without quotes",
        ),
        (
            DISTRICT + "[crawl]\ntimeout_seconds = inf\n" + UNIT,
            "4: crawl.timeout_seconds inf has no end; write a number",
        ),
        (
            DISTRICT + "[crawl]\nconcurrency = 0\n" + UNIT,
            "4: crawl.concurrency 0 is too small; write a number above 0",
        ),
        (
            DISTRICT + "[crawl]\nrecheck_minutes = -0.5\n" + UNIT,
            "4: crawl.recheck_minutes -0.5 is too small; write 0 or more",
        ),
        (
            DISTRICT + '[crawl]\nrender = "sometimes"\n' + UNIT,
            "4: crawl.render 'sometimes' is unknown; use one of never, auto, always",
        ),
        (
            DISTRICT + '[crawl]\nuser_agent = " "\n' + UNIT,
            "4: crawl.user_agent ' ' is empty; write a text or remove the key",
        ),
        (
            DISTRICT + '[crawl]\nuser_agent = "a\\r\\nb"\n' + UNIT,
            "4: crawl.user_agent 'a\\r\\nb' contains a control character; write it on one line",
        ),
        (
            BASE + '[[unit.column]]\nurl = "http://h.gov.cn/x"\nmax_age_days = -1\n',
            "11: unit.column.max_age_days -1 is too small; write 0 or more",
        ),
        # words
        (
            DISTRICT + 'timezone = "Asia/Shanghia"\n' + UNIT,
            "3: district.timezone 'Asia/Shanghia' is no time zone; did you mean 'Asia/Shanghai'?",
        ),
        (
            DISTRICT + 'timezone = "../etc"\n' + UNIT,
            "3: district.timezone '../etc' is no time zone; write Asia/Shanghai",
        ),
        (
            DISTRICT + "standards = []\n" + UNIT,
            "3: district.standards is empty; name at least one, or remove the key",
        ),
        (
            DISTRICT + 'standards = ["national", ""]\n' + UNIT,
            "3: district.standards '' is empty; write a text or remove the key",
        ),
        (
            DISTRICT + UNIT.replace("department", "departement"),
            "6: unit.kind 'departement' is unknown; did you mean 'department'?",
        ),
        (
            DISTRICT + UNIT.replace("department", "局"),
            "6: unit.kind '局' is unknown; use one of government, office, department, street, institution",
        ),
        (
            BASE + '[[unit.column]]\nurl = "http://h.gov.cn/x"\nkind = "notice"\n',
            "11: unit.column.kind 'notice' is unknown; did you mean 'notices'?",
        ),
        (
            DISTRICT + UNIT.replace('"a"', '"A/1"'),
            "4: unit.id 'A/1' cannot name a file; use a–z, 0–9, - and _, beginning with a letter or digit",
        ),
        (
            DISTRICT + OTHER + 'sector = "educations"\n',
            "7: unit.sector 'educations' is unknown; did you mean 'education'?",
        ),
        (
            DISTRICT + UNIT + 'sector = "health"\n',
            "7: unit.sector 'health' does not apply to kind 'department'; remove it or correct the kind",
        ),
        # units among themselves
        (
            DISTRICT + UNIT + UNIT,
            "8: unit.id 'a' stands in sites.toml:4 already; keep one of the two",
        ),
        (
            DISTRICT + UNIT + OTHER + 'supervisor = "aa"\n',
            "11: unit.supervisor 'aa' is no unit; did you mean 'a'?",
        ),
        (
            DISTRICT + OTHER + 'supervisor = "b"\n',
            "7: unit.supervisor 'b' is the unit itself; name another or remove it",
        ),
        # addresses
        (
            DISTRICT + UNIT + "[[unit.site]]\nportal = true\n",
            "7: unit.site.url is missing; write url = …",
        ),
        (
            BASE.replace("http://", ""),
            "8: unit.site.url 'h.gov.cn/a/' has no scheme; write http://… or https://…",
        ),
        (
            BASE.replace("http://h.gov.cn", "h.gov.cn:8080"),
            "8: unit.site.url 'h.gov.cn:8080/a/' has no scheme; write http://… or https://…",
        ),
        (
            BASE.replace("http", "ftp"),
            "8: unit.site.url 'ftp://h.gov.cn/a/' has scheme 'ftp'; write http://… or https://…",
        ),
        (
            BASE.replace("h.gov.cn", ""),
            "8: unit.site.url 'http:///a/' has no host; write http://host/…",
        ),
        (
            BASE.replace("h.gov.cn", "me:secret@h.gov.cn"),
            "8: unit.site.url 'http://…@h.gov.cn/a/' carries a user name or password; "
            "remove everything up to the @",
        ),
        (
            BASE.replace("/a/", "/a b/"),
            "8: unit.site.url 'http://h.gov.cn/a b/' contains white space; remove it or write %20",
        ),
        (
            BASE.replace("h.gov.cn", "h.gov.cn:99999"),
            "8: unit.site.url 'http://h.gov.cn:99999/a/' is no valid address; check its host and port",
        ),
        (
            BASE.replace("h.gov.cn", "[::1"),
            "8: unit.site.url 'http://[::1/a/' is no valid address; check its host and port",
        ),
        (BASE + "scope = []\n", "9: unit.site.scope is empty; name at least one, or remove the key"),
        (
            BASE + 'scope = [\n  "http://h.gov.cn/a/",\n  "/b/"]\n',
            "11: unit.site.scope '/b/' has no scheme; write http://… or https://…",
        ),
        (
            BASE + 'scope = ["http://h.gov.cn/a/", "http://i.gov.cn/a/"]\n',
            "9: unit.site.scope 'http://i.gov.cn/a/' is not on the site's host h.gov.cn; "
            "move it to a [[unit.site]] of its own, or write http://h.gov.cn/…",
        ),
        (
            BASE + '[[unit.column]]\nurl = "http://i.gov.cn/x"\n',
            "10: unit.column.url 'http://i.gov.cn/x' is on no host of the unit (h.gov.cn); "
            "correct it or add the site",
        ),
        (
            DISTRICT + UNIT + '[[unit.column]]\nurl = "http://i.gov.cn/x"\n',
            "8: unit.column.url 'http://i.gov.cn/x' is on no host of the unit "
            "(none: it has no [[unit.site]]); correct it or add the site",
        ),
        (
            BASE + 2 * '[[unit.column]]\nurl = "http://h.gov.cn/x"\n',
            "12: unit.column.url 'http://h.gov.cn/x' stands in sites.toml:10 already; keep one of the two",
        ),
    ],
)
def test_each_complaint_names_line_value_and_cure(tmp_path: Path, text: str, complaint: str) -> None:
    assert _complaints(tmp_path, text) == [f"sites.toml:{complaint}"]


@pytest.mark.parametrize(
    "same",
    [
        "http://h.gov.cn/a/",
        "http://h.gov.cn/a",
        "https://h.gov.cn/a/",
        "http://H.GOV.cn:80/a/",
        "https://h.gov.cn:443/a/./",
    ],
)
def test_equal_scopes_of_two_units_name_both_lines(tmp_path: Path, same: str) -> None:
    text = BASE + SCOPE + OTHER + f'[[unit.site]]\nurl = "{HOME}"\nscope = ["{same}"]\n'
    (complaint,) = _complaints(tmp_path, text)
    assert complaint.startswith("sites.toml:16: unit.site.scope 'http")
    assert complaint.endswith(
        "is also claimed by unit 'a' in sites.toml:9; give each unit prefixes of its own"
    )


def test_two_owners_of_one_host_are_equal_scopes(tmp_path: Path) -> None:
    (complaint,) = _complaints(tmp_path, BASE + OTHER + '[[unit.site]]\nurl = "https://h.gov.cn/b/"\n')
    assert complaint == (
        "sites.toml:14: unit.site.url without a scope claims the whole host 'https://h.gov.cn/', "
        "as does unit 'a' in sites.toml:8; give one of them a scope"
    )


def test_one_unit_may_repeat_its_scope_and_nest_others(tmp_path: Path) -> None:
    text = BASE + SITE.replace("http", "https") + OTHER
    text += '[[unit.site]]\nurl = "http://h.gov.cn/a/b/"\nscope = ["http://h.gov.cn/a/b/"]\n'
    config = _load(tmp_path, text)
    assert [site.whole_host for unit in config.units for site in unit.sites] == [True, True, False]


def test_all_complaints_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = BASE.replace("department", "x").replace("http://", "") + "zz = 1\n" + UNIT + SITE * 2 + OTHER
    text += 'supervisor = "nobody"\n[[unit.site]]\nurl = "http://h.gov.cn"\n'
    assert [complaint.split(" ", 2)[:2] for complaint in _complaints(tmp_path, text)] == [
        ["sites.toml:6:", "unit.kind"],
        ["sites.toml:8:", "unit.site.url"],
        ["sites.toml:9:", "unknown"],
        ["sites.toml:11:", "unit.id"],
        ["sites.toml:22:", "unit.supervisor"],
        ["sites.toml:24:", "unit.site.url"],
    ]


def test_file_that_is_no_toml_is_one_complaint(tmp_path: Path) -> None:
    assert _complaints(tmp_path, "[district\n")[0].startswith("sites.toml:1: not valid TOML: ")


def test_least_configuration_has_the_documented_defaults(tmp_path: Path) -> None:
    config = _load(tmp_path, BASE)
    settings = CrawlSettings()
    assert (config.district.timezone, config.district.standards) == ("Asia/Shanghai", ("national",))
    assert config.crawl == settings
    site = Site(HOME, ("http://h.gov.cn/",), True, None, False, settings)
    assert config.units == (Unit("a", "甲", UnitKind.DEPARTMENT, sites=(site,)),)
    assert config.path == str(tmp_path / "sites.toml")


def test_every_documented_key_arrives(tmp_path: Path) -> None:
    config = _load(tmp_path, DOCUMENTED)
    unit, school = config.units
    assert config.district.standards == ("national", "shizhong-2023")
    assert config.crawl == CrawlSettings("ua", 50, 3.0, 2, 5.0, False, 0.0, 100, "never", 7)
    assert unit.aliases == ("区教体局",)
    assert (school.supervisor, school.sector, school.services) == ("jyty", "education", False)
    (site,) = unit.sites
    assert (site.url, site.site_id, site.portal) == ("http://www.example.gov.cn/jyty/", "3701030001", True)
    assert site.scope == ("http://www.example.gov.cn/jyty/", "http://www.example.gov.cn/b/x.html")
    assert site.crawl == CrawlSettings("ua", 50, 1.0, 2, 5.0, False, 0.0, 100, "always", 7)
    column = ColumnCorrection("http://www.example.gov.cn/t.html", "通知公告", ColumnKind.NOTICES, 0, False)
    assert unit.columns == (column, ColumnCorrection("http://www.example.gov.cn/u"))


DOCUMENTED = """\
[district]
name = "区"
timezone = "Asia/Urumqi"
standards = ["national", "shizhong-2023"]
[crawl]
user_agent = "ua"
pages = 50
requests_per_second = 3
concurrency = 2
timeout_seconds = 5
external_links = false
recheck_minutes = 0
lookback_days = 100
render = "never"
search_titles = 7
[[unit]]
id = "jyty"
name = "区教育体育局"
kind = "department"
aliases = ["区教体局"]
[[unit.site]]
url = "HTTP://www.Example.gov.cn:80/jyty/#top"
scope = ["http://www.example.gov.cn/jyty", "http://www.example.gov.cn/b/x.html"]
site_id = "3701030001"
portal = true
requests_per_second = 1.0
render = "always"
[[unit.column]]
url = "http://www.example.gov.cn/t.html"
name = "通知公告"
kind = "notices"
max_age_days = 0
archived = false
[[unit.column]]
url = "http://www.example.gov.cn/u"
[[unit]]
id = "school-1"
name = "实验小学"
kind = "institution"
supervisor = "jyty"
sector = "education"
services = false
"""


@pytest.mark.parametrize(
    "junk", ["1", "-1.5", "true", '"x"', "[]", "[[1]]", "{ a = 1 }", "nan", "2026-11-23"]
)
@pytest.mark.parametrize("number", range(1, 41))
def test_no_value_is_met_with_anything_but_complaints(tmp_path: Path, number: int, junk: str) -> None:
    lines = DOCUMENTED.splitlines()
    key, equals, _ = lines[number].partition(" = ")
    lines[number] = f"{key} = {junk}" if equals else ""
    with suppress(ConfigError):
        _load(tmp_path, "\n".join(lines))


def test_units_sharing_a_host_give_one_host_with_the_gentlest_pace(tmp_path: Path) -> None:
    text = (
        DISTRICT
        + UNIT
        + SITE
        + SCOPE
        + "requests_per_second = 1\npages = 10\nlookback_days = 900\nsearch_titles = 6\n"
    )
    text += '[[unit.column]]\nurl = "http://h.gov.cn/late"\n'
    text += OTHER + '[[unit.site]]\nurl = "https://H.gov.cn/"\nconcurrency = 1\nrequests_per_second = 9\n'
    text += 'timeout_seconds = 30\nrender = "always"\n[[unit.site]]\nurl = "http://h.gov.cn:8080/"\n'
    first, second = _load(tmp_path, text).hosts
    assert first.netloc == "h.gov.cn"
    assert first.start_urls == (HOME, "https://h.gov.cn/")
    assert first.column_urls == ("http://h.gov.cn/late",)
    assert first.crawl == CrawlSettings(
        pages=5000,
        requests_per_second=1.0,
        concurrency=1,
        timeout_seconds=30.0,
        lookback_days=900,
        render="always",
        search_titles=6,
    )
    assert (second.netloc, second.start_urls) == ("h.gov.cn:8080", ("http://h.gov.cn:8080/",))


def test_unit_without_site_is_no_error_and_no_host(tmp_path: Path) -> None:
    config = _load(tmp_path, DISTRICT + UNIT)
    assert config.hosts == ()
    assert config.units[0].sites == ()


def test_companions_beside_the_configuration_come_first(tmp_path: Path) -> None:
    own = find_companion(tmp_path / "sites.toml", "standards")
    assert own.is_dir()
    assert own != tmp_path / "standards"
    (tmp_path / "standards").mkdir()
    assert find_companion(tmp_path / "sites.toml", "standards") == tmp_path / "standards"
    assert find_companion(tmp_path / "sites.toml", "none.toml") == tmp_path / "none.toml"


def test_own_configuration_is_valid() -> None:
    config = load_config(Path(__file__).parents[2] / "config" / "sites.toml")
    assert config.units[0].sites[0].whole_host
