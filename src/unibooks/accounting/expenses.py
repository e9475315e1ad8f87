"""Expenses: purchases that are paid at once, and claims."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from unibooks.accounting.base import Filters, Operation, Read, Resource, Write
from unibooks.accounting.enums import Currency
from unibooks.accounting.parts import UploadedFile
from unibooks.accounting.types import Amount, Day, Instant, Quantity, Text

ExpenseType = Literal["EXPENSE", "REFUND"]
PaymentType = Literal["CASH", "CHECK", "CREDIT_CARD", "CREDIT", "COLLECTION"]


class LineDimension(Read):
    """A value of a category that a line is booked on."""

    id: Text | None
    category_name: Text | None
    code: Text | None
    name: Text | None


class LineTaxRate(Read):
    """The VAT of a line; the rate is text, as the contract has it."""

    id: Text | None
    code: Text | None
    name: Text | None
    tax_rate_percentage: Text | None


class ExpenseLine(Read):
    """One line of an expense: what was bought, on which cost account."""

    id: Text | None
    account_code: Text | None
    account_id: Text | None
    account_number: int | None
    created_date: Instant | None
    currency: Currency | None
    description: Text | None
    dimensions: list[LineDimension] | None
    document_number: Text | None
    exchange_rate: Quantity | None
    item_id: Text | None
    tax_rate: LineTaxRate | None
    total_gross_amount: Amount | None
    total_net_amount: Amount | None
    updated_date: Instant | None


class Expense(Read):
    """A direct purchase. The account is the counter account: what it was paid from, or who is owed.

    Amounts are positive; `type` tells money back from money spent.
    """

    id: Text | None
    account_code: Text | None
    account_id: Text | None
    account_number: int | None
    created_date: Instant | None
    currency: Currency | None
    customer_id: Text | None
    description: Text | None
    document_id: Text | None
    exchange_rate: Text | None
    expense_lines: list[ExpenseLine] | None
    files: list[Text] | None
    journal_code: Text | None
    ledger_name: Text | None
    note: Text | None
    payment_term_id: Text | None
    payment_type: PaymentType | None
    supplier_id: Text | None
    task_id: Text | None
    type: ExpenseType | None
    total_gross_amount: Amount | None
    total_net_amount: Amount | None
    total_tax_amount: Amount | None
    transaction_date: Day | None
    updated_date: Instant | None


class CreateLineDimension(Write):
    """A value of a category that a line is to be booked on."""

    id: Text | None = None
    category_name: Text | None = None
    code: Text | None = None
    name: Text | None = None


class CreateLineTaxRate(Write):
    """The VAT of a line to be, by code, id or rate; the rate is text such as "21"."""

    id: Text | None = None
    code: Text | None = None
    name: Text | None = None
    tax_rate_percentage: Text | None = None


class CreateExpenseLine(Write):
    """A line of an expense to be: a cost account, an amount, its VAT."""

    id: Text | None = None
    account_code: Text | None = None
    account_id: Text | None = None
    account_number: int | None = None
    currency: Currency | None = None
    description: Text | None = None
    dimensions: list[CreateLineDimension] | None = None
    document_number: Text | None = None
    exchange_rate: Quantity | None = None
    item_id: Text | None = None
    tax_rate: CreateLineTaxRate | None = None
    total_gross_amount: Amount | None = None
    total_net_amount: Amount | None = None


class CreateExpense(Write):
    """An expense to be.

    `type` tells a refund from a purchase; without it amounts above zero are a purchase. The journal decides how it is booked;
    without `journalCode` it follows from the counter account, the payment type or the supplier, and a warning names it.

    Beyond the contract: `files` in a JSON body, each `{fileName, content}` with base64; in a multipart body the files are parts
    named `files` and the rest is a part of its own, named `expense`.
    """

    id: Text | None = None
    account_code: Text | None = None
    account_id: Text | None = None
    account_number: int | None = None
    currency: Currency | None = None
    customer_id: Text | None = None
    description: Text | None = None
    document_id: Text | None = None
    exchange_rate: Text | None = None
    expense_lines: list[CreateExpenseLine] | None = None
    files: Annotated[list[UploadedFile] | None, Field(max_length=20)] = None
    journal_code: Text | None = None
    ledger_name: Text | None = None
    note: Text | None = None
    payment_term_id: Text | None = None
    payment_type: PaymentType | None = None
    supplier_id: Text | None = None
    type: ExpenseType | None = None
    total_gross_amount: Amount | None = None
    total_net_amount: Amount | None = None
    total_tax_amount: Amount | None = None
    transaction_date: Day | None = None


class ExpenseFilters(Filters):
    """Filters of the list of expenses. Beyond the contract: `journalCode`."""

    journal_code: Annotated[
        Text | None, Field(description="The journal that it is booked in; with it one kind of entry is asked for.")
    ] = None


EXPENSES = Resource(
    name="expenses",
    path="/accounting/expenses",
    parameter="expenseId",
    read=Expense,
    write=CreateExpense,
    filters=ExpenseFilters,
    hint="journal_code",
    operations=(
        Operation("list", "getExpenses", "List the expenses: all entries that can be one"),
        Operation("get", "getExpense", "Get one expense"),
        Operation("create", "createExpense", "Book an expense, with its files", files="expense"),
        Operation("patch", "patchExpense", "Change some fields of an expense in a purchase journal that is open"),
        Operation("delete", "deleteExpense", "Remove an expense that is open"),
    ),
)
