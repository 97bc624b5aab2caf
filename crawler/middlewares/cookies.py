"""Cookies of one host. Scrapy's own middleware asks the network for the public suffix list; this does not."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http.cookies import CookieJar


class HostCookies(CookiesMiddleware):
    """A spider talks to one host, so a cookie can reach no other: no suffix needs to be known."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        for cookie in cookies:
            jar.set_cookie_if_ok(cookie, request)
