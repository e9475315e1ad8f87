"""What a target system can do of each resource, read off the mapping tables, with the test that shows it.

Everything that is claimed here is a *mark*: a short text such as `bills create lineItems[].taxCode`. The tests note which
marks they have seen work on the sandbox; a mark that none of them has seen fails the build. What they saw is kept in a file
beside the tables, so that an installation can tell which test stands behind a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from unibooks.accounting.base import Operation, Resource
from unibooks.core.conditions import Unfiltered
from unibooks.core.connector import Connector
from unibooks.core.family import tables_of
from unibooks.core.inline import Inline
from unibooks.core.mapping import ResourceMapping
from unibooks.core.related import Related
from unibooks.core.shapes import shapes
from unibooks.core.source import ReadsRelated, Source
from unibooks.core.sources import Computed, Many, OneOf, Ref, To
from unibooks.core.table import Mapped
from unibooks.core.target import Prop

#: The ways in which a field can be served, in the order in which they are shown.
WAYS = ("read", "create", "update")


@dataclass(frozen=True)
class FieldCoverage:
    """A field: in which ways it is served, where it stands in the target, or why it does not."""

    name: str
    ways: tuple[str, ...]
    where: str = ""
    reason: str = ""


@dataclass(frozen=True)
class FilterCoverage:
    """A filter of a list; one that the target cannot answer has a reason, which is given as a warning."""

    name: str
    reason: str = ""


@dataclass(frozen=True)
class ResourceCoverage:
    """A resource in one target system.

    Attributes:
        resource: the resource.
        entities: the target's own names for where it is kept; empty where the system does not have it.
        operations: what is offered.
        refused: operations of the resource that the target has no method for.
        fields: every field, lines as `lineItems[].quantity`.
        filters: every filter of the list.
        order: the words of `orderField`.
        left_out: entity -> reason -> its properties that are not shown.
    """

    resource: Resource
    entities: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    refused: tuple[Operation, ...] = ()
    fields: tuple[FieldCoverage, ...] = ()
    filters: tuple[FilterCoverage, ...] = ()
    order: tuple[str, ...] = ()
    left_out: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict[str, Mapping[str, Sequence[str]]])

    def marks(self) -> Iterator[str]:
        """Everything that is claimed of it."""
        name = self.resource.name
        yield from (f"{name} {operation.verb}" for operation in self.operations)
        yield from (f"{name} {way} {one.name}" for one in self.fields for way in one.ways)
        yield from (f"{name} filter {one.name}" for one in self.filters if not one.reason)
        yield from (f"{name} order {word}" for word in self.order)


@dataclass(frozen=True)
class SystemCoverage:
    """All resources in one target system, and the tests that stand behind the marks."""

    system: str
    title: str
    resources: tuple[ResourceCoverage, ...]
    evidence: Mapping[str, str]


def coverage_of(connector: Connector, resources: Iterable[Resource]) -> SystemCoverage:
    """What a connector offers of each resource."""
    covered = tuple(_resource(connector, resource) for resource in resources)
    return SystemCoverage(connector.system, connector.title, covered, connector.evidence())


def _resource(connector: Connector, resource: Resource) -> ResourceCoverage:
    mapping = connector.mapping(resource)
    if mapping is None:
        return ResourceCoverage(resource)
    tables = tables_of(mapping)
    offered = tuple(operation for operation in resource.operations if _possible(operation, tables))
    filters = {name: rule for table in tables for name, rule in table.filters.items()}
    orders = [table.order for table in tables if table.order is not None]
    return ResourceCoverage(
        resource,
        entities=tuple(dict.fromkeys(table.entity.path for table in tables)),
        operations=offered,
        refused=tuple(operation for operation in resource.operations if operation not in offered),
        fields=tuple(_merged([tuple(_fields(table, "", *_verbs(offered, table))) for table in tables])),
        filters=tuple(
            FilterCoverage(shape.alias, rule.reason if isinstance(rule, Unfiltered) else "")
            for name, shape in shapes(resource.filters).items()
            if not (resource.placed and name == resource.hint)
            if (rule := filters.get(name)) is not None
        ),
        order=tuple(word for order in orders[:1] for word in order.props),
        left_out={path: reasons for table in tables for path, reasons in _left_out(table)},
    )


#: What a verb takes in the target: both kinds of update are a PUT there, which merges [H].
NEEDS: Final[Mapping[str, str]] = {"create": "POST", "update": "PUT", "patch": "PUT", "delete": "DELETE"}


def _possible(operation: Operation, tables: Sequence[Mapped]) -> bool:
    needed = NEEDS.get(operation.verb, "GET")
    return any(needed in table.entity.methods for table in tables)


def _verbs(operations: Sequence[Operation], table: Mapped) -> tuple[bool, bool]:
    verbs = {operation.verb for operation in operations if NEEDS.get(operation.verb) in table.entity.methods}
    return "create" in verbs, bool(verbs & {"update", "patch"})


def _merged(tables: Sequence[Sequence[FieldCoverage]]) -> Iterator[FieldCoverage]:
    """The fields of several tables of one resource: what any of them does is done."""
    names = dict.fromkeys(one.name for fields in tables for one in fields)
    for name in names:
        found = [one for fields in tables for one in fields if one.name == name]
        ways = tuple(way for way in WAYS if any(way in one.ways for one in found))
        where = dict.fromkeys(one.where for one in found if one.where)
        reasons = dict.fromkeys(one.reason for one in found if one.reason)
        yield FieldCoverage(name, ways, "; ".join(where), "" if ways else "; ".join(reasons))


def _fields(table: Mapped, prefix: str, created: bool, updated: bool, *, shown: bool = True) -> Iterator[FieldCoverage]:
    read, write = shapes(table.read) if shown else {}, shapes(table.write) if table.write else {}
    fixed = table.fixed if isinstance(table, ResourceMapping) else frozenset[str]()
    for name, shape in {**write, **read}.items():
        source, reached = table.fields.get(name), updated and name not in fixed
        path = prefix + shape.alias
        asked = (
            ("read", name in read and source is not None),
            # An id is the target's to give; one that is sent with a new record is only named in a warning.
            ("create", created and name in write and name != "id" and _written(table, name, lambda p: p.post)),
            ("update", reached and name in write and _written(table, name, lambda p: p.put)),
        )
        yield FieldCoverage(
            path, tuple(way for way, so in asked if so), _place(table, name), table.absent.get(name, "")
        )
        if isinstance(source, Many | Related):
            inner = f"{path}[]." if shape.many else f"{path}."
            yield from _fields(source.lines, inner, created, reached, shown=name in read)


def _place(table: Mapped, name: str) -> str:
    source = table.fields.get(name)
    return _where(source) if source is not None else "together with other fields" if name in table.composed else ""


def _written(table: Mapped, name: str, writable: Callable[[Prop], bool]) -> bool:
    source = table.fields.get(name)
    return name in table.composed or (source is not None and _takes(source, writable))


def _takes(source: Source, writable: Callable[[Prop], bool]) -> bool:
    """Whether a value that is sent has an effect; lines are written one by one, whatever the verb."""
    match source:
        case To(prop) | OneOf(prop) | Ref(prop):
            return writable(prop)
        case Many() | Related():
            return True
        case Computed():
            return source.write_as is not None and (not source.of or any(writable(prop) for prop in source.of))
        case _:
            return any(isinstance(member, Prop) and writable(member) for member in source.members())


def _where(source: Source) -> str:
    if isinstance(source, Related):
        return source.rows.entity.path
    members = dict.fromkeys(member.name for member in source.members())
    related = [rows.entity.path for rows in source.related] if isinstance(source, ReadsRelated) else []
    return ", ".join([*members, *related]) or "always the same"


def _left_out(table: Mapped) -> Iterator[tuple[str, Mapping[str, Sequence[str]]]]:
    by_reason: dict[str, list[str]] = {}
    for name, reason in table.left_out.items():
        by_reason.setdefault(reason, []).append(name)
    yield table.entity.path, by_reason
    for source in table.fields.values():
        rows = source.further if isinstance(source, Inline) else source
        if isinstance(rows, Many | Related):
            yield from _left_out(rows.lines)


def as_json(found: SystemCoverage) -> dict[str, Any]:
    """The coverage as plain JSON: what `GET /capabilities/{system}` answers."""
    return {
        "system": found.system,
        "title": found.title,
        "resources": [_resource_json(one, found.evidence) for one in found.resources],
    }


def _operation_json(one: ResourceCoverage, operation: Operation, evidence: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": operation.name,
        "verb": operation.verb,
        "method": operation.method,
        "path": one.resource.path_of(operation),
        "offered": operation in one.operations,
        "oddity": operation.oddity or None,
        "evidence": evidence.get(f"{one.resource.name} {operation.verb}"),
    }


def _resource_json(one: ResourceCoverage, evidence: Mapping[str, str]) -> dict[str, Any]:
    name = one.resource.name
    return {
        "name": name,
        "path": one.resource.path,
        "offered": bool(one.entities),
        "entities": list(one.entities),
        "operations": [_operation_json(one, operation, evidence) for operation in one.resource.operations],
        "fields": [
            {
                "name": member.name,
                **{way: way in member.ways for way in WAYS},
                "where": member.where or None,
                "reason": member.reason or None,
                "evidence": {way: evidence.get(f"{name} {way} {member.name}") for way in member.ways},
            }
            for member in one.fields
        ],
        "filters": [
            {
                "name": rule.name,
                "offered": not rule.reason,
                "reason": rule.reason or None,
                "evidence": evidence.get(f"{name} filter {rule.name}"),
            }
            for rule in one.filters
        ],
        "order": list(one.order),
    }


__all__ = [
    "FieldCoverage",
    "FilterCoverage",
    "ResourceCoverage",
    "SystemCoverage",
    "as_json",
    "coverage_of",
]
