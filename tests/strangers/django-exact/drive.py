"""A day with `django-exact`, whose settings are Django's and whose tokens live in a database of its own."""

from __future__ import annotations

import base64

import django
from browser import SETTINGS, code_of, consent, tell, wait
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sites", "exact"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": SETTINGS["work"] + "/exact.sqlite"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    SITE_ID=1,
    # its session looks at no certificates but those it brings along
    EXACT_ONLINE_API_URL=SETTINGS["plain"] + "/api",
    EXACT_ONLINE_CLIENT_ID=SETTINGS["client_id"],
    EXACT_ONLINE_CLIENT_SECRET=SETTINGS["client_secret"],
    EXACT_ONLINE_REDIRECT_URI=SETTINGS["redirect_uri"],
    EXACT_ONLINE_DIVISION=SETTINGS["division"],
)
django.setup()

from exact.api import Exact, ExactAuthException, ExactException, ExactUnavailable  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    api = Exact()
    api.session.authorization_code = code_of(consent(api.auth_url))
    api.session.save()
    api.get_token()

    rows = list(api.filter("financial/GLAccounts", select="ID,Code", order_by="Code"))
    created = api.create("crm/Accounts", {"Code": "90777".rjust(18), "Name": "Djäng", "IsSupplier": True})
    api.update("crm/Accounts", created["ID"], {"Name": "Djängo"})
    read = api.accounts.get(code="90777", select="ID,Code,Name")
    whole = api.accounts.get(code="90777")
    refused = []
    try:
        api.accounts.get(code="no such")
    except api.DoesNotExist:
        refused.append("absent")
    try:
        api.create("crm/Accounts", {"Nonsense": 1})
    except ExactException as error:
        refused.append([error.response.status_code, error.error_message, error.limits["daily"], error.limits_reached])
    try:
        api.create("crm/Accounts", {"Code": "90777".rjust(18), "Name": "Again"})
    except ExactUnavailable as error:
        refused.append([error.response.status_code, error.error_message])
    try:
        api.refresh_token()
    except ExactAuthException as error:
        refused.append([error.response.status_code, error.error_message])
    before = api.session.refresh_token
    wait(605)  # the next call meets a 401, is refreshed and repeated
    substring = list(api.filter("crm/Accounts", filter_string="substringof('jäng', Name) eq true", select="Name"))
    document = api.create("documents/Documents", {"Subject": "From Django", "Type": 55})
    attachment = api.create(
        "documents/DocumentAttachments",
        {"Document": document["ID"], "FileName": "a.txt", "Attachment": base64.b64encode(b"django").decode()},
    )
    me = api.raw("GET", "/v1/current/Me", params={"$select": "FullName,Email,ThumbnailPicture"})
    api.delete("crm/Accounts", created["ID"])
    tell(
        codes=[row["Code"] for row in rows],
        created=created,
        read=read,
        whole=sorted(whole),
        refused=refused,
        rotated=before != api.session.refresh_token,
        substring=substring,
        attachment=attachment,
        me=me.json(),
    )


main()
