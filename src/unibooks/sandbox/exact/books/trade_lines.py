"""One line of a purchase or sales entry: its references and its VAT."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from unibooks.sandbox.exact.books import dimensions, projects, references, texts, vat_lines
from unibooks.sandbox.exact.books.amounts import ZERO, cents, sane, split
from unibooks.sandbox.exact.books.entry_rules import DESCRIPTION_WIDTH
from unibooks.sandbox.exact.books.texts import Faults, Text
from unibooks.sandbox.exact.books.trade import Trade
from unibooks.sandbox.exact.books.vat_lines import WITH_AMOUNT, Rules
from unibooks.sandbox.exact.state import Row, Write

#: Ledger accounts that Exact posts to by itself: receivables, payables, VAT. A report says so of sales entries.
CONTROL_TYPES: Final = frozenset({20, 22, 24})

#: References to things that these companies do not have, so that every one of them is unknown.
ABSENT: Final[tuple[tuple[str, Text], ...]] = (
    ("Asset", texts.ASSET),
    ("ProjectWBS", texts.PROJECT),
    ("Subscription", texts.SUBSCRIPTION),
)

COMPUTED: Final = frozenset({"EntryID", "ID"})


def resolve(
    trade: Trade, write: Write, given: Row, faults: Faults, party: Row | None, rules: Rules, line: Row | None = None
) -> Row:
    """The properties of a line after this write, amounts in the entry's currency; `line` is the line as it stands."""
    row = {name: value for name, value in given.items() if name not in COMPUTED}
    now = ({} if line is None else line) | row
    gl = ledger_account(write, now, faults, line)
    if gl is not None:
        row |= {"GLAccountCode": gl["Code"], "GLAccountDescription": gl["Description"]}
    for name, label in ABSENT:
        if row.get(name):
            faults.add(texts.BAD_REFERENCE, label)
    row |= dimensions.on_line(write, now, gl, faults, line)
    found = projects.on_line(write, now, faults, line)
    row |= {"Project": found["Project"], "ProjectDescription": found["ProjectDescription"]}
    if len(row.get("Description") or "") > DESCRIPTION_WIDTH:
        faults.add(texts.INVALID, texts.DESCRIPTION)
    _span(now, faults)
    code = _code(trade, write, row, now, faults, gl, party, rules)
    return row | _amounts(trade, write, row, now, faults, code, line)


def ledger_account(write: Write, now: Row, faults: Faults, line: Row | None = None) -> Row | None:
    """The ledger account that a line names, None when there is none; `line` is the line as it stands."""
    key = now.get("GLAccount")
    if key is None:
        faults.add(texts.MISSING, texts.GL_ACCOUNT)
        return None
    gl = references.gl_account(write.company, key)
    if gl is None:
        faults.add(texts.BAD_REFERENCE, texts.GL_ACCOUNT)
    elif gl["Type"] in CONTROL_TYPES:
        faults.add(texts.INVALID, texts.GL_ACCOUNT_TYPE)
    elif gl["IsBlocked"] and (line is None or line["GLAccount"] != key):
        faults.add(texts.BLOCKED, texts.GL_ACCOUNT)
    return gl


def _span(now: Row, faults: Faults) -> None:
    start, end = now.get("From"), now.get("To")
    if start and not end:
        faults.add(texts.MISSING, texts.TO)
    elif end and not start:
        faults.add(texts.MISSING, texts.FROM)
    elif start and end and end < start:
        faults.add(texts.INVALID, texts.TO)


def _code(
    trade: Trade, write: Write, row: Row, now: Row, faults: Faults, gl: Row | None, party: Row | None, rules: Rules
) -> Row | None:
    """The VAT code that applies, None for no VAT."""
    code: str | None = now.get("VATCode")
    if code is None:
        if row.get("VATPercentage"):
            return vat_lines.by_rate(write.company, row["VATPercentage"], trade.foreign_vat)
        return _default_code(trade, write, gl, party) if rules.absent_vat_code == "default" else None
    if "VATCode" not in row:
        return references.vat_code(write.company, code)
    found = vat_lines.given_code(write, code, faults)
    if found is not None and not found["IsBlocked"] and found["VATTransactionType"] == trade.foreign_vat:
        faults.add(texts.NOT_ALLOWED, texts.VAT_CODE)
    return found


def _default_code(trade: Trade, write: Write, gl: Row | None, party: Row | None) -> Row | None:
    for code in ((gl or {}).get("VATCode"), (party or {}).get(trade.vat_code)):
        found = references.vat_code(write.company, code) if code else None
        if found is not None and not found["IsBlocked"] and found["VATTransactionType"] != trade.foreign_vat:
            return found
    return None


def _amounts(trade: Trade, write: Write, row: Row, now: Row, faults: Faults, code: Row | None, line: Row | None) -> Row:
    # [R] A line without AmountFC is a line of zero, not a fault, although the reference page calls it mandatory.
    amount = now.get("AmountFC") or ZERO
    kind, charged = (code["Type"], code["Charged"]) if code else ("N", False)
    percentage = _percentage(row, line, code, faults)
    if charged and trade.selling:
        # [I] whoever buys owes the VAT of a reverse charge; the sale has its base only
        kind, percentage = "B", ZERO
    # A prescribed VAT amount holds until the line's amount, code or rate is changed.
    stale = any(name in row for name in ("AmountFC", "VATCode", "VATPercentage"))
    vat = row.get("VATAmountFC") if stale or "VATAmountFC" in row else now.get("VATAmountFC")
    if not sane(amount) or not sane(vat):
        faults.add(texts.INVALID, texts.AMOUNT)
        return {}
    if vat and (kind not in WITH_AMOUNT or not percentage):
        faults.say(texts.NO_VAT_AMOUNT.to(write.user))
    if percentage and code and code["GLToPay" if trade.selling else "GLToClaim"] is None:
        faults.add(texts.INVALID, texts.VAT_PAY_ACCOUNT if trade.selling else texts.VAT_CLAIM_ACCOUNT)
    amount = cents(amount)
    taxed = split(amount, kind, percentage, charged, None if vat is None else cents(vat))
    return {
        "AmountFC": amount,
        "VATCode": code["Code"] if code else None,
        "VATCodeDescription": code["Description"] if code else None,
        "VATPercentage": percentage,
        "VATAmountFC": taxed.vat,
        "VATBaseAmountFC": taxed.base if code and kind != "N" else ZERO,
    }


def _percentage(row: Row, line: Row | None, code: Row | None, faults: Faults) -> Decimal:
    """The rate that applies: as sent, else as it stands under the same code, else the code's."""
    if row.get("VATPercentage") is None and line is not None and "VATCode" not in row:
        return line["VATPercentage"]
    return vat_lines.percentage(code, row.get("VATPercentage"), faults)


def net(line: Row, code: Row | None) -> Decimal:
    """What the line's ledger account gets: the amount without the VAT that an inclusive code leaves inside."""
    contained = code is not None and code["Type"] == "I" and not code["Charged"]
    return line["AmountFC"] - line["VATAmountFC"] if contained else line["AmountFC"]
