"""The header of a purchase order: what may stand in it, and what Exact fills in when it is left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder
from unibooks.sandbox.exact.books import bought, entry_rules, references, texts, warehouses
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, Write

#: An order needs no approval [H: 1 automatically]; nobody here has to approve one.
AUTOMATICALLY: Final = 1
#: [H] where an order came from: 11 is this API.
REST: Final = 11
#: Days that a calendar can count on.
LONGEST_LEAD: Final = 3650
#: References to things that these companies do not have, so that every one of them is unknown.
ABSENT: Final[tuple[tuple[str, Text], ...]] = (
    ("SelectionCode", texts.SELECTION_CODE),
    ("ShippingMethod", texts.SHIPPING_METHOD),
)
#: Properties that are kept as they were sent.
PLAIN: Final = ("Description", "Discount", "IncotermAddress", "IncotermCode", "IncotermVersion", "Remarks", "YourRef")


def supplier_of(company: Company, header: Row) -> Row | None:
    """The relation that an order is sent to."""
    return references.account(company, header.get("Supplier"))


def resolve(write: Write, given: Row, faults: Faults, order: Row | None = None) -> Row:
    """The header's properties after this write, but for amounts and statuses; `order` is the order as it stands."""
    now = (order or {}) | given
    row: Row = {name: given[name] for name in PLAIN if name in given}
    if order is None:
        row |= {
            "ApprovalStatus": AUTOMATICALLY,
            "ApprovalStatusDescription": texts.AUTOMATICALLY.to(write.user),
            "DropShipment": False,
            "Source": REST,
        }
    supplier = _supplier(write, now, faults, order)
    row |= references_of(supplier)
    row |= _contact(write, given, now, supplier, faults, order)
    row |= _money(write, given, now, supplier, faults)
    row |= _days(write, given, now, supplier, faults)
    row |= _number(write, given, order, faults)
    row |= _warehouse(write, now, faults) | _agent(write, now, faults)
    found = entry_rules.document(write, now.get("Document"), faults)
    row |= {name: found.get(name) for name in ("Document", "DocumentSubject")}
    for name, label in ABSENT:
        if given.get(name) is not None:
            faults.add(texts.BAD_REFERENCE, label)
    if len(given.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    bought.check_discount(given, faults)
    return row


def references_of(supplier: Row | None) -> Row:
    """The properties that name a supplier."""
    values = references.described(supplier, "ID", "Code", "Name")
    return dict(zip(("Supplier", "SupplierCode", "SupplierName"), values, strict=True))


def _supplier(write: Write, now: Row, faults: Faults, order: Row | None) -> Row | None:
    found = references.account(write.company, now.get("Supplier"))
    if found is None:
        faults.add(texts.MISSING if now.get("Supplier") is None else texts.BAD_REFERENCE, texts.SUPPLIER)
    elif not found["IsSupplier"]:
        faults.add(texts.INVALID, texts.SUPPLIER_TYPE)
    elif found["Blocked"] and (order or {}).get("Supplier") != found["ID"]:
        faults.add(texts.BLOCKED, texts.SUPPLIER)
    return found


def _contact(write: Write, given: Row, now: Row, supplier: Row | None, faults: Faults, order: Row | None) -> Row:
    """The person at the supplier: as sent, else the main one; another supplier has other people."""
    moved = order is not None and "Supplier" in given and given["Supplier"] != order["Supplier"]
    key = given.get("SupplierContact") if moved else now.get("SupplierContact")
    if key is None and (order is None or moved) and "SupplierContact" not in given:
        key = (supplier or {}).get("MainContact")
    found = references.contact(write.company, key)
    if key is not None and (found is None or supplier is None or found["Account"] != supplier["ID"]):
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    person, name = references.described(found, "ID", "FullName")
    written = given.get("SupplierContactPersonFullName")
    return {"SupplierContact": person, "SupplierContactPersonFullName": name or written}


def _money(write: Write, given: Row, now: Row, supplier: Row | None, faults: Faults) -> Row:
    company = write.company
    asked = now.get("Currency") or (supplier or {}).get("PurchaseCurrency") or company.currency
    code = entry_rules.currency(asked, company.currency, None, faults) or company.currency
    # a change of currency alone drops the old rate, which belongs to the old currency
    sent: Decimal | None = given.get("ExchangeRate") if "Currency" in given else now.get("ExchangeRate")
    day = now.get("OrderDate") or write.world.local(company)
    row: Row = {"Currency": code, "ExchangeRate": entry_rules.exchange_rate(company, code, sent, day, None, faults)}
    named: str | None = now.get("PaymentCondition") or (supplier or {}).get("PaymentConditionPurchase")
    condition = references.payment_condition(company, named) if named else None
    if named and condition is None:
        faults.add(texts.BAD_REFERENCE, texts.PAYMENT_CONDITION)
    values = references.described(condition, "Code", "Description")
    return row | dict(zip(("PaymentCondition", "PaymentConditionDescription"), values, strict=True))


def _days(write: Write, given: Row, now: Row, supplier: Row | None, faults: Faults) -> Row:
    """The day of the order, today without one, and the day on which the goods should come: after the lead time [I]."""
    day: datetime = midnight(now.get("OrderDate") or write.world.local(write.company))
    lead = min((supplier or {}).get("PurchaseLeadDays") or 0, LONGEST_LEAD)
    receipt: datetime | None = now.get("ReceiptDate")
    if receipt is None:
        receipt = day + timedelta(days=lead)
    if midnight(receipt) < day and ("ReceiptDate" in given or "OrderDate" in given):
        faults.add(texts.INVALID, texts.RECEIPT_DATE)
    return {"OrderDate": day, "ReceiptDate": midnight(receipt)}


def _number(write: Write, given: Row, order: Row | None, faults: Faults) -> Row:
    """As sent when it is free, else as it stands, else the next one [I]."""
    sent: int | None = given.get("OrderNumber")
    taken = {row["OrderNumber"] for row in write.company[PurchaseOrder] if row is not order}
    if sent is None:
        return {} if order is not None else {"OrderNumber": max(taken, default=0) + 1}
    if sent <= 0:
        faults.add(texts.INVALID, texts.ORDER_NUMBER)
    elif sent in taken:
        faults.add(texts.IN_USE, texts.ORDER_NUMBER)
    return {"OrderNumber": sent}


def _warehouse(write: Write, now: Row, faults: Faults) -> Row:
    """The warehouse that gets the goods, the main one without one [I]."""
    key: Any = now.get("Warehouse")
    found = warehouses.main(write.company) if key is None else warehouses.warehouse(write.company, key)
    if key is not None and found is None:
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    values = references.described(found, "ID", "Code", "Description")
    return dict(zip(("Warehouse", "WarehouseCode", "WarehouseDescription"), values, strict=True))


def _agent(write: Write, now: Row, faults: Faults) -> Row:
    """Whoever buys: whoever writes the order, unless it says otherwise [I]."""
    key: Any = now.get("PurchaseAgent") or write.user.id
    found = write.world.users.get(key)
    if now.get("PurchaseAgent") is not None and found is None:
        faults.add(texts.BAD_REFERENCE, texts.PURCHASE_AGENT)
    return {"PurchaseAgent": key if found else None, "PurchaseAgentFullName": found.full_name if found else None}
