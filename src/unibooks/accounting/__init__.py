"""The unified vocabulary: what a bill, a supplier or a ledger account is, whatever system is behind."""
