"""Bodies: exact numbers, every fault at once by the caller's own path, and nothing a parser could choke on."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from tests.api.conftest import Client
from tests.api.memory_books import Books
from yarl import URL


async def test_all_faults_of_a_body_come_at_once_with_the_callers_paths(api: Client, books: Books) -> None:
    body = {
        "billDate": "31-01-2026",
        "taxRule": "NETT",
        "paymentDays": "soon",
        "addresses": [{"countryCode": "HOLLAND"}],
        "lineItems": [{"totalNetAmount": 1}, {"totalNetAmount": "1,50", "dimensions": [{"name": "A"}]}, "text"],
        "files": [{"content": "JVBERg=="}, {"fileName": "a.pdf", "content": "data:application/pdf;base64,JVBERg=="}],
    }
    reply = await api.post("/accounting/bills?rawData=1", body)
    assert reply.status == 400
    assert set(reply.fields) == {
        "billDate",
        "taxRule",
        "paymentDays",
        "addresses[0].countryCode",
        "lineItems[1].totalNetAmount",
        "lineItems[1].dimensions[0].categoryName",
        "lineItems[2]",
        "files[0].fileName",
        "files[1].content",
    }
    assert reply.fields["taxRule"].startswith("must be one of NET, TAXFREE")
    assert reply.fields["lineItems[1].totalNetAmount"] == "must be a number, for example 121.00"
    assert reply.fields["lineItems[2]"] == "must be an object"
    assert "248 documented codes" in reply.fields["addresses[0].countryCode"]
    assert books.seen == []


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity"])
async def test_what_is_no_number_is_refused_wherever_it_stands(api: Client, books: Books, literal: str) -> None:
    body = f'{{"billNumber": {literal}, "unknown": [{literal}], "lineItems": [{{"totalNetAmount": {literal}}}]}}'
    reply = await api.post("/accounting/bills", body)
    assert reply.status == 400
    assert set(reply.fields) == {"billNumber", "unknown[0]", "lineItems[0].totalNetAmount"}
    assert books.seen == []


@pytest.mark.parametrize("amount", ["1" * 40, "0." + "1" * 40, f'"{"9" * 40}"', "1e40", "1e999999999", "121.005"])
async def test_amounts_beyond_reason_name_the_field(api: Client, books: Books, amount: str) -> None:
    reply = await api.post("/accounting/bills", f'{{"lineItems": [{{"totalNetAmount": {amount}}}]}}')
    assert reply.status == 400
    assert list(reply.fields) == ["lineItems[0].totalNetAmount"]
    assert books.seen == []


async def test_numbers_arrive_exact(api: Client, books: Books) -> None:
    text = '{"totalGrossAmount": 123456789012.34, "lineItems": [{"quantity": 0.1, "totalNetAmount": " 12.50 "}]}'
    assert (await api.post("/accounting/bills", text)).status == 201
    body, _ = books.seen[-1]
    assert body.total_gross_amount == Decimal("123456789012.34")
    assert body.line_items[0].quantity == Decimal("0.1")
    assert body.line_items[0].total_net_amount == Decimal("12.50")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'"text"',
        b"null",
        b"{",
        b"{'a': 1}",
        b'{"a": "\xff"}',
        b"[" * 100_000,
        b'{"billNumber": ' + b"1" * 5_000 + b"}",
        b'{"x":' * 40 + b"1" + b"}" * 40,
        b'{"name": "\\ud800"}',
        b'{"\\ud800": 1}',
    ],
    ids=lambda content: content[:12].decode("latin-1"),
)
async def test_what_is_no_json_object_is_400(api: Client, books: Books, content: bytes) -> None:
    reply = await api.post("/accounting/bills", content)
    assert reply.status == 400
    assert reply.errors["validationErrors"]
    assert books.seen == []


async def test_spellings_of_other_clients(api: Client, books: Books) -> None:
    body = {
        "accountId ": "8000",
        "paymentTermId": "30",
        "taxRule": "SMALL_BUSINESS_VAT_EXEMPTION",
        "paidDate": {},
        "billDate": "2026-01-31T23:30:00+05:00",
    }
    reply = await api.post("/accounting/bills", body)
    assert (reply.status, reply.body["meta"]["warnings"]) == (201, None)
    sent, _ = books.seen[-1]
    assert (sent.account_id, sent.payment_term_code, sent.tax_rule) == ("8000", "30", "SMALL_BUSINESS_EXEMPTION")
    assert (sent.paid_date, sent.bill_date) == (None, date(2026, 1, 31))


async def test_a_field_under_both_its_names_keeps_the_contracts(api: Client, books: Books) -> None:
    reply = await api.post("/accounting/bills", {"paymentTermId": "30", "paymentTermCode": "14"})
    assert books.seen[-1][0].payment_term_code == "14"
    assert reply.body["meta"]["warnings"] == ["paymentTermId: is not a field of this API"]


async def test_one_address_or_an_object_in_the_forms_of_a_contact_person(api: Client, books: Books) -> None:
    person = {"emailAddresses": ["a@b.example", {"email": "c@d.example", "type": "OFFICE"}], "phoneNumbers": [{}]}
    reply = await api.post("/accounting/suppliers", {"contactType": "COMPANY", "contactPersons": [person]})
    assert list(reply.fields) == ["contactPersons[0].phoneNumbers[0]", "contactPersons[0].phoneNumbers[0].number"]


async def test_a_body_that_says_it_is_over_20_mib_is_not_read(api: Client, books: Books) -> None:
    answer = await _send(api, f"Content-Length: {21 * 1024 * 1024}", b"")
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"code":"BODY_TOO_LARGE"' in answer
    assert books.seen == []


async def test_a_body_that_grows_over_20_mib_is_not_read_further(api: Client, books: Books) -> None:
    chunk = b"100000\r\n" + b" " * 1024 * 1024 + b"\r\n"
    answer = await _send(api, "Transfer-Encoding: chunked", chunk * 21)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert books.seen == []


async def _send(api: Client, header: str, content: bytes) -> bytes:
    """Send a create by hand, without an end to its body, and give the answer as it comes over the wire."""
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(api.url).port)
    lines = ["POST /accounting/bills HTTP/1.1", "Host: x", *(f"{k}: {v}" for k, v in api.keys.items()), header]
    writer.write("\r\n".join([*lines, "", ""]).encode() + content)
    head = await reader.readuntil(b"\r\n\r\n")
    size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    body = await reader.readexactly(size)
    writer.close()
    return head + body


async def test_an_eleven_megabyte_attachment_reaches_the_rules_of_the_target(api: Client, books: Books) -> None:
    body = {"files": [{"fileName": "a.pdf", "content": "AAAA" * (11 * 1024 * 1024 // 3)}]}
    assert (await api.post("/accounting/bills", BytesIO(json.dumps(body).encode()))).status == 201
    assert len(books.seen[-1][1][0].content) > 10 * 1024 * 1024
