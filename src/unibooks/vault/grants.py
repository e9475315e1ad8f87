"""The keeper of one grant's tokens: refreshed when due, by one caller of one process, stored before anybody
uses them.

What can go wrong, and what then happens:

- Many callers in one process: they share one task. It is shielded, so a caller that goes away does not take
the
  new tokens with it.
- Several processes: a lease in the grant's row lets one refresh while the others wait and read. It runs out
on its
  own when its holder dies, and it is longer than a call to the token endpoint may take.
- A process that was overtaken: tokens are stored only over the pair they were refreshed from.
- The database fails between the answer and the commit: the new pair is kept and stored at the next call.
- The token endpoint fails: the old pair is kept, used for as long as it lives, and the refresh is tried
again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.core.clock import Clock
from unibooks.core.errors import ReauthorisationNeeded, TargetUnavailable, UnibooksError
from unibooks.core.oauth import TOKEN_CALL_SECONDS, TokenEndpoint, TokenRefused, Tokens, TokenUnavailable
from unibooks.core.secret import Secret
from unibooks.store import grants as rows
from unibooks.store.engine import reading, writing
from unibooks.vault.ring import KeyRing

LEASE_SECONDS: Final = TOKEN_CALL_SECONDS + 10
LEASE_POLL_SECONDS: Final = 0.25
RETRY_SECONDS: Final = 10
"""Between two attempts to refresh when the token endpoint says "too early" or does not answer: Exact allows
200 token calls a day for an app and user [M]."""
DOUBT_SECONDS: Final = 300
"""Between two attempts when the app itself is refused: it heals when the right client secret is
registered."""

log = structlog.stdlib.get_logger("unibooks.grants")


@dataclass(frozen=True)
class _Held:
    version: int
    tokens: Tokens


@dataclass(frozen=True)
class _Pause:
    """No refresh of pair number `version` before `until`; the access token may be used until
    `usable_until`."""

    version: int
    until: datetime
    usable_until: datetime
    error: type[UnibooksError]
    reason: str


def seal_pair(ring: KeyRing, grant_id: str, tokens: Tokens) -> rows.SealedPair:
    """The pair as the grant's row stores it."""
    return rows.SealedPair(
        access_token_sealed=ring.seal(tokens.access, table="grants", row=grant_id, column="access_token_sealed"),
        refresh_token_sealed=ring.seal(tokens.refresh, table="grants", row=grant_id, column="refresh_token_sealed"),
        obtained_at=tokens.obtained_at,
        expires_at=tokens.expires_at,
    )


def open_pair(ring: KeyRing, row: rows.GrantRow) -> Tokens | None:
    """The row's pair; None when it has none."""
    if row.access_token_sealed is None or row.refresh_token_sealed is None:
        return None
    if row.obtained_at is None or row.expires_at is None:
        return None
    return Tokens(
        access=ring.open(row.access_token_sealed, table="grants", row=row.id, column="access_token_sealed"),
        refresh=ring.open(row.refresh_token_sealed, table="grants", row=row.id, column="refresh_token_sealed"),
        obtained_at=row.obtained_at,
        expires_at=row.expires_at,
    )


class StoredGrant:
    """A `GrantSource` on the database. One process keeps one of these for each grant in use:
    `Vault.grant_source`.

    Attributes:
        endpoint: the token endpoint of the grant's app; replaced when the app is registered anew.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        ring: KeyRing,
        clock: Clock,
        grant_id: str,
        endpoint: TokenEndpoint,
        refresh_after: int,
    ) -> None:
        self.endpoint = endpoint
        self._engine = engine
        self._ring = ring
        self._clock = clock
        self._id = grant_id
        self._owner = str(uuid4())
        self._refresh_after = timedelta(seconds=refresh_after)
        self._held: _Held | None = None
        self._refused: Secret | None = None
        self._pause: _Pause | None = None
        self._unstored: _Held | None = None
        self._work: asyncio.Task[_Held] | None = None

    async def access_token(self) -> Secret:
        held = self._held
        if held is None or not self._usable(held):
            held = await self._renewed()
        return held.tokens.access

    async def refused(self, token: Secret) -> Secret:
        self._refused = token
        fresh = await self.access_token()
        # A reading that was under way when the refusal came may have brought the refused token once more.
        return fresh if fresh != token else (await self._renewed()).tokens.access

    @property
    def at_rest(self) -> bool:
        """Whether nothing is lost with this object: no refresh is under way and no pair waits to be stored."""
        return self._unstored is None and (self._work is None or self._work.done())

    def forget(self) -> None:
        """The row was changed by this process: read it again at the next call."""
        self._held = None

    async def settle(self) -> None:
        """Wait for a refresh that is under way, so that its tokens are stored before the process ends."""
        if self._work is not None:
            await asyncio.gather(self._work, return_exceptions=True)
        if self._unstored is not None:
            await self._store(self._unstored)

    def _usable(self, held: _Held) -> bool:
        now = self._clock.now()
        if held.tokens.access == self._refused or self._unstored is not None:
            return False
        pause = self._pause_of(held)
        return now < self._due(held) or (pause is not None and now < pause.usable_until)

    def _due(self, held: _Held) -> datetime:
        return held.tokens.obtained_at + self._refresh_after

    def _pause_of(self, held: _Held) -> _Pause | None:
        pause = self._pause
        if pause is None or pause.version != held.version or self._clock.now() >= pause.until:
            return None
        return pause

    async def _renewed(self) -> _Held:
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._renew())
            # Its error is raised in whoever waits; with nobody left waiting it must not be reported as lost.
            self._work.add_done_callback(lambda work: work.cancelled() or work.exception())
        return await asyncio.shield(self._work)

    async def _renew(self) -> _Held:
        if self._unstored is not None:
            await self._store(self._unstored)
        while True:
            held = await self._read()
            if self._usable(held):
                return held
            now = self._clock.now()
            if now < self._due(held):
                raise _ended("the target system refuses its access token before its time")
            if (pause := self._pause_of(held)) is not None:
                raise pause.error(pause.reason, retry_at=pause.until)
            if await self._take_lease(held, now):
                return await self._refresh(held)
            await self._clock.sleep(LEASE_POLL_SECONDS)

    async def _read(self) -> _Held:
        async with reading(self._engine) as connection:
            row = await rows.grant(connection, self._id)
        tokens = None if row is None else open_pair(self._ring, row)
        if row is None or tokens is None:
            self._held = None
            raise _ended("the connection was removed")
        self._held = _Held(row.version, tokens)
        if row.state != rows.ACTIVE:
            raise _ended("the grant was revoked or has expired")
        return self._held

    async def _take_lease(self, held: _Held, now: datetime) -> bool:
        until = now + timedelta(seconds=LEASE_SECONDS)
        async with writing(self._engine) as connection:
            return await rows.take_lease(connection, self._id, held.version, self._owner, now, until)

    async def _drop_lease(self) -> None:
        async with writing(self._engine) as connection:
            await rows.drop_lease(connection, self._id, self._owner)

    async def _refresh(self, held: _Held) -> _Held:
        try:
            tokens = await self.endpoint.refresh(held.tokens.refresh)
        except TokenRefused as refusal:
            return await self._after_refusal(held, refusal)
        except TokenUnavailable as fault:
            log.warning("token endpoint unavailable", grant=self._id, reason=str(fault))
            return await self._put_off(
                held, RETRY_SECONDS, held.tokens.expires_at, TargetUnavailable, f"no new token: {fault}"
            )
        except BaseException:
            await self._drop_lease()
            raise
        return await self._store(_Held(held.version, tokens))

    async def _store(self, unstored: _Held) -> _Held:
        """Store the pair that a refresh of pair number `unstored.version` brought, and only then let it be
        used."""
        self._unstored = unstored
        pair = seal_pair(self._ring, self._id, unstored.tokens)
        async with writing(self._engine) as connection:
            stored = await rows.rotate_tokens(connection, self._id, unstored.version, pair)
        self._unstored = None
        if not stored:
            return await self._read()
        log.info("tokens refreshed", grant=self._id, version=unstored.version + 1)
        self._held = _Held(unstored.version + 1, unstored.tokens)
        return self._held

    async def _after_refusal(self, held: _Held, refusal: TokenRefused) -> _Held:
        log.warning("refresh refused", grant=self._id, kind=refusal.kind, reason=refusal.message)
        now = self._clock.now()
        if refusal.kind == "too_early":
            alive = now + timedelta(seconds=RETRY_SECONDS)
            return await self._put_off(held, RETRY_SECONDS, alive, TargetUnavailable, refusal.message)
        if refusal.kind == "invalid":
            reason = f"the target system refuses the app or its grant: {refusal.message}"
            return await self._put_off(held, DOUBT_SECONDS, now, ReauthorisationNeeded, reason)
        # Somebody may have spent this refresh token and stored its successor: then that one is ours as well.
        async with writing(self._engine) as connection:
            given_up = await rows.give_up(connection, self._id, held.version)
        if given_up:
            raise _ended(refusal.message)
        return await self._read()

    async def _put_off(
        self, held: _Held, seconds: int, usable_until: datetime, error: type[UnibooksError], reason: str
    ) -> _Held:
        """Keep the pair as it is and try again in a while; until then its access token serves if it can."""
        until = self._clock.now() + timedelta(seconds=seconds)
        self._pause = _Pause(held.version, until, min(until, usable_until), error, reason)
        await self._drop_lease()
        if self._usable(held):
            return held
        raise error(reason, retry_at=until)


def _ended(reason: str) -> ReauthorisationNeeded:
    return ReauthorisationNeeded(f"The end user must connect again: {reason.rstrip('.')}.")
