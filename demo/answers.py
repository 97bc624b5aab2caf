"""What the sites answer beyond their pages: search (站内搜索), unknown addresses, and slowness."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from demo.dialects import DIALECTS
from demo.model import Handler, Reply, Request
from demo.plan import Anchor, Plan
from demo.render import HTML, Site, environment
from demo.spec import load, read_table

KEYWORDS = ("q", "keyword", "searchword")
MOST_RESULTS = 20


@dataclass(frozen=True, slots=True)
class Search:
    """How a host searches: `form` names the path, `finds` what comes of it: titles, nothing or error.

    `lacks`: columns whose entries its index does not know.
    """

    form: str
    finds: str = "titles"
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slow:
    """A page that takes `seconds`; `once`: only the first time. `at`: "home", a column, or "dir:3" its entry."""

    host: str
    at: str
    seconds: float
    once: bool = False


@cache
def searches() -> Mapping[str, Search]:
    """Hosts with a search of their own, or for others (outside)."""
    return {host: read_table(Search, table) for host, table in load("answers")["search"].items()}


@cache
def slow_pages() -> tuple[Slow, ...]:
    """All slow pages of all hosts."""
    return tuple(Slow(**table) for table in load("answers")["slow"])


def chain(*handlers: Handler | None) -> Handler:
    """The first handler that answers."""

    def answer(request: Request) -> Reply | None:
        replies = (handler(request) for handler in handlers if handler)
        return next((reply for reply in replies if reply is not None), None)

    return answer


# ---------------------------------------------------------------- search


def search_of(plan: Plan, site: Site) -> Handler | None:
    """The search service of one site, None where it has none."""
    search = searches().get(site.host)
    if search is None:
        return None
    show = {"titles": _found, "nothing": _nothing, "error": _error}[search.finds]
    return lambda request: show(plan, site, asked_for(request)) if request.path == search.form else None


def asked_for(request: Request) -> str:
    """The words searched for, from query or form."""
    asked = {**request.query, **request.form}
    return next((asked[name].strip() for name in KEYWORDS if asked.get(name)), "")


def hits(plan: Plan, words: str, host: str | None = None) -> list[Anchor]:
    """Entries whose title has all the words, of one host or of all, each once."""
    parts = words.replace("...", " ").replace("…", " ").split()
    found = {
        item.url: Anchor(item.title, item.url)
        for column in plan.columns.values()
        if host in (None, column.unit.host) and not (host and column.spec.dir in searches()[host].lacks)
        for item in column.articles
        if parts and all(part in item.title for part in parts)
    }
    return [*found.values()][:MOST_RESULTS]


def _found(plan: Plan, site: Site, words: str) -> Reply:
    unit = site.units[0]
    results = site.local(hits(plan, words, site.host))
    return site.html(site.page("results.html", unit, "/search", words=words, results=results))


def _nothing(_plan: Plan, site: Site, words: str) -> Reply:
    return site.html(site.page("results.html", site.units[0], "/search", words=words, results=[]))


def _error(_plan: Plan, _site: Site, _words: str) -> Reply:
    return Reply(500, b"<html><body>java.lang.NullPointerException</body></html>", {"Content-Type": HTML})


def platform_search(plan: Plan) -> Handler:
    """The search of the common platform (集约化平台), on the outside host."""

    def answer(request: Request) -> Reply | None:
        if request.path != searches()["outside"].form:
            return None
        words = asked_for(request)
        page = environment().get_template("platform.html").render(words=words, results=hits(plan, words))
        return Reply(200, page.encode(), {"Content-Type": HTML})

    return answer


# ---------------------------------------------------------------- unknown addresses


def missing_of(site: Site) -> Reply:
    """What the host answers where nothing is: an honest 404, or one of its disguises (data/answers.toml)."""
    how = load("answers")["missing"].get(site.host, "honest")
    if how == "home":
        return site.replies["/"]
    if how == "says-ok":
        return replace(site.missing(), status=200)
    if how == "redirect":
        site.replies["/404.html"] = site.missing()
        return Reply(302, b"", {"Location": "/404.html", "Content-Type": HTML})
    return site.missing()


# ---------------------------------------------------------------- slowness


def slow_of(plan: Plan, site: Site) -> Handler | None:
    """The handler that makes some pages of a site wait."""
    waits = {_path(plan, site.host, slow.at): slow for slow in slow_pages() if slow.host == site.host}
    return _waiting(site, waits) if waits else None


def _path(plan: Plan, host: str, at: str) -> str:
    unit = plan.on_host(host)[0]
    if at == "home":
        return DIALECTS[host].home(unit)
    if at.startswith("/"):
        return at
    name, _, index = at.partition(":")
    column = plan.columns[f"{unit.id}/{name}"]
    return column.articles[int(index)].path if index else column.path


def _waiting(site: Site, waits: Mapping[str, Slow]) -> Handler:
    seen: Counter[str] = Counter()
    lock = Lock()

    def answer(request: Request) -> Reply | None:
        slow = waits.get(request.target)
        if slow is None:
            return None
        with lock:
            seen[request.target] += 1
            is_fast = slow.once and seen[request.target] > 1
        return replace(site.replies[request.target], wait_s=0.0 if is_fast else slow.seconds)

    return answer
