"""Query parameters: what is known, what is tolerated, and every fault at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.api.conftest import Client
from tests.api.memory_books import Books


async def test_every_wrong_parameter_is_named_at_once_and_nothing_goes_upstream(api: Client, books: Books) -> None:
    reply = await api.get(
        "/accounting/bills?page=0&limit=7&rawData=perhaps&status=HALF&lastModifiedAt=yesterday&orderDir=up"
    )
    assert reply.status == 400
    assert reply.errors["code"] == "INVALID_PARAMETERS"
    assert set(reply.fields) == {"page", "limit", "rawData", "status", "lastModifiedAt", "orderDir"}
    assert reply.fields["limit"] == "must be 5, 10, 20, 50 or 100; with cursor it may be up to 1000"
    assert reply.fields["status"].startswith("must be one of DRAFT, CORRECTIVE, ")
    assert reply.fields["page"] == "must be at least 1"
    assert reply.fields["rawData"] == "must be true or false"
    assert books.seen == []


@pytest.mark.parametrize("limit", ["5", "10", "20", "50", "100"])
async def test_the_limits_of_the_contract(api: Client, books: Books, limit: str) -> None:
    assert (await api.get(f"/accounting/accounts?limit={limit}")).status == 200
    assert books.seen[-1].limit == int(limit)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1000", "limit=ten", "limit=5.5", "cursor=&limit=1001", "cursor=&page=2"]
)
async def test_other_limits_are_refused(api: Client, query: str) -> None:
    assert (await api.get(f"/accounting/accounts?{query}")).status == 400


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lastModifiedAt=2021-03-30T20:44:18", datetime(2021, 3, 30, 20, 44, 18, tzinfo=UTC)),
        ("lastModified=2021-03-30T20:44:18Z", datetime(2021, 3, 30, 20, 44, 18, tzinfo=UTC)),
        ("lastModifiedAt=2021-03-30T20:44:18%2B02:00", datetime(2021, 3, 30, 18, 44, 18, tzinfo=UTC)),
        ("lastModifiedAt=2021-03-30T20:44:18+02:00", datetime(2021, 3, 30, 18, 44, 18, tzinfo=UTC)),
        ("lastModifiedAt=2021-03-30%2020:44", datetime(2021, 3, 30, 20, 44, tzinfo=UTC)),
        ("lastModifiedAt=", None),
    ],
)
async def test_the_time_of_the_last_change_in_all_its_spellings(api: Client, books: Books, written, meant) -> None:
    reply = await api.get(f"/accounting/accounts?{written}")
    assert reply.body["meta"]["warnings"] is None
    assert books.seen[-1].filters.last_modified_at == meant


async def test_filters_reach_the_connector_typed(api: Client, books: Books) -> None:
    await api.get("/accounting/accounts?isActive=true&fiscalYear=2026&types=BANK,VAT&debitCreditIndicator=DEBIT")
    filters = books.seen[-1].filters
    assert (filters.is_active, filters.fiscal_year, filters.types) == (True, 2026, "BANK,VAT")
    assert filters.debit_credit_indicator == "DEBIT"


async def test_what_has_no_effect_is_named_in_a_warning(api: Client) -> None:
    reply = await api.get("/accounting/accounts?environmentName=prod&pagesize=3&Limit=5")
    assert reply.status == 200
    assert [w.partition(":")[0] for w in reply.body["meta"]["warnings"]] == ["pagesize", "Limit"]


async def test_a_parameter_given_twice_must_agree_with_itself(api: Client) -> None:
    assert (await api.get("/accounting/accounts?limit=5&limit=5")).status == 200
    reply = await api.get("/accounting/accounts?limit=5&limit=10")
    assert list(reply.fields) == ["limit"]


async def test_the_company_is_the_callers_or_the_connections(api: Client, services, keys) -> None:
    from unibooks.vault import connections

    assert (await api.get("/accounting/accounts?companyId=1002")).status == 200
    (linked,) = await connections.list_connections(services.vault)
    await connections.choose_company(services.vault, linked.id, None)
    reply = await api.post("/accounting/suppliers", {"contactType": "ROBOT"})
    assert reply.status == 400
    assert set(reply.fields) == {"companyId", "contactType"}
    assert "/auth/companies" in reply.fields["companyId"]
