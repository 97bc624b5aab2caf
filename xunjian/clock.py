"""The present moment, in the time zone of a district."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from evidence.records import Config


def now(config: Config) -> datetime:
    """The present moment in the district's time zone, to the second."""
    return datetime.now(ZoneInfo(config.district.timezone)).replace(microsecond=0)
