"""Relations: whom a company buys from and sells to."""

from __future__ import annotations

from typing import Literal

from unibooks.accounting.base import Filters, Read, Write
from unibooks.accounting.parts import (
    BankAccount,
    ContactAddress,
    ContactPerson,
    CreateBankAccount,
    CreateContactAddress,
    CreateContactPerson,
    CreateEmailAddress,
    CreatePhoneNumber,
    EmailAddress,
    PhoneNumber,
)
from unibooks.accounting.types import Instant, Text


class Contact(Read):
    """A relation in one role: that of the endpoint. `paymentTermCode` goes beyond the contract."""

    id: Text | None
    addresses: list[ContactAddress] | None
    account_number: int | None
    bank_accounts: list[BankAccount] | None
    company_name: Text | None
    contact_persons: list[ContactPerson] | None
    contact_type: Literal["CONTACT_PERSON", "COMPANY", "UNDEFINED"] | None
    document_id: Text | None
    email_addresses: list[EmailAddress] | None
    number: Text | None
    payment_term_code: Text | None
    phone_numbers: list[PhoneNumber] | None
    project_id: Text | None
    role: Literal["SUPPLIER", "CUSTOMER", "CONTACT"] | None
    updated_date: Instant | None
    vat_id: Text | None


class _ContactBody(Write):
    """What the bodies of relations share.

    `bankAccounts` and `paymentTermCode` go beyond the contract, so that everything that is read can be written: `bankAccount`
    adds or changes one bank account, `bankAccounts` is the list of all.
    """

    addresses: list[CreateContactAddress] | None = None
    bank_account: CreateBankAccount | None = None
    bank_accounts: list[CreateBankAccount] | None = None
    company_name: Text | None = None
    contact_persons: list[CreateContactPerson] | None = None
    document_id: Text | None = None
    email_addresses: list[CreateEmailAddress] | None = None
    number: Text | None = None
    payment_term_code: Text | None = None
    phone_numbers: list[CreatePhoneNumber] | None = None
    project_id: Text | None = None
    role: Literal["SUPPLIER", "CUSTOMER", "CONTACT"] | None = None
    vat_id: Text | None = None


class CreateContact(_ContactBody):
    """A relation to be. `number` is the debtor or creditor number; the system gives one when it is absent."""

    contact_type: Literal["CONTACT_PERSON", "COMPANY"]


class PatchContact(_ContactBody):
    """What changes of a relation: a field that is absent stays, null empties it, and a list replaces the list.

    The contract's body has some of these fields; the others are ours. `role` with the other role gives the relation that one
    as well.
    """

    contact_type: Literal["CONTACT_PERSON", "COMPANY"] | None = None


class ContactFilters(Filters):
    """Filters of a list of relations: `name` matches any part of it, `email` and `number` match whole."""

    email: Text | None = None
    name: Text | None = None
    number: Text | None = None
