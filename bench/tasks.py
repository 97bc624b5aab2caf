"""The table of tasks on a district of many pages: ``python -m bench.tasks [PAGES]``.

The evidence is made first: sixty units on four hosts, each with columns of articles, recorded through the store so that
the full-text index is a real one. Then every unit is judged by every task, in a process of its own: processor time, peak
memory.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from bench.judge import CONFIG, peak_mb
from checks.engine.standard import Standard, load_standards
from checks.engine.tasks.desk import TaskDesk
from checks.engine.tasks.model import Table
from crawler.columns import rebuild_columns
from crawler.extract.links import url_key
from crawler.sites import hosts_of
from crawler.storage import open_store
from evidence.district import DistrictFiles
from evidence.records import (
    Fetch,
    HostRun,
    Item,
    Link,
    ListState,
    NextPage,
    PageFacts,
    PageKind,
    Region,
    Site,
    Span,
    Unit,
    UnitKind,
)
from evidence.store import HostStore
from evidence.task_files import index_tasks
from evidence.units import UnitEvidence

PAGES = 100_000
TARGET_S, TARGET_MB = 60.0, 500.0
UNITS, HOSTS, ROWS = 60, 4, 20
TEXT_CHARS = 1000
NOW = datetime(2024, 1, 5, 2, 0, tzinfo=UTC)
RUN = "20240105-0200"
PACK = "shizhong-2023"
COLUMNS = (
    "政务要闻 通知公告 政策文件 政策解读 部门动态 会议公开 调查征集 重大行政决策 财政信息 人事信息 规划计划 统计信息"
    " 惠企政策 政府开放日 新闻发布会 业务培训 稳岗就业 社会救助 义务教育 双随机一公开"
).split()
_ASKED = (
    "列席 公众代表 市民代表 常务会议 意见采纳 采纳情况 解读 图解 政策解读 中央活力区 能源互联网 项目进展 现代金融 都市工业"
    " 数字经济 高端服务 规划 动态 成果 科技成果转化 人才引育 招才引智 城市更新 老旧小区 乡村建设 国有企业 创新驱动 十条政策"
    " 惠企 政策包 免申即享 一企一档 助企 双随机 抽查事项清单 抽查计划 抽查结果 信用 减税降费 退税 纾困贷 普惠 公益性岗位"
    " 职业技能培训 创业补贴 灵活就业 退役军人 招生 学区 双减 校外培训 白名单 收费公示 承诺书 低保 特困 孤儿 临时救助 救助标准"
    " 建设计划 房源 租赁补贴 资格审核 养老机构 托育 备案 检查 评定 处罚 重大行政决策 事项目录 征求意见 意见反馈 实施效果评价"
    " 政策评估 后评估 问卷 指南 年报 主动公开基本目录 文件库 有效性 点单 配餐 申报 兑现 延伸解读 简明问答 办理条件 新闻发布会"
    " 主要负责 民声连线 12345 12345热线 辟谣 情况通报 政府开放日 开放月 走进 管理办法 操作规范 公报 掌上公报 三审三校 政务新媒体"
    " 标准目录 政务公开专区 现场解读 流程演示 公开栏 征地 征收 依申请 转主动公开 信息公开目录 学校 医院 监督电话 投诉 咨询指南"
    " 慧公开 领导小组 协调会 部署会 政务公开 培训 讲堂 跟班 轮岗 以干代训 通报 季度 考核 考核办法 评分细则"
).split()


@dataclass(frozen=True, slots=True)
class Words:
    """Made words, some common and most rare, as in any text; what tasks ask for is strewn among them."""

    dice: random.Random
    words: list[str]
    weights: list[float]
    names: tuple[str, ...]  # of units

    @classmethod
    def make(cls, of: tuple[Unit, ...]) -> Words:
        dice = random.Random(7)
        signs = [chr(0x4E00 + n) for n in dice.sample(range(6000), 1500)]
        share = list(accumulate(1 / (n + 20) for n in range(len(signs))))
        made = [
            "".join(dice.choices(signs, cum_weights=share, k=dice.choice((2, 2, 2, 3, 4))))
            for _ in range(6000)
        ]
        weights = list(accumulate(1 / (n + 30) for n in range(len(made))))
        return cls(dice, made, weights, tuple(unit.name for unit in of))

    def sentence(self) -> str:
        """Some forty characters, every eighth with a word that tasks ask for, every fiftieth with a unit's name."""
        words = self.dice.choices(self.words, cum_weights=self.weights, k=16)
        if self.dice.random() < 1 / 8:
            words[self.dice.randrange(16)] = self.dice.choice(_ASKED)
        if self.dice.random() < 1 / 50:
            words[self.dice.randrange(16)] = self.dice.choice(self.names)
        return "".join(words)

    def text(self) -> str:
        """A page's main text."""
        return "，".join(self.sentence() for _ in range(TEXT_CHARS // 40)) + "。"


# ---------------------------------------------------------------- the district


def netloc_of(host: int) -> str:
    """The first host is the portal."""
    return f"127.0.0.{host + 1}:1"


def units() -> tuple[Unit, ...]:
    """A government that owns the portal, and fifty-nine units that are subtrees of four hosts, some named in the table."""
    home = f"http://{netloc_of(0)}/"
    own = Site(home, (home,), True, portal=True)
    made = [Unit("zf", "测试区人民政府", UnitKind.GOVERNMENT, sites=(own,))]
    named = [name for name, who in tables()[0].units.items() if not who.kinds]
    named += [name for task in tables()[0].tasks for name in task.units if name not in tables()[0].units]
    named = list(dict.fromkeys(named))
    for n in range(1, UNITS):
        home = f"http://{netloc_of(n % HOSTS)}/unit{n}/"
        kind = UnitKind.STREET if n % 3 == 0 else UnitKind.DEPARTMENT
        name = f"区第{_number(n)}街道办事处" if n % 3 == 0 else f"区第{_number(n)}事务局"
        if n % 3 and named:
            name = named.pop()
        made.append(Unit(f"unit{n}", name, kind, (f"测试{name}",), sites=(Site(home, (home,), False),)))
    return tuple(made)


@cache
def tables() -> tuple[Table, ...]:
    """The table that units are judged by."""
    return tuple(table for one in _standards() if (table := one.table))


@cache
def _standards() -> tuple[Standard, ...]:
    return load_standards(CONFIG / "standards", ["national", PACK])


def _number(n: int) -> str:
    signs = "〇一二三四五六七八九"
    return "".join(signs[int(digit)] for digit in str(n))


def make(data: Path, pages: int) -> float:
    """Record the district; returns how many bytes a page's share of the evidence has."""
    of = units()
    words = Words.make(of)
    for host in range(HOSTS):
        with closing(open_store(data, netloc_of(host))) as store:
            store.start_run(RUN, NOW)
            count = 0
            for unit in of:
                if netloc_of(host) == unit.sites[0].url.split("/")[2]:
                    count += _record_unit(store, unit, words, of, pages // UNITS)
            store.flush()
            (crawled,) = [one for one in hosts_of(of) if one.netloc == netloc_of(host)]
            rebuild_columns(store, crawled)
            store.finish_run(HostRun(RUN, NOW, NOW, pages=count, requests=count))
    return sum(path.stat().st_size for path in data.rglob("*.sqlite")) / pages


def _record_unit(store: HostStore, unit: Unit, words: Words, of: tuple[Unit, ...], pages: int) -> int:
    home = unit.sites[0].url
    links = tuple((name, f"{home}c{n}/") for n, name in enumerate(COLUMNS))
    nav = tuple(Link(url, name, Region.NAV) for name, url in links)
    front = PageFacts(home, PageKind.HOME, "unknown", "utf-8", title=unit.name, columns=links, links=nav)
    count = _record(store, front, 0)
    for name, url in links:
        many = max(1, round(pages / len(COLUMNS) * ROWS / (ROWS + 1)))
        articles = [_article(words, name, url, n, nav, of) for n in range(many)]
        for facts in (*_lists(name, url, articles, nav), *articles):
            count += _record(store, facts, 2 if facts.is_article else 1)
    return count


def _lists(name: str, url: str, articles: list[PageFacts], nav: tuple[Link, ...]) -> Iterator[PageFacts]:
    """The pages of a column's list, each leading to the next."""
    for at in range(0, len(articles), ROWS):
        own = url if not at else f"{url}index_{at // ROWS}.html"
        more = (
            NextPage("static", f"{url}index_{at // ROWS + 1}.html")
            if at + ROWS < len(articles)
            else NextPage("none")
        )
        rows = tuple(Item(a.title or "", a.url, a.published) for a in articles[at : at + ROWS])
        yield PageFacts(
            own, PageKind.COLUMN, "unknown", "utf-8", title=name, column_name=name, items=rows, next_page=more,
            list_state=ListState.ITEMS, crumbs=(("首页", None), (name, url)), links=nav, meta=_meta(name),
        )  # fmt: skip


def _article(
    words: Words, column: str, url: str, n: int, nav: tuple[Link, ...], of: tuple[Unit, ...]
) -> PageFacts:
    on = date(2023, 12, 29) - timedelta(days=words.dice.randrange(700))
    text = words.text()
    return PageFacts(
        f"{url}{on:%Y%m}/t{n}.html", PageKind.ARTICLE, "unknown", "utf-8",
        title=f"关于{words.sentence()[:24]}的通知", published=None if n % 50 == 0 else Span(on, str(on), "label"),
        source=words.dice.choice(of).name, column_name=column,
        is_policy=column == "政策文件", is_interpretation=column == "政策解读",
        crumbs=(("首页", None), (column, url)), links=nav, meta=_meta(column),
        text=text, text_chars=len(text), excerpt=text[:200],
    )  # fmt: skip


def _meta(column: str) -> tuple[tuple[str, str], ...]:
    return (("SiteName", "测试区人民政府"), ("ColumnName", column), ("ColumnType", column), ("Url", "/"))


def _record(store: HostStore, facts: PageFacts, depth: int) -> int:
    body = f"<title>{facts.title}</title>{facts.url}".encode()
    digest = sha256(body).hexdigest()
    fetch = Fetch(
        facts.url, NOW, status=200, content_type="text/html", sha256=digest, body_bytes=len(body), depth=depth
    )
    store.record(fetch, body, facts)
    return 1


# ---------------------------------------------------------------- what it costs


def measure(data: Path) -> None:
    """Judge every unit by every task; JSON on stdout: pages, columns, rows by state, seconds, peak MB."""
    of, as_of = units(), NOW.date()
    netlocs = tuple(netloc_of(host) for host in range(HOSTS))
    steps = _Steps()
    with closing(DistrictFiles.open(data, of, netlocs, "测试区", url_key)) as files:
        steps.end("files")
        index = index_tasks(files)
        steps.end("index")
        desk = TaskDesk.over(_standards(), of, index, as_of)
        steps.end("words")
        rows = [row for unit in of for row in desk.rows(UnitEvidence(unit, as_of))]
        steps.end("rows")
    told = {
        "pages": len(index.pages), "columns": len(index.columns), "states": Counter(row.state.value for row in rows),
        "before_mb": steps.before_mb, "seconds": time.process_time() - steps.began, "steps": steps.told,
        "peak_mb": peak_mb(),
    }  # fmt: skip
    print(json.dumps(told))


@dataclass(slots=True)
class _Steps:
    """What each step took of processor time, and the peak of memory after it."""

    before_mb: float = field(default_factory=peak_mb)
    began: float = field(default_factory=time.process_time)
    told: dict[str, str] = field(default_factory=dict)
    _last: float = field(default_factory=time.process_time)

    def end(self, name: str) -> None:
        now = time.process_time()
        self.told[name] = f"{now - self._last:.1f} s, {peak_mb():.0f} MB"
        self._last = now


def main(pages: int = PAGES) -> None:
    """Print what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        size = make(Path(folder), pages)
        made_s = time.process_time() - began
        child = subprocess.run(
            [sys.executable, "-m", "bench.tasks", "--measure", folder],
            capture_output=True,
            text=True,
            check=True,
        )
    told = json.loads(child.stdout)
    steps = "; ".join(f"{name} {took}" for name, took in told["steps"].items())
    print(
        f"tasks: {sum(told['states'].values())} rows {told['states']} from {told['pages']} pages and {told['columns']} columns"
        f" in {told['seconds']:.1f} s of processor time, peak {told['peak_mb']:.0f} MB ({told['before_mb']:.0f} before);"
        f" target {TARGET_S:.0f} s, {TARGET_MB:.0f} MB"
    )
    print(
        f"  after {steps}; recorded at {made_s / pages * 1e6:.0f} us and {size:.0f} bytes a page", flush=True
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else PAGES)
