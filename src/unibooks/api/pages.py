"""The few pages that a person sees: the docs, and how a connection ended when nobody waits for the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import HTMLResponse

from unibooks.api.styles import PLAIN, Look

if TYPE_CHECKING:
    from jinja2 import Environment

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"

#: Nothing from elsewhere; a page may hold an account key, so it is neither kept nor told to the next site.
PRIVATE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
DOCS: Final = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
}


@cache
def _templates() -> Environment:
    """Read when the first page is shown: most processes show none."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, status: int = 200, look: Look = PLAIN, **values: Any) -> HTMLResponse:
    """A page that may hold a secret, in a tenant's own colours where it has some."""
    return HTMLResponse(_templates().get_template(template).render(values, look=look), status, PRIVATE)


def docs_page() -> HTMLResponse:
    """The page on which the OpenAPI document can be read and tried; it needs nothing from the internet."""
    return HTMLResponse(_templates().get_template("docs.html").render(), headers=DOCS)
