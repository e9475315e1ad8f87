"""Suppliers."""

from __future__ import annotations

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.relations import Contact, ContactFilters, CreateContact, PatchContact

SUPPLIERS = Resource(
    name="suppliers",
    path="/accounting/suppliers",
    parameter="contactId",
    read=Contact,
    write=CreateContact,
    patch=PatchContact,
    filters=ContactFilters,
    operations=(
        Operation("list", "getSuppliers", "List the suppliers"),
        Operation("get", "getSupplier", "Get one supplier"),
        Operation("create", "createSupplier", "Create a supplier"),
        Operation("update", "updateSupplier", "Replace a supplier"),
        Operation("patch", "patchSupplier", "Change parts of a supplier"),
        Operation(
            "delete",
            "deleteSupplier",
            "Remove a supplier",
            oddity="ours; a relation that has both roles loses this one and stays",
        ),
    ),
)
