"""Subscriptions, and the messages that a receiver on a socket of its own gets."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from tests.sandbox.seeded import DIVISION
from tests.sandbox.small_exact import CLIENT, REDIRECT, SECRET, Client, Reply
from tests.worlds import seeded_world

from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import App, Settings, create_app, running

SUBSCRIPTIONS = f"/api/v1/{DIVISION}/webhooks/WebhookSubscriptions"
ACCOUNTS = f"/api/v1/{DIVISION}/crm/Accounts"
SIGNED = "for the receiver"  # the sandbox's own, worth nothing


@dataclass
class Receiver:
    """What arrives at a callback address; `answers` are used up first, then everything is answered by 200."""

    url: str = ""
    bodies: list[str] = field(default_factory=list[str])
    answers: list[int] = field(default_factory=list[int])
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.text())
        status = self.answers.pop(0) if self.answers else 200
        self.arrived.set()
        return web.Response(status=status)

    async def have(self, count: int) -> list[dict[str, Any]]:
        """The messages, once there are so many; the empty one of the subscription is left out."""
        while len(self.messages) < count:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 10)
        return self.messages

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies if body]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"{site.name.rstrip('/')}/hook"
    if not receiver.url.startswith("http://127"):
        receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def exact(clock: MovableClock) -> AsyncIterator[Client]:
    world = seeded_world(clock)
    world.apps[CLIENT] = App(CLIENT, SECRET, (REDIRECT,), SIGNED)
    async with (
        running(create_app(world, Settings(auto_consent=True))) as url,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http,
    ):
        client = Client(url, http, world, clock)
        await client.connect()
        yield client


async def post(exact: Client, path: str, body: dict[str, Any]) -> Reply:
    return await exact.send("POST", path, json=body)


async def ahead(exact: Client, minutes: int) -> None:
    reply = await exact.send("POST", "/_sandbox/clock", json={"advance": 60 * minutes})
    assert reply.status == 200


async def webhooks(exact: Client) -> list[dict[str, Any]]:
    return (await exact.get("/_sandbox/webhooks")).json


async def tried(exact: Client, times: int) -> list[dict[str, Any]]:
    """The messages that wait, once each was tried so often; asking lets the sandbox work on."""
    while any(message["attempts"] < times for message in await webhooks(exact)):
        pass
    return await webhooks(exact)


async def settled(exact: Client) -> list[dict[str, Any]]:
    """All messages, once none waits any more."""
    while not all(message["outcome"] for message in await webhooks(exact)):
        pass
    return await webhooks(exact)


async def subscribe(exact: Client, receiver: Receiver, topic: str) -> dict[str, Any]:
    reply = await post(exact, SUBSCRIPTIONS, {"Topic": topic, "CallbackURL": receiver.url})
    assert reply.status == 201, reply.body
    return reply.json["d"]


async def message_of(exact: Client, sent: dict[str, Any]) -> str:
    reply = await post(exact, SUBSCRIPTIONS, sent)
    assert reply.status == 500, reply.body
    assert "Location" not in reply.headers
    return reply.json["error"]["message"]["value"]


async def test_a_new_subscription_is_tried_with_an_empty_post(exact: Client, receiver: Receiver) -> None:
    row = await subscribe(exact, receiver, "Accounts")
    assert receiver.bodies == [""]
    assert (row["Topic"], row["CallbackURL"], row["ClientID"]) == ("Accounts", receiver.url, CLIENT)
    assert (await exact.get(SUBSCRIPTIONS)).json["d"]["results"] == [row]
    assert await message_of(exact, {"Topic": "Accounts", "CallbackURL": receiver.url}) == "Gegeven bestaat reeds."
    assert (await exact.send("DELETE", f"{SUBSCRIPTIONS}(guid'{row['ID']}')")).status == 204
    assert (await exact.get(SUBSCRIPTIONS)).json["d"]["results"] == []


async def test_an_address_that_answers_badly_is_refused(exact: Client, receiver: Receiver) -> None:
    receiver.answers = [503]
    sentence = await message_of(exact, {"Topic": "Items", "CallbackURL": receiver.url})
    assert sentence == "Ongeldig: Post to callback URL endpoint returns 503 Service Unavailable"
    assert (await exact.get(SUBSCRIPTIONS)).json["d"]["results"] == []
    await subscribe(exact, receiver, "Items")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Verplicht: Topic\r\nVerplicht: Callback URL"),
        ({"Topic": "Weather", "CallbackURL": "https://hub.vendor.example/x"}, "Ongeldig: Topic"),
        ({"Topic": "Accounts", "CallbackURL": "http://hub.vendor.example/x"}, "Ongeldig: Callback URL"),
        ({"Topic": "Accounts", "CallbackURL": "https://elsewhere.example/x"}, "Ongeldig: Callback URL"),
        ({"Topic": "Accounts", "CallbackURL": "ftp://127.0.0.1/x"}, "Ongeldig: Callback URL"),
    ],
)
async def test_what_a_subscription_needs(exact: Client, sent: dict[str, Any], sentence: str) -> None:
    assert await message_of(exact, sent) == sentence


async def test_a_message_tells_the_key_and_is_signed(exact: Client, receiver: Receiver) -> None:
    await subscribe(exact, receiver, "Accounts")
    made = (await post(exact, ACCOUNTS, {"Name": "Molen B.V."})).json["d"]["ID"]
    await receiver.have(1)
    text = receiver.bodies[-1]
    content = text[text.index(":") + 1 : text.rindex(',"HashCode"')]
    code = hmac.new(SIGNED.encode(), content.encode(), hashlib.sha256).hexdigest().upper()
    address = f"{exact.url}{ACCOUNTS}(guid'{made}')"
    assert text == (
        f'{{"Content":{{"Topic":"Accounts","ClientId":"{CLIENT}","Division":{DIVISION},"Action":"Create","Key":"{made}",'
        f'"ExactOnlineEndpoint":"{address}","EventCreatedOn":"2026-03-02T10:00:05.000"}},"HashCode":"{code}"}}'
    )


async def test_changes_and_deletions_are_told(exact: Client, receiver: Receiver) -> None:
    await subscribe(exact, receiver, "Accounts")
    made = (await post(exact, ACCOUNTS, {"Name": "Molen B.V."})).json["d"]["ID"]
    await exact.send("PUT", f"{ACCOUNTS}(guid'{made}')", json={"Name": "Nieuwe Molen B.V."})
    await exact.send("DELETE", f"{ACCOUNTS}(guid'{made}')")
    told = await receiver.have(3)
    assert [message["Content"]["Action"] for message in told] == ["Create", "Update", "Delete"]


async def test_lines_are_told_as_their_entry(exact: Client, receiver: Receiver) -> None:
    for topic in ("PurchaseEntries", "FinancialTransactions", "Documents"):
        await subscribe(exact, receiver, topic)
    supplier = (await exact.get(f"{ACCOUNTS}?$filter=IsSupplier%20eq%20true&$top=1")).json["d"][0]["ID"]
    accounts = f"/api/v1/{DIVISION}/financial/GLAccounts?$filter=Type%20eq%20121&$top=1"
    account = (await exact.get(accounts)).json["d"][0]["ID"]
    line = {"GLAccount": account, "AmountFC": 10}
    entries = f"/api/v1/{DIVISION}/purchaseentry/PurchaseEntries"
    reply = await post(exact, entries, {"Supplier": supplier, "Journal": "60", "PurchaseEntryLines": [line]})
    entry = reply.json["d"]["EntryID"]
    told = [message["Content"] for message in await receiver.have(3)]
    assert {(content["Topic"], content["Action"]) for content in told} == {
        ("PurchaseEntries", "Create"),
        ("FinancialTransactions", "Create"),
        ("Documents", "Create"),
    }
    await post(exact, f"/api/v1/{DIVISION}/purchaseentry/PurchaseEntryLines", {**line, "EntryID": entry})
    for content in [message["Content"] for message in await receiver.have(5)][3:]:
        assert (content["Action"], content["Key"]) == ("Update", entry)


async def test_a_failed_message_comes_again_when_the_clock_says_so(exact: Client, receiver: Receiver) -> None:
    await subscribe(exact, receiver, "Accounts")
    receiver.answers = [500] * 10
    await post(exact, ACCOUNTS, {"Name": "Molen B.V."})
    for retry in range(1, 11):
        (waiting,) = await tried(exact, retry)
        due = datetime.fromisoformat(waiting["due"])
        assert due - exact.clock.now() == timedelta(minutes=2**retry)
        await ahead(exact, 2**retry)
    await receiver.have(11)
    assert len(set(receiver.bodies[1:])) == 1
    await settled(exact)


async def test_a_message_is_given_up_after_ten_more_tries(exact: Client, receiver: Receiver) -> None:
    await subscribe(exact, receiver, "Accounts")
    receiver.answers = [500] * 50
    await post(exact, ACCOUNTS, {"Name": "Molen B.V."})
    for tries in range(1, 11):
        await tried(exact, tries)
        await ahead(exact, 2**10)
    (over,) = await settled(exact)
    assert (over["outcome"], over["attempts"], over["status"]) == ("given up", 11, 500)


async def test_properties_without_a_mark_raise_nothing(exact: Client, receiver: Receiver) -> None:
    made = (await post(exact, ACCOUNTS, {"Name": "Molen B.V."})).json["d"]["ID"]
    await subscribe(exact, receiver, "Accounts")
    for change in ({"BSN": "123456782"}, {"Name": "Nieuwe Molen B.V."}):
        reply = await exact.send("PUT", f"{ACCOUNTS}(guid'{made}')", json=change)
        assert reply.status == 204, reply.body
    told = await receiver.have(1)
    await settled(exact)
    assert [message["Content"]["Action"] for message in told] == ["Update"]
