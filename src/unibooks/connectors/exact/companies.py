"""The companies (divisions) that a grant reaches, and the user behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.client import ExactClient
from unibooks.connectors.exact.target import Division, Me
from unibooks.core.connector import Identity, Session, TargetCompany
from unibooks.core.errors import Fault, InvalidRequest, TargetUnavailable

KEPT: Final = timedelta(minutes=15)

#: Country of a company -> its wall clock. Exact writes times on it without saying so [R].
ZONES: Final = {
    "NL": ZoneInfo("Europe/Amsterdam"),
    "BE": ZoneInfo("Europe/Brussels"),
    "FR": ZoneInfo("Europe/Paris"),
    "DE": ZoneInfo("Europe/Berlin"),
    "ES": ZoneInfo("Europe/Madrid"),
    "GB": ZoneInfo("Europe/London"),
}

_LISTED: Final = 8
_OF_USER: Final = (
    *(Me.UserID, Me.UserName, Me.FullName, Me.FirstName, Me.MiddleName, Me.LastName),
    *(Me.CurrentDivision, Me.Email, Me.LanguageCode),
)


class Companies:
    """Finds companies; what it finds is kept on the session's connection.

    Args:
        client: speaks to the address.
        home: country of the address, whose clock is taken for a company of a country that is not in `ZONES` [I].
    """

    def __init__(self, client: ExactClient, home: str) -> None:
        self._client = client
        self._home = ZONES[home.upper()]

    async def all(self, session: Session) -> Sequence[TargetCompany]:
        """Every company that the user may open, read again after a while."""
        async with self._client.locks.of(session.client_id, session.user_id):
            now = session.clock.now()
            read_at = session.kept.companies_read_at
            if read_at is None or now - read_at >= KEPT:
                session.kept.companies = await self._read(session)
                session.kept.companies_read_at = now
        return list(session.kept.companies.values())

    async def _read(self, session: Session) -> dict[str, TargetCompany]:
        # Any number of an own company does: Exact lists the same companies under each of them [H].
        via = next(iter(session.kept.companies), None) or str((await self._me(session)).CurrentDivision)
        props = (Division.Code, Division.Description, Division.Country, Division.Currency)
        rows = await self._api(session, via).rows(Division, props)
        return {str(row.Code): self._company(row) for row in rows}

    async def named(self, session: Session) -> TargetCompany:
        """The company that the session is about.

        Raises:
            InvalidRequest: it names none, or one that the user cannot open.
        """
        companies = {company.id: company for company in await self.all(session)}
        found = companies.get(session.company_id)
        if found is None:
            what = f"{session.company_id!r} is not" if session.company_id else "is missing; it must be"
            listed = ", ".join(f"{c.id} ({c.name})" for c in list(companies.values())[:_LISTED])
            more = " …" if len(companies) > _LISTED else ""
            cure = f"{what} a company of this connection; GET /auth/companies lists them: {listed}{more}"
            raise InvalidRequest([Fault("companyId", cure, "UNKNOWN_COMPANY")])
        return found

    async def identify(self, session: Session) -> Identity:
        """Who consented."""
        me = await self._me(session)
        return Identity(
            me.UserID,
            me.FullName or me.UserName or "",
            str(me.CurrentDivision),
            first_name=me.FirstName or None,
            last_name=" ".join(name for name in (me.MiddleName, me.LastName) if name) or None,
            email=me.Email or None,
            language=me.LanguageCode or None,
        )

    async def _me(self, session: Session) -> Any:
        rows = await self._api(session, "").rows(Me, _OF_USER)
        if not rows or rows[0].UserID is None or rows[0].CurrentDivision is None:
            raise TargetUnavailable("Exact Online did not say who the user is")
        return rows[0]

    def _api(self, session: Session, company_id: str) -> ExactApi:
        return ExactApi(self._client, session, TargetCompany(company_id, "", self._home, "", ""))

    def _company(self, row: Any) -> TargetCompany:
        country = (row.Country or "").strip()
        return TargetCompany(
            id=str(row.Code),
            name=row.Description or "",
            zone=ZONES.get(country, self._home),
            currency=row.Currency or "",
            country=country,
        )
