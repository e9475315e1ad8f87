"""Corrections to relations, ledger, entries, documents and what else the connector reads."""

from __future__ import annotations

from typing import Final

from unibooks.connectors.exact.target.cashflow import Bank, DirectDebitMandate, Payment, PaymentCondition, Receivable
from unibooks.connectors.exact.target.crm import Account, Address, Contact
from unibooks.connectors.exact.target.documents import Document
from unibooks.connectors.exact.target.expensemanagement import Expense
from unibooks.connectors.exact.target.financial import (
    ExchangeRate,
    FinancialPeriod,
    GLAccount,
    PayablesListRow,
    ReceivablesListRow,
)
from unibooks.connectors.exact.target.financialtransaction import (
    BankEntry,
    BankEntryLine,
    CashEntry,
    CashEntryLine,
    Transaction,
    TransactionLine,
)
from unibooks.connectors.exact.target.generaljournalentry import GeneralJournalEntry, GeneralJournalEntryLine
from unibooks.connectors.exact.target.hrm import Costcenter, Costunit, HrmDivision
from unibooks.connectors.exact.target.overlay import Corrections, Flag, Length, Width
from unibooks.connectors.exact.target.purchaseentry import PurchaseEntry, PurchaseEntryLine
from unibooks.connectors.exact.target.system import Division, Me, SystemUser
from unibooks.connectors.exact.target.users import User
from unibooks.connectors.exact.target.vat import VATCode, VatPercentage

WIDTHS: Final = (
    Width(Account.Code, -18, "[R] recorded answers of 2014 and 2026; the blanks belong into filters too [H]"),
    Width(Account.Country, 3, "[R]"),
    Width(Account.Language, 10, "[R]"),
    Width(Account.PurchaseVATCode, 3, "[R] as VATCode"),
    Width(Account.SalesVATCode, 3, "[R] as VATCode"),
    Width(Division.Country, 3, "[R]"),
    Width(Division.Legislation, 3, "[R]"),
    Width(Division.CustomerCode, -18, "[R]"),
    Width(Me.CustomerCode, -18, "[R]"),
    Width(Me.DivisionCustomerCode, -18, "[R]"),
    Width(Document.AccountCode, -18, "[R]"),
    Width(VATCode.Code, 3, "[R]"),
    Width(VATCode.AccountCode, -18, "[R]"),
    Width(GLAccount.VATCode, 3, "[R] as VATCode"),
    Width(PurchaseEntryLine.VATCode, 3, "[R] as VATCode; may be sent trimmed [R]"),
    Width(TransactionLine.VATCode, 3, "[R]"),
    Width(TransactionLine.AccountCode, -18, "[R]"),
    Width(Address.Country, 3, "[I] as Account.Country"),
    Width(Contact.Code, -18, "[R] the code of its relation"),
    Width(Contact.Country, 3, "[R]"),
    Width(Contact.Language, 10, "[R]"),
    *(
        Width(prop, -18, "[I] as Account.Code")
        for prop in (
            BankEntryLine.AccountCode,
            CashEntryLine.AccountCode,
            GeneralJournalEntryLine.AccountCode,
            PayablesListRow.AccountCode,
            Payment.AccountCode,
            Receivable.AccountCode,
            ReceivablesListRow.AccountCode,
        )
    ),
    Width(Bank.Country, 3, "[I] as Account.Country"),
    Width(HrmDivision.Country, 3, "[I] as Division.Country"),
    Width(HrmDivision.CustomerCode, -18, "[I] as Division.CustomerCode"),
    Width(SystemUser.Language, 10, "[I] as Account.Language"),
    Width(User.Language, 10, "[I] as Account.Language"),
    *(
        Width(prop, 3, "[I] as VATCode.Code")
        for prop in (BankEntryLine.VATCode, CashEntryLine.VATCode, GeneralJournalEntryLine.VATCode)
    ),
)

LENGTHS: Final = (
    Length(Account.Code, 18, "[R] the width it is padded to"),
    Length(Account.Name, 50, "[I] an older model's length"),
    Length(PurchaseEntry.Description, 60, "[I] an older model's length"),
    Length(PurchaseEntryLine.Description, 60, "[I] an older model's length"),
    Length(BankEntryLine.Description, 60, "[I] as PurchaseEntryLine.Description"),
    Length(CashEntryLine.Description, 60, "[I] as PurchaseEntryLine.Description"),
    Length(GeneralJournalEntryLine.Description, 60, "[I] as PurchaseEntryLine.Description"),
    Length(Costcenter.Code, 8, "[M] an older model's length"),
    Length(Costcenter.Description, 60, "[M] an older model's length"),
    Length(Costunit.Code, 8, "[M] an older model's length"),
    Length(Costunit.Description, 60, "[M] an older model's length"),
    Length(PurchaseEntryLine.CostCenter, 8, "[M] as Costcenter.Code"),
    Length(PurchaseEntryLine.CostUnit, 8, "[M] as Costunit.Code"),
)

FLAGS: Final = (
    *(
        Flag(prop, "day", True, "[R] always local midnight in recorded answers, or [I] by its meaning")
        for prop in (
            PurchaseEntry.DueDate,
            PurchaseEntry.EntryDate,
            PurchaseEntryLine.From,
            PurchaseEntryLine.To,
            Document.DocumentDate,
            Document.ExpiryDate,
            TransactionLine.Date,
            TransactionLine.DueDate,
            Division.StartDate,
            Account.CustomerSince,
            Account.StartDate,
            Account.EndDate,
            BankEntryLine.Date,
            CashEntryLine.Date,
            GeneralJournalEntryLine.Date,
            Contact.BirthDate,
            Contact.StartDate,
            Contact.EndDate,
            Costcenter.EndDate,
            Costunit.EndDate,
            FinancialPeriod.StartDate,
            FinancialPeriod.EndDate,
            PayablesListRow.DueDate,
            PayablesListRow.InvoiceDate,
            ReceivablesListRow.DueDate,
            ReceivablesListRow.InvoiceDate,
            Payment.DueDate,
            Payment.EndDate,
            Payment.EntryDate,
            Payment.InvoiceDate,
            Payment.DiscountDueDate,
            Payment.TransactionDueDate,
            Receivable.DueDate,
            Receivable.EndDate,
            Receivable.EntryDate,
            Receivable.InvoiceDate,
            Receivable.DiscountDueDate,
            Receivable.TransactionDueDate,
            Receivable.LastPaymentDate,
            ExchangeRate.StartDate,
            VatPercentage.StartDate,
            VatPercentage.EndDate,
            DirectDebitMandate.CancellationDate,
            DirectDebitMandate.SignatureDate,
            Expense.ExpenseDate,
        )
    ),
    *(
        Flag(
            prop,
            "filled",
            True,
            "[R] 0 or false in the answer to a create that leaves every other property null",
        )
        for prop in (
            Account.CostPaid,
            Account.IgnoreDatevWarningMessage,
            Account.IsAccountant,
            Account.IsAgency,
            Account.IsAnonymised,
            Account.IsCompetitor,
            Account.IsMailing,
            Account.SeparateInvPerProject,
            Account.SeparateInvPerSubscription,
            Contact.AccountIsCustomer,
            Contact.IsAnonymised,
        )
    ),
)

#: [H] VATPercentages can be posted with a VAT code; which properties of its rows is [I].
POSTED: Final = tuple(
    Flag(prop, "post", True, "[I] posted below VATCodes")
    for prop in (VatPercentage.EndDate, VatPercentage.Percentage, VatPercentage.StartDate, VatPercentage.Type)
)

FRACTIONS: Final = (
    Flag(VatPercentage.Percentage, "fraction", True, "[I] as VATCode.Percentage"),
    Flag(VATCode.Percentage, "fraction", True, "[R] 0.2 for 20 %"),
    Flag(PurchaseEntryLine.VATPercentage, "fraction", True, "[I] as VATCode.Percentage"),
    Flag(
        PaymentCondition.DiscountPercentage,
        "fraction",
        True,
        "[I] as the discounts of relations, which are fractions [H]",
    ),
    *(
        Flag(prop, "fraction", True, "[I] as VATCode.Percentage")
        for prop in (
            TransactionLine.VATPercentage,
            BankEntryLine.VATPercentage,
            CashEntryLine.VATPercentage,
            GeneralJournalEntryLine.VATPercentage,
        )
    ),
)

#: Rows per page where it is not 60.
PAGE_SIZES: Final = ((Division, 1000, "[R] a bare array at $top=100 shows that its page is larger; 1000 is [I]"),)

#: Entities whose key comes first although an older recorded answer shows another order.
KEY_FIRST: Final = ((GLAccount, "[R] answers of 2026 begin with ID, those of 2013 with BalanceSide"),)

PARENTS: Final = tuple(
    (nav, parent, "[H] the lines carry the key of what they hang under")
    for nav, parent in (
        (PurchaseEntry.PurchaseEntryLines, "EntryID"),
        (BankEntry.BankEntryLines, "EntryID"),
        (CashEntry.CashEntryLines, "EntryID"),
        (GeneralJournalEntry.GeneralJournalEntryLines, "EntryID"),
        (Transaction.TransactionLines, "EntryID"),
        (Account.BankAccounts, "Account"),
        (VATCode.VATPercentages, "VATCodeID"),
    )
)

#: Rows that may be nested in a create.
NESTED: Final = ((Account.BankAccounts, "[M] clients create relations with their bank accounts"),)

CORRECTIONS: Final = Corrections(
    WIDTHS, LENGTHS, (*FLAGS, *POSTED, *FRACTIONS), PAGE_SIZES, KEY_FIRST, PARENTS, nested=NESTED
)
