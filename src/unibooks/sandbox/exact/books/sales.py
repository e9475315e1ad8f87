"""salesentry/SalesEntries and SalesEntryLines: the side of sales of `trade_entries`."""

from __future__ import annotations

from functools import partial
from typing import Final

from unibooks.sandbox.exact.books import trade_entries
from unibooks.sandbox.exact.books.trade import SALES

create: Final = partial(trade_entries.create, SALES)
update: Final = partial(trade_entries.update, SALES)
delete: Final = partial(trade_entries.delete, SALES)
create_line: Final = partial(trade_entries.create_line, SALES)
update_line: Final = partial(trade_entries.update_line, SALES)
delete_line: Final = partial(trade_entries.delete_line, SALES)
