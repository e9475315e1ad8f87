"""The HTTP client against a real server: what it reaches, keeps and logs."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import structlog
from starlette.types import Receive, Scope, Send

from unibooks.core.clock import MovableClock
from unibooks.core.http import HttpClient, NoAnswer, NotSent, Request
from unibooks.sandbox.exact.server import running

SEEN: list[Scope] = []


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers by path: a redirect with a cookie, half an answer, or the query as it arrived."""
    if scope["type"] != "http":
        return
    SEEN.append(scope)
    headers = [(b"content-type", b"text/plain")]
    status, body = 200, scope["query_string"]
    if scope["path"] == "/away":
        status, headers = 302, [(b"location", b"/elsewhere"), (b"set-cookie", b"id=1; Path=/")]
    if scope["path"] == "/half":
        headers.append((b"content-length", b"100"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if scope["path"] == "/half":
        scope["extensions"]["sandbox.abort"]["close"]()
        return
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def client() -> AsyncIterator[HttpClient]:
    SEEN.clear()
    async with running(app) as url:
        client = HttpClient(url, MovableClock(datetime(2026, 1, 5, tzinfo=UTC)))
        yield client
        await client.close()


async def test_a_redirect_is_an_answer_and_a_cookie_is_not_kept(client: HttpClient) -> None:
    assert (await client.send(Request("GET", "/away"))).status == 302
    await client.send(Request("GET", "/next"))
    assert [scope["path"] for scope in SEEN] == ["/away", "/next"]
    assert b"cookie" not in dict(SEEN[1]["headers"])


async def test_query_values_arrive_as_they_are_meant(client: HttpClient) -> None:
    answer = await client.send(Request("GET", "/", (("$filter", "Name eq 'A&B = 100% é+'"), ("$top", "1"))))
    assert answer.body == b"$filter=Name%20eq%20'A%26B%20%3D%20100%25%20%C3%A9%2B'&$top=1"


async def test_half_an_answer_is_none(client: HttpClient) -> None:
    with pytest.raises(NoAnswer):
        await client.send(Request("POST", "/half"))


async def test_a_refused_connection_says_that_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    client = HttpClient(f"http://127.0.0.1:{port}", MovableClock(datetime(2026, 1, 5, tzinfo=UTC)))
    with pytest.raises(NotSent):
        await client.send(Request("GET", "/"))
    await client.close()


async def test_no_path_leads_to_another_host(client: HttpClient) -> None:
    await client.send(Request("GET", "//elsewhere.example/x"))
    assert SEEN[0]["path"] == "//elsewhere.example/x"
    with pytest.raises(ValueError, match="slash"):
        await client.send(Request("GET", "@elsewhere.example/x"))


async def test_the_log_holds_no_secret(client: HttpClient) -> None:
    with structlog.testing.capture_logs() as logs:
        await client.send(
            Request("POST", "/x", (("token", "q-secret"),), {"Authorization": "Bearer h-secret"}, b"b-secret")
        )
    assert logs[0]["options"] == ["token"]
    assert logs[0]["outcome"] == 200
    assert "secret" not in str(logs)
    assert "secret" not in repr(Request("POST", "/x", (), {"Authorization": "h-secret"}, b"b-secret"))


@pytest.mark.parametrize("url", ["ftp://x", "https://", "https://u:p@x", "https://x/api", "x"])
def test_only_the_address_of_a_host_is_taken(url: str) -> None:
    with pytest.raises(ValueError):
        HttpClient(url, MovableClock(datetime(2026, 1, 5, tzinfo=UTC)))
