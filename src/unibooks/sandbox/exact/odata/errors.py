"""Errors of the protocol, with the sentences Exact uses for them.

Sentences marked [I] are those of WCF Data Services, the library behind Exact; no recording has them.
"""

from __future__ import annotations

from collections.abc import Iterable


class ODataError(Exception):
    """A request that cannot be served; becomes Exact's error envelope under this HTTP status."""

    def __init__(self, status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


def syntax() -> ODataError:
    """A query that does not parse [H]."""
    return ODataError(400, "Bad Request - Error in query syntax.")


def unrecognized(edm: str, literal: str, position: int) -> ODataError:
    """A typed literal whose content is wrong; the position counts characters of the expression [R]."""
    return ODataError(400, f"Unrecognized '{edm}' literal '{literal}' in '{position}'.")


def unsupported_filter() -> ODataError:
    """A filter that parses but reaches where Exact does not look: lists, lines, field against field [H]."""
    return ODataError(400, "This $filter parameter is not supported for this resource")


def unfiltered(names: Iterable[str]) -> ODataError:
    """A filter on properties that the resource cannot be searched by [M]; how several are joined is [I]."""
    return ODataError(400, f"Filtering on these fields is not supported: {','.join(names)}")


def no_property(name: str, type_name: str, position: int) -> ODataError:
    """A name in $filter or $orderby that the type does not have [I]."""
    return ODataError(400, f"No property '{name}' exists in type '{type_name}' at position {position}.")


def unknown_member(name: str, type_name: str) -> ODataError:
    """A name in $select or $expand that the type does not have [I]."""
    return ODataError(400, f"Could not find a property named '{name}' on type '{type_name}'.")


def incompatible(operator: str, left: str, right: str, position: int) -> ODataError:
    """A comparison of two types that do not compare [I]."""
    types = f"'{left}' and '{right}' at position {position}"
    return ODataError(400, f"Operator '{operator}' incompatible with operand types {types}.")


def unknown_option(name: str) -> ODataError:
    """A query option with a `$` that does not exist [I]."""
    text = f"The query parameter '{name}' begins with a system-reserved '$' character but is not recognized."
    return ODataError(400, text)


def not_a_collection() -> ODataError:
    """Options that shape a collection, given for one record [I]."""
    text = "Query options $orderby, $inlinecount, $skip and $top cannot be applied to the requested resource."
    return ODataError(400, text)


def no_select() -> ODataError:
    """A collection that has to be asked for by its properties, or one row at a time [H]."""
    return ODataError(400, "Please add a $select or a $top=1 statement to the query string.")


def forbidden(reason: str) -> ODataError:
    """A call that is turned away, with its Reason [H]; "" where there is none to tell. The sentence is [M]."""
    return ODataError(403, "Forbidden", (("Reason", reason),) if reason else ())


def no_access() -> ODataError:
    """A company that is not open to the user or to the app [H]."""
    return forbidden("NoDivisionAccess")


def scope_violated(verb: str, scope: str) -> ODataError:
    """A scope that the app was not registered for [H]."""
    return ODataError(403, f"Forbidden - Application Scope Violated. Cannot {verb} '{scope}' scope.")


def mandatory_filter(names: tuple[str, ...]) -> ODataError:
    """A large list without a filter, for a client whom Exact allows none [H]."""
    text = (
        "This endpoint has mandatory filtering applied. A GET request for this endpoint must have a $filter parameter "
        f"with one of the following fields in the url:{','.join(names)}."
    )
    return ODataError(400, text)


def unsupported_media() -> ODataError:
    """A form that answers or bodies are not written in: `application/xml` [H], others [I]."""
    return ODataError(415, "Unsupported media type requested.")


def no_segment(segment: str) -> ODataError:
    """A resource or key that is not there; the status is [M], the sentence [I]."""
    return ODataError(404, f"Resource not found for the segment '{segment}'.")


def stream(detail: str) -> ODataError:
    """A request body that is not what the resource takes [H]."""
    return ODataError(400, f"Error processing request stream. {detail}")
