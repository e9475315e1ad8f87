"""A day with `exactonline` (OSSO), which reads an ini file and speaks HTTPS only."""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from pathlib import Path

from browser import SETTINGS, code_of, consent, tell, wait
from exactonline.api import ExactApi
from exactonline.elements import ExactCustomer, ExactInvoice
from exactonline.exceptions import ObjectDoesNotExist
from exactonline.http import HTTPError
from exactonline.resource import DELETE, GET, POST, PUT
from exactonline.storage.ini import IniStorage

BASE = SETTINGS["base"]
INI = f"""
[server]
auth_url = {BASE}/api/oauth2/auth
rest_url = {BASE}/api
token_url = {BASE}/api/oauth2/token

[application]
base_url = {SETTINGS["redirect_uri"]}
client_id = {SETTINGS["client_id"]}
client_secret = {SETTINGS["client_secret"]}
"""


class Customer(ExactCustomer):
    def get_code(self) -> str:
        return "90126"

    def get_name(self) -> str:
        return "Stranger's Customer B.V."

    def get_address(self) -> dict[str, str]:
        return {"AddressLine1": "Oude Delft 1", "Postcode": "2611 AA", "City": "Delft"}


class Invoice(ExactInvoice):
    amount = "100.00"

    def get_customer(self) -> Customer:
        return Customer(api=self._api)

    def get_created_date(self) -> date:
        return date(2026, 11, 20)

    def get_exact_journal(self) -> str:
        return "70"

    def get_ledger_lines(self) -> list[dict[str, object]]:
        return [
            {"code": "8000", "vat_percentage": 21, "total_amount_excl_vat": self.amount, "description": "Work"},
        ]

    def get_invoice_number(self) -> str:
        return "F0005555"

    def get_total_amount_incl_vat(self) -> str:
        return str(Decimal(self.amount) * Decimal("1.21"))

    def get_total_vat(self) -> str:
        return str(Decimal(self.amount) * Decimal("0.21"))

    def hint_exact_invoice_number(self) -> str:
        return "2026700999"

    def get_vatcode_for_ledger_line(self, ledger_line: dict[str, object]) -> str:
        return "2  "


def main() -> None:
    path = Path(SETTINGS["work"], "exact.ini")
    path.write_text(INI)
    api = ExactApi(storage=IniStorage(str(path)))

    api.request_token(code_of(consent(api.create_auth_request_url())))
    first_token = api.storage.get_access_token()
    divisions, current = api.get_divisions()
    api.set_division(SETTINGS["division"])

    accounts = api.ledgeraccounts.filter(select="ID,Code")
    relation = api.relations.create(
        {"Code": "90125".rjust(18), "Name": "Stranger's B.V.", "Status": "C", "City": "Delft"}
    )
    found = api.relations.get(relation_code="90125")
    api.relations.update(found["ID"], {"Name": "Stranger's Neighbour B.V."})
    renamed = api.relations.get(relation_code="90125", select="ID,Name,City,Code,Status")

    wait(580)  # the token ends: the next call meets a 401, is refreshed and repeated
    wait(60)
    vat = api.vatcodes.filter(select="Code,Percentage", top=5)
    second_token = api.storage.get_access_token()

    document = api.restv1(POST("documents/Documents", {"Subject": "From afar", "Type": 55}))
    attachment = api.restv1(
        POST(
            "documents/DocumentAttachments",
            {
                "Document": document["ID"],
                "FileName": "note.txt",
                "Attachment": base64.b64encode(b"from afar").decode(),
            },
        )
    )
    receivables = api.receivables.filter(top=3)
    invoice = Invoice(api=api)
    invoice.commit()
    first_invoice = api.invoices.get(invoice_number="F0005555")
    invoice.amount = "80.00"
    invoice.commit()  # a line is added, the old one removed
    second_invoice = api.invoices.get(invoice_number="F0005555")
    missing = []
    try:
        api.relations.get(relation_code="does'nt exist")
    except ObjectDoesNotExist:
        missing.append("relation")
    try:
        api.restv1(PUT(f"crm/Accounts(guid'{found['ID']}')", {"PaymentConditionSales": "ZZ"}))
    except HTTPError as error:
        missing.append(error.code)
    api.restv1(DELETE(f"documents/DocumentAttachments(guid'{attachment['ID']}')"))
    api.restv1(DELETE(f"documents/Documents(guid'{document['ID']}')"))
    api.relations.delete(found["ID"])
    gone = api.restv1(GET(f"crm/Accounts?$select=ID&$filter=ID+eq+guid'{found['ID'].upper()}'"))
    tell(
        divisions={str(code): name for code, name in divisions.items()},
        current=current,
        accounts=[row["ID"] for row in accounts],
        created=relation["ID"],
        renamed=renamed,
        rotated=first_token != second_token,
        vat=vat,
        attachment=attachment["FileSize"],
        receivables=len(receivables),
        missing=missing,
        invoices=[first_invoice, second_invoice],
        gone=gone,
    )


main()
