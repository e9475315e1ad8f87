"""How payments are written: the entry, then the match of each of its lines with what it pays.

Once the entry is booked the payment stands: whatever keeps it from being settled is a warning and no error, which would make
the caller send it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.entry_kinds import LEDGER_LINE, EntryKind
from unibooks.connectors.exact.flows.entries import entry_step, kind_of_entry
from unibooks.connectors.exact.flows.records import Change
from unibooks.connectors.exact.refusals import english
from unibooks.connectors.exact.target import TransactionLine
from unibooks.connectors.exact.xml import MATCH_SETS, MatchLine, MatchSet, Message, match_sets, told
from unibooks.core.conditions import AnyOf, Condition
from unibooks.core.errors import OutcomeUnknown, TargetUnavailable, UnibooksError
from unibooks.core.flow import Step, Steps

SETTLEMENTS: Final = "settlements"


async def create_payment(change: Change, steps: Steps) -> str:
    """The entry, and then what it settles."""
    kind = kind_of_entry(change)
    key = await steps.run(entry_step(change.api, kind, change.payload))
    wanted = change.related.get(SETTLEMENTS, ())
    if wanted:
        try:
            await _settle(change, kind, key, wanted, steps)
        except UnibooksError as problem:
            silent = isinstance(problem, TargetUnavailable | OutcomeUnknown)
            for one in wanted:
                _warn(change.api, one, "Exact Online gave no usable answer" if silent else problem.message)
    return key


async def _settle(change: Change, kind: EntryKind, key: str, wanted: Sequence[Mapping[str, Any]], steps: Steps) -> None:
    api = change.api
    rows = await _ledger(api, [key, *(str(one["invoice"]) for one in wanted)])
    pairs: list[tuple[Mapping[str, Any], Any, Any, MatchSet]] = []
    for one in wanted:
        line = change.payload[kind.lines.name][one["line"]]
        mine, theirs = _lines(rows, key, one, line)
        if mine is None or theirs is None:
            _warn(api, one, "the lines to be settled were not found in the ledger")
        else:
            pairs.append(
                (one, mine, theirs, _set(mine, theirs, Decimal(str(one["open"])) if one.get("open") else None))
            )
    if not pairs:
        return

    async def act() -> list[list[Any]]:
        found = await api.post_xml(MATCH_SETS, match_sets([pair[3] for pair in pairs]))
        return [[message.kind, message.text] for message in found]

    async def find(begun: datetime) -> list[list[Any]] | None:
        """Matched lines point at each other [M]."""
        now = {str(row.ID): row for row in await _ledger(api, [key])}
        matched = [now[str(mine.ID)].OffsetID == theirs.ID for _, mine, theirs, _ in pairs]
        return [[2, ""] for _ in pairs] if all(matched) else None

    said = [Message(*one) for one in await steps.run(Step("settle", act=act, find=find))]
    for index, (one, *_) in enumerate(pairs):
        message = said[index] if len(said) == len(pairs) else next((m for m in said if m.refused), said[0])
        if message.refused:
            reason = told(message.text) or english(message.text)
            quote = f'Exact Online says "{message.text}"'
            _warn(api, one, f"{quote}, that is: {reason}" if reason else quote)


def _lines(rows: Sequence[Any], key: str, one: Mapping[str, Any], line: Mapping[str, Any]) -> tuple[Any, Any]:
    """The ledger line of the payment's line, and that of what it pays, on the same account and relation."""
    on = (str(line["GLAccount"]).lower(), str(line.get("Account") or "").lower())
    alike = [row for row in rows if (str(row.GLAccount).lower(), str(row.Account or "").lower()) == on]
    amount = -Decimal(line["AmountFC"])
    mine = [row for row in alike if str(row.EntryID) == key and row.AmountFC == amount]
    theirs = [row for row in alike if str(row.EntryID) == one["invoice"] and (row.AmountDC > 0) != (amount > 0)]
    first = next((row for row in mine if row.LineNumber == one["line"] + 1), mine[0] if mine else None)
    return first, theirs[0] if theirs else None


def _set(mine: Any, theirs: Any, left: Decimal | None) -> MatchSet:
    """Both lines with what is open of them; what differs stays open."""
    owed = theirs.AmountDC if left is None else left.copy_sign(theirs.AmountDC)
    return MatchSet(
        str(mine.GLAccountCode).strip(),
        str(mine.AccountCode).strip(),
        (_line(theirs, owed), _line(mine, mine.AmountDC)),
    )


def _line(row: Any, amount: Decimal) -> MatchLine:
    return MatchLine(row.FinancialYear, row.FinancialPeriod, str(row.JournalCode).strip(), row.EntryNumber, amount)


async def _ledger(api: ExactApi, entry_ids: Sequence[str]) -> list[Any]:
    wanted = AnyOf(tuple(Condition(TransactionLine.EntryID, "eq", key) for key in dict.fromkeys(entry_ids)))
    return await api.rows(TransactionLine, LEDGER_LINE, (wanted,))


def _warn(api: ExactApi, one: Mapping[str, Any], why: str) -> None:
    path = f"paymentLines[{one['line']}].invoiceId"
    text = (
        f"{path}: the money is booked, but it is not settled with {one['invoice']}: {why}; match them in Exact Online"
    )
    api.session.warnings[text] = None
