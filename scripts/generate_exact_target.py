"""Write the entities of Exact Online from a machine-readable copy of its reference.

    python scripts/generate_exact_target.py path/to/exact-metadata.json

The result in `src/unibooks/connectors/exact/target/` is committed and ours from then on: corrections do not go into the
generated modules but into `overlay/`, each with its evidence. To add an entity, add it to `ENTITIES` and run the script
again; a test holds the modules against the reference where a copy of it is present.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/unibooks/connectors/exact/target"

#: endpoint -> (module, class name). A nested collection gets its class from the endpoint that it leads to.
ENTITIES: dict[str, tuple[str, str]] = {
    "current/Me": ("system", "Me"),
    "system/Divisions": ("system", "Division"),
    "crm/Accounts": ("crm", "Account"),
    "crm/Contacts": ("crm", "Contact"),
    "crm/Addresses": ("crm", "Address"),
    "crm/BankAccounts": ("crm", "BankAccount"),
    "financial/GLAccounts": ("financial", "GLAccount"),
    "financial/Journals": ("financial", "Journal"),
    "financial/FinancialPeriods": ("financial", "FinancialPeriod"),
    "financial/ReportingBalance": ("financial", "ReportingBalance"),
    "read/financial/JournalStatusList": ("financial", "JournalStatus"),
    "read/financial/PayablesList": ("financial", "PayablesListRow"),
    "read/financial/ReceivablesList": ("financial", "ReceivablesListRow"),
    "vat/VATCodes": ("vat", "VATCode"),
    "cashflow/PaymentConditions": ("cashflow", "PaymentCondition"),
    "cashflow/Payments": ("cashflow", "Payment"),
    "cashflow/Receivables": ("cashflow", "Receivable"),
    "hrm/Costcenters": ("hrm", "Costcenter"),
    "hrm/Costunits": ("hrm", "Costunit"),
    "purchaseentry/PurchaseEntries": ("purchaseentry", "PurchaseEntry"),
    "purchaseentry/PurchaseEntryLines": ("purchaseentry", "PurchaseEntryLine"),
    "documents/Documents": ("documents", "Document"),
    "documents/DocumentAttachments": ("documents", "DocumentAttachment"),
    "documents/DocumentTypes": ("documents", "DocumentType"),
    "financialtransaction/TransactionLines": ("financialtransaction", "TransactionLine"),
    "financialtransaction/BankEntries": ("financialtransaction", "BankEntry"),
    "financialtransaction/BankEntryLines": ("financialtransaction", "BankEntryLine"),
    "financialtransaction/CashEntries": ("financialtransaction", "CashEntry"),
    "financialtransaction/CashEntryLines": ("financialtransaction", "CashEntryLine"),
    "generaljournalentry/GeneralJournalEntries": ("generaljournalentry", "GeneralJournalEntry"),
    "generaljournalentry/GeneralJournalEntryLines": ("generaljournalentry", "GeneralJournalEntryLine"),
    "hrm/Divisions": ("hrm", "HrmDivision"),
    "crm/Quotations": ("crm", "Quotation"),
    "crm/QuotationLines": ("crm", "QuotationLine"),
    "crm/QuotationOrderChargeLines": ("crm", "QuotationOrderChargeLine"),
    "crm/PrintQuotation": ("crm", "PrintQuotation"),
    "crm/AcceptQuotation": ("crm", "AcceptQuotation"),
    "crm/RejectQuotation": ("crm", "RejectQuotation"),
    "crm/ReopenQuotation": ("crm", "ReopenQuotation"),
    "crm/ReviewQuotation": ("crm", "ReviewQuotation"),
    "crm/EmailWithSignOffQuotation": ("crm", "EmailWithSignOffQuotation"),
    "financial/ExchangeRates": ("financial", "ExchangeRate"),
    "financial/GLClassifications": ("financial", "GLClassification"),
    "financial/GLAccountClassificationMappings": ("financial", "GLAccountClassificationMapping"),
    "general/Currencies": ("general", "Currency"),
    "vat/VatPercentages": ("vat", "VatPercentage"),
    "cashflow/Banks": ("cashflow", "Bank"),
    "cashflow/DirectDebitMandates": ("cashflow", "DirectDebitMandate"),
    "cashflow/ProcessPayments": ("cashflow", "ProcessPayment"),
    "expensemanagement/Expenses": ("expensemanagement", "Expense"),
    "expensemanagement/ExpenseReports": ("expensemanagement", "ExpenseReport"),
    "financialtransaction/Transactions": ("financialtransaction", "Transaction"),
    "openingbalance/CurrentYear/AfterEntry": ("openingbalance", "CurrentYearAfterEntry"),
    "openingbalance/CurrentYear/Processed": ("openingbalance", "CurrentYearProcessed"),
    "openingbalance/PreviousYear/AfterEntry": ("openingbalance", "PreviousYearAfterEntry"),
    "openingbalance/PreviousYear/Processed": ("openingbalance", "PreviousYearProcessed"),
    "salesentry/SalesEntries": ("salesentry", "SalesEntry"),
    "salesentry/SalesEntryLines": ("salesentry", "SalesEntryLine"),
    "salesinvoice/SalesInvoices": ("salesinvoice", "SalesInvoice"),
    "salesinvoice/SalesInvoiceLines": ("salesinvoice", "SalesInvoiceLine"),
    "salesinvoice/SalesInvoiceOrderChargeLines": ("salesinvoice", "SalesInvoiceOrderChargeLine"),
    "salesinvoice/PrintedSalesInvoices": ("salesinvoice", "PrintedSalesInvoice"),
    "salesinvoice/InvoiceSalesOrders": ("salesinvoice", "InvoiceSalesOrder"),
    "salesinvoice/Layouts": ("salesinvoice", "Layout"),
    "salesorder/SalesOrders": ("salesorder", "SalesOrder"),
    "salesorder/SalesOrderLines": ("salesorder", "SalesOrderLine"),
    "salesorder/SalesOrderOrderChargeLines": ("salesorder", "SalesOrderOrderChargeLine"),
    "salesorder/CompleteSalesOrder": ("salesorder", "CompleteSalesOrder"),
    "salesorder/CompleteSalesOrderLine": ("salesorder", "CompleteSalesOrderLine"),
    "salesorder/PrintedSalesOrders": ("salesorder", "PrintedSalesOrder"),
    "salesorder/GoodsDeliveries": ("salesorder", "GoodsDelivery"),
    "salesorder/GoodsDeliveryLines": ("salesorder", "GoodsDeliveryLine"),
    "purchase/PurchaseInvoices": ("purchase", "PurchaseInvoice"),
    "purchase/PurchaseInvoiceLines": ("purchase", "PurchaseInvoiceLine"),
    "purchaseorder/PurchaseOrders": ("purchaseorder", "PurchaseOrder"),
    "purchaseorder/PurchaseOrderLines": ("purchaseorder", "PurchaseOrderLine"),
    "purchaseorder/GoodsReceipts": ("purchaseorder", "GoodsReceipt"),
    "purchaseorder/GoodsReceiptLines": ("purchaseorder", "GoodsReceiptLine"),
    "purchaseorder/PurchaseReturns": ("purchaseorder", "PurchaseReturn"),
    "purchaseorder/PurchaseReturnLines": ("purchaseorder", "PurchaseReturnLine"),
    "logistics/Items": ("logistics", "Item"),
    "logistics/ItemGroups": ("logistics", "ItemGroup"),
    "logistics/Units": ("logistics", "Unit"),
    "logistics/SalesItemPrices": ("logistics", "SalesItemPrice"),
    "logistics/SupplierItem": ("logistics", "SupplierItem"),
    "inventory/Warehouses": ("inventory", "Warehouse"),
    "inventory/ItemWarehouses": ("inventory", "ItemWarehouse"),
    "project/Projects": ("project", "Project"),
    "users/Users": ("users", "User"),
    "users/UserRoles": ("users", "UserRole"),
    "system/Users": ("system", "SystemUser"),
    "webhooks/WebhookSubscriptions": ("webhooks", "WebhookSubscription"),
    "bulk/Cashflow/Payments": ("bulk", "BulkPayment"),
    "bulk/Cashflow/Receivables": ("bulk", "BulkReceivable"),
    "bulk/CRM/Accounts": ("bulk", "BulkAccount"),
    "bulk/CRM/Addresses": ("bulk", "BulkAddress"),
    "bulk/CRM/Contacts": ("bulk", "BulkContact"),
    "bulk/CRM/QuotationLines": ("bulk", "BulkQuotationLine"),
    "bulk/CRM/Quotations": ("bulk", "BulkQuotation"),
    "bulk/Documents/DocumentAttachments": ("bulk", "BulkDocumentAttachment"),
    "bulk/Documents/Documents": ("bulk", "BulkDocument"),
    "bulk/Financial/GLAccounts": ("bulk", "BulkGLAccount"),
    "bulk/Financial/GLClassifications": ("bulk", "BulkGLClassification"),
    "bulk/Financial/TransactionLines": ("bulk", "BulkTransactionLine"),
    "bulk/Logistics/Items": ("bulk", "BulkItem"),
    "bulk/Logistics/SalesItemPrices": ("bulk", "BulkSalesItemPrice"),
    "bulk/SalesInvoice/SalesInvoiceLines": ("bulk", "BulkSalesInvoiceLine"),
    "bulk/SalesInvoice/SalesInvoices": ("bulk", "BulkSalesInvoice"),
    "bulk/SalesOrder/GoodsDeliveries": ("bulk", "BulkGoodsDelivery"),
    "bulk/SalesOrder/GoodsDeliveryLines": ("bulk", "BulkGoodsDeliveryLine"),
    "bulk/SalesOrder/SalesOrderLines": ("bulk", "BulkSalesOrderLine"),
    "bulk/SalesOrder/SalesOrders": ("bulk", "BulkSalesOrder"),
    "sync/Cashflow/PaymentTerms": ("sync", "SyncPaymentTerm"),
    "sync/CRM/Accounts": ("sync", "SyncAccount"),
    "sync/CRM/Addresses": ("sync", "SyncAddress"),
    "sync/CRM/Contacts": ("sync", "SyncContact"),
    "sync/CRM/QuotationHeaders": ("sync", "SyncQuotationHeader"),
    "sync/CRM/QuotationLines": ("sync", "SyncQuotationLine"),
    "sync/CRM/Quotations": ("sync", "SyncQuotation"),
    "sync/Deleted": ("sync", "SyncDeleted"),
    "sync/Documents/DocumentAttachments": ("sync", "SyncDocumentAttachment"),
    "sync/Documents/Documents": ("sync", "SyncDocument"),
    "sync/Financial/GLAccounts": ("sync", "SyncGLAccount"),
    "sync/Financial/GLClassifications": ("sync", "SyncGLClassification"),
    "sync/Financial/TransactionLines": ("sync", "SyncTransactionLine"),
    "sync/Inventory/ItemWarehouses": ("sync", "SyncItemWarehouse"),
    "sync/Logistics/Items": ("sync", "SyncItem"),
    "sync/Logistics/SalesItemPrices": ("sync", "SyncSalesItemPrice"),
    "sync/Logistics/SupplierItem": ("sync", "SyncSupplierItem"),
    "sync/Project/Projects": ("sync", "SyncProject"),
    "sync/PurchaseOrder/PurchaseOrders": ("sync", "SyncPurchaseOrder"),
    "sync/SalesInvoice/SalesInvoices": ("sync", "SyncSalesInvoice"),
    "sync/SalesOrder/GoodsDeliveries": ("sync", "SyncGoodsDelivery"),
    "sync/SalesOrder/GoodsDeliveryLines": ("sync", "SyncGoodsDeliveryLine"),
    "sync/SalesOrder/SalesOrderHeaders": ("sync", "SyncSalesOrderHeader"),
    "sync/SalesOrder/SalesOrderLines": ("sync", "SyncSalesOrderLine"),
    "sync/SalesOrder/SalesOrders": ("sync", "SyncSalesOrder"),
    "read/sync/Sync/SyncTimestamp": ("sync", "SyncTimestamp"),
    "read/financial/AgingOverview": ("read", "AgingOverview"),
    "read/financial/AgingOverviewByAccount": ("read", "AgingOverviewByAccount"),
    "read/financial/AgingPayablesList": ("read", "AgingPayablesList"),
    "read/financial/AgingPayablesListByAgeGroup": ("read", "AgingPayablesListByAgeGroup"),
    "read/financial/AgingReceivablesList": ("read", "AgingReceivablesList"),
    "read/financial/AgingReceivablesListByAgeGroup": ("read", "AgingReceivablesListByAgeGroup"),
    "read/financial/JournalStatusByFinancialPeriod": ("read", "JournalStatusByFinancialPeriod"),
    "read/financial/OutstandingInvoicesOverview": ("read", "OutstandingInvoicesOverview"),
    "read/financial/PayablesListByAccount": ("read", "PayablesListByAccount"),
    "read/financial/PayablesListByAccountAndAgeGroup": ("read", "PayablesListByAccountAndAgeGroup"),
    "read/financial/PayablesListByAgeGroup": ("read", "PayablesListByAgeGroup"),
    "read/financial/ProfitLossOverview": ("read", "ProfitLossOverview"),
    "read/financial/ReceivablesListByAccount": ("read", "ReceivablesListByAccount"),
    "read/financial/ReceivablesListByAccountAndAgeGroup": ("read", "ReceivablesListByAccountAndAgeGroup"),
    "read/financial/ReceivablesListByAgeGroup": ("read", "ReceivablesListByAgeGroup"),
    "read/financial/ReportingBalanceByClassification": ("read", "ReportingBalanceByClassification"),
    "read/financial/RevenueList": ("read", "RevenueList"),
    "read/financial/RevenueListByYear": ("read", "RevenueListByYear"),
    "read/financial/RevenueListByYearAndStatus": ("read", "RevenueListByYearAndStatus"),
}

HEADINGS = {
    "system": "the user and the companies he may open",
    "crm": "relations, their contact persons, addresses and bank accounts",
    "financial": "accounts, journals, periods, balances and open items",
    "vat": "VAT codes",
    "cashflow": "payment conditions, payment terms, banks and mandates",
    "hrm": "cost centres and cost units",
    "purchaseentry": "purchase entries and their lines",
    "documents": "documents, their attachments and their types",
    "financialtransaction": "the lines of the ledger, bank and cash entries",
    "generaljournalentry": "general journal entries and their lines",
    "general": "currencies",
    "expensemanagement": "expenses and expense reports",
    "openingbalance": "opening balances",
    "salesentry": "sales entries and their lines",
    "salesinvoice": "sales invoices, their lines, and what prints them",
    "salesorder": "sales orders, goods deliveries, and what is done with them",
    "purchase": "purchase invoices of items",
    "purchaseorder": "purchase orders, goods receipts and returns",
    "logistics": "items, their groups, units and prices",
    "inventory": "warehouses",
    "project": "projects",
    "users": "users and their roles",
    "webhooks": "webhook subscriptions",
    "bulk": "the bulk group, whose pages hold 1,000 rows",
    "sync": "the sync group, rows by their version, and what was deleted",
    "read": "the read group, functions with parameters",
}


WIRE_PREFIX = "Edm."
PAGE_SIZE = 60


def member(name: str, fact: dict[str, Any]) -> str:
    """One line of a class body; a property whose type the reference leaves open is a text."""
    kind = fact["type"] or "Edm.String"
    if kind.startswith("Collection("):
        known = ENTITIES.get(fact.get("navigation_to") or "")
        args = [f'"{known[1] if known else _singular(name)}"']
        flags = (("post", "writable_on_post"), ("mandatory", "mandatory_on_post"))
        return f"    {name} = Nav({', '.join(args + [f'{a}=True' for a, f in flags if fact.get(f)])})"
    args = [f'"{kind if kind.startswith(WIRE_PREFIX) else "Edm.String"}"']
    flags = (
        ("key", "key"),
        ("post", "writable_on_post"),
        ("put", "writable_on_put"),
        ("mandatory", "mandatory_on_post"),
        ("webhook", "webhook"),
    )
    return f"    {name} = Prop({', '.join(args + [f'{a}=True' for a, f in flags if fact.get(f)])})"


def _singular(name: str) -> str:
    return name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")


def ordered(properties: dict[str, Any], observed: list[str]) -> list[str]:
    """Names in wire order: as a recorded answer shows them, the unseen ones behind their alphabetical predecessor."""
    order = [n for n in observed if n in properties]
    for name in sorted(n for n in properties if n not in order):
        before = [i for i, seen in enumerate(order) if seen.lower() < name.lower() and not properties[seen].get("key")]
        order.insert(before[-1] + 1 if before else 0, name)
    return order


def entity(endpoint: str, class_name: str, facts: dict[str, Any]) -> str:
    """The source of one class; members stand in wire order."""
    properties: dict[str, Any] = facts["properties"]
    observed = facts.get("observed_json_order")
    order = ordered(properties, observed) if observed else list(properties)
    type_name = facts.get("metadata_type") or facts.get("metadata_type_guess")
    methods = ", ".join(f'"{m}"' for m in facts["methods"])
    head = [
        f"class {class_name}(Entity):",
        f'    """{endpoint}."""',
        "",
        f'    path = "{endpoint}"',
        f'    type_name = "{type_name}"',
        f"    methods = frozenset({{{methods}}})",
        f'    scope = "{facts.get("scope") or ""}"',
    ]
    if not facts["uri"].startswith("/api/v1/{division}"):
        head.append("    company = False")
    if facts["page_size"] != PAGE_SIZE:
        head.append(f"    page_size = {facts['page_size']}")
    if facts.get("select_required"):
        head.append("    selected = True")
    if filterable := facts.get("only_filterable"):
        names = ", ".join(f'"{name}"' for name in filterable)
        head.append(f"    filterable = frozenset({{{names}}})")
    if topic := facts.get("webhook_topic"):
        head.append(f'    topic = "{topic}"')
    return "\n".join([*head, "", *(member(n, properties[n]) for n in order)])


def modules(source: Path) -> dict[str, str]:
    """The source of each module by its name, from the reference in a file."""
    endpoints = json.loads(source.read_text(encoding="utf-8"))["endpoints"]
    classes: dict[str, list[str]] = {}
    for endpoint, (module, class_name) in ENTITIES.items():
        classes.setdefault(module, []).append(entity(endpoint, class_name, endpoints[endpoint]))
    return {module: _module(module, "\n\n\n".join(bodies)) for module, bodies in classes.items()}


def _module(name: str, body: str) -> str:
    imports = "Entity, Nav, Prop" if " Nav(" in body else "Entity, Prop"
    return (
        f'"""Exact Online: {HEADINGS[name]}. Generated; corrections stand in the overlay."""\n\n'
        f"from unibooks.core.target import {imports}\n\n\n{body}\n"
    )


def main(source: Path) -> None:
    """Write one module a service, and the list of all."""
    for name, text in modules(source).items():
        (TARGET / f"{name}.py").write_text(text, encoding="utf-8")
    (TARGET / "catalogue.py").write_text(catalogue(), encoding="utf-8")


def catalogue() -> str:
    """The module that lists every entity."""
    modules = sorted({module for module, _ in ENTITIES.values()})
    listed = "\n".join(f"    {module}.{class_name}," for module, class_name in ENTITIES.values())
    imports = "\n".join(f"    {module}," for module in modules)
    return (
        '"""Every entity of Exact Online that is described here, for the sandbox. Generated."""\n\n'
        "from __future__ import annotations\n\nfrom typing import Final\n\n"
        f"from unibooks.connectors.exact.target import (\n{imports}\n)\n"
        "from unibooks.connectors.exact.target.overlay import trade\n"
        "from unibooks.core.target import Entity\n\n"
        "trade.CORRECTIONS.apply()\n\n"
        f"ENTITIES: Final[tuple[type[Entity], ...]] = (\n{listed}\n)\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
