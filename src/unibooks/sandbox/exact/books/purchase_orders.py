"""purchaseorder/PurchaseOrders and PurchaseOrderLines: what is ordered from a supplier. Orders touch no ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder, PurchaseOrderLine
from unibooks.sandbox.exact.books import bought, purchase_order_header, stock, texts
from unibooks.sandbox.exact.books import purchase_order_status as progress
from unibooks.sandbox.exact.books.amounts import cents
from unibooks.sandbox.exact.books.bought import Purchase
from unibooks.sandbox.exact.books.purchase_order_lines import resolve as resolve_line
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Row, Write, Writer

#: What a new line has when nothing is said.
_LINE: Final[Row] = {"InvoicedQuantity": Decimal(0), "ReceivedQuantity": Decimal(0), "Rebill": False}


def create(write: Write, given: Row) -> Row:
    """Order something; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    faults, given = Faults(write.user), dict(given)
    posted: list[Row] = given.pop("PurchaseOrderLines", None) or []
    header = purchase_order_header.resolve(write, given, faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    purchase = _purchase(write, header, faults)
    found = [resolve_line(purchase, line, header["ReceiptDate"]) for line in posted]
    faults.stop()
    order = write.company[PurchaseOrder].add(born(write, PurchaseOrder) | header)
    for number, values in enumerate(found, 1):
        _add(write, order, values, number)
    _settle(write, order, given)
    return order


def update(write: Write, order: Row, given: Row) -> None:
    """Change the header of an order; its lines keep their prices.

    Raises:
        Refused: the order is complete, or a rule says no.
    """
    open_order(write, order)
    faults = Faults(write.user)
    header = purchase_order_header.resolve(write, given, faults, order)
    if given.get("Supplier") not in (None, order["Supplier"]) and _moved(write, order):
        faults.add(texts.NOT_ALLOWED, texts.SUPPLIER)
    faults.stop()
    write.company[PurchaseOrder].change(order["PurchaseOrderID"], header | touched(write))
    _settle(write, order, given)


def delete(write: Write, order: Row) -> None:
    """Remove an order with its lines.

    Raises:
        Refused: something of it was received or invoiced [I].
    """
    if (used := _moved(write, order)) is not None:
        detail = f" - {texts.USED_IN.to(write.user)}: {used.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.PURCHASE_ORDER, detail)
    company, key = write.company, order["PurchaseOrderID"]
    lines = progress.lines_of(company, key)
    for line in lines:
        company[PurchaseOrderLine].remove(line["ID"])
    company[PurchaseOrder].remove(key)
    for line in lines:
        stock.plan(company, line["Item"])


def create_line(write: Write, given: Row) -> Row:
    """Add a line to an order that is not complete.

    Raises:
        Refused: there is no such order, it is complete, or a rule says no.
    """
    key: Any = given.get("PurchaseOrderID")
    order = write.company[PurchaseOrder].rows.get(key)
    if order is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.PURCHASE_ORDER)
    open_order(write, order)
    faults = Faults(write.user)
    values = resolve_line(_purchase(write, order, faults), given, order["ReceiptDate"])
    faults.stop()
    number = max((line["LineNumber"] for line in progress.lines_of(write.company, key)), default=0) + 1
    line = _add(write, order, values, number)
    _touch(write, order)
    return line


def update_line(write: Write, line: Row, given: Row) -> None:
    """Change a line; what was received or invoiced of it stays [I]: the item, and so many of it.

    Raises:
        Refused: the order is complete, too few are left, or a rule says no.
    """
    order = write.company[PurchaseOrder].rows[line["PurchaseOrderID"]]
    open_order(write, order)
    faults = Faults(write.user)
    moved = max(abs(line["ReceivedQuantity"]), abs(line["InvoicedQuantity"]))
    if moved and given.get("Item", line["Item"]) != line["Item"]:
        faults.add(texts.NOT_ALLOWED, texts.ITEM)
    values = resolve_line(_purchase(write, order, faults), given, order["ReceiptDate"], line)
    if moved and abs(values["Quantity"]) < moved:
        faults.add(texts.INVALID, texts.QUANTITY)
    faults.stop()
    before = line["Item"]
    write.company[PurchaseOrderLine].change(line["ID"], values | touched(write))
    stock.plan(write.company, before)
    _touch(write, order)


def delete_line(write: Write, line: Row) -> None:
    """Remove a line; the last one stays, as an order keeps at least one [H].

    Raises:
        Refused: it is the last one, or something of it was received or invoiced [I].
    """
    order = write.company[PurchaseOrder].rows[line["PurchaseOrderID"]]
    open_order(write, order)
    if (used := _used(line)) is not None:
        detail = f" - {texts.USED_IN.to(write.user)}: {used.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.PURCHASE_ORDER_LINE, detail)
    if len(progress.lines_of(write.company, line["PurchaseOrderID"])) == 1:
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.PURCHASE_ORDER_LINE)
    write.company[PurchaseOrderLine].remove(line["ID"])
    stock.plan(write.company, line["Item"])
    _touch(write, order)


def open_order(write: Write, order: Row) -> None:
    """Refuse a change of an order that is complete [I: as sales orders]."""
    if order["OrderStatus"] == progress.COMPLETE:
        raise texts.refuse(write.user, texts.PROCESSED, texts.PURCHASE_ORDER)


def _moved(write: Write, order: Row) -> texts.Text | None:
    """Where something of an order is in use, None while nothing came."""
    return next(filter(None, map(_used, progress.lines_of(write.company, order["PurchaseOrderID"]))), None)


def _used(line: Row) -> texts.Text | None:
    if line["ReceivedQuantity"]:
        return texts.GOODS_RECEIPTS
    return texts.PURCHASE_INVOICES if line["InvoicedQuantity"] else None


def _purchase(write: Write, header: Row, faults: Faults) -> Purchase:
    supplier = purchase_order_header.supplier_of(write.company, header)
    return Purchase(write, faults, supplier, header["OrderDate"], header["Currency"], header["ExchangeRate"])


def _add(write: Write, order: Row, values: Row, number: int) -> Row:
    above: Row = {"PurchaseOrderID": order["PurchaseOrderID"], "LineNumber": number}
    return write.company[PurchaseOrderLine].add(born(write, PurchaseOrderLine) | _LINE | values | above)


def _touch(write: Write, order: Row) -> None:
    write.company[PurchaseOrder].change(order["PurchaseOrderID"], touched(write))
    _settle(write, order, {})


def _settle(write: Write, order: Row, given: Row) -> None:
    """Work out the totals of an order, and how far it is."""
    company, rate = write.company, order["ExchangeRate"]
    lines = progress.lines_of(company, order["PurchaseOrderID"])
    for line in lines:
        company[PurchaseOrderLine].change(line["ID"], {"AmountDC": cents(line["AmountFC"] * rate)})
    sums = bought.totals(company, order, given, [(line, line["AmountFC"]) for line in lines])
    company[PurchaseOrder].change(
        order["PurchaseOrderID"],
        {
            "AmountDC": cents((sums.base + sums.vat) * rate),
            "AmountDiscount": sums.off + sums.vat_off,
            "AmountDiscountExclVat": sums.off,
            "AmountFC": sums.base + sums.vat,
            "AmountFCExclVat": sums.base,
            "Discount": sums.discount,
            "VATAmount": sums.vat,
        },
    )
    progress.settle(write, order["PurchaseOrderID"])


WRITERS: Final = {
    PurchaseOrder: Writer(create, update, delete),
    PurchaseOrderLine: Writer(create_line, update_line, delete_line),
}
