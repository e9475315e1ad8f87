"""Quotations: what is filled in, how they move, and what comes of an accepted one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.selling import customer, item, sold

from unibooks.connectors.exact.target import Account, Document, DocumentAttachment
from unibooks.connectors.exact.target.crm import (
    AcceptQuotation,
    EmailWithSignOffQuotation,
    PrintQuotation,
    Quotation,
    QuotationLine,
    QuotationOrderChargeLine,
    RejectQuotation,
    ReopenQuotation,
    ReviewQuotation,
)
from unibooks.connectors.exact.target.logistics import SalesItemPrice
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.salesinvoice import SalesInvoice, SalesInvoiceLine
from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
TODAY = datetime(2026, 11, 22)
NOT_PRINTED = ("Ongeldig: Status",)


def offer(desk: Desk, *lines: Row, **more: Any) -> Row:
    body: Row = {"OrderAccount": customer(desk)["ID"], "QuotationLines": list(lines) or [sold(desk)], **more}
    return desk.post(Quotation, body)


def lines_of(desk: Desk, header: Row) -> list[Row]:
    rows = desk.company[QuotationLine].where("QuotationID", header["QuotationID"])
    return sorted(rows, key=lambda row: row["LineNumber"])


def act(desk: Desk, action: type[Entity], quotation: Row, **more: Any) -> Row:
    return desk.post(action, {"QuotationID": quotation["QuotationID"], **more})


def refused(desk: Desk, action: type[Entity], quotation: Row, **more: Any) -> tuple[str, ...]:
    return desk.refusal(action, {"QuotationID": quotation["QuotationID"], **more})


def printed(desk: Desk, *lines: Row, **more: Any) -> Row:
    quotation = offer(desk, *lines, **more)
    act(desk, PrintQuotation, quotation)
    return quotation


def test_a_quotation_is_filled_in(desk: Desk) -> None:
    buyer = customer(desk)
    made = offer(desk, sold(desk, "2"), sold(desk, "1", "PALLET", Optional=True), Description="Kabels")
    expected: dict[str, Any] = {
        "AmountFC": D("21.66"),
        "VATAmountFC": D("3.76"),
        "AmountDC": D("21.66"),
        "Currency": "EUR",
        "DeliveryAccount": buyer["ID"],
        "DueDate": datetime(2026, 12, 22),
        "InvoiceAccountName": buyer["Name"],
        "OrderAccountCode": buyer["Code"],
        "OrderAccountContact": buyer["MainContact"],
        "PaymentCondition": buyer["PaymentConditionSales"] or "30",
        "QuotationDate": TODAY,
        "Status": 20,
        "StatusDescription": "Concept",
        "VersionNumber": 1,
        "CloseDate": None,
    }
    assert {name: made[name] for name in expected} == expected
    first = lines_of(desk, made)[0]
    assert (first["AmountFC"], first["VATAmountFC"], first["VATDescription"]) == (
        D("17.90"),
        D("3.76"),
        "BTW hoog tarief, exclusief",
    )
    assert (first["QuotationNumber"], first["VersionNumber"], first["UnitCode"]) == (made["QuotationNumber"], 1, "pc")


def test_anybody_may_be_offered_something_and_numbers_run(desk: Desk) -> None:
    prospect = next(row for row in desk.company[Account] if row["Status"] == "P" and not row["Blocked"])
    first, second = offer(desk, OrderAccount=prospect["ID"]), offer(desk)
    assert second["QuotationNumber"] == first["QuotationNumber"] + 1
    body: Row = {"OrderAccount": prospect["ID"], "QuotationLines": [sold(desk)]}
    taken = desk.refusal(Quotation, body | {"QuotationNumber": first["QuotationNumber"]})
    assert taken == ("In gebruik: Nummer",)


@pytest.mark.parametrize(
    ("sentence", "header"),
    [
        ("Ongeldige referentie: Besteld door", {"OrderAccount": uuid4()}),
        ("Verplicht: Regels", {"QuotationLines": []}),
        ("Verplicht: Artikel", {"QuotationLines": [{}]}),
        ("Ongeldige referentie: Project", {"Project": uuid4()}),
        ("Ongeldige referentie: Verkoopkans", {"Opportunity": uuid4()}),
        ("Ongeldig: Geldig tot", {"DueDate": datetime(2026, 1, 1)}),
    ],
)
def test_quotations_that_are_refused(shared_desk: Desk, sentence: str, header: Row) -> None:
    body: Row = {"OrderAccount": customer(shared_desk)["ID"], "QuotationLines": [sold(shared_desk)], **header}
    assert shared_desk.refusal(Quotation, body) == (sentence,)


def test_a_draft_is_changed_line_by_line(desk: Desk) -> None:
    made = offer(desk, sold(desk, "1", UnitPrice=D(100)))
    line = desk.post(QuotationLine, {"QuotationID": made["QuotationID"], **sold(desk, "1", UnitPrice=D(50))})
    charge = desk.post(
        QuotationOrderChargeLine, {"QuotationID": made["QuotationID"], "AmountFCExclVAT": D(10), "VATCode": "2"}
    )
    assert (line["LineNumber"], made["AmountFC"], made["VATAmountFC"]) == (2, D("193.60"), D("33.60"))
    desk.put(QuotationLine, line, {"Optional": True})
    assert made["AmountFC"] == D("133.10")
    desk.delete(QuotationOrderChargeLine, charge)
    desk.put(Quotation, made, {"YourRef": "x", "QuotationNumber": made["QuotationNumber"]})
    assert (made["AmountFC"], made["YourRef"]) == (D("121.00"), "x")
    desk.delete(QuotationLine, line)
    desk.delete(QuotationLine, lines_of(desk, made)[0])
    assert made["QuotationID"] not in desk.company[Quotation].rows


def test_printing_makes_a_document_with_a_pdf(desk: Desk) -> None:
    made = offer(desk, Description="Kabels")
    answer = act(desk, PrintQuotation, made, SendEmailToCustomer=True, ExtraText="Tot ziens")
    assert (made["Status"], made["StatusDescription"], made["Document"]) == (40, "Afgedrukt", answer["Document"])
    assert answer["DocumentCreationSuccess"].startswith("Document ")
    assert answer["EmailCreationError"] == "Niet verzonden: deze omgeving verstuurt niets."
    document = desk.company[Document].rows[made["Document"]]
    assert (document["Type"], document["Account"], document["AmountFC"]) == (11, made["OrderAccount"], made["AmountFC"])
    attachment = desk.company[DocumentAttachment].where("Document", document["ID"])[0]
    content = desk.company.blobs[attachment["ID"]]
    assert content.startswith(b"%PDF-1.4")
    assert b"Netwerkkabel 5 meter" in content
    assert b"Tot ziens" in content


def test_what_is_printed_takes_no_change(desk: Desk) -> None:
    made = printed(desk)
    for entity, row in ((Quotation, made), (QuotationLine, lines_of(desk, made)[0])):
        with pytest.raises(Refused, match="Reeds verwerkt: Offerte"):
            desk.put(entity, row, {"Description": "x"})
    assert desk.refusal(QuotationLine, {"QuotationID": made["QuotationID"], **sold(desk)}) == (
        "Reeds verwerkt: Offerte",
    )


@pytest.mark.parametrize("action", [AcceptQuotation, RejectQuotation, ReviewQuotation])
def test_a_draft_has_to_be_printed_first(shared_desk: Desk, action: type[Entity]) -> None:
    assert refused(shared_desk, action, offer(shared_desk)) == NOT_PRINTED


@pytest.mark.parametrize(
    "action",
    [PrintQuotation, AcceptQuotation, RejectQuotation, ReopenQuotation, ReviewQuotation, EmailWithSignOffQuotation],
)
def test_actions_need_a_quotation(shared_desk: Desk, action: type[Entity]) -> None:
    assert shared_desk.refusal(action, {}) == ("Verplicht: Offerte",)
    assert shared_desk.refusal(action, {"QuotationID": uuid4()}) == ("Ongeldige referentie: Offerte",)


def test_reject_and_reopen(desk: Desk) -> None:
    made = printed(desk)
    assert refused(desk, RejectQuotation, made, ReasonCode=uuid4()) == ("Ongeldige referentie: Reden",)
    answer = act(desk, RejectQuotation, made)
    assert (made["Status"], made["CloseDate"], answer["SuccessMessage"]) == (5, TODAY, "Verwerkt")
    assert refused(desk, AcceptQuotation, made) == NOT_PRINTED
    act(desk, ReopenQuotation, made)
    assert (made["Status"], made["CloseDate"]) == (40, None)
    assert refused(desk, ReopenQuotation, made) == NOT_PRINTED


def test_accepting_alone(desk: Desk) -> None:
    made = printed(desk)
    act(desk, AcceptQuotation, made, YourRef="PO-1")
    assert (made["Status"], made["CloseDate"], made["YourRef"]) == (50, TODAY, "PO-1")
    with pytest.raises(Refused, match="Reeds verwerkt: Offerte"):
        desk.delete(Quotation, made)


def test_accepting_makes_an_order(desk: Desk) -> None:
    charge: Row = {"AmountFCExclVAT": D(5), "OrderChargesLineDescription": "Vracht", "VATCode": "2"}
    made = printed(
        desk,
        sold(desk, "2", UnitPrice=D(10), Discount=D("0.1")),
        sold(desk, "1", "PALLET", Optional=True),
        QuotationOrderChargeLines=[charge],
        YourRef="PO-2",
    )
    before = set(desk.company[SalesOrder].rows)
    answer = act(desk, AcceptQuotation, made, Action=1)
    order = desk.company[SalesOrder].rows[(set(desk.company[SalesOrder].rows) - before).pop()]
    assert answer["SalesOrderSuccess"] == f"Verkooporder: {order['OrderNumber']}"
    assert (order["OrderedBy"], order["YourRef"], order["AmountFC"]) == (made["OrderAccount"], "PO-2", made["AmountFC"])
    lines = desk.company[SalesOrderLine].where("OrderID", order["OrderID"])
    assert [(line["ItemCode"], line["UnitPrice"], line["NetPrice"], line["Discount"]) for line in lines] == [
        ("KABEL-05", 10, 9, D("0.1"))
    ]


def test_optional_lines_are_taken_when_they_are_named(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2"), sold(desk, "1", "PALLET", Optional=True), sold(desk, "5", Optional=True))
    first, pallet, _ = lines_of(desk, made)
    for key in (first["ID"], uuid4()):
        assert refused(desk, AcceptQuotation, made, Action=1, OptionalQuotationLineIDs=[key]) == (
            "Ongeldige referentie: Regels",
        )
    before = set(desk.company[SalesOrder].rows)
    act(desk, AcceptQuotation, made, Action=1, OptionalQuotationLineIDs=[pallet["ID"]])
    order = (set(desk.company[SalesOrder].rows) - before).pop()
    codes = [line["ItemCode"] for line in desk.company[SalesOrderLine].where("OrderID", order)]
    assert codes == ["KABEL-05", "PALLET"]


def test_an_order_of_somebody_who_is_no_customer_leaves_all_as_it_was(desk: Desk) -> None:
    prospect = next(row for row in desk.company[Account] if row["Status"] == "P" and not row["Blocked"])
    made = printed(desk, OrderAccount=prospect["ID"])
    before = len(desk.company[SalesOrder])
    assert "Ongeldig: Besteld door (Type)" in refused(desk, AcceptQuotation, made, Action=1)
    assert (made["Status"], len(desk.company[SalesOrder])) == (40, before)


def test_accepting_makes_an_invoice(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2", UnitPrice=D(10)))
    assert refused(desk, AcceptQuotation, made, Action=2) == ("Verplicht: Dagboek",)
    before = set(desk.company[SalesInvoice].rows)
    answer = act(desk, AcceptQuotation, made, Action=2, InvoiceJournal="70")
    invoice = desk.company[SalesInvoice].rows[(set(desk.company[SalesInvoice].rows) - before).pop()]
    assert answer["SalesInvoiceSuccess"] == f"Verkoopfactuur: {invoice['OrderNumber']}"
    assert (invoice["Status"], invoice["AmountFC"]) == (20, D("24.20"))
    assert len(desk.company[SalesInvoiceLine].where("InvoiceID", invoice["InvoiceID"])) == 1


def test_accepting_makes_a_project(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2", UnitPrice=D(10)))
    assert refused(desk, AcceptQuotation, made, Action=3) == ("Verplicht: Code", "Verplicht: Omschrijving")
    act(desk, AcceptQuotation, made, Action=3, ProjectCode="P-7", ProjectDescription="Aanleg", ProjectType=3)
    project = desk.company[Project].first("Code", "P-7")
    assert project is not None
    assert (project["Type"], project["SourceQuotation"], project["Account"]) == (
        3,
        made["QuotationID"],
        made["OrderAccount"],
    )
    assert (project["BudgetedAmount"], made["Project"], made["ProjectCode"]) == (D("20.00"), project["ID"], "P-7")


def test_accepting_adds_to_a_project(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2", UnitPrice=D(10)))
    project = desk.company[Project].first("Code", "P-100")
    assert project is not None
    assert refused(desk, AcceptQuotation, made, Action=4) == ("Verplicht: Project",)
    assert refused(desk, AcceptQuotation, made, Action=4, ProjectID=uuid4()) == ("Ongeldige referentie: Project",)
    act(desk, AcceptQuotation, made, Action=4, ProjectID=project["ID"], UpdateProjectBudgetAndPriceAgreement=True)
    assert (made["ProjectCode"], project["BudgetedAmount"]) == ("P-100", D("20.00"))


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Niet toegestaan: Actie", {"Action": 5}),
        ("Niet toegestaan: Actie", {"Action": 99}),
        ("Ongeldig: Actie", {"Action": 6}),
        ("Niet toegestaan: Project", {"Action": 3, "CreateProjectWBS": True}),
        ("Ongeldige referentie: Reden", {"ReasonCode": uuid4()}),
    ],
)
def test_what_accepting_cannot_do_is_refused(shared_desk: Desk, sentence: str, body: Row) -> None:
    made = printed(shared_desk)
    assert refused(shared_desk, AcceptQuotation, made, **body) == (sentence,)
    assert made["Status"] == 40


def test_accepting_agrees_on_prices(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2", UnitPrice=D(8), Discount=D("0.25")))
    act(desk, AcceptQuotation, made, CreateItemPriceAgreement=True)
    again = printed(desk, sold(desk, "2", UnitPrice=D(5)))
    act(desk, AcceptQuotation, again, CreateItemPriceAgreement=True)
    prices = [row for row in desk.company[SalesItemPrice].where("Item", item(desk)["ID"]) if row["Account"]]
    assert [(row["Account"], row["Price"], row["StartDate"]) for row in prices] == [(made["OrderAccount"], 5, TODAY)]


def test_a_review_makes_a_new_version(desk: Desk) -> None:
    made = printed(desk, sold(desk, "2", UnitPrice=D(10)), Description="Kabels")
    answer = act(desk, ReviewQuotation, made, Description="Kabels, nieuw")
    new = desk.company[Quotation].rows[answer["NewQuotationID"]]
    assert (made["Status"], made["StatusDescription"], made["CloseDate"]) == (6, "Herzien en gesloten", TODAY)
    assert (new["QuotationNumber"], new["VersionNumber"], new["Status"]) == (made["QuotationNumber"], 2, 20)
    assert (new["Description"], new["AmountFC"]) == ("Kabels, nieuw", made["AmountFC"])
    assert [line["VersionNumber"] for line in lines_of(desk, new)] == [2]
    desk.put(Quotation, new, {"YourRef": "x"})
    act(desk, PrintQuotation, new)
    priced = desk.company[Quotation].rows[act(desk, ReviewQuotation, new, CopyItemPrices=False)["NewQuotationID"]]
    assert (priced["VersionNumber"], lines_of(desk, priced)[0]["UnitPrice"]) == (3, D("8.95"))
    assert refused(desk, ReopenQuotation, made) == NOT_PRINTED


def test_a_review_for_somebody_else(desk: Desk) -> None:
    made = printed(desk)
    other = next(
        row
        for row in desk.company[Account].where("Status", "C")
        if not row["Blocked"] and row["ID"] != made["OrderAccount"]
    )
    answer = act(desk, ReviewQuotation, made, OrderAccount=other["ID"])
    new = desk.company[Quotation].rows[answer["NewQuotationID"]]
    assert (new["OrderAccount"], new["InvoiceAccountName"]) == (other["ID"], other["Name"])


def test_nobody_can_sign_online(shared_desk: Desk) -> None:
    made = offer(shared_desk)
    assert refused(shared_desk, EmailWithSignOffQuotation, made) == ("Verplicht: Lay-out",)
    sent = refused(shared_desk, EmailWithSignOffQuotation, made, EmailLayout=uuid4())
    assert sent == ("Niet verzonden: deze omgeving verstuurt niets.",)
    assert made["Status"] == 20
