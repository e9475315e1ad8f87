"""Who may do what: users and companies that are blocked, the scopes of an app, the modules of a company's licence.

Each of these answers 403. Why stands in the header `Reason` [H] or, for a scope, in the sentence [H].
"""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.core.target import Entity
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.state import App, Company, User

#: [H] the Reasons that lie with a user, and those that lie with a company.
OF_USERS: Final = frozenset({"BlockedUser", "InactiveUser"})
OF_COMPANIES: Final = frozenset({"BlockedCustomer", "LicenseExpired", "DivisionBlocked"})

#: Modules and what they hold, by the beginning of a path in lower case. That a company without them is answered 403 is
#: [M]; which endpoints belong to which of them is [I] but for purchase/PurchaseInvoices and ReportingBalance.
MODULES: Final[dict[str, tuple[str, ...]]] = {
    "purchase": ("purchase/", "purchaseorder/"),
    "reporting": ("financial/reportingbalance",),
    "projects": ("project/", "sync/project/", "bulk/project/"),
    "sales orders": ("salesorder/", "sync/salesorder/", "bulk/salesorder/"),
    "stock": ("inventory/", "sync/inventory/"),
    "quotations": ("crm/quotation", "sync/crm/quotation", "bulk/crm/quotation"),
}


def block_user(user: User, reason: str) -> None:
    """Turn every call of a user away from now on; "" lets him in again.

    Raises:
        ValueError: it is no Reason of a user.
    """
    if reason and reason not in OF_USERS:
        raise ValueError(f"the reason of a user must be one of {', '.join(sorted(OF_USERS))}, or empty")
    user.refusal = reason


def block_company(company: Company, reason: str) -> None:
    """Turn every call on a company away from now on; "" opens it again.

    Raises:
        ValueError: it is no Reason of a company.
    """
    if reason and reason not in OF_COMPANIES:
        raise ValueError(f"the reason of a company must be one of {', '.join(sorted(OF_COMPANIES))}, or empty")
    company.refusal = reason


def set_module(company: Company, module: str, *, present: bool) -> None:
    """Give a company a module, or take it away.

    Raises:
        ValueError: there is no such module.
    """
    if module not in MODULES:
        raise ValueError(f"module must be one of {', '.join(MODULES)}")
    (company.missing.discard if present else company.missing.add)(module)


#: What an app's audit found instead of the index's scopes, by the beginning of a path.
_AUDITED: Final = {"salesentry/": ("sales.invoices",), "purchaseentry/": ("purchase.invoices",)}


def scopes(entity: type[Entity], entry_scopes: str = "accounting") -> tuple[str, ...]:
    """The scopes that an app needs for an entity, as errors name them: `financial.accounting`."""
    for beginning, found in _AUDITED.items() if entry_scopes == "invoices" else ():
        if entity.path.startswith(beginning):
            return found
    named = (part.strip().lower() for part in entity.scope.split(","))
    return tuple(".".join(name.split()) for name in named if name)


#: Every scope there is.
SCOPES: Final = tuple(sorted({name for entity in ENTITIES for name in scopes(entity)}))


def check_people(user: User, company: Company | None) -> None:
    """Refuse a user or a company that is blocked.

    Raises:
        ODataError: 403 with the Reason.
    """
    for reason in (user.refusal, company.refusal if company else ""):
        if reason:
            raise errors.forbidden(reason)


def check_scopes(app: App, entity: type[Entity], method: str, entry_scopes: str) -> None:
    """Refuse what the app was not registered for.

    The word of a write is not known; `manage` is what the registration calls the right to it [I].

    Raises:
        ODataError: 403 with the scope in its sentence [H].
    """
    if app.scopes is None:
        return
    for name in scopes(entity, entry_scopes):
        right = app.scopes.get(name)
        if right is None or (right == "read" and method != "GET"):
            raise errors.scope_violated("read" if method == "GET" else "manage", name)


def check_module(company: Company | None, path: str) -> None:
    """Refuse an endpoint of a module that the company's licence lacks.

    Args:
        company: where, None where the path names none.
        path: service and resource in lower case.

    Raises:
        ODataError: 403 [M].
    """
    for module in company.missing if company else ():
        if path.startswith(MODULES[module]):
            raise errors.forbidden("")
