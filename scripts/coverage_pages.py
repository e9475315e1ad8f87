"""The coverage pages: what of the API each target system can do, read off the mapping tables and the evidence."""

from __future__ import annotations

from typing import Final

from reference_pages import page

from unibooks.accounting.registry import RESOURCES
from unibooks.cli.coverage_text import as_markdown
from unibooks.connectors.registry import CONNECTORS
from unibooks.core.coverage import coverage_of

INTRO: Final = (
    "What unibooks offers on Exact Online, read off the mapping tables. *read*: the field is filled in answers. *create*, "
    "*update*: it has an effect when sent; a field without a mark is named in `meta.warnings` when it is sent, and so is a filter "
    "that Exact cannot answer. Every mark was seen to work on the sandbox by a test; the build fails when one was not. "
    "`unibooks coverage exact-nl` prints the same, `GET /capabilities/exact-nl` gives it to programs, and "
    "`GET /capabilities/exact-nl/options/bills` tells what one company accepts now."
)


def exact_page() -> str:
    """Exact Online, by country."""
    parts = [as_markdown(coverage_of(c, RESOURCES)).rstrip() for c in CONNECTORS if c.system.startswith("exact-")]
    return page("Exact Online: coverage", INTRO, *parts)
