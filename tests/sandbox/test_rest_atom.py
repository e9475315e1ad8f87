"""Atom XML over a real socket, read with an XML parser as any client would."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from tests.sandbox.small_exact import FIRST, Client, Reply, at, guid

from unibooks.connectors.exact.target import Account, PurchaseEntry

SPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "d": "http://schemas.microsoft.com/ado/2007/08/dataservices",
    "m": "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata",
    "p": "http://www.w3.org/2007/app",
    "edmx": "http://schemas.microsoft.com/ado/2007/06/edmx",
    "e": "http://schemas.microsoft.com/ado/2008/09/edm",
}
XML = {"Accept": "application/atom+xml"}
LINES = "PurchaseEntryLines"
ACCOUNTS = f"/api/v1/{FIRST}/crm/Accounts"


def tree(reply: Reply) -> Element:
    return ElementTree.fromstring(reply.body)


def find(element: Element, path: str) -> Element:
    found = element.find(path, SPACES)
    assert found is not None, path
    return found


def values(entry: Element) -> dict[str, str | None]:
    """The properties of an entry: None for null."""
    null = f"{{{SPACES['m']}}}null"
    return {
        prop.tag.partition("}")[2]: None if prop.get(null) == "true" else (prop.text or "")
        for prop in find(entry, "a:content/m:properties")
    }


@pytest.mark.parametrize("accept", ["*/*", "application/atom+xml", "text/html, */*;q=0.1", "application/json;q=0, */*"])
async def test_whoever_does_not_ask_for_json_gets_a_feed(exact: Client, accept: str) -> None:
    reply = await exact.api("crm/Accounts?$select=ID,Code,Name&$inlinecount=allpages", headers={"Accept": accept})
    assert (reply.status, reply.headers["Content-Type"]) == (200, "application/atom+xml;type=feed;charset=utf-8")
    feed = tree(reply)
    assert feed.tag == f"{{{SPACES['a']}}}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}base") == f"{exact.url}/api/v1/{FIRST}/crm/"
    assert find(feed, "a:title").text == "Accounts"
    assert find(feed, "a:id").text == f"{exact.url}{ACCOUNTS}"
    assert find(feed, "a:link[@rel='self']").get("href") == "Accounts"
    assert find(feed, "m:count").text == "150"
    assert len(feed.findall("a:entry", SPACES)) == 60
    plain = (await exact.api("crm/Accounts?$select=ID,Code,Name&$inlinecount=allpages")).json["d"]
    assert find(feed, "a:link[@rel='next']").get("href") == plain["__next"]
    for entry, row in zip(feed.findall("a:entry", SPACES), plain["results"], strict=True):
        assert values(entry) == {name: row[name] for name in ("ID", "Code", "Name")}


@pytest.mark.parametrize(
    "accept", ["application/json", "application/json, text/plain, */*", "*/*;q=0.5, application/json"]
)
async def test_whoever_asks_for_json_gets_it(exact: Client, accept: str) -> None:
    reply = await exact.api("crm/Accounts?$top=1", headers={"Accept": accept})
    assert reply.headers["Content-Type"] == "application/json;charset=utf-8"


@pytest.mark.parametrize("accept", ["application/xml", "text/xml", "text/html"])
async def test_other_forms_are_refused_for_data(exact: Client, accept: str) -> None:
    for path in ("crm/Accounts", f"crm/Accounts(guid'{guid(7)}')"):
        reply = await exact.api(path, headers={"Accept": accept})
        assert (reply.status, find(tree(reply), "m:message").text) == (415, "Unsupported media type requested.")
    assert (await exact.api("crm/Accounts/$count", headers={"Accept": accept})).body == b"150"


async def test_an_entry_holds_typed_values_and_links(exact: Client) -> None:
    exact.world.companies[FIRST][Account].change(
        guid(7),
        {"Name": "Smit & <Zn> \x01", "StartDate": at(2024, 5, 30), "IsMailing": 1, "CreditLineSales": Decimal("-0")},
    )
    reply = await exact.api(f"crm/Accounts(guid'{guid(7)}')", headers=XML)
    assert reply.headers["Content-Type"] == "application/atom+xml;type=entry;charset=utf-8"
    entry = tree(reply)
    address = f"Accounts(guid'{guid(7)}')"
    assert find(entry, "a:id").text == f"{exact.url}/api/v1/{FIRST}/crm/{address}"
    assert find(entry, "a:updated").text == "2026-03-02T09:00:05Z"
    assert find(entry, "a:category").get("term") == "Exact.Web.Api.Models.Account"
    assert find(entry, "a:link[@rel='edit']").get("href") == address
    link = find(entry, "a:link[@title='BankAccounts']")
    assert (link.get("href"), link.get("type")) == (f"{address}/BankAccounts", "application/atom+xml;type=feed")
    assert link.get("rel") == f"{SPACES['d']}/related/BankAccounts"
    kinds = {p.tag.partition("}")[2]: p.get(f"{{{SPACES['m']}}}type") for p in find(entry, "a:content/m:properties")}
    found = values(entry)
    assert list(found) == list(Account.props())
    assert (found["Name"], kinds["Name"]) == ("Smit & <Zn> ?", None)
    assert (found["Code"], kinds["Code"]) == ("                 7", None)
    assert b'xml:space="preserve">                 7<' in reply.body
    assert (found["ID"], kinds["ID"]) == (str(guid(7)), "Edm.Guid")
    assert (found["StartDate"], kinds["StartDate"]) == ("2024-05-30T00:00:00", "Edm.DateTime")
    assert (found["IsSupplier"], kinds["IsSupplier"]) == ("false", "Edm.Boolean")
    assert (found["IsMailing"], kinds["IsMailing"]) == ("1", "Edm.Byte")
    assert (found["CreditLineSales"], kinds["CreditLineSales"]) == ("-0", "Edm.Double")
    assert (found["Modified"], found["Email"]) == ("2026-01-02T12:00:00.617", None)


async def test_expanded_lines_stand_inside_their_link(exact: Client) -> None:
    path = f"purchaseentry/PurchaseEntries(guid'{guid(5002)}')"
    entry = tree(await exact.api(f"{path}?$expand={LINES}", headers=XML))
    feed = find(entry, f"a:link[@title='{LINES}']/m:inline/a:feed")
    assert len(feed.findall("a:entry", SPACES)) == 60
    onwards = find(feed, "a:link[@rel='next']").get("href")
    assert onwards is not None
    assert find(feed, "a:link[@rel='self']").get("href") == f"PurchaseEntries(guid'{guid(5002)}')/{LINES}"
    rest = tree(await exact.get(onwards, headers=XML))
    assert len(rest.findall("a:entry", SPACES)) == 15
    numbers = [values(line)["LineNumber"] for part in (feed, rest) for line in part.findall("a:entry", SPACES)]
    assert sorted(map(str, numbers), key=int) == [str(number) for number in range(1, 76)]


async def test_an_empty_feed(exact: Client) -> None:
    feed = tree(await exact.api("crm/Accounts?$filter=Name%20eq%20'nobody'", headers=XML))
    assert feed.findall("a:entry", SPACES) == []


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("crm/Accounts?$filter=Name%20eq", 400, "Bad Request - Error in query syntax."),
        ("crm/Nope", 404, "Resource not found for the segment 'Nope'."),
        ("crm/Accounts?$format=json", 400, "The query parameter '$format' begins with a system-reserved"),
    ],
)
async def test_errors_are_xml_too(exact: Client, path: str, status: int, text: str) -> None:
    reply = await exact.api(path, headers={"Accept": "*/*"})
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/xml;charset=utf-8")
    error = tree(reply)
    assert error.tag == f"{{{SPACES['m']}}}error"
    assert (find(error, "m:code").text, (find(error, "m:message").text or "").startswith(text)) == (None, True)


def entry_of(**properties: str) -> bytes:
    inside = "".join(f"<d:{name}>{value}</d:{name}>" for name, value in properties.items())
    return (
        f'<entry xmlns="{SPACES["a"]}" xmlns:d="{SPACES["d"]}" xmlns:m="{SPACES["m"]}">'
        f'<content type="application/xml"><m:properties>{inside}<d:Email m:null="true" /></m:properties></content></entry>'
    ).encode()


async def write(exact: Client, method: str, path: str, body: bytes) -> Reply:
    headers = {"Content-Type": "application/atom+xml;type=entry", **XML}
    return await exact.send(method, path, data=body, headers=headers)


async def test_a_record_is_created_and_changed_by_an_entry(exact: Client) -> None:
    body = entry_of(Name="Zn &amp; Co", CreditLineSales="12.5", IsSupplier="true", StartDate="2024-05-30T00:00:00")
    reply = await write(exact, "POST", ACCOUNTS, body)
    assert (reply.status, reply.headers["Content-Type"]) == (201, "application/atom+xml;type=entry;charset=utf-8")
    assert find(tree(reply), "a:id").text == reply.headers["Location"]
    made = (await exact.get(reply.headers["Location"])).json["d"]
    assert (made["Name"], made["CreditLineSales"], made["IsSupplier"]) == ("Zn & Co", 12.5, True)
    path = reply.headers["Location"].removeprefix(exact.url)
    assert (await write(exact, "PUT", path, entry_of(Name="Anders"))).status == 204
    assert (await exact.get(path)).json["d"]["Name"] == "Anders"


async def test_lines_are_created_by_an_inline_feed(exact: Client) -> None:
    line = entry_of(AmountFC="1.50", GLAccount=str(guid(3))).decode().replace('<d:Email m:null="true" />', "")
    inline = (
        f'<link rel="{SPACES["d"]}/related/{LINES}" type="application/atom+xml;type=feed" href="x">'
        f"<m:inline><feed>{line}</feed></m:inline></link><content"
    )
    body = entry_of(Journal="60").decode().replace('<d:Email m:null="true" />', "").replace("<content", inline, 1)
    reply = await write(exact, "POST", f"/api/v1/{FIRST}/purchaseentry/PurchaseEntries", body.encode())
    assert reply.status == 201, reply.body
    rows = {str(row["EntryID"]): row for row in exact.world.companies[FIRST][PurchaseEntry]}
    assert rows[str(values(tree(reply))["EntryID"])]["Journal"] == "60"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<entry/>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><entry xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
async def test_bodies_that_are_no_entry(exact: Client, body: bytes) -> None:
    reply = await write(exact, "POST", ACCOUNTS, body)
    text = "Error processing request stream. The request should be a valid top-level resource object."
    assert (reply.status, find(tree(reply), "m:message").text) == (400, text)


async def test_a_service_describes_itself(exact: Client) -> None:
    for accept in ("application/xml", "*/*", "application/json"):
        reply = await exact.api("purchaseentry/$metadata", headers={"Accept": accept})
        assert (reply.status, reply.headers["Content-Type"]) == (200, "application/xml;charset=utf-8")
    schemas = tree(reply).findall("edmx:DataServices/e:Schema", SPACES)
    types: dict[str, Any] = {
        f"{s.get('Namespace')}.{t.get('Name')}": t for s in schemas for t in s.findall("e:EntityType", SPACES)
    }
    entry = types[PurchaseEntry.type_name]
    assert [ref.get("Name") for ref in entry.findall("e:Key/e:PropertyRef", SPACES)] == ["EntryID"]
    described = {prop.get("Name"): prop.get("Type") for prop in entry.findall("e:Property", SPACES)}
    assert described == {name: prop.edm for name, prop in PurchaseEntry.props().items()}
    (nav,) = [n for n in entry.findall("e:NavigationProperty", SPACES) if n.get("Name") == LINES]
    association = str(nav.get("Relationship")).rpartition(".")[2]
    names = [a.get("Name") for s in schemas for a in s.findall("e:Association", SPACES)]
    assert names.count(association) == 1
    sets = [s.get("Name") for schema in schemas for s in schema.findall("e:EntityContainer/e:EntitySet", SPACES)]
    assert sets == ["PurchaseEntries", LINES]


@pytest.mark.parametrize("path", ["purchaseentry", "purchaseentry/", "PurchaseEntry"])
async def test_a_service_lists_its_collections(exact: Client, path: str) -> None:
    listed = tree(await exact.api(path, headers={"Accept": "*/*"})).findall("p:workspace/p:collection", SPACES)
    assert [collection.get("href") for collection in listed] == ["PurchaseEntries", LINES]
    assert json.loads((await exact.api(path)).body) == {"d": {"EntitySets": ["PurchaseEntries", LINES]}}


@pytest.mark.parametrize("path", ["nope/$metadata", "$metadata", "crm/Accounts/$metadata"])
async def test_what_has_no_description(exact: Client, path: str) -> None:
    assert (await exact.api(path)).status == 404
