"""Write docs/reference/ and .env.example from the code; with `--check`, fail when one of them is stale."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coverage_pages import exact_page
from openapi_page import openapi_page
from reference_pages import behaviours_page, cli_page, controls_page, env_example, errors_page, settings_page

ROOT: Final = Path(__file__).parent.parent
PAGES: Final[dict[str, Callable[[], str]]] = {
    "docs/reference/settings.md": settings_page,
    "docs/reference/errors.md": errors_page,
    "docs/reference/cli.md": cli_page,
    "docs/reference/connectors/exact.md": exact_page,
    "docs/reference/sandbox-behaviours.md": behaviours_page,
    "docs/reference/sandbox-controls.md": controls_page,
    "docs/reference/openapi.json": openapi_page,
    ".env.example": env_example,
}


def main() -> int:
    """The exit code: 1 when a check finds a stale page."""
    checking = "--check" in sys.argv[1:]
    stale: list[str] = []
    for name, make in PAGES.items():
        path = ROOT / name
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if checking:
            stale.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    for name in stale:
        print(f"{name} is stale: run `make docs` and commit it", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
