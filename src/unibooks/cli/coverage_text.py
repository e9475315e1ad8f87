"""What a target system can do, as Markdown: what `unibooks coverage` prints and the reference page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from unibooks.core.coverage import WAYS, FieldCoverage, ResourceCoverage, SystemCoverage


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def as_markdown(found: SystemCoverage) -> str:
    """The coverage of a system, one chapter a resource."""
    return "\n\n".join(_system(found)) + "\n"


def _system(found: SystemCoverage) -> Iterator[str]:
    yield f"## {found.title}: `{found.system}`"
    rows = [
        (
            f"[{one.resource.name}](#{one.resource.name.lower()})",
            ", ".join(dict.fromkeys(operation.verb for operation in one.operations)) or "not offered",
            ", ".join(f"`{path}`" for path in one.entities),
        )
        for one in found.resources
    ]
    yield table(("resource", "operations", "in Exact's words"), rows)
    for one in found.resources:
        yield from _resource(one, found.evidence)


def _resource(one: ResourceCoverage, evidence: Mapping[str, str]) -> Iterator[str]:
    name = one.resource.name
    yield f"### {name}"
    if not one.entities:
        yield "Not offered."
        return
    rows = [
        (
            f"`{operation.method} {one.resource.path_of(operation)}`",
            operation.oddity,
            _test(evidence.get(f"{name} {operation.verb}")),
        )
        for operation in one.operations
    ]
    rows += [(f"`{operation.method} {one.resource.path_of(operation)}`", "405", "") for operation in one.refused]
    yield table(("operation", "oddity", "seen by"), rows)
    yield table(
        ("field", *WAYS, "where, or why not"),
        [(f"`{member.name}`", *_marks(member, name, evidence), member.where or member.reason) for member in one.fields],
    )
    if one.filters:
        yield table(("filter", ""), [(f"`{rule.name}`", rule.reason or "answered") for rule in one.filters])
    if one.order:
        yield f"Ordered by `orderField`: {', '.join(f'`{word}`' for word in one.order)}."
    yield from _left_out(one.left_out)


def _marks(member: FieldCoverage, resource: str, evidence: Mapping[str, str]) -> Iterator[str]:
    for way in WAYS:
        claimed = way in member.ways
        seen = f"{resource} {way} {member.name}" in evidence
        yield "yes" if claimed and seen else "not shown by a test" if claimed else ""


def _test(name: str | None) -> str:
    return f"`{name}`" if name else "no test"


def _left_out(left_out: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    """The target's properties that the API does not show, by reason."""
    rows = [
        (f"`{path}`", reason, ", ".join(f"`{name}`" for name in names))
        for path, reasons in left_out.items()
        for reason, names in reasons.items()
    ]
    if rows:
        title = "Exact's properties that are not shown"
        told = table(("of", "why", "which"), rows)
        yield f"<details><summary>{title}</summary>\n\n{told}\n\n</details>"
