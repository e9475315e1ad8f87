"""crm/Accounts: customers, suppliers and everybody else."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from stdnum.nl import btw  # type: ignore[import-untyped]

from unibooks.connectors.exact.target import Account, Document, PurchaseEntry, TransactionLine, VATCode
from unibooks.connectors.exact.target.cashflow import DirectDebitMandate
from unibooks.connectors.exact.target.crm import Quotation
from unibooks.connectors.exact.target.logistics import SalesItemPrice, SupplierItem
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrder
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice
from unibooks.connectors.exact.target.salesorder import SalesOrder
from unibooks.sandbox.exact.books import addresses, bank_accounts, contacts, countries, references, texts
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Refused, Row, Write

NAME_WIDTH: Final = 50
CODE_WIDTH: Final = 18
STATUSES: Final = frozenset({"A", "S", "P", "C"})
PLACEHOLDER: Final = "/docs/images/placeholder_account_myeol.png"

#: What a relation has when nothing is said about it [R: recorded relations of 2014 and 2026].
DEFAULTS: Final[Row] = {
    "AutomaticProcessProposedEntry": 0,
    "Blocked": False,
    "CanDropShip": False,
    "ConsolidationScenario": 2,
    "CostPaid": 0,
    "CreditLinePurchase": Decimal(0),
    "CreditLineSales": Decimal(0),
    "DiscountPurchase": Decimal(0),
    "DiscountSales": Decimal(0),
    "GlnNumber": "",
    "IgnoreDatevWarningMessage": False,
    "InvoiceAttachmentType": 1,
    "InvoicingMethod": 0,
    "IsAccountant": 0,
    "IsAgency": 0,
    "IsAnonymised": 0,
    "IsBank": False,
    "IsCompetitor": 0,
    "IsMailing": 0,
    "IsMember": False,
    "IsPilot": False,
    "IsReseller": False,
    "IsSupplier": False,
    "LogoThumbnailUrl": PLACEHOLDER,
    "LogoUrl": PLACEHOLDER,
    "OINNumber": "",
    "PurchaseLeadDays": 0,
    "RecepientOfCommissions": False,
    "SecurityLevel": 10,
    "SeparateInvPerProject": 0,
    "SeparateInvPerSubscription": 0,
    "ShippingLeadDays": 0,
    "Source": 4,
    "Status": "A",
    "Type": "A",
}

LEDGER_REFERENCES: Final = ("GLAccountPurchase", "GLAccountSales", "GLAP", "GLAR")
RELATION_REFERENCES: Final = ("Accountant", "InvoiceAccount", "Parent", "Reseller")
CONDITIONS: Final = ("PaymentConditionPurchase", "PaymentConditionSales")
VAT_CODES: Final = ("PurchaseVATCode", "SalesVATCode")
CURRENCY_FIELDS: Final = ("PurchaseCurrency", "SalesCurrency")
LANGUAGES: Final = {"NL": "Nederlands", "EN": "Engels", "DE": "Duits", "FR": "Frans", "ES": "Spaans"}

#: Where a relation may be in use, in the order in which we name it; the first is the one that was reported.
USES: Final = (
    (Document, "Account", texts.DOCUMENTS),
    (PurchaseEntry, "Supplier", texts.ENTRIES),
    (SalesEntry, "Customer", texts.ENTRIES),
    (SalesInvoice, "OrderedBy", texts.SALES_INVOICES),
    (SalesInvoice, "InvoiceTo", texts.SALES_INVOICES),
    (SalesInvoice, "DeliverTo", texts.SALES_INVOICES),
    (TransactionLine, "Account", texts.ENTRIES),
    (VATCode, "Account", texts.VAT_CODES),
    *((SalesOrder, name, texts.SALES_ORDERS) for name in ("OrderedBy", "InvoiceTo", "DeliverTo")),
    *((Quotation, name, texts.QUOTATIONS) for name in ("OrderAccount", "InvoiceAccount", "DeliveryAccount")),
    (Project, "Account", texts.PROJECTS),
    (SupplierItem, "Supplier", texts.ITEMS),
    (SalesItemPrice, "Account", texts.ITEM_PRICES),
    (DirectDebitMandate, "Account", texts.DIRECT_DEBIT_MANDATES),
    (PurchaseOrder, "Supplier", texts.PURCHASE_ORDERS),
    (PurchaseInvoice, "Supplier", texts.PURCHASE_INVOICES),
)


def create(write: Write, given: Row, *, numeric: bool = False) -> Row:
    """Add a relation; with `numeric` its code may hold digits only.

    Raises:
        Refused: no name, a code that is taken, a wrong VAT number, or a reference that leads nowhere.
    """
    faults = Faults(write.user)
    if not given.get("Name"):
        faults.add(texts.MISSING, texts.NAME)
    _check_code(given, faults, numeric=numeric)
    plain = {name: value for name, value in given.items() if name != "BankAccounts"}
    values = _resolve(write, plain, faults)
    banks = bank_accounts.nested(write, given.get("BankAccounts") or [], faults)
    faults.stop()
    today = write.world.local(write.company).replace(hour=0, minute=0, second=0, microsecond=0)
    row = born(write, Account) | DEFAULTS | {"StartDate": today, "StatusSince": today}
    row |= _named(
        write.company,
        {"Country": write.company.country} | dict.fromkeys(CURRENCY_FIELDS, write.company.currency),
    )
    row |= {name: v for name, v in values.items() if v is not None or name.startswith(CURRENCY_FIELDS)}
    if row["Code"] is None:
        row["Code"] = Account.Code.pad(next_code(write.company))
    row = write.company[Account].add(row | roles(row))
    addresses.follow(write, row)
    bank_accounts.add_all(write, row, banks)
    return row


def update(write: Write, row: Row, given: Row, *, numeric: bool = False) -> None:
    """Change a relation; with `numeric` its code may hold digits only.

    A Code that is sent has to be new, even when it is the relation's own [H].

    Raises:
        Refused: as for a create.
    """
    faults = Faults(write.user)
    if "Name" in given and not given["Name"]:
        faults.add(texts.MISSING, texts.NAME)
    _check_code(given, faults, numeric=numeric)
    values = _resolve(write, given, faults, row)
    faults.stop()
    if "Status" in values and values["Status"] != row["Status"]:
        now = write.world.local(write.company)
        values["StatusSince"] = now.replace(hour=0, minute=0, second=0, microsecond=0)
    changed = row | values | touched(write)
    write.company[Account].change(row["ID"], changed | roles(changed))
    addresses.follow(write, row)
    contacts.follow(write.company, row)
    bank_accounts.follow(write.company, row)


def delete(write: Write, row: Row) -> None:
    """Remove a relation that nothing refers to, with its contacts, addresses and bank accounts [I].

    Raises:
        Refused: it is in use, or it is the company itself.
    """
    label: Text | None = texts.ACCOUNT if row["Type"] == "D" else None
    for entity, name, used_in in USES:
        if label is None and write.company[entity].first(name, row["ID"]) is not None:
            label = used_in
    if label is not None:
        detail = f" - {texts.USED_IN.to(write.user)}: {label.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.ACCOUNT, detail)
    for part in (addresses, contacts, bank_accounts):
        part.remove_all(write.company, row)
    write.company[Account].remove(row["ID"])


def roles(row: Row) -> Row:
    """The flags that follow from the status: recorded customers have both, a recorded pure supplier has neither."""
    customer = row["Status"] == "C"
    return {
        "IsSales": customer,
        "IsPurchase": customer,
        "CustomerSince": (row["CustomerSince"] or row["StartDate"]) if customer else row["CustomerSince"],
    }


def next_code(company: Company) -> str:
    """The highest number in use plus one, in seven digits [R]."""
    codes = (row["Code"].strip() for row in company[Account])
    return f"{max((int(code) for code in codes if code.isdigit()), default=0) + 1:07}"


def _resolve(write: Write, given: Row, faults: Faults, row: Row | None = None) -> Row:
    """The values as Exact stores them, with the texts that go with each reference."""
    values = {name: value for name, value in given.items() if name not in {"ID", "Logo"}}
    _texts(values, faults)
    if values.get("Code"):
        values["Code"] = Account.Code.pad(values["Code"].strip())
        if write.company[Account].first("Code", values["Code"]) is not None:
            raise Refused(texts.EXISTS.to(write.user))
    elif "Code" in values:
        del values["Code"]
    if "Status" in values:
        values["Status"] = (values["Status"] or "A").strip() or "A"
        if values["Status"] not in STATUSES:
            faults.add(texts.INVALID, texts.STATUS)
    _check_references(write.company, values, faults)
    contact = references.contact(write.company, values.get("MainContact"))
    if values.get("MainContact") is not None and (contact is None or row is None or contact["Account"] != row["ID"]):
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    return values | _named(write.company, values)


def _check_code(given: Row, faults: Faults, *, numeric: bool) -> None:
    code: str = (given.get("Code") or "").strip()
    if len(code) > CODE_WIDTH or (numeric and code and not (code.isascii() and code.isdigit())):
        faults.add(texts.INVALID, texts.CODE)


def _texts(values: Row, faults: Faults) -> None:
    if len(values.get("Name") or "") > NAME_WIDTH:
        faults.add(texts.INVALID, texts.NAME)
    if values.get("Email") and not references.EMAIL.fullmatch(values["Email"].strip()):
        faults.add(texts.INVALID, texts.EMAIL)
    number: str = values.get("VATNumber") or ""
    # [M] A Dutch number with a wrong check digit is refused; nobody reports the same of other countries.
    if number.strip().upper().startswith("NL") and not btw.is_valid(number):
        faults.add(texts.INVALID, texts.VAT_NUMBER)
    if values.get("Country"):
        values["Country"] = Account.Country.pad(values["Country"].strip().upper())
        if values["Country"].strip() not in countries.CODES:
            faults.add(texts.BAD_REFERENCE, texts.COUNTRY)
    if values.get("Language"):
        values["Language"] = Account.Language.pad(values["Language"].strip())


def _check_references(company: Company, values: Row, faults: Faults) -> None:
    for name in CONDITIONS:
        if values.get(name) and references.payment_condition(company, values[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.PAYMENT_CONDITION)
    for name in VAT_CODES:
        if values.get(name) and references.vat_code(company, values[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.VAT_CODE)
    for name in LEDGER_REFERENCES:
        if values.get(name) and references.gl_account(company, values[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    for name in RELATION_REFERENCES:
        if values.get(name) and references.account(company, values[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)


def _named(company: Company, values: Row) -> Row:
    """Codes in their stored form with their descriptions; an unknown currency becomes blank [H: reference page]."""
    named: Row = {}
    for name in set(values) & set(CONDITIONS):
        row = references.payment_condition(company, values[name] or "")
        named[name], named[name + "Description"] = references.described(row, "Code", "Description")
    for name in set(values) & set(VAT_CODES):
        row = references.vat_code(company, values[name] or "")
        named[name], named[name + "Description"] = references.described(row, "Code", "Description")
    for name in set(values) & set(CURRENCY_FIELDS):
        code = references.currency(values[name] or "")
        named[name], named[name + "Description"] = code, CURRENCIES[code].name if code else None
    if "Country" in values:
        code = (values["Country"] or "").strip()
        named["Country"] = Account.Country.pad(code) if code else None
        named["CountryName"] = countries.NAMES.get(code)
    if "Language" in values:
        named["LanguageDescription"] = LANGUAGES.get((values["Language"] or "").strip()[:2].upper())
    if "InvoiceAccount" in values:
        row = references.account(company, values["InvoiceAccount"])
        named["InvoiceAccountCode"], named["InvoiceAccountName"] = references.described(row, "Code", "Name")
    return named
