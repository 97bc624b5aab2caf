"""What a browser tells of a host beside its lists: axe-core on one page of each template, a picture of each home page.

After the crawl, at the host's pace, as observations ``axe`` and ``screenshot``. Where it cannot be done, that is
recorded as well: what was not examined is no pass.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic

from crawler.browser.messages import Shown
from crawler.browser.process import find_browser
from crawler.browser.stage import RenderTask, Session, landed
from crawler.extract.masking import masked
from evidence.observed import AxeSeen, AxeViolation, ScreenshotSeen, to_observation
from evidence.records import PageKind
from evidence.store import HostStore
from evidence.templates import Template, templates_of

TEMPLATES_PER_HOST = 8
PICTURES_PER_HOST = 12
AUDIT_S = 180.0  # for all pages of one host
_KINDS = (PageKind.HOME, PageKind.COLUMN, PageKind.ARTICLE, PageKind.MESSAGES, PageKind.SERVICE)


@dataclass(frozen=True, slots=True)
class _Look:
    """One page to open: for axe-core where it stands for a template, for its picture where that is wanted."""

    url: str
    template: Template | None = None
    picture: bool = False


async def audit_host(
    task: RenderTask, gate: asyncio.Semaphore, pictures: Sequence[str] = (), stopped: str = ""
) -> int:
    """Examine a host's templates and take its home pages' pictures; returns the requests made.

    ``pictures``: pages whose pictures alone are wanted (a second look); templates are then left. ``stopped``: the
    failure that ended an earlier stage of the browser on this host: it is recorded, and nothing is asked.
    """
    if task.host.crawl.render == "never":
        return 0
    task.store.flush()
    looks = _pictures_alone(pictures) if pictures else _looks(task)
    executable, why = find_browser()
    if not executable:
        for look in looks:
            record(task.store, look, Shown(look.url, failure="missing", detail=why))
        return 0
    async with gate:
        deadline_s = monotonic() + min(AUDIT_S, task.limits.host_s)
        session = Session(task, executable, deadline_s=deadline_s, stop=stopped)
        try:
            return await _show_all(session, task, looks)
        finally:
            await session.end()
            task.store.flush()


async def _show_all(session: Session, task: RenderTask, looks: Iterable[_Look]) -> int:
    requests = 0
    for look in looks:
        if session.stop:
            record(task.store, look, Shown(look.url, failure=session.stop, detail="not tried"))
            continue
        shown = await session.show(look.url, axe=look.template is not None, picture=look.picture)
        session.learn(shown)
        record(task.store, look, shown)
        requests += shown.requests
        if not session.stop:
            pause_s = task.pause_s * max(1, shown.requests)
            await asyncio.sleep(min(pause_s, max(0.0, session.deadline_s - monotonic())))
    return requests


def record(store: HostStore, look: _Look, shown: Shown) -> None:
    """Keep what was found on one page, or why nothing was."""
    at = datetime.now(UTC)
    if look.template is not None:
        store.observe(to_observation(look.url, _axe(at, look.template, shown)))
    if not look.picture:
        return
    png = base64.b64decode(shown.png) if shown.png else None
    digest = sha256(png).hexdigest() if png else None
    failure = None if png else shown.failure or "failed"
    seen = ScreenshotSeen(at, digest, shown.width, shown.height, failure)
    store.observe_picture(to_observation(look.url, seen), digest, png)


def _axe(at: datetime, template: Template, shown: Shown) -> AxeSeen:
    basic = AxeSeen(at, template.kind, template.template, template.pages, failure=shown.failure)
    if shown.failure or shown.axe is None:
        return replace(basic, failure=shown.failure or "failed")
    if "violations" not in shown.axe:
        missing = "not installed" in str(shown.axe.get("error"))
        return replace(basic, failure="missing" if missing else "failed")
    found = [
        AxeViolation(
            str(one["id"]), str(one["impact"]), str(one["help"]), int(one["count"]),
            tuple(masked(str(html)) for html in one["examples"]), tuple(map(str, one["tags"])),
        )
        for one in shown.axe["violations"]
    ]  # fmt: skip
    return replace(basic, version=str(shown.axe["version"]), violations=tuple(found))


def _pictures_alone(urls: Sequence[str]) -> list[_Look]:
    return [_Look(url, picture=True) for url in urls[:PICTURES_PER_HOST]]


def _looks(task: RenderTask) -> list[_Look]:
    """One page of each template, the home pages first; home pages also for their pictures."""
    homes = {fetch.url for fetch in (landed(task, url) for url in task.host.start_urls) if fetch}
    templates = templates_of(task.store.database, task.runs, [kind.value for kind in _KINDS])
    chosen = {one.url: _Look(one.url, one, one.url in homes) for one in templates[:TEMPLATES_PER_HOST]}
    for url in sorted(homes)[:PICTURES_PER_HOST]:
        chosen.setdefault(url, _Look(url, picture=True))
    return list(chosen.values())
