"""The read path without a network: Exact's bytes decoded, mapped and encoded as the API answers them."""

from __future__ import annotations

import json
import statistics
import time
from zoneinfo import ZoneInfo

import msgspec

from unibooks.connectors.exact.answers import decoder_of
from unibooks.connectors.exact.odata import selection_of
from unibooks.connectors.exact.resources.accounts import ACCOUNT_MAPPING
from unibooks.core.context import Context


def page(rows: int, turn: int) -> bytes:
    """A page of ledger accounts as Exact writes it; no date occurs twice, in this turn or another."""
    accounts = [
        {
            "__metadata": {
                "uri": f"https://start.exactonline.nl/api/v1/1/financial/GLAccounts(guid'6f9619ff-8b86-d011-b42d-{i:012d}')",
                "type": "Exact.Web.Api.Models.GLAccount",
            },
            "BalanceSide": "D",
            "BalanceType": "W",
            "Code": str(40000 + i),
            "Created": f"/Date({1637503556347 + turn * 1009 + i * 7777123})/",
            "Description": "Kantoorkosten",
            "ID": f"6f9619ff-8b86-d011-b42d-{i:012d}",
            "IsBlocked": False,
            "Modified": f"/Date({1737503556347 + turn * 1013 + i * 5555123})/",
            "Type": 121,
        }
        for i in range(rows)
    ]
    return json.dumps({"d": {"results": accounts}}).encode()


def mapping_ms(times: int, rows: int = 1000) -> float:
    """Median CPU milliseconds for one page of that many rows that was never read before, from bytes to bytes."""
    mapping, zone = ACCOUNT_MAPPING, ZoneInfo("Europe/Amsterdam")
    decoder, encoder = decoder_of(selection_of(mapping)), msgspec.json.Encoder(decimal_format="number")
    read = mapping.reader(zone)
    taken: list[float] = []
    for turn in range(times):
        body = page(rows, turn)
        start = time.process_time()
        ctx = Context(zone, {})
        encoded = encoder.encode([read(row, ctx) for row in decoder.decode(body).rows])
        taken.append((time.process_time() - start) * 1000)
        assert len(json.loads(encoded)) == rows
    return statistics.median(taken)
