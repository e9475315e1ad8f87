"""Expenses that people claim, gathered in reports. The API shows them; how it would write them is not known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target.expensemanagement import Expense, ExpenseReport
from unibooks.sandbox.exact.books.amounts import ZERO
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.state import Row, User, Write


class Claim(NamedTuple):
    """One expense: days after the first of its month, type (1 receipt, 2 mileage), category, text, vendor, amount."""

    day: int
    kind: int
    category: tuple[str, str]
    text: str
    vendor: str | None
    amount: str
    distance: str | None = None


TRAVEL: Final = ("REIS", "Reiskosten")
MEALS: Final = ("MAALTIJD", "Maaltijden")
KINDS: Final = {1: "Bonnetje", 2: "Kilometers"}
#: Status of a report: 2 submitted, 6 processed [H]; of its expenses: 1 not reviewed, 2 reviewed [H]. Texts are ours.
SUBMITTED, PROCESSED = (2, "Ingediend"), (6, "Verwerkt")
EXPENSE_STATUS: Final = {SUBMITTED: (1, "Niet beoordeeld"), PROCESSED: (2, "Beoordeeld")}

CLAIMS: Final = (
    Claim(4, 1, MEALS, "Lunch met leverancier", "Eetcafé De Sluis", "46.50"),
    Claim(9, 2, TRAVEL, "Rotterdam - Utrecht v.v.", None, "27.60", "120"),
    Claim(15, 1, TRAVEL, "Parkeren station", "Parkeerbedrijf Centrum", "11.25"),
)


def fill(write: Write, clock: SeedClock, calendar: Calendar) -> None:
    """A report that was processed and one that waits for somebody to approve it."""
    people = list(write.world.users.values())
    for number, (month, status) in enumerate(((calendar.months[-4], PROCESSED), (calendar.months[-1], SUBMITTED)), 1):
        _report(write, clock, month, number, status, people[-1], people[0])


def _report(
    write: Write, clock: SeedClock, month: date, number: int, status: tuple[int, str], by: User, to: User
) -> None:
    sent = midnight(month) + timedelta(days=20, hours=16)
    clock.set(sent)
    done = status == PROCESSED
    report = born(write, ExpenseReport) | {
        "Approver": to.id if done else None,
        "ApproverFullName": to.full_name if done else None,
        "ApprovedDate": sent + timedelta(days=2) if done else None,
        "Claimant": str(by.id),
        "ClaimantFullName": by.full_name,
        "Currency": write.company.currency,
        "Description": f"Declaratie {month:%m-%Y}",
        "ExpenseCount": len(CLAIMS),
        "ReportNumber": number,
        "Status": status[0],
        "StatusDescription": status[1],
        "SubmittedDate": sent,
        "Submitter": by.id,
        "SubmitterFullName": by.full_name,
        "TotalAmountDC": sum((Decimal(claim.amount) for claim in CLAIMS), ZERO),
    }
    write.company[ExpenseReport].add(report)
    for place, claim in enumerate(CLAIMS, 1):
        clock.tick(180_000)
        running = (number - 1) * len(CLAIMS) + place
        write.company[Expense].add(_expense(write, report, claim, midnight(month), running, EXPENSE_STATUS[status]))


def _expense(write: Write, report: Row, claim: Claim, month: date, number: int, status: tuple[int, str]) -> Row:
    amount = Decimal(claim.amount)
    now, user = write.world.local(write.company), write.user
    return born(write, Expense) | {
        "Category": claim.category[0],
        "CategoryDescription": claim.category[1],
        "Claimant": report["Submitter"],
        "ClaimantFullName": report["SubmitterFullName"],
        "Country": "NL",
        "Currency": report["Currency"],
        "Description": claim.text,
        "Distance": claim.distance,
        "ExpenseDate": month + timedelta(days=claim.day),
        "ExpenseNumber": number,
        "ExpenseType": claim.kind,
        "ExpenseTypeDescription": KINDS[claim.kind],
        "PaymentMethod": 0,
        "Quantity": 1,
        "RateFC": Decimal(1),
        "Report": str(report["ID"]),
        "ReportDescription": report["Description"],
        "Status": status[0],
        "StatusDescription": status[1],
        "SysCreated": now,
        "SysCreator": str(user.id),
        "SysCreatorFullName": user.full_name,
        "SysModified": now,
        "SysModifier": str(user.id),
        "SysModifierFullName": user.full_name,
        "TotalAmountDC": amount,
        "TotalAmountFC": amount,
        "Vendor": claim.vendor,
    }
