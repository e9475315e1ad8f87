"""The query options of a request, and the `__next` address that carries them on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote

from unibooks.sandbox.exact.odata import errors

_KNOWN: Final = frozenset({"$filter", "$orderby", "$select", "$expand", "$top", "$skip", "$skiptoken", "$inlinecount"})
#: [R] spaces and colons are encoded in `__next`, these are left alone.
SAFE: Final = "$,'()*!/-._~"


@dataclass(frozen=True, slots=True)
class Options:
    """What the query string asks for; empty texts and None stand for options that were not given."""

    filter: str = ""
    orderby: str = ""
    select: str = ""
    expand: str = ""
    top: int | None = None
    skip: int = 0
    skiptoken: str = ""
    inlinecount: bool = False

    @property
    def shapes_a_collection(self) -> bool:
        """Whether an option was given that has no meaning for a single record."""
        paged = self.top is not None or self.skip or self.skiptoken
        return bool(self.filter or self.orderby or paged or self.inlinecount)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        raise errors.syntax()
    return int(text)


def parameters(query: str) -> dict[str, str]:
    """What a query string has beside the options: the parameters of functions; the last of equal names wins."""
    given = parse_qsl(query, keep_blank_values=True)
    return {name: value for name, value in given if not name.startswith("$")}


def parse_options(query: str) -> Options:
    """Read a query string.

    Raises:
        ODataError: 400 for an option that does not exist, comes twice or does not parse.
    """
    given: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if not name.startswith("$"):
            continue
        if name not in _KNOWN:
            raise errors.unknown_option(name)
        if name in given:
            raise errors.syntax()
        given[name] = value
    inline = given.get("$inlinecount", "none") or "none"
    if inline not in ("none", "allpages"):
        raise errors.syntax()
    return Options(
        filter=given.get("$filter", "").strip(),
        orderby=given.get("$orderby", "").strip(),
        select=given.get("$select", "").strip(),
        expand=given.get("$expand", "").strip(),
        top=_count(given["$top"]) if "$top" in given else None,
        skip=_count(given["$skip"]) if "$skip" in given else 0,
        skiptoken=given.get("$skiptoken", "").strip(),
        inlinecount=inline == "allpages",
    )


def next_query(options: Options, served: int, token: str) -> str:
    """The query string of the next page.

    [R] $skip is dropped, $top lowered by the rows served, the order is $orderby, $select, $top, $skiptoken.
    Where $filter, $expand and $inlinecount stand among them is [I].
    """
    parts = [
        ("$filter", options.filter),
        ("$expand", options.expand),
        ("$orderby", options.orderby),
        ("$inlinecount", "allpages" if options.inlinecount else ""),
        ("$select", options.select),
        ("$top", "" if options.top is None else str(options.top - served)),
        ("$skiptoken", token),
    ]
    return "&".join(f"{name}={quote(value, safe=SAFE)}" for name, value in parts if value)
