"""One POST to an address that an app named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import aiohttp

#: seconds that a receiver gets; how long Exact waits is not known
PATIENCE: Final = 10


class Poster:
    """Posts bodies and tells the status. Redirects are not followed."""

    def __init__(self) -> None:
        self._http: aiohttp.ClientSession | None = None

    async def post(self, url: str, body: bytes) -> tuple[int, str]:
        """The status of the answer and its phrase; 0 when none came."""
        # the client takes long to load, and most sandboxes never send anything
        import aiohttp

        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        headers = {"Content-Type": "application/json"} if body else {}
        try:
            async with self._http.post(url, data=body, headers=headers, allow_redirects=False) as response:
                return response.status, response.reason or ""
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return 0, "no answer"

    async def close(self) -> None:
        """Let the connections go."""
        if self._http is not None:
            await self._http.close()
            self._http = None
