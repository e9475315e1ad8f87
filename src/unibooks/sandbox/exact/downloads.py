"""`/docs/SysAttachment.aspx`: the bytes of an attachment, under the same token as the API [H]."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import quote

from unibooks.connectors.exact.target import DocumentAttachment
from unibooks.sandbox.exact import access
from unibooks.sandbox.exact.api import failure, login_page
from unibooks.sandbox.exact.http import Answer, Call
from unibooks.sandbox.exact.oauth import Consents
from unibooks.sandbox.exact.odata.errors import ODataError, no_access
from unibooks.sandbox.exact.odata.literals import parse_guid
from unibooks.sandbox.exact.state import World


def download(world: World, consents: Consents, call: Call) -> Answer:
    """Answer with the file; one that is not there is a 404, a company not open to the app a 403 [I]."""
    bearer = consents.bearer(call.bearer)
    if bearer is None or not bearer.live:
        return login_page(call)
    params = call.params()
    code = params.get("_Division_", "")
    company = next((company for company in world.companies.values() if str(company.code) == code), None)
    if company is None or company.code not in bearer.grant.companies:
        return failure(no_access())
    try:
        access.check_people(bearer.grant.user, company)
    except ODataError as refused:
        return failure(refused)
    key = parse_guid(params.get("ID", "").strip("{}"))
    row = company[DocumentAttachment].rows.get(key)
    if key is None or row is None or key not in company.blobs:
        return failure(ODataError(404, "Not Found"))
    name = str(row["FileName"] or key)
    # by the ending alone: a name such as `data:..` would prescribe the header's text itself
    kind = mimetypes.types_map.get(PurePosixPath(name).suffix.lower()) or "application/octet-stream"
    way = "attachment" if params.get("Download") == "1" else "inline"
    disposition = f"{way}; filename*=UTF-8''{quote(name)}"
    return Answer(200, company.blobs[key], kind, (("Content-Disposition", disposition),))
