"""`/docs/XMLUpload.aspx`: the XML interface, of which the sandbox has the topic MatchSets.

    POST /docs/XMLUpload.aspx?Topic=MatchSets&_Division_=123
    <eExact><MatchSets><MatchSet>
      <GLAccount code="1600"/><Account code="12"/>
      <MatchLines>
        <MatchLine finyear="2026" finperiod="2" journal="60" entry="26600012" amountdc="-121.00"/>
        <MatchLine finyear="2026" finperiod="3" journal="20" entry="26200004" amountdc="121.00"/>
      </MatchLines>
      <WriteOff type="0"/>
    </MatchSet></MatchSets></eExact>

Amounts have the sign of the ledger lines [H: an export and two clients]. Without `WriteOff` they have to sum to zero;
with type 0 the difference stays open [M: a client that books part payments]; as type 1 it is booked as a payment
discount, 3 a payment difference, 4 an exchange difference [M: another client], on the company's own ledger account
unless `GLAccount` names one, with `Description`, `Date`, `FinYear` and `FinPeriod` where they are given. Each set is
answered by a message of type 0 error or 2 success (1 is a warning, 3 fatal) [H], under HTTP 200 also when sets are
refused [M].
"""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat  # the tree's own parser would read entities
from xml.sax.saxutils import escape, quoteattr

from unibooks.connectors.exact.target import Account, GLAccount, TransactionLine
from unibooks.sandbox.exact import access
from unibooks.sandbox.exact.api import Outcome, failure, login_page
from unibooks.sandbox.exact.books import closing, differences, matching, texts
from unibooks.sandbox.exact.books.amounts import cents, sane
from unibooks.sandbox.exact.books.differences import WriteOff
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.limits import Meter
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.state import Refused, Row, World, Write

TOPIC: Final = "MatchSets"
#: What `WriteOff/@type` stands for [M], beside 0.
WRITE_OFFS: Final = {"1": differences.DISCOUNT, "3": differences.PAYMENT, "4": differences.EXCHANGE}
ERROR, SUCCESS, FATAL = 0, 2, 3

_XML: Final = "text/xml; charset=utf-8"
_ENVELOPE: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\r\n'
    '<eExact xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="eExact-XML.xsd">\r\n'
    "  <Messages>{messages}\r\n  </Messages>\r\n</eExact>\r\n"
)
_MESSAGE: Final = (
    '\r\n    <Message type="{kind}">\r\n      <Topic code={topic} node="MatchSet" />\r\n      <Date>{date}</Date>\r\n'
    "      <Description>{text}</Description>\r\n    </Message>"
)


class XmlUpload:
    """Takes XML from an app under its token and the company's rate limits [I]."""

    def __init__(self, world: World, consents: Consents, meter: Meter) -> None:
        self._world = world
        self._consents = consents
        self._meter = meter

    def handle(self, call: Call) -> Outcome:
        """Answer an upload; the company is the one that the address names, else the user's current one [I]."""
        bearer = self._consents.bearer(call.bearer)
        if bearer is None or not bearer.live:
            return Outcome(login_page(call), None, False)
        grant, params = bearer.grant, call.params()
        named = params.get("_Division_", str(grant.user.current))
        company = next((found for found in self._world.companies.values() if str(found.code) == named), None)
        if company is None or company.code not in grant.companies or company.code not in grant.user.companies:
            return Outcome(failure(errors.no_access()), None, False)
        try:
            access.check_people(grant.user, company)
        except errors.ODataError as refused:
            return Outcome(failure(refused), company.code, False)
        verdict = self._meter.take(grant.app.client_id, company.code, self._world.clock.now())
        if not verdict.allowed:
            return Outcome(Answer(429, headers=verdict.headers), company.code, False)
        if params.get("Topic", "") != TOPIC:
            text = f"Not Found (sandbox: the only topic is {TOPIC})"
            answer = Answer(404, text.encode("ascii"), "text/plain")
        else:
            answer = Answer(200, upload(Write(self._world, company, grant.user), call.body), _XML)
        return Outcome(Answer(answer.status, answer.body, answer.content_type, verdict.headers), company.code, True)


def upload(write: Write, body: bytes) -> bytes:
    """Match the sets of a document, each for itself, and say of each how it went."""
    try:
        root = parse(body)
    except ValueError as error:
        return _answer(write, [(FATAL, str(error))])
    messages: list[tuple[int, str]] = []
    for found in root.findall("./MatchSets/MatchSet"):
        try:
            messages.append((SUCCESS, _match(write, found)))
        except Refused as refused:
            messages.append((ERROR, str(refused)))
    return _answer(write, messages)


def parse(body: bytes) -> Element:
    """The document's root, `eExact`.

    Raises:
        ValueError: it is not XML, has another root, or declares a document type, which could hold entities [I].
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise ValueError(f"XML: {error}") from None
    root = builder.close()
    if root.tag != "eExact":
        raise ValueError("XML: eExact expected")
    return root


def _refuse_declaration(*_: object) -> None:
    raise ValueError("XML: DOCTYPE is not allowed")


def _answer(write: Write, messages: list[tuple[int, str]]) -> bytes:
    date = write.world.local(write.company).replace(microsecond=0).isoformat()
    written = [
        _MESSAGE.format(kind=kind, topic=quoteattr(TOPIC), date=date, text=escape(text)) for kind, text in messages
    ]
    return _ENVELOPE.format(messages="".join(written)).encode()


def _match(write: Write, found: Element) -> str:
    gl, relation = _code(found, "GLAccount"), _code(found, "Account")
    faults = texts.Faults(write.user)
    account = write.company[GLAccount].first("Code", gl)
    if account is None:
        faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    elif account["Type"] not in matching.CONTROL_ACCOUNTS:
        faults.add(texts.NOT_ALLOWED, texts.GL_ACCOUNT)
    party = write.company[Account].first("Code", Account.Code.pad(relation))
    if party is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    given = found.find("WriteOff")
    write_off = None if given is None or given.get("type") == "0" else _write_off(write, given, faults)
    faults.stop()
    if account is None or party is None:
        raise LookupError("faults stop here")
    claims: dict[uuid.UUID, Decimal | None] = {}
    for line in found.findall("./MatchLines/MatchLine"):
        _claim(write, account, party, line, claims, faults)
    faults.stop()
    made = matching.match(write, claims, rest_open=given is not None, write_off=write_off)
    return texts.MATCHED.to(write.user).format(gl=gl, account=Account.Code.pad(relation), count=len(made.parts))


def _write_off(write: Write, given: Element, faults: texts.Faults) -> WriteOff:
    kind = WRITE_OFFS.get(given.get("type", ""))
    if kind is None:
        faults.add(texts.INVALID, texts.TYPE)
    code = _code(given, "GLAccount")
    account = write.company[GLAccount].first("Code", code) if code else None
    if code and account is None:
        faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    if _text(given, "VATCorrection").lower() in {"1", "true"}:
        faults.say("Sandbox: VATCorrection of a WriteOff cannot be booked here.")
    day: datetime | None = None
    numbers: dict[str, int | None] = {"FinYear": None, "FinPeriod": None}
    try:
        day = datetime.fromisoformat(_text(given, "Date")).replace(tzinfo=None) if _text(given, "Date") else None
        numbers = {name: int(_text(given, name)) if _text(given, name) else None for name in numbers}
    except ValueError:
        faults.add(texts.INVALID, texts.PERIOD)
    text = _text(given, "Description") or None
    if len(text or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    return WriteOff(kind or differences.PAYMENT, account, text, day, numbers["FinYear"], numbers["FinPeriod"])


def _text(found: Element, name: str) -> str:
    return (found.findtext(name) or "").strip()


def _code(found: Element, name: str) -> str:
    child = found.find(name)
    return "" if child is None else child.get("code", "").strip()


def _claim(
    write: Write,
    account: Row,
    party: Row,
    line: Element,
    claims: dict[uuid.UUID, Decimal | None],
    faults: texts.Faults,
) -> None:
    """Find the ledger line that a MatchLine means: open, of this entry, with this amount or a larger one."""
    given = line.get("amountdc")
    amount: Decimal | None = None
    if given is not None:
        try:
            amount = Decimal(given)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not sane(amount) or amount != cents(amount):
            faults.add(texts.INVALID, texts.AMOUNT)
            return
    candidates = [row for row in _lines(write, account, party, line) if row["ID"] not in claims]
    lefts = [(matching.open_amounts(write.company, row)[0], row) for row in candidates]
    chosen = [row for left, row in lefts if left and amount in (None, left)] or [
        row for left, row in lefts if left and amount and (amount > 0) == (left > 0) and abs(amount) <= abs(left)
    ]
    if not chosen:
        faults.say(
            texts.TERM_NOT_FOUND.to(write.user).format(
                gl=account["Code"],
                account=party["Code"].strip(),
                year=line.get("finyear", ""),
                period=line.get("finperiod", ""),
            )
        )
        return
    claims[chosen[0]["ID"]] = amount


def _lines(write: Write, account: Row, party: Row, line: Element) -> list[Row]:
    """The lines of the entry on this account and relation, none in a closed period [M]."""
    wanted = tuple(line.get(name, "").strip() for name in ("finyear", "finperiod", "journal", "entry"))
    return [
        row
        for row in write.company[TransactionLine].where("Account", party["ID"])
        if row["GLAccount"] == account["ID"]
        and wanted
        == (str(row["FinancialYear"]), str(row["FinancialPeriod"]), row["JournalCode"], str(row["EntryNumber"]))
        and not closing.is_closed(write.company, row["FinancialYear"], row["FinancialPeriod"], row["JournalCode"])
    ]
