"""A company with a chart, journals and relations of its own, in which everything is that a recorded request refers to."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from tests.sandbox.recorded import LANGUAGES, ZONES, Recording
from tests.worlds import seeded_world

from unibooks.connectors.exact.target import (
    Account,
    Address,
    BankEntry,
    BankEntryLine,
    CashEntry,
    Contact,
    Division,
    Document,
    GeneralJournalEntry,
    GLAccount,
    Journal,
    PurchaseEntry,
    TransactionLine,
    VATCode,
)
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.salesentry import SalesEntry
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice
from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity, Nav
from unibooks.sandbox.exact.odata.literals import parse_guid
from unibooks.sandbox.exact.state import Company, Row, User, World

#: the type of the journal in which each entity books
_JOURNAL_TYPES: Final[dict[type[Entity], int]] = {
    BankEntry: 12,
    CashEntry: 10,
    GeneralJournalEntry: 90,
    PurchaseEntry: 22,
    SalesEntry: 20,
    SalesInvoice: 20,
}
_ACCOUNTS: Final = frozenset({"Account", "Customer", "DeliverTo", "InvoiceTo", "OrderedBy", "Supplier"})
_YEAR: Final = re.compile(r"(20\d\d)-\d\d-\d\d")


class RecordedBooks:
    """The seeded company under the number, in the country and at the time of a recording.

    Attributes:
        world, company, user: the company, and whoever writes in it, who speaks the country's language.
        body: the recorded body; placeholders are replaced by what takes their place.
    """

    def __init__(self, recording: Recording, *, language: str = "") -> None:
        self.recording = recording
        self.world: World = seeded_world(MovableClock(recording.at))
        self.company = self._moved(next(iter(self.world.companies.values())))
        self.user = self._speaking(language or LANGUAGES[recording.country])
        body = recording.request.get("body")
        self.body: Any = self._placed(recording.target.entity, body) if isinstance(body, dict) else body

    def _moved(self, company: Company) -> Company:
        """The company under the recorded number, open in all years that the recording names."""
        old = company.code
        company.code, company.country = self.recording.division, self.recording.country.upper()
        company.zone = ZoneInfo(f"Europe/{ZONES[self.recording.country]}")
        company.closed_periods.clear()
        company.financial_years |= {int(year) for year in _YEAR.findall(str(self.recording.request.get("body")))}
        self.world.companies = {company.code: company}
        row = company[Division].rows.get(old)
        if row is not None:
            company[Division].remove(old)
            company[Division].add(row | {"Code": company.code})
        return company

    def _speaking(self, language: str) -> User:
        user = next(user for user in self.world.users.values() if user.language[:2] == language[:2])
        user.companies, user.current = (self.company.code,), self.company.code
        self.world.users = {user.id: user}
        return user

    def _placed(self, entity: type[Entity], body: dict[str, Any]) -> dict[str, Any]:
        placed: dict[str, Any] = {}
        for name, value in body.items():
            member = entity.members.get(name)
            if isinstance(member, Nav) and member.target is not None and isinstance(value, list):
                inner = cast("type[Entity]", member.target)
                placed[name] = [self._placed(inner, line) for line in cast("list[dict[str, Any]]", value)]
            else:
                placed[name] = self._value(entity, name, value)
        return placed

    def _value(self, entity: type[Entity], name: str, value: Any) -> Any:
        """What to send for a recorded value, after its counterpart was put in place."""
        if name in ("Journal", "JournalCode") and isinstance(value, str):
            return self._journal(entity, value)
        if name == "VATCode" and isinstance(value, str):
            self._vat_code(entity, value)
            return value
        template = self._template(entity, name, str(value))
        if template is None or not isinstance(value, str):
            return value
        of, row = template
        key = parse_guid(value)
        if key is None:
            return str(row[of.key.name if name != "FinancialTransactionEntryID" else "EntryID"])
        if key not in self.company[of].rows:
            self.clone(of, row, key)
        return value

    def clone(self, entity: type[Entity], row: Row, key: uuid.UUID) -> Row:
        """Another record like one that is there; a relation's with contact and addresses of its own."""
        changed = {
            entity.key.name: key,
            **({"Code": row["Code"][:-2] + "Z" + row["Code"][-1:]} if "Code" in row else {}),
        }
        # nothing is recorded of taxes that were not sent
        changed |= {name: None for name in ("SalesVatCode", "SalesVATCode", "PurchaseVATCode") if name in row}
        made = self.company[entity].add(row | changed)
        if entity is Account:
            for below in (Contact, Address):
                for one in self.company[below].where("Account", row["ID"]):
                    other = self.world.new_id()
                    self.company[below].add(one | {"ID": other, "Account": key})
                    if one["ID"] == row["MainContact"]:
                        self.company[Account].change(key, {"MainContact": other})
        return made

    def _journal(self, entity: type[Entity], code: str) -> str:
        """A journal of that code, of the type in which the entity books."""
        kind = _JOURNAL_TYPES.get(entity)
        journals = self.company[Journal]
        known = journals.first("Code", code)
        if known is not None and (kind is None or known["Type"] == kind):
            return code
        like = next(row for row in journals if kind is None or row["Type"] == kind)
        if code.startswith("{"):
            return like["Code"]
        if known is not None:
            journals.remove(known["ID"])
        journals.add(like | {"ID": self.world.new_id(), "Code": code})
        return code

    def _vat_code(self, entity: type[Entity], code: str) -> None:
        codes = self.company[VATCode]
        padded = VATCode.Code.pad(code)
        side = "P" if "Purchase" in entity.__name__ else "S"
        known = codes.first("Code", padded)
        if known is None:
            like = next(row for row in codes if row["Type"] == "E" and row["VATTransactionType"] in ("B", side))
            codes.add(like | {"ID": self.world.new_id(), "Code": padded})
        elif known["VATTransactionType"] not in ("B", side):
            codes.change(known["ID"], {"VATTransactionType": "B"})

    def _template(self, entity: type[Entity], name: str, value: str) -> tuple[type[Entity], Row] | None:
        """The entity that a member refers to, and a record of it that will do."""
        if name in _ACCOUNTS:
            return Account, self.relation(supplier=name == "Supplier" or "supplier" in value)
        if name == "GLAccount":
            return GLAccount, self._gl_account(value)
        if name == "Item":
            return Item, next(row for row in self.company[Item] if row["IsSalesItem"])
        if name == "Document":
            return Document, next(iter(self.company[Document]))
        if name == "FinancialTransactionEntryID":
            return TransactionLine, next(iter(self.company[TransactionLine]))
        if name == "EntryID" and entity is BankEntryLine:
            return BankEntry, next(row for row in self.company[BankEntry] if row["Status"] == 20)
        return None

    def relation(self, *, supplier: bool = False) -> Row:
        """A relation with a contact and an address, one to buy from or one to sell to."""
        wanted: Callable[[Row], bool] = (
            (lambda row: row["IsSupplier"]) if supplier else (lambda row: row["Status"] == "C" and row["IsSales"])
        )
        rows = (row for row in self.company[Account] if wanted(row) and row["MainContact"])
        return next(row for row in rows if self.company[Address].where("Account", row["ID"]))

    def _gl_account(self, value: str) -> Row:
        kinds = {"{receivables}": 20, "{creditors}": 22}
        rows = self.company[GLAccount]
        kind = kinds.get(value)
        if kind is not None:
            return next(row for row in rows if row["Type"] == kind)
        return next(row for row in rows if row["BalanceType"] == "W")
