"""Files by themselves: stored with what is said of them, joined to the bill they belong to, given back byte for byte."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from tests.e2e.stack import Answer, Stack

from unibooks.connectors.exact.target import BankEntry, Document, DocumentAttachment, PurchaseEntry

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3 a scan"
FILES = "/accounting/files"
NOBODY = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"


async def send(stack: Stack, name: str = "scan.pdf", content: bytes = PDF, **fields: str) -> Answer:
    """Store a file."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", content, filename=name, content_type="application/pdf")
    for key, value in fields.items():
        form.add_field(key, value)
    return await stack.call("POST", FILES, data=form)


async def bytes_of(stack: Stack, file_id: str, **params: str) -> tuple[int, bytes, Any]:
    """The bytes of a file, and the headers they come with."""
    headers = {"X-API-KEY": stack.api_key, "X-ACCOUNT-KEY": stack.account_key}
    url = f"{stack.api}{FILES}/{file_id}/content"
    async with stack.http.get(url, headers=headers, params={"companyId": stack.company, **params}) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_a_file_is_stored_and_given_back(stack: Stack) -> None:
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]
    stored = await send(
        stack,
        "scan nr. 1 é.pdf",
        contactId=supplier["id"],
        documentDate="2026-01-31",
        documentType="inkoopfactuur",
        note="Found in a drawer",
        integrationSource="scanner",
    )
    assert stored.status == 201, stored.body
    assert (stored.data["fileName"], stored.data["contentType"]) == ("scan nr. 1 é.pdf", "application/pdf")
    assert [text.partition(":")[0] for text in stored.body["meta"]["warnings"]] == ["integrationSource"]

    file_id = stored.data["id"]
    shown = (await stack.call("GET", f"{FILES}/{file_id}")).data
    attachment = stack.table(DocumentAttachment).where(
        "Document", next(r["ID"] for r in stack.table(Document) if str(r["ID"]) == file_id)
    )
    (row,) = attachment
    assert shown == {
        "id": file_id,
        "contactId": supplier["id"],
        "createdDate": shown["createdDate"],
        "documentDate": "2026-01-31T00:00:00Z",
        "documentType": "Inkoopfactuur",
        "fileName": "scan nr. 1 é.pdf",
        "files": [{"id": str(row["ID"]), "fileName": "scan nr. 1 é.pdf", "size": len(PDF)}],
        "name": "scan nr. 1 é",
        "note": "Found in a drawer",
        "resourceId": None,
        "updatedDate": shown["updatedDate"],
    }
    status, content, headers = await bytes_of(stack, file_id)
    assert (status, content, headers["Content-Type"]) == (200, PDF, "application/pdf")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''scan%20nr.%201%20%C3%A9.pdf"


async def test_a_file_without_a_word_is_miscellaneous(stack: Stack) -> None:
    stored = await send(stack, note="")
    shown = (await stack.call("GET", f"{FILES}/{stored.data['id']}")).data
    assert (shown["documentType"], shown["name"], shown["note"]) == ("Diversen", "scan", None)


async def test_a_file_joins_the_bill_it_belongs_to(stack: Stack) -> None:
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]
    line = {"accountNumber": "5541", "totalNetAmount": 10, "taxRatePercentage": 21}
    body = {"contactId": supplier["id"], "billDate": "2026-02-02", "billNumber": "F-1", "lineItems": [line]}
    booked = await stack.call("POST", "/accounting/bills", json=body)
    assert booked.status == 201, booked.body
    bill = booked.data
    documents = len(stack.table(Document))

    stored = await send(stack, resourceId=bill["id"])
    assert stored.status == 201, stored.body
    assert stored.data["id"] == bill["fileId"], "Exact made the bill's document"
    assert len(stack.table(Document)) == documents
    document = await stack.call("GET", f"/accounting/bills/{bill['id']}/document")
    assert document.data["fileName"] == "scan.pdf"
    listed = await stack.call("GET", FILES, params={"resourceId": bill["id"]})
    assert [one["id"] for one in listed.data] == [bill["fileId"]]

    second = await send(stack, "terms.txt", b"net 30", documentId=bill["fileId"])
    assert second.data["id"] == bill["fileId"]
    files = (await stack.call("GET", f"{FILES}/{bill['fileId']}")).data["files"]
    terms = next(one for one in files if one["fileName"] == "terms.txt")
    assert len(files) == 2
    assert (await bytes_of(stack, bill["fileId"], attachmentId=terms["id"]))[:2] == (200, b"net 30")
    assert (await bytes_of(stack, bill["fileId"]))[1] == PDF, "the PDF goes before others"
    again = await send(stack, "TERMS.txt", b"net 14", documentId=bill["fileId"])
    assert (again.status, again.fields) == (400, ["file"])


async def test_a_bill_that_lost_its_document_gets_the_new_one(stack: Stack) -> None:
    entry = next(row for row in stack.table(PurchaseEntry) if row["Status"] == 20)
    stack.table(PurchaseEntry).change(entry["EntryID"], {**entry, "Document": None})
    stored = await send(stack, resourceId=str(entry["EntryID"]))
    assert stored.status == 201, stored.body
    assert str(stack.entry(str(entry["EntryID"]))["Document"]) == stored.data["id"]
    shown = (await stack.call("GET", f"{FILES}/{stored.data['id']}")).data
    assert (shown["documentType"], shown["resourceId"]) == ("Inkoopfactuur", str(entry["EntryID"]))


async def test_a_file_of_a_bank_entry_names_it(stack: Stack) -> None:
    entry = str(next(iter(stack.table(BankEntry)))["EntryID"])
    stored = await send(stack, resourceId=entry)
    assert stored.status == 201, stored.body
    assert (await stack.call("GET", f"{FILES}/{stored.data['id']}")).data["resourceId"] == entry


async def test_a_document_is_changed_and_removed(stack: Stack) -> None:
    file_id = (await send(stack, note="old")).data["id"]
    path = f"{FILES}/{file_id}"
    changed = await stack.call("PATCH", path, json={"name": "Better", "note": None, "documentType": "Verkoopfactuur"})
    assert (changed.data["name"], changed.data["note"], changed.data["documentType"]) == (
        "Better",
        None,
        "Verkoopfactuur",
    )
    assert [one["fileName"] for one in changed.data["files"]] == ["scan.pdf"]
    for body, fields in (
        ({"name": ""}, ["name"]),
        ({"documentType": None, "contactId": "x"}, ["contactId", "documentType"]),
        ({"documentType": "Gedicht"}, ["documentType"]),
        ({"documentType": "Btw-aangifte"}, ["documentType"]),
    ):
        refused = await stack.call("PATCH", path, json=body)
        assert (refused.status, sorted(refused.fields)) == (400, fields), refused.body
    bill = str(next(iter(stack.table(PurchaseEntry)))["EntryID"])
    supplier = (await stack.call("GET", "/accounting/suppliers", params={"limit": 5})).data[0]["id"]
    said = {"resourceId": bill, "contactId": supplier, "documentDate": "2026-02-01T00:00:00Z", "note": "Seen"}
    joined = await stack.call("PATCH", path, json=said)
    assert {key: joined.data[key] for key in said} == said
    assert file_id in {one["id"] for one in (await stack.call("GET", FILES, params={"contactId": supplier})).data}
    assert (await stack.call("PATCH", path, json={"resourceId": NOBODY})).fields == ["resourceId"]
    assert (await stack.call("DELETE", path)).data == file_id
    assert (await stack.call("GET", path)).status == 404
    assert (await bytes_of(stack, file_id))[0] == 404


async def test_the_kinds_and_endings_that_can_be_stored(stack: Stack) -> None:
    kinds = await stack.call("GET", f"{FILES}/documentTypes")
    assert {"name": "Inkoopfactuur", "category": "2"} in kinds.data
    assert "Btw-aangifte" not in {one["name"] for one in kinds.data}, "Exact makes these itself"
    endings = await stack.call("GET", f"{FILES}/documentExtensions")
    assert {"pdf", "xml", "jpg"} <= set(endings.data["allowed_file_extensions"])
    assert "exe" not in endings.data["allowed_file_extensions"]


@pytest.mark.parametrize(
    ("name", "content", "given", "fields"),
    [
        ("run.exe", b"MZ", {}, ["file"]),
        ("noending", b"x", {}, ["file"]),
        ("../up.pdf", PDF, {}, ["file"]),
        ("empty.pdf", b"", {}, ["file"]),
        ("fake.pdf", b"no pdf", {}, ["file"]),
        (
            "scan.pdf",
            PDF,
            {"contactId": NOBODY, "documentId": NOBODY, "resourceId": NOBODY},
            ["contactId", "documentId", "resourceId"],
        ),
        ("scan.pdf", PDF, {"contactId": "me", "documentDate": "soon"}, ["documentDate"]),
        ("scan.pdf", PDF, {"contactId": "me", "resourceId": "that"}, ["contactId", "resourceId"]),
        (
            "run.exe",
            b"",
            {"documentType": "Gedicht", "contactId": NOBODY},
            ["contactId", "documentType", "file", "file"],
        ),
    ],
)
async def test_a_bad_file_is_refused_before_anything_is_written(
    stack: Stack, name: str, content: bytes, given: dict[str, str], fields: list[str]
) -> None:
    await stack.forget_calls()
    answer = await send(stack, name, content, **given)
    assert (answer.status, sorted(answer.fields)) == (400, fields), answer.body
    assert all(call["method"] == "GET" and call["status"] == 200 for call in await stack.exact_calls())


async def test_what_is_no_form_with_a_file_is_refused(stack: Stack) -> None:
    as_json = await stack.call("POST", FILES, json={"file": "x"})
    assert (as_json.status, as_json.fields) == (400, ["body"])
    empty = aiohttp.FormData()
    empty.add_field("note", "no file", content_type="text/plain")
    assert (await stack.call("POST", FILES, data=empty)).fields == ["file"]
    two = aiohttp.FormData()
    for number in (1, 2):
        two.add_field("file", PDF, filename=f"{number}.pdf")
    assert (await stack.call("POST", FILES, data=two)).fields == ["file"]


async def test_what_is_not_stored_is_taken_back(stack: Stack) -> None:
    documents = len(stack.table(Document))
    await stack.fault("500", path="documents/DocumentAttachments", method="POST", times=5)
    answer = await send(stack)
    assert answer.status >= 400
    assert len(stack.table(Document)) == documents


@pytest.mark.parametrize("lost", ["Documents", "DocumentAttachments"])
async def test_a_file_whose_answer_is_lost_is_stored_once(stack: Stack, lost: str) -> None:
    documents, attachments = len(stack.table(Document)), len(stack.table(DocumentAttachment))
    await stack.fault("lost", method="POST", path=f".*/{lost}$", times=1)
    answer = await send(stack)
    assert answer.status == 201, answer.body
    assert (len(stack.table(Document)), len(stack.table(DocumentAttachment))) == (documents + 1, attachments + 1)


async def test_a_file_that_cannot_be_linked_is_taken_back(stack: Stack) -> None:
    entry = next(row for row in stack.table(PurchaseEntry) if row["Status"] == 20)
    stack.table(PurchaseEntry).change(entry["EntryID"], {**entry, "Document": None})
    before = len(stack.table(Document)), len(stack.table(DocumentAttachment))
    company = stack.world.companies[int(stack.company)]
    company.closed_periods |= {(entry["ReportingYear"], entry["ReportingPeriod"])}
    answer = await send(stack, resourceId=str(entry["EntryID"]))
    assert (answer.status, answer.body["errors"]["code"]) == (422, "REJECTED")
    assert (len(stack.table(Document)), len(stack.table(DocumentAttachment))) == before
