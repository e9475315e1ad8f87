"""Every target system that unibooks speaks to. Adding one is adding a line here."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.connector import EXACT_NL
from unibooks.core.connector import Connector

CONNECTORS: Final[tuple[Connector, ...]] = (EXACT_NL,)
