"""The controls of a running sandbox, as methods: for tests, for the command line, for any program.

Needs nothing but the standard library and the sandbox's address. Each method is one call under `/_sandbox/`.
"""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal
from urllib.parse import urlencode

from unibooks.sandbox import defaults

#: seconds that a control may take
_PATIENCE: Final = 30


class ControlError(Exception):
    """The sandbox refuses, or does not answer; the sentence says why."""


@dataclass(frozen=True)
class Tokens:
    """A pair of tokens with whose they are.

    Attributes:
        access_token: for the header `Authorization: Bearer ..`; lives ten minutes of the sandbox's time.
        refresh_token: for the token endpoint, from 570 seconds on.
        user: name of the user who consented.
        division: the company that he works in at present.
        companies: every company that the app may reach.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    user: str
    division: int
    companies: tuple[int, ...]


class SandboxClock:
    """The time that a sandbox believes in."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return _instant(self._controls.call("GET", "clock"))

    def advance(self, seconds: float = 0, **delta: float) -> datetime:
        """Move ahead by `seconds` and any `timedelta` arguments: `advance(minutes=10)`."""
        return self._post(advance=(timedelta(seconds=seconds) + timedelta(**delta)).total_seconds())

    def set(self, at: datetime) -> datetime:
        """Jump to an instant, also back; one without an offset is taken as UTC."""
        return self._post(set=at.isoformat())

    def freeze(self) -> datetime:
        """Stop the clock; it can still be moved."""
        return self._post(freeze=True)

    def thaw(self) -> datetime:
        """Let it run on from where it stands."""
        return self._post(freeze=False)

    def _post(self, **body: Any) -> datetime:
        return _instant(self._controls.call("POST", "clock", body))


class Controls:
    """A running sandbox's controls.

    Args:
        url: its address, without a slash at the end.
        certificate: file with the certificate of a sandbox that speaks TLS.

    Every method raises `ControlError` when the sandbox refuses or cannot be reached.
    """

    def __init__(self, url: str = defaults.URL, *, certificate: str | None = None) -> None:
        self._url = url.rstrip("/")
        context = ssl.create_default_context(cafile=certificate) if certificate else None
        # no proxy of the environment stands before a sandbox
        handlers = (urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
        self._open = urllib.request.build_opener(*handlers).open
        self.clock = SandboxClock(self)

    @property
    def url(self) -> str:
        """The address to use in the place of `https://start.exactonline.nl`."""
        return self._url

    def call(self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None) -> Any:
        """Call a control by its path and return its answer, None where it has none; empty values are not asked for."""
        asked = urlencode({name: value for name, value in (query or {}).items() if value not in (None, "", 0)})
        address = f"{self.url}/_sandbox/{path}" + (f"?{asked}" if asked else "")
        data = None if body is None else json.dumps(body, default=str).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310 - the caller's own address
        try:
            with self._open(request, timeout=_PATIENCE) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                raise ControlError(_reason(refused.code, refused.read())) from None
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "reason", fault)
            raise ControlError(f"no sandbox answers at {self.url}: {reason}") from None
        try:
            return json.loads(text) if text else None
        except ValueError:
            raise ControlError(f"what answers at {self.url} is not a sandbox") from None

    def fault(self, name: str, *, times: int = 1, path: str = "", method: str = "") -> None:
        """Let the next calls fail that match: `path` is a regular expression, "" means every call."""
        self.call("POST", "faults", {"fault": name, "times": times, "path": path, "method": method})

    def faults(self) -> list[dict[str, Any]]:
        """The failures that are still to come."""
        return self.call("GET", "faults")

    def clear_faults(self) -> None:
        """Let nothing fail any more on demand."""
        self.call("DELETE", "faults")

    def latency(self, seconds: float, *, path: str = "", method: str = "") -> None:
        """Hold up calls that match, in real time; what was set last goes first."""
        self.call("POST", "latency", {"seconds": seconds, "path": path, "method": method})

    def latencies(self) -> list[dict[str, Any]]:
        """How long which calls are held up."""
        return self.call("GET", "latency")

    def clear_latency(self) -> None:
        """Hold up nothing any more."""
        self.call("DELETE", "latency")

    def limits(self, **rules: int | bool) -> dict[str, Any]:
        """Change limits (`minute`, `day`, `errors`, `token_calls`, `enforced`) and return those in force."""
        return self.call("POST", "limits", rules) if rules else self.call("GET", "limits")

    def settings(self, **switches: Any) -> dict[str, Any]:
        """Turn switches and return how all of them stand."""
        return self.call("POST", "settings", switches) if switches else self.call("GET", "settings")

    def calls(
        self, *, method: str = "", path: str = "", status: int = 0, company: int = 0, after: int = 0
    ) -> list[dict[str, Any]]:
        """The calls so far, newest last, of which all of this is true; `path` is a regular expression."""
        wanted = {"method": method, "path": path, "status": status, "company": company, "after": after}
        return self.call("GET", "calls", query=wanted)

    def clear_calls(self) -> None:
        """Forget the calls so far."""
        self.call("DELETE", "calls")

    def webhooks(self) -> list[dict[str, Any]]:
        """The messages of webhooks: those that were sent first, then those on their way."""
        return self.call("GET", "webhooks")

    def match(
        self,
        division: int,
        *entries: object,
        lines: Iterable[object] = (),
        amount: Decimal | str | None = None,
    ) -> list[dict[str, Any]]:
        """Match entries by their EntryID, or ledger lines by their ID; returns what was taken of which line."""
        what = _entries_or_lines(entries, lines)
        body = {"division": division, **what, **({} if amount is None else {"amount": str(amount)})}
        return self.call("POST", "match", body)["matched"]

    def unmatch(self, division: int, *entries: object, lines: Iterable[object] = ()) -> None:
        """Undo the matches of entries or ledger lines."""
        self.call("POST", "unmatch", {"division": division, **_entries_or_lines(entries, lines)})

    def close_period(self, division: int, year: int, period: int, *, journal: str | None = None) -> None:
        """Let a financial period take no more bookings, for all journals or for one."""
        self._period(division, year, period, journal, closed=True)

    def open_period(self, division: int, year: int, period: int, *, journal: str | None = None) -> None:
        """Let a financial period take bookings again."""
        self._period(division, year, period, journal, closed=False)

    def _period(self, division: int, year: int, period: int, journal: str | None, *, closed: bool) -> None:
        body = {"division": division, "year": year, "period": period, "closed": closed}
        self.call("POST", "period", body if journal is None else {**body, "journal": journal})

    def process(self, division: int, entry: object, *, status: Literal[5, 20, 50] = 50) -> None:
        """Set an entry to 50 Processed, 20 Open or 5 Rejected."""
        self.call("POST", "process", {"division": division, "entry": str(entry), "status": status})

    def select_payments(self, division: int, *payments: object, selected: bool = True) -> None:
        """Select payment terms to suppliers for payment, by their ID in cashflow/Payments, or take them back."""
        keys = [str(payment) for payment in payments]
        self.call("POST", "select", {"division": division, "payments": keys, "selected": selected})

    def users(self) -> list[dict[str, Any]]:
        """Who can log in."""
        return self.call("GET", "users")

    def companies(self) -> list[dict[str, Any]]:
        """The companies, with the number of rows that each resource has."""
        return self.call("GET", "companies")

    def apps(self) -> list[dict[str, Any]]:
        """The registered apps with their secrets."""
        return self.call("GET", "apps")

    def register(self, *redirect_uris: str, **members: Any) -> dict[str, Any]:
        """Register an app, or change one, and return its credentials.

        Args:
            redirect_uris: where users may be sent back to.
            members: `client_id`, `client_secret`, `webhook_secret`, `scopes`, `filtered`; left out, secrets are made up.
        """
        return self.call("POST", "apps", {**members, **({"redirect_uris": redirect_uris} if redirect_uris else {})})

    def unregister(self, client_id: str) -> None:
        """Remove an app; its consents end."""
        self.call("DELETE", "apps", query={"client_id": client_id})

    def tokens(self, *, user: str = "", client_id: str = "", companies: Iterable[int] = ()) -> Tokens:
        """A fresh pair of tokens without a browser: of the first user, to the first app, for all his companies."""
        body = {"user": user, "client_id": client_id, "companies": list(companies)}
        found = self.call("POST", "tokens", {name: value for name, value in body.items() if value})
        return Tokens(
            found["access_token"],
            found["refresh_token"],
            found["user"],
            found["division"],
            tuple(found["companies"]),
        )

    def token(self, *, user: str = "", client_id: str = "", companies: Iterable[int] = ()) -> str:
        """A fresh access token; see `tokens`."""
        return self.tokens(user=user, client_id=client_id, companies=companies).access_token

    def consents(self) -> list[dict[str, Any]]:
        """Who has consented to which app."""
        return self.call("GET", "consents")

    def expire(self, *, user: str = "", client_id: str = "") -> None:
        """Let the access token of a consent be at its end."""
        self.call("POST", "expire", {"user": user, "client_id": client_id})

    def revoke(self, *, user: str = "", client_id: str = "") -> None:
        """End a consent: neither token works any more."""
        self.call("POST", "revoke", {"user": user, "client_id": client_id})

    def block(self, *, user: str | None = None, division: int | None = None, reason: str | None = None) -> None:
        """Turn every call of a user, or on a company, away; the Reason is one of Exact's."""
        whom = {"user": user} if division is None else {"division": division}
        self.call("POST", "block", whom if reason is None else {**whom, "reason": reason})

    def unblock(self, *, user: str | None = None, division: int | None = None) -> None:
        """Let a user in again, or open a company again."""
        self.block(user=user, division=division, reason="")

    def module(self, division: int, module: str, *, present: bool) -> None:
        """Take a module from a company's licence, or give it back."""
        self.call("POST", "module", {"division": division, "module": module, "present": present})

    def snapshot(self, name: str) -> None:
        """Keep the present state under a name."""
        self.call("POST", "snapshots", {"name": name})

    def snapshots(self) -> list[str]:
        """The names of the snapshots, `start` among them."""
        return self.call("GET", "snapshots")

    def restore(self, name: str) -> None:
        """Go back to a snapshot; it stays."""
        self.call("POST", "restore", {"name": name})

    def forget(self, name: str) -> None:
        """Drop a snapshot."""
        self.call("DELETE", "snapshots", query={"name": name})

    def reset(self) -> None:
        """Go back to how the sandbox began, and forget the calls so far."""
        self.call("POST", "reset")


def _entries_or_lines(entries: Iterable[object], lines: Iterable[object]) -> dict[str, list[str]]:
    listed = [str(line) for line in lines]
    return {"lines": listed} if listed else {"entries": [str(entry) for entry in entries]}


def _instant(answer: Any) -> datetime:
    return datetime.fromisoformat(answer["now"])


def _reason(status: int, body: bytes) -> str:
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return f"it answered {status}"
