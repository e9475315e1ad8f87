"""What Exact demands of the query of a large list: chosen properties, or a filter."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import Account, GeneralJournalEntry, Payment, Receivable
from unibooks.connectors.exact.target.logistics import Item
from unibooks.core.target import Entity, Nav, Prop
from unibooks.sandbox.exact.odata import errors
from unibooks.sandbox.exact.odata.literals import tokens
from unibooks.sandbox.exact.odata.options import Options
from unibooks.sandbox.exact.settings import Settings

#: Collections that are not shown whole: receivables [M], general journal entries [M], payments [I] as receivables.
SELECTED: Final[frozenset[type[Entity]]] = frozenset({GeneralJournalEntry, Payment, Receivable})

#: [H] the lists that were refused without a filter, and the properties that such a filter may name; of items the report
#: breaks off, so the rest of theirs are [I] the properties that stand in the reference behind those.
FILTERED: Final[dict[type[Entity], tuple[Prop | Nav, ...]]] = {
    Account: Account.pick(
        "Accountant AccountManager AddressLine1 AddressLine2 AddressLine3 Blocked BRIN BSN ChamberOfCommerce City "
        "Classification1 Classification2 Classification3 Classification4 Classification5 Classification6 "
        "Classification7 Classification8 Classification Code CodeAtSupplier Country Created Email EndDate Fax ID "
        "InvoiceAccount IsAccountant IsReseller IsSales IsSupplier MainContact Modified Name Parent Phone Postcode "
        "PriceList Reseller RSIN SearchCode StartDate Status Type VATNumber"
    ),
    Item: Item.pick(
        "Barcode Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09 Class_10 Code "
        "CostPriceNew Created Description EndDate ExtraDescription FreeBoolField_01 FreeBoolField_02 "
        "FreeBoolField_03 FreeBoolField_04 FreeBoolField_05 ID ItemGroup Modified SearchCode StartDate"
    ),
}


def check_select(entity: type[Entity], options: Options, settings: Settings) -> None:
    """Refuse a list that is not shown whole. [H] `bulk/` and others are not; of which, reports differ.

    Raises:
        ODataError: 400 when neither `$select` nor `$top=1` is given.
    """
    demanded = entity.selected or (settings.selected_terms and entity in SELECTED)
    if demanded and not options.select and options.top != 1:
        raise errors.no_select()


def check_filter(entity: type[Entity], options: Options) -> None:
    """Refuse a large list without a filter, for a client whom Exact allows none [H].

    Raises:
        ODataError: 400 when the filter names none of the properties that it may.
    """
    names = tuple(member.name for member in FILTERED.get(entity, ()))
    if names and not {token.text for token in tokens(options.filter)} & set(names):
        raise errors.mandatory_filter(names)
