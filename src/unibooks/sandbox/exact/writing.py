"""POST, PUT, DELETE: the protocol around the rules that the books keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from unibooks.core.target import Entity, Prop
from unibooks.sandbox.exact import wire
from unibooks.sandbox.exact.atom_body import read_entry
from unibooks.sandbox.exact.forms import ATOM, nothing_below
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.path import Target
from unibooks.sandbox.exact.odata.shape import parse_shape
from unibooks.sandbox.exact.payload import read_object, read_values
from unibooks.sandbox.exact.reading import View, find, shown
from unibooks.sandbox.exact.state import Refused, Row, Write, Writer

Writers = Mapping[type[Entity], Writer]

#: [R] totals and statuses that are worked out only after the answer to its creation
_LATE = (
    *("VATAmountFC", "VATAmountDC"),
    *("StarterSalesInvoiceStatus", "StarterSalesInvoiceStatusDescription"),
)


def write(view: View, target: Target, call: Call, writers: Writers) -> Answer:
    """Answer a POST, PUT or DELETE.

    Raises:
        ODataError: 400 for a body that does not fit, 404 for a record that is not there, 405 for a verb that
            the resource does not know, 500 for what a rule of the books refuses.
    """
    writer = writers.get(target.entity, Writer())
    # users and companies have no company in their path; whose clock and language count is the caller's current one
    company = view.company or view.world.companies[view.user.current]
    circumstances = Write(view.world, company, view.user, view.app)
    try:
        if call.method == "POST" and writer.create:
            values = read_values(target.entity, _body(call), creating=True)
            row = writer.create(circumstances, values)
            return _created(view, target.entity, row, writer.echoes or _wants_all(call))
        if call.method == "PUT" and writer.update:
            body = _body(call)
            row = find(view, target)
            writer.update(circumstances, row, read_values(target.entity, body, creating=False))
            return Answer(204)
        if call.method == "DELETE" and writer.delete:
            writer.delete(circumstances, find(view, target))
            return Answer(204)
    except Refused as refused:
        # [H] what a business rule refuses is a 500
        raise errors.ODataError(500, str(refused)) from None
    raise method_not_allowed(target, writers)


def methods(target: Target, writers: Writers) -> list[str]:
    """The verbs that an address answers to: a collection takes new records, a record its changes."""
    writer = writers.get(target.entity, Writer())
    if target.nav is not None or target.count:
        return ["GET"]
    rules = {"DELETE": writer.delete, "PUT": writer.update} if target.has_key else {"POST": writer.create}
    return sorted(target.entity.methods & {"GET", *(verb for verb, rule in rules.items() if rule)})


def method_not_allowed(target: Target, writers: Writers) -> errors.ODataError:
    """The address does not know the verb; the sentence is [I]."""
    return errors.ODataError(405, "Method Not Allowed", (("Allow", ", ".join(methods(target, writers))),))


def _body(call: Call) -> dict[str, Any]:
    """The members of the body, in whichever of the two forms it comes."""
    kind = call.headers.get("content-type", "").lower()
    if "json" in kind:
        return read_object(call.body)
    if kind.partition(";")[0].strip() == ATOM:
        return read_entry(call.body)
    raise errors.unsupported_media()


def _wants_all(call: Call) -> bool:
    return "return=representation" in call.headers.get("prefer", "").replace(" ", "").lower()


def _created(view: View, entity: type[Entity], row: Row, filled: bool) -> Answer:
    answered = dict(shown(view, entity, row)) if filled else _bare(entity, row)
    for name in _LATE:
        if name in answered:
            answered[name] = None
    answer = view.form.record(parse_shape(entity, "", ""), answered, view.place, nothing_below)
    location = ("Location", wire.address(entity, row, view.place))
    return replace(answer, status=201, headers=(location,))


def _bare(entity: type[Entity], row: Row) -> Row:
    """[R] master data comes back with nothing but its key, and zero or false where a value cannot be null."""
    return {name: row[name] if prop.key else _zero(prop) for name, prop in entity.props().items()}


def _zero(prop: Prop) -> Any:
    if not prop.filled:
        return None
    return False if prop.edm == "Edm.Boolean" else 0
