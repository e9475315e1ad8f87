"""An expense's whole way, in each kind of journal: booked to the cent, read back, found in the list, removed."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import (
    BankEntry,
    CashEntry,
    Costcenter,
    Document,
    DocumentAttachment,
    GeneralJournalEntry,
    GLAccount,
    Journal,
    PurchaseEntry,
    VATCode,
)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SUPPLIER = {"contactType": "COMPANY", "companyName": "Parkeerbedrijf Noord B.V."}
CASH, BANK, PURCHASE, GENERAL = "10", "20", "60", "90"


async def supplier(stack: Stack) -> str:
    created = await stack.call("POST", "/accounting/suppliers", json=SUPPLIER)
    assert created.status == 201, created.body
    return created.data["id"]


def body(**changes: Any) -> dict[str, Any]:
    return {
        "journalCode": CASH,
        "type": "EXPENSE",
        "transactionDate": "2026-02-27",
        "description": "Parkeren",
        "expenseLines": [{"accountCode": "5530", "totalGrossAmount": 12.10, "taxRate": {"code": "2"}}],
    } | changes


async def book(stack: Stack, sent: dict[str, Any]) -> Any:
    created = await stack.call("POST", "/accounting/expenses", json=sent)
    assert created.status == 201, created.body
    return created


def booked(stack: Stack, entry_id: str) -> dict[str, Decimal]:
    """What an entry did to each ledger account; the books balance."""
    found: dict[str, Decimal] = {}
    for line in stack.ledger(entry_id):
        code = line["GLAccountCode"].strip()
        found[code] = found.get(code, Decimal(0)) + line["AmountDC"]
    assert sum(found.values()) == 0
    return found


@pytest.mark.parametrize("kind", ["EXPENSE", "REFUND"])
@pytest.mark.parametrize(
    ("journal", "counter"), [(CASH, "1000"), (BANK, "1100"), (PURCHASE, "1600")], ids=["cash", "bank", "purchase"]
)
@pytest.mark.parametrize(
    ("line", "net", "vat"),
    [
        ({"totalGrossAmount": 12.10, "taxRate": {"code": "2"}}, "10.00", "2.10"),
        ({"totalNetAmount": 10, "taxRate": {"taxRatePercentage": "21"}}, "10.00", "2.10"),
        ({"totalGrossAmount": 12.10, "taxRate": {"code": "4"}}, "10.00", "2.10"),
        ({"totalNetAmount": 10, "totalGrossAmount": 12.09, "taxRate": {"code": "2"}}, "10.00", "2.09"),
        ({"totalNetAmount": 10.03, "taxRate": {"code": "1"}}, "10.03", "0.90"),
        ({"totalNetAmount": 10, "taxRate": {"code": "0"}}, "10.00", "0"),
        ({"totalGrossAmount": 1234.57, "taxRate": {"taxRatePercentage": "9,0 %"}}, "1132.63", "101.94"),
    ],
    ids=["gross", "net", "inclusive code", "printed VAT", "low", "none", "percentage as text"],
)
async def test_it_is_booked_to_the_cent(
    stack: Stack, journal: str, counter: str, kind: str, line: dict[str, Any], net: str, vat: str
) -> None:
    sent = body(journalCode=journal, type=kind, expenseLines=[{"accountCode": "5530", **line}])
    if journal == PURCHASE:
        sent["supplierId"] = await supplier(stack)
    expense = (await book(stack, sent)).data
    sign = 1 if kind == "EXPENSE" else -1
    gross = Decimal(net) + Decimal(vat)
    expected = {"5530": sign * Decimal(net), "1520": sign * Decimal(vat), counter: -sign * gross}
    assert {code: amount for code, amount in booked(stack, expense["id"]).items() if amount} == {
        code: amount for code, amount in expected.items() if amount
    }
    amounts = (expense["totalNetAmount"], expense["totalTaxAmount"], expense["totalGrossAmount"])
    assert amounts == (float(net), float(vat), float(gross))
    assert (expense["type"], expense["journalCode"], expense["accountCode"]) == (kind, journal, counter)
    assert (expense["expenseLines"][0]["totalNetAmount"], expense["expenseLines"][0]["totalGrossAmount"]) == (
        float(net),
        float(gross),
    )


async def test_a_cash_expense_is_read_back_as_it_was_sent(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    centre = next(iter(stack.table(Costcenter)))
    lines = [
        {
            "accountNumber": 5530,
            "description": "Garage Centrum",
            "totalGrossAmount": 12.10,
            "taxRate": {"taxRatePercentage": "21"},
            "dimensions": [{"categoryName": "CostCenter", "code": centre["Code"].strip()}],
        },
        {"accountId": stack.account_id("5520"), "totalNetAmount": 5, "taxRate": {"code": "0"}},
    ]
    created = await book(stack, body(supplierId=supplier_id, expenseLines=lines, note="bon 7", paymentType="CASH"))
    expense = created.data
    assert created.body["meta"]["warnings"] is None
    read = await stack.call("GET", f"/accounting/expenses/{expense['id']}")
    assert read.data == expense
    assert expense["accountId"] == stack.account_id("1000")
    assert (expense["accountNumber"], expense["ledgerName"], expense["paymentType"]) == (1000, "Kasboek", "CASH")
    assert (expense["supplierId"], expense["note"], expense["currency"]) == (supplier_id, "bon 7", "EUR")
    assert (expense["transactionDate"], expense["exchangeRate"], expense["taskId"]) == (
        "2026-02-27T00:00:00Z",
        "1",
        None,
    )
    first, second = expense["expenseLines"]
    rate = stack.table(VATCode).first("Code", "2  ")
    assert first["taxRate"] == {
        "id": str(rate["ID"]),
        "code": "2",
        "name": rate["Description"],
        "taxRatePercentage": "21",
    }
    assert (first["description"], second["description"]) == ("Garage Centrum", "Parkeren")
    assert [d["code"] for d in first["dimensions"]] == [centre["Code"].strip()]
    assert first["dimensions"][0]["id"] == str(centre["ID"])
    assert (second["accountCode"], second["currency"], second["exchangeRate"]) == ("5520", "EUR", 1)


async def test_a_general_entry_needs_its_counter_account_and_takes_no_vat(stack: Stack) -> None:
    lines = [{"accountCode": "5530", "totalNetAmount": 19.00}]
    sent = body(journalCode=GENERAL, accountCode="1750", expenseLines=lines, description="Declaratie")
    for kind, sign in (("EXPENSE", 1), ("REFUND", -1)):
        expense = (await book(stack, sent | {"type": kind})).data
        assert booked(stack, expense["id"]) == {"5530": 19 * sign, "1750": -19 * sign}
        assert (expense["type"], expense["totalGrossAmount"], expense["totalTaxAmount"]) == (kind, 19, 0)
        assert (expense["accountCode"], [line["accountCode"] for line in expense["expenseLines"]]) == ("1750", ["5530"])
    del sent["accountCode"]
    refused = await stack.call("POST", "/accounting/expenses", json=sent)
    assert (refused.status, refused.fields) == (400, ["accountCode"])
    taxed = [{"accountCode": "5530", "totalNetAmount": 19, "taxRate": {"code": "2"}}]
    refused = await stack.call(
        "POST", "/accounting/expenses", json=sent | {"accountCode": "1750", "expenseLines": taxed}
    )
    assert (refused.status, refused.fields) == (400, ["expenseLines[0].taxRate"])


async def test_a_general_journal_that_allows_vat_books_it(stack: Stack) -> None:
    journal = stack.table(Journal).first("Code", GENERAL)
    stack.table(Journal).change(journal["ID"], {"AllowVAT": True})
    for line in (
        {"totalGrossAmount": 12.10, "taxRate": {"code": "2"}},
        {"totalGrossAmount": 12.10, "taxRate": {"code": "4"}},
    ):
        lines = [{"accountCode": "5530", **line}]
        expense = (await book(stack, body(journalCode=GENERAL, accountCode="1750", expenseLines=lines))).data
        assert booked(stack, expense["id"]) == {
            "5530": Decimal("10.00"),
            "1520": Decimal("2.10"),
            "1750": Decimal("-12.10"),
        }
        assert (expense["totalNetAmount"], expense["totalTaxAmount"], expense["totalGrossAmount"]) == (10, 2.1, 12.1)
        assert (expense["type"], len(expense["expenseLines"]), expense["accountCode"]) == ("EXPENSE", 1, "1750")


@pytest.mark.parametrize(
    ("said", "journal", "because"),
    [
        ({"accountCode": "1000"}, CASH, "ledger account 1000 is its own"),
        ({"accountNumber": 1100}, BANK, "ledger account 1100 is its own"),
        ({"paymentType": "CASH"}, CASH, "paymentType is CASH"),
        ({"supplierId": "a supplier", "paymentType": "CASH"}, CASH, "paymentType is CASH"),
        ({"accountCode": "1750"}, "80", "ledger account 1750 is named as the counter account"),
        ({"supplierId": "a supplier"}, PURCHASE, "a supplier is named"),
        ({"supplierId": "a supplier", "currency": "USD", "exchangeRate": "0.92"}, "61", "a supplier is named"),
    ],
)
async def test_without_a_journal_one_follows_and_is_named(
    stack: Stack, said: dict[str, Any], journal: str, because: str
) -> None:
    if "supplierId" in said:
        said = said | {"supplierId": await supplier(stack)}
    lines = [{"accountCode": "5530", "totalNetAmount": 10, "taxRate": {"code": "0"}}]
    sent = body(expenseLines=lines, **said)
    del sent["journalCode"]
    created = await book(stack, sent)
    assert created.data["journalCode"] == journal
    warned = [text for text in created.body["meta"]["warnings"] if text.startswith("journalCode: ")]
    assert len(warned) == 1
    assert warned[0].startswith(f"journalCode: not given; journal {journal} (")
    assert warned[0].endswith(f"was used, since {because}")


async def test_amounts_below_zero_are_what_type_says(stack: Stack) -> None:
    lines = [{"accountCode": "5530", "totalGrossAmount": -12.10, "taxRate": {"code": "2"}}]
    created = await book(stack, body(expenseLines=lines, totalGrossAmount=-12.10))
    assert booked(stack, created.data["id"])["1000"] == Decimal("-12.10")
    assert created.data["totalGrossAmount"] == 12.1
    assert created.body["meta"]["warnings"] == ["expenseLines: come to -12.10; 12.10 was booked, as EXPENSE"]
    unsaid = body(expenseLines=lines)
    del unsaid["type"]
    refused = await stack.call("POST", "/accounting/expenses", json=unsaid)
    assert (refused.status, refused.fields) == (400, ["type"])


@pytest.mark.parametrize("journal", [CASH, BANK, PURCHASE, GENERAL])
async def test_files_are_stored_with_it(stack: Stack, journal: str) -> None:
    lines = [
        {"accountCode": "5530", "totalNetAmount": 10, "taxRate": {"code": "0"}},
        {"accountCode": "5520", "totalNetAmount": 5, "taxRate": {"code": "0"}},
    ]
    sent = body(journalCode=journal, expenseLines=lines)
    sent |= {"accountCode": "1750"} if journal == GENERAL else {}
    sent |= {"supplierId": await supplier(stack)} if journal == PURCHASE else {}
    form = aiohttp.FormData()
    form.add_field("expense", json.dumps({f"{key} ": value for key, value in sent.items()}))
    form.add_field("files", PDF, filename="bon.pdf", content_type="application/pdf")
    form.add_field("files", b"1,2", filename="bon.csv", content_type="text/csv")
    created = await stack.call("POST", "/accounting/expenses", data=form)
    assert created.status == 201, created.body
    assert sorted(created.data["files"]) == ["bon.csv", "bon.pdf"]
    document = next(row for row in stack.table(Document) if str(row["ID"]) == created.data["documentId"])
    assert document["Type"] == (20 if journal == PURCHASE else 55)
    assert str(document["FinancialTransactionEntryID"]) == created.data["id"]
    named = {
        str(line["Document"])
        for line in stack.ledger(created.data["id"])
        if line["GLAccountCode"].strip() in ("5530", "5520")
    }
    assert named == {created.data["documentId"]}
    listed = await stack.call(
        "GET", "/accounting/expenses", params={"journalCode": journal, "cursor": "", "limit": "1000"}
    )
    assert next(one for one in listed.data if one["id"] == created.data["id"]) == created.data


async def test_a_refused_expense_leaves_no_document(stack: Stack) -> None:
    before = len(stack.table(Document))
    gl = stack.table(GLAccount).first("Code", "5530")
    files = [{"fileName": "bon.pdf", "content": base64.b64encode(PDF).decode()}]
    await book(stack, body())
    stack.table(GLAccount).change(gl["ID"], {"IsBlocked": True})
    refused = await stack.call("POST", "/accounting/expenses", json=body(files=files))
    assert refused.status == 422, refused.body
    assert refused.fields == ["expenseLines[0].accountCode"]
    assert len(stack.table(Document)) == before
    assert not any(row["FileName"] == "bon.pdf" for row in stack.table(DocumentAttachment))


async def test_a_lost_answer_is_looked_for(stack: Stack) -> None:
    await stack.fault("lost", path="CashEntries", method="POST")
    created = await book(stack, body())
    assert len([row for row in stack.table(CashEntry) if str(row["EntryID"]) == created.data["id"]]) == 1


async def test_the_list_has_all_entries_and_a_journal_narrows_it(stack: Stack) -> None:
    entities = (PurchaseEntry, BankEntry, CashEntry, GeneralJournalEntry)
    sizes = [len(stack.table(entity)) for entity in entities]
    first = await stack.call("GET", "/accounting/expenses", params={"limit": "5"})
    assert first.body["meta"]["pagination"]["total"] == sum(sizes)
    walked, cursor = [], ""
    while cursor is not None:
        part = await stack.call("GET", "/accounting/expenses", params={"cursor": cursor, "limit": "1000"})
        walked += part.data
        cursor = part.body["meta"]["nextCursor"]
    assert len(walked) == len({one["id"] for one in walked}) == sum(sizes)
    await stack.forget_calls()
    for code, entity in ((CASH, CashEntry), (BANK, BankEntry)):
        part = await stack.call("GET", "/accounting/expenses", params={"journalCode": code, "limit": "5"})
        assert part.body["meta"]["pagination"]["total"] == len(stack.table(entity))
        assert {one["journalCode"] for one in part.data} == {code}
    sales = await stack.call("GET", "/accounting/expenses", params={"journalCode": "70"})
    assert (sales.data, sales.calls) == ([], 0)
    unknown = await stack.call("GET", "/accounting/expenses", params={"journalCode": "999"})
    assert (unknown.status, unknown.fields) == (400, ["journalCode"])


async def test_one_is_found_with_and_without_its_journal(stack: Stack) -> None:
    expense = (await book(stack, body())).data
    path = f"/accounting/expenses/{expense['id']}"
    found = await stack.call("GET", path)
    assert (found.data, found.calls) == (expense, 3)
    hinted = await stack.call("GET", path, params={"journalCode": CASH})
    assert (hinted.data, hinted.calls) == (expense, 1)
    assert (await stack.call("GET", path, params={"journalCode": BANK})).status == 404


@pytest.mark.parametrize("journal", [CASH, PURCHASE, GENERAL])
async def test_one_is_removed_while_it_is_open(stack: Stack, journal: str) -> None:
    lines = [{"accountCode": "5530", "totalNetAmount": 10, "taxRate": {"code": "0"}}]
    sent = body(journalCode=journal, expenseLines=lines)
    sent |= {"accountCode": "1750"} if journal == GENERAL else {}
    sent |= {"supplierId": await supplier(stack)} if journal == PURCHASE else {}
    expense = (await book(stack, sent)).data
    path = f"/accounting/expenses/{expense['id']}"
    removed = await stack.call("DELETE", path)
    assert (removed.status, removed.data) == (200, expense["id"])
    assert stack.ledger(expense["id"]) == []
    assert (await stack.call("GET", path)).status == 404


async def test_a_processed_one_stays(stack: Stack) -> None:
    expense = (await book(stack, body())).data
    row = next(row for row in stack.table(CashEntry) if str(row["EntryID"]) == expense["id"])
    stack.table(CashEntry).change(row["EntryID"], {"Status": 50})
    await stack.forget_calls()
    refused = await stack.call("DELETE", f"/accounting/expenses/{expense['id']}")
    assert (refused.status, refused.body["errors"]["code"]) == (422, "REJECTED")
    assert {call["method"] for call in await stack.exact_calls()} == {"GET"}


async def test_a_purchase_can_be_changed_and_nothing_else(stack: Stack) -> None:
    expense = (await book(stack, body(journalCode=PURCHASE, supplierId=await supplier(stack)))).data
    changed = await stack.call("PATCH", f"/accounting/expenses/{expense['id']}", json={"description": "Parkeergarage"})
    assert changed.status == 200, changed.body
    assert changed.data | {"updatedDate": None} == expense | {"description": "Parkeergarage", "updatedDate": None}
    lines = await stack.call(
        "PATCH", f"/accounting/expenses/{expense['id']}", json={"expenseLines": body()["expenseLines"], "note": "bon 8"}
    )
    assert (lines.status, sorted(lines.fields)) == (400, ["expenseLines", "note"])
    cash = (await book(stack, body())).data
    refused = await stack.call("PATCH", f"/accounting/expenses/{cash['id']}", json={"description": "Parkeergarage"})
    assert (refused.status, refused.body["errors"]["code"]) == (405, "NOT_OFFERED")


async def test_older_spellings_are_understood(stack: Stack) -> None:
    centre = next(iter(stack.table(Costcenter)))
    line = body()["expenseLines"][0] | {"trackingCategories": [{"id": str(centre["ID"])}], "totalGrossAmount": "12.10"}
    created = await book(stack, body(memo="bon 7", expenseLines=[line]))
    assert created.body["meta"]["warnings"] is None
    assert created.data["note"] == "bon 7"
    assert [d["code"] for d in created.data["expenseLines"][0]["dimensions"]] == [centre["Code"].strip()]


async def test_what_has_no_place_is_named(stack: Stack) -> None:
    line = body()["expenseLines"][0] | {"documentNumber": "D-1", "itemId": "I-1", "description": "Garage"}
    sent = body(expenseLines=[line], ledgerName="Kas", paymentTermId="30", colour="red", paymentType="CHECK")
    created = await book(stack, sent)
    named = {text.partition(":")[0] for text in created.body["meta"]["warnings"]}
    assert named == {
        *("description", "ledgerName", "paymentTermId", "colour", "paymentType"),
        *("expenseLines[0].documentNumber", "expenseLines[0].itemId"),
    }


async def test_a_foreign_currency_is_booked_at_its_rate(stack: Stack) -> None:
    lines = [{"accountCode": "5530", "totalNetAmount": 100, "taxRate": {"code": "0"}}]
    sent = body(
        journalCode="61", currency="USD", exchangeRate="0.92", supplierId=await supplier(stack), expenseLines=lines
    )
    expense = (await book(stack, sent)).data
    assert booked(stack, expense["id"]) == {"5530": Decimal("92.00"), "1600": Decimal("-92.00")}
    assert (expense["currency"], expense["exchangeRate"], expense["totalGrossAmount"]) == ("USD", "0.92", 100)
    assert expense["expenseLines"][0]["exchangeRate"] == 0.92


async def test_an_expense_costs_the_calls_that_are_declared(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    await book(stack, body(supplierId=supplier_id))
    await stack.forget_calls()
    created = await book(stack, body(supplierId=supplier_id))
    calls = [call["path"].partition("?")[0].rsplit("/", 1)[-1] for call in await stack.exact_calls()]
    assert calls == ["CashEntries", "CashEntries"], "what was found good is not looked up again; it is read back"
    assert created.calls == 2
    first = await stack.call("GET", "/accounting/expenses", params={"limit": "5", "cursor": ""})
    assert first.calls == 5, "each table is asked once, and the files of the first one's documents"
    onwards = {"limit": "5", "cursor": first.body["meta"]["nextCursor"]}
    assert (await stack.call("GET", "/accounting/expenses", params=onwards)).calls == 2


async def test_a_deposit_of_several_rates_stands_line_by_line(stack: Stack) -> None:
    journals = stack.table(Journal)
    journals.change(
        journals.first("Code", BANK)["ID"], {"AllowVariableCurrency": True, "AllowVariableExchangeRate": True}
    )
    lines = [
        {"accountCode": "5530", "totalNetAmount": 100, "exchangeRate": "0.90", "taxRate": {"code": "0"}},
        {"accountCode": "5520", "totalNetAmount": 50, "taxRate": {"code": "0"}},
    ]
    sent = body(journalCode=BANK, currency="USD", exchangeRate="0.92", expenseLines=lines)
    expense = (await book(stack, sent)).data
    assert booked(stack, expense["id"]) == {
        "5530": Decimal("90.00"),
        "5520": Decimal("46.00"),
        "1100": Decimal("-136.00"),
    }
    assert [line["exchangeRate"] for line in expense["expenseLines"]] == [0.9, 0.92]


async def test_reverse_charge_is_booked_on_both_sides(stack: Stack) -> None:
    lines = [{"accountCode": "5530", "totalNetAmount": 100, "taxRate": {"code": "5"}}]
    expense = (await book(stack, body(expenseLines=lines))).data
    assert booked(stack, expense["id"]) == {
        "5530": Decimal(100),
        "1000": Decimal(-100),
        "1520": Decimal(21),
        "1500": Decimal(-21),
    }
    assert (expense["totalTaxAmount"], expense["totalGrossAmount"]) == (0, 100)
