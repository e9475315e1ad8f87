"""The errors of Exact Online: their form, their words in other languages, and the properties that their labels mean.

A business rule answers HTTP 500 with sentences of the form `Prefix: Field label`, several of them joined by CRLF, in the
language of the user [H].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec


class Message(msgspec.Struct):
    """The sentence, in `value`; `lang` is empty [R]."""

    value: str


class ErrorDetail(msgspec.Struct):
    """What stands under `error`; `code` is empty [R]."""

    message: Message


class ErrorBody(msgspec.Struct):
    """The body of a refusal."""

    error: ErrorDetail


@dataclass(frozen=True)
class Label:
    """A field as error sentences call it.

    Attributes:
        english: its English name.
        words: its names in other languages.
        props: the properties it may mean.
    """

    english: str
    words: tuple[str, ...]
    props: tuple[str, ...] = ()


#: English prefix -> Dutch, German, French, Spanish. Dutch is reported [M], most of the others are translations [I].
PREFIXES: Final[dict[str, tuple[str, ...]]] = {
    "Mandatory": ("Verplicht", "Obligatorisch", "Verpflichtend", "Obligatoire", "Obligatorio", "Required"),
    "Invalid reference": (
        "Ongeldige referentie",
        "Ungültiger Verweis",
        "Référence non valide",
        "Referencia no válida",
    ),
    "Invalid": ("Ongeldig", "Ungültig", "Non valide", "No válido"),
    "Not allowed": ("Niet toegestaan", "Nicht genehmigt", "Non autorisé", "No permitido"),
    "Already exists": ("Bestaat reeds", "Existiert bereits", "Existe déjà", "Ya existe"),
    "Data already exists": (
        "Gegeven bestaat reeds.",
        "Gegeven bestaat reeds",
        "Daten bestehen bereits",
        "Les données existent déjà",
        "Los datos ya existen",
    ),
    "Used in": ("Gebruikt in", "Verwendet in", "Utilisé dans", "Usado en"),
    "In use": ("In gebruik", "In Verwendung", "En cours d'utilisation", "En uso"),
    "Not found": ("Niet gevonden", "Nicht gefunden", "Introuvable", "No encontrado"),
    "Unknown": ("Onbekend", "Unbekannt", "Inconnu", "Desconocido"),
    "Blocked": ("Geblokkeerd", "Gesperrt", "Bloqué", "Bloqueado"),
    "Already processed": ("Reeds verwerkt", "Bereits verarbeitet", "Déjà traité", "Ya procesado"),
    "Period is closed": (
        "Periode is afgesloten",
        "Zeitraum abgeschlossen",
        "La période est clôturée",
        "El período está cerrado",
    ),
    "Cannot delete": (
        "Kan niet verwijderen",
        "Löschen nicht möglich",
        "Suppression impossible",
        "No se puede eliminar",
    ),
    "This entry is not balanced on": (
        "De boeking is niet in evenwicht op",
        "Die Buchung ist nicht ausgeglichen am",
        "L'écriture n'est pas équilibrée au",
        "El asiento no está cuadrado en",
    ),
}

#: [M] reported labels; the English ones beside them need not come from the same error.
LABELS: Final = (
    Label("Account", ("Relatie", "Konto", "Relation", "Relación"), ("Account", "Supplier", "Customer")),
    Label("Supplier (Type)", ("Leverancier (Type)", "Lieferant (Typ)"), ("Supplier",)),
    Label("Supplier", ("Leverancier", "Lieferant", "Fournisseur", "Proveedor"), ("Supplier",)),
    Label("Customer (Type)", ("Klant (Type)", "Factuur voor (Type)", "Kunde (Typ)"), ("Customer",)),
    Label("Customer", ("Klant", "Kunde", "Client", "Cliente"), ("Customer",)),
    Label("Payment condition", ("Betalingsconditie", "Zahlungsbedingung"), ("PaymentCondition",)),
    Label("Journal (type)", ("Dagboek (type)", "Journal (Typ)", "Diario (tipo)"), ("Journal",)),
    # The table's own English name stands in Dutch sentences too [R].
    Label("Journal", ("Dagboek", "Journals", "Diario"), ("Journal", "JournalCode")),
    Label("Name", ("Naam", "Nom", "Nombre"), ("Name",)),
    Label("Code", ("Código",), ("Code",)),
    Label("Description", ("Omschrijving", "Beschreibung", "Descripción"), ("Description",)),
    Label("Due date", ("Vervaldatum", "Fälligkeitsdatum", "Date d'échéance"), ("DueDate",)),
    Label("Date", ("Datum", "Fecha"), ("EntryDate", "DocumentDate", "Date")),
    Label("VAT code", ("Btw-code", "Btw-codes", "VAT codes", "USt.-Schlüssel", "Code TVA"), ("VATCode",)),
    Label("VAT percentage", ("Btw-percentage", "USt.-Prozentsatz"), ("VATPercentage",)),
    Label("VAT number", ("Btw-nummer", "USt.-IdNr.", "Numéro de TVA"), ("VATNumber",)),
    Label("Type (VAT to claim account)", ("Type (Rekening te vorderen btw)",), ("VATCode",)),
    Label("Type (VAT to pay account)", ("Type (Rekening af te dragen btw)",), ("VATCode",)),
    Label("G/L Account type", ("Grootboekrekeningtype", "Sachkontentyp"), ("GLAccount",)),
    Label("G/L Account", ("Grootboekrekening", "Sachkonto", "Compte général"), ("GLAccount",)),
    Label("Entry number", ("Boekstuknummer", "Document number", "Belegnummer"), ("EntryNumber",)),
    Label("Exchange rate", ("Wisselkoers", "Wechselkurs", "Taux de change"), ("Rate", "ExchangeRate")),
    Label("Currency", ("Valuta", "Währung", "Devise", "Divisa"), ("Currency",)),
    Label("Amount", ("Bedrag", "Betrag", "Montant", "Importe"), ("AmountFC",)),
    Label("Email", ("E-Mail", "E-mail", "Correo electrónico"), ("Email",)),
    Label("Country", ("Land", "Pays", "País"), ("Country",)),
    Label("Cost center", ("Kostenplaats", "Kostenstelle", "Centre de frais"), ("CostCenter",)),
    Label("Cost unit", ("Kostendrager", "Kostenträger", "Unité de frais"), ("CostUnit",)),
    Label("Project", ("Projekt", "Projet", "Proyecto"), ("Project",)),
    Label("Asset", ("Activum", "Anlage", "Immobilisation", "Activo"), ("Asset",)),
    Label("Your ref.", ("Uw ref.", "Ihre Ref.", "Votre réf.", "Su ref."), ("YourRef",)),
    Label(
        "Lines",
        ("Regels", "Zeilen", "Lignes", "Líneas"),
        ("PurchaseEntryLines", "BankEntryLines", "CashEntryLines", "GeneralJournalEntryLines"),
    ),
    Label("Bank account", ("Bankrekening", "Bankkonto", "Compte bancaire", "Cuenta bancaria"), ("BankAccount",)),
    Label("BIC code", ("BIC-code", "BIC-Code", "Code BIC", "Código BIC"), ("BICCode",)),
    Label("Last name", ("Achternaam", "Nachname", "Apellidos"), ("LastName",)),
    Label("Title", ("Titel", "Titre", "Título"), ("Title",)),
    # What a record may be in use by; nobody sends them.
    Label("Address", ("Adres", "Adresse", "Dirección")),
    Label("Contact", ("Contactpersoon", "Kontaktperson", "Contacto")),
    Label("Documents", ("Documenten", "Dokumente", "Documentos")),
    Label("Entries", ("Boekingen", "Buchungen", "Écritures", "Asientos")),
    Label("Subject", ("Onderwerp", "Betreff", "Sujet", "Asunto"), ("Subject",)),
    Label("Document type", ("Documenttype", "Dokumenttyp", "Type de document"), ("Type",)),
    Label("Attachment", ("Bijlage", "Anhang", "Pièce jointe", "Adjunto"), ("Attachment",)),
    Label("File name", ("Bestandsnaam", "Dateiname", "Nom de fichier"), ("FileName",)),
    Label("From", ("Van", "Von", "Desde"), ("From",)),
    Label("To", ("Tot", "Bis", "Hasta"), ("To",)),
    Label("Period", ("Periode", "Période", "Período"), ("ReportingPeriod",)),
    Label("Financial year (Period - date table)", ("Boekjaar (Periode - datumtabel)",), ("EntryDate", "Date")),
)

#: Prefix -> the field that it is about where nothing behind it names one.
ABOUT: Final = {
    "Period is closed": Label("Date", (), ("EntryDate", "Date")),
    "Data already exists": Label("Code", (), ("Code",)),
}

#: Sentences of a fault inside Exact itself: the same call can succeed later [M].
INTERNAL: Final = (
    "A problem has occurred",
    "Failed to execute the ExtractVariables",
)

#: [H] values of the `Reason` header beside a 403.
REASONS: Final = {
    "BlockedUser": "the user who consented is blocked",
    "InactiveUser": "the user who consented is inactive",
    "BlockedCustomer": "the company's subscription is blocked",
    "LicenseExpired": "the company's licence has expired",
    "DivisionBlocked": "the company is blocked",
    "NoDivisionAccess": "the user who consented may not open this company",
}
