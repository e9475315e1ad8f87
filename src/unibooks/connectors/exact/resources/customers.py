"""Customers: crm/Accounts with Status C; A is none, S a suspect, P a prospect [H]."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.customers import CUSTOMERS
from unibooks.connectors.exact.resources.relations import relation_mapping
from unibooks.connectors.exact.target.crm import Account

CUSTOMER_MAPPING: Final = relation_mapping(CUSTOMERS, "CUSTOMER", Account.Status, "C")
