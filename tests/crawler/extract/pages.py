"""Self-made pages of a district that does not exist (澜汀区): small pieces of markup, put together in few words."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.extract.page import read_page
from evidence.records import Item, PageFacts

HOST = "www.lanting.example"
HOME = f"http://{HOST}/"
COLUMN = f"{HOME}tzgg/index.html"
ARTICLE = f"{HOME}tzgg/show.html?n=41"

NAV_NAMES = ("首页", "澜汀概况", "新闻动态", "通知公告", "政务公开", "办事服务", "互动交流")
SENTENCE = "澜汀区各单位要结合实际，认真组织实施，确保各项工作落到实处。"
BODY = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"

TITLES = (
    "澜汀区召开渡口安全工作现场会",
    "关于开展河道保洁志愿活动的公告",
    "青芦街道组织老年人免费体检",
    "桥头菜市场改造工程顺利完工",
    "区图书馆延长夏季开放时间的公告",
    "全区小学生跳绳比赛圆满结束",
)


def page(body: str, *, title: str = "", head: str = "", meta: Mapping[str, str] | None = None) -> str:
    """A whole document around a body."""
    tags = "".join(f'<meta name="{name}" content="{content}">' for name, content in (meta or {}).items())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{tags}{head}</head>'
        f"<body>{body}</body></html>"
    )


def nav(names: tuple[str, ...] = NAV_NAMES) -> str:
    """A main navigation."""
    links = "".join(f'<li><a href="/{f"{n}/" if n else ""}">{name}</a></li>' for n, name in enumerate(names))
    return f'<div class="nav"><ul>{links}</ul></div>'


def crumb(*steps: str) -> str:
    """A breadcrumb; the last step is no link."""
    linked = "".join(f' &gt; <a href="/c{n}/">{step}</a>' for n, step in enumerate(steps[:-1]))
    tail = f" &gt; {steps[-1]}" if steps else ""
    return f'<div class="weizhi">当前位置：<a href="/">首页</a>{linked}{tail}</div>'


SHORT_FOOT = '<div class="footer">版权所有：澜汀区人民政府 主办：区政府办公室</div>'
FOOT = (
    '<div class="footer"><p>版权所有：澜汀区人民政府办公室 主办单位：澜汀区人民政府</p>'
    "<p>网站标识码：3799990001 鲁ICP备09999999号-1 鲁公网安备 37999902000011号</p></div>"
)


def framed(main: str, *, steps: tuple[str, ...] = (), side: str = "", **rest: object) -> str:
    """A page with navigation, breadcrumb and foot around its main part."""
    trail = crumb(*steps) if steps else ""
    return page(f'{nav()}{trail}{side}<div class="zhuti">{main}</div>{SHORT_FOOT}', **rest)  # type: ignore[arg-type]


def rows(*days: str, titles: tuple[str, ...] = TITLES, path: str = "x") -> str:
    """List rows with a date behind the title."""
    return "".join(
        f'<li><a href="{path}{n}.html">{titles[n % len(titles)]}</a><span>{day}</span></li>'
        for n, day in enumerate(days)
    )


def listed(*days: str) -> str:
    """An ordinary list."""
    return f'<ul class="xinxi">{rows(*days)}</ul>'


def article(
    title: str = TITLES[0],
    line: str = "",
    body: str = BODY,
    *,
    tag: str | None = None,
    meta: Mapping[str, str] | None = None,
    before: str = "",
) -> str:
    """An article with its header line."""
    header = f"<p>{line}</p>" if line else ""
    main = f"{before}<h1>{title}</h1>{header}<div>{body}</div>"
    return framed(main, title=title if tag is None else tag, meta=meta or {"ArticleTitle": title})


def read(markup: str, url: str = COLUMN, content_type: str | None = None) -> PageFacts:
    """Read a page of text, in UTF-8."""
    return read_page(markup.encode(), url, content_type)


def shown(facts: PageFacts) -> list[tuple[str, str | None]]:
    """Title and date of every entry."""
    return [(item.title, day_of(item)) for item in facts.items or ()]


def day_of(item: Item) -> str | None:
    return item.date.on.isoformat() if item.date else None


def titles_of(facts: PageFacts) -> list[str]:
    return [item.title for item in facts.items or ()]


def published(markup: str, url: str = ARTICLE) -> str | None:
    """The publish date read in a page, ISO."""
    span = read(markup, url).published
    return span.on.isoformat() if span else None
