"""The one main row among several of a family: a relation's bank accounts, its addresses of one type.

A family that has rows has exactly one main row [I]: the first, until another one asks to be it.
"""

from __future__ import annotations

from collections.abc import Sequence

from unibooks.sandbox.exact.state import Row, Table


def settle(table: Table, row: Row, family: Sequence[Row]) -> None:
    """Find the main row after `row` of the family was written; a main row cannot step back by itself."""
    others = [other for other in family if other["ID"] != row["ID"]]
    main = bool(row["Main"]) or not any(other["Main"] for other in others)
    for other in others:
        if main and other["Main"]:
            table.change(other["ID"], {"Main": False})
    table.change(row["ID"], {"Main": main})


def inherit(table: Table, family: Sequence[Row]) -> None:
    """Make the oldest row the main one if the main row has left the family."""
    if family and not any(row["Main"] for row in family):
        table.change(family[0]["ID"], {"Main": True})
