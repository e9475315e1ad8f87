"""purchaseentry/PurchaseEntries and PurchaseEntryLines: the side of purchases of `trade_entries`."""

from __future__ import annotations

from functools import partial
from typing import Final

from unibooks.sandbox.exact.books import trade_entries
from unibooks.sandbox.exact.books.trade import PURCHASES

create: Final = partial(trade_entries.create, PURCHASES)
update: Final = partial(trade_entries.update, PURCHASES)
delete: Final = partial(trade_entries.delete, PURCHASES)
create_line: Final = partial(trade_entries.create_line, PURCHASES)
update_line: Final = partial(trade_entries.update_line, PURCHASES)
delete_line: Final = partial(trade_entries.delete_line, PURCHASES)
