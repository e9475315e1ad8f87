"""The OpenAPI document, as it is committed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from unibooks.api.app import create_app, openapi
from unibooks.api.services import Services
from unibooks.settings import load


def openapi_page() -> str:
    """The document as text. Nothing is opened: it depends on the registry and the routes alone."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(database_url=f"sqlite:///{folder}/unused.db", vault_keys_file=Path(folder) / "vault.keys")
        document = openapi(create_app(Services(settings)))
    return json.dumps(document, indent=2) + "\n"
