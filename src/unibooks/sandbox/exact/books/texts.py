"""Exact's sentences in five languages.

Exact answers in the language of the user. Most refusals are `Prefix: Field label`; a few are whole sentences. The
`assumed` column names the languages whose wording is ours; the others come from reports of real errors.

It is longer than other modules because it is one table; its rows would not gain by standing apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unibooks.sandbox.exact.state import Refused, User


@dataclass(frozen=True)
class Text:
    """One wording per language; `assumed` lists the languages for which nobody has reported Exact's own words."""

    nl: str
    en: str
    de: str
    fr: str
    es: str
    assumed: str = "de fr es"

    def to(self, user: User) -> str:
        """The wording for this user; English for a language that is not in the table."""
        return str(getattr(self, user.language[:2].lower(), self.en))


# Prefixes
MISSING = Text("Verplicht", "Mandatory", "Obligatorisch", "Obligatoire", "Obligatorio", "fr es")
BAD_REFERENCE = Text(
    "Ongeldige referentie",
    "Invalid reference",
    "Ungültiger Verweis",
    "Référence non valide",
    "Referencia no válida",
)
INVALID = Text("Ongeldig", "Invalid", "Ungültig", "Non valide", "No válido", "fr es")
NOT_ALLOWED = Text("Niet toegestaan", "Not allowed", "Nicht genehmigt", "Non autorisé", "No permitido", "fr es")
IN_USE = Text("In gebruik", "In use", "In Verwendung", "En cours d'utilisation", "En uso")
UNKNOWN = Text("Onbekend", "Unknown", "Unbekannt", "Inconnu", "Desconocido", "nl de fr es")
PROCESSED = Text(
    "Reeds verwerkt", "Already processed", "Bereits verarbeitet", "Déjà traité", "Ya procesado", "en de fr es"
)
BLOCKED = Text("Geblokkeerd", "Blocked", "Gesperrt", "Bloqué", "Bloqueado", "nl en de fr es")
CLOSED = Text(
    "Periode is afgesloten",
    "Period is closed",
    "Zeitraum abgeschlossen",
    "La période est clôturée",
    "El período está cerrado",
    "fr es",
)
NOT_FOUND = Text("Niet gevonden", "Not found", "Nicht gefunden", "Introuvable", "No encontrado", "nl de fr es")
UNDELETABLE = Text(
    "Kan niet verwijderen", "Cannot delete", "Löschen nicht möglich", "Suppression impossible", "No se puede eliminar",
    "en de fr es",
)  # fmt: skip

# Whole sentences
EXISTS = Text(
    "Gegeven bestaat reeds.",
    "Data already exists",
    "Daten bestehen bereits",
    "Les données existent déjà",
    "Los datos ya existen",
    "fr es",
)
NO_VAT_AMOUNT = Text(
    'Een btw bedrag is niet toegestaan als u gebruikmaakt van een btw-code van het type "geen btw"',
    "A VAT amount is not allowed if you use a VAT code of type 'No VAT' or 'VAT 0%'.",
    "Ein USt.-Betrag ist bei einem USt.-Schlüssel vom Typ 'Keine USt.' oder 'USt. 0%' nicht erlaubt.",
    "Un montant de TVA n'est pas autorisé avec un code TVA du type 'Sans TVA' ou 'TVA 0%'.",
    "No se permite un importe de IVA con un código de IVA del tipo 'Sin IVA' o 'IVA 0%'.",
)
NOT_BALANCED = Text(
    "De boeking is niet in evenwicht op: {at} (Type: {kind}) - Verschil: {currency} {amount}",
    "This entry is not balanced on: {at} (Type: {kind}) - Difference: {currency} {amount}",
    "Die Buchung ist nicht ausgeglichen am: {at} (Typ: {kind}) - Differenz: {currency} {amount}",
    "L'écriture n'est pas équilibrée au : {at} (Type : {kind}) - Différence : {currency} {amount}",
    "El asiento no está cuadrado en: {at} (Tipo: {kind}) - Diferencia: {currency} {amount}",
)
TERM_NOT_FOUND = Text(
    "Betalingstermijn: GLAccount={gl} Account={account} finyear={year} finperiod={period} Niet gevonden!",
    "Payment term: GLAccount={gl} Account={account} finyear={year} finperiod={period} Not found!",
    "Zahlungsfrist: GLAccount={gl} Account={account} finyear={year} finperiod={period} Nicht gefunden!",
    "Terme de paiement : GLAccount={gl} Account={account} finyear={year} finperiod={period} Non trouvé !",
    "Plazo de pago: GLAccount={gl} Account={account} finyear={year} finperiod={period} ¡No encontrado!",
    "en de fr es",
)
MATCHED = Text(
    "Rekening: {gl} - Relatie: {account} - {count} Regels Afgeletterd.",
    "Account: {gl} - Relation: {account} - {count} Lines matched.",
    "Konto: {gl} - Beziehung: {account} - {count} Zeilen ausgeglichen.",
    "Compte : {gl} - Relation : {account} - {count} lignes lettrées.",
    "Cuenta: {gl} - Relación: {account} - {count} líneas conciliadas.",
    "en de fr es",
)
NOT_SETTLED = Text(
    "De af te letteren regels zijn niet in evenwicht - Verschil: {amount}",
    "The lines to be matched are not in balance - Difference: {amount}",
    "Die auszugleichenden Zeilen sind nicht ausgeglichen - Differenz: {amount}",
    "Les lignes à lettrer ne sont pas équilibrées - Différence : {amount}",
    "Las líneas por conciliar no están cuadradas - Diferencia: {amount}",
    "nl en de fr es",
)
NOTHING_TO_MATCH = Text(
    "Er is niets af te letteren.",
    "There is nothing to match.",
    "Es gibt nichts auszugleichen.",
    "Il n'y a rien à lettrer.",
    "No hay nada que conciliar.",
    "nl en de fr es",
)
STATEMENT_BALANCE = Text(
    "Het beginsaldo plus alle bankboekingsregels moet gelijk zijn aan het eindsaldo",
    "Opening balance plus all bank entry lines should result in the closing balance",
    "Anfangssaldo plus alle Bankbuchungszeilen muss den Endsaldo ergeben",
    "Le solde initial plus toutes les lignes bancaires doit donner le solde final",
    "El saldo inicial más todas las líneas bancarias debe dar el saldo final",
    "nl de fr es",
)
NOT_A_BANK_JOURNAL = Text(
    "Ongeldig dagboek. Het dagboek moet een bankboek zijn.",
    "Invalid journal. The journal must be a bank journal.",
    "Ungültiges Journal. Das Journal muss ein Bankjournal sein.",
    "Journal non valide. Le journal doit être un journal de banque.",
    "Diario no válido. El diario debe ser un diario de banco.",
    "nl en de fr es",
)
NOT_A_CASH_JOURNAL = Text(
    "Ongeldig dagboek. Het dagboek moet een kasboek zijn.",
    "Invalid journal. The journal must be a cash journal.",
    "Ungültiges Journal. Das Journal muss ein Kassenjournal sein.",
    "Journal non valide. Le journal doit être un journal de caisse.",
    "Diario no válido. El diario debe ser un diario de caja.",
    "nl de fr es",
)
NOT_A_GENERAL_JOURNAL = Text(
    "Ongeldig: Dagboek", "Invalid: Journal", "Ungültig: Journal", "Non valide: Journal", "No válido: Diario", "de fr es"
)
YEAR_FIXED = Text(
    "Het boekjaar kan niet worden gewijzigd.",
    "The financial year cannot be changed.",
    "Das Geschäftsjahr kann nicht geändert werden.",
    "L'exercice ne peut pas être modifié.",
    "El ejercicio no se puede cambiar.",
    "nl de fr es",
)

# Field labels
ACCOUNT = Text("Relatie", "Account", "Konto", "Relation", "Relación")
ADDRESS = Text("Adres", "Address", "Adresse", "Adresse", "Dirección", "nl en de fr es")
AMOUNT = Text("Bedrag", "Amount", "Betrag", "Montant", "Importe", "nl en de fr es")
ASSET = Text("Activum", "Asset", "Anlage", "Immobilisation", "Activo", "nl en de fr es")
ATTACHMENT = Text("Bijlage", "Attachment", "Anhang", "Pièce jointe", "Adjunto", "nl en de fr es")
BANK_ACCOUNT = Text("Bankrekening", "Bank account", "Bankkonto", "Compte bancaire", "Cuenta bancaria", "en de fr es")
BANK_ACCOUNT_NUMBER = Text(
    "Bankrekening: Nummer",
    "Bank account: Number",
    "Bankkonto: Nummer",
    "Compte bancaire: Numéro",
    "Cuenta bancaria: Número",
    "en de fr es",
)
BIC = Text("BIC-code", "BIC code", "BIC-Code", "Code BIC", "Código BIC", "nl en de fr es")
CODE = Text("Code", "Code", "Code", "Code", "Código", "en de fr es")
CONTACT = Text("Contactpersoon", "Contact", "Kontaktperson", "Contact", "Contacto", "nl en de fr es")
COST_CENTER = Text("Kostenplaats", "Cost center", "Kostenstelle", "Centre de frais", "Centro de costes", "nl de fr es")
COST_UNIT = Text("Kostendrager", "Cost unit", "Kostenträger", "Unité de frais", "Unidad de costes", "nl de fr es")
COUNTRY = Text("Land", "Country", "Land", "Pays", "País", "nl en de fr es")
CURRENCY = Text("Valuta", "Currency", "Währung", "Devise", "Divisa", "nl en de fr es")
CUSTOMER = Text("Klant", "Customer", "Kunde", "Client", "Cliente", "nl en de fr es")
CUSTOMER_TYPE = Text("Klant (Type)", "Customer (Type)", "Kunde (Typ)", "Client (type)", "Cliente (tipo)", "fr es")
DESCRIPTION = Text("Omschrijving", "Description", "Beschreibung", "Description", "Descripción", "nl en de fr es")
DOCUMENT = Text("Document", "Document", "Dokument", "Document", "Documento", "nl en de fr es")
DOCUMENTS = Text("Documenten", "Documents", "Dokumente", "Documents", "Documentos", "en de fr es")
DOCUMENT_TYPE = Text(
    "Documenttype", "Document type", "Dokumenttyp", "Type de document", "Tipo de documento", "nl en de fr es"
)
DUE_DATE = Text("Vervaldatum", "Due date", "Fälligkeitsdatum", "Date d'échéance", "Fecha de vencimiento")
EMAIL = Text("Email []", "Email []", "E-Mail []", "E-mail []", "Correo electrónico []")
END_DATE = Text("Einddatum", "End date", "Enddatum", "Date de fin", "Fecha final", "nl en de fr es")
ENTRY = Text("Boeking", "Entry", "Buchung", "Écriture", "Asiento", "nl en de fr es")
ENTRIES = Text("Boekingen", "Entries", "Buchungen", "Écritures", "Asientos", "nl en de fr es")
ENTRY_NUMBER = Text("Boekstuknummer", "Document number", "Belegnummer", "Numéro de pièce", "Número de asiento")
EXCHANGE_RATE = Text("Wisselkoers", "Exchange rate", "Wechselkurs", "Taux de change", "Tipo de cambio", "fr es")
FILE_NAME = Text("Bestandsnaam", "File name", "Dateiname", "Nom de fichier", "Nombre de archivo", "nl en de fr es")
FINANCIAL_YEAR = Text(
    "Boekjaar (Periode - datumtabel)",
    "Financial year (Period - date table)",
    "Geschäftsjahr (Periode - Datumstabelle)",
    "Exercice (Période - table de dates)",
    "Ejercicio (Período - tabla de fechas)",
    "nl de fr es",
)
FORMAT = Text("Formaat", "Format", "Format", "Format", "Formato", "en de fr es")
GENDER = Text("Geslacht", "Gender", "Geschlecht", "Sexe", "Sexo", "nl en de fr es")
GL_ACCOUNT = Text("Grootboekrekening", "G/L Account", "Sachkonto", "Compte général", "Cuenta contable", "nl")
GL_ACCOUNT_TYPE = Text(
    "Grootboekrekeningtype", "G/L Account type", "Sachkontentyp", "Type de compte général", "Tipo de cuenta contable",
    "en de fr es",
)  # fmt: skip
JOURNAL = Text("Dagboek", "Journal", "Journal", "Journal", "Diario")
#: The English table name stands in the Dutch message too: recorded for an unknown journal code.
JOURNALS = Text("Journals", "Journals", "Journals", "Journals", "Journals")
JOURNAL_TYPE = Text("Dagboek (type)", "Journal (type)", "Journal (Typ)", "Journal (type)", "Diario (tipo)")
LAST_NAME = Text("Achternaam", "Last name", "Nachname", "Nom", "Apellidos", "nl en de fr es")
LINES = Text("Regels", "Lines", "Zeilen", "Lignes", "Líneas", "nl en de fr es")
NAME = Text("Naam", "Name", "Name", "Nom", "Nombre", "en de fr es")
OFFSET = Text(
    "Tegenregel", "Offset line", "Gegenzeile", "Ligne de contrepartie", "Línea de contrapartida", "nl en de fr es"
)
PAYMENT_CONDITION = Text(
    "Betalingsconditie",
    "Payment condition",
    "Zahlungsbedingung",
    "Condition de paiement",
    "Condición de pago",
    "fr es",
)
PAYMENT_METHOD = Text(
    "Betalingswijze", "Payment method", "Zahlungsmethode", "Mode de paiement", "Forma de pago", "nl en de fr es"
)
PAYMENT_TERM = Text(
    "Betalingstermijn", "Payment term", "Zahlungsfrist", "Terme de paiement", "Plazo de pago", "en de fr es"
)
PERIOD = Text("Periode", "Period", "Periode", "Période", "Período", "nl en de fr es")
PERSON = Text("Persoon", "Person", "Person", "Personne", "Persona", "nl en de fr es")
PROJECT = Text("Project", "Project", "Projekt", "Projet", "Proyecto", "nl en de fr es")
START_DATE = Text("Begindatum", "Start date", "Anfangsdatum", "Date de début", "Fecha inicial", "nl en de fr es")
STATUS = Text("Status", "Status", "Status", "Statut", "Estado", "nl en de fr es")
SUBJECT = Text("Onderwerp", "Subject", "Betreff", "Sujet", "Asunto", "nl en de fr es")
SUBSCRIPTION = Text("Abonnement", "Subscription", "Abonnement", "Abonnement", "Suscripción", "nl en de fr es")
SUPPLIER = Text("Leverancier", "Supplier", "Lieferant", "Fournisseur", "Proveedor", "nl en de fr es")
SUPPLIER_TYPE = Text(
    "Leverancier (Type)",
    "Supplier (Type)",
    "Lieferant (Typ)",
    "Fournisseur (type)",
    "Proveedor (tipo)",
    "en de fr es",
)
TITLE = Text("Titel", "Title", "Titel", "Titre", "Título", "nl en de fr es")
TO = Text("Tot", "To", "Bis", "Jusqu'à", "Hasta", "nl en de fr es")
FROM = Text("Van", "From", "Von", "De", "Desde", "nl en de fr es")
TRANSACTION = Text("Mutatie", "Transaction", "Buchungszeile", "Mouvement", "Movimiento", "nl en de fr es")
TOPIC = Text("Topic", "Topic", "Thema", "Sujet", "Tema", "nl en de fr es")
CALLBACK_URL = Text("Callback URL", "Callback URL", "Callback URL", "Callback URL", "Callback URL", "nl en de fr es")
TYPE = Text("Type", "Type", "Typ", "Type", "Tipo", "nl en de fr es")
VAT_CLAIM_ACCOUNT = Text(
    "Type (Rekening te vorderen btw)",
    "Type (VAT to claim account)",
    "Typ (Vorsteuerkonto)",
    "Type (Compte TVA à récupérer)",
    "Tipo (Cuenta de IVA soportado)",
    "en de fr es",
)
VAT_PAY_ACCOUNT = Text(
    "Type (Rekening af te dragen btw)",
    "Type (VAT to pay account)",
    "Typ (Umsatzsteuerkonto)",
    "Type (Compte TVA à payer)",
    "Tipo (Cuenta de IVA repercutido)",
    "en de fr es",
)
VAT_CODE = Text("Btw-code", "VAT code", "USt.-Schlüssel", "Code TVA", "Código de IVA")
VAT_CODES = Text("Btw-codes", "VAT codes", "USt.-Schlüssel", "Codes TVA", "Códigos de IVA", "nl en de fr es")
VAT_NUMBER = Text("Btw-nummer", "VAT number", "USt.-IdNr.", "Numéro de TVA", "Número de IVA", "nl en de fr es")
PERCENTAGE = Text("Percentage", "Percentage", "Prozentsatz", "Pourcentage", "Porcentaje", "nl en de fr es")
VAT_PERCENTAGE = Text(
    "Btw-percentage []", "VAT percentage []", "USt.-Prozentsatz []", "Taux de TVA []", "Porcentaje de IVA []"
)
VAT_TYPE = Text("Btw-type", "VAT type", "USt.-Typ", "Type de TVA", "Tipo de IVA", "nl en de fr es")
WAREHOUSE = Text("Magazijn", "Warehouse", "Lager", "Entrepôt", "Almacén", "nl en de fr es")

# Field labels of what is sold
ORDERED_BY_TYPE = Text(
    "Besteld door (Type)",
    "Customer (Type)",
    "Besteller (Typ)",
    "Commandé par (type)",
    "Pedido por (tipo)",
    "nl de fr es",
)
DELIVERIES = Text("Leveringen", "Deliveries", "Lieferungen", "Livraisons", "Entregas", "nl en de fr es")
DELIVER_TO = Text("Leveren aan", "Deliver to", "Lieferempfänger", "Livrer à", "Entregar a", "en de fr es")
ACTION = Text("Actie", "Action", "Aktion", "Action", "Acción", "nl en de fr es")
DELIVERY_DATE = Text(
    "Leverdatum", "Delivery date", "Lieferdatum", "Date de livraison", "Fecha de entrega", "nl en de fr es"
)
DISCOUNT = Text("Korting", "Discount", "Rabatt", "Remise", "Descuento", "nl en de fr es")
INVOICE_TO_TYPE = Text(
    "Factuur voor (Type)",
    "Customer (Type)",
    "Rechnungsempfänger (Typ)",
    "Facturé à (type)",
    "Facturar a (tipo)",
    "de fr es",
)
INVOICE_TO = Text("Factuur voor", "Invoice to", "Rechnungsempfänger", "Facturé à", "Facturar a", "en")
ITEM = Text("Artikel", "Item", "Artikel", "Article", "Artículo", "nl en de fr es")
ITEMS = Text("Artikelen", "Items", "Artikel", "Articles", "Artículos", "nl en de fr es")
ITEM_GROUP = Text("Artikelgroep", "Item group", "Artikelgruppe", "Groupe d'articles", "Grupo de artículos", "nl")
ITEM_PRICES = Text(
    "Verkoopprijzen", "Sales prices", "Verkaufspreise", "Prix de vente", "Precios de venta", "nl en de fr es"
)
LEDGER_SALES = Text(
    "Grootboekrekening: Verkoop", "G/L Account: Sales", "Sachkonto: Verkauf", "Compte général : Ventes",
    "Cuenta contable: Ventas", "nl de fr es",
)  # fmt: skip
MANAGER = Text("Manager", "Manager", "Manager", "Responsable", "Responsable", "nl en de fr es")
NUMBER = Text("Nummer", "Number", "Nummer", "Numéro", "Número", "nl en de fr es")
OPPORTUNITY = Text("Verkoopkans", "Opportunity", "Chance", "Opportunité", "Oportunidad", "nl en de fr es")
ORDER_CHARGE = Text(
    "Orderkosten", "Order charge", "Auftragskosten", "Frais de commande", "Gastos de pedido", "nl en de fr es"
)
ORDERED_BY = Text("Besteld door", "Ordered by", "Besteller", "Commandé par", "Pedido por", "en")
PRICE = Text("Prijs", "Price", "Preis", "Prix", "Precio", "nl en de fr es")
PRICE_LIST = Text("Prijslijst", "Price list", "Preisliste", "Liste de prix", "Lista de precios", "nl en de fr es")
PROJECTS = Text("Projecten", "Projects", "Projekte", "Projets", "Proyectos", "nl en de fr es")
QUANTITY = Text("Aantal", "Quantity", "Menge", "Quantité", "Cantidad", "nl en de fr es")
QUOTATION = Text("Offerte", "Quotation", "Angebot", "Devis", "Oferta", "nl en de fr es")
QUOTATIONS = Text("Offertes", "Quotations", "Angebote", "Devis", "Ofertas", "nl en de fr es")
SALES_ORDER = Text(
    "Verkooporder", "Sales order", "Verkaufsauftrag", "Commande client", "Pedido de venta", "nl en de fr es"
)
SALES_ORDERS = Text(
    "Verkooporders", "Sales orders", "Verkaufsaufträge", "Commandes clients", "Pedidos de venta", "nl en de fr es"
)
SALES_CHANNEL = Text(
    "Verkoopkanaal", "Sales channel", "Vertriebskanal", "Canal de vente", "Canal de venta", "nl en de fr es"
)
SELECTION_CODE = Text(
    "Selectiecode", "Selection code", "Auswahlcode", "Code de sélection", "Código de selección", "nl en de fr es"
)
SHIPPING_METHOD = Text(
    "Leveringswijze", "Shipping method", "Versandart", "Mode d'expédition", "Método de envío", "nl en de fr es"
)
SHOP_ORDER = Text(
    "Productieorder",
    "Shop order",
    "Fertigungsauftrag",
    "Ordre de fabrication",
    "Orden de fabricación",
    "nl en de fr es",
)
REASON = Text("Reden", "Reason", "Grund", "Raison", "Motivo", "nl en de fr es")
STOCK = Text("Voorraad", "Stock", "Lagerbestand", "Stock", "Existencias", "nl en de fr es")
TAX_SCHEDULE = Text(
    "Belastingschema", "Tax schedule", "Steuerschema", "Barème de taxe", "Esquema de impuestos", "nl en de fr es"
)
UNIT = Text("Eenheid", "Unit", "Einheit", "Unité", "Unidad", "nl")
VALID_UNTIL = Text("Geldig tot", "Valid until", "Gültig bis", "Valable jusqu'au", "Válido hasta", "nl en de fr es")

# Field labels of reference data and of purchasing
CLASSIFICATION = Text(
    "Classificatie", "Classification", "Klassifizierung", "Classification", "Clasificación", "nl en de fr es"
)
DIRECT_DEBIT_MANDATES = Text(
    "Incassomachtigingen", "Direct debit mandates", "Lastschriftmandate", "Mandats de prélèvement",
    "Mandatos de adeudo", "nl en de fr es",
)  # fmt: skip
DIVISION = Text("Administratie", "Division", "Mandant", "Administration", "Administración", "nl en de fr es")
GL_SCHEME = Text(
    "Grootboekschema", "G/L scheme", "Sachkontenschema", "Schéma comptable", "Esquema contable", "nl en de fr es"
)
GOODS_RECEIPT = Text(
    "Goederenontvangst", "Goods receipt", "Wareneingang", "Réception de marchandises", "Recepción de mercancías",
    "nl en de fr es",
)  # fmt: skip
GOODS_RECEIPTS = Text(
    "Goederenontvangsten", "Goods receipts", "Wareneingänge", "Réceptions de marchandises", "Recepciones de mercancías",
    "nl en de fr es",
)  # fmt: skip
INVOICE_TYPE = Text(
    "Factuur (type)", "Invoice (type)", "Rechnung (Typ)", "Facture (type)", "Factura (tipo)", "nl en de fr es"
)
ITEM_OR_ORDER_LINE = Text(
    "Artikel of inkooporderregel", "Item or purchase order line", "Artikel oder Bestellzeile",
    "Article ou ligne de commande", "Artículo o línea de pedido", "nl en de fr es",
)  # fmt: skip
ORDER_NUMBER = Text(
    "Ordernummer", "Order number", "Auftragsnummer", "Numéro de commande", "Número de pedido", "nl en de fr es"
)
PAYMENT_TYPE = Text(
    "Soort betaling", "Payment type", "Zahlungsart", "Type de paiement", "Tipo de pago", "nl en de fr es"
)
PURCHASE_AGENT = Text("Inkoper", "Purchase agent", "Einkäufer", "Acheteur", "Comprador", "nl en de fr es")
PURCHASE_INVOICE = Text(
    "Inkoopfactuur", "Purchase invoice", "Einkaufsrechnung", "Facture d'achat", "Factura de compra", "en de fr es"
)
PURCHASE_INVOICES = Text(
    "Inkoopfacturen", "Purchase invoices", "Einkaufsrechnungen", "Factures d'achat", "Facturas de compra",
    "nl en de fr es",
)  # fmt: skip
PURCHASE_ORDER = Text(
    "Inkooporder", "Purchase order", "Bestellung", "Commande d'achat", "Pedido de compra", "nl de fr es"
)
PURCHASE_ORDER_LINE = Text(
    "Inkooporderregel", "Purchase order line", "Bestellzeile", "Ligne de commande d'achat", "Línea de pedido de compra",
    "nl en de fr es",
)  # fmt: skip
PURCHASE_ORDERS = Text(
    "Inkooporders", "Purchase orders", "Bestellungen", "Commandes d'achat", "Pedidos de compra", "nl de fr es"
)
PURCHASE_RETURN = Text(
    "Inkoopretour", "Purchase return", "Einkaufsrückgabe", "Retour d'achat", "Devolución de compra", "nl de fr es"
)
RECEIPT_DATE = Text(
    "Ontvangstdatum", "Receipt date", "Eingangsdatum", "Date de réception", "Fecha de recepción", "nl en de fr es"
)
REFERENCE = Text("Kenmerk", "Reference", "Referenz", "Référence", "Referencia", "nl en de fr es")
RETURN_DATE = Text(
    "Retourdatum", "Return date", "Rückgabedatum", "Date de retour", "Fecha de devolución", "nl en de fr es"
)
RETURN_QUANTITY = Text(
    "Retouraantal", "Return quantity", "Rückgabemenge", "Quantité retournée", "Cantidad devuelta", "nl en de fr es"
)
SIGNATURE_DATE = Text(
    "Datum van ondertekening", "Signature date", "Unterschriftsdatum", "Date de signature", "Fecha de firma",
    "nl en de fr es",
)  # fmt: skip
UNIT_PRICE = Text("Prijs per eenheid", "Unit price", "Stückpreis", "Prix unitaire", "Precio unitario", "nl en de fr es")
USER_NAME = Text(
    "Gebruikersnaam", "User name", "Benutzername", "Nom d'utilisateur", "Nombre de usuario", "nl en de fr es"
)

# Sales invoices
CREATE_MODE = Text(
    "Aanmaakwijze", "Create mode", "Erstellungsart", "Mode de création", "Modo de creación", "nl en de fr es"
)
INVOICE_MODE = Text(
    "Factureerwijze", "Invoice mode", "Fakturierungsart", "Mode de facturation", "Modo de facturación",
    "nl en de fr es",
)  # fmt: skip
LAYOUT = Text("Lay-out", "Layout", "Layout", "Mise en page", "Diseño", "nl en de fr es")
SALES_INVOICE = Text("Verkoopfactuur", "Sales invoice", "Verkaufsrechnung", "Facture de vente", "Factura de venta")
SALES_INVOICES = Text(
    "Verkoopfacturen", "Sales invoices", "Verkaufsrechnungen", "Factures de vente", "Facturas de venta",
    "nl en de fr es",
)  # fmt: skip
DOCUMENT_MADE = Text(
    "Document {} is aangemaakt.",
    "Document {} was created.",
    "Dokument {} wurde erstellt.",
    "Le document {} a été créé.",
    "Se ha creado el documento {}.",
    "nl en de fr es",
)
NOT_SENT = Text(
    "Niet verzonden: deze omgeving verstuurt niets.",
    "Not sent: this environment sends nothing.",
    "Nicht gesendet: diese Umgebung versendet nichts.",
    "Non envoyé : cet environnement n'envoie rien.",
    "No enviado: este entorno no envía nada.",
    "nl en de fr es",
)

# Statuses of sales orders
CANCELLED = Text("Geannuleerd", "Cancelled", "Storniert", "Annulé", "Anulado", "nl de fr es")
AWAITING_APPROVAL = Text(
    "Wacht op goedkeuring", "Awaiting approval", "Wartet auf Genehmigung", "En attente d'approbation",
    "Pendiente de aprobación", "nl de fr es",
)  # fmt: skip
AUTOMATIC = Text("Automatisch", "Automatic", "Automatisch", "Automatique", "Automático", "nl de fr es")
APPROVED = Text("Goedgekeurd", "Approved", "Genehmigt", "Approuvé", "Aprobado", "nl de fr es")

PAYMENTS_PROCESSED = Text(
    "{count} betalingen verwerkt.",
    "{count} payments processed.",
    "{count} Zahlungen verarbeitet.",
    "{count} paiements traités.",
    "{count} pagos procesados.",
    "nl en de fr es",
)

# Texts that stand in rows
DEFAULT_DESCRIPTION = Text("Factuur: {}", "Invoice: {}", "Rechnung: {}", "Facture : {}", "Factura: {}")
USED_IN = Text("Gebruikt in", "Used in", "Verwendet in", "Utilisé dans", "Usado en", "en de fr es")
OPEN = Text("Open", "Open", "Offen", "Ouvert", "Abierto", "nl de fr es")
CLOSED_STATUS = Text("Gesloten", "Closed", "Abgeschlossen", "Clôturé", "Cerrado", "nl de fr es")
DONE = Text("Verwerkt", "Processed", "Verarbeitet", "Traité", "Procesado", "nl en de fr es")
OPENING_BALANCE = Text(
    "Beginbalans", "Opening balance", "Eröffnungsbilanz", "Bilan d'ouverture", "Balance de apertura", "nl de fr es"
)
OTHER = Text("Overig", "Other", "Sonstige", "Autre", "Otro", "nl de fr es")
CASH_FLOW = Text("Kasstroom", "Cash flow", "Zahlungsfluss", "Flux de trésorerie", "Flujo de caja", "nl de fr es")
REJECTED = Text("Afgekeurd", "Rejected", "Abgelehnt", "Rejeté", "Rechazado", "nl de fr es")
SALES_ENTRY = Text(
    "Verkoopboeking", "Sales entry", "Verkaufsbuchung", "Écriture de vente", "Asiento de venta", "nl de fr es"
)
SALES_CREDIT = Text(
    "Verkoopcreditnota",
    "Sales credit note",
    "Verkaufsgutschrift",
    "Note de crédit de vente",
    "Nota de crédito de venta",
    "nl de fr es",
)
PURCHASE_ENTRY = Text(
    "Inkoopboeking", "Purchase entry", "Einkaufsbuchung", "Écriture d'achat", "Asiento de compra", "de fr es"
)
PURCHASE_CREDIT = Text(
    "Inkoopcreditnota",
    "Purchase credit note",
    "Einkaufsgutschrift",
    "Note de crédit d'achat",
    "Nota de crédito de compra",
    "nl en de fr es",
)

PARTIAL = Text("Gedeeltelijk", "Partial", "Teilweise", "Partiel", "Parcial", "nl de fr es")
COMPLETE = Text("Compleet", "Complete", "Vollständig", "Complet", "Completo", "nl de fr es")
CANCELED = Text("Geannuleerd", "Canceled", "Storniert", "Annulé", "Cancelado", "nl de fr es")
AUTOMATICALLY = Text("Automatisch", "Automatically", "Automatisch", "Automatiquement", "Automáticamente", "nl de fr es")

DELIVERY = Text("Levering", "Goods delivery", "Warenlieferung", "Livraison de marchandises", "Entrega", "nl de fr es")

STATUSES: Final = {5: REJECTED, 20: OPEN, 50: DONE}
PAYMENT_DISCOUNT = Text("Betalingskorting", "Payment discount", "Skonto", "Escompte", "Descuento por pronto pago")
PAYMENT_DIFFERENCE = Text(
    "Betalingsverschil", "Payment difference", "Zahlungsdifferenz", "Différence de paiement", "Diferencia de pago"
)
EXCHANGE_DIFFERENCE = Text(
    "Koersverschil", "Exchange rate difference", "Kursdifferenz", "Différence de change", "Diferencia de cambio"
)

KINDS: Final = {
    10: OPENING_BALANCE,
    20: SALES_ENTRY,
    21: SALES_CREDIT,
    30: PURCHASE_ENTRY,
    31: PURCHASE_CREDIT,
    40: CASH_FLOW,
    82: EXCHANGE_DIFFERENCE,
    83: PAYMENT_DIFFERENCE,
    90: OTHER,
    120: DELIVERY,
    130: GOODS_RECEIPT,
    131: PURCHASE_RETURN,
}


def money(amount: object) -> str:
    """An amount as Exact writes it inside a sentence, in every language: `1.000,00`."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


class Faults:
    """The faults of one write, gathered so that all of them are told at once."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._messages: list[str] = []

    def add(self, prefix: Text, label: Text, detail: str = "") -> None:
        """Note `Prefix: Label`, once; `detail` is appended as it is."""
        self.say(f"{prefix.to(self.user)}: {label.to(self.user)}{detail}")

    def say(self, sentence: str) -> None:
        """Note a whole sentence, once."""
        if sentence not in self._messages:
            self._messages.append(sentence)

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def stop(self) -> None:
        """Refuse the write if there is any fault.

        Raises:
            Refused: with every message noted so far.
        """
        if self._messages:
            raise Refused(*self._messages)


def refuse(user: User, prefix: Text, label: Text, detail: str = "") -> Refused:
    """The refusal for a single fault, to be raised."""
    return Refused(f"{prefix.to(user)}: {label.to(user)}{detail}")
