"""The one table of actions. Bindings, foot line, `?`, palette and README derive from it.

To add an action: add a line here and a method `do_<id>` to a subject that the screens named in `where` hold (see
`tui.screens.base.acting`), or to the screen. Every action has, beside its letter, a key that a Chinese input method
does not swallow: a digit, a function key, space, Enter, Tab, Esc or an arrow. f13 to f24 are Shift+F1 to F12; not f15,
by which xterm tells where its cursor is. Full-width ones (ｍ, ？, ：) work too. A new action has a letter, and Ctrl.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from textual.binding import Binding

from data.support.fast_dataclass import dataclass
from data.wording import N_, NP_, _, pgettext
from tui.keys.key_names import key_name, twins

HELP_KEYS = 9
"""Cells of the help's column of keys: what is said beside it must fit a line of 80."""


class Where(StrEnum):
    """The screens that take keys; dialogs have their own."""

    DESK = "desk"
    WALL = "wall"
    PROBLEMS = "problems"
    SHEET = "sheet"


ROWS = frozenset(Where) - {Where.WALL}
"""The screens on which rows are chosen; most keys work there."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key does.

    keys are Textual's names, the first is the one shown; `item` says that it works on the row under the cursor;
    `writes` that it marks, which --read-only forbids; `foot` is its place in the foot line (0: not there);
    `ahead` that letters which come in the same burst are meant for the line that it opens.
    """

    id: str
    keys: tuple[str, ...]
    label: tuple[str, str]
    help: str
    group: str
    where: frozenset[Where] = ROWS
    item: bool = False
    writes: bool = False
    foot: int = 0
    ahead: bool = False

    @property
    def word(self) -> str:
        """The label in the reader's language."""
        return pgettext(*self.label)

    @property
    def shown_key(self) -> str:
        """The first key as it stands in the foot line."""
        return key_name(self.keys[0])

    @property
    def hint(self) -> str:
        """Key and label, as boxes tell them."""
        return f"{self.shown_key} {self.word}"

    @property
    def shown_keys(self) -> str:
        """The keys as they stand in the help, as many as its column holds; the README has all."""
        names = [key_name(key) for key in self.keys]
        fits = [n for n in range(1, len(names) + 1) if len(" ".join(names[:n])) <= HELP_KEYS]
        return " ".join(names[: max(fits, default=1)])


SCREENS: Mapping[Where, str] = {
    Where.DESK: N_("on the duty screen"),
    Where.PROBLEMS: N_("on the screen of problems"),
    Where.SHEET: N_("on the screens of figures"),
    Where.WALL: N_("on the wall"),
}
"""Where an action works, for those who press its key elsewhere."""

_ALL = frozenset(Where)
_ITEMS = frozenset({Where.DESK, Where.PROBLEMS})
_SHEET, _WALL = frozenset({Where.SHEET}), frozenset({Where.WALL})
_FIGURES = frozenset({Where.DESK, Where.SHEET})
_PROBLEMS = frozenset({Where.PROBLEMS})
ITEMS, SHOW, PROGRAM = N_("Rows"), N_("What is shown"), N_("Program")
GROUPS = (ITEMS, SHOW, PROGRAM)


def _action(id: str, keys: str, label: tuple[str, str], help: str, group: str, foot: int = 0, **more: object) -> Action:
    """What a key does on the screens of rows, unless `where` says otherwise; the others as in `Action`."""
    return Action(id, tuple(keys.split()), label, help, group, foot=foot, **more)  # type: ignore[arg-type]


def _row(id: str, keys: str, label: tuple[str, str], help: str, foot: int = 0) -> Action:
    """A mark on the row under the cursor."""
    return _action(id, keys, label, help, ITEMS, foot, item=True, writes=True)


def _page(id: str, digit: str, label: tuple[str, str], help: str) -> Action:
    """A screen of figures (`widgets.views` has a page of this id)."""
    return _action(id, digit, label, help, SHOW)


ACTIONS: tuple[Action, ...] = (
    _action("pick", "space", NP_("action", "pick"), N_("pick or unpick this row for the next mark"), ITEMS, item=True),
    _row("mark", "m f2", NP_("action", "handle"), N_("say what was done: m, then a digit"), foot=1),
    _row("snooze", "z f4", NP_("action", "later"), N_("off the list until a day, 30 days at most"), foot=2),
    _row("note", "n f6", NP_("action", "note"), N_("write a remark; it hides nothing"), foot=3),
    _row("claim", "a f7", NP_("action", "I follow it"), N_("you follow it; it stays on the list"), foot=4),
    _action("call", "c ctrl+t f14", NP_("action", "call"), N_("whom to call, what they owe; l logs it"), ITEMS, 2),
    _row("visit", "v ctrl+g f16", NP_("action", "visit"), N_("a visit to the project; hides nothing"), foot=2),
    _row("blocker", "p ctrl+n f18", NP_("action", "blocker"), N_("what holds the project: the desk's word"), foot=2),
    _action(
        "accept",
        "A f11",
        NP_("action", "accept"),
        N_("let the new version of a held ledger count"),
        ITEMS,
        5,
        where=_PROBLEMS,
        item=True,
        writes=True,
    ),
    _action("undo", "u f8", NP_("action", "undo"), N_("your latest mark; an older one asks"), ITEMS, 5, writes=True),
    _row("reopen", "r f9", NP_("action", "reopen"), N_("cancel another's mark, under your name")),
    _action("card", "enter", NP_("action", "evidence"), N_("fields, rule, where it was read, marks"), ITEMS, 7),
    _action("copy", "y f12", NP_("action", "copy"), N_("the row; of a fault a letter (OSC 52)"), ITEMS, 8),
    _action("export", "e ctrl+d", NP_("action", "to a file"), N_("the list as it is shown, or whole"), SHOW),
    _page("units", "1", NP_("action", "units"), N_("signing progress; 1 again: all of units")),
    _page("stalled", "2", NP_("action", "projects"), N_("the stalled ones; 2 again: all projects")),
    _page("owed", "3", NP_("action", "owed"), N_("owed now; 3 again: all that is owed")),
    _page("preparation", "4", NP_("action", "preparation"), N_("streams, guests, slate, roster, our duties")),
    _page("trips", "5", NP_("action", "trips"), N_("outbound trips by unit, leader and head")),
    _page("departments", "6", NP_("action", "departments"), N_("blockers by who must clear them")),
    _page("leaders", "7", NP_("action", "leaders"), N_("a page for each sponsoring leader")),
    _action(
        "sort",
        "S ctrl+r f23",
        NP_("action", "sort"),
        N_("by a column; the same again: the other way"),
        SHOW,
        8,
        where=_SHEET,
    ),
    _action("next_panel", "tab l right", NP_("action", "next panel"), N_("go to the next panel, or view"), SHOW),
    _action(
        "previous_panel", "h left shift+tab", NP_("action", "panel before"), N_("go to the panel before, or view"), SHOW
    ),
    _action("find", "/ f3 、", NP_("action", "find"), N_("only rows that contain these words"), SHOW, 6, ahead=True),
    _action("clear", "escape", NP_("action", "all rows"), N_("pick none; then show all rows again"), SHOW),
    _action("handled", "H 0", NP_("action", "handled"), N_("list or hide what is dealt with"), SHOW, 9, where=_ITEMS),
    _action(
        "next_fair",
        "f ctrl+f f19",
        NP_("action", "next fair"),
        N_("progress for another fair, or the season"),
        SHOW,
        10,
        where=_FIGURES,
    ),
    _action(
        "next_page", "right pagedown space", NP_("action", "next page"), N_("turn the page at once"), SHOW, where=_WALL
    ),
    _action("sources", "x 9", NP_("action", "problems"), N_("what is wrong in the ledgers; files"), SHOW),
    _action("history", "V ctrl+k", NP_("action", "history"), N_("versions of this ledger"), SHOW, 6, where=_PROBLEMS),
    _action("refresh", "R f5", NP_("action", "refresh"), N_("look at the whole folder now"), PROGRAM, where=_ALL),
    _action(
        "palette", ": ctrl+p f13", NP_("action", "commands"), N_("find a command by its name"), PROGRAM, where=_ALL
    ),
    _action("theme", "T ctrl+e f17", NP_("action", "theme"), N_("other colours; ↑↓ shows them"), PROGRAM, where=_ALL),
    _action("help", "? f1", NP_("action", "help"), N_("the keys and what they do"), PROGRAM, 11, where=_ALL),
    _action(
        "quit",
        "q ctrl+q f24",
        NP_("action", "quit"),
        N_("leave this screen; the last is the program"),
        PROGRAM,
        where=_ALL,
    ),
    _action("shift", "w ctrl+w f21", NP_("action", "my shift"), N_("what changed since; notes to take over"), SHOW, 7),
    _action(
        "handover",
        "s ctrl+s f20",
        NP_("action", "hand over"),
        N_("sign the shift's note for the next"),
        PROGRAM,
        writes=True,
    ),
    _action("papers", "b ctrl+u", NP_("action", "papers"), N_("handed in: look, save, issue"), SHOW),
    _action("log", "L 8", NP_("action", "log"), N_("every mark, and what became of it"), SHOW),
    _action("orphans", "o ctrl+o f22", NP_("action", "no row"), N_("marks whose row is gone, to be joined"), SHOW),
    _action("officer", "O f10", NP_("action", "officer"), N_("say who marks here from now on"), PROGRAM, writes=True),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

NO_OWN: Mapping[str, str] = MappingProxyType({})
"""No keys of the office's own."""

_BINDING_NAMES: Mapping[str, str] = {",": "comma"}
"""A comma joins keys in a binding."""


def in_force(own: Mapping[str, str]) -> tuple[Action, ...]:
    """All actions with the keys that work: the office's `own` (action's id -> keys) in the place of the table's."""
    return tuple(action_of(action.id, own) for action in ACTIONS)


def at(where: Where, own: Mapping[str, str] = NO_OWN) -> tuple[Action, ...]:
    """The actions of a screen, in the table's order."""
    return tuple(action for action in in_force(own) if where in action.where)


def action_of(id: str, own: Mapping[str, str] = NO_OWN) -> Action:
    """An action with the keys that work."""
    return replace(BY_ID[id], keys=tuple(own[id].split())) if id in own else BY_ID[id]


def keys_of(id: str, own: Mapping[str, str] = NO_OWN) -> tuple[str, ...]:
    """An action's keys with their twins, as bindings name them."""
    return tuple(_BINDING_NAMES.get(twin, twin) for key in action_of(id, own).keys for twin in twins(key))


def bindings(where: Where, own: Mapping[str, str] = NO_OWN) -> list[Binding]:
    """A screen's bindings: each key of the table, and its twin, runs `act(id)`, which says why where it does not work.

    A key that two actions have on different screens is this screen's own.
    """
    found: dict[str, Binding] = {}
    for action in sorted(ACTIONS, key=lambda action: where not in action.where):
        ahead = action.ahead and where in action.where
        for key in keys_of(action.id, own):
            bound = Binding(key, f"act('{action.id}')", show=False, id=f"{where}.{action.id}", priority=ahead)
            found.setdefault(key, bound)
    return list(found.values())


def foot(where: Where, *, item: bool, read_only: bool, own: Mapping[str, str] = NO_OWN) -> tuple[tuple[str, str], ...]:
    """What the foot line shows: (key, label) of the actions that work here and now, the most needed first."""
    here = [action for action in at(where, own) if action.foot]
    works = [action for action in here if (item or not action.item) and not (read_only and action.writes)]
    return tuple((action.shown_key, action.word) for action in sorted(works, key=lambda action: action.foot))


def markdown() -> str:
    """The keys as a table for the README, in the language in force."""
    head = f"| {_('Keys')} | {_('Action')} | {_('What it does')} |\n| --- | --- | --- |"
    rows = (
        f"| {' '.join(f'`{key_name(key)}`' for key in action.keys)} | {action.word} | {_(action.help)} |"
        for action in ACTIONS
    )
    return "\n".join((head, *rows))
