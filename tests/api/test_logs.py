"""Log lines: what they tell, and what they must never tell."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from tests.api.conftest import Client
from tests.api.memory_books import GOOD_CODE, Books
from tests.api.test_auth import BROWSER, come_back, state_of

from unibooks.api.logs import configure_logs
from unibooks.api.masking import masked
from unibooks.api.services import Services


@pytest.fixture(params=["json", "console"])
def form(request) -> str:
    return request.param


@pytest.fixture
def written(form: str, services: Services, clock) -> Iterator[StringIO]:
    """What the process writes, in that form."""
    root, stream = logging.getLogger(), StringIO()
    before = root.handlers[:], root.level
    configure_logs(services.settings.model_copy(update={"log_format": form}), clock, stream)
    yield stream
    root.handlers, root.level = before
    structlog.reset_defaults()


async def test_one_line_a_request(written: StringIO, form: str, api: Client) -> None:
    await api.get("/accounting/bills/b%201?companyId=1001&accountKey=very-secret&email=a@b.example")
    (line,) = [line for line in written.getvalue().splitlines() if "/accounting/bills" in line]
    assert "very-secret" not in line
    assert "a@b.example" not in line
    if form == "json":
        told = json.loads(line)
        assert told["route"] == "/accounting/bills/{billId}"
        assert told["url"] == "/accounting/bills/b 1?companyId=1001&accountKey=***&email=***"
        assert (told["status"], told["upstream"], told["method"]) == (404, 1, "GET")
        assert told["timestamp"] == "2026-01-05T09:00:00.000+00:00"
        assert {"request_id", "tenant", "connection", "ms", "level"} <= set(told)


async def test_no_secret_of_a_whole_connecting_is_written(
    written: StringIO, api: Client, keys: dict[str, str], books: Books, capfd
) -> None:
    books.error = RuntimeError("boom at https://x.example/?accountKey=in-an-error&x=1")
    await api.post("/accounting/bills", {"name": "private body"})
    books.error = None
    state = await state_of(api, callbackUrl="https://app.example/done")
    reply = await come_back(api, BROWSER, state=state, code=GOOD_CODE)
    given = reply.headers["Location"].partition("accountKey=")[2]
    text = written.getvalue() + "".join(capfd.readouterr())
    assert "boom at" in text
    assert "connected" in text
    secrets = (*keys.values(), state, given, GOOD_CODE, "access-1", "in-an-error", "private body", "hush")
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/x?accountKey=abc&limit=5", "/x?accountKey=***&limit=5"),
        ("see https://a.example/?a=1&AccountKey=abc#x now", "see https://a.example/?a=1&AccountKey=***#x now"),
        ("/cb?state=s!%20&code=c!d", "/cb?state=***&code=***"),
        ("/x?postcode=1234&barcode=5", "/x?postcode=1234&barcode=5"),
    ],
)
def test_masking(text: str, shown: str) -> None:
    assert masked(text) == shown
