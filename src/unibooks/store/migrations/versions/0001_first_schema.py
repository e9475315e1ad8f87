"""First schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
ID = sa.String(36)


def upgrade() -> None:
    op.create_table(
        "grants",
        sa.Column("id", ID, nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("client_id", sa.String(255), nullable=False),
        sa.Column("user_id", sa.String(255), nullable=False),
        sa.Column("access_token_sealed", sa.Text()),
        sa.Column("refresh_token_sealed", sa.Text()),
        sa.Column("obtained_at", INSTANT),
        sa.Column("expires_at", INSTANT),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lease_owner", ID),
        sa.Column("lease_until", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.UniqueConstraint("host", "client_id", "user_id", name="uq_grants_host_client_id_user_id"),
    )
    op.create_table(
        "tenants",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("callback_url", sa.Text()),
        sa.Column("cancel_callback_url", sa.Text()),
        sa.Column("signing_secret_sealed", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_tenants"),
        sa.UniqueConstraint("name", name="uq_tenants_name"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_api_keys_tenant_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("hash", name="uq_api_keys_hash"),
    )
    op.create_index("ix_api_keys_tenant_id", "api_keys", ["tenant_id"])

    op.create_table(
        "connections",
        sa.Column("id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("target_system", sa.String(40), nullable=False),
        sa.Column("grant_id", ID, nullable=False),
        sa.Column("account_key_index", sa.String(64), nullable=False),
        sa.Column("account_key_sealed", sa.Text(), nullable=False),
        sa.Column("company_id", sa.String(80)),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("connected_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name="fk_connections_grant_id"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_connections_tenant_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_connections"),
        sa.UniqueConstraint("account_key_index", name="uq_connections_account_key_index"),
    )
    op.create_index("ix_connections_grant_id", "connections", ["grant_id"])
    op.create_index("ix_connections_tenant_id_target_system", "connections", ["tenant_id", "target_system"])

    op.create_table(
        "systems",
        sa.Column("id", ID, nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("target_system", sa.String(40), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("client_secret_sealed", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_systems_tenant_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_systems"),
        sa.UniqueConstraint("tenant_id", "target_system", name="uq_systems_tenant_id_target_system"),
    )
    op.create_table(
        "authorisations",
        sa.Column("id", ID, nullable=False),
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("tenant_id", ID, nullable=False),
        sa.Column("target_system", sa.String(40), nullable=False),
        sa.Column("callback_url", sa.Text()),
        sa.Column("cancel_callback_url", sa.Text()),
        sa.Column("include_signature", sa.Boolean(), nullable=False),
        sa.Column("environment_selection", sa.Boolean(), nullable=False),
        sa.Column("company_id", sa.String(80)),
        sa.Column("connection_id", ID),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["connection_id"], ["connections.id"], name="fk_authorisations_connection_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_authorisations_tenant_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_authorisations"),
        sa.UniqueConstraint("state_hash", name="uq_authorisations_state_hash"),
    )
    op.create_index("ix_authorisations_expires_at", "authorisations", ["expires_at"])


def downgrade() -> None:
    op.drop_index("ix_authorisations_expires_at", table_name="authorisations")

    op.drop_table("authorisations")
    op.drop_table("systems")
    op.drop_index("ix_connections_tenant_id_target_system", table_name="connections")
    op.drop_index("ix_connections_grant_id", table_name="connections")

    op.drop_table("connections")
    op.drop_index("ix_api_keys_tenant_id", table_name="api_keys")

    op.drop_table("api_keys")
    op.drop_table("tenants")
    op.drop_table("grants")
