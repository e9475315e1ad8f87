"""The typical mistakes of somebody who writes a mapping: each is refused when the table is built, or said to the caller."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unibooks.accounting.base import Filters, Operation, Read, Resource, Write
from unibooks.accounting.enums import PaymentStatus
from unibooks.accounting.types import Amount, Text
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import Condition, eq
from unibooks.core.context import Context
from unibooks.core.mapping import ResourceMapping
from unibooks.core.source import MappingError
from unibooks.core.sources import OneOf, To
from unibooks.core.target import Entity, Prop


class Thing(Entity):
    """A small entity."""

    path = "things/Things"
    ID = Prop("Edm.Guid", key=True)
    Name = Prop("Edm.String", post=True)
    Price = Prop("Edm.Double", post=True)
    Total = Prop("Edm.Double")
    State = Prop("Edm.Int32")


class ThingRead(Read):
    """A thing."""

    id: Text | None
    name: Text | None
    price: Amount | None
    status: PaymentStatus | None


class ThingWrite(Write):
    """A thing to be."""

    name: Text | None = None
    price: Amount | None = None


class ThingFilters(Filters):
    """Filters of things."""

    name: Text | None = None


THINGS = Resource(
    name="things",
    path="/accounting/things",
    parameter="thingId",
    read=ThingRead,
    write=ThingWrite,
    filters=ThingFilters,
    operations=(Operation("list", "getThings", "List things"),),
)


def build(**changes: Any) -> ResourceMapping:
    """The right table of a thing, with something changed."""
    table: dict[str, Any] = {
        "resource": THINGS,
        "entity": Thing,
        "codecs": CODECS,
        "fields": {
            "id": To(Thing.ID),
            "name": To(Thing.Name),
            "price": To(Thing.Price),
            "status": OneOf(Thing.State, {1: "PAID"}),
        },
        "absent": {},
        "left_out": {"it is the price again": (Thing.Total,)},
        "filters": {"name": eq(Thing.Name), "last_modified_at": eq(Thing.Name)},
    }
    fields = dict(table["fields"]) | changes.pop("fields", {})
    return ResourceMapping(**(table | {"fields": fields} | changes))


def context(verb: str = "create") -> Context:
    return Context(ZoneInfo("Europe/Amsterdam"), {}, verb=verb, system="Exact Online")


def test_the_right_table_is_accepted() -> None:
    assert build().members().keys() == {"ID", "Name", "Price", "State"}


def test_a_property_that_does_not_exist_fails_where_it_is_written() -> None:
    with pytest.raises(AttributeError, match="Prize"):
        To(Thing.Prize)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"fields": {"nmae": To(Thing.Name)}}, "nmae", id="unified name misspelt"),
        pytest.param({"fields": {"price": To(Thing.Name)}}, "Thing.Name .Edm.String. to amount", id="text as money"),
        pytest.param({"fields": {"name": To(Thing.Price)}}, "Thing.Price .Edm.Double. to text", id="money as text"),
        pytest.param({"fields": {"status": OneOf(Thing.State, {1: "PAYED"})}}, "PAYED", id="word outside the enum"),
        pytest.param({"left_out": {}}, "Total is neither mapped nor left out", id="property forgotten"),
        pytest.param({"left_out": {"again": (Thing.Total, Thing.Name)}}, "Name is mapped and left out", id="both"),
        pytest.param({"absent": {"no such thing": ("colour",)}}, "colour", id="reason for a field that is none"),
        pytest.param(
            {"filters": {"last_modified_at": eq(Thing.Name)}}, "filter name has no rule", id="filter forgotten"
        ),
        pytest.param(
            {"filters": {"name": eq(Thing.Name), "last_modified_at": eq(Thing.Name), "nmae": eq(Thing.Name)}},
            "no such filter nmae",
            id="filter misspelt",
        ),
        pytest.param({"required": {"title": "is missing"}}, "title", id="requiring a field that is none"),
    ],
)
def test_a_mistake_is_refused_with_its_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(MappingError, match=named):
        build(**changes)


def test_a_field_forgotten_on_read_or_write_is_refused() -> None:
    fields = {"id": To(Thing.ID), "name": To(Thing.Name), "status": OneOf(Thing.State, {1: "PAID"})}
    with pytest.raises(MappingError, match="price has neither a source nor a reason"):
        ResourceMapping(
            resource=THINGS,
            entity=Thing,
            codecs=CODECS,
            fields=fields,
            absent={},
            left_out={"it is the price again": (Thing.Total, Thing.Price)},
            filters={"name": eq(Thing.Name), "last_modified_at": eq(Thing.Name)},
        )


def test_a_property_of_another_entity_is_refused() -> None:
    class Other(Entity):
        path = "things/Others"
        ID = Prop("Edm.Guid", key=True)
        Name = Prop("Edm.String")

    with pytest.raises(MappingError, match="another entity"):
        build(fields={"name": To(Other.Name)})


def test_float_money_has_no_codec() -> None:
    assert all(codec.wire is not float for codec in CODECS.values())
    with pytest.raises(TypeError, match="not a wire type"):
        Prop("Edm.Single")


def test_a_read_only_property_is_never_sent_but_named() -> None:
    mapping = build(fields={"price": To(Thing.Total)}, left_out={"not sent": (Thing.Price,)})
    written = mapping.write_record(ThingWrite(name="a", price=Decimal("1.00")), context())
    assert written.payload == {"Name": "a"}
    assert written.warned == {"price": "price: Exact Online does not take Thing.Total on create"}


def test_a_code_outside_the_contract_is_null_with_a_warning() -> None:
    mapping, ctx = build(), context("list")
    row = SimpleNamespace(ID="x", Name="n", Price=Decimal("1.10"), State=99)
    assert mapping.reader(ctx.zone)(row, ctx).status is None
    assert [*ctx.warnings] == ["status: Thing.State 99 has no counterpart in the contract; null is given"]


def test_unknown_keys_of_a_body_are_named() -> None:
    body = ThingWrite.model_validate({"name": "a", "colour ": {"rgb": [1, 2]}})
    written = build().write_record(body, context())
    assert sorted(written.warned) == ["colour.rgb[0]", "colour.rgb[1]"]


def test_conditions_come_from_the_filters_and_the_scope() -> None:
    mapping = build(scope=(Condition(Thing.State, "eq", 1),))
    found = mapping.conditions(ThingFilters(name="a"), context("list"))
    assert found == (Condition(Thing.State, "eq", 1), Condition(Thing.Name, "eq", "a"))
