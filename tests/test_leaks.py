"""The check that no log holds a secret: it can fail."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.leaks import leaks

from unibooks.core.secret import Secret


@pytest.mark.parametrize("make", [lambda: secrets.token_urlsafe(32), lambda: secrets.token_hex(32)])
def test_whatever_is_made_is_known_wherever_it_stands(make) -> None:
    text = make()
    for line in (
        text,
        f"url=/x?accountKey={text}&y=1",
        f'{{"token": "{text}"}}',
        f"Bearer {text}.",
        quote(f"!{text}!"),
    ):
        assert leaks(line) == [f"{text[:4]}…"], line
    assert leaks(text[:-1]) == []
    assert leaks(Secret(f"{text[:20]}!{text}").reveal()[:12]) == []


def test_whatever_becomes_a_secret_is_known() -> None:
    Secret("a-client-secret-of-a-test/with=odd characters")
    assert leaks("clientSecret=a-client-secret-of-a-test/with") != []


SUITE = """
import logging
import secrets
import sys

from unibooks.core.secret import Secret


def test_log():
    logging.getLogger("x").warning("token %s", secrets.token_urlsafe(32))


def test_err():
    sys.stderr.write(Secret("a secret-of-considerable-length").reveal())


def test_fine():
    print(Secret("another-secret-of-considerable-length"))
"""


def test_a_test_that_logs_a_secret_fails(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    (tmp_path / "test_some.py").write_text(SUITE)
    paths = os.pathsep.join([str(root), str(root / "src")])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.leaks", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "3 passed, 2 errors" in done.stdout
    wrote = [line for line in done.stdout.splitlines() if line.endswith("wrote secrets:")]
    assert {line.split("::")[1].split()[0] for line in wrote} == {"test_log", "test_err"}
