"""Items with their groups, units, prices, suppliers and places in warehouses."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.sandbox.books import selling
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target import GLAccount
from unibooks.connectors.exact.target.inventory import ItemWarehouse, Warehouse
from unibooks.connectors.exact.target.logistics import Item, ItemGroup, SalesItemPrice, SupplierItem, Unit
from unibooks.connectors.exact.target.salesorder import SalesOrder
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import items, stock, warehouses
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


def new_item(desk: Desk) -> Row:
    return desk.post(Item, {"Code": "NIEUW", "Description": "Nieuw artikel"})


def test_a_new_item_is_filled_in(desk: Desk) -> None:
    row = desk.post(Item, {"Code": "NIEUW", "Description": "Nieuw artikel"})
    group = desk.company[ItemGroup].first("IsDefault", 1)
    assert group is not None
    expected: dict[str, Any] = {
        "IsStockItem": True,
        "IsSalesItem": True,
        "ItemGroup": group["ID"],
        "ItemGroupCode": group["Code"],
        "StandardSalesPrice": 0,
        "StartDate": TODAY,
        "Stock": 0,
        "Unit": "pc      ",
        "UnitDescription": "Stuk",
        "UnitType": "O",
        "CostPriceCurrency": "EUR",
        "GLRevenue": None,
    }
    assert {name: row[name] for name in expected} == expected


def test_ledger_accounts_are_those_of_the_group_where_the_item_names_none(desk: Desk) -> None:
    row = desk.post(Item, {"Code": "NIEUW", "Description": "Nieuw", "GLRevenue": desk.gl("8900")})
    revenue, costs, kept = (
        find(desk.company, row) for find in (items.revenue_account, items.costs_account, items.stock_account)
    )
    assert revenue is not None
    assert costs is not None
    assert kept is not None
    assert (revenue["Code"], costs["Code"], kept["Code"]) == ("8900", "7000", "3000")
    assert (row["GLRevenueCode"], row["GLCostsCode"]) == ("8900", None)


@pytest.mark.parametrize(
    ("sentences", "body"),
    [
        (("Verplicht: Code", "Verplicht: Omschrijving"), {"Code": None, "Description": ""}),
        (("Ongeldig: Code",), {"Code": "x" * 31}),
        (("Ongeldig: Omschrijving",), {"Description": "x" * 61}),
        (("Gegeven bestaat reeds.",), {"Code": "KABEL-05"}),
        (("Ongeldige referentie: Artikelgroep",), {"ItemGroup": uuid4()}),
        (("Ongeldige referentie: Eenheid",), {"Unit": "vat"}),
        (("Ongeldige referentie: Grootboekrekening",), {"GLStock": uuid4()}),
        (("Ongeldige referentie: Btw-code",), {"SalesVatCode": "77"}),
        (("Niet toegestaan: Btw-code",), {"SalesVatCode": "5"}),
        (("Ongeldige referentie: Valuta",), {"CostPriceCurrency": "ZZZ"}),
        (("Ongeldig: Prijs",), {"CostPriceStandard": D("1e40")}),
        (("Ongeldig: Einddatum",), {"EndDate": datetime(2020, 1, 1)}),
    ],
)
def test_items_that_are_refused(shared_desk: Desk, sentences: tuple[str, ...], body: Row) -> None:
    assert shared_desk.refusal(Item, {"Code": "NIEUW", "Description": "Nieuw", **body}) == sentences


def test_an_item_is_changed_in_part(desk: Desk) -> None:
    row = selling.item(desk)
    before = dict(row)
    desk.put(Item, row, {"Unit": "box", "Notes": "nieuw"})
    assert (row["Unit"], row["UnitDescription"], row["Notes"]) == ("box     ", "Doos", "nieuw")
    assert {name for name in row if row[name] != before[name]} <= {
        *("Unit", "UnitDescription", "UnitType", "Notes", "Modified", "Modifier", "ModifierFullName")
    }
    assert put_refusal(desk, Item, row, {"EndDate": datetime(2001, 1, 1)}) == ("Ongeldig: Einddatum",)


def test_prices_and_places_show_the_item_as_it_is(desk: Desk) -> None:
    row = selling.item(desk)
    desk.put(Item, row, {"Code": "KABEL-5M", "Description": "Kabel van 5 meter", "Barcode": "8712345678906"})
    for entity, name in ((SalesItemPrice, "Barcode"), (ItemWarehouse, "ItemBarcode")):
        owned = desk.company[entity].where("Item", row["ID"])
        assert {(one["ItemCode"], one["ItemDescription"], one[name]) for one in owned} == {
            ("KABEL-5M", "Kabel van 5 meter", "8712345678906")
        }


def test_a_picture_is_taken_and_not_kept(desk: Desk) -> None:
    body: Row = {"Code": "P", "Description": "Plaatje", "Picture": b"GIF", "PictureName": "p.gif"}
    row = desk.post(Item, body)
    assert (row["Picture"], row["PictureName"]) == (None, "p.gif")


def test_an_item_in_use_stays_and_an_unused_one_takes_its_prices_along(desk: Desk) -> None:
    row, main = new_item(desk), warehouses.main(desk.company)
    assert main is not None
    desk.post(SalesItemPrice, {"Item": row["ID"], "Price": D(1)})
    desk.post(SupplierItem, supplied(desk, Item=row["ID"]))
    desk.post(ItemWarehouse, {"Item": row["ID"], "Warehouse": main["ID"]})
    made = selling.order(desk, {"Item": row["ID"]})
    assert delete_refusal(desk, Item, row) == ("Kan niet verwijderen: Artikel - Gebruikt in: Verkooporders",)
    desk.delete(SalesOrder, made)
    desk.delete(Item, row)
    for entity in (SalesItemPrice, SupplierItem, ItemWarehouse):
        assert not desk.company[entity].where("Item", row["ID"])


def test_a_ledger_account_or_vat_code_that_an_item_names_stays(desk: Desk) -> None:
    account = desk.post(GLAccount, {"Code": "8888", "Description": "Omzet apart", "Type": 110})
    desk.put(Item, selling.item(desk), {"GLRevenue": account["ID"]})
    assert delete_refusal(desk, GLAccount, account) == (
        "Kan niet verwijderen: Grootboekrekening - Gebruikt in: Artikelen",
    )


def test_units_and_groups_are_read_only() -> None:
    assert (Unit.methods, ItemGroup.methods) == (frozenset({"GET"}), frozenset({"GET"}))


def test_refusals_in_five_languages(shared_desk: Desk) -> None:
    body: Row = {"Code": "NIEUW", "Description": "Nieuw", "Unit": "vat"}
    said = [shared_desk.speaking(language).refusal(Item, body)[0] for language in ("nl", "en", "de", "fr", "es")]
    assert said == [
        "Ongeldige referentie: Eenheid",
        "Invalid reference: Unit",
        "Ungültiger Verweis: Einheit",
        "Référence non valide: Unité",
        "Referencia no válida: Unidad",
    ]


# Prices


def test_the_general_price_of_today_stands_on_the_item(desk: Desk) -> None:
    row = selling.item(desk)
    assert row["StandardSalesPrice"] == D("8.95")
    price = desk.post(SalesItemPrice, {"Item": row["ID"], "Price": D("9.50")})
    expected: dict[str, Any] = {
        "Currency": "EUR",
        "Quantity": 1,
        "NumberOfItemsPerUnit": 1,
        "StartDate": TODAY,
        "Unit": "pc",
        "UnitDescription": "Stuk",
        "ItemCode": "KABEL-05",
    }
    assert {name: price[name] for name in expected} == expected
    assert row["StandardSalesPrice"] == D("9.50")
    desk.put(SalesItemPrice, price, {"Price": D("9.75")})
    assert row["StandardSalesPrice"] == D("9.75")
    desk.delete(SalesItemPrice, price)
    assert row["StandardSalesPrice"] == D("8.95")


def test_which_price_holds(desk: Desk) -> None:
    row, buyer = selling.item(desk), selling.customer(desk)
    for more in (
        {"Price": D("8.00"), "Quantity": D(10)},
        {"Price": D("7.00"), "Account": buyer["ID"]},
        {"Price": D("1.00"), "EndDate": datetime(2026, 11, 21), "StartDate": datetime(2026, 11, 1)},
        {"Price": D("2.00"), "StartDate": datetime(2026, 12, 1)},
        {"Price": D("10.50"), "Currency": "USD"},
        {"Price": D("80.00"), "Unit": "box"},
    ):
        desk.post(SalesItemPrice, {"Item": row["ID"], **more})

    def price(**more: Any) -> Decimal | None:
        return items.price(desk.company, row, TODAY, **more)

    assert price() == D("8.95")
    assert price(quantity=D(12)) == D("8.00")
    assert price(customer=buyer, quantity=D(12)) == D("7.00")
    assert price(currency="USD") == D("10.50")
    assert price(currency="GBP") is None
    assert price(unit_code="box") == D("80.00")
    assert items.price(desk.company, row, datetime(2026, 12, 2)) == D("2.00")


@pytest.mark.parametrize(
    ("sentences", "body"),
    [
        (("Verplicht: Artikel", "Verplicht: Prijs"), {"Item": None, "Price": None}),
        (("Ongeldige referentie: Artikel",), {"Item": uuid4()}),
        (("Ongeldig: Prijs",), {"Price": D("NaN")}),
        (("Ongeldige referentie: Relatie",), {"Account": uuid4()}),
        (("Ongeldige referentie: Valuta",), {"Currency": "ZZZ"}),
        (("Ongeldige referentie: Eenheid",), {"Unit": "vat"}),
        (("Ongeldige referentie: Project",), {"Project": uuid4()}),
        (("Ongeldige referentie: Persoon",), {"Employee": uuid4()}),
        (("Ongeldig: Aantal",), {"Quantity": D("1e40")}),
        (("Ongeldig: Einddatum",), {"EndDate": datetime(2020, 1, 1)}),
    ],
)
def test_prices_that_are_refused(shared_desk: Desk, sentences: tuple[str, ...], body: Row) -> None:
    given: Row = {"Item": selling.item(shared_desk)["ID"], "Price": D(1), **body}
    assert shared_desk.refusal(SalesItemPrice, given) == sentences


def test_the_same_price_is_there_once(desk: Desk) -> None:
    body: Row = {"Item": selling.item(desk)["ID"], "Price": D(1)}
    first = desk.post(SalesItemPrice, dict(body))
    assert desk.refusal(SalesItemPrice, dict(body)) == ("Gegeven bestaat reeds.",)
    desk.put(SalesItemPrice, first, {"Price": D(2)})
    assert first["Price"] == 2


# Suppliers


def supplied(desk: Desk, **more: Any) -> Row:
    unit = items.unit(desk.company, "pc")
    assert unit is not None
    return {
        "Item": selling.item(desk, "TAPIJT")["ID"],
        "ItemUnit": unit["ID"],
        "PurchasePrice": D("19.75"),
        "PurchaseUnit": "m2",
        "Supplier": desk.relation("Van Dalen Transport B.V.")["ID"],
        **more,
    }


def test_a_supplier_of_an_item(desk: Desk) -> None:
    row = new_item(desk)
    first = desk.post(SupplierItem, supplied(desk, Item=row["ID"]))
    assert (first["MainSupplier"], first["PurchaseUnit"], first["Currency"]) == (True, "m2", "EUR")
    assert first["SupplierDescription"] == "Van Dalen Transport B.V."
    assert desk.refusal(SupplierItem, supplied(desk, Item=row["ID"])) == ("Gegeven bestaat reeds.",)
    known = desk.company[SupplierItem].where("ItemCode", "KOFFIE-250")[0]["Supplier"]
    second = desk.post(SupplierItem, supplied(desk, Item=row["ID"], Supplier=known, MainSupplier=True))
    assert (first["MainSupplier"], second["MainSupplier"]) == (False, True)
    desk.put(SupplierItem, first, {"PurchasePrice": D(18)})
    assert (first["PurchasePrice"], first["SupplierDescription"]) == (18, "Van Dalen Transport B.V.")
    desk.delete(SupplierItem, first)
    assert desk.company[SupplierItem].where("Item", second["Item"]) == [second]


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Verplicht: Artikel", {"Item": None}),
        ("Verplicht: Eenheid", {"ItemUnit": None}),
        ("Verplicht: Eenheid", {"PurchaseUnit": ""}),
        ("Verplicht: Prijs", {"PurchasePrice": None}),
        ("Verplicht: Leverancier", {"Supplier": None}),
        ("Ongeldige referentie: Artikel", {"Item": uuid4()}),
        ("Ongeldige referentie: Eenheid", {"PurchaseUnit": "vat"}),
        ("Ongeldige referentie: Leverancier", {"Supplier": uuid4()}),
        ("Ongeldige referentie: Btw-code", {"PurchaseVATCode": "77"}),
        ("Ongeldige referentie: Land", {"CountryOfOrigin": "ZZ"}),
    ],
)
def test_suppliers_that_are_refused(shared_desk: Desk, sentence: str, body: Row) -> None:
    assert shared_desk.refusal(SupplierItem, supplied(shared_desk, **body)) == (sentence,)


def test_a_relation_that_supplies_nothing_is_no_supplier_of_an_item(shared_desk: Desk) -> None:
    body = supplied(shared_desk, Supplier=selling.customer(shared_desk)["ID"])
    assert shared_desk.refusal(SupplierItem, body) == ("Ongeldig: Leverancier (Type)",)


# Warehouses


def test_one_warehouse_is_the_main_one(desk: Desk) -> None:
    first = warehouses.main(desk.company)
    assert first is not None
    made = desk.post(Warehouse, {"Code": "9", "Description": "Buiten", "Main": 1})
    assert (first["Main"], made["Main"]) == (0, 1)
    desk.put(Warehouse, made, {"Main": 0, "Description": "Buiten het hek"})
    assert (made["Main"], made["Description"]) == (1, "Buiten het hek")
    assert delete_refusal(desk, Warehouse, made) == ("Kan niet verwijderen: Magazijn",)
    assert desk.refusal(Warehouse, {"Code": "9", "Description": "Nog een"}) == ("Gegeven bestaat reeds.",)
    assert desk.refusal(Warehouse, {"Code": "8", "Description": "x", "ManagerUser": uuid4(), "EMail": "nee"}) == (
        "Ongeldig: Email []",
        "Ongeldige referentie: Manager",
    )


def test_a_warehouse_with_items_stays(desk: Desk) -> None:
    made = desk.post(Warehouse, {"Code": "9", "Description": "Buiten"})
    place = desk.post(ItemWarehouse, {"Item": selling.item(desk)["ID"], "Warehouse": made["ID"]})
    assert delete_refusal(desk, Warehouse, made) == ("Kan niet verwijderen: Magazijn - Gebruikt in: Artikelen",)
    desk.delete(ItemWarehouse, place)
    desk.delete(Warehouse, made)
    assert desk.company[Warehouse].first("Code", "9") is None


def test_an_item_has_one_place_in_a_warehouse(desk: Desk) -> None:
    row, showroom = selling.item(desk), desk.company[Warehouse].first("Code", "2")
    assert showroom is not None
    body: Row = {"Item": row["ID"], "Warehouse": showroom["ID"], "ReorderPoint": D(5)}
    place = desk.post(ItemWarehouse, dict(body))
    assert (place["CurrentStock"], place["ReorderPoint"], place["ItemUnit"]) == (0, 5, "pc")
    assert desk.refusal(ItemWarehouse, dict(body)) == ("Gegeven bestaat reeds.",)
    assert desk.refusal(ItemWarehouse, {}) == ("Verplicht: Artikel", "Verplicht: Magazijn")
    assert put_refusal(desk, ItemWarehouse, place, {"SafetyStock": D("1e40")}) == ("Ongeldig: Aantal",)
    before = row["Stock"]
    stock.move(desk.write, row, showroom, D(3))
    assert (place["CurrentStock"], row["Stock"]) == (3, before + 3)
    assert delete_refusal(desk, ItemWarehouse, place) == ("Kan niet verwijderen: Artikel - Gebruikt in: Voorraad",)
    stock.move(desk.write, row, showroom, D(-3))
    desk.delete(ItemWarehouse, place)
    assert stock.place(desk.company, row["ID"], showroom["ID"]) is None


def test_services_have_no_stock(desk: Desk) -> None:
    service, main = selling.item(desk, "ADVIES"), warehouses.main(desk.company)
    assert main is not None
    stock.move(desk.write, service, main, D(3))
    assert (service["Stock"], stock.place(desk.company, service["ID"], main["ID"])) == (0, None)
