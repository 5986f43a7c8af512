"""Everything the ledger knows, as tidy rows with documented columns. Plain Python here; a frame is made on request."""
