"""``xunjian demo``: the bundled district, served on loopback and audited like any other."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from checks.engine.model import Assessment
from crawler.sites import load_config
from demo.config import write_config
from demo.samples import samples
from demo.server import Serving, serve
from demo.tasks import ATTESTATIONS, PACK, write_table
from evidence.units import Sample
from xunjian import __version__
from xunjian.attestations import Act, decide, file_attestation
from xunjian.history import History
from xunjian.lock import data_lock
from xunjian.pipeline import Job, run_job
from xunjian.probes import Probes

SECOND_LOOK_PAUSE_S = 2.0  # the demo's servers do not recover by themselves


def run_demo(data: Path, as_of: date) -> tuple[Assessment, Path]:
    """Audit the demo district from scratch. Returns its result and the path of the report."""
    with data_lock(data):
        _clear(data)
        with serve(as_of, named=True) as serving:
            write_table(data, as_of)
            config = load_config(write_config(data, serving.origins, ("national", PACK)))
            _sample(data, as_of, serving)
            _attest(data, as_of)
            with History(data) as history:
                return run_job(
                    Job(config, data, as_of, second_look_pause_s=SECOND_LOOK_PAUSE_S, names=serving.names),
                    history,
                )


def _sample(data: Path, as_of: date, serving: Serving) -> None:
    """Put a week of availability samples on record, as if the timer had taken them."""
    taken = [
        Sample(one.url, one.at.astimezone(UTC), one.status, one.failure, one.elapsed_ms)
        for one in samples(as_of, serving.origins)
    ]
    with Probes(data) as probes:
        probes.add(max(one.at for one in taken), taken)


def _attest(data: Path, as_of: date) -> None:
    """Hand in the papers of the demo's task table, and decide on them, as units and auditors would."""
    on, at = as_of - timedelta(days=5), datetime.combine(as_of, time(9), UTC)
    with TemporaryDirectory() as folder:
        for paper in ATTESTATIONS:
            path = Path(folder) / paper.name
            path.write_text(paper.text, encoding="utf-8")
            act = Act(paper.unit, paper.task, paper.by, on, at, __version__)
            filing = file_attestation(data, act, paper.note, [path])
            if paper.decision:
                auditor = replace(act, by="区政府办公室")
                accepted = paper.decision == "accepted"
                decide(data, auditor, filing.number, accepted=accepted, reason=paper.reason)


def _clear(data: Path) -> None:
    """Remove what an earlier demo left: its pages are made anew for every day."""
    for name in ("evidence", "reports", "attestations"):
        shutil.rmtree(data / name, ignore_errors=True)
    for path in data.glob("xunjian.sqlite*"):
        path.unlink()


def serve_reports(folder: Path, port: int) -> None:
    """Serve a report folder on loopback until interrupted."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        click.echo(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends)", err=True)
        server.serve_forever()
