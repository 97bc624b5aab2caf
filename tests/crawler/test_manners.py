"""robots.txt, pace, firewalls: how the crawler behaves towards a host."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.middlewares.slow_down import Pace, retry_after_s
from crawler.robots import Robots, is_unavailable

AGENT = "xunjian/1.0 (+https://example.gov.cn/about-xunjian)"


def test_robots_rules_of_our_own_name_win() -> None:
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: xunjian\nDisallow: /private/\nCrawl-delay: 3\n"
    robots = Robots.read(text, AGENT)
    assert robots.allows("http://h/a")
    assert not robots.allows("http://h/private/a")
    assert robots.delay_s == 3


def test_request_rate_counts_as_a_delay() -> None:
    assert Robots.read(b"User-agent: *\nRequest-rate: 1/5\n", AGENT).delay_s == 5


@pytest.mark.parametrize("body", [b"", b"<html>404</html>", b"\xff\xfe\x00", b"Disallow /\n:::"])
def test_what_is_no_robots_file_allows_everything(body: bytes) -> None:
    assert Robots.read(body, AGENT).allows("http://h/a")


def test_4xx_has_no_robots_and_5xx_is_unreachable() -> None:
    assert [is_unavailable(status) for status in (404, 403, 499, 500, 503, None)] == [True, True, True] + [
        False
    ] * 3


def test_pace_doubles_to_a_minute_and_recovers_slowly() -> None:
    pace = Pace(0.5)
    pace.trouble()
    assert pace.delay_s == 1.0
    for _ in range(12):
        pace.trouble()
    assert pace.delay_s == 60.0
    for _ in range(10):
        pace.good()
    assert pace.delay_s == 42.0
    for _ in range(1000):
        pace.good()
    assert pace.delay_s == 0.5


def test_crawl_delay_is_a_floor_even_above_a_minute() -> None:
    pace = Pace(0.5)
    pace.floor(90.0)
    pace.trouble()
    for _ in range(1000):
        pace.good()
    assert pace.delay_s == 90.0


def test_retry_after_is_read_as_seconds_or_date() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert retry_after_s("30", now) == 30
    assert retry_after_s("Mon, 23 Nov 2026 12:00:20 GMT", now) == 20
    assert retry_after_s("soon", now) == 0
    pace = Pace(0.1)
    pace.trouble(30.0)
    assert pace.delay_s == 30.0
