"""project/Projects, and what a line of an entry, order or invoice may say of one.

Lines carry the project's GUID; the ledger shows its code and description as well.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import (
    Address,
    BankEntryLine,
    CashEntryLine,
    Document,
    GeneralJournalEntryLine,
    PurchaseEntryLine,
    TransactionLine,
)
from unibooks.connectors.exact.target.crm import Quotation
from unibooks.connectors.exact.target.logistics import Item, SalesItemPrice
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchase import PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import PurchaseOrderLine
from unibooks.connectors.exact.target.salesentry import SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import SalesOrderLine
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.dimensions import ended
from unibooks.sandbox.exact.books.entry_rules import midnight
from unibooks.sandbox.exact.books.master_data import Master
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Row, Write, Writer

#: [H] the types of the reference page; they and their texts in the company's language.
TYPES: Final = {
    1: Text("Campagne", "Campaign", "Kampagne", "Campagne", "Campaña", "nl de fr es"),
    2: Text("Vaste prijs", "Fixed price", "Festpreis", "Prix fixe", "Precio fijo", "nl de fr es"),
    3: Text("Nacalculatie", "Time and material", "Zeit und Material", "Régie", "Tiempo y material", "nl de fr es"),
    4: Text("Niet declarabel", "Non billable", "Nicht abrechenbar", "Non facturable", "No facturable", "nl de fr es"),
    5: Text("Vooruitbetaald", "Prepaid", "Vorausbezahlt", "Prépayé", "Prepago", "nl de fr es"),
}
MONEY: Final = ("BudgetedAmount", "BudgetedCosts", "BudgetedRevenue", "MarkupPercentage")


def project(company: Company, key: Any) -> Row | None:
    """The project with this GUID."""
    return company[Project].rows.get(key)


def on_line(write: Write, now: Row, faults: Faults, before: Row | None = None) -> Row:
    """`Project`, `ProjectCode` and `ProjectDescription` as a line stores them.

    Not every line has all three properties: take those that it has.

    Args:
        write: the circumstances.
        now: the line after this write.
        faults: gets what is wrong.
        before: the line as it stands; a project that it has already may have ended or been blocked since.
    """
    key = now.get("Project")
    found = project(write.company, key)
    if key is not None and found is None:
        faults.add(texts.BAD_REFERENCE, texts.PROJECT)
    elif found is not None and (before or {}).get("Project") != key:
        if found["BlockEntry"]:
            faults.add(texts.BLOCKED, texts.PROJECT)
        elif ended(write, found):
            faults.add(texts.INVALID, texts.PROJECT)
    return named(found)


def named(row: Row | None) -> Row:
    """The three properties of a line or ledger line that name a project."""
    values = references.described(row, "ID", "Code", "Description")
    return dict(zip(("Project", "ProjectCode", "ProjectDescription"), values, strict=True))


def _check(write: Write, given: Row, faults: Faults) -> None:
    company = write.company
    if given.get("Type") is not None and given["Type"] not in TYPES:
        faults.add(texts.INVALID, texts.TYPE)
    if given.get("Account") is not None and references.account(company, given["Account"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    if given.get("Manager") is not None and given["Manager"] not in write.world.users:
        faults.add(texts.BAD_REFERENCE, texts.MANAGER)
    if given.get("PaymentCondition") and references.payment_condition(company, given["PaymentCondition"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.PAYMENT_CONDITION)
    if given.get("AccountContact") is not None and references.contact(company, given["AccountContact"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    if given.get("InvoiceAddress") is not None and given["InvoiceAddress"] not in company[Address].rows:
        faults.add(texts.BAD_REFERENCE, texts.ADDRESS)
    for name in ("FixedPriceItem", "PrepaidItem"):
        if given.get(name) is not None and given[name] not in company[Item].rows:
            faults.add(texts.BAD_REFERENCE, texts.ITEM)
    if any(not sane(given.get(name)) for name in MONEY):
        faults.add(texts.INVALID, texts.AMOUNT)


def _derive(company: Company, row: Row) -> Row:
    relation = references.account(company, row["Account"])
    code, name = references.described(relation, "Code", "Name")
    items = {
        f"{kind}Description": references.described(company[Item].rows.get(row[kind]), "Description")[0]
        for kind in ("FixedPriceItem", "PrepaidItem")
    }
    return {"AccountCode": code, "AccountName": name, "DivisionName": company.name, **items}


#: What a new project has when nothing is said [I].
DEFAULTS: Final[Row] = {
    "AllowAdditionalInvoicing": False,
    "AllowMemberEntryOnly": False,
    "BlockEntry": False,
    "BlockInvoicing": False,
    "BlockPlanning": False,
    "BlockPurchasing": False,
    "BlockRebilling": False,
    "BudgetOverrunHours": 0,
    "BudgetedAmount": Decimal(0),
    "BudgetedCosts": Decimal(0),
    "BudgetedRevenue": Decimal(0),
    "CostsAmountFC": Decimal(0),
    "EnableWorkInProgress": False,
    "HasWBSLines": False,
    "IncludeInvoiceSpecification": 1,
    "IncludeSpecificationInInvoicePdf": False,
    "InvoiceAsQuoted": False,
    "IsWBSRequiredForEntry": 0,
    "MarkupPercentage": Decimal(0),
    "UseBillingMilestones": False,
}

PROJECTS: Final = Master(
    Project,
    texts.PROJECT,
    DEFAULTS,
    _derive,
    _check,
    uses=(
        *(
            line.Project
            for line in (
                BankEntryLine,
                CashEntryLine,
                GeneralJournalEntryLine,
                PurchaseEntryLine,
                PurchaseInvoiceLine,
                PurchaseOrderLine,
                SalesEntryLine,
                SalesInvoiceLine,
                SalesOrderLine,
                TransactionLine,
            )
        ),
        Quotation.Project,
        SalesItemPrice.Project,
        Document.Project,
    ),
)


def create(write: Write, given: Row) -> Row:
    """Add a project, started today and managed by whoever makes it unless it says otherwise [I].

    Raises:
        Refused: code, description or type missing, the code taken, or a reference that leads nowhere.
    """
    today = midnight(write.world.local(write.company))
    values = {
        **given,
        "Manager": given.get("Manager") or write.user.id,
        "StartDate": given.get("StartDate") or today,
    }
    _mandatory(write, values, {})
    row = PROJECTS.create(write, values)
    return _described(write, row)


def update(write: Write, row: Row, given: Row) -> None:
    """Change a project.

    Raises:
        Refused: as for a create.
    """
    _mandatory(write, given, row)
    PROJECTS.update(write, row, given)
    _described(write, row)


def _mandatory(write: Write, given: Row, row: Row) -> None:
    """Refuse a project without a type, which no other master data needs, or one that ends before it starts."""
    now = row | given
    faults = Faults(write.user)
    for name, label in (("Code", texts.CODE), ("Description", texts.DESCRIPTION)):
        if not row and not str(now.get(name) or "").strip():
            faults.add(texts.MISSING, label)
    if now.get("Type") is None:
        faults.add(texts.MISSING, texts.TYPE)
    if now.get("EndDate") and now.get("StartDate") and now["EndDate"] < now["StartDate"]:
        faults.add(texts.INVALID, texts.END_DATE)
    faults.stop()


def _described(write: Write, row: Row) -> Row:
    manager = write.world.users.get(row["Manager"])
    texts_of: Row = {
        "ManagerFullname": manager.full_name if manager else None,
        "TypeDescription": TYPES[row["Type"]].to(write.user),
    }
    write.company[Project].change(row["ID"], texts_of)
    return row


WRITER: Final = Writer(create, update, PROJECTS.delete, echoes=False)
