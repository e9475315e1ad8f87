"""Exact Online as it is offered: one connector for each country's installation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from unibooks.connectors.exact.files import EXTENSIONS
from unibooks.connectors.exact.handler import ExactHandler
from unibooks.connectors.exact.oauth import HOSTS, ExactOAuth
from unibooks.connectors.exact.resources import CHECKS, FINDERS, MAPPINGS
from unibooks.core.clock import Clock
from unibooks.core.connector import Connector


@cache
def evidence() -> Mapping[str, str]:
    """The tests that stand behind the coverage; written by a run of the whole suite."""
    return json.loads(files("unibooks.connectors.exact").joinpath("evidence.json").read_text(encoding="utf-8"))


def exact_in(country: str, name: str) -> Connector:
    """The connector of a country's installation, by its code in `HOSTS`."""

    def open_handler(base_url: str, clock: Clock, quota_wait: float) -> ExactHandler:
        return ExactHandler(
            base_url, clock, quota_wait, country=country, mappings=MAPPINGS, checks=CHECKS, finders=FINDERS
        )

    return Connector(
        system=f"exact-{country}",
        title=f"Exact Online ({name})",
        base_url=HOSTS[country],
        mappings=MAPPINGS,
        open=open_handler,
        oauth=ExactOAuth,
        extensions=EXTENSIONS,
        evidence=evidence,
    )


EXACT_NL: Final = exact_in("nl", "Netherlands")
