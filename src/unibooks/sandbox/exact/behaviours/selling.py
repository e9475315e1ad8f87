"""Items, prices, projects, quotations, sales orders, deliveries."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.behaviours.behaviour import table

_AUDIT_FILE: Final = "a Dutch audit file written by Exact Online"
_RECORDED: Final = "recorded answers of a division, 2024-2026"
_PAGE: Final = "the reference page, as generated clients carry it"
_SAMPLE: Final = "Exact's own sample"

_CONFIRMED: Final = (
    ("items", "Code and Description are mandatory; a create answers with the key only.", _RECORDED),
    ("items", "An item without a group belongs to the default group.", _PAGE),
    ("items", "Unit is padded to 8 on items and trimmed on lines.", _RECORDED),
    ("items", "Ledger accounts of the item go before those of its group.", _PAGE),
    ("items", "Sales prices live in SalesItemPrices; StandardSalesPrice is read only.", _PAGE),
    ("items", "Units and item groups are read only.", _PAGE),
    ("items", "A price with an Account is an agreement with that customer, one without is for everybody.", _PAGE),
    ("items", "SupplierItem needs item, unit of the item, price, unit of purchase and supplier.", _PAGE),
    ("projects", "Code, Description and Type are mandatory; types are 1 to 5.", _PAGE),
    ("sales orders", "NetPrice alone leaves UnitPrice 0; Description comes from the item.", _RECORDED),
    ("sales orders", "DeliveryDate of an order and of its lines is the day of the order unless sent.", _RECORDED),
    ("sales orders", "A line has no VAT code when neither its item nor its customer has one.", _RECORDED),
    (
        "sales orders",
        "Payer, receiver, contact persons, address and payment condition follow from OrderedBy.",
        _RECORDED,
    ),
    ("sales orders", "A create answers with real values, its lines deferred.", _RECORDED),
    ("sales orders", "OrderedBy, InvoiceTo and DeliverTo cannot be changed.", _PAGE),
    (
        "sales orders",
        "Statuses are 12 open, 20 partial, 21 complete, 45 cancelled, and follow from deliveries and invoices.",
        _PAGE,
    ),
    ("sales orders", "An order that is complete or cancelled takes no change.", _PAGE),
    ("sales orders", "ApprovalStatus is 0 awaiting, 1 automatic, 2 approved; a PUT of 2 approves.", _PAGE),
    ("sales orders", "InvoiceTo has to be a customer, else `Ongeldig: Factuur voor (Type)`.", "a quoted answer"),
    ("sales orders", "VATPercentage alone finds a code of that rate.", "one client's code"),
    ("sales orders", "A negative quantity takes something in.", _PAGE),
    ("deliveries", "A delivery names lines of sales orders; the rest of it follows from the order.", _SAMPLE),
    ("deliveries", "Entry numbers are those of the general journal 90.", _SAMPLE + "; " + _AUDIT_FILE),
    ("deliveries", "A delivery books stock off and costs of sales up, as type 120.", _AUDIT_FILE),
    ("deliveries", "Only Document, Remarks, Notes and TrackingNumber can be changed, nothing deleted.", _PAGE),
    ("quotations", "A quotation is printed before it is accepted, rejected or reviewed.", _PAGE),
    ("quotations", "Statuses move by the actions alone: 40 printed, 50 accepted, 5 rejected, 6 reviewed.", _PAGE),
    ("quotations", "A review closes the old version and makes a new one under the same number.", _PAGE),
    ("quotations", "AcceptQuotation makes an order (1), an invoice (2) or a project (3), or adds to one (4).", _PAGE),
    ("quotations", "Action 2 needs InvoiceJournal, 3 ProjectCode and ProjectDescription, 4 ProjectID.", _PAGE),
    ("quotations", "The three relations and QuotationID can only be sent with a create.", _PAGE),
)

_ASSUMED: Final = (
    (
        "items",
        "New items are stock, sales and purchase items, counted whole, in pieces, valid from today.",
        "one recording",
    ),
    ("items", "Codes over 30 and descriptions over 60 characters are refused.", "no source"),
    ("items", "Pictures are taken and not kept.", "not built: pictures"),
    (
        "items",
        "An item that a line names cannot be deleted; its prices, suppliers and stock rows go with it.",
        "as relations",
    ),
    ("items", "The customer's price goes first, then the one for the largest quantity, then the newest.", "no source"),
    ("items", "A price needs an item and a price; the same one is there once.", "no source"),
    ("items", "StandardSalesPrice is the general price for one on the day of the last change of a price.", "no source"),
    ("items", "The first supplier of an item is its main one, and each supplier stands there once.", "no source"),
    (
        "warehouses",
        "The first warehouse is main, then whoever asks to be; the main one cannot be deleted.",
        "no source",
    ),
    ("warehouses", "Storage locations do not exist here.", "not built"),
    ("warehouses", "Stock moves with deliveries and receipts of stock items, below zero if need be.", "no source"),
    ("warehouses", "PlannedStockOut and PlannedStockIn are what open orders have left of an item.", "no source"),
    (
        "projects",
        "A project that has ended gives `Ongeldig: Project` on new lines, a blocked one `Geblokkeerd: Project`.",
        "no source",
    ),
    ("projects", "Manager is whoever made the project, and has to be a user.", "no source"),
    ("projects", "A project that a line, document, price or quotation names cannot be deleted.", "as relations"),
    ("projects", "There is no work breakdown; every ProjectWBS is unknown.", "not built"),
    ("sales orders", "The VAT code of the customer goes before that of the item.", "no source"),
    (
        "sales orders",
        "UnitPrice less Discount is the net price; a NetPrice that is sent with it tells the discount.",
        "no source",
    ),
    ("sales orders", "AmountFC without a price is shared out over the quantity.", "no source"),
    ("sales orders", "Neither price nor amount takes the price agreed for the day of the order.", "no source"),
    ("sales orders", "A line without Quantity is one of the item.", "no source"),
    ("sales orders", "A fraction of an item that allows none is refused.", "the meaning of IsFractionAllowedItem"),
    ("sales orders", "Items that are not sold or have ended are refused with `Ongeldig: Artikel`.", "no source"),
    ("sales orders", "OrderedBy has to be a customer too, and not a blocked one.", "as InvoiceTo"),
    ("sales orders", "The header's discount takes its share of the lines, not of order charges.", "no source"),
    ("sales orders", "A line closed early is complete when some of it came, cancelled when nothing did.", "no source"),
    ("sales orders", "CompleteSalesOrder without flags closes both deliveries and invoices.", "no source"),
    ("sales orders", "Status is complete once all is both delivered and invoiced.", "no source"),
    ("sales orders", "What was delivered or invoiced of a line keeps its item, and so many of it.", "no source"),
    ("sales orders", "Deleting the last line deletes the order.", "a report on sales entries"),
    ("sales orders", "Order numbers are the highest plus one; a number in use is refused.", "no source"),
    (
        "sales orders",
        "Order charges name no charge of the company's; shipping methods and channels do not exist.",
        "not built",
    ),
    (
        "sales orders",
        "Each printing makes a document of type 12 with a PDF; mail is not sent, and the answer says so.",
        "no source",
    ),
    (
        "deliveries",
        "No more than is left of an order's line can be delivered, and none of an order that awaits approval.",
        "no source",
    ),
    ("deliveries", "All lines of a delivery go to one relation.", "no source"),
    ("deliveries", "The amount is the item's CostPriceStandard; without one nothing is booked.", "no source"),
    ("deliveries", "Deliveries into a closed period are refused.", "as entries"),
    ("deliveries", "Batch and serial numbers do not exist here.", "not built"),
    ("quotations", "Any relation may be offered something; an order or invoice of it needs a customer.", "no source"),
    ("quotations", "DueDate is 30 days after the day of the quotation unless sent.", "no source"),
    (
        "quotations",
        "Amounts contain VAT; optional lines are not in them, and taken over when OptionalQuotationLineIDs names them.",
        "as sales orders",
    ),
    ("quotations", "Only drafts can be changed, and accepted ones not deleted.", "the actions that there are"),
    ("quotations", "Rejected and accepted ones can be reopened; what came of them stays.", "no source"),
    ("quotations", "A new version keeps the prices unless CopyItemPrices is false.", "no source"),
    ("quotations", "Subscriptions, work breakdown and signing online are refused.", "not built"),
    ("quotations", "CreateItemPriceAgreement agrees on the net prices from today.", "no source"),
    ("quotations", "PrintQuotation makes a document of type 11 with a PDF.", "no source"),
)

BEHAVIOURS: Final = table(_CONFIRMED, _ASSUMED)
