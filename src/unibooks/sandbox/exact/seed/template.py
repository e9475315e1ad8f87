"""What every new Dutch company starts with: chart, journals, VAT codes, payment conditions, the first relations."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from unibooks.connectors.exact.target import (
    Account,
    Division,
    GLAccount,
    Journal,
    PaymentCondition,
    VATCode,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import master_data, references, relations
from unibooks.sandbox.exact.seed.chart import CHART
from unibooks.sandbox.exact.seed.clockwork import SeedClock, midnight
from unibooks.sandbox.exact.seed.codes import CONDITIONS, JOURNALS, VAT_CODES
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.identifiers import BANKS, chamber_of_commerce, dutch_iban, dutch_vat, rsin
from unibooks.sandbox.exact.state import Company, Row, User, Write

#: [R] Rows of a template keep its own time stamps, older than the company and about 100 ms apart.
TEMPLATE_MADE: Final = datetime(2018, 9, 21, 4, 18, 48, 613000)  # noqa: DTZ001 - wall clock, as rows hold it
#: [R] The creator of such rows has a GUID and no name.
SYSTEM: Final = User(uuid.UUID("8f5b1c0e-2a64-4c7b-9d13-5e0a7c46b912"), "", "Exact Online", "", "nl-NL", (), 0)
TAX_AUTHORITY: Final = "Belastingdienst"
VENDOR: Final = "Exact Software Nederland B.V."


def furnish(write: Write, clock: SeedClock, firm: Firm) -> None:
    """Fill a new company with the rows of its template and its own relation row."""
    clock.set(TEMPLATE_MADE)
    _chart(write, clock)
    _journals(write, clock)
    authority = _first_relations(write, clock)
    _vat_codes(write, clock, authority)
    for condition in CONDITIONS:
        clock.tick(97)
        master_data.PAYMENT_CONDITIONS.create(
            write,
            {
                "Code": condition.code,
                "Description": condition.name,
                "PaymentDays": condition.days,
                "PaymentEndOfMonths": condition.month_ends,
                "PaymentMethod": condition.method,
            },
        )
    _nameless(write.company)
    _own_relation(write, firm)


def divide(write: Write, clock: SeedClock, firm: Firm, opened: date) -> None:
    """Write the company's row of system/Divisions."""
    clock.set(midnight(opened) + timedelta(hours=9, minutes=12, seconds=4, milliseconds=380))
    table = write.company[Division]
    own = next(row for row in write.company[Account] if row["Type"] == "D")
    now = write.world.local(write.company)
    table.add(
        table.blank()
        | {
            "AddressLine1": firm.address,
            "BlockingStatus": 0,
            "ChamberOfCommerceNumber": own["ChamberOfCommerce"],
            "City": firm.city,
            "Code": firm.division,
            "Country": Division.Country.pad("NL"),
            "Created": now,
            "Creator": SYSTEM.id,
            "CreatorFullName": SYSTEM.full_name,
            "Currency": "EUR",
            "Current": False,
            "Customer": uuid.UUID(int=write.world.random.getrandbits(128), version=4),
            "CustomerCode": Division.CustomerCode.pad("1384207"),
            "CustomerName": "Waterkant Groep",
            "Description": firm.name,
            "Email": "administratie@waterkant.example",
            "Hid": firm.division % 10,
            "IsDossierDivision": False,
            "IsHRDivision": False,
            "IsMainDivision": False,
            "IsPracticeDivision": False,
            "Legislation": Division.Legislation.pad("NL"),
            "Modified": now,
            "Modifier": SYSTEM.id,
            "ModifierFullName": SYSTEM.full_name,
            "Phone": "+31 10 555 01 00",
            "Postcode": firm.postcode,
            "SbiCode": firm.sbi[0],
            "SbiDescription": firm.sbi[1],
            "SiretNumber": "",
            "StartDate": midnight(opened),
            "Status": 1,
            "TemplateCode": "NL_Base",
            "VATNumber": own["VATNumber"],
        }
    )


def _chart(write: Write, clock: SeedClock) -> None:
    for ledger in CHART:
        clock.tick(103)
        master_data.GL_ACCOUNTS.create(
            write,
            {
                "Code": ledger.code,
                "Description": ledger.name,
                "Type": ledger.kind,
                "BalanceSide": ledger.side,
                "BalanceType": ledger.sheet,
                "IsBlocked": ledger.blocked,
                "Matching": ledger.kind in {20, 22},
                "SearchCode": ledger.name.upper()[:20],
            },
        )


def _journals(write: Write, clock: SeedClock) -> None:
    for book in JOURNALS:
        clock.tick(81)
        account = references.gl_account_by_code(write.company, book.account) if book.account else None
        row = master_data.JOURNALS.create(
            write,
            {
                "Code": book.code,
                "Description": book.name,
                "Type": book.kind,
                "GLAccount": account["ID"] if account else None,
                "AllowVariableCurrency": book.any_currency,
                "AllowVariableExchangeRate": book.any_currency,
                "IsBlocked": book.blocked,
            },
        )
        if book.kind == 12:
            iban = dutch_iban(write.world.random)
            bank: Row = {
                "BankAccountBICCode": BANKS[iban[4:8]],
                "BankAccountCountry": "NL",
                "BankAccountDescription": "Zakelijke rekening",
                "BankAccountIBAN": iban,
                "BankAccountID": write.world.new_id(),
                "BankAccountIncludingMask": iban,
                "BankAccountUseSEPA": True,
                "BankAccountUseSepaDirectDebit": False,
                "BankName": iban[4:8],
            }
            write.company[Journal].change(row["ID"], bank)


def _first_relations(write: Write, clock: SeedClock) -> Row:
    """The tax authority and Exact itself, which every company knows from the first day [R]."""
    clock.tick(96)
    authority = relations.create(write, {"Name": TAX_AUTHORITY, "Code": "0000000", "Status": "C", "IsSupplier": True})
    clock.tick(96)
    relations.create(write, {"Name": VENDOR, "Code": "0000001", "IsSupplier": True})
    return authority


def _vat_codes(write: Write, clock: SeedClock, authority: Row) -> None:
    for vat in VAT_CODES:
        clock.tick(140)
        accounts = {
            name: references.gl_account_by_code(write.company, code)["ID"]
            for name, code in (("GLToPay", vat.to_pay), ("GLToClaim", vat.to_claim))
            if code
        }
        row = master_data.VAT.create(
            write,
            {
                "Code": vat.code,
                "Description": vat.name,
                "Type": vat.kind,
                "VATTransactionType": vat.direction,
                "Charged": vat.charged,
                "EUSalesListing": vat.listing,
                "IntraStat": vat.code in {"7", "10"},
                "IsBlocked": vat.blocked,
                "Account": None if vat.code == "0" else authority["ID"],
                **accounts,
            },
        )
        write.company[VATCode].change(row["ID"], {"Percentage": vat.rate})
    for ledger in CHART:
        if ledger.vat:
            row = references.gl_account_by_code(write.company, ledger.code)
            code = references.vat_code(write.company, ledger.vat) or {}
            values = {"VATCode": code["Code"], "VATDescription": code["Description"]}
            write.company[GLAccount].change(row["ID"], values)


def _nameless(company: Company) -> None:
    for entity in _TEMPLATE_ENTITIES:
        for row in company[entity]:
            row |= {"CreatorFullName": None, "ModifierFullName": None}


def _own_relation(write: Write, firm: Firm) -> None:
    """The company is a relation of itself: type D, code 000000 [R]."""
    rng = write.world.random
    number = rsin(rng)
    row = relations.create(
        write,
        {
            "Name": firm.name,
            "Code": "000000",
            "AddressLine1": firm.address,
            "Postcode": firm.postcode,
            "City": firm.city,
            "ChamberOfCommerce": chamber_of_commerce(rng),
            "RSIN": number,
            "VATNumber": dutch_vat(number),
            "Email": "administratie@waterkant.example",
        },
    )
    write.company[Account].change(row["ID"], {"Type": "D"})


_TEMPLATE_ENTITIES: Final[tuple[type[Entity], ...]] = (
    Account,
    GLAccount,
    Journal,
    PaymentCondition,
    VATCode,
)
