"""One example of each body, for the docs page to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

#: Model -> a body that it takes.
EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "CreateBill": {
        "contactId": "8f3c1f0e-5d0b-4c55-9a3f-2f6f3c1d7a10",
        "billNumber": "2026-0117",
        "billDate": "2026-01-31T00:00:00Z",
        "currency": "EUR",
        "lineItems": [
            {"description": "Paper", "accountNumber": "4500", "totalNetAmount": 100.00, "taxRatePercentage": 21}
        ],
    },
    "CreateBillLine": {
        "description": "Envelopes",
        "accountNumber": "4500",
        "totalNetAmount": 25.00,
        "taxRatePercentage": 21,
        "dimensions": [{"categoryName": "CostCenter", "name": "Sales"}],
    },
    "CreateVendorCredit": {
        "contactId": "8f3c1f0e-5d0b-4c55-9a3f-2f6f3c1d7a10",
        "vendorCreditNumber": "2026-C-0012",
        "vendorCreditDate": "2026-02-03T00:00:00Z",
        "currency": "EUR",
        "lineItems": [
            {"description": "Paper returned", "accountNumber": "4500", "totalNetAmount": 40.00, "taxRatePercentage": 21}
        ],
    },
    "CreatePayment": {
        "journalCode": "20",
        "documentType": "BILL",
        "paymentLines": [
            {
                "amount": 121.00,
                "invoiceId": "8f3c1f0e-5d0b-4c55-9a3f-2f6f3c1d7a10",
                "paymentDate": "2026-02-15",
                "description": "2026-0117",
            }
        ],
    },
    "CreateExpense": {
        "journalCode": "10",
        "type": "EXPENSE",
        "transactionDate": "2026-01-31T00:00:00Z",
        "description": "Parking",
        "expenseLines": [
            {"accountCode": "4500", "totalGrossAmount": 12.10, "taxRate": {"taxRatePercentage": "21"}},
        ],
    },
    "CreateContact": {
        "contactType": "COMPANY",
        "companyName": "Papier & Zonen B.V.",
        "vatId": "NL123456782B12",
        "addresses": [
            {
                "type": "BILLING",
                "addressLine1": "Lange Dreef 1",
                "postalCode": "3511 AA",
                "city": "Utrecht",
                "countryCode": "NL",
            }
        ],
        "emailAddresses": [{"email": "administratie@papier.example", "type": "BUSINESS"}],
        "contactPersons": [{"firstName": "Anna", "lastName": "Berg", "emailAddresses": ["anna@papier.example"]}],
        "bankAccount": {"iban": "NL91ABNA0417164300", "bic": "ABNANL2A"},
    },
    "PatchContact": {
        "companyName": "Papier & Dochters B.V.",
        "phoneNumbers": [{"number": "+31 30 123 45 67", "type": "BUSINESS"}],
        "paymentTermCode": "30",
    },
    "CreateFile": {"documentType": "Inkoopfactuur", "note": "Scanned at the desk"},
    "PatchFile": {"note": "Checked"},
    "CreateDimensionValue": {"code": "300", "name": "Webshop"},
    "CreateTrackingOption": {"code": "300", "name": "Webshop"},
    "CreatePassThrough": {"path": "crm/Accounts", "method": "GET", "query": {"$select": "ID,Name", "$top": 5}},
    "CreateEndUser": {"refreshToken": "stampNL001.…", "companyId": "1234567"},
    "StartConnecting": {
        "webhookCallbackUrl": "https://app.example.com/hooks/connected",
        "callbackUrl": "https://app.example.com/connected",
        "environmentSelection": True,
    },
    "RegisterSystem": {
        "targetSystem": "exact-nl",
        "clientId": "8e5f0c9a-3b1d-4f6e-9c2a-7d8e9f0a1b2c",
        "clientSecret": "kE9sT2mQ7xVb",
        "customValues": [],
    },
    "AddCallbackUrls": {
        "callbackUrl": "https://app.example.com/connected",
        "cancelCallbackUrl": "https://app.example.com/cancelled",
    },
    "SubmissionPageStyle": {
        "logoSvg": "",
        "logoPng": "",
        "backgroundColor": "#f7f5ef",
        "titleColor": "#12355b",
        "textColor": "#222222",
        "inputBackgroundColor": "#ffffff",
        "submitButtonColor": "#12355b",
        "cancelButtonColor": "#e4e0d5",
        "errorTextColor": "#a11d1d",
    },
}
