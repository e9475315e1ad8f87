"""Write the OpenAPI document to docs/reference/openapi.json. A test fails when it is stale.

python scripts/generate_openapi.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from unibooks.api.app import create_app, openapi
from unibooks.api.services import Services
from unibooks.settings import load

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "openapi.json"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Nothing is opened: the document depends on the registry and the routes alone.
        settings = load(database_url=f"sqlite:///{folder}/unused.db", vault_keys_file=Path(folder) / "vault.keys")
        document = openapi(create_app(Services(settings)))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(document, indent=2) + "\n")
    print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
