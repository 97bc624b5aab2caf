"""Nothing that a run writes but the stored bodies holds a number of a person unmasked: all of it is read through."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import zstandard

from checks.engine.registry import all_checks
from tests.children import Told, xunjian
from tests.crawler.local_site import Answer, Route, Site
from tests.xunjian.small_site import DAY, frame, listed, routes, write_sites

sys.path.insert(0, str(Path(__file__).parents[1] / "crawler" / "attachments"))
from file_makers import docx, pdf, xls, xlsx

CHECKS = tuple(spec.id for spec in all_checks())
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PLACES = (
    "text", "split", "wide", "cell", "title", "item", "link", "meta", "message", "guide", "crumb", "nav", "foot", "inline",
    "pdf", "docx", "xlsx", "xls", "hidden", "property", "filename", "json",
)  # fmt: skip


def identity(n: int) -> str:
    head = f"3701021990{1 + n % 12:02d}{1 + n:02d}{100 + n}"
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]


IDS = {place: identity(n) for n, place in enumerate(PLACES)}
PHONES = {place: f"1380013{8000 + n}" for n, place in enumerate(PLACES)}
CARD = "6222020200112233440"


def luhn_card(head: str) -> str:
    def total(digits: str) -> int:
        doubled = (int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
        return sum(d - 9 if d > 9 else d for d in doubled)

    return next(head + str(n) for n in range(10) if total(head + str(n)) % 10 == 0)


CARD = luhn_card("622202020011223344")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
PLANTED = {*IDS.values(), *PHONES.values(), CARD}


def split(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def page(title: str, body: str, *, head: str = "", crumb: str = "") -> str:
    trail = f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">{crumb or "通知公告"}</a></div>'
    article = f'<h1>{title}</h1><div class="info">发布日期：{DAY} 来源：云溪区</div><div id="zoom"><p>{"按照工作安排认真落实各项任务。" * 6}</p>{body}</div>'
    return frame(title, "/", trail + article).replace("<head>", f"<head>{head}")


def planted_routes() -> dict[str, Route]:
    table = (
        "<table><tr><th>姓名</th><th>身份证号</th><th>手机号</th><th>银行卡号</th></tr>"
        f"<tr><td>张伟</td><td>{IDS['cell']}</td><td>{PHONES['cell']}</td><td>{CARD}</td></tr></table>"
    )
    files = {
        "/f/a.pdf": pdf(f"ID card {IDS['pdf']}", f"Tel {PHONES['pdf']}"),
        "/f/b.docx": docx("名单", rows=[("姓名", "身份证号", "手机号"), ("李明", IDS["docx"], PHONES["docx"])], note=f"制表{IDS['property']}"),
        "/f/c.xlsx": xlsx(("姓名", "身份证号", "手机号"), ("王芳", IDS["xlsx"], int(PHONES["xlsx"])), hidden_sheet=("赵强", IDS["hidden"], PHONES["hidden"])),
        "/f/d.xls": xls(("姓名", "身份证号", "手机号"), ("陈静", IDS["xls"], PHONES["xls"])),
        f"/f/{IDS['filename']}.pdf": pdf("nothing"),
    }  # fmt: skip
    links = "".join(f'<p><a href="{path}">附件{n}：名单</a></p>' for n, path in enumerate(files))
    rows = [
        ("/tzgg/p1.html", "关于公布救助对象的通知", DAY),
        ("/tzgg/p2.html", f"关于张伟{IDS['item']}的公示", DAY),
        ("/tzgg/p3.html", "救助名单公示", DAY),
    ]
    text = f"<p>张伟身份证号{IDS['text']}，手机{PHONES['text']}</p><p>李明 {split(IDS['split'])}</p><p>王芳{IDS['wide'].translate(WIDE)}</p>"
    message = (
        "<table><tr><th>标题</th><th>留言时间</th><th>状态</th></tr>"
        f'<tr><td><a href="/m/1.html">本人{PHONES["message"]}反映路灯，证号{IDS["message"]}</a></td><td>{DAY}</td><td>已回复</td></tr>'
        f'<tr><td><a href="/m/2.html">本人{PHONES["message"]}反映停水</a></td><td>{DAY}</td><td>办理中</td></tr></table>'
    )
    guide = "".join(f"<p>{k}：{v}</p>" for k, v in (
        ("事项名称", "残疾人证办理"), ("受理条件", "本区居民"), ("申请材料", "申请表"), ("办理流程", "申请、受理、办结"), ("办理地点", "云溪路1号"),
        ("办理时间", "工作日上午9时"), ("联系电话", PHONES["guide"]), ("办理依据", f"样表{IDS['guide']}"),
    ))  # fmt: skip
    found = routes(("/",), count=4, dead=False)
    found |= {
        "/tzgg/": frame("通知公告", "/", listed(rows) + f'<p><a href="/x/{PHONES["link"]}.html">联系{PHONES["link"]}证号{IDS["link"]}</a></p>'),  # type: ignore[arg-type]
        "/tzgg/p1.html": page("关于公布救助对象的通知", text + table + links, head=f'<meta name="Description" content="证号{IDS["meta"]}手机{PHONES["meta"]}">'),
        "/tzgg/p2.html": page(f"关于张伟{IDS['title']}的公示", f"<p>手机{PHONES['title']}</p>", crumb=f"公示{IDS['crumb']}"),
        "/tzgg/p3.html": page("救助名单公示", f"<p>张伟<span>{IDS['inline'][:9]}</span>{IDS['inline'][9:]}，电话{PHONES['inline']}</p>"),
        "/ly/": frame("领导信箱", "/", message),
        "/bmfw/": frame("办事指南", "/", f"<h1>残疾人证办理办事指南</h1>{guide}"),
        "/api/list": Answer(json.dumps({"data": [{"title": f"张伟{IDS['json']}", "url": "/tzgg/p1.html", "date": DAY}]}), headers={"Content-Type": "application/json"}),
    }  # fmt: skip
    home = str(found["/"])
    extra = f'<p><a href="/ly/">领导信箱</a> <a href="/tzgg/">证号{IDS["nav"]}</a> <a href="/api/list">数据</a></p>'
    found["/"] = home.replace('<div class="main">', f'<div class="main">{extra}').replace(
        "主办单位：云溪区", f"主办单位：云溪区 联系电话：{PHONES['foot']}"
    )
    return found | {
        path: Answer(body, headers={"Content-Type": "application/octet-stream"})
        for path, body in files.items()
    }


@dataclass(frozen=True)
class Run:
    """A finished run with everything it wrote and said."""

    data: Path
    told: Told
    audit: dict[str, Any]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("leaks")
    with Site(planted_routes()) as site:
        config = write_sites(folder, site, units=1, checks=CHECKS)
        told = xunjian("--debug", "run", "--config", config, "--data", folder / "var", "--as-of", DAY)
    assert told.status == 0, told.err
    audit = json.loads((folder / "var" / "reports" / "latest" / "audit.json").read_bytes())
    return Run(folder / "var", told, audit)


def databases(data: Path) -> Iterator[tuple[str, str]]:
    """(where, value) of every value of every table, texts unpacked; bodies left out."""
    for path in sorted(data.rglob("*.sqlite")):
        with closing(sqlite3.connect(path)) as connection:
            tables = [
                n
                for (n,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type='table' AND name <> 'body'"
                )
            ]
            assert tables
            for table in tables:
                for row in connection.execute(f"SELECT * FROM [{table}]"):
                    yield from ((f"{path.name}:{table}", plain(value)) for value in row)


def plain(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return (
                zstandard.ZstdDecompressor()
                .decompress(value, max_output_size=1 << 26)
                .decode("utf-8", "replace")
            )
        except zstandard.ZstdError:
            return value.decode("latin-1")
    return str(value)


def files(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(data.rglob("*")):
        if not path.is_file() or path.is_symlink() or ".sqlite" in path.name:
            continue
        yield str(path.relative_to(data)), path.read_bytes().decode("utf-8", "replace")
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from (
                    (f"{path.name}:{name}", packed.read(name).decode("utf-8", "replace"))
                    for name in packed.namelist()
                )


ADDRESS = re.compile(
    r"https?://[^\s\"'<>]*|/(?:x|f)/[^\s\"'<>]*"
)  # a number in an address must stay: it leads somewhere


def leaks(where: str, value: str) -> list[str]:
    text = ADDRESS.sub(" ", value).translate({ord("０") + n: str(n) for n in range(10)})
    joined = re.sub(r"(?<=\d)[ \u00a0-](?=[\dXx])", "", text)
    return [
        f"{where}: {number} in {value[:200]!r}" for number in PLANTED if number in text or number in joined
    ]


def test_no_table_holds_an_unmasked_number(done: Run) -> None:
    seen = list(databases(done.data))
    assert len(seen) > 1000
    assert {where.partition(":")[2] for where, _ in seen} >= {
        "page",
        "item",
        "link_set",
        "page_text",
        "message",
        "fetch",
        "finding",
    }
    assert [leak for where, value in seen for leak in leaks(where, value)] == []


def test_no_file_and_no_word_of_the_program_holds_one(done: Run) -> None:
    seen = [*files(done.data), ("stdout", done.told.out), ("stderr", done.told.err)]
    assert len(seen) > 5
    assert [leak for where, value in seen for leak in leaks(where, value)] == []


def test_the_full_text_index_finds_none(done: Run) -> None:
    (path,) = (done.data / "evidence").glob("*.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        for number in PLANTED:
            asked = connection.execute(
                "SELECT count(*) FROM page_fts WHERE page_fts MATCH ?", (f'"{number}"',)
            )
            assert asked.fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM page_fts WHERE page_fts MATCH '救助'").fetchone()[0]


def test_the_numbers_are_in_the_stored_bodies(done: Run) -> None:
    """Else the tests above would prove nothing."""
    (path,) = (done.data / "evidence").glob("*.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        bodies = "".join(plain(packed) for (packed,) in connection.execute("SELECT zstd FROM body"))
    assert [
        place
        for place in ("text", "cell", "title", "meta", "message", "pdf", "json")
        if IDS[place] not in bodies
    ] == []


def place_of(finding: dict[str, Any]) -> str:
    """The page, or the attachment that it offers."""
    return str(finding["evidence"]["facts"].get("file") or finding["url"])


def test_the_planted_numbers_are_found_where_they_stand(done: Run) -> None:
    found = {
        (one["check"], place_of(one).partition("/")[2].partition("/")[2], one["target"])
        for one in done.audit["units"][0]["findings"]
        if one["check"].startswith("privacy-")
    }
    wanted = {"/tzgg/p1.html": ("text", "split", "wide", "cell"), "/tzgg/p2.html": ("title",), "/tzgg/p3.html": ("inline",), "/tzgg/": ("item", "link"),
              "/f/a.pdf": ("pdf",), "/f/b.docx": ("docx", "property"), "/f/c.xlsx": ("xlsx", "hidden"), "/f/d.xls": ("xls",), "/ly/": ("message",), "/bmfw/": ("guide",)}  # fmt: skip
    missing = [
        (place, url)
        for url, places in wanted.items()
        for place in places
        if not any(
            check == "privacy-id-number"
            and ("/" + where).endswith(url)
            and target == IDS[place][:2] + "*" * 13 + IDS[place][-3:]
            for check, where, target in found
        )
    ]
    assert missing == []
    assert {"/f/b.docx", "/f/c.xlsx", "/f/d.xls", "/tzgg/p1.html"} <= {
        re.sub(r"^[^/]*", "", "/" + where) for check, where, _ in found if check == "privacy-phone"
    } | {"/" + where.partition("/")[2] for check, where, _ in found if check == "privacy-phone"}
    assert any(check == "privacy-bank-card" for check, _, _ in found)
