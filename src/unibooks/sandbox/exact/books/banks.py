"""cashflow/Banks: the banks that Exact knows; names and BIC codes are public facts, the selection is ours."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

from unibooks.connectors.exact.target import Division
from unibooks.connectors.exact.target.cashflow import Bank
from unibooks.sandbox.exact.books import references
from unibooks.sandbox.exact.state import Company, Row, World
from unibooks.sandbox.exact.virtual import Virtual

_NAMESPACE: Final = uuid.UUID("51d2b5c9-8e0a-4a63-bb1f-9c40e7d3f285")

#: BIC, country, name.
BANKS: Final = (
    ("ABNANL2A", "NL", "ABN AMRO Bank"),
    ("ASNBNL21", "NL", "ASN Bank"),
    ("BUNQNL2A", "NL", "bunq"),
    ("INGBNL2A", "NL", "ING Bank"),
    ("KNABNL2H", "NL", "Knab"),
    ("RABONL2U", "NL", "Rabobank"),
    ("TRIONL2U", "NL", "Triodos Bank"),
    ("GEBABEBB", "BE", "BNP Paribas Fortis"),
    ("KREDBEBB", "BE", "KBC Bank"),
    ("COBADEFF", "DE", "Commerzbank"),
    ("DEUTDEFF", "DE", "Deutsche Bank"),
    ("BNPAFRPP", "FR", "BNP Paribas"),
)


def rows(_world: World, company: Company) -> Iterator[Row]:
    """The rows of cashflow/Banks, as old as the company; their keys are the same everywhere."""
    founded = references.division(company)
    for bic, country, name in BANKS:
        yield {
            "ID": uuid.uuid5(_NAMESPACE, bic),
            "BankName": bic[:4],
            "BICCode": bic,
            "Country": Bank.Country.pad(country),
            "Created": founded["Created"],
            "Description": name,
            "Format": "IBAN",
            "HomePageAddress": None,
            "Modified": founded["Modified"],
            "Status": "A",
        }


VIRTUALS: Final = {Bank: Virtual(rows, (Division,))}
