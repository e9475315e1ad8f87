"""Sales entries and sales invoices."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_RECORDED: Final = "recorded answers of a division, 2024-2026"
_PAGE: Final = "the reference page, as generated clients carry it"

_CONFIRMED: Final = (
    ("sales entries", "The receivable is booked as a debit, revenue and VAT as credits.", "recorded answers of 2024"),
    ("sales entries", "A header's amounts contain the VAT, those of its lines do not under a code of type E.", _PAGE),
    ("sales entries", "A relation whose status is not C gives `Ongeldig: Klant (Type)`.", "reported texts"),
    ("sales entries", "Receivables and VAT accounts on a line give `Ongeldig: Grootboekrekeningtype`.", "one report"),
    ("sales entries", "Deleting the last line of a sales entry deletes the entry.", _PAGE),
    ("sales entries", "Type cannot be written; an entry whose total is below zero is a credit note.", _PAGE),
    ("sales entries", "No document is made for an entry that comes without one.", "a live report"),
    ("sales entries", "The receivables account of the customer goes before that of the journal.", _PAGE),
    ("sales invoices", "A new invoice is open, without a number, with an OrderNumber, and in no ledger.", _RECORDED),
    ("sales invoices", "VAT totals and the starter status are empty in the answer to a create.", _RECORDED),
    (
        "sales invoices",
        "Payer, receiver, address, contacts, currency and payment condition follow from OrderedBy.",
        _RECORDED,
    ),
    ("sales invoices", "The invoice's day is that of the order until it is printed.", _RECORDED),
    ("sales invoices", "A NetPrice that comes alone leaves UnitPrice at 0.", _RECORDED),
    (
        "sales invoices",
        "A line without a VAT code has no VATPercentage, and one without a day no DeliveryDate.",
        _RECORDED,
    ),
    ("sales invoices", "A line's ledger account is its own, else the item's, else the item group's.", _RECORDED),
    ("sales invoices", "InvoiceDate, Status and the journal of a change are ignored.", _PAGE),
    (
        "sales invoices",
        "Without OrderedBy both InvoiceTo and OrderedBy are told as missing, in this order.",
        "a quoted answer",
    ),
    ("sales invoices", "An InvoiceTo that is no customer gives `Ongeldig: Factuur voor (Type)`.", "a quoted answer"),
    ("sales invoices", "Types 8020 and 8021 must not name a warehouse; 8023 without one gets the main one.", _RECORDED),
    ("sales invoices", "PrintedSalesInvoices gives the number, the entry, the document and Status 50.", _PAGE),
    ("sales invoices", "The number of a printed invoice is the EntryNumber of its entry.", _RECORDED),
    ("sales invoices", "Whatever would change a printed invoice gives `Reeds verwerkt`.", "one report"),
    (
        "sales invoices",
        "InvoiceSalesOrders makes drafts, by customer or by order, of what was ordered or delivered.",
        _PAGE,
    ),
)

_ASSUMED: Final = (
    (
        "sales entries",
        "An InvoiceNumber that another entry of the journal has is ignored, and the entry number stands.",
        "one report says that numbers out of sequence may be ignored without a word",
    ),
    ("sales entries", "A VAT code for purchases only is refused.", "one report says so of the other side"),
    ("sales entries", "A reverse charge gives the seller a base and no VAT.", "what such codes mean in law"),
    (
        "sales entries",
        "A VATPercentage without a code gets the first code that puts this rate on top, one for both sides first.",
        "one report says that a rate will do; which code follows is ours",
    ),
    (
        "sales entries",
        "A change of the customer alone empties the due date, unless `blanked_due_dates` is off.",
        "one report says it may",
    ),
    ("sales entries", "Only entries that are open and in an open period can be changed.", "the rule of other entries"),
    ("sales invoices", "A printed invoice is of today unless InvoiceDate is sent.", "one recorded invoice fits it"),
    (
        "sales invoices",
        "A due date that followed the invoice's day follows the day of printing.",
        "one recorded invoice",
    ),
    (
        "sales invoices",
        "An item without a ledger account for sales gives `Niet gevonden`.",
        "one report; the words are ours",
    ),
    ("sales invoices", "A header's discount takes its share of every line's amount and VAT.", "no source"),
    ("sales invoices", "Order charges are booked as revenue of the default item group.", "charges are not kept here"),
    (
        "sales invoices",
        "The PDF is attached to the document that the invoice has, else to a new one of type 10.",
        "no source",
    ),
    (
        "sales invoices",
        "Nothing is sent; the answer says so under each way of sending that was asked for.",
        "a sandbox has no mail",
    ),
    (
        "sales invoices",
        "StarterSalesInvoiceStatus is 0 for a draft and 1 for a printed one; 3 for paid is not given.",
        "0 and 3 are recorded",
    ),
    ("sales invoices", "Deleting the last line deletes the invoice.", "as sales entries"),
    ("sales invoices", "What was invoiced of an order goes back when its line leaves a draft.", "no source"),
    ("sales invoices", "An order of which nothing is left to be invoiced counts as a failed invoice.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
