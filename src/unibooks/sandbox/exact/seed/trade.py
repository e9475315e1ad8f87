"""What a company trades in: units, item groups, items and their prices, warehouses, projects."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.logistics import Item, ItemGroup, Unit
from unibooks.sandbox.exact.books import (
    item_prices,
    items,
    projects,
    references,
    stock,
    supplier_items,
    warehouses,
)
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.seed.clockwork import Calendar, SeedClock, midnight
from unibooks.sandbox.exact.seed.companies import Firm
from unibooks.sandbox.exact.seed.template import TAX_AUTHORITY, VENDOR
from unibooks.sandbox.exact.state import Company, Row, Write


class Measure(NamedTuple):
    """A unit: its code, name, type (A area, L length, O other, T time, V volume, W weight) and time unit."""

    code: str
    name: str
    kind: str
    time: str | None = None
    main: int = 0


#: The codes `pc` and `day` and the type T are recorded, the others are ours.
UNITS: Final = (
    Measure("pc", "Stuk", "O", main=1),
    Measure("box", "Doos", "O"),
    Measure("hour", "Uur", "T", "hh"),
    Measure("day", "Dag", "T", "dd"),
    Measure("kg", "Kilogram", "W"),
    Measure("l", "Liter", "V"),
    Measure("m", "Meter", "L"),
    Measure("m2", "Vierkante meter", "A"),
)


class Group(NamedTuple):
    """An item group and its ledger accounts, "" for none."""

    code: str
    name: str
    revenue: str
    costs: str
    stock: str = ""
    purchase: str = ""


#: [I] goods and services, as the recorded French groups 701 and 706.
GROUPS: Final = (
    Group("1", "Handelsgoederen", "8000", "7000", "3000", "7000"),
    Group("2", "Diensten", "8000", "7010"),
    Group("3", "Goederen laag tarief", "8010", "7000", "3000", "7000"),
)


class Good(NamedTuple):
    """An item: code, name, group, unit, VAT code, sales price and cost in euros."""

    code: str
    name: str
    group: str
    unit: str
    vat: str
    price: str
    cost: str
    ended: bool = False


GOODS: Final = (
    Good("KOFFIE-250", "Koffiebonen 250 gram", "3", "pc", "1", "4.95", "2.80"),
    Good("KOFFIE-1000", "Koffiebonen 1 kilogram", "3", "kg", "1", "17.50", "10.25"),
    Good("THEE-100", "Thee assortiment, 100 zakjes", "3", "box", "1", "12.25", "6.90"),
    Good("BEKER-50", "Kartonnen bekers, 50 stuks", "1", "box", "2", "3.75", "1.60"),
    Good("KABEL-05", "Netwerkkabel 5 meter", "1", "pc", "2", "8.95", "3.10"),
    Good("PALLET", "Europallet", "1", "pc", "2", "21.00", "14.40"),
    Good("FOLIE-M", "Stretchfolie per meter", "1", "m", "2", "0.375", "0.12"),
    Good("OLIE-L", "Smeerolie", "1", "l", "2", "9.80", "5.05"),
    Good("TAPIJT", "Projecttapijt", "1", "m2", "2", "34.50", "19.75"),
    Good("ADVIES", "Advies", "2", "hour", "2", "115.00", "0"),
    Good("MONTAGE", "Montage op locatie", "2", "day", "2", "640.00", "0"),
    Good("KABEL-02", "Netwerkkabel 2 meter (vervallen)", "1", "pc", "2", "5.95", "2.05", ended=True),
)
#: Code, name, type and whether it has ended.
PROJECTS: Final = (
    ("P-100", "Inrichting magazijn", 2, False),
    ("P-200", "Onderhoud op afroep", 3, False),
    ("P-300", "Verhuizing kantoor", 4, True),
)
#: So many items have a supplier.
BOUGHT: Final = 4
#: A company that only advises has these.
SERVICES: Final = frozenset({"ADVIES", "MONTAGE"})


def fill(write: Write, clock: SeedClock, firm: Firm, calendar: Calendar) -> None:
    """Add everything that is traded, on the first days of the booked year and after all other rows."""
    first = calendar.months[0]
    clock.set(midnight(first) + timedelta(days=1, hours=9))
    _units(write, clock)
    groups = _groups(write, clock)
    for good in GOODS:
        if firm.goods or good.code in SERVICES:
            clock.tick(31_207)
            row = _item(write, good, groups[good.group], first)
            clock.tick(211)
            item_prices.create(write, {"Item": row["ID"], "Price": Decimal(good.price), "StartDate": midnight(first)})
    for code, name in (("1", "Hoofdmagazijn"), ("2", "Showroom"))[: 2 if firm.goods else 1]:
        clock.tick(8_413)
        warehouses.create(write, {"Code": code, "Description": name})
    if firm.goods:
        _stock(write, clock)
    _projects(write, clock, first)


def _units(write: Write, clock: SeedClock) -> None:
    table = write.company[Unit]
    for measure in UNITS:
        clock.tick(61)
        table.add(
            born(write, Unit)
            | {
                "Active": True,
                "Code": Unit.Code.pad(measure.code),
                "Description": measure.name,
                "Main": measure.main,
                "TimeUnit": measure.time,
                "Type": measure.kind,
            }
        )


def _groups(write: Write, clock: SeedClock) -> dict[str, Row]:
    made: dict[str, Row] = {}
    for group in GROUPS:
        clock.tick(73)
        row = born(write, ItemGroup) | {"Code": group.code, "Description": group.name, "IsDefault": int(not made)}
        for name, code in (
            ("GLRevenue", group.revenue),
            ("GLCosts", group.costs),
            ("GLStock", group.stock),
            ("GLPurchaseAccount", group.purchase),
        ):
            if code:
                account = references.gl_account_by_code(write.company, code)
                row |= {name: account["ID"], name + "Code": code, name + "Description": account["Description"]}
        made[group.code] = write.company[ItemGroup].add(row)
    return made


def _item(write: Write, good: Good, group: Row, first: date) -> Row:
    stocked = group["GLStock"] is not None
    return items.create(
        write,
        {
            "Code": good.code,
            "Description": good.name,
            "SearchCode": good.name.upper()[:20],
            "ItemGroup": group["ID"],
            "Unit": good.unit,
            "SalesVatCode": good.vat,
            "CostPriceStandard": Decimal(good.cost),
            "IsStockItem": stocked,
            "IsFractionAllowedItem": good.unit in {"hour", "kg", "l", "m", "m2"},
            "IsTime": int(good.unit in {"day", "hour"}),
            "StartDate": midnight(first),
            "EndDate": midnight(first + timedelta(days=120)) if good.ended else None,
        },
    )


def _stock(write: Write, clock: SeedClock) -> None:
    """What lies in the main warehouse at the start, and from whom some of it is bought."""
    company = write.company
    main = warehouses.main(company)
    supplier = _relations(company, "IsSupplier", True)[0]
    for number, row in enumerate(list(company[Item])):
        if main is None or not row["IsStockItem"]:
            continue
        clock.tick(1_013)
        stock.move(write, row, main, Decimal(40 + 15 * number))
        if number < BOUGHT:
            unit = items.unit(company, row["Unit"]) or {}
            supplier_items.create(
                write,
                {
                    "Item": row["ID"],
                    "ItemUnit": unit["ID"],
                    "PurchasePrice": row["CostPriceStandard"],
                    "PurchaseUnit": unit["Code"],
                    "Supplier": supplier["ID"],
                    "SupplierItemCode": f"LV-{1000 + number}",
                },
            )


def _relations(company: Company, name: str, value: object) -> list[Row]:
    """The relations of a kind that trade here: not blocked, and not those of the template."""
    found = company[Account].where(name, value)
    return [row for row in found if not row["Blocked"] and row["Name"] not in {TAX_AUTHORITY, VENDOR}]


def _projects(write: Write, clock: SeedClock, first: date) -> None:
    customer = _relations(write.company, "Status", "C")[0]
    for code, name, kind, ended in PROJECTS:
        clock.tick(12_011)
        projects.create(
            write,
            {
                "Code": code,
                "Description": name,
                "Type": kind,
                "Account": customer["ID"] if kind != 4 else None,
                "StartDate": midnight(first),
                "EndDate": midnight(first + timedelta(days=60)) if ended else None,
            },
        )
