"""The end user's browser, as far as the demo needs one: it opens pages, fills forms in and follows redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

import aiohttp

MOST_REDIRECTS: Final = 10


class Lost(Exception):
    """The browser did not get where the story says it would; the message says what it saw instead."""


@dataclass
class Form:
    """A form of a page.

    Attributes:
        action: where it goes, as written.
        method: `get` or `post`.
        values: what it would send as it stands, a list for each name.
        choices: every value that its boxes and lists offer, by name.
        buttons: name and value of each button that sends it.
    """

    action: str = ""
    method: str = "get"
    values: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    choices: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    buttons: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass(frozen=True)
class Page:
    """What the browser shows."""

    url: str
    status: int
    title: str
    forms: list[Form]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.title = ""
        self._in_title = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = True
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif self.forms and tag == "select":
            self._select = given.get("name", "")
        elif self.forms and tag == "option":
            self._offer(self._select, given.get("value", ""), "selected" in given)
        elif self.forms and tag in ("input", "button"):
            self._control(given, given.get("type", "submit" if tag == "button" else "text").lower())

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()

    def _control(self, given: Mapping[str, str], kind: str) -> None:
        form, name, value = self.forms[-1], given.get("name", ""), given.get("value", "")
        if kind == "submit":
            form.buttons.append((name, value))
        elif kind in ("checkbox", "radio"):
            self._offer(name, value or "on", "checked" in given)
        elif name:
            form.values.setdefault(name, []).append(value)

    def _offer(self, name: str, value: str, chosen: bool) -> None:
        self.forms[-1].choices.setdefault(name, []).append(value)
        if chosen:
            self.forms[-1].values.setdefault(name, []).append(value)


class Browser:
    """Keeps cookies; stops as soon as it is sent to `home`, the vendor's own pages, which the demo does not serve."""

    def __init__(self, http: aiohttp.ClientSession, home: str) -> None:
        self._http = http
        self._home = urlsplit(home).netloc

    async def open(self, url: str) -> Page:
        """Go to an address."""
        return await self._go("GET", url, [])

    async def submit(
        self, page: Page, values: Mapping[str, list[str]], *, press: tuple[str, str] | None = None
    ) -> Page:
        """Fill in the page's form with these values and press a button, the first one by default."""
        if not page.forms:
            raise Lost(f"the page '{page.title}' at {page.url} has no form to fill in")
        form = page.forms[0]
        filled = {**form.values, **values}
        button = press or (form.buttons[0] if form.buttons else ("", ""))
        fields = [(name, value) for name, several in filled.items() for value in several]
        fields += [button] if button[0] else []
        return await self._go(form.method.upper(), urljoin(page.url, form.action or page.url), fields)

    async def _go(self, method: str, url: str, fields: list[tuple[str, str]]) -> Page:
        for _ in range(MOST_REDIRECTS):
            if urlsplit(url).netloc == self._home:
                return Page(url, 200, "", [])
            query, body = (fields, None) if method == "GET" else (None, fields)
            async with self._http.request(method, url, params=query, data=body, allow_redirects=False) as answer:
                text = await answer.text()
            if answer.status not in (301, 302, 303, 307):
                reader = _Reader()
                reader.feed(text)
                return Page(url, answer.status, reader.title, reader.forms)
            url = urljoin(url, answer.headers["Location"])
            if answer.status != 307:
                method, fields = "GET", []
        raise Lost(f"more than {MOST_REDIRECTS} redirects, the last one to {urlsplit(url).path}")
