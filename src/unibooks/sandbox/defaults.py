"""What a sandbox is started with where nobody says otherwise. Its secrets guard nothing but the sandbox."""

from __future__ import annotations

from typing import Final

PORT: Final = 9000
URL: Final = f"http://127.0.0.1:{PORT}"
CLIENT_ID: Final = "0b1a7c6e-5f0d-4c1b-9a3e-5a17d0b00c5e"
CLIENT_SECRET: Final = "sandbox-secret"  # noqa: S105 - it guards a sandbox
WEBHOOK_SECRET: Final = "sandbox-webhook-secret"  # noqa: S105 - as above
#: Where browsers are sent back to after a login; nothing has to listen there.
REDIRECT_URI: Final = "https://app.example/callback"
#: That of an unibooks without settings.
UNIBOOKS_REDIRECT_URI: Final = "http://127.0.0.1:8000/auth/callback/exact-nl"
