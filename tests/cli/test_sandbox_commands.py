"""`unibooks sandbox`: a sandbox in a process of its own, and the commands that steer it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Command, Ended

from unibooks.sandbox.controls import Controls
from unibooks.sandbox.testing import ExactSandbox

UNIBOOKS = Path(sys.executable).with_name("unibooks")
DIVISION = "3187041"

Begun = Callable[..., tuple["subprocess.Popen[str]", dict[str, Any]]]
Steer = Callable[..., Ended]


@pytest.fixture(scope="module")
def running() -> Iterator[ExactSandbox]:
    with ExactSandbox() as exact:
        yield exact


@pytest.fixture
def exact(running: ExactSandbox) -> ExactSandbox:
    running.reset()
    return running


@pytest.fixture
def steer(exact: ExactSandbox, unibooks: Command, monkeypatch: pytest.MonkeyPatch) -> Steer:
    """Run a sub-command against the running sandbox: `steer("clock")`."""
    monkeypatch.setenv("UNIBOOKS_SANDBOX_URL", exact.url)
    return lambda *arguments: unibooks("sandbox", *arguments)


@pytest.fixture
def begin(folder: Path) -> Iterator[Begun]:
    """Start a sandbox as a process, and wait until its ready file is there."""
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
        ready = folder / f"ready-{len(processes)}.json"
        process = subprocess.Popen(
            [UNIBOOKS, "sandbox", "--port", "0", "--ready-file", ready, *arguments],
            cwd=folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        processes.append(process)
        assert process.stdout is not None
        told = ""
        while "Ctrl-C stops it." not in told and process.poll() is None:
            told += process.stdout.readline()
        while not ready.exists():
            assert process.poll() is None, told + process.stdout.read()
        return process, json.loads(ready.read_text())

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def api(url: str, token: str, path: str, body: Any = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{url}/api/v1/{DIVISION}/{path}", data, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)["d"]
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, None


def test_killed_in_the_middle_it_knows_all_that_it_answered(begin: Begun, folder: Path) -> None:
    process, ready = begin("--state", "exact.state")
    token = Controls(ready["url"]).token()
    status, made = api(ready["url"], token, "crm/Accounts", {"Name": "Overleeft"})
    assert status == 201
    process.kill()
    process.wait(timeout=20)
    assert (folder / "exact.state").stat().st_mode & 0o777 == 0o600
    process, ready = begin("--state", "exact.state")
    assert api(ready["url"], token, f"crm/Accounts(guid'{made['ID']}')?$select=Name")[1]["Name"] == "Overleeft"
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)
    process, ready = begin("--state", "exact.state", "--client-secret", "another")
    assert api(ready["url"], token, f"crm/Accounts(guid'{made['ID']}')?$select=Name")[0] == 200
    assert ready["client_secret"] == "another", "what is named on the command line holds"


def test_a_state_file_in_use(begin: Begun, folder: Path) -> None:
    begin("--state", "exact.state")
    second = subprocess.run(
        [UNIBOOKS, "sandbox", "--port", "0", "--state", "exact.state"],
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=60,
    )
    assert (second.returncode, second.stderr) == (1, "Exact.state is in use by another sandbox.\n")


def test_what_a_script_is_told(begin: Begun, folder: Path) -> None:
    process, ready = begin(
        "--app", "second,hush,https://second.example/back", "--limits", "minute=600", "--switch", "unauthorised=empty",
        "--switch", "refresh_grace", "--at", "2026-03-02T09:00:00Z", "--frozen", "--redirect-uri", "https://a.example/b",
    )  # fmt: skip
    exact = Controls(ready["url"])
    assert ready["pid"] == process.pid
    assert ready["redirect_uri"] == "https://a.example/b"
    assert ready["divisions"] == [company["division"] for company in exact.companies()]
    assert [app["client_id"] for app in exact.apps()] == [ready["client_id"], "second"]
    assert (exact.limits()["minute"], exact.limits()["day"]) == (600, 5000)
    settings = exact.settings()
    assert (settings["unauthorised"], settings["refresh_grace"], settings["rolling_minute"]) == ("empty", True, False)
    assert exact.clock.now().isoformat() == "2026-03-02T09:00:00+00:00"
    assert (folder / "ready-0.json").stat().st_mode & 0o777 == 0o600


def test_over_https(begin: Begun) -> None:
    _, ready = begin("--tls", "certificates")
    assert ready["url"].startswith("https://")
    assert Controls(ready["url"], certificate=ready["certificate"]).users()


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (("--limits", "few"), "--limits must be 'on', 'off' or NAME=NUMBER"),
        (("--limits", "enforced=0"), "--limits must be 'on', 'off' or NAME=NUMBER"),
        (("--switch", "nonsense=1"), "--switch: there is no switch 'nonsense'"),
        (("--switch", "nonsense"), "--switch: 'nonsense' is no reading"),
        (("--at", "noon"), "--at must be an instant"),
        (("--app", "x,y"), "--app must be ID,SECRET,REDIRECT_URI"),
        (("--state", "no/such/folder"), "cannot be used"),
    ],
)
def test_options_that_are_not_understood(unibooks: Command, option: tuple[str, str], sentence: str) -> None:
    told = unibooks("sandbox", "--port", "0", *option)
    assert (told.code, told.out) == (1, "")
    assert sentence in told.err


def test_time(steer: Steer, exact: ExactSandbox) -> None:
    assert steer("clock", "--freeze", "--set", "2027-01-01T00:00:00Z").out == (
        "2027-01-01T00:00:00+00:00  (it stands still)\n"
    )
    assert steer("clock", "--advance", "90").out.startswith("2027-01-01T00:01:30")
    assert "stands still" not in steer("clock", "--thaw").out
    assert steer("clock").out.startswith("2027-01-01T00:01:3")


def test_trouble(steer: Steer, exact: ExactSandbox) -> None:
    assert steer("faults").out == "Nothing is to fail.\n"
    assert steer("fault", "500", "--times", "2", "--path", "Accounts", "--method", "get").code == 0
    assert steer("faults").out.splitlines()[1].split() == ["500", "2", "GET", "Accounts"]
    assert steer("faults", "--clear").code == 0
    assert exact.faults() == []
    assert steer("fault", "500", "--times", "0").err == "Times must be a whole number, 1 or more.\n"
    assert steer("fault", "fire").err.startswith("Fault must be one of 408, 429")
    steer("latency", "0.01", "--path", "crm/")
    assert exact.latencies() == [{"seconds": 0.01, "path": "crm/", "method": ""}]
    assert "crm/" in steer("latency").out
    steer("latency", "--clear")
    assert steer("latency").out == "Nothing is held up.\n"
    assert "minute = 600" in steer("limits", "minute=600", "enforced=false").out
    assert json.loads(steer("limits", "--json").out)["enforced"] is False
    assert "refresh_grace = true" in steer("settings", "refresh_grace=true").out
    assert steer("settings", "refresh_grace").code == 2


def test_the_log(steer: Steer, exact: ExactSandbox) -> None:
    assert steer("calls").out == "Nothing was called.\n"
    api(exact.url, exact.token(), "crm/Accounts?$top=1&$select=ID")
    assert f"/api/v1/{DIVISION}/crm/Accounts" in steer("calls", "--status", "200", "--path", "crm").out
    assert json.loads(steer("calls", "--status", "404", "--json").out) == []
    steer("calls", "--clear")
    assert exact.calls() == []
    assert steer("webhooks").out == "There are no messages.\n"


def test_snapshots(steer: Steer, exact: ExactSandbox) -> None:
    steer("snapshot", "one")
    exact.limits(minute=1)
    assert steer("snapshots").out == "start\none\n"
    steer("restore", "one")
    assert exact.limits()["minute"] == 60
    steer("forget", "one")
    assert steer("restore", "one").err == "There is no snapshot 'one'; there are start.\n"
    exact.limits(minute=2)
    steer("reset")
    assert exact.limits()["minute"] == 60


def test_an_accountant(steer: Steer, exact: ExactSandbox) -> None:
    assert steer("close-period", DIVISION, *str(exact.clock.now().date())[:7].split("-")).code == 0
    year, month = exact.clock.now().year, exact.clock.now().month
    assert [year, month] in exact.companies()[0]["closed_periods"]
    steer("open-period", DIVISION, str(year), str(month))
    assert [year, month] not in exact.companies()[0]["closed_periods"]
    token = exact.token()
    path = "purchaseentry/PurchaseEntries?$top=1&$select=EntryID,Status&$orderby=EntryNumber%20desc"
    ((entry,)) = api(exact.url, token, path)[1]
    steer("process", DIVISION, entry["EntryID"], "--status", "5")
    assert api(exact.url, token, path)[1][0]["Status"] == 5
    where = "Type eq 30 and LineNumber eq 0 and OffsetID ne null".replace(" ", "%20")
    path = f"financialtransaction/TransactionLines?$top=1&$select=ID,OffsetID&$filter={where}"
    ((line,)) = api(exact.url, token, path)[1]
    assert steer("unmatch", DIVISION, line["ID"], "--lines").code == 0
    assert steer("match", DIVISION, line["ID"], line["OffsetID"], "--lines").out.count("\n") == 2


def test_people(steer: Steer, exact: ExactSandbox) -> None:
    assert "sanne.dewit" in steer("users").out
    assert "Waterkant Handelsonderneming B.V." in steer("companies").out
    made = json.loads(steer("register", "https://a.example/b", "--scope", "crm.accounts").out)
    assert made["scopes"] == {"crm.accounts": "manage"}
    assert made["client_id"] in steer("apps").out
    token = steer("token", "--client-id", made["client_id"], "--division", DIVISION).out.strip()
    assert api(exact.url, token, "crm/Accounts?$top=1&$select=ID")[0] == 200
    pair = json.loads(steer("token", "--json").out)
    assert (pair["user"], pair["division"]) == ("sanne.dewit", int(DIVISION))
    assert len(json.loads(steer("consents", "--json").out)) == 2
    steer("expire")
    assert api(exact.url, pair["access_token"], "crm/Accounts?$top=1&$select=ID")[0] == 401
    steer("revoke", "--client-id", made["client_id"])
    assert api(exact.url, token, "crm/Accounts?$top=1&$select=ID")[0] == 401
    steer("unregister", made["client_id"])
    assert len(exact.apps()) == 1
    steer("block", "--division", DIVISION, "--reason", "LicenseExpired")
    assert exact.companies()[0]["refusal"] == "LicenseExpired"
    steer("unblock", "--division", DIVISION)
    steer("module", DIVISION, "projects", "--take")
    assert (exact.companies()[0]["refusal"], exact.companies()[0]["missing_modules"]) == ("", ["projects"])


def test_where_nothing_runs(unibooks: Command) -> None:
    told = unibooks("sandbox", "users", "--url", "http://127.0.0.1:9")
    assert told.code == 1
    assert told.err.startswith("No sandbox answers at http://127.0.0.1:9: ")


def test_what_it_does_and_can(unibooks: Command) -> None:
    listed = json.loads(unibooks("sandbox", "behaviours", "--format", "json").out)
    assert {one["mark"] for one in listed} == {"confirmed", "assumed"}
    text = unibooks("sandbox", "behaviours", "--area", "oauth", "--mark", "assumed").out
    assert text.startswith("Oauth\n  assumed")
    assert "confirmed" not in text.replace("is confirmed", "")
    assert unibooks("sandbox", "behaviours", "--area", "gardening").code == 2
    assert "refresh_grace = false  (or true)" in unibooks("sandbox", "readings").out
    readings = json.loads(unibooks("sandbox", "readings", "--json").out)
    assert {"switch", "question", "default", "others", "why"} == set(readings[0])
    assert "timeout_after" in unibooks("sandbox", "fault-names").out


def test_help_names_every_command(unibooks: Command) -> None:
    told = unibooks("sandbox", "--help")
    for name in ("clock", "fault", "token", "behaviours", "match", "restore"):
        assert f"\n  {name} " in told.out
