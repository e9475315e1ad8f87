"""`/api/v1/..`: who asks, whether he may, how much is left, and then the resource."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from unibooks.connectors.exact.target import Division
from unibooks.sandbox.exact import access, metadata_document, reading, wire, writing
from unibooks.sandbox.exact.forms import AtomForm, Form, JsonForm, is_json, wants
from unibooks.sandbox.exact.http import HTML, Answer, Call
from unibooks.sandbox.exact.limits import ErrorBlock, Headers, Meter
from unibooks.sandbox.exact.oauth import Consents, Grant
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.odata.options import parameters, parse_options
from unibooks.sandbox.exact.odata.path import Address, Target, parse_address, parse_target
from unibooks.sandbox.exact.settings import Settings
from unibooks.sandbox.exact.state import Company, World
from unibooks.sandbox.exact.virtual import Virtuals


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with what the call log says about it."""

    answer: Answer
    company: int | None
    counted: bool


def login_page(call: Call) -> Answer:
    """[H] the 401 of the API is ASP.NET's page that sends a browser to the login."""
    # quoted as in the report of it: lower-case escapes, slashes among them
    target = quote(call.path, safe="").replace("%2F", "%2f")
    link = f"/docs/Login.aspx?ReturnUrl={target}"
    text = (
        "<html><head><title>Object moved</title></head><body>\r\n"
        f'<h2>Object moved to <a href="{link}">here</a>.</h2>\r\n</body></html>\r\n'
    )
    return Answer(401, text.encode("ascii", "replace"), HTML)


_XML: Final = "application/xml;charset=utf-8"
#: [M] what `WWW-Authenticate` holds, percent-encoded; which words stand around these is [I].
_EXPIRED: Final = quote(
    'Bearer realm="Exact Online", error="invalid_token", error_description="access token expired"', safe=""
)


def unauthorised(call: Call, settings: Settings) -> Answer:
    """The 401 of the API in the form that the settings name."""
    match settings.unauthorised:
        case "header":
            return Answer(401, headers=(("WWW-Authenticate", _EXPIRED),))
        case "empty":
            return Answer(401)
        case "page":
            return login_page(call)


def failure(error: ODataError) -> Answer:
    """Exact's error envelope."""
    return JsonForm().error(error)


class Api:
    """The resources of the REST API."""

    def __init__(
        self,
        world: World,
        consents: Consents,
        meter: Meter,
        errors: ErrorBlock,
        writers: writing.Writers,
        virtuals: Virtuals,
        settings: Settings,
    ) -> None:
        self._world = world
        self._consents = consents
        self._meter = meter
        self._errors = errors
        self._writers = writers
        self._virtuals = virtuals
        self._settings = settings
        self._json = JsonForm(wire.Style(settings.int64_as_text, settings.negative_zero))

    def handle(self, call: Call, path: str) -> Outcome:
        """Answer a call; `path` is what follows `/api/v1/`."""
        address = parse_address(path)
        bearer = self._consents.bearer(call.bearer)
        if bearer is None:
            return Outcome(unauthorised(call, self._settings), address.company, False)
        key = (bearer.grant.app.client_id, bearer.grant.user.id, address.company, address.endpoint)
        now = self._world.clock.now()
        if self._errors.blocked(key, now):
            # [I] the status; a 429 with budget left and one without any rate header were both met
            return Outcome(Answer(429), address.company, False)
        outcome = self._permitted(call, address, bearer.grant) if bearer.live else None
        answer = outcome.answer if outcome else unauthorised(call, self._settings)
        self._errors.record(key, answer.status, now)
        return outcome or Outcome(answer, address.company, False)

    def _permitted(self, call: Call, address: Address, grant: Grant) -> Outcome:
        form = self._form(call)
        everywhere = address.endpoint == Division.path.lower()
        try:
            company = None if everywhere else self._company(address, grant)
            access.check_people(grant.user, company)
        except ODataError as error:
            return Outcome(form.error(error), address.company, False)
        headers: Headers = ()
        if address.company is not None:  # [M] addresses without a company are not counted
            verdict = self._meter.take(grant.app.client_id, address.company, self._world.clock.now())
            if not verdict.allowed:
                return Outcome(Answer(429, headers=verdict.headers), address.company, False)
            headers = verdict.headers
        try:
            answer = self._resource(call, address, self._view(call, address, grant, company, form))
        except ODataError as error:
            answer = form.error(error)
        shown = self._meter.manners.shown(answer.status, headers)
        return Outcome(replace(answer, headers=answer.headers + shown), address.company, address.company is not None)

    def _company(self, address: Address, grant: Grant) -> Company | None:
        if address.company is None:
            return None
        company = self._world.companies.get(address.company)
        if company is None or address.company not in grant.companies or company.code not in grant.user.companies:
            raise errors.no_access()
        return company

    def _form(self, call: Call) -> Form:
        """JSON for whoever asks for it, Atom for everybody else, also to say that it is not what was asked for."""
        if is_json(call.headers.get("accept", "")):
            return self._json
        return AtomForm(self._world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _view(self, call: Call, address: Address, grant: Grant, company: Company | None, form: Form) -> reading.View:
        country = (company or self._world.companies[grant.user.current]).country.strip()
        return reading.View(
            self._world,
            grant.user,
            company,
            wire.Place(call.origin, address.company, f"{country}001"),
            self._virtuals,
            grant.app,
            form,
            self._settings,
            grant.companies if self._settings.granted_divisions_only else None,
            parameters(call.query),
        )

    def _resource(self, call: Call, address: Address, view: reading.View) -> Answer:
        about = self._service(call, address, view.place)
        if about is not None:
            return about
        target = parse_target(address)
        self._check_spelling(address, target)
        access.check_module(view.company, target.entity.path.lower())
        if view.app is not None:
            access.check_scopes(view.app, target.entity, call.method, self._settings.entry_scopes)
        if call.method not in writing.methods(target, self._writers):
            raise writing.method_not_allowed(target, self._writers)
        if call.method in ("GET", "POST") and not target.count and not wants(call.headers.get("accept", "")):
            raise errors.unsupported_media()
        if call.method == "GET":
            return reading.read(view, target, parse_options(call.query))
        return writing.write(view, target, call, self._writers)

    def _service(self, call: Call, address: Address, place: wire.Place) -> Answer | None:
        """What a service says of itself, None where the address is that of a resource.

        `application/xml` may be asked for here, and here alone [M].
        """
        segments = [segment for segment in address.segments if segment]
        described = segments[-1:] == ["$metadata"]
        name = "/".join(segments[:-1] if described else segments).lower()
        if call.method != "GET" or address.company is None or name not in metadata_document.SERVICES:
            return None
        if described:
            return Answer(200, metadata_document.edmx(name), _XML)
        if is_json(call.headers.get("accept", "")):
            return Answer(200, metadata_document.service_json(name))
        return Answer(200, metadata_document.service_document(name, place), _XML)

    def _check_spelling(self, address: Address, target: Target) -> None:
        """Whether case matters in paths is open: only one client's notes say so [L]."""
        written = [segment.partition("(")[0] for segment in address.segments[: address.depth]]
        if self._settings.exact_case and "/".join(written) != target.entity.path:
            raise errors.no_segment(written[-1])
