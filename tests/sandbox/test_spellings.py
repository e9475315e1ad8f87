"""The ways in which programs write the same request, and records that they send back as they read them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import Account, GLAccount

DIVISION = 3187041


def a_relation(client: Client) -> dict[str, Any]:
    rows = client.world.companies[DIVISION][Account]
    return next(row for row in rows if row["Code"] and row["Name"])


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/{division}/crm/Accounts/?$top=1",
        "/api/v1/{division}//crm/Accounts?$top=1",
        "//api/v1/{division}/crm/Accounts?$top=1",
        "/api/v1/{division}/crm/Accounts(guid'{key}')/",
        "/api/v1/{division}/crm/Accounts(guid%27{key}%27)",
        "/api/v1/{division}/crm/accounts(GUID'{upper}')",
        "/api/v1/{division}/crm/Accounts?%24filter=ID+eq+Guid%27{upper}%27",
        "/api/v1/current/Me/?$select=CurrentDivision",
    ],
)
async def test_paths_and_keys(seeded: Client, path: str) -> None:
    key = str(a_relation(seeded)["ID"])
    reply = await seeded.get(path.format(division=DIVISION, key=key, upper=key.upper()))
    assert reply.status == 200, reply.body


@pytest.mark.parametrize("literal", ["DateTime'2020-01-01T00:00:00'", "datetime'2020-01-01'"])
async def test_prefixes_of_literals_in_any_case(seeded: Client, literal: str) -> None:
    reply = await seeded.api(f"crm/Accounts?$top=1&$select=ID&$filter={quote(f'Created gt {literal}')}", DIVISION)
    assert len(reply.json["d"]) == 1


async def _send(client: Client, method: str, text: str, **headers: str) -> Reply:
    path = f"/api/v1/{DIVISION}/crm/Accounts(guid'{a_relation(client)['ID']}')"
    return await client.send(method, path, data=text.encode(), headers={"Content-Type": "application/json", **headers})


@pytest.mark.parametrize("headers", [{"X-HTTP-Method": "MERGE"}, {"X-HTTP-Method": "PUT"}])
async def test_a_change_by_post(seeded: Client, headers: dict[str, str]) -> None:
    town = f"Town of {headers['X-HTTP-Method']}"
    assert (await _send(seeded, "POST", json.dumps({"City": town}), **headers)).status == 204
    assert a_relation(seeded)["City"] == town


async def test_a_merge_is_a_change(seeded: Client) -> None:
    assert (await _send(seeded, "MERGE", '{"City": "Merged"}')).status == 204
    assert a_relation(seeded)["City"] == "Merged"


async def test_a_tunnelled_read_stays_a_post(seeded: Client) -> None:
    assert (await _send(seeded, "POST", "{}", **{"X-HTTP-Method": "GET"})).status == 405


async def test_a_whole_record_comes_back_as_it_was_read(seeded: Client) -> None:
    """As the PHP client saves: every member that was read, slashes escaped, lists deferred."""
    row = a_relation(seeded)
    read = (await seeded.api(f"crm/Accounts(guid'{row['ID']}')", DIVISION)).json["d"]
    assert "__deferred" in read["BankAccounts"]
    since = row["StatusSince"]
    whole = json.dumps(read | {"Name": "Saved by PHP"}).replace("/", "\\/")
    refused = await _send(seeded, "PUT", whole)
    # its own code stands in the way: whoever saves takes it out before
    assert (refused.status, refused.json["error"]["message"]["value"]) == (500, "Gegeven bestaat reeds.")
    del read["Code"]
    accepted = await _send(seeded, "PUT", json.dumps(read | {"Name": "Saved by PHP"}).replace("/", "\\/"))
    assert accepted.status == 204, accepted.body
    assert (row["Name"], row["StatusSince"]) == ("Saved by PHP", since)


async def test_a_date_with_plain_slashes_is_no_date(seeded: Client) -> None:
    reply = await _send(seeded, "PUT", '{"StartDate": "/Date(1717027200000)/"}')
    assert reply.status == 400


async def test_a_text_may_quote_a_date(seeded: Client) -> None:
    told = 'as \\"\\/Date(1)\\/\\" says'
    assert (await _send(seeded, "PUT", f'{{"Remarks": "{told}"}}')).status == 204
    assert a_relation(seeded)["Remarks"] == 'as "/Date(1)/" says'


async def test_a_list_without_a_described_entity_expands_to_nothing(seeded: Client) -> None:
    reply = await seeded.api(
        "financial/GLAccounts?$select=ID,DeductibilityPercentages&$expand=DeductibilityPercentages", DIVISION
    )
    nav = GLAccount.members["DeductibilityPercentages"]
    assert getattr(nav, "target", None) is None
    assert all(row["DeductibilityPercentages"] == {"results": []} for row in reply.json["d"]["results"])


async def test_companies_are_listed_in_two_places(seeded: Client) -> None:
    ours = await seeded.api("hrm/Divisions?$select=Code,Description", DIVISION)
    all_of_them = await seeded.api("system/Divisions?$select=Code,Description", DIVISION)
    told = [(row["Code"], row["Description"]) for row in ours.json["d"]["results"]]
    assert told == [(row["Code"], row["Description"]) for row in all_of_them.json["d"]["results"]]


@pytest.mark.parametrize(("sent", "kept"), [("15", "15"), ("15.50", "15.50")])
async def test_a_text_may_be_sent_as_a_number(seeded: Client, sent: str, kept: str) -> None:
    assert (await _send(seeded, "PUT", f'{{"Phone": {sent}}}')).status == 204
    assert a_relation(seeded)["Phone"] == kept
