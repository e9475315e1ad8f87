"""What is looked up before a relation is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from unibooks.accounting.relations import CreateContact, PatchContact
from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.resources.references import TITLES
from unibooks.connectors.exact.resources.relation_parts import ADDRESS_WORDS
from unibooks.connectors.exact.target.crm import Account, Contact
from unibooks.connectors.exact.writes import Intent
from unibooks.core.conditions import AnyOf, Condition
from unibooks.core.context import ReferenceRows
from unibooks.core.errors import Fault

Body = CreateContact | PatchContact


async def relation_to_be(api: ExactApi, intent: Intent) -> Sequence[Fault]:
    """Its number is free, its VAT number is nobody else's, its lists do not contradict themselves; salutations are looked up.

    One call where a number or a VAT number is new, one more where there is a salutation.
    """
    body = intent.body
    if not isinstance(body, CreateContact | PatchContact):
        return ()
    await _titles(api, intent, body)
    wrong = _number_fault(body, intent.ctx.verb)
    return [
        *_address_faults(body),
        *_bank_faults(body, intent),
        *([wrong] if wrong else await _twins(api, intent, body)),
    ]


def _number_fault(body: Body, verb: str) -> Fault | None:
    """What Exact calls the code of a relation is a text of digits [H]."""
    emptied = body.number is None and verb == "patch" and "number" in body.model_fields_set
    if emptied or (body.number is not None and not body.number.strip()):
        return Fault("number", "is empty; leave it out, every relation of Exact Online has a number", "MISSING")
    number = (body.number or "").strip()
    if number and not (number.isascii() and number.isdigit()):
        return Fault("number", f"{number!r} must consist of digits; leave it out to be given the next", "INVALID")
    return None


async def _twins(api: ExactApi, intent: Intent, body: Body) -> list[Fault]:
    """Other relations with the same number, which is a fault, or with the same VAT number, which is told."""
    number, vat = (body.number or "").strip(), _compact(body.vat_id or "")
    row = intent.row
    if row is not None:
        number = "" if number == (row.Code or "").strip() else number
        vat = "" if vat == _compact(row.VATNumber or "") else vat
    wanted = [
        *([Condition(Account.Code, "eq", number)] if 0 < len(number) <= Account.Code.length else []),
        *([Condition(Account.VATNumber, "eq", vat)] if vat else []),
    ]
    if not wanted:
        return []
    props = (Account.Code, Account.Name, Account.VATNumber, Account.Status, Account.IsSupplier)
    faults: list[Fault] = []
    for twin in await api.rows(Account, props, (AnyOf(tuple(wanted)),)):
        if row is not None and twin.ID == row.ID:
            continue
        if number and (twin.Code or "").strip() == number:
            faults.append(Fault("number", f"is taken: {_who(twin)}; {_cure(twin, intent)}", "DUPLICATE"))
        elif vat and _compact(twin.VATNumber or "") == vat:
            text = f"is that of {_who(twin)} already"
            if "duplicates" in api.session.strict:
                faults.append(Fault("vatId", f"{text}; {_cure(twin, intent)}", "DUPLICATE"))
            else:
                intent.ctx.warn(f"vatId: {text}")
    return faults


def _who(twin: Any) -> str:
    roles = [word for word, held in (("customer", twin.Status == "C"), ("supplier", twin.IsSupplier)) if held]
    return f"{' and '.join(roles) or 'relation'} {twin.Name} ({(twin.Code or '').strip()}, id {twin.ID})"


def _cure(twin: Any, intent: Intent) -> str:
    """What to do instead: a relation has both roles in one record, so that the other role is given to it."""
    mine = intent.mapping.resource.name
    roles = {"customers": twin.Status == "C", "suppliers": twin.IsSupplier}
    if roles.get(mine):
        return f"change that one, PATCH /accounting/{mine}/{twin.ID}"
    other = next((name for name, held in roles.items() if held), None)
    if other is None:
        return "choose another one, or leave it out to be given the next"
    role = mine.removesuffix("s").upper()
    return f"make it a {role.lower()} as well, PATCH /accounting/{other}/{twin.ID} with role {role}"


def _address_faults(body: Body) -> Iterator[Fault]:
    """Exact keeps addresses of one type and one content as one [H]."""
    seen: dict[tuple[str | None, ...], int] = {}
    for index, one in enumerate(body.addresses or []):
        kind = one.type or "WORK"
        lines = (one.address_line1, one.address_line2, one.postal_code, one.city, one.country_code)
        place = (ADDRESS_WORDS.get(kind, kind), *((line or "").strip().casefold() for line in lines))
        if place in seen:
            yield Fault(f"addresses[{index}]", f"stands in addresses[{seen[place]}] already; send it once", "DUPLICATE")
        seen.setdefault(place, index)


def _bank_faults(body: Body, intent: Intent) -> Iterator[Fault]:
    accounts = body.bank_accounts or []
    if body.bank_account is not None and body.bank_accounts is not None:
        yield Fault("bankAccount", "contradicts bankAccounts; send one of the two", "CONTRADICTION")
    seen: dict[str, int] = {}
    main: int | None = None
    for index, account in enumerate(accounts):
        number = _compact(account.iban or "")
        if number and number in seen:
            yield Fault(f"bankAccounts[{index}].iban", f"stands in bankAccounts[{seen[number]}] already", "DUPLICATE")
        seen.setdefault(number, index)
        if account.is_main_account and main is not None:
            text = f"bankAccounts[{main}] is the main one already; a relation has one"
            yield Fault(f"bankAccounts[{index}].isMainAccount", text, "CONTRADICTION")
        main = index if account.is_main_account and main is None else main
    if accounts and all(account.is_main_account is False for account in accounts):
        intent.ctx.warn(
            "bankAccounts: one of a relation's bank accounts is always the main one; Exact Online chooses it"
        )


async def _titles(api: ExactApi, intent: Intent, body: Body) -> None:
    """The titles that contacts of this company have, of those that the body names."""
    asked = {(person.salutation or "").strip() for person in body.contact_persons or ()} - {""}
    words = {form for word in asked for form in (word, word.upper())}
    if not words or not isinstance(intent.ctx.references, dict):
        return
    named = AnyOf(tuple(Condition(Contact.Title, "eq", word) for word in sorted(words)[:MOST_TITLES]))
    intent.ctx.references[TITLES.name] = ReferenceRows(
        TITLES, await api.rows(Contact, (Contact.Title,), (named,), top=60)
    )


#: Salutations that one body may have looked up.
MOST_TITLES: Final = 20


def _compact(text: str) -> str:
    return "".join(ch for ch in text.upper() if ch.isalnum())
