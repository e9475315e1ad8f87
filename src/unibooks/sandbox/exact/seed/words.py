"""Words from which fictional relations are made, and the profiles of their trade."""

from __future__ import annotations

from typing import Final, NamedTuple

STEMS: Final = (
    "Adelaar", "Bergzicht", "Beukenhorst", "Brandsma", "Dekker", "Delta", "Dorpzicht", "Eikenrode", "Elzinga",
    "Fennema", "Geestman", "Grachtzijde", "Haverkamp", "Heidebloem", "Hoekstra", "IJsselhof", "Jansma", "Kades",
    "Keizer", "Kievit",
    "Kloosterman", "Korenmolen", "Kwartier", "Landsman", "Linde", "Lokhorst", "Maasstroom", "Meeuwis", "Meridiaan",
    "Molenaar", "Noorderlicht", "Oeverman", "Oosterhof", "Parkzicht", "Polderman", "Poortwijk", "Reigers", "Rietveld",
    "Rozema", "Schelde", "Schipper", "Sluiswachter", "Steenbakker", "Stroomland", "Tasman", "Terpstra", "Uilenburg",
    "Veenstra", "Verhoek", "Vierwaarden", "Vlasakker", "Waterman", "Westerduin", "Wielinga", "Wildeboer", "Zandvoorde",
    "Zeeland", "Zilvermeeuw", "Zonnehof", "Zuiderpark",
)  # fmt: skip

TRADES: Final = (
    "Bouw", "Installatietechniek", "Retail", "Interieur", "Logistiek", "Horeca", "Tuinen", "Techniek", "Verpakkingen",
    "Metaal", "Keukens", "Textiel", "Fietsen", "Papier", "Electra", "Handelmaatschappij", "Groothandel", "Export",
    "Winkels", "Services",
)  # fmt: skip

FORMS: Final = ("B.V.", "B.V.", "B.V.", "B.V.", "V.O.F.", "N.V.", "Stichting", "")

STREETS: Final = (
    "Ambachtsweg", "Beatrixlaan", "Dorpsstraat", "Energieweg", "Grotestraat", "Handelskade", "Havenweg", "Hoofdstraat",
    "Industrieweg", "Kanaalstraat", "Kerkplein", "Lijsterlaan", "Marktplein", "Nijverheidsstraat", "Oude Gracht",
    "Parallelweg", "Ringdijk", "Spoorlaan", "Stationsplein", "Transportweg", "Veerweg", "Vijverlaan", "Wilgenstraat",
)  # fmt: skip

CITIES: Final = (
    ("Alkmaar", 18), ("Almere", 13), ("Amersfoort", 38), ("Amsterdam", 10), ("Apeldoorn", 73), ("Arnhem", 68),
    ("Breda", 48), ("'s-Gravenhage", 25), ("Delft", 26), ("Deventer", 74), ("Ede", 67), ("Eindhoven", 56),
    ("Emmen", 78), ("Enschede", 75), ("Gouda", 28), ("Groningen", 97), ("Haarlem", 20), ("Leeuwarden", 89),
    ("Leiden", 23), ("Maastricht", 62), ("Nijmegen", 65), ("Rotterdam", 30), ("Tilburg", 50), ("Utrecht", 35),
    ("Venlo", 59), ("Zwolle", 80),
)  # fmt: skip


class Profile(NamedTuple):
    """What a standing supplier sells.

    Attributes:
        name: of the relation.
        text: what stands on its invoices.
        account: ledger account of the lines; vat: their VAT code.
        low, high: bounds of a line amount in whole euros.
        lines: most lines on an invoice.
        per_month: invoices a month; below one, every so many months.
        condition: payment condition.
        country: where it is.
    """

    name: str
    text: str
    account: str
    vat: str
    low: int
    high: int
    lines: int = 1
    per_month: float = 1
    condition: str = "30"
    country: str = "NL"
    currency: str = "EUR"


TRADING: Final = (
    Profile("Nordwind Grosshandel GmbH", "Handelsgoederen", "7000", "10", 1800, 6200, 4, 2, "30", "DE"),
    Profile("Scheldezoon Import BV", "Handelsgoederen", "7000", "10", 900, 3800, 3, 1, "30", "BE"),
    Profile("Hanfeng Trading Co. Ltd", "Goods, container", "7000", "9", 3000, 9000, 2, 0.34, "60", "CN", "USD"),
    Profile("Van Dalen Transport B.V.", "Transport", "7100", "2", 180, 900, 2, 1, "21"),
    Profile("Klusgroep Rijnmond B.V.", "Onderaanneming montage", "7010", "5", 800, 3500, 1, 1, "30"),
    Profile("Maasboulevard Vastgoed B.V.", "Huur bedrijfspand", "5500", "2", 3950, 3951, 1, 1, "00"),
    Profile("Lichtpunt Energie N.V.", "Voorschot energie", "5510", "2", 610, 790, 2, 1, "IN"),
    Profile("Telverbinding B.V.", "Telefonie en internet", "5521", "2", 140, 260, 2, 1, "14"),
    Profile("Tankpas Oost B.V.", "Brandstof", "5531", "4", 45, 130, 6, 1, "14"),
    Profile("Rijvoort Lease B.V.", "Leasetermijn", "5532", "2", 540, 690, 2, 1, "IN"),
    Profile("Kantoorwinkel De Pen B.V.", "Kantoorartikelen", "5520", "2", 25, 240, 5, 1, "14"),
    Profile("Koffie & Kruiden V.O.F.", "Koffie, thee en fruit", "5520", "1", 30, 140, 3, 1, "14"),
    Profile("Bureau Blikvanger B.V.", "Campagne", "5541", "2", 600, 2200, 1, 1, "30"),
    Profile("Cijferwerk Accountants B.V.", "Administratie en advies", "5551", "2", 750, 1800, 2, 0.5, "30"),
    Profile("Waarborg Assurantiën N.V.", "Premie bedrijfsverzekering", "5553", "0", 420, 980, 1, 0.34, "30"),
    Profile("Cloudspan Ltd", "Hosting and support", "5522", "15", 120, 380, 1, 1, "30", "IE"),
)

SERVICES: Final = (
    Profile("Kantoorhuis Binnenstad B.V.", "Huur kantoor", "5500", "2", 1450, 1451, 1, 1, "00"),
    Profile("Telverbinding B.V.", "Telefonie en internet", "5521", "2", 85, 140, 2, 1, "14"),
    Profile("Cloudspan Ltd", "Hosting and support", "5522", "15", 90, 240, 1, 1, "30", "IE"),
    Profile("Tankpas Oost B.V.", "Brandstof", "5531", "4", 45, 110, 4, 1, "14"),
    Profile("Zelfstandig Ingehuurd V.O.F.", "Inhuur adviseur", "7010", "2", 1800, 5200, 2, 1, "14"),
    Profile("Kantoorwinkel De Pen B.V.", "Kantoorartikelen", "5520", "2", 20, 120, 3, 0.5, "14"),
    Profile("Cijferwerk Accountants B.V.", "Administratie en advies", "5551", "2", 550, 1200, 1, 0.34, "30"),
    Profile("Grand Café De Sluis B.V.", "Lunchbespreking", "5542", "3", 35, 160, 1, 0.5, "00"),
)
