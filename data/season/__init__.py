"""The office's rules: pure functions of records, settings and a date."""
