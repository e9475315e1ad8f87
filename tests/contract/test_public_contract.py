"""Our models against the public contract's own, where a copy of it lies beside this checkout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from unibooks.accounting import (
    accounts,
    bank_accounts,
    base,
    bills,
    dimensions,
    files,
    fiscal_years,
    journals,
    parts,
    payment_terms,
    relations,
    tax_rates,
    vendor_credits,
)
from unibooks.accounting.registry import RESOURCES
from unibooks.core.shapes import shapes

CONTRACT = Path(__file__).parents[2].parent / "shared" / "spec" / "unified-api.json"

MODELS: list[tuple[str, type[BaseModel], set[str]]] = [
    ("AccountResponseDto", accounts.Account, set()),
    ("ContactResponseDto", relations.Contact, {"paymentTermCode"}),
    ("CreateContactRequestDto", relations.CreateContact, {"bankAccounts", "paymentTermCode"}),
    (
        "PatchContactRequestDto",
        relations.PatchContact,
        {"bankAccounts", "documentId", "number", "paymentTermCode", "role", "vatId"},
    ),
    ("ContactAddress", parts.ContactAddress, set()),
    ("ContactPerson", parts.ContactPerson, set()),
    ("EmailAddress", parts.EmailAddress, set()),
    ("PhoneNumber", parts.PhoneNumber, set()),
    ("BankAccountResponse", parts.BankAccount, set()),
    ("BillResponseDto", bills.Bill, {"openAmount"}),
    ("BillLineItemResponseDto", bills.BillLine, set()),
    ("CreateBillRequestDto", bills.CreateBill, {"files"}),
    ("CreateBillLineItemRequestDto", bills.CreateBillLine, set()),
    ("VendorCreditResponseDto", vendor_credits.VendorCredit, {"openAmount"}),
    ("VendorCreditLineItemResponseDto", bills.BillLine, set()),
    ("CreateVendorCreditRequestDto", vendor_credits.CreateVendorCredit, {"fileId", "files", "paymentTermId"}),
    ("CreateVendorCreditLineItemRequestDto", bills.CreateBillLine, set()),
    ("JournalResponseDto", journals.Journal, set()),
    ("PaymentTermResponseDto", payment_terms.PaymentTerm, set()),
    ("DiscountPeriodResponse", payment_terms.DiscountPeriod, set()),
    ("TaxRateResponseDto", tax_rates.TaxRate, set()),
    ("DocumentResponseDto", base.FileContent, set()),
    ("BankAccountResponseDto", bank_accounts.OwnBankAccount, set()),
    ("FiscalYearResponseDto", fiscal_years.FiscalYear, set()),
    ("DocumentTypesResponseDto", files.DocumentType, set()),
    ("DimensionResponseDto", dimensions.Dimension, set()),
    ("DimensionMetaResponseDto", dimensions.DimensionCategory, set()),
    ("DimensionResponseDtoV2", dimensions.DimensionValue, set()),
]


#: Operations that go beyond the contract.
BEYOND: set[tuple[str, str]] = {
    ("DELETE", "/accounting/customers/{contactId}"),
    ("DELETE", "/accounting/suppliers/{contactId}"),
}


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    if not CONTRACT.exists():
        pytest.skip("no copy of the contract beside this checkout")
    return json.loads(CONTRACT.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "model", "ours"), MODELS, ids=[name for name, _, _ in MODELS])
def test_fields_are_the_contracts(contract: dict[str, Any], name: str, model: type[BaseModel], ours: set[str]) -> None:
    theirs = contract["models"][name]
    fields = {shape.alias: shape for shape in shapes(model).values()}
    assert set(fields) - ours == set(theirs)
    for alias, fact in theirs.items():
        shape = fields[alias]
        assert shape.many == fact["type"].endswith("[]"), alias
        if fact["enum"]:
            # A body may take more words than the contract has, an answer must not give one that it lacks.
            assert shape.values == frozenset(fact["enum"]), alias


def test_operations_are_the_contracts(contract: dict[str, Any]) -> None:
    """Under the contract's path and name, or under neither."""
    theirs = {(e["method"], e["path"]): e["operation"] for e in contract["endpoints"]}
    for resource in RESOURCES:
        for operation in resource.operations:
            place = (operation.method, resource.path_of(operation))
            if place in theirs or operation.name in theirs.values():
                assert theirs.get(place) == operation.name


def test_filters_are_the_contracts(contract: dict[str, Any]) -> None:
    common = {"page", "limit", "lastModifiedAt", "environmentName", "companyId", "rawData"}
    for resource in RESOURCES:
        found = [e for e in contract["endpoints"] if (e["method"], e["path"]) == ("GET", resource.path)]
        theirs = {query["name"] for endpoint in found for query in endpoint["query"]} - common
        ours = {shape.alias for shape in shapes(resource.filters).values()} - {"lastModifiedAt"}
        # A hint is offered with lists as well, where the contract has it with a record's id only.
        hint = {shapes(resource.filters)[resource.hint].alias} if resource.hint else set[str]()
        assert not found or ours - hint == theirs - hint, resource.name
