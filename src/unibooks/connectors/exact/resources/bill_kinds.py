"""Bills and vendor credits are entries of one kind; here is what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pydantic.alias_generators import to_camel


@dataclass(frozen=True)
class Kind:
    """One kind of purchase entry.

    Attributes:
        type: PurchaseEntries.Type [H]; Exact derives it from the sign of the total [M].
        sign: of line amounts in Exact where the API's are positive.
        word: its name for people.
        path: where callers find it.
        date, number, term: the fields of its day, of the supplier's own number and of its payment term.
    """

    type: int
    sign: int
    word: str
    path: str
    date: str
    number: str
    term: str

    def field(self, name: str) -> str:
        """The name of a field as callers write it."""
        return to_camel(name)

    def day(self, body: Any) -> Any:
        """The day that a body names."""
        return getattr(body, self.date)


BILL: Final = Kind(30, 1, "bill", "/accounting/bills", "bill_date", "bill_number", "payment_term_code")
VENDOR_CREDIT: Final = Kind(
    31,
    -1,
    "vendor credit",
    "/accounting/vendorCredits",
    "vendor_credit_date",
    "vendor_credit_number",
    "payment_term_id",
)
