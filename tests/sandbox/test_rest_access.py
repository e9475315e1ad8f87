"""403 over a real socket: blocked users and companies, scopes, modules."""

from __future__ import annotations

import pytest
from tests.sandbox.conftest import Start
from tests.sandbox.small_exact import CLIENT, FIRST, SECOND, Client, Reply, guid

from unibooks.connectors.exact.target.catalogue import ENTITIES
from unibooks.sandbox.exact import access

ONE = "crm/Accounts?$top=1&$select=ID"


def message(reply: Reply) -> str:
    return reply.json["error"]["message"]["value"]


@pytest.mark.parametrize("reason", sorted(access.OF_USERS))
async def test_a_blocked_user_is_turned_away_everywhere(exact: Client, reason: str) -> None:
    user = exact.world.users[guid(1)]
    access.block_user(user, reason)
    for company in (FIRST, SECOND):
        reply = await exact.api(ONE, company=company)
        assert (reply.status, reply.headers["Reason"], message(reply)) == (403, reason, "Forbidden")
    assert (await exact.get("/api/v1/current/Me")).headers["Reason"] == reason
    access.block_user(user, "")
    assert (await exact.api(ONE)).status == 200


@pytest.mark.parametrize("reason", sorted(access.OF_COMPANIES))
async def test_a_blocked_company_is_closed_and_the_other_is_not(exact: Client, reason: str) -> None:
    access.block_company(exact.world.companies[FIRST], reason)
    reply = await exact.api(ONE)
    assert (reply.status, reply.headers["Reason"]) == (403, reason)
    assert (await exact.api(ONE, company=SECOND)).status == 200
    assert (await exact.get("/api/v1/current/Me")).status == 200
    access.block_company(exact.world.companies[FIRST], "")
    assert (await exact.api(ONE)).status == 200


async def test_reasons_that_do_not_exist(exact: Client) -> None:
    with pytest.raises(ValueError, match="BlockedUser"):
        access.block_user(exact.world.users[guid(1)], "DivisionBlocked")
    with pytest.raises(ValueError, match="LicenseExpired"):
        access.block_company(exact.world.companies[FIRST], "BlockedUser")
    with pytest.raises(ValueError, match="projects"):
        access.set_module(exact.world.companies[FIRST], "nope", present=False)


async def test_an_app_reads_and_writes_what_it_was_registered_for(exact: Client) -> None:
    app = exact.world.apps[CLIENT]
    app.scopes = {"crm.accounts": "read", "financial.generalledgers": "manage"}
    assert (await exact.api(ONE)).status == 200
    path = f"/api/v1/{FIRST}/crm/Accounts"
    refused = await exact.send("POST", path, json={"Name": "x"})
    text = "Forbidden - Application Scope Violated. Cannot manage 'crm.accounts' scope."
    assert (refused.status, message(refused)) == (403, text)
    assert (await exact.send("DELETE", f"{path}(guid'{guid(7)}')")).status == 403
    body = {"Code": "1", "Description": "x"}
    assert (await exact.send("POST", f"/api/v1/{FIRST}/financial/GLAccounts", json=body)).status == 201
    refused = await exact.api("purchaseentry/PurchaseEntries")
    text = "Forbidden - Application Scope Violated. Cannot read 'financial.accounting' scope."
    assert (refused.status, message(refused)) == (403, text)
    assert (await exact.get("/api/v1/current/Me")).status == 200, "needs no scope"
    app.scopes = None
    assert (await exact.api("purchaseentry/PurchaseEntries")).status == 200


async def test_the_scopes_of_entries(start: Start) -> None:
    for reading, scope in (("accounting", "financial.accounting"), ("invoices", "purchase.invoices")):
        exact = await start(entry_scopes=reading)
        exact.world.apps[CLIENT].scopes = {scope: "read"}
        assert (await exact.api("purchaseentry/PurchaseEntries")).status == 200
        exact.world.apps[CLIENT].scopes = {}
        assert f"'{scope}'" in message(await exact.api("purchaseentry/PurchaseEntries"))


def test_scopes_are_named_as_errors_name_them() -> None:
    assert "organization.administration" in access.SCOPES
    assert all(name == name.lower() and name.count(".") == 1 for name in access.SCOPES)
    both = {access.scopes(entity) for entity in ENTITIES if "," in entity.scope}
    assert both == {("financial.receivables", "financial.payables")}


@pytest.mark.parametrize(
    ("module", "path"),
    [
        ("purchase", "purchase/PurchaseInvoices"),
        ("reporting", "financial/ReportingBalance"),
        ("projects", "project/Projects"),
    ],
)
async def test_a_company_without_a_module(exact: Client, module: str, path: str) -> None:
    company = exact.world.companies[FIRST]
    assert (await exact.api(f"{path}?$top=1")).status == 200
    access.set_module(company, module, present=False)
    refused = await exact.api(f"{path}?$top=1")
    assert (refused.status, message(refused)) == (403, "Forbidden")
    assert (await exact.api(f"{path}?$top=1", company=SECOND)).status == 200
    assert (await exact.api(ONE)).status == 200
    access.set_module(company, module, present=True)
    assert (await exact.api(f"{path}?$top=1")).status == 200


def test_modules_hold_something() -> None:
    paths = [entity.path.lower() for entity in ENTITIES]
    for beginnings in access.MODULES.values():
        assert any(path.startswith(beginnings) for path in paths)


async def test_divisions_that_were_not_opened(start: Start) -> None:
    for only, codes in ((False, [FIRST, SECOND]), (True, [FIRST])):
        exact = await start(granted_divisions_only=only)
        next(iter(exact.world.users.values())).companies = (FIRST,)
        await exact.connect()
        next(iter(exact.world.users.values())).companies = (FIRST, SECOND)
        rows = (await exact.api("system/Divisions?$top=100")).json["d"]
        assert [row["Code"] for row in rows] == codes


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"/docs/SysAttachment.aspx?ID={guid(700)}&_Division_={FIRST}"),
        ("POST", f"/docs/XMLUpload.aspx?Topic=MatchSets&_Division_={FIRST}"),
    ],
)
async def test_files_and_uploads_are_closed_to_them_too(exact: Client, method: str, path: str) -> None:
    assert (await exact.send(method, path)).status == 200
    access.block_company(exact.world.companies[FIRST], "DivisionBlocked")
    reply = await exact.send(method, path)
    assert (reply.status, reply.headers["Reason"]) == (403, "DivisionBlocked")
