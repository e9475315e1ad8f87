"""webhooks/WebhookSubscriptions: what a subscription needs before Exact tries its address."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from unibooks.connectors.exact.target.webhooks import WebhookSubscription
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import App, Refused, Row, Write, Writer
from unibooks.sandbox.exact.webhooks.topics import TOPICS


def create(write: Write, given: Row) -> Row:
    """Subscribe the app to a topic of the company.

    `IsInstant` cannot be written and is dropped: it is said to be an error for most topics [P], and a client sends it
    with one of those and lives [M].

    Raises:
        Refused: topic or address missing, an unknown topic, an address that is not https or not of the app's domain,
            or a second subscription to the topic.
    """
    faults = Faults(write.user)
    topic, url = (given.get("Topic") or "").strip(), (given.get("CallbackURL") or "").strip()
    if not topic:
        faults.add(texts.MISSING, texts.TOPIC)
    elif topic not in TOPICS:
        faults.add(texts.INVALID, texts.TOPIC)
    if not url:
        faults.add(texts.MISSING, texts.CALLBACK_URL)
    elif write.app is None or not acceptable(url, write.app):
        faults.add(texts.INVALID, texts.CALLBACK_URL)
    faults.stop()
    app = write.app or App("", "")
    table = write.company[WebhookSubscription]
    if any(row["Topic"] == topic for row in table.where("ClientID", app.key)):
        # [H] one subscription per topic, app and company
        raise Refused(texts.EXISTS.to(write.user))
    row = born(write, WebhookSubscription) | {
        "CallbackURL": url,
        "ClientID": app.key,
        "Description": given.get("Description"),
        "IsInstant": False,
        "Topic": topic,
        "UserID": write.user.id,
    }
    return table.add(row)


def delete(write: Write, row: Row) -> None:
    """End a subscription; messages of it that were not delivered yet are dropped [I]."""
    write.company[WebhookSubscription].remove(row["ID"])


def acceptable(url: str, app: App) -> bool:
    """[H] https, on the domain that the app's users are sent back to.

    An address of this machine or of a host without a dot, as containers have, may be plain http and stand anywhere:
    tests have their receiver there.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _near(host):
        return parts.scheme in ("http", "https")
    homes = {_domain(urlsplit(uri).hostname or "") for uri in app.redirect_uris}
    return parts.scheme == "https" and (_domain(host) in homes or all(_near(home) for home in homes))


def _near(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or ":" in host or (bool(host) and "." not in host)


def _domain(host: str) -> str:
    """The last two labels [I]: how Exact compares domains is not known."""
    return ".".join(host.lower().split(".")[-2:]) if not _near(host) else host


#: [H] a subscription cannot be changed, although the index lists PUT.
WRITER: Final = Writer(create, delete=delete)
