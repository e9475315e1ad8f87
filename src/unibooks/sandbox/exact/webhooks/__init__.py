"""Webhooks: what happened, and the messages that tell of it."""

from __future__ import annotations

from unibooks.sandbox.exact.webhooks.outbox import Outbox

__all__ = ["Outbox"]
