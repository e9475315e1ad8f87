"""Sales orders: what is filled in, what they cost, how far they are, what is refused."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.sandbox.books import selling
from tests.sandbox.books.desk import Desk
from tests.sandbox.books.selling import customer, item, lines_of, order, sold

from unibooks.connectors.exact.target import Account
from unibooks.connectors.exact.target.inventory import ItemWarehouse
from unibooks.connectors.exact.target.logistics import Item
from unibooks.connectors.exact.target.salesorder import (
    CompleteSalesOrder,
    CompleteSalesOrderLine,
    SalesOrder,
    SalesOrderLine,
    SalesOrderOrderChargeLine,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import order_status, warehouses
from unibooks.sandbox.exact.state import Refused, Row

D = Decimal
TODAY = datetime(2026, 11, 22)


def put_refusal(desk: Desk, entity: type[Entity], row: Row, body: Row) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        desk.put(entity, row, body)
    return caught.value.messages


def delete_refusal(desk: Desk, entity: type[Entity], row: Row) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        desk.delete(entity, row)
    return caught.value.messages


def test_an_order_is_filled_in_as_recorded(desk: Desk) -> None:
    buyer = customer(desk)
    made = order(desk, sold(desk, "1", NetPrice=D(100)), Description="Kabels", YourRef="PO-7")
    expected: dict[str, Any] = {
        "AmountFC": D("121.00"),
        "AmountFCExclVat": D("100.00"),
        "AmountDC": D("121.00"),
        "AmountDiscount": 0,
        "ApprovalStatus": 1,
        "Currency": "EUR",
        "DeliverTo": buyer["ID"],
        "DeliveryDate": TODAY,
        "DeliveryStatus": 12,
        "InvoiceStatus": 12,
        "InvoiceTo": buyer["ID"],
        "OrderDate": TODAY,
        "OrderedByContactPerson": buyer["MainContact"],
        "OrderedByName": buyer["Name"],
        "Status": 12,
        "StatusDescription": "Open",
        "WarehouseCode": "1",
        "YourRef": "PO-7",
    }
    assert {name: made[name] for name in expected} == expected
    line = lines_of(desk, made)[0]
    expected = {
        "AmountFC": D("100.00"),
        "DeliveryDate": TODAY,
        "Description": "Netwerkkabel 5 meter",
        "Discount": 0,
        "ItemCode": "KABEL-05",
        "LineNumber": 1,
        "NetPrice": 100,
        "OrderNumber": made["OrderNumber"],
        "QuantityDelivered": 0,
        "UnitCode": "pc",
        "UnitDescription": "Stuk",
        "UnitPrice": 0,
        "VATAmount": D("21.00"),
        "VATCode": "2  ",
        "VATPercentage": D("0.21"),
    }
    assert {name: line[name] for name in expected} == expected


def test_numbers_run(desk: Desk) -> None:
    first, second = order(desk, sold(desk)), order(desk, sold(desk))
    assert second["OrderNumber"] == first["OrderNumber"] + 1
    taken = desk.refusal(
        SalesOrder,
        {"OrderedBy": customer(desk)["ID"], "OrderNumber": 1, "SalesOrderLines": [sold(desk)]}
        | {"OrderNumber": first["OrderNumber"]},
    )
    assert taken == ("In gebruik: Nummer",)
    assert order(desk, sold(desk), OrderNumber=500)["OrderNumber"] == 500
    assert order(desk, sold(desk))["OrderNumber"] == 501


@pytest.mark.parametrize(
    ("given", "unit", "net", "discount", "amount"),
    [
        ({}, "8.95", "8.95", "0", "26.85"),
        ({"UnitPrice": D(10)}, "10", "10", "0", "30.00"),
        ({"UnitPrice": D(10), "Discount": D("0.055")}, "10", "9.45", "0.055", "28.35"),
        ({"UnitPrice": D(10), "NetPrice": D(8)}, "10", "8", "0.2", "24.00"),
        ({"NetPrice": D(8)}, "0", "8", "0", "24.00"),
        ({"Discount": D("0.1")}, "8.95", "8.055", "0.1", "24.17"),
        ({"AmountFC": D(12)}, "0", "4", "0", "12.00"),
        ({"UnitPrice": D("0.005")}, "0.005", "0.005", "0", "0.02"),
        ({"Quantity": D(-3)}, "8.95", "8.95", "0", "-26.85"),
    ],
)
def test_prices_of_a_line(desk: Desk, given: Row, unit: str, net: str, discount: str, amount: str) -> None:
    line = lines_of(desk, order(desk, sold(desk, "3") | given))[0]
    assert (line["UnitPrice"], line["NetPrice"], line["Discount"]) == (D(unit), D(net), D(discount))
    assert line["AmountFC"] == D(amount)


@pytest.mark.parametrize(
    ("code", "given", "vat", "whole", "net"),
    [
        ("2", {}, "2.10", "12.10", "10.00"),
        ("7", {}, "0", "10.00", "10.00"),
        ("2", {"VATCode": "4"}, "1.74", "10.00", "8.26"),
        ("2", {"VATCode": "1"}, "0.90", "10.90", "10.00"),
        ("2", {"VATAmount": D("2.11")}, "2.11", "12.11", "10.00"),
        ("2", {"VATCode": "0"}, "0", "10.00", "10.00"),
    ],
)
def test_vat_of_a_line(desk: Desk, code: str, given: Row, vat: str, whole: str, net: str) -> None:
    line = sold(desk, "1", UnitPrice=D(10)) | given
    made = order(desk, line, OrderedBy=customer(desk, code)["ID"])
    assert lines_of(desk, made)[0]["VATAmount"] == D(vat)
    assert (made["AmountFC"], made["AmountFCExclVat"]) == (D(whole), D(net))


def test_no_vat_code_when_neither_item_nor_customer_has_one(desk: Desk) -> None:
    buyer = customer(desk)
    desk.put(Account, buyer, {"SalesVATCode": None})
    line = lines_of(desk, order(desk, sold(desk)))[0]
    assert line["VATCode"] == "2  "
    desk.put(Item, item(desk), {"SalesVatCode": None})
    line = lines_of(desk, order(desk, sold(desk), OrderedBy=buyer["ID"]))[0]
    assert (line["VATCode"], line["VATAmount"]) == (None, 0)


def test_a_rate_alone_finds_its_code(desk: Desk) -> None:
    buyer = customer(desk)
    desk.put(Account, buyer, {"SalesVATCode": None})
    desk.put(Item, item(desk), {"SalesVatCode": None})
    line = lines_of(desk, order(desk, sold(desk, VATPercentage=D("0.21")), OrderedBy=buyer["ID"]))[0]
    assert line["VATCode"] == "2  "


def test_the_header_gives_a_discount(desk: Desk) -> None:
    lines = [sold(desk, "1", UnitPrice=D("9.99")), sold(desk, "1", UnitPrice=D("0.50"), VATCode="1")]
    made = order(desk, *lines, Discount=D("0.1"))
    assert (made["AmountDiscountExclVat"], made["AmountDiscount"]) == (D("1.05"), D("1.27"))
    assert (made["AmountFCExclVat"], made["AmountFC"]) == (D("9.44"), D("11.37"))
    by_amount = order(desk, sold(desk, "1", UnitPrice=D(100)), AmountDiscount=D("12.10"))
    assert (by_amount["Discount"], by_amount["AmountFC"]) == (D("0.1"), D("108.90"))


def test_an_order_in_another_currency(desk: Desk) -> None:
    made = order(desk, sold(desk, "1", UnitPrice=D(100)), Currency="usd")
    assert made["Currency"] == "USD"
    assert made["AmountFC"] == D("121.00")
    assert D(0) < made["AmountDC"] < made["AmountFC"]
    assert lines_of(desk, made)[0]["AmountDC"] < 100


def test_order_charges_are_part_of_the_whole(desk: Desk) -> None:
    charge: Row = {
        "AmountFCExclVAT": D(5),
        "OrderChargesLineDescription": "Vracht",
        "VATCode": "2",
        "IsShippingCost": True,
    }
    made = order(desk, sold(desk, "1", UnitPrice=D(10)), SalesOrderOrderChargeLines=[charge])
    assert (made["AmountFC"], made["AmountFCExclVat"]) == (D("18.15"), D("15.00"))
    more = desk.post(
        SalesOrderOrderChargeLine, {"OrderID": made["OrderID"], "AmountFCInclVAT": D("12.10"), "VATCode": "2"}
    )
    assert (more["AmountFCExclVAT"], more["AmountVATFC"], more["LineNumber"]) == (D("10.00"), D("2.10"), 2)
    assert made["AmountFC"] == D("30.25")
    desk.put(SalesOrderOrderChargeLine, more, {"AmountFCExclVAT": D(20)})
    assert made["AmountFC"] == D("42.35")
    desk.delete(SalesOrderOrderChargeLine, more)
    assert made["AmountFC"] == D("18.15")
    unknown = {"OrderID": made["OrderID"], "OrderCharge": uuid4()}
    assert desk.refusal(SalesOrderOrderChargeLine, unknown) == ("Ongeldige referentie: Orderkosten",)


def test_all_missing_parts_are_told_at_once(shared_desk: Desk) -> None:
    refused = shared_desk.refusal(SalesOrder, {"SalesOrderLines": [{}]})
    assert refused[-2:] == ("Verplicht: Besteld door", "Verplicht: Artikel")
    assert "Verplicht: Regels" in shared_desk.refusal(SalesOrder, {"OrderedBy": customer(shared_desk)["ID"]})


UNKNOWN = uuid4()
REFUSALS: list[tuple[str, Row, Row]] = [
    ("Ongeldige referentie: Besteld door", {"OrderedBy": UNKNOWN}, {}),
    ("Ongeldige referentie: Factuur voor", {"InvoiceTo": UNKNOWN}, {}),
    ("Ongeldige referentie: Leveren aan", {"DeliverTo": UNKNOWN}, {}),
    ("Ongeldige referentie: Contactpersoon", {"OrderedByContactPerson": UNKNOWN}, {}),
    ("Ongeldige referentie: Adres", {"DeliveryAddress": UNKNOWN}, {}),
    ("Ongeldige referentie: Valuta", {"Currency": "ZZZ"}, {}),
    ("Ongeldige referentie: Betalingsconditie", {"PaymentCondition": "77"}, {}),
    ("Ongeldige referentie: Magazijn", {"WarehouseID": UNKNOWN}, {}),
    ("Ongeldige referentie: Document", {"Document": UNKNOWN}, {}),
    ("Ongeldige referentie: Persoon", {"Salesperson": UNKNOWN}, {}),
    ("Ongeldige referentie: Leveringswijze", {"ShippingMethod": UNKNOWN}, {}),
    ("Ongeldige referentie: Verkoopkanaal", {"SalesChannel": UNKNOWN}, {}),
    ("Ongeldige referentie: Selectiecode", {"SelectionCode": UNKNOWN}, {}),
    ("Ongeldige referentie: Belastingschema", {"TaxSchedule": UNKNOWN}, {}),
    ("Ongeldig: Korting", {"Discount": D(5)}, {}),
    ("Ongeldig: Bedrag", {"AmountDiscount": D("NaN")}, {}),
    ("Ongeldig: Omschrijving", {"Description": "x" * 61}, {}),
    ("Ongeldig: Nummer", {"OrderNumber": -1}, {}),
    ("Ongeldig: Status", {"ApprovalStatus": 7}, {}),
    ("Ongeldige referentie: Artikel", {}, {"Item": UNKNOWN}),
    ("Ongeldige referentie: Eenheid", {}, {"UnitCode": "vat"}),
    ("Ongeldige referentie: Btw-code", {}, {"VATCode": "77"}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": ""}),
    ("Niet toegestaan: Btw-code", {}, {"VATCode": "5"}),
    ("Geblokkeerd: Btw-code", {}, {"VATCode": "19"}),
    ("Ongeldig: Btw-percentage []", {}, {"VATPercentage": D(21)}),
    ("Ongeldig: Prijs", {}, {"NetPrice": D("1e40")}),
    ("Ongeldig: Korting", {}, {"Discount": D(5)}),
    ("Ongeldig: Aantal", {}, {"Quantity": D("1.5")}),
    ("Ongeldig: Aantal", {}, {"Quantity": D("1e40")}),
    ("Ongeldig: Omschrijving", {}, {"Description": "x" * 61}),
    ("Ongeldige referentie: Kostenplaats", {}, {"CostCenter": "K1"}),
    ("Ongeldige referentie: Project", {}, {"Project": UNKNOWN}),
    ("Ongeldige referentie: Prijslijst", {}, {"Pricelist": UNKNOWN}),
    ("Ongeldige referentie: Productieorder", {}, {"ShopOrder": UNKNOWN}),
    ("Ongeldige referentie: Artikel", {}, {"ItemVersion": UNKNOWN}),
]


@pytest.mark.parametrize(("sentence", "header", "line"), REFUSALS)
def test_refusals(shared_desk: Desk, sentence: str, header: Row, line: Row) -> None:
    before = len(shared_desk.company[SalesOrder]), len(shared_desk.company[SalesOrderLine])
    body: Row = {"OrderedBy": customer(shared_desk)["ID"], "SalesOrderLines": [sold(shared_desk) | line], **header}
    assert shared_desk.refusal(SalesOrder, body) == (sentence,)
    assert before == (len(shared_desk.company[SalesOrder]), len(shared_desk.company[SalesOrderLine]))


def test_only_customers_order(desk: Desk) -> None:
    prospect = next(row for row in desk.company[Account] if row["Status"] == "P" and not row["Blocked"])
    body: Row = {"OrderedBy": prospect["ID"], "SalesOrderLines": [sold(desk)]}
    assert desk.refusal(SalesOrder, body) == ("Ongeldig: Besteld door (Type)", "Ongeldig: Factuur voor (Type)")
    desk.put(Account, customer(desk), {"Blocked": True})
    blocked = next(r for r in desk.company[Account] if r["Status"] == "C" and r["Blocked"])
    refused = desk.refusal(SalesOrder, body | {"OrderedBy": blocked["ID"]})
    assert refused[0] == "Geblokkeerd: Besteld door"


def test_a_customer_that_is_none_any_more_keeps_the_order(desk: Desk) -> None:
    made = order(desk, sold(desk))
    desk.put(Account, customer(desk), {"Status": "A", "Blocked": True})
    desk.put(SalesOrder, made, {"YourRef": "x"})
    assert made["YourRef"] == "x"


def test_items_that_are_not_sold(desk: Desk) -> None:
    body: Row = {"OrderedBy": customer(desk)["ID"], "SalesOrderLines": [sold(desk, code="KABEL-02")]}
    assert desk.refusal(SalesOrder, body) == ("Ongeldig: Artikel",)
    desk.put(Item, item(desk), {"IsSalesItem": False})
    assert desk.refusal(SalesOrder, body | {"SalesOrderLines": [sold(desk)]}) == ("Ongeldig: Artikel",)


def test_fractions_of_items_that_allow_them(desk: Desk) -> None:
    assert lines_of(desk, order(desk, sold(desk, "1.25", "ADVIES")))[0]["AmountFC"] == D("143.75")


def test_a_header_is_changed_in_part(desk: Desk) -> None:
    made = order(desk, sold(desk, "1", UnitPrice=D(100)), Description="Kabels", YourRef="A")
    desk.put(SalesOrder, made, {"YourRef": "B", "Discount": D("0.5")})
    assert (made["YourRef"], made["Description"], made["AmountFC"]) == ("B", "Kabels", D("60.50"))
    desk.put(SalesOrder, made, {"ApprovalStatus": 2})
    assert (made["ApprovalStatusDescription"], made["Approver"]) == ("Goedgekeurd", desk.write.user.id)
    assert put_refusal(desk, SalesOrder, made, {"WarehouseID": uuid4()}) == ("Ongeldige referentie: Magazijn",)


def test_the_three_relations_cannot_be_sent_with_a_change() -> None:
    parties = (SalesOrder.OrderedBy, SalesOrder.InvoiceTo, SalesOrder.DeliverTo)
    assert [(party.post, party.put) for party in parties] == [(True, False)] * 3


def test_lines_have_a_life_of_their_own(desk: Desk) -> None:
    made = order(desk, sold(desk, "1", UnitPrice=D(100)))
    line = desk.post(SalesOrderLine, {"OrderID": made["OrderID"], **sold(desk, "2", UnitPrice=D(10))})
    assert (line["LineNumber"], made["AmountFCExclVat"]) == (2, D("120.00"))
    desk.put(SalesOrderLine, line, {"Quantity": D(3)})
    assert (line["AmountFC"], line["VATAmount"], made["AmountFCExclVat"]) == (D("30.00"), D("6.30"), D("130.00"))
    desk.put(SalesOrderLine, line, {"Discount": D("0.5")})
    assert (line["NetPrice"], line["AmountFC"]) == (5, D("15.00"))
    desk.put(SalesOrderLine, line, {"VATCode": "1"})
    assert line["VATAmount"] == D("1.35")
    desk.put(SalesOrderLine, line, {"Item": item(desk, "PALLET")["ID"]})
    assert (line["ItemCode"], line["UnitPrice"], line["Description"]) == ("PALLET", 21, "Netwerkkabel 5 meter")
    desk.put(SalesOrderLine, line, {"Notes": "snel"})
    assert (line["Notes"], line["UnitPrice"]) == ("snel", 21)
    assert put_refusal(desk, SalesOrderLine, line, {"OrderID": uuid4()}) == ("Niet toegestaan: Verkooporder",)
    desk.delete(SalesOrderLine, line)
    assert made["AmountFCExclVat"] == D("100.00")
    desk.delete(SalesOrderLine, lines_of(desk, made)[0])
    assert made["OrderID"] not in desk.company[SalesOrder].rows


@pytest.mark.parametrize(("sentence", "key"), [("Verplicht", None), ("Ongeldige referentie", uuid4())])
def test_a_line_needs_its_order(shared_desk: Desk, sentence: str, key: UUID | None) -> None:
    body = {"OrderID": key, **sold(shared_desk)}
    assert shared_desk.refusal(SalesOrderLine, body) == (f"{sentence}: Verkooporder",)


def test_an_order_is_deleted_with_its_lines(desk: Desk) -> None:
    made = order(desk, sold(desk), SalesOrderOrderChargeLines=[{"AmountFCExclVAT": D(5)}])
    desk.delete(SalesOrder, made)
    assert lines_of(desk, made) == []
    assert not desk.company[SalesOrderOrderChargeLine].where("OrderID", made["OrderID"])
    buyer = customer(desk)
    order(desk, sold(desk), OrderedBy=buyer["ID"])
    assert delete_refusal(desk, Account, buyer)[0].startswith("Kan niet verwijderen: Relatie")


def test_statuses_follow_from_what_was_delivered_and_invoiced(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), sold(desk, "1", "PALLET"))
    first, second = lines_of(desk, made)

    def seen() -> tuple[Any, ...]:
        return (
            made["DeliveryStatus"],
            made["InvoiceStatus"],
            made["Status"],
            first["OrderStatus"],
            second["OrderStatus"],
        )

    assert seen() == (12, 12, 12, 12, 12)
    order_status.count(desk.write, first["ID"], delivered=D(1))
    assert seen() == (20, 12, 20, 20, 12)
    order_status.count(desk.write, first["ID"], delivered=D(3), invoiced=D(4))
    assert seen() == (20, 20, 20, 21, 12)
    order_status.count(desk.write, second["ID"], delivered=D(1), invoiced=D(1))
    assert seen() == (21, 21, 21, 21, 21)
    assert made["StatusDescription"] == "Compleet"
    order_status.count(desk.write, second["ID"], invoiced=D(-1))
    assert seen() == (21, 20, 20, 21, 20)


def test_what_is_left_can_be_closed(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), sold(desk, "1", "PALLET"))
    first, second = lines_of(desk, made)
    order_status.count(desk.write, first["ID"], delivered=D(1))
    answer = desk.post(CompleteSalesOrderLine, {"ID": second["ID"]})
    assert (answer["ID"], answer["SuccessMessage"], answer["ErrorMessage"]) == (second["ID"], "Verwerkt", None)
    assert (second["OrderStatus"], made["Status"], made["DeliveryStatus"]) == (45, 20, 20)
    desk.post(CompleteSalesOrder, {"OrderID": made["OrderID"], "CompleteDelivery": True})
    assert (first["DeliveryStatus"], first["InvoiceStatus"], made["DeliveryStatus"]) == (21, 12, 21)
    desk.post(CompleteSalesOrder, {"OrderID": made["OrderID"]})
    assert (made["Status"], made["InvoiceStatus"], made["StatusDescription"]) == (21, 45, "Compleet")
    assert desk.refusal(CompleteSalesOrder, {"OrderID": made["OrderID"]}) == ("Reeds verwerkt: Verkooporder",)
    assert desk.refusal(CompleteSalesOrderLine, {"ID": second["ID"]}) == ("Reeds verwerkt: Verkooporder",)


@pytest.mark.parametrize(("entity", "name"), [(CompleteSalesOrder, "OrderID"), (CompleteSalesOrderLine, "ID")])
def test_closing_needs_something_to_close(shared_desk: Desk, entity: type[Entity], name: str) -> None:
    assert shared_desk.refusal(entity, {}) == ("Verplicht: Verkooporder",)
    assert shared_desk.refusal(entity, {name: uuid4()}) == ("Ongeldige referentie: Verkooporder",)


def test_a_complete_order_takes_no_change(desk: Desk) -> None:
    made = order(desk, sold(desk))
    line = lines_of(desk, made)[0]
    desk.post(CompleteSalesOrder, {"OrderID": made["OrderID"]})
    done = ("Reeds verwerkt: Verkooporder",)
    assert made["StatusDescription"] == "Geannuleerd"
    assert put_refusal(desk, SalesOrder, made, {"YourRef": "x"}) == done
    assert put_refusal(desk, SalesOrderLine, line, {"Notes": "x"}) == done
    assert delete_refusal(desk, SalesOrderLine, line) == done
    assert desk.refusal(SalesOrderLine, {"OrderID": made["OrderID"], **sold(desk)}) == done


def test_what_was_delivered_of_a_line_stays(desk: Desk) -> None:
    made = order(desk, sold(desk, "4"), sold(desk))
    line = lines_of(desk, made)[0]
    order_status.count(desk.write, line["ID"], delivered=D(2))
    assert put_refusal(desk, SalesOrderLine, line, {"Quantity": D(1)}) == ("Ongeldig: Aantal",)
    other = item(desk, "PALLET")["ID"]
    assert put_refusal(desk, SalesOrderLine, line, {"Item": other}) == ("Niet toegestaan: Artikel",)
    refused = ("Kan niet verwijderen: Verkooporder - Gebruikt in: Leveringen",)
    assert delete_refusal(desk, SalesOrderLine, line) == refused
    assert delete_refusal(desk, SalesOrder, made) == refused
    desk.put(SalesOrderLine, line, {"Quantity": D(2)})
    assert line["DeliveryStatus"] == 21


def test_open_orders_are_about_to_take_stock(desk: Desk) -> None:
    main = warehouses.main(desk.company)
    assert main is not None
    place = next(r for r in desk.company[ItemWarehouse].where("Item", item(desk)["ID"]) if r["Warehouse"] == main["ID"])
    before = place["PlannedStockOut"]
    made = order(desk, sold(desk, "4"))
    assert (place["PlannedStockOut"] - before, place["ProjectedStock"]) == (4, place["CurrentStock"] - before - 4)
    desk.put(SalesOrderLine, lines_of(desk, made)[0], {"Quantity": D(6)})
    assert place["PlannedStockOut"] - before == 6
    desk.post(CompleteSalesOrder, {"OrderID": made["OrderID"]})
    assert place["PlannedStockOut"] == before
    desk.delete(SalesOrder, order(desk, sold(desk, "4")))
    assert place["PlannedStockOut"] == before


def test_refusals_in_five_languages(shared_desk: Desk) -> None:
    body: Row = {"OrderedBy": customer(shared_desk)["ID"], "SalesOrderLines": [selling.sold(shared_desk, "1.5")]}
    said = [shared_desk.speaking(language).refusal(SalesOrder, body)[0] for language in ("nl", "en", "de", "fr", "es")]
    assert said == [
        "Ongeldig: Aantal",
        "Invalid: Quantity",
        "Ungültig: Menge",
        "Non valide: Quantité",
        "No válido: Cantidad",
    ]
