"""The chart of accounts of a Dutch company.

Codes, names and balance types marked R stand in an audit file that Exact Online itself wrote; rows marked I, and every
`kind` and `side`, are ours. The default VAT code is ours too: high rate on costs and assets, none on wages,
depreciation and money.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple


class Ledger(NamedTuple):
    """One ledger account: its code, name, `GLAccount.Type`, side, balance type, default VAT code and source."""

    code: str
    name: str
    kind: int
    side: Literal["D", "C"]
    sheet: Literal["B", "W"]
    vat: str
    source: Literal["R", "I"]
    blocked: bool = False


CHART: Final = (
    Ledger("0100", "Goodwill", 30, "D", "B", "2", "I"),
    Ledger("0101", "Afschrijving goodwill", 35, "C", "B", "0", "I"),
    Ledger("0300", "Gebouwen", 30, "D", "B", "2", "R"),
    Ledger("0301", "Afschrijving gebouwen", 35, "C", "B", "0", "R"),
    Ledger("0420", "Transport en vervoermiddelen", 30, "D", "B", "2", "R"),
    Ledger("0430", "Afschrijving transport en vervoermiddelen", 35, "C", "B", "0", "R"),
    Ledger("0440", "Bedrijfsinventaris", 30, "D", "B", "2", "R"),
    Ledger("0450", "Afschrijving bedrijfsinventaris", 35, "C", "B", "0", "R"),
    Ledger("0480", "Herwaarderingen transport- en vervoersmiddelen", 30, "D", "B", "2", "R"),
    Ledger("0485", "Herwaardering bedrijfsinventaris", 30, "D", "B", "2", "R"),
    Ledger("0700", "Eigen vermogen/Aandelenkapitaal", 50, "C", "B", "0", "R"),
    Ledger("0750", "Overige reserve", 52, "C", "B", "0", "R"),
    Ledger("0770", "Onverdeeld resultaat over dit jaar", 52, "C", "B", "0", "R"),
    Ledger("0800", "Voorziening pensioenen DGA", 55, "C", "B", "0", "R"),
    Ledger("0860", "Activa herwaarderingen", 52, "C", "B", "0", "R"),
    Ledger("0900", "Langlopende lening bank", 55, "C", "B", "0", "I"),
    Ledger("1000", "Kas", 10, "D", "B", "0", "R"),
    Ledger("1100", "Bank", 12, "D", "B", "0", "R"),
    Ledger("1110", "Spaarrekening", 12, "D", "B", "0", "I"),
    Ledger("1290", "Kruisposten liquide middelen", 90, "D", "B", "0", "R"),
    Ledger("1295", "Niet toegewezen", 90, "D", "B", "0", "R"),
    Ledger("1300", "Debiteuren", 20, "D", "B", "", "R"),
    Ledger("1310", "Voorziening oninbare debiteuren", 90, "C", "B", "0", "R"),
    Ledger("1400", "Vooruitbetaalde kosten", 26, "D", "B", "0", "I"),
    Ledger("1410", "Nog te factureren omzet", 32, "D", "B", "0", "I"),
    Ledger("1500", "Af te dragen BTW hoog", 24, "C", "B", "", "R"),
    Ledger("1510", "Af te dragen BTW laag", 24, "C", "B", "", "R"),
    Ledger("1511", "Af te dragen BTW levering buiten EU (invoer)", 24, "C", "B", "", "R"),
    Ledger("1512", "Af te dragen BTW verwerving goederen binnen EU", 24, "C", "B", "", "R"),
    Ledger("1513", "BTW prive-gebruik", 24, "C", "B", "", "R"),
    Ledger("1520", "Te vorderen BTW", 24, "D", "B", "", "R"),
    Ledger("1599", "Tussenrekening correcties BTW aangifte", 90, "C", "B", "0", "R"),
    Ledger("1600", "Crediteuren", 22, "C", "B", "", "R"),
    Ledger("1700", "Loonheffingen", 100, "C", "B", "0", "R"),
    Ledger("1710", "Te betalen vennootschapsbelasting", 29, "C", "B", "0", "I"),
    Ledger("1720", "Te betalen pensioenpremies", 27, "C", "B", "0", "I"),
    Ledger("1750", "Rekening-courant directie", 90, "C", "B", "0", "I"),
    Ledger("1830", "Vakantiegeld", 25, "C", "B", "0", "R"),
    Ledger("2000", "Vraagposten", 90, "D", "B", "0", "R"),
    Ledger("2100", "Netto lonen", 25, "C", "B", "0", "R"),
    Ledger("2200", "Nog te ontvangen facturen/goederen", 27, "C", "B", "0", "R"),
    Ledger("2300", "Uitgestelde omzet", 27, "C", "B", "0", "R"),
    Ledger("2400", "Goederen onderweg", 40, "D", "B", "0", "R"),
    Ledger("2900", "Tussenrekening beginbalans", 90, "D", "B", "0", "R"),
    Ledger("3000", "Voorraad handelsgoederen", 40, "D", "B", "0", "R"),
    Ledger("3600", "Goederen in bewerking", 40, "D", "B", "0", "R"),
    Ledger("3700", "Voorraadherwaardering", 40, "D", "B", "0", "R"),
    Ledger("4000", "Bruto lonen", 125, "D", "W", "0", "R"),
    Ledger("4010", "Vakantiegeld", 125, "D", "W", "0", "R"),
    Ledger("4040", "Pensioenlasten", 126, "D", "W", "0", "R"),
    Ledger("4100", "Sociale lasten", 126, "D", "W", "0", "R"),
    Ledger("4900", "Werkkostenregeling", 125, "D", "W", "0", "R"),
    Ledger("4901", "Diverse personeelsbeloningen", 125, "D", "W", "0", "R"),
    Ledger("5110", "Afschrijvingskosten gebouwen", 122, "D", "W", "0", "R"),
    Ledger("5120", "Afschrijvingskosten transport en vervoermiddelen", 122, "D", "W", "0", "R"),
    Ledger("5130", "Afschrijvingskosten bedrijfsinventaris", 122, "D", "W", "0", "R"),
    Ledger("5300", "Resultaat verkoop activa", 140, "C", "W", "0", "R"),
    Ledger("5500", "Huisvestingskosten", 121, "D", "W", "2", "R"),
    Ledger("5510", "Exploitatiekosten", 121, "D", "W", "2", "R"),
    Ledger("5520", "Kantoorkosten", 121, "D", "W", "2", "R"),
    Ledger("5521", "Telefoon en internet", 121, "D", "W", "2", "I"),
    Ledger("5522", "Software en licenties", 121, "D", "W", "2", "I"),
    Ledger("5530", "Autokosten", 121, "D", "W", "2", "R"),
    Ledger("5531", "Brandstof", 121, "D", "W", "2", "I"),
    Ledger("5532", "Leasekosten auto's", 121, "D", "W", "2", "I"),
    Ledger("5540", "Verkoopkosten", 121, "D", "W", "2", "R"),
    Ledger("5541", "Reclame en advertenties", 121, "D", "W", "2", "I"),
    Ledger("5542", "Representatiekosten", 121, "D", "W", "2", "I"),
    Ledger("5543", "Reis- en verblijfkosten", 121, "D", "W", "2", "I"),
    Ledger("5550", "Algemene kosten", 121, "D", "W", "2", "R"),
    Ledger("5551", "Accountantskosten", 121, "D", "W", "2", "I"),
    Ledger("5552", "Advieskosten", 121, "D", "W", "2", "I"),
    Ledger("5553", "Verzekeringen", 121, "D", "W", "0", "I"),
    Ledger("5560", "Bankkosten", 121, "D", "W", "0", "R"),
    Ledger("5590", "Overige kosten", 120, "D", "W", "2", "R"),
    Ledger("5599", "Oude kostenrekening (vervallen)", 120, "D", "W", "2", "I", True),
    Ledger("7000", "Inkopen handelsgoederen", 111, "D", "W", "2", "I"),
    Ledger("7010", "Uitbesteed werk", 111, "D", "W", "2", "I"),
    Ledger("7100", "Inkoopkosten", 111, "D", "W", "2", "R"),
    Ledger("7200", "Prijsverschillen", 111, "D", "W", "2", "R"),
    Ledger("7300", "Kostprijs verkopen overig", 111, "D", "W", "2", "R"),
    Ledger("7400", "Assemblage", 111, "D", "W", "2", "R"),
    Ledger("8000", "Omzet binnenland hoog tarief", 110, "C", "W", "2", "R"),
    Ledger("8010", "Omzet binnenland laag tarief", 110, "C", "W", "1", "R"),
    Ledger("8020", "Omzet binnenland nultarief", 110, "C", "W", "20", "R"),
    Ledger("8100", "Omzet buitenland intracommunautair", 110, "C", "W", "7", "R"),
    Ledger("8110", "Omzet buitenland leveringen buiten de EU", 110, "C", "W", "6", "R"),
    Ledger("8900", "Overige bedrijfsopbrengsten", 110, "C", "W", "2", "R"),
    Ledger("9100", "Rentebaten", 160, "C", "W", "0", "I"),
    Ledger("9110", "Rentelasten", 120, "D", "W", "0", "I"),
    Ledger("9150", "Resultaat correcties BTW aangifte", 120, "D", "W", "0", "R"),
    Ledger("9200", "Rekenverschillen", 120, "D", "W", "0", "R"),
    Ledger("9250", "Resultaat activa herwaarderingen", 120, "D", "W", "0", "R"),
    Ledger("9260", "Activa verkoop resultaat", 140, "C", "W", "0", "R"),
    Ledger("9265", "Activa afstoting resultaat", 130, "D", "W", "0", "R"),
    Ledger("9270", "Activa realisatie winst", 140, "C", "W", "0", "R"),
    Ledger("9275", "Activa realisatie verlies", 130, "D", "W", "0", "R"),
    Ledger("9300", "Valutaverschillen", 120, "D", "W", "0", "R"),
    Ledger("9400", "Verkoopkortingen", 120, "D", "W", "0", "R"),
    Ledger("9405", "Inkoopkortingen", 120, "C", "W", "0", "R"),
    Ledger("9410", "Betalingsverschillen verkoop", 120, "D", "W", "0", "R"),
    Ledger("9415", "Betalingsverschillen inkoop", 120, "D", "W", "0", "R"),
    Ledger("9900", "Vennootschapsbelasting", 150, "D", "W", "0", "I"),
)
