"""The office's own keys (`[keys]` in fairwatch.toml): what may be one, and what may not be."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding

from data.settings import SettingsError, nearest
from data.support.late_pattern import late_pattern
from tui.keys.actions import BY_ID, Action, Where, at, keys_of
from widgets.table.virtual_table import VirtualTable

NAMES = frozenset(
    {f"f{n}" for n in range(1, 25)}
    | {"space", "enter", "tab", "shift+tab", "escape", "insert", "delete"}
    | {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
)
CTRL = late_pattern(r"ctrl\+[abdefgklnopqrstuvwxy]")
"""Those that arrive: terminals take Ctrl+C, H, I, J, M, Z and [ for something else."""

KEPT = frozenset(
    {"escape", "ctrl+q"}
    | {key for one in VirtualTable.BINDINGS if isinstance(one, Binding) for key in one.key.split(",")}
)
"""Keys that lists and boxes need: only the actions that have them from the start may have them."""


def is_key(name: str) -> bool:
    """Whether this names a key that reaches us: a letter, digit or sign, a name, Ctrl with a letter."""
    return (len(name) == 1 and name.isprintable()) or name in NAMES or CTRL.fullmatch(name) is not None


def check(own: Mapping[str, str]) -> None:
    """Raises SettingsError for an unknown action, an unknown key, a kept key, or a key twice on one screen."""
    for id, keys in own.items():
        _check_action(id, keys.split())
    for where in Where:
        _check_screen(where, own)


def _check_action(id: str, keys: list[str]) -> None:
    if id not in BY_ID:
        raise SettingsError(f"keys.{id}", "choice", near=nearest(id, BY_ID), got=id, choices=", ".join(BY_ID))
    if not keys:
        raise SettingsError(f"keys.{id}", "key_name", got="")
    for key in keys:
        if not is_key(key):
            raise SettingsError(f"keys.{id}", "key_name", got=key)
        if key in KEPT and key not in BY_ID[id].keys:
            raise SettingsError(f"keys.{id}", "key_kept", got=key)


def _check_screen(where: Where, own: Mapping[str, str]) -> None:
    taken: dict[str, Action] = {}
    for action in at(where, own):
        for key in keys_of(action.id, own):
            other = taken.setdefault(key, action)
            if other is not action:
                mine, theirs = (action, other) if action.id in own else (other, action)
                raise SettingsError(f"keys.{mine.id}", "key_clash", got=key, action=theirs.id, screen=where)
