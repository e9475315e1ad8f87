"""Files: documents that are kept with the books, each with one or more files."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from unibooks.accounting.base import Filters, NoFilters, Operation, Read, Resource, Write
from unibooks.accounting.types import Day, Instant, Text


class DocumentType(Read):
    """A kind of document; `name` is what `documentType` takes."""

    name: Text | None
    category: Text | None


class DocumentExtensions(BaseModel):
    """The endings of file names that can be stored."""

    allowed_file_extensions: list[str]


class StoredFile(Read):
    """A file of a document."""

    id: Text | None
    file_name: Text | None
    size: int | None


class File(Read):
    """A document with its files. `fileName` is that of the first one; `resourceId` is the bill or expense it belongs to."""

    id: Text | None
    contact_id: Text | None
    created_date: Instant | None
    document_date: Day | None
    document_type: Text | None
    file_name: Text | None
    files: list[StoredFile] | None
    name: Text | None
    note: Text | None
    resource_id: Text | None
    updated_date: Instant | None


class CreateFile(Write):
    """What is said of a file that is stored. `documentId` is a document that is there already, to which the file is added."""

    contact_id: Text | None = None
    document_date: Day | None = None
    document_id: Text | None = None
    document_type: Text | None = None
    integration_source: Text | None = None
    note: Text | None = None
    resource_id: Text | None = None


class PatchFile(Write):
    """What changes of a document; its files stay."""

    contact_id: Text | None = None
    document_date: Day | None = None
    document_type: Text | None = None
    name: Text | None = None
    note: Text | None = None
    resource_id: Text | None = None


class FileFilters(Filters):
    """Filters of the list of files."""

    contact_id: Text | None = None
    resource_id: Annotated[Text | None, Field(description="The bill or expense that they belong to.")] = None


DOCUMENT_TYPES = Resource(
    name="documentTypes",
    path="/accounting/files/documentTypes",
    parameter="documentTypeId",
    read=DocumentType,
    filters=NoFilters,
    operations=(Operation("list", "getDocumentTypes", "List the kinds of document"),),
)

FILES = Resource(
    name="files",
    path="/accounting/files",
    parameter="fileId",
    read=File,
    write=CreateFile,
    patch=PatchFile,
    filters=FileFilters,
    operations=(
        Operation("list", "getFiles", "List the files"),
        Operation("get", "getFile", "Get what is known of a file"),
        Operation("patch", "patchFile", "Change what is known of a file"),
        Operation("delete", "deleteFile", "Delete a document with its files"),
    ),
)
