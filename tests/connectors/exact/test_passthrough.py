"""Calls in Exact's own words, and the ways out of the company that are closed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.connectors.exact.linked import Linked

from unibooks.connectors.exact.resources.references import JOURNALS
from unibooks.connectors.exact.target import Account, PurchaseEntry
from unibooks.core.connector import PassThrough
from unibooks.core.context import ReferenceRows
from unibooks.core.errors import InvalidRequest, NotFound, OutcomeUnknown, Rejected


async def send(exact: Linked, path: str, method: str = "GET", **parts: Any) -> Any:
    return await exact.handler.pass_through(exact.session(), PassThrough(path, method, **parts))


async def test_a_bare_array_comes_in_an_object(exact: Linked) -> None:
    found = await send(exact, "/financial/GLAccounts", query={"$top": 2, "$select": "Code"})
    assert isinstance(found["d"], list)
    assert len(found["d"]) == 2


async def test_options_may_stand_in_the_path(exact: Linked) -> None:
    """The contract's own client has no other place for them."""
    path = "crm/Accounts?$select=Name,Code&$top=2&$filter=substringof('%26',Name)%20or%20Name%20gt%20'A'"
    found = await send(exact, path)
    asked = await send(
        exact,
        "crm/Accounts",
        query={"$select": "Name,Code", "$top": 2, "$filter": "substringof('&',Name) or Name gt 'A'"},
    )
    assert (found, len(found["d"])) == (asked, 2)
    with pytest.raises(InvalidRequest) as caught:
        await send(exact, "crm/Accounts?$top=2", query={"$top": 3})
    assert [fault.field for fault in caught.value.faults] == ["query.$top"]


async def test_numbers_stay_exact(exact: Linked) -> None:
    found = await send(exact, "purchaseentry/PurchaseEntries", query={"$select": "AmountDC"})
    assert {type(row["AmountDC"]) for row in found["d"]["results"]} <= {Decimal, int}
    assert "__next" in found["d"]


async def test_a_count_and_the_user(exact: Linked) -> None:
    count = len(exact.company()[PurchaseEntry])
    assert await send(exact, "purchaseentry/PurchaseEntries/$count") == {"value": count}
    me = await send(exact, "current/Me")
    assert me["d"]["results"][0]["CurrentDivision"] in exact.world.companies


async def test_writes_go_through(exact: Linked) -> None:
    made = await send(exact, "crm/Accounts", "POST", body={"Name": "Passed"})
    key = made["d"]["ID"]
    assert await send(exact, f"crm/Accounts(guid'{key}')", "PUT", body={"Name": "Changed"}) == {}
    rows = exact.company()[Account]
    assert [row["Name"] for row in rows if str(row["ID"]) == key] == ["Changed"]
    assert await send(exact, f"crm/Accounts(guid'{key}')", "DELETE") == {}
    with pytest.raises(NotFound):
        await send(exact, f"crm/Accounts(guid'{key}')")


async def test_what_is_kept_of_a_company_is_fetched_anew_after_a_write(exact: Linked) -> None:
    session = exact.session()
    session.kept.references[("1", "journals")] = (exact.clock.now(), ReferenceRows(JOURNALS, []))
    session.kept.records[("1", "x")] = (exact.clock.now(), None)
    await exact.handler.pass_through(session, PassThrough("financial/GLAccounts", "GET", query={"$top": 1}))
    assert session.kept.references
    await exact.handler.pass_through(session, PassThrough("crm/Accounts", "POST", body={"Name": "Passed"}))
    assert (session.kept.references, session.kept.records) == ({}, {})


async def test_a_body_that_is_not_sent_is_named(exact: Linked) -> None:
    session = exact.session()
    await exact.handler.pass_through(session, PassThrough("current/Me", "GET", body={"Name": "x"}))
    assert list(session.warnings) == ["body: is not sent with GET"]


async def test_exacts_own_refusal_comes_back(exact: Linked) -> None:
    with pytest.raises(Rejected, match="Nonsense"):
        await send(exact, "crm/Accounts", query={"$select": "Nonsense"})


async def test_nobody_can_tell_what_became_of_a_lost_write(exact: Linked) -> None:
    await exact.fault("lost", method="POST")
    with pytest.raises(OutcomeUnknown):
        await send(exact, "crm/Accounts", "POST", body={"Name": "Lost"})


async def test_foreign_headers_are_named_and_kept_back(exact: Linked) -> None:
    session = exact.session()
    headers = {"Authorization": "Bearer mine", "Host": "elsewhere.example"}
    await exact.handler.pass_through(session, PassThrough("current/Me", "GET", headers=headers))
    assert list(session.warnings) == ["headers.Authorization: is not passed on", "headers.Host: is not passed on"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "https://elsewhere.example/x",
        "//elsewhere.example/x",
        "../222/crm/Accounts",
        "crm/../../222/crm/Accounts",
        "crm/%2e%2e/Accounts",
        "crm/%252e%252e/Accounts",
        "..\\x",
        "crm/Accounts%3F$top=1",
        "crm/Accounts#top",
        "?$top=1",
        "../222/crm/Accounts?$top=1",
        "crm/Accounts\r\nX: y",
    ],
)
async def test_no_path_leaves_the_company(exact: Linked, path: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await send(exact, path)
    assert [fault.field for fault in caught.value.faults] == ["path"]
    assert await exact.calls() == []


async def test_the_other_faults_are_told_at_once(exact: Linked) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await send(exact, "../x", "TRACE")
    assert [fault.field for fault in caught.value.faults] == ["path", "method"]
    with pytest.raises(InvalidRequest) as caught:
        await send(exact, "crm/Accounts", "POST")
    assert [fault.field for fault in caught.value.faults] == ["body"]
