"""What a company accepts now: the codes that a caller may write into each field of a new record.

The same reference data that checks a body answers here, so that what is offered is what is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Final

from unibooks.connectors.exact.resources.references import (
    COST_CENTRES,
    COST_UNITS,
    JOURNALS,
    LEDGER_ACCOUNTS,
    PAYMENT_TERMS,
    VAT_CODES,
)
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.context import Context, Reference

Shown = Mapping[str, Callable[[Any], Any]]

#: Types of ledger accounts that Exact fills by itself: receivable, payable and VAT [H].
CONTROLLED: Final = frozenset({20, 22, 24})


@dataclass(frozen=True)
class Option:
    """The values of one field.

    Attributes:
        field: the caller's path.
        reference: where the values are.
        usable: whether a row may be named in a new record.
        shown: name in the answer -> what of a row it is, besides `code` and `description`.
        constant: what else a caller has to write beside the code.
    """

    field: str
    reference: Reference
    usable: Callable[[Any, Context], bool]
    shown: Shown
    constant: Mapping[str, str]

    def values(self, ctx: Context) -> list[dict[str, Any]]:
        """The values that are usable now, in the order of their codes."""
        rows = ctx.references[self.reference.name]
        found = [(code, row) for code, row in rows.by_code.items() if self.usable(row, ctx)]
        return [
            {"code": code, "description": getattr(row, "Description", None)}
            | {name: show(row) for name, show in self.shown.items()}
            | dict(self.constant)
            for code, row in sorted(found, key=lambda one: one[0])
        ]


def _option(
    field: str,
    reference: Reference,
    usable: Callable[[Any, Context], bool],
    shown: Shown | None = None,
    constant: Mapping[str, str] | None = None,
) -> Option:
    return Option(field, reference, usable, shown or {}, constant or {})


def _journals(*types: int) -> Option:
    shown: Shown = {
        "type": attrgetter("Type"),
        "currency": attrgetter("Currency"),
        "otherCurrencies": attrgetter("AllowVariableCurrency"),
    }
    return _option("journalCode", JOURNALS, lambda row, ctx: row.Type in types and not row.IsBlocked, shown)


def _accounts(field: str) -> Option:
    shown: Shown = {"id": attrgetter("ID"), "taxCode": lambda row: (row.VATCode or "").strip() or None}
    return _option(field, LEDGER_ACCOUNTS, lambda row, ctx: not row.IsBlocked and row.Type not in CONTROLLED, shown)


def _vat_codes(field: str) -> Option:
    shown: Shown = {
        # Exact keeps a fraction, the API speaks of percent [R].
        "percentage": lambda row: None if row.Percentage is None else row.Percentage * 100,
        "type": attrgetter("Type"),
        "reverseCharge": attrgetter("Charged"),
    }
    return _option(field, VAT_CODES, lambda row, ctx: not row.IsBlocked and row.VATTransactionType in "BP", shown)


def _lasting(row: Any, ctx: Context) -> bool:
    return row.EndDate is None or _day(row.EndDate) >= ctx.today


def _day(text: str) -> date:
    return wall_clock(text).date()


def _dimensions(field: str) -> tuple[Option, ...]:
    return (
        _option(field, COST_CENTRES, _lasting, {"id": attrgetter("ID")}, {"categoryName": "CostCenter"}),
        _option(field, COST_UNITS, _lasting, {"id": attrgetter("ID")}, {"categoryName": "CostUnit"}),
    )


_TERMS: Final = _option(
    "paymentTermCode", PAYMENT_TERMS, lambda row, ctx: True, {"paymentDays": attrgetter("PaymentDays")}
)
_PURCHASE: Final = (
    _journals(22),
    _accounts("lineItems[].accountNumber"),
    _vat_codes("lineItems[].taxCode"),
    _TERMS,
    *_dimensions("lineItems[].dimensions[].name"),
)

#: Resource -> the fields whose values a company decides.
OPTIONS: Final[Mapping[str, tuple[Option, ...]]] = {
    "bills": _PURCHASE,
    "vendorCredits": _PURCHASE,
    "expenses": (
        _journals(10, 12, 16, 22, 90),
        _accounts("expenseLines[].accountCode"),
        _vat_codes("expenseLines[].taxRate.code"),
        *_dimensions("expenseLines[].dimensions[].code"),
    ),
    "payments": (_journals(10, 12, 16),),
    "customers": (_TERMS,),
    "suppliers": (_TERMS,),
}


def options_of(resource: str, ctx: Context) -> dict[str, list[dict[str, Any]]]:
    """Field -> its values; several kinds of value of one field stand one after the other."""
    found: dict[str, list[dict[str, Any]]] = {}
    for option in OPTIONS.get(resource, ()):
        found.setdefault(option.field, []).extend(option.values(ctx))
    return found


def references_of(resource: str) -> tuple[Reference, ...]:
    """The reference data that is looked at."""
    return tuple(dict.fromkeys(option.reference for option in OPTIONS.get(resource, ())))
