"""What payment terms prove, and what they do not: also where no sandbox books its way there, as with several terms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from unibooks.connectors.exact.resources.bill_status import TERMS, Standing, standing
from unibooks.core.context import Context

TODAY = date(2026, 3, 2)
Entry = msgspec.defstruct("Entry", [("EntryID", str), ("Status", int), ("AmountFC", Any)])
Term = msgspec.defstruct("Term", [("Status", int), ("AmountFC", Any), ("DueDate", Any), ("EndDate", Any)])


def day(text: str) -> str:
    return f"/Date({int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000})/"


def term(status: int, amount: str | None, due: str = "2026-04-01", end: str | None = None) -> Any:
    return Term(status, None if amount is None else Decimal(amount), day(due), day(end) if end else None)


def told(status: int, amount: str, *terms: Any) -> tuple[Standing, list[str]]:
    ctx = Context(ZoneInfo("Europe/Amsterdam"), {}, today=TODAY, related={TERMS.name: {"e": list(terms)}})
    return standing(Entry("e", status, Decimal(amount)), ctx), [*ctx.warnings]


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("open_status", [20, 30, 40])
def test_what_is_selected_or_in_a_batch_is_not_settled(sign: str, open_status: int) -> None:
    assert told(20, "121", term(open_status, f"{sign}121"))[0] == Standing("OPEN", "PENDING", Decimal(121))


@pytest.mark.parametrize("matched", ["-50", "0", "50", None])
def test_the_amount_of_what_is_matched_is_not_looked_at(matched: str | None) -> None:
    found, _ = told(20, "121", term(50, matched, end="2026-02-20"), term(20, "-71"))
    assert found == Standing("PARTIALLY_PAID", "PARTLY_PAID", Decimal(71))


@pytest.mark.parametrize(
    ("dues", "status"),
    [
        (("2026-03-02", "2026-04-01"), "OPEN"),
        (("2026-03-01", "2026-04-01"), "PARTIALLY_OVERDUE"),
        (("2026-02-01", "2026-03-01"), "OVERDUE"),
    ],
)
def test_several_terms_are_overdue_each_for_itself(dues: tuple[str, ...], status: str) -> None:
    found, _ = told(50, "120", *(term(20, "60", due) for due in dues))
    assert found == Standing(status, "PENDING", Decimal(120))


def test_a_bill_is_paid_on_the_last_day_that_a_term_was_settled() -> None:
    found, _ = told(50, "120", term(50, "0", end="2026-02-20"), term(50, "0", end="2026-02-09"))
    assert found == Standing("PAID", "PAID", Decimal(0), day("2026-02-20"))
    assert told(50, "120", term(50, "0", end="2026-02-20"), term(50, "0"))[0].paid is None, "one of the days is unknown"


@pytest.mark.parametrize(("own", "status"), [(20, "OPEN"), (50, "DOCUMENT_CREATED"), (7, None)])
def test_without_terms_nothing_is_proven_and_that_is_said(own: int, status: str | None) -> None:
    found, warnings = told(own, "121")
    assert found == Standing(status, "UNKNOWN", None)
    assert len(warnings) == 1
    assert warnings[0].startswith("paymentStatus: ")


def test_what_comes_to_nothing_needs_no_term() -> None:
    assert told(20, "0") == (Standing("OPEN", "NO_OPEN_ITEM", Decimal(0)), [])


def test_an_open_term_without_an_amount_leaves_the_amount_open() -> None:
    assert told(20, "121", term(20, None))[0] == Standing("OPEN", "PENDING", None)


def test_a_rejected_entry_is_void_whatever_its_terms_say() -> None:
    assert told(5, "121", term(20, "121"))[0] == Standing("VOIDED", "CANCELED")
