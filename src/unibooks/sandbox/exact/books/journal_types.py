"""The types of journals [H: reference page]; their Dutch names are ours."""

from __future__ import annotations

from typing import Final

JOURNAL_TYPES: Final = {
    10: "Kas",
    12: "Bank",
    16: "Betaaldienst",
    20: "Verkoop",
    21: "Retourfactuur",
    22: "Inkoop",
    23: "Ontvangen retourfactuur",
    90: "Memoriaal",
}
