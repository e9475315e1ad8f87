"""The sandbox as a stranger's synchronous tests use it: through the fixture, or in a `with` block."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from unibooks.sandbox.controls import Controls
from unibooks.sandbox.testing import ControlError, ExactSandbox, Tokens

pytest_plugins = ["unibooks.sandbox.testing"]

DIVISION = 3187041
START = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def exact_sandbox_options() -> dict[str, Any]:
    return {"at": START, "frozen": True}


@pytest.fixture
def tokens(exact_sandbox: ExactSandbox) -> Tokens:
    return exact_sandbox.tokens()


def ask(
    exact: Controls, token: str, path: str, body: Any = None, method: str = "GET", **options: Any
) -> tuple[int, Any]:
    """One call of the API, as a program of the standard library makes it."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    address = f"{exact.url}/api/v1/{DIVISION}/{path}".replace(" ", "%20")
    request = urllib.request.Request(address, data, headers, method="POST" if data else method)
    try:
        with urllib.request.urlopen(request, timeout=10, **options) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def names(exact: ExactSandbox, token: str, name: str) -> int:
    status, found = ask(exact, token, f"crm/Accounts?$filter=Name eq '{name}'&$select=ID")
    assert status == 200
    return len(found["d"]["results"])


@pytest.mark.parametrize("number", [1, 2])
def test_each_test_begins_anew(exact_sandbox: ExactSandbox, tokens: Tokens, number: int) -> None:
    assert names(exact_sandbox, tokens.access_token, "Overal Nieuw") == 0
    assert ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Overal Nieuw"})[0] == 201
    assert names(exact_sandbox, tokens.access_token, "Overal Nieuw") == 1
    assert exact_sandbox.clock.now() == START
    assert len(exact_sandbox.calls()) == 3
    assert exact_sandbox.limits()["minute"] == 60
    assert exact_sandbox.settings()["refresh_grace"] is False
    assert exact_sandbox.faults() == exact_sandbox.latencies() == []
    exact_sandbox.clock.advance(hours=1)
    exact_sandbox.limits(minute=1)
    exact_sandbox.settings(refresh_grace=True)
    exact_sandbox.fault("500", times=9)
    exact_sandbox.latency(0.001)
    exact_sandbox.register("https://elsewhere.example/", client_id="elsewhere")
    assert [app["client_id"] for app in exact_sandbox.apps()] == [exact_sandbox.client_id, "elsewhere"]
    assert number in (1, 2)


def test_a_client_logs_in_by_itself(exact_sandbox: ExactSandbox) -> None:
    """The whole of OAuth without a browser: consent is automatic, the redirect is looked at and not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    asked = {
        "client_id": exact_sandbox.client_id,
        "redirect_uri": exact_sandbox.redirect_uri,
        "response_type": "code",
        "state": "s",
    }
    with pytest.raises(urllib.error.HTTPError) as sent:
        urllib.request.build_opener(Stay).open(f"{exact_sandbox.url}/api/oauth2/auth?{urlencode(asked)}")
    with sent.value as answer:
        code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": exact_sandbox.redirect_uri,
        "client_id": exact_sandbox.client_id,
        "client_secret": exact_sandbox.client_secret,
    }
    with urllib.request.urlopen(f"{exact_sandbox.url}/api/oauth2/token", urlencode(form).encode()) as answer:
        pair = json.load(answer)
    assert ask(exact_sandbox, pair["access_token"], "crm/Accounts?$top=1&$select=ID")[0] == 200


def test_the_clock(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    path = "crm/Accounts?$top=1&$select=ID"
    assert ask(exact_sandbox, tokens.access_token, path)[0] == 200
    assert exact_sandbox.clock.advance(minutes=10) == START + timedelta(minutes=10)
    assert ask(exact_sandbox, tokens.access_token, path)[0] == 401
    there = datetime(2027, 1, 1, tzinfo=UTC)
    assert exact_sandbox.clock.set(there) == there
    assert exact_sandbox.clock.now() == there, "it stands still"
    exact_sandbox.clock.thaw()
    first = exact_sandbox.clock.now()
    while exact_sandbox.clock.now() == first:
        pass
    exact_sandbox.clock.freeze()
    assert exact_sandbox.clock.now() == exact_sandbox.clock.now()


def test_snapshots(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Een"})
    exact_sandbox.snapshot("one")
    ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Twee"})
    exact_sandbox.snapshot("two")
    exact_sandbox.restore("one")
    assert [names(exact_sandbox, tokens.access_token, name) for name in ("Een", "Twee")] == [1, 0]
    ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Drie"})
    exact_sandbox.restore("two")
    assert [names(exact_sandbox, tokens.access_token, name) for name in ("Een", "Twee", "Drie")] == [1, 1, 0]
    assert exact_sandbox.snapshots() == ["start", "one", "two"]
    exact_sandbox.forget("one")
    with pytest.raises(ControlError, match="there is no snapshot 'one'; there are start, two"):
        exact_sandbox.restore("one")
    for change in (exact_sandbox.snapshot, exact_sandbox.forget):
        with pytest.raises(ControlError, match="stays what it is"):
            change("start")
    exact_sandbox.forget("two")


def test_after_going_back_the_same_calls_have_the_same_answers(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    exact_sandbox.snapshot("before")
    first = ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Gelijk"})
    exact_sandbox.restore("before")
    assert ask(exact_sandbox, tokens.access_token, "crm/Accounts", {"Name": "Gelijk"}) == first
    exact_sandbox.forget("before")


def test_going_back_takes_some_milliseconds(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    took: list[float] = []
    for _ in range(5):
        ask(exact_sandbox, exact_sandbox.token(), "crm/Accounts", {"Name": "Snel"})
        begun = time.perf_counter()
        exact_sandbox.reset()
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.2, "a bound that a slow machine meets too; it is some 5 ms"


def test_what_an_accountant_does(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    select = "$select=EntryID,EntryNumber,Status&$orderby=EntryNumber desc&$top=1"
    (entry,) = ask(exact_sandbox, tokens.access_token, f"purchaseentry/PurchaseEntries?{select}")[1]["d"]
    exact_sandbox.process(DIVISION, entry["EntryID"], status=5)
    (again,) = ask(exact_sandbox, tokens.access_token, f"purchaseentry/PurchaseEntries?{select}")[1]["d"]
    assert (entry["Status"], again["Status"]) == (20, 5)
    lines = matched_lines(exact_sandbox, tokens)
    exact_sandbox.unmatch(DIVISION, lines=lines[:1])
    with pytest.raises(ControlError, match="nothing of these is matched"):
        exact_sandbox.unmatch(DIVISION, lines=lines)
    parts = exact_sandbox.match(DIVISION, lines=lines)
    assert sorted(part["line"] for part in parts) == sorted(lines)
    assert sum(float(part["amount"]) for part in parts) == 0
    exact_sandbox.close_period(DIVISION, 2026, 3)
    assert [2026, 3] in exact_sandbox.companies()[0]["closed_periods"]
    exact_sandbox.open_period(DIVISION, 2026, 3)
    assert [2026, 3] not in exact_sandbox.companies()[0]["closed_periods"]


def matched_lines(exact: ExactSandbox, tokens: Tokens) -> list[str]:
    """A bill's control line and the payment line that settles it."""
    where = "Type eq 30 and LineNumber eq 0 and OffsetID ne null"
    path = f"financialtransaction/TransactionLines?$filter={where}&$select=ID,OffsetID&$top=60"
    for line in ask(exact, tokens.access_token, path)[1]["d"]:
        other = f"financialtransaction/TransactionLines(guid'{line['OffsetID']}')?$select=OffsetID"
        if ask(exact, tokens.access_token, other)[1]["d"]["OffsetID"] == line["ID"]:
            return [line["ID"], line["OffsetID"]]
    raise AssertionError("no two lines point at each other")


def test_consents_and_blocks(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    path = "crm/Accounts?$top=1&$select=ID"

    def status() -> int:
        return ask(exact_sandbox, tokens.access_token, path)[0]

    exact_sandbox.block(user="sanne.dewit")
    assert status() == 403
    exact_sandbox.unblock(user="sanne.dewit")
    exact_sandbox.block(division=DIVISION, reason="LicenseExpired")
    assert status() == 403
    exact_sandbox.unblock(division=DIVISION)
    assert status() == 200
    with pytest.raises(ControlError, match="the reason of a user must be one of"):
        exact_sandbox.block(user="sanne.dewit", reason="Tired")
    with pytest.raises(ControlError, match="either user or division"):
        exact_sandbox.block()
    exact_sandbox.expire()
    assert status() == 401
    form = {
        "grant_type": "refresh_token",
        "refresh_token": tokens.refresh_token,
        "client_id": exact_sandbox.client_id,
        "client_secret": exact_sandbox.client_secret,
    }
    with urllib.request.urlopen(f"{exact_sandbox.url}/api/oauth2/token", urlencode(form).encode()) as answer:
        fresh = json.load(answer)
    assert ask(exact_sandbox, fresh["access_token"], path)[0] == 200, "an expired token may be refreshed at once"
    exact_sandbox.revoke()
    assert ask(exact_sandbox, fresh["access_token"], path)[0] == 401
    assert [(one["user"], one["ended"]) for one in exact_sandbox.consents()] == [("sanne.dewit", True)]
    with pytest.raises(ControlError, match=r"oliver\.hart has not consented"):
        exact_sandbox.revoke(user="oliver.hart")


def test_apps_and_their_tokens(exact_sandbox: ExactSandbox) -> None:
    app = exact_sandbox.register("https://other.example/back", scopes={"crm.accounts": "read"})
    token = exact_sandbox.token(client_id=app["client_id"], user="oliver.hart", companies=[DIVISION])
    path = "crm/Accounts?$top=1&$select=ID"
    assert ask(exact_sandbox, token, path)[0] == 200
    status, said = ask(exact_sandbox, token, "crm/Accounts", {"Name": "Mag Niet"})
    assert (status, b"crm.accounts" in said) == (403, True)
    exact_sandbox.unregister(app["client_id"])
    assert ask(exact_sandbox, token, path)[0] == 401
    with pytest.raises(ControlError, match="client_id must be that of a registered app"):
        exact_sandbox.token(client_id=app["client_id"])
    with pytest.raises(ControlError, match="companies must be among those"):
        exact_sandbox.token(companies=[1])
    with pytest.raises(ControlError, match="there is no scope 'everything'"):
        exact_sandbox.register("https://other.example/back", scopes=["everything"])
    with pytest.raises(ControlError, match="redirect_uris must be a list"):
        exact_sandbox.register()


def test_payments_are_selected(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    path = "cashflow/Payments?$filter=Status eq 20&$select=ID,Status&$top=1"
    (payment,) = ask(exact_sandbox, tokens.access_token, path)[1]["d"]
    exact_sandbox.select_payments(DIVISION, payment["ID"])
    with pytest.raises(ControlError, match="payments must be a list of one or more GUIDs"):
        exact_sandbox.select_payments(DIVISION)


def test_token_calls_of_the_day(exact_sandbox: ExactSandbox) -> None:
    exact_sandbox.limits(token_calls=1)
    exact_sandbox.token()
    with pytest.raises(ControlError, match="token calls of the day are used up"):
        exact_sandbox.token()


def test_modules(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    path = "project/Projects?$top=1&$select=ID"
    assert ask(exact_sandbox, tokens.access_token, path)[0] == 200
    exact_sandbox.module(DIVISION, "projects", present=False)
    assert ask(exact_sandbox, tokens.access_token, path)[0] == 403
    assert exact_sandbox.companies()[0]["missing_modules"] == ["projects"]


def test_secrets_do_not_show(exact_sandbox: ExactSandbox, tokens: Tokens) -> None:
    assert tokens.access_token not in repr(tokens)
    assert tokens.refresh_token not in repr(tokens)
    assert exact_sandbox.client_secret not in repr(exact_sandbox)


def test_in_a_with_block() -> None:
    exact = ExactSandbox(limits=False, refresh_grace=True)
    with pytest.raises(RuntimeError, match="not running"):
        _ = exact.url
    with exact:
        address = exact.url
        assert exact.start() is exact, "a second time does nothing"
        assert exact.settings()["refresh_grace"] is True
        assert exact.limits()["enforced"] is False
        assert abs(exact.clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(ControlError, match="no sandbox answers at"):
        Controls(address).users()
    exact.stop()


def test_a_start_that_fails_is_told() -> None:
    with pytest.raises(ValueError, match="there is no switch 'nonsense'"):
        ExactSandbox(nonsense=True)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        ExactSandbox(port=taken.getsockname()[1]).start()


def test_over_https(tmp_path: Path) -> None:
    with ExactSandbox(tls=tmp_path) as exact:
        assert exact.url.startswith("https://127.0.0.1:")
        trusting = ssl.create_default_context(cafile=exact.certificate)
        status, found = ask(exact, exact.token(), "crm/Accounts?$top=61&$select=ID", context=trusting)
        assert status == 200
        assert found["d"]["__next"].startswith(exact.url), "addresses in answers begin with https too"
        made = (tmp_path / "sandbox-cert.pem").read_bytes()
        assert (tmp_path / "sandbox-key.pem").stat().st_mode & 0o777 == 0o600
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            ask(exact, "x", "crm/Accounts")
    with ExactSandbox(tls=tmp_path) as again:
        assert again.users()
    assert (tmp_path / "sandbox-cert.pem").read_bytes() == made, "made once"


def test_state_beyond_the_process(tmp_path: Path) -> None:
    with ExactSandbox(state=tmp_path / "exact.state") as exact:
        token = exact.token()
        ask(exact, token, "crm/Accounts", {"Name": "Blijvend"})
    with ExactSandbox(state=tmp_path / "exact.state") as again:
        assert names(again, token, "Blijvend") == 1


def test_it_can_be_used_without_pytest() -> None:
    script = (
        "import sys\n"
        "sys.modules['pytest'] = None\n"
        "from unibooks.sandbox.testing import ExactSandbox\n"
        "with ExactSandbox() as exact:\n    print(exact.users()[0]['name'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.stdout == "sanne.dewit\n", done.stderr
