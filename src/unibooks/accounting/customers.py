"""Customers."""

from __future__ import annotations

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.relations import Contact, ContactFilters, CreateContact, PatchContact

CUSTOMERS = Resource(
    name="customers",
    path="/accounting/customers",
    parameter="contactId",
    read=Contact,
    write=CreateContact,
    patch=PatchContact,
    filters=ContactFilters,
    operations=(
        Operation("list", "getCustomers", "List the customers"),
        Operation("get", "getCustomer", "Get one customer"),
        Operation("create", "createCustomer", "Create a customer"),
        Operation("update", "updateCustomer", "Replace a customer"),
        Operation("patch", "patchCustomers", "Change parts of a customer"),
        Operation(
            "delete",
            "deleteCustomer",
            "Remove a customer",
            oddity="ours; a relation that has both roles loses this one and stays",
        ),
    ),
)
