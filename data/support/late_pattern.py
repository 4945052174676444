"""Patterns of text that are compiled when one of them is first asked.

Two hundred stand in the modules' tables, and one run of the program asks a part of them: compiling all while they are
imported was a fifth of what that cost. A module's patterns are made here; a type checker sees the standard library's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as late_pattern
else:
    _ASKED = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")

    class LatePattern:
        """What `re.compile` gives for the same text and flags, later. A wrong one raises where it is first asked."""

        def __init__(self, pattern: str | bytes, flags: int) -> None:
            self.pattern, self._wanted = pattern, flags

        def compiled(self) -> re.Pattern[str] | re.Pattern[bytes]:
            """The pattern itself; from now on it is asked without a detour."""
            made = re.compile(self.pattern, self._wanted)
            for name in _ASKED:
                setattr(self, name, getattr(made, name))
            return made

        def __getattr__(self, name: str) -> object:
            """Asked for the first time, or for what is asked once: `groups`, `flags`."""
            return getattr(self.compiled(), name)

    def late_pattern(pattern: str | bytes, flags: int = 0) -> LatePattern:
        """Takes what `re.compile` takes."""
        return LatePattern(pattern, flags)


__all__ = ["late_pattern"]
