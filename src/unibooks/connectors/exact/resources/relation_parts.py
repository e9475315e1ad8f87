"""What hangs under a relation: crm/Addresses, crm/Contacts, crm/BankAccounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from stdnum import iban

from unibooks.accounting import parts
from unibooks.connectors.exact.resources.references import TITLES
from unibooks.connectors.exact.target.crm import Address, BankAccount, Contact
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import AnyOf, Condition
from unibooks.core.context import Context, RelatedRows
from unibooks.core.inline import Inline, Slot
from unibooks.core.related import Related
from unibooks.core.source import NotKept
from unibooks.core.sources import Computed, OneOf, To
from unibooks.core.table import Mapped
from unibooks.core.target import Prop

_BOOKKEEPING: Final = "who wrote it and where it lies is Exact's own bookkeeping"
_RELATION: Final = "repeats the relation that it stands with"
_NO_FIELD: Final = "the contract has no field for it"

#: Address.Type [H] -> the contract's word. It has none for a postal address; PRIVATE, which Exact lacks, stands for it.
ADDRESS_TYPES: Final = {1: "WORK", 2: "PRIVATE", 3: "BILLING", 4: "DELIVERY"}
#: Words that may be written, with the one that comes back.
ADDRESS_WORDS: Final = {"EMPTY": "WORK", "PICKUP": "DELIVERY"}

_ADDRESSES: Final = Mapped(
    read=parts.ContactAddress,
    write=parts.CreateContactAddress,
    entity=Address,
    codecs=CODECS,
    fields={
        "address_line1": To(Address.AddressLine1),
        "address_line2": To(Address.AddressLine2),
        "city": To(Address.City),
        "country_code": To(Address.Country),
        "postal_code": To(Address.Postcode),
        "type": OneOf(Address.Type, ADDRESS_TYPES, also=ADDRESS_WORDS),
    },
    absent={},
    left_out={
        _BOOKKEEPING: Address.pick(
            "ID Created Creator CreatorFullName Division Modified Modifier ModifierFullName Source"
        ),
        _RELATION: Address.pick("Account AccountIsSupplier AccountName CountryName"),
        "the contract has two address lines and no state": Address.pick("AddressLine3 State StateDescription"),
        "of several addresses of one type the contract does not tell the main one": (Address.Main,),
        _NO_FIELD: Address.pick(
            """Contact ContactName CustomField Fax FreeBoolField_01 FreeBoolField_02 FreeBoolField_03 FreeBoolField_04
            FreeBoolField_05 FreeDateField_01 FreeDateField_02 FreeDateField_03 FreeDateField_04 FreeDateField_05
            FreeNumberField_01 FreeNumberField_02 FreeNumberField_03 FreeNumberField_04 FreeNumberField_05 FreeTextField_01
            FreeTextField_02 FreeTextField_03 FreeTextField_04 FreeTextField_05 Mailbox NicNumber Notes Phone PhoneExtension
            Warehouse WarehouseCode WarehouseDescription"""
        ),
    },
)

#: The main visiting address is the one that stands on the relation itself [I]; it is read there.
ADDRESSES: Final = Related(
    RelatedRows(
        "addresses",
        Address.Account,
        tuple(prop for prop in _ADDRESSES.members().values() if isinstance(prop, Prop)),
        where=(AnyOf((Condition(Address.Type, "ne", 1), Condition(Address.Main, "eq", False))),),
        main=Address.Main,
    ),
    _ADDRESSES,
    needs=("address_line1", "address_line2", "city", "postal_code"),
    cure="is missing; an address has at least one of addressLine1, addressLine2, city and postalCode",
    defaults={Address.Type: 1},
)


def _title(value: str, ctx: Context) -> Mapping[Prop, Any]:
    """A salutation is kept where a contact of this company has it as its title's code: Exact refuses other codes, and no
    endpoint lists them."""
    table = ctx.references.get(TITLES.name)
    known = {code.casefold(): code for code in table.by_code} if table else {}
    code = known.get(value.strip().casefold())
    if code is None:
        raise NotKept(
            f"{value} is not kept; Exact Online takes the codes of its titles, and no contact of this company has this one"
        )
    return {Contact.Title: code}


_CONTACTS: Final = Mapped(
    read=parts.ContactPerson,
    write=parts.CreateContactPerson,
    entity=Contact,
    codecs=CODECS,
    fields={
        "email_addresses": Inline(
            (
                Slot(
                    {"email": To(Contact.BusinessEmail)},
                    ("type", "BUSINESS"),
                    also=("OFFICE", "INVOICE", "PAYMENT", "OTHER"),
                    plain="email",
                ),
                # [R] Exact copies it into an empty BusinessEmail when the contact is made.
                Slot({"email": To(Contact.Email)}, ("type", "PRIVATE"), also=("OTHER",), plain="email"),
            )
        ),
        "first_name": To(Contact.FirstName),
        "last_name": To(Contact.LastName),
        "phone_numbers": Inline(
            (
                Slot(
                    {"number": To(Contact.BusinessPhone)},
                    ("type", "BUSINESS"),
                    also=("OFFICE", "LANDLINE", "OTHER"),
                    plain="number",
                ),
                Slot({"number": To(Contact.BusinessMobile)}, ("type", "MOBILE"), plain="number"),
                Slot({"number": To(Contact.BusinessFax)}, ("type", "FAX")),
                Slot({"number": To(Contact.Phone)}, ("type", "PRIVATE"), also=("OTHER",), plain="number"),
                Slot({"number": To(Contact.Mobile)}, ("type", "MOBILE"), plain="number"),
            )
        ),
        "salutation": Computed((Contact.Title,), lambda row, ctx: (row.Title or "").strip() or None, _title),
    },
    absent={},
    left_out={
        _BOOKKEEPING: Contact.pick(
            "ID Created Creator CreatorFullName Division HID Modified Modifier ModifierFullName"
        ),
        _RELATION: Contact.pick("Account AccountIsCustomer AccountIsSupplier AccountMainContact AccountName Code"),
        "the contact that is the main one comes first": (Contact.IsMainContact,),
        "says the names or the title in another way": Contact.pick(
            "FullName Initials TitleAbbreviation TitleDescription"
        ),
        "the contract has no field for what stands between the names": (Contact.MiddleName,),
        "a phone number of the contract has no extension": Contact.pick("BusinessPhoneExtension PhoneExtension"),
        _NO_FIELD: Contact.pick(
            """AddressLine2 AddressStreet AddressStreetNumber AddressStreetNumberSuffix AllowMailing BirthDate BirthName
            BirthNamePrefix BirthPlace City Country CustomField EndDate Gender IdentificationDate IdentificationDocument
            IdentificationUser IsAnonymised IsMailingExcluded JobTitleDescription Language LeadPurpose LeadSource
            MarketingNotes Nationality Notes PartnerName PartnerNamePrefix Person Picture PictureName
            PictureThumbnailUrl PictureUrl Postcode SocialSecurityNumber StartDate State"""
        ),
    },
)

CONTACT_PERSONS: Final = Related(
    RelatedRows(
        "contact_persons",
        Contact.Account,
        (*(prop for prop in _CONTACTS.members().values() if isinstance(prop, Prop)), Contact.IsMainContact),
        main=Contact.IsMainContact,
    ),
    _CONTACTS,
    needs=("last_name", "first_name"),
    cure="is missing; a contact person has at least one of lastName and firstName",
)

_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)


def _compact(text: str) -> str:
    return "".join(ch for ch in text.upper() if ch.isalnum())


def _read_iban(row: Any, ctx: Context) -> str | None:
    number = _compact(row.BankAccount or "")
    if number and not iban.is_valid(number, check_country=False):
        ctx.warn(f"iban: bank account {row.BankAccount!r} is no IBAN; null is given")
        return None
    return number or None


def _write_iban(value: str, ctx: Context) -> Mapping[Prop, Any]:
    number = _compact(value)
    if not iban.is_valid(number, check_country=False):
        raise ValueError(f"{value!r} is not a valid IBAN; compare it with the invoice, its check digits do not fit")
    return {BankAccount.BankAccount: number}


def _write_bic(value: str, ctx: Context) -> Mapping[Prop, Any]:
    code = _compact(value)
    if not _BIC.fullmatch(code):
        raise ValueError(f"{value!r} is not a BIC; it has 8 or 11 characters, such as RABONL2U")
    return {BankAccount.BICCode: code}


_BANK_ACCOUNTS: Final = Mapped(
    read=parts.BankAccount,
    write=parts.CreateBankAccount,
    entity=BankAccount,
    codecs=CODECS,
    fields={
        "bic": Computed((BankAccount.BICCode,), lambda row, ctx: row.BICCode or None, _write_bic),
        "holder": To(BankAccount.BankAccountHolderName),
        "is_main_account": To(BankAccount.Main),
        "iban": Computed((BankAccount.BankAccount,), _read_iban, _write_iban),
        "name": To(BankAccount.Description),
    },
    absent={"the banks' codes of Exact Online do not say whether SEPA reaches an account": ("sepa",)},
    left_out={
        _BOOKKEEPING: BankAccount.pick(
            "ID Created Creator CreatorFullName Division Modified Modifier ModifierFullName"
        ),
        _RELATION: BankAccount.pick("Account AccountName"),
        "follows from the number": BankAccount.pick("Bank BankDescription BankName Format IBAN"),
        "only accounts of relations are shown": BankAccount.pick("PaymentServiceAccount Type TypeDescription"),
        _NO_FIELD: (BankAccount.Blocked,),
    },
)

_BANK_PROPS: Final = tuple(prop for prop in _BANK_ACCOUNTS.members().values() if isinstance(prop, Prop))
_NEEDS_IBAN: Final = "is missing; Exact Online keeps a bank account by its number"

#: All bank accounts of a relation.
BANK_ACCOUNTS: Final = Related(
    RelatedRows("bank_accounts", BankAccount.Account, _BANK_PROPS, main=BankAccount.Main),
    _BANK_ACCOUNTS,
    needs=("iban",),
    cure=_NEEDS_IBAN,
)
#: The one of the contract's bodies, which is added or changed and leaves the others alone.
BANK_ACCOUNT: Final = Related(
    RelatedRows("bank_account", BankAccount.Account, _BANK_PROPS, main=BankAccount.Main),
    _BANK_ACCOUNTS,
    needs=("iban",),
    cure=_NEEDS_IBAN,
)
