"""robots.txt as RFC 9309 reads it: what may be fetched, and how slowly."""

from __future__ import annotations

from protego import Protego

MAX_BYTES = 500 * 1024  # RFC 9309 2.5: at least 500 KiB are parsed; the rest is ignored


class Robots:
    """The rules of one host for one user agent; without rules everything is allowed."""

    def __init__(self, text: str = "", user_agent: str = "*") -> None:
        self.text = text
        self._agent = user_agent.partition("/")[0].strip() or "*"
        self._rules = Protego.parse(text) if text.strip() else None

    @classmethod
    def read(cls, body: bytes, user_agent: str) -> Robots:
        """Parse an answer; what is no robots.txt (an HTML page, say) allows everything."""
        text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        return cls("" if text.lstrip()[:1] == "<" else text, user_agent)

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return self._rules is None or bool(self._rules.can_fetch(url, self._agent))

    @property
    def delay_s(self) -> float:
        """The longest pause that Crawl-delay or Request-rate asks for; 0 where neither stands there."""
        if self._rules is None:
            return 0.0
        rate = self._rules.request_rate(self._agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self._rules.crawl_delay(self._agent) or 0.0), float(by_rate))


def is_unavailable(status: int | None) -> bool:
    """4xx (and a redirect that leads nowhere): the host has no robots.txt, everything is allowed."""
    return status is not None and 300 <= status < 500
