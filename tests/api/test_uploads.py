"""Files with a record: as multipart and in JSON."""

from __future__ import annotations

import base64

import aiohttp
from tests.api.conftest import Client
from tests.api.memory_books import Books

from unibooks.core.connector import Upload

PDF = b"%PDF-1.7 \x00\xff"


def form(*parts: tuple[str, str | bytes, dict]) -> aiohttp.FormData:
    made = aiohttp.FormData(default_to_multipart=True, quote_fields=False)
    for name, value, options in parts:
        made.add_field(name, value, **options)
    return made


async def test_multipart_with_the_record_as_text_and_several_files(api: Client, books: Books) -> None:
    data = form(
        ("bill", '{"billNumber": "F-1", "lineItems": [{"totalNetAmount": 10.10}]}', {}),
        ("files", PDF, {"filename": "één.pdf", "content_type": "application/pdf"}),
        ("files", b"x", {"filename": "b.bin"}),
        ("colour", "blue", {}),
    )
    reply = await api.post("/accounting/bills", data)
    assert (reply.status, reply.body["data"]["billNumber"]) == (201, "F-1")
    assert reply.body["meta"]["warnings"] == ["colour: is not a part of this body and has no effect"]
    body, files = books.seen[-1]
    assert body.files is None
    assert files == (
        Upload("één.pdf", PDF, "application/pdf", "files[0]"),
        Upload("b.bin", b"x", "application/octet-stream", "files[1]"),
    )


async def test_the_record_may_be_a_part_with_a_type_and_bring_files_of_its_own(api: Client, books: Books) -> None:
    inside = base64.b64encode(PDF).decode()
    record = f'{{"files": [{{"fileName": "in.pdf", "content": "{inside}", "page": 1}}]}}'
    data = form(
        ("bill", record.encode(), {"filename": "bill.json", "content_type": "application/json"}),
        ("files", b"y", {"filename": "out.txt", "content_type": "text/plain"}),
    )
    reply = await api.post("/accounting/bills", data)
    assert reply.body["meta"]["warnings"] == ["files[0].page: is not a field of this API"]
    _, files = books.seen[-1]
    assert [(f.name, f.content_type, f.field) for f in files] == [
        ("in.pdf", "application/pdf", "files[0]"),
        ("out.txt", "text/plain", "files[1]"),
    ]
    assert files[0].content == PDF


async def test_what_is_wrong_with_the_parts_comes_at_once(api: Client, books: Books) -> None:
    reply = await api.post("/accounting/bills", form(("files", "no name", {})))
    assert reply.status == 400
    assert set(reply.fields) == {"bill", "files[0]"}
    broken = await api.post("/accounting/bills", form(("bill", "{", {})))
    assert list(broken.fields) == ["bill"]
    assert books.seen == []


async def test_at_most_twenty_files(api: Client, books: Books) -> None:
    parts = [("files", b"x", {"filename": f"{i}.txt"}) for i in range(21)]
    reply = await api.post("/accounting/bills", form(("bill", "{}", {}), *parts))
    assert (reply.status, list(reply.fields)) == (400, ["files"])
    inside = [{"fileName": "a", "content": ""}] * 21
    assert list((await api.post("/accounting/bills", {"files": inside})).fields) == ["files"]


async def test_multipart_that_cannot_be_read(api: Client) -> None:
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x"):
        reply = await api.post("/accounting/bills", b"--y\r\nnonsense", headers={"Content-Type": content_type})
        assert (reply.status, list(reply.fields)) == (400, ["body"]) or list(reply.fields) == ["bill"]
    supplier = await api.post("/accounting/suppliers", form(("supplier", "{}", {})))
    assert supplier.fields == {"body": "must be JSON; this operation takes no files"}
