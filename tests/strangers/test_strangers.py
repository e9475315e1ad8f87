"""What each program saw of the sandbox, and what is in the sandbox's books afterwards."""

from __future__ import annotations

from tests.strangers.conftest import DIVISION, Drive

from unibooks.connectors.exact.target import Account, Document, DocumentAttachment, GLAccount


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
    assert facts["gone"] == []
    assert facts["created"] in {str(key) for key in company[Account].removed}
    assert seen.statuses("POST", "oauth2/token") == [200, 200]
    assert not [row for row in company[Document] if row["Subject"] == "From afar"]
    assert not [row for row in company[DocumentAttachment] if row["FileName"] == "note.txt"]
