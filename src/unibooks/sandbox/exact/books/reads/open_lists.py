"""read/financial/PayablesListBy* and ReceivablesListBy*: parts of PayablesList and ReceivablesList."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from unibooks.connectors.exact.target import PayablesListRow, ReceivablesListRow, read
from unibooks.core.target import Entity
from unibooks.sandbox.exact.books.reads.ages import group_of, today
from unibooks.sandbox.exact.functions import Asked, Function
from unibooks.sandbox.exact.state import Row

_ACCOUNT: Final = {"accountId": "Edm.Guid"}
_GROUP: Final = {"ageGroup": "Edm.Int32"}


def _part(asked: Asked, *, whole: type[Entity]) -> Iterator[Row]:
    """The rows of the whole list that are of the relation, or of the age group, or of both."""
    day, group = today(asked), asked.given.get("ageGroup")
    rows = asked.table(whole)
    found = rows.where("AccountId", asked.given["accountId"]) if "accountId" in asked.given else rows
    return (row for row in found if group is None or group_of(row["InvoiceDate"], day) == group)


def _parts(whole: type[Entity], *parts: type[Entity]) -> dict[type[Entity], Function]:
    rows = partial(_part, whole=whole)
    return {
        part: Function(rows, given)
        for part, given in zip(parts, (_ACCOUNT, _GROUP, {**_ACCOUNT, **_GROUP}), strict=True)
    }


FUNCTIONS: Final = {
    **_parts(
        PayablesListRow,
        read.PayablesListByAccount,
        read.PayablesListByAgeGroup,
        read.PayablesListByAccountAndAgeGroup,
    ),
    **_parts(
        ReceivablesListRow,
        read.ReceivablesListByAccount,
        read.ReceivablesListByAgeGroup,
        read.ReceivablesListByAccountAndAgeGroup,
    ),
}
