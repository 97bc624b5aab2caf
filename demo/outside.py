"""Hosts beyond the district: one that others link to, and one whose firewall declines every program."""

from collections import Counter
from threading import Lock

from demo.model import Handler, Reply, Request
from demo.plan import Plan
from demo.render import FRIENDS, HTML, environment

FIXED = {
    "/gone.html": 404,
    "/forbidden.html": 403,
    "/challenge.html": 412,
    "/limited.html": 429,
    "/shield.html": 521,
    "/collapse.html": 502,
}
ALIVE = (
    "/",
    "/hall/",
    "/jobs/",
    "/find-error/",
    "/icp/",
    "/police/",
    "/police/gamble/",
    "/zwfw/",
    "/petition/",
    "/report/",
    "/apply/",
    "/bszs.conac.cn/sitename?method=show",
    *(f"/v/{number}.html" for number in range(1, 10)),
)
STORIES = 6
FAILS_ONCE = {"/wakes.html": 503, "/broken.html": 502}


def _page(name: str, status: int = 200) -> Reply:
    body = environment().get_template("outside.html").render(name=name, status=status)
    return Reply(status, body.encode(), {"Content-Type": HTML})


def build_outside(_plan: Plan) -> tuple[dict[str, Reply], Handler]:
    """Pages of the outside host, and the handler of those that answer differently the second time."""
    alive = [
        *ALIVE,
        *(f"/friend/{n}/" for n in range(1, FRIENDS + 1)),
        *(f"/story/{n}.html" for n in range(1, STORIES + 1)),
    ]
    pages = {path: _page(path) for path in alive} | {
        path: _page(path, status) for path, status in FIXED.items()
    }
    pages["/robots.txt"] = Reply(200, b"User-agent: *\nAllow: /\n", {"Content-Type": "text/plain"})
    return pages, _forgetful()


def _forgetful() -> Handler:
    seen: Counter[str] = Counter()
    lock = Lock()

    def answer(request: Request) -> Reply | None:
        if request.path == "/head405.html":
            return _page(request.path, 405 if request.method == "HEAD" else 200)
        if request.path not in FAILS_ONCE:
            return None
        with lock:
            seen[request.path] += 1
            first = seen[request.path] == 1
        return _page(request.path, FAILS_ONCE[request.path] if first else 200)

    return answer


def build_blocked(_plan: Plan) -> tuple[dict[str, Reply], Handler]:
    """A site that answers 412 with a script challenge to everything."""
    body = environment().get_template("challenge.html").render().encode()
    reply = Reply(412, body, {"Content-Type": HTML, "Server": "demo-shield"})
    return {}, lambda _request: reply
