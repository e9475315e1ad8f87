"""The group `bulk` over a real socket: the rows of another resource, a thousand a page."""

from __future__ import annotations

import pytest
from tests.sandbox.conftest import Start
from tests.sandbox.small_exact import FIRST, Client, add_account, guid

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Nav
from unibooks.sandbox.exact.mirrors import BASES, twins
from unibooks.sandbox.exact.odata.literals import KINDS

BULK = [entity for entity in ENTITIES if entity.path.startswith("bulk/")]
NO_SELECT = "Please add a $select or a $top=1 statement to the query string."


@pytest.mark.parametrize("entity", BULK, ids=lambda entity: entity.path)
def test_every_bulk_resource_shows_properties_of_its_base_alone(entity: type) -> None:
    base = BASES[entity]
    for name, prop in entity.props().items():
        assert KINDS[base.props()[name].edm] == KINDS[prop.edm], name
    assert {name for name, member in entity.members.items() if isinstance(member, Nav)} <= base.members.keys()
    assert [prop.name for prop in entity.keys] == [prop.name for prop in base.keys]
    assert entity.page_size == 1000
    assert entity.selected


async def test_rows_are_those_of_the_base_under_the_path_and_type_of_bulk(exact: Client) -> None:
    query = "?$select=ID,Code,LogoUrl&$orderby=Code%20desc"
    found = (await exact.api(f"bulk/CRM/Accounts{query}")).json["d"]["results"]
    assert len(found) == 150
    base = (await exact.api(f"crm/Accounts{query}")).json["d"]["results"]
    assert [{k: v for k, v in row.items() if k != "__metadata"} for row in found][:60] == [
        {k: v for k, v in row.items() if k != "__metadata"} for row in base
    ]
    assert found[0]["__metadata"] == {
        "uri": f"{exact.url}/api/v1/{FIRST}/bulk/CRM/Accounts(guid'{found[0]['ID']}')",
        "type": "Exact.Web.Api.Models.BulkAccount",
    }


async def test_a_page_holds_a_thousand_rows(exact: Client) -> None:
    company = exact.world.companies[FIRST]
    for number in range(151, 1203):
        add_account(company, number)
    first = (await exact.api("bulk/CRM/Accounts?$select=ID")).json["d"]
    assert len(first["results"]) == 1000
    last = (await exact.get(first["__next"])).json["d"]
    assert "__next" not in last
    assert len({row["ID"] for row in first["results"] + last["results"]}) == 1202
    assert (await exact.api("bulk/CRM/Accounts/$count")).body == b"1202"


async def test_a_write_shows_at_once(exact: Client) -> None:
    assert (await exact.send("DELETE", f"/api/v1/{FIRST}/crm/Accounts(guid'{guid(7)}')")).status == 204
    assert len((await exact.api("bulk/CRM/Accounts?$select=ID")).json["d"]["results"]) == 149


async def test_a_record_by_its_key_needs_no_select(exact: Client) -> None:
    found = await exact.api(f"bulk/CRM/Accounts(guid'{guid(7)}')")
    assert found.json["d"]["Code"] == "                 7"


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("", 400, NO_SELECT),
        ("?$top=2", 400, NO_SELECT),
        ("?$top=1", 200, ""),
        ("?$select=ID&$skip=10", 400, "Bad Request - Error in query syntax."),
        ("?$select=ID&$skip=0", 200, ""),
        ("?$select=ID&$filter=Subject%20eq%20'x'", 200, ""),
        (
            "?$select=ID&$filter=DocumentViewUrl%20eq%20'x'",
            400,
            "Filtering on these fields is not supported: DocumentViewUrl",
        ),
        (
            "?$select=ID&$filter=Subject%20eq%20'x'%20and%20TypeDescription%20eq%20'x'",
            400,
            "Filtering on these fields is not supported: TypeDescription",
        ),
    ],
)
async def test_what_is_refused(exact: Client, query: str, status: int, message: str) -> None:
    reply = await exact.api(f"bulk/Documents/Documents{query}")
    assert reply.status == status
    if message:
        assert reply.json["error"]["message"]["value"] == message


async def test_the_other_envelope_is_an_array_with_its_next_beside_it(start: Start) -> None:
    exact = await start(bare_bulk=True)
    for number in range(151, 1003):
        add_account(exact.world.companies[FIRST], number)
    found = (await exact.api("bulk/CRM/Accounts?$select=ID")).json
    assert len(found["d"]) == 1000
    assert len((await exact.get(found["__next"])).json["d"]) == 2


def test_addresses_of_files_follow_the_host_here_too() -> None:
    from unibooks.connectors.exact.target import DocumentAttachment

    assert [twin.entity.path for twin in twins(DocumentAttachment.Url)] == [
        "bulk/Documents/DocumentAttachments",
        "sync/Documents/DocumentAttachments",
    ]
