"""What Exact works out of the ledger for those who only read: lists of open items, results, opening balances, entries."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.books.reads import aging, open_lists, opening, results, transactions

FUNCTIONS: Final = {**aging.FUNCTIONS, **open_lists.FUNCTIONS, **results.FUNCTIONS}
VIRTUALS: Final = {**opening.VIRTUALS, **transactions.VIRTUALS}
