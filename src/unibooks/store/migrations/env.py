"""Alembic runs this file; the connection is handed over by `unibooks.store.migrate` and is inside a
transaction."""

from __future__ import annotations

from alembic import context

from unibooks.store.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations are run by unibooks itself: unibooks.store.migrate.migrate(url)")
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
