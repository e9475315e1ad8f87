"""The vendor's own program: an ordinary HTTP client that knows the public API and nothing of our code."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import aiohttp

UPSTREAM_CALLS: Final = "X-Upstream-Calls"


@dataclass(frozen=True)
class Answer:
    """One answer of the API.

    Attributes:
        calls: how many calls it cost in the accounting system; None where the API does not say.
    """

    status: int
    data: Any
    errors: Mapping[str, Any]
    warnings: list[str]
    total: int | None
    calls: int | None


@dataclass
class Vendor:
    """Who calls: the API's address and the three things that every call carries."""

    http: aiohttp.ClientSession
    url: str
    api_key: str = field(repr=False)
    account_key: str = field(default="", repr=False)
    company_id: str = ""

    async def login_url(self, system: str, callback_url: str) -> Answer:
        """Where to send the customer's browser: the one answer that is a bare text."""
        async with self.http.get(
            f"{self.url}/auth/{system}", params={"callbackUrl": callback_url}, headers=self._headers()
        ) as answer:
            text = (await answer.text()).strip()
        errors: dict[str, Any] = {} if answer.status == 200 else json.loads(text)["errors"]
        return Answer(answer.status, text, errors, [], None, None)

    async def get(self, path: str, **query: str) -> Answer:
        """GET, for the chosen company."""
        return await self._call("GET", path, query)

    async def post(self, path: str, body: Any) -> Answer:
        """POST a JSON body, for the chosen company. Decimals are written as the numbers they are."""
        return await self._call("POST", path, {}, data=_json(body), content_type="application/json")

    async def post_bill(self, bill: Any, name: str, content: bytes) -> Answer:
        """POST a bill with its PDF, as multipart."""
        form = aiohttp.FormData()
        form.add_field("bill", _json(bill))
        form.add_field("files", content, filename=name, content_type="application/pdf")
        return await self._call("POST", "/accounting/bills", {}, data=form)

    async def ask_target(self, path: str, query: Mapping[str, str]) -> Answer:
        """A call in the accounting system's own words."""
        return await self.post("/accounting/passThrough", {"path": path, "method": "GET", "query": query})

    def _headers(self) -> dict[str, str]:
        keys = {"X-API-KEY": self.api_key, "X-ACCOUNT-KEY": self.account_key}
        return {name: key for name, key in keys.items() if key}

    async def _call(
        self, method: str, path: str, query: Mapping[str, str], data: Any = None, content_type: str = ""
    ) -> Answer:
        params = {**query, **({"companyId": self.company_id} if self.company_id else {})}
        headers = self._headers() | ({"Content-Type": content_type} if content_type else {})
        async with self.http.request(method, self.url + path, params=params, headers=headers, data=data) as answer:
            body: dict[str, Any] = json.loads(await answer.text(), parse_float=Decimal)
        meta: dict[str, Any] = body["meta"] or {}
        pagination: dict[str, Any] = meta.get("pagination") or {}
        warnings: list[str] = meta.get("warnings") or []
        calls = answer.headers.get(UPSTREAM_CALLS)
        return Answer(
            status=answer.status,
            data=body["data"],
            errors=body.get("errors") or {},
            warnings=warnings,
            total=pagination.get("total"),
            calls=None if calls is None else int(calls),
        )


def file_bytes(document: Mapping[str, Any]) -> bytes:
    """The bytes of a document as the API answers it."""
    content = str(document["content"])
    return base64.b64decode(content) if document["base64Encoded"] else content.encode()


def _json(body: Any) -> str:
    # The standard library writes no Decimal; two decimals survive the way through a float's shortest form.
    return json.dumps(body, default=float)
