"""GET over a real socket: envelopes, pages, records, lines, addresses, refusals."""

from __future__ import annotations

import json

import pytest
from tests.sandbox.small_exact import CLOSED, FIRST, SECOND, Client, guid

from unibooks.connectors.exact.target import Account, DocumentAttachment, PurchaseEntry
from unibooks.sandbox.exact.odata.order import guid_rank

LINES = "PurchaseEntryLines"


@pytest.mark.parametrize(
    ("query", "bare", "rows"),
    [
        ("", False, 60),
        ("?$top=61", False, 60),
        ("?$top=1000", False, 60),
        ("?$top=60", True, 60),
        ("?$top=1", True, 1),
        ("?$top=0", True, 0),
        ("?$top=50&$skip=140", True, 10),
        ("?$top=5&$filter=Name%20eq%20'nobody'", True, 0),
        ("?$filter=Name%20eq%20'nobody'", False, 0),
        ("?$top=5&$inlinecount=allpages", False, 5),
        ("?$top=5&$inlinecount=none", True, 5),
        (f"?$top=5&$skiptoken=guid'{guid(1)}'", False, 5),
    ],
)
async def test_envelope(exact: Client, query: str, bare: bool, rows: int) -> None:
    reply = await exact.api(f"crm/Accounts{query}")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/json;charset=utf-8"
    found = reply.json["d"]
    assert isinstance(found, list) is bare
    assert len(found if bare else found["results"]) == rows


async def test_divisions_have_a_larger_page_and_ignore_the_company_in_the_path(exact: Client) -> None:
    reply = await exact.api("system/Divisions?$top=100", company=999999)
    assert [row["Code"] for row in reply.json["d"]] == [FIRST, SECOND]
    assert [row["Current"] for row in reply.json["d"]] == [True, False]
    one = await exact.api(f"system/Divisions({SECOND})")
    assert one.json["d"]["__metadata"]["uri"] == f"{exact.url}/api/v1/{FIRST}/system/Divisions({SECOND})"
    assert one.json["d"]["Country"] == "NL "
    assert (await exact.api(f"system/Divisions({CLOSED})")).status == 404


async def test_me_is_always_an_object_of_one_row(exact: Client) -> None:
    reply = await exact.get("/api/v1/current/Me?$top=1&$select=CurrentDivision,UserID,ServerTime,ServerUtcOffset")
    (row,) = reply.json["d"]["results"]
    assert row.pop("__metadata")["uri"] == f"{exact.url}/api/v1/current/Me(guid'{guid(1)}')"
    assert row == {
        "CurrentDivision": FIRST,
        "UserID": str(guid(1)),
        "ServerTime": "2026-03-02T10:00:05",
        "ServerUtcOffset": 3600,
    }


async def test_following_next_reads_everything_in_key_order(exact: Client) -> None:
    url, keys, tops = "/api/v1/101/crm/Accounts?$select=ID&$top=140&$skip=3", [], []
    while url:
        found = (await exact.get(url)).json["d"]
        keys += [row["ID"] for row in found["results"]]
        url = found.get("__next", "")
        tops.append(url.partition("$top=")[2].partition("&")[0])
    ranked = sorted((row["ID"] for row in exact.world.companies[FIRST][Account]), key=guid_rank)
    assert keys == [str(key) for key in ranked[3:143]]
    assert tops == ["80", "20", ""]


async def test_inlinecount_is_text_and_stays_through_the_pages(exact: Client) -> None:
    found = (await exact.api("crm/Accounts?$select=ID&$inlinecount=allpages")).json["d"]
    assert list(found) == ["results", "__count", "__next"]
    assert found["__count"] == "150"
    assert "$inlinecount=allpages" in found["__next"]
    assert (await exact.get(found["__next"])).json["d"]["__count"] == "150"


async def test_count_is_plain_text(exact: Client) -> None:
    reply = await exact.api("crm/Accounts/$count?$filter=IsSupplier%20eq%20true", headers={"Accept": "*/*"})
    assert (reply.status, reply.body, reply.headers["Content-Type"]) == (200, b"75", "text/plain;charset=utf-8")


async def test_record_by_key_and_its_absence(exact: Client) -> None:
    reply = await exact.api(f"crm/Accounts(guid'{guid(7)}')?$select=Code")
    assert reply.json["d"]["Code"] == "                 7"
    assert reply.body.startswith(b'{\r\n"d" : {\r\n"__metadata": {\r\n')
    assert (await exact.api(f"crm/Accounts(guid'{guid(9999)}')")).status == 404
    assert (await exact.api(f"crm/Accounts(guid'{guid(7)}')?$top=1")).status == 400
    nobody = f"crm/Accounts?$filter=ID%20eq%20guid'{guid(9999)}'"
    assert (await exact.api(nobody)).json == {"d": {"results": []}}


async def test_lines_are_deferred_until_they_are_expanded(exact: Client) -> None:
    address = f"{exact.url}/api/v1/{FIRST}/purchaseentry/PurchaseEntries(guid'{guid(5001)}')"
    plain = await exact.get(address)
    assert plain.json["d"][LINES] == {"__deferred": {"uri": f"{address}/{LINES}"}}
    assert list(plain.json["d"])[:3] == ["__metadata", "EntryID", LINES]
    expanded = await exact.get(f"{address}?$expand={LINES}")
    assert [line["LineNumber"] for line in sorted(expanded.json["d"][LINES]["results"], key=_number)] == [1, 2]
    below = await exact.get(f"{address}/{LINES}")
    assert below.json["d"]["results"] == expanded.json["d"][LINES]["results"]
    assert (await exact.get(f"{address}/{LINES}/$count")).body == b"2"


def _number(line: dict[str, int]) -> int:
    return line["LineNumber"]


async def test_expanded_lines_end_at_sixty_and_go_on_by_a_nested_next(exact: Client) -> None:
    query = f"$select=EntryID,{LINES}/LineNumber&$expand={LINES}"
    found = (await exact.api(f"purchaseentry/PurchaseEntries(guid'{guid(5002)}')?{query}")).json["d"]
    assert list(found) == ["__metadata", "EntryID", LINES]
    first = found[LINES]
    assert len(first["results"]) == 60
    assert first["__next"].startswith(f"{found['__metadata']['uri']}/{LINES}?$select=LineNumber&$skiptoken=guid'")
    rest = (await exact.get(first["__next"])).json["d"]
    assert "__next" not in rest
    assert set(rest["results"][0]) == {"__metadata", "LineNumber"}
    assert sorted(line["LineNumber"] for line in first["results"] + rest["results"]) == list(range(1, 76))


async def test_expanded_collections_keep_the_object_form(exact: Client) -> None:
    found = (await exact.api(f"purchaseentry/PurchaseEntries?$top=1&$expand={LINES}")).json["d"]
    assert len(found["results"]) == 1


async def test_addresses_follow_what_the_client_called(exact: Client) -> None:
    headers = {"Host": "start.exact.test", "X-Forwarded-Proto": "https"}
    reply = await exact.api(f"documents/DocumentAttachments(guid'{guid(700)}')", headers=headers)
    found = reply.json["d"]
    root = "https://start.exact.test"
    assert found["__metadata"]["uri"] == f"{root}/api/v1/101/documents/DocumentAttachments(guid'{guid(700)}')"
    assert found["Url"] == f"{root}/docs/SysAttachment.aspx?ID={guid(700)}&_Division_=101&Stamp=NL001"
    assert found["Attachment"] is None
    page = (await exact.api("crm/Accounts?$select=ID", headers=headers)).json["d"]
    assert page["__next"].startswith(f"{root}/api/v1/101/crm/Accounts?$select=ID&$skiptoken=")


@pytest.mark.parametrize(("suffix", "way"), [("", "inline"), ("&Download=1", "attachment")])
async def test_download(exact: Client, suffix: str, way: str) -> None:
    url = (await exact.api(f"documents/DocumentAttachments(guid'{guid(700)}')")).json["d"]["Url"]
    reply = await exact.get(url + suffix, headers={"Accept": "*/*"})
    assert (reply.status, reply.body, reply.headers["Content-Type"]) == (200, b"%PDF-1.7\n", "application/pdf")
    assert reply.headers["Content-Disposition"] == f"{way}; filename*=UTF-8''bill%20%C3%A9.pdf"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("BON.PDF", "application/pdf"),
        ("data:text/\u00e9,x", "application/octet-stream"),
        ("bon", "application/octet-stream"),
    ],
)
async def test_the_type_of_a_download_follows_the_ending(exact: Client, name: str, kind: str) -> None:
    exact.world.companies[FIRST][DocumentAttachment].change(guid(700), {"FileName": name})
    reply = await exact.get(f"/docs/SysAttachment.aspx?ID={guid(700)}&_Division_=101")
    assert (reply.status, reply.headers["Content-Type"]) == (200, kind)


@pytest.mark.parametrize(
    ("query", "status"),
    [(f"ID={guid(9)}&_Division_=101", 404), ("ID=x&_Division_=101", 404), (f"ID={guid(700)}&_Division_=103", 403)],
)
async def test_downloads_that_are_refused(exact: Client, query: str, status: int) -> None:
    assert (await exact.get(f"/docs/SysAttachment.aspx?{query}")).status == status


async def test_a_download_needs_the_token(exact: Client) -> None:
    url = f"/docs/SysAttachment.aspx?ID={guid(700)}&_Division_=101"
    assert (await exact.get(url, headers={"Authorization": ""})).status == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("crm/Nope", 404),
        ("nope/Accounts", 404),
        ("current/Me", 404),
        ("crm/Accounts?$select=Nope", 400),
        ("crm/Accounts?$orderby=Nope", 400),
        ("crm/Accounts?$expand=Nope", 400),
        ("crm/Accounts?$filter=Nope%20eq%201", 400),
        ("crm/Accounts?$filter=Name%20eq", 400),
        (f"purchaseentry/PurchaseEntries?$select={LINES}/ID", 400),
    ],
)
async def test_what_is_not_there(exact: Client, path: str, status: int) -> None:
    reply = await exact.api(path)
    assert reply.status == status
    error = reply.json["error"]
    assert error["code"] == ""
    assert error["message"]["lang"] == ""
    assert error["message"]["value"]
    assert reply.body.startswith(b'{\r\n"error": {\r\n"code": "", "message": {\r\n"lang": "", "value": "')
    assert b'"\r\n}\r\n}\r\n}' in reply.body


@pytest.mark.parametrize("company", [CLOSED, 424242])
async def test_a_company_that_is_not_open_is_403(exact: Client, company: int) -> None:
    reply = await exact.api("crm/Accounts", company=company)
    assert (reply.status, reply.headers["Reason"]) == (403, "NoDivisionAccess")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "financialtransaction/TransactionLines", "GET"),
        ("PUT", f"documents/DocumentAttachments(guid'{guid(700)}')", "GET"),
        ("PATCH", f"crm/Accounts(guid'{guid(7)}')", "DELETE, GET, PUT"),
        ("PUT", "crm/Accounts", "GET, POST"),
        ("DELETE", "crm/Accounts", "GET, POST"),
        ("POST", f"crm/Accounts(guid'{guid(7)}')", "DELETE, GET, PUT"),
        ("POST", "crm/Accounts/$count", "GET"),
        ("POST", f"purchaseentry/PurchaseEntries(guid'{guid(5001)}')/PurchaseEntryLines", "GET"),
        ("DELETE", f"system/Divisions({FIRST})", "GET"),
    ],
)
async def test_verbs_that_an_address_lacks(exact: Client, method: str, path: str, allowed: str) -> None:
    reply = await exact.send(method, f"/api/v1/{FIRST}/{path}", json={})
    assert (reply.status, reply.headers["Allow"]) == (405, allowed)


async def test_a_page_is_the_same_bytes_as_its_rows_one_by_one(exact: Client) -> None:
    page = await exact.api("purchaseentry/PurchaseEntries")
    for row in page.json["d"]["results"]:
        single = await exact.get(row["__metadata"]["uri"])
        assert json.loads(single.body)["d"] == row
    assert {row["EntryNumber"] for row in page.json["d"]["results"]} == {
        row["EntryNumber"] for row in exact.world.companies[FIRST][PurchaseEntry]
    }
