"""The ledger to and from other programs: exports, article texts, starter ledgers."""
