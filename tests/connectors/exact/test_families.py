"""One resource in several entities: one list across the seam, one id wherever it is, one place for what is new."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import pytest
from tests.connectors.exact.linked import Linked

from unibooks.accounting.base import Filters, Operation, Read, Resource, Write
from unibooks.accounting.types import Text
from unibooks.connectors.exact.resources.references import JOURNALS
from unibooks.connectors.exact.target import Costcenter, Costunit, Journal
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import after, eq
from unibooks.core.connector import ListQuery
from unibooks.core.context import Context
from unibooks.core.errors import Fault, InvalidRequest, NotFound
from unibooks.core.family import Family, tables_of
from unibooks.core.mapping import ResourceMapping
from unibooks.core.source import MappingError
from unibooks.core.sources import Computed, To


class MarkRead(Read):
    """A mark on a line."""

    id: Text | None
    kind: Text | None
    code: Text | None
    name: Text | None


class MarkWrite(Write):
    """A mark to be."""

    kind: Text | None = None
    code: Text | None = None
    name: Text | None = None


class MarkFilters(Filters):
    """Filters of marks."""

    kind: Text | None = None
    code: Text | None = None


MARKS = Resource(
    name="marks",
    path="/accounting/marks",
    parameter="markId",
    read=MarkRead,
    write=MarkWrite,
    filters=MarkFilters,
    hint="kind",
    operations=(Operation("list", "getMarks", "List marks"),),
)


def table(entity: Any, kind: str, **changes: Any) -> ResourceMapping:
    names = {"ID", "Code", "Description"}
    return ResourceMapping(
        resource=changes.pop("resource", MARKS),
        entity=entity,
        codecs=CODECS,
        fields={
            "id": To(entity.ID),
            "kind": Computed((), lambda row, ctx: kind, lambda value, ctx: {}),
            "code": To(entity.Code),
            "name": To(entity.Description),
        },
        absent={},
        left_out={"not part of this test": tuple(m for n, m in entity.members.items() if n not in names)},
        filters={"kind": lambda value: None, "code": eq(entity.Code), "last_modified_at": after(entity.Modified)},
        required={"code": "is needed; send one", "name": "is needed; send one"},
        **changes,
    )


def choose(body: MarkWrite, ctx: Context) -> str | Fault:
    if body.kind is None:
        ctx.warn("kind: a centre is made, since nothing is said")
    kind = body.kind or "centre"
    return kind if kind in ("centre", "unit") else Fault("kind", "is centre or unit", "UNKNOWN_WORD")


def narrow(value: str, ctx: Context) -> Collection[str]:
    if value == "neither":
        return ()
    if value not in ("centre", "unit"):
        raise ValueError(f"there is no kind {value}; it is centre or unit")
    return (value,)


FAMILY = Family(MARKS, {"centre": table(Costcenter, "centre"), "unit": table(Costunit, "unit")}, choose, narrow=narrow)


@pytest.fixture
async def marks(exact: Linked) -> Linked:
    """70 cost centres and 65 cost units, and a connection that knows its companies."""
    for entity, count in ((Costcenter, 70), (Costunit, 65)):
        rows = exact.company()[entity]
        for stale in [row["ID"] for row in rows]:
            rows.remove(stale)
        for number in range(count):
            named = {"ID": exact.world.new_id(), "Code": f"M{number}", "Description": f"Mark {number}"}
            rows.add(rows.blank() | named)
    await exact.handler.companies(exact.session())
    await exact.calls()
    return exact


async def entities(exact: Linked) -> list[str]:
    """The last words of the calls since it was last asked."""
    return [call["path"].split("?")[0].rsplit("/", 1)[-1] for call in await exact.calls()]


async def listed(exact: Linked, filters: MarkFilters | None = None, **part: Any) -> Any:
    return await exact.list(FAMILY, filters, **part)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("limit", [5, 10, 35, 60, 70, 100, 1000])
async def test_pages_and_cursors_give_the_same_rows_across_the_seam(marks: Linked, limit: int) -> None:
    whole = await listed(marks, limit=1000)
    assert (len(whole.records), whole.total) == (135, 135)
    assert [record.kind for record in whole.records] == ["centre"] * 70 + ["unit"] * 65
    by_page, by_cursor = [], []
    for page in range(1, math.ceil(135 / limit) + 1):
        part = await listed(marks, limit=limit, page=page)
        by_page += part.records
        assert part.total == 135
    beyond = await listed(marks, limit=limit, page=math.ceil(135 / limit) + 1)
    assert (list(beyond.records), beyond.total) == ([], 135)
    cursor: str | None = ""
    while cursor is not None:
        part = await listed(marks, limit=limit, cursor=cursor)
        assert part.records
        assert part.total == 135
        by_cursor += part.records
        cursor = part.next_cursor
    assert by_page == list(whole.records) == by_cursor


async def test_a_part_costs_the_calls_that_it_must(marks: Linked) -> None:
    for page, expected in (
        (1, ["CostCenters", "Costunits"]),
        (3, ["CostCenters", "Costunits"]),
        (2, ["CostCenters", "Costunits"]),
    ):
        await listed(marks, limit=50, page=page)
        assert [path.lower() for path in await entities(marks)] == [e.lower() for e in expected]
    cursor, walked = "", []
    while cursor is not None:
        part = await listed(marks, limit=50, cursor=cursor)
        walked.append([path.lower() for path in await entities(marks)])
        cursor = part.next_cursor
    both = ["costcenters", "costunits"]
    assert walked == [both, both, ["costunits"]], "the first part counts both; later ones ask what they reach"


async def test_a_hint_leaves_one_table(marks: Linked) -> None:
    part = await listed(marks, MarkFilters(kind="unit"), limit=10)
    assert (part.total, {record.kind for record in part.records}) == (65, {"unit"})
    assert len(await marks.calls()) == 1
    none = await listed(marks, MarkFilters(kind="neither"), limit=10)
    assert (list(none.records), none.total, await marks.calls()) == ([], 0, [])
    with pytest.raises(InvalidRequest) as refused:
        await listed(marks, MarkFilters(kind="colour"), limit=10)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("kind", "UNKNOWN_REFERENCE")]
    assert await marks.calls() == []


async def test_a_record_is_found_wherever_it_is(marks: Linked) -> None:
    unit = (await listed(marks, MarkFilters(kind="unit"), limit=5)).records[0]
    await marks.calls()
    found = await marks.handler.get(marks.session(), FAMILY, unit.id)
    assert list(found.records) == [unit]
    assert len(await marks.calls()) == 2
    assert list((await marks.handler.get(marks.session(), FAMILY, unit.id, hint="unit")).records) == [unit]
    assert len(await marks.calls()) == 1
    with pytest.raises(NotFound):
        await marks.handler.get(marks.session(), FAMILY, unit.id, hint="centre")
    with pytest.raises(NotFound):
        await marks.handler.get(marks.session(), FAMILY, "nothing like an id")


async def test_it_is_written_where_it_belongs(marks: Linked) -> None:
    body = MarkWrite.model_validate({"kind": "unit", "code": "NEW", "name": "New"})
    made = (await marks.handler.create(marks.session(), FAMILY, body)).records[0]
    assert made.kind == "unit"
    patch = MarkWrite.model_validate({"name": "Newer"})
    changed = (await marks.handler.update(marks.session(), FAMILY, made.id, patch, merge=True)).records[0]
    assert (changed.kind, changed.code, changed.name) == ("unit", "NEW", "Newer")
    assert await marks.handler.delete(marks.session(), FAMILY, made.id) == made.id
    with pytest.raises(NotFound):
        await marks.handler.get(marks.session(), FAMILY, made.id)


async def test_what_was_chosen_is_said(marks: Linked) -> None:
    session = marks.session()
    made = await marks.handler.create(session, FAMILY, MarkWrite.model_validate({"code": "NEW", "name": "New"}))
    assert made.records[0].kind == "centre"
    assert [*session.warnings] == ["kind: a centre is made, since nothing is said"]


async def test_what_fits_nowhere_is_told_with_all_that_is_wrong(marks: Linked) -> None:
    with pytest.raises(InvalidRequest) as refused:
        await marks.handler.create(marks.session(), FAMILY, MarkWrite.model_validate({"kind": "colour", "code": "X"}))
    assert [fault.field for fault in refused.value.faults] == ["kind", "name"]
    assert await marks.calls() == []


async def test_reference_data_that_is_old_is_fetched_again_before_a_hint_is_refused(marks: Linked) -> None:
    def of_journal(value: str, ctx: Context) -> Collection[str]:
        if value not in ctx.references[JOURNALS.name].by_code:
            raise ValueError("there is no such journal")
        return ("unit",)

    family = Family(MARKS, FAMILY.tables, choose, (JOURNALS,), of_journal)
    rows = marks.company()[Journal]
    await marks.handler.list(marks.session(), family, _query("70"))
    code = next(iter(rows))["Code"]
    next(iter(rows))["Code"] = "NEW"
    with pytest.raises(InvalidRequest):
        await marks.handler.list(marks.session(), family, _query("NEW"))
    marks.clock.move(minutes=2)
    assert (await marks.handler.list(marks.session(), family, _query("NEW"))).total == 65
    assert code != "NEW"


def _query(kind: str) -> Any:
    return ListQuery(MarkFilters(kind=kind), 5)


def test_a_family_that_cannot_be_right_does_not_stand() -> None:
    other = Resource(name="others", path="/others", parameter="id", read=MarkRead, write=MarkWrite, filters=MarkFilters)
    with pytest.raises(MappingError, match="unit belong to another"):
        Family(MARKS, {"unit": table(Costunit, "unit", resource=other)}, choose)
    with pytest.raises(MappingError, match="no filter"):
        Family(other, {"unit": table(Costunit, "unit", resource=other)}, choose, narrow=narrow)
    assert tables_of(FAMILY.tables["unit"]) == (FAMILY.tables["unit"],)
    assert tables_of(FAMILY) == (FAMILY.tables["centre"], FAMILY.tables["unit"])
