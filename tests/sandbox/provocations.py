"""The situations in which the real Exact was heard to say something, one for each recorded message."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.sandbox.small_exact import JSON, Reply, guid
from tests.sandbox.stage import DIVISION, FREE, START, Stage, receiver, stage

from unibooks.connectors.exact.target import Account, PurchaseEntry, TransactionLine
from unibooks.connectors.exact.target.logistics import Item
from unibooks.core.clock import MovableClock
from unibooks.sandbox.exact import LimitRules, Settings
from unibooks.sandbox.exact.state import Company, User, World


def _one_company(code: int, clock: MovableClock, **user: Any) -> World:
    world = World(clock)
    world.companies[code] = Company(code, "Company", "NL", "EUR", ZoneInfo("Europe/Amsterdam"))
    world.users[guid(1)] = User(guid(1), "user", "A User", "user@exact.test", "nl-NL", (code,), code, **user)
    return world


async def _truncated() -> Reply:
    world = _one_company(1, MovableClock(START))
    for number in (1, 2):
        key = uuid.UUID("-".join(str(number) * length for length in (8, 4, 4, 4, 12)))
        world.companies[1][Account].add(world.companies[1][Account].blank() | {"ID": key})
    async with stage(world=world) as here:
        await here.fault("cut")
        headers = {**JSON, "Host": "start.exactonline.nl", "X-Forwarded-Proto": "https"}
        headers["Authorization"] = f"Bearer {here.client.access}"
        url = f"{here.client.url}/api/v1/1/crm/Accounts?$select=ID"
        async with here.client.http.get(url, headers=headers) as answer:  # what comes is no JSON
            return Reply(answer.status, answer.headers, await answer.read())


async def _unknown_token() -> Reply:
    async with stage() as here:
        return await here.client.get("/api/v1/current/Me", headers={"Authorization": "Bearer expired"})


async def _limited(rules: LimitRules) -> Reply:
    async with stage(settings=Settings(limits=rules)) as here:
        await here.get("crm/Accounts?$top=1")
        return await here.get("crm/Accounts?$top=1")


async def _counted() -> Reply:
    async with stage() as here:
        table = here.company[PurchaseEntry]
        for key in list(table.rows)[42:]:
            table.remove(key)
        for number in range(42 - len(table)):
            table.add(table.blank() | {"EntryID": guid(number + 1)})
        return await here.get("purchaseentry/PurchaseEntries/$count")


def _posts(path: str, body: Callable[[Stage], Any], language: str = "nl") -> Callable[[], Awaitable[Reply]]:
    async def provoke() -> Reply:
        async with stage(language) as here:
            return await here.post(path, body(here))

    return provoke


def _gets(path: str, **settings: Any) -> Callable[[], Awaitable[Reply]]:
    async def provoke() -> Reply:
        async with stage(settings=Settings(limits=FREE, **settings)) as here:
            return await here.get(path.replace(" ", "%20"))

    return provoke


def _bank_entry(here: Stage) -> Any:
    line = {"GLAccount": here.gl(), "AmountFC": 10, "Date": "2026-11-20"}
    balances = {"OpeningBalanceFC": 0, "ClosingBalanceFC": 11}
    return {"JournalCode": here.journal(12), **balances, "BankEntryLines": [line]}


def _cash_entry(here: Stage) -> Any:
    line = {"GLAccount": here.gl(), "AmountFC": 10, "Date": "2026-11-20"}
    return {"JournalCode": here.journal(12), "CashEntryLines": [line]}


async def _subscribed_twice() -> Reply:
    async with stage("en") as here, receiver() as (callback, _):
        body = {"Topic": "Accounts", "CallbackURL": callback}
        await here.post("webhooks/WebhookSubscriptions", body)
        return await here.post("webhooks/WebhookSubscriptions", body)


async def _refusing_callback() -> Reply:
    async with stage("en") as here, receiver("503 Service Temporarily Unavailable") as (callback, _):
        return await here.post("webhooks/WebhookSubscriptions", {"Topic": "Items", "CallbackURL": callback})


async def _own_code() -> Reply:
    async with stage() as here:
        row = next(row for row in here.company[Account] if row["Code"])
        return await here.put(f"crm/Accounts(guid'{row['ID']}')", {"Code": row["Code"], "Name": "x"})


async def _other_year() -> Reply:
    """PQ#515 saved a purchase once more; general entries cannot be changed at all."""
    async with stage("en") as here:
        row = next(row for row in here.company[PurchaseEntry] if row["ReportingYear"] == 2026 and row["Status"] == 20)
        return await here.put(f"purchaseentry/PurchaseEntries(guid'{row['EntryID']}')", {"ReportingYear": 2027})


async def _problem() -> Reply:
    async with stage() as here:
        await here.fault("500")
        return await here.get("crm/Accounts")


async def _maintained() -> Reply:
    async with stage() as here:
        await here.fault("maintenance")
        return await here.client.get("/api/v1/current/Me")


def _sale(**changes: Any) -> Callable[[Stage], Any]:
    def body(here: Stage) -> Any:
        line = {"GLAccount": here.gl(), "AmountFC": 10, **changes.get("line", {})}
        whole = {"Customer": here.customer(), "Journal": here.journal(20), "SalesEntryLines": [line]}
        whole |= {name: value for name, value in changes.items() if name != "line"}
        return {name: value for name, value in whole.items() if value is not None}

    return body


def _invoice(*names: str, key: str | None = None) -> Callable[[Stage], Any]:
    def body(here: Stage) -> Any:
        item = next(str(row["ID"]) for row in here.company[Item] if row["IsSalesItem"])
        whole = dict.fromkeys(names, key or here.supplier())
        return {**whole, "Journal": here.journal(20), "SalesInvoiceLines": [{"Item": item, "Quantity": 1}]}

    return body


def _memorial(*amounts: float, date: str = "2026-11-20", **line: Any) -> Callable[[Stage], Any]:
    def body(here: Stage) -> Any:
        lines = [{"GLAccount": here.gl(), "AmountFC": amount, "Date": date, **line} for amount in amounts]
        return {"JournalCode": here.journal(90), "GeneralJournalEntryLines": lines}

    return body


async def _closed_match() -> Reply:
    """A term of the last period of 2025, which is closed, named beside one that is there."""
    async with stage() as here:
        here.company.financial_years.add(2025)
        here.company.closed_periods.add((2025, 12))
        lines = here.company[TransactionLine]
        term = next(row for row in lines if row["GLAccountCode"] == "1600" and row["Account"] and not row["OffsetID"])
        there = (
            f'finyear="{term["FinancialYear"]}" finperiod="{term["FinancialPeriod"]}" journal="{term["JournalCode"]}" '
            f'entry="{term["EntryNumber"]}" amountdc="{term["AmountDC"]}"'
        )
        upload = (
            '<eExact><MatchSets><MatchSet><GLAccount code="1600"/>'
            f'<Account code="{term["AccountCode"].strip()}"/><MatchLines><MatchLine {there}/>'
            f'<MatchLine finyear="2025" finperiod="12" journal="60" entry="25600001" amountdc="{-term["AmountDC"]}"/>'
            "</MatchLines></MatchSet></MatchSets></eExact>"
        )
        return await here.client.send(
            "POST", f"/docs/XMLUpload.aspx?Topic=MatchSets&_Division_={DIVISION}", data=upload.encode()
        )


async def _unbalanced_2022() -> Reply:
    async with stage() as here:
        here.company.financial_years.add(2022)
        return await here.post(
            "generaljournalentry/GeneralJournalEntries", _memorial(1, -1.01, date="2022-04-20")(here)
        )


async def _closed_period() -> Reply:
    async with stage() as here:
        here.company.financial_years.add(2025)
        here.company.closed_periods.add((2025, 12))
        return await here.post("salesentry/SalesEntries", _sale(EntryDate="2025-12-05")(here))


async def _out_of_scope() -> Reply:
    async with stage(scopes={"crm.accounts": "manage"}) as here:
        return await here.get("webhooks/WebhookSubscriptions")


async def _wrong_secret() -> Reply:
    async with stage() as here:
        return await here.client.token(
            grant_type="refresh_token", refresh_token=here.client.refresh, client_secret="no"
        )


async def _too_early() -> Reply:
    async with stage() as here:
        return await here.client.token(grant_type="refresh_token", refresh_token=here.client.refresh)


async def _old_token() -> Reply:
    async with stage() as here:
        here.client.clock.move(580)
        await here.client.token(grant_type="refresh_token", refresh_token=here.client.refresh)
        here.client.clock.move(580)
        return await here.client.token(grant_type="refresh_token", refresh_token=here.client.refresh)


async def _expired_refresh_token() -> Reply:
    issued = datetime(2022, 9, 11, 21, 18, 20, tzinfo=UTC)
    world = _one_company(1, MovableClock(issued))
    async with stage(world=world) as here:
        here.client.clock.move((datetime(2022, 10, 28, 16, 15, 50, tzinfo=UTC) - issued) / timedelta(seconds=1))
        return await here.client.token(grant_type="refresh_token", refresh_token=here.client.refresh)


async def _pinged() -> Reply:
    """The message that a new subscription is tried with, in the place of an answer."""
    async with stage() as here, receiver() as (callback, heard):
        await here.post("webhooks/WebhookSubscriptions", {"Topic": "Items", "CallbackURL": callback})
    [message] = heard
    head, _, body = message.partition(b"\r\n\r\n")
    assert head.startswith(b"POST / ")
    assert b"content-length: 0" in head.lower()
    return Reply(200, {}, body)


#: What each recorded message is provoked by; names are those of the files.
PROVOCATIONS: Final[dict[str, Callable[[], Awaitable[Reply]]]] = {
    "200_truncated_then_error": _truncated,
    "401_html_login": _unknown_token,
    "429_daily": lambda: _limited(LimitRules(day=1, minute=100)),
    "429_minutely": lambda: _limited(LimitRules(day=100, minute=1)),
    "count_plain": _counted,
    "error_attachment_not_base64": _posts("documents/DocumentAttachments", lambda _: {"Attachment": "%%%"}),
    "error_bankentry_balance": _posts("financialtransaction/BankEntries", _bank_entry, "en"),
    "error_cash_journal": _posts("financialtransaction/CashEntries", _cash_entry, "en"),
    "error_data_exists_en": _subscribed_twice,
    "error_data_exists_nl": _own_code,
    # PQ#500 filtered a bulk list
    "error_filter_fields_unsupported": _gets(
        f"bulk/CRM/Accounts?$select=ID&$filter=Classification1 eq guid'{guid(1)}'"
    ),
    "error_filter_unsupported": _gets("financialtransaction/TransactionLines?$filter=AmountDC eq AmountFC"),
    "error_financial_year_locked": _other_year,
    "error_generic_problem": _problem,
    "error_invalid_customer_type_nl": _posts(
        "salesinvoice/SalesInvoices", _invoice("OrderedBy", "InvoiceTo", "DeliverTo")
    ),
    "error_invalid_reference_journal_nl": _posts("salesentry/SalesEntries", _sale(Journal="ZZ")),
    "error_invalid_reference_three_nl": _posts(
        "salesinvoice/SalesInvoices", _invoice("OrderedBy", "InvoiceTo", "DeliverTo", key=str(guid(9)))
    ),
    # PQ#325 posted a purchase entry
    "error_mandatory_en_three": _posts(
        "purchaseentry/PurchaseEntries",
        lambda here: {"PurchaseEntryLines": [{"GLAccount": here.gl(), "AmountFC": 1, "CostUnit": "ZZ"}]},
        "en",
    ),
    "error_mandatory_filter": _gets("crm/Accounts", mandatory_filter=True),
    "error_mandatory_two_nl": _posts("salesinvoice/SalesInvoices", _invoice()),
    "error_matchset_closed_period_nl": _closed_match,
    "error_not_balanced_nl": _unbalanced_2022,
    "error_period_closed_nl": _closed_period,
    "error_query_syntax": _gets("crm/Accounts?$filter=Name eq"),
    "error_scope_violated": _out_of_scope,
    "error_select_or_top": _gets("bulk/CRM/Accounts"),
    "error_toplevel_object": _posts("crm/Accounts", lambda _: [{"Name": "x"}]),
    "error_unknown_property": _posts("crm/Contacts", lambda _: {"NotAField": 1}),
    "error_vat_not_allowed_nl": _posts("generaljournalentry/GeneralJournalEntries", _memorial(1, -1, VATCode="2")),
    "error_webhook_callback_503": _refusing_callback,
    "maintenance_html": _maintained,
    "token_invalid_request": _wrong_secret,
    "token_old_refresh_token": _old_token,
    "token_refresh_expired": _expired_refresh_token,
    "token_too_early": _too_early,
    "webhook_validation_ping": _pinged,
}
