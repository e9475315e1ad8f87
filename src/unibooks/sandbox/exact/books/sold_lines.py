"""The lines of sales orders and quotations: an item, how many, for what price, with which VAT.

What a line costs, in the currency of its header: `NetPrice` is the price of one after the discount. It is as sent; else
`UnitPrice` less `Discount`; else `AmountFC` shared out over the quantity; else the price agreed for the item. A
`NetPrice` that comes alone leaves `UnitPrice` at 0 [R].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import dimensions, items, projects, references, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.sold import Kind
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.books.vat_lines import WITH_AMOUNT
from unibooks.sandbox.exact.state import Row, Write

NOTHING: Final = Decimal(0)
#: References to things that these companies do not have, so that every one of them is unknown.
ABSENT: Final = (
    ("ItemVersion", texts.ITEM),
    ("Pricelist", texts.PRICE_LIST),
    ("ShopOrder", texts.SHOP_ORDER),
    ("TaxSchedule", texts.TAX_SCHEDULE),
)
#: Sent properties that move the price of a line.
PRICED: Final = frozenset({"AmountFC", "Discount", "Item", "NetPrice", "Quantity", "UnitCode", "UnitPrice"})
#: Sent properties that move its VAT.
TAXED: Final = PRICED | {"VATAmount", "VATAmountFC", "VATCode", "VATPercentage"}


@dataclass(frozen=True)
class Sale:
    """What a line has to know of its header.

    Attributes:
        kind: order or quotation.
        write: the circumstances.
        faults: gets what is wrong.
        customer: whoever ordered, None where that is a fault of its own.
        day: the day of the header; prices hold on a day.
        currency: the header's; rate: what one unit of it is worth in the company's.
    """

    kind: Kind
    write: Write
    faults: Faults
    customer: Row | None
    day: datetime
    currency: str
    rate: Decimal


def resolve(sale: Sale, given: Row, before: Row | None = None) -> Row:
    """The properties of a line after this write; `before` is the line as it stands, None for a new one."""
    write, faults = sale.write, sale.faults
    row = {name: value for name, value in given.items() if name not in {"ID", sale.kind.key, sale.kind.number}}
    now = (before or {}) | row
    item = _item(sale, now, before)
    row |= _unit(sale, row, now, item)
    now |= row
    row["Description"] = now.get("Description") or (item or {}).get("Description")
    if len(row["Description"] or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    for name, label in ABSENT:
        if row.get(name) is not None:
            faults.add(texts.BAD_REFERENCE, label)
    row |= _quantity(sale, now, item)
    row |= dimensions.on_line(write, now, None, faults, before) | projects.on_line(write, now, faults, before)
    row["DeliveryDate"] = midnight(now.get("DeliveryDate") or sale.day)
    if before is None or PRICED & given.keys():
        row |= _price(sale, given, now | row, item, before)
    if before is None or TAXED & given.keys():
        row |= _vat(sale, given, now | row, item, before)
    known = sale.kind.line.props()
    return {name: value for name, value in row.items() if name in known}


def restate(sale: Sale, line: Row) -> Row:
    """The amounts of a line in the company's currency."""
    amounts = {"AmountDC": line["AmountFC"], "VATAmountDC": line[sale.kind.vat_amount]}
    return {name: cents(amount * sale.rate) for name, amount in amounts.items() if name in sale.kind.line.props()}


def _item(sale: Sale, now: Row, before: Row | None) -> Row | None:
    key = now.get("Item")
    found = items.item(sale.write.company, key)
    if found is None:
        sale.faults.add(texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ITEM)
        return found
    ended = found["EndDate"] is not None and found["EndDate"] < sale.day
    if (before is None or before["Item"] != key) and (ended or not found["IsSalesItem"]):
        sale.faults.add(texts.INVALID, texts.ITEM)
    return found


def _unit(sale: Sale, row: Row, now: Row, item: Row | None) -> Row:
    """Unit and item texts; another item brings its own unit."""
    company = sale.write.company
    code: str | None = row.get("UnitCode") or (None if "Item" in row else now.get("UnitCode"))
    unit = items.unit(company, code) if code else None
    if code and unit is None:
        sale.faults.add(texts.BAD_REFERENCE, texts.UNIT)
    named = (unit["Code"].strip(), unit["Description"]) if unit else items.unit_of(company, item)
    values: Row = dict(zip(("UnitCode", "UnitDescription"), named, strict=True))
    values["ItemCode"], values["ItemDescription"] = references.described(item, "Code", "Description")
    values["CostPriceFC"] = references.described(item, "CostPriceStandard")[0]
    return values


def _quantity(sale: Sale, now: Row, item: Row | None) -> Row:
    quantity: Decimal = Decimal(1) if now.get("Quantity") is None else now["Quantity"]
    whole = item is None or item["IsFractionAllowedItem"] or not quantity.is_finite() or quantity == int(quantity)
    if not sane(quantity) or not whole:
        sale.faults.add(texts.INVALID, texts.QUANTITY)
        quantity = Decimal(1)
    return {"Quantity": quantity}


def _price(sale: Sale, given: Row, now: Row, item: Row | None, before: Row | None) -> Row:
    sent = {name: given.get(name) for name in ("AmountFC", "NetPrice", "UnitPrice")}
    if any(not sane(value) for value in sent.values()):
        sale.faults.add(texts.INVALID, texts.PRICE)
        return {"AmountFC": ZERO}
    quantity: Decimal = now["Quantity"]
    discount: Decimal = (given if "Discount" in given else before or {}).get("Discount") or NOTHING
    if not discount.is_finite() or abs(discount) > 1:
        sale.faults.add(texts.INVALID, texts.DISCOUNT)
        discount = NOTHING
    unit, net = sent["UnitPrice"], sent["NetPrice"]
    if net is not None:
        unit = unit or NOTHING
        discount = 1 - net / unit if unit else discount
    elif unit is not None:
        net = unit * (1 - discount)
    elif sent["AmountFC"] is not None and quantity:
        unit, net = NOTHING, sent["AmountFC"] / quantity
    elif before is None or "Item" in given or "UnitCode" in given:
        unit = _agreed(sale, now, item)
        net = unit * (1 - discount)
    else:
        unit, net = before["UnitPrice"] or NOTHING, before["NetPrice"]
        # a discount that comes alone takes its share of a unit price, where there is one
        net = unit * (1 - discount) if unit else net
    amount = cents(quantity * net)
    if not sane(amount):
        sale.faults.add(texts.INVALID, texts.AMOUNT)
        amount = ZERO
    return {"AmountFC": amount, "Discount": discount, "NetPrice": net, "UnitPrice": unit}


def _agreed(sale: Sale, now: Row, item: Row | None) -> Decimal:
    if item is None:
        return NOTHING
    found = items.price(
        sale.write.company,
        item,
        sale.day,
        customer=sale.customer,
        quantity=now["Quantity"],
        currency=sale.currency,
        unit_code=now["UnitCode"],
    )
    return found or NOTHING


def _vat(sale: Sale, given: Row, now: Row, item: Row | None, before: Row | None) -> Row:
    """Code, rate and amount; a code that is not sent is the customer's or the item's, none when neither has one [R]."""
    write, faults = sale.write, sale.faults
    amount: Decimal = now["AmountFC"]
    if given.get("VATCode") is not None:
        code = vat_lines.given_code(write, given["VATCode"], faults)
        if code is not None and not code["IsBlocked"] and code["VATTransactionType"] == "P":
            faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
    elif before is not None and "Item" not in given and "VATCode" not in given:
        code = references.vat_code(write.company, before["VATCode"] or "")
    else:
        code = items.sales_vat_code(write.company, item, sale.customer)
    stands = before is not None and "VATCode" not in given and "Item" not in given
    asked: Decimal | None = given.get("VATPercentage")
    if code is None and asked:
        # [H] a rate above zero may be sent instead of a code
        code = vat_lines.by_rate(write.company, asked, "P")
    if asked is None and stands and before is not None:
        rate: Decimal = before["VATPercentage"] or NOTHING
    else:
        rate = vat_lines.percentage(code, asked, faults)
    sent: Decimal | None = given.get(sale.kind.vat_amount)
    if not sane(sent):
        faults.add(texts.INVALID, texts.AMOUNT)
        sent = None
    kind = code["Type"] if code else "N"
    if sent and (kind not in WITH_AMOUNT or not rate):
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
    taxed = split(amount, kind, rate, bool(code and code["Charged"]), None if sent is None else cents(sent))
    named, text = references.described(code, "Code", "Description")
    return {
        "VATCode": named,
        sale.kind.vat_text: text,
        "VATPercentage": rate,
        sale.kind.vat_amount: taxed.vat,
    }


def parts(sale: Sale, line: Row) -> tuple[Decimal, Decimal]:
    """What a line adds to its header: the amount without VAT, and the VAT."""
    code = references.vat_code(sale.write.company, line["VATCode"] or "")
    vat: Decimal = line[sale.kind.vat_amount] or ZERO
    contained = code is not None and code["Type"] == "I" and not code["Charged"]
    charged = code is not None and code["Charged"]
    return line["AmountFC"] - vat if contained else line["AmountFC"], ZERO if charged else vat
