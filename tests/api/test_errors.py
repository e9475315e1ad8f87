"""Errors as answers: one status, one next step, and nothing of ours in them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.api.conftest import Client
from tests.api.memory_books import Books

from unibooks.core import errors
from unibooks.core.clock import MovableClock
from unibooks.core.errors import Downstream, Fault, UnibooksError

KINDS = [kind for kind in UnibooksError.__subclasses__() if kind is not errors.InvalidRequest]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_every_error_of_the_tree_has_its_status_and_the_one_form(api: Client, books: Books, kind) -> None:
    books.error = kind("So it is.")
    reply = await api.get("/accounting/accounts")
    assert reply.status == kind.status
    assert reply.body["data"] is None
    assert reply.body["meta"] == {}
    expected = {
        "statusCode": kind.status,
        "code": kind.code,
        "message": "So it is.",
        "validationErrors": [],
        "downstreamErrors": [],
        "requestId": reply.headers["X-Request-Id"],
    }
    assert reply.errors | expected == reply.errors
    assert ("connectUrl" in reply.errors) == (kind.status == 401)
    assert reply.headers["X-Upstream-Calls"] == "1"


async def test_a_refusal_quotes_the_target_and_names_the_field(api: Client, books: Books) -> None:
    books.error = errors.Rejected(
        "Exact Online refused the bill.",
        faults=[Fault("lineItems[0].taxCode", "is blocked", "BLOCKED")],
        downstream=[Downstream(400, "Geblokkeerd: BTW-code", "Blocked: VAT code"), Downstream(400, "Fout")],
    )
    reply = await api.post("/accounting/bills", {})
    assert reply.status == 422
    assert reply.errors["validationErrors"] == [
        {"field": "lineItems[0].taxCode", "code": "BLOCKED", "message": "is blocked"}
    ]
    assert reply.errors["downstreamErrors"] == [
        {"status": 400, "message": "Geblokkeerd: BTW-code", "translation": "Blocked: VAT code"},
        {"status": 400, "message": "Fout"},
    ]


async def test_a_used_up_quota_says_when_it_returns(api: Client, books: Books, clock: MovableClock) -> None:
    books.error = errors.Throttled("Used up.", retry_at=clock.now() + timedelta(seconds=41.2))
    reply = await api.get("/accounting/accounts")
    assert reply.headers["Retry-After"] == "42"
    assert reply.errors["retryAt"] == "2026-01-05T09:00:41.200000Z"
    books.error = errors.TargetUnavailable("Down.")
    assert (await api.get("/accounting/accounts")).headers["Retry-After"] == "10"


async def test_what_nobody_foresaw_is_an_envelope_without_details(api: Client, books: Books) -> None:
    books.error = RuntimeError("token=abc123 in /srv/secret")
    reply = await api.get("/accounting/accounts")
    assert reply.status == 500
    assert reply.errors["code"] == "UNEXPECTED"
    assert "abc123" not in reply.text
    assert "/srv" not in reply.text
    assert reply.errors["requestId"] == reply.headers["X-Request-Id"]


@pytest.mark.parametrize("path", ["/nothing", "/accounting/bills/", "/accounting/bills/a/b", "/accounting/bills/a%2Fb"])
async def test_an_unknown_path_is_404_in_the_same_form(api: Client, path: str) -> None:
    reply = await api.get(path)
    assert (reply.status, reply.errors["code"]) == (404, "NOT_FOUND")


async def test_a_wrong_method_names_all_the_right_ones(api: Client) -> None:
    reply = await api.call("DELETE", "/accounting/bills")
    assert (reply.status, reply.errors["code"]) == (405, "NOT_OFFERED")
    assert reply.headers["Allow"] == "GET, POST"
    one = await api.call("PATCH", "/accounting/accounts/1", data="{}")
    assert (one.status, one.headers["Allow"]) == (405, "GET")


async def test_an_unknown_target_system_is_405_and_the_known_ones_are_named(api: Client) -> None:
    reply = await api.get("/auth/sap")
    assert (reply.status, reply.headers["Allow"]) == (405, "")
    assert "memory-nl" in reply.errors["message"]
