"""What the lines of purchase orders and purchase invoices have in common: an item, how many, for what price, with which VAT.

`NetPrice` is `UnitPrice` less `Discount` [H]. Amounts of lines are without VAT; a price under a code of type I contains
it [H]. Rounding is that of purchase entries: each line to whole cents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import items, references, supplier_items, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.vat_lines import WITH_AMOUNT
from unibooks.sandbox.exact.state import Company, Row, Write

NOTHING: Final = Decimal(0)
#: Discounts are kept as a fraction of so many digits, which gives an amount back to the cent.
FRACTION: Final = Decimal("0.0000000001")


@dataclass(frozen=True)
class Purchase:
    """What a line has to know of its header.

    Attributes:
        write: the circumstances.
        faults: gets what is wrong.
        supplier: whoever sells, None where that is a fault of its own.
        day: the day of the header.
        currency: the header's; rate: what one unit of it is worth in the company's.
    """

    write: Write
    faults: Faults
    supplier: Row | None
    day: datetime
    currency: str
    rate: Decimal

    @property
    def company(self) -> Company:
        """The company that buys."""
        return self.write.company


def item(purchase: Purchase, key: object, *, known: bool = False) -> Row | None:
    """The item of a line; `known` says that the line has it already, so that it may have ended since."""
    found = items.item(purchase.company, key)
    if found is None:
        purchase.faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ITEM)
        return None
    ended = found["EndDate"] is not None and found["EndDate"] < purchase.day
    if not known and (ended or not found["IsPurchaseItem"]):
        purchase.faults.add(texts.INVALID, texts.ITEM)
    return found


def agreed(purchase: Purchase, found: Row | None) -> Row:
    """What was agreed with the supplier on an item, an empty row where nothing was."""
    if found is None or purchase.supplier is None:
        return {}
    return supplier_items.of(purchase.company, found["ID"], purchase.supplier["ID"]) or {}


def unit(purchase: Purchase, found: Row | None) -> tuple[str | None, str | None, Decimal]:
    """Code and name of the unit that the item is bought in, and how many of the item's own unit it holds."""
    deal = agreed(purchase, found)
    if deal:
        return deal["PurchaseUnit"], deal["PurchaseUnitDescription"], deal["PurchaseUnitFactor"] or Decimal(1)
    return (*items.unit_of(purchase.company, found), Decimal(1))


def quantity(purchase: Purchase, sent: Decimal | None, found: Row | None) -> Decimal:
    """A quantity that can be reckoned with; parts only of items that may be parted [I]."""
    if sent is None:
        purchase.faults.add(texts.MISSING, texts.QUANTITY)
        return Decimal(1)
    whole = found is None or found["IsFractionAllowedItem"] or not sent.is_finite() or sent == int(sent)
    if not sane(sent) or not sent or not whole:
        purchase.faults.add(texts.INVALID, texts.QUANTITY)
        return Decimal(1)
    return sent


def price(purchase: Purchase, given: Row, found: Row | None, many: Decimal, before: Row | None = None) -> Row:
    """`UnitPrice`, `NetPrice` and `Discount` of a line: as sent, else as they stand, else as agreed with the supplier."""
    names = ("Amount", "NetPrice", "UnitPrice")
    if any(not sane(given.get(name)) for name in names):
        purchase.faults.add(texts.INVALID, texts.PRICE)
        return {"UnitPrice": NOTHING, "NetPrice": NOTHING, "Discount": NOTHING}
    discount: Decimal = (given if "Discount" in given else before or {}).get("Discount") or NOTHING
    if not discount.is_finite() or abs(discount) > 1:
        purchase.faults.add(texts.INVALID, texts.DISCOUNT)
        discount = NOTHING
    net, asked, amount = given.get("NetPrice"), given.get("UnitPrice"), given.get("Amount")
    if net is not None:
        asked = asked or NOTHING
        discount = 1 - net / asked if asked else discount
    elif asked is not None:
        net = asked * (1 - discount)
    elif amount is not None and many:
        asked, net = NOTHING, amount / many
    elif before is not None and "Item" not in given:
        asked = before["UnitPrice"] or NOTHING
        net = asked * (1 - discount) if asked else before["NetPrice"]
    else:
        asked = _usual_price(purchase, found)
        net = asked * (1 - discount)
    return {"UnitPrice": asked, "NetPrice": net, "Discount": discount}


def _usual_price(purchase: Purchase, found: Row | None) -> Decimal:
    """The supplier's price in the currency of the header, else the item's cost price in the company's own [I]."""
    deal = agreed(purchase, found)
    if deal and deal["Currency"] == purchase.currency:
        return deal["PurchasePrice"] or NOTHING
    if found is not None and purchase.currency == purchase.company.currency:
        return found["CostPriceStandard"] or NOTHING
    return NOTHING


def vat(purchase: Purchase, given: Row, found: Row | None, amount: Decimal, before: Row | None = None) -> Row:
    """Code, rate, and the line's amount without VAT beside its VAT; `amount` is the price of all, as it was posted."""
    company, faults = purchase.company, purchase.faults
    stands = before is not None and "VATCode" not in given and "Item" not in given
    if given.get("VATCode") is not None:
        code = vat_lines.given_code(purchase.write, given["VATCode"], faults)
        if code is not None and not code["IsBlocked"] and code["VATTransactionType"] == "S":
            faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
    elif stands and before is not None:
        code = references.vat_code(company, before["VATCode"] or "")
    else:
        code = _usual_code(purchase, found)
    asked: Decimal | None = given.get("VATPercentage")
    if code is None and asked:
        code = vat_lines.by_rate(company, asked, "S")
    if asked is None and stands and before is not None:
        rate: Decimal = before["VATPercentage"] or ZERO
    else:
        rate = vat_lines.percentage(code, asked, faults)
    vat_lines.check_accounts(company, code, rate, False, faults)
    sent: Decimal | None = given.get("VATAmount")
    if not sane(sent) or not sane(amount):
        faults.add(texts.INVALID, texts.AMOUNT)
        sent, amount = None, ZERO
    kind = code["Type"] if code else "N"
    if sent and (kind not in WITH_AMOUNT or not rate):
        faults.say(texts.NO_VAT_AMOUNT.to(purchase.write.user))
    charged = bool(code and code["Charged"])
    taxed = split(cents(amount), kind, rate, charged, None if sent is None else cents(sent))
    named, text = references.described(code, "Code", "Description")
    return {
        "Base": taxed.base,
        "VATAmount": taxed.vat,
        "VATCode": named,
        "VATDescription": text,
        "VATPercentage": rate,
    }


def _usual_code(purchase: Purchase, found: Row | None) -> Row | None:
    """The VAT code agreed with the supplier on the item, then the supplier's own, then the ledger account's [I]."""
    account = purchase_account(purchase.company, found) if found is not None else None
    for text in (
        agreed(purchase, found).get("PurchaseVATCode"),
        (purchase.supplier or {}).get("PurchaseVATCode"),
        (account or {}).get("VATCode"),
    ):
        code = references.vat_code(purchase.company, text) if text else None
        if code is not None and not code["IsBlocked"] and code["VATTransactionType"] != "S":
            return code
    return None


def purchase_account(company: Company, found: Row) -> Row | None:
    """The ledger account that the purchase of an item is booked on: its group's, else that of its costs [I]."""
    group = items.item_group(company, found["ItemGroup"]) or {}
    return references.gl_account(company, group.get("GLPurchaseAccount")) or items.costs_account(company, found)


def share(header: Row, given: Row, base: Decimal, gross: Decimal) -> Decimal:
    """The header's discount as a fraction: as sent, else by the amount that was sent, else as it stands."""
    if given.get("Discount") is None:
        for name, whole in (("AmountDiscount", gross), ("AmountDiscountExclVat", base)):
            if given.get(name) is not None:
                return (given[name] / whole).quantize(FRACTION) if whole else NOTHING
    return header.get("Discount") or NOTHING


def check_discount(given: Row, faults: Faults) -> None:
    """Note a header's discount that will not do."""
    discount: Decimal | None = given.get("Discount")
    if discount is not None and not (discount.is_finite() and abs(discount) <= 1):
        faults.add(texts.INVALID, texts.DISCOUNT)
    if not sane(given.get("AmountDiscount")) or not sane(given.get("AmountDiscountExclVat")):
        faults.add(texts.INVALID, texts.AMOUNT)


@dataclass(frozen=True)
class Totals:
    """What a header adds up to, in its currency: without VAT and the VAT, both after the discount, and the discount."""

    base: Decimal
    vat: Decimal
    discount: Decimal
    off: Decimal
    vat_off: Decimal


def totals(company: Company, header: Row, given: Row, lines: Iterable[tuple[Row, Decimal]]) -> Totals:
    """Add up lines, each with its amount without VAT; a reverse charge is no part of the VAT."""
    found = [(base, owed(company, line)) for line, base in lines]
    base, tax = sum((b for b, _ in found), ZERO), sum((v for _, v in found), ZERO)
    part = share(header, given, base, base + tax)
    left = sum((less(b, part) for b, _ in found), ZERO), sum((less(v, part) for _, v in found), ZERO)
    return Totals(*left, part, base - left[0], tax - left[1])


def less(amount: Decimal, part: Decimal) -> Decimal:
    """An amount after the header's discount."""
    return cents(amount * (1 - part))


def owed(company: Company, line: Row) -> Decimal:
    """The VAT of a line that is paid to the supplier."""
    code = references.vat_code(company, line["VATCode"] or "")
    return ZERO if code is not None and code["Charged"] else line["VATAmount"] or ZERO
