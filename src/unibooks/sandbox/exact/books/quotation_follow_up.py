"""What accepting a quotation makes of it: a sales order, a sales invoice, a project, more of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target.crm import Quotation
from unibooks.connectors.exact.target.logistics import SalesItemPrice
from unibooks.connectors.exact.target.project import Project
from unibooks.sandbox.exact.books import (
    item_prices,
    projects,
    sales_invoices,
    sales_orders,
    texts,
)
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.sold import QUOTATIONS
from unibooks.sandbox.exact.books.stamp import touched
from unibooks.sandbox.exact.state import Row, Write

NOTHING, ORDER, INVOICE, NEW_PROJECT, ADD_TO_PROJECT, SUBSCRIPTION, AFTER_SIGN_OFF = 0, 1, 2, 3, 4, 5, 99
#: [H] The type of a project that nobody named one for is [I].
FIXED_PRICE: Final = 2
#: What a line hands on, and what an order charge does.
LINE: Final = (
    *("CostCenter", "CostUnit", "Description", "Discount", "Item", "NetPrice", "Notes", "Quantity", "UnitCode"),
    *("UnitPrice", "VATCode"),
)
CHARGE: Final = ("AmountFCExclVAT", "IsShippingCost", "OrderChargesLineDescription", "VATCode")
#: What a header hands on, by the name that an order and an invoice have for it.
HEADER: Final = {
    "OrderedBy": "OrderAccount",
    "OrderedByContactPerson": "OrderAccountContact",
    "InvoiceTo": "InvoiceAccount",
    "InvoiceToContactPerson": "InvoiceAccountContact",
    "DeliverTo": "DeliveryAccount",
    "DeliverToContactPerson": "DeliveryAccountContact",
    **{name: name for name in ("Currency", "Description", "PaymentCondition", "Remarks", "YourRef")},
}


def follow(write: Write, quotation: Row, given: Row) -> Row:
    """Make what the action asks for; returns what the answer says of it.

    Raises:
        Refused: the action is unknown or cannot be done here, or what it makes breaks a rule.
    """
    action: int = given.get("Action") or NOTHING
    refuse_reason(write, given)
    if given.get("CreateProjectWBS"):
        raise texts.refuse(write.user, texts.NOT_ALLOWED, texts.PROJECT)
    lines = {line["ID"] for line in QUOTATIONS.lines_of(write.company, quotation["QuotationID"]) if line["Optional"]}
    if not lines.issuperset(given.get("OptionalQuotationLineIDs") or ()):
        raise texts.refuse(write.user, texts.BAD_REFERENCE, texts.LINES)
    maker = MAKERS.get(action)
    if maker is None:
        known = action in {SUBSCRIPTION, AFTER_SIGN_OFF}
        raise texts.refuse(write.user, texts.NOT_ALLOWED if known else texts.INVALID, texts.ACTION)
    done = maker(write, quotation, given)
    if given.get("CreateItemPriceAgreement"):
        _agree(write, quotation, given)
    return done


def refuse_reason(write: Write, given: Row) -> None:
    """Refuse a reason code: these companies have none, so that every one of them is unknown."""
    if given.get("ReasonCode") is not None:
        raise texts.refuse(write.user, texts.BAD_REFERENCE, texts.REASON)


def _nothing(_write: Write, _quotation: Row, _given: Row) -> Row:
    return {}


def _order(write: Write, quotation: Row, given: Row) -> Row:
    body = _body(write, quotation) | _filled(quotation, {"DeliveryAddress", "WarehouseID"})
    body["Salesperson"] = quotation["SalesPerson"]
    body["SalesOrderLines"], body["SalesOrderOrderChargeLines"] = (
        _lines(write, quotation, given),
        _charges(write, quotation),
    )
    order = sales_orders.BOOK.create(write, body)
    return {"SalesOrderSuccess": f"{texts.SALES_ORDER.to(write.user)}: {order['OrderNumber']}"}


def _invoice(write: Write, quotation: Row, given: Row) -> Row:
    if not given.get("InvoiceJournal"):
        raise texts.refuse(write.user, texts.MISSING, texts.JOURNAL)
    body = _body(write, quotation) | {"Journal": given["InvoiceJournal"]}
    body["SalesInvoiceLines"] = _lines(write, quotation, given)
    body["SalesInvoiceOrderChargeLines"] = _charges(write, quotation)
    invoice = sales_invoices.BOOK.create(write, body)
    return {"SalesInvoiceSuccess": f"{texts.SALES_INVOICE.to(write.user)}: {invoice['OrderNumber']}"}


def _project(write: Write, quotation: Row, given: Row) -> Row:
    if given.get("ProjectClassification") is not None:
        raise texts.refuse(write.user, texts.BAD_REFERENCE, texts.PROJECT)
    project = projects.create(
        write,
        {
            "Code": given.get("ProjectCode"),
            "Description": given.get("ProjectDescription"),
            "Type": given.get("ProjectType") or FIXED_PRICE,
            "Account": quotation["OrderAccount"],
            "BudgetType": given.get("ProjectBudgetType"),
            "BudgetedAmount": given.get("ProjectPriceAgreement") or _worth(quotation),
            "PaymentCondition": quotation["PaymentCondition"],
            "PrepaidType": given.get("ProjectPrepaindTypes"),
        },
    )
    write.company[Project].change(
        project["ID"], {"SourceQuotation": quotation["QuotationID"], "InvoiceAsQuoted": False}
    )
    _tie(write, quotation, project)
    return {"ProjectSuccess": f"{texts.PROJECT.to(write.user)}: {project['Code']}"}


def _add_to_project(write: Write, quotation: Row, given: Row) -> Row:
    key = given.get("ProjectID")
    project = projects.project(write.company, key)
    if project is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.PROJECT)
    if given.get("UpdateProjectBudgetAndPriceAgreement"):
        more = (project["BudgetedAmount"] or Decimal(0)) + _worth(quotation)
        write.company[Project].change(project["ID"], {"BudgetedAmount": more} | touched(write))
    _tie(write, quotation, project)
    return {"AddToExistingProjectSuccess": f"{texts.PROJECT.to(write.user)}: {project['Code']}"}


def _tie(write: Write, quotation: Row, project: Row) -> None:
    write.company[Quotation].change(quotation["QuotationID"], projects.named(project))


def _worth(quotation: Row) -> Decimal:
    """What a quotation is worth without VAT, in its currency."""
    return quotation["AmountFC"] - quotation["VATAmountFC"]


def _body(write: Write, quotation: Row) -> Row:
    body: Row = {name: quotation[same] for name, same in HEADER.items() if quotation[same] is not None}
    return body | {"OrderDate": midnight(write.world.local(write.company))}


def _lines(write: Write, quotation: Row, given: Row) -> list[Row]:
    """The lines that the customer takes: of the optional ones those that `OptionalQuotationLineIDs` names."""
    taken = set[Any](given.get("OptionalQuotationLineIDs") or ())
    lines = QUOTATIONS.lines_of(write.company, quotation["QuotationID"])
    lines = [row for row in lines if not row["Optional"] or row["ID"] in taken]
    project: Row = {} if quotation["Project"] is None else {"Project": quotation["Project"]}
    return [_filled(line, LINE) | project for line in lines]


def _charges(write: Write, quotation: Row) -> list[Row]:
    return [_filled(row, CHARGE) for row in QUOTATIONS.charges_of(write.company, quotation["QuotationID"])]


def _agree(write: Write, quotation: Row, given: Row) -> None:
    """Agree on the net prices with the customer from today; a price of the same day is renewed."""
    today = midnight(write.world.local(write.company))
    for line in _lines(write, quotation, given):
        known = [
            row
            for row in write.company[SalesItemPrice].where("Item", line["Item"])
            if (row["Account"], row["StartDate"], row["Unit"]) == (quotation["OrderAccount"], today, line["UnitCode"])
            and row["Currency"] == quotation["Currency"]
        ]
        if known:
            item_prices.update(write, known[0], {"Price": line["NetPrice"]})
            continue
        item_prices.create(
            write,
            {
                "Account": quotation["OrderAccount"],
                "Currency": quotation["Currency"],
                "Item": line["Item"],
                "Price": line["NetPrice"],
                "StartDate": today,
                "Unit": line["UnitCode"],
            },
        )


def _filled(row: Row, names: Iterable[str]) -> Row:
    return {name: row[name] for name in names if row.get(name) is not None}


MAKERS: Final[dict[int, Callable[[Write, Row, Row], Row]]] = {
    NOTHING: _nothing,
    ORDER: _order,
    INVOICE: _invoice,
    NEW_PROJECT: _project,
    ADD_TO_PROJECT: _add_to_project,
}
