"""Items, orders, deliveries and quotations over a socket, as programs write them."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox.books import selling
from tests.sandbox.seeded import DIVISION, desk
from tests.sandbox.small_exact import Client, Reply

ORDERS, LINES = "salesorder/SalesOrders", "salesorder/SalesOrderLines"


async def send(exact: Client, method: str, path: str, body: Any = None, **headers: str) -> Reply:
    data = json.dumps(body, default=str) if body is not None else None
    whole = {"Content-Type": "application/json", **headers}
    return await exact.send(method, f"/api/v1/{DIVISION}/{path}", data=data, headers=whole)


async def read(exact: Client, path: str) -> Any:
    reply = await exact.get(f"/api/v1/{DIVISION}/{path.replace(' ', '%20')}")
    assert reply.status == 200, reply.body
    return reply.json["d"]


async def make(exact: Client, path: str, body: Any) -> Any:
    reply = await send(exact, "POST", path, body)
    assert reply.status == 201, reply.body
    return reply.json["d"]


def sold(exact: Client, quantity: Any = 2, **more: Any) -> dict[str, Any]:
    return {"Item": selling.item(desk(exact))["ID"], "Quantity": quantity, **more}


async def order(exact: Client, *lines: dict[str, Any], **more: Any) -> Any:
    buyer = selling.customer(desk(exact))["ID"]
    return await make(exact, ORDERS, {"OrderedBy": buyer, "SalesOrderLines": list(lines), **more})


async def test_an_item_answers_with_its_key_and_then_with_padded_texts(seeded: Client) -> None:
    made = await make(seeded, "logistics/Items", {"Code": "DRAAD", "Description": "IJzerdraad", "Unit": "m"})
    assert {name for name, value in made.items() if value is not None} == {"ID", "__metadata"}
    key = f"logistics/Items(guid'{made['ID']}')"
    row = await read(seeded, key)
    assert (row["Code"], row["Unit"], row["UnitDescription"], row["IsStockItem"]) == (
        "DRAAD",
        "m       ",
        "Meter",
        True,
    )
    await make(seeded, "logistics/SalesItemPrices", {"Item": made["ID"], "Price": "1.25"})
    assert (await read(seeded, key))["StandardSalesPrice"] == 1.25
    changed = await send(seeded, "PUT", key, {"Description": "Staaldraad", "StandardSalesPrice": 9})
    assert (changed.status, changed.body) == (204, b"")
    row = await read(seeded, key)
    assert (row["Description"], row["StandardSalesPrice"]) == ("Staaldraad", 1.25)
    assert (await send(seeded, "DELETE", key)).status == 204
    assert (await send(seeded, "GET", key)).status == 404


async def test_groups_and_units_are_read_only(seeded: Client) -> None:
    for path in ("logistics/ItemGroups", "logistics/Units"):
        assert len((await read(seeded, path))["results"]) >= 2
        assert (await send(seeded, "POST", path, {})).status == 405


async def test_an_order_echoes_real_values_and_defers_its_lines(seeded: Client) -> None:
    made = await order(seeded, sold(seeded, 1, NetPrice=100, VATCode="2"), Description="Kabels")
    assert (made["AmountFC"], made["Status"], made["Description"]) == (121, 12, "Kabels")
    assert made["SalesOrderLines"]["__deferred"]["uri"].endswith(
        f"SalesOrders(guid'{made['OrderID']}')/SalesOrderLines"
    )
    whole = await read(seeded, f"{ORDERS}?$filter=OrderNumber eq {made['OrderNumber']}&$expand=SalesOrderLines")
    line = whole["results"][0]["SalesOrderLines"]["results"][0]
    assert (line["UnitPrice"], line["NetPrice"], line["UnitCode"], line["VATCode"]) == (0, 100, "pc", "2  ")
    assert line["VATPercentage"] == 0.21


async def test_changes_of_an_order(seeded: Client) -> None:
    made = await order(seeded, sold(seeded))
    key = f"{ORDERS}(guid'{made['OrderID']}')"
    other = desk(seeded).relation("Van Dalen Transport B.V.")["ID"]
    assert (await send(seeded, "PUT", key, {"YourRef": "PO-1", "OrderedBy": other})).status == 204
    row = await read(seeded, key)
    assert (row["YourRef"], row["OrderedBy"]) == ("PO-1", made["OrderedBy"])
    nested = await send(seeded, "PUT", key, {"SalesOrderLines": [sold(seeded)]})
    assert nested.status == 400
    assert "Binding to new entities" in nested.json["error"]["message"]["value"]
    line = await make(seeded, LINES, {"OrderID": made["OrderID"], **sold(seeded, 3, UnitPrice=10)})
    assert (line["LineNumber"], line["AmountFC"]) == (2, 30)
    assert (await send(seeded, "DELETE", f"{LINES}(guid'{line['ID']}')")).status == 204
    assert (await send(seeded, "DELETE", key)).status == 204


async def test_what_a_rule_refuses_is_a_500(seeded: Client) -> None:
    refused = await send(seeded, "POST", ORDERS, {"SalesOrderLines": [sold(seeded, "1.5")]})
    assert refused.status == 500
    told = refused.json["error"]["message"]["value"].split("\r\n")
    assert "Verplicht: Besteld door" in told or "Mandatory: Ordered by" in told


async def test_a_delivery_as_exact_shows_it(seeded: Client) -> None:
    made = await order(seeded, sold(seeded, 2))
    lines = await read(
        seeded, f"{LINES}?$filter=OrderID eq guid'{made['OrderID']}'&$select=ID,QuantityDelivered&$top=5"
    )
    delivery = await make(
        seeded,
        "salesorder/GoodsDeliveries",
        {
            "DeliveryDate": "02/18/2026 00:00:00",
            "Description": "Kabels",
            "TrackingNumber": "TR123456",
            "GoodsDeliveryLines": [{"QuantityDelivered": "2", "SalesOrderLineID": lines[0]["ID"], "Notes": "stevig"}],
        },
    )
    assert delivery["__metadata"]["type"] == "Exact.Web.Api.Models.SalesOrders.GoodsDelivery"
    assert delivery["DeliveryDate"] == "/Date(1771372800000)/"
    assert len(delivery["DeliveryAccountCode"]) == 18
    assert "__deferred" in delivery["GoodsDeliveryLines"]
    key = f"salesorder/GoodsDeliveries(guid'{delivery['EntryID']}')"
    assert (await send(seeded, "PUT", key, {"TrackingNumber": "TR888999"})).status == 204
    assert (await read(seeded, key))["TrackingNumber"] == "TR888999"
    assert (await send(seeded, "DELETE", key)).status == 405
    row = await read(seeded, f"{ORDERS}(guid'{made['OrderID']}')")
    assert (row["DeliveryStatus"], row["InvoiceStatus"], row["Status"]) == (21, 12, 20)


async def test_from_the_quotation_to_the_printed_order(seeded: Client) -> None:
    buyer = selling.customer(desk(seeded))["ID"]
    body = {"OrderAccount": buyer, "QuotationLines": [sold(seeded, 2, UnitPrice=10), sold(seeded, 1, Optional=True)]}
    made = await make(seeded, "crm/Quotations", body)
    named = {"QuotationID": made["QuotationID"]}
    assert (await send(seeded, "POST", "crm/AcceptQuotation", named)).status == 500
    printed = await make(seeded, "crm/PrintQuotation", named)
    assert printed["QuotationID"] == made["QuotationID"]
    lines = await read(
        seeded, f"crm/QuotationLines?$filter=QuotationID eq guid'{made['QuotationID']}'&$orderby=LineNumber&$top=9"
    )
    taken = [{"ID": lines[1]["ID"]}]
    accepted = await make(seeded, "crm/AcceptQuotation", named | {"Action": 1, "OptionalQuotationLineIDs": taken})
    number = accepted["SalesOrderSuccess"].rpartition(" ")[2]
    orders = await read(seeded, f"{ORDERS}?$filter=OrderNumber eq {number}&$expand=SalesOrderLines")
    (row,) = orders["results"]
    assert len(row["SalesOrderLines"]["results"]) == 2
    answer = await make(seeded, "salesorder/PrintedSalesOrders", {"OrderId": row["OrderID"]})
    files = await read(seeded, f"documents/DocumentAttachments?$filter=Document eq guid'{answer['Document']}'&$top=5")
    content = await seeded.get(files[0]["Url"] + "&Download=1")
    assert (content.status, content.body[:8]) == (200, b"%PDF-1.4")
    state = await read(seeded, f"crm/Quotations(guid'{made['QuotationID']}')?$select=Status,CloseDate")
    assert state["Status"] == 50
    assert (await send(seeded, "GET", "crm/AcceptQuotation")).status in {404, 405}
