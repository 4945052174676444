"""A ledger that is not read at all, and why."""

from __future__ import annotations

from data.intake.got import Args


class Refused(Exception):
    """A whole file cannot be taken: `code` and `args_` are those of the `Problem` that says so."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code)
        self.code = code
        self.args_: Args = tuple(args.items())
