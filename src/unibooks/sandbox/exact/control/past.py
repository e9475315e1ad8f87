"""What was called, and moments to go back to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, Panel
from unibooks.sandbox.exact.snapshots import START


def _calls(panel: Panel, given: Given) -> list[dict[str, Any]]:
    return [
        asdict(call)
        for call in panel.log.find(
            method=given.text("method", "").upper(),
            path=given.pattern("path"),
            status=given.whole("status") if "status" in given else None,
            company=given.whole("company") if "company" in given else None,
            after=given.whole("after", default=0),
        )
    ]


def _messages(panel: Panel, _: Given) -> list[dict[str, Any]]:
    return [
        asdict(one) | {"subscription": str(one.subscription), "due": one.due.isoformat()}
        for one in (*panel.world.delivered, *panel.world.deliveries)
    ]


def _take(panel: Panel, given: Given) -> list[str]:
    panel.snapshots.take(given.text("name"))
    return panel.snapshots.names


def _restore(panel: Panel, given: Given) -> None:
    panel.snapshots.go_back(given.text("name"))


def _reset(panel: Panel, _: Given) -> None:
    panel.snapshots.go_back(START)
    panel.log.clear()


_NAME: Final = {"name": "of the snapshot"}

CONTROLS: Final = (
    Control(
        "GET",
        "calls",
        "The calls so far, newest last; without bodies and tokens.",
        _calls,
        {
            "method": "only those with this verb",
            "path": "only those whose path this regular expression is found in",
            "status": "only those answered with it",
            "company": "only those on it",
            "after": "only those with a higher number",
        },
    ),
    Control("DELETE", "calls", "Forget the calls so far.", lambda panel, _: panel.log.clear()),
    Control("GET", "webhooks", "The messages of webhooks, sent ones first, then those on their way.", _messages),
    Control("GET", "snapshots", "The names of the snapshots; `start` is always there.", lambda p, _: p.snapshots.names),
    Control(
        "POST",
        "snapshots",
        "Keep the present state under a name: books, apps, tokens, counters, clock, limits, faults.",
        _take,
        _NAME,
    ),
    Control(
        "DELETE",
        "snapshots",
        "Drop a snapshot.",
        lambda panel, given: panel.snapshots.forget(given.text("name")),
        _NAME,
    ),
    Control("POST", "restore", "Go back to a snapshot; it stays.", _restore, _NAME, writes=True),
    Control("POST", "reset", "Go back to how the sandbox began, and forget the calls so far.", _reset, writes=True),
)
