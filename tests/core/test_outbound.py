"""Posting to addresses that callers have given, and to none behind our own door."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver

from unibooks.core import outbound
from unibooks.core.outbound import AddressRefused, NotDelivered, Outbound, is_public


class Names(AbstractResolver):
    """A resolver of one's own: every name stands for what it says."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[Any]:
        self.asked.append(host)
        told = {"hostname": host, "port": port, "family": 2, "proto": 6, "flags": 0}
        return [told | {"host": address} for address in self.addresses]

    async def close(self) -> None:
        return None


@pytest.fixture
async def hook():
    """A server on this machine; gives its port and what it was sent."""
    seen: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((request.path, dict(request.headers), await request.read()))
        if request.path == "/moved":
            return web.Response(status=302, headers={"Location": "/taken"})
        return web.Response(status=500 if request.path == "/broken" else 204)

    app = web.Application()
    app.router.add_post("/{tail:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1], seen
    await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "https://",
        "//example.com",
        "ftp://example.com",
        "https://user:pw@example.com/",
        "https://example.com/#top",
        "https://example.com/ x",
        "https://example.com/\nX",
        "https://example.com\\@10.0.0.1/",
        "https://example.com:99999/",
        "https://[::1",
        "https://localhost/",
        "https://api.localhost/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fd00:ec2::254]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[ff02::1]/",
        "https://example.com/" + "a" * 2000,
    ],
)
async def test_addresses_that_are_refused_without_a_call(url: str) -> None:
    client = Outbound()
    assert client.wrong(url)
    with pytest.raises(AddressRefused):
        await client.post(url, b"", {})
    assert client._session is None, "nothing was opened"


@pytest.mark.parametrize(
    "url", ["https://example.com/hook?a=1", "https://93.184.216.34:8443/", "https://[2606:2800:220::1]/"]
)
def test_addresses_on_the_internet(url: str) -> None:
    assert Outbound().wrong(url) == ""


@pytest.mark.parametrize(
    "addresses", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("169.254.169.254",), ("::1",), ("::ffff:10.0.0.1",)]
)
async def test_a_name_that_points_inwards_is_refused(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    names = Names(*addresses)
    monkeypatch.setattr(outbound, "DefaultResolver", lambda: names)
    client = Outbound()
    with pytest.raises(AddressRefused, match="not on the internet"):
        await client.post("https://inwards.example/hook", b"", {})
    assert names.asked == ["inwards.example"], "asked once: what was checked is what is called"
    await client.close()


async def test_the_call_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch, hook: Any) -> None:
    port, seen = hook
    monkeypatch.setattr(outbound, "DefaultResolver", lambda: Names("127.0.0.1"))
    monkeypatch.setattr(outbound, "is_public", lambda address: address == ip_address("127.0.0.1"))
    client = Outbound(private=True)
    assert await client.post(f"http://vendor.example:{port}/taken?a=1", b"{}", {"X-Sign": "1"}) == 204
    (path, headers, body), *more = seen
    assert (path, headers["Host"], headers["X-Sign"], body, more) == (
        "/taken",
        f"vendor.example:{port}",
        "1",
        b"{}",
        [],
    )
    await client.close()


@pytest.mark.parametrize(("path", "reason"), [("/moved", "302"), ("/broken", "500")])
async def test_only_a_good_status_is_taken_for_delivered(hook: Any, path: str, reason: str) -> None:
    port, seen = hook
    client = Outbound(private=True)
    with pytest.raises(NotDelivered, match=reason):
        await client.post(f"http://127.0.0.1:{port}{path}", b"", {})
    assert len(seen) == 1, "no redirect is followed and nothing is sent again"
    await client.close()


async def test_nobody_there(hook: Any) -> None:
    client = Outbound(private=True)
    with pytest.raises(NotDelivered) as failed:
        await client.post("http://127.0.0.1:1/hook?token=hush", b"", {})
    assert "hush" not in str(failed.value)
    await client.close()


def test_shared_and_wrapped_addresses() -> None:
    assert is_public(ip_address("64:ff9b::5db8:d822"))
    assert not is_public(ip_address("2001::1"))
