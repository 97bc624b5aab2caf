"""The run: crawl, check, report; each stage works from what the one before left on disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import sleep

from checks.engine.history import carry_on
from checks.engine.lexicon import Lexicon, load_lexicon
from checks.engine.model import Assessment, Level, RunInfo, UnitAssessment
from checks.engine.run import Tasks, judge
from checks.engine.standard import Standard, load_standards, rule_rows
from checks.engine.tasks.desk import table_heads
from checks.engine.workdays import Calendar, load_calendar
from crawler.columns import derive
from crawler.extract.links import url_key
from crawler.sites import companions, find_companion
from crawler.storage import open_store
from evidence.district import DistrictFiles
from evidence.domains import netloc_of
from evidence.errors import StorageError, UsageError
from evidence.names import Names
from evidence.records import Config, Host, HostRun
from evidence.store import file_for, stored_bodies
from evidence.units import UnitEvidence
from evidence.view import view
from reports.html import write_reports
from xunjian import __version__
from xunjian.clock import now
from xunjian.deadlines import first_addresses
from xunjian.history import History
from xunjian.probes import Probes
from xunjian.selfcheck import NOT_JUDGED, named_after_site
from xunjian.task_desk import open_desk

_LEVELS = {"veto": (Level.VETO,), "deduct": (Level.VETO, Level.DEDUCT), "advice": tuple(Level), "never": ()}
DONE, FOUND, PARTLY = 0, 1, 3
NOT_AUDITED = ("unreachable", "blocked")  # coverage of a site that could not be audited


@dataclass(frozen=True, slots=True)
class Job:
    """What a run was asked to do; the moment is resolved here once."""

    config: Config
    data: Path
    as_of: date
    out: Path | None = None
    only: frozenset[str] = frozenset()
    fail_on: str = "never"
    selfcheck: bool = False
    second_look_pause_s: float | None = None
    names: Names | None = None  # a closed environment: the demo's

    @property
    def whole(self) -> bool:
        """Whether the whole district is audited: only then do ``latest`` and the history move."""
        return not self.only and not self.selfcheck


def chosen_hosts(job: Job) -> tuple[Host, ...]:
    """The hosts to crawl: all, or those of the named units. Raises UsageError for an unknown unit."""
    known = {unit.id for unit in job.config.units}
    unknown = sorted(job.only - known)
    if unknown:
        raise UsageError(f"--unit {unknown[0]}: no such unit in {job.config.path}; see xunjian config check")
    if not job.only:
        return job.config.hosts
    urls = {site.url for unit in job.config.units if unit.id in job.only for site in unit.sites}
    return tuple(host for host in job.config.hosts if urls & set(host.start_urls))


def load_measures(config: Config) -> tuple[tuple[Standard, ...], Calendar, Lexicon]:
    """The standards, the calendar and the wordings a configuration is judged by. Raises ConfigError."""
    path = Path(config.path)
    standards = load_standards(companions(path, "standards"), config.district.standards)
    return (
        standards,
        load_calendar(find_companion(path, "calendar")),
        load_lexicon(companions(path, "lexicons")),
    )


def crawl_stage(job: Job, history: History, run_id: str, started: datetime) -> Mapping[str, HostRun]:
    """Crawl every chosen host; the only stage with a socket."""
    from crawler.work import SECOND_LOOK_PAUSE_S, crawl  # Scrapy is imported only when something is crawled

    first = {} if job.selfcheck else first_addresses(history.newest_whole(), job.as_of)
    history.begin(run_id, job.as_of, started, job.whole)
    pause_s = SECOND_LOOK_PAUSE_S if job.second_look_pause_s is None else job.second_look_pause_s
    warn = partial(print, file=sys.stderr)
    return crawl(
        chosen_hosts(job),
        job.data,
        run_id,
        started,
        first=first,
        second_look_pause_s=pause_s,
        names=job.names,
        warn=warn,
    )


def check_stage(
    job: Job, history: History, run_id: str, started: datetime, kept_as: tuple[str, bool] | None = None
) -> Assessment:
    """Judge what is on record as of a run and keep the result.

    ``kept_as``: the run id it is kept under and whether that is a run of the whole district; default as
    crawled. A crawl that was interrupted is never a whole one.
    """
    kept_id, whole = kept_as or (run_id, job.whole)
    return _keep(history, *assess(job, history, run_id, started, kept_id), whole)


def _keep(history: History, assessment: Assessment, ended: bool, whole: bool) -> Assessment:
    history.keep(assessment, whole and ended)
    return assessment


def assess(
    job: Job, history: History, run_id: str, started: datetime, kept_id: str
) -> tuple[Assessment, bool]:
    """Judge what is on record as of a run; and whether every host's crawl came to its end."""
    measures = load_measures(job.config)
    standards = measures[0]
    _read_again(job, run_id)
    netlocs = tuple(host.netloc for host in job.config.hosts)
    name = job.config.district.name
    zone = job.config.district.timezone
    with Probes(job.data) as probes:
        samples = probes.before(job.as_of, zone)
    opened = DistrictFiles.open(job.data, job.config.units, netlocs, name, url_key, run_id, zone)
    with closing(opened) as files:
        seen = view(files, job.as_of, job.only or None, samples)
        ended = all(host.finished_at for host in files.runs.values())
        desk = None if job.selfcheck else open_desk(files, measures, job.config, job.data, job.as_of)
        if desk and job.whole:
            desk.ask_all(seen.units)
        units = tuple(_judge(unit, measures, job, history, run_id, desk) for unit in seen.units)
    if job.selfcheck:
        units = tuple(replace(unit, not_judged=NOT_JUDGED) for unit in units)
    finished = now(job.config)
    run = RunInfo(kept_id, job.as_of, started, finished, __version__, tuple(s.id for s in standards))
    assessment = Assessment(
        run,
        name,
        units,
        rule_rows(standards),
        dict(sorted(seen.unclaimed.items())),
        job.selfcheck,
        () if job.selfcheck else table_heads(standards, job.config.units),
    )
    return assessment, ended


def second_look(job: Job, run_id: str, started: datetime, assessment: Assessment) -> bool:
    """See once more every page that a veto would rest on and that was seen only once; returns whether any was."""
    from crawler.work import SECOND_LOOK_PAUSE_S, look_again

    pages = by_netloc(url for unit in assessment.units for url in unit.second_looks)
    if not pages:
        return False
    pause_s = SECOND_LOOK_PAUSE_S if job.second_look_pause_s is None else job.second_look_pause_s
    sleep(pause_s)
    look_again(
        chosen_hosts(job), job.data, run_id, started, pages, second_look_pause_s=pause_s, names=job.names
    )
    return True


def by_netloc(urls: Iterable[str]) -> dict[str, list[str]]:
    """Addresses by host, in order, each once."""
    found: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        found.setdefault(netloc_of(url), []).append(url)
    return found


def _judge(
    unit: UnitEvidence,
    measures: tuple[tuple[Standard, ...], Calendar, Lexicon],
    job: Job,
    history: History,
    run_id: str,
    desk: Tasks | None,
) -> UnitAssessment:
    past = history.past(unit.unit.id, run_id) if not job.selfcheck else {}
    standards, calendar, lexicon = measures
    return carry_on(judge(unit, standards, calendar, lexicon=lexicon, desk=desk), job.as_of, past)


def _read_again(job: Job, run_id: str) -> None:
    """Read what the extractors have not read yet, and find each host's columns anew."""
    for host in job.config.hosts:
        if file_for(job.data, host.netloc).exists():
            with closing(open_store(job.data, host.netloc)) as store:
                store.attach(run_id)
                derive(store, host)


def report_stage(assessment: Assessment, data: Path, out: Path | None, leads: bool) -> Path:
    """Write the reports; with ``leads``, ``latest`` moves to them, and only when all of it is written.

    Reports written to another place (``out``) are a copy for somebody: ``latest`` stays.
    """
    place = out or data / "reports" / assessment.run.id
    written = write_reports(assessment, place, _pictures(assessment, data))
    if leads and out is None:
        _point_latest(data / "reports" / "latest", place)
    return written


def _pictures(assessment: Assessment, data: Path) -> dict[str, bytes]:
    """The screenshots that findings refer to, by their path in the report."""
    found: dict[str, bytes] = {}
    for unit in assessment.units:
        wanted = {one.evidence.screenshot for one in unit.findings} - {None, *found}
        for host in {site.host for site in unit.sites} if wanted else ():
            path, names = file_for(data, host), {Path(name).stem: name for name in wanted if name}
            bodies = stored_bodies(path, sorted(names)) if path.exists() else {}
            found |= {names[digest]: body for digest, body in bodies.items()}
    return found


def _point_latest(link: Path, out: Path) -> None:
    fresh = link.with_name(f".latest-{os.getpid()}")
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(out.name)
        fresh.replace(link)
    except OSError as error:
        raise StorageError(f"{link}: cannot be moved to the new run ({error}); remove it") from error


def run_job(job: Job, history: History) -> tuple[Assessment, Path]:
    """The main job: all three stages."""
    chosen_hosts(job)
    load_measures(job.config)  # a wrong standard stops the run before anything is fetched
    started = now(job.config)
    run_id = history.new_run_id(started)
    crawl_stage(job, history, run_id, started)
    if job.selfcheck:
        job = replace(job, config=named_after_site(job.config, job.data))
    judged = assess(job, history, run_id, started, run_id)
    if second_look(job, run_id, started, judged[0]):
        judged = assess(job, history, run_id, started, run_id)
    assessment = _keep(history, *judged, job.whole)
    return assessment, report_stage(assessment, job.data, job.out, job.whole)


def exit_status(assessment: Assessment, fail_on: str) -> int:
    """Contracts §1: 3 a site could not be audited, 1 a finding at or above the level, else 0."""
    sites = [site for unit in assessment.units for site in unit.sites]
    if any(site.coverage in NOT_AUDITED for site in sites):
        return PARTLY
    standing = (
        finding
        for unit in assessment.units
        for finding in unit.findings
        if finding.state in ("new", "open") and finding.certainty == "confirmed"
    )
    return FOUND if any(finding.level in _LEVELS[fail_on] for finding in standing) else DONE
