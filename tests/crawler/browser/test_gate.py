"""What a page in the browser may ask for."""

from __future__ import annotations

import pytest

from crawler.browser.gate import Gate, site_of
from crawler.browser.messages import Order

HERE = "http://www.lanting.gov.cn"
ROBOTS = "User-agent: *\nDisallow: /private/\n"


def gate(netloc: str = "www.lanting.gov.cn") -> Gate:
    return Gate(Order("/usr/bin/chromium", netloc, "xunjian/1.0", ROBOTS, 5.0, 1000))


@pytest.mark.parametrize(
    ("url", "kind", "why"),
    [
        (f"{HERE}/tzgg/", "Document", ""),
        (f"{HERE}/js/list.js", "Script", ""),
        (f"{HERE}/css/a.css", "Stylesheet", ""),
        (f"{HERE}/api/list.do?p=1", "XHR", ""),
        (f"{HERE}/private/list.do", "Fetch", "robots.txt"),
        (f"{HERE}/logo.png", "Image", "needless"),
        (f"{HERE}/a.mp4", "Media", "needless"),
        (f"{HERE}/a.woff2", "Font", "needless"),
        ("http://api.lanting.gov.cn/list", "Fetch", ""),
        ("http://static.lanting.gov.cn/vue.js", "Script", ""),
        ("http://api.lanting.gov.cn/", "Document", "other host"),
        ("http://www.qinglu.gov.cn/list", "XHR", "other host"),
        ("https://cdn.example.com/vue.js", "Script", "other host"),
        ("data:text/plain,1", "Fetch", ""),
        ("file:///etc/passwd", "Document", "scheme"),
        ("ftp://www.lanting.gov.cn/a", "Document", "scheme"),
    ],
)
def test_a_page_gets_what_its_list_needs_and_nothing_else(url: str, kind: str, why: str) -> None:
    assert gate().refusal(url, kind) == why


def test_nothing_is_changed_on_a_site() -> None:
    assert gate().refusal(f"{HERE}/api/list.do", "XHR", "POST") == ""
    assert gate().refusal(f"{HERE}/api/list.do", "XHR", "DELETE") == "method"


def test_another_port_of_an_address_is_another_host() -> None:
    assert gate("127.0.0.1:8001").refusal("http://127.0.0.1:8001/d.json", "Fetch") == ""
    assert gate("127.0.0.1:8001").refusal("http://127.0.0.1:8002/d.json", "Fetch") == "other host"


@pytest.mark.parametrize(
    ("netloc", "site"),
    [
        ("www.lanting.gov.cn", "lanting.gov.cn"),
        ("api.lanting.gov.cn:8080", "lanting.gov.cn"),
        ("gov.cn", ""),
        ("127.0.0.1:80", ""),
        ("localhost", ""),
    ],
)
def test_site_of(netloc: str, site: str) -> None:
    assert site_of(netloc) == site
