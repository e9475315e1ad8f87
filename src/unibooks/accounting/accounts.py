"""Ledger accounts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from unibooks.accounting.base import Filters, Operation, Read, Resource
from unibooks.accounting.enums import Currency, DebitCreditIndicator
from unibooks.accounting.types import Amount, Day, Instant, Text

AccountClass = Literal["ASSET", "EQUITY", "EXPENSE", "LIABILITY", "REVENUE"]
AccountStatus = Literal["ACTIVE", "ARCHIVED"]


class Account(Read):
    """A ledger account. `number` is what bookkeepers write, `debitCreditIndicator` its normal side.

    `balance` is debit less credit at the end of the fiscal year that the list is asked for, and null where none is named.
    """

    id: Text | None
    balance: Amount | None
    account_class: Annotated[AccountClass | None, Field(alias="class")]
    code: Text | None
    created_date: Instant | None
    currency: Currency | None
    debit_credit_indicator: DebitCreditIndicator | None
    description: Text | None
    name: Text | None
    number: Text | None
    parent_account_id: Text | None
    status: AccountStatus | None
    type: Text | None
    updated_date: Instant | None


class AccountFilters(Filters):
    """Filters of the list of ledger accounts; `types` and `classFilter` take several values, parted by commas."""

    debit_credit_indicator: DebitCreditIndicator | None = None
    fiscal_year: int | None = None
    types: Text | None = None
    fiscal_year_start_date: Day | None = None
    class_filter: Text | None = None
    is_active: bool | None = None


ACCOUNTS = Resource(
    name="accounts",
    path="/accounting/accounts",
    parameter="accountId",
    read=Account,
    filters=AccountFilters,
    operations=(
        Operation("list", "getAccounts", "List the ledger accounts"),
        Operation("get", "getAccount", "Get one ledger account"),
    ),
)
