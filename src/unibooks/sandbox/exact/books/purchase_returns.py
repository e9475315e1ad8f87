"""purchaseorder/PurchaseReturns and PurchaseReturnLines: goods that go back to the supplier.

They leave the stock and count as not received. No credit note follows from them by itself [I].
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import TransactionLine
from unibooks.connectors.exact.target.purchaseorder import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseReturn,
    PurchaseReturnLine,
)
from unibooks.sandbox.exact.books import entry_rules, goods_booking, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.goods_receipts import take_in
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Row, Write, Writer

#: The status of every return; what the numbers mean is not documented [I].
OPEN: Final = 20
#: What a return has from the receipt of its first line, and its line from the receipt's line.
_FROM_RECEIPT: Final = (
    *("Supplier", "SupplierContact", "SupplierContactFullName"),
    *("Warehouse", "WarehouseCode", "WarehouseDescription"),
)
_FROM_LINE: Final = (
    *("Item", "ItemCode", "ItemDescription", "Project", "ProjectCode", "ProjectDescription"),
    *("PurchaseOrderLineID", "PurchaseOrderNumber", "Rebill", "SupplierItemCode"),
)
_PLAIN: Final = ("Description", "Remarks", "TrackingNumber", "YourRef")


def create(write: Write, given: Row) -> Row:
    """Send goods back; every fault is told at once.

    Raises:
        Refused: day or lines missing, a line that names no receipt's line or more than came, or lines of receipts of
            several suppliers or warehouses.
    """
    company, faults = write.company, Faults(write.user)
    posted: list[Row] = given.get("PurchaseReturnLines") or []
    values = _header(write, given, faults)
    if given.get("ReturnDate") is None:
        faults.add(texts.MISSING, texts.RETURN_DATE)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    left: dict[Any, Decimal] = {}
    found = [_line(write, line, left, faults) for line in posted]
    receipts = [_receipt_of(write, line) for line in found if line]
    if len({(receipt["Supplier"], receipt["Warehouse"]) for receipt in receipts}) > 1:
        faults.add(texts.INVALID, texts.GOODS_RECEIPT)
    faults.stop()
    row = born(write, PurchaseReturn) | {name: receipts[0][name] for name in _FROM_RECEIPT} | values
    row |= {
        "ReturnNumber": max((other["ReturnNumber"] for other in company[PurchaseReturn]), default=0) + 1,
        "Status": OPEN,
    }
    company[PurchaseReturn].add(row)
    for number, line in enumerate(found, 1):
        _add(write, row, line, number)
    _book(write, row)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change the header of a return.

    Raises:
        Refused: a value that will not do.
    """
    faults = Faults(write.user)
    values = _header(write, given, faults)
    if "ReturnDate" in given and given["ReturnDate"] is None:
        faults.add(texts.MISSING, texts.RETURN_DATE)
    faults.stop()
    write.company[PurchaseReturn].change(row["ID"], values | touched(write))
    _book(write, row)


def create_line(write: Write, given: Row) -> Row:
    """Add a line to a return.

    Raises:
        Refused: there is no such return, it is of another supplier, or as for a create.
    """
    key: Any = given.get("EntryID")
    row = write.company[PurchaseReturn].rows.get(key)
    if row is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ENTRY)
    faults = Faults(write.user)
    line = _line(write, given, {}, faults)
    receipt = _receipt_of(write, line) if line else None
    if receipt is not None and (receipt["Supplier"], receipt["Warehouse"]) != (row["Supplier"], row["Warehouse"]):
        faults.add(texts.INVALID, texts.GOODS_RECEIPT)
    faults.stop()
    rows = write.company[PurchaseReturnLine].where("EntryID", key)
    added = _add(write, row, line, max((other["LineNumber"] for other in rows), default=0) + 1)
    _book(write, row)
    return added


def update_line(write: Write, line: Row, given: Row) -> None:
    """Change how many go back, the notes, or whether a credit is wanted; the goods stay the same [I].

    Raises:
        Refused: other goods, another return, or more than came.
    """
    faults = Faults(write.user)
    for name, label in (
        ("EntryID", texts.ENTRY),
        ("GoodsReceiptLineID", texts.GOODS_RECEIPT),
        ("PurchaseOrderLineID", texts.PURCHASE_ORDER_LINE),
    ):
        if given.get(name) not in (None, line[name]):
            faults.add(texts.NOT_ALLOWED, label)
    received = write.company[GoodsReceiptLine].rows[line["GoodsReceiptLineID"]]
    before: Decimal = line["ReturnQuantity"]
    quantity = _quantity(given.get("ReturnQuantity", before), _open(write, received) + before, faults)
    faults.stop()
    values: Row = {name: given[name] for name in ("CreateCredit", "Notes") if name in given}
    write.company[PurchaseReturnLine].change(line["ID"], values | {"ReturnQuantity": quantity} | touched(write))
    row = write.company[PurchaseReturn].rows[line["EntryID"]]
    take_in(write, row["Warehouse"], line["PurchaseOrderLineID"], before - quantity)
    _book(write, row)


def _book(write: Write, row: Row) -> None:
    """Write a return into the ledger; its entry keeps the number that it has there."""
    company = write.company
    booked = company[TransactionLine].first("EntryID", row["ID"])
    number = booked["EntryNumber"] if booked else goods_booking.next_number(company, row["ReturnDate"])
    lines = sorted(company[PurchaseReturnLine].where("EntryID", row["ID"]), key=lambda line: line["LineNumber"])
    moved = [(line, -line["ReturnQuantity"]) for line in lines]
    day, supplier = row["ReturnDate"], row["Supplier"]
    goods_booking.book(write, row["ID"], number, goods_booking.RETURN, day, supplier, moved)


def _header(write: Write, given: Row, faults: Faults) -> Row:
    values: Row = {name: given[name] for name in _PLAIN if name in given}
    if given.get("ReturnDate") is not None:
        goods_booking.open_period(write, given["ReturnDate"], faults)
        values["ReturnDate"] = midnight(given["ReturnDate"])
    if "Document" in given:
        values["Document"] = entry_rules.document(write, given["Document"], faults).get("Document")
    if len(given.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    return values


def _line(write: Write, given: Row, left: dict[Any, Decimal], faults: Faults) -> Row:
    """The properties of a line, an empty row where it names no line of a receipt; `left` is what other lines leave."""
    key = given.get("GoodsReceiptLineID")
    received = write.company[GoodsReceiptLine].rows.get(key)
    if given.get("PurchaseOrderLineID") is None:
        faults.add(texts.MISSING, texts.PURCHASE_ORDER_LINE)
    elif received is not None and given["PurchaseOrderLineID"] != received["PurchaseOrderLineID"]:
        faults.add(texts.BAD_REFERENCE, texts.PURCHASE_ORDER_LINE)
    if received is None:
        faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.GOODS_RECEIPT)
        return {}
    if given.get("Location") is not None:
        # there are no storage locations here
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    still = left.get(key, _open(write, received))
    quantity = _quantity(given.get("ReturnQuantity"), still, faults)
    left[key] = still - quantity
    return {name: received[name] for name in _FROM_LINE} | {
        "CreateCredit": bool(given.get("CreateCredit")),
        "GoodsReceiptLineID": key,
        "Notes": given.get("Notes"),
        "ReceiptNumber": _receipt_of(write, {"GoodsReceiptLineID": key})["ReceiptNumber"],
        "ReceivedQuantity": received["QuantityReceived"],
        "ReturnQuantity": quantity,
        "UnitCode": received["ItemUnitCode"],
    }


def _quantity(sent: Decimal | None, still: Decimal, faults: Faults) -> Decimal:
    """How many go back: more than none, and no more than came [I]."""
    if sent is None:
        faults.add(texts.MISSING, texts.RETURN_QUANTITY)
    elif not sane(sent) or not 0 < sent <= still:
        faults.add(texts.INVALID, texts.RETURN_QUANTITY)
    else:
        return sent
    return Decimal(0)


def _open(write: Write, received: Row) -> Decimal:
    """How many of a receipt's line have not gone back yet."""
    gone = write.company[PurchaseReturnLine].where("GoodsReceiptLineID", received["ID"])
    return received["QuantityReceived"] - sum((line["ReturnQuantity"] for line in gone), Decimal(0))


def _receipt_of(write: Write, line: Row) -> Row:
    received = write.company[GoodsReceiptLine].rows[line["GoodsReceiptLineID"]]
    return write.company[GoodsReceipt].rows[received["GoodsReceiptID"]]


def _add(write: Write, row: Row, values: Row, number: int) -> Row:
    above: Row = {"EntryID": row["ID"], "LineNumber": number}
    line = write.company[PurchaseReturnLine].add(born(write, PurchaseReturnLine) | values | above)
    take_in(write, row["Warehouse"], values["PurchaseOrderLineID"], -values["ReturnQuantity"])
    return line


WRITERS: Final = {
    PurchaseReturn: Writer(create, update),
    PurchaseReturnLine: Writer(create_line, update_line),
}
