"""Pieces that several resources share."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from unibooks.accounting.base import Read, Write
from unibooks.accounting.enums import CountryCode
from unibooks.accounting.types import Text

AddressType = Literal["BILLING", "DELIVERY", "SELLING"]
ContactAddressType = Literal["BILLING", "DELIVERY", "EMPTY", "PRIVATE", "WORK", "PICKUP"]
EmailType = Literal["BUSINESS", "PRIVATE", "OFFICE", "INVOICE", "PAYMENT", "OTHER"]
PhoneType = Literal["BUSINESS", "MOBILE", "OFFICE", "FAX", "PRIVATE", "LANDLINE", "SKYPE", "WHATSAPP", "OTHER"]

_EMAIL: Final = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")


def _email(value: str) -> str:
    text = value.strip()
    if not _EMAIL.fullmatch(text):
        raise PydanticCustomError("email", "must be one e-mail address such as info@example.com")
    return text


#: An e-mail address in a body; answers give whatever the target has.
Email = Annotated[Text, AfterValidator(_email)]


class Address(Read):
    """An address printed on a document."""

    address_line1: Text | None
    address_line2: Text | None
    city: Text | None
    country_code: CountryCode | None
    postal_code: Text | None
    type: AddressType | None


class CreateAddress(Write):
    """An address of a document to be."""

    address_line1: Text | None = None
    address_line2: Text | None = None
    city: Text | None = None
    country_code: CountryCode | None = None
    postal_code: Text | None = None
    type: AddressType | None = None


class ContactAddress(Read):
    """An address of a relation."""

    address_line1: Text | None
    address_line2: Text | None
    city: Text | None
    country_code: CountryCode | None
    postal_code: Text | None
    type: ContactAddressType | None


class CreateContactAddress(Write):
    """An address of a relation to be."""

    address_line1: Text | None = None
    address_line2: Text | None = None
    city: Text | None = None
    country_code: CountryCode | None = None
    postal_code: Text | None = None
    type: ContactAddressType | None = None


class EmailAddress(Read):
    """An e-mail address and its use."""

    email: Text | None
    type: EmailType | None


class CreateEmailAddress(Write):
    """An e-mail address to be."""

    email: Email
    type: EmailType | None = None


class PhoneNumber(Read):
    """A phone number and its use."""

    number: Text | None
    type: PhoneType | None


class CreatePhoneNumber(Write):
    """A phone number to be."""

    number: Text
    type: PhoneType | None = None


class ContactPerson(Read):
    """Somebody at a relation."""

    email_addresses: list[EmailAddress] | None
    first_name: Text | None
    last_name: Text | None
    phone_numbers: list[PhoneNumber] | None
    salutation: Text | None


class CreateContactPerson(Write):
    """Somebody at a relation to be; e-mail addresses and phone numbers may be plain texts or objects."""

    email_addresses: list[Email | CreateEmailAddress] | None = None
    first_name: Text | None = None
    last_name: Text | None = None
    phone_numbers: list[Text | CreatePhoneNumber] | None = None
    salutation: Text | None = None


class BankAccount(Read):
    """A relation's bank account."""

    bic: Text | None
    holder: Text | None
    is_main_account: bool | None
    iban: Text | None
    name: Text | None
    sepa: bool | None


class CreateBankAccount(Write):
    """A relation's bank account to be."""

    bic: Text | None = None
    holder: Text | None = None
    is_main_account: bool | None = None
    iban: Text | None = None
    name: Text | None = None
    sepa: bool | None = None


class BillDimension(Read):
    """A cost centre or cost unit of a bill line."""

    name: Text | None
    category_name: Text | None


class CreateBillDimension(Write):
    """A cost centre or cost unit of a bill line to be."""

    name: Text
    category_name: Text


class UploadedFile(Write):
    """A file sent inside a JSON body: its name with extension, and its bytes in base64."""

    file_name: Text
    content: Text
    content_type: Text | None = None
