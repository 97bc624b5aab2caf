"""The verbs of ``xunjian tasks``: making and renewing the table of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

_YEAR = click.IntRange(2000, 2099)
_OUT = click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write it; the name of the pack is the file's."
)
_FORCE = click.option("--force", is_flag=True, help="Overwrite a file that is there already.")


@click.group()
def tasks() -> None:
    """The district's yearly table of tasks (工作任务分解表)."""


@tasks.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config/sites.toml"),
    show_default=True,
    help="Whose names and aliases the responsible units are looked for in.",
)
@click.option("--year", type=_YEAR, help="The year of the table [default: the one in its title].")
@click.option(
    "--prefix",
    default="RW",
    show_default=True,
    help="What ids of tasks begin with; the year is added: SZ gives SZ26-17.",
)
@click.option("--title", default="", help="What the table is called [default: the line above it].")
@click.option(
    "--table",
    "tables",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Which table of the file, where several fit; repeat to join.",
)
@_OUT
@_FORCE
def import_(
    source: Path,
    config_path: Path,
    year: int | None,
    prefix: str,
    title: str,
    tables: tuple[int, ...],
    out: Path | None,
    force: bool,
) -> None:
    """Read a district's table (.docx, .xlsx, .html) into a draft of its pack.

    Text, units and deadlines of every row are taken; the evidence rules are left to fill. What needs a look is
    said on stderr and beside the row. Default for --out: standards/<prefix>-<year>.toml beside the configuration.
    """
    from crawler.sites import load_config
    from xunjian.tasks_import import Wishes, import_table, target_of, write_whole

    units = load_config(config_path).units
    wishes = Wishes(year, prefix, title.strip(), tables)
    done = import_table(source, units, wishes, out.stem if out else "")
    target = target_of(config_path, prefix, done.draft.year, out)
    write_whole(target, done.text, force=force)
    whole = sum(task.is_whole for task in done.draft.tasks)
    _tell(target, done.warnings, f"{whole} of {len(done.draft.tasks)} tasks drafted")


@tasks.command()
@click.argument("pack", metavar="PACK", type=click.Path(path_type=Path))
@click.option("--year", type=_YEAR, required=True, help="The year of the new table.")
@_OUT
@_FORCE
def roll(pack: Path, year: int, out: Path | None, force: bool) -> None:
    """Derive another year's table from a pack: dates and the year in wording shifted, rules kept.

    Whatever a person must look at is said on stderr. Default for --out: the pack's name with the new year,
    beside it.
    """
    from xunjian.tasks_import import write_whole
    from xunjian.tasks_roll import roll_pack, target_of

    target = target_of(pack, year, out)
    done = roll_pack(pack, year, target.stem, target)
    write_whole(target, done.text, force=force)
    _tell(target, done.reviews, f"{done.tasks} tasks of {done.year} are now tasks of {year}")


def _tell(target: Path, lines: Sequence[str], done: str) -> None:
    """Remarks on stderr, one a line and a sum; the path of what was written alone on stdout."""
    for line in lines:
        click.echo(f"xunjian: {line}", err=True)
    click.echo(f"{done}; to look at: {len(lines)}", err=True)
    click.echo(target)
