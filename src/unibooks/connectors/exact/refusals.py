"""What Exact means when it does not simply answer: its statuses and sentences as errors of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NoReturn
from urllib.parse import unquote

import msgspec

from unibooks.connectors.exact.answers import Unwell
from unibooks.connectors.exact.target.errors import (
    ABOUT,
    INTERNAL,
    LABELS,
    PREFIXES,
    REASONS,
    ErrorBody,
    Label,
)
from unibooks.core.errors import Downstream, Fault, Forbidden, NotFound, Rejected
from unibooks.core.http import Answer

_ERROR: Final = msgspec.json.Decoder(ErrorBody)
_SCOPE: Final = re.compile(r"Cannot (\w+) '([\w.\s-]+)' scope")
_DETAIL: Final = re.compile(r"\s*\[.*?\]|\s+-\s.*$")

#: A word of any language, in lower case -> its English one.
_PREFIX: Final = {word.lower(): english for english, words in PREFIXES.items() for word in (english, *words)}
_LABEL: Final = {word.lower(): label for label in LABELS for word in (label.english, *label.words)}

#: Statuses of a gateway or of a server that is not well; the same call can succeed later [M].
_GATEWAY: Final = frozenset({408, 502, 503, 504, 599})


def token_refused(answer: Answer) -> bool:
    """Whether the access token is not taken: a 401 in any of its forms, or the redirect to the login page [H]."""
    if answer.status == 401:
        return True
    return answer.status in (301, 302, 303, 307) and "login" in unquote(answer.headers.get("Location", "")).lower()


def check(answer: Answer, what: str, *, file: bool = False) -> None:
    """Let a good answer pass.

    Args:
        answer: any answer but a 401 and a 429.
        what: what was called, for messages, e.g. `crm/Accounts`.
        file: whether an answer of any type will do.

    Raises:
        Forbidden, NotFound, Rejected: Exact said no.
        Unwell: it said nothing of use.
    """
    status = answer.status
    if status in _GATEWAY or 300 <= status < 400:
        raise Unwell(f"Exact Online answered {status}")
    if 200 <= status < 300:
        if answer.content_type == "text/html" and not file:
            raise Unwell("a web page came instead of data, as it does during maintenance")
        return
    message = sentence(answer.body)
    if status == 403:
        _forbid(answer, message, what)
    if status == 404:
        raise NotFound(f"Exact Online has no {what}", downstream=[_quote(status, message or "not found")])
    if status >= 500 and (message is None or message.startswith(INTERNAL)):
        raise Unwell(message or f"Exact Online answered {status} without a reason")
    quoted = _quote(status, message or f"status {status} without a sentence")
    raise Rejected(f"Exact Online refused this: {quoted.translation or quoted.message}", downstream=[quoted])


def sentence(body: bytes) -> str | None:
    """The sentence of an error body, or None when the body is something else."""
    try:
        return _ERROR.decode(body).error.message.value.strip() or None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def english(text: str) -> str | None:
    """Exact's sentences in English, as far as their words are known; None when they are English already, or strange."""
    lines = [_translated(line.strip()) for line in text.split("\n")]
    joined = "; ".join(lines)
    return None if joined == "; ".join(line.strip() for line in text.split("\n")) else joined


def blamed(refusal: Rejected, sent: Mapping[str, str]) -> tuple[Fault, ...]:
    """The caller's fields that a refusal means, where its labels are known.

    Args:
        refusal: with Exact's sentences in `downstream`.
        sent: caller's path -> property, lines as `Nav[0].Property`.
    """
    found: dict[str, Fault] = {}
    for quote in refusal.downstream:
        for line in quote.message.split("\n"):
            named = _label_of(line)
            label = named[0] if named else _about(line)
            for path in _paths(label, sent) if label else ():
                found.setdefault(path, Fault(path, _translated(line.strip()), "REJECTED_BY_TARGET"))
    return tuple(found.values())


def _quote(status: int, message: str) -> Downstream:
    return Downstream(status, message, english(message))


def _forbid(answer: Answer, message: str | None, what: str) -> NoReturn:
    reason = unquote(answer.headers.get("Reason", "")).strip()
    text = message or reason or "no reason given"
    scope = _SCOPE.search(text)
    if scope:
        cure = (
            f"the app lacks the scope {scope[2]!r} (to {scope[1]}); add it to the app's registration and let the user "
            "connect again"
        )
    elif reason in REASONS:
        cure = REASONS[reason]
    else:
        cure = "the user's rights, the app's scopes or the company's package do not reach it"
    raise Forbidden(f"Exact Online does not allow {what}: {cure}", downstream=[_quote(403, text)])


def _split(line: str) -> tuple[str, str]:
    head, _, rest = line.partition(":")
    return head.strip(), rest.strip()


def _label_of(line: str) -> tuple[Label, str] | None:
    """The field that a sentence names, and what follows its name."""
    head, rest = _split(line)
    if head.lower() not in _PREFIX:
        return None
    for name in (rest, _DETAIL.sub("", rest).strip()):
        if (label := _LABEL.get(name.lower())) is not None:
            return label, rest[len(name) :]
    return None


def _about(line: str) -> Label | None:
    text = line.strip().lower()
    return ABOUT.get(_PREFIX.get(text) or _PREFIX.get(_split(text)[0], ""))


def _translated(line: str) -> str:
    """One sentence in English; what is not known stays as it is."""
    if line.lower() in _PREFIX:
        return _PREFIX[line.lower()]
    head, rest = _split(line)
    prefix = _PREFIX.get(head.lower())
    if prefix is None:
        return line
    found = _label_of(line)
    if found is None:
        return f"{prefix}: {rest}"
    label, detail = found
    # The detail may be a sentence of the same form: `Account - Used in: Documents`.
    return f"{prefix}: {label.english}{' - '.join(_translated(part) for part in detail.split(' - '))}"


def _paths(label: Label, sent: Mapping[str, str]) -> Iterator[str]:
    """The paths of what was sent as one of the label's properties; of several lines the list as a whole."""
    paths = [path for path, name in sent.items() if name.rpartition(".")[2] in label.props]
    if len(paths) <= 1:
        yield from paths
    elif all("[" in path for path in paths):
        yield paths[0].partition("[")[0]
    else:
        yield from (path for path in paths if "[" not in path)
