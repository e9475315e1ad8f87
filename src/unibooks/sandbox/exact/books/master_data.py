"""Master data with a code: ledger accounts, journals, VAT codes, payment conditions; dimensions.py has two more.

All of them work alike: a code and a description, no code twice, references that have to lead somewhere, and no delete
while something refers to the row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import (
    Account,
    Document,
    GLAccount,
    Journal,
    PaymentCondition,
    PurchaseEntry,
    PurchaseEntryLine,
    TransactionLine,
    VATCode,
)
from unibooks.connectors.exact.target.crm import Quotation, QuotationLine
from unibooks.connectors.exact.target.financial import GLAccountClassificationMapping
from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item, ItemGroup, SalesItemPrice, SupplierItem
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.purchase import PurchaseInvoice, PurchaseInvoiceLine
from unibooks.connectors.exact.target.purchaseorder import GoodsReceipt, PurchaseOrder, PurchaseOrderLine
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import GoodsDelivery, GoodsDeliveryLine, SalesOrder, SalesOrderLine
from unibooks.connectors.exact.target.vat import VatPercentage
from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact.books import references, texts, vat_percentages
from unibooks.sandbox.exact.books.account_types import ACCOUNT_TYPES
from unibooks.sandbox.exact.books.currencies import CURRENCIES
from unibooks.sandbox.exact.books.journal_types import JOURNAL_TYPES
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.state import Company, Refused, Row, Write, Writer


@dataclass(frozen=True)
class Master:
    """How one kind of master data is written.

    Attributes:
        entity: the entity; it has a Code and a Description.
        label: its name in refusals.
        defaults: what a new row has when nothing is said.
        derive: the properties that follow from others, as they are after the write.
        check: notes faults of its own; gets the sent values.
        joins: whether a new row may have the code of one that is there.
        uses: properties that name this row by its key, and those that name it by its code.
        owned: properties that name this row by its key in rows that go with it.
        after: gets a new row with what was sent for it, to write what hangs under it.
    """

    entity: type[Entity]
    label: Text
    defaults: Row = field(default_factory=dict[str, Any])
    derive: Callable[[Company, Row], Row] = lambda _company, _row: {}
    check: Callable[[Write, Row, Faults], None] = lambda _write, _given, _faults: None
    joins: Callable[[Write, Row], bool] = lambda _write, _given: False
    uses: tuple[Prop, ...] = ()
    uses_of_code: tuple[Prop, ...] = ()
    owned: tuple[Prop, ...] = ()
    after: Callable[[Write, Row, Row], None] = lambda _write, _row, _given: None

    def create(self, write: Write, given: Row) -> Row:
        """Add a row.

        Raises:
            Refused: code or description missing, the code taken, or a reference that leads nowhere.
        """
        values = self._resolve(write, given)
        row = born(write, self.entity) | self.defaults
        row |= {name: value for name, value in values.items() if value is not None and name in row}
        row = write.company[self.entity].add(row | self.derive(write.company, row))
        self.after(write, row, given)
        return row

    def update(self, write: Write, row: Row, given: Row) -> None:
        """Change a row; a code may be sent unchanged here, only relations are reported to refuse that.

        Raises:
            Refused: as for a create.
        """
        changed = row | self._resolve(write, given, row) | touched(write)
        write.company[self.entity].change(row["ID"], changed | self.derive(write.company, changed))

    def delete(self, write: Write, row: Row) -> None:
        """Remove a row that nothing refers to.

        Raises:
            Refused: something does.
        """
        named = [(prop, row["ID"]) for prop in self.uses] + [(prop, row["Code"]) for prop in self.uses_of_code]
        for prop, value in named:
            if write.company[prop.entity].first(prop.name, value) is not None:
                detail = f" - {texts.USED_IN.to(write.user)}: {_place(prop).to(write.user)}"
                raise texts.refuse(write.user, texts.UNDELETABLE, self.label, detail)
        for prop in self.owned:
            for owned in write.company[prop.entity].where(prop.name, row["ID"]):
                write.company[prop.entity].remove(owned["ID"])
        write.company[self.entity].remove(row["ID"])

    def _resolve(self, write: Write, given: Row, row: Row | None = None) -> Row:
        values = {name: value for name, value in given.items() if name != "ID"}
        faults = Faults(write.user)
        for name, label in (("Code", texts.CODE), ("Description", texts.DESCRIPTION)):
            if not str(values.get(name) or "").strip() and (row is None or name in values):
                faults.add(texts.MISSING, label)
            elif _too_long(self.entity.props()[name], values.get(name)):
                faults.add(texts.INVALID, label)
        if values.get("Code"):
            values["Code"] = self.entity.props()["Code"].pad(values["Code"].strip())
            twin = write.company[self.entity].first("Code", values["Code"])
            if twin is not None and twin is not row and not self.joins(write, values):
                raise Refused(texts.EXISTS.to(write.user))
        self.check(write, values, faults)
        faults.stop()
        return values


def _too_long(prop: Prop, value: str | None) -> bool:
    limit = prop.length or abs(prop.width)
    return limit > 0 and len((value or "").strip()) > limit


def _check_gl(write: Write, given: Row, faults: Faults) -> None:
    if given.get("Type") is not None and given["Type"] not in ACCOUNT_TYPES:
        faults.add(texts.INVALID, texts.TYPE)
    if given.get("VATCode") and references.vat_code(write.company, given["VATCode"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.VAT_CODE)
    if given.get("Costcenter") and references.cost_center(write.company, given["Costcenter"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.COST_CENTER)
    if given.get("Costunit") and references.cost_unit(write.company, given["Costunit"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.COST_UNIT)
    for name, label in (("UseCostcenter", texts.COST_CENTER), ("UseCostunit", texts.COST_UNIT)):
        if given.get(name) not in {None, 0, 1, 2}:
            faults.add(texts.INVALID, label)


def _derive_gl(company: Company, row: Row) -> Row:
    code = references.vat_code(company, row["VATCode"]) if row["VATCode"] else None
    vat, text = references.described(code, "Code", "Description")
    center = references.described(references.cost_center(company, row["Costcenter"] or ""), "Code", "Description")
    unit = references.described(references.cost_unit(company, row["Costunit"] or ""), "Code", "Description")
    # Numbers below 110 are balance sheet accounts on the reference page's list.
    side = row["BalanceType"] or ("B" if row["Type"] < 110 else "W")
    return {
        "TypeDescription": ACCOUNT_TYPES[row["Type"]].nl,
        "VATCode": vat,
        "VATDescription": text,
        "BalanceType": side,
        "Costcenter": center[0],
        "CostcenterDescription": center[1],
        "Costunit": unit[0],
        "CostunitDescription": unit[1],
    }


def _check_journal(write: Write, given: Row, faults: Faults) -> None:
    if given.get("GLAccount") and references.gl_account(write.company, given["GLAccount"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    if given.get("Type") is not None and given["Type"] not in JOURNAL_TYPES:
        faults.add(texts.INVALID, texts.TYPE)
    if given.get("Currency") and references.currency(given["Currency"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.CURRENCY)


def _derive_journal(company: Company, row: Row) -> Row:
    account = references.gl_account(company, row["GLAccount"])
    code, text, kind = references.described(account, "Code", "Description", "Type")
    currency = references.currency(row["Currency"] or "") or company.currency
    return {
        "Currency": currency,
        "CurrencyDescription": CURRENCIES[currency].name,
        "GLAccountCode": code,
        "GLAccountDescription": text,
        "GLAccountType": kind,
    }


def _check_vat(write: Write, given: Row, faults: Faults) -> None:
    for name in ("GLToClaim", "GLToPay", "GLDiscountPurchase", "GLDiscountSales"):
        if given.get(name) and references.gl_account(write.company, given[name]) is None:
            faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    if given.get("Account") and references.account(write.company, given["Account"]) is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    if given.get("Type") is not None and given["Type"] not in {"B", "E", "I", "N"}:
        faults.add(texts.INVALID, texts.TYPE)
    vat_percentages.check(given.pop("VATPercentages", None) or [], faults)


def _keep_rates(write: Write, row: Row, given: Row) -> None:
    vat_percentages.store(write, row, given.get("VATPercentages") or [])
    vat_percentages.restate(write, row)


def _derive_vat(company: Company, row: Row) -> Row:
    named: Row = {}
    for name in ("GLToClaim", "GLToPay", "GLDiscountPurchase", "GLDiscountSales"):
        account = references.gl_account(company, row[name])
        named[name + "Code"], named[name + "Description"] = references.described(account, "Code", "Description")
    relation = references.account(company, row["Account"])
    named["AccountCode"], named["AccountName"] = references.described(relation, "Code", "Name")
    return named


def _place(prop: Prop) -> Text:
    places: dict[type[Entity], Text] = {
        VATCode: texts.VAT_CODES,
        Journal: texts.JOURNALS,
        Account: texts.ACCOUNT,
        GLAccount: texts.GL_ACCOUNT,
        Document: texts.DOCUMENTS,
        GoodsDelivery: texts.DELIVERIES,
        GoodsDeliveryLine: texts.DELIVERIES,
        GoodsReceipt: texts.GOODS_RECEIPTS,
        Item: texts.ITEMS,
        ItemGroup: texts.ITEM_GROUP,
        ItemWarehouse: texts.ITEMS,
        Project: texts.PROJECTS,
        PurchaseInvoice: texts.PURCHASE_INVOICES,
        PurchaseInvoiceLine: texts.PURCHASE_INVOICES,
        PurchaseOrder: texts.PURCHASE_ORDERS,
        PurchaseOrderLine: texts.PURCHASE_ORDERS,
        Quotation: texts.QUOTATIONS,
        QuotationLine: texts.QUOTATIONS,
        SalesItemPrice: texts.ITEM_PRICES,
        SalesOrder: texts.SALES_ORDERS,
        SalesOrderLine: texts.SALES_ORDERS,
        SupplierItem: texts.ITEMS,
    }
    return places.get(prop.entity, texts.ENTRIES)


GL_ACCOUNTS: Final = Master(
    GLAccount,
    texts.GL_ACCOUNT,
    {
        "AllowCostsInSales": 0,
        "BalanceSide": "D",
        "Compress": False,
        "ExcludeVATListing": 0,
        "IsBlocked": False,
        "Matching": False,
        "RevalueCurrency": False,
        "Type": 90,
        "UseCostcenter": 0,
        "UseCostunit": 0,
    },
    _derive_gl,
    _check_gl,
    uses=(
        TransactionLine.GLAccount,
        PurchaseEntryLine.GLAccount,
        SalesEntryLine.GLAccount,
        SalesInvoiceLine.GLAccount,
        Journal.GLAccount,
        VATCode.GLToClaim,
        VATCode.GLToPay,
        Account.GLAccountPurchase,
        Account.GLAccountSales,
        *(getattr(entity, name) for entity in (Item, ItemGroup) for name in ("GLCosts", "GLRevenue", "GLStock")),
        ItemGroup.GLPurchaseAccount,
    ),
    owned=(GLAccountClassificationMapping.GLAccount,),
)

JOURNALS: Final = Master(
    Journal,
    texts.JOURNAL,
    {
        "AllowVAT": False,
        "AllowVariableCurrency": False,
        "AllowVariableExchangeRate": False,
        "AutoSave": False,
        "IsBlocked": False,
        "PaymentServiceProvider": 0,
        "Type": 90,
    },
    _derive_journal,
    _check_journal,
    uses_of_code=(
        PurchaseEntry.Journal,
        PurchaseInvoice.Journal,
        SalesEntry.Journal,
        SalesInvoice.Journal,
        TransactionLine.JournalCode,
    ),
)

VAT: Final = Master(
    VATCode,
    texts.VAT_CODE,
    {
        "CalculationBasis": 1,
        "Charged": False,
        "EUSalesListing": "N",
        "ExcludeVATListing": 0,
        "IntraStat": False,
        "IntrastatType": "N",
        "IsBlocked": False,
        "Percentage": Decimal(0),
        "Type": "E",
        "VatDocType": "P",
        "VatMargin": 0,
        "VATTransactionType": "B",
    },
    _derive_vat,
    _check_vat,
    uses_of_code=(
        PurchaseEntryLine.VATCode,
        SalesEntryLine.VATCode,
        SalesInvoiceLine.VATCode,
        TransactionLine.VATCode,
        Account.PurchaseVATCode,
        Account.SalesVATCode,
        Item.SalesVatCode,
        QuotationLine.VATCode,
        SalesOrderLine.VATCode,
        SupplierItem.PurchaseVATCode,
        PurchaseInvoiceLine.VATCode,
        PurchaseOrderLine.VATCode,
    ),
    owned=(VatPercentage.VATCodeID,),
    after=_keep_rates,
)


def _check_condition(_write: Write, given: Row, faults: Faults) -> None:
    for name, label in (("Percentage", texts.PERCENTAGE), ("DiscountPercentage", texts.DISCOUNT)):
        share: Decimal | None = given.get(name)
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            faults.add(texts.INVALID, label)


def _part_of_condition(write: Write, given: Row) -> bool:
    """Whether a payment condition is one more part of those with its code: together they pay no more than all."""
    share: Decimal | None = given.get("Percentage")
    parts = write.company[PaymentCondition].where("Code", given["Code"])
    return share is not None and share.is_finite() and sum((part["Percentage"] for part in parts), share) <= 1


PAYMENT_CONDITIONS: Final = Master(
    PaymentCondition,
    texts.PAYMENT_CONDITION,
    {
        "DiscountCalculation": "E",
        "DiscountPaymentDays": 0,
        "DiscountPercentage": Decimal(0),
        "PaymentDays": 0,
        "PaymentEndOfMonths": 0,
        "PaymentMethod": "B",
        "Percentage": Decimal(1),
        "VATCalculation": "E",
    },
    check=_check_condition,
    joins=_part_of_condition,
)


def writer(master: Master, methods: frozenset[str]) -> Writer:
    """How this kind is written, as far as the entity offers it.

    The answer to a create holds the key only [R for relations and items, I for these].
    """
    return Writer(
        create=master.create,
        update=master.update if "PUT" in methods else None,
        delete=master.delete if "DELETE" in methods else None,
        echoes=False,
    )
