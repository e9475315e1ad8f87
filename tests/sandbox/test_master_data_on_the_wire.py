"""Contacts, addresses, bank accounts, cost centres, periods and balances of the seeded sandbox, through its front door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from yarl import URL

from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import Settings, create, running

CALLBACK = "https://vendor.example/callback"


class Books:
    """The first company, seen by an app that a user let in."""

    def __init__(self, http: aiohttp.ClientSession, root: str) -> None:
        self._http = http
        self.root = root

    async def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        url = path if path.startswith("http") else f"{self.root}/{path}"
        async with self._http.request(method, URL(url.replace(" ", "%20"), encoded=True), json=body) as response:
            return response.status, await response.json(content_type=None) if await response.read() else None

    async def get(self, path: str) -> Any:
        status, answer = await self.send("GET", path)
        assert status == 200, (path, answer)
        return answer["d"]

    async def post(self, path: str, body: Any) -> Any:
        status, answer = await self.send("POST", path, body)
        assert status == 201, (path, answer)
        return answer["d"]


@pytest.fixture
async def books() -> AsyncIterator[Books]:
    clock = MovableClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    app = create(clock, Settings(auto_consent=True), client_id="app", client_secret="hush", redirect_uris=(CALLBACK,))
    async with running(app) as url, aiohttp.ClientSession(headers={"Accept": "application/json"}) as http:
        query = {"client_id": "app", "redirect_uri": CALLBACK, "response_type": "code"}
        async with http.get(f"{url}/api/oauth2/auth", params=query, allow_redirects=False) as response:
            code = URL(response.headers["Location"]).query["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
        form |= {"client_id": "app", "client_secret": "hush"}
        async with http.post(f"{url}/api/oauth2/token", data=form) as response:
            http.headers["Authorization"] = f"Bearer {(await response.json())['access_token']}"
        yield Books(http, f"{url}/api/v1/3187041")


def own(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says, but for its address and what is empty."""
    return {name: value for name, value in row.items() if name != "__metadata" and value is not None}


async def test_a_new_contact_answers_with_its_key(books: Books) -> None:
    account = (await books.post("crm/Accounts", {"Name": "Nieuw B.V."}))["ID"]
    body = {"Account": account, "FirstName": "Anna", "Email": "anna@nieuw.example"}
    answer = await books.post("crm/Contacts", body)
    assert own(answer) == {"ID": answer["ID"], "AccountIsCustomer": False, "IsAnonymised": 0}
    row = await books.get(f"crm/Contacts(guid'{answer['ID']}')")
    assert (row["FullName"], row["IsMainContact"], row["Language"]) == ("Anna", True, "NL        ")
    assert row["PictureUrl"].endswith("//docs/images/placeholder_contact_myeol.png")
    assert (await books.get(f"crm/Accounts(guid'{account}')"))["MainContact"] == answer["ID"]


async def test_bank_accounts_hang_under_their_relation(books: Books) -> None:
    account = (await books.post("crm/Accounts", {"Name": "Nieuw B.V."}))["ID"]
    for number in ("NL91ABNA0417164300", "BE68539007547034"):
        answer = await books.post("crm/BankAccounts", {"Account": account, "BankAccount": number})
        assert own(answer) == {"ID": answer["ID"]}
    below = await books.get(f"crm/Accounts(guid'{account}')/BankAccounts")
    assert {row["BankAccount"]: row["Main"] for row in below["results"]} == {
        "NL91ABNA0417164300": True,
        "BE68539007547034": False,
    }
    query = f"crm/Accounts?$filter=ID eq guid'{account}'&$expand=BankAccounts&$select=Name,BankAccounts/BankAccount"
    (row,) = (await books.get(query))["results"]
    assert sorted(bank["BankAccount"] for bank in row["BankAccounts"]["results"]) == [
        "BE68539007547034",
        "NL91ABNA0417164300",
    ]


async def test_the_code_of_a_cost_centre_cannot_be_changed(books: Books) -> None:
    key = (await books.post("hrm/Costcenters", {"Code": "ATELIER", "Description": "Atelier"}))["ID"]
    status, _ = await books.send("PUT", f"hrm/Costcenters(guid'{key}')", {"Code": "B", "Description": "Nieuw"})
    row = await books.get(f"hrm/Costcenters(guid'{key}')")
    assert (status, row["Code"], row["Description"]) == (204, "ATELIER", "Nieuw")


async def test_journal_statuses_have_a_key_of_three_and_page_without_gaps(books: Books) -> None:
    first = (await books.get("read/financial/JournalStatusList"))["results"][0]
    place = first["__metadata"]["uri"]
    assert place.endswith("JournalStatusList(Journal='10',Period=1,Year=2025)")
    assert await books.get(place) == first
    assert (
        await books.get(place.replace("Journal='10',Period=1,Year=2025", "Year=2025, Journal='10', Period=1")) == first
    )
    for broken in ("'10'", "Journal='10'", "Journal='10',Period=1,Year='x'", "Journal='10',Period=1,Period=2,Year=1"):
        status, _ = await books.send("GET", f"read/financial/JournalStatusList({broken})")
        assert status == 400, broken
    status, _ = await books.send("GET", "read/financial/JournalStatusList(Journal='10',Period=1,Year=1999)")
    assert status == 404
    seen: list[tuple[str, int, int]] = []
    onwards: str | None = "read/financial/JournalStatusList?$orderby=Status desc"
    while onwards:
        page = await books.get(onwards)
        seen += [(row["Journal"], row["Year"], row["Period"]) for row in page["results"]]
        onwards = page.get("__next")
    count = await books.send("GET", "read/financial/JournalStatusList/$count")
    assert (200, len(set(seen))) == count
    assert len(seen) == len(set(seen))


async def test_balances_and_periods_can_be_asked_for(books: Books) -> None:
    (row,) = await books.get("financial/FinancialPeriods?$filter=FinYear eq 2026 and FinPeriod eq 2&$top=5")
    assert (row["StartDate"], row["EndDate"]) == ("/Date(1769904000000)/", "/Date(1772236800000)/")
    rows = await books.get("financial/ReportingBalance?$filter=ReportingYear eq 2026 and Amount gt 0&$top=5")
    assert all(isinstance(row["ID"], str) and row["ReportingYear"] == 2026 for row in rows)
    assert await books.get(f"financial/ReportingBalance({rows[0]['ID']}L)") == rows[0]
    status, _ = await books.send("POST", "financial/ReportingBalance", {})
    assert status == 405
