"""crm/BankAccounts: where relations want to be paid."""

from __future__ import annotations

import re
from typing import Final

from stdnum import iban  # type: ignore[import-untyped]

from unibooks.connectors.exact.target import BankAccount
from unibooks.connectors.exact.target.cashflow import DirectDebitMandate
from unibooks.sandbox.exact.books import mains, references, texts
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Write

_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{4,30}", re.ASCII)
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
#: Only accounts of relations can be made through the API [H: reference page].
RELATION: Final = "A"


def create(write: Write, given: Row) -> Row:
    """Add a bank account; the first one of a relation is its main one.

    Raises:
        Refused: relation or number missing or wrong, or the relation has this number already.
    """
    return _add(write, _resolve(write, given))


def nested(write: Write, posted: list[Row], faults: Faults) -> list[Row]:
    """The values of bank accounts that come with a new relation; no number may come twice."""
    found: list[Row] = []
    for given in posted:
        values = {name: value for name, value in given.items() if name not in {"Account", "ID"}}
        _numbers(values, values, faults)
        if any(values.get("BankAccount") == other.get("BankAccount") for other in found):
            faults.say(texts.EXISTS.to(write.user))
        found.append(values)
    return found


def add_all(write: Write, relation: Row, found: list[Row]) -> None:
    """Add the bank accounts of a new relation, as `nested` gave them."""
    for values in found:
        holder = values.get("BankAccountHolderName") or relation["Name"]
        _add(write, values | {"Account": relation["ID"], **_named(relation, holder)})


def _add(write: Write, values: Row) -> Row:
    row = born(write, BankAccount)
    row |= {"Blocked": False, "Main": False, "Type": RELATION, "TypeDescription": texts.ACCOUNT.to(write.user)}
    row |= {name: value for name, value in values.items() if value is not None}
    table = write.company[BankAccount]
    table.add(row)
    mains.settle(table, row, of(write.company, row["Account"]))
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change a bank account, which may move to another relation.

    Raises:
        Refused: as for a create.
    """
    table, before = write.company[BankAccount], row["Account"]
    values = _resolve(write, given, row)
    if values.get("Account", before) != before:
        values.setdefault("Main", False)
    table.change(row["ID"], values | touched(write))
    mains.settle(table, row, of(write.company, row["Account"]))
    mains.inherit(table, of(write.company, before))


def delete(write: Write, row: Row) -> None:
    """Remove a bank account; if it was the main one, the oldest of the others takes its place [I].

    Raises:
        Refused: a mandate names it.
    """
    table = write.company[BankAccount]
    if write.company[DirectDebitMandate].first("BankAccount", row["ID"]) is not None:
        detail = f" - {texts.USED_IN.to(write.user)}: {texts.DIRECT_DEBIT_MANDATES.to(write.user)}"
        raise texts.refuse(write.user, texts.UNDELETABLE, texts.BANK_ACCOUNT, detail)
    table.remove(row["ID"])
    mains.inherit(table, of(write.company, row["Account"]))


def of(company: Company, account: object) -> list[Row]:
    """The bank accounts of a relation."""
    return company[BankAccount].where("Account", account)


def follow(company: Company, relation: Row) -> None:
    """Bring what the bank accounts say of their relation up to date."""
    for row in of(company, relation["ID"]):
        company[BankAccount].change(row["ID"], {"AccountName": relation["Name"]})


def remove_all(company: Company, relation: Row) -> None:
    """Remove the bank accounts of a relation that goes."""
    for row in of(company, relation["ID"]):
        company[BankAccount].remove(row["ID"])


def _resolve(write: Write, given: Row, row: Row | None = None) -> Row:
    values = {name: value for name, value in given.items() if name != "ID"}
    now = (row or {}) | values
    faults = Faults(write.user)
    relation = references.account(write.company, now.get("Account"))
    if now.get("Account") is None:
        faults.add(texts.MISSING, texts.ACCOUNT)
    elif relation is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    _numbers(values, now, faults)
    faults.stop()
    number = now["BankAccount"] if "BankAccount" not in values else values["BankAccount"]
    for twin in of(write.company, now["Account"]):
        if twin is not row and twin["BankAccount"] == number:
            raise Refused(texts.EXISTS.to(write.user))
    if relation is not None:
        values |= _named(relation, now.get("BankAccountHolderName") or relation["Name"])
    return values


def _named(relation: Row, holder: str) -> Row:
    return {"AccountName": relation["Name"], "BankAccountHolderName": holder}


def _numbers(values: Row, now: Row, faults: Faults) -> None:
    _number(values, now, faults)
    if values.get("BICCode"):
        values["BICCode"] = _compact(values["BICCode"])
        if not _BIC.fullmatch(values["BICCode"]):
            faults.add(texts.INVALID, texts.BIC)


def _number(values: Row, now: Row, faults: Faults) -> None:
    """The number as it is stored, and what follows from it; what looks like an IBAN has to be one [I]."""
    if not (now.get("BankAccount") or "").strip():
        # [M] one report: the three sentences come together
        faults.add(texts.MISSING, texts.BANK_ACCOUNT_NUMBER)
        faults.add(texts.MISSING, texts.BANK_ACCOUNT)
        faults.add(texts.MISSING, texts.FORMAT)
    if not values.get("BankAccount"):
        return
    number = _compact(values["BankAccount"])
    international = _IBAN.fullmatch(number) is not None
    if international and not iban.is_valid(number, check_country=False):
        faults.add(texts.INVALID, texts.BANK_ACCOUNT)
    values |= {
        "BankAccount": number if international else values["BankAccount"].strip(),
        "IBAN": number if international else None,
        "Format": "IBAN" if international else "NONE",
    }


def _compact(text: str) -> str:
    return "".join(text.split()).upper()
