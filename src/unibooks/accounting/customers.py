"""Customers."""

from __future__ import annotations

from unibooks.accounting.base import Operation, Resource
from unibooks.accounting.relations import Contact, ContactFilters, CreateContact

CUSTOMERS = Resource(
    name="customers",
    path="/accounting/customers",
    parameter="contactId",
    read=Contact,
    write=CreateContact,
    filters=ContactFilters,
    operations=(
        Operation("list", "getCustomers", "List the customers"),
        Operation("get", "getCustomer", "Get one customer"),
        Operation("create", "createCustomer", "Create a customer"),
    ),
)
