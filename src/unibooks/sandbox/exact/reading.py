"""GET: collections, records, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from unibooks.connectors.exact.target import Division, Me, PurchaseEntry
from unibooks.connectors.exact.target.hrm import HrmDivision
from unibooks.connectors.exact.target.sync import SyncDeleted
from unibooks.connectors.exact.target.system import SystemUser
from unibooks.connectors.exact.target.webhooks import WebhookSubscription
from unibooks.core.target import Entity, Nav
from unibooks.sandbox.exact import demands, directory, functions, mirrors, sync, virtual, wire
from unibooks.sandbox.exact.books import users
from unibooks.sandbox.exact.books.spoken import spoken
from unibooks.sandbox.exact.forms import Form, JsonForm, Listing
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.http import Answer
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.options import SAFE, Options, next_query
from unibooks.sandbox.exact.odata.page import Page, count_rows, read_page
from unibooks.sandbox.exact.odata.path import Target
from unibooks.sandbox.exact.odata.shape import Shape, parse_shape
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import App, Company, Row, Table, User, World
from unibooks.sandbox.exact.streams import STREAMS


@dataclass(frozen=True, slots=True)
class View:
    """For whom a resource is read, and where.

    Attributes:
        company: None where the path names none that counts.
        form: in which answers are written.
        settings: the readings among them.
        granted: the companies that the user opened to the app, None for all that he may open himself.
        parameters: what the query string has beside the options: functions take it.
    """

    world: World
    user: User
    company: Company | None
    place: wire.Place
    virtuals: virtual.Virtuals
    app: App | None = None
    form: Form = field(default_factory=JsonForm)
    settings: Settings = field(default_factory=Settings)
    granted: frozenset[int] | None = None
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])

    def table(self, entity: type[Entity]) -> Table:
        """The rows of an entity as this user sees them."""
        if entity is Me:
            return directory.me(self.world, self.user)
        if entity is Division:
            return directory.divisions(self.world, self.user, self.granted)
        if entity is SystemUser:
            return users.system_users(self.world, self.user)
        if self.company is None:
            raise errors.no_segment(entity.path)
        entity = mirrors.BASES.get(entity, entity)
        if entity is HrmDivision:
            return directory.hrm_divisions(self.world, self.user, self.company, self.granted)
        if entity is WebhookSubscription:
            return directory.subscriptions(self.company, self.app)
        if entity in STREAMS or entity is SyncDeleted:
            return sync.table(self.asked(self.company), entity)
        derived = self.virtuals.get(entity)
        if isinstance(derived, Function):
            given = functions.values(derived, self.parameters)
            return functions.table(derived, entity, self.asked(self.company, given))
        if derived is not None:
            return virtual.table(self.world, self.company, entity, derived)
        return self.company[entity]

    def asked(self, company: Company, given: Row | None = None) -> Asked:
        """A reading as functions and streams take it."""
        return Asked(self.world, company, self.table, given or {})


def find(view: View, target: Target) -> Row:
    """The record a path names.

    Raises:
        ODataError: 404 when it is not there.
    """
    row = view.table(target.entity).rows.get(target.key)
    if row is None:
        raise errors.no_segment(target.entity.path.rpartition("/")[2])
    return row


def shown(view: View, entity: type[Entity], row: Row) -> Row:
    """A row as it is written, in the reader's language.

    Under one reading the amounts of a purchase entry have the sign of its creditor line.
    """
    row = spoken(entity, row, view.user)
    if not view.settings.negative_purchases or mirrors.BASES.get(entity, entity) is not PurchaseEntry:
        return row
    return row | {name: -row[name] for name in ("AmountDC", "AmountFC") if row.get(name) is not None}


def read(view: View, target: Target, options: Options) -> Answer:
    """Answer a GET.

    Raises:
        ODataError: 400 for options that cannot be served, 404 for a record that is not there.
    """
    mirrors.check_options(target.rows_of, options)
    if target.count:
        text = str(count_rows(view.table(target.rows_of), options, parent=_parent(view, target), entity=target.rows_of))
        return Answer(200, text.encode("ascii"), "text/plain;charset=utf-8")
    shape = parse_shape(target.rows_of, options.select, options.expand)
    if target.single:
        return _record(view, target, options, shape)
    return _collection(view, target, options, shape)


def _page(view: View, target: Target, options: Options) -> Page:
    entity = target.rows_of
    if entity in STREAMS and view.company is not None:
        page = sync.read_stream(view.asked(view.company), entity, options)
        if page is not None:
            return page
    return read_page(view.table(entity), options, parent=_parent(view, target), entity=entity)


def _parent(view: View, target: Target) -> tuple[str, Any] | None:
    if target.nav is None:
        return None
    return target.nav.parent, find(view, target)[target.entity.key.name]


def _record(view: View, target: Target, options: Options, shape: Shape) -> Answer:
    if options.shapes_a_collection:
        raise errors.not_a_collection()
    return view.form.record(shape, shown(view, target.entity, find(view, target)), view.place, _below(view, shape))


def _collection(view: View, target: Target, options: Options, shape: Shape) -> Answer:
    demands.check_select(target.rows_of, options, view.settings)
    if target.nav is None and (view.settings.mandatory_filter or (view.app is not None and view.app.filtered)):
        demands.check_filter(target.rows_of, options)
    page = _page(view, target, options)
    onwards, bare = _onwards(view, target, options, page), _is_bare(view, target, options)
    rows = [shown(view, target.rows_of, row) for row in page.rows]
    return view.form.collection(
        Listing(shape, rows, view.place, _below(view, shape), target.relative(), page.count, onwards, bare)
    )


def _is_bare(view: View, target: Target, options: Options) -> bool:
    """Whether the collection is a bare array: [R] when $top fits the page, so that no page can follow.

    [R] a skip token brings the object form, [M] $inlinecount too, [I] $expand as well: its lines are paged.
    `current/Me` always has the object form [R].
    """
    if view.settings.bare_bulk and target.rows_of.path.startswith("bulk/") and not options.inlinecount:
        return True
    if target.entity is Me or options.inlinecount or options.skiptoken or options.expand:
        return False
    return options.top is not None and options.top <= target.rows_of.page_size


def _onwards(view: View, target: Target, options: Options, page: Page) -> str:
    if not page.token:
        return ""
    # [I] the parameters of a function stand before the options
    given = "".join(
        f"{name}={quote(value, safe=SAFE)}&" for name, value in view.parameters.items() if _takes(view, target, name)
    )
    return f"{view.place.root}{target.relative()}?{given}{next_query(options, len(page.rows), page.token)}"


def _takes(view: View, target: Target, name: str) -> bool:
    function = view.virtuals.get(target.entity)
    return isinstance(function, Function) and name in function.parameters


def _below(view: View, shape: Shape) -> wire.Below:
    """How the writer gets at the rows of an expanded collection."""

    def rows_below(nav: Nav, key: Any) -> tuple[list[Row], str]:
        nested = shape.nested(nav)
        if nested is None or nav.target is None:
            return [], ""
        options = Options(select=nested.select)
        page = read_page(view.table(nav.target), options, parent=(nav.parent, key))
        onwards = next_query(options, len(page.rows), page.token) if page.token else ""
        return [spoken(nav.target, row, view.user) for row in page.rows], onwards

    return rows_below
