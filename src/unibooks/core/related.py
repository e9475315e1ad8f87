"""Rows of another entity that belong to a record: contact persons, bank accounts, further addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from unibooks.core.context import Context, RelatedRows, Written
from unibooks.core.shapes import Shape, shapes
from unibooks.core.source import MappingError, Reader
from unibooks.core.target import Codecs, Nav, Prop

if TYPE_CHECKING:
    from unibooks.core.table import Mapped


@dataclass(frozen=True)
class Related:
    """Rows of another entity that hang under the record by its key, with a table of their own.

    They are read with one filtered call a page. On a write they are gathered apart from the record, since the target takes
    them in calls of their own; the flow of the resource sends them. The field may be a list or a single object.

    Attributes:
        rows: which rows.
        lines: their table.
        needs: fields of which a row has at least one; without any it would be none.
        cure: what to say when none of them is there.
        defaults: what every row says that the caller leaves out.
    """

    rows: RelatedRows
    lines: Mapped
    needs: tuple[str, ...] = ()
    cure: str = ""
    defaults: Mapping[Prop, Any] = field(default_factory=dict[Prop, Any])

    @property
    def related(self) -> tuple[RelatedRows, ...]:
        """The rows it reads."""
        return (self.rows,)

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
        if strangers := set(self.needs) - set(shapes(self.lines.write) if self.lines.write else ()):
            raise MappingError(f"{name}: the rows cannot need {', '.join(sorted(strangers))}, which is no field")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        record, rows = self.lines.reader(zone), self.rows

        def read(row: Any, ctx: Context) -> Any:
            records = [record(one, ctx) for one in ctx.rows_of(rows, getattr(row, rows.of))]
            return records if shape.many else next(iter(records), None)

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        self.clear(path, out, ctx)
        for index, item in enumerate(value if shape.many else [value]):
            self.write_row(item, f"{path}[{index}]" if shape.many else path, out, ctx)

    def write_row(self, item: Any, at: str, out: Written, ctx: Context) -> None:
        """Gather one row; each is written as if it were new, what stays and what goes is for the flow to find out."""
        payloads = out.related.setdefault(self.rows.name, [])
        place = f"{self.rows.name}[{len(payloads)}]"
        written = self.lines.write_body(item, replace(ctx, verb="create"), f"{at}.")
        self._require(item, at, written)
        payloads.append({prop.name: value for prop, value in self.defaults.items()} | written.payload)
        out.sent |= {p: name and f"{place}.{name}" for p, name in written.sent.items()}
        out.warned |= written.warned
        out.faults += written.faults

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        out.related.setdefault(self.rows.name, [])

    def _require(self, item: Any, at: str, written: Written) -> None:
        known = shapes(cast("type[BaseModel]", type(item)))
        if self.needs and not any(str(getattr(item, name) or "").strip() for name in self.needs):
            written.fault(f"{at}.{known[self.needs[0]].alias}", self.cure, "MISSING")
