"""Write the entities of Exact Online from a machine-readable copy of its reference.

    python scripts/generate_exact_target.py path/to/exact-metadata.json

The result in `src/unibooks/connectors/exact/target/` is committed and ours from then on: corrections do not go into the
generated modules but into `overlay.py`, each with its evidence. To add an entity, add it to `ENTITIES` and run the script
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
}

HEADINGS = {
    "system": "the user and the companies he may open",
    "crm": "relations, their contact persons, addresses and bank accounts",
    "financial": "accounts, journals, periods, balances and open items",
    "vat": "VAT codes",
    "cashflow": "payment conditions and payment terms",
    "hrm": "cost centres and cost units",
    "purchaseentry": "purchase entries and their lines",
    "documents": "documents, their attachments and their types",
    "financialtransaction": "the lines of the ledger, bank and cash entries",
    "generaljournalentry": "general journal entries and their lines",
}


WIRE_PREFIX = "Edm."

#: Endpoints whose key has several parts; the first of them stands for it, since such rows are only listed.
COMPOSITE = {"read/financial/JournalStatusList": "Journal"}


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
    if (first := COMPOSITE.get(endpoint)) is not None:
        properties = {name: {**fact, "key": name == first} for name, fact in properties.items()}
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
    return "\n".join([*head, "", *(member(n, properties[n]) for n in order)])


def main(source: Path) -> None:
    """Write one module a service."""
    endpoints = json.loads(source.read_text(encoding="utf-8"))["endpoints"]
    modules: dict[str, list[str]] = {}
    for endpoint, (module, class_name) in ENTITIES.items():
        modules.setdefault(module, []).append(entity(endpoint, class_name, endpoints[endpoint]))
    for module, classes in modules.items():
        body = "\n\n\n".join(classes)
        imports = "Entity, Nav, Prop" if " Nav(" in body else "Entity, Prop"
        (TARGET / f"{module}.py").write_text(
            f'"""Exact Online: {HEADINGS[module]}. Generated; corrections stand in overlay.py."""\n\n'
            f"from unibooks.core.target import {imports}\n\n\n{body}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
