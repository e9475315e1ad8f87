"""`/api/v1/..`: who asks, whether he may, how much is left, and then the resource."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from unibooks.connectors.exact.target import Division
from unibooks.sandbox.exact import reading, wire, writing
from unibooks.sandbox.exact.http import HTML, Answer, Call
from unibooks.sandbox.exact.limits import ErrorBlock, Headers, Meter
from unibooks.sandbox.exact.oauth import Consents, Grant
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.errors import ODataError
from unibooks.sandbox.exact.odata.options import parse_options
from unibooks.sandbox.exact.odata.path import Address, Target, parse_address, parse_target
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


def failure(error: ODataError) -> Answer:
    """Exact's error envelope."""
    return Answer(error.status, wire.error(error.message), headers=error.headers)


def require_json(call: Call) -> None:
    """Refuse a caller who did not ask for JSON.

    [H] the real one answers in Atom XML then; the sandbox does not speak it and says so, with the status that
    `application/xml` gets [I].
    """
    accept = call.headers.get("accept", "").lower()
    if "application/json" not in accept:
        text = "Unsupported media type requested. (Sandbox: send Accept: application/json; XML is not here.)"
        raise ODataError(415, text)


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
    ) -> None:
        self._world = world
        self._consents = consents
        self._meter = meter
        self._errors = errors
        self._writers = writers
        self._virtuals = virtuals

    def handle(self, call: Call, path: str) -> Outcome:
        """Answer a call; `path` is what follows `/api/v1/`."""
        address = parse_address(path)
        bearer = self._consents.bearer(call.bearer)
        if bearer is None:
            return Outcome(login_page(call), address.company, False)
        key = (bearer.grant.app.client_id, bearer.grant.user.id, address.company, address.endpoint)
        now = self._world.clock.now()
        if self._errors.blocked(key, now):
            # [I] the status; a 429 with budget left and one without any rate header were both met
            return Outcome(Answer(429), address.company, False)
        outcome = self._permitted(call, address, bearer.grant) if bearer.live else None
        answer = outcome.answer if outcome else login_page(call)
        self._errors.record(key, answer.status, now)
        return outcome or Outcome(answer, address.company, False)

    def _permitted(self, call: Call, address: Address, grant: Grant) -> Outcome:
        company = None
        everywhere = address.endpoint == Division.path.lower()
        if address.company is not None and not everywhere:
            company = self._world.companies.get(address.company)
            if company is None or address.company not in grant.companies or company.code not in grant.user.companies:
                return Outcome(failure(errors.no_access()), address.company, False)
        headers: Headers = ()
        if address.company is not None:  # [M] addresses without a company are not counted
            verdict = self._meter.take(grant.app.client_id, address.company, self._world.clock.now())
            if not verdict.allowed:
                return Outcome(Answer(429, headers=verdict.headers), address.company, False)
            headers = verdict.headers
        answer = self._resource(call, address, grant, company)
        answer = Answer(answer.status, answer.body, answer.content_type, answer.headers + headers)
        return Outcome(answer, address.company, address.company is not None)

    def _resource(self, call: Call, address: Address, grant: Grant, company: Company | None) -> Answer:
        try:
            target = parse_target(address)
            if call.method not in writing.methods(target, self._writers):
                raise writing.method_not_allowed(target, self._writers)
            return self._serve(call, target, self._view(call, address, grant, company))
        except ODataError as error:
            return failure(error)

    def _view(self, call: Call, address: Address, grant: Grant, company: Company | None) -> reading.View:
        country = (company or self._world.companies[grant.user.current]).country.strip()
        place = wire.Place(call.origin, address.company, f"{country}001")
        return reading.View(self._world, grant.user, company, place, self._virtuals, grant.app)

    def _serve(self, call: Call, target: Target, view: reading.View) -> Answer:
        if call.method == "GET":
            if not target.count:
                require_json(call)
            return reading.read(view, target, parse_options(call.query))
        if call.method == "POST":
            require_json(call)
        return writing.write(view, target, call, self._writers)
