"""Tax rates: vat/VATCodes."""

from __future__ import annotations

from typing import Final

from unibooks.accounting.tax_rates import TAX_RATES
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.connectors.exact.target.vat import VATCode
from unibooks.core.conditions import Condition, after
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import OneOf, To

#: VATCode.Type [H]: on top of the amount, contained in it, none, and a base that is told without VAT.
TYPES: Final = {"E": "EXCLUSIVE", "I": "INCLUSIVE", "N": "NO_TAX", "B": "ZERO_TAX"}
#: VATCode.VATTransactionType [H]: both, purchase, sales.
USAGES: Final = {"B": "ALL", "P": "BILL", "S": "INVOICE"}

TAX_RATE_MAPPING: Final = ResourceMapping(
    resource=TAX_RATES,
    entity=VATCode,
    codecs=CODECS,
    fields={
        "id": To(VATCode.ID),
        "code": To(VATCode.Code),
        "created_date": To(VATCode.Created),
        "description": To(VATCode.Description),
        "percentage": To(VATCode.Percentage),
        "type": OneOf(VATCode.Type, TYPES),
        "updated_date": To(VATCode.Modified),
        "usage": OneOf(VATCode.VATTransactionType, USAGES),
    },
    absent={"a VAT code of Exact Online has a description and no name": ("name",)},
    left_out={
        "who wrote it and where it lies is Exact's own bookkeeping": VATCode.pick(
            "Creator CreatorFullName Division Modifier ModifierFullName"
        ),
        "where Exact books it, and whom it is owed to": VATCode.pick(
            """Account AccountCode AccountName GLDiscountPurchase GLDiscountPurchaseCode GLDiscountPurchaseDescription
            GLDiscountSales GLDiscountSalesCode GLDiscountSalesDescription GLToClaim GLToClaimCode GLToClaimDescription
            GLToPay GLToPayCode GLToPayDescription"""
        ),
        "the contract has no field for it": VATCode.pick(
            """CalculationBasis Charged Country CustomField EUSalesListing ExcludeVATListing IntraStat IntrastatType IsBlocked
            LegalText OssCountry TaxReturnType VatDocType VatMargin VATPartialRatio VATPercentages"""
        ),
    },
    filters={
        "last_modified_at": after(VATCode.Modified),
        "is_active": lambda v: Condition(VATCode.IsBlocked, "eq", not v),
    },
)
