"""The folder's memory: one record for each version of a ledger, in the stream `seen`, and what follows by folding them.
Hands on plain structs of `ledgers`; knows neither the rules nor the marks."""
