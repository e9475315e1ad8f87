"""The rules of the contract's client, held against answers that it is known to take and to refuse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.contract.sdk_rules import Contract, Member, Operation, own

MODELS = {
    "Thing": {
        "id": Member("string", nullable=True),
        "amount": Member("number", nullable=True),
        "open": Member("boolean", nullable=True),
        "kind": Member("string", True, frozenset({"A", "B"})),
        "mode": Member("string", False, frozenset({"X"})),
        "parts": Member("Part[]", nullable=True),
        "part": Member("Part", nullable=True),
        "tags": Member("string[]", nullable=True),
        "extra": Member("object", nullable=True),
    },
    "Part": {"name": Member("string", nullable=True)},
}
LIST = Operation("getThings", "GET", "/things", frozenset({200}), "Thing[]", True, re.compile("/things"))
ONE = Operation("getThing", "GET", "/things/{id}", frozenset({200}), "Thing", True, re.compile("/things/[^/]+"))
CONTRACT = Contract((LIST, ONE), MODELS)


@pytest.mark.parametrize(
    "thing",
    [
        {"mode": "X"},
        {"mode": "X", "id": 7, "amount": "12.50", "open": "TRUE", "kind": "B", "unknown": object},
        {"mode": "X", "parts": [], "part": {}, "tags": ["a"], "extra": {"any": 1}, "amount": ""},
        {"mode": "X", "id": None, "amount": None, "open": None, "kind": None, "parts": None, "part": None},
    ],
)
def test_what_the_client_takes(thing: dict[str, Any]) -> None:
    assert CONTRACT.complaints(ONE, 200, {"data": thing}) == []


@pytest.mark.parametrize(
    ("thing", "field"),
    [
        ({}, "mode"),
        ({"mode": "Y"}, "mode"),
        ({"mode": "X", "kind": "C"}, "kind"),
        ({"mode": "X", "kind": ""}, "kind"),
        ({"mode": "X", "amount": True}, "amount"),
        ({"mode": "X", "amount": "a lot"}, "amount"),
        ({"mode": "X", "open": 1}, "open"),
        ({"mode": "X", "parts": {}}, "parts"),
        ({"mode": "X", "parts": [None]}, "parts[0]"),
        ({"mode": "X", "part": []}, "part"),
        ({"mode": "X", "extra": []}, "extra"),
    ],
)
def test_what_the_client_refuses(thing: dict[str, Any], field: str) -> None:
    (complaint,) = CONTRACT.complaints(ONE, 200, {"data": thing})
    assert complaint.startswith(f"data.{field}")


@pytest.mark.parametrize(
    ("operation", "status", "body"),
    [
        (ONE, 201, {"data": {"mode": "X"}}),
        (ONE, 200, {"data": None}),
        (ONE, 200, {"data": []}),
        (LIST, 200, {"data": {}}),
        (LIST, 200, {"data": [], "errors": []}),
        (LIST, 200, {"data": [], "rawData": "x"}),
        (LIST, 200, {"data": [], "meta": {"warnings": "x"}}),
        (LIST, 200, []),
    ],
)
def test_envelopes_that_the_client_refuses(operation: Operation, status: int, body: Any) -> None:
    assert CONTRACT.complaints(operation, status, body)


def test_a_literal_path_goes_before_one_with_a_parameter() -> None:
    new = Operation("newThing", "GET", "/things/new", frozenset({200}), "Thing", True, re.compile("/things/new"))
    assert Contract((ONE, new), MODELS).operation("GET", "/things/new") == new


def test_the_committed_document_tells_the_same_rules() -> None:
    bills = own().operation("GET", "/accounting/bills/7")
    assert bills is not None
    line = {"id": "1", "shippingType": "BY_SHIP"}
    assert own().complaints(bills, 200, {"data": line}) == [
        "data.shippingType is 'BY_SHIP', which the closed set lacks"
    ]
