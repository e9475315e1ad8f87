"""The lines of order charges, such as shipping, under a sales order or quotation. The charges themselves are not kept
here, so that a line names none and says by itself what it is for."""

from __future__ import annotations

from decimal import Decimal

from unibooks.sandbox.exact.books import references, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.sold_lines import Sale
from unibooks.sandbox.exact.state import Row


def resolve(sale: Sale, given: Row, before: Row | None = None) -> Row:
    """The properties of a line after this write.

    The amount with VAT counts when it comes alone, else the one without [I].
    """
    faults, company = sale.faults, sale.write.company
    now = (before or {}) | given
    if given.get("OrderCharge") is not None:
        faults.add(texts.BAD_REFERENCE, texts.ORDER_CHARGE)
    if given.get("VATCode") is not None:
        code = vat_lines.given_code(sale.write, given["VATCode"], faults)
    elif before is not None:
        code = references.vat_code(company, before["VATCode"] or "")
    else:
        code = references.vat_code(company, (sale.customer or {}).get("SalesVATCode") or "")
    rate = vat_lines.percentage(code, None, faults)
    plain: Decimal | None = given.get("AmountFCExclVAT")
    gross: Decimal | None = given.get("AmountFCInclVAT")
    if not sane(plain) or not sane(gross):
        faults.add(texts.INVALID, texts.AMOUNT)
        plain = gross = None
    if plain is None and gross is None:
        plain = now.get("AmountFCExclVAT") or ZERO
    base = cents(plain) if plain is not None else cents((gross or ZERO) / (1 + rate))
    vat = split(base, "E", rate, False).vat if plain is not None else cents(gross or ZERO) - base
    named, text = references.described(code, "Code", "Description")
    return {
        "AmountFCExclVAT": base,
        "AmountFCInclVAT": base + vat,
        "AmountVATFC": vat,
        "IsShippingCost": bool(now.get("IsShippingCost")),
        "OrderChargesLineDescription": now.get("OrderChargesLineDescription"),
        "VATCode": named,
        "VATDescription": text,
        "VATPercentage": rate,
        "AmountDC": cents(base * sale.rate),
    }
