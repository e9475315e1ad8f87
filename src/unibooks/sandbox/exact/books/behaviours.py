"""What the books do, and how sure each of it is."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.books.behaviour import Behaviour

_AUDIT_FILE: Final = "a Dutch audit file written by Exact Online"
_RECORDED: Final = "recorded answers of a division, 2024-2026"
_PAGE: Final = "the reference page, as generated clients carry it"

_CONFIRMED: Final = (
    ("errors", "A rule of the books refuses with HTTP 500 and `Prefix: Label`.", "several independent reports"),
    ("errors", "All faults of a body are told at once, joined by CRLF, in the user's language.", "quoted answers"),
    ("ledger", "Every entry sums to zero; debit is positive, credit negative.", _RECORDED),
    ("ledger", "Line 0 is the control account, 1..n the input lines, 9999 the VAT lines.", _AUDIT_FILE),
    ("ledger", "There is no VAT line for a VAT of zero; the input line keeps its VAT code.", _AUDIT_FILE),
    ("ledger", "Control and VAT lines carry the header's text, input lines their own.", _AUDIT_FILE),
    ("vat", "VAT is rounded half up per line; the VAT line is the sum of the rounded lines.", _AUDIT_FILE),
    ("vat", "Codes of type E add VAT on top, of type I find it inside the amount.", _AUDIT_FILE),
    ("vat", "An amount of VAT on a code without VAT is refused.", "vendors' help pages, Dutch and English"),
    ("vat", "An empty text as VATCode is refused; a trimmed code is accepted.", "a live report; " + _RECORDED),
    ("vat", "VAT code, country and ledger account are not checked against each other.", _AUDIT_FILE),
    ("purchase entries", "Properties that cannot be written are ignored, not refused.", _RECORDED),
    ("purchase entries", "A line without AmountFC is a line of zero.", _RECORDED),
    ("purchase entries", "Entry numbers are year, journal and a running number of four digits.", _RECORDED),
    ("purchase entries", "InvoiceNumber, currency, rate, due date, year and period are filled in.", _RECORDED),
    ("purchase entries", "A document with the description as subject is made when none is given.", _RECORDED),
    ("purchase entries", "A relation that is no supplier gives `Ongeldig: Leverancier (Type)`.", "a live report"),
    ("purchase entries", "A closed period gives `Periode is afgesloten: jaar - maand`.", "three vendors' help pages"),
    ("purchase entries", "Date and period need not agree.", _AUDIT_FILE),
    ("purchase entries", "Due date: month ends first, then days.", _PAGE),
    ("relations", "Code is the highest number plus one, seven digits, padded to 18.", _RECORDED),
    ("relations", "IsPurchase and IsSales follow the status; a posted IsPurchase is ignored.", _RECORDED),
    ("relations", "A PUT with the relation's own Code is refused as existing data.", "a quoted answer"),
    ("relations", "A relation in use cannot be deleted.", "a quoted answer"),
    ("relations", "The answer to a create holds nothing but the key.", _RECORDED),
    ("dimensions", "Lines name cost centres and units by code; an unknown one is refused.", "live reports"),
    ("dimensions", "Code is fixed after the create; a changed one is ignored.", _PAGE),
    ("dimensions", "UseCostcenter and UseCostunit: 0 optional, 1 mandatory, 2 not allowed.", _PAGE),
    ("documents", "Url and DocumentViewUrl have the recorded form; Attachment is null in every answer.", _RECORDED),
    ("seed", "Rows of the template are older than the company, about 100 ms apart.", _RECORDED),
    ("seed", "The tax authority, Exact and the company itself are relations from day one.", _RECORDED),
)

_ASSUMED: Final = (
    ("errors", "Labels and sentences marked as assumed in books/texts.py are our wording.", "no source"),
    ("errors", "Status, type and country texts keep the language of the user who wrote the row.", "no source"),
    ("ledger", "LineType stays empty; VATType is the letter of the VAT code.", "no source tells the values"),
    ("ledger", "All lines of an entry name its relation, its due date and its document.", "no source"),
    ("ledger", "A changed entry keeps the keys of the ledger lines that stay in their place.", "no source"),
    ("vat", "A line without VATCode gets the code of its ledger account, then of its supplier.", _PAGE),
    ("vat", "VATPercentage replaces the code's rate; alone it finds the code that has this rate.", "one client's code"),
    ("vat", "VATAmountFC on the header moves the difference to the line with the most VAT.", "no source"),
    ("vat", "A reverse charge books both accounts and stays out of the header's VAT.", _PAGE + "; header: no source"),
    ("vat", "Sales codes are refused on purchase entries with `Niet toegestaan: Btw-code`.", "no source"),
    ("purchase entries", "Type 31 follows from a negative total.", "clients post negative amounts; no recording"),
    ("purchase entries", "The totals of an invoice are positive, of a credit note negative.", "clients' code"),
    (
        "purchase entries",
        "An empty description becomes `Factuur: number`.",
        _AUDIT_FILE + "; a recorded one stayed empty",
    ),
    ("purchase entries", "The company's condition of 30 days is used when the supplier has none.", "no source"),
    ("purchase entries", "Lines on receivables, payables and VAT accounts are refused.", "a report on sales entries"),
    ("purchase entries", "Blocked suppliers, accounts, journals and codes give `Geblokkeerd: ..`.", "no source"),
    ("purchase entries", "Processed entries and closed periods take no change.", "neighbouring refusals"),
    ("purchase entries", "The journal and the financial year of an entry are fixed.", "a report on journal entries"),
    ("purchase entries", "Deleting the last line deletes the entry.", "a report on sales entries"),
    ("purchase entries", "The document of a deleted entry stays, without the link.", "no source"),
    ("purchase entries", "Descriptions over 60 characters are refused.", "an older model's lengths"),
    ("purchase entries", "Amounts have two decimals and stay below 10^13.", "no source"),
    ("purchase entries", "Projects and assets do not exist here.", "not built"),
    ("purchase entries", "A foreign currency without a rate takes a fixed one.", "not built: exchange rates"),
    ("relations", "Names over 50 characters are refused.", "an older model's lengths"),
    ("relations", "A Dutch VAT number with a wrong check digit is refused; others are not checked.", "one report"),
    ("relations", "A relation without a status gets A.", "a recorded supplier"),
    ("master data", "A posted key is ignored, the sandbox gives its own.", "no source"),
    (
        "master data",
        "Ledger accounts, journals, codes and conditions answer a create with the key only.",
        "as relations",
    ),
    ("master data", "VAT codes keep one rate, the last of the posted VATPercentages.", "not built: dated rates"),
    ("dimensions", "Codes over 8 and descriptions over 60 characters are refused.", "an older model's lengths"),
    (
        "dimensions",
        "An ended one gives `Ongeldig: Kostenplaats`, judged by today, not by the entry's date.",
        "no source",
    ),
    ("dimensions", "Lines do not take over the cost centre that their ledger account names.", "no source"),
    ("dimensions", "One that a line or a ledger account names cannot be deleted.", "as relations"),
    ("documents", "Types other than 10, 20 and 55 cannot be made; their names are ours.", "no public list"),
    ("documents", "A document that an entry refers to cannot be deleted.", "no source"),
    ("seed", "Types, sides and default VAT codes of the chart, and the types of the VAT codes, are ours.", "no source"),
    ("seed", "Sales, bank and general entries exist in the ledger only.", "not built"),
)

BEHAVIOURS: Final = (
    *(Behaviour(area, statement, "confirmed", evidence) for area, statement, evidence in _CONFIRMED),
    *(Behaviour(area, statement, "assumed", evidence) for area, statement, evidence in _ASSUMED),
)
