"""A payment's whole way: booked with the right sign, settled with what it pays, read back, found by its invoice, removed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.e2e.stack import Stack

from unibooks.connectors.exact.target import (
    BankEntry,
    BankEntryLine,
    CashEntry,
    TransactionLine,
)

SUPPLIER = {"contactType": "COMPANY", "companyName": "Drukkerij De Letterbak B.V."}
CASH, BANK = "10", "20"


async def supplier(stack: Stack) -> str:
    created = await stack.call("POST", "/accounting/suppliers", json=SUPPLIER)
    assert created.status == 201, created.body
    return created.data["id"]


async def bill(stack: Stack, supplier_id: str, net: float = 100, day: str = "2026-02-20") -> str:
    line = {"accountNumber": "5541", "totalNetAmount": net, "taxCode": "2"}
    body = {"contactId": supplier_id, "billDate": day, "journalCode": "60", "lineItems": [line]}
    created = await stack.call("POST", "/accounting/bills", json=body)
    assert created.status == 201, created.body
    return created.data["id"]


def body(*lines: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"journalCode": BANK, "paymentLines": [{"paymentDate": "2026-02-27", **line} for line in lines]} | changes


async def book(stack: Stack, sent: dict[str, Any]) -> Any:
    created = await stack.call("POST", "/accounting/payments", json=sent)
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


async def open_amount(stack: Stack, bill_id: str) -> Decimal:
    """What Exact itself shows as open of a bill."""
    query = {"$select": "AmountDC,Status", "$filter": f"TransactionEntryID eq guid'{bill_id}'"}
    request = {"path": "cashflow/Payments", "method": "GET", "query": query}
    found = (await stack.call("POST", "/accounting/passThrough", json=request)).data["d"]
    rows = found if isinstance(found, list) else found["results"]
    assert rows
    return sum((abs(Decimal(str(row["AmountDC"]))) for row in rows if row["Status"] != 50), Decimal(0))


@pytest.mark.parametrize(("journal", "money"), [(CASH, "1000"), (BANK, "1100")])
async def test_a_bill_is_paid_and_settled(stack: Stack, journal: str, money: str) -> None:
    supplier_id = await supplier(stack)
    bill_id = await bill(stack, supplier_id)
    created = await book(stack, body({"amount": 121, "invoiceId": bill_id, "description": "F-1"}, journalCode=journal))
    payment = created.data
    assert created.body["meta"]["warnings"] is None
    assert booked(stack, payment["id"]) == {money: -121, "1600": 121}
    assert await open_amount(stack, bill_id) == 0
    assert payment["paymentLines"] == [
        {
            "accountId": stack.account_id("1600"),
            "amount": 121,
            "contactId": supplier_id,
            "contactName": "Drukkerij De Letterbak B.V.",
            "customerId": None,
            "description": "F-1",
            "invoiceId": bill_id,
            "paymentDate": "2026-02-27",
            "supplierId": supplier_id,
        }
    ]
    assert (payment["documentType"], payment["paymentType"], payment["currency"]) == ("BILL", "CREDITOR", "EUR")
    assert (payment["journalCode"], payment["exchangeRate"]) == (journal, 1)
    assert (await stack.call("GET", f"/accounting/payments/{payment['id']}")).data == payment
    paid = (await stack.call("GET", f"/accounting/bills/{bill_id}")).data
    assert paid["status"] in ("PAID", "OPEN")


async def test_a_part_is_paid_and_then_the_rest(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    bill_id = await bill(stack, supplier_id)
    first = await book(stack, body({"amount": 50, "invoiceId": bill_id}))
    assert first.body["meta"]["warnings"] is None
    assert await open_amount(stack, bill_id) == 71
    second = await book(stack, body({"amount": 71, "invoiceId": bill_id}))
    assert second.body["meta"]["warnings"] is None
    assert await open_amount(stack, bill_id) == 0
    listed = await stack.call("GET", "/accounting/payments", params={"invoiceId": bill_id})
    assert {one["id"] for one in listed.data} == {first.data["id"], second.data["id"]}
    third = await stack.call("POST", "/accounting/payments", json=body({"amount": 1, "invoiceId": bill_id}))
    assert (third.status, third.fields) == (400, ["paymentLines[0].invoiceId"])


async def test_more_than_is_open_settles_what_is_open(stack: Stack) -> None:
    bill_id = await bill(stack, await supplier(stack))
    created = await book(stack, body({"amount": 130, "invoiceId": bill_id}))
    assert await open_amount(stack, bill_id) == 0
    assert created.body["meta"]["warnings"] == [
        "paymentLines[0].amount: is 130.00, and 121 of what is paid is open; the rest stays open"
    ]


async def test_several_bills_are_paid_by_one_entry(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    bills = [await bill(stack, supplier_id, net) for net in (100, 200, 100)]
    lines = [{"amount": amount, "invoiceId": one} for amount, one in zip((121, 242, 121), bills, strict=True)]
    created = await book(stack, body(*lines))
    assert booked(stack, created.data["id"]) == {"1100": -484, "1600": 484}
    assert [line["invoiceId"] for line in created.data["paymentLines"]] == bills
    assert [await open_amount(stack, one) for one in bills] == [0, 0, 0]


async def test_a_vendor_credit_is_paid_back(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    created = await stack.call(
        "POST",
        "/accounting/expenses",
        json={
            "journalCode": "60",
            "type": "REFUND",
            "supplierId": supplier_id,
            "transactionDate": "2026-02-20",
            "expenseLines": [{"accountCode": "5541", "totalNetAmount": 100, "taxRate": {"code": "2"}}],
        },
    )
    assert created.status == 201, created.body
    wrong = await stack.call(
        "POST", "/accounting/payments", json=body({"amount": 121, "invoiceId": created.data["id"]})
    )
    assert (wrong.status, wrong.fields) == (400, ["paymentLines[0].amount"])
    payment = (await book(stack, body({"amount": -121, "invoiceId": created.data["id"]}))).data
    assert booked(stack, payment["id"]) == {"1100": 121, "1600": -121}
    assert (payment["paymentLines"][0]["amount"], payment["documentType"]) == (-121, "BILL")
    assert payment["paymentLines"][0]["invoiceId"] == created.data["id"]


async def test_a_customer_pays(stack: Stack) -> None:
    created = await stack.call("POST", "/accounting/customers", json=SUPPLIER | {"companyName": "Klant"})
    customer = created.data["id"]
    payment = (await book(stack, body({"amount": 60.50, "customerId": customer}))).data
    assert booked(stack, payment["id"]) == {"1100": Decimal("60.50"), "1300": Decimal("-60.50")}
    assert (payment["documentType"], payment["paymentType"]) == ("INVOICE", "DEBTOR")
    line = payment["paymentLines"][0]
    assert (line["customerId"], line["supplierId"], line["contactId"], line["amount"]) == (
        customer,
        None,
        customer,
        60.5,
    )


async def test_what_a_customer_owes_is_settled(stack: Stack) -> None:
    control = next(
        row
        for row in stack.table(TransactionLine)
        if row["GLAccountCode"].strip() == "1300"
        and row["Type"] == 20
        and row["AmountDC"] > 0
        and row["OffsetID"] is None
        and (row["FinancialYear"], row["FinancialPeriod"])
        not in stack.world.companies[int(stack.company)].closed_periods
    )
    amount = float(control["AmountDC"])
    created = await book(stack, body({"amount": amount, "invoiceId": str(control["EntryID"])}))
    assert created.body["meta"]["warnings"] is None
    assert booked(stack, created.data["id"])["1300"] == -control["AmountDC"]
    assert created.data["paymentLines"][0]["invoiceId"] == str(control["EntryID"])


@pytest.mark.parametrize(
    ("said", "account", "amount"),
    [
        ({"documentType": "BILL"}, "5560", "10"),
        ({"paymentType": "creditor"}, "5560", "10"),
        ({"documentType": "INVOICE"}, "8900", "-10"),
        ({"paymentType": "DEBTOR"}, "8900", "-10"),
    ],
)
async def test_money_without_a_relation_goes_the_way_that_is_said(
    stack: Stack, said: dict[str, Any], account: str, amount: str
) -> None:
    created = await book(stack, body({"amount": 10, "accountId": stack.account_id(account)}, **said))
    assert booked(stack, created.data["id"]) == {account: Decimal(amount), "1100": -Decimal(amount)}
    assert created.data["paymentLines"][0]["amount"] == 10
    warned = created.body["meta"]["warnings"]
    assert warned is None if account == "5560" else "booked without VAT" in warned[0]


async def test_a_match_that_is_refused_leaves_the_payment_and_a_warning(stack: Stack) -> None:
    bill_id = await bill(stack, await supplier(stack))
    company = stack.world.companies[int(stack.company)]
    company.closed_periods.add((2026, 2))
    created = await book(stack, body({"amount": 121, "invoiceId": bill_id, "paymentDate": "2026-03-01"}))
    assert booked(stack, created.data["id"]) == {"1100": -121, "1600": 121}
    (warning,) = created.body["meta"]["warnings"]
    assert warning.startswith(f"paymentLines[0].invoiceId: the money is booked, but it is not settled with {bill_id}: ")
    assert "Betalingstermijn: GLAccount=1600" in warning
    assert warning.endswith("as for an entry in a closed period; match them in Exact Online")
    assert created.data["paymentLines"][0]["invoiceId"] is None
    assert await open_amount(stack, bill_id) == 121


@pytest.mark.parametrize("fault", ["lost", "500", "maintenance"])
async def test_a_match_without_an_answer_is_looked_for(stack: Stack, fault: str) -> None:
    bill_id = await bill(stack, await supplier(stack))
    before = len(stack.table(BankEntry))
    await stack.fault(fault, path="XMLUpload", method="POST")
    created = await book(stack, body({"amount": 121, "invoiceId": bill_id}))
    assert len(stack.table(BankEntry)) == before + 1
    assert booked(stack, created.data["id"]) == {"1100": -121, "1600": 121}
    settled = await open_amount(stack, bill_id) == 0
    assert settled == (fault == "lost")
    if not settled:
        (warning,) = created.body["meta"]["warnings"]
        assert "not settled" in warning
        assert "send it again" not in warning


async def test_the_list_has_bank_and_cash_entries(stack: Stack) -> None:
    size = len(stack.table(BankEntry)) + len(stack.table(CashEntry))
    walked, cursor = [], ""
    while cursor is not None:
        part = await stack.call("GET", "/accounting/payments", params={"cursor": cursor, "limit": "1000"})
        walked += part.data
        cursor = part.body["meta"]["nextCursor"]
    assert len(walked) == len({one["id"] for one in walked}) == size
    changed = await stack.call("GET", "/accounting/payments", params={"lastModifiedAt": "2099-01-01T00:00:00Z"})
    assert changed.data == []
    none = await stack.call("GET", "/accounting/payments", params={"invoiceId": "6f9619ff-8b86-d011-b42d-00cf4fc964ff"})
    assert (none.data, none.body["meta"]["pagination"]["total"]) == ([], 0)
    wrong = await stack.call("GET", "/accounting/payments", params={"invoiceId": "F-1"})
    assert (wrong.status, wrong.fields) == (400, ["invoiceId"])


async def test_one_is_removed_while_it_is_open_and_the_bill_is_open_again(stack: Stack) -> None:
    bill_id = await bill(stack, await supplier(stack))
    payment = (await book(stack, body({"amount": 121, "invoiceId": bill_id}))).data
    path = f"/accounting/payments/{payment['id']}"
    removed = await stack.call("DELETE", path)
    assert (removed.status, removed.data) == (200, payment["id"])
    assert stack.ledger(payment["id"]) == []
    assert await open_amount(stack, bill_id) == 121
    assert (await stack.call("GET", path)).status == 404


async def test_a_processed_one_stays_and_none_can_be_changed(stack: Stack) -> None:
    payment = (await book(stack, body({"amount": 10, "supplierId": await supplier(stack)}))).data
    path = f"/accounting/payments/{payment['id']}"
    await stack.forget_calls()
    changed = await stack.call("PATCH", path, json={"paymentType": "CREDITOR"})
    assert (changed.status, changed.body["errors"]["code"]) == (405, "NOT_OFFERED")
    row = next(row for row in stack.table(BankEntry) if str(row["EntryID"]) == payment["id"])
    stack.table(BankEntry).change(row["EntryID"], {"Status": 50})
    refused = await stack.call("DELETE", path)
    assert (refused.status, refused.body["errors"]["code"]) == (422, "REJECTED")
    assert {call["method"] for call in await stack.exact_calls()} == {"GET"}


async def test_what_has_no_place_is_named(stack: Stack) -> None:
    line = {"amount": 10, "supplierId": await supplier(stack), "contactName": "Somebody", "colour": "red"}
    created = await book(stack, body(line, paymentType="BANK_TRANSFER", documentType="BOOKING_PROPOSAL"))
    named = {text.partition(":")[0] for text in created.body["meta"]["warnings"]}
    assert named == {"paymentType", "documentType", "paymentLines[0].contactName", "paymentLines[0].colour"}


async def test_the_balance_goes_on(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    first = (await book(stack, body({"amount": 10, "supplierId": supplier_id}))).data
    second = (await book(stack, body({"amount": 5, "supplierId": supplier_id}))).data
    rows = {str(row["EntryID"]): row for row in stack.table(BankEntry)}
    assert rows[second["id"]]["OpeningBalanceFC"] == rows[first["id"]]["ClosingBalanceFC"]
    assert rows[second["id"]]["ClosingBalanceFC"] == rows[second["id"]]["OpeningBalanceFC"] - 5
    assert any(str(row["Account"]) == supplier_id for row in stack.table(BankEntryLine))


@pytest.mark.parametrize("fault", ["lost", "500"])
async def test_a_payment_without_an_answer_is_not_taken_for_an_equal_one(stack: Stack, fault: str) -> None:
    first, second = await supplier(stack), await supplier(stack)
    other = (await book(stack, body({"amount": 10, "supplierId": first}))).data
    await stack.fault(fault, path="BankEntries", method="POST")
    answer = await stack.call("POST", "/accounting/payments", json=body({"amount": 10, "supplierId": second}))
    made = [row for row in stack.table(BankEntryLine) if str(row["Account"]) == second]
    if fault == "lost":
        assert (answer.status, len(made)) == (201, 1)
        assert answer.data["id"] == str(made[0]["EntryID"]) != other["id"]
    else:
        assert (answer.status, made) == (503, [])


async def test_a_payment_costs_the_calls_that_are_declared(stack: Stack) -> None:
    supplier_id = await supplier(stack)
    bills = [await bill(stack, supplier_id), await bill(stack, supplier_id)]
    await book(stack, body({"amount": 121, "invoiceId": bills[0]}))
    await stack.forget_calls()
    created = await book(stack, body({"amount": 121, "invoiceId": bills[1]}))
    calls = [call["path"].partition("?")[0].rsplit("/", 1)[-1] for call in await stack.exact_calls()]
    assert calls == [
        *("TransactionLines", "Payments", "BankEntries", "TransactionLines", "XMLUpload.aspx"),
        *("BankEntries", "TransactionLines", "TransactionLines"),
    ]
    read = await stack.call("GET", f"/accounting/payments/{created.data['id']}")
    assert read.calls == 3
    listed = await stack.call("GET", "/accounting/payments", params={"invoiceId": bills[1], "limit": "5"})
    assert (len(listed.data), listed.calls) == (1, 6)
