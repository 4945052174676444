"""Rule packs: sets of defaults that lie under an office's own settings (`[rules] pack`). They are files, not code.

A pack is `data/packs/NAME.toml`: the keys of fairwatch.toml that it sets, and on top a `source`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PACKS = Path(__file__).parent.parent / "packs"

Plain = dict[str, Any]


@cache
def _read(name: str) -> Plain:
    path = PACKS / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if name.isalnum() and path.is_file() else {}


def pack_named(plain: Mapping[str, Any]) -> str:
    """The pack that a fairwatch.toml names, "" where it names none."""
    rules = plain.get("rules")
    name = rules.get("pack", "") if isinstance(rules, dict) else ""
    return name if isinstance(name, str) else ""


def values(name: str) -> Plain:
    """What a pack sets, by section; {} for a pack that is not shipped: parsing says so."""
    return {section: given for section, given in _read(name).items() if isinstance(given, dict)}


def source(name: str) -> str:
    """Where a pack's rules come from."""
    return str(_read(name).get("source", "none"))


def under(plain: Plain) -> Plain:
    """A fairwatch.toml with the pack that it names below it: the office's own key wins, whole."""
    merged = dict(plain)
    for section, given in values(pack_named(plain)).items():
        own = plain.get(section, {})
        merged[section] = {**given, **own} if isinstance(own, dict) else own
    return merged
