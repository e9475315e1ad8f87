"""Messages on their way: sent at once, again when they fail, and in no order that anybody could rely on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from unibooks.connectors.exact.target.webhooks import WebhookSubscription
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.state import App, Change, Company, Delivery, Row, World
from unibooks.sandbox.exact.webhooks import message
from unibooks.sandbox.exact.webhooks.events import Event, events
from unibooks.sandbox.exact.webhooks.post import Poster

#: [M] tries after the first one, the nth 2^n minutes after the one before: about 34 hours in all
RETRIES: Final = 10
#: deliveries that are over and still shown; the oldest are forgotten first
_REMEMBERED: Final = 1_000
#: seconds of real time between two looks at a clock that may stand still
_SHORTEST: Final = 0.2
_LONGEST: Final = 60.0

#: What a call wrote, by company.
Taken = list[tuple[Company, list[Change]]]


def _none(_: str) -> str:
    return ""


class Outbox:
    """Turns what calls did into messages, and sends them.

    Args:
        world: where subscriptions and messages are kept.
        trouble: gives the failure that the next message of a topic is to suffer, "" for none.
        late: how long a late message waits, in the sandbox's time.
        keep: called after each message that was sent, for whoever writes down which are left.
    """

    def __init__(
        self,
        world: World,
        trouble: Callable[[str], str] = _none,
        late: timedelta = timedelta(minutes=30),
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        self._world = world
        self._keep = keep
        self._trouble = trouble
        self._late = late
        self._poster = Poster()
        self._sending: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()

    def watch(self) -> None:
        """Look at every write from now on; called before each call, as companies may have come in between."""
        for company in self._world.companies.values():
            if company.versions.journal is None:
                company.versions.journal = []

    def take(self) -> Taken:
        """What was written since the last look: taken right after a call, so that it holds that call's writes only."""
        taken: Taken = []
        for company in self._world.companies.values():
            if company.versions.journal:
                taken.append((company, company.versions.journal))
                company.versions.journal = []
        return taken

    async def verify(self, taken: Taken) -> str:
        """Try the address of each new subscription with an empty POST [H].

        Returns:
            "" when all answered well, else Exact's sentence about the first that did not; it is gone then.
        """
        for company, changes in taken:
            for change in changes:
                if change.entity is not WebhookSubscription or change.action != "Create":
                    continue
                status, phrase = await self._poster.post(change.row["CallbackURL"], b"")
                if not 200 <= status < 300:
                    company[WebhookSubscription].remove(change.key)
                    # [H] the sentence quotes the answer, phrase and all; what it says of a silent address is [I]
                    said = f"{status} {phrase}" if status else phrase
                    prefix = texts.INVALID.to(self._world.users[change.row["Creator"]])
                    return f"{prefix}: Post to callback URL endpoint returns {said}"
        return ""

    def queue(self, taken: Taken, origin: str) -> None:
        """Queue the messages of what was written.

        Within one call the last event goes first: Exact promises no order [H], so nobody gets to rely on one.

        Args:
            taken: what `take` gave.
            origin: scheme and host that addresses in the messages begin with.
        """
        for company, changes in taken:
            subscribed = list(company[WebhookSubscription])
            if subscribed:
                for event in reversed(events(changes)):
                    self._queue(company, event, subscribed, origin)
        if self._world.deliveries:
            self.hurry()

    def hurry(self) -> None:
        """Send what is due: after a call that queued something, or when the clock was moved."""
        self._wake.set()
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop sending; what waits stays in the world."""
        if self._sending is not None:
            self._sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sending
        await self._poster.close()

    def _queue(self, company: Company, event: Event, subscribed: Iterable[Row], origin: str) -> None:
        for row in subscribed:
            app = self._app(row)
            if row["Topic"] != event.topic or app is None:
                continue
            at = self._world.local(company)
            text = message.content(event, origin=origin, client_id=app.client_id, company=company.code, at=at)
            now = self._world.clock.now()
            delivery = Delivery(company.code, row["ID"], event.topic, str(event.key), event.action, text, now)
            trouble = self._trouble(event.topic)
            if trouble == "webhook_dropped":
                self._over(replace(delivery, outcome="dropped"))
                continue
            wait = self._late if trouble == "webhook_late" else timedelta()
            delivery = replace(delivery, due=now + wait)
            self._world.deliveries += [delivery] * (2 if trouble == "webhook_duplicate" else 1)

    def _app(self, subscription: Row) -> App | None:
        return next((app for app in self._world.apps.values() if app.key == subscription["ClientID"]), None)

    async def _run(self) -> None:
        """Send until nothing waits; between two messages the clock decides when the next one is due."""
        while self._world.deliveries:
            now = self._world.clock.now()
            delivery = next((waiting for waiting in self._world.deliveries if waiting.due <= now), None)
            if delivery is None:
                soonest = min(waiting.due for waiting in self._world.deliveries)
                self._wake.clear()
                with contextlib.suppress(TimeoutError):
                    pause = min(max((soonest - now).total_seconds(), _SHORTEST), _LONGEST)
                    await asyncio.wait_for(self._wake.wait(), pause)
                continue
            await self._send(delivery)
            self._keep()

    async def _send(self, delivery: Delivery) -> None:
        company = self._world.companies.get(delivery.company)
        row = company[WebhookSubscription].rows.get(delivery.subscription) if company else None
        app = self._app(row) if row is not None else None
        if row is None or app is None:
            self._replace(delivery, replace(delivery, outcome="unsubscribed"))
            return
        status, _ = await self._poster.post(row["CallbackURL"], message.message(delivery.content, app.webhook_secret))
        attempts = delivery.attempts + 1
        tried = replace(delivery, attempts=attempts, status=status)
        if 200 <= status < 300:
            self._replace(delivery, replace(tried, outcome="delivered"))
        elif attempts > RETRIES:
            self._replace(delivery, replace(tried, outcome="given up"))
        else:
            self._replace(delivery, replace(tried, due=self._world.clock.now() + timedelta(minutes=2**attempts)))

    def _replace(self, old: Delivery, new: Delivery) -> None:
        with contextlib.suppress(ValueError):  # restored or reset while it was on its way
            self._world.deliveries.remove(old)
            if new.outcome:
                self._over(new)
            else:
                self._world.deliveries.append(new)

    def _over(self, delivery: Delivery) -> None:
        self._world.delivered.append(delivery)
        del self._world.delivered[:-_REMEMBERED]
