"""interaction-channel-missing (未提供咨询建言渠道)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.engine.model import Statement
from checks.engine.registry import check
from checks.engine.ways import judge_ways
from evidence.units import UnitEvidence


@dataclass(frozen=True, slots=True)
class Params:
    """No thresholds: a channel is there, or it is not."""


@check(
    "interaction-channel-missing",
    title="未提供咨询建言渠道",
    needs=("homes", "channels", "offer_doubts"),
    params=Params,
)
def interaction_channel_missing(unit: UnitEvidence, params: Params) -> Iterator[Statement]:
    """Sites without any channel (渠道) on which the public may ask and advise.

    Why: whoever has a question must find a place to put it, and not only a telephone number.
    Counts: the home page, its first-level pages and the whole site were read, and no column of messages, no
        form, no link or button is named as one (咨询, 留言, 信箱, 来信, 互动交流, 12345 …). For a unit that is
        a part of a larger site, that site's channels are its own.
    Does not count: channels for petitions and reports of misconduct (网上信访, 纪检举报): neither as proof of a
        channel. Whether a form really accepts a message is for a person to try.
    Cannot tell: the home page, its navigation or a first-level page was not read; the site was not read to
        the end; a name is only like that of a channel, leads nowhere, or is a picture without words.
    Fix: open a channel for questions and advice, or link to the one that the government's portal or 12345 offers.
    """
    yield from judge_ways(
        unit,
        unit.channels,
        "咨询建言渠道",
        "首页、一级栏目页及网站各页面的链接中均未发现咨询建言渠道（网上信访、纪检举报不计）",
    )
