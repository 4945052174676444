"""The one cleaning of text, at intake. It lives beside the words, since marks clean what they read with it too."""

from __future__ import annotations

from data.wording.clean import block, clean, line, short

__all__ = ["block", "clean", "line", "short"]
