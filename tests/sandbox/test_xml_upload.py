"""Matching through the XML interface, on a socket."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.sandbox.seeded import DIVISION, bill, paid
from tests.sandbox.small_exact import Client, Reply

from unibooks.connectors.exact.target import TransactionLine
from unibooks.sandbox.exact.books import matching
from unibooks.sandbox.exact.state import Row


def line(row: Row, **changed: str) -> str:
    values = {
        "finyear": str(row["FinancialYear"]),
        "finperiod": str(row["FinancialPeriod"]),
        "journal": row["JournalCode"],
        "entry": str(row["EntryNumber"]),
        "amountdc": str(row["AmountDC"]),
        **changed,
    }
    attributes = " ".join(f'{name}="{value}"' for name, value in values.items())
    return f"<MatchLine {attributes}/>"


def match_set(row: Row, *lines: str, gl: str = "1600", account: str = "", more: str = "") -> str:
    code = account or row["AccountCode"].strip()
    return (
        f'<MatchSet><GLAccount code="{gl}"/><Account code="{code}"/>'
        f"<MatchLines>{''.join(lines)}</MatchLines>{more}</MatchSet>"
    )


async def upload(client: Client, *sets: str, body: bytes | None = None, **query: Any) -> Reply:
    whole = f"<?xml version='1.0' encoding='utf-8'?><eExact><MatchSets>{''.join(sets)}</MatchSets></eExact>".encode()
    asked = {"Topic": "MatchSets", "_Division_": DIVISION, **query}
    text = "&".join(f"{name}={value}" for name, value in asked.items())
    headers = {"Content-Type": "application/xml"}
    return await client.send(
        "POST", f"/docs/XMLUpload.aspx?{text}", data=whole if body is None else body, headers=headers
    )


def messages(reply: Reply) -> list[tuple[str, str]]:
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/xml; charset=utf-8"), reply.body
    found = re.findall(r'<Message type="(\d)">.*?<Description>(.*?)</Description>', reply.body.decode(), re.DOTALL)
    assert reply.body.decode().count('<Topic code="MatchSets" node="MatchSet" />') == len(found)
    return found


def left(client: Client, row: Row) -> Decimal:
    return matching.open_amounts(client.world.companies[DIVISION], row)[0]


async def test_a_bill_and_its_payment_are_matched(seeded: Client) -> None:
    one, other = bill(seeded), paid(seeded, "121")
    reply = await upload(seeded, match_set(one, line(one), line(other)))
    ((kind, text),) = messages(reply)
    code = one["AccountCode"]
    assert (kind, text) == ("2", f"Rekening: 1600 - Relatie: {code} - 2 Regels Afgeletterd.")
    assert re.search(rb"<Date>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d</Date>", reply.body)
    assert left(seeded, one) == left(seeded, other) == 0
    assert int(reply.headers["X-RateLimit-Minutely-Remaining"]) == 59
    term = await seeded.api(
        f"cashflow/Payments?$filter=TransactionID eq guid'{one['ID']}'&$select=Status".replace(" ", "%20"), DIVISION
    )
    assert [row["Status"] for row in term.json["d"]["results"]] == [50]
    again = messages(await upload(seeded, match_set(one, line(one), line(other))))
    assert [kind for kind, _ in again] == ["0"]


async def test_each_set_is_answered_for_itself(seeded: Client) -> None:
    good, payment, lonely = bill(seeded), paid(seeded, "121"), bill(seeded, "7")
    found = messages(await upload(seeded, match_set(lonely, line(lonely)), match_set(good, line(good), line(payment))))
    assert [kind for kind, _ in found] == ["0", "2"]
    assert found[0][1] == "De af te letteren regels zijn niet in evenwicht - Verschil: -8,47"


async def test_a_difference_stays_open_when_it_is_said_so(seeded: Client) -> None:
    one, other = bill(seeded), paid(seeded, "100")
    lines = (line(one), line(other))
    assert messages(await upload(seeded, match_set(one, *lines)))[0][0] == "0"
    assert messages(await upload(seeded, match_set(one, *lines, more='<WriteOff type="0"/>')))[0][0] == "2"
    assert (left(seeded, one), left(seeded, other)) == (Decimal("-21.00"), 0)


def differences(client: Client) -> list[tuple[int, str, Decimal, str, datetime]]:
    """What was booked for differences: type, account, amount, text, day."""
    rows = [row for row in client.world.companies[DIVISION][TransactionLine] if row["Type"] in {82, 83}]
    return [(row["Type"], row["GLAccountCode"], row["AmountDC"], row["Description"], row["Date"]) for row in rows]


@pytest.mark.parametrize(
    ("off", "kind", "account", "text"),
    [
        ('<WriteOff type="1"/>', 83, "9405", "Betalingskorting"),
        ('<WriteOff type="3"/>', 83, "9415", "Betalingsverschil"),
        ('<WriteOff type="4"/>', 82, "9300", "Koersverschil"),
        (
            '<WriteOff type="3"><GLAccount code="5560"/><Description>Kosten</Description></WriteOff>',
            83,
            "5560",
            "Kosten",
        ),
    ],
)
async def test_a_difference_is_written_off(seeded: Client, off: str, kind: int, account: str, text: str) -> None:
    known, one, other = len(differences(seeded)), bill(seeded), paid(seeded, "100")
    found = messages(await upload(seeded, match_set(one, line(one), line(other), more=off)))
    assert [kind for kind, _ in found] == ["2"]
    assert left(seeded, one) == left(seeded, other) == 0
    day = max(one["Date"], other["Date"])
    rest = Decimal("21.00")
    assert differences(seeded)[known:] == [(kind, "1600", rest, text, day), (kind, account, -rest, text, day)]


async def test_a_difference_is_booked_when_it_is_said(seeded: Client) -> None:
    known, one, other = len(differences(seeded)), bill(seeded), paid(seeded, "100")
    when = "<FinYear>2026</FinYear><FinPeriod>4</FinPeriod><Date>2026-04-30</Date><VATCorrection>false</VATCorrection>"
    off = f'<WriteOff type="3">{when}</WriteOff>'
    assert messages(await upload(seeded, match_set(one, line(one), line(other), more=off)))[0][0] == "2"
    assert {row[4] for row in differences(seeded)[known:]} == {datetime(2026, 4, 30)}


@pytest.mark.parametrize(
    ("off", "said"),
    [
        ('<WriteOff type="2"/>', "Ongeldig: Type"),
        ('<WriteOff type="3"><GLAccount code="9999"/></WriteOff>', "Ongeldige referentie: Grootboekrekening"),
        ('<WriteOff type="3"><GLAccount code="5599"/></WriteOff>', "Geblokkeerd: Grootboekrekening"),
        ('<WriteOff type="3"><Date>gisteren</Date></WriteOff>', "Ongeldig: Periode"),
        ('<WriteOff type="3"><Date>2026-12-15</Date></WriteOff>', "Periode is afgesloten: 2026 - 12"),
        ('<WriteOff type="3"><VATCorrection>true</VATCorrection></WriteOff>', "VATCorrection"),
    ],
)
async def test_a_difference_that_cannot_be_booked_leaves_everything_open(seeded: Client, off: str, said: str) -> None:
    seeded.world.companies[DIVISION].closed_periods.add((2026, 12))
    known, one, other = differences(seeded), bill(seeded), paid(seeded, "100")
    ((kind, text),) = messages(await upload(seeded, match_set(one, line(one), line(other), more=off)))
    assert kind == "0"
    assert said in text
    assert differences(seeded) == known
    assert (left(seeded, one), left(seeded, other)) == (Decimal("-121.00"), Decimal("100.00"))


async def test_a_term_that_is_not_there_or_lies_in_a_closed_period_is_not_found(seeded: Client) -> None:
    one, other = bill(seeded), paid(seeded, "121")
    code = one["AccountCode"].strip()
    year, period = one["FinancialYear"], one["FinancialPeriod"]
    wrong = match_set(one, line(one, entry="1"), line(other, amountdc="122"))
    closed = match_set(one, line(one), line(other))
    ((kind, text),) = messages(await upload(seeded, wrong))
    said = f"Betalingstermijn: GLAccount=1600 Account={code} finyear={{}} finperiod={{}} Niet gevonden!"
    assert (kind, text.split("\r\n")) == (
        "0",
        [said.format(year, period), said.format(other["FinancialYear"], other["FinancialPeriod"])],
    )
    periods = seeded.world.companies[DIVISION].closed_periods
    periods.add((year, period))
    ((kind, text),) = messages(await upload(seeded, closed))
    periods.discard((year, period))
    assert (kind, text) == ("0", said.format(year, period))


async def test_wrong_accounts(seeded: Client) -> None:
    one = bill(seeded)
    for gl, account, said in (
        ("1100", "", "Niet toegestaan: Grootboekrekening"),
        ("9999999", "", "Ongeldige referentie: Grootboekrekening"),
        ("1600", "424242", "Ongeldige referentie: Relatie"),
    ):
        assert messages(await upload(seeded, match_set(one, line(one), gl=gl, account=account))) == [("0", said)]


async def test_an_amount_that_is_none(seeded: Client) -> None:
    one = bill(seeded)
    for amount in ("viel", "NaN", "1e99", "-121.001"):
        found = messages(await upload(seeded, match_set(one, line(one, amountdc=amount))))
        assert found == [("0", "Ongeldig: Bedrag")], amount


BOMB = b'<?xml version="1.0"?><!DOCTYPE eExact [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><eExact>&b;</eExact>'


async def test_a_body_that_is_no_document_is_fatal(seeded: Client) -> None:
    for body in (b"", b"<eExact>", b"{}", b"<other/>", BOMB):
        assert [kind for kind, _ in messages(await upload(seeded, body=body))] == ["3"], body


async def test_a_document_without_sets_has_no_messages(seeded: Client) -> None:
    assert messages(await upload(seeded)) == []


async def test_other_topics_are_not_there(seeded: Client) -> None:
    assert (await upload(seeded, Topic="GLTransactions")).status == 404
    assert (await seeded.get("/docs/XMLUpload.aspx?Topic=MatchSets")).status == 404


async def test_who_may_not_is_turned_away(seeded: Client) -> None:
    refused = await upload(seeded, _Division_=42)
    assert (refused.status, refused.headers["Reason"]) == (403, "NoDivisionAccess")
    seeded.access = "stale"
    assert (await upload(seeded)).status == 401


async def test_uploads_count_towards_the_limits(seeded: Client) -> None:
    await seeded.send("POST", "/_sandbox/limits", json={"minute": 1})
    assert (await upload(seeded)).status == 200
    assert (await upload(seeded)).status == 429
    calls = (await seeded.get("/_sandbox/calls")).json
    assert [(call["path"], call["company"], call["counted"]) for call in calls[-2:]] == [
        ("/docs/XMLUpload.aspx", DIVISION, True),
        ("/docs/XMLUpload.aspx", DIVISION, False),
    ]
