"""Bytes of a ledger in, records and problems out.
Knows ledgers, settings, model and support; never rules, marks or the folder."""
