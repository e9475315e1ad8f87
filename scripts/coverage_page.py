"""The coverage page: what of the API each target system can do, read off the mapping tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reference_pages import page, table

from unibooks.accounting.base import Resource
from unibooks.accounting.registry import RESOURCES
from unibooks.connectors.registry import CONNECTORS
from unibooks.core.conditions import Unfiltered
from unibooks.core.connector import Connector
from unibooks.core.family import Offered, tables_of
from unibooks.core.inline import Inline
from unibooks.core.mapping import Mapped, ResourceMapping
from unibooks.core.shapes import shapes
from unibooks.core.sources import Computed, Many, OneOf, Ref, Source, To
from unibooks.core.target import Prop

INTRO: Final = (
    "What each target system offers, read off the mapping tables. *read*: the field is filled in answers. *create*: it has an "
    "effect when sent; a field without a mark is named in `meta.warnings` when it is sent. Filters that the target "
    "cannot answer are named there as well."
)


def coverage_page() -> str:
    """All systems and resources."""
    return page("Coverage", INTRO, *(part for connector in CONNECTORS for part in _system(connector)))


def _system(connector: Connector) -> Iterator[str]:
    yield f"## {connector.title}: `{connector.system}`"
    for resource in RESOURCES:
        offered = connector.mapping(resource)
        if offered is None:
            yield f"### {resource.name}\n\nNot offered."
        else:
            yield from _resource(resource, offered)


def _resource(resource: Resource, offered: Offered) -> Iterator[str]:
    operations = ", ".join(operation.verb for operation in resource.operations)
    mappings = tables_of(offered)
    kept = ", ".join(f"`{mapping.entity.path}`" for mapping in mappings)
    yield f"### {resource.name}\n\n`{resource.path}`: {operations}. In Exact's words: {kept}."
    for mapping in mappings:
        if len(mappings) > 1:
            yield f"#### {resource.name} in `{mapping.entity.path}`"
        yield from _table(resource, mapping)


def _table(resource: Resource, mapping: ResourceMapping) -> Iterator[str]:
    yield from _fields(mapping)
    rows = [
        (f"`{shape.alias}`", rule.reason if isinstance((rule := mapping.filters[name]), Unfiltered) else "answered")
        for name, shape in shapes(resource.filters).items()
        if name in mapping.filters
    ]
    yield table(("filter", ""), rows)
    if mapping.order is not None:
        words = ", ".join(f"`{word}`" for word in mapping.order.props)
        yield f"Ordered by `orderField`: {words}."
    yield from _left_out(mapping)
    for name, source in mapping.fields.items():
        if isinstance(source, Many):
            yield f"#### {resource.name}, {shapes(resource.read)[name].alias}\n\n`{source.lines.entity.path}`"
            yield from _fields(source.lines)
            yield from _left_out(source.lines)


def _fields(mapping: Mapped) -> Iterator[str]:
    read, write = shapes(mapping.read), shapes(mapping.write) if mapping.write else {}
    rows: list[tuple[str, str, str, str]] = []
    for name, shape in {**read, **write}.items():
        source = mapping.fields.get(name)
        rows.append(
            (
                f"`{shape.alias}`",
                "yes" if name in read and source is not None else "",
                "yes" if name in write and _written(mapping, name, source) else "",
                _origin(source) if source is not None else mapping.absent.get(name, "together with other fields"),
            )
        )
    yield table(("field", "read", "create", "where"), rows)


def _written(mapping: Mapped, name: str, source: Source | None) -> bool:
    if name in mapping.composed:
        return True
    match source:
        case To(prop) | OneOf(prop) | Ref(prop):
            return prop.post
        case Many(nav):
            return nav.post
        case Inline():
            return any(isinstance(member, Prop) and member.post for member in source.members())
        case Computed():
            return source.write_as is not None
        case _:
            return False


def _origin(source: Source) -> str:
    members = list(dict.fromkeys(f"`{member.name}`" for member in source.members()))
    return ", ".join(members) if members else "always the same"


def _left_out(mapping: Mapped) -> Iterator[str]:
    """Exact's properties that the API does not show, by reason."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in mapping.left_out.items():
        by_reason.setdefault(reason, []).append(f"`{name}`")
    if by_reason:
        rows = [(reason, ", ".join(names)) for reason, names in by_reason.items()]
        yield f"<details><summary>Exact's properties that are not shown</summary>\n\n{table(('why', 'which'), rows)}\n\n</details>"
