"""The types of journals [H: reference page]; their names are ours."""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.books.texts import Text

_ALL: Final = "nl en de fr es"

JOURNAL_TYPES: Final = {
    10: Text("Kas", "Cash", "Kasse", "Caisse", "Caja", _ALL),
    12: Text("Bank", "Bank", "Bank", "Banque", "Banco", _ALL),
    16: Text("Betaaldienst", "Payment service", "Zahlungsdienst", "Service de paiement", "Servicio de pago", _ALL),
    20: Text("Verkoop", "Sales", "Verkauf", "Ventes", "Ventas", _ALL),
    21: Text("Retourfactuur", "Return invoice", "Retourenrechnung", "Facture de retour", "Factura de devolución", _ALL),
    22: Text("Inkoop", "Purchase", "Einkauf", "Achats", "Compras", _ALL),
    23: Text(
        "Ontvangen retourfactuur",
        "Received return invoice",
        "Erhaltene Retourenrechnung",
        "Facture de retour reçue",
        "Factura de devolución recibida",
        _ALL,
    ),
    90: Text("Memoriaal", "General journal", "Memorial", "Opérations diverses", "Diario general", _ALL),
}
