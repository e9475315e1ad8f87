"""The XML interface: what is asked for, and what the messages mean, whatever comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from unibooks.connectors.exact.answers import Unwell
from unibooks.connectors.exact.xml import MatchLine, MatchSet, Message, match_sets, messages, told

BILL = MatchLine(2026, 2, "60", 26600012, Decimal("-121.00"))
PAID = MatchLine(2026, 3, "20", 26200004, Decimal("121.00"))


def test_a_set_says_its_lines_with_the_signs_of_the_ledger() -> None:
    found = match_sets([MatchSet("1600", "12", (BILL, PAID))]).decode()
    assert '<GLAccount code="1600" /><Account code="12" />' in found
    assert '<MatchLine finyear="2026" finperiod="2" journal="60" entry="26600012" amountdc="-121.00" />' in found
    assert "WriteOff" not in found


def test_what_differs_stays_open() -> None:
    part = MatchLine(2026, 3, "20", 26200004, Decimal("50.00"))
    assert '<WriteOff type="0" />' in match_sets([MatchSet("1600", "12", (BILL, part))]).decode()


def test_codes_are_escaped() -> None:
    assert 'code="A&amp;&quot;B"' in match_sets([MatchSet('A&"B', "12", (BILL, PAID))]).decode()


def answer(*said: tuple[str, str]) -> bytes:
    rows = "".join(f'<Message type="{kind}"><Description>{text}</Description></Message>' for kind, text in said)
    return f'<?xml version="1.0" encoding="utf-8"?><eExact><Messages>{rows}</Messages></eExact>'.encode()


def test_messages_come_in_their_order() -> None:
    found = messages(answer(("2", "Matched &amp; done"), ("0", "No"), ("1", "Mind"), ("3", "Stop"), ("x", "?")))
    assert found[0] == Message(2, "Matched & done")
    assert [message.refused for message in found] == [False, True, False, True, True]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Maintenance</body></html>",
        b"<eExact><Messages/></eExact>",
        b"<eExact><Messages><Message",
        b'<!DOCTYPE e [<!ENTITY a "b">]><eExact><Messages><Message type="2"/></Messages></eExact>',
        b'{"error": "no"}',
    ],
)
def test_what_is_no_answer_is_unwell(body: bytes) -> None:
    with pytest.raises(Unwell):
        messages(body)


def test_a_term_that_is_not_found_is_told_in_english() -> None:
    text = "Betalingstermijn: GLAccount=1600 Account=12 finyear=2026 finperiod=2 Niet gevonden!"
    assert told(text) == "its payment term was not found, as for an entry in a closed period"
    assert told("Something else") is None
