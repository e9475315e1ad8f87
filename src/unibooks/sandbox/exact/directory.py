"""The resources that belong to a user and not to a company: `current/Me`, `system/Divisions` and `hrm/Divisions`."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import Division, Me
from unibooks.connectors.exact.target.hrm import HrmDivision
from unibooks.connectors.exact.target.webhooks import WebhookSubscription
from unibooks.sandbox.exact.books import countries, references
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.state import App, Company, Row, Table, User, World

#: [R] Me.Legislation is a number: 1 and 128 were recorded; other countries' are not known.
_LEGISLATION: Final = {"NL": 1, "FR": 128}


def _division_row(company: Company) -> Row | None:
    return next(iter(company[Division]), None)


def divisions(world: World, user: User, granted: frozenset[int] | None = None) -> Table:
    """Every company the user may open [H], also those that he did not open to the app [I].

    Args:
        world: the companies.
        user: who asks.
        granted: the only ones to show, None for all.
    """
    table = Table(Division)
    for code in user.companies if granted is None else (code for code in user.companies if code in granted):
        company = world.companies[code]
        row = _division_row(company) or table.blank() | {
            "Code": code,
            "Description": company.name,
            "Country": Division.Country.pad(company.country),
            "Legislation": Division.Legislation.pad(company.country),
            "Currency": company.currency,
            "Status": 1,
            "BlockingStatus": 0,
        }
        table.add(row | {"Current": code == user.current})
    return table


def hrm_divisions(world: World, user: User, here: Company, granted: frozenset[int] | None = None) -> Table:
    """The companies of the same customer as this one: fewer than system/Divisions shows [H]."""
    table = Table(HrmDivision)
    customer = references.division(here)["CustomerCode"]
    for row in divisions(world, user, granted):
        code = row["Code"]
        if references.division(world.companies[code])["CustomerCode"] != customer:
            continue
        shared = {name: value for name, value in row.items() if name in HrmDivision.props()}
        table.add(
            table.blank()
            | shared
            | {
                "Code": code,
                "CountryDescription": countries.NAMES.get(world.companies[code].country),
                "Currency": world.companies[code].currency,
                "CurrencyDescription": CURRENCIES[world.companies[code].currency].name,
                "HID": row.get("Hid"),
                "Main": row.get("IsMainDivision"),
            }
        )
    return table


def subscriptions(company: Company, app: App | None) -> Table:
    """The webhook subscriptions that this app has in a company; it does not see others' [I]."""
    table = Table(WebhookSubscription)
    for row in company[WebhookSubscription].where("ClientID", app.key) if app else ():
        table.add(row)
    return table


def me(world: World, user: User) -> Table:
    """The one row that describes the user."""
    company = world.companies[user.current]
    local = world.local(company)
    utc_offset = world.clock.now().astimezone(company.zone).utcoffset()
    customer = _division_row(company) or {}
    first, _, last = user.full_name.partition(" ")
    language = user.language[:2].upper()
    values: dict[str, Any] = {
        "CurrentDivision": user.current,
        "AccountingDivision": user.current,
        "DivisionCustomer": customer.get("Customer"),
        "DivisionCustomerCode": customer.get("CustomerCode"),
        "DivisionCustomerName": customer.get("CustomerName") or company.name,
        "DivisionCustomerSiretNumber": "",
        "CustomerCode": customer.get("CustomerCode"),
        "IsEmployeeSelfServiceUser": False,
        "IsMyFirmLiteUser": False,
        "IsStarterUser": False,
        "IsMyFirmPortalUser": False,
        "IsClientUser": True,
        "IsOEIMigrationMandatory": False,
        "FullName": user.full_name,
        "FirstName": first,
        "LastName": last or None,
        "UserID": user.id,
        "UserName": user.name,
        "Email": user.email,
        "Gender": "O",
        "Language": language,
        "LanguageCode": user.language if "-" in user.language else f"{language.lower()}-{company.country.strip()}",
        "Legislation": _LEGISLATION.get(company.country.strip()),
        "PackageCode": "EOLAPPCENTER",
        # [R] the server's clock is zone-less text beside its offset in seconds
        "ServerTime": local.replace(microsecond=0).isoformat(),
        "ServerUtcOffset": Decimal(int(utc_offset.total_seconds()) if utc_offset else 0),
        "EmployeeID": uuid.UUID(int=0),  # [R] zeros for a user who is no employee
    }
    table = Table(Me)
    table.add(table.blank() | values | user.profile)
    return table
