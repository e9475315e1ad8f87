"""Finding the rows that a write refers to."""

from __future__ import annotations

import re
from typing import Any, Final

from unibooks.connectors.exact.target import (
    Account,
    Contact,
    Costcenter,
    Costunit,
    Division,
    GLAccount,
    Journal,
    PaymentCondition,
    VATCode,
)
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.state import Company, Row

EMAIL: Final = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")


def account(company: Company, key: Any) -> Row | None:
    """The relation with this GUID."""
    return company[Account].rows.get(key)


def gl_account(company: Company, key: Any) -> Row | None:
    """The ledger account with this GUID."""
    return company[GLAccount].rows.get(key)


def journal(company: Company, code: str) -> Row | None:
    """The journal with this code."""
    return company[Journal].first("Code", code.strip())


def vat_code(company: Company, code: str) -> Row | None:
    """The VAT code, which may be written with or without its padding [R]."""
    return company[VATCode].first("Code", VATCode.Code.pad(code.strip()))


def payment_condition(company: Company, code: str) -> Row | None:
    """The payment condition with this code."""
    return company[PaymentCondition].first("Code", code.strip())


def contact(company: Company, key: Any) -> Row | None:
    """The contact person with this GUID."""
    return company[Contact].rows.get(key)


def cost_center(company: Company, code: str) -> Row | None:
    """The cost centre with this code."""
    return company[Costcenter].first("Code", code.strip())


def cost_unit(company: Company, code: str) -> Row | None:
    """The cost unit with this code."""
    return company[Costunit].first("Code", code.strip())


def currency(code: str) -> str | None:
    """The currency's code as Exact spells it."""
    code = code.strip().upper()
    return code if code in CURRENCIES else None


def gl_account_by_code(company: Company, code: str) -> Row:
    """The ledger account with this code; it has to exist."""
    row = company[GLAccount].first("Code", code)
    if row is None:
        raise LookupError(f"company {company.code} has no ledger account {code}")
    return row


def division(company: Company) -> Row:
    """The company's row of system/Divisions, a blank one as long as it has none."""
    return next(iter(company[Division]), company[Division].blank())


def described(row: Row | None, *names: str) -> tuple[Any, ...]:
    """Some properties of a row that may be absent: None for each when it is."""
    return (None,) * len(names) if row is None else tuple([row[name] for name in names])
