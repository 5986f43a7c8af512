"""Pictures of the ledger: an audit to tidy rows, rows to a matplotlib figure. No clock, no random ids, no pyplot."""
