"""How relations are written: the account first, then its addresses, contacts and bank accounts, each in a step of its own.

What is refused on the way takes everything back that was made. A change adds what is new, then changes what stays, and
removes last, since a removal is the one thing that nothing brings back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from stdnum import iban

from unibooks.connectors.exact.api import ExactApi
from unibooks.connectors.exact.differences import differing
from unibooks.connectors.exact.flows.records import Change, first, since
from unibooks.connectors.exact.refusals import blamed
from unibooks.connectors.exact.related import rows_below
from unibooks.connectors.exact.target.crm import Account, Address, BankAccount, Contact
from unibooks.core.conditions import Condition
from unibooks.core.errors import Fault, Rejected
from unibooks.core.flow import Step, Steps
from unibooks.core.inline import Inline
from unibooks.core.mapping import ResourceMapping
from unibooks.core.related import Related
from unibooks.core.target import Prop


@dataclass(frozen=True)
class Part:
    """Rows of one kind below a relation.

    Attributes:
        word: what one of them is called.
        name: the caller's field.
        same: what tells one of a relation from the others.
        own: what Exact fills by itself, so that a change which does not name it leaves it.
        said: what a row that is made says besides, unless the caller does.
        replaces: whether the rows that are not named go.
        nameable: whether a caller can name the row at all; one that he cannot stays, whatever his list says.
    """

    word: str
    name: str
    same: tuple[Prop, ...]
    own: frozenset[Prop] = frozenset()
    said: Mapping[Prop, Any] = field(default_factory=dict[Prop, Any])
    replaces: bool = True
    nameable: Callable[[Any], bool] = lambda row: True


def _has_iban(row: Any) -> bool:
    return iban.is_valid(row.BankAccount or "", check_country=False)


_BANK_ACCOUNT: Final = Part(
    "bank account",
    "bankAccounts",
    (BankAccount.BankAccount,),
    frozenset({BankAccount.Main, BankAccount.BankAccountHolderName, BankAccount.BICCode}),
    nameable=_has_iban,
)

#: Name of the related rows -> what they are.
PARTS: Final[Mapping[str, Part]] = {
    "addresses": Part("address", "addresses", (Address.Type,), frozenset({Address.Country, Address.Main})),
    "contact_persons": Part(
        "contact person", "contactPersons", (Contact.FirstName, Contact.LastName), frozenset({Contact.IsMainContact})
    ),
    "bank_accounts": _BANK_ACCOUNT,
    # The contract's bodies have one, which is the one to pay to unless they say that it is not.
    "bank_account": replace(_BANK_ACCOUNT, name="bankAccount", said={BankAccount.Main: True}, replaces=False),
}


async def create_relation(change: Change, steps: Steps) -> str:
    """The account, then every row below it."""
    api, payload = change.api, change.payload

    async def find(begun: datetime) -> str | None:
        named = Condition(Account.Name, "eq", payload[Account.Name.name])
        return await first(api, Account, (*change.mapping.scope, named, *since(Account, begun)))

    key = await steps.run(
        Step(
            "relation",
            act=lambda: api.post(Account, payload),
            find=find,
            undo=lambda made: api.delete(Account, made),
        )
    )
    for name, related in _related(change.mapping).items():
        known: set[str] = set()
        for index, values in enumerate(change.related.get(name, ())):
            known.add(await steps.run(_post(change, related, key, index, values, known)))
    return key


async def update_relation(change: Change, steps: Steps) -> str:
    """What is new, the account, what is changed, the main contact, and last what goes."""
    plans = [
        await _plan(change, related) for name, related in _related(change.mapping).items() if name in change.related
    ]
    for plan in plans:
        known = {_key(row) for row in plan.there}
        for index, values in plan.new:
            made = await steps.run(_post(change, plan.related, change.key, index, values, known))
            known.add(made)
            plan.kept.append(made)
    account = dict(change.payload)
    if Account.Phone.name in account:
        # It belongs to the number that goes.
        account[Account.PhoneExtension.name] = None
    if account:
        await steps.run(_put(change.api, Account, change.row, account, "relation"))
    for plan in plans:
        entity, word = plan.related.rows.entity, PARTS[plan.related.rows.name].word
        for row, values, index in plan.changed:
            step = _put(change.api, entity, row, values, f"{word} {_key(row)}")
            await steps.run(_blaming(step, change, plan.related, index))
    for plan in plans:
        await _main_contact(change, plan, steps)
        for row in plan.gone:
            await _remove(change, plan.related, row, steps)
    return change.key


async def delete_relation(change: Change, steps: Steps) -> str:
    """The account with all that is below it; one that has the other role too loses this one and stays."""
    api, mapping = change.api, change.mapping
    _forget(change)
    marks = {Account.Status.name: "A", Account.IsSupplier.name: False}
    (mine,) = (
        condition.prop
        for condition in mapping.scope
        if isinstance(condition, Condition) and condition.prop.name in marks
    )
    row = (await api.rows(Account, (Account.Status, Account.IsSupplier), (Condition(Account.ID, "eq", change.key),)))[0]
    if row.Status == "C" and row.IsSupplier:
        other = "supplier" if mine is Account.Status else "customer"
        payload = {mine.name: marks[mine.name]}
        await steps.run(Step("role", act=lambda: api.put(Account, change.key, payload), repeatable=True))
        api.session.warnings[f"The relation is a {other} as well; it stays as that and lost only this role"] = None
        return change.key
    try:
        await steps.run(Step("relation", act=lambda: api.delete(Account, change.key), repeatable=True))
    except Rejected as problem:
        problem.message += (
            ". A relation that is in use stays; block it or give it an end date in Exact Online instead"
            " (pass-through: PUT crm/Accounts with Blocked or EndDate)."
        )
        problem.args = (problem.message,)
        raise
    return change.key


@dataclass
class _Plan:
    """What becomes of the rows of one kind.

    `new` and `changed` name the place in the caller's list; `kept` are the keys of the rows that the caller named.
    """

    related: Related
    there: Sequence[Any]
    new: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list[tuple[int, Mapping[str, Any]]])
    changed: list[tuple[Any, Mapping[str, Any], int]] = field(default_factory=list[tuple[Any, Mapping[str, Any], int]])
    gone: list[Any] = field(default_factory=list[Any])
    kept: list[str] = field(default_factory=list[str])


async def _plan(change: Change, related: Related) -> _Plan:
    """Compare what the caller wants with what is there: first the rows that are the same in all, then those of one identity."""
    part, wanted = PARTS[related.rows.name], change.related[related.rows.name]
    rows = [row for found in (await rows_below(change.api, related.rows, (change.row,))).values() for row in found]
    plan, left = _Plan(related, rows), list(rows)
    matched: dict[int, Any] = {}
    for exactly in (True, False):
        for index, values in enumerate(wanted):
            fits = [row for row in left if _fits(related, part, row, values, exactly=exactly)]
            if index not in matched and fits:
                matched[index] = fits[0]
                left.remove(fits[0])
    for index, values in enumerate(wanted):
        if index not in matched:
            plan.new.append((index, values))
            continue
        row = matched[index]
        plan.kept.append(_key(row))
        if different := differing(related.lines, row, _whole(related, part, values)):
            plan.changed.append((row, different, index))
    if part.replaces or not wanted:
        plan.gone = [row for row in left if part.nameable(row)]
        for row in (row for row in left if not part.nameable(row)):
            change.api.session.warnings[
                f"{part.name}: {_shown(part, row)} stays, since the contract cannot name it"
            ] = None
    return plan


def _fits(related: Related, part: Part, row: Any, values: Mapping[str, Any], *, exactly: bool) -> bool:
    if exactly:
        return not differing(related.lines, row, _whole(related, part, values))
    return all(
        str(getattr(row, prop.name) or "").strip().casefold() == str(values.get(prop.name) or "").strip().casefold()
        for prop in part.same
    )


def _whole(related: Related, part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it is to be: what the caller does not name of it is emptied, unless it is Exact's own."""
    emptied = {prop.name: None for prop in related.rows.props if prop.put and prop not in part.own}
    return emptied | {prop.name: value for prop, value in part.said.items()} | dict(values)


def _post(change: Change, related: Related, key: str, index: int, values: Mapping[str, Any], known: set[str]) -> Step:
    """One row more; a lost one is looked for among the rows of the relation that were not there before."""
    api, rows, part = change.api, related.rows, PARTS[related.rows.name]
    unless = {prop.name: value for prop, value in part.said.items()}
    payload = {**unless, **values, rows.parent.name: key}

    async def find(begun: datetime) -> str | None:
        found = await api.rows(rows.entity, rows.props, (Condition(rows.parent, "eq", key), *since(rows.entity, begun)))
        fresh = (row for row in found if _key(row) not in known and not differing(related.lines, row, values))
        return next(map(_key, fresh), None)

    step = Step(
        f"{part.word} {index + 1}",
        act=lambda: api.post(rows.entity, payload),
        find=find,
        undo=lambda made: api.delete(rows.entity, made),
    )
    return _blaming(step, change, related, index)


def _put(api: ExactApi, entity: Any, row: Any, payload: Mapping[str, Any], name: str) -> Step:
    """A change, which is taken back by sending what stood there."""
    before = {prop: getattr(row, prop) for prop in payload if hasattr(row, prop)}
    return Step(
        f"change {name}",
        act=lambda: api.put(entity, _key(row), payload),
        undo=lambda _: api.put(entity, _key(row), before),
        repeatable=True,
    )


def _blaming(step: Step, change: Change, related: Related, index: int) -> Step:
    """The same, whose refusal names the entry of the caller's list."""
    part = PARTS[related.rows.name]
    place = f"{related.rows.name}[{index}]."
    sent = {path: name.removeprefix(place) for path, name in change.sent.items() if name.startswith(place)}

    async def act() -> Any:
        try:
            return await step.act()
        except Rejected as problem:
            where = next(iter(sent), part.name).rpartition(".")[0] or part.name
            quote = problem.downstream[0] if problem.downstream else None
            sentence = (quote.translation or quote.message) if quote else problem.message
            problem.faults = blamed(problem, sent) or (Fault(where, sentence, "REJECTED_BY_TARGET"),)
            raise

    return replace(step, act=act)


async def _main_contact(change: Change, plan: _Plan, steps: Steps) -> None:
    """Where the main contact goes, the first that stays takes its place: Exact chooses none by itself [I]."""
    if plan.kept and any(getattr(row, "IsMainContact", False) for row in plan.gone):
        payload = {Account.MainContact.name: plan.kept[0]}
        await steps.run(Step("main contact", lambda: change.api.put(Account, change.key, payload), repeatable=True))


async def _remove(change: Change, related: Related, row: Any, steps: Steps) -> None:
    """One row less; one that Exact does not let go stays, and the caller is told."""
    part, entity, key = PARTS[related.rows.name], related.rows.entity, _key(row)
    try:
        await steps.run(Step(f"remove {part.word} {key}", lambda: change.api.delete(entity, key), repeatable=True))
    except Rejected as problem:
        change.api.session.warnings[f"{part.name}: {_shown(part, row)} stays: {problem.message}"] = None


def _related(mapping: ResourceMapping) -> dict[str, Related]:
    """The sources of rows below a record, by the rows' name."""
    sources = (source.further if isinstance(source, Inline) else source for source in mapping.fields.values())
    return {source.rows.name: source for source in sources if isinstance(source, Related)}


def _forget(change: Change) -> None:
    """What is remembered of the relation, for bills that name it, is not true any more."""
    change.api.session.kept.records.pop((change.api.company.id, change.key), None)


def _shown(part: Part, row: Any) -> str:
    return " ".join([part.word, *(str(getattr(row, prop.name) or "").strip() for prop in part.same)])


def _key(row: Any) -> str:
    return str(row.ID)
