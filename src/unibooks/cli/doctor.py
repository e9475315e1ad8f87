"""Looking at an installation: what works, what does not, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from unibooks.connectors.registry import CONNECTORS
from unibooks.core.clock import Clock, SystemClock
from unibooks.settings import Settings, warnings
from unibooks.store.engine import check_file, create_engine, database_file
from unibooks.store.migrate import migration_state
from unibooks.vault.ring import KeyRing, KeyRingError, SealBroken
from unibooks.vault.rotation import keys_in_use
from unibooks.vault.systems import list_systems
from unibooks.vault.tenants import list_tenants
from unibooks.vault.vault import Vault, key_ring

REACH_SECONDS: Final = 5

DRIFT_SECONDS: Final = 30
"""Exact refuses a refresh before 570 of a token's 600 seconds, so half a minute is all the room there is."""


class Level(Enum):
    """How something is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `found` says how it is, `cure` what to do, empty where nothing is to be done."""

    what: str
    level: Level
    found: str
    cure: str = ""


async def examine(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    """Everything, in the order in which it should be mended."""
    clock = clock or SystemClock()
    findings = [Finding("settings", Level.WARN, sentence) for sentence in warnings(settings)]
    ring, about_ring = _ring(settings)
    engine = create_engine(settings.database_url)
    try:
        ready, about_database = await _database(settings, engine)
        findings += [*about_database, about_ring]
        systems: set[str] = set()
        if ready and ring is not None:
            vault = Vault(engine, ring, clock)
            about_apps, systems = await _apps(vault)
            findings += [*await _rotation(vault), about_apps]
    finally:
        await engine.dispose()
    findings.append(_public_url(settings))
    for url in _addresses(settings, systems):
        findings += await _reach(url, clock)
    return findings


async def _database(settings: Settings, engine: AsyncEngine) -> tuple[bool, list[Finding]]:
    file = database_file(settings.database_url)
    try:
        if file is not None:
            check_file(file)
    except OSError as fault:
        cure = "Check UNIBOOKS_DATABASE_URL, and who owns the file and its folder."
        return False, [Finding("database", Level.FAIL, f"{file} cannot be used: {fault.strerror}.", cure)]
    if file is not None and not file.exists():
        cure = "Run `unibooks migrate`, or start `unibooks serve`, which makes it."
        return False, [Finding("database", Level.FAIL, f"There is no file {file} yet.", cure)]
    where = str(file) if file else f"PostgreSQL at {engine.url.host or 'the local socket'}"
    try:
        current, head = await migration_state(engine)
    except DBAPIError as fault:
        reason = (str(fault.orig).strip().splitlines() or [type(fault).__name__])[0]
        cure = "Check UNIBOOKS_DATABASE_URL and that the database server runs."
        return False, [Finding("database", Level.FAIL, f"{where} does not answer: {reason}", cure)]
    reached = Finding("database", Level.OK, f"{where} answers.")
    if current == head:
        return True, [reached, Finding("migrations", Level.OK, f"The schema is {head}, this version's own.")]
    stands = f"The schema is {current or 'missing'}, this version needs {head}."
    return False, [reached, Finding("migrations", Level.FAIL, stands, "Run `unibooks migrate`.")]


def _ring(settings: Settings) -> tuple[KeyRing | None, Finding]:
    try:
        ring = key_ring(settings, create=False)
    except KeyRingError as fault:
        cure = (
            "On a new installation `unibooks serve` makes it. If there was one, restore it from the backup: a new one "
        )
        cure += "cannot open what the old one sealed."
        text = str(fault).rstrip(".")
        return None, Finding("key ring", Level.FAIL, f"{text[:1].upper()}{text[1:]}.", cure)
    source = "UNIBOOKS_VAULT_KEYS" if settings.vault_keys else str(settings.vault_keys_file)
    return ring, Finding("key ring", Level.OK, f"{source} holds {', '.join(ring.key_ids)}, the first one seals.")


async def _rotation(vault: Vault) -> list[Finding]:
    """Whether a rotation is to be done or finished; nothing where the ring has the one key under which everything is."""
    newest, *older = vault.ring.key_ids
    used = await keys_in_use(vault)
    missing = sorted(set(used) - {newest, *older})
    if missing:
        count = sum(used[kid] for kid in missing)
        found = f"Secrets under a key that is not in the ring ({', '.join(missing)}): {count}."
        cure = "Put the key with that id back into the ring, from the backup; it must stay until `unibooks vault rotate` ends."
        return [Finding("rotation", Level.FAIL, found, cure)]
    waiting = sum(used[kid] for kid in older)
    if waiting:
        cure = "Run `unibooks vault rotate`, once every server was started with the new ring."
        return [Finding("rotation", Level.WARN, f"Secrets under an older key: {waiting}.", cure)]
    if older:
        found = f"Every secret is under {newest}; {', '.join(older)} can leave the ring once no backup needs them."
        return [Finding("rotation", Level.OK, found)]
    return []


async def _apps(vault: Vault) -> tuple[Finding, set[str]]:
    """Whether the stored client secrets open, and which target systems they are for."""
    systems: set[str] = set()
    count = 0
    try:
        for tenant in await list_tenants(vault):
            apps = await list_systems(vault, tenant.id)
            count += len(apps)
            systems |= {app.target_system for app in apps}
    except SealBroken as fault:
        cure = "Put the key with that id back into the key ring, or register the app again."
        return Finding("apps", Level.FAIL, f"A stored secret does not open: {fault}.", cure), systems
    if not count:
        cure = "Run `unibooks system register` for a tenant."
        return Finding("apps", Level.WARN, "No app is registered for any target system.", cure), systems
    return Finding("apps", Level.OK, f"{count} registered, their secrets open."), systems


def _public_url(settings: Settings) -> Finding:
    if urlsplit(settings.public_url).scheme == "https":
        return Finding("public URL", Level.OK, f"{settings.public_url}, by https.")
    found = f"{settings.public_url} is not https."
    cure = "Fine with a sandbox. The real Exact Online wants a public https address: set UNIBOOKS_PUBLIC_URL."
    return Finding("public URL", Level.OK if settings.exact_url else Level.WARN, found, cure)


def _addresses(settings: Settings, systems: set[str]) -> list[str]:
    """Where the apps' target systems are; where there is no app yet, the first system's address."""
    wanted = [c for c in CONNECTORS if c.system in systems] or CONNECTORS[:1]
    return list(dict.fromkeys(settings.exact_url or connector.base_url for connector in wanted))


async def _reach(url: str, clock: Clock) -> list[Finding]:
    """Whether the host answers at all, whatever it answers, and how far its clock is from ours."""
    what = f"reach {urlsplit(url).netloc}"
    timeout = aiohttp.ClientTimeout(total=REACH_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(url, allow_redirects=False) as answer,
        ):
            said, now = answer.headers.get("Date", ""), clock.now()
    except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
        reason = f"No answer within {REACH_SECONDS} s."
        if isinstance(fault, aiohttp.ClientConnectorError):
            reason = f"No connection: {fault.os_error.strerror or fault.os_error}."
        elif not isinstance(fault, TimeoutError):
            reason = f"No proper answer: {fault}."
        cure = "Check the network, a proxy or firewall in between, and UNIBOOKS_EXACT_URL if it is set."
        return [Finding(what, Level.FAIL, reason, cure)]
    reached = Finding(what, Level.OK, "It answers.")
    try:
        drift = (now - parsedate_to_datetime(said)).total_seconds()
    except (TypeError, ValueError):
        return [reached, Finding("clock", Level.WARN, "The host does not tell its time, so drift is not known.")]
    if abs(drift) <= DRIFT_SECONDS:
        return [reached, Finding("clock", Level.OK, f"Within {DRIFT_SECONDS} s of the host's.")]
    ahead = "ahead of" if drift > 0 else "behind"
    cure = "Set this machine's clock by NTP (timedatectl set-ntp true)."
    return [reached, Finding("clock", Level.FAIL, f"{abs(drift):.0f} s {ahead} the host's.", cure)]
