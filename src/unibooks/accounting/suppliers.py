"""Suppliers."""

from __future__ import annotations

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.relations import Contact, ContactFilters, CreateContact

SUPPLIERS = Resource(
    name="suppliers",
    path="/accounting/suppliers",
    parameter="contactId",
    read=Contact,
    write=CreateContact,
    filters=ContactFilters,
    operations=(
        Operation("list", "getSuppliers", "List the suppliers"),
        Operation("get", "getSupplier", "Get one supplier"),
        Operation("create", "createSupplier", "Create a supplier"),
    ),
)
