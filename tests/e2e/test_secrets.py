"""A day at work with logs at their most talkative: no secret of it is written anywhere but into the vault, sealed."""

from __future__ import annotations

import base64
import json
import logging
import re
import shutil
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import pytest_asyncio
import structlog
from tests.e2e.stack import CALLBACK, SYSTEM, Answer, Stack, running_stack
from tests.e2e.test_connecting import code_for, foreign_grant, selected, take_over

from unibooks.api.logs import configure_logs
from unibooks.core.clock import MovableClock
from unibooks.core.outbound import Outbound
from unibooks.core.secret import Secret
from unibooks.sandbox.exact.oauth import Consents
from unibooks.settings import Settings
from unibooks.store.engine import create_engine
from unibooks.vault import authorisation, selection
from unibooks.vault.ring import add_key, load_ring
from unibooks.vault.rotation import rotate
from unibooks.vault.tenants import list_tenants, signing_secret
from unibooks.vault.vault import Vault

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SUPPLIER = {"contactType": "COMPANY", "companyName": "Drukkerij De Letterbak B.V.", "vatId": "NL800123451B01"}

Seen = dict[str, list[str]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Every state, code and token of the test, noted where it is made."""
    noted: Seen = {"state": [], "code": [], "access_token": [], "refresh_token": []}
    code, token, state = Consents.issue_code, Consents.token, authorisation.make_state

    def noted_token(self: Consents, form: dict[str, str]) -> dict[str, str]:
        answer = token(self, form)
        for name in ("access_token", "refresh_token"):
            noted[name].append(answer[name])
        return answer

    def noted_code(self: Consents, *details: Any) -> str:
        noted["code"].append(code(self, *details))
        return noted["code"][-1]

    def noted_state() -> Secret:
        made = state()
        noted["state"].append(made.reveal())
        return made

    monkeypatch.setattr(Consents, "token", noted_token)
    monkeypatch.setattr(Consents, "issue_code", noted_code)
    for module in (authorisation, selection):
        monkeypatch.setattr(module, "make_state", noted_state)
    return noted


@contextmanager
def written() -> Iterator[Callable[[Settings, MovableClock], StringIO]]:
    """What this process logs, in JSON and down to the last detail."""
    root, stream = logging.getLogger(), StringIO()
    before = root.handlers[:], root.level

    def begin(settings: Settings, clock: MovableClock) -> StringIO:
        loud = settings.model_copy(update={"log_level": "debug", "log_format": "json"})
        configure_logs(loud, clock, stream)
        return stream

    yield begin
    root.handlers[:], root.level = before
    structlog.reset_defaults()


@pytest.fixture
def database(sqlite_template: Path, tmp_path: Path) -> Path:
    """A migrated SQLite file."""
    return Path(shutil.copyfile(sqlite_template, tmp_path / "unibooks.db"))


@pytest_asyncio.fixture
async def logged(database: Path, tmp_path: Path, seen: Seen) -> AsyncGenerator[tuple[Stack, StringIO]]:
    """The running installation and its log."""
    async with running_stack(f"sqlite:///{database}", tmp_path) as stack:
        with written() as begin:
            yield stack, begin(stack.services.settings, stack.clock)


def bill(supplier_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "contactId": supplier_id,
        "billDate": "2026-02-27",
        "currency": "EUR",
        "lineItems": [{"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"}],
        "files": [{"fileName": "factuur.pdf", "content": base64.b64encode(PDF).decode()}],
    } | changes


async def day_of_work(stack: Stack) -> list[Answer]:
    """What a customer's day consists of; gives the answers, good and bad."""
    assert (await replace(stack, company="").call("POST", "/tenants/signing-secret")).status == 201
    await stack.connect(include_signature="true")
    answers = [await stack.call("GET", f"/accounting/{name}") for name in ("accounts", "suppliers", "bills")]
    supplier = await stack.call("POST", "/accounting/suppliers", json=SUPPLIER)
    send = [bill(supplier.data["id"]), bill(supplier.data["id"], currency="XXY", totalGrossAmount=1)]
    answers += [supplier, *[await stack.call("POST", "/accounting/bills", json=body) for body in send]]
    stack.clock.move(minutes=11)
    await stack.fault("lost", method="POST", path=".*/PurchaseEntries$", times=1)
    answers.append(await stack.call("POST", "/accounting/bills", json=bill(supplier.data["id"])))
    stack.clock.move(minutes=5)
    await stack.fault("unauthorised", times=1, path="/api/v1/.*")
    answers.append(await stack.call("GET", "/accounting/accounts"))
    stack.clock.move(minutes=11)
    await stack.fault("maintenance", times=1, path="/api/oauth2/token")
    answers.append(await stack.call("GET", "/accounting/accounts"))
    return answers


async def evening(stack: Stack, seen: Seen, ring: Path) -> list[Answer]:
    """What a vendor does with its own things: a new client secret, keys posted to a server, a grant taken over, a new ring."""
    vendor = replace(stack, company="")
    rotated = "a-client-secret-of-this-evening"
    stack.world.apps["demo-app"] = replace(stack.world.apps["demo-app"], client_secret=rotated)
    app = {"targetSystem": SYSTEM, "clientId": "demo-app", "clientSecret": rotated, "customValues": []}
    answers = [await vendor.call("POST", "/tenants/register-system", json=app)]
    await stack.services.outbound.close()
    stack.services.outbound = Outbound(private=True)
    hook = {"webhookCallbackUrl": "http://127.0.0.1:1/hook", "callbackUrl": CALLBACK}
    answers.append(await vendor.call("POST", f"/auth/{SYSTEM}", json=hook))
    async with stack.http.get(await code_for(stack, answers[-1].body), allow_redirects=False) as end:
        assert end.headers["Location"].startswith(CALLBACK)
    token = await foreign_grant(stack)
    answers.append(await take_over(stack, refreshToken=token))
    stack.clock.move(minutes=11)
    answers.append(await take_over(stack, refreshToken=token))
    seen["imported"] = [token, rotated]
    seen["keys"] = [parse_qs(urlsplit(await selected(stack, 1)).query)["accountKey"][0]]
    add_key(ring)
    newer = Vault(create_engine(stack.services.settings.database_url), load_ring(None, ring), stack.clock)
    assert sum(one.done for one in await rotate(newer)) > 0
    await newer.engine.dispose()
    # As if the server had been started again.
    for keeper in (stack.services.vault, *stack.services.vault._grants.values()):
        vars(keeper)["ring" if keeper is stack.services.vault else "_ring"] = newer.ring
    answers.append(await stack.call("GET", "/accounting/accounts"))
    return answers


async def wrong_turns(stack: Stack, seen: Seen) -> list[Answer]:
    """Keys, states and codes that are used where they do not open anything."""
    state, code, key = seen["state"][0], seen["code"][-1], stack.account_key
    callback = f"/auth/callback/{SYSTEM}"
    swapped = {"X-API-KEY": key, "X-ACCOUNT-KEY": stack.api_key}
    started = await stack.call("GET", f"/auth/{SYSTEM}")
    fresh = parse_qs(urlsplit(started.body).query)["state"][0]
    return [
        await stack.call("GET", "/accounting/accounts", keys=swapped),
        await stack.call("GET", "/accounting/bills", params={"accountKey": key, "apiKey": stack.api_key}),
        await stack.call("GET", callback, params={"state": state, "code": code}),
        await stack.call("GET", callback, params={"state": fresh, "code": code}),
        await stack.call("GET", callback, params={"state": fresh, "error": "access_denied"}),
        await stack.call("POST", "/accounting/bills", data=json.dumps({"contactId": 5})[:-1]),
    ]


def forms(secret: str) -> set[str]:
    """A text as it may stand in a URL, in JSON and in a list of bytes."""
    return {secret, quote(secret, safe=""), json.dumps(secret)[1:-1], base64.b64encode(secret.encode()).decode()}


def told(text: str, secrets: list[str]) -> list[str]:
    return [form for secret in secrets for form in forms(secret) if form in text]


async def test_no_secret_of_a_day_is_written_down(
    logged: tuple[Stack, StringIO], database: Path, seen: Seen, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stack, stream = logged
    answers = await day_of_work(stack)
    assert {answer.status for answer in answers} >= {200, 201, 400, 401, 503}, [a.body for a in answers]
    answers += await wrong_turns(stack, seen)
    answers += await evening(stack, seen, tmp_path / "vault.keys")
    assert all(seen.values()), "each kind of secret was used"
    assert len(seen["access_token"]) >= 3, "tokens were refreshed"
    tenant = (await list_tenants(stack.services.vault))[0].id
    signing = await signing_secret(stack.services.vault, tenant)
    assert signing is not None
    own = [
        stack.api_key,
        stack.account_key,
        "demo-secret",
        signing.reveal(),
    ]
    ring = [line.partition(":")[2] for line in (tmp_path / "vault.keys").read_text().split()]
    assert len(ring) == 2
    secrets = [*own, *ring, *(one for several in seen.values() for one in several)]

    log = stream.getvalue() + "".join(capfd.readouterr())
    assert '"route": "/accounting/bills"' in log
    assert '"tokens refreshed"' in log
    assert '"the account key was not delivered"' in log
    assert told(log, secrets) == []

    files = [database, *database.parent.glob("unibooks.db-*")]
    assert told("".join(file.read_bytes().decode("latin-1") for file in files), secrets) == []

    for answer in answers:
        if answer.status >= 400:
            # The link for connecting again carries its own fresh state, which is what it is for.
            text = re.sub(r'"connectUrl": "[^"]*"', "", json.dumps(answer.body))
            assert told(text, [one for one in secrets if one != stack.account_key]) == [], text

    services, vault = stack.services, stack.services.vault
    inside = [services, services.settings, vault, vars(services), vars(vault), *map(vars, vault._grants.values())]
    inside += [vars(kept) for kept in (vault.tenants, vault.apps, vault.connections)]
    assert told(repr(inside), secrets) == []


def test_settings_show_no_password_of_the_database() -> None:
    settings = Settings(database_url="postgresql://books:hush-hush@127.0.0.1/books")
    assert "hush-hush" not in repr(settings) + str(settings)
    assert settings.database_url.startswith("postgresql://books:hush-hush@")
