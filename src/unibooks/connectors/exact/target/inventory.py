"""Exact Online: warehouses. Generated; corrections stand in the overlay."""

from unibooks.core.target import Entity, Prop


class Warehouse(Entity):
    """inventory/Warehouses."""

    path = "inventory/Warehouses"
    type_name = "Exact.Web.Api.Models.Warehouse"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Logistics inventory"

    ID = Prop("Edm.Guid", key=True, post=True)
    Code = Prop("Edm.String", post=True, put=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    DefaultStorageLocation = Prop("Edm.Guid")
    DefaultStorageLocationCode = Prop("Edm.String")
    DefaultStorageLocationDescription = Prop("Edm.String")
    Description = Prop("Edm.String", post=True, put=True)
    Division = Prop("Edm.Int32")
    EMail = Prop("Edm.String", post=True, put=True)
    Main = Prop("Edm.Byte", post=True, put=True)
    ManagerUser = Prop("Edm.Guid", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    UseStorageLocations = Prop("Edm.Byte", post=True, put=True)


class ItemWarehouse(Entity):
    """inventory/ItemWarehouses."""

    path = "inventory/ItemWarehouses"
    type_name = "Exact.Web.Api.Models.ItemWarehouse"
    methods = frozenset({"GET", "POST", "PUT", "DELETE"})
    scope = "Logistics inventory"

    ID = Prop("Edm.Guid", key=True, post=True)
    CountingCycle = Prop("Edm.Int16", post=True, put=True)
    Created = Prop("Edm.DateTime")
    Creator = Prop("Edm.Guid")
    CreatorFullName = Prop("Edm.String")
    CurrentStock = Prop("Edm.Double")
    DefaultStorageLocation = Prop("Edm.Guid", post=True, put=True)
    DefaultStorageLocationCode = Prop("Edm.String")
    DefaultStorageLocationDescription = Prop("Edm.String")
    Division = Prop("Edm.Int32")
    Item = Prop("Edm.Guid", post=True, mandatory=True)
    ItemBarcode = Prop("Edm.String")
    ItemCode = Prop("Edm.String")
    ItemDescription = Prop("Edm.String")
    ItemEndDate = Prop("Edm.DateTime")
    ItemIsFractionAllowedItem = Prop("Edm.Boolean")
    ItemIsStockItem = Prop("Edm.Boolean")
    ItemStartDate = Prop("Edm.DateTime")
    ItemUnit = Prop("Edm.String")
    ItemUnitDescription = Prop("Edm.String")
    MaximumStock = Prop("Edm.Double", post=True, put=True)
    Modified = Prop("Edm.DateTime")
    Modifier = Prop("Edm.Guid")
    ModifierFullName = Prop("Edm.String")
    NextCountingCycle = Prop("Edm.DateTime")
    OrderPolicy = Prop("Edm.Int16", post=True, put=True)
    Period = Prop("Edm.Int16", post=True, put=True)
    PlannedStockIn = Prop("Edm.Double")
    PlannedStockOut = Prop("Edm.Double")
    PlanningDetailsUrl = Prop("Edm.String")
    ProjectedStock = Prop("Edm.Double")
    ReorderPoint = Prop("Edm.Double", post=True, put=True)
    ReorderQuantity = Prop("Edm.Double", post=True, put=True)
    ReplenishmentType = Prop("Edm.Int16", post=True, put=True)
    ReservedStock = Prop("Edm.Double")
    SafetyStock = Prop("Edm.Double", post=True, put=True)
    StorageLocationSequenceNumber = Prop("Edm.Int32")
    StorageLocationUrl = Prop("Edm.String")
    Warehouse = Prop("Edm.Guid", post=True, mandatory=True)
    WarehouseCode = Prop("Edm.String")
    WarehouseDescription = Prop("Edm.String")
