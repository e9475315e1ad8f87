"""The tables, in the words of the architecture: tenants, systems, grants, connections.

Ids are UUIDs as text. A column whose name ends in `_sealed` holds a ciphertext that is bound to its row and
column and is never anything else; `SEALED` lists them. Instants are UTC and come back aware on every
database. No value is ever computed by the database's clock.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

TEXT_INSTANT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


class Instant(TypeDecorator[datetime]):
    """An aware datetime: `timestamptz` on PostgreSQL, on SQLite a text of fixed width that sorts by time."""

    impl = DateTime(timezone=True).with_variant(String(27), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant is stored with its zone; this datetime has none")
        utc = value.astimezone(UTC)
        # Not strftime: it writes the year 999 with three digits on Linux, and the text would no longer sort.
        return f"{utc.replace(tzinfo=None).isoformat(timespec='microseconds')}Z" if _textual(dialect) else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if _textual(dialect):
            return datetime.strptime(value, TEXT_INSTANT).replace(tzinfo=UTC)
        return value.astimezone(UTC)


def _textual(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"


ID = String(36)

tenants = Table(
    "tenants",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("callback_url", Text),
    Column("cancel_callback_url", Text),
    Column("signing_secret_sealed", Text),
    # How the pages look that this tenant's customers see: JSON, checked before it is stored.
    Column("page_style", Text),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("tenant_id", ID, ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

systems = Table(
    "systems",
    metadata,
    Column("id", ID, primary_key=True),
    Column("tenant_id", ID, ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("target_system", String(40), nullable=False),
    Column("client_id", Text, nullable=False),
    Column("client_secret_sealed", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("tenant_id", "target_system"),
)

grants = Table(
    "grants",
    metadata,
    Column("id", ID, primary_key=True),
    Column("host", String(255), nullable=False),
    Column("client_id", String(255), nullable=False),
    Column("user_id", String(255), nullable=False),
    Column("access_token_sealed", Text),
    Column("refresh_token_sealed", Text),
    Column("obtained_at", Instant),
    Column("expires_at", Instant),
    Column("state", String(10), nullable=False),
    # Counts token pairs and nothing else: whoever stores a pair names the version it was refreshed from.
    Column("version", Integer, nullable=False),
    Column("lease_owner", String(36)),
    Column("lease_until", Instant),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("host", "client_id", "user_id"),
)

connections = Table(
    "connections",
    metadata,
    Column("id", ID, primary_key=True),
    Column("tenant_id", ID, ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("target_system", String(40), nullable=False),
    Column("grant_id", ID, ForeignKey("grants.id"), nullable=False, index=True),
    Column("account_key_index", String(64), nullable=False, unique=True),
    Column("account_key_sealed", Text, nullable=False),
    Column("company_id", String(80)),
    Column("user_name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("connected_at", Instant, nullable=False),
    Index(None, "tenant_id", "target_system"),
)

authorisations = Table(
    "authorisations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("state_hash", String(64), nullable=False, unique=True),
    Column("tenant_id", ID, ForeignKey("tenants.id", ondelete="CASCADE"), nullable=False),
    Column("target_system", String(40), nullable=False),
    Column("callback_url", Text),
    Column("cancel_callback_url", Text),
    Column("include_signature", Boolean, nullable=False),
    Column("environment_selection", Boolean, nullable=False),
    Column("company_id", String(80)),
    Column("connection_id", ID, ForeignKey("connections.id", ondelete="CASCADE")),
    Column("webhook_callback_url", Text),
    # Both are there once the end user has consented and has yet to choose a company.
    Column("grant_id", ID, ForeignKey("grants.id"), index=True),
    Column("user_name", Text),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

SEALED: Final = (
    (tenants, "signing_secret_sealed"),
    (systems, "client_secret_sealed"),
    (grants, "access_token_sealed"),
    (grants, "refresh_token_sealed"),
    (connections, "account_key_sealed"),
)
"""Every column that holds a ciphertext."""
