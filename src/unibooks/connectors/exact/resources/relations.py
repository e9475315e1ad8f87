"""Relations: crm/Accounts. Customers and suppliers are the same entity in two roles, so they share one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as gb_vat

from unibooks.accounting.base import Resource
from unibooks.connectors.exact.resources.references import PAYMENT_TERMS
from unibooks.connectors.exact.resources.relation_parts import ADDRESSES, BANK_ACCOUNT, BANK_ACCOUNTS, CONTACT_PERSONS
from unibooks.connectors.exact.target.crm import Account
from unibooks.connectors.exact.target.edm import CODECS
from unibooks.core.conditions import Condition, after, containing, eq
from unibooks.core.context import Context
from unibooks.core.inline import Inline, Slot
from unibooks.core.mapping import ResourceMapping
from unibooks.core.source import NotKept, Source
from unibooks.core.sources import Computed, Ref, To
from unibooks.core.target import Nav, Prop

OTHER_EMAILS: Final = ("OFFICE", "OTHER", "INVOICE", "PAYMENT", "PRIVATE")
OTHER_PHONES: Final = ("OFFICE", "LANDLINE", "MOBILE", "OTHER", "PRIVATE")

#: The address on the relation itself is its visiting address [H]; others stand in crm/Addresses.
VISITING: Final = Slot(
    {
        "address_line1": To(Account.AddressLine1),
        "address_line2": To(Account.AddressLine2),
        "city": To(Account.City),
        "country_code": To(Account.Country),
        "postal_code": To(Account.Postcode),
    },
    label=("type", "WORK"),
    also=("EMPTY",),
    # Every relation has one [R]: without it Exact takes the company's.
    kept=frozenset({"country_code"}),
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


@dataclass(frozen=True)
class Role:
    """One of the two things that a relation can be to a company, or both.

    Attributes:
        word: the contract's word.
        mark: the property that says it.
        value: the value it has then.
        condition: the payment condition of this role.
    """

    word: str
    mark: Prop
    value: Any
    condition: Prop


#: Status C is a customer; A is none, S a suspect, P a prospect [H].
CUSTOMER: Final = Role("CUSTOMER", Account.Status, "C", Account.PaymentConditionSales)
SUPPLIER: Final = Role("SUPPLIER", Account.IsSupplier, True, Account.PaymentConditionPurchase)
ROLES: Final = {role.word: role for role in (CUSTOMER, SUPPLIER)}


def relation_fields(role: Role) -> dict[str, Source]:
    """The fields of a relation in one role."""
    return {
        "id": To(Account.ID),
        "addresses": Inline((VISITING,), further=ADDRESSES),
        "bank_account": BANK_ACCOUNT,
        "bank_accounts": BANK_ACCOUNTS,
        "company_name": To(Account.Name),
        "contact_persons": CONTACT_PERSONS,
        "contact_type": Computed((), lambda row, ctx: "COMPANY", _company, gives=frozenset({"COMPANY"})),
        "document_id": To(Account.Document),
        "email_addresses": Inline((Slot({"email": To(Account.Email)}, label=("type", "BUSINESS"), also=OTHER_EMAILS),)),
        "number": To(Account.Code),
        "payment_term_code": Ref(role.condition, PAYMENT_TERMS, shown=role.condition),
        "phone_numbers": Inline(
            (
                Slot({"number": To(Account.Phone)}, label=("type", "BUSINESS"), also=OTHER_PHONES),
                Slot({"number": To(Account.Fax)}, label=("type", "FAX")),
            )
        ),
        "role": Computed(
            (), lambda row, ctx: role.word, lambda value, ctx: _role(value, role, ctx), gives=frozenset({role.word})
        ),
        "updated_date": To(Account.Modified),
        "vat_id": Computed((Account.VATNumber,), lambda row, ctx: row.VATNumber or None, _write_vat),
    }


def _company(value: str, ctx: Context) -> Mapping[Prop, Any]:
    if value != "COMPANY":
        raise NotKept(f"{value} is kept as COMPANY; relations of Exact Online are companies, persons stand below them")
    return {}


def _role(value: str, role: Role, ctx: Context) -> Mapping[Prop, Any]:
    """A relation has both roles in one record; a patch with the other role gives it that one as well [M: a changed mark]."""
    if value == role.word:
        return {}
    other = ROLES.get(value)
    if ctx.verb != "patch" or other is None:
        raise ValueError(f"must be {role.word} on this endpoint, or be left out")
    ctx.warn(f"role: the relation is {value} as well now; GET it under /accounting/{value.lower()}s, by the same id")
    return {other.mark: other.value}


RELATION_ABSENT: Final[Mapping[str, tuple[str, ...]]] = {
    "the ledger account of a relation follows from the journal": ("account_number",),
    "relations of Exact Online belong to no project": ("project_id",),
}

#: What a replacing update leaves alone when it does not name it: the number is Exact's to give, and the contract's bodies
#: have no field for the others, or for one bank account only.
KEPT: Final = frozenset({"number", "payment_term_code", "bank_account", "bank_accounts"})

RELATION_LEFT_OUT: Final[Mapping[str, tuple[Prop | Nav, ...]]] = {
    "who wrote it and where it lies is Exact's own bookkeeping": Account.pick(
        "Created Creator CreatorFullName Division Modifier ModifierFullName"
    ),
    "the role of the endpoint says it": Account.pick("IsSupplier IsSales IsPurchase Status Type StatusSince"),
    "the bank accounts and contacts are read where they are kept; the main ones come first": Account.pick(
        "BankAccounts MainContact"
    ),
    "a phone number of the contract has no extension": (Account.PhoneExtension,),
    "the contract has two address lines and no state": Account.pick("AddressLine3 State StateName"),
    "repeats another property in words": Account.pick(
        """AccountManagerFullName AccountManagerHID ClassificationDescription ClientGroupDescription CostcenterDescription
        CountryName InvoiceAccountCode InvoiceAccountName LanguageDescription PaymentConditionPurchaseDescription
        PaymentConditionSalesDescription PurchaseCurrencyDescription PurchaseVATCodeDescription ResellerCode ResellerName
        SalesCurrencyDescription SalesVATCodeDescription"""
    ),
    "defaults that Exact applies when it books": Account.pick(
        """GLAccountPurchase GLAccountSales GLAP GLAR PurchaseCurrency
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
        Longitude OINNumber Parent PayAsYouEarn Remarks RecepientOfCommissions Reseller RSIN SearchCode
        SecurityLevel SeparateInvPerProject SeparateInvPerSubscription ShowRemarkForSales StartDate SalesTaxSchedule
        SalesTaxScheduleCode SalesTaxScheduleDescription TradeName UniqueTaxpayerReference Website EORINumber
        AddressSource Source PeppolIdentifierType PeppolIdentifier"""
    ),
}


def relation_mapping(resource: Resource, role: Role) -> ResourceMapping:
    """The table of one role: relations with its mark, which a create sets."""
    other = tuple(one.condition for one in ROLES.values() if one is not role)
    return ResourceMapping(
        resource=resource,
        entity=Account,
        codecs=CODECS,
        fields=relation_fields(role),
        absent=RELATION_ABSENT,
        left_out={**RELATION_LEFT_OUT, "the payment condition of the other role": other},
        filters={
            "last_modified_at": after(Account.Modified),
            "email": eq(Account.Email),
            "name": containing(Account.Name),
            "number": eq(Account.Code),
        },
        # The company itself is a relation too, of type D [R]; it is nobody's supplier or customer.
        scope=(Condition(role.mark, "eq", role.value), Condition(Account.Type, "ne", "D")),
        defaults={role.mark: role.value},
        required={"company_name": f"is missing; a {role.word.lower()} needs a name"},
        kept=KEPT,
    )
