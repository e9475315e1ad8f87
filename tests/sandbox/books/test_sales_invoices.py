"""Sales invoices: drafts made of items, and what printing makes of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.test_seed import check_pdf

from unibooks.connectors.exact.target import Account, Document, DocumentAttachment, GLAccount, TransactionLine
from unibooks.connectors.exact.target.inventory import Warehouse
from unibooks.connectors.exact.target.logistics import Item, ItemGroup
from unibooks.connectors.exact.target.salesentry import SalesEntry, SalesEntryLine
from unibooks.connectors.exact.target.salesinvoice import (
    Layout,
    PrintedSalesInvoice,
    SalesInvoice,
    SalesInvoiceLine,
    SalesInvoiceOrderChargeLine,
)
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
TODAY = datetime(2026, 11, 22)


def customer(desk: Desk) -> Row:
    return next(
        row
        for row in desk.company[Account]
        if row["Status"] == "C" and row["PaymentConditionSales"] == "30" and row["SalesVATCode"] == "2  "
    )


def item(desk: Desk, code: str = "KABEL-05") -> Row:
    row = desk.company[Item].first("Code", code)
    assert row is not None
    return row


def line(desk: Desk, quantity: str = "1", price: str | None = "100", **more: Any) -> Row:
    given: Row = {"Item": item(desk)["ID"], "Quantity": D(quantity)}
    return given | ({} if price is None else {"NetPrice": D(price)}) | more


def invoice(desk: Desk, *lines: Row, **more: Any) -> Row:
    body = {"OrderedBy": customer(desk)["ID"], "Journal": "70", "SalesInvoiceLines": list(lines), **more}
    return desk.post(SalesInvoice, body)


def lines_of(desk: Desk, made: Row) -> list[Row]:
    return desk.company[SalesInvoiceLine].where("InvoiceID", made["InvoiceID"])


def printed(desk: Desk, made: Row, **more: Any) -> Row:
    return desk.post(PrintedSalesInvoice, {"InvoiceID": made["InvoiceID"], **more})


def entry_of(desk: Desk, made: Row) -> Row:
    row = desk.company[SalesEntry].first("EntryNumber", made["InvoiceNumber"])
    assert row is not None
    return row


def counts(desk: Desk) -> list[int]:
    tables = (SalesInvoice, SalesInvoiceLine, SalesEntry, TransactionLine, Document, DocumentAttachment)
    return [len(desk.company[entity]) for entity in tables]


def test_a_draft_is_filled_in_as_recorded(shared_desk: Desk) -> None:
    buyer = customer(shared_desk)
    before = counts(shared_desk)
    made = invoice(shared_desk, line(shared_desk), OrderDate=datetime(2026, 11, 5))
    expected: dict[str, Any] = {
        "AmountDC": D("121.00"),
        "AmountDiscount": 0,
        "AmountDiscountExclVat": 0,
        "AmountFC": D("121.00"),
        "AmountFCExclVat": D("100.00"),
        "Currency": "EUR",
        "DeliverTo": buyer["ID"],
        "Description": None,
        "Discount": 0,
        "DiscountType": 1,
        "Document": None,
        "DueDate": datetime(2026, 12, 5),
        "InvoiceDate": datetime(2026, 11, 5),
        "InvoiceNumber": None,
        "InvoiceTo": buyer["ID"],
        "InvoiceToContactPerson": buyer["MainContact"],
        "InvoiceToName": buyer["Name"],
        "JournalDescription": "Verkoopboek",
        "OrderDate": datetime(2026, 11, 5),
        "OrderedByName": buyer["Name"],
        "PaymentCondition": "30",
        "Salesperson": shared_desk.write.user.id,
        "StarterSalesInvoiceStatus": 0,
        "StarterSalesInvoiceStatusDescription": "Concept",
        "Status": 20,
        "StatusDescription": "Open",
        "Type": 8020,
        "TypeDescription": "Factuur",
        "VATAmountDC": D("21.00"),
        "VATAmountFC": D("21.00"),
        "Warehouse": None,
    }
    assert {name: made[name] for name in expected} == expected
    assert made["OrderNumber"] > 0
    assert made["DeliverToAddress"] is not None
    # a draft is in nobody's books
    assert [after - was for after, was in zip(counts(shared_desk), before, strict=True)] == [1, 1, 0, 0, 0, 0]


def test_a_line_is_filled_in_from_its_item(shared_desk: Desk) -> None:
    row = lines_of(shared_desk, invoice(shared_desk, line(shared_desk, "2", "3.333")))[0]
    expected: dict[str, Any] = {
        "AmountDC": D("6.67"),
        "AmountFC": D("6.67"),
        "DeliveryDate": None,
        "Description": "Netwerkkabel 5 meter",
        "Discount": 0,
        "GLAccount": shared_desk.gl("8000"),
        "ItemCode": "KABEL-05",
        "ItemDescription": "Netwerkkabel 5 meter",
        "LineNumber": 1,
        "NetPrice": D("3.333"),
        "UnitCode": "pc",
        "UnitPrice": 0,
        "VATAmountDC": D("1.40"),
        "VATAmountFC": D("1.40"),
        "VATCode": "2  ",
        "VATPercentage": D("0.21"),
    }
    assert {name: row[name] for name in expected} == expected


def test_prices_and_discounts(shared_desk: Desk) -> None:
    made = invoice(
        shared_desk,
        line(shared_desk, "3", None, UnitPrice=D(10), Discount=D("0.05")),
        line(shared_desk, "2", None),
    )
    first, second = lines_of(shared_desk, made)
    assert (first["NetPrice"], first["UnitPrice"], first["AmountFC"]) == (D("9.5"), D(10), D("28.50"))
    # the price that was agreed for the item
    assert (second["UnitPrice"], second["AmountFC"]) == (D("8.95"), D("17.90"))


def test_the_vat_of_lines(shared_desk: Desk) -> None:
    buyer = customer(shared_desk)
    foreign = next(r for r in shared_desk.company[Account] if r["Status"] == "C" and r["SalesVATCode"] == "7  ")
    assert (
        invoice(shared_desk, line(shared_desk, "1", "121", VATCode="4"), OrderedBy=buyer["ID"])["VATAmountFC"],
        invoice(shared_desk, line(shared_desk, VATCode="1"))["VATAmountFC"],
        invoice(shared_desk, line(shared_desk), OrderedBy=foreign["ID"])["VATAmountFC"],
        invoice(shared_desk, line(shared_desk, VATAmountFC=D("20.99")))["VATAmountFC"],
    ) == (D(21), D(9), 0, D("20.99"))


def test_neither_customer_nor_item_has_a_vat_code(desk: Desk) -> None:
    desk.put(Account, customer(desk), {"SalesVATCode": None})
    desk.put(Item, item(desk), {"SalesVatCode": None})
    buyer = next(r for r in desk.company[Account] if r["Status"] == "C" and r["SalesVATCode"] is None)
    row = lines_of(desk, invoice(desk, line(desk), OrderedBy=buyer["ID"]))[0]
    assert (row["VATCode"], row["VATPercentage"], row["VATAmountFC"]) == (None, None, 0)


def test_a_header_discount_takes_its_share_of_the_vat(shared_desk: Desk) -> None:
    lines = [line(shared_desk), line(shared_desk, "1", "50", VATCode="1")]
    by_share = invoice(shared_desk, *lines, Discount=D("0.1"))
    names = ("AmountDiscountExclVat", "AmountDiscount", "AmountFCExclVat", "VATAmountFC", "AmountFC", "DiscountType")
    assert tuple(by_share[name] for name in names) == (*(D(15), D("17.55"), D(135), D("22.95"), D("157.95"), 1),)
    assert [row["AmountFC"] for row in lines_of(shared_desk, by_share)] == [100, 50]
    by_amount = invoice(shared_desk, *lines, AmountDiscountExclVat=D(15))
    assert tuple(by_amount[name] for name in names) == (D(15), D("17.55"), D(135), D("22.95"), D("157.95"), 2)
    assert invoice(shared_desk, *lines, AmountDiscount=D("17.55"))["AmountFC"] == D("157.95")


def test_all_missing_parts_are_told_at_once(shared_desk: Desk) -> None:
    assert shared_desk.refusal(SalesInvoice, {"SalesInvoiceLines": [{}]}) == (
        "Verplicht: Factuur voor",
        "Verplicht: Besteld door",
        "Verplicht: Dagboek",
        "Verplicht: Artikel",
    )
    assert shared_desk.speaking("en-GB").refusal(SalesInvoice, {})[1:] == (
        "Mandatory: Ordered by",
        "Mandatory: Journal",
        "Mandatory: Lines",
    )


REFUSALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("Ongeldige referentie: Besteld door", {"OrderedBy": uuid4()}, {}),
    ("Ongeldige referentie: Factuur voor", {"InvoiceTo": uuid4()}, {}),
    ("Ongeldige referentie: Journals", {"Journal": "99"}, {}),
    ("Ongeldig: Dagboek (type)", {"Journal": "60"}, {}),
    ("Ongeldig: Type", {"Type": 8022}, {}),
    ("Niet toegestaan: Valuta", {"Currency": "USD"}, {}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}, {}),
    ("Ongeldige referentie: Document", {"Document": uuid4()}, {}),
    ("Ongeldige referentie: Magazijn", {"Type": 8023, "Warehouse": uuid4()}, {}),
    ("Ongeldig: Korting", {"Discount": D(10)}, {}),
    ("Ongeldige referentie: Artikel", {}, {"Item": uuid4()}),
    ("Ongeldige referentie: Grootboekrekening", {}, {"GLAccount": uuid4()}),
    ("Ongeldige referentie: Btw-code", {}, {"VATCode": "77"}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": "10"}),
    ("Ongeldige referentie: Kostenplaats", {}, {"CostCenter": "K1"}),
    ("Ongeldig: Aantal", {}, {"Quantity": D("1.5")}),
]


@pytest.mark.parametrize(("sentence", "header", "given"), REFUSALS)
def test_refusals(shared_desk: Desk, sentence: str, header: dict[str, Any], given: dict[str, Any]) -> None:
    before = counts(shared_desk)
    with pytest.raises(Refused) as caught:
        invoice(shared_desk, line(shared_desk) | given, **header)
    assert caught.value.messages == (sentence,)
    assert counts(shared_desk) == before


@pytest.mark.parametrize(("code", "sentence"), [("1300", "Ongeldig: Grootboekrekeningtype"), ("5599", "Geblokkeerd: ")])
def test_ledger_accounts_that_take_no_line(shared_desk: Desk, code: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        invoice(shared_desk, line(shared_desk, GLAccount=shared_desk.gl(code)))


def test_who_may_get_the_invoice(desk: Desk) -> None:
    supplier = desk.relation("Van Dalen Transport B.V.")["ID"]
    with pytest.raises(Refused, match=r"^Ongeldig: Factuur voor \(Type\)$"):
        invoice(desk, line(desk), OrderedBy=supplier)
    buyer = customer(desk)
    assert invoice(desk, line(desk), OrderedBy=supplier, InvoiceTo=buyer["ID"])["InvoiceToName"] == buyer["Name"]
    other = next(r for r in desk.company[Account] if r["Status"] == "C" and r is not buyer and not r["Blocked"])
    desk.put(Account, buyer, {"InvoiceAccount": other["ID"]})
    assert invoice(desk, line(desk))["InvoiceToName"] == other["Name"]
    with pytest.raises(Refused, match=r"^Kan niet verwijderen: Relatie"):
        desk.delete(Account, buyer)


def test_the_ledger_account_of_a_line(desk: Desk) -> None:
    own = desk.gl("8010")
    assert lines_of(desk, invoice(desk, line(desk, GLAccount=own)))[0]["GLAccount"] == own
    desk.put(Item, item(desk), {"GLRevenue": desk.gl("8100")})
    assert lines_of(desk, invoice(desk, line(desk)))[0]["GLAccount"] == desk.gl("8100")
    desk.put(Item, item(desk), {"GLRevenue": None})
    group = desk.company[ItemGroup].rows[item(desk)["ItemGroup"]]
    desk.company[ItemGroup].change(group["ID"], {"GLRevenue": None})
    with pytest.raises(Refused, match=r"^Niet gevonden: Artikel \(KABEL-05\) - Grootboekrekening: Verkoop$"):
        invoice(desk, line(desk))


def test_direct_invoices_have_a_warehouse_and_others_none(desk: Desk) -> None:
    main = desk.company[Warehouse].first("Main", 1)
    assert main is not None
    direct = invoice(desk, line(desk), Type=8023)
    assert (direct["Warehouse"], direct["TypeDescription"]) == (main["ID"], "Directe verkoopfactuur")
    for kind in (8020, 8021):
        with pytest.raises(Refused, match=r"^Niet toegestaan: Magazijn$"):
            invoice(desk, line(desk), Type=kind, Warehouse=main["ID"])
    for row in list(desk.company[Warehouse]):
        desk.company[Warehouse].remove(row["ID"])
    with pytest.raises(Refused, match=r"^Verplicht: Magazijn$"):
        invoice(desk, line(desk), Type=8024)


def test_an_open_invoice_can_be_changed(shared_desk: Desk) -> None:
    made = invoice(shared_desk, line(shared_desk), OrderDate=datetime(2026, 11, 5))
    shared_desk.put(SalesInvoice, made, {"YourRef": "N-7", "OrderDate": datetime(2026, 10, 2)})
    assert (made["YourRef"], made["InvoiceDate"], made["DueDate"]) == (
        "N-7",
        datetime(2026, 10, 2),
        datetime(2026, 11, 1),
    )
    shared_desk.put(SalesInvoice, made, {"DueDate": datetime(2026, 11, 30)})
    shared_desk.put(SalesInvoice, made, {"Discount": D("0.5")})
    assert (made["AmountFC"], made["DueDate"], made["OrderDate"]) == (
        D("60.50"),
        datetime(2026, 11, 30),
        datetime(2026, 10, 2),
    )
    with pytest.raises(Refused, match=r"^Ongeldig: Type$"):
        shared_desk.put(SalesInvoice, made, {"Type": 1})


def test_lines_can_be_added_changed_and_removed(shared_desk: Desk) -> None:
    made = invoice(shared_desk, line(shared_desk))
    added = shared_desk.post(SalesInvoiceLine, line(shared_desk, "2", "25", InvoiceID=made["InvoiceID"]))
    assert (added["LineNumber"], made["AmountFC"]) == (2, D("181.50"))
    shared_desk.put(SalesInvoiceLine, added, {"Quantity": D(4)})
    assert (added["AmountFC"], made["AmountFC"]) == (100, 242)
    shared_desk.put(SalesInvoiceLine, added, {"Notes": "x", "VATCode": "1"})
    assert (added["GLAccount"], made["VATAmountFC"]) == (shared_desk.gl("8000"), 30)
    with pytest.raises(Refused, match=r"^Niet toegestaan: Verkoopfactuur$"):
        shared_desk.put(SalesInvoiceLine, added, {"InvoiceID": uuid4()})
    shared_desk.delete(SalesInvoiceLine, lines_of(shared_desk, made)[0])
    assert made["AmountFC"] == 109
    shared_desk.delete(SalesInvoiceLine, added)
    assert made["InvoiceID"] not in shared_desk.company[SalesInvoice].rows
    assert shared_desk.refusal(SalesInvoiceLine, line(shared_desk)) == ("Verplicht: Verkoopfactuur",)
    assert shared_desk.refusal(SalesInvoiceLine, line(shared_desk, InvoiceID=uuid4())) == (
        "Ongeldige referentie: Verkoopfactuur",
    )


def test_order_charges_are_invoiced_and_booked(shared_desk: Desk) -> None:
    charge = {"AmountFCExclVAT": D(10), "OrderChargesLineDescription": "Verzending", "IsShippingCost": True}
    made = invoice(shared_desk, line(shared_desk), SalesInvoiceOrderChargeLines=[charge])
    assert (made["AmountFC"], made["AmountFCExclVat"]) == (D("133.10"), 110)
    more = shared_desk.post(SalesInvoiceOrderChargeLine, charge | {"InvoiceID": made["InvoiceID"]})
    assert (more["LineNumber"], more["AmountFCInclVAT"], made["AmountFC"]) == (2, D("12.10"), D("145.20"))
    shared_desk.delete(SalesInvoiceOrderChargeLine, more)
    printed(shared_desk, made)
    assert shared_desk.ledger(entry_of(shared_desk, made)) == [
        (0, "1300", D("133.10")),
        (1, "8000", D(-100)),
        (2, "8000", D(-10)),
        (9999, "1500", D("-23.10")),
    ]


def test_deleting_a_draft_leaves_no_trace(shared_desk: Desk) -> None:
    before = counts(shared_desk)
    made = invoice(shared_desk, line(shared_desk), line(shared_desk))
    shared_desk.delete(SalesInvoice, made)
    assert counts(shared_desk) == before


def test_printing_numbers_books_and_files_the_invoice(shared_desk: Desk) -> None:
    made = invoice(
        shared_desk, line(shared_desk, "2", "50", CostCenter="VERKOOP"), line(shared_desk, "1", "121", VATCode="4")
    )
    last = max(row["EntryNumber"] for row in shared_desk.company[SalesEntry] if row["ReportingYear"] == 2026)
    answer = printed(shared_desk, made)
    assert made["InvoiceNumber"] == last + 1
    assert (made["Status"], made["StatusDescription"], made["StarterSalesInvoiceStatus"]) == (50, "Verwerkt", 1)
    assert (made["InvoiceDate"], made["DueDate"]) == (TODAY, datetime(2026, 12, 22))
    entry = entry_of(shared_desk, made)
    names = (
        "Status",
        "Type",
        "Customer",
        "InvoiceNumber",
        "EntryDate",
        "DueDate",
        "AmountFC",
        "VATAmountFC",
        "Description",
    )
    assert tuple(entry[name] for name in names) == (
        *(50, 20, made["InvoiceTo"], last + 1, TODAY, made["DueDate"], D(242), D(42)),
        f"Factuur: {last + 1}",
    )
    assert shared_desk.ledger(entry) == [
        (0, "1300", D(242)),
        (1, "8000", D(-100)),
        (2, "8000", D(-100)),
        (9999, "1500", D(-21)),
        (9999, "1500", D(-21)),
    ]
    rows = shared_desk.company[TransactionLine].where("EntryID", entry["EntryID"])
    assert {row["Status"] for row in rows} == {50}
    assert [row["ItemCode"] for row in rows] == [None, "KABEL-05", "KABEL-05", None, None]
    assert rows[1]["CostCenter"] == "VERKOOP"
    document = shared_desk.company[Document].rows[answer["Document"]]
    assert (document["Type"], document["FinancialTransactionEntryID"]) == (10, entry["EntryID"])
    assert made["Document"] == entry["Document"] == document["ID"]
    assert {row["Document"] for row in rows} == {document["ID"]}
    assert answer["DocumentCreationSuccess"] == f"Document {document['HID']} is aangemaakt."
    assert answer["DocumentCreationError"] is answer["EmailCreationError"] is answer["EmailCreationSuccess"] is None
    [attachment] = shared_desk.company[DocumentAttachment].where("Document", document["ID"])
    assert attachment["FileName"] == f"{last + 1}.pdf"
    content = shared_desk.company.blobs[attachment["ID"]]
    check_pdf(content)
    shown = content.decode("latin-1")
    for text in (str(last + 1), "22-11-2026", made["InvoiceToName"], "Netwerkkabel 5 meter", "42,00", "242,00"):
        assert text.replace("(", r"\(").replace(")", r"\)") in shown


def test_a_discount_is_booked_to_the_cent(shared_desk: Desk) -> None:
    lines = [line(shared_desk, "1", price) for price in ("33.33", "33.33", "0.05")]
    made = invoice(shared_desk, *lines, Discount=D("0.125"))
    printed(shared_desk, made)
    entry = entry_of(shared_desk, made)
    assert (entry["AmountFC"], entry["VATAmountFC"]) == (made["AmountFC"], made["VATAmountFC"])
    rows = shared_desk.company[SalesEntryLine].where("EntryID", entry["EntryID"])
    assert sum(row["AmountFC"] for row in rows) == made["AmountFCExclVat"]


def test_a_credit_note_has_negative_quantities(shared_desk: Desk) -> None:
    made = invoice(shared_desk, line(shared_desk, "-2", "50"), Type=8021)
    assert (made["AmountFC"], made["TypeDescription"]) == (-121, "Creditnota")
    printed(shared_desk, made)
    entry = entry_of(shared_desk, made)
    assert (entry["Type"], entry["AmountFC"]) == (21, -121)
    assert shared_desk.ledger(entry)[0] == (0, "1300", D(-121))


def test_a_printed_invoice_stays_as_it_is(shared_desk: Desk) -> None:
    made = invoice(shared_desk, line(shared_desk), SalesInvoiceOrderChargeLines=[{"AmountFCExclVAT": D(1)}])
    printed(shared_desk, made)
    row = lines_of(shared_desk, made)[0]
    charge = shared_desk.company[SalesInvoiceOrderChargeLine].where("InvoiceID", made["InvoiceID"])[0]
    for language, sentence in (
        ("nl-NL", "Reeds verwerkt"),
        ("en-GB", "Already processed"),
        ("de-DE", "Bereits verarbeitet"),
        ("fr-FR", "Déjà traité"),
        ("es-ES", "Ya procesado"),
    ):
        desk = shared_desk.speaking(language)
        for attempt in (
            lambda desk=desk: desk.put(SalesInvoice, made, {"YourRef": "x"}),
            lambda desk=desk: desk.delete(SalesInvoice, made),
            lambda desk=desk: desk.post(SalesInvoiceLine, line(desk, InvoiceID=made["InvoiceID"])),
            lambda desk=desk: desk.put(SalesInvoiceLine, row, {"Quantity": D(2)}),
            lambda desk=desk: desk.delete(SalesInvoiceLine, row),
            lambda desk=desk: desk.delete(SalesInvoiceOrderChargeLine, charge),
            lambda desk=desk: printed(desk, made),
        ):
            with pytest.raises(Refused) as caught:
                attempt()
            assert caught.value.messages == (sentence,)


def test_what_is_not_sent_is_said(shared_desk: Desk) -> None:
    made = invoice(shared_desk, line(shared_desk))
    answer = printed(
        shared_desk,
        made,
        SendEmailToCustomer=True,
        SendInvoiceViaPeppol=True,
        SenderEmailAddress="wij@waterkant.example",
        EmailCreationSuccess="Verzonden",
    )
    assert (answer["EmailCreationError"], answer["EmailCreationSuccess"]) == (
        "Niet verzonden: deze omgeving verstuurt niets.",
        None,
    )
    assert answer["PeppolCreationError"] is not None
    assert answer["PostboxMessageCreationError"] is None
    assert (answer["SendEmailToCustomer"], answer["SenderEmailAddress"]) == (True, "wij@waterkant.example")


def test_the_customers_own_way_of_invoicing(desk: Desk) -> None:
    desk.put(Account, customer(desk), {"InvoicingMethod": 2})
    answer = printed(desk.speaking("en-GB"), invoice(desk, line(desk)), SendOutputBasedOnAccount=True)
    assert answer["EmailCreationError"] == "Not sent: this environment sends nothing."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"InvoiceID": None}, "Verplicht: Verkoopfactuur"),
        ({"InvoiceID": uuid4()}, "Ongeldige referentie: Verkoopfactuur"),
        ({"DocumentLayout": uuid4()}, "Ongeldige referentie: Lay-out"),
        ({"SenderEmailAddress": "wij"}, "Ongeldig: Email []"),
        ({"InvoiceDate": datetime(9999, 12, 31)}, "Ongeldig: Vervaldatum"),
        ({"InvoiceDate": datetime(2025, 11, 3)}, "Periode is afgesloten: 2025 - 11"),
        ({"ReportingYear": 2025, "ReportingPeriod": 12}, "Periode is afgesloten: 2025 - 12"),
    ],
)
def test_what_is_not_printed(shared_desk: Desk, given: Row, sentence: str) -> None:
    made = invoice(shared_desk, line(shared_desk))
    before = counts(shared_desk)
    with pytest.raises(Refused) as caught:
        printed(shared_desk, made, **given)
    assert caught.value.messages == (sentence,)
    assert counts(shared_desk) == before
    assert (made["Status"], made["InvoiceNumber"], made["InvoiceDate"]) == (20, None, TODAY)


def test_dates_and_documents_that_were_given_stay(shared_desk: Desk) -> None:
    document = shared_desk.post(Document, {"Subject": "Dossier", "Type": 10})
    made = invoice(shared_desk, line(shared_desk), Document=document["ID"], DueDate=datetime(2027, 1, 31))
    layout = next(iter(shared_desk.company[Layout]))["ID"]
    answer = printed(shared_desk, made, InvoiceDate=datetime(2026, 10, 3), DocumentLayout=layout)
    assert (made["InvoiceDate"], made["DueDate"]) == (datetime(2026, 10, 3), datetime(2027, 1, 31))
    assert answer["Document"] == document["ID"]
    assert answer["DocumentLayout"] == layout
    assert document["FinancialTransactionEntryID"] == entry_of(shared_desk, made)["EntryID"]
    with pytest.raises(Refused, match="Gebruikt in"):
        shared_desk.delete(Document, document)


def test_the_receivables_account_of_the_customer_wins(desk: Desk) -> None:
    own = desk.post(GLAccount, {"Code": "1319", "Description": "Debiteuren groep", "Type": 20, "BalanceSide": "D"})
    desk.put(Account, customer(desk), {"GLAR": own["ID"]})
    made = invoice(desk, line(desk))
    printed(desk, made)
    assert desk.ledger(entry_of(desk, made))[0] == (0, "1319", D(121))
