"""Bank accounts of the company itself."""

from __future__ import annotations

from typing import Literal

from unibooks.accounting.base import NoFilters, Operation, Read, Resource
from unibooks.accounting.enums import Currency
from unibooks.accounting.types import Amount, Instant, Text


class OwnBankAccount(Read):
    """A bank account of the company; `number` is that of its ledger account."""

    id: Text | None
    balance: Amount | None
    bank_name: Text | None
    bic: Text | None
    created_date: Instant | None
    currency: Currency | None
    description: Text | None
    file_type: Literal["CSV", "MT940"] | None
    iban: Text | None
    name: Text | None
    number: Text | None
    system: Text | None
    status: Literal["ACTIVE", "ARCHIVED"] | None
    type: Text | None
    updated_date: Instant | None


BANK_ACCOUNTS = Resource(
    name="bankAccounts",
    path="/accounting/bankAccounts",
    parameter="bankAccountId",
    read=OwnBankAccount,
    filters=NoFilters,
    operations=(
        Operation("list", "getBankAccounts", "List the company's own bank accounts"),
        Operation("get", "getBankAccount", "Get one of the company's own bank accounts"),
    ),
)
