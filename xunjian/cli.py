"""The command line. Every error is one line on stderr; exit statuses are those of the contracts."""

from __future__ import annotations

import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from evidence.errors import ConfigError, XunjianError
from xunjian import __version__
from xunjian.tasks_cli import tasks

INTERRUPTED = 130
INTERNAL = 5


class _Door(click.Group):
    """Turns every ending into one line and an exit status."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _in_one_line(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _in_one_line(error) from error
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:  # the reader has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("xunjian: interrupted; the next run continues from what was fetched", err=True)
            ctx.exit(INTERRUPTED)
        except XunjianError as error:
            self._tell(ctx, str(error), error.exit_status)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            self._tell(ctx, f"{where}{error.strerror or error}; check disk space and permissions", INTERNAL)
        except sqlite3.Error as error:
            self._tell(ctx, f"database: {error}; check disk space and --data", INTERNAL)
        except Exception as error:  # noqa: BLE001 - the last door: one line, and --debug for the rest
            what = f"internal error: {type(error).__name__}: {error}; run again with --debug and report it"
            self._tell(ctx, what, INTERNAL)

    @staticmethod
    def _tell(ctx: click.Context, text: str, status: int) -> None:
        if ctx.params.get("debug"):
            traceback.print_exc()
        click.echo("\n".join(f"xunjian: {line}" for line in text.splitlines()), err=True)
        ctx.exit(status)


def _in_one_line(error: click.UsageError) -> click.ClickException:
    """A wrong argument as one line; a command called with nothing at all still shows its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    path = error.ctx.command_path if error.ctx else "xunjian"
    return _Wrong(f"{' '.join(error.format_message().split()).rstrip('.')}; see {path} --help")


class _Wrong(click.ClickException):
    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"xunjian: {self.message}", err=True, file=file)


Command = Callable[..., Any]


def _options(*names: str) -> Callable[[Command], Command]:
    """The shared options a command takes, by name."""

    def decorate(function: Command) -> Command:
        for name in reversed(names):
            function = _SHARED[name](function)
        return function

    return decorate


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write YYYY-MM-DD") from None


_SHARED: dict[str, Callable[[Command], Command]] = {
    "config": click.option(
        "--config", "config_path", type=click.Path(path_type=Path), default=Path("config/sites.toml"),
        show_default=True, help="Which units to audit.",
    ),
    "data": click.option(
        "--data", type=click.Path(path_type=Path), default=Path("var"), envvar="XUNJIAN_DATA",
        show_default=True, show_envvar=True, help="Where evidence, history and reports are kept.",
    ),
    "out": click.option(
        "--out", type=click.Path(path_type=Path), help="Where to write the reports [default: DATA/reports/<run id>]."
    ),
    "unit": click.option("--unit", "units", multiple=True, metavar="ID", help="Only this unit; repeatable."),
    "as_of": click.option(
        "--as-of", callback=_day, metavar="YYYY-MM-DD",
        help="The day every window is counted back from [default: today in the district].",
    ),
    "run": click.option("--run", "run_id", metavar="ID", help="Which run [default: the newest]."),
    "fail_on": click.option(
        "--fail-on", type=click.Choice(["veto", "deduct", "advice", "never"]), default="never",
        show_default=True, help="Exit with 1 when an open, confirmed finding is at or above this level.",
    ),
}  # fmt: skip


@click.group(cls=_Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="xunjian")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def main(debug: bool) -> None:
    """Audit government and public-institution websites (政务公开巡检).

    Crawls each unit's site, judges it check by check and writes a report per unit.
    """


main.add_command(tasks)


def _job(config_path: Path, data: Path, **rest: Any) -> Any:
    from crawler.sites import load_config
    from xunjian.clock import now
    from xunjian.pipeline import Job, chosen_hosts

    config = load_config(config_path)
    as_of = rest.pop("as_of", None) or now(config).date()
    job = Job(config, data, as_of, only=frozenset(rest.pop("units", ())), **rest)
    chosen_hosts(job)  # an unknown --unit starts nothing
    return job


@main.command()
@_options("config", "data", "out", "unit", "as_of", "fail_on")
@click.pass_context
def run(ctx: click.Context, /, config_path: Path, data: Path, **rest: Any) -> None:
    """The main job: crawl, check and report all units."""
    from xunjian.history import History
    from xunjian.lock import data_lock
    from xunjian.pipeline import exit_status, run_job

    job = _job(config_path, data, **rest)
    with data_lock(data), History(data) as history:
        assessment, index = run_job(job, history)
    _summarise(assessment, index)
    ctx.exit(exit_status(assessment, job.fail_on))


def _summarise(assessment: Any, index: Path) -> None:
    """One line on what was found, then the report's path alone on a line."""
    from xunjian.pipeline import NOT_AUDITED

    counts: dict[str, int] = {}
    for unit in assessment.units:
        counts[unit.verdict] = counts.get(unit.verdict, 0) + 1
    told = ", ".join(
        f"{counts[name]} {name}" for name in ("unqualified", "undetermined", "qualified") if name in counts
    )
    click.echo(f"{len(assessment.units)} units: {told}", err=True)
    for unit in assessment.units:
        for site in unit.sites:
            if site.coverage in NOT_AUDITED:
                click.echo(
                    f"{site.url}: {site.coverage}; unit {unit.id} is undetermined; {site.note}", err=True
                )
    click.echo(index)


@main.command()
@_options("config", "data", "unit", "as_of")
@click.pass_context
def crawl(ctx: click.Context, /, config_path: Path, data: Path, **rest: Any) -> None:
    """Crawl the units' hosts and record the evidence; judges nothing."""
    from xunjian.clock import now
    from xunjian.history import History
    from xunjian.lock import data_lock
    from xunjian.pipeline import NOT_AUDITED, PARTLY, crawl_stage

    job = _job(config_path, data, **rest)
    with data_lock(data), History(data) as history:
        started = now(job.config)
        runs = crawl_stage(job, history, history.new_run_id(started), started)
    for netloc, done in runs.items():
        click.echo(f"{netloc}: {done.coverage}, {done.pages} pages, {done.requests} requests {done.note}")
    ctx.exit(PARTLY if any(r.coverage in NOT_AUDITED for r in runs.values()) else 0)


@main.command()
@_options("config", "data", "unit", "as_of", "run", "fail_on")
@click.pass_context
def check(ctx: click.Context, /, config_path: Path, data: Path, run_id: str | None, **rest: Any) -> None:
    """Judge the evidence on record; never touches the network."""
    from xunjian.clock import now
    from xunjian.history import History
    from xunjian.lock import data_lock
    from xunjian.pipeline import check_stage, exit_status

    job = _job(config_path, data, **rest)
    with data_lock(data), History(data) as history:
        chosen, started, whole = history.run(run_id)
        kept_id = chosen if whole == job.whole else history.new_run_id(now(job.config))
        kept_as = (kept_id, whole and job.whole)  # a part never takes the place of the whole
        assessment = check_stage(job, history, chosen, started, kept_as)
    findings = sum(len(unit.findings) for unit in assessment.units)
    click.echo(
        f"{assessment.run.id}: {len(assessment.units)} units, {findings} findings; write them: xunjian report"
    )
    ctx.exit(exit_status(assessment, job.fail_on))


@main.command()
@_options("config", "data", "out", "run")
def report(config_path: Path, data: Path, out: Path | None, run_id: str | None) -> None:
    """Write the reports of a judged run; never touches the network.

    All it needs is on record: --config is taken like everywhere and not read.
    """
    from xunjian.history import History
    from xunjian.lock import data_lock
    from xunjian.pipeline import report_stage

    with data_lock(data), History(data) as history:
        assessment = history.assessment(run_id)
        leads = history.leads(assessment.run.id)
        index = report_stage(assessment, data, out, leads)
    _summarise(assessment, index)


@main.command()
@click.argument("url")
@click.option(
    "--kind", type=click.Choice(["government", "office", "department", "street", "institution"]),
    help="What the unit is [default: department for .gov.cn, else institution].",
)  # fmt: skip
@click.option("--pages", type=click.IntRange(1), help="Budget of page fetches.")
@click.option("--rate", type=click.FloatRange(0, min_open=True), help="Requests per second.")
@_options("data", "out", "as_of", "fail_on")
@click.pass_context
def selfcheck(
    ctx: click.Context,
    /,
    url: str,
    kind: str | None,
    pages: int | None,
    rate: float | None,
    data: Path,
    **rest: Any,
) -> None:
    """Audit one site without a config entry: same crawl, same checks, a report for it alone."""
    from xunjian.clock import now
    from xunjian.history import History
    from xunjian.lock import data_lock
    from xunjian.pipeline import Job, exit_status, run_job
    from xunjian.selfcheck import selfcheck_config, with_limits

    config = selfcheck_config(url, kind, with_limits(pages, rate))
    as_of = rest.pop("as_of") or now(config).date()
    job = Job(config, data, as_of, selfcheck=True, **rest)
    with data_lock(data), History(data) as history:
        assessment, index = run_job(job, history)
    _summarise(assessment, index)
    ctx.exit(exit_status(assessment, job.fail_on))


@main.command()
@click.option(
    "--egress", default="", metavar="NAME",
    help="Which way out of this machine the samples took, where there are several.",
)  # fmt: skip
@_options("config", "data")
def probe(egress: str, config_path: Path, data: Path) -> None:
    """Take one availability sample of every home page; for a timer, hourly. Runs beside a crawl."""
    from crawler.probe import probe_config
    from crawler.sites import load_config
    from xunjian.probes import Probes

    config = load_config(config_path)
    with Probes(data) as probes:
        taken = probe_config(config, data)
        probes.add(taken.at, taken.samples, control=taken.control, egress=egress)
    answered = sum(1 for sample in taken.samples if sample.status is not None)
    click.echo(f"{len(taken.samples)} samples: {answered} answered, {len(taken.samples) - answered} did not")


@main.command()
@click.option("--serve", "keep_serving", is_flag=True, help="Keep the reports open in a server on loopback.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=18100, show_default=True, help="Where --serve listens."
)
@_options("data", "as_of")
def demo(keep_serving: bool, port: int, data: Path, as_of: date | None) -> None:
    """Audit the bundled demo district for real, on loopback, and print the report's path."""
    from xunjian.showcase import run_demo, serve_reports

    today = as_of or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    assessment, index = run_demo(data / "demo", today)
    _summarise(assessment, index)
    if keep_serving:
        serve_reports(index.parent, port)


@main.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@_options("config")
def rules(rule_id: str | None, config_path: Path) -> None:
    """List the rules and tasks in force, or explain one by its id, or a check by its own."""
    from checks.engine.manual import rule_text, rules_text

    standards = _standards(config_path)
    click.echo(rule_text(standards, rule_id) if rule_id else rules_text(standards))


def _standards(config_path: Path) -> Any:
    from checks.engine.standard import load_standards
    from crawler.sites import companions, load_config

    names = load_config(config_path).district.standards if config_path.exists() else ("national",)
    return load_standards(companions(config_path, "standards"), names)


@main.command()
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--url", help="The page's own address, for a saved file.")
@click.option("--render", is_flag=True, help="Open the address in a headless browser (extra [browser]).")
@click.option("--json", "as_json", is_flag=True, help="The facts as one JSON document.")
def inspect(source: str, url: str | None, render: bool, as_json: bool) -> None:
    """Show what the auditor reads in one page; never judges."""
    from xunjian.inspect import read_source, to_json
    from xunjian.inspect_text import to_text

    facts = read_source(source, url, render=render)
    click.echo(to_json(facts) if as_json else to_text(facts))


@main.command()
@click.argument("unit", required=False)
@click.argument("task", required=False)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--note", metavar="TEXT", help="What the files show; needed to file them.")
@click.option("--by", metavar="NAME", help="Who hands in [default: the unit] or decides.")
@click.option(
    "--on", callback=_day, metavar="YYYY-MM-DD", help="The day it was handed in or decided [default: today]."
)
@click.option("--accept", type=click.IntRange(1), metavar="N", help="Accept attestation N; needs --by.")
@click.option(
    "--reject", type=click.IntRange(1), metavar="N", help="Send attestation N back; needs --by and --reason."
)
@click.option("--reason", metavar="TEXT", help="Why it is sent back, for the unit.")
@click.option(
    "--privacy-checked",
    is_flag=True,
    help="With --accept: you looked for numbers of persons in what the program could not read.",
)
@click.option(
    "--list",
    "listed",
    is_flag=True,
    help="List what was handed in, of all, a unit or a task; checks every file.",
)
@click.option(
    "--adopt",
    "adopted",
    is_flag=True,
    help="Enter in the ledger what a copied folder holds and it lacks; needs --by.",
)
@_options("config", "data")
def attest(config_path: Path, data: Path, **rest: Any) -> None:
    """File what only a person can show for a TASK of a UNIT (举证), or decide on it.

    Files with a person's unmasked number are refused. Runs beside a crawl.
    """
    from xunjian.attest_command import Order, carry_out

    for line in carry_out(Order(**rest), config_path, data):
        click.echo(line)


@main.group()
def config() -> None:
    """The configuration files."""


@config.command("check")
@_options("config")
def config_check(config_path: Path) -> None:
    """Validate every file under config/ and say what each unit will be judged by."""
    from checks.engine.lexicon import load_lexicon
    from checks.engine.standard import all_rules, all_tables, load_standards
    from checks.engine.workdays import load_calendar
    from crawler.sites import companions, find_companion, load_config
    from xunjian.config_check import describe

    complaints: list[str] = []
    read: list[Any] = []
    for step in (
        lambda: load_config(config_path),
        lambda: load_standards(
            companions(config_path, "standards"), read[0].district.standards if read else ("national",)
        ),
        lambda: load_calendar(find_companion(config_path, "calendar")),
        lambda: load_lexicon(companions(config_path, "lexicons")),
    ):
        try:
            read.append(step())
        except ConfigError as error:
            complaints += error.complaints
    if complaints:
        raise ConfigError(complaints)
    click.echo(describe(read[0], all_rules(read[1]), all_tables(read[1])))
