"""Every setting in force, with its meaning and where it comes from: for `fairwatch settings` and the README."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec
from msgspec import Meta

from data.settings import rule_packs
from data.settings.literals import literals
from data.settings.setting_words import NONE, meaning_of
from data.settings.settings_table import Settings


class Key(msgspec.Struct, frozen=True):
    """One setting in force: dotted key, value in JSON's plain types, meaning, source, and who sets it.

    `from_file`: fairwatch.toml; `pack`: the rule pack of this name, whose source it then has; neither: a default.
    `meaning` and `source` are source strings of `data.wording`; `example` is a value to show where the default is
    empty (None: the default is its own example); `choices` are the words that the key takes, where they are fixed.
    """

    key: str
    value: Any
    meaning: str
    source: str
    from_file: bool
    example: Any = None
    choices: tuple[str, ...] = ()
    pack: str = ""


def keys(settings: Settings, given: Mapping[str, Any] = MappingProxyType({})) -> Iterator[Key]:
    """Every setting in force, in the table's order; `given` is what was taken from a fairwatch.toml."""
    pack = rule_packs.pack_named(given)
    below = rule_packs.values(pack)
    hints = get_type_hints(Settings, include_extras=True)
    for section in msgspec.structs.fields(Settings):
        value, name = getattr(settings, section.name), section.encode_name
        if isinstance(value, msgspec.Struct):
            yield from _section(name, value, given.get(name, {}), below.get(name, {}), pack)
        else:
            meta = meaning_of(hints[section.name])
            plain = msgspec.to_builtins(value)
            yield Key(name, plain, meta.description or "", NONE, bool(given.get(name)), _example(meta))


def _section(
    name: str, section: msgspec.Struct, in_file: dict[str, Any], in_pack: dict[str, Any], pack: str
) -> Iterator[Key]:
    inner = get_type_hints(type(section), include_extras=True)
    for f in msgspec.structs.fields(type(section)):
        meta = meaning_of(inner[f.name])
        own = f.encode_name in in_file
        packed = not own and f.encode_name in in_pack
        yield Key(
            f"{name}.{f.encode_name}",
            msgspec.to_builtins(getattr(section, f.name)),
            meta.description or "",
            rule_packs.source(pack) if packed else str((meta.extra or {}).get("source", NONE)),
            own,
            _example(meta),
            tuple(literals(inner[f.name])),
            pack if packed else "",
        )


def _example(meta: Meta) -> Any:
    return next(iter(meta.examples or ()), None)
