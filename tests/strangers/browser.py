"""What the programs' users do: log in with a browser, and let time pass. Knows the standard library only."""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from email.message import Message
from typing import Any
from urllib.parse import parse_qs, urlsplit

SETTINGS: dict[str, Any] = json.loads(os.environ["STRANGER"])


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _headers(url: str) -> Message:
    try:
        urllib.request.build_opener(_Stay).open(url)
    except urllib.error.HTTPError as answer:
        if answer.code == 302:
            return answer.headers
        raise
    raise RuntimeError("the login page did not send the browser on")


def consent(url: str) -> str:
    """Visit the address of the authorise page and agree; the address that the browser is sent on to."""
    return str(_headers(url)["Location"])


def code_of(redirected: str) -> str:
    """The code in an address, decoded."""
    return parse_qs(urlsplit(redirected).query)["code"][0]


def wait(seconds: int) -> None:
    """Let time pass in the sandbox."""
    body = json.dumps({"advance": seconds}).encode()
    request = urllib.request.Request(SETTINGS["base"] + "/_sandbox/clock", body, method="POST")
    urllib.request.urlopen(request).close()


def tell(**facts: Any) -> None:
    """Report to the test what the program saw."""
    sys.stdout.write(json.dumps(facts, default=str))
