"""Relations: crm/Accounts. Customers and suppliers are the same entity in two roles, so they share one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as gb_vat

from unibooks.accounting.base import Resource
from unibooks.connectors.exact.target.crm import Account
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import Condition, after, containing, eq
from unibooks.core.context import Context
from unibooks.core.inline import Inline, Slot
from unibooks.core.mapping import ResourceMapping
from unibooks.core.sources import Computed, Source, To
from unibooks.core.target import Nav, Prop

OTHER_ADDRESSES: Final = ("BILLING", "DELIVERY", "EMPTY", "PRIVATE", "PICKUP")
OTHER_EMAILS: Final = ("OFFICE", "OTHER", "INVOICE", "PAYMENT", "PRIVATE")
OTHER_PHONES: Final = ("OFFICE", "LANDLINE", "MOBILE", "OTHER", "PRIVATE")

#: The address on the relation itself is its visiting address [H].
VISITING: Final = Slot(
    {
        "address_line1": To(Account.AddressLine1),
        "address_line2": To(Account.AddressLine2),
        "city": To(Account.City),
        "country_code": To(Account.Country),
        "postal_code": To(Account.Postcode),
    },
    label=("type", "WORK"),
    also=OTHER_ADDRESSES,
)


def _write_vat(value: str, ctx: Context) -> Mapping[Prop, Any]:
    """A VAT number is checked by its country before the call: Exact refuses a wrong Dutch one with an error [M]."""
    compact = "".join(ch for ch in value.upper() if ch.isalnum())
    prefix = compact[:2]
    if prefix == "GB":
        valid = gb_vat.is_valid(compact)
    elif prefix.lower() in eu_vat.MEMBER_STATES or prefix == "EL":
        valid = bool(eu_vat.is_valid(compact))
    else:
        valid = len(compact) >= 4 and prefix.isalpha()
    if not valid:
        raise ValueError(
            f"{value!r} is not a valid VAT number; it begins with the country's two letters and its check digits fit"
        )
    return {Account.VATNumber: compact}


def relation_fields(role: str) -> dict[str, Source]:
    """The fields of a relation in one role."""
    return {
        "id": To(Account.ID),
        "addresses": Inline((VISITING,)),
        "company_name": To(Account.Name),
        "contact_type": Computed((), lambda row, ctx: "COMPANY", _company, gives=frozenset({"COMPANY"})),
        "document_id": To(Account.Document),
        "email_addresses": Inline((Slot({"email": To(Account.Email)}, label=("type", "BUSINESS"), also=OTHER_EMAILS),)),
        "number": To(Account.Code),
        "phone_numbers": Inline(
            (
                Slot({"number": To(Account.Phone)}, label=("type", "BUSINESS"), also=OTHER_PHONES),
                Slot({"number": To(Account.Fax)}, label=("type", "FAX")),
            )
        ),
        "role": Computed((), lambda row, ctx: role, lambda value, ctx: _role(value, role), gives=frozenset({role})),
        "updated_date": To(Account.Modified),
        "vat_id": Computed((Account.VATNumber,), lambda row, ctx: row.VATNumber or None, _write_vat),
    }


def _company(value: str, ctx: Context) -> Mapping[Prop, Any]:
    if value != "COMPANY":
        ctx.warn("contactType: Exact Online keeps persons as companies; the relation is created as COMPANY")
    return {}


def _role(value: str, role: str) -> Mapping[Prop, Any]:
    if value != role:
        raise ValueError(f"must be {role} on this endpoint, or be left out")
    return {}


RELATION_ABSENT: Final[Mapping[str, tuple[str, ...]]] = {
    "Exact Online keeps bank accounts in an endpoint of their own, which is not written or read yet": (
        "bank_accounts",
        "bank_account",
    ),
    "Exact Online keeps contact persons in an endpoint of their own, which is not written or read yet": (
        "contact_persons",
    ),
    "the ledger account of a relation follows from the journal": ("account_number",),
    "relations of Exact Online belong to no project": ("project_id",),
}

RELATION_LEFT_OUT: Final[Mapping[str, tuple[Prop | Nav, ...]]] = {
    "who wrote it and where it lies is Exact's own bookkeeping": Account.pick(
        "Created Creator CreatorFullName Division Modifier ModifierFullName"
    ),
    "the role of the endpoint says it": Account.pick("IsSupplier IsSales IsPurchase Status Type StatusSince"),
    "kept in an endpoint of its own, which is not read yet": Account.pick("BankAccounts MainContact"),
    "the contract has two address lines and no state": Account.pick("AddressLine3 State StateName"),
    "repeats another property in words": Account.pick(
        """AccountManagerFullName AccountManagerHID ClassificationDescription ClientGroupDescription CostcenterDescription
        CountryName InvoiceAccountCode InvoiceAccountName LanguageDescription PaymentConditionPurchaseDescription
        PaymentConditionSalesDescription PurchaseCurrencyDescription PurchaseVATCodeDescription ResellerCode ResellerName
        SalesCurrencyDescription SalesVATCodeDescription"""
    ),
    "defaults that Exact applies when it books": Account.pick(
        """GLAccountPurchase GLAccountSales GLAP GLAR PaymentConditionPurchase PaymentConditionSales PurchaseCurrency
        PurchaseVATCode SalesCurrency SalesVATCode VATLiability Costcenter Currency DiscountPurchase DiscountSales
        CreditLinePurchase CreditLineSales PriceList PurchaseLeadDays ShippingLeadDays ShippingMethod"""
    ),
    "the contract has no field for it": Account.pick(
        """Accountant AccountManager ActivitySector ActivitySubSector Blocked BRIN BSN BusinessType CanDropShip
        ChamberOfCommerce Classification Classification1 Classification2 Classification3 Classification4 Classification5
        Classification6 Classification7 Classification8 ClientGroup CodeAtSupplier CompanySize ConsolidationScenario
        ControlledDate CostPaid CustomField CustomerSince DatevCreditorCode DatevDebtorCode DeliveryAdvice DunsNumber
        EnableSalesPaymentLink EndDate EstablishedDate GlnNumber HasWithholdingTaxSales IgnoreDatevWarningMessage
        IncotermAddressPurchase IncotermCodePurchase IncotermVersionPurchase IncotermAddressSales IncotermCodeSales
        IncotermVersionSales IntraStatArea IntraStatDeliveryTerm IntraStatSystem IntraStatTransactionA
        IntraStatTransactionB IntraStatTransportMethod InvoiceAccount InvoiceAttachmentType InvoicingMethod
        AutomaticProcessProposedEntry IsAccountant IsAgency IsAnonymised IsBank IsCompetitor IsExtraDuty IsMailing
        IsMember IsPilot IsReseller Language Latitude LeadSource LeadPurpose LogoFileName LogoThumbnailUrl LogoUrl Logo
        Longitude OINNumber Parent PayAsYouEarn PhoneExtension Remarks RecepientOfCommissions Reseller RSIN SearchCode
        SecurityLevel SeparateInvPerProject SeparateInvPerSubscription ShowRemarkForSales StartDate SalesTaxSchedule
        SalesTaxScheduleCode SalesTaxScheduleDescription TradeName UniqueTaxpayerReference Website EORINumber
        AddressSource Source PeppolIdentifierType PeppolIdentifier"""
    ),
}


def relation_mapping(resource: Resource, role: str, mark: Prop, value: Any) -> ResourceMapping:
    """The table of one role: relations whose property `mark` has this value, which a create sets."""
    return ResourceMapping(
        resource=resource,
        entity=Account,
        codecs=CODECS,
        fields=relation_fields(role),
        absent=RELATION_ABSENT,
        left_out=RELATION_LEFT_OUT,
        filters={
            "last_modified_at": after(Account.Modified),
            "email": eq(Account.Email),
            "name": containing(Account.Name),
            "number": eq(Account.Code),
        },
        # The company itself is a relation too, of type D [R]; it is nobody's supplier or customer.
        scope=(Condition(mark, "eq", value), Condition(Account.Type, "ne", "D")),
        defaults={mark: value},
        required={"company_name": f"is missing; a {role.lower()} needs a name"},
    )
