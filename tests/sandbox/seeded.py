"""Bills and payments in a running sandbox's first company, booked behind its back."""

from __future__ import annotations

from tests.sandbox.books.desk import Desk
from tests.sandbox.books.payments import control, pay
from tests.sandbox.small_exact import Client

from unibooks.sandbox.exact.state import Row, Write

DIVISION = 3187041


def desk(client: Client) -> Desk:
    user = next(user for user in client.world.users.values() if user.language.startswith("nl"))
    return Desk(client.world, Write(client.world, client.world.companies[DIVISION], user))


def bill(client: Client, amount: str = "100") -> Row:
    """The control line of a new bill."""
    there = desk(client)
    return control(there, there.book(there.line(amount)))


def paid(client: Client, amount: str) -> Row:
    there = desk(client)
    return pay(there, amount, there.relation("Van Dalen Transport B.V."))
