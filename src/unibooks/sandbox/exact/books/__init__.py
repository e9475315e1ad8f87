"""The books half of the sandbox: what Exact accepts, refuses, computes and posts."""

from __future__ import annotations

from functools import partial
from typing import Final

from unibooks.connectors.exact.target import (
    Account,
    Address,
    BankAccount,
    Contact,
    Document,
    DocumentAttachment,
    GeneralJournalEntry,
    GeneralJournalEntryLine,
    Payment,
    PurchaseEntry,
    PurchaseEntryLine,
    Receivable,
)
from unibooks.connectors.exact.target.inventory import ItemWarehouse, Warehouse
from unibooks.connectors.exact.target.logistics import Item, SalesItemPrice, SupplierItem
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import InvoiceSalesOrder, PrintedSalesInvoice
from unibooks.connectors.exact.target.webhooks import WebhookSubscription
from unibooks.core.target import Entity
from unibooks.sandbox.exact import sync
from unibooks.sandbox.exact.books import (
    addresses,
    balances,
    bank_accounts,
    banks,
    cash_entries,
    classifications,
    contacts,
    currencies,
    deliveries,
    dimensions,
    divisions,
    documents,
    entries,
    exchange_rates,
    general_entries,
    goods_receipts,
    item_prices,
    items,
    mandates,
    master_data,
    open_items,
    payments,
    periods,
    projects,
    purchase,
    purchase_invoices,
    purchase_orders,
    purchase_returns,
    quotation_actions,
    quotations,
    reads,
    relations,
    sales,
    sales_invoices,
    sales_order_billing,
    sales_order_print,
    sales_orders,
    sales_printing,
    stock,
    subscriptions,
    supplier_items,
    users,
    warehouses,
)
from unibooks.sandbox.exact.books.vat_lines import Rules
from unibooks.sandbox.exact.functions import Function
from unibooks.sandbox.exact.state import Writer
from unibooks.sandbox.exact.virtual import Virtual


def writers(rules: Rules | None = None) -> dict[type[Entity], Writer]:
    """How each entity is written; `rules` settles what the evidence leaves open."""
    rules = rules or Rules()
    return {
        Account: Writer(
            partial(relations.create, numeric=rules.numeric_codes),
            partial(relations.update, numeric=rules.numeric_codes),
            relations.delete,
            echoes=False,
        ),
        Contact: Writer(contacts.create, contacts.update, contacts.delete, echoes=False),
        Address: Writer(addresses.create, addresses.update, addresses.delete, echoes=False),
        BankAccount: Writer(bank_accounts.create, bank_accounts.update, bank_accounts.delete, echoes=False),
        PurchaseEntry: Writer(partial(purchase.create, rules=rules), purchase.update, purchase.delete),
        PurchaseEntryLine: Writer(
            partial(purchase.create_line, rules=rules),
            partial(purchase.update_line, rules=rules),
            purchase.delete_line,
        ),
        SalesEntry: Writer(
            partial(sales.create, rules=rules),
            partial(sales.update, blanked=rules.blanked_due_dates),
            sales.delete,
        ),
        **sales_invoices.WRITERS,
        InvoiceSalesOrder: Writer(sales_order_billing.create),
        PrintedSalesInvoice: Writer(sales_printing.create),
        SalesEntryLine: Writer(
            partial(sales.create_line, rules=rules),
            partial(sales.update_line, rules=rules),
            sales.delete_line,
        ),
        **{
            kind.entry: Writer(
                partial(cash_entries.create, kind=kind, rules=rules), delete=partial(entries.delete, kind=kind)
            )
            for kind in (entries.BANK, entries.CASH)
        },
        **{
            kind.line: Writer(partial(cash_entries.create_line, kind=kind, rules=rules))
            for kind in (entries.BANK, entries.CASH)
        },
        GeneralJournalEntry: Writer(general_entries.create, delete=partial(entries.delete, kind=entries.GENERAL)),
        GeneralJournalEntryLine: Writer(general_entries.create_line),
        Document: Writer(documents.create, documents.update, documents.delete),
        DocumentAttachment: Writer(documents.attach, None, documents.detach),
        WebhookSubscription: subscriptions.WRITER,
        Item: items.WRITER,
        Warehouse: warehouses.WRITER,
        ItemWarehouse: stock.WRITER,
        Project: projects.WRITER,
        **sales_orders.WRITERS,
        **deliveries.WRITERS,
        **sales_order_print.WRITERS,
        **quotations.WRITERS,
        **quotation_actions.WRITERS,
        SalesItemPrice: item_prices.WRITER,
        SupplierItem: supplier_items.WRITER,
        Payment: Writer(update=open_items.update),
        Receivable: Writer(update=open_items.update),
        **payments.WRITERS,
        **exchange_rates.WRITERS,
        **purchase_orders.WRITERS,
        **goods_receipts.WRITERS,
        **purchase_returns.WRITERS,
        **purchase_invoices.WRITERS,
        **classifications.WRITERS,
        **mandates.WRITERS,
        **users.WRITERS,
        **divisions.WRITERS,
        **{
            master.entity: master_data.writer(master, master.entity.methods)
            for master in (
                master_data.GL_ACCOUNTS,
                master_data.JOURNALS,
                master_data.VAT,
                master_data.PAYMENT_CONDITIONS,
                dimensions.COST_CENTERS,
                dimensions.COST_UNITS,
            )
        },
    }


def virtuals(mirrored_terms: bool = True) -> dict[type[Entity], Virtual | Function]:
    """How the rows of entities that nobody writes follow from the others.

    Args:
        mirrored_terms: whether the amount of a payment term is the opposite of its ledger line.
    """
    return {
        **documents.VIRTUALS,
        **periods.VIRTUALS,
        **balances.VIRTUALS,
        **open_items.term_tables(mirrored_terms),
        **currencies.VIRTUALS,
        **sync.FUNCTIONS,
        **classifications.VIRTUALS,
        **banks.VIRTUALS,
        **users.VIRTUALS,
        **reads.FUNCTIONS,
        **reads.VIRTUALS,
    }


#: How each entity is written, under the default reading of what is open.
WRITERS: Final = writers()

__all__ = [
    "WRITERS",
    "Rules",
    "virtuals",
    "writers",
]
