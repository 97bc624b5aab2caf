"""The site that is crawled: lists with their articles, rendered once, served from memory.

``python -m bench.site PAGES`` prints its port and serves until its stdin closes.
"""

from __future__ import annotations

import asyncio
import random
import sys

LINKS_PER_PAGE = 90
LIST_ROWS = 20
GROUP = 2  # a list, then its article
_TOPICS = "通知公告 工作动态 政策文件 财政预算 人事任免 规划计划 统计公报 办事指南".split()
_SENTENCES = [
    "为深入贯彻落实上级部门工作部署，进一步优化营商环境，现将有关事项通知如下。",
    "各街道办事处、各部门要高度重视，结合工作实际抓好贯彻落实。",
    "要加强组织领导，明确责任分工，完善工作机制，确保各项任务按期完成。",
    "会议听取了上一阶段重点工作进展情况的汇报，研究部署了下一步工作。",
    "请于规定时间内将办理情况报送至办公室，联系电话见附件。",
]


def is_list(page: int) -> bool:
    """Lists and articles in turn."""
    return page % GROUP == 0


def path_of(page: int) -> str:
    """The address of a page."""
    if page == 0:
        return "/"
    return f"/col/col{page}/index.html" if is_list(page) else f"/art/2026/{page % 12 + 1}/art_{page}.html"


def render(page: int, pages: int) -> bytes:
    """One page of 20 to 40 kB with 90 links, always the same."""
    dice = random.Random(page)
    own = page - page % GROUP
    nav = "".join(f'<li><a href="{path_of(n * GROUP)}">{_TOPICS[n % 8]}{n}</a></li>' for n in range(15))
    near = [n for n in range(own + 1, own + GROUP) if n < pages]
    rows = near + [dice.randrange(pages) for _ in range(LIST_ROWS - len(near))]
    listed = "".join(
        f"<li><span>2026-{n % 9 + 1:02d}-{n % 28 + 1:02d}</span>"
        f'<a href="{path_of(n)}" title="关于第{n}号事项的通知">关于第{n}号事项的通知</a></li>'
        for n in rows
    )
    ahead = [n for n in (own * 2 + GROUP, own * 2 + 2 * GROUP) if n < pages]  # a tree of lists
    aside = ahead + [dice.randrange(pages) for _ in range(LINKS_PER_PAGE - 15 - LIST_ROWS - len(ahead))]
    side = "".join(f'<li><a href="{path_of(n)}">相关信息第{n}条</a></li>' for n in aside)
    text = "".join(f"<p>{dice.choice(_SENTENCES)}编号{dice.randrange(10**6)}。</p>" for _ in range(110))
    title = f"{_TOPICS[page // GROUP % 8]}{page}" if is_list(page) else f"关于第{page}号事项的通知"
    main = f'<ul class="list">{listed}</ul>' if is_list(page) else _article(title, page, text, listed)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="SiteName" content="测试区政府"><style>{"body{margin:0}" * 300}</style></head>'
        f'<body><div class="nav"><ul>{nav}</ul></div><div class="main">{main}</div>'
        f'<div class="side"><ul>{side}</ul></div><script>{"var a=1;" * 700}</script>'
        f'<div class="footer">主办：测试区人民政府办公室</div></body></html>'
    ).encode()


def _article(title: str, page: int, text: str, listed: str) -> str:
    return (
        f'<h1>{title}</h1><div class="info">发布日期：2026-{page % 9 + 1:02d}-{page % 28 + 1:02d} '
        f'来源：区政府办公室</div><div class="content">{text}</div><ul class="more">{listed}</ul>'
    )


class _Server(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as little of it as answers a GET."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
            path = head.split(b" ", 2)[1]
            assert isinstance(self._transport, asyncio.Transport)
            self._transport.write(self._answers.get(path, _MISSING))


_MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnone"


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve(pages: int) -> None:
    answers = {path_of(n).encode(): _answer(render(n, pages)) for n in range(pages)}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Server(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
