"""What the contract's own client accepts as an answer, said as rules over plain JSON.

The rules are those of the published TypeScript client 0.6: lenient on presence and on primitive types, strict on closed sets
and on containers, silent on what it does not know. The models come from a machine-readable copy of the contract where one
lies beside this checkout, and from the committed OpenAPI document elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT.parent / "shared" / "spec" / "unified-api.json"
OPENAPI = ROOT / "docs" / "reference" / "openapi.json"

Model = Mapping[str, "Member"]


@dataclass(frozen=True)
class Member:
    """One field of a model: `type` as `string`, `number`, `boolean`, `object`, a model's name, or any of them with `[]`."""

    type: str
    nullable: bool
    words: frozenset[str] | None = None


@dataclass(frozen=True)
class Operation:
    """An operation of the contract: which statuses its client takes, and what stands in the answer."""

    name: str
    method: str
    path: str
    statuses: frozenset[int]
    data: str
    envelope: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Contract:
    """Operations and models."""

    operations: tuple[Operation, ...]
    models: Mapping[str, Model] = field(repr=False)

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation that a request is; literal paths go before those with parameters."""
        found = [o for o in self.operations if o.method == method and o.pattern.fullmatch(path)]
        return min(found, key=lambda o: o.path.count("{"), default=None)

    def complaints(self, operation: Operation, status: int, body: Any) -> list[str]:
        """What the client would refuse in an answer that went well."""
        if status not in operation.statuses:
            return [f"status {status} instead of {sorted(operation.statuses)}"]
        if not operation.envelope:
            return list(self._value(body, operation.data, "body"))
        if not isinstance(body, dict):
            return ["the answer is no object"]
        found = [
            f"{name} is no object"
            for name in ("meta", "errors", "rawData")
            if not isinstance(body.get(name), dict | None)
        ]
        meta = body.get("meta") or {}
        if not isinstance(meta.get("warnings"), list | None):
            found.append("meta.warnings is no list")
        data = body.get("data")
        if data is None:
            return [*found, "data is missing"]
        return [*found, *self._value(data, operation.data, "data")]

    def _value(self, value: Any, kind: str, at: str) -> Iterator[str]:
        if kind.endswith("[]"):
            if not isinstance(value, list):
                yield f"{at} is no list"
                return
            for index, item in enumerate(value):
                yield from self._value(item, kind[:-2], f"{at}[{index}]")
        elif kind in self.models:
            if not isinstance(value, dict):
                yield f"{at} is no object"
                return
            for name, member in self.models[kind].items():
                yield from self._member(value.get(name), member, f"{at}.{name}")
        elif kind == "number" and not _numeric(value):
            yield f"{at} is no number: {value!r}"
        elif kind == "boolean" and not (isinstance(value, bool) or str(value).lower() in ("true", "false")):
            yield f"{at} is no boolean: {value!r}"
        elif kind == "object" and not isinstance(value, dict):
            yield f"{at} is no object"

    def _member(self, value: Any, member: Member, at: str) -> Iterator[str]:
        if value is None:
            if not member.nullable and (member.words or member.type.endswith("[]") or member.type in self.models):
                yield f"{at} must not be null"
        elif member.words is not None and not member.type.endswith("[]"):
            if value not in member.words:
                yield f"{at} is {value!r}, which the closed set lacks"
        else:
            yield from self._value(value, member.type, at)


def _numeric(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float | Decimal):
        return True
    try:
        return isinstance(value, str) and (value == "" or Decimal(value).is_finite())
    except InvalidOperation:
        return False


@cache
def contract() -> Contract:
    """The published contract where a copy of it is there, else what this project publishes of itself."""
    return published() if CONTRACT.exists() else own()


@cache
def published() -> Contract:
    """From the copy of the contract."""
    source = json.loads(CONTRACT.read_text(encoding="utf-8"))
    operations = tuple(
        Operation(
            e["operation"],
            e["method"],
            e["path"],
            frozenset(e["success_status"]),
            e["response_model"] or "object",
            e["response_envelope"] is not None,
            _pattern(e["path"]),
        )
        for e in source["endpoints"]
        if e["in_sdk"]
    )
    models = {
        name: {
            alias: Member(
                fact["type"],
                "null" in (fact.get("zod") or {}).get("response", "nullable") or bool(fact["nullable"]),
                frozenset(fact["enum"]) if fact["enum"] else None,
            )
            for alias, fact in model.items()
        }
        for name, model in source["models"].items()
    }
    return Contract(operations, models)


@cache
def own() -> Contract:
    """From the committed OpenAPI document."""
    source = json.loads(OPENAPI.read_text(encoding="utf-8"))
    schemas: Mapping[str, Any] = source["components"]["schemas"]
    operations: list[Operation] = []
    for path, verbs in source["paths"].items():
        for method, told in verbs.items():
            statuses = [int(s) for s in told["responses"] if s.startswith("2")]
            content = told["responses"][str(statuses[0])].get("content", {}).get("application/json")
            if content is None or "operationId" not in told:
                continue
            answer = schemas.get(_name(content["schema"]), content["schema"])
            enveloped = "data" in answer.get("properties", {})
            data = _member_of(answer["properties"]["data"]).type if enveloped else _member_of(content["schema"]).type
            operations.append(
                Operation(
                    told["operationId"],
                    method.upper(),
                    path,
                    frozenset(statuses),
                    data,
                    enveloped,
                    _pattern(path),
                )
            )
    models = {
        name: {alias: _member_of(told, schemas) for alias, told in schema.get("properties", {}).items()}
        for name, schema in schemas.items()
        if schema.get("type") == "object" and schema.get("properties")
    }
    return Contract(tuple(operations), models)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)))


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def _member_of(schema: Mapping[str, Any], schemas: Mapping[str, Any] | None = None) -> Member:
    options = [o for o in schema.get("anyOf", [schema]) if o.get("type") != "null"]
    nullable = len(options) < len(schema.get("anyOf", [schema]))
    one = options[0] if options else {}
    words = frozenset(one["enum"]) if "enum" in one else None
    if "$ref" in one:
        named = (schemas or {}).get(_name(one), {})
        return Member("string", nullable, frozenset(named["enum"])) if "enum" in named else Member(_name(one), nullable)
    if one.get("type") == "array":
        return Member(_member_of(one["items"]).type + "[]", nullable)
    kind = {"integer": "number", "number": "number", "boolean": "boolean", "object": "object"}.get(one.get("type", ""))
    return Member(kind or "string", nullable, words)
