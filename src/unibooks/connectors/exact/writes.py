"""A caller's body on its way to Exact: looked up, mapped, checked, and of an update only what differs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from unibooks.accounting.base import Write
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.files import file_faults
from unibooks.connectors.exact.flows import WITH_FILES
from unibooks.connectors.exact.references import FRESH, load, stale
from unibooks.connectors.exact.target.edm import wall_clock
from unibooks.core.connector import Upload
from unibooks.core.context import Context, Written
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.mapping import ResourceMapping
from unibooks.core.target import Prop


@dataclass(frozen=True)
class Intent:
    """What a caller wants to have written.

    Attributes:
        ctx: what mapping functions see; its verb is `create`, `update` (replaces), `patch` (merges) or `delete`.
        mapping: the table of the resource.
        body: what is sent; None for a removal.
        files: what is to be stored with it.
        row: the record that is changed or removed, as the table's sources read it; None for a new one.
        parent_id: the record above, for lines.
    """

    ctx: Context
    mapping: ResourceMapping
    body: Write | None = None
    files: Sequence[Upload] = field(default=())
    row: Any = None
    parent_id: str = ""


#: Looks up what a write refers to, before it is mapped, and gives the faults it finds. It may put rows that it has read into
#: the context's references, for the composer, and warnings into the context.
Check = Callable[[ExactApi, Intent], Awaitable[Sequence[Fault]]]


async def written(api: ExactApi, intent: Intent, check: Check | None, known: Sequence[Fault] = ()) -> Written:
    """Exact's form of a body; all faults of body, files and look-ups at once.

    Args:
        api: the company.
        intent: what the caller wants.
        check: the look-ups of the resource.
        known: what is wrong already; nothing else is said of the same fields.

    Raises:
        InvalidRequest: there is at least one.
    """
    assert intent.body is not None
    mapping, body, ctx, files = intent.mapping, intent.body, intent.ctx, intent.files
    references = mapping.write_references(body)
    faults = [*(await check(api, intent) if check else ()), *file_faults(files)]
    if files and mapping.resource.name not in WITH_FILES:
        faults.append(Fault(files[0].field, f"no file can be stored with {mapping.resource.name}"))
    out = mapping.write_record(body, ctx)
    if any(fault.code == "UNKNOWN_REFERENCE" for fault in out.faults) and stale(api, references):
        # The code may have been made since the tables were read.
        ctx.references = {**ctx.references, **await load(api, references, older_than=FRESH)}
        ctx.warnings.clear()
        out = mapping.write_record(body, ctx)
    if files and out.payload.get("Document"):
        cure = "contradicts fileId; send the file or name a stored one"
        faults.append(Fault(files[0].field, cure, "CONTRADICTION"))
    named = {fault.field for fault in known}
    if faults := [*known, *(fault for fault in (*out.faults, *faults) if fault.field not in named)]:
        raise InvalidRequest(faults)
    api.session.warnings.update(ctx.warnings)
    return out


def differing(mapping: ResourceMapping, row: Any, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What of a payload is not so already.

    Exact takes a relation's own unchanged code for a second one [H], and a change of what is locked is refused even when it
    changes nothing; nobody is served by sending what stands there.
    """
    props = mapping.entity.props()
    return {
        name: value
        for name, value in payload.items()
        if name not in props or not hasattr(row, name) or not _same(props[name], getattr(row, name), value)
    }


_EMPTY: Final = (None, "")


def _same(prop: Prop, stands: Any, sent: Any) -> bool:
    if stands in _EMPTY or sent in _EMPTY:
        return stands in _EMPTY and sent in _EMPTY
    if prop.edm == "Edm.Guid":
        return str(stands).lower() == str(sent).lower()
    if prop.edm == "Edm.Double":
        try:
            return Decimal(str(stands)) == Decimal(str(sent))
        except InvalidOperation:
            return False
    if prop.edm == "Edm.DateTime":
        try:
            return wall_clock(stands).date() == date.fromisoformat(str(sent)[:10])
        except ValueError:
            return False
    if prop.edm == "Edm.String":
        return str(stands).strip() == str(sent).strip()
    return stands == sent


__all__ = ["Check", "Intent", "differing", "written"]
