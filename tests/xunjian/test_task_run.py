"""A district's table of tasks through a whole run: crawl, judge, audit.json; in part, and without a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.children import Told, xunjian
from tests.crawler.local_site import Site
from tests.xunjian.small_site import routes, write_sites

DAY = "2026-11-23"
HEAD = """\
[pack]
id = "yunxi-2026"
title = "2026年任务"
document = "云政办发〔2026〕3号"
issued = "2026-01-31"
[tasks]
year = 2026
title = "2026年云溪区任务分解表"
prefix = "YX26"
[tasks.places.XW]
names = ["新闻"]
"""
TASK = """
[[task]]
number = {number}
group = "保障"
topic = "信息"
requirement = "第{number}项要求。"
summary = "第{number}项"
units = ["教育体育局", "区税务局"]
due_text = "底前"
due = {due}
class = "B"
files = {files}
unseen = "线下"
remedy = "公开。"
[[task.part]]
kind = "{kind}"
title = "工作信息"
{part}
"""
PAGES = 'where = ["XW"]\nwords = {{ title = [["工作信息"]] }}\nshort = "unmet"\nleast = {{ value = {least}, origin = "verified", source = "表" }}'
CHECKS = (
    'checks = ["column-empty"]\nreach = "district"\nleast = { value = 1, origin = "house", source = "默认" }'
)


def write_table(config: Path) -> None:
    tasks = [
        (1, "2026-11-22", "true", "pages", PAGES.format(least=3)),
        (2, "2026-11-22", "true", "pages", PAGES.format(least=100)),
        (3, "2026-11-23", "true", "pages", PAGES.format(least=100)),
        (4, "2026-11-22", "false", "checks", CHECKS),
        (5, "2026-11-22", "false", "attestation", ""),
    ]
    told = [
        TASK.format(number=n, due=due, files=files, kind=kind, part=part)
        for n, due, files, kind, part in tasks
    ]
    text = "".join([HEAD, *told])
    (config.parent / "standards" / "yunxi-2026.toml").write_text(text, encoding="utf-8")
    sites = config.read_text(encoding="utf-8")
    named = sites.replace("[crawl]", 'standards = ["national", "yunxi-2026"]\n[crawl]', 1)
    config.write_text(named, encoding="utf-8")


def run(verb: str, config: Path, *more: str) -> Told:
    told = xunjian(verb, "--config", config, "--data", config.parent / "var", "--as-of", DAY, *more)
    assert told.status == 0, told.err
    return told


def audit(told: Told) -> dict[str, Any]:
    (found,) = [json.loads((Path(told.out.strip()).parent / "audit.json").read_bytes())]
    return found


def states(unit: dict[str, Any]) -> dict[str, tuple[str, int, int]]:
    return {row["id"]: (row["state"], row["count"], row["required"]) for row in unit["tasks"]}


def test_a_run_tells_how_units_stand_with_their_tasks(tmp_path: Path) -> None:
    with Site(routes(("/", "/jyty/"), 4, dead=False)) as site:
        config = write_sites(tmp_path, site, checks=("column-empty",))
        write_table(config)
        whole = audit(run("run", config))
        part = audit(run("run", config, "--unit", "jyty"))
    government, bureau = whole["units"]
    assert whole["task_tables"] == [
        {"id": "yunxi-2026", "title": "2026年云溪区任务分解表", "year": 2026, "unresolved": ["区税务局"]}
    ]
    assert government["tasks"] == government["due"] == []
    assert states(bureau) == {
        "YX26-1": ("met", 4, 3),
        "YX26-2": ("unmet", 4, 100),
        "YX26-3": ("progress", 4, 100),
        "YX26-4": ("unmet", bureau["tasks"][3]["count"], bureau["tasks"][3]["required"]),
        "YX26-5": ("no_evidence", 0, 0),
    }
    assert len(bureau["tasks"][0]["evidence"]) == 4
    assert all("/jyty/xwzx/" in url for url in bureau["tasks"][0]["evidence"])
    filed = [one for one in bureau["findings"] if one["check"] == "task-evidence-short"]
    assert [
        (one["target"], one["rule"], one["level"], one["evidence"]["facts"]["count"]) for one in filed
    ] == [("YX26-2", "YX26-2", "deduct", 4)]
    assert [(row["target"], row["days_left"]) for row in bureau["due"]] == [("YX26-3", 0)]

    # of other units' checks nothing is known when only one is judged
    (alone,) = part["units"]
    assert states(alone) == {**states(bureau), "YX26-4": ("undetermined", 0, 1)}

    # a self-check has no table
    told = xunjian("selfcheck", site.home, "--data", tmp_path / "self", "--as-of", DAY, "--rate", "500")
    assert audit(told)["task_tables"] == audit(told)["units"][0]["tasks"] == []


def test_without_a_table_nothing_is_told(tmp_path: Path) -> None:
    with Site(routes(("/",), 2, dead=False)) as site:
        whole = audit(run("run", write_sites(tmp_path, site, units=1, checks=("column-empty",))))
    assert whole["task_tables"] == whole["units"][0]["tasks"] == []
