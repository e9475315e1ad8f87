"""purchaseentry/PurchaseEntries and PurchaseEntryLines: writing them, and what that does to the ledger."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal

from unibooks.connectors.exact.target import Document, PurchaseEntry, PurchaseEntryLine
from unibooks.sandbox.exact.books import documents, ledger, purchase_header, purchase_lines, references, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents, split
from unibooks.sandbox.exact.books.ledger import VAT_LINE, Posting
from unibooks.sandbox.exact.books.purchase_lines import Rules, net
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Row, Write

PURCHASE_INVOICE = 20


def create(write: Write, given: Row, rules: Rules) -> Row:
    """Book a purchase entry with its lines; every fault is told at once.

    Raises:
        Refused: a rule says no; nothing is written then.
    """
    given = dict(given)
    posted: list[Row] = given.pop("PurchaseEntryLines", None) or []
    faults = Faults(write.user)
    header = purchase_header.resolve(write, given, faults)
    if not posted:
        faults.add(texts.MISSING, texts.LINES)
    supplier = references.account(write.company, header.get("Supplier"))
    found = [purchase_lines.resolve(write, line, faults, supplier, rules) for line in posted]
    faults.stop()
    entry = born(write, PurchaseEntry) | purchase_header.DEFAULTS | header
    if entry["InvoiceNumber"] is None:
        entry["InvoiceNumber"] = entry["EntryNumber"]
    lines = [
        born(write, PurchaseEntryLine) | values | {"EntryID": entry["EntryID"], "LineNumber": number}
        for number, values in enumerate(found, 1)
    ]
    _override(write, entry["EntryNumber"], lines, given.get("VATAmountFC"))
    _settle(write, entry, lines)
    write.company[PurchaseEntry].add(entry)
    for line in lines:
        write.company[PurchaseEntryLine].add(line)
    _file(write, entry)
    return entry


def update(write: Write, entry: Row, given: Row) -> None:
    """Change the header of an open entry and book it anew.

    Raises:
        Refused: the entry is processed, its period is closed, or a rule says no.
    """
    open_entry(write, entry)
    faults = Faults(write.user)
    header = purchase_header.resolve(write, given, faults, entry)
    faults.stop()
    changed = entry | header
    lines = [dict(line) for line in lines_of(write.company, entry["EntryID"])]
    _override(write, entry["EntryNumber"], lines, given.get("VATAmountFC"))
    _store(write, changed, lines)


def delete(write: Write, entry: Row) -> None:
    """Remove an open entry, its lines and its place in the ledger; its document stays, without the link [I].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    open_entry(write, entry)
    company, key = write.company, entry["EntryID"]
    for line in lines_of(company, key):
        company[PurchaseEntryLine].remove(line["ID"])
    ledger.erase(company, key)
    company[PurchaseEntry].remove(key)
    for document in company[Document].where("FinancialTransactionEntryID", key):
        company[Document].change(document["ID"], {"FinancialTransactionEntryID": None} | touched(write))


def create_line(write: Write, given: Row, rules: Rules) -> Row:
    """Add a line to an open entry.

    Raises:
        Refused: no such entry, it is processed or closed, or a rule says no.
    """
    key = given.get("EntryID")
    entry = write.company[PurchaseEntry].rows.get(key)
    if entry is None:
        raise texts.refuse(write.user, texts.MISSING if key is None else texts.BAD_REFERENCE, texts.ENTRY)
    open_entry(write, entry)
    lines = [dict(line) for line in lines_of(write.company, key)]
    faults = Faults(write.user)
    supplier = references.account(write.company, entry["Supplier"])
    values = purchase_lines.resolve(write, given, faults, supplier, rules)
    faults.stop()
    number = max((line["LineNumber"] for line in lines), default=0) + 1
    line = born(write, PurchaseEntryLine) | values | {"EntryID": key, "LineNumber": number}
    write.company[PurchaseEntryLine].add(line)
    _store(write, dict(entry), [*lines, line])
    return write.company[PurchaseEntryLine].rows[line["ID"]]


def update_line(write: Write, line: Row, given: Row, rules: Rules) -> None:
    """Change a line of an open entry and book the entry anew.

    Raises:
        Refused: the entry is processed or closed, the line would move to another entry, or a rule says no.
    """
    entry = write.company[PurchaseEntry].rows[line["EntryID"]]
    open_entry(write, entry)
    faults = Faults(write.user)
    if given.get("EntryID") not in (None, line["EntryID"]):
        faults.add(texts.NOT_ALLOWED, texts.ENTRY)
    supplier = references.account(write.company, entry["Supplier"])
    values = purchase_lines.resolve(write, given, faults, supplier, rules, line)
    faults.stop()
    lines = [dict(row) for row in lines_of(write.company, line["EntryID"])]
    _store(write, dict(entry), [row | values if row["ID"] == line["ID"] else row for row in lines])


def delete_line(write: Write, line: Row) -> None:
    """Remove a line of an open entry; the last line takes the entry with it [H for sales entries].

    Raises:
        Refused: the entry is processed or its period is closed.
    """
    entry = write.company[PurchaseEntry].rows[line["EntryID"]]
    open_entry(write, entry)
    left = [dict(row) for row in lines_of(write.company, line["EntryID"]) if row["ID"] != line["ID"]]
    if not left:
        delete(write, entry)
        return
    write.company[PurchaseEntryLine].remove(line["ID"])
    _store(write, dict(entry), left)


def open_entry(write: Write, entry: Row) -> None:
    """Refuse a change of an entry that is processed or lies in a closed period."""
    faults = Faults(write.user)
    if entry["Status"] != 20:
        faults.add(texts.PROCESSED, texts.ENTRY_NUMBER)
    purchase_header.closed(write, entry["ReportingYear"], entry["ReportingPeriod"], faults)
    faults.stop()


def lines_of(company: Company, entry_id: uuid.UUID) -> list[Row]:
    """The lines of an entry in their order."""
    return sorted(company[PurchaseEntryLine].where("EntryID", entry_id), key=lambda line: line["LineNumber"])


def _override(write: Write, number: int, lines: list[Row], total: Decimal | None) -> None:
    """Bring the VAT of the lines to the total that the header prescribes, on the line with the most VAT [I]."""
    if total is None:
        return
    coded = [(line, references.vat_code(write.company, line["VATCode"] or "")) for line in lines]
    taxed = [(line, code) for line, code in coded if code and line["VATPercentage"] and not code["Charged"]]
    gap = cents(total) - sum((line["VATAmountFC"] for line, _ in taxed), ZERO)
    if not gap:
        return
    if not taxed:
        faults = Faults(write.user)
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
        faults.stop()
    line, code = max(taxed, key=lambda pair: abs(pair[0]["VATAmountFC"]))
    parts = split(line["AmountFC"], code["Type"], line["VATPercentage"], False, line["VATAmountFC"] + gap)
    line |= {"VATAmountFC": parts.vat, "VATBaseAmountFC": parts.base}


def _store(write: Write, entry: Row, lines: list[Row]) -> None:
    """Put a changed entry and its lines back and book them."""
    _settle(write, entry, lines)
    stamps = touched(write)
    company = write.company
    for line in lines:
        company[PurchaseEntryLine].change(line["ID"], line | stamps)
    company[PurchaseEntry].change(entry["EntryID"], entry | stamps)
    _file(write, company[PurchaseEntry].rows[entry["EntryID"]])


def _settle(write: Write, entry: Row, lines: list[Row]) -> None:
    """Work out the entry's totals and write it into the ledger."""
    company, rate = write.company, entry["Rate"]
    codes = {line["VATCode"]: references.vat_code(company, line["VATCode"] or "") for line in lines}
    for line in lines:
        line |= {name + "DC": cents(line[name + "FC"] * rate) for name in ("Amount", "VATAmount", "VATBaseAmount")}
    postings = [*_inputs(company, lines, codes, rate), *_taxes(company, entry, lines, codes)]
    gross = sum((p.fc for p in postings), ZERO)
    own = sum((p.dc for p in postings), ZERO)
    kind = 31 if gross < 0 else 30
    plain = [line for line in lines if not (codes[line["VATCode"]] or {}).get("Charged")]
    entry |= {
        "AmountFC": gross,
        "AmountDC": own,
        "VATAmountFC": sum((line["VATAmountFC"] for line in plain), ZERO),
        "VATAmountDC": sum((line["VATAmountDC"] for line in plain), ZERO),
        "StatusDescription": texts.STATUSES[entry["Status"]].to(write.user),
        "Type": kind,
        "TypeDescription": texts.KINDS[kind].to(write.user),
    }
    for line in lines:
        line["Type"] = kind
    control = Posting(number=0, account=_payables(company, entry), fc=-gross, dc=-own, more=_header_text(entry))
    ledger.book(write, _shared(company, entry), [control, *postings])


def _payables(company: Company, entry: Row) -> Row:
    """The control account: the supplier's own payables account, else the journal's."""
    supplier = references.account(company, entry["Supplier"]) or {}
    journal = references.journal(company, entry["Journal"]) or {}
    account = references.gl_account(company, supplier.get("GLAP") or journal.get("GLAccount"))
    if account is None:
        raise LookupError(f"journal {entry['Journal']} of company {company.code} has no control account")
    return account


def _shared(company: Company, entry: Row) -> Row:
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
        relation=references.account(company, entry["Supplier"]),
    ) | {name: entry[name] for name in (*same, "Document", "DocumentNumber", "DocumentSubject")}


def _header_text(entry: Row) -> Row:
    """Control and VAT lines carry the header's text, input lines their own [R: Dutch audit file]."""
    return {"Description": entry["Description"]}


def _inputs(
    company: Company, lines: Iterable[Row], codes: dict[str | None, Row | None], rate: Decimal
) -> Iterable[Posting]:
    for line in lines:
        code = codes[line["VATCode"]]
        account = references.gl_account(company, line["GLAccount"])
        if account is None:
            raise LookupError(f"line {line['ID']} names a ledger account that is not there")
        amount = net(line, code)
        more: Row = {name: line[name] for name in ("Description", "Notes", "Quantity", "SerialNumber")}
        more |= _vat(line["VATCode"], code, line["VATPercentage"]) | {
            "AmountVATFC": line["VATAmountFC"],
            "AmountVATBaseFC": line["VATBaseAmountFC"],
        }
        dc = cents(amount * rate)
        yield Posting(number=line["LineNumber"], account=account, fc=amount, dc=dc, more=more)


def _taxes(company: Company, entry: Row, lines: list[Row], codes: dict[str | None, Row | None]) -> Iterable[Posting]:
    """One VAT line per code on its account to claim, and for a reverse charge its counterpart; none for zero VAT [R]."""
    for text, code in codes.items():
        mine = [line for line in lines if line["VATCode"] == text]
        fc = sum((line["VATAmountFC"] for line in mine), ZERO)
        dc = sum((line["VATAmountDC"] for line in mine), ZERO)
        if code is None or not (fc or dc):
            continue
        more = _header_text(entry) | _vat(text, code, mine[0]["VATPercentage"])
        more |= {"AmountVATBaseFC": sum((line["VATBaseAmountFC"] for line in mine), ZERO)}
        for name, sign in (("GLToClaim", 1), ("GLToPay", -1 if code["Charged"] else 0)):
            account = references.gl_account(company, code[name])
            if sign and account is not None:
                yield Posting(number=VAT_LINE, account=account, fc=sign * fc, dc=sign * dc, more=more)


def _vat(text: str | None, code: Row | None, percentage: Decimal) -> Row:
    if code is None:
        return {}
    return {
        "VATCode": text,
        "VATCodeDescription": code["Description"],
        "VATPercentage": percentage,
        "VATType": code["Type"],
    }


def _file(write: Write, entry: Row) -> None:
    """Tie the entry to its document, making one when none was given [R]."""
    company = write.company
    if entry["Document"] is None:
        made = documents.add(
            write,
            {
                "Type": PURCHASE_INVOICE,
                "Subject": entry["Description"],
                "Account": entry["Supplier"],
                "DocumentDate": entry["EntryDate"],
                "AmountFC": entry["AmountFC"],
                "Currency": entry["Currency"],
            },
        )
        names = {"Document": made["ID"], "DocumentNumber": made["HID"], "DocumentSubject": made["Subject"]}
        company[PurchaseEntry].change(entry["EntryID"], names)
        for line in company[ledger.TransactionLine].where("EntryID", entry["EntryID"]):
            company[ledger.TransactionLine].change(line["ID"], names)
    document = company[Document].rows[entry["Document"]]
    if document["FinancialTransactionEntryID"] != entry["EntryID"]:
        company[Document].change(document["ID"], {"FinancialTransactionEntryID": entry["EntryID"]})
