"""Where a unit takes applications for government information (依申请公开), and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.units import Seen


@dataclass(frozen=True, slots=True)
class RequestLink:
    """A link in the main part of such a page, or a file it offers. ``dead_looks``: so often in a row, up to the last,
    it was tried in vain: gone, or an error of the server.
    """

    text: str
    url: str
    dead_looks: int = 0


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A page of that name that was read, with its main text and links, and those of the pages right below it.

    ``own``: it is the unit's; else one that others share, the government's most often.
    """

    seen: Seen
    name: str
    own: bool
    text: str
    links: tuple[RequestLink, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestArea:
    """The unit's own pages first, then shared ones, by address; ``unread``: why more may be there (Chinese)."""

    pages: tuple[RequestPage, ...] = ()
    unread: tuple[str, ...] = ()
