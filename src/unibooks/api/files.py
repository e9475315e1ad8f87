"""Files that are stored by themselves: sent as a form, told which endings they may have, and given back as bytes."""

from __future__ import annotations

import base64
import re
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from unibooks.accounting.base import FileContent
from unibooks.accounting.files import FILES, CreateFile, DocumentExtensions
from unibooks.api import envelope
from unibooks.api.answers import one
from unibooks.api.faults import faults_of
from unibooks.api.identity import call_of, need_company
from unibooks.api.openapi import REQUEST_ID, describe, errors, form_body, path_parameter, query_parameters
from unibooks.api.queries import Parameters, Query, Scope
from unibooks.api.routes import Endpoint, mapping_of
from unibooks.api.services import Services
from unibooks.api.uploads import receive_file

#: A media type that can stand in a header; anything else is told as bytes.
_MEDIA: Final = re.compile(r"[\w.+-]+/[\w.+-]+")
#: A file of a stranger is kept by a browser, never shown or run in this site's name.
_INERT: Final = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


class Part(Parameters):
    """Which file of a document is meant."""

    attachment_id: str | None = None


def add_files(app: FastAPI, services: Services) -> None:
    """Serve what is no operation by rule. It goes before those, whose path of one file would catch `documentExtensions`."""
    shared: dict[str, Any] = {"tags": [FILES.name]}
    app.add_api_route(
        FILES.path,
        _create(services),
        methods=["POST"],
        operation_id="postFile",
        summary="Store a file",
        **shared,
        **describe(one(FileContent), Scope, status=201, body=form_body(CreateFile, "file")),
    )
    app.add_api_route(
        f"{FILES.path}/documentExtensions",
        _extensions(services),
        methods=["GET"],
        operation_id="getDocumentExtensions",
        summary="List the endings of file names that can be stored",
        **shared,
        **describe(one(DocumentExtensions), Scope),
    )
    app.add_api_route(
        f"{FILES.path}/{{{FILES.parameter}}}/content",
        _content(services),
        methods=["GET"],
        operation_id="getFileContent",
        summary="Get the bytes of a file",
        response_class=Response,
        response_model=None,
        responses={200: _BYTES} | errors(),
        openapi_extra={
            "security": [{"ApiKey": [], "AccountKey": []}],
            "parameters": [path_parameter(FILES.parameter), *query_parameters(Scope), *query_parameters(Part)],
        },
        **shared,
    )


_BYTES: Final = {
    "description": "The bytes of the first file of the document, or of the one that `attachmentId` names.",
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    },
    "headers": REQUEST_ID,
}


def _create(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        scope = query.read(Scope)
        call = await call_of(services, request, scope.company_id or "")
        mapping = mapping_of(call, FILES)
        received, file, faults = await receive_file(request, "file")
        body = CreateFile()
        try:
            body = CreateFile.model_validate(received.body)
        except ValidationError as problem:
            faults += faults_of(problem)
        need_company(call, [*query.faults, *faults])
        outcome = await call.handler.create(call.session, mapping, body, [file] if file else [])
        stored = FileContent(
            id=outcome.records[0].id,
            base64_encoded=None,
            content=None,
            content_type=file.content_type if file else None,
            file_name=file.name if file else None,
        )
        warnings = [*query.warnings, *received.warnings, *call.session.warnings]
        return envelope.record(stored, warnings=warnings, status=201)

    return endpoint


def _extensions(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope)
        scope = query.read(Scope)
        call = await call_of(services, request, scope.company_id or "")
        mapping_of(call, FILES)
        found = DocumentExtensions(allowed_file_extensions=list(call.connector.extensions))
        return envelope.record(found, warnings=query.warnings)

    return endpoint


def _content(services: Services) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = Query.of(request, Scope, Part)
        scope, part = query.read(Scope), query.read(Part)
        call = await call_of(services, request, scope.company_id or "")
        mapping = mapping_of(call, FILES)
        need_company(call, query.faults)
        record_id = request.path_params[FILES.parameter]
        found = await call.handler.document(call.session, mapping, record_id, part=part.attachment_id or "")
        assert isinstance(found, FileContent)
        media = found.content_type or ""
        # The name may hold anything that a file name can: it is told in ASCII, percent-encoded.
        named = f"attachment; filename*=UTF-8''{quote(found.file_name or 'file', safe='')}"
        return Response(
            base64.b64decode(found.content or ""),
            media_type=media if _MEDIA.fullmatch(media) else "application/octet-stream",
            headers={**_INERT, "Content-Disposition": named},
        )

    return endpoint
