"""The OpenAPI document and the page that shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from openapi_spec_validator import validate
from starlette.routing import Mount
from tests.api.conftest import Client

from unibooks.accounting.registry import RESOURCES
from unibooks.api.app import _bodies, create_app, openapi
from unibooks.api.examples import EXAMPLES
from unibooks.api.pages import STATIC
from unibooks.api.services import Services

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "reference" / "openapi.json"
CONTRACT = ROOT / ".." / "shared" / "spec" / "unified-api.json"

UNDOCUMENTED = {"/", "/docs", "/openapi.json", "/auth/callback/{system}"}


async def test_it_is_valid_and_served(api: Client) -> None:
    served = (await api.get("/openapi.json")).body
    assert served["openapi"] == "3.1.0"
    validate(json.loads(json.dumps(served, default=float)))


def test_the_committed_document_is_fresh(services: Services) -> None:
    cure = "run `make docs`"
    assert COMMITTED.read_text() == json.dumps(openapi(create_app(services)), indent=2) + "\n", cure


def test_every_route_is_documented(services: Services) -> None:
    app = create_app(services)
    routes = {(r.path, m) for r in app.routes if not isinstance(r, Mount) for m in r.methods}
    told = {(path, m.upper()) for path, operations in openapi(app)["paths"].items() for m in operations}
    assert routes - told == {(path, "GET") for path in UNDOCUMENTED}
    assert told <= routes


def test_every_operation_tells_its_errors_its_keys_and_its_models(services: Services) -> None:
    document = openapi(create_app(services))
    schemas = document["components"]["schemas"]
    for resource in RESOURCES:
        if resource.operation("get"):
            assert set(schemas[resource.read.__name__]["properties"]) >= {"id"}
        for path, operations in document["paths"].items():
            if not path.startswith("/accounting"):
                continue
            for operation in operations.values():
                assert operation["security"] == [{"ApiKey": [], "AccountKey": []}]
                assert {"400", "401", "403", "404", "405", "429", "503"} <= set(operation["responses"])
                assert "422" not in operation["responses"] or "requestBody" in operation
    create = document["paths"]["/accounting/bills"]["post"]
    assert set(create["requestBody"]["content"]) == {"application/json", "multipart/form-data"}
    assert create["responses"]["201"]["content"]["application/json"]["schema"]["$ref"].endswith("/BillAnswer")
    assert "HTTPValidationError" not in schemas


def test_names_are_those_of_the_contract(services: Services) -> None:
    names = {
        "getAccounts": "/accounting/accounts",
        "getAccount": "/accounting/accounts/{accountId}",
        "getSuppliers": "/accounting/suppliers",
        "getSupplier": "/accounting/suppliers/{contactId}",
        "createSupplier": "/accounting/suppliers",
        "getBills": "/accounting/bills",
        "getBill": "/accounting/bills/{billId}",
        "createBill": "/accounting/bills",
        "getBillDocument": "/accounting/bills/{billId}/document",
        "createPassThroughRequest": "/accounting/passThrough",
    }
    document = openapi(create_app(services))
    told = {o["operationId"]: path for path, operations in document["paths"].items() for o in operations.values()}
    assert told.items() >= names.items()


def test_the_parameters_of_a_list(services: Services) -> None:
    operation = openapi(create_app(services))["paths"]["/accounting/bills"]["get"]
    told = {p["name"]: p["schema"] for p in operation["parameters"]}
    expected = {"page", "limit", "cursor", "lastModifiedAt", "environmentName", "companyId", "rawData"}
    assert set(told) == expected | {"status", "paymentStatus", "orderField", "orderDir"}
    assert told["orderDir"]["enum"] == ["ASC", "DESC"]
    assert "DRAFT" in told["status"]["enum"]
    assert told["page"]["type"] == "integer"


async def test_the_docs_page_needs_nothing_from_elsewhere(api: Client) -> None:
    page = await api.get("/docs")
    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    for link in links:
        if not link.startswith("data:"):
            reply = await api.get(f"/{link}")
            assert (link, reply.status) == (link, 200)
    assert "http" not in (STATIC / "docs.js").read_text()
    assert (await api.get("/")).headers["Location"] == "/docs"


def test_every_example_is_a_body_that_its_model_takes(services: Services) -> None:
    models = {model.__name__: model for model in _bodies()}
    assert set(EXAMPLES) == set(models)
    for name, example in EXAMPLES.items():
        assert not models[name].model_validate(example).model_extra
