"""An address of the frontier as a request: pages conditionally, forms as scripts send them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request

from crawler.frontier import Address

FORM = "application/x-www-form-urlencoded; charset=UTF-8"
ANY_DATA = "application/json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"


def request_for(
    address: Address, slot: str, answered: Callable[..., Any], failed: Callable[..., Any]
) -> Request:
    """The request. Data is asked for as from the page whose list wants it: some systems answer nobody else.

    A form goes to the address without its query, which is its body; it is never made conditional.
    """
    meta = {"address": address, "download_slot": slot, "revalidate": address.method == "GET"}
    headers = {"Accept": ANY_DATA} if address.data else {}
    if address.referer:
        headers["Referer"] = address.referer
    if address.method == "GET":
        return Request(address.url, answered, errback=failed, meta=meta, headers=headers)
    place, _, form = address.url.partition("?")
    headers["Content-Type"] = FORM
    return Request(
        place, answered, method=address.method, body=form, errback=failed, meta=meta, headers=headers
    )
