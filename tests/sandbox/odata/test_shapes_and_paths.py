"""$select, $expand and the path: what they point at, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unibooks.connectors.exact.target import PurchaseEntry, PurchaseEntryLine
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.odata.path import parse_address, parse_target
from unibooks.sandbox.exact.odata.shape import parse_shape


@pytest.mark.parametrize(
    ("select", "expand", "shown", "nested"),
    [
        ("", "", len(PurchaseEntry.members), None),
        ("Status,EntryID", "", ["EntryID", "Status"], None),
        ("*", "", [n for n in PurchaseEntry.members if n != "PurchaseEntryLines"], None),
        ("EntryID,PurchaseEntryLines", "", ["EntryID", "PurchaseEntryLines"], None),
        ("EntryID", "PurchaseEntryLines", ["EntryID"], None),
        ("EntryID, PurchaseEntryLines/ID", "PurchaseEntryLines", ["EntryID", "PurchaseEntryLines"], ["ID"]),
        ("PurchaseEntryLines", "PurchaseEntryLines", ["PurchaseEntryLines"], list(PurchaseEntryLine.members)),
        ("", "PurchaseEntryLines", len(PurchaseEntry.members), list(PurchaseEntryLine.members)),
    ],
)
def test_shapes(select: str, expand: str, shown: Any, nested: list[str] | None) -> None:
    shape = parse_shape(PurchaseEntry, select, expand)
    names = [member.name for member in shape.members]
    assert (len(names) if isinstance(shown, int) else names) == shown
    below = shape.nested(PurchaseEntry.PurchaseEntryLines)
    assert (below and [member.name for member in below.members]) == nested


@pytest.mark.parametrize(
    ("select", "expand"),
    [
        ("Nope", ""),
        ("entryid", ""),
        ("EntryID,", ""),
        ("PurchaseEntryLines/ID", ""),
        ("PurchaseEntryLines/Nope", "PurchaseEntryLines"),
        ("", "Nope"),
        ("", "EntryID"),
        ("", "PurchaseEntryLines/Other"),
    ],
)
def test_shapes_that_are_refused(select: str, expand: str) -> None:
    with pytest.raises(ODataError) as refused:
        parse_shape(PurchaseEntry, select, expand)
    assert refused.value.status == 400


KEY = "454a5d46-ee70-4ed1-9375-9cfedeb138cd"


@pytest.mark.parametrize(
    ("path", "relative"),
    [
        ("7/crm/Accounts", "crm/Accounts"),
        ("7/CRM/accounts", "crm/Accounts"),
        (f"7/crm/Accounts(guid'{KEY}')", f"crm/Accounts(guid'{KEY}')"),
        ("7/system/Divisions(124132)", "system/Divisions(124132)"),
        ("current/Me", "current/Me"),
        (
            f"7/purchaseentry/PurchaseEntries(guid'{KEY}')/PurchaseEntryLines",
            f"purchaseentry/PurchaseEntries(guid'{KEY}')/PurchaseEntryLines",
        ),
    ],
)
def test_paths(path: str, relative: str) -> None:
    assert parse_target(parse_address(path)).relative() == relative


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("7", 404),
        ("7/crm", 404),
        ("7/crm/", 404),
        ("7/crm/Nope", 404),
        ("7/current/Me", 404),
        ("crm/Accounts", 404),
        ("7/crm/Accounts/ID", 404),
        (f"7/crm/Accounts(guid'{KEY}')/Nope", 404),
        (f"7/bulk/CRM/Accounts(guid'{KEY}')/BankAccounts", 404),
        (f"7/crm/Accounts(guid'{KEY}')/$count", 404),
        ("7/crm/Accounts()", 400),
        ("7/crm/Accounts(5)", 400),
        ("7/crm/Accounts(null)", 400),
        ("7/crm/Accounts(guid'x')", 400),
        (f"7/crm/Accounts(ID=guid'{KEY}')", 400),
        ("7/system/Divisions('x')", 400),
        ("7/crm/$metadata", 404),
    ],
)
def test_paths_that_lead_nowhere(path: str, status: int) -> None:
    with pytest.raises(ODataError) as refused:
        parse_target(parse_address(path))
    assert refused.value.status == status


@given(st.text(max_size=40))
def test_any_path_is_found_or_refused(path: str) -> None:
    try:
        status = 200 if parse_target(parse_address(path)) else 0
    except ODataError as refused:
        status = refused.status
    assert status in (200, 400, 404)
