"""A day with `exact-online-sdk`, which reads its environment and sends its secret as HTTP Basic."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from browser import SETTINGS, code_of, consent, tell, wait
from cryptography.fernet import Fernet

os.environ.update(
    EXACT_BASE_URL=SETTINGS["base"] + "/",
    EXACT_CLIENT_ID=SETTINGS["client_id"],
    EXACT_CLIENT_SECRET=SETTINGS["client_secret"],
    EXACT_REDIRECT_URI=SETTINGS["redirect_uri"],
    EXACT_DIVISION=str(SETTINGS["division"]),
    EXACT_ENCRYPTION_KEY=Fernet.generate_key().decode(),
    EXACT_TOKEN_PATH=str(Path(SETTINGS["work"], "token")),
)

from exact_online_sdk.api import (
    AccountsAPI,
    DivisionsAPI,
    DocumentAttachmentsAPI,
    DocumentsAPI,
    GLAccountsAPI,
    MeAPI,
)
from exact_online_sdk.auth import ExactOnlineAuth
from exact_online_sdk.client import ExactOnlineClient
from exact_online_sdk.config import Settings
from exact_online_sdk.exceptions import AuthenticationError, BadRequestError, UnauthorizedError


def main() -> None:
    settings = Settings.from_env()
    auth = ExactOnlineAuth(settings)
    auth.exchange_code_for_token(code_of(consent(auth.get_authorization_url("a state"))))
    refused = []
    try:
        auth.refresh_token()
    except AuthenticationError as early:
        refused.append(str(early))
    with ExactOnlineClient(settings, auth=auth) as client:
        me = MeAPI(client).list()
        divisions = DivisionsAPI(client).list(select=["Code", "Description"], raw=True)
        pages = list(GLAccountsAPI(client).iter_pages(select=["ID", "Code"], order_by="Code desc", raw=True))
        accounts = AccountsAPI(client)
        created = accounts.create({"Name": "Möbel & Söhne", "IsSupplier": True}, raw=True)
        accounts.update(created["ID"], {"Name": "Möbel & Töchter"}, raw=True)
        read = accounts.get(created["ID"], raw=True)
        named = accounts.list(filters={"Name": "Möbel & Töchter", "IsSupplier": True}, select=["ID"], raw=True)
        document = DocumentsAPI(client).create({"Subject": "Scan", "Type": 55}, raw=True)
        attachment = DocumentAttachmentsAPI(client).create(
            {
                "Document": document["ID"],
                "FileName": "scan.txt",
                "Attachment": base64.b64encode(b"some bytes").decode(),
            },
            raw=True,
        )
        try:
            client.post("crm/Accounts", json={"NoSuchThing": 1})
        except BadRequestError as error:
            refused.append(str(error))
        wait(700)
        try:
            client.get("crm/Accounts", params={"$top": 1})
        except UnauthorizedError:
            refused.append("unauthorised")
        auth.refresh_token()
        accounts.delete(created["ID"])
        left = accounts.list(params={"$filter": f"ID eq guid'{created['ID']}'", "$inlinecount": "allpages"}, raw=True)
    tell(
        me=me[0].model_dump(),
        divisions=divisions,
        pages=[[row["Code"] for row in page] for page in pages],
        created=created["ID"],
        read=read["Name"],
        named=named,
        attachment=attachment["Url"],
        refused=refused,
        left=left,
    )


main()
