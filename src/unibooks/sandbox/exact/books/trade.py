"""The two sides of trade: what purchase and sales entries are called, and what sets them apart.

Everything else about them is the same and stands in `trade_entries`, `trade_header`, `trade_lines`, `trade_booking`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from unibooks.connectors.exact.target import PurchaseEntry, PurchaseEntryLine
from unibooks.connectors.exact.target.purchase import PurchaseInvoice
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.texts import Text
from unibooks.sandbox.exact.state import Row


@dataclass(frozen=True)
class Trade:
    """One side.

    Attributes:
        entry: the entity of its header; line: that of its lines; lines: the header's name for them.
        party: the property that holds the relation's key; with `Name` behind it, that of its name.
        label: what the relation is called in refusals; wrong_type: the label for a relation that is none.
        is_party: whether a relation is one.
        condition, vat_code, control: the relation's properties that name its payment condition, its VAT code and a
            control account of its own.
        journals: the types of journal that it is booked in.
        invoice, credit: the type of its entries and of those with a total below zero.
        sign: what a positive line is in the ledger: 1 debit, -1 credit.
        foreign_vat: the direction of the VAT codes that are for the other side only.
        document: the type of the document that Exact makes for an entry that comes without one; None if it makes none.
        numbered: another resource whose rows take numbers of the same journals before they are booked.
    """

    entry: type[Entity]
    line: type[Entity]
    lines: str
    party: str
    label: Text
    wrong_type: Text
    is_party: Callable[[Row], bool]
    condition: str
    vat_code: str
    control: str
    journals: frozenset[int]
    invoice: int
    credit: int
    sign: Literal[1, -1]
    foreign_vat: Literal["P", "S"]
    document: int | None
    numbered: type[Entity] | None = None

    @property
    def selling(self) -> bool:
        """Whether this is the side of sales."""
        return self.sign < 0


PURCHASES: Final = Trade(
    entry=PurchaseEntry,
    line=PurchaseEntryLine,
    lines="PurchaseEntryLines",
    party="Supplier",
    label=texts.SUPPLIER,
    wrong_type=texts.SUPPLIER_TYPE,
    is_party=lambda relation: bool(relation["IsSupplier"]),
    condition="PaymentConditionPurchase",
    vat_code="PurchaseVATCode",
    control="GLAP",
    journals=frozenset({22}),
    invoice=30,
    credit=31,
    sign=1,
    foreign_vat="S",
    document=20,
    numbered=PurchaseInvoice,
)

SALES: Final = Trade(
    entry=SalesEntry,
    line=SalesEntryLine,
    lines="SalesEntryLines",
    party="Customer",
    label=texts.CUSTOMER,
    wrong_type=texts.CUSTOMER_TYPE,
    is_party=lambda relation: relation["Status"] == "C",
    condition="PaymentConditionSales",
    vat_code="SalesVATCode",
    control="GLAR",
    journals=frozenset({20}),
    invoice=20,
    credit=21,
    sign=-1,
    foreign_vat="P",
    # [M] a sales entry gets a document only from whoever gives it one
    document=None,
)
