"""Sales orders and quotations: what each is called, and what sets them apart.

Both have three relations (who ordered, who pays, who gets the goods), lines of items and lines of order charges.
Everything else that they share stands in `sold_header`, `sold_lines` and `sold_charges`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from unibooks.connectors.exact.target.crm import Quotation, QuotationLine, QuotationOrderChargeLine
from unibooks.connectors.exact.target.salesorder import SalesOrder, SalesOrderLine, SalesOrderOrderChargeLine
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books import texts
from unibooks.sandbox.exact.books.texts import Text
from unibooks.sandbox.exact.state import Company, Row


def customer(relation: Row) -> bool:
    """Whether a relation is a customer."""
    return bool(relation["Status"] == "C")


def anybody(_relation: Row) -> bool:
    """Any relation will do."""
    return True


@dataclass(frozen=True)
class Party:
    """One of the three relations.

    Attributes:
        name: the property that holds its key, "" or `Code` or `Name` behind it what is shown of it.
        contact: the property of its contact person; with `FullName` behind it, that of the person's name.
        label, wrong_type: what it is called in refusals, and the label for a relation that will not do.
        fits: whether a relation will do.
    """

    name: str
    contact: str
    label: Text
    wrong_type: Text
    fits: Callable[[Row], bool]


@dataclass(frozen=True)
class Kind:
    """Orders or quotations.

    Attributes:
        header: the entity of the header; line, charge: those of its lines; lines, charges: the header's names for them.
        label: what one is called in refusals.
        number: the property of its number, on lines too; date: that of its day.
        ordered, invoiced, delivered: its three relations.
        address: the property of the address that the goods are sent to.
        salesperson: the property of whoever sold it.
        vat_text, vat_amount: what a line calls the name of its VAT code and its amount of VAT.
    """

    header: type[Entity]
    line: type[Entity]
    charge: type[Entity]
    lines: str
    charges: str
    label: Text
    number: str
    date: str
    ordered: Party
    invoiced: Party
    delivered: Party
    address: str
    salesperson: str
    vat_text: str
    vat_amount: str

    @property
    def key(self) -> str:
        """The property that holds the header's key, on its lines too."""
        return self.header.key.name

    @property
    def parties(self) -> tuple[Party, Party, Party]:
        """The three relations; the first one tells the others."""
        return self.ordered, self.invoiced, self.delivered

    def lines_of(self, company: Company, key: object) -> list[Row]:
        """The lines of a header in their order."""
        return sorted(company[self.line].where(self.key, key), key=lambda line: line["LineNumber"])

    def charges_of(self, company: Company, key: object) -> list[Row]:
        """The order charges of a header in their order."""
        return sorted(company[self.charge].where(self.key, key), key=lambda line: line["LineNumber"])


ORDERS: Final = Kind(
    header=SalesOrder,
    line=SalesOrderLine,
    charge=SalesOrderOrderChargeLine,
    lines="SalesOrderLines",
    charges="SalesOrderOrderChargeLines",
    label=texts.SALES_ORDER,
    number="OrderNumber",
    date="OrderDate",
    # [H] a relation that is no customer is refused; the orderer's label is [I]
    ordered=Party("OrderedBy", "OrderedByContactPerson", texts.ORDERED_BY, texts.ORDERED_BY_TYPE, customer),
    invoiced=Party("InvoiceTo", "InvoiceToContactPerson", texts.INVOICE_TO, texts.INVOICE_TO_TYPE, customer),
    delivered=Party("DeliverTo", "DeliverToContactPerson", texts.DELIVER_TO, texts.DELIVER_TO, anybody),
    address="DeliveryAddress",
    salesperson="Salesperson",
    vat_text="VATCodeDescription",
    vat_amount="VATAmount",
)

#: [I] Anybody may be offered something.
QUOTATIONS: Final = Kind(
    header=Quotation,
    line=QuotationLine,
    charge=QuotationOrderChargeLine,
    lines="QuotationLines",
    charges="QuotationOrderChargeLines",
    label=texts.QUOTATION,
    number="QuotationNumber",
    date="QuotationDate",
    ordered=Party("OrderAccount", "OrderAccountContact", texts.ORDERED_BY, texts.ORDERED_BY, anybody),
    invoiced=Party("InvoiceAccount", "InvoiceAccountContact", texts.INVOICE_TO, texts.INVOICE_TO, anybody),
    delivered=Party("DeliveryAccount", "DeliveryAccountContact", texts.DELIVER_TO, texts.DELIVER_TO, anybody),
    address="DeliveryAddress",
    salesperson="SalesPerson",
    vat_text="VATDescription",
    vat_amount="VATAmountFC",
)
