"""A day with `exactonline` (OSSO), which reads an ini file and speaks HTTPS only."""

from __future__ import annotations

import base64
from pathlib import Path

from browser import SETTINGS, code_of, consent, tell, wait
from exactonline.api import ExactApi
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
        gone=gone,
    )


main()
