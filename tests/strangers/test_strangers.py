"""What each program saw of the sandbox, and what is in the sandbox's books afterwards."""

from __future__ import annotations

from tests.strangers.conftest import DIVISION, Drive

from unibooks.connectors.exact.target import Account, Document, DocumentAttachment, GLAccount, Journal, TransactionLine
from unibooks.connectors.exact.target.salesentry import SalesEntry


async def test_exactonline(drive: Drive) -> None:
    seen = await drive("exactonline")
    facts, company = seen.facts, seen.company
    assert facts["current"] == DIVISION
    assert facts["divisions"][str(DIVISION)] == company.name
    assert len(facts["accounts"]) > 60  # more than a page
    assert sorted(facts["accounts"]) == sorted(str(key) for key in company[GLAccount].rows)
    renamed = facts["renamed"]
    assert (renamed["Name"], renamed["City"], renamed["Code"]) == (
        "Stranger's Neighbour B.V.",
        "Delft",
        "             90125",
    )
    assert facts["created"] == renamed["ID"]
    assert facts["rotated"]
    assert facts["attachment"] == len(b"from afar")
    assert facts["missing"] == ["relation", 500]
    first, second = facts["invoices"]
    assert (first["AmountDC"], first["VATAmountDC"], len(first["SalesEntryLines"])) == (121, 21, 1)
    assert (second["AmountDC"], second["VATAmountDC"], len(second["SalesEntryLines"])) == (96.8, 16.8, 1)
    assert second["EntryID"] == first["EntryID"]
    [entry] = [row for row in company[SalesEntry] if row["YourRef"] == "F0005555"]
    assert sum(row["AmountDC"] for row in company[TransactionLine].where("EntryID", entry["EntryID"])) == 0
    [customer] = [row for row in company[Account] if row["Name"] == "Stranger's Customer B.V."]
    assert (customer["PaymentConditionSales"], customer["City"]) == ("15", "Delft")
    assert facts["gone"] == []
    assert facts["created"] in {str(key) for key in company[Account].removed}
    assert seen.statuses("POST", "oauth2/token") == [200, 200]
    assert not [row for row in company[Document] if row["Subject"] == "From afar"]
    assert not [row for row in company[DocumentAttachment] if row["FileName"] == "note.txt"]


async def test_exact_online_sdk(drive: Drive) -> None:
    seen = await drive("exact-online-sdk")
    facts, company = seen.facts, seen.company
    assert facts["me"]["current_division"] == DIVISION
    assert {row["Code"]: row["Description"] for row in facts["divisions"]}[DIVISION] == company.name
    codes = [code for page in facts["pages"] for code in page]
    assert len(facts["pages"]) == 2
    assert codes == sorted((row["Code"] for row in company[GLAccount]), reverse=True)[:100]
    assert facts["read"] == "Möbel & Töchter"
    assert [row["ID"] for row in facts["named"]] == [facts["created"]]
    assert facts["attachment"].startswith("https://localhost:")
    assert [row["FileSize"] for row in company[DocumentAttachment] if row["FileName"] == "scan.txt"] == [10]
    early, unknown, expired = facts["refused"]
    assert "400 Bad Request" in early
    assert "The property name 'NoSuchThing' specified for type" in unknown
    assert expired == "unauthorised"
    assert facts["left"] == []


async def test_exactpy(drive: Drive) -> None:
    seen = await drive("exactpy")
    facts, company = seen.facts, seen.company
    assert facts["complaints"] == []
    assert facts["division"] == DIVISION
    assert sorted(facts["accounts"]) == sorted(row["Code"] for row in company[GLAccount])
    assert facts["total"] == str(len(company[GLAccount]))
    assert sorted(facts["costs"]) == sorted(row["Code"] for row in company[GLAccount] if row["BalanceType"] == "W")
    assert facts["counted"] == len(company[Account])
    assert DIVISION in facts["divisions"]
    assert facts["periods"] > 0
    assert facts["rotated"]
    assert facts["limit"] == 5000


async def test_django_exact(drive: Drive) -> None:
    seen = await drive("django-exact")
    facts, company = seen.facts, seen.company
    assert facts["codes"] == sorted(row["Code"] for row in company[GLAccount])
    created = facts["created"]  # it prefers a filled answer to a create
    assert (created["Name"], created["Code"], created["IsSupplier"]) == ("Djäng", "             90777", True)
    assert (facts["read"]["ID"], facts["read"]["Name"]) == (created["ID"], "Djängo")
    assert set(facts["whole"]) == set(created) - {"BankAccounts"}  # `$select=*` leaves the lists out
    absent, unknown, exists, early = facts["refused"]
    assert absent == "absent"
    assert unknown[0] == 400
    assert unknown[2:] == [5000, False]
    assert exists == [500, "Gegeven bestaat reeds."]
    assert early == [400, "Rate limit exceeded: access_token not expired"]
    assert facts["rotated"]
    assert [row["Name"] for row in facts["substring"]] == ["Djängo"]
    assert facts["attachment"]["FileSize"] == len(b"django")
    assert facts["me"]["d"]["results"][0]["FullName"] == next(iter(seen.world.users.values())).full_name
    assert created["ID"] in {str(key) for key in company[Account].removed}
    # the call that met the expired token was repeated with a fresh one
    assert seen.statuses("GET", "crm/Accounts")[-2:] == [401, 200]


async def test_python_exact_online(drive: Drive) -> None:
    seen = await drive("python-exact-online")
    facts, company = seen.facts, seen.company
    assert facts["division"] == DIVISION
    assert sorted(facts["journals"]) == sorted(row["Code"] for row in company[Journal])
    assert sorted(facts["accounts"]) == sorted(row["Code"] for row in company[GLAccount])
    assert facts["updated"] is True
    assert facts["read"] == "Brouwerij De Zon"
    assert facts["named"] == [facts["created"]]
    assert facts["rotated"]
    assert facts["deleted"] is True
    documents = {str(row["ID"]): row for row in company[Document]}
    assert documents[facts["document"]]["Subject"] == "Note"
    # it breaks the lines of its Base64
    [attachment] = [row for row in company[DocumentAttachment] if str(row["Document"]) == facts["document"]]
    assert company.blobs[attachment["ID"]] == b"a note"
    assert facts["limits"]["reset_at"] > 1_700_000_000_000


async def test_quantix(drive: Drive) -> None:
    seen = await drive("quantix")
    facts, company = seen.facts, seen.company
    assert facts["division"] == str(DIVISION)
    assert facts["codes"] == sorted(row["Code"] for row in company[GLAccount])[:120]
    assert facts["read"] == ["Knooppunt Noord"]
    assert facts["attachment"] == len(b"node")
    assert facts["removed"] is True
    assert facts["created"] in {str(key) for key in company[Account].removed}
    assert seen.statuses("POST", "documents/Documents")[:2] == [401, 201]
