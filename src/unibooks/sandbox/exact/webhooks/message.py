"""The message of an event, character by character, and its signature."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from typing import Final

from unibooks.sandbox.exact.odata import keys
from unibooks.sandbox.exact.webhooks.events import Event

_COMPACT: Final = (",", ":")


def content(event: Event, *, origin: str, client_id: str, company: int, at: datetime) -> str:
    """The `Content` object: compact JSON, members in this order [R].

    Args:
        event: what happened.
        origin: scheme and host that addresses begin with.
        client_id: the app.
        company: the company's number.
        at: when, on the company's wall clock; written without a zone, in milliseconds [R].
    """
    key = keys.text(event.entity, keys.named(event.entity, event.key))
    members = {
        "Topic": event.topic,
        "ClientId": client_id,
        "Division": company,
        "Action": event.action,
        "Key": str(event.key),
        "ExactOnlineEndpoint": f"{origin}/api/v1/{company}/{event.entity.path}({key})",
        "EventCreatedOn": at.isoformat(timespec="milliseconds"),
    }
    return json.dumps(members, separators=_COMPACT)


def hash_code(text: str, secret: str) -> str:
    """[H] upper-case hexadecimal HMAC-SHA256 of the raw characters of `Content`, its braces included."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


def message(text: str, secret: str) -> bytes:
    """The whole body that is sent, around a `Content` already written."""
    return f'{{"Content":{text},"HashCode":"{hash_code(text, secret)}"}}'.encode()
