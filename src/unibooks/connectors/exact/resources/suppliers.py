"""Suppliers: crm/Accounts with IsSupplier."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.suppliers import SUPPLIERS
from unibooks.connectors.exact.resources.relations import SUPPLIER, relation_mapping

SUPPLIER_MAPPING: Final = relation_mapping(SUPPLIERS, SUPPLIER)
