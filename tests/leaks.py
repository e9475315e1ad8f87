"""No secret in any log: everything that the suite itself takes for a secret is looked for in everything it writes.

Each text that becomes a `Secret`, and each random one that the product or the sandbox makes, is noted when it is made. When a
test ends, what was written during it, to standard output, to standard error and to the log, must hold none of those
known so far. In a run with several workers each looks after its own tests.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Generator, Iterable
from typing import Any, Final

import pytest

from unibooks.core.secret import Secret

#: Shorter texts are words of tests, and stand in other words.
SHORTEST: Final = 16
#: Whoever writes a secret may have percent-encoded some of it.
_ENCODED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_PIECE: Final = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST},}}")
#: An id is no secret, though a key can be revoked by it.
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

KNOWN: Final[set[str]] = set()


def note(text: str) -> None:
    """Take a text for a secret from now on: its longest piece without characters that an encoding could change."""
    piece = max(_PIECE.findall(text), key=len, default="")
    if piece and not _ID.fullmatch(text):
        KNOWN.add(piece)


def leaks(text: str) -> list[str]:
    """The known secrets in a text, each cut short."""
    pieces = _PIECE.findall(_ENCODED.sub(" ", text))
    # A secret of 64 hex digits, say, is a piece of its own wherever it stands; a key may follow a prefix.
    return sorted({f"{piece[:4]}…" for piece in pieces if piece in KNOWN})


@pytest.fixture(autouse=True, scope="session")
def _noted() -> Generator[None]:
    """Note every secret of the session where it is made."""
    made, url, hexadecimal = Secret.__init__, secrets.token_urlsafe, secrets.token_hex

    def init(self: Secret, text: str) -> None:
        note(text)
        made(self, text)

    def noted(make: Callable[..., str]) -> Callable[..., str]:
        def maker(size: int | None = None) -> str:
            text = make(size)
            note(text)
            return text

        return maker

    patch = pytest.MonkeyPatch()
    patch.setattr(Secret, "__init__", init)
    patch.setattr(secrets, "token_urlsafe", noted(url))
    patch.setattr(secrets, "token_hex", noted(hexadecimal))
    yield
    patch.undo()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Fail a test that wrote a secret. A test that failed already shows what it likes."""
    report = yield
    if call.when == "teardown" and report.passed:
        told = _told(report.sections)
        if told:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} wrote secrets:\n" + "\n".join(told)
    return report


def _told(sections: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {', '.join(found)}" for name, text in sections if (found := leaks(text))]
