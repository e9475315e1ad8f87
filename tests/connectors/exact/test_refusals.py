"""Exact's sentences in English, and the caller's fields they mean."""

from __future__ import annotations

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from unibooks.connectors.exact.answers import Unwell
from unibooks.connectors.exact.refusals import blamed, check, english, token_refused
from unibooks.core.errors import Downstream, Forbidden, NotFound, Rejected
from unibooks.core.http import Answer
from unibooks.sandbox.exact import wire


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    return Answer(status, CIMultiDictProxy(CIMultiDict({k.replace("_", "-"): v for k, v in headers.items()})), body)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Verplicht: Dagboek", "Mandatory: Journal"),
        ("Verplicht: Naam\r\nOngeldige referentie: Leverancier", "Mandatory: Name; Invalid reference: Supplier"),
        ("Ongeldig: Leverancier (Type)", "Invalid: Supplier (Type)"),
        ("Ongeldig: Btw-percentage []", "Invalid: VAT percentage []"),
        ("Periode is afgesloten: 2026 - 1", "Period is closed: 2026 - 1"),
        ("Gegeven bestaat reeds.", "Data already exists"),
        ("Verplicht: Iets nieuws", "Mandatory: Iets nieuws"),
        ("Ungültiger Verweis: Lieferant", "Invalid reference: Supplier"),
        ("Mandatory: Journal", None),
        ("Something else altogether", None),
    ],
)
def test_sentences_in_english(said: str, meant: str | None) -> None:
    assert english(said) == meant


def test_a_refusal_names_the_callers_fields() -> None:
    said = "Ongeldige referentie: Leverancier\r\nOngeldig: Btw-code\r\nVerplicht: Grootboekrekening\r\nRaar: Ding"
    sent = {
        "contactId": "Supplier",
        "lineItems[0].taxCode": "PurchaseEntryLines[0].VATCode",
        "lineItems[0].accountNumber": "PurchaseEntryLines[0].GLAccount",
        "lineItems[1].accountNumber": "PurchaseEntryLines[1].GLAccount",
        "name": "Description",
    }
    faults = blamed(Rejected("no", downstream=[Downstream(500, said)]), sent)
    assert [(f.field, f.message) for f in faults] == [
        ("contactId", "Invalid reference: Supplier"),
        ("lineItems[0].taxCode", "Invalid: VAT code"),
        ("lineItems", "Mandatory: G/L Account"),
    ]


def test_a_business_rule_is_a_refusal_with_its_translation() -> None:
    with pytest.raises(Rejected) as caught:
        check(answer(500, wire.error("Verplicht: Dagboek")), "purchaseentry/PurchaseEntries")
    quoted = caught.value.downstream[0]
    assert (quoted.status, quoted.message, quoted.translation) == (500, "Verplicht: Dagboek", "Mandatory: Journal")


@pytest.mark.parametrize(
    "bad",
    [
        answer(503),
        answer(502, b"<html>"),
        answer(408),
        answer(599),
        answer(500),
        answer(500, b'{"fault":{"faultstring":"Failed to execute the ExtractVariables: ExtractAccessToken"}}'),
        answer(500, wire.error("A problem has occurred. The cause of this issue will be investigated.")),
        answer(302, Location="/elsewhere"),
        answer(200, b"<html>", Content_Type="text/html; charset=utf-8"),
    ],
)
def test_what_is_not_exacts_own_word_says_nothing(bad: Answer) -> None:
    with pytest.raises(Unwell):
        check(bad, "crm/Accounts")


def test_a_missing_scope_is_named() -> None:
    text = "Forbidden - Application Scope Violated. Cannot read 'organization.administration' scope."
    with pytest.raises(Forbidden, match=r"lacks the scope 'organization.administration' \(to read\)"):
        check(answer(403, wire.error(text)), "system/Divisions")


def test_a_reason_is_explained() -> None:
    with pytest.raises(Forbidden, match="may not open this company"):
        check(answer(403, wire.error("Forbidden"), Reason="NoDivisionAccess"), "crm/Accounts")


def test_the_other_statuses() -> None:
    with pytest.raises(NotFound):
        check(answer(404), "crm/Nothing")
    with pytest.raises(Rejected, match="query syntax"):
        check(answer(400, wire.error("Bad Request - Error in query syntax.")), "crm/Accounts")
    with pytest.raises(Rejected):
        check(answer(413), "crm/Accounts")
    check(answer(204), "crm/Accounts")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (answer(401), True),
        (answer(401, b"<html>", Content_Type="text/html"), True),
        (answer(401, WWW_Authenticate="Bearer%20error%3D%22message%20expired%22"), True),
        (answer(302, Location="/docs/Login.aspx?ReturnUrl=%2fapi"), True),
        (answer(302, Location="/maintenance"), False),
        (answer(403), False),
    ],
)
def test_a_token_that_is_not_taken_shows_in_each_form(given: Answer, refused: bool) -> None:
    assert token_refused(given) is refused
