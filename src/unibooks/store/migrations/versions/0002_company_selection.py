"""The end user's choice of a company, delivery of account keys by POST, and how hosted pages look"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("authorisations") as table:
        table.add_column(sa.Column("webhook_callback_url", sa.Text()))
        table.add_column(sa.Column("grant_id", sa.String(36)))
        table.add_column(sa.Column("user_name", sa.Text()))
        table.create_foreign_key("fk_authorisations_grant_id", "grants", ["grant_id"], ["id"])
        table.create_index("ix_authorisations_grant_id", ["grant_id"])
    with op.batch_alter_table("tenants") as table:
        table.add_column(sa.Column("page_style", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("tenants") as table:
        table.drop_column("page_style")
    with op.batch_alter_table("authorisations") as table:
        table.drop_index("ix_authorisations_grant_id")
        table.drop_constraint("fk_authorisations_grant_id", type_="foreignkey")
        table.drop_column("user_name")
        table.drop_column("grant_id")
        table.drop_column("webhook_callback_url")
