"""Customers: crm/Accounts with Status C."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.customers import CUSTOMERS
from unibooks.connectors.exact.resources.relations import CUSTOMER, relation_mapping

CUSTOMER_MAPPING: Final = relation_mapping(CUSTOMERS, CUSTOMER)
