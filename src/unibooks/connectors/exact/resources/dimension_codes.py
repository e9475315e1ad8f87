"""Cost centres and cost units: what a caller calls a dimension, and the code under which Exact keeps it on a line.

A line of an entry has one cost centre and one cost unit, each by its code [H]. The name of a category is
also that of the property that holds the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, Final, cast

from pydantic import BaseModel

from unibooks.accounting.dimensions import CATEGORIES, COST_CENTRE, COST_UNIT, Category, category_of
from unibooks.connectors.exact.resources.references import COST_CENTRES, COST_UNITS
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.context import Context, Reference, Written, leaves
from unibooks.core.errors import Fault
from unibooks.core.shapes import Shape, shapes, struct_for
from unibooks.core.source import MappingError, Reader, empty
from unibooks.core.target import Codecs, Entity, Nav, Prop

#: Category -> its values.
REFERENCES: Final = {COST_CENTRE: COST_CENTRES, COST_UNIT: COST_UNITS}
KNOWN: Final = " and ".join(category.name for category in CATEGORIES)
#: Values named in a fault.
_LISTED: Final = 8


@dataclass
class Coded:
    """What the dimensions of a line came to.

    Attributes:
        codes: Exact's property, `CostCenter` or `CostUnit` -> the code.
        sent: caller's path -> that property.
        faults: what is wrong, at the caller's own paths.
    """

    codes: dict[str, str] = field(default_factory=dict[str, str])
    sent: dict[str, str] = field(default_factory=dict[str, str])
    faults: list[Fault] = field(default_factory=list[Fault])


def codes_of(dimensions: Sequence[BaseModel], at: str, ctx: Context, kept: Iterable[str] = ()) -> Coded:
    """The codes of a line's dimensions.

    Args:
        dimensions: models with some of `id`, `code`, `name` and with `category_name` or `dimension`. `name` is the value's
            description, as GET /accounting/dimensions shows it, or its code.
        at: the caller's path to the list.
        ctx: has the references `COST_CENTRES` and `COST_UNITS`.
        kept: codes that the line has already, which may have ended since.
    """
    out = Coded()
    for index, dimension in enumerate(dimensions):
        asked = _Asked.of(dimension, f"{at}[{index}]")
        category = _category(asked, ctx, out)
        row = None if category is None else _named(asked, category, out, ctx)
        if category is not None and row is not None:
            _take(asked, category, row, ctx, frozenset(kept), out)
    return out


@dataclass(frozen=True)
class _Asked:
    """One dimension as the caller names it.

    Attributes:
        at: the caller's path to it.
        alias: the caller's name of the field of the category.
        word: the category, None where it is not said.
        naming: field, its name in JSON and what stands there, of what names the value.
        hint: the caller's name of the field that would name the value best.
    """

    at: str
    alias: str
    word: str | None
    naming: tuple[tuple[str, str, str], ...]
    hint: str

    @classmethod
    def of(cls, dimension: BaseModel, at: str) -> _Asked:
        known = shapes(type(dimension))
        category = "category_name" if "category_name" in known else "dimension"
        texts = [(n, known[n].alias, str(getattr(dimension, n) or "").strip()) for n in _NAMING if n in known]
        hint = "name" if "name" in known else "code"
        naming = tuple(one for one in texts if one[2])
        return cls(at, f"{at}.{known[category].alias}", getattr(dimension, category), naming, f"{at}.{hint}")


def _category(asked: _Asked, ctx: Context, out: Coded) -> Category | None:
    """The category named, or where none is, the only one that has such a value."""
    if asked.word is not None:
        category = category_of(asked.word)
        if category is None:
            cure = f"there is no category {asked.word!r}; {ctx.system} has {KNOWN}"
            out.faults.append(Fault(asked.alias, cure, "UNKNOWN_REFERENCE"))
        return category
    fitting = [c for c in CATEGORIES if any(_fitting(c, name, text, ctx) for name, _, text in asked.naming)]
    if len(fitting) != 1:
        out.faults.append(Fault(asked.alias, f"is missing; {ctx.system} has {KNOWN}", "MISSING"))
        return None
    return fitting[0]


def _named(asked: _Asked, category: Category, out: Coded, ctx: Context) -> Any:
    """The row of the value, or None with a fault."""
    if not asked.naming:
        out.faults.append(Fault(asked.hint, f"is missing; give the {category.name} meant", "MISSING"))
        return None
    found = [_row(category, name, text, f"{asked.at}.{alias}", ctx, out) for name, alias, text in asked.naming]
    for row, (_, alias, _) in zip(found, asked.naming, strict=True):
        if None not in found and row.ID != found[0].ID:
            message = f"contradicts {asked.naming[0][1]}: they name different values of {category.name}; send one"
            out.faults.append(Fault(f"{asked.at}.{alias}", message, "CONTRADICTION"))
            return None
    return None if None in found else found[0]


def _take(asked: _Asked, category: Category, row: Any, ctx: Context, kept: frozenset[str], out: Coded) -> None:
    """Keep the value, unless the line has one of that category already or the value has ended."""
    code, last = _code(row), _last_day(row)
    paths = [f"{asked.at}.{alias}" for _, alias, _ in asked.naming]
    if category.name in out.codes:
        message = f"a line of {ctx.system} has one {category.name}, and {out.codes[category.name]} is given already"
        out.faults.append(Fault(asked.alias, message, "CONTRADICTION"))
    elif last is not None and last < ctx.today and code not in kept:
        message = f"{category.name} {code} ({_name(row)}) ended on {last}; choose another"
        out.faults.append(Fault(paths[0], message, "ENDED"))
    else:
        out.codes[category.name] = code
        out.sent |= dict.fromkeys(paths if asked.word is None else [asked.alias, *paths], category.name)


_NAMING: Final = ("id", "code", "name")


def _row(category: Category, name: str, text: str, path: str, ctx: Context, out: Coded) -> Any:
    """The one value that a field names, or None with a fault."""
    rows = _fitting(category, name, text, ctx)
    if len(rows) == 1:
        return rows[0]
    if rows:
        codes = ", ".join(sorted(str(row.Code).strip() for row in rows)[:_LISTED])
        message = f"{text!r} fits several values of {category.name}: those with the codes {codes}; send the code of one"
        out.faults.append(Fault(path, message, "AMBIGUOUS"))
    else:
        message = f"there is no {category.name} {text!r} in this company{_near(category, text, ctx)}"
        out.faults.append(Fault(path, message, "UNKNOWN_REFERENCE"))
    return None


def _fitting(category: Category, name: str, text: str, ctx: Context) -> list[Any]:
    """The values with this id, code or name. What fits letter for letter goes before what fits but for case."""
    table = ctx.references[REFERENCES[category].name]
    if name == "id":
        row = table.by_id.get(text.strip("{}").lower())
        return [] if row is None else [row]
    of = (_code,) if name == "code" else (_code, _name)
    exact = [row for row in table.rows if any(read(row) == text for read in of)]
    return exact or [row for row in table.rows if any(read(row).casefold() == text.casefold() for read in of)]


def _code(row: Any) -> str:
    return str(row.Code or "").strip()


def _name(row: Any) -> str:
    return str(row.Description or "").strip()


def _near(category: Category, text: str, ctx: Context) -> str:
    """A few values that begin alike, or the first ones."""
    table = ctx.references[REFERENCES[category].name]
    begin = text[:2].casefold()
    alike = [r for r in table.rows if _code(r).casefold().startswith(begin) or _name(r).casefold().startswith(begin)]
    shown = sorted(f"{_code(row)} ({_name(row)})" for row in alike or table.rows)[:_LISTED]
    return f"; it has {', '.join(shown)}{'' if alike else ' …'}" if shown else ", which has none"


def _last_day(row: Any) -> date | None:
    return None if row.EndDate is None else wall_clock(row.EndDate).date()


def dimensions_of(row: Any, ctx: Context) -> list[dict[str, str | None]]:
    """A line's dimensions: `id`, `code`, `name` and `category_name` of each. `id` is None without the references."""
    found: list[dict[str, str | None]] = []
    for category in CATEGORIES:
        code = (getattr(row, category.name) or "").strip()
        if not code:
            continue
        name = getattr(row, f"{category.name}Description") or code
        table = ctx.references.get(REFERENCES[category].name)
        known = table.by_code.get(code) if table else None
        key = str(known.ID) if known is not None else None
        found.append({"id": key, "code": code, "name": name, "category_name": category.name})
    return found


@dataclass(frozen=True)
class Dimensions:
    """The dimensions of a line: a list of objects here, two codes in Exact.

    Attributes:
        entity: the line, with `CostCenter`, `CostUnit` and their descriptions.
        with_ids: whether answers give the values' ids, for which the values are fetched.
    """

    entity: type[Entity]
    with_ids: bool = False

    def members(self) -> tuple[Prop | Nav, ...]:
        return self.entity.pick(" ".join(f"{category.name} {category.name}Description" for category in CATEGORIES))

    def looked_up(self, *, writing: bool) -> tuple[Reference, ...]:
        return tuple(REFERENCES.values()) if writing or self.with_ids else ()

    def check(self, name: str, shape: Shape, codecs: Codecs, *, writing: bool) -> None:
        if shape.model is None or not shape.many:
            raise MappingError(f"{name}: dimensions are a list of objects, not {shape}")
        known = set(shapes(shape.model))
        if not known & {"category_name", "dimension"} or not known & set(_NAMING):
            raise MappingError(f"{name}: {shape.model.__name__} cannot name a dimension")

    def reader(self, shape: Shape, codecs: Codecs, zone: tzinfo) -> Reader:
        assert shape.model is not None
        make, names = struct_for(shape.model), tuple(shapes(shape.model))

        def read(row: Any, ctx: Context) -> Any:
            found = ({**one, "dimension": one["category_name"]} for one in dimensions_of(row, ctx))
            return [make(**{name: one.get(name) for name in names}) for one in found]

        return read

    def write(self, value: Any, path: str, shape: Shape, out: Written, codecs: Codecs, ctx: Context) -> None:
        dimensions = cast("Sequence[BaseModel]", value)
        coded = codes_of(dimensions, path, ctx)
        props = self.entity.props()
        for leaf, name in coded.sent.items():
            out.put(props[name], coded.codes[name], leaf, ctx)
        out.faults += coded.faults
        for index, one in enumerate(dimensions):
            if any(fault.field.startswith(f"{path}[{index}].") for fault in coded.faults):
                # A fault of one of its fields is one of them all.
                out.sent |= dict.fromkeys(leaves(one, f"{path}[{index}]"), "")
            for key, extra in (one.model_extra or {}).items():
                for leaf in leaves(extra, f"{path}[{index}].{key}"):
                    out.drop(leaf, "is not a field of this API")

    def clear(self, path: str, out: Written, ctx: Context) -> None:
        empty((prop for prop in self.members() if isinstance(prop, Prop)), path, out, ctx)


__all__ = ["COST_CENTRE", "COST_UNIT", "REFERENCES", "Coded", "Dimensions", "category_of", "codes_of", "dimensions_of"]
