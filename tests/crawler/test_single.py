"""One page fetched on a person's request: what is refused, and in which words."""

from __future__ import annotations

import socket

import pytest
from local_site import Answer, Handler, Site, page

from crawler.single import MAX_BYTES, fetch_page
from evidence.errors import UsageError
from evidence.records import CrawlSettings


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def robots(text: str, status: int = 200) -> dict[str, Answer]:
    return {"/robots.txt": Answer(text, status, {"Content-Type": "text/plain"})}


def test_a_page_comes_with_its_bytes_and_type() -> None:
    body = page(title="渡口").encode("gbk")
    with Site({"/a.html": Answer(body, headers={"Content-Type": "text/html; charset=gbk"})}) as site:
        found = fetch_page(f"{site.home}a.html")
    assert (found.url, found.body, found.content_type) == (
        f"{site.home}a.html",
        body,
        "text/html; charset=gbk",
    )


def test_the_auditor_names_itself() -> None:
    agents: list[str | None] = []

    def note(handler: Handler) -> str:
        agents.append(handler.headers.get("User-Agent"))
        return page()

    with Site({"/a.html": note}) as site:
        fetch_page(f"{site.home}a.html")
    assert agents == [CrawlSettings().user_agent]


def test_robots_txt_is_asked_first() -> None:
    with Site({"/a.html": page()}) as site:
        fetch_page(f"{site.home}a.html#part")
    assert site.paths() == ["/robots.txt", "/a.html"]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "a.html", False),
        ("User-agent: *\nDisallow: /inner/", "a.html", True),
        ("User-agent: *\nDisallow: /inner/", "inner/a.html", False),
        ("User-agent: *\nDisallow: /\nAllow: /a.html", "a.html", True),
        ("User-agent: xunjian\nDisallow: /\n\nUser-agent: *\nAllow: /", "a.html", False),
        ("User-agent: otherbot\nDisallow: /", "a.html", True),
        ("User-agent: *\nDisallow:", "a.html", True),
        ("", "a.html", True),
        ("<html><body>Disallow: /</body></html>", "a.html", True),
    ],
)
def test_robots_txt_decides(rules: str, path: str, allowed: bool) -> None:
    with Site(robots(rules), fallback=page(title="渡口")) as site:
        if allowed:
            assert fetch_page(site.home + path).body
        else:
            with pytest.raises(UsageError, match=r"robots\.txt does not allow it; save the page"):
                fetch_page(site.home + path)
    assert (f"/{path}" in site.paths()) is allowed


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_robots_txt_everything_is_allowed(status: int) -> None:
    with Site(robots("Disallow: /", status), fallback=page()) as site:
        assert fetch_page(f"{site.home}a.html").body


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_that_cannot_be_read_forbids(status: int) -> None:
    with Site(robots("", status), fallback=page()) as site, pytest.raises(UsageError):
        fetch_page(f"{site.home}a.html")


@pytest.mark.parametrize(
    "address",
    ["", "www.lanting.example", "ftp://127.0.0.1/a", "file:///etc/hostname", "javascript:alert(1)", "mailto:a@b.example", "http://", "/etc/hostname", "//127.0.0.1/a"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_with_the_way_out(address: str) -> None:
    with pytest.raises(UsageError, match=r"not an http\(s\) address; write http://… or https://…"):
        fetch_page(address)


def test_nobody_listening_is_told_with_the_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a.html"
        with pytest.raises(UsageError, match=r"a\.html: cannot be fetched .*refused.*; check the address"):
            fetch_page(url)


@pytest.mark.parametrize("status", [404, 403, 412, 500])
def test_an_error_answer_is_told_with_its_status(status: int) -> None:
    with Site({"/a.html": Answer("x", status)}) as site, pytest.raises(UsageError, match=str(status)):
        fetch_page(f"{site.home}a.html")


@pytest.mark.parametrize(("extra", "allowed"), [(0, True), (1, False)])
def test_a_page_has_a_greatest_size(extra: int, allowed: bool) -> None:
    with Site({"/a.html": Answer(b"x" * (MAX_BYTES + extra))}) as site:
        if allowed:
            assert len(fetch_page(f"{site.home}a.html").body) == MAX_BYTES
        else:
            with pytest.raises(UsageError, match=f"larger than {MAX_BYTES} bytes"):
                fetch_page(f"{site.home}a.html")


def test_an_endless_page_is_not_read_to_its_end() -> None:
    endless = Answer(stream=iter(lambda: b"x" * 65_536, b""))
    with Site({"/a.html": endless}) as site, pytest.raises(UsageError, match="larger than"):
        fetch_page(f"{site.home}a.html")


def test_a_redirect_is_followed_and_the_last_address_named() -> None:
    with Site({"/a": Answer(status=302, headers={"Location": "/b.html"}), "/b.html": page()}) as site:
        assert fetch_page(f"{site.home}a").url == f"{site.home}b.html"


@pytest.mark.parametrize("target", ["file:///etc/hostname", "javascript:alert(1)", "gopher://127.0.0.1/"])
def test_a_redirect_out_of_the_web_is_not_followed(target: str) -> None:
    with Site({"/a": Answer(status=302, headers={"Location": target})}) as site, pytest.raises(UsageError):
        fetch_page(f"{site.home}a")


def test_a_redirect_in_a_circle_ends() -> None:
    with Site({"/a": Answer(status=302, headers={"Location": "/a"})}) as site, pytest.raises(UsageError):
        fetch_page(f"{site.home}a")


def test_a_redirect_to_what_robots_txt_forbids_is_not_read() -> None:
    routes = robots("User-agent: *\nDisallow: /inner/") | {
        "/a": Answer(status=302, headers={"Location": "/inner/b"}),
        "/inner/b": Answer(page()),
    }
    with Site(routes) as site, pytest.raises(UsageError):
        fetch_page(f"{site.home}a")


def test_an_answer_that_breaks_off_is_told() -> None:
    with Site({"/a.html": _break_off}) as site, pytest.raises(UsageError, match="broke off"):
        fetch_page(f"{site.home}a.html")


def _break_off(handler: Handler) -> Answer:
    handler.close_connection = True
    return Answer(b"x" * 10, headers={"Content-Length": "500"})
