"""A small Exact Online of this folder's own: two companies, a handful of rows, writers that only store."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import aiohttp
from yarl import URL

from unibooks.connectors.exact.target import (
    Account,
    DocumentAttachment,
    GLAccount,
    PurchaseEntry,
    PurchaseEntryLine,
)
from unibooks.core.clock import MovableClock
from unibooks.core.target import Entity
from unibooks.sandbox.exact.state import App, Company, Refused, Row, User, World, Write, Writer

CLIENT = "8f0b7c1e-0000-4000-8000-000000000001"
SECRET = "hush"  # the sandbox's own, worth nothing
REDIRECT = "https://vendor.example/callback"
FIRST, SECOND, CLOSED = 101, 102, 103
JSON = {"Accept": "application/json"}


def at(*parts: int) -> datetime:
    """A wall clock, which is what rows hold."""
    return datetime(*parts)


def guid(number: int) -> uuid.UUID:
    """A GUID that spreads its number over all its bytes, so that orders differ."""
    return uuid.UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128, version=4)


def add_account(company: Company, number: int, **values: Any) -> Row:
    """Store a relation; numbers give distinct keys, codes and names."""
    table = company[Account]
    row = table.blank() | {
        "ID": guid(number),
        "Code": Account.Code.pad(str(number)),
        "Name": f"Relation {number}",
        "IsSupplier": number % 2 == 0,
        "Division": company.code,
        "Modified": at(2026, 1, 1 + number % 3, 12, 0, 0, 617000),
        "CreditLineSales": Decimal(number) / 4,
        "CostPaid": 0,
    }
    return table.add(row | values)


def _add_entry(company: Company, number: int, lines: int) -> None:
    entry = company[PurchaseEntry].blank() | {
        "EntryID": guid(5000 + number),
        "Division": company.code,
        "EntryNumber": 26600000 + number,
        "EntryDate": datetime.combine(date(2026, 2, 1), time()),
        "AmountDC": Decimal("121.00"),
        "VATAmountDC": Decimal("21.00"),
        "Modified": at(2026, 2, 1, 9),
    }
    company[PurchaseEntry].add(entry)
    for line in range(lines):
        table = company[PurchaseEntryLine]
        row = table.blank() | {
            "ID": guid(90000 + 1000 * number + line),
            "EntryID": entry["EntryID"],
            "LineNumber": line + 1,
            "AmountFC": Decimal("1.00"),
        }
        table.add(row)


def _company(code: int, name: str) -> Company:
    return Company(code, name, "NL", "EUR", ZoneInfo("Europe/Amsterdam"))


def small_world(clock: MovableClock) -> World:
    """Two open companies and one that the user may not open."""
    world = World(clock)
    for code, name in (
        (FIRST, "Molen Koffie B.V."),
        (SECOND, "Dijk & Zoon B.V."),
        (CLOSED, "Een Ander B.V."),
    ):
        world.companies[code] = _company(code, name)
    anna = User(guid(1), "anna", "Anna de Vries", "anna@molen.example", "nl", (FIRST, SECOND), FIRST)
    bram = User(guid(2), "bram", "Bram Bakker", "bram@molen.example", "en", (FIRST,), FIRST)
    world.users = {user.id: user for user in (anna, bram)}
    world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT, "https://vendor.example/other"))
    company = world.companies[FIRST]
    for number in range(1, 151):
        add_account(company, number)
    for number, lines in ((1, 2), (2, 75)):
        _add_entry(company, number, lines)
    blob = guid(700)
    attachment = company[DocumentAttachment].blank() | {"ID": blob, "FileName": "bill é.pdf", "FileSize": 9}
    company[DocumentAttachment].add(attachment)
    company.blobs[blob] = b"%PDF-1.7\n"
    return world


def _store(entity: type[Entity]) -> Callable[[Write, Row], Row]:
    def create(write: Write, values: Row) -> Row:
        if values.get("Description") == "refuse me" or values.get("Name") == "refuse me":
            raise Refused("Verplicht: Dagboek", "Ongeldige referentie: Leverancier")
        table = write.company[entity]
        plain = {name: value for name, value in values.items() if name in entity.props()}
        row = table.blank() | plain | {entity.key.name: write.world.new_id()}
        return table.add(row)

    return create


def _update(entity: type[Entity]) -> Callable[[Write, Row, Row], None]:
    return lambda write, row, values: (write.company[entity].change(row[entity.key.name], values), None)[1]


def _delete(entity: type[Entity]) -> Callable[[Write, Row], None]:
    return lambda write, row: write.company[entity].remove(row[entity.key.name])


#: Writers that keep no rules: this folder tests the protocol, the books have their own tests.
STORING = {
    Account: Writer(_store(Account), _update(Account), _delete(Account), echoes=False),
    GLAccount: Writer(_store(GLAccount), _update(GLAccount), _delete(GLAccount), echoes=False),
    PurchaseEntry: Writer(_store(PurchaseEntry), _update(PurchaseEntry), _delete(PurchaseEntry)),
    DocumentAttachment: Writer(_store(DocumentAttachment)),
}


@dataclass
class Reply:
    """A whole response."""

    status: int
    headers: Any
    body: bytes
    json: Any = field(default=None)


@dataclass
class Client:
    """A caller on a real socket, with the tokens of one consent."""

    url: str
    http: aiohttp.ClientSession
    world: World
    clock: MovableClock
    access: str = ""
    refresh: str = ""

    async def send(self, method: str, path: str, **options: Any) -> Reply:
        headers = {**JSON, **options.pop("headers", {})}
        if self.access and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.access}"
        url = path if path.startswith("http") else self.url + path
        options.setdefault("allow_redirects", False)
        async with self.http.request(method, URL(url, encoded=True), headers=headers, **options) as response:
            body = await response.read()
            kind = response.headers.get("Content-Type", "")
            parsed = await response.json(content_type=None) if "json" in kind and body else None
            return Reply(response.status, response.headers, body, parsed)

    async def get(self, path: str, **options: Any) -> Reply:
        return await self.send("GET", path, **options)

    async def api(self, path: str, company: int = FIRST, **options: Any) -> Reply:
        return await self.get(f"/api/v1/{company}/{path}", **options)

    async def token(self, **form: str) -> Reply:
        whole = {"client_id": CLIENT, "client_secret": SECRET, **form}
        return await self.send("POST", "/api/oauth2/token", data=whole, headers={"Authorization": ""})

    async def code(self, **query: str) -> str:
        """Consent at once and return the code of the redirect, decoded."""
        asked = {"client_id": CLIENT, "redirect_uri": REDIRECT, "response_type": "code", **query}
        url = URL(self.url + "/api/oauth2/auth").with_query(asked)
        reply = await self.get(str(url))
        assert reply.status == 302, reply.body
        return parse_qs(urlsplit(reply.headers["Location"]).query)["code"][0]

    async def connect(self) -> None:
        """Consent and keep the tokens."""
        reply = await self.token(grant_type="authorization_code", code=await self.code(), redirect_uri=REDIRECT)
        assert reply.status == 200, reply.body
        self.access, self.refresh = reply.json["access_token"], reply.json["refresh_token"]
