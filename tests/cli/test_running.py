"""The commands that run until they are stopped, and the demo, each as a process of its own."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.ports import free_port

UNIBOOKS = Path(sys.executable).with_name("unibooks")

Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(folder: Path) -> Iterator[Started]:
    """Start the command line in the test's folder; it is ended with the test."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [UNIBOOKS, *arguments], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def _until(process: subprocess.Popen[str], line: str) -> str:
    """What it prints up to a line that contains this."""
    assert process.stdout is not None
    printed = ""
    for one in process.stdout:
        printed += one
        if line in one:
            return printed
    raise AssertionError(f"it ended before it said {line!r}:\n{printed}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _wait_for(url: str, process: subprocess.Popen[str]) -> None:
    while not _answers(url):
        assert process.poll() is None, "it ended before it answered"


def _get(url: str, **headers: str) -> str:
    request = urllib.request.Request(url, headers={n.replace("_", "-"): v for n, v in headers.items()})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read().decode()


def test_the_demo_books_a_bill_and_proves_it(folder: Path) -> None:
    done = subprocess.run([UNIBOOKS, "demo"], cwd=folder, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "add up to 0.00" in done.stdout
    assert "the same as were sent" in done.stdout
    assert "lineItems[1].taxCode" in done.stdout
    assert done.stderr == ""
    assert list(folder.iterdir()) == [], "a demo that is not kept leaves nothing behind"


def test_the_demo_fails_when_something_is_not_as_told(folder: Path) -> None:
    script = (
        "import sys\nfrom decimal import Decimal\nfrom unibooks.cli.demo import story\n"
        "story.VAT = Decimal('60.36')\n"
        "from unibooks.cli.demo.run import run_demo\nsys.exit(run_demo(keep=False))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, text=True, capture_output=True, timeout=120)
    assert done.returncode == 1
    assert "not as told" in done.stdout


def test_a_kept_demo_can_be_joined(folder: Path, start: Started) -> None:
    process = start("demo", "--keep")
    _until(process, "Ctrl-C stops it.")
    file = folder / ".unibooks" / "demo.env"
    assert file.stat().st_mode & 0o777 == 0o600
    said = dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert set(said) >= {
        "UNIBOOKS_URL",
        "UNIBOOKS_API_KEY",
        "UNIBOOKS_ACCOUNT_KEY",
        "UNIBOOKS_COMPANY_ID",
        "UNIBOOKS_DATABASE_URL",
        "EXACT_URL",
        "EXACT_CLIENT_ID",
        "EXACT_CLIENT_SECRET",
        "EXACT_REDIRECT_URI",
    }
    assert _bills(said) == 5
    # One clock for both: after eleven minutes the sandbox takes another token only, and the API has fetched one.
    _post(f"{said['EXACT_URL']}/_sandbox/clock", {"advance": 660})
    assert _bills(said) == 5
    calls = json.loads(_get(f"{said['EXACT_URL']}/_sandbox/calls"))
    assert sum(call["path"].endswith("/oauth2/token") for call in calls) == 2
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert not file.exists(), "keys that open nothing any more"


def _bills(said: dict[str, str]) -> int:
    answer = _get(
        f"{said['UNIBOOKS_URL']}/accounting/bills?companyId={said['UNIBOOKS_COMPANY_ID']}&limit=5",
        X_API_KEY=said["UNIBOOKS_API_KEY"],
        X_ACCOUNT_KEY=said["UNIBOOKS_ACCOUNT_KEY"],
    )
    return len(json.loads(answer)["data"])


def _post(url: str, body: object) -> None:
    request = urllib.request.Request(url, data=json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status < 300


def test_serve_with_a_sandbox_beside_it(start: Started) -> None:
    port, sandbox_port = free_port(), free_port()
    process = start("serve", "--sandbox", "--port", str(port), "--sandbox-port", str(sandbox_port))
    printed = _until(process, "Ctrl-C stops it.")
    key = re.search(r"ub_live_\S+", printed)
    assert key is not None
    _wait_for(f"http://127.0.0.1:{port}/health", process)
    url = urlsplit(_get(f"http://127.0.0.1:{port}/auth/exact-nl", X_API_KEY=key[0]))
    assert url.netloc == f"127.0.0.1:{sandbox_port}"
    asked = parse_qs(url.query)
    assert asked["client_id"][0] in printed
    assert asked["redirect_uri"] == [f"http://127.0.0.1:{port}/auth/callback/exact-nl"]
    assert "Log in" in _get(url.geturl())


def test_a_sandbox_alone(start: Started) -> None:
    port = free_port()
    process = start("sandbox", "--port", str(port), "--client-id", "app-7", "--redirect-uri", "https://a.example/b")
    printed = _until(process, "Ctrl-C stops it.")
    assert "app-7" in printed
    base = f"http://127.0.0.1:{port}"
    _wait_for(base, process)
    url = f"{base}/api/oauth2/auth?client_id=app-7&redirect_uri=https://a.example/b&response_type=code"
    assert "Log in" in _get(url)


def test_a_port_that_is_taken(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        done = subprocess.run(
            [UNIBOOKS, "sandbox", "--port", port], cwd=folder, text=True, capture_output=True, timeout=60
        )
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_killed_in_the_middle_it_starts_again_where_it_was(start: Started) -> None:
    port, sandbox_port = free_port(), free_port()
    command = ("serve", "--sandbox", "--port", str(port), "--sandbox-port", str(sandbox_port))
    process = start(*command)
    key = re.search(r"ub_live_\S+", _until(process, "Ctrl-C stops it."))
    assert key is not None
    _wait_for(f"http://127.0.0.1:{port}/health", process)
    process.kill()
    process.wait(timeout=20)
    process = start(*command)
    assert "ub_live_" not in _until(process, "Ctrl-C stops it."), "the tenant and its key were there already"
    _wait_for(f"http://127.0.0.1:{port}/health", process)
    assert "Log in" in _get(_get(f"http://127.0.0.1:{port}/auth/exact-nl", X_API_KEY=key[0]))


def test_two_that_start_together_share_what_both_would_make(folder: Path, start: Started) -> None:
    ports = [free_port(), free_port()]
    processes = [start("serve", "--port", str(port)) for port in ports]
    for process, port in zip(processes, ports, strict=True):
        _until(process, "Ctrl-C stops it.")
        _wait_for(f"http://127.0.0.1:{port}/health", process)
    made = subprocess.run(
        [UNIBOOKS, "tenant", "create", "Acme"], cwd=folder, text=True, capture_output=True, timeout=60
    )
    assert made.returncode == 0, made.stderr
    key = subprocess.run(
        [UNIBOOKS, "key", "create", "Acme"], cwd=folder, text=True, capture_output=True, timeout=60, check=True
    )
    found = re.search(r"ub_live_\S+", key.stdout)
    assert found is not None
    for port in ports:
        with pytest.raises(urllib.error.HTTPError) as refused:
            _get(f"http://127.0.0.1:{port}/accounting/bills?companyId=1", X_API_KEY=found[0])
        with refused.value as answer:
            assert answer.status == 401, "the API key is known, an account key was not given"
