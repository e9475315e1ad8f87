"""A caller's body on its way to Exact: looked up, mapped, checked, and of an update only what differs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from unibooks.accounting.base import Write
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.differences import differing
from unibooks.connectors.exact.files import file_faults
from unibooks.connectors.exact.flows import WITH_FILES
from unibooks.connectors.exact.references import FRESH, load, stale
from unibooks.core.connector import Upload
from unibooks.core.context import Context, Written
from unibooks.core.errors import Fault, InvalidRequest
from unibooks.core.mapping import ResourceMapping


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

#: Looks up the keys of the records that a list's filters mean; None where they narrow nothing.
Finder = Callable[[ExactApi, Any], Awaitable[Sequence[str] | None]]


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
    ctx.row = intent.row
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


__all__ = ["Check", "Finder", "Intent", "differing", "written"]
