"""Bills are changed as a whole, in part and line by line, each time to the cent in Exact's ledger; or they stay as they were."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.e2e.accountant import order
from tests.e2e.stack import Stack
from tests.e2e.test_bills import SUPPLIER, body, supplier, totals

from unibooks.connectors.exact.target import Document, PurchaseEntryLine, VATCode


async def created(stack: Stack, **changes: Any) -> dict[str, Any]:
    answer = await stack.call("POST", "/accounting/bills", json=body(await supplier(stack), **changes))
    assert answer.status == 201, answer.body
    return answer.data


def sent_back(bill: dict[str, Any]) -> dict[str, Any]:
    """A bill as a program sends it that has read it and changes a little: what is derived is left out."""
    header = ("contactId", "billNumber", "billDate", "dueDate", "name", "currency", "paymentTermCode")
    line = ("id", "description", "accountNumber", "taxCode", "totalNetAmount", "totalTaxAmount")
    lines = [{name: one[name] for name in line} for one in bill["lineItems"]]
    return {name: bill[name] for name in header} | {"lineItems": lines}


async def change(stack: Stack, method: str, bill: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    answer = await stack.call(method, f"/accounting/bills/{bill['id']}", json=sent)
    assert answer.status == 200, answer.body
    assert sum(line["AmountDC"] for line in stack.ledger(bill["id"])) == 0
    return answer.data


async def writes(stack: Stack) -> list[tuple[str, str]]:
    calls = await stack.exact_calls()
    return [
        (call["method"], call["path"].rpartition("/")[2].partition("(")[0])
        for call in calls
        if call["method"] != "GET" and "oauth2" not in call["path"]
    ]


async def test_sending_a_bill_back_as_it_is_writes_nothing(stack: Stack) -> None:
    bill = await created(stack)
    await stack.forget_calls()
    assert await change(stack, "PUT", bill, sent_back(bill)) == bill
    assert await writes(stack) == []


async def test_a_replaced_bill_keeps_the_lines_that_stay(stack: Stack) -> None:
    bill = await created(stack)
    folders, books = bill["lineItems"]
    sent = sent_back(bill) | {"billNumber": "2026-0043"}
    sent["lineItems"][1] = {"accountNumber": "5541", "totalNetAmount": 50, "taxCode": "2", "description": "Kaften"}
    await stack.forget_calls()
    changed = await change(stack, "PUT", bill, sent)
    assert await writes(stack) == [
        ("PUT", "PurchaseEntries"),
        ("POST", "PurchaseEntryLines"),
        ("DELETE", "PurchaseEntryLines"),
    ]
    assert changed["billNumber"] == "2026-0043"
    assert changed["lineItems"][0] == folders
    assert changed["lineItems"][1]["description"] == "Kaften"
    assert books["id"] not in {line["id"] for line in changed["lineItems"]}
    assert totals(stack, bill["id"]) == {
        "1600": Decimal("-589.88"),
        "5541": Decimal("487.50"),
        "1520": Decimal("102.38"),
    }


async def test_a_line_named_by_its_id_is_changed_in_place(stack: Stack) -> None:
    bill = await created(stack)
    sent = sent_back(bill)
    sent["lineItems"][0] |= {"totalNetAmount": 400, "totalTaxAmount": 84.01}
    del sent["lineItems"][0]["description"]
    changed = await change(stack, "PUT", bill, sent)
    assert [line["id"] for line in changed["lineItems"]] == [line["id"] for line in bill["lineItems"]]
    first = changed["lineItems"][0]
    assert (first["totalNetAmount"], first["totalTaxAmount"], first["description"]) == (400, 84.01, None)
    # Back to what Exact computes: a VAT that was prescribed does not stay behind.
    sent["lineItems"][0]["totalTaxAmount"] = 84
    assert (await change(stack, "PUT", bill, sent))["lineItems"][0]["totalTaxAmount"] == 84


async def test_what_is_not_named_is_emptied_by_put_and_stays_by_patch(stack: Stack) -> None:
    bill = await created(stack, paymentReference="RF18", reference="mine")
    patched = await change(stack, "PATCH", bill, {"reference": None, "billDate": "2026-02-26"})
    assert (patched["reference"], patched["paymentReference"]) == (None, "RF18")
    assert (patched["billDate"], patched["dueDate"]) == ("2026-02-26T00:00:00Z", bill["dueDate"])
    assert patched["lineItems"] == bill["lineItems"]
    replaced = await change(stack, "PUT", bill, sent_back(bill))
    assert replaced["paymentReference"] is None


async def test_patched_lines_replace_the_lines(stack: Stack) -> None:
    bill = await created(stack)
    lines = [{"accountNumber": "5520", "totalNetAmount": 10, "taxCode": "1"}]
    changed = await change(stack, "PATCH", bill, {"lineItems": lines})
    assert (len(changed["lineItems"]), changed["totalGrossAmount"]) == (1, 10.9)
    assert changed["billNumber"] == bill["billNumber"]


async def test_totals_without_lines_have_to_be_those_that_stand(stack: Stack) -> None:
    bill = await created(stack)
    same = await change(stack, "PATCH", bill, {"totalGrossAmount": bill["totalGrossAmount"]})
    assert same == bill
    refused = await stack.call("PATCH", f"/accounting/bills/{bill['id']}", json={"totalGrossAmount": 1})
    assert (refused.status, refused.fields) == (400, ["totalGrossAmount"])


@pytest.mark.parametrize(
    ("lines", "gross"),
    [([(-90, None)], 550.38), ([(700, None), (-650, None)], 60.5), ([(0, None)], 0)],
)
async def test_no_state_in_between_is_a_credit_or_without_lines(
    stack: Stack, lines: list[tuple[float, None]], gross: float
) -> None:
    bill = await created(stack)
    new = [{"accountNumber": "5541", "totalNetAmount": net, "taxCode": "2"} for net, _ in lines]
    kept = [sent_back(bill)["lineItems"][0], sent_back(bill)["lineItems"][1]] if lines == [(-90, None)] else []
    changed = await change(stack, "PATCH", bill, {"lineItems": [*new, *kept]})
    expected = gross if not kept else 638.38 - 108.9
    assert changed["totalGrossAmount"] == pytest.approx(expected)
    assert stack.entry(bill["id"])["Type"] == 30
    assert all(row["Type"] == 30 for row in stack.table(PurchaseEntryLine) if str(row["EntryID"]) == bill["id"])


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
async def test_what_is_refused_half_way_is_taken_back(stack: Stack, method: str) -> None:
    """The header and one line are changed when Exact refuses the next: nobody could know that this code has no account."""
    bill = await created(
        stack,
        lineItems=[{"accountNumber": "5541", "totalNetAmount": net, "taxCode": "2"} for net in (437.50, 100)],
        totalGrossAmount=None,
    )
    code = stack.table(VATCode).first("Code", "1  ")
    stack.table(VATCode).change(code["ID"], {"GLToClaim": None})
    before = totals(stack, bill["id"])
    lines = [
        {"accountNumber": "5520", "totalNetAmount": 20, "taxCode": "2"},
        {"accountNumber": "5520", "totalNetAmount": 10, "taxCode": "1"},
    ]
    await stack.forget_calls()
    sent = sent_back(bill) | {"billNumber": "2026-0099", "lineItems": lines}
    refused = await stack.call(method, f"/accounting/bills/{bill['id']}", json=sent)
    assert refused.status == 422, refused.body
    assert "Left behind" not in refused.body["errors"]["message"]
    assert await writes(stack) == [
        ("PUT", "PurchaseEntries"),
        ("POST", "PurchaseEntryLines"),
        ("POST", "PurchaseEntryLines"),
        ("DELETE", "PurchaseEntryLines"),
        ("PUT", "PurchaseEntries"),
    ]
    assert totals(stack, bill["id"]) == before
    stands = (await stack.call("GET", f"/accounting/bills/{bill['id']}")).data
    assert {**stands, "updatedDate": ""} == {**bill, "updatedDate": ""}


@pytest.mark.parametrize(
    ("verb", "path"),
    [("POST", "PurchaseEntryLines$"), ("PUT", "PurchaseEntries\\(.*"), ("DELETE", "PurchaseEntryLines\\(.*")],
)
async def test_a_lost_answer_changes_nothing_twice(stack: Stack, verb: str, path: str) -> None:
    bill = await created(stack)
    sent = sent_back(bill) | {"billNumber": "2026-0100"}
    sent["lineItems"] = [{"accountNumber": "5520", "totalNetAmount": 10, "taxCode": "1"}]
    await stack.fault("lost", method=verb, path=f".*/{path}", times=1)
    changed = await change(stack, "PUT", bill, sent)
    assert (changed["billNumber"], changed["totalGrossAmount"], len(changed["lineItems"])) == ("2026-0100", 10.9, 1)


@pytest.mark.parametrize(("method", "with_body"), [("PUT", True), ("PATCH", True), ("DELETE", False)])
@pytest.mark.parametrize("how", ["processed", "rejected", "period"])
async def test_what_exact_does_not_change_any_more_is_refused_before_a_write(
    stack: Stack, method: str, with_body: bool, how: str
) -> None:
    bill = await created(stack)
    if how == "period":
        await order(stack, "period", year=2026, period=2, closed=True)
        stack.clock.move(minutes=16)
    else:
        await order(stack, "process", entry=bill["id"], status=50 if how == "processed" else 5)
    await stack.forget_calls()
    options = {"json": sent_back(bill)} if with_body else {}
    refused = await stack.call(method, f"/accounting/bills/{bill['id']}", **options)
    assert (refused.status, refused.body["errors"]["code"]) == (422, "REJECTED"), refused.body
    assert ("closed" if how == "period" else how) in refused.body["errors"]["message"]
    assert await writes(stack) == []
    assert all(call["status"] == 200 for call in await stack.exact_calls())


async def test_a_bill_is_removed_and_its_document_stays(stack: Stack) -> None:
    bill = await created(stack)
    answer = await stack.call("DELETE", f"/accounting/bills/{bill['id']}")
    assert (answer.status, answer.data) == (200, bill["id"])
    assert any(bill["fileId"] in warning for warning in answer.body["meta"]["warnings"])
    assert (await stack.call("GET", f"/accounting/bills/{bill['id']}")).status == 404
    assert (await stack.call("DELETE", f"/accounting/bills/{bill['id']}")).status == 404
    assert stack.ledger(bill["id"]) == []
    assert bill["fileId"] in {str(row["ID"]) for row in stack.table(Document)}


async def test_a_bill_that_is_none_is_not_found(stack: Stack) -> None:
    nobody = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    for method, options in (("PUT", {"json": {}}), ("PATCH", {"json": {}}), ("DELETE", {})):
        for path in (nobody, "7", f"{nobody}/lineItems/{nobody}"):
            if method == "PATCH" and "lineItems" in path:
                continue
            answer = await stack.call(method, f"/accounting/bills/{path}", **options)
            assert answer.status == 404, (method, path, answer.body)
    assert (await stack.call("GET", f"/accounting/bills/{nobody}/lineItems")).status == 404
    assert (await stack.call("POST", f"/accounting/bills/{nobody}/lineItems", json={})).status == 404


async def test_lines_are_listed_all_and_in_their_order(stack: Stack) -> None:
    numbers: dict[str, int] = {}
    for row in stack.table(PurchaseEntryLine):
        numbers[str(row["EntryID"])] = numbers.get(str(row["EntryID"]), 0) + 1
    longest = max((key for key in numbers if stack.entry(key)["Type"] == 30), key=lambda key: numbers[key])
    bill = (await stack.call("GET", f"/accounting/bills/{longest}")).data
    lines = await stack.call("GET", f"/accounting/bills/{longest}/lineItems")
    assert lines.data == bill["lineItems"]
    assert len(lines.data) == numbers[longest] > 60
    some = await stack.call("GET", f"/accounting/bills/{longest}/lineItems", params={"limit": 10, "page": 2})
    assert some.data == bill["lineItems"][10:20]


async def test_lines_are_added_replaced_and_removed(stack: Stack) -> None:
    bill = await created(stack)
    path = f"/accounting/bills/{bill['id']}/lineItems"
    added = await stack.call("POST", path, json={"accountNumber": "5541", "totalNetAmount": 20, "taxCode": "2"})
    assert added.status == 201, added.body
    (line,) = added.data
    assert (line["totalNetAmount"], line["totalTaxAmount"]) == (20, 4.2)
    assert [one["id"] for one in (await stack.call("GET", path)).data] == [
        *(one["id"] for one in bill["lineItems"]),
        line["id"],
    ]
    replaced = await stack.call(
        "PUT", f"{path}/{line['id']}", json={"accountNumber": "5520", "totalGrossAmount": 54.5, "taxCode": "1"}
    )
    assert replaced.status == 200, replaced.body
    (line,) = replaced.data
    assert (line["accountNumber"], line["totalNetAmount"], line["totalTaxAmount"]) == ("5520", 50, 4.5)
    removed = await stack.call("DELETE", f"{path}/{line['id']}")
    assert (removed.status, removed.data) == (200, line["id"])
    assert (await stack.call("GET", f"/accounting/bills/{bill['id']}")).data["lineItems"] == bill["lineItems"]
    assert sum(row["AmountDC"] for row in stack.ledger(bill["id"])) == 0


async def test_a_lost_line_is_found_and_not_added_twice(stack: Stack) -> None:
    bill = await created(stack)
    path = f"/accounting/bills/{bill['id']}/lineItems"
    twin = {"accountNumber": "5541", "totalNetAmount": 437.50, "taxCode": "2"}
    await stack.fault("lost", method="POST", path=".*/PurchaseEntryLines$", times=1)
    added = await stack.call("POST", path, json=twin)
    assert added.status == 201, added.body
    assert added.data[0]["id"] not in {line["id"] for line in bill["lineItems"]}
    assert len((await stack.call("GET", path)).data) == 3


async def test_the_last_line_is_not_removed_with_the_bill(stack: Stack) -> None:
    line = {"accountNumber": "5541", "totalNetAmount": 20, "taxCode": "2"}
    bill = await created(stack, lineItems=[line], totalGrossAmount=24.2)
    path = f"/accounting/bills/{bill['id']}/lineItems/{bill['lineItems'][0]['id']}"
    await stack.forget_calls()
    refused = await stack.call("DELETE", path)
    assert refused.status == 422, refused.body
    assert "only line" in refused.body["errors"]["message"]
    assert await writes(stack) == []


async def test_a_bill_stays_a_bill_without_a_line_and_with_another(stack: Stack) -> None:
    lines = [
        {"accountNumber": "5541", "totalNetAmount": 100, "taxCode": "2"},
        {"accountNumber": "5541", "totalNetAmount": -60, "taxCode": "2"},
    ]
    bill = await created(stack, lineItems=lines, totalGrossAmount=48.4)
    path = f"/accounting/bills/{bill['id']}/lineItems"
    refused = await stack.call("DELETE", f"{path}/{bill['lineItems'][0]['id']}")
    assert refused.status == 422, refused.body
    refused = await stack.call("POST", path, json={"accountNumber": "5541", "totalNetAmount": -41, "taxCode": "2"})
    assert (refused.status, refused.fields) == (400, ["totalNetAmount"])
    assert stack.entry(bill["id"])["Type"] == 30


async def test_dimensions_are_written_by_name_and_read_back(stack: Stack) -> None:
    line = {"accountNumber": "5541", "totalNetAmount": 20, "taxCode": "2"}
    given = [{"categoryName": "CostCenter", "name": "Inkoop"}, {"categoryName": "Kostendrager", "name": "PROJ-01"}]
    bill = await created(stack, lineItems=[{**line, "dimensions": given}], totalGrossAmount=24.2)
    assert bill["lineItems"][0]["dimensions"] == [
        {"categoryName": "CostCenter", "name": "Inkoop"},
        {"categoryName": "CostUnit", "name": "Verbouwing kantoor"},
    ]
    sent = sent_back(bill)
    sent["lineItems"][0]["dimensions"] = given[:1]
    changed = await change(stack, "PUT", bill, sent)
    assert changed["lineItems"][0]["dimensions"] == [{"categoryName": "CostCenter", "name": "Inkoop"}]
    assert changed["lineItems"][0]["id"] == bill["lineItems"][0]["id"]


async def test_a_changed_supplier_is_looked_at_like_a_new_one(stack: Stack) -> None:
    bill = await created(stack)
    other = (await stack.call("POST", "/accounting/suppliers", json={**SUPPLIER, "companyName": "Een ander"})).data[
        "id"
    ]
    changed = await change(stack, "PATCH", bill, {"contactId": other})
    assert (changed["contactId"], changed["dueDate"]) == (other, bill["dueDate"])
    refused = await stack.call(
        "PATCH", f"/accounting/bills/{bill['id']}", json={"contactId": "6f9619ff-8b86-d011-b42d-00cf4fc964ff"}
    )
    assert (refused.status, refused.fields) == (400, ["contactId"])
