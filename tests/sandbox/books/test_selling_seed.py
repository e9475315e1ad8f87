"""What the seeded companies sell."""

from __future__ import annotations

import pytest
from tests.sandbox.books.desk import Desk

from unibooks.connectors.exact.target.crm import Quotation, QuotationLine, QuotationOrderChargeLine
from unibooks.connectors.exact.target.inventory import ItemWarehouse, Warehouse
from unibooks.connectors.exact.target.logistics import Item, ItemGroup, SalesItemPrice, SupplierItem, Unit
from unibooks.connectors.exact.target.project import Project
from unibooks.connectors.exact.target.salesorder import (
    GoodsDelivery,
    GoodsDeliveryLine,
    SalesOrder,
    SalesOrderLine,
    SalesOrderOrderChargeLine,
)
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import ledger


@pytest.mark.parametrize(
    "entity",
    [
        *(Item, ItemGroup, Unit, SalesItemPrice, SupplierItem, Warehouse, ItemWarehouse, Project),
        *(Quotation, QuotationLine, QuotationOrderChargeLine, SalesOrder, SalesOrderLine, SalesOrderOrderChargeLine),
        *(GoodsDelivery, GoodsDeliveryLine),
    ],
)
def test_there_is_something_to_read(shared_desk: Desk, entity: type[Entity]) -> None:
    assert len(shared_desk.company[entity]) >= 2


def test_quotations_and_orders_stand_at_every_stage(desk: Desk) -> None:
    assert {row["Status"] for row in desk.company[Quotation]} == {5, 20, 40, 50}
    assert {row["DeliveryStatus"] for row in desk.company[SalesOrder]} == {12, 20, 21}
    assert sum(ledger.trial_balance(desk.company).values()) == 0


def test_the_other_company_sells_services(desk: Desk) -> None:
    other = desk.world.companies[3187042]
    assert {row["Code"] for row in other[Item]} == {"ADVIES", "MONTAGE"}
    assert len(other[SalesOrder]) >= 2
