"""What a purchase or sales entry does to the ledger, and the document it is filed under."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from unibooks.connectors.exact.target import Document, TransactionLine
from unibooks.sandbox.exact.books import documents, ledger, projects, references, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.books.ledger import VAT_LINE, Posting
from unibooks.sandbox.exact.books.trade import Trade
from unibooks.sandbox.exact.books.trade_lines import net
from unibooks.sandbox.exact.books.vat_lines import accounts, named
from unibooks.sandbox.exact.state import Company, Row, Write

#: What an input line hands to its ledger line as it is.
CARRIED: Final = (
    "CostCenter",
    "CostCenterDescription",
    "CostUnit",
    "CostUnitDescription",
    "Description",
    "Notes",
    "Quantity",
    "SerialNumber",
)


def settle(trade: Trade, write: Write, entry: Row, lines: list[Row]) -> None:
    """Work out the entry's totals and write it into the ledger."""
    company, rate = write.company, entry["Rate"]
    codes = {line["VATCode"]: references.vat_code(company, line["VATCode"] or "") for line in lines}
    for line in lines:
        line |= {name + "DC": cents(line[name + "FC"] * rate) for name in ("Amount", "VATAmount", "VATBaseAmount")}
    postings = [*_inputs(trade, company, lines, codes, rate), *_taxes(trade, company, entry, lines, codes)]
    fc, dc = sum((p.fc for p in postings), ZERO), sum((p.dc for p in postings), ZERO)
    gross = trade.sign * fc
    kind = trade.credit if gross < 0 else trade.invoice
    plain = [line for line in lines if not (codes[line["VATCode"]] or {}).get("Charged")]
    entry |= {
        "AmountFC": gross,
        "AmountDC": trade.sign * dc,
        "VATAmountFC": sum((line["VATAmountFC"] for line in plain), ZERO),
        "VATAmountDC": sum((line["VATAmountDC"] for line in plain), ZERO),
        "StatusDescription": texts.STATUSES[entry["Status"]].to(write.user),
        "Type": kind,
        "TypeDescription": texts.KINDS[kind].to(write.user),
    }
    for line in lines:
        line["Type"] = kind
    account = _control_account(trade, company, entry)
    control = Posting(number=0, account=account, fc=-fc, dc=-dc, more=_header_text(entry))
    ledger.book(write, _shared(trade, company, entry), [control, *postings])


def _control_account(trade: Trade, company: Company, entry: Row) -> Row:
    """The control account: the relation's own, else the journal's."""
    party = references.account(company, entry[trade.party]) or {}
    journal = references.journal(company, entry["Journal"]) or {}
    account = references.gl_account(company, party.get(trade.control) or journal.get("GLAccount"))
    if account is None:
        raise LookupError(f"journal {entry['Journal']} of company {company.code} has no control account")
    return account


def _shared(trade: Trade, company: Company, entry: Row) -> Row:
    journal = references.journal(company, entry["Journal"]) or {}
    same = ("DueDate", "InvoiceNumber", "OrderNumber", "PaymentReference", "YourRef", "ExternalLinkReference")
    return ledger.heading(
        journal,
        entry_id=entry["EntryID"],
        number=entry["EntryNumber"],
        kind=entry["Type"],
        status=entry["Status"],
        date=entry["EntryDate"],
        year=entry["ReportingYear"],
        period=entry["ReportingPeriod"],
        currency=entry["Currency"],
        rate=entry["Rate"],
        relation=references.account(company, entry[trade.party]),
    ) | {name: entry[name] for name in (*same, "Document", "DocumentNumber", "DocumentSubject")}


def _header_text(entry: Row) -> Row:
    """Control and VAT lines carry the header's text, input lines their own [R: Dutch audit file]."""
    return {"Description": entry["Description"]}


def _inputs(
    trade: Trade, company: Company, lines: Iterable[Row], codes: dict[str | None, Row | None], rate: Decimal
) -> Iterable[Posting]:
    for line in lines:
        code = codes[line["VATCode"]]
        account = references.gl_account(company, line["GLAccount"])
        if account is None:
            raise LookupError(f"line {line['ID']} names a ledger account that is not there")
        amount = trade.sign * net(line, code)
        more: Row = {name: line[name] for name in CARRIED}
        more |= projects.named(projects.project(company, line["Project"]))
        more |= named(line["VATCode"], code, line["VATPercentage"]) | {
            "AmountVATFC": trade.sign * line["VATAmountFC"],
            "AmountVATBaseFC": trade.sign * line["VATBaseAmountFC"],
        }
        dc = cents(amount * rate)
        yield Posting(number=line["LineNumber"], account=account, fc=amount, dc=dc, more=more)


def _taxes(
    trade: Trade, company: Company, entry: Row, lines: list[Row], codes: dict[str | None, Row | None]
) -> Iterable[Posting]:
    """One VAT line per code on its account, and for a reverse charge its counterpart; none for no VAT [R]."""
    for text, code in codes.items():
        mine = [line for line in lines if line["VATCode"] == text]
        fc = trade.sign * sum((line["VATAmountFC"] for line in mine), ZERO)
        dc = trade.sign * sum((line["VATAmountDC"] for line in mine), ZERO)
        if code is None or not (fc or dc):
            continue
        more = _header_text(entry) | named(text, code, mine[0]["VATPercentage"])
        more |= {"AmountVATBaseFC": trade.sign * sum((line["VATBaseAmountFC"] for line in mine), ZERO)}
        for account, sign in accounts(company, code, trade.selling):
            yield Posting(number=VAT_LINE, account=account, fc=sign * fc, dc=sign * dc, more=more)


def file_away(trade: Trade, write: Write, entry: Row) -> None:
    """Tie the entry to its document; a purchase that was given none gets one made [R]."""
    if entry["Document"] is not None:
        tie(trade, write, entry, write.company[Document].rows[entry["Document"]])
    elif trade.document is not None:
        made = documents.add(
            write,
            {
                "Type": trade.document,
                "Subject": entry["Description"],
                "Account": entry[trade.party],
                "DocumentDate": entry["EntryDate"],
                "AmountFC": entry["AmountFC"],
                "Currency": entry["Currency"],
            },
        )
        tie(trade, write, entry, made)


def tie(trade: Trade, write: Write, entry: Row, document: Row) -> None:
    """Let an entry, its ledger lines and a document name each other."""
    company = write.company
    if entry["Document"] != document["ID"]:
        names = {"Document": document["ID"], "DocumentNumber": document["HID"], "DocumentSubject": document["Subject"]}
        company[trade.entry].change(entry["EntryID"], names)
        for line in company[TransactionLine].where("EntryID", entry["EntryID"]):
            company[TransactionLine].change(line["ID"], names)
    if document["FinancialTransactionEntryID"] != entry["EntryID"]:
        company[Document].change(document["ID"], {"FinancialTransactionEntryID": entry["EntryID"]})
