"""Tenants, their API keys, and the pages their customers return to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from unibooks.core.errors import Fault, InvalidRequest, UnknownApiKey
from unibooks.core.secret import Secret
from unibooks.store import api_keys, tenants
from unibooks.store.engine import reading, writing
from unibooks.store.rows import new_id
from unibooks.vault.keys import digest, make_api_key, make_signing_secret
from unibooks.vault.vault import Tenant, Vault


@dataclass(frozen=True)
class ApiKey:
    """What is known of an API key once its text has been handed out."""

    id: str
    label: str
    created_at: datetime
    revoked_at: datetime | None


async def create_tenant(vault: Vault, name: str) -> Tenant:
    """A new tenant.

    Raises:
        InvalidRequest: the name is empty or taken.
    """
    name = name.strip()
    if not name:
        raise InvalidRequest([Fault("name", "a tenant needs a name", "REQUIRED")])
    row = tenants.TenantRow(id=new_id(), name=name, created_at=vault.clock.now())
    async with writing(vault.engine) as connection:
        if await tenants.tenant_named(connection, name) is not None:
            raise InvalidRequest([Fault("name", f"there is a tenant named '{name}' already", "TAKEN")])
        await tenants.add_tenant(connection, row)
    return _tenant(row)


async def list_tenants(vault: Vault) -> list[Tenant]:
    """Every tenant, oldest first."""
    async with reading(vault.engine) as connection:
        return [_tenant(row) for row in await tenants.all_tenants(connection)]


async def find_tenant(vault: Vault, name_or_id: str) -> Tenant:
    """The tenant of that name or id.

    Raises:
        InvalidRequest: there is none.
    """
    async with reading(vault.engine) as connection:
        row = await tenants.tenant_named(connection, name_or_id) or await tenants.tenant(connection, name_or_id)
    if row is None:
        message = f"there is no tenant '{name_or_id}'; `unibooks tenant list` shows those there are"
        raise InvalidRequest([Fault("tenant", message, "UNKNOWN")])
    return _tenant(row)


async def authenticate(vault: Vault, api_key: str) -> Tenant:
    """The tenant of an API key.

    Raises:
        UnknownApiKey: no tenant has it, or it was revoked (by another process: up to half a minute ago).
    """
    key_hash = digest(Secret(api_key))

    async def find() -> Tenant | None:
        async with reading(vault.engine) as connection:
            row = await api_keys.tenant_by_key(connection, key_hash)
        return None if row is None else _tenant(row)

    tenant = await vault.tenants.recall(key_hash, find) if api_key else None
    if tenant is None:
        raise UnknownApiKey("X-API-KEY is missing, unknown or revoked; make one with `unibooks key create`.")
    return tenant


async def create_api_key(vault: Vault, tenant_id: str, label: str = "") -> tuple[ApiKey, Secret]:
    """A new API key and its text, which cannot be shown again."""
    text = make_api_key()
    row = api_keys.ApiKeyRow(
        id=new_id(), tenant_id=tenant_id, hash=digest(text), label=label, created_at=vault.clock.now()
    )
    async with writing(vault.engine) as connection:
        await api_keys.add_api_key(connection, row)
    return _api_key(row), text


async def list_api_keys(vault: Vault, tenant_id: str) -> list[ApiKey]:
    """The tenant's keys, oldest first, the revoked ones included."""
    async with reading(vault.engine) as connection:
        return [_api_key(row) for row in await api_keys.api_keys_of(connection, tenant_id)]


async def revoke_api_key(vault: Vault, key: str) -> ApiKey:
    """Revoke an API key, named by its id or by its text. It ends here at once, in other processes within 30
    s.

    Raises:
        InvalidRequest: there is no live key of that id or text. The text is not quoted.
    """
    async with writing(vault.engine) as connection:
        row = await api_keys.revoke(connection, key, digest(Secret(key)), vault.clock.now())
    vault.tenants.forget()
    if row is None:
        raise InvalidRequest([Fault("key", "there is no live API key of that id or text", "UNKNOWN")])
    return _api_key(row)


async def set_callback_urls(
    vault: Vault, tenant_id: str, callback_url: str | None, cancel_callback_url: str | None
) -> None:
    """Where this tenant's customers return to when the request to connect does not say.

    Raises:
        InvalidRequest: an address is not http or https.
    """
    check_addresses([("callbackUrl", callback_url), ("cancelCallbackUrl", cancel_callback_url)])
    async with writing(vault.engine) as connection:
        await tenants.set_callback_urls(connection, tenant_id, callback_url, cancel_callback_url)
    vault.tenants.forget()


async def signing_secret(vault: Vault, tenant_id: str) -> Secret | None:
    """The secret that signs what this tenant's customers and servers are sent; None while it has none."""
    async with reading(vault.engine) as connection:
        row = await tenants.tenant(connection, tenant_id)
    return None if row is None else open_signing_secret(vault, row)


async def renew_signing_secret(vault: Vault, tenant_id: str) -> Secret:
    """A new signing secret; the one before it signs nothing any more."""
    made = make_signing_secret()
    async with writing(vault.engine) as connection:
        await tenants.set_signing_secret(connection, tenant_id, vault.ring.seal(made, **_signing_place(tenant_id)))
    return made


def open_signing_secret(vault: Vault, row: tenants.TenantRow) -> Secret | None:
    """The signing secret of a tenant's row."""
    sealed = row.signing_secret_sealed
    return None if sealed is None else vault.ring.open(sealed, **_signing_place(row.id))


async def page_style(vault: Vault, tenant_id: str) -> dict[str, str]:
    """How the pages look that this tenant's customers see, as it was stored; empty where nothing was."""
    async with reading(vault.engine) as connection:
        row = await tenants.tenant(connection, tenant_id)
    return {} if row is None or row.page_style is None else json.loads(row.page_style)


async def set_page_style(vault: Vault, tenant_id: str, style: Mapping[str, str]) -> None:
    """Store it; whoever calls this has checked it."""
    async with writing(vault.engine) as connection:
        await tenants.set_page_style(connection, tenant_id, json.dumps(dict(style)))


def check_addresses(addresses: Iterable[tuple[str, str | None]]) -> None:
    """Refuse pages to return to that a browser should not be sent to; an absent one is fine.

    Raises:
        InvalidRequest: naming every field that is not an absolute http or https address.
    """
    faults = [
        Fault(field, "write an absolute address, for example https://app.example.com/done", "INVALID_URL")
        for field, url in addresses
        if url is not None and not _is_web_address(url)
    ]
    if faults:
        raise InvalidRequest(faults)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url == url.strip()
    except ValueError:
        return False


def _signing_place(tenant_id: str) -> dict[str, str]:
    return {"table": "tenants", "row": tenant_id, "column": "signing_secret_sealed"}


def _tenant(row: tenants.TenantRow) -> Tenant:
    return Tenant(row.id, row.name, row.callback_url, row.cancel_callback_url, row.created_at)


def _api_key(row: api_keys.ApiKeyRow) -> ApiKey:
    return ApiKey(row.id, row.label, row.created_at, row.revoked_at)
