"""financial/GLClassifications and GLAccountClassificationMappings: under which heading of the annual accounts a
ledger account is shown.

The scheme is ours [I]: a short tree for the balance sheet and for profit and loss, in the manner of the Dutch reference
scheme, whose own codes and words are not repeated here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final, NamedTuple

from unibooks.connectors.exact.target import Division
from unibooks.connectors.exact.target.financial import GLAccountClassificationMapping, GLClassification
from unibooks.sandbox.exact.books import references, texts
from unibooks.sandbox.exact.books.stamp import born
from unibooks.sandbox.exact.books.texts import Faults
from unibooks.sandbox.exact.state import Company, Refused, Row, World, Write, Writer
from unibooks.sandbox.exact.virtual import Virtual

#: Key, code and name of the one scheme there is.
SCHEME: Final = (uuid.UUID("a0d6f3e2-5c1b-4f97-8e24-7b39d1c58a60"), "JR", "Rubrieken jaarrekening")
_KIND: Final = uuid.UUID("c7e2b914-06fd-4ad1-9b3c-52f8e0476d1a")


class Heading(NamedTuple):
    """A heading: its code, name and side, and the types of ledger account that belong under it, none for a group."""

    code: str
    name: str
    side: str
    kinds: tuple[int, ...] = ()

    @property
    def parent(self) -> str | None:
        """The code of the heading above."""
        return self.code.rpartition(".")[0] or None


HEADINGS: Final = (
    Heading("B", "Balans", "debit"),
    Heading("B.1", "Bezittingen", "debit"),
    Heading("B.1.1", "Vaste middelen", "debit", (30, 35)),
    Heading("B.1.2", "Voorraden", "debit", (40,)),
    Heading("B.1.3", "Nog te ontvangen bedragen", "debit", (20, 21, 26, 32)),
    Heading("B.1.4", "Kas en bank", "debit", (10, 12, 14, 16)),
    Heading("B.1.5", "Overige balansposten", "debit", (90, 300)),
    Heading("B.2", "Vermogen en schulden", "credit"),
    Heading("B.2.1", "Vermogen van de onderneming", "credit", (50, 52)),
    Heading("B.2.2", "Schulden op lange termijn", "credit", (55,)),
    Heading("B.2.3", "Leveranciers", "credit", (22,)),
    Heading("B.2.4", "Belastingen en btw", "credit", (24, 29, 100)),
    Heading("B.2.5", "Overige schulden op korte termijn", "credit", (25, 27, 60)),
    Heading("W", "Winst en verlies", "credit"),
    Heading("W.1", "Opbrengst van verkopen", "credit", (110,)),
    Heading("W.2", "Kosten van het verkochte", "debit", (111, 302)),
    Heading("W.3", "Kosten van personeel", "debit", (125, 126)),
    Heading("W.4", "Afschrijving", "debit", (122,)),
    Heading("W.5", "Kosten van de bedrijfsvoering", "debit", (120, 121, 123, 301)),
    Heading("W.6", "Rente", "credit", (160,)),
    Heading("W.7", "Bijzondere baten en lasten", "credit", (130, 140)),
    Heading("W.8", "Belasting over de winst", "debit", (150,)),
)
#: The code of the heading for each type of ledger account.
BY_TYPE: Final = {kind: heading.code for heading in HEADINGS for kind in heading.kinds}


def key(code: str) -> uuid.UUID:
    """The key of the heading with this code, the same in every company."""
    return uuid.uuid5(SCHEME[0], code)


_HEADINGS: Final = {key(heading.code): heading for heading in HEADINGS}


def classifications(_world: World, company: Company) -> Iterator[Row]:
    """The rows of financial/GLClassifications, as old as the company."""
    founded = references.division(company)
    stamps = ("Created", "Creator", "CreatorFullName", "Modified", "Modifier", "ModifierFullName")
    for heading in HEADINGS:
        yield {
            **{name: founded[name] for name in stamps},
            "ID": key(heading.code),
            "Abstract": not heading.kinds,
            "Balance": heading.side,
            "Code": heading.code,
            "Description": heading.name,
            "Division": company.code,
            "IsTupleSubElement": False,
            "Name": f"{SCHEME[1]}-{heading.code}",
            "Nillable": True,
            "Parent": key(heading.parent) if heading.parent else None,
            "PeriodType": "instant" if heading.code.startswith("B") else "duration",
            "SubstitutionGroup": "item",
            "TaxonomyNamespace": SCHEME[0],
            "TaxonomyNamespaceDescription": SCHEME[2],
            "Type": _KIND,
        }


def create(write: Write, given: Row) -> Row:
    """Put a ledger account under a heading.

    Raises:
        Refused: something is missing or not there, the heading is a group, or the account stands in the scheme already.
    """
    row = born(write, GLAccountClassificationMapping) | _resolve(write, given)
    return write.company[GLAccountClassificationMapping].add(row)


def update(write: Write, row: Row, given: Row) -> None:
    """Put a ledger account under another heading.

    Raises:
        Refused: as for a create.
    """
    write.company[GLAccountClassificationMapping].change(row["ID"], _resolve(write, given, row))


def delete(write: Write, row: Row) -> None:
    """Take a ledger account out of the scheme."""
    write.company[GLAccountClassificationMapping].remove(row["ID"])


def _resolve(write: Write, given: Row, row: Row | None = None) -> Row:
    now = (row or {}) | given
    faults = Faults(write.user)
    account = references.gl_account(write.company, now.get("GLAccount"))
    heading = _HEADINGS.get(now.get("Classification") or uuid.UUID(int=0))
    for name, label, found in (
        ("GLAccount", texts.GL_ACCOUNT, account is not None),
        ("Classification", texts.CLASSIFICATION, heading is not None),
        ("GLSchemeID", texts.GL_SCHEME, now.get("GLSchemeID") == SCHEME[0]),
    ):
        if now.get(name) is None:
            faults.add(texts.MISSING, label)
        elif not found:
            faults.add(texts.BAD_REFERENCE, label)
    if heading is not None and not heading.kinds:
        faults.add(texts.INVALID, texts.CLASSIFICATION)
    faults.stop()
    for twin in write.company[GLAccountClassificationMapping].where("GLAccount", now["GLAccount"]):
        if twin is not row:
            raise Refused(texts.EXISTS.to(write.user))
    code, text = references.described(account, "Code", "Description")
    return {
        "Classification": now["Classification"],
        "ClassificationCode": heading.code if heading else None,
        "ClassificationDescription": heading.name if heading else None,
        "GLAccount": now["GLAccount"],
        "GLAccountCode": code,
        "GLAccountDescription": text,
        "GLSchemeCode": SCHEME[1],
        "GLSchemeDescription": SCHEME[2],
        "GLSchemeID": SCHEME[0],
    }


WRITERS: Final = {GLAccountClassificationMapping: Writer(create, update, delete, echoes=False)}
VIRTUALS: Final = {GLClassification: Virtual(classifications, (Division,))}
