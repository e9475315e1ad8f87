"""What tired programs send: everything that can be known is told before the call, and nothing is lost unseen."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from tests.e2e.stack import Stack
from tests.e2e.test_bills import PDF, body, supplier, totals

from unibooks.connectors.exact.target import PurchaseEntry


def one_line(**fields: Any) -> dict[str, Any]:
    """A line with what is given changed."""
    return {"accountNumber": "5520", "totalNetAmount": 100, "taxCode": "2"} | fields


def plain(supplier_id: str, *lines: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A bill without printed totals."""
    return body(supplier_id, lineItems=[*lines] or [one_line()], totalGrossAmount=None) | changes


@pytest.mark.parametrize(
    ("line", "changes", "field"),
    [
        ({"deferredStartDate": "2026-03-01"}, {}, "lineItems[0].deferredEndDate"),
        ({"deferredEndDate": "2026-03-01"}, {}, "lineItems[0].deferredStartDate"),
        (
            {"deferredStartDate": "2026-03-01", "deferredEndDate": "2026-02-01"},
            {},
            "lineItems[0].deferredEndDate",
        ),
        ({"description": "d" * 61}, {}, "lineItems[0].description"),
        ({}, {"name": "n" * 61}, "name"),
        ({}, {"billDate": "9999-12-31", "paymentDays": 30}, "billDate"),
        (
            {"totalNetAmount": None, "unitAmount": "9" * 12, "quantity": "9" * 12},
            {},
            "lineItems[0].unitAmount",
        ),
        (
            {
                "totalNetAmount": None,
                "unitAmount": "9" * 12,
                "quantity": "9" * 12,
                "totalDiscountPercentage": -99999999999,
                "unitDiscountPercentage": -99999999999,
            },
            {},
            "lineItems[0].unitAmount",
        ),
        ({"taxCode": "0"}, {"totalTaxAmount": 0.01, "totalGrossAmount": 100.01}, "totalTaxAmount"),
    ],
)
async def test_what_can_be_known_is_told_before_the_call(
    stack: Stack, line: dict[str, Any], changes: dict[str, Any], field: str
) -> None:
    bill = plain(await supplier(stack), one_line(**line), **changes)
    await stack.forget_calls()
    refused = await stack.call("POST", "/accounting/bills", json=bill)
    assert (refused.status, refused.fields) == (400, [field]), refused.body
    assert all(call["method"] == "GET" for call in await stack.exact_calls())


@pytest.mark.parametrize(
    ("printed", "tax"),
    [
        ({"totalNetAmount": 100, "totalTaxAmount": 21.01}, "21.01"),
        ({"totalNetAmount": 100.01, "totalTaxAmount": 21, "totalGrossAmount": 121.01}, "21"),
        ({"totalNetAmount": 99.99}, "21"),
    ],
)
@pytest.mark.parametrize("code", ["2", "4"])
async def test_the_printed_totals_are_what_is_booked(
    stack: Stack, printed: dict[str, float], tax: str, code: str
) -> None:
    bill = plain(await supplier(stack), one_line(taxCode=code), **printed)
    created = await stack.call("POST", "/accounting/bills", json=bill)
    assert created.status == 201, created.body
    net = Decimal(str(printed["totalNetAmount"]))
    booked = totals(stack, created.data["id"])
    assert booked == {"1600": -net - Decimal(tax), "5520": net, "1520": Decimal(tax)}
    assert {name: created.data[name] for name in printed} == printed
    assert any(warning.startswith("lineItems: ") for warning in created.body["meta"]["warnings"])


async def test_totals_that_contradict_each_other_are_told(stack: Stack) -> None:
    printed = {"totalNetAmount": 100, "totalTaxAmount": 21, "totalGrossAmount": 121.01}
    created = await stack.call("POST", "/accounting/bills", json=plain(await supplier(stack), **printed))
    assert created.data["totalGrossAmount"] == 121.01
    assert any(warning.startswith("totalTaxAmount: is 21") for warning in created.body["meta"]["warnings"])


@pytest.mark.parametrize("key", ["lineItems", " lineItems "])
async def test_a_key_that_stands_twice_is_refused(stack: Stack, key: str) -> None:
    text = json.dumps(plain(await supplier(stack)))[:-1] + f', "{key}": []}}'
    before = len(stack.table(PurchaseEntry))
    refused = await stack.call("POST", "/accounting/bills", data=text)
    assert (refused.status, refused.fields) == (400, ["body"]), refused.body
    assert "'lineItems' twice" in refused.body["errors"]["validationErrors"][0]["message"]
    assert len(stack.table(PurchaseEntry)) == before


@pytest.mark.parametrize(("bills", "files", "field"), [(2, 1, "bill"), (1, 21, "files"), (1, 40, "files")])
async def test_too_much_in_a_multipart_body_is_named(stack: Stack, bills: int, files: int, field: str) -> None:
    form, text = aiohttp.FormData(), json.dumps(plain(await supplier(stack)))
    for _ in range(bills):
        form.add_field("bill", text)
    for index in range(files):
        form.add_field("files", io.BytesIO(PDF), filename=f"{index}.pdf", content_type="application/pdf")
    refused = await stack.call("POST", "/accounting/bills", data=form)
    assert (refused.status, refused.fields) == (400, [field]), refused.body


@pytest.mark.parametrize("name", ["", "   ", "n" * 51])
async def test_a_supplier_needs_a_name_that_exact_takes(stack: Stack, name: str) -> None:
    refused = await stack.call("POST", "/accounting/suppliers", json={"contactType": "COMPANY", "companyName": name})
    assert (refused.status, refused.fields) == (400, ["companyName"]), refused.body


async def test_a_number_in_use_is_named(stack: Stack) -> None:
    record = {"contactType": "COMPANY", "companyName": "Twee", "number": "777777"}
    assert (await stack.call("POST", "/accounting/suppliers", json=record)).status == 201
    refused = await stack.call("POST", "/accounting/suppliers", json=record)
    assert (refused.status, refused.fields) == (400, ["number"]), refused.body


async def test_an_instant_at_the_end_of_time_is_refused(stack: Stack) -> None:
    far = {"lastModifiedAt": f"{date.max.isoformat()}T23:59:59Z"}
    refused = await stack.call("GET", "/accounting/bills", params=far)
    assert (refused.status, refused.fields) == (400, ["lastModifiedAt"]), refused.body
