"""`unibooks coverage`: the same claims for people and for programs."""

from __future__ import annotations

import json

from tests.cli.conftest import Command


def test_markdown_names_every_resource_with_its_operations(unibooks: Command) -> None:
    told = unibooks("coverage", "exact-nl")
    assert told.code == 0
    assert "### vendorCredits" in told.out
    assert "| `PUT /accounting/bills/{billId}` |" in told.out
    assert "| `PATCH /accounting/payments/{paymentId}` | 405 |" in told.out
    assert "no test" not in told.out, "every mark has its test"


def test_json_tells_each_mark_with_its_evidence(unibooks: Command) -> None:
    found = json.loads(unibooks("coverage", "exact-nl", "--format", "json").out)
    resources = {one["name"]: one for one in found["resources"]}
    patch = next(one for one in resources["payments"]["operations"] if one["verb"] == "patch")
    assert patch["offered"] is False
    field = next(one for one in resources["bills"]["fields"] if one["name"] == "lineItems[].taxCode")
    assert field["evidence"].keys() == {"read", "create", "update"}
    assert all(test.startswith("tests/") for test in field["evidence"].values())
    unanswered = next(one for one in resources["paymentTerms"]["filters"] if one["name"] == "fiscalYear")
    assert unanswered["offered"] is False
    assert unanswered["reason"]


def test_a_system_that_is_not_there_is_told_with_those_that_are(unibooks: Command) -> None:
    told = unibooks("coverage", "exact-xx")
    assert told.code == 2
    assert "exact-nl" in told.err
