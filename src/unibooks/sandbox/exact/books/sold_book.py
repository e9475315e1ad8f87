"""Writing sales orders and quotations: header, lines and order charges, and the totals that follow from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import entry_rules, references, sold_charges, sold_header, sold_lines, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.sold import Kind
from unibooks.sandbox.exact.books.sold_lines import Sale
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Row, Write, Writer

#: Discounts are kept as a fraction of so many digits, which gives an amount back to the cent.
FRACTION: Final = Decimal("0.0000000001")


@dataclass(frozen=True)
class Book:
    """How one kind is written.

    Attributes:
        kind: order or quotation.
        own: the properties of a header that only this kind has; gets what was sent and the header as it stands.
        line_own: what a new line has when nothing is said.
        line: the properties of a line that only this kind has; gets what was sent, the line as it stands, what was found.
        is_open: refuses a change of a header that is closed.
        may_change: notes what stands in the way of a line's change; gets the line and what was sent, None for a removal.
        follow: brings along what follows from the lines; gets the header.
        released: brings along what followed from lines that are gone.
    """

    kind: Kind
    own: Callable[[Write, Row, Row | None, Row, Faults], Row]
    line_own: Row
    line: Callable[[Sale, Row, Row | None, Row], Row]
    is_open: Callable[[Write, Row], None]
    may_change: Callable[[Row, Row | None, Faults], None]
    follow: Callable[[Write, Row], None]
    released: Callable[[Write, list[Row]], None]

    def create(self, write: Write, given: Row) -> Row:
        """Make a header with its lines; every fault is told at once.

        Raises:
            Refused: a rule says no; nothing is written then.
        """
        kind, faults, given = self.kind, Faults(write.user), dict(given)
        posted: list[Row] = given.pop(kind.lines, None) or []
        charged: list[Row] = given.pop(kind.charges, None) or []
        header = sold_header.resolve(kind, write, given, faults)
        header[kind.number] = sold_header.number(kind, write, given.get(kind.number), None, faults)
        header |= self.own(write, given, None, header, faults)
        if not posted:
            faults.add(texts.MISSING, texts.LINES)
        sale = self.sale(write, header, faults)
        lines = [self._resolve(sale, line, None, kind.line) for line in posted]
        charges = [sold_charges.resolve(sale, line) for line in charged]
        faults.stop()
        row = born(write, kind.header) | header
        write.company[kind.header].add(row)
        for entity, found in ((kind.line, lines), (kind.charge, charges)):
            for number, values in enumerate(found, 1):
                self._add(write, entity, row, values, number)
        self.settle(write, row, given)
        return row

    def update(self, write: Write, row: Row, given: Row) -> None:
        """Change an open header; its lines stay as they are.

        Raises:
            Refused: it is closed, or a rule says no.
        """
        self.is_open(write, row)
        kind, faults = self.kind, Faults(write.user)
        header = sold_header.resolve(kind, write, given, faults, row)
        header[kind.number] = sold_header.number(kind, write, given.get(kind.number), row, faults)
        header |= self.own(write, given, row, header, faults)
        faults.stop()
        write.company[kind.header].change(row[kind.key], header | touched(write))
        self.settle(write, row, given)

    def delete(self, write: Write, row: Row) -> None:
        """Remove a header with its lines.

        Raises:
            Refused: a line of it stands in the way.
        """
        kind, faults = self.kind, Faults(write.user)
        lines = kind.lines_of(write.company, row[kind.key])
        for line in lines:
            self.may_change(line, None, faults)
        faults.stop()
        for line in lines:
            write.company[kind.line].remove(line["ID"])
        for charge in kind.charges_of(write.company, row[kind.key]):
            write.company[kind.charge].remove(charge["ID"])
        write.company[kind.header].remove(row[kind.key])
        self.released(write, lines)

    def create_line(self, write: Write, given: Row, entity: type[Entity]) -> Row:
        """Add a line or an order charge to an open header.

        Raises:
            Refused: it names no header, there is none, it is closed, or a rule says no.
        """
        header = self._above(write, given)
        faults = Faults(write.user)
        values = self._resolve(self.sale(write, header, faults), given, None, entity)
        faults.stop()
        rows = write.company[entity].where(self.kind.key, header[self.kind.key])
        number = max((row["LineNumber"] for row in rows), default=0) + 1
        line = self._add(write, entity, header, values, number)
        self._touch(write, header)
        return line

    def update_line(self, write: Write, line: Row, given: Row, entity: type[Entity]) -> None:
        """Change a line or an order charge of an open header.

        Raises:
            Refused: the header is closed, the line would move to another one, or a rule says no.
        """
        kind = self.kind
        header = write.company[kind.header].rows[line[kind.key]]
        self.is_open(write, header)
        faults = Faults(write.user)
        if given.get(kind.key) not in (None, line[kind.key]):
            faults.add(texts.NOT_ALLOWED, kind.label)
        if entity is kind.line:
            self.may_change(line, given, faults)
        values = self._resolve(self.sale(write, header, faults), given, line, entity)
        faults.stop()
        stamps = {name: value for name, value in touched(write).items() if name in line}
        write.company[entity].change(line["ID"], values | stamps)
        self._touch(write, header)

    def delete_line(self, write: Write, line: Row, entity: type[Entity]) -> None:
        """Remove a line or an order charge; the last line takes the header with it [H for sales entries].

        Raises:
            Refused: the header is closed, or the line stands in the way.
        """
        kind = self.kind
        header = write.company[kind.header].rows[line[kind.key]]
        self.is_open(write, header)
        if entity is kind.line:
            if len(kind.lines_of(write.company, line[kind.key])) == 1:
                self.delete(write, header)
                return
            faults = Faults(write.user)
            self.may_change(line, None, faults)
            faults.stop()
        write.company[entity].remove(line["ID"])
        if entity is kind.line:
            self.released(write, [line])
        self._touch(write, header)

    def sale(self, write: Write, header: Row, faults: Faults) -> Sale:
        """What the lines of a header have to know of it."""
        kind = self.kind
        currency: str = header["Currency"]
        return Sale(
            kind=kind,
            write=write,
            faults=faults,
            customer=references.account(write.company, header.get(kind.ordered.name)),
            day=header[kind.date],
            currency=currency,
            rate=entry_rules.exchange_rate(write.company, currency, None, header[kind.date], None, faults),
        )

    def settle(self, write: Write, header: Row, given: Row | None = None) -> None:
        """Work out the totals of a header, and what follows from its lines."""
        kind, company = self.kind, write.company
        sale = self.sale(write, header, Faults(write.user))
        base = vat = ZERO
        for line in kind.lines_of(company, header[kind.key]):
            company[kind.line].change(line["ID"], sold_lines.restate(sale, line))
            # [I] what the customer need not take is not in the total
            if not line.get("Optional"):
                more = sold_lines.parts(sale, line)
                base, vat = base + more[0], vat + more[1]
        share = _discount(header, given or {}, base, base + vat)
        off, vat_off = cents(base * share), cents(vat * share)
        for charge in kind.charges_of(company, header[kind.key]):
            base, vat = base + charge["AmountFCExclVAT"], vat + charge["AmountVATFC"]
        total = base + vat - off - vat_off
        values: Row = {
            "AmountDC": cents(total * sale.rate),
            "AmountDiscount": off + vat_off,
            "AmountDiscountExclVat": off,
            "AmountFC": total,
            "AmountFCExclVat": base - off,
            "Discount": share,
            "VATAmountDC": cents((vat - vat_off) * sale.rate),
            "VATAmountFC": vat - vat_off,
        }
        company[kind.header].change(
            header[kind.key], {name: value for name, value in values.items() if name in kind.header.props()}
        )
        self.follow(write, header)

    def writers(self) -> dict[type[Entity], Writer]:
        """How header, lines and order charges are written."""
        kind = self.kind
        return {
            kind.header: Writer(self.create, self.update, self.delete),
            **{entity: self._line_writer(entity) for entity in (kind.line, kind.charge)},
        }

    def _line_writer(self, entity: type[Entity]) -> Writer:
        return Writer(
            lambda write, given: self.create_line(write, given, entity),
            lambda write, line, given: self.update_line(write, line, given, entity),
            lambda write, line: self.delete_line(write, line, entity),
        )

    def _resolve(self, sale: Sale, given: Row, line: Row | None, entity: type[Entity]) -> Row:
        if entity is not self.kind.line:
            return sold_charges.resolve(sale, given, line)
        found = sold_lines.resolve(sale, given, line)
        return found | self.line(sale, given, line, found)

    def _above(self, write: Write, given: Row) -> Row:
        key: Any = given.get(self.kind.key)
        header = write.company[self.kind.header].rows.get(key)
        if header is None:
            raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, self.kind.label)
        self.is_open(write, header)
        return header

    def _add(self, write: Write, entity: type[Entity], header: Row, values: Row, number: int) -> Row:
        own = self.line_own if entity is self.kind.line else {}
        above = {name: header.get(name) for name in (self.kind.key, self.kind.number, "VersionNumber")}
        more = above | {"LineNumber": number}
        row = born(write, entity) | own | values
        row |= {name: value for name, value in more.items() if name in row}
        return write.company[entity].add(row)

    def _touch(self, write: Write, header: Row) -> None:
        write.company[self.kind.header].change(header[self.kind.key], touched(write))
        self.settle(write, header)


def nothing_more(_sale: Sale, _given: Row, _before: Row | None, _found: Row) -> Row:
    """For a kind whose lines have no properties of their own."""
    return {}


def _discount(header: Row, given: Row, base: Decimal, gross: Decimal) -> Decimal:
    """The header's discount as a fraction: as sent, else by the amount that was sent, else as it stands."""
    if given.get("Discount") is None:
        for name, whole in (("AmountDiscount", gross), ("AmountDiscountExclVat", base)):
            if given.get(name) is not None:
                return (given[name] / whole).quantize(FRACTION) if whole else Decimal(0)
    return header.get("Discount") or Decimal(0)
