"""A day with `python-exact-online`, which knows no other host than Belgium's: the way there leads to the sandbox."""

from __future__ import annotations

from pathlib import Path

from browser import SETTINGS, consent, tell, wait
from exactonline.api import ExactOnlineAPI
from exactonline.cachehandler import CacheHandler
from exactonline.models.accounts import Account
from exactonline.models.documents import Document


def main() -> None:
    CacheHandler().deleteCache(SETTINGS["client_id"])  # it keeps tokens beside its own code
    api = ExactOnlineAPI(SETTINGS["client_id"], SETTINGS["client_secret"])
    api.authHandler.retrieveToken(consent(here(api.authHandler.getAuthURL(SETTINGS["redirect_uri"]))))
    journals = api.journals.list()
    accounts = api.glAccounts.list(select=[])
    created = api.accounts.create(Account(Name="Brouwerij", Country="NL", Status="C"))
    updated = api.accounts.update(Account(ID=created.ID, Name="Brouwerij De Zon"))
    read = api.accounts.get(created.ID)
    named = api.accounts.list(filter={"Name": "Brouwerij De Zon"})
    note = Path(SETTINGS["work"], "note.txt")
    note.write_bytes(b"a note")
    document = api.documents.create(Document(Subject="Note", Type=55), [str(note)])
    token = api.authHandler.token
    wait(600)
    api.authHandler.acquireNewToken()
    deleted = api.accounts.delete(created.ID)
    tell(
        division=api.division,
        journals=[journal.Code for journal in journals.items()],
        accounts=[account.Code for account in accounts.items()],
        created=created.ID,
        updated=updated,
        read=read.Name,
        named=[account.ID for account in named.items()],
        document=document.ID,
        rotated=token != api.authHandler.token,
        deleted=deleted,
        limits=api.api_rate_limits,
    )


def here(url: str) -> str:
    """The user's browser opens the page by the sandbox's own address."""
    return url.replace("https://start.exactonline.be", SETTINGS["base"])


main()
