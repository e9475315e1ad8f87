"""Rows of another entity that belong to a record: contact persons, bank accounts, further addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from unibooks.core.context import Context, RelatedRows, Written
from unibooks.core.shapes import Shape
from unibooks.core.sources import MappingError, Reader
from unibooks.core.target import Codecs, Nav, Prop

if TYPE_CHECKING:
    from unibooks.core.mapping import Mapped


@dataclass(frozen=True)
class Related:
    """Rows of another entity that hang under the record by its key, with a table of their own.

    They are read with one filtered call a page. On a write they are gathered apart from the record, since the target takes
    them in calls of their own; the flow of the resource sends them. The field may be a list or a single object.
    """

    rows: RelatedRows
    lines: Mapped

    def members(self) -> tuple[Prop | Nav, ...]:
        return ()

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        expected = self.lines.write if writing else self.lines.read
        if shape.model is not expected:
            raise MappingError(f"{name}: the rows of {self.rows.name} are {expected}, not {shape}")
        if self.rows.entity is not self.lines.entity:
            raise MappingError(f"{name}: the rows are {self.rows.entity}, the table maps {self.lines.entity}")
        if missing := set(self.lines.members()) - {prop.name for prop in self.rows.props}:
            raise MappingError(f"{name}: the rows are fetched without {', '.join(sorted(missing))}")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        record, rows = self.lines.reader(zone), self.rows

        def read(row: Any, ctx: Context) -> Any:
            records = [record(one, ctx) for one in ctx.rows_of(rows, getattr(row, rows.of))]
            return records if shape.many else next(iter(records), None)

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        # Each of them is created anew; what stays and what goes is for the flow to find out.
        anew = replace(ctx, verb="create")
        payloads = out.related.setdefault(self.rows.name, [])
        for index, item in enumerate(value if shape.many else [value]):
            place = f"{self.rows.name}[{len(payloads)}]"
            written = self.lines.write_body(item, anew, f"{path}[{index}]." if shape.many else f"{path}.")
            payloads.append(written.payload)
            out.sent |= {p: name and f"{place}.{name}" for p, name in written.sent.items()}
            out.warned |= written.warned
            out.faults += written.faults

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        out.related.setdefault(self.rows.name, [])
