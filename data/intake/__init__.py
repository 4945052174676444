"""Bytes of a ledger in, records and problems out."""
