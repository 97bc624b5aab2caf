"""A district of one host and two units, small enough to be audited in a second or two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from tests.crawler.local_site import Answer, Handler, Route, Site

AS_OF = date(2026, 11, 23)
DAY = AS_OF.isoformat()
ROOT = Path(__file__).parents[2]
BASIC = (
    "column-empty", "column-stale", "columns-not-updated", "home-stale", "policy-uninterpreted",
    "interpretation-unlinked", "link-dead",
)  # fmt: skip
HEAD = """\
[district]
name = "海东市云溪区"
[crawl]
pages = {pages}
requests_per_second = 1000.0
concurrency = 8
timeout_seconds = 2
recheck_minutes = 0
render = "never"
"""
COLUMNS = (
    ("xwzx", "新闻中心", 1),
    ("tzgg", "通知公告", 3),
    ("zcwj", "政策文件", 400),
    ("bmfw", "便民服务", None),
)


def frame(title: str, base: str, body: str) -> str:
    nav = "".join(f'<li><a href="{base}{path}/">{name}</a></li>' for path, name, _ in COLUMNS)
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="nav"><ul><li><a href="{base}">首页</a></li>{nav}</ul></div>'
        f'<div class="main">{body}</div><div class="footer">主办单位：云溪区 鲁ICP备05000000号</div></body></html>'
    )


def rows(base: str, path: str, newest: int | None, count: int) -> list[tuple[str, str, date]]:
    if newest is None:
        return []
    return [
        (f"{base}{path}/art_{n}.html", f"{path}第{n}条工作信息发布情况", AS_OF - timedelta(days=newest + n))
        for n in range(count)
    ]


def listed(entries: Iterable[tuple[str, str, date]]) -> str:
    lines = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in entries)
    return f'<ul class="list">{lines}</ul>' if lines else '<div class="list">暂无信息</div>'


def article(title: str, day: date, text: str) -> str:
    return (
        f'<h1>{title}</h1><div class="info">发布日期：{day} 来源：云溪区</div>'
        f'<div id="zoom"><p>{text}</p><p>{"按照工作安排，各有关单位认真落实各项任务。" * 8}</p></div>'
    )


def routes(bases: Iterable[str] = ("/", "/jyty/"), count: int = 12, dead: bool = True) -> dict[str, Route]:
    """Every page: two home pages, four columns each (the last empty, the third stale), their articles."""
    found: dict[str, Route] = {"/robots.txt": "User-agent: *\nAllow: /\n"}
    for base in bases:
        news: list[tuple[str, str, date]] = []
        for path, name, newest in COLUMNS:
            entries = rows(base, path, newest, count)
            news += entries[:6]
            crumb = f'<div class="position">当前位置：<a href="{base}">首页</a> &gt; <a href="{base}{path}/">{name}</a></div>'
            found[f"{base}{path}/"] = frame(name, base, crumb + listed(entries))
            for url, title, day in entries:
                found[url] = frame(title, base, crumb + article(title, day, f"{base}{title}"))
        gone = f'<p><a href="{base}gone.html">旧专题</a></p>' if dead else ""
        found[base] = frame("云溪区", base, f'<div class="box"><h2>要闻</h2>{listed(news)}</div>{gone}')
    return found


def write_standards(folder: Path, checks: Iterable[str] = BASIC) -> None:
    """The national packs beside a sites.toml, with the rules of these checks alone: the pages are no more than those ask."""
    wanted = set(checks)
    (folder / "standards").mkdir(exist_ok=True)
    for path in (ROOT / "config" / "standards").glob("*.toml"):
        head, *blocks = re.split(r"(?m)^(?=\[\[)", path.read_text(encoding="utf-8"))
        kept = [block for block in blocks if _check_of(block) in wanted]
        (folder / "standards" / path.name).write_text("".join([head, *kept]), encoding="utf-8")


def _check_of(block: str) -> str:
    found = re.search(r'(?m)^check = "([a-z0-9-]+)"', block) if block.startswith("[[rule]]") else None
    return found.group(1) if found else ""


def write_sites(
    folder: Path, site: Site | str, *, pages: int = 2000, units: int = 2, checks: Iterable[str] = BASIC
) -> Path:
    """The district's sites.toml and the few rules it is judged by; a string is a netloc."""
    write_standards(folder, checks)
    netloc = site if isinstance(site, str) else site.netloc
    blocks = [
        f'[[unit]]\nid = "zf"\nname = "云溪区人民政府"\nkind = "government"\n'
        f'[[unit.site]]\nurl = "http://{netloc}/"\nportal = true\n',
        f'[[unit]]\nid = "jyty"\nname = "区教育体育局"\nkind = "department"\n'
        f'[[unit.site]]\nurl = "http://{netloc}/jyty/"\nscope = ["http://{netloc}/jyty/"]\n',
    ]
    path = folder / "sites.toml"
    path.write_text("\n".join([HEAD.format(pages=pages), *blocks[:units]]), encoding="utf-8")
    return path


def slowly(route: Route, wait: Callable[[], None]) -> Route:
    """The same answer after a pause."""

    def answer(handler: Handler) -> Answer | str:
        wait()
        return route(handler) if callable(route) else route

    return answer
