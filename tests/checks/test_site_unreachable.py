from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from checks.engine.model import Level, Outcome
from checks.engine.run import judge
from checks.engine.standard import load_standards
from checks.engine.workdays import load_calendar
from checks.site_unreachable import Params, site_unreachable
from evidence.units import Sample
from tests.builders import BLOCKED, HOME, home, unit
from tests.test_house import ROOT, STANDARDS

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL
PARAMS = Params(7, 20, 15, 5.0)
ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 11, 16, tzinfo=ZONE)  # the week before 23 November ends on the 22nd

Ending = tuple[int | None, str | None, int]
FINE: Ending = (200, None, 300)
SLOW: Ending = (200, None, 15_000)
NEARLY: Ending = (200, None, 14_900)
TIMEOUT: Ending = (None, "timeout", 20_000)


def week(
    *odd: Ending, daily: int = 20, days: int = 7, start: datetime = FIRST, url: str = HOME
) -> tuple[Sample, ...]:
    """So many samples a day, evenly through the day; the first ones end as ``odd`` says."""
    pause = timedelta(days=1) / daily
    moments = [start + timedelta(days=day) + pause * n for day in range(days) for n in range(daily)]
    endings: Sequence[Ending] = [*odd, *[FINE] * (len(moments) - len(odd))]
    return tuple(Sample(url, at, *ending) for at, ending in zip(moments, endings, strict=True))


@pytest.mark.parametrize(
    ("samples", "outcome", "says"),
    [
        (week(), PASSED, ""),
        # 140 samples: 7 are 5 %
        (week(*[TIMEOUT] * 6), PASSED, ""),
        (
            week(*[TIMEOUT] * 7),
            FAILED,
            "2026年11月16日至2026年11月22日共监测140次，其中7次在15秒内无法打开首页，占5.0%，达到5%",
        ),
        (week(*[SLOW] * 7), FAILED, "7次"),
        (week(*[NEARLY] * 20), PASSED, ""),
        (week(*[(502, None, 100)] * 7), FAILED, "7次"),
        (week(*[(404, None, 100)] * 20), PASSED, ""),
        (
            week(*[(None, "dns", 100), (None, "refused", 0), (None, "reset", 0), (None, "tls", 0)] * 2),
            FAILED,
            "8次",
        ),
        # too few, on one day or on all
        (week(daily=19), CANT_TELL, "7天不够次数，最少一天19次"),
        (week(*[TIMEOUT] * 7)[1:], CANT_TELL, "1天不够次数，最少一天19次"),
        (week(*[TIMEOUT] * 100, days=6), CANT_TELL, "1天不够次数，最少一天0次"),
        ((), CANT_TELL, "尚未取得监测样本（须连续监测7天、每天20次以上）"),
        (week(*[TIMEOUT] * 100, url=f"{HOME}other/"), CANT_TELL, "尚未取得监测样本"),
        # another week than the one before the monitoring day
        (week(*[TIMEOUT] * 100, start=FIRST + timedelta(days=1)), CANT_TELL, "不够次数"),
        (week() + week(*[TIMEOUT] * 20, days=1, start=FIRST + timedelta(days=7)), PASSED, ""),
        (week() + week(*[TIMEOUT] * 20, days=1, start=FIRST - timedelta(days=1)), PASSED, ""),
        # what says nothing of the site
        (week(*[(412, None, 100)] * 20), CANT_TELL, "另有20次因防护拦截或监测端网络中断未计入"),
        (week(*[(521, None, 100)] * 20, daily=24), CANT_TELL, "最少一天4次"),
        (week(*[(200, "blocked", 100)] * 4, daily=24), PASSED, ""),
        (week(*[(None, "robots", 0)] * 140), CANT_TELL, "不够次数"),
        (week(*[(None, "outage", 100)] * 4, daily=24), PASSED, ""),
        (week(*[(None, "outage", 100)] * 5, daily=24), CANT_TELL, "最少一天19次"),
    ],
)
def test_site_unreachable(samples: tuple[Sample, ...], outcome: Outcome, says: str) -> None:
    shown = unit(whole_host=True, samples=samples)
    (statement,) = site_unreachable(shown, PARAMS)
    assert (statement.outcome, statement.url) == (outcome, HOME)
    assert says in statement.message


def test_own_outages_and_ways_to_fail_are_told() -> None:
    samples = week(*[(None, "outage", 100)] * 4, *[TIMEOUT] * 9, daily=24)
    (statement,) = site_unreachable(unit(whole_host=True, samples=samples), PARAMS)
    assert statement.outcome is FAILED
    facts = statement.facts
    assert (facts["samples"], facts["failed"], facts["own_outages"], facts["set_aside"]) == (164, 9, 4, 4)
    assert facts["failures"] == {"超时": 9}
    assert statement.excerpt.startswith("2026-11-16 04:00 超时；")


def test_only_the_owner_of_a_host_is_judged() -> None:
    assert list(site_unreachable(unit(samples=week(*[TIMEOUT] * 100)), PARAMS)) == []


NATIONAL = load_standards(STANDARDS, ["guoban-2019"])
CALENDAR = load_calendar(ROOT / "config" / "calendar")


def test_a_site_that_was_down_when_it_was_crawled_is_judged_by_its_samples() -> None:
    shown = unit(whole_host=True, homes=(home(why_unread=BLOCKED),), samples=week(*[TIMEOUT] * 30))
    judged = judge(shown, NATIONAL, CALENDAR)
    (veto,) = [one for one in judged.findings if one.level is Level.VETO]
    assert (veto.rule, veto.certainty) == ("GB19-V02", "confirmed")
    assert judged.verdict == "unqualified"


@pytest.mark.parametrize(("samples", "named"), [((), True), (week(), False)])
def test_a_week_not_yet_sampled_is_named_and_holds_nothing_back(
    samples: tuple[Sample, ...], named: bool
) -> None:
    judged = judge(unit(whole_host=True, samples=samples), NATIONAL, CALENDAR)
    assert judged.verdict == "qualified"
    told = [text for text in judged.needs_person if text.startswith("站点无法访问：监测样本不足")]
    assert bool(told) is named


def test_a_week_not_sampled_is_no_reason_beside_an_unread_home() -> None:
    judged = judge(unit(whole_host=True, homes=(home(),)), NATIONAL, CALENDAR)
    assert judged.verdict == "undetermined"
    assert not [why for why in judged.verdict_why if "监测样本" in why]
