"""The closed sets of the public contract. Its clients refuse a value outside them, so a value that does not fit becomes
null with a warning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

#: ISO 4217 as the contract knows it: it keeps some withdrawn codes and lacks a few young ones.
Currency = Literal[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYR", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY",
    "COP", "CRC", "CUC", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EEK", "EGP", "ERN", "ETB", "EUR", "FJD",
    "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GQE", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF",
    "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW",
    "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LTL", "LVL", "LYD", "MAD", "MDL", "MGA", "MKD",
    "MMK", "MNT", "MOP", "MRO", "MUR", "MVR", "MWK", "MXN", "MYR", "MZM", "NAD", "NGN", "NIO", "NOK", "NPR",
    "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "SAR", "SBD",
    "SCR", "SDG", "SEK", "SGD", "SHP", "SLL", "SOS", "SRD", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TRY",
    "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VEB", "VND", "VUV", "WST", "XAF", "XCD", "XDR",
    "XOF", "XPF", "YER", "ZAR", "ZMK", "ZWR",
]  # fmt: skip

#: ISO 3166-1 alpha-2 as the contract knows it: all but PS.
CountryCode = Literal[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB",
    "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY",
    "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX",
    "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK",
    "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS",
    "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR",
    "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA",
    "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK",
    "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE",
    "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
    "PN", "PR", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH",
    "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG",
    "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ",
    "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
]  # fmt: skip


class DebitCreditIndicator(StrEnum):
    """The side on which an account normally stands."""

    DEBIT = "DEBIT"
    CREDIT = "CREDIT"


class PaymentStatus(StrEnum):
    """How far a document is paid."""

    NO_OPEN_ITEM = "NO_OPEN_ITEM"
    PENDING = "PENDING"
    PARTLY_PAID = "PARTLY_PAID"
    PAID = "PAID"
    DEBITED = "DEBITED"
    CREDIT_NOTE_CLEARED = "CREDIT_NOTE_CLEARED"
    CLEARED_WITH_CREDIT_NOTE = "CLEARED_WITH_CREDIT_NOTE"
    BAD_DEBT = "BAD_DEBT"
    PARTIAL_CANCELLATION = "PARTIAL_CANCELLATION"
    CANCELED = "CANCELED"
    UNKNOWN = "UNKNOWN"


class DocumentStatus(StrEnum):
    """Where a document stands."""

    DRAFT = "DRAFT"
    CORRECTIVE = "CORRECTIVE"
    SUBMITTED = "SUBMITTED"
    DOCUMENT_CREATED = "DOCUMENT_CREATED"
    OPEN = "OPEN"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PAID = "PAID"
    PARTIALLY_OVERDUE = "PARTIALLY_OVERDUE"
    OVERDUE = "OVERDUE"
    VOIDED = "VOIDED"


class TaxRule(StrEnum):
    """How VAT applies to a document; GROSS says that its prices include VAT."""

    NET = "NET"
    TAXFREE = "TAXFREE"
    INTRACOMMUNITY_GOODS = "INTRACOMMUNITY_GOODS"
    INTRACOMMUNITY_SERVICE = "INTRACOMMUNITY_SERVICE"
    EXPORT_SERVICE = "EXPORT_SERVICE"
    EXPORT_GOODS = "EXPORT_GOODS"
    REVERSE_CHARGE = "REVERSE_CHARGE"
    GROSS = "GROSS"
    CONSTRUCTION_SERVICE = "CONSTRUCTION_SERVICE"
    PHOTOVOLTAIC_EQUIPMENT = "PHOTOVOLTAIC_EQUIPMENT"
    SMALL_BUSINESS_EXEMPTION = "SMALL_BUSINESS_EXEMPTION"
    NON_DOMESTIC_SERVICE = "NON_DOMESTIC_SERVICE"
    OSS_GOODS = "OSS_GOODS"
    OSS_ELECTRONIC_SERVICES = "OSS_ELECTRONIC_SERVICES"
    OSS_SERVICES = "OSS_SERVICES"


class ShippingType(StrEnum):
    """What is delivered."""

    SERVICE = "SERVICE"
    SERVICE_PERIOD = "SERVICE_PERIOD"
    DELIVERY = "DELIVERY"
    DELIVERY_PERIOD = "DELIVERY_PERIOD"
