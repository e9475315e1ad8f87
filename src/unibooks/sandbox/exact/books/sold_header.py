"""The header of a sales order or quotation: its relations, dates, number, and what Exact fills in [R: a recorded order]."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.target import Address
from unibooks.sandbox.exact.books import entry_rules, projects, references, texts, warehouses
from unibooks.sandbox.exact.books.amounts import sane
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH, midnight
from unibooks.sandbox.exact.books.sold import Kind, Party
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

#: Used when the customer has none [I], as for entries.
DEFAULT_CONDITION: Final = "30"
#: The types of address that goods are sent to, the better one first: delivery, visit.
SENT_TO: Final = (4, 1)
#: References to things that these companies do not have, so that every one of them is unknown.
ABSENT: Final = (
    ("Opportunity", texts.OPPORTUNITY),
    ("SalesChannel", texts.SALES_CHANNEL),
    ("SelectionCode", texts.SELECTION_CODE),
    ("ShippingMethod", texts.SHIPPING_METHOD),
    ("TaxSchedule", texts.TAX_SCHEDULE),
)
#: Properties that are kept as they were sent.
PLAIN: Final = (
    *("AmountDiscount", "AmountDiscountExclVat", "Description", "Discount", "IncotermAddress", "IncotermCode"),
    *("IncotermVersion", "PaymentReference", "Remarks", "YourRef"),
)
DAYS: Final = ("ClosingDate", "DeliveryDate", "DueDate")


@dataclass
class Draft:
    """A header in the making; `before` is the header as it stands, None for a new one."""

    kind: Kind
    write: Write
    faults: Faults
    given: Row
    before: Row | None
    row: Row

    @property
    def company(self) -> Company:
        """The company that sells."""
        return self.write.company

    def value(self, name: str) -> Any:
        """The property as sent, else as it stands."""
        if name in self.given:
            return self.given[name]
        return None if self.before is None else self.before.get(name)

    def keep(self, **values: Any) -> None:
        """Take over those of the values that this kind of header has."""
        known = self.kind.header.props()
        self.row |= {name: value for name, value in values.items() if name in known}


def resolve(kind: Kind, write: Write, given: Row, faults: Faults, before: Row | None = None) -> Row:
    """The header's properties after this write, but for number, status and amounts."""
    draft = Draft(kind, write, faults, given, before, {name: given[name] for name in PLAIN if name in given})
    ordered = _parties(draft)
    _address(draft)
    _dates(draft)
    _payment(draft, ordered)
    _references(draft, ordered)
    for name, label in ABSENT:
        if given.get(name) is not None:
            faults.add(texts.BAD_REFERENCE, label)
    if len(given.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    discount: Decimal | None = given.get("Discount")
    if discount is not None and not (discount.is_finite() and abs(discount) <= 1):
        faults.add(texts.INVALID, texts.DISCOUNT)
    if not sane(given.get("AmountDiscount")) or not sane(given.get("AmountDiscountExclVat")):
        faults.add(texts.INVALID, texts.AMOUNT)
    return draft.row


def number(kind: Kind, write: Write, sent: int | None, before: Row | None, faults: Faults) -> int:
    """The number of a header: as sent when it is free, else as it stands, else the next one."""
    taken = {row[kind.number] for row in write.company[kind.header] if row is not before}
    if before is not None and sent in (None, before[kind.number]):
        # versions of a quotation share a number
        return int(before[kind.number])
    if sent is None:
        return max(taken, default=0) + 1
    if sent <= 0:
        faults.add(texts.INVALID, texts.NUMBER)
    elif sent in taken:
        faults.add(texts.IN_USE, texts.NUMBER)
    return sent


def _parties(draft: Draft) -> Row | None:
    """The three relations and their contact persons; returns whoever ordered."""
    kind = draft.kind
    if draft.value(kind.ordered.name) is None and draft.value(kind.invoiced.name) is None:
        # [R] of an invoice: both are told, and this one first
        draft.faults.add(texts.MISSING, kind.invoiced.label)
    sent = draft.value(kind.delivered.name) is not None
    if sent:
        # [R] of an invoice: what is wrong with it is told before what is wrong with the others
        _relation(draft, kind.delivered, None)
    ordered = _relation(draft, kind.ordered, None)
    payer = (ordered or {}).get("InvoiceAccount") or (ordered or {}).get("ID")
    _relation(draft, kind.invoiced, payer)
    if not sent:
        _relation(draft, kind.delivered, (ordered or {}).get("ID"))
    return ordered


def _relation(draft: Draft, party: Party, default: Any) -> Row | None:
    key = draft.value(party.name)
    if key is None:
        key = default
    found = references.account(draft.company, key)
    if key is None:
        # only whoever ordered has to be told: the others follow from it
        if party is draft.kind.ordered:
            draft.faults.add(texts.MISSING, party.label)
        return None
    if found is None:
        draft.faults.add(texts.BAD_REFERENCE, party.label)
        return None
    # the three relations stay as they are, whatever became of them since
    if draft.before is None and found["Blocked"]:
        draft.faults.add(texts.BLOCKED, party.label)
    elif draft.before is None and not party.fits(found):
        draft.faults.add(texts.INVALID, party.wrong_type)
    draft.keep(
        **{party.name: found["ID"], party.name + "Code": found["Code"], party.name + "Name": found["Name"]},
    )
    _contact(draft, party, found)
    return found


def _contact(draft: Draft, party: Party, relation: Row) -> None:
    key = draft.value(party.contact)
    if key is None and draft.before is None:
        key = relation["MainContact"]
    found = references.contact(draft.company, key)
    if key is not None and (found is None or found["Account"] != relation["ID"]):
        draft.faults.add(texts.BAD_REFERENCE, texts.CONTACT)
    person, name = references.described(found, "ID", "FullName")
    draft.keep(**{party.contact: person, party.contact + "FullName": name})


def _address(draft: Draft) -> None:
    key, receiver = draft.value(draft.kind.address), draft.row.get(draft.kind.delivered.name)
    mine = [row for row in draft.company[Address].where("Account", receiver) if receiver is not None]
    if key is not None and all(row["ID"] != key for row in mine):
        draft.faults.add(texts.BAD_REFERENCE, texts.ADDRESS)
    elif key is None and draft.before is None:
        best = [row for kind in SENT_TO for row in mine if row["Type"] == kind and row["Main"]]
        key = best[0]["ID"] if best else None
    draft.keep(**{draft.kind.address: key})


def _dates(draft: Draft) -> None:
    name = draft.kind.date
    today = draft.write.world.local(draft.company)
    day: datetime = midnight(draft.value(name) or today)
    draft.row[name] = day
    for other in DAYS:
        sent: datetime | None = draft.value(other)
        draft.keep(**{other: midnight(sent) if sent else None})


def _payment(draft: Draft, ordered: Row | None) -> None:
    payer = references.account(draft.company, draft.row.get(draft.kind.invoiced.name)) or ordered or {}
    sent: str | None = draft.value("PaymentCondition")
    found = references.payment_condition(draft.company, sent or payer.get("PaymentConditionSales") or DEFAULT_CONDITION)
    if found is None:
        draft.faults.add(texts.BAD_REFERENCE if sent else texts.MISSING, texts.PAYMENT_CONDITION)
    code, text = references.described(found, "Code", "Description")
    draft.keep(PaymentCondition=code, PaymentConditionDescription=text)
    asked = draft.value("Currency") or payer.get("SalesCurrency") or draft.company.currency
    currency = references.currency(asked)
    if currency is None:
        draft.faults.add(texts.BAD_REFERENCE, texts.CURRENCY)
    draft.keep(Currency=currency or draft.company.currency)


def _references(draft: Draft, ordered: Row | None) -> None:
    company, name = draft.company, draft.kind.salesperson
    draft.keep(**entry_rules.document(draft.write, draft.value("Document"), draft.faults))
    if "Project" in draft.kind.header.props():
        draft.keep(**projects.on_line(draft.write, {"Project": draft.value("Project")}, draft.faults, draft.before))
    key = draft.value(name) or (ordered or {}).get("AccountManager")
    seller = draft.write.world.users.get(key) if key is not None else None
    if draft.value(name) is not None and seller is None:
        draft.faults.add(texts.BAD_REFERENCE, texts.PERSON)
    draft.keep(**{name: seller.id if seller else None, name + "FullName": seller.full_name if seller else None})
    key = draft.value("WarehouseID")
    found = warehouses.main(company) if key is None else warehouses.warehouse(company, key)
    if key is not None and found is None:
        draft.faults.add(texts.BAD_REFERENCE, texts.WAREHOUSE)
    values = references.described(found, "ID", "Code", "Description")
    draft.keep(**dict(zip(("WarehouseID", "WarehouseCode", "WarehouseDescription"), values, strict=True)))
