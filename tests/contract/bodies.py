"""Random rows and bodies for every mapping: what the two promises are tested with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st
from pydantic import BaseModel

from unibooks.accounting.base import Write
from unibooks.core.context import RelatedRows
from unibooks.core.inline import Inline
from unibooks.core.related import Related
from unibooks.core.shapes import Shape, shapes
from unibooks.core.sources import Many
from unibooks.core.table import Mapped
from unibooks.core.target import Prop

amounts = st.decimals(min_value=-99999, max_value=99999, places=2)
words = st.text(alphabet="abcdefgh ÄéIJ'&%\"/", min_size=1, max_size=12)
emails = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.nl", fullmatch=True)
guids = st.uuids(version=4).map(str)
moments = st.integers(min_value=0, max_value=4_000_000_000_000).map(lambda ms: f"/Date({ms})/")

WIRE: dict[str, st.SearchStrategy[Any]] = {
    "Edm.Guid": guids,
    "Edm.String": words,
    "Edm.Double": amounts,
    "Edm.DateTime": moments,
    "Edm.Boolean": st.booleans(),
    "Edm.Byte": st.integers(0, 255),
    "Edm.Int16": st.integers(0, 400),
    "Edm.Int32": st.integers(0, 400),
}


def rows(mapped: Mapped) -> st.SearchStrategy[Any]:
    """Rows of the target as a connector decodes them, any property possibly null."""
    row = msgspec.defstruct(mapped.entity.__name__, [(name, Any, None) for name in mapped.members()])
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, member in mapped.members().items():
        if isinstance(member, Prop):
            fields[name] = st.none() | WIRE[member.edm]
        else:
            lines = next(s.lines for s in mapped.fields.values() if isinstance(s, Many) and s.nav is member)
            fields[name] = st.none() | st.lists(rows(lines), max_size=3)
    return st.fixed_dictionaries(fields).map(lambda values: row(**values))


def lines_of(mapped: Mapped) -> list[Mapped]:
    """The tables of what hangs under a record: lines, and rows of other entities."""
    inner = (source.further if isinstance(source, Inline) else source for source in mapped.fields.values())
    return list(dict.fromkeys(source.lines for source in inner if isinstance(source, Many | Related)))


def related_to(row: Any, wanted: RelatedRows) -> st.SearchStrategy[dict[str, list[Any]]]:
    """Some rows of another entity under this one, as a connector groups them."""
    one = msgspec.defstruct(wanted.entity.__name__, [(prop.name, Any, None) for prop in wanted.props])
    values = st.fixed_dictionaries({prop.name: st.none() | WIRE[prop.edm] for prop in wanted.props})
    key = "" if wanted.after else str(wanted.key_of(row))
    return st.lists(values.map(lambda v: one(**v)), max_size=3).map(lambda found: {key: found})


KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": words,
    "integer": st.integers(0, 3000),
    "flag": st.booleans(),
    "amount": amounts,
    "quantity": st.decimals(min_value=0, max_value=999, places=3),
    "percent": st.decimals(min_value=0, max_value=100, places=1),
    "day": st.dates(date(1950, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    "instant": st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat),
}


def value_for(name: str, shape: Shape, *, plain: bool = False) -> st.SearchStrategy[Any]:
    """A value that the field accepts, as JSON has it; `plain` says that an object may be a text as well."""
    if shape.model is not None:
        one: st.SearchStrategy[Any] = json_for(shape.model)
        one = one | (emails if "email" in name else words) if plain else one
    elif shape.values is not None:
        one = st.sampled_from(sorted(shape.values))
    elif name.endswith("_id"):
        one = guids
    elif name == "email":
        one = emails
    else:
        assert shape.kind is not None
        one = KINDS[shape.kind.name]
    return st.lists(one, max_size=3) if shape.many else one


def json_for(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """A JSON object that a model accepts, with a key of our own that it does not know now and then."""
    known = shapes(model)
    fields = model.model_fields
    values = {n: value_for(n, s, plain=_mentions_text(fields[n].annotation)) for n, s in known.items()}
    required = {known[n].alias: value for n, value in values.items() if fields[n].is_required()}
    optional = {known[n].alias: value for n, value in values.items() if not fields[n].is_required()}
    if issubclass(model, Write):
        optional["notOurs"] = st.just(Decimal("1.5")) | st.just({"deep": ["x"]})
    return st.fixed_dictionaries(required, optional=optional)


def _mentions_text(annotation: Any) -> bool:
    return annotation is str or any(_mentions_text(part) for part in get_args(annotation))
