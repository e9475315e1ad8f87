"""Which periods take no more bookings: a period may be closed for all journals, or for some of them."""

from __future__ import annotations

from unibooks.connectors.exact.target import Journal
from unibooks.sandbox.exact.state import Company


def is_closed(company: Company, year: int, period: int, journal: str | None = None) -> bool:
    """Whether a period takes no bookings in this journal; without one, whether it takes none in any journal."""
    if (year, period) in company.closed_periods:
        return True
    if journal is None:
        codes = [row["Code"] for row in company[Journal]]
        return bool(codes) and all((year, period, code) in company.closed_journals for code in codes)
    return (year, period, journal.strip()) in company.closed_journals


def close(company: Company, year: int, period: int, journal: str | None = None) -> None:
    """Close a period, for one journal or for all, those that are made later among them."""
    if journal is None:
        company.closed_periods.add((year, period))
    else:
        company.closed_journals.add((year, period, journal.strip()))


def reopen(company: Company, year: int, period: int, journal: str | None = None) -> None:
    """Open a period again; for one journal only, the others stay as they are."""
    if journal is None:
        company.closed_periods.discard((year, period))
        company.closed_journals -= {mark for mark in company.closed_journals if mark[:2] == (year, period)}
        return
    if (year, period) in company.closed_periods:
        company.closed_periods.discard((year, period))
        company.closed_journals |= {(year, period, row["Code"]) for row in company[Journal]}
    company.closed_journals.discard((year, period, journal.strip()))
