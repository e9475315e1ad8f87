"""The kinds of ledger account: `GLAccount.Type` and its name (numbers from the reference page).

Exact's own words are recorded in English for receivables and other costs; all others are ours.
"""

from __future__ import annotations

from typing import Final

from unibooks.sandbox.exact.books.texts import Text

_NAMES: Final = {
    10: "Kas|Cash|Kasse|Caisse|Caja",
    12: "Bank|Bank|Bank|Banque|Banco",
    14: "Creditcard|Credit card|Kreditkarte|Carte de crédit|Tarjeta de crédito",
    16: "Betaaldiensten|Payment services|Zahlungsdienste|Services de paiement|Servicios de pago",
    20: "Debiteuren|Accounts receivable|Debitoren|Clients|Clientes",
    21: "Vooruitbetalingen debiteuren|Prepayments from customers|Anzahlungen von Kunden|Acomptes clients|Anticipos de clientes",
    22: "Crediteuren|Accounts payable|Kreditoren|Fournisseurs|Proveedores",
    24: "Btw|VAT|USt.|TVA|IVA",
    25: "Te betalen personeel|Employees payable|Verbindlichkeiten Personal|Personnel à payer|Personal por pagar",
    26: "Vooruitbetaalde kosten|Prepaid expenses|Vorausbezahlte Kosten|Charges payées d'avance|Gastos anticipados",
    27: "Nog te betalen kosten|Accrued expenses|Abzugrenzende Kosten|Charges à payer|Gastos por pagar",
    29: "Te betalen winstbelasting|Income taxes payable|Ertragsteuerschuld|Impôt à payer|Impuesto de sociedades por pagar",
    30: "Vaste activa|Fixed assets|Anlagevermögen|Immobilisations|Activo fijo",
    32: "Overige activa|Other assets|Sonstige Aktiva|Autres actifs|Otros activos",
    35: "Cumulatieve afschrijvingen|Accumulated depreciation|Kumulierte Abschreibungen"
    "|Amortissements cumulés|Amortización acumulada",
    40: "Voorraad|Inventory|Vorräte|Stock|Existencias",
    50: "Aandelenkapitaal|Capital stock|Grundkapital|Capital social|Capital social",
    52: "Ingehouden winst|Retained earnings|Gewinnrücklagen|Report à nouveau|Reservas",
    55: "Langlopende schulden|Long-term debt|Langfristige Schulden|Dettes à long terme|Deudas a largo plazo",
    60: "Kortlopend deel van schulden|Current portion of debt|Kurzfristiger Teil der Schulden"
    "|Part à court terme des dettes|Parte de deudas a corto plazo",
    90: "Algemeen|General|Allgemein|Général|General",
    100: "Te betalen belastingen|Tax payable|Steuerschulden|Impôts à payer|Impuestos por pagar",
    110: "Omzet|Revenue|Umsatz|Chiffre d'affaires|Ingresos",
    111: "Kostprijs omzet|Cost of goods|Umsatzkosten|Coût des ventes|Coste de ventas",
    120: "Overige kosten|Other costs|Sonstige Kosten|Autres charges|Otros gastos",
    121: "Verkoop-, algemene en beheerskosten|Sales, general and administrative expenses|Vertriebs- und Verwaltungskosten"
    "|Frais commerciaux et généraux|Gastos de venta y administración",
    122: "Afschrijvingskosten|Depreciation costs|Abschreibungen|Amortissements|Amortizaciones",
    123: "Onderzoek en ontwikkeling|Research and development|Forschung und Entwicklung"
    "|Recherche et développement|Investigación y desarrollo",
    125: "Personeelskosten|Employee costs|Personalkosten|Frais de personnel|Gastos de personal",
    126: "Sociale lasten|Employment costs|Sozialabgaben|Charges sociales|Cargas sociales",
    130: "Buitengewone lasten|Exceptional costs|Außerordentliche Aufwendungen"
    "|Charges exceptionnelles|Gastos extraordinarios",
    140: "Buitengewone baten|Exceptional income|Außerordentliche Erträge|Produits exceptionnels|Ingresos extraordinarios",
    150: "Winstbelasting|Income taxes|Ertragsteuern|Impôt sur les bénéfices|Impuesto de sociedades",
    160: "Rentebaten|Interest income|Zinserträge|Produits financiers|Ingresos financieros",
    300: "Jaareinde|Year end|Jahresende|Fin d'exercice|Fin de ejercicio",
    301: "Indirecte kosten|Indirect costs|Indirekte Kosten|Charges indirectes|Costes indirectos",
    302: "Directe kosten|Direct costs|Direkte Kosten|Charges directes|Costes directos",
}
#: The names whose English words are recorded [R].
_RECORDED: Final = frozenset({20, 120})


def _text(kind: int, names: str) -> Text:
    nl, en, de, fr, es = names.split("|")
    return Text(nl, en, de, fr, es, "nl de fr es" if kind in _RECORDED else "nl en de fr es")


ACCOUNT_TYPES: Final = {kind: _text(kind, names) for kind, names in _NAMES.items()}
