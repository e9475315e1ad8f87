"""Bad input to every write of every resource: told whole, at the caller's own paths, with the cure, and never sent to Exact.

The faults are derived from the models and the mapping tables, so that a new field is asked after without anybody thinking of
it. What only one resource knows (a closed period, a blocked account) stands in the tests of its own faults.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest_asyncio
from tests.e2e.faulty import ROUNDS, containers, fields, put, stands, without
from tests.e2e.good_bodies import Good, prepared
from tests.e2e.stack import Stack, running_stack
from tests.readings import sandbox_settings

from unibooks.accounting.base import Operation, Resource, Write
from unibooks.accounting.registry import RESOURCES
from unibooks.accounting.types import TEXT
from unibooks.connectors.exact.resources import MAPPINGS
from unibooks.core.demands import lengths_of, required_of
from unibooks.core.family import tables_of
from unibooks.core.shapes import shapes
from unibooks.core.sources import Ref
from unibooks.sandbox.exact.limits import LimitRules

NOBODY: Final = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
#: A refusal says what would be right: what the value must be, what there is to choose from, or what to do.
CURE: Final = re.compile(r"must|required|missing|at most|send|give|leave|write|choose|shorten|list|it has|take|has |;")
#: What no caller should have to read.
JARGON: Final = re.compile(r"Input should|validation|NoneType|pydantic|Traceback|<class|Edm\.|msgspec")
#: Fields that name a record of the company.
NAMING: Final = re.compile(r"(Id|(?<!postal)Code|accountNumber)$")
#: What Exact does not do at all, whatever the body says.
NOT_OFFERED: Final = {("payments", "patch")}


@dataclass(frozen=True)
class Way:
    """One write, and a body for it that is right."""

    resource: Resource
    operation: Operation
    path: str
    body: dict[str, Any]

    @property
    def model(self) -> type[Write]:
        """Of its body."""
        return self.resource.body_of(self.operation)

    @property
    def new(self) -> dict[str, str]:
        """What a second record of the same kind cannot share with the first."""
        return {"code": "OTHER"} if "code" in self.body and self.operation.verb == "create" else {}

    def __str__(self) -> str:
        return f"{self.resource.name} {self.operation.verb}"


@dataclass(frozen=True)
class Ready:
    """A running installation in which there is one record of everything that can be written."""

    stack: Stack
    good: Good

    def ways(self, *verbs: str) -> Iterator[Way]:
        """Every write of these verbs."""
        for resource in RESOURCES:
            for operation in resource.operations:
                if operation.verb in verbs:
                    path = resource.path_of(operation).format(**self.good.places[resource.name])
                    patch = self.good.patches.get(resource.name) if operation.verb == "patch" else None
                    yield Way(resource, operation, path, patch or self.good.bodies[resource.name])

    def writes(self) -> Iterator[Way]:
        """Every write with a body that Exact does at all."""
        for way in self.ways("create", "update", "patch"):
            if (way.resource.name, way.operation.verb) not in NOT_OFFERED:
                yield way

    async def complaints(self, way: Way, body: Any, *expected: str, alone: bool = False) -> list[str]:
        """What is not as it should be about the refusal of a body.

        Args:
            way: where it is sent.
            body: JSON, or bytes as they are.
            expected: the fields that are wrong.
            alone: whether no field may be named that lies elsewhere.
        """
        await self.stack.forget_calls()
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = await self.stack.call(way.operation.method, way.path, data=io.BytesIO(sent))
        if answer.status != 400:
            return [f"{way}: {answer.status} for {expected}: {str(answer.body)[:300]}"]
        found = [f"{way}: {field} is not named: {answer.fields}" for field in expected if field not in answer.fields]
        if alone:
            found += [
                f"{way}: {field} is named as well"
                for field in answer.fields
                if not any(one.startswith(field) or field.startswith(one) for one in expected)
            ]
        for fault in answer.body["errors"]["validationErrors"]:
            said = fault["message"]
            if len(said) < 10 or len(said) > 600 or JARGON.search(said) or not CURE.search(said):
                found.append(f"{way}: {fault['field']} has no cure: {said[:200]}")
        return found + [f"{way}: {call}" for call in await self.counted()]

    async def counted(self) -> list[str]:
        """Calls that wrote something, or that Exact counts as wrong."""
        calls = await self.stack.exact_calls()
        return [str(call)[:300] for call in calls if call["method"] != "GET" or call["status"] != 200]


@pytest_asyncio.fixture
async def ready(sqlite_template: Path, tmp_path: Path) -> AsyncGenerator[Ready]:
    """On SQLite alone, since no body reaches the database; without quotas, which a thousand calls use up."""
    database = tmp_path / "unibooks.db"
    shutil.copyfile(sqlite_template, database)
    settings = sandbox_settings(auto_consent=True, limits=LimitRules(minute=10**6, day=10**6))
    async with running_stack(f"sqlite:///{database}", tmp_path, settings) as stack:
        yield Ready(stack, await prepared(stack))


NO_OBJECT: Final = (b"", b"{", b"[]", b'[{"name": "x"}]', b'"x"', b"7", b"null", b"\xff\xfe", b'{"a": 1, "a": 2}')


async def test_what_is_no_object_is_refused(ready: Ready) -> None:
    found: list[str] = []
    for way in ready.ways("create", "update", "patch"):
        for content in NO_OBJECT:
            found += await ready.complaints(way, content, "body", alone=True)
    assert found == []


async def test_every_wrong_value_is_named_at_once(ready: Ready) -> None:
    found: list[str] = []
    for way in ready.ways("create", "update", "patch"):
        for turn in range(ROUNDS):
            body: Any = {}
            for field in fields(way.model):
                body = put(body, field.path, field.wrong()[turn % len(field.wrong())])
            found += await ready.complaints(way, body, *(field.path for field in fields(way.model)), alone=True)
    assert found == []


async def test_lists_and_objects_are_told_apart(ready: Ready) -> None:
    found: list[str] = []
    for way in ready.ways("create", "update", "patch"):
        for path, many in containers(way.model):
            others: tuple[Any, ...] = ("x", 7, {"no": 1} if many else ["no"])
            for value in others:
                found += await ready.complaints(way, put(way.body, path, value), path)
            if many:
                found += await ready.complaints(way, put(way.body, path, [None]), f"{path}[0]")
    assert found == []


async def test_what_is_missing_is_named(ready: Ready) -> None:
    """Left out of what creates or replaces; emptied by what merges, where the record cannot do without it."""
    found: list[str] = []
    for way in ready.writes():
        tables = tables_of(MAPPINGS[way.resource.name])
        never_empty = {name for table in tables for name in table.required}
        known = {field.path: field for field in fields(way.model)} | dict.fromkeys(
            path for path, _ in containers(way.model)
        )
        for field in (name.replace("[]", "[0]") for name in required_of(MAPPINGS[way.resource.name])):
            if field not in known:
                continue
            holder = field.rpartition(".")[0]
            if holder:
                found += await ready.complaints(way, put(way.body, holder, {}), field)
            elif way.operation.verb != "patch":
                found += await ready.complaints(way, without(way.body, field), field)
            elif any(shapes(way.model)[name].alias == field for name in never_empty if name in shapes(way.model)):
                found += await ready.complaints(way, put(way.body, field, None), field)
    assert found == []


async def test_texts_that_are_too_long_are_named_at_once(ready: Ready) -> None:
    found: list[str] = []
    for way in ready.writes():
        known = {field.path: field for field in fields(way.model)}
        body, long = {**way.body, **way.new}, list[str]()
        for name, most in lengths_of(MAPPINGS[way.resource.name]).items():
            field = known.get(name.replace("[]", "[0]"))
            if field is not None and (not field.holder or stands(way.body, field.holder)):
                body = put(body, field.path, "1" * (most + 1))
                long.append(field.path)
        if long:
            found += await ready.complaints(way, body, *long, alone=True)
    assert found == []


async def test_a_refusal_does_not_give_back_a_book(ready: Ready) -> None:
    found: list[str] = []
    for way in ready.writes():
        body = way.body
        for field in fields(way.model):
            if field.plain and field.shape.kind is TEXT and (not field.holder or stands(way.body, field.holder)):
                body = put(body, field.path, "much " * 2000)
        found += await ready.complaints(way, body)
    assert found == []


async def test_what_is_not_there_is_named_or_warned_of(ready: Ready) -> None:
    """A record that nobody has is a fault; where Exact keeps no such thing, a warning. Nothing vanishes."""
    found: list[str] = []
    for way in ready.writes():
        table = tables_of(MAPPINGS[way.resource.name])[0]
        for field in fields(way.model):
            if NAMING.search(field.path) is None or (field.holder and not stands(way.body, field.holder)):
                continue
            body = put(way.body, field.path, NOBODY)
            answer = await ready.stack.call(way.operation.method, way.path, json=body)
            said: Sequence[str] = (answer.body["meta"]["warnings"] or ()) if answer.status < 300 else ()
            if isinstance(table.fields.get(field.name), Ref) or not any(t.startswith(f"{field.path}:") for t in said):
                found += await ready.complaints(way, body, field.path)
    assert found == []


async def test_unknown_keys_are_warned_of_and_the_rest_is_written(ready: Ready) -> None:
    """At every level, and by the path: it shows besides that the bodies of these tests are right but for what they get wrong."""
    found: list[str] = []
    for way in ready.writes():
        holders = ["", *(path + ("[0]" if many else "") for path, many in containers(way.model))]
        body, strangers = {**way.body, **way.new}, list[str]()
        for holder in holders:
            if not holder or stands(way.body, holder):
                strangers.append(f"{holder}.notOurs" if holder else "notOurs")
                body = put(body, strangers[-1], "x")
        answer = await ready.stack.call(way.operation.method, way.path, json=body)
        if answer.status >= 300:
            found.append(f"{way}: {answer.status} {str(answer.body)[:300]}")
            continue
        said: Sequence[str] = answer.body["meta"]["warnings"] or ()
        found += [f"{way}: {one} vanishes" for one in strangers if f"{one}: is not a field of this API" not in said]
    assert found == []


async def test_records_that_are_not_there_are_not_found(ready: Ready) -> None:
    """Neither an id that nobody has nor one that is none costs an error at Exact."""
    found: list[str] = []
    for way in ready.ways("update", "patch", "delete"):
        own = ready.good.places[way.resource.name][way.resource.parameter]
        for wanted in (NOBODY, "no-id", "0", "%27%20or%20true"):
            await ready.stack.forget_calls()
            body = {} if way.operation.verb == "delete" else {"json": way.body}
            answer = await ready.stack.call(way.operation.method, way.path.replace(own, wanted), **body)
            if answer.status != 404 or len(answer.body["errors"]["message"]) < 20:
                found.append(f"{way} {wanted}: {answer.status} {str(answer.body)[:200]}")
            found += [f"{way} {wanted}: {call}" for call in await ready.counted()]
    assert found == []


async def test_what_exact_does_not_do_is_said_whatever_the_body(ready: Ready) -> None:
    for way in ready.ways("patch"):
        if (way.resource.name, way.operation.verb) in NOT_OFFERED:
            await ready.stack.forget_calls()
            answer = await ready.stack.call(way.operation.method, way.path, json=way.body)
            assert answer.status == 405, answer.body
            assert CURE.search(answer.body["errors"]["message"])
            assert await ready.counted() == []


#: Routes by hand: method, path, body -> the fields that are wrong with it.
BY_HAND: Final[tuple[tuple[str, str, Any, list[str]], ...]] = (
    ("POST", "/accounting/passThrough", {}, ["path", "method"]),
    ("POST", "/accounting/passThrough", {"path": 7, "method": "SEND"}, ["path", "method"]),
    ("POST", "/accounting/passThrough", {"path": "", "method": "GET"}, ["path"]),
    ("POST", "/accounting/passThrough", {"path": "crm/Accounts", "method": "GET", "query": []}, ["query"]),
    ("POST", "/accounting/passThrough", {"path": "crm/Accounts", "method": "POST", "body": "x"}, ["body"]),
    ("POST", "/accounting/files", {"documentDate": "soon"}, ["body"]),
    ("POST", "/tenants/register-system", {}, ["targetSystem", "clientId", "clientSecret"]),
    (
        "POST",
        "/tenants/register-system",
        {"targetSystem": "exact-xx", "clientId": "a", "clientSecret": "b", "notOurs": 1},
        ["notOurs"],
    ),
    (
        "POST",
        "/tenants/register-system",
        {"targetSystem": 1, "clientId": [], "clientSecret": {}},
        ["targetSystem", "clientId", "clientSecret"],
    ),
    ("POST", "/tenants/add-callback-urls", {"callbackUrl": "here"}, ["cancelCallbackUrl"]),
    (
        "POST",
        "/tenants/add-callback-urls",
        {"callbackUrl": "here", "cancelCallbackUrl": "there"},
        ["callbackUrl", "cancelCallbackUrl"],
    ),
)


async def test_the_routes_by_hand(ready: Ready) -> None:
    company = ready.stack.company
    for method, path, body, named in BY_HAND:
        await ready.stack.forget_calls()
        ready.stack.company = "" if path.startswith("/tenants") else company
        answer = await ready.stack.call(method, path, json=body)
        assert (answer.status, answer.fields) == (400, named), answer.body
        assert all(CURE.search(fault["message"]) for fault in answer.body["errors"]["validationErrors"])
        assert await ready.counted() == []


async def test_a_dimension_that_is_none_has_no_values(ready: Ready) -> None:
    await ready.stack.forget_calls()
    for path in ("/accounting/v2/dimensions/Colour", "/accounting/trackingCategories/Colour/options"):
        answer = await ready.stack.call("POST", path, json={"code": "RED", "name": "Red"})
        assert (answer.status, await ready.counted()) == (404, [])
        assert "CostCenter and CostUnit" in answer.body["errors"]["message"]


async def test_a_refusal_is_the_same_on_every_database(stack: Stack) -> None:
    answer = await stack.call("POST", "/accounting/suppliers", json={"contactType": "NOBODY", "companyName": 1})
    assert (answer.status, answer.fields) == (400, ["contactType"])
