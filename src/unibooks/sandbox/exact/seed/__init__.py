"""The companies of a new sandbox, made by code: the same in the same month, on every machine."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unibooks.connectors.exact.target import Account
from unibooks.sandbox.exact.seed import (
    address_book,
    buying,
    dimensions,
    invoices,
    purchases,
    reference,
    selling,
    template,
    trade,
    year,
)
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock
from unibooks.sandbox.exact.seed.companies import COLLEAGUES, FIRMS, PEOPLE, Firm, Person
from unibooks.sandbox.exact.state import Clock, Company, User, World, Write

ZONE: Final = ZoneInfo("Europe/Amsterdam")
#: The first months of the booking year, which take no more bookings.
CLOSED_MONTHS: Final = 2


def build_world(clock: Clock) -> World:
    """Two Dutch companies with a year of bookings before the month of the clock, and a user of each language, who may open both.

    Everything follows from the clock's month in the Netherlands: equal months give equal worlds, keys included. No
    app is registered; that is for whoever starts the sandbox.
    """
    with _uncollected():
        return _build(clock)


@contextmanager
def _uncollected() -> Generator[None]:
    """Without the collector of cycles: it would go through the many small objects of the rows again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _build(clock: Clock) -> World:
    seed_clock = SeedClock(ZONE)
    world = World(seed_clock)
    calendar = Calendar(clock.now().astimezone(ZONE).date())
    divisions = tuple(firm.division for firm in FIRMS)
    for person in PEOPLE:
        _employ(world, world.new_id(), person, divisions)
    bookkeeper = next(iter(world.users.values()))
    for firm in FIRMS:
        _found(world, seed_clock, firm, calendar, bookkeeper)
    for firm in FIRMS:
        trade.fill(Write(world, world.companies[firm.division], bookkeeper), seed_clock, firm, calendar)
    for firm in FIRMS:
        reference.fill(Write(world, world.companies[firm.division], bookkeeper), seed_clock, calendar)
    for firm in FIRMS:
        buying.fill(Write(world, world.companies[firm.division], bookkeeper), seed_clock, firm, calendar)
    for person in COLLEAGUES:
        _employ(world, uuid.uuid5(uuid.NAMESPACE_URL, f"mailto:{person.email}"), person, divisions)
    for firm in FIRMS:
        invoices.fill(Write(world, world.companies[firm.division], bookkeeper), seed_clock, firm, calendar)
    for firm in FIRMS:
        selling.fill(Write(world, world.companies[firm.division], bookkeeper), seed_clock, calendar)
    world.clock = clock
    return world


def _employ(world: World, key: uuid.UUID, person: Person, divisions: tuple[int, ...]) -> None:
    name, full_name, email = person.name, person.full_name, person.email
    world.users[key] = User(key, name, full_name, email, person.language, divisions, divisions[0])


def _found(world: World, clock: SeedClock, firm: Firm, calendar: Calendar, bookkeeper: User) -> None:
    company = Company(firm.division, firm.name, "NL", "EUR", ZONE, financial_years=calendar.years)
    world.companies[firm.division] = company
    opened = date(calendar.months[0].year - 2, 3, 1) + timedelta(days=firm.division % 28)
    template.furnish(Write(world, company, template.SYSTEM), clock, firm)
    template.divide(Write(world, company, template.SYSTEM), clock, firm, opened)
    write = Write(world, company, bookkeeper)
    dimensions.fill(write, clock, opened)
    roles = address_book.fill(write, clock, firm, opened)
    roles[template.VENDOR] = company[Account].where("Name", template.VENDOR)
    purchases.book(write, clock, firm, calendar, roles)
    year.fill(write, clock, firm, calendar, roles["customers"])
    company.closed_periods = {(month.year, month.month) for month in calendar.months[:CLOSED_MONTHS]}
