"""Suppliers: crm/Accounts with IsSupplier."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.suppliers import SUPPLIERS
from unibooks.connectors.exact.resources.relations import relation_mapping
from unibooks.connectors.exact.target.crm import Account

SUPPLIER_MAPPING: Final = relation_mapping(SUPPLIERS, "SUPPLIER", Account.IsSupplier, True)
