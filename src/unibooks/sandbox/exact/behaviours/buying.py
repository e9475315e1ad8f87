"""What is done about purchase orders, goods receipts and returns, and purchase invoices by item."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_PAGE: Final = "reference page"

_CONFIRMED: Final = (
    (
        "purchase orders",
        "OrderStatus, ReceiptStatus and InvoiceStatus are 10, 20 or 30 and follow from the lines.",
        _PAGE,
    ),
    (
        "purchase orders",
        "An order needs a supplier and lines, a line its item and a quantity in purchase units.",
        _PAGE,
    ),
    ("purchase orders", "NetPrice is UnitPrice less Discount, which is a fraction.", _PAGE),
    ("purchase orders", "Source is 11, the API; ApprovalStatus is 1, automatically.", _PAGE),
    ("purchase orders", "The last line of an order cannot be deleted.", _PAGE),
    ("goods receipts", "A receipt needs its day and lines of orders; without a quantity all that is open came.", _PAGE),
    ("goods receipts", "Only Document and Remarks can be changed; nothing is deleted, no line is posted alone.", _PAGE),
    (
        "purchase returns",
        "A return needs its day, and of each line the order's, the receipt's and the quantity.",
        _PAGE,
    ),
    ("purchase invoices", "A line needs an item or the line of an order; lines come with their invoice only.", _PAGE),
    ("purchase invoices", "A direct invoice needs its warehouse.", _PAGE),
    ("purchase invoices", "A posted Amount contains the VAT of a code of type I; an answer's does not.", _PAGE),
    ("purchase invoices", "Status is 20 while open and 50 when processed; Source is 5.", _PAGE),
    ("purchase invoices", "A processed invoice is a purchase entry.", "a live report"),
)

_ASSUMED: Final = (
    ("purchase orders", "Amounts of lines are without VAT, each rounded to cents.", "as purchase invoices"),
    ("purchase orders", "The price is the supplier's for the item, else the item's cost price.", "no source"),
    ("purchase orders", "The VAT code is the one agreed on the item, then the supplier's, then the account's.", _PAGE),
    (
        "purchase orders",
        "Currency, payment condition and contact are the supplier's; the main warehouse is used.",
        "no source",
    ),
    ("purchase orders", "The agent is whoever writes the order; goods are expected after the lead time.", "no source"),
    (
        "purchase orders",
        "A complete order takes no change; what came or was invoiced of a line stays.",
        "as sales orders",
    ),
    ("purchase orders", "Nothing cancels an order: 40 does not occur.", "no verb is documented"),
    ("purchase orders", "InStock is the stock at the last change of the line.", "not built: following the stock"),
    ("purchase orders", "Quantities of zero are refused, and parts of items that cannot be parted.", "no source"),
    ("goods receipts", "More than is open cannot come.", "no source; the harsher reading"),
    (
        "goods receipts",
        "All lines of a receipt are of one supplier and warehouse; its numbers run from 1.",
        "no source",
    ),
    (
        "goods receipts",
        "A receipt debits the stock and credits what is to be invoiced, at the order's price; a return undoes it.",
        "the types are documented, accounts and prices are not",
    ),
    ("goods receipts", "There are no storage locations, batches or serial numbers.", "not built"),
    (
        "purchase returns",
        "What goes back counts as not received; a credit note does not follow by itself.",
        "no source",
    ),
    ("purchase returns", "Status is always 20; ReturnQuantity can be changed, the goods cannot.", "no public list"),
    (
        "purchase invoices",
        "An open invoice is in no ledger; only the accountant processes it.",
        "as recorded sales invoices",
    ),
    ("purchase invoices", "The entry has the invoice's key and number, and is processed too.", "no source"),
    (
        "purchase invoices",
        "The number is given at once and not to another entry of the journal.",
        "the page on EntryNumber",
    ),
    (
        "purchase invoices",
        "Lines are booked on the purchase account of the item's group, else on its costs.",
        "no source",
    ),
    (
        "purchase invoices",
        "Stock items of an order go off what was to be invoiced, those of a direct one into stock.",
        "no source",
    ),
    ("purchase invoices", "A credit note's total is below zero, an invoice's is not.", "as sales invoices"),
    (
        "purchase invoices",
        "A change judges the whole header anew; another day moves the period and the due date.",
        "no source",
    ),
    (
        "purchase invoices",
        "Order lines count as invoiced, and goods of direct invoices come, when it is processed.",
        "no source",
    ),
    ("purchase invoices", "Order lines cannot be on a direct invoice.", "no source"),
    ("purchase invoices", "Licences are not looked at unless a module is switched off.", "a switch of the sandbox"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
