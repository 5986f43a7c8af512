"""The command: parse options, call one method of the ledger, print."""
