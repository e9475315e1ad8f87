"""Suppliers: crm/Accounts with IsSupplier."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.suppliers import SUPPLIERS
from unibooks.connectors.exact.resources.relations import RELATION_ABSENT, RELATION_LEFT_OUT, relation_fields
from unibooks.connectors.exact.target.crm import Account
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import Condition, after, containing, eq
from unibooks.core.mapping import ResourceMapping

SUPPLIER_MAPPING: Final = ResourceMapping(
    resource=SUPPLIERS,
    entity=Account,
    codecs=CODECS,
    fields=relation_fields("SUPPLIER"),
    absent=RELATION_ABSENT,
    left_out=RELATION_LEFT_OUT,
    filters={
        "last_modified_at": after(Account.Modified),
        "email": eq(Account.Email),
        "name": containing(Account.Name),
        "number": eq(Account.Code),
    },
    # The company itself is a relation too, of type D [R]; it is nobody's supplier.
    scope=(Condition(Account.IsSupplier, "eq", True), Condition(Account.Type, "ne", "D")),
    defaults={Account.IsSupplier: True},
    required={"company_name": "is missing; a supplier needs a name"},
)
