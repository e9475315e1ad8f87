"""What a clerk can do in the books, each a valid write; one that finds nothing to do it to does nothing.

A new kind of write is one function and one line in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.sandbox.books import selling, shop
from tests.sandbox.books.clerk import CODES, OPEN, SALES_CODES, Clerk

from unibooks.connectors.exact.target import (
    Account,
    Address,
    BankAccount,
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    Contact,
    Costcenter,
    Costunit,
    Document,
    DocumentAttachment,
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    GLAccount,
    Payment,
    PurchaseEntry,
    PurchaseEntryLine,
    Receivable,
)
from unibooks.connectors.exact.target.cashflow import ProcessPayment
from unibooks.connectors.exact.target.financial import ExchangeRate
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import PrintedSalesInvoice, SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, SalesOrder, SalesOrderLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact import virtual
from unibooks.sandbox.exact.books import differences, matching, payments, purchase_invoice_booking, status, virtuals
from unibooks.sandbox.exact.books.differences import WriteOff
from unibooks.sandbox.exact.state import Row

VIRTUALS = virtuals()


def bill_line(clerk: Clerk) -> Row:
    line = {"GLAccount": clerk.cost(), "AmountFC": clerk.amount(), "VATCode": clerk.one(CODES)}
    return line | clerk.texts("Description", "Notes")


def book_bill(clerk: Clerk) -> None:
    abroad = clerk.yes()
    body: Row = {
        "Supplier": clerk.supplier()["ID"],
        "Journal": "61" if abroad else "60",
        "EntryDate": clerk.day(),
        "PurchaseEntryLines": clerk.some(lambda: bill_line(clerk)),
    }
    if abroad:
        body |= {"Currency": clerk.one(("USD", "GBP"))} | ({"Rate": clerk.rate()} if clerk.yes() else {})
    clerk.desk.post(PurchaseEntry, body | clerk.texts("Description", "YourRef"))


def change_bill(clerk: Clerk) -> None:
    if entry := clerk.open_entry(PurchaseEntry):
        body = clerk.texts("Description", "YourRef", "PaymentReference")
        if clerk.yes():
            body["Supplier"] = clerk.supplier()["ID"]
        if clerk.yes():
            body["EntryDate"] = clerk.day(entry["ReportingYear"])
        if clerk.yes():
            body["PaymentCondition"] = clerk.one(("08", "30", "EM", "DEEL"))
        clerk.desk.put(PurchaseEntry, entry, body)


def add_bill_line(clerk: Clerk) -> None:
    if entry := clerk.open_entry(PurchaseEntry):
        clerk.desk.post(PurchaseEntryLine, bill_line(clerk) | {"EntryID": entry["EntryID"]})


def change_bill_line(clerk: Clerk) -> None:
    if line := clerk.line_of(PurchaseEntryLine, PurchaseEntry):
        clerk.desk.put(PurchaseEntryLine, line, bill_line(clerk) | {"CostCenter": None, "CostUnit": None})


def remove_line(clerk: Clerk) -> None:
    if line := clerk.line_of(PurchaseEntryLine, PurchaseEntry):
        clerk.desk.delete(PurchaseEntryLine, line)


def sale_line(clerk: Clerk) -> Row:
    line = {"GLAccount": clerk.desk.gl(clerk.one(("8000", "8010"))), "AmountFC": clerk.amount()}
    return line | {"VATCode": clerk.one(SALES_CODES)} | clerk.texts("Description", "Notes")


def book_sale(clerk: Clerk) -> None:
    body: Row = {
        "Customer": clerk.customer()["ID"],
        "Journal": "70",
        "EntryDate": clerk.day(),
        "SalesEntryLines": clerk.some(lambda: sale_line(clerk)),
    }
    if clerk.yes():
        body |= {"PaymentCondition": clerk.one(("08", "DEEL"))}
    clerk.desk.post(SalesEntry, body | clerk.texts("Description", "YourRef"))


def change_sale(clerk: Clerk) -> None:
    if entry := clerk.open_entry(SalesEntry):
        body = clerk.texts("Description", "YourRef")
        if clerk.yes():
            body["Customer"] = clerk.customer()["ID"]
        if clerk.yes():
            body["EntryDate"] = clerk.day(entry["ReportingYear"])
        clerk.desk.put(SalesEntry, entry, body)


def write_sale_line(clerk: Clerk) -> None:
    """A line of a sale, new, changed or removed."""
    what = clerk.one(("add", "change", "remove"))
    entry, line = clerk.open_entry(SalesEntry), clerk.line_of(SalesEntryLine, SalesEntry)
    if what == "add" and entry:
        clerk.desk.post(SalesEntryLine, sale_line(clerk) | {"EntryID": entry["EntryID"]})
    elif what == "change" and line:
        clerk.desk.put(SalesEntryLine, line, sale_line(clerk) | {"CostCenter": None, "CostUnit": None})
    elif what == "remove" and line:
        clerk.desk.delete(SalesEntryLine, line)


def sell(clerk: Clerk) -> None:
    """An order of a customer, its lines, or its removal."""
    row = clerk.newest(SalesOrder, lambda row: row["DeliveryStatus"] == 12 and row["InvoiceStatus"] == 12)
    if row is None or clerk.yes():
        lines = clerk.some(lambda: selling.sold(clerk.desk, str(clerk.dice.randint(1, 9))))
        clerk.desk.post(SalesOrder, {"OrderedBy": clerk.customer()["ID"], "SalesOrderLines": lines})
    elif clerk.yes():
        clerk.desk.post(SalesOrderLine, selling.sold(clerk.desk) | {"OrderID": row["OrderID"]})
    else:
        clerk.desk.delete(SalesOrder, row)


def deliver(clerk: Clerk) -> None:
    """Deliver a line of an order, all of it or a part."""
    due = clerk.newest(SalesOrderLine, lambda row: row["Quantity"] > (row["QuantityDelivered"] or 0))
    if due is None:
        return
    left = int(due["Quantity"] - (due["QuantityDelivered"] or 0))
    part = {"SalesOrderLineID": due["ID"], "QuantityDelivered": Decimal(clerk.dice.randint(1, max(1, left)))}
    clerk.desk.post(GoodsDelivery, {"DeliveryDate": clerk.day(), "GoodsDeliveryLines": [part]})


def invoice(clerk: Clerk) -> None:
    """A sales invoice of items, a line more, or its removal as long as it is not printed."""
    row = clerk.newest(SalesInvoice, lambda row: row["Status"] == OPEN)
    line = selling.sold(clerk.desk, str(clerk.dice.randint(-3, 9) or 1), NetPrice=abs(clerk.amount()))
    if row is None or clerk.yes():
        body = {"OrderedBy": clerk.customer()["ID"], "Journal": "70", "SalesInvoiceLines": [line]}
        clerk.desk.post(SalesInvoice, body | clerk.texts("Description", "YourRef"))
    elif clerk.yes():
        clerk.desk.post(SalesInvoiceLine, line | {"InvoiceID": row["InvoiceID"]})
    else:
        clerk.desk.delete(SalesInvoice, row)


def print_invoice(clerk: Clerk) -> None:
    if row := clerk.newest(SalesInvoice, lambda row: row["Status"] == OPEN):
        clerk.desk.post(PrintedSalesInvoice, {"InvoiceID": row["InvoiceID"], "InvoiceDate": clerk.day()})


def buy(clerk: Clerk) -> None:
    """A purchase invoice, which is processed at once or waits."""
    line = {
        "Item": shop.item(clerk.desk)["ID"],
        "Quantity": Decimal(clerk.dice.randint(1, 9)),
        "UnitPrice": Decimal(clerk.dice.randint(1, 9_999)) / 100,
        "VATCode": clerk.one(("1", "2")),
    }
    body = {"Supplier": clerk.supplier()["ID"], "Journal": "60", "Type": 8033, "InvoiceDate": clerk.day()}
    made = clerk.desk.post(PurchaseInvoice, body | {"PurchaseInvoiceLines": [line]})
    if clerk.yes():
        purchase_invoice_booking.process(clerk.desk.write, made)


def write_item(clerk: Clerk) -> None:
    row = clerk.newest(Item, lambda row: row["Code"].startswith("X-"))
    if row is None or clerk.yes():
        code = f"X-{len(clerk.company[Item]) + len(clerk.company[Item].removed)}"
        clerk.desk.post(Item, {"Code": code, "Description": "Nieuw"})
    elif clerk.yes():
        clerk.desk.put(Item, row, clerk.texts("Description", "Notes"))
    else:
        clerk.desk.delete(Item, row)


def pay_terms(clerk: Clerk) -> None:
    """Send terms to the bank, some of them selected before."""
    table = virtual.table(clerk.desk.world, clerk.company, Payment, VIRTUALS[Payment])
    if keys := [row["ID"] for row in table if row["Status"] in {20, 30}][: clerk.dice.randint(1, 3)]:
        if clerk.yes():
            payments.select(clerk.desk.write, keys[:1])
        clerk.desk.post(ProcessPayment, {"PaymentIDs": keys})


def write_rate(clerk: Clerk) -> None:
    table = clerk.company[ExchangeRate]
    body: Row = {"SourceCurrency": "USD", "StartDate": clerk.day(), "Rate": clerk.rate()}
    if not any(row["StartDate"] == body["StartDate"] for row in table.where("SourceCurrency", "USD")):
        clerk.desk.post(ExchangeRate, body)


def money_line(clerk: Clerk) -> Row:
    """A payment of a customer, to a supplier, or of costs."""
    line: Row = {"Date": clerk.day(), "AmountFC": clerk.amount()} | clerk.texts("Description")
    what = clerk.one(("customer", "supplier", "cost"))
    if what == "cost":
        line |= {"GLAccount": clerk.cost(), "VATCode": clerk.one(("0", "1", "2", "4", "5", "20"))}
    else:
        relation = clerk.customer() if what == "customer" else clerk.supplier()
        line |= {"GLAccount": clerk.desk.gl("1300" if what == "customer" else "1600"), "Account": relation["ID"]}
    return line


def _rated(clerk: Clerk, journal: str, line: Row) -> Row:
    return line | {"ExchangeRate": clerk.rate()} if journal in {"21", "97"} and clerk.yes() else line


def _book_money(clerk: Clerk, entity: type[Entity], line: type[Entity], journal: str) -> None:
    lines = clerk.some(lambda: _rated(clerk, journal, money_line(clerk)))
    lines[0]["Date"] = clerk.day()
    clerk.desk.post(entity, {"JournalCode": journal, f"{line.__name__}s": lines})


def book_bank(clerk: Clerk) -> None:
    _book_money(clerk, BankEntry, BankEntryLine, clerk.one(("20", "21")))


def book_cash(clerk: Clerk) -> None:
    _book_money(clerk, CashEntry, CashEntryLine, "10")


def _add_money(clerk: Clerk, entity: type[Entity], line: type[Entity]) -> None:
    if entry := clerk.open_entry(entity):
        body = _rated(clerk, entry["JournalCode"], money_line(clerk))
        clerk.desk.post(line, body | {"EntryID": entry["EntryID"]})


def add_bank_line(clerk: Clerk) -> None:
    _add_money(clerk, BankEntry, BankEntryLine)


def add_cash_line(clerk: Clerk) -> None:
    _add_money(clerk, CashEntry, CashEntryLine)


def book_general(clerk: Clerk) -> None:
    journal, day = clerk.one(("90", "97")), clerk.day()
    lines: list[Row] = clerk.some(lambda: {"GLAccount": clerk.cost(), "AmountFC": clerk.amount(), "Date": day})
    if journal == "97" and clerk.yes():
        lines[0]["VATCode"] = clerk.one(("4", "5"))  # contained or charged both ways: the balance stays
    if clerk.yes():
        lines[0] |= {"GLAccount": clerk.desk.gl("1600"), "Account": clerk.supplier()["ID"]}
        lines[0].pop("VATCode", None)
    rest = -sum((line["AmountFC"] for line in lines), Decimal(0))
    lines.append({"GLAccount": clerk.desk.gl("2000"), "AmountFC": rest, "Date": day})
    body: Row = {"JournalCode": journal, "GeneralJournalEntryLines": lines}
    if journal == "97":
        body |= {"Currency": clerk.one(("USD", "GBP"))} | ({"ExchangeRate": clerk.rate()} if clerk.yes() else {})
    clerk.desk.post(GeneralJournalEntry, body)


def add_general_line(clerk: Clerk) -> None:
    """Only a line of zero keeps the balance."""
    if entry := clerk.open_entry(GeneralJournalEntry):
        body = {"EntryID": entry["EntryID"], "GLAccount": clerk.cost(), "AmountFC": Decimal(0)}
        clerk.desk.post(GeneralJournalEntryLine, body | {"Date": clerk.day(entry["FinancialYear"])})


def remove_entry(clerk: Clerk) -> None:
    kind = clerk.one((PurchaseEntry, SalesEntry, BankEntry, CashEntry, GeneralJournalEntry))
    if entry := clerk.open_entry(kind):
        clerk.desk.delete(kind, entry)


def match_lines(clerk: Clerk) -> None:
    """Settle one line of each side, the rest of the larger one stays open."""
    if sides := clerk.matchable():
        lines = [clerk.one(side)["ID"] for side in sides]
        matching.match(clerk.desk.write, dict.fromkeys(lines), rest_open=True)


def match_part(clerk: Clerk) -> None:
    if sides := clerk.matchable():
        lines = [clerk.one(side)["ID"] for side in sides]
        limit = Decimal(clerk.dice.randint(1, 50_000)) / 100
        matching.match(clerk.desk.write, dict.fromkeys(lines), limit=limit)


def match_all(clerk: Clerk) -> None:
    if sides := clerk.matchable():
        lines = [row["ID"] for side in sides for row in side]
        matching.match(clerk.desk.write, dict.fromkeys(lines), rest_open=True)


def write_off(clerk: Clerk) -> None:
    """Settle one line of each side; what they differ by is booked."""
    if sides := clerk.matchable():
        lines = [clerk.one(side)["ID"] for side in sides]
        kind = clerk.one((differences.DISCOUNT, differences.PAYMENT, differences.EXCHANGE))
        matching.match(clerk.desk.write, dict.fromkeys(lines), write_off=WriteOff(kind, day=clerk.day()))


def match_currency(clerk: Clerk) -> None:
    """Settle lines that may be in a foreign currency, at different rates, in that currency."""
    if sides := clerk.matchable(lambda row: row["Currency"] == "USD"):
        lines = [clerk.one(side)["ID"] for side in sides]
        off = WriteOff(differences.EXCHANGE, day=clerk.day())
        matching.match(clerk.desk.write, dict.fromkeys(lines), rest_open=True, exchange=off)


def unmatch(clerk: Clerk) -> None:
    if keys := list(clerk.company.matches):
        matching.release(clerk.company, [clerk.one(keys)])


def change_term(clerk: Clerk) -> None:
    kind = clerk.one((Payment, Receivable))
    table = virtual.table(clerk.desk.world, clerk.company, kind, VIRTUALS[kind])
    if rows := [row for row in table if row["Status"] == 20][:40]:
        body = clerk.texts("Description", "PaymentReference") | {"PaymentMethod": clerk.one(("B", "I"))}
        clerk.desk.put(kind, clerk.one(rows), body)


def add_relation(clerk: Clerk) -> None:
    number = clerk.dice.randint(0, 9999)
    body = {"Name": f"Relatie {number}", "Status": clerk.one(("C", "A", "P")), "IsSupplier": clerk.yes()}
    clerk.desk.post(Account, body | clerk.texts("City", "Phone"))


def change_relation(clerk: Clerk) -> None:
    if row := clerk.newest(Account, lambda row: row["Type"] != "D"):
        clerk.desk.put(Account, row, clerk.texts("City", "Phone", "Remarks") | {"Name": row["Name"]})


def remove_relation(clerk: Clerk) -> None:
    """One that nothing refers to: it came after everything that is booked or filed."""
    used = {row["Account"] for row in clerk.company[Document]}
    for entity, name in (
        (PurchaseEntry, "Supplier"),
        (PurchaseInvoice, "Supplier"),
        (SalesEntry, "Customer"),
        (SalesOrder, "OrderedBy"),
    ):
        used |= {row[name] for row in clerk.company[entity]}
    for entity in (BankEntryLine, CashEntryLine, GeneralJournalEntryLine):
        used |= {row["Account"] for row in clerk.company[entity]}
    if row := clerk.newest(Account, lambda row: row["Name"].startswith("Relatie ") and row["ID"] not in used):
        clerk.desk.delete(Account, row)


def about_relation(clerk: Clerk) -> None:
    """A contact, an address or a bank account, new, changed or removed."""
    kind: Any = clerk.one((Contact, Address, BankAccount))
    number = clerk.dice.randint(0, 99)
    values: dict[type[Entity], Row] = {
        Contact: {"LastName": f"Jansen {number}"},
        Address: {"AddressLine1": f"Straat {number}", "City": "Delft"},
        BankAccount: {"BankAccount": f"{number}", "Description": f"Rekening {number}"},
    }
    what = clerk.one(("add", "change", "remove"))
    if what == "add":
        more: Row = {"Type": 4} if kind is Address else {}
        clerk.desk.post(kind, {"Account": clerk.supplier()["ID"]} | values[kind] | more)
    elif (row := clerk.newest(kind)) and what == "change":
        clerk.desk.put(kind, row, values[kind])
    elif row and kind is not Address:  # some are in use as the main one
        clerk.desk.delete(kind, row)


def add_dimension(clerk: Clerk) -> None:
    kind: Any = clerk.one((Costcenter, Costunit))
    code = f"X{len(clerk.company[kind].removed) + len(clerk.company[kind])}"
    if not clerk.company[kind].first("Code", code):
        clerk.desk.post(kind, {"Code": code, "Description": "Nieuw"})


def remove_dimension(clerk: Clerk) -> None:
    kind: Any = clerk.one((Costcenter, Costunit))
    if row := clerk.newest(kind, lambda row: row["Code"].startswith("X")):
        clerk.desk.delete(kind, row)


def write_account(clerk: Clerk) -> None:
    """A ledger account that nothing is booked on: new, renamed, or removed."""
    row = clerk.newest(GLAccount, lambda row: row["Code"].startswith("T"))
    if row is None or clerk.yes():
        code = f"T{len(clerk.company[GLAccount]) + len(clerk.company[GLAccount].removed)}"
        clerk.desk.post(GLAccount, {"Code": code, "Description": "Tijdelijk", "Type": 121})
    elif clerk.yes():
        clerk.desk.put(GLAccount, row, {"Description": f"Anders {clerk.dice.randint(0, 99)}"})
    else:
        clerk.desk.delete(GLAccount, row)


def file_document(clerk: Clerk) -> None:
    body = {"Subject": f"Stuk {clerk.dice.randint(0, 99)}", "Type": 55}
    found = clerk.desk.post(Document, body | ({"Account": clerk.supplier()["ID"]} if clerk.yes() else {}))
    if clerk.yes():
        clerk.desk.post(DocumentAttachment, {"Document": found["ID"], "FileName": "stuk.txt", "Attachment": b"tekst"})


def change_document(clerk: Clerk) -> None:
    if row := clerk.newest(Document):
        clerk.desk.put(Document, row, {"Subject": f"Stuk {clerk.dice.randint(0, 99)}"})


def remove_document(clerk: Clerk) -> None:
    if row := clerk.newest(Document, lambda row: row["Type"] == 55 and row["FinancialTransactionEntryID"] is None):
        clerk.desk.delete(Document, row)


def detach(clerk: Clerk) -> None:
    if row := clerk.newest(DocumentAttachment):
        clerk.desk.delete(DocumentAttachment, row)


def turn_period(clerk: Clerk) -> None:
    """Close a month or open it again; one at least stays open."""
    closed, month = clerk.company.closed_periods, (2026, clerk.one(range(1, 12)))
    (closed.discard if month in closed else closed.add)(month)


def process(clerk: Clerk) -> None:
    kind = clerk.one((PurchaseEntry, SalesEntry, BankEntry, CashEntry, GeneralJournalEntry))
    if entry := clerk.newest(kind):
        status.change(clerk.desk.write, entry["EntryID"], clerk.one((20, 50)))


OPERATIONS: tuple[Callable[[Clerk], None], ...] = (
    book_bill,
    change_bill,
    add_bill_line,
    change_bill_line,
    remove_line,
    book_sale,
    change_sale,
    write_sale_line,
    sell,
    deliver,
    invoice,
    print_invoice,
    buy,
    write_item,
    pay_terms,
    write_rate,
    book_bank,
    book_cash,
    add_bank_line,
    add_cash_line,
    book_general,
    add_general_line,
    remove_entry,
    match_lines,
    match_part,
    match_all,
    write_off,
    match_currency,
    unmatch,
    change_term,
    add_relation,
    change_relation,
    remove_relation,
    about_relation,
    add_dimension,
    remove_dimension,
    write_account,
    file_document,
    change_document,
    remove_document,
    detach,
    turn_period,
    process,
)
