"""A handful of quotations, sales orders and deliveries of the last two months of the booked year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.logistics import Item
from unibooks.sandbox.exact.books import deliveries, quotation_actions, quotations, sales_orders
from unibooks.sandbox.exact.books.sold import ORDERS, QUOTATIONS
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.template import TAX_AUTHORITY, VENDOR
from unibooks.sandbox.exact.state import Row, Write


class Deal(NamedTuple):
    """What a customer wants, so many days before the end of the year: items with quantities.

    Attributes:
        days: how long before the last day with bookings.
        wants: item codes with quantities; a company that does not have an item leaves it out.
        outcome: `offered`, `printed`, `rejected`, `won` (a quotation that became an order), `ordered`, `partly`,
            `delivered`.
    """

    days: int
    wants: dict[str, str]
    outcome: str


DEALS: Final = (
    Deal(52, {"ADVIES": "12", "MONTAGE": "2"}, "rejected"),
    Deal(45, {"KABEL-05": "40", "BEKER-50": "6", "ADVIES": "3.5"}, "won"),
    Deal(38, {"KOFFIE-1000": "25", "ADVIES": "1"}, "delivered"),
    Deal(30, {"PALLET": "16", "FOLIE-M": "250", "MONTAGE": "1"}, "partly"),
    Deal(21, {"TAPIJT": "38.5", "MONTAGE": "3"}, "printed"),
    Deal(14, {"THEE-100": "10", "KOFFIE-250": "24", "ADVIES": "2"}, "ordered"),
    Deal(6, {"OLIE-L": "20", "ADVIES": "4.25"}, "offered"),
    Deal(3, {"BEKER-50": "12", "MONTAGE": "1"}, "ordered"),
)

#: What goods are sent for, in the high VAT rate.
SHIPPING: Final[Row] = {
    "AmountFCExclVAT": Decimal("12.50"),
    "IsShippingCost": True,
    "OrderChargesLineDescription": "Verzendkosten",
    "VATCode": "2",
}


def fill(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """Make them in the order of their days, by the rules that a client meets; customers take turns."""
    company = write.company
    customers = [
        row
        for row in company[Account].where("Status", "C")
        if not row["Blocked"] and row["SalesVATCode"] and row["Name"] not in {TAX_AUTHORITY, VENDOR}
    ]
    for turn, deal in enumerate(DEALS):
        day = calendar.end - timedelta(days=deal.days)
        clock.set(midnight(day) + timedelta(hours=10, minutes=7 * turn, milliseconds=13 * turn))
        lines = [
            {"Item": row["ID"], "Quantity": Decimal(quantity)}
            for code, quantity in deal.wants.items()
            if (row := company[Item].first("Code", code)) is not None
        ]
        if deal.outcome in {"offered", "printed", "rejected", "won"}:
            _offer(write, customers[turn % len(customers)], lines, deal.outcome)
        else:
            _sell(write, clock, customers[turn % len(customers)], lines, deal.outcome, day)


def _offer(write: Write, customer: Row, lines: list[Row], outcome: str) -> None:
    body: Row = {"OrderAccount": customer["ID"], "Description": "Offerte op aanvraag", "QuotationLines": lines}
    if outcome in {"printed", "won"}:
        body[QUOTATIONS.charges] = [dict(SHIPPING)]
    named = {"QuotationID": quotations.BOOK.create(write, body)["QuotationID"]}
    if outcome != "offered":
        quotation_actions.print_(write, dict(named))
    if outcome == "rejected":
        quotation_actions.reject(write, dict(named))
    if outcome == "won":
        quotation_actions.accept(write, named | {"Action": 1})


def _sell(write: Write, clock: SeedClock, customer: Row, lines: list[Row], outcome: str, day: date) -> None:
    reference = f"PO{7000 + day.toordinal() % 1000}"
    body: Row = {"OrderedBy": customer["ID"], "YourRef": reference, "SalesOrderLines": lines}
    if outcome == "ordered":
        body[ORDERS.charges] = [dict(SHIPPING)]
    order = sales_orders.BOOK.create(write, body)
    if outcome == "ordered":
        return
    clock.tick(86_400_000)
    made = ORDERS.lines_of(write.company, order["OrderID"])
    parts = [
        {"SalesOrderLineID": line["ID"], "QuantityDelivered": line["Quantity"]}
        for line in (made if outcome == "delivered" else made[:1])
    ]
    deliveries.create(write, {"DeliveryDate": midnight(day + timedelta(days=1)), "GoodsDeliveryLines": parts})
