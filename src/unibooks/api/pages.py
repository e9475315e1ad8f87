"""The few pages that a person sees: the docs, and how a connection ended when nobody waits for the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from unibooks.api.styles import PLAIN, Look

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

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


def page(template: str, status: int = 200, look: Look = PLAIN, **values: Any) -> HTMLResponse:
    """A page that may hold a secret, in a tenant's own colours where it has some."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(values, look=look), status, PRIVATE)


def docs_page() -> HTMLResponse:
    """The page on which the OpenAPI document can be read and tried; it needs nothing from the internet."""
    return HTMLResponse(_TEMPLATES.get_template("docs.html").render(), headers=DOCS)
