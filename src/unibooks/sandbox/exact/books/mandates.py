"""cashflow/DirectDebitMandates: which relation allows what to be collected from which of its bank accounts."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target import BankAccount
from unibooks.connectors.exact.target.cashflow import DirectDebitMandate
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.stamp import born, touched
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, Write, Writer

#: `Type` 0 core, 1 between businesses; 2 exists in the United Kingdom only [H].
TYPES: Final = frozenset({0, 1})
#: `PaymentType` 0 once, 1 again and again; 2 exists in the United Kingdom only [H].
PAYMENT_TYPES: Final = frozenset({0, 1})
#: What a mandate has when nothing is said [I].
DEFAULTS: Final[Row] = {"FirstSend": 0, "Main": 0, "PaymentType": 1, "Type": 0}


def create(write: Write, given: Row) -> Row:
    """Add a mandate; the first of a relation is its main one. Its reference is a running number if none is sent [I].

    Raises:
        Refused: relation or bank account missing or not there, or a value that will not do.
    """
    row = born(write, DirectDebitMandate)
    given = {name: value for name, value in given.items() if value is not None}
    given.setdefault("Reference", f"{write.company.code}-{len(write.company[DirectDebitMandate]) + 1:05}")
    row |= DEFAULTS | _resolve(write, given)
    _keep_file(write.company, row, given)
    write.company[DirectDebitMandate].add(row)
    _settle(write.company, row)
    return row


def update(write: Write, row: Row, given: Row) -> None:
    """Change a mandate.

    Raises:
        Refused: as for a create.
    """
    values = _resolve(write, given, row)
    _keep_file(write.company, row, given)
    write.company[DirectDebitMandate].change(row["ID"], values | touched(write))
    _settle(write.company, row)


def delete(write: Write, row: Row) -> None:
    """Remove a mandate; if it was the main one, the oldest of the others takes its place [I]."""
    table = write.company[DirectDebitMandate]
    table.remove(row["ID"])
    write.company.blobs.pop(row["ID"], None)
    left = table.where("Account", row["Account"])
    if left and not any(other["Main"] for other in left):
        table.change(left[0]["ID"], {"Main": 1})


def _resolve(write: Write, given: Row, row: Row | None = None) -> Row:
    values = {name: value for name, value in given.items() if name not in {"ID", "Attachment"}}
    now = (row or {}) | values
    company, faults = write.company, Faults(write.user)
    relation = references.account(company, now.get("Account"))
    if now.get("Account") is None:
        faults.add(texts.MISSING, texts.ACCOUNT)
    elif relation is None:
        faults.add(texts.BAD_REFERENCE, texts.ACCOUNT)
    bank = company[BankAccount].rows.get(now.get("BankAccount"))
    if now.get("BankAccount") is None:
        faults.add(texts.MISSING, texts.BANK_ACCOUNT)
    elif bank is None or (relation is not None and bank["Account"] != relation["ID"]):
        faults.add(texts.BAD_REFERENCE, texts.BANK_ACCOUNT)
    if now.get("Type") not in {None, *TYPES}:
        faults.add(texts.INVALID, texts.TYPE)
    if now.get("PaymentType") not in {None, *PAYMENT_TYPES}:
        faults.add(texts.INVALID, texts.PAYMENT_TYPE)
    signed, ended = now.get("SignatureDate"), now.get("CancellationDate")
    if signed and ended and ended < signed:
        faults.add(texts.INVALID, texts.END_DATE)
    if not (now.get("Reference") or "").strip():
        faults.add(texts.MISSING, texts.REFERENCE)
    faults.stop()
    twin = company[DirectDebitMandate].first("Reference", now["Reference"])
    if twin is not None and twin is not row:
        raise Refused(texts.EXISTS.to(write.user))
    return values


def _keep_file(company: Company, row: Row, given: Row) -> None:
    """The bytes of the signed mandate; no answer shows them."""
    if given.get("Attachment"):
        company.blobs[row["ID"]] = given["Attachment"]


def _settle(company: Company, row: Row) -> None:
    """A relation has one main mandate: the first, until another one asks to be it [I]."""
    table = company[DirectDebitMandate]
    others = [other for other in table.where("Account", row["Account"]) if other is not row]
    main = bool(row["Main"]) or not any(other["Main"] for other in others)
    for other in others:
        if main and other["Main"]:
            table.change(other["ID"], {"Main": 0})
    table.change(row["ID"], {"Main": int(main)})


WRITERS: Final = {DirectDebitMandate: Writer(create, update, delete, echoes=False)}
