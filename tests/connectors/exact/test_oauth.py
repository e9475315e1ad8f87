"""The conversation with the token endpoint, and what its refusals are taken for."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.connectors.exact.linked import CLIENT, REDIRECT, LeapingClock, Linked
from tests.readings import taken

from unibooks.connectors.exact.oauth import HOSTS, ExactOAuth
from unibooks.core.oauth import TokenRefused, TokenUnavailable
from unibooks.core.secret import Secret


async def test_the_consent_page_is_asked_for_as_exact_wants_it(exact: Linked) -> None:
    url = urlsplit(exact.oauth.authorize_url(REDIRECT, "a state & more"))
    assert url.path == "/api/oauth2/auth"
    assert parse_qs(url.query) == {
        "client_id": [CLIENT],
        "redirect_uri": [REDIRECT],
        "response_type": ["code"],
        "force_login": ["0"],
        "state": ["a state & more"],
    }


async def test_a_pair_lives_from_its_arrival(exact: Linked, clock: LeapingClock) -> None:
    tokens = await exact.oauth.exchange(await exact.code(), REDIRECT)
    assert tokens.obtained_at == clock.now()
    assert tokens.expires_at == clock.now() + timedelta(seconds=600)
    assert tokens.access.reveal() not in repr(tokens)


async def refused(exact: Linked, refresh: Secret) -> str:
    with pytest.raises(TokenRefused) as caught:
        await exact.oauth.refresh(refresh)
    assert refresh.reveal() not in str(caught.value)
    return caught.value.kind


@pytest.mark.skipif(taken("refresh_grace"), reason="an old token is not refused then")
async def test_the_kinds_of_refusal(exact: Linked, clock: LeapingClock) -> None:
    first = await exact.oauth.exchange(await exact.code(), REDIRECT)
    assert await refused(exact, first.refresh) == "too_early"
    clock.move(570)
    second = await exact.oauth.refresh(first.refresh)
    assert await refused(exact, first.refresh) == "old_token"
    clock.move(days=31)
    assert await refused(exact, second.refresh) == "expired"
    assert await refused(exact, Secret("never issued")) == "invalid"


async def test_a_code_is_good_once_and_for_its_own_redirect(exact: Linked) -> None:
    code = await exact.code()
    with pytest.raises(TokenRefused) as caught:
        await exact.oauth.exchange(code, REDIRECT + "/other")
    assert caught.value.kind == "invalid"
    code = await exact.code()
    await exact.oauth.exchange(code, REDIRECT)
    with pytest.raises(TokenRefused):
        await exact.oauth.exchange(code, REDIRECT)


async def test_a_wrong_secret_is_not_echoed(exact: Linked, clock: LeapingClock) -> None:
    oauth = ExactOAuth(exact.url, CLIENT, Secret("wrong-secret"), clock)
    with pytest.raises(TokenRefused) as caught:
        await oauth.exchange("code", REDIRECT)
    assert caught.value.kind == "invalid"
    assert "wrong-secret" not in str(caught.value)
    await oauth.close()


@pytest.mark.parametrize("fault", ["maintenance", "maintenance200", "lost", "empty429", "500"])
async def test_an_endpoint_that_is_not_well_refuses_nothing(exact: Linked, fault: str) -> None:
    await exact.fault(fault, path="oauth2/token")
    with pytest.raises(TokenUnavailable):
        await exact.oauth.refresh(Secret("x"))


def test_every_country_has_a_host_of_its_own(clock: LeapingClock) -> None:
    assert sorted(HOSTS) == ["be", "de", "es", "fr", "gb", "nl"]
    assert len(set(HOSTS.values())) == 6
    profile = ExactOAuth(HOSTS["gb"], "c", Secret("s"), clock).profile
    assert profile.host == "start.exactonline.co.uk"
    assert (profile.access_seconds, profile.refresh_after, profile.refresh_days) == (600, 570, 30)
