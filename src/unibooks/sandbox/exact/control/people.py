"""Who there is: users, companies, apps, consents; and tokens without a browser."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, Final, Literal, cast

from unibooks.sandbox.exact import access
from unibooks.sandbox.exact.control.given import Given
from unibooks.sandbox.exact.control.panel import Control, Panel
from unibooks.sandbox.exact.oauth import Grant
from unibooks.sandbox.exact.state import App, Company, User

_APP: Final = {"client_id": "of the app; the first one by default"}
_CONSENT: Final = {**_APP, "user": "name of the user; the first one by default"}


def _user(user: User) -> dict[str, Any]:
    return {
        "id": str(user.id),
        "name": user.name,
        "full_name": user.full_name,
        "email": user.email,
        "language": user.language,
        "companies": list(user.companies),
        "current": user.current,
        "refusal": user.refusal,
    }


def _company(company: Company) -> dict[str, Any]:
    return {
        "division": company.code,
        "name": company.name,
        "country": company.country.strip(),
        "currency": company.currency,
        "financial_years": sorted(company.financial_years),
        "closed_periods": [list(period) for period in sorted(company.closed_periods)],
        "refusal": company.refusal,
        "missing_modules": sorted(company.missing),
        "rows": {entity.path: len(table) for entity, table in company.tables.items() if len(table)},
    }


def _described(app: App) -> dict[str, Any]:
    return {
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uris": list(app.redirect_uris),
        "scopes": None if app.scopes is None else dict(app.scopes),
        "filtered": app.filtered,
        "webhook_secret": app.webhook_secret,
    }


def _consent(grant: Grant) -> dict[str, Any]:
    return {
        "client_id": grant.app.client_id,
        "user": grant.user.name,
        "companies": sorted(grant.companies),
        "issued": grant.issued.isoformat() if grant.issued else None,
        "ended": grant.ended,
    }


def _app(panel: Panel, given: Given) -> App:
    client_id = given.text("client_id", "")
    found = panel.world.apps.get(client_id) if client_id else next(iter(panel.world.apps.values()), None)
    if found is None:
        raise ValueError("client_id must be that of a registered app")
    return found


def _register(panel: Panel, given: Given) -> dict[str, Any]:
    client_id = given.text("client_id", "") or str(uuid.uuid4())
    known = panel.world.apps.get(client_id)
    uris = given.texts("redirect_uris") or (known.redirect_uris if known else ())
    if not uris:
        raise ValueError("redirect_uris must be a list of one or more addresses")
    app = known or App(client_id, secrets.token_urlsafe(24), webhook_secret=secrets.token_urlsafe(16))
    app.client_secret = given.text("client_secret", app.client_secret)
    app.webhook_secret = given.text("webhook_secret", app.webhook_secret)
    app.redirect_uris = uris
    app.filtered = given.yes("filtered", app.filtered)
    if "scopes" in given.members:
        app.scopes = _scopes(given)
    panel.world.apps[client_id] = app
    return _described(app)


def _scopes(given: Given) -> dict[str, Literal["read", "manage"]] | None:
    wanted: Any = given.members["scopes"]
    if wanted is None:
        return None
    if isinstance(wanted, list):
        wanted = dict.fromkeys(given.texts("scopes"), "manage")
    found = cast("dict[str, Any]", wanted) if isinstance(wanted, dict) else {"": ""}
    if not all(right in ("read", "manage") for right in found.values()):
        raise ValueError("scopes must be a list of scopes, or an object that says read or manage of each")
    unknown = sorted(found.keys() - set(access.SCOPES))
    if unknown:
        raise ValueError(f"there is no scope {unknown[0]!r}; there are {', '.join(access.SCOPES)}")
    return cast("dict[str, Literal['read', 'manage']]", found)


def _block(panel: Panel, given: Given) -> None:
    if ("user" in given) == ("division" in given):
        raise ValueError("either user or division must be given")
    if "user" in given:
        access.block_user(panel.user(given), given.text("reason", "BlockedUser"))
    else:
        access.block_company(panel.company(given), given.text("reason", "DivisionBlocked"))


def _module(panel: Panel, given: Given) -> None:
    access.set_module(panel.company(given), given.text("module"), present=given.yes("present", True))


def _unregister(panel: Panel, given: Given) -> None:
    app = panel.world.apps.pop(_app(panel, given).client_id)
    for grant in panel.consents.grants():
        if grant.app is app:
            panel.consents.revoke(grant)


def _pair(panel: Panel, given: Given) -> dict[str, Any]:
    """A code and its exchange, as after a login; it counts as a token call."""
    app, user = _app(panel, given), panel.user(given)
    wanted = given.wholes("companies") or user.companies
    if not set(wanted) <= set(user.companies):
        raise ValueError(f"companies must be among those that the user may open: {', '.join(map(str, user.companies))}")
    if not app.redirect_uris:
        raise ValueError("the app has no redirect URI")
    uri = app.redirect_uris[0]
    code = panel.consents.issue_code(app, user, frozenset(wanted), uri)
    form = {"client_id": app.client_id, "client_secret": app.client_secret, "redirect_uri": uri, "code": code}
    pair = panel.consents.token({"grant_type": "authorization_code", **form})
    return {**pair, "user": user.name, "companies": list(wanted), "division": user.current}


def _grant(panel: Panel, given: Given) -> Grant:
    app, user = _app(panel, given), panel.user(given)
    found = next((one for one in panel.consents.grants() if one.app is app and one.user is user), None)
    if found is None:
        raise ValueError(f"{user.name} has not consented to that app")
    return found


CONTROLS: Final = (
    Control("GET", "users", "Who can log in.", lambda panel, _: [_user(one) for one in panel.world.users.values()]),
    Control(
        "GET",
        "companies",
        "The companies, with the number of rows that each resource has.",
        lambda panel, _: [_company(one) for one in panel.world.companies.values()],
    ),
    Control(
        "GET",
        "apps",
        "The registered apps with their secrets, which guard nothing but the sandbox.",
        lambda panel, _: [_described(one) for one in panel.world.apps.values()],
    ),
    Control(
        "POST",
        "apps",
        "Register an app, or change one; answers with its credentials.",
        _register,
        {
            "client_id": "made up when it is left out",
            "client_secret": "likewise",
            "redirect_uris": "list of addresses that users may be sent back to",
            "scopes": "list of scopes, or an object that says `read` or `manage` of each; all when it is left out",
            "filtered": "whether large lists are refused to it without a filter",
            "webhook_secret": "signs its webhooks; made up when it is left out",
        },
        writes=True,
    ),
    Control("DELETE", "apps", "Remove an app; its consents end.", _unregister, _APP, writes=True),
    Control(
        "POST",
        "tokens",
        "A fresh pair of tokens, as after a login and consent, without a browser.",
        _pair,
        {**_CONSENT, "companies": "the companies to allow; all by default"},
        writes=True,
    ),
    Control(
        "POST",
        "block",
        "Turn every call of a user, or on a company, away with a Reason; an empty one lets them in again.",
        _block,
        {
            "user": "name of a user",
            "division": "instead of it, number of a company",
            "reason": f"{', '.join(sorted(access.OF_USERS))}; {', '.join(sorted(access.OF_COMPANIES))}",
        },
        writes=True,
    ),
    Control(
        "POST",
        "module",
        "Take a module from a company's licence, or give it back.",
        _module,
        {
            "division": "number of the company",
            "module": f"one of {', '.join(access.MODULES)}",
            "present": "`false` takes it away",
        },
        writes=True,
    ),
    Control(
        "GET",
        "consents",
        "Who has consented to which app.",
        lambda p, _: [_consent(one) for one in p.consents.grants()],
    ),
    Control(
        "POST",
        "expire",
        "Let the access token of a consent be at its end, as if its ten minutes had passed.",
        lambda panel, given: panel.consents.expire(_grant(panel, given)),
        _CONSENT,
        writes=True,
    ),
    Control(
        "POST",
        "revoke",
        "End a consent, as the user does in Exact: neither token works any more.",
        lambda panel, given: panel.consents.revoke(_grant(panel, given)),
        _CONSENT,
        writes=True,
    ),
)
