"""Purchase orders and what comes of them: prices, totals, statuses, stock, and what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.shop import (
    VAN_DALEN,
    asked,
    came,
    held,
    item,
    lines_of,
    order,
    other_supplier,
    receive,
    states,
    wanted,
    warehouse,
)

from unibooks.connectors.exact.target import Account, Contact, TransactionLine
from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item, SupplierItem, Unit
from unibooks.connectors.exact.target.purchaseorder import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseOrder,
    PurchaseOrderLine,
    PurchaseReturn,
    PurchaseReturnLine,
)
from unibooks.sandbox.exact.books import closing
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal


def test_an_order_is_filled_in(desk: Desk) -> None:
    before = len(desk.company[TransactionLine])
    found = order(desk, wanted(desk, "10"), wanted(desk, "2", "THEE-100", UnitPrice=D("6.905")))
    expected: dict[str, Any] = {
        "AmountFC": D("53.01"),
        "AmountFCExclVat": D("43.81"),
        "VATAmount": D("9.20"),
        "AmountDC": D("53.01"),
        "ApprovalStatus": 1,
        "Currency": "EUR",
        "ExchangeRate": 1,
        "OrderDate": datetime(2026, 11, 2),
        "ReceiptDate": datetime(2026, 11, 2),
        "PaymentCondition": "21",
        "PurchaseAgentFullName": "Sanne de Wit",
        "PurchaseOrderLineCount": 2,
        "Source": 11,
        "SupplierName": VAN_DALEN,
        "WarehouseCode": "1",
    }
    assert {name: found[name] for name in expected} == expected
    assert states(found) == (10, 10, 10)
    first, second = lines_of(desk, found)
    expected = {
        "AmountFC": D("30.00"),
        "Description": "Netwerkkabel 5 meter",
        "ItemCode": "KABEL-05",
        "LineNumber": 1,
        "NetPrice": D(3),
        "Quantity": D(10),
        "ReceivedQuantity": 0,
        "Unit": "pc",
        "VATAmount": D("6.30"),
        "VATCode": "2  ",
        "VATPercentage": D("0.21"),
    }
    assert {name: first[name] for name in expected} == expected
    assert second["AmountFC"] == D("13.81")
    assert len(desk.company[TransactionLine]) == before


def test_numbers_run_on_and_may_be_chosen_once(desk: Desk) -> None:
    first = order(desk)
    assert order(desk)["OrderNumber"] == first["OrderNumber"] + 1
    order(desk, OrderNumber=900)
    assert desk.refusal(PurchaseOrder, asked(desk, wanted(desk), OrderNumber=900)) == ("In gebruik: Ordernummer",)


@pytest.mark.parametrize(
    ("line", "prices", "amount"),
    [
        ({"UnitPrice": D(4), "Discount": D("0.25")}, (D(4), D(3), D("0.25")), "30.00"),
        ({"UnitPrice": D(4), "NetPrice": D(3)}, (D(4), D(3), D("0.25")), "30.00"),
        ({"UnitPrice": None, "NetPrice": D("2.5")}, (D(0), D("2.5"), D(0)), "25.00"),
        ({"UnitPrice": D("0.333")}, (D("0.333"), D("0.333"), D(0)), "3.33"),
        ({"UnitPrice": D("1.21"), "VATCode": "4"}, (D("1.21"), D("1.21"), D(0)), "10.00"),
    ],
)
def test_the_price_of_a_line(shared_desk: Desk, line: Row, prices: tuple[Decimal, ...], amount: str) -> None:
    row = lines_of(shared_desk, order(shared_desk, wanted(shared_desk, "10", **line)))[0]
    assert (row["UnitPrice"], row["NetPrice"], row["Discount"]) == prices
    assert row["AmountFC"] == D(amount)


def test_price_unit_and_vat_come_from_the_supplier_of_the_item(desk: Desk) -> None:
    cable, supplier = item(desk), desk.relation(VAN_DALEN)
    unit = desk.company[Unit].first("Code", cable["Unit"])
    assert unit is not None
    for row in desk.company[SupplierItem].where("Item", cable["ID"]):
        desk.delete(SupplierItem, row)
    deal = {
        "Item": cable["ID"],
        "ItemUnit": unit["ID"],
        "PurchasePrice": D(30),
        "PurchaseUnit": "box",
        "PurchaseUnitFactor": D(12),
        "PurchaseVATCode": "1",
        "Supplier": supplier["ID"],
        "SupplierItemCode": "C5",
    }
    desk.post(SupplierItem, deal)
    line = lines_of(desk, order(desk, wanted(desk, "2", UnitPrice=None)))[0]
    expected: dict[str, Any] = {
        "AmountFC": D("60.00"),
        "Quantity": D(24),
        "QuantityInPurchaseUnits": D(2),
        "SupplierItemCode": "C5",
        "Unit": "box",
        "UnitPrice": D(30),
        "VATAmount": D("5.40"),
    }
    assert {name: line[name] for name in expected} == expected


def test_without_a_supplier_of_the_item_its_cost_price_counts(desk: Desk) -> None:
    line = lines_of(desk, order(desk, wanted(desk, "1", "BEKER-50", UnitPrice=None)))[0]
    assert line["UnitPrice"] == item(desk, "BEKER-50")["CostPriceStandard"] != 0


@pytest.mark.parametrize(
    ("discount", "totals"),
    [
        ({"Discount": D("0.1")}, ("27.00", "5.67", "3.63", "3.00")),
        ({"AmountDiscountExclVat": D("3")}, ("27.00", "5.67", "3.63", "3.00")),
        ({"AmountDiscount": D("3.63")}, ("27.00", "5.67", "3.63", "3.00")),
    ],
)
def test_a_discount_on_the_whole_order(shared_desk: Desk, discount: Row, totals: tuple[str, ...]) -> None:
    found = order(shared_desk, **discount)
    names = ("AmountFCExclVat", "VATAmount", "AmountDiscount", "AmountDiscountExclVat")
    assert tuple(found[name] for name in names) == tuple(map(D, totals))
    assert found["Discount"] == D("0.1")
    assert found["AmountFC"] == D("32.67")


def test_a_reverse_charge_is_not_paid_to_the_supplier(shared_desk: Desk) -> None:
    found = order(shared_desk, wanted(shared_desk, "10", VATCode="5"))
    assert (found["AmountFC"], found["VATAmount"]) == (D("30.00"), D(0))
    assert lines_of(shared_desk, found)[0]["VATAmount"] == D("6.30")


def test_a_foreign_order_is_told_in_euros_too(shared_desk: Desk) -> None:
    found = order(shared_desk, Currency="USD", ExchangeRate=D("0.5"))
    assert (found["AmountFC"], found["AmountDC"]) == (D("36.30"), D("18.15"))
    assert lines_of(shared_desk, found)[0]["AmountDC"] == D("15.00")
    assert order(shared_desk, Currency="USD")["ExchangeRate"] != 1


REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("Verplicht: Leverancier", {"Supplier": None}),
    ("Ongeldige referentie: Leverancier", {"Supplier": uuid4()}),
    ("Verplicht: Regels", {"PurchaseOrderLines": []}),
    ("Ongeldige referentie: Valuta", {"Currency": "ZZZ"}),
    ("Niet toegestaan: Wisselkoers", {"ExchangeRate": D(2)}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}),
    ("Ongeldige referentie: Magazijn", {"Warehouse": uuid4()}),
    ("Ongeldige referentie: Inkoper", {"PurchaseAgent": uuid4()}),
    ("Ongeldige referentie: Contactpersoon", {"SupplierContact": uuid4()}),
    ("Ongeldige referentie: Document", {"Document": uuid4()}),
    ("Ongeldig: Ontvangstdatum", {"ReceiptDate": datetime(2026, 11, 1)}),
    ("Ongeldig: Omschrijving", {"Description": "x" * 61}),
    ("Ongeldig: Ordernummer", {"OrderNumber": 0}),
    ("Ongeldig: Korting", {"Discount": D(2)}),
]
LINE_REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("Verplicht: Artikel", {"Item": None}),
    ("Ongeldige referentie: Artikel", {"Item": uuid4()}),
    ("Verplicht: Aantal", {"QuantityInPurchaseUnits": None}),
    ("Ongeldig: Aantal", {"QuantityInPurchaseUnits": D("1.5")}),
    ("Ongeldig: Aantal", {"QuantityInPurchaseUnits": D(0)}),
    ("Ongeldig: Prijs", {"UnitPrice": D("1E20")}),
    ("Ongeldig: Korting", {"Discount": D("1.5")}),
    ("Ongeldige referentie: Btw-code", {"VATCode": "99"}),
    ("Niet toegestaan: Btw-code", {"VATCode": "6"}),
    ("Ongeldig: Btw-percentage []", {"VATPercentage": D(21)}),
    ("Ongeldige referentie: Kostenplaats", {"CostCenter": "XX"}),
    ("Ongeldige referentie: Project", {"Project": uuid4()}),
]


@pytest.mark.parametrize(("sentence", "more"), REFUSALS)
def test_a_wrong_header_is_refused(shared_desk: Desk, sentence: str, more: Row) -> None:
    assert shared_desk.refusal(PurchaseOrder, asked(shared_desk, wanted(shared_desk)) | more) == (sentence,)


@pytest.mark.parametrize(("sentence", "more"), LINE_REFUSALS)
def test_a_wrong_line_is_refused(shared_desk: Desk, sentence: str, more: Row) -> None:
    assert shared_desk.refusal(PurchaseOrder, asked(shared_desk, wanted(shared_desk) | more)) == (sentence,)


def test_ended_items_customers_and_other_peoples_contacts_are_refused(desk: Desk) -> None:
    ended = asked(desk, wanted(desk, "1", "KABEL-02"))
    assert desk.refusal(PurchaseOrder, ended) == ("Ongeldig: Artikel",)
    customer = next(row for row in desk.company[Account] if not row["IsSupplier"] and row["Type"] == "A")
    body = asked(desk, wanted(desk), Supplier=customer["ID"])
    assert desk.refusal(PurchaseOrder, body) == ("Ongeldig: Leverancier (Type)",)
    supplier = desk.relation(VAN_DALEN)
    other = next(row for row in desk.company[Contact] if row["Account"] != supplier["ID"])
    body = asked(desk, wanted(desk), SupplierContact=other["ID"])
    assert desk.refusal(PurchaseOrder, body) == ("Ongeldige referentie: Contactpersoon",)


def test_errors_speak_the_language_of_the_user(shared_desk: Desk) -> None:
    body = asked(shared_desk)
    told = [shared_desk.speaking(language).refusal(PurchaseOrder, body)[0] for language in ("en", "de", "fr", "es")]
    assert told == ["Mandatory: Lines", "Obligatorisch: Zeilen", "Obligatoire: Lignes", "Obligatorio: Líneas"]


def test_an_open_order_is_changed(desk: Desk) -> None:
    found = order(desk)
    line = lines_of(desk, found)[0]
    desk.put(PurchaseOrder, found, {"YourRef": "Y", "Discount": D("0.5"), "ReceiptDate": datetime(2026, 11, 20)})
    assert (found["YourRef"], found["AmountFC"]) == ("Y", D("18.15"))
    desk.put(PurchaseOrderLine, line, {"QuantityInPurchaseUnits": D(20)})
    assert (line["AmountFC"], found["AmountFC"], found["Discount"]) == (D("60.00"), D("36.30"), D("0.5"))
    desk.put(PurchaseOrderLine, line, {"VATCode": "0"})
    assert (line["VATAmount"], found["VATAmount"], line["UnitPrice"]) == (D(0), D(0), D(3))
    more = desk.post(PurchaseOrderLine, {**wanted(desk, "1"), "PurchaseOrderID": found["PurchaseOrderID"]})
    assert (more["LineNumber"], found["PurchaseOrderLineCount"]) == (2, 2)
    desk.delete(PurchaseOrderLine, line)
    assert found["AmountFCExclVat"] == D("1.50")
    with pytest.raises(Refused, match="Kan niet verwijderen: Inkooporderregel"):
        desk.delete(PurchaseOrderLine, more)
    desk.delete(PurchaseOrder, found)
    assert not lines_of(desk, found)
    assert found["PurchaseOrderID"] not in desk.company[PurchaseOrder].rows


def test_a_line_needs_its_order(shared_desk: Desk) -> None:
    assert shared_desk.refusal(PurchaseOrderLine, wanted(shared_desk)) == ("Verplicht: Inkooporder",)
    body = {**wanted(shared_desk), "PurchaseOrderID": uuid4()}
    assert shared_desk.refusal(PurchaseOrderLine, body) == ("Ongeldige referentie: Inkooporder",)


def test_goods_that_came_raise_stock_and_statuses(desk: Desk) -> None:
    found = order(desk, wanted(desk, "10"), wanted(desk, "4", "PALLET"))
    cable, pallet = lines_of(desk, found)
    before = held(desk)
    place = next(
        row
        for row in desk.company[ItemWarehouse].where("Item", cable["Item"])
        if row["Warehouse"] == found["Warehouse"]
    )
    planned = place["PlannedStockIn"]
    receipt = receive(desk, came(cable, "6"), YourRef="PB")
    assert held(desk) == before + 6
    assert place["PlannedStockIn"] == planned - 6
    assert (cable["ReceivedQuantity"], states(found)) == (6, (20, 20, 10))
    expected: dict[str, Any] = {
        "GoodsReceiptLineCount": 1,
        "ReceiptDate": datetime(2026, 11, 9),
        "SupplierName": VAN_DALEN,
        "WarehouseCode": "1",
        "YourRef": "PB",
    }
    assert {name: receipt[name] for name in expected} == expected
    booked = desk.company[TransactionLine].where("EntryID", receipt["ID"])
    assert [(row["Type"], row["GLAccountCode"], row["AmountDC"]) for row in booked] == [
        (130, "3000", D("18.00")),
        (130, "2200", D("-18.00")),
    ]
    assert {row["EntryNumber"] for row in booked} == {receipt["EntryNumber"]}
    line = desk.company[GoodsReceiptLine].where("GoodsReceiptID", receipt["ID"])[0]
    expected = {
        "ItemCode": "KABEL-05",
        "ItemUnitCode": "pc",
        "PurchaseOrderNumber": found["OrderNumber"],
        "QuantityOrdered": D(10),
        "QuantityReceived": D(6),
    }
    assert {name: line[name] for name in expected} == expected
    second = receive(desk, came(cable), came(pallet))
    assert second["ReceiptNumber"] == receipt["ReceiptNumber"] + 1
    assert (held(desk), states(found)) == (before + 10, (20, 30, 10))
    desk.put(GoodsReceipt, second, {"Remarks": "Nat"})
    assert second["Remarks"] == "Nat"
    with pytest.raises(Refused, match="Kan niet verwijderen: Inkooporder - Gebruikt in: Goederenontvangsten"):
        desk.delete(PurchaseOrder, found)
    with pytest.raises(Refused, match="Niet toegestaan: Leverancier"):
        desk.put(PurchaseOrder, found, {"Supplier": other_supplier(desk)["ID"], "SupplierContact": None})
    with pytest.raises(Refused, match="Kan niet verwijderen: Inkooporderregel - Gebruikt in: Goederenontvangsten"):
        desk.delete(PurchaseOrderLine, cable)
    with pytest.raises(Refused, match="Ongeldig: Aantal"):
        desk.put(PurchaseOrderLine, cable, {"QuantityInPurchaseUnits": D(9)})
    with pytest.raises(Refused, match="Niet toegestaan: Artikel"):
        desk.put(PurchaseOrderLine, cable, {"Item": item(desk, "PALLET")["ID"]})
    desk.put(PurchaseOrderLine, cable, {"QuantityInPurchaseUnits": D(11)})
    assert states(found) == (20, 20, 10)


def test_services_come_without_stock(desk: Desk) -> None:
    found = order(desk, wanted(desk, "2", "ADVIES"))
    receive(desk, came(lines_of(desk, found)[0]))
    assert (found["ReceiptStatus"], held(desk, "ADVIES")) == (30, 0)


def test_wrong_receipts_are_refused(desk: Desk) -> None:
    line = lines_of(desk, order(desk))[0]
    assert desk.refusal(GoodsReceipt, {}) == ("Verplicht: Ontvangstdatum", "Verplicht: Regels")

    def refusal(*lines: Row) -> tuple[str, ...]:
        return desk.refusal(GoodsReceipt, {"ReceiptDate": datetime(2026, 11, 9), "GoodsReceiptLines": list(lines)})

    assert refusal({}) == ("Verplicht: Inkooporderregel",)
    assert refusal({"PurchaseOrderLineID": uuid4()}) == ("Ongeldige referentie: Inkooporderregel",)
    for quantity in ("11", "-1", "0"):
        assert refusal(came(line, quantity)) == ("Ongeldig: Aantal",)
    assert refusal(came(line, "6"), came(line, "5")) == ("Ongeldig: Aantal",)
    assert refusal(came(line, "1", Location=uuid4())) == ("Ongeldige referentie: Magazijn",)
    elsewhere = lines_of(desk, order(desk, Warehouse=warehouse(desk, "2")["ID"]))[0]
    assert refusal(came(line), came(elsewhere)) == ("Ongeldig: Inkooporder",)
    receive(desk, came(line))
    assert refusal(came(line)) == ("Ongeldig: Aantal",)
    closing.close(desk.company, 2026, 11, "90")
    late = lines_of(desk, order(desk))[0]
    assert refusal(came(late)) == ("Periode is afgesloten: 2026 - 11",)


def back(line: Row, quantity: str | None, **more: Any) -> Row:
    """The body of a return's line."""
    of = {"GoodsReceiptLineID": line["ID"], "PurchaseOrderLineID": line["PurchaseOrderLineID"]}
    return {**of, "ReturnQuantity": D(quantity) if quantity else None, **more}


def returned(desk: Desk, *lines: Row) -> Row:
    return desk.post(PurchaseReturn, {"ReturnDate": datetime(2026, 11, 10), "PurchaseReturnLines": list(lines)})


def test_what_goes_back_leaves_the_stock_and_is_not_received(desk: Desk) -> None:
    found = order(desk)
    line = lines_of(desk, found)[0]
    receipt = receive(desk, came(line))
    before = held(desk)
    received = desk.company[GoodsReceiptLine].where("GoodsReceiptID", receipt["ID"])[0]
    row = returned(desk, back(received, "4", Notes="Stuk"))
    assert (held(desk), line["ReceivedQuantity"], found["ReceiptStatus"]) == (before - 4, 6, 20)
    assert (row["SupplierContact"], row["Status"]) == (receipt["SupplierContact"], 20)
    mine = desk.company[PurchaseReturnLine].where("EntryID", row["ID"])[0]
    assert (mine["ReceiptNumber"], mine["ReceivedQuantity"], mine["UnitCode"]) == (receipt["ReceiptNumber"], 10, "pc")
    desk.put(PurchaseReturnLine, mine, {"ReturnQuantity": D(1), "CreateCredit": True})
    assert (held(desk), line["ReceivedQuantity"], mine["CreateCredit"]) == (before - 1, 9, True)
    booked = desk.company[TransactionLine].where("EntryID", row["ID"])
    assert [(one["Type"], one["GLAccountCode"], one["AmountDC"]) for one in booked] == [
        (131, "3000", D("-3.00")),
        (131, "2200", D("3.00")),
    ]
    with pytest.raises(Refused, match="Ongeldig: Retouraantal"):
        desk.put(PurchaseReturnLine, mine, {"ReturnQuantity": D(11)})
    with pytest.raises(Refused, match="Niet toegestaan: Inkooporderregel"):
        desk.put(PurchaseReturnLine, mine, {"PurchaseOrderLineID": uuid4()})
    added = desk.post(PurchaseReturnLine, {**back(received, "9"), "EntryID": row["ID"]})
    assert (added["LineNumber"], line["ReceivedQuantity"]) == (2, 0)
    desk.put(PurchaseReturn, row, {"TrackingNumber": "T1", "ReturnDate": datetime(2026, 11, 11)})
    assert (row["TrackingNumber"], row["ReturnDate"]) == ("T1", datetime(2026, 11, 11))


def test_wrong_returns_are_refused(desk: Desk) -> None:
    first, other = (
        receive(desk, came(lines_of(desk, order(desk, **more))[0]))
        for more in ({}, {"Warehouse": warehouse(desk, "2")["ID"]})
    )
    line, elsewhere = (desk.company[GoodsReceiptLine].where("GoodsReceiptID", row["ID"])[0] for row in (first, other))
    assert desk.refusal(PurchaseReturn, {}) == ("Verplicht: Retourdatum", "Verplicht: Regels")

    def refusal(*lines: Row) -> tuple[str, ...]:
        return desk.refusal(PurchaseReturn, {"ReturnDate": datetime(2026, 11, 10), "PurchaseReturnLines": list(lines)})

    assert refusal({}) == ("Verplicht: Inkooporderregel", "Verplicht: Goederenontvangst")
    assert refusal(back(line, None)) == ("Verplicht: Retouraantal",)
    assert refusal(back(line, "11")) == ("Ongeldig: Retouraantal",)
    assert refusal(back(line, "6"), back(line, "5")) == ("Ongeldig: Retouraantal",)
    assert refusal(back(line, "1") | {"PurchaseOrderLineID": uuid4()}) == ("Ongeldige referentie: Inkooporderregel",)
    assert refusal(back(line, "1") | {"GoodsReceiptLineID": uuid4()}) == ("Ongeldige referentie: Goederenontvangst",)
    assert refusal(back(line, "1"), back(elsewhere, "1")) == ("Ongeldig: Goederenontvangst",)
    row = returned(desk, back(line, "1"))
    assert desk.refusal(PurchaseReturnLine, {**back(elsewhere, "1"), "EntryID": row["ID"]}) == (
        "Ongeldig: Goederenontvangst",
    )
    assert desk.refusal(PurchaseReturnLine, back(line, "1")) == ("Verplicht: Boeking",)


def test_the_seed_has_orders_in_every_state(shared_desk: Desk) -> None:
    seeded = sorted(shared_desk.company[PurchaseOrder], key=lambda row: row["OrderNumber"])[:3]
    assert [row["ReceiptStatus"] for row in seeded] == [20, 20, 10]
    assert len(shared_desk.company[GoodsReceipt]) >= 2
    assert len(shared_desk.company[PurchaseReturn]) >= 2


def test_what_an_order_names_stays(desk: Desk) -> None:
    ordered = order(desk, wanted(desk, "1", CostCenter="INKOOP"))
    relation = desk.post(Account, {"Name": "Nieuwe leverancier", "IsSupplier": True})
    mine = order(desk, Supplier=relation["ID"])
    for entity, row, told in (
        (Account, relation, "Relatie - Gebruikt in: Inkooporders"),
        (Item, item(desk), "Artikel - Gebruikt in: Inkooporders"),
    ):
        with pytest.raises(Refused, match=f"Kan niet verwijderen: {told}"):
            desk.delete(entity, row)
    for row in (ordered, mine):
        desk.delete(PurchaseOrder, row)
    desk.delete(Account, relation)
