"""What a command says when something is wrong that its user can mend."""

from __future__ import annotations

import sys
from typing import Final

#: Where each expected fault is defined. A class whose module is not loaded cannot have been raised, so nothing is
#: imported only to compare with it.
EXPECTED: Final = (
    ("unibooks.core.errors", "UnibooksError"),
    ("unibooks.settings", "SettingsError"),
    ("unibooks.store.engine", "AddressError"),
    ("unibooks.vault.ring", "KeyRingError"),
    ("unibooks.vault.ring", "SealBroken"),
    ("unibooks.cli.opening", "OutOfDate"),
    ("unibooks.cli.ports", "AddressInUse"),
    ("unibooks.cli.sandbox_start", "NotUnderstood"),
    ("unibooks.sandbox.controls", "ControlError"),
    ("unibooks.sandbox.exact.statefile", "StateFileError"),
)


def explained(fault: Exception) -> str | None:
    """A sentence or two for an expected fault, None for a mistake of ours."""
    for module, name in EXPECTED:
        if module in sys.modules and isinstance(fault, getattr(sys.modules[module], name)):
            return _sentence(fault)
    if isinstance(fault, OSError) and fault.filename:
        return f"{fault.filename} cannot be used: {fault.strerror}."
    if "sqlalchemy.exc" in sys.modules:
        return _database(fault)
    return None


def _sentence(fault: Exception) -> str:
    # The faults of a request name the fields of a request, which a command does not have.
    faults = getattr(fault, "faults", ())
    text = "; ".join(f.message for f in faults) if faults else str(fault)
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _database(fault: Exception) -> str | None:
    from sqlalchemy.exc import DBAPIError

    if not isinstance(fault, DBAPIError):
        return None
    lines = str(fault.orig).strip().splitlines() or [type(fault).__name__]
    return f"The database cannot be used: {lines[0]}. `unibooks doctor` says more."
