"""One bill's way, from the customer's consent to the ledger, as a vendor's program goes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import aiohttp

from unibooks.cli.demo.browser import Browser, Lost, Page
from unibooks.cli.demo.stage import Stage
from unibooks.cli.demo.telling import Telling, expect
from unibooks.cli.demo.vendor import Answer, Vendor, file_bytes
from unibooks.cli.sandboxes import SYSTEM
from unibooks.sandbox.exact.pdf import page as pdf

#: The vendor's page that customers come back to. Nothing serves it: the browser stops when it is sent there.
HOME: Final = "https://vendor.example/connected?customer=42"
PDF_NAME: Final = "papier-en-licht-2071.pdf"
COST_ACCOUNTS: Final = ("5522", "5520")
LEDGER_FIELDS: Final = "LineNumber,GLAccountCode,GLAccountDescription,AmountDC,VATCode,EntryNumber,JournalCode"


@dataclass(frozen=True)
class Line:
    """A line of the bill: what for, on which account, the VAT rate in percent, the net amount."""

    what: str
    account: str
    rate: int
    net: Decimal


LINES: Final = (
    Line("Scanner software, one year", "5522", 21, Decimal("249.95")),
    Line("Trade journals", "5520", 9, Decimal("87.35")),
)
NET: Final = Decimal("337.30")
VAT: Final = Decimal("60.35")
"""52.49 + 7.86: each rate's VAT rounded to the cent."""
GROSS: Final = Decimal("397.65")


@dataclass(frozen=True)
class Ending:
    """What a reader needs to go on by hand."""

    account_key: str
    company_id: str
    bill_id: str


async def tell(telling: Telling, stage: Stage, day: date) -> Ending:
    """The whole story.

    Args:
        day: the date on the bill.

    Raises:
        NotAsTold: something came out differently.
    """
    telling.chapter("A local Exact Online and the API, each on its own port")
    telling.say(f"Exact Online (sandbox)  {stage.exact_url}   two companies, a year of bookings")
    telling.say(f"unibooks API            {stage.api_url}   SQLite, secrets encrypted")
    telling.say(f"A software vendor has signed up: an API key, and its app registered for {SYSTEM}.")
    # Cookies of an IP address are kept: the browser of the story has no host name to go by.
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession() as http, aiohttp.ClientSession(cookie_jar=jar) as user:
        vendor = Vendor(http, stage.api_url, stage.api_key.reveal())
        await _connect(telling, vendor, Browser(user, HOME))
        await _choose_company(telling, vendor)
        await _list_accounts(telling, vendor)
        supplier = await _create_supplier(telling, vendor)
        paper = _paper(day)
        bill = await _book(telling, vendor, supplier, day, paper)
        await _look_at_ledger(telling, vendor, bill)
        await _read_back(telling, vendor, bill, paper)
        await _refused(telling, vendor, supplier, day)
    telling.say("")
    telling.say(f"These requests took {telling.calls} calls to Exact, which allows 60 a minute for each company.")
    return Ending(vendor.account_key, vendor.company_id, bill["id"])


async def _connect(telling: Telling, vendor: Vendor, browser: Browser) -> None:
    telling.chapter("The customer connects its books")
    url = expect(await vendor.login_url(SYSTEM, HOME), 200, f"GET /auth/{SYSTEM}").data
    telling.say(f"[green]GET /auth/{SYSTEM}[/]  200   the address to send the customer's browser to")
    login = await browser.open(url)
    telling.say(f"browser  [bold]{login.title}[/] at {urlsplit(login.url).path}")
    consent = await browser.submit(login, {"user": _first_choice(login, "user")})
    companies = consent.forms[0].choices.get("company", []) if consent.forms else []
    telling.say(f"browser  [bold]{consent.title}[/], companies {', '.join(companies)}: the customer allows all")
    back = await browser.submit(consent, {"company": companies}, press=("decision", "approve"))
    found = parse_qs(urlsplit(back.url).query)
    telling.check(
        back.url.startswith(HOME) and bool(found.get("accountKey")),
        "the browser is back at the vendor's page, with an account key and the vendor's own customer=42",
    )
    vendor.account_key = found["accountKey"][0]


async def _choose_company(telling: Telling, vendor: Vendor) -> None:
    telling.chapter("The vendor lets the customer choose a company")
    answer = expect(await vendor.get("/auth/companies"), 200, "GET /auth/companies")
    telling.call("GET /auth/companies", answer)
    telling.table(("id", "name"), [(c["id"], c["name"]) for c in answer.data])
    vendor.company_id = answer.data[0]["id"]
    telling.say(f"The first one it is: every call from here on says companyId={vendor.company_id}.")


async def _list_accounts(telling: Telling, vendor: Vendor) -> None:
    telling.chapter("The chart of accounts")
    request = "GET /accounting/accounts?isActive=true"
    answer = expect(await vendor.get("/accounting/accounts", isActive="true", limit="100"), 200, request)
    telling.call(request, answer)
    telling.say(f"{answer.total if answer.total is not None else len(answer.data)} accounts, for example:")
    picked = [a for a in answer.data if a["number"] in {*COST_ACCOUNTS, "1520", "1600"}]
    columns = ("number", "name", "class", "type")
    telling.table(columns, [[account[column] for column in columns] for account in picked])
    numbers = {account["number"] for account in picked}
    telling.check(numbers >= set(COST_ACCOUNTS), "the accounts that the bill needs are among them")


async def _create_supplier(telling: Telling, vendor: Vendor) -> str:
    telling.chapter("A supplier that the books do not know yet")
    body = {
        "contactType": "COMPANY",
        "companyName": "Papier & Licht B.V.",
        "addresses": [
            {"addressLine1": "Havenstraat 12", "postalCode": "3011 AB", "city": "Rotterdam", "countryCode": "NL"}
        ],
        "emailAddresses": [{"email": "facturen@papierenlicht.example"}],
    }
    answer = expect(await vendor.post("/accounting/suppliers", body), 201, "POST /accounting/suppliers")
    telling.call("POST /accounting/suppliers", answer)
    supplier = answer.data
    telling.say(f"{supplier['companyName']} is number {supplier['number']} in Exact, id {supplier['id']}.")
    return str(supplier["id"])


async def _book(telling: Telling, vendor: Vendor, supplier: str, day: date, paper: bytes) -> dict[str, Any]:
    telling.chapter("Its bill, with two VAT rates and its PDF")
    body = {
        "contactId": supplier,
        "billNumber": "2071",
        "billDate": day.isoformat(),
        "currency": "EUR",
        "totalGrossAmount": GROSS,
        "lineItems": [
            {
                "description": line.what,
                "accountNumber": line.account,
                "taxRatePercentage": line.rate,
                "totalNetAmount": line.net,
            }
            for line in LINES
        ],
    }
    request = "POST /accounting/bills"
    answer = expect(await vendor.post_bill(body, PDF_NAME, paper), 201, request)
    telling.call(request, answer)
    bill: dict[str, Any] = answer.data
    columns = ("net", "VAT", "gross", "due", "journal")
    amounts = [bill["totalNetAmount"], bill["totalTaxAmount"], bill["totalGrossAmount"]]
    telling.table(columns, [[*amounts, bill["dueDate"][:10], bill["journalCode"]]], right=columns[:3])
    telling.check(amounts == [NET, VAT, GROSS], f"net {NET} and VAT {VAT} make gross {GROSS}, as on the paper")
    return bill


async def _look_at_ledger(telling: Telling, vendor: Vendor, bill: dict[str, Any]) -> None:
    telling.chapter("What Exact wrote into its ledger")
    path = "financialtransaction/TransactionLines"
    query = {"$filter": f"EntryID eq guid'{bill['id']}'", "$select": LEDGER_FIELDS}
    answer = expect(await vendor.ask_target(path, query), 201, "POST /accounting/passThrough")
    telling.call(f"POST /accounting/passThrough, {path}", answer)
    rows = sorted(_rows(answer), key=lambda row: row["LineNumber"])
    amounts = [Decimal(str(row["AmountDC"])) for row in rows]
    telling.say(f"entry {rows[0]['EntryNumber'] if rows else '-'}; debit is positive, credit negative")
    telling.table(
        ("account", "name", "VAT code", "amount"),
        [
            (row["GLAccountCode"], row["GLAccountDescription"], (row["VATCode"] or "").strip() or None, amount)
            for row, amount in zip(rows, amounts, strict=True)
        ],
        right=("amount",),
    )
    telling.check(len(rows) > len(LINES), "besides the cost lines there are lines for VAT and for the creditor")
    telling.check(sum(amounts) == 0, f"the {len(rows)} lines add up to {sum(amounts):.2f}")
    telling.check(-GROSS in amounts, f"the creditor is owed {GROSS}")


async def _read_back(telling: Telling, vendor: Vendor, bill: dict[str, Any], paper: bytes) -> None:
    telling.chapter("The bill read back, with its document")
    path = f"/accounting/bills/{bill['id']}"
    answer = expect(await vendor.get(path), 200, f"GET {path}")
    telling.call("GET /accounting/bills/{id}", answer)
    telling.check(answer.data["totalGrossAmount"] == GROSS, f"bill {answer.data['billNumber']} is the same")
    answer = expect(await vendor.get(f"{path}/document"), 200, f"GET {path}/document")
    telling.call("GET /accounting/bills/{id}/document", answer)
    content = file_bytes(answer.data)
    telling.check(content == paper, f"{answer.data['fileName']}: {len(content)} bytes, the same as were sent")


async def _refused(telling: Telling, vendor: Vendor, supplier: str, day: date) -> None:
    telling.chapter("A bill that cannot be booked")
    body = {
        "contactId": supplier,
        "billNumber": "2072",
        "billDate": day.isoformat(),
        "currency": "EUR",
        "lineItems": [
            {"description": "Paper", "accountNumber": "5529", "taxCode": "2", "totalNetAmount": Decimal("10.00")},
            {"description": "Light", "accountNumber": "5520", "taxCode": "99", "totalNetAmount": Decimal("20.00")},
        ],
    }
    answer = expect(await vendor.post("/accounting/bills", body), 400, "POST /accounting/bills with two mistakes")
    telling.call("POST /accounting/bills", answer)
    faults = answer.errors.get("validationErrors", [])
    telling.table(("field", "what is wrong"), [(fault["field"], fault["message"]) for fault in faults])
    named = {fault["field"] for fault in faults}
    wanted = {"lineItems[0].accountNumber", "lineItems[1].taxCode"}
    telling.check(named >= wanted, "both mistakes are named at once, each with its field")
    telling.check(answer.calls == 0, "nothing was sent to Exact: it was known beforehand")


def _paper(day: date) -> bytes:
    lines = [f"{line.what}   {line.net} + {line.rate}% VAT" for line in LINES]
    return pdf(["Papier & Licht B.V.", "Invoice 2071", day.isoformat(), "", *lines, "", f"Total EUR {GROSS}"])


def _first_choice(page: Page, name: str) -> list[str]:
    choices = page.forms[0].choices.get(name, []) if page.forms else []
    if not choices:
        raise Lost(f"the page '{page.title}' offers no {name} to choose")
    return choices[:1]


def _rows(answer: Answer) -> list[dict[str, Any]]:
    """Exact's rows, which stand under `d.results` when no `$top` is asked for."""
    return list(answer.data["d"]["results"])
