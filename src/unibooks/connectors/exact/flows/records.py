"""The write of one record that needs no more than one call, and what the other flows are made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.core.conditions import Condition, Conditions
from unibooks.core.connector import Upload
from unibooks.core.flow import Step, Steps
from unibooks.core.mapping import ResourceMapping
from unibooks.core.target import Entity, Prop

#: How far Exact's clock may lag behind ours when the effect of a write is looked for.
CLOCK_SLACK: Final = timedelta(minutes=2)


@dataclass(frozen=True)
class Change:
    """A write as Exact is to be told it.

    Attributes:
        api: the company.
        mapping: the table of the resource.
        payload: what to send; of an update what differs from what is there.
        sent: caller's path -> property, to name the caller's field in a refusal.
        related: what to send as records of other entities below this one, by the name of the related rows.
        files: what to store with it.
        key: the record that is changed or removed, "" for a new one.
        row: that record as it stands in Exact.
        merge: whether the update merges; else it replaces.
    """

    api: ExactApi
    mapping: ResourceMapping
    payload: Mapping[str, Any]
    sent: Mapping[str, str]
    related: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict[str, Sequence[Mapping[str, Any]]])
    files: Sequence[Upload] = field(default=())
    key: str = ""
    row: Any = None
    merge: bool = False


#: Does a write step by step and gives the key of the record.
Flow = Callable[[Change, Steps], Awaitable[str]]


async def create_record(change: Change, steps: Steps) -> str:
    """One write; a lost one is looked for by the record's scope and name since the step began."""
    entity = change.mapping.entity
    name = next((entity.props()[n] for n in ("Name", "Code") if n in entity.props() and change.payload.get(n)), None)

    async def find(begun: datetime) -> str | None:
        assert name is not None
        named = Condition(name, "eq", change.payload[name.name])
        return await first(change.api, entity, (*change.mapping.scope, named, *since(entity, begun)))

    step = Step(
        f"create {change.mapping.resource.name}",
        act=lambda: change.api.post(entity, change.payload),
        find=find if name is not None else None,
    )
    return await steps.run(step)


async def update_record(change: Change, steps: Steps) -> str:
    """One change, and none where nothing differs."""
    await put_step(change, steps)
    return change.key


async def put_step(change: Change, steps: Steps) -> None:
    """Send what differs of the record itself, if anything does."""
    entity = change.mapping.entity
    if change.payload:
        step = Step(
            f"change {change.mapping.resource.name}",
            act=lambda: change.api.put(entity, change.key, change.payload),
            repeatable=True,
        )
        await steps.run(step)


async def delete_record(change: Change, steps: Steps) -> str:
    """One removal."""
    entity = change.mapping.entity
    step = Step(
        f"remove {change.mapping.resource.name}",
        act=lambda: change.api.delete(entity, change.key),
        repeatable=True,
    )
    await steps.run(step)
    return change.key


async def first(api: ExactApi, entity: type[Entity], conditions: Conditions) -> str | None:
    """The key of the first row that meets the conditions."""
    rows = await api.rows(entity, (), conditions, top=1)
    return str(getattr(rows[0], entity.key.name)) if rows else None


def since(entity: type[Entity], begun: datetime) -> Conditions:
    """Made since then, as far as the entity tells when it was made."""
    created = entity.props().get("Created")
    return (Condition(created, "ge", begun - CLOCK_SLACK),) if created else ()


def equal(values: Mapping[Prop, Any]) -> Conditions:
    """Equal to what a payload holds."""
    return tuple(Condition(prop, "eq", _comparable(prop, value)) for prop, value in values.items())


def payload_of(values: Mapping[Prop, Any]) -> dict[str, Any]:
    """Values by the names that Exact knows."""
    return {prop.name: value for prop, value in values.items()}


def _comparable(prop: Prop, value: Any) -> Any:
    """A payload holds days as text; a filter wants them as days."""
    return date.fromisoformat(value[:10]) if prop.edm == "Edm.DateTime" and isinstance(value, str) else value
