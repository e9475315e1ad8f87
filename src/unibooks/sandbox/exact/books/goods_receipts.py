"""purchaseorder/GoodsReceipts and GoodsReceiptLines: what came of an order.

A receipt raises the stock and the order's received quantities, and is booked. Lines cannot be posted alone, changed or
removed, and a receipt stays [H].
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.purchaseorder import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseOrder,
    PurchaseOrderLine,
)
from unibooks.sandbox.exact.books import (
    entry_rules,
    goods_booking,
    items,
    projects,
    purchase_order_status,
    stock,
    texts,
    warehouses,
)
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

#: What a receipt has from the order of its first line.
_FROM_ORDER: Final = (
    *("Supplier", "SupplierCode", "SupplierContact", "SupplierName"),
    *("Warehouse", "WarehouseCode", "WarehouseDescription"),
)
#: What a receipt's line has from the line of its order.
_FROM_LINE: Final = ("Item", "ItemCode", "ItemDescription", "Project", "Rebill", "SupplierItemCode")


def create(write: Write, given: Row) -> Row:
    """Receive goods; every fault is told at once.

    Raises:
        Refused: day or lines missing, a line that names no order's line or more than is open, or lines of orders of
            several suppliers or warehouses.
    """
    company, faults = write.company, Faults(write.user)
    posted: list[Row] = given.get("GoodsReceiptLines") or []
    if given.get("ReceiptDate") is None:
        faults.add(texts.MISSING, texts.RECEIPT_DATE)
    else:
        goods_booking.open_period(write, given["ReceiptDate"], faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    if len(given.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    document = entry_rules.document(write, given.get("Document"), faults)
    left: dict[Any, Decimal] = {}
    found = [_line(write, line, left, faults) for line in posted]
    orders = [company[PurchaseOrder].rows[line["PurchaseOrderID"]] for line in found if line]
    if len({(order["Supplier"], order["Warehouse"]) for order in orders}) > 1:
        faults.add(texts.INVALID, texts.PURCHASE_ORDER)
    faults.stop()
    number = max((row["ReceiptNumber"] for row in company[GoodsReceipt]), default=0) + 1
    receipt = born(write, GoodsReceipt) | {name: orders[0][name] for name in _FROM_ORDER}
    receipt |= {
        "Description": given.get("Description") or orders[0]["Description"],
        "Document": document.get("Document"),
        "DocumentSubject": document.get("DocumentSubject"),
        "EntryNumber": goods_booking.next_number(company, given["ReceiptDate"]),
        "GoodsReceiptLineCount": len(found),
        "ReceiptDate": midnight(given["ReceiptDate"]),
        "ReceiptNumber": number,
        "Remarks": given.get("Remarks"),
        "SupplierContactFullName": orders[0]["SupplierContactPersonFullName"],
        "YourRef": given.get("YourRef"),
    }
    company[GoodsReceipt].add(receipt)
    for place, values in enumerate(found, 1):
        above: Row = {"GoodsReceiptID": receipt["ID"], "LineNumber": place}
        company[GoodsReceiptLine].add(born(write, GoodsReceiptLine) | values | above)
        take_in(write, receipt["Warehouse"], values["PurchaseOrderLineID"], values["QuantityReceived"])
    goods_booking.book(
        write,
        receipt["ID"],
        receipt["EntryNumber"],
        goods_booking.RECEIPT,
        receipt["ReceiptDate"],
        receipt["Supplier"],
        [(line, line["QuantityReceived"]) for line in lines_of(company, receipt["ID"])],
    )
    return receipt


def update(write: Write, receipt: Row, given: Row) -> None:
    """Change the document or the remarks of a receipt, which is all that can be changed [H].

    Raises:
        Refused: there is no such document.
    """
    faults = Faults(write.user)
    values: Row = {name: given[name] for name in ("Remarks",) if name in given}
    if "Document" in given:
        document = entry_rules.document(write, given["Document"], faults)
        values |= {name: document.get(name) for name in ("Document", "DocumentSubject")}
    faults.stop()
    write.company[GoodsReceipt].change(receipt["ID"], values | touched(write))


def take_in(write: Write, warehouse: object, order_line: Any, quantity: Decimal) -> None:
    """Put goods of an order's line into the warehouse; numbers below zero take them out again."""
    line = write.company[PurchaseOrderLine].rows[order_line]
    item, place = items.item(write.company, line["Item"]), warehouses.warehouse(write.company, warehouse)
    purchase_order_status.count(write, order_line, received=quantity)
    if item is not None and place is not None:
        stock.move(write, item, place, quantity)


def _line(write: Write, given: Row, left: dict[Any, Decimal], faults: Faults) -> Row:
    """The properties of a line, an empty row where it names no line of an order; `left` is what other lines leave."""
    key = given.get("PurchaseOrderLineID")
    line = write.company[PurchaseOrderLine].rows.get(key)
    if line is None:
        faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.PURCHASE_ORDER_LINE)
        return {}
    if given.get("Location") is not None:
        # there are no storage locations here
        faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    still: Decimal = left[key] if key in left else line["Quantity"] - line["ReceivedQuantity"]
    # [H] without a quantity all that is open has come
    sent: Decimal | None = given.get("QuantityReceived")
    quantity = still if sent is None else sent
    # [I] more than was ordered cannot come
    if not sane(quantity) or not 0 < quantity <= still:
        faults.add(texts.INVALID, texts.QUANTITY)
        quantity = Decimal(0)
    left[key] = still - quantity
    order = write.company[PurchaseOrder].rows[line["PurchaseOrderID"]]
    project = projects.named(projects.project(write.company, line["Project"]))
    return (
        {name: line[name] for name in _FROM_LINE}
        | project
        | {
            "Description": given.get("Description") or line["Description"],
            "ItemUnitCode": items.unit_of(write.company, items.item(write.company, line["Item"]))[0],
            "Notes": given.get("Notes"),
            "PurchaseOrderID": order["PurchaseOrderID"],
            "PurchaseOrderLineID": key,
            "PurchaseOrderNumber": order["OrderNumber"],
            "QuantityOrdered": line["Quantity"],
            "QuantityReceived": quantity,
        }
    )


def lines_of(company: Company, receipt: object) -> list[Row]:
    """The lines of a receipt in their order."""
    return sorted(company[GoodsReceiptLine].where("GoodsReceiptID", receipt), key=lambda line: line["LineNumber"])


WRITERS: Final = {GoodsReceipt: Writer(create, update)}
