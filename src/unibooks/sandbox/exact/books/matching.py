"""Match sets: which ledger lines of a control account settle each other.

Matching is done on lines of receivables and payables accounts (types 20 and 22) that name a relation [M], in the
company's currency. A line may be matched in parts, by several sets. Where amounts differ, `differences` books the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import GLAccount, TransactionLine
from unibooks.sandbox.exact.books import closing, texts
from unibooks.sandbox.exact.books.amounts import ZERO, cents
from unibooks.sandbox.exact.state import Company, MatchPart, MatchSet, Refused, Row, Write

RECEIVABLES: Final = 20
PAYABLES: Final = 22
CONTROL_ACCOUNTS: Final = frozenset({RECEIVABLES, PAYABLES})

#: How much of each line is to be matched, in the company's currency with the line's sign; None for all that is open.
Claims = Mapping[uuid.UUID, Decimal | None]


class Amount(NamedTuple):
    """What is meant of a ledger line: in the company's currency, and the share of it in the line's own."""

    dc: Decimal
    fc: Decimal


#: Books an amount on the control account of these lines, against whatever it is for; returns the line there.
Book = Callable[[Write, Sequence[Row], Amount], Row]


def matchable(company: Company, line: Row) -> bool:
    """Whether a ledger line stands on a receivables or payables account and names a relation."""
    account = company[GLAccount].rows.get(line["GLAccount"])
    return account is not None and account["Type"] in CONTROL_ACCOUNTS and line["Account"] is not None


def open_amounts(company: Company, line: Row) -> Amount:
    """What no match has taken of a line, in the company's currency and in the line's own, with its sign."""
    parts = [part for found in company.matches.get(line["ID"], ()) for part in found.parts if part.line == line["ID"]]
    taken_dc, taken_fc = sum((p.dc for p in parts), ZERO), sum((p.fc for p in parts), ZERO)
    return Amount(line["AmountDC"] - taken_dc, line["AmountFC"] - taken_fc)


def match(
    write: Write,
    claims: Claims,
    *,
    limit: Decimal | None = None,
    rest_open: bool = False,
    write_off: Book | None = None,
    exchange: Book | None = None,
) -> MatchSet:
    """Let lines settle each other.

    Args:
        write: the circumstances.
        claims: the lines, and how much of each.
        limit: match no more than this much (above zero); the rest stays open.
        rest_open: whether the sides may differ; then the smaller one is settled and the rest of the other stays open.
        write_off: books the amount by which the sides differ, all that is claimed is settled then.
        exchange: lines that all are in one foreign currency are matched in that one, and what is left over in the
            company's currency, as they were booked at different rates, is booked by this.

    Raises:
        Refused: lines that are not there, cannot be matched, or do not belong together; amounts that are not open or
            do not balance; a difference that cannot be booked.
    """
    company = write.company
    lines = _lines(write, claims)
    wanted = {key: _wanted(write, line, claims[key]) for key, line in lines.items()}
    if write_off is not None:
        taken = wanted
    elif exchange is not None and _foreign(company, lines.values(), wanted.values()):
        first = next(iter(wanted.values()))
        most = None if limit is None else cents(abs(limit * first.fc / first.dc))
        parts = _settled(write, {key: amount.fc for key, amount in wanted.items()}, most, rest_open)
        taken = {key: Amount(_worth(company, lines[key], fc), fc) for key, fc in parts.items()}
        write_off = exchange
    else:
        parts = _settled(write, {key: amount.dc for key, amount in wanted.items()}, limit, rest_open)
        taken = {key: Amount(dc, _share_of(company, lines[key], dc)) for key, dc in parts.items()}
    rest = Amount(-sum((part.dc for part in taken.values()), ZERO), -sum((part.fc for part in taken.values()), ZERO))
    booked = None
    if write_off is not None and rest.dc:
        booked = write_off(write, list(lines.values()), rest)
        lines[booked["ID"]] = booked
        taken[booked["ID"]] = Amount(booked["AmountDC"], booked["AmountFC"])
    made = MatchSet(
        write.world.new_id(),
        write.world.local(company),
        tuple(_part(company, lines[key], amount) for key, amount in taken.items()),
        booked["EntryID"] if booked else None,
    )
    return _store(company, made, booked["ID"] if booked else None)


def match_entries(
    write: Write, entry_ids: Sequence[uuid.UUID], amount: Decimal | None = None, exchange: Book | None = None
) -> MatchSet:
    """Match what is open of entries with each other, as far as it goes: the rest of the larger side stays open.

    Of an entry with lines for several relations only those are taken that the first entry is about, and a line that
    is as large as all the other entries together goes before the others.

    Args:
        write: the circumstances.
        entry_ids: an invoice and its payment, say; two or more.
        amount: match no more than this, in the company's currency, above zero.
        exchange: as for `match`.

    Raises:
        Refused: as for `match`, or when the entries have nothing open in common.
    """
    company = write.company
    found = [_open_lines(company, entry_id) for entry_id in entry_ids]
    shared = [key for key in found[0] if all(key in lines for lines in found)] if found else []
    if not shared or len(found) < 2:
        raise Refused(texts.NOTHING_TO_MATCH.to(write.user))
    chosen = [lines[shared[0]] for lines in found]
    totals = [sum((open_amounts(company, line)[0] for line in lines), ZERO) for lines in chosen]
    claims: dict[uuid.UUID, Decimal | None] = {}
    for lines, total in zip(chosen, totals, strict=True):
        others = sum(totals, ZERO) - total
        first = [line for line in lines if open_amounts(company, line)[0] == -others]
        claims |= dict.fromkeys(line["ID"] for line in [*first, *lines])
    return match(write, claims, limit=amount, rest_open=True, exchange=exchange)


def release(company: Company, line_ids: Iterable[uuid.UUID]) -> None:
    """Undo the matches of these lines; lines that were matched with them become open again [I]."""
    table = company[TransactionLine]
    for key in line_ids:
        for undone in list(company.matches.get(key, ())):
            for part in undone.parts:
                left = company.matches[part.line]
                left.remove(undone)
                last = next((p for found in reversed(left) for p in found.parts if p.line == part.line), None)
                if part.line in table.rows:
                    table.change(part.line, {"OffsetID": last.offset if last else part.before})
                if not left:
                    del company.matches[part.line]
            _take_back(company, undone)


def _take_back(company: Company, undone: MatchSet) -> None:
    """Remove the difference that was booked for a match; in a closed period it stays, as an open item [I]."""
    table = company[TransactionLine]
    for row in table.where("EntryID", undone.difference) if undone.difference else ():
        if not closing.is_closed(company, row["FinancialYear"], row["FinancialPeriod"], row["JournalCode"]):
            table.remove(row["ID"])


def _lines(write: Write, claims: Claims) -> dict[uuid.UUID, Row]:
    company = write.company
    rows = company[TransactionLine].rows
    lines = {key: rows[key] for key in claims if key in rows}
    if len(lines) < len(claims):
        raise texts.refuse(write.user, texts.BAD_REFERENCE, texts.TRANSACTION)
    if not all(matchable(company, line) for line in lines.values()):
        raise texts.refuse(write.user, texts.NOT_ALLOWED, texts.GL_ACCOUNT)
    if len({(line["GLAccount"], line["Account"]) for line in lines.values()}) > 1:
        raise texts.refuse(write.user, texts.INVALID, texts.ACCOUNT)
    return lines


def _wanted(write: Write, line: Row, claim: Decimal | None) -> Amount:
    left = open_amounts(write.company, line)
    if not left.dc:
        raise Refused(texts.NOTHING_TO_MATCH.to(write.user))
    if claim is None:
        return left
    if not claim or (claim > 0) != (left.dc > 0) or abs(claim) > abs(left.dc):
        raise _unbalanced(write, claim - left.dc)
    return Amount(claim, _share_of(write.company, line, claim))


def _unbalanced(write: Write, difference: Decimal) -> Refused:
    return Refused(texts.NOT_SETTLED.to(write.user).format(amount=texts.money(difference)))


def _foreign(company: Company, lines: Iterable[Row], wanted: Iterable[Amount]) -> bool:
    """Whether lines are all in one foreign currency, with an amount in it."""
    currencies = {line["Currency"] for line in lines}
    return len(currencies) == 1 and company.currency not in currencies and all(amount.fc for amount in wanted)


def _settled(
    write: Write, wanted: Mapping[uuid.UUID, Decimal], limit: Decimal | None, rest_open: bool
) -> dict[uuid.UUID, Decimal]:
    """How much of each line is settled, so that both sides are equal: line by line in the order given."""
    debit = sum((amount for amount in wanted.values() if amount > 0), ZERO)
    credit = -sum((amount for amount in wanted.values() if amount < 0), ZERO)
    if debit != credit and not rest_open and limit is None:
        raise _unbalanced(write, debit - credit)
    amount = min(debit, credit) if limit is None else min(debit, credit, limit)
    if amount <= 0:
        raise Refused(texts.NOTHING_TO_MATCH.to(write.user))
    left = {True: amount, False: amount}
    taken: dict[uuid.UUID, Decimal] = {}
    for key, want in wanted.items():
        side = want > 0
        part = min(abs(want), left[side])
        if part:
            left[side] -= part
            taken[key] = part if side else -part
    return taken


def _share_of(company: Company, line: Row, dc: Decimal) -> Decimal:
    """What an amount of a line is in the line's currency."""
    left = open_amounts(company, line)
    return left.fc if dc == left.dc else cents(line["AmountFC"] * dc / line["AmountDC"])


def _worth(company: Company, line: Row, fc: Decimal) -> Decimal:
    """What an amount in the line's currency is in the company's, by the line's rate; never more than is open."""
    left = open_amounts(company, line)
    if fc == left.fc:
        return left.dc
    worth = min(abs(cents(line["AmountDC"] * fc / line["AmountFC"])), abs(left.dc))
    return worth.copy_sign(left.dc)


def _part(company: Company, line: Row, amount: Amount) -> MatchPart:
    earlier = company.matches.get(line["ID"])
    before = line["OffsetID"]
    if earlier:
        before = next(part.before for part in earlier[0].parts if part.line == line["ID"])
    return MatchPart(line["ID"], amount.dc, amount.fc, None, before)


def _store(company: Company, made: MatchSet, difference: uuid.UUID | None) -> MatchSet:
    """Keep the set and let its lines point at each other.

    Two lines point at each other [M]. Of more, each points at the first line of the other side; but a payment line
    that settles several invoices goes on pointing at its bank line [M]. What was booked for a difference comes last.
    """
    parts = sorted(made.parts, key=lambda part: part.line == difference)
    sides = {side: [part.line for part in parts if (part.dc > 0) is side] for side in (True, False)}
    alone = {side: len([line for line in lines if line != difference]) == 1 for side, lines in sides.items()}
    several = sum(part.line != difference for part in parts) > 2
    pointing: list[MatchPart] = []
    for part in made.parts:
        side = part.dc > 0
        keeps = several and alone[side] and part.before is not None
        pointing.append(replace(part, offset=part.before if keeps else next(iter(sides[not side]), part.before)))
    made = replace(made, parts=tuple(pointing))
    for part in pointing:
        company.matches.setdefault(part.line, []).append(made)
        # also where it points as before: whoever worked something out from the line has to look again
        company[TransactionLine].change(part.line, {"OffsetID": part.offset})
    return made


def _open_lines(company: Company, entry_id: uuid.UUID) -> dict[tuple[uuid.UUID, uuid.UUID], list[Row]]:
    """The open lines of an entry by control account and relation."""
    found: dict[tuple[uuid.UUID, uuid.UUID], list[Row]] = {}
    for line in company[TransactionLine].where("EntryID", entry_id):
        if matchable(company, line) and open_amounts(company, line)[0]:
            found.setdefault((line["GLAccount"], line["Account"]), []).append(line)
    return found
