"""The two promises, for every resource of every connector.

1. Nothing that a caller sends vanishes: every leaf of a body reaches the target, is named in a warning, or is a fault.
2. Nothing is dropped unseen: every property of an entity is mapped or left out with a reason, and a value that the contract
   cannot express is null plus a warning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.bodies import json_for, lines_of, related_to, rows

from unibooks.accounting.base import Operation, Write
from unibooks.accounting.registry import RESOURCES
from unibooks.connectors.registry import CONNECTORS
from unibooks.core.context import Context, Reference, ReferenceRows, Written, leaves
from unibooks.core.family import tables_of
from unibooks.core.mapping import ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.table import Mapped

ZONE = ZoneInfo("Europe/Amsterdam")
MAPPINGS = [(c.system, m) for c in CONNECTORS for offered in c.mappings.values() for m in tables_of(offered)]
WRITES = ("create", "update", "patch")
WRITTEN = [
    (system, mapping, operation)
    for system, mapping in MAPPINGS
    for operation in mapping.resource.operations
    if operation.verb in WRITES
]
IDS = [f"{system}-{mapping.resource.name}-{mapping.entity.__name__}" for system, mapping in MAPPINGS]
WRITTEN_IDS = [f"{system}-{m.resource.name}-{m.entity.__name__}-{o.verb}" for system, m, o in WRITTEN]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def tables(mapping: ResourceMapping) -> dict[str, ReferenceRows]:
    """Reference data with one row in each table, enough for any mapping function to run."""
    found: dict[str, Reference] = {}
    sources = [*mapping.fields.values()]
    sources += [source for lines in lines_of(mapping) for source in lines.fields.values()]
    for reference in [*mapping.references(), *(mapping.composer.references if mapping.composer else ())]:
        found[reference.name] = reference
    for source in sources:
        table = getattr(source, "table", None)
        if table is not None:
            found[table.name] = table
    return {name: ReferenceRows(reference, [_row(reference)]) for name, reference in found.items()}


def _row(reference: Reference) -> Any:
    values: dict[str, Any] = dict.fromkeys((p.name for p in reference.props()), None)
    values[reference.entity.key.name] = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    values[reference.code.name] = "2"
    values |= {"Percentage": Decimal("0.21"), "Type": "E", "Charged": False, "VATTransactionType": "B"}
    return msgspec.defstruct("Row", [(name, Any) for name in values])(**values)


def context(mapping: ResourceMapping, verb: str = "list") -> Context:
    return Context(ZONE, tables(mapping), verb=verb, system="Exact Online", company_currency="EUR")


def test_every_resource_is_offered_by_some_connector() -> None:
    offered = {mapping.resource.name for _, mapping in MAPPINGS}
    assert {resource.name for resource in RESOURCES} == offered


def written(mapping: ResourceMapping, operation: Operation, data: st.DataObject) -> tuple[Write, Written]:
    """A body of any kind that the operation takes, and what becomes of it."""
    model = mapping.resource.body_of(operation)
    body = model.model_validate(data.draw(json_for(model)))
    return body, mapping.write_record(body, context(mapping, operation.verb))


@pytest.mark.parametrize(("system", "mapping", "operation"), WRITTEN, ids=WRITTEN_IDS)
@SLOW
@given(data=st.data())
def test_no_leaf_of_a_body_vanishes(
    system: str, mapping: ResourceMapping, operation: Operation, data: st.DataObject
) -> None:
    body, out = written(mapping, operation, data)
    faulty = [fault.field for fault in out.faults]
    for leaf in leaves(body, ""):
        named = leaf in out.sent or leaf in out.warned
        assert named or any(leaf.startswith(path) or path.startswith(leaf) for path in faulty), leaf
    for path, reason in out.warned.items():
        assert reason.startswith(f"{path}: "), "a warning names the caller's own path"


@pytest.mark.parametrize(("system", "mapping", "operation"), WRITTEN, ids=WRITTEN_IDS)
@SLOW
@given(data=st.data())
def test_what_is_sent_stands_in_the_payload(
    system: str, mapping: ResourceMapping, operation: Operation, data: st.DataObject
) -> None:
    _, out = written(mapping, operation, data)
    for path, place in out.sent.items():
        if not place:
            continue
        at: Any = {**out.payload, **out.related}
        for part in place.replace("]", "").replace("[", ".").split("."):
            assert part in at if isinstance(at, dict) else int(part) < len(at), f"{path} -> {place}"
            at = at[part] if isinstance(at, dict) else at[int(part)]


@pytest.mark.parametrize(("system", "mapping"), MAPPINGS, ids=IDS)
def test_only_writable_properties_are_sent(system: str, mapping: ResourceMapping) -> None:
    assert all(prop.post for prop in mapping.defaults)


@pytest.mark.parametrize(("system", "mapping"), MAPPINGS, ids=IDS)
@SLOW
@given(data=st.data())
def test_every_answer_satisfies_the_contract(system: str, mapping: ResourceMapping, data: st.DataObject) -> None:
    """The compiled read path against the pydantic model, which is the contract."""
    record = drawn(mapping, data)
    as_json = json.loads(_encode(record), parse_float=Decimal)
    model = mapping.resource.read.model_validate(as_json)
    assert set(as_json) == {shape.alias for shape in shapes(mapping.resource.read).values()}
    for name, shape in shapes(mapping.resource.read).items():
        _same(getattr(model, name), as_json[shape.alias])


def drawn(mapping: ResourceMapping, data: st.DataObject) -> Any:
    """The record of a random row with random rows below it."""
    row, ctx = data.draw(rows(mapping)), context(mapping)
    ctx.related = {wanted.name: data.draw(related_to(row, wanted)) for wanted in mapping.related()}
    return mapping.reader(ZONE)(row, ctx)


def _encode(record: Any) -> bytes:
    return msgspec.json.Encoder(decimal_format="number").encode(record)


def _same(value: Any, wire: Any) -> None:
    if isinstance(wire, dict):
        for name, shape in shapes(type(value)).items():
            _same(getattr(value, name), wire[shape.alias])
    elif isinstance(wire, list):
        for one, other in zip(value, wire, strict=True):
            _same(one, other)
    elif isinstance(value, Decimal):
        assert value == Decimal(str(wire))
    elif wire is not None and hasattr(value, "isoformat"):
        assert wire.startswith(value.isoformat()[:10])
    else:
        assert value == wire


@pytest.mark.parametrize(("system", "mapping"), MAPPINGS, ids=IDS)
def test_every_property_is_mapped_or_left_out_with_a_reason(system: str, mapping: ResourceMapping) -> None:
    for table in _tables(mapping):
        mapped = {m.name for source in table.fields.values() for m in source.members()}
        assert mapped | set(table.left_out) == set(table.entity.members)
        assert all(len(reason) > 10 for reason in [*table.left_out.values(), *table.absent.values()])


@pytest.mark.parametrize(("system", "mapping"), MAPPINGS, ids=IDS)
@SLOW
@given(data=st.data())
def test_no_float_comes_near_an_amount(system: str, mapping: ResourceMapping, data: st.DataObject) -> None:
    assert all(codec.wire is not float for table in _tables(mapping) for codec in table.codecs.values())
    assert not any(isinstance(value, float) for value in _values(drawn(mapping, data)))


def _values(record: Any) -> Iterator[Any]:
    for value in msgspec.structs.astuple(record):
        if isinstance(value, list):
            for one in value:
                yield from _values(one) if isinstance(one, msgspec.Struct) else (one,)
        else:
            yield value


def _tables(mapping: ResourceMapping) -> list[Mapped]:
    return [mapping, *lines_of(mapping)]
