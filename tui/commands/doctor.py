"""`doctor`: what this station, its terminal and the shared folder are fit for, each line ok, warn or bad in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
from rich.cells import cell_len

from data.feed.folder_checkup import (
    DatabaseCheckup,
    FolderCheckup,
    StateCheckup,
    StationCheckup,
    check_folder,
    check_station,
    missing_paper_fonts,
)
from data.model import Problem
from data.settings import FILE_NAME, SettingsError, read
from data.support.fast_dataclass import dataclass
from data.wording import NP_, _, ngettext, pgettext
from data.wording.problems import problem_text
from data.wording.station_words import cause_word, unusable_words
from data.wording.system_errors import system_word
from tui.commands.common import EXIT_PROBLEMS, OfFolder, table
from tui.commands.language import version

OK, WARN, BAD = NP_("doctor", "ok"), NP_("doctor", "warn"), NP_("doctor", "bad")
MB = 1_000_000
LOW, EMPTY = 200 * MB, 2 * MB
"""Bytes free below which is warned, and below which no season can be marked."""

CLOCK_OFF = 300
"""Seconds after which a clock counts as off (docs/marks.md)."""

SIGNS: Mapping[str, int] = {"●": 1, "█": 1, "┃": 1, "≠": 1, "›": 1, "中": 2}
"""Signs that the board draws, and how many cells it takes for each."""


ProbeSaid = Mapping[str, str]
"""What a step of the probe found, by name."""


@dataclass(frozen=True, slots=True)
class CheckupLine:
    """One finding: how it is, of what, in words."""

    level: tuple[str, str]
    what: str
    words: str


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        OfFolder(
            doctor,
            help=_(
                "Say what the folder, this station and this terminal are fit for; exit 1 if something is bad. "
                "Makes one file below .fairwatch and removes it."
            ),
        )
    ]


def doctor(folder: Path) -> None:
    """Print every finding; a folder that hangs is told after some seconds."""
    found = check_folder(folder)
    lines = [*_program(), *_mount(found), *_folder(found), *_station(check_station(folder)), *_fonts(), *_terminal()]
    click.echo("\n".join(table([(pgettext(*line.level), line.what, line.words) for line in lines], indent="")))
    sys.exit(EXIT_PROBLEMS if any(line.level is BAD for line in lines) else 0)


def _program() -> Iterator[CheckupLine]:
    yield CheckupLine(OK, _("program"), version())


def _mount(checked: FolderCheckup) -> Iterator[CheckupLine]:
    mount = checked.mount
    how = _("the system tells changes") if mount.tells_changes else _("changes are found by looking every few seconds")
    yield CheckupLine(OK, _("mount"), f"{mount.type or '?'}  {mount.point}  {how}".strip())


# ---------------------------------------------------------------- the folder


def _folder(checked: FolderCheckup) -> Iterator[CheckupLine]:
    for step, words in FOLDER.items():
        finding = checked.found.get(step)
        if finding is None:
            break
        if finding.why:
            level = WARN if step in ("space", "clock", "syncthing") else BAD
            yield CheckupLine(level, _label(step), system_word(finding.why))
            if step == "reading":
                return  # what is not there, or may not be read, need not be tried further
        else:
            yield from words(finding.said)
    if not checked.answered:
        text = _("no answer within {n} seconds: is its mount alive?").format(n=f"{checked.seconds:.0f}")
        yield CheckupLine(BAD, _("shared folder"), text)


def _label(step: str) -> str:
    return {
        "reading": _("shared folder"),
        "settings": FILE_NAME,
        "format": _("folder's id"),
        "marks": _("journals"),
        "writing": _("writing"),
        "clock": _("share's clock"),
        "space": _("free space"),
        "syncthing": "Syncthing",
    }[step]


def _reading(said: ProbeSaid) -> Iterator[CheckupLine]:
    yield CheckupLine(OK, _label("reading"), _("can be read, {n} entries").format(n=said["entries"]))


def _settings(said: ProbeSaid) -> Iterator[CheckupLine]:
    """Whether fairwatch.toml can be taken, and each key that is not."""
    label = _label("settings")
    if "text" not in said:
        yield CheckupLine(OK, label, _("none: the defaults are in force"))
        return
    try:
        left = read(said["text"]).left
    except SettingsError as error:
        yield CheckupLine(BAD, label, problem_text(Problem("settings", FILE_NAME, args=(("why", error.text),))))
        return
    for one in left:
        yield CheckupLine(WARN, label, problem_text(Problem("settings_key", FILE_NAME, args=(("why", one.text),))))
    if not left:
        yield CheckupLine(OK, label, _("every key is taken"))


def _format(said: ProbeSaid) -> Iterator[CheckupLine]:
    uuid, count = said["uuid"], said["count"]
    if not uuid:
        yield CheckupLine(WARN, _label("format"), _("none yet; the first mark makes it"))
    elif count != "1":
        words = _("{n} were made apart; {uuid} is in force").format(n=count, uuid=uuid)
        yield CheckupLine(WARN, _label("format"), words)
    else:
        yield CheckupLine(OK, _label("format"), uuid)


def _marks(said: ProbeSaid) -> Iterator[CheckupLine]:
    words = _("{segments} segments of {stations} stations")
    yield CheckupLine(OK, _label("marks"), words.format(**said))
    if said["older"]:
        words = _("still on a fairwatch before 0.2, which tells nobody what it sees of the ledgers: {stations}")
        yield CheckupLine(WARN, _label("marks"), words.format(stations=said["older"]))


def _writing(_said: ProbeSaid) -> Iterator[CheckupLine]:
    yield CheckupLine(OK, _label("writing"), _("a file was made below .fairwatch, synced and removed"))


def _clock(said: ProbeSaid) -> Iterator[CheckupLine]:
    ahead = int(said["ahead"])
    if abs(ahead) < CLOCK_OFF:
        yield CheckupLine(OK, _label("clock"), _("as ours"))
        return
    words = _("{n} seconds ahead of ours") if ahead > 0 else _("{n} seconds behind ours")
    yield CheckupLine(WARN, _label("clock"), words.format(n=abs(ahead)))


def _space(said: ProbeSaid) -> Iterator[CheckupLine]:
    yield CheckupLine(*_room(_label("space"), int(said["free"])))


def _room(what: str, free: int) -> tuple[tuple[str, str], str, str]:
    level = BAD if free < EMPTY else WARN if free < LOW else OK
    return level, what, _("{n} MB").format(n=f"{free // MB:,}")


def _syncthing(said: ProbeSaid) -> Iterator[CheckupLine]:
    if "root" not in said:
        return
    if pattern := said.get("hides", ""):
        words = _("its .stignore hides .fairwatch ({pattern}): no mark reaches another station").format(pattern=pattern)
        yield CheckupLine(BAD, "Syncthing", words)
    if "delay" not in said:
        words = _("its settings cannot be read here; set maxConflicts to -1 and fsWatcherDelayS to 1")
        yield CheckupLine(WARN, "Syncthing", words)
        return
    yield from _syncthing_settings(said)


def _syncthing_settings(said: ProbeSaid) -> Iterator[CheckupLine]:
    well = True
    if said["conflicts"] != "-1":
        well = False
        words = _("maxConflicts is {n}; set it to -1, so that no conflict copy of a journal is thrown away")
        yield CheckupLine(WARN, "Syncthing", words.format(n=said["conflicts"]))
    if said["watch"] != "true" or float(said["delay"]) > 2:
        well = False
        words = _("it waits {n} seconds after a change; set fsWatcherDelayS to 1")
        yield CheckupLine(WARN, "Syncthing", words.format(n=said["delay"]))
    if well:
        yield CheckupLine(OK, "Syncthing", _("watches, and keeps every conflict copy"))


FOLDER: Mapping[str, Callable[[ProbeSaid], Iterator[CheckupLine]]] = {
    "reading": _reading,
    "settings": _settings,
    "format": _format,
    "marks": _marks,
    "writing": _writing,
    "clock": _clock,
    "space": _space,
    "syncthing": _syncthing,
}
"""What each step of the probe comes to, in the order of the steps."""


# ---------------------------------------------------------------- this station


def _station(checked: StationCheckup) -> Iterator[CheckupLine]:
    if checked.state is not None:
        yield from _known(checked.state)
        yield from _database(_("history"), checked.state.history, BAD)
    if checked.index is not None:
        yield from _database(_("index"), checked.index, WARN)
    for refused in checked.refused:
        yield CheckupLine(BAD, _("own disk"), unusable_words(refused))
    yield CheckupLine(*_room(_("own disk"), checked.free))


def _known(state: StateCheckup) -> Iterator[CheckupLine]:
    """Who this station is, and what of its marks waits."""
    if not state.id:
        yield CheckupLine(OK, _("station id"), _("none yet; the first start of the board makes it"))
    elif state.copied:
        words = _("{id} was copied from another machine; a new one is made at the next start")
        yield CheckupLine(WARN, _("station id"), words.format(id=state.id))
    else:
        yield CheckupLine(OK, _("station id"), state.id)
    if state.waiting:
        words = ngettext("marks of {n} run wait for the folder", "marks of {n} runs wait for the folder", state.waiting)
        yield CheckupLine(WARN, _("outbox"), words.format(n=state.waiting))
    else:
        yield CheckupLine(OK, _("outbox"), _("nothing waits"))


def _database(what: str, checked: DatabaseCheckup, level: tuple[str, str]) -> Iterator[CheckupLine]:
    """One of this station's own databases, and the damaged ones that were set aside beside it."""
    match checked.state:
        case "damaged":
            words = _("{path} is damaged; the next start sets it aside and begins anew")
            yield CheckupLine(level, what, words.format(path=checked.path))
        case "unreadable":
            words = _("{path} cannot be read: {cause}")
            yield CheckupLine(level, what, words.format(path=checked.path, cause=cause_word(checked.cause)))
        case "empty":
            yield CheckupLine(WARN, what, _("{path} is empty").format(path=checked.path))
        case "whole":
            yield CheckupLine(OK, what, _("whole"))
        case "none":
            yield CheckupLine(OK, what, _("none yet; the first start of the board makes it"))
    for aside in checked.set_aside:
        words = _("{path} was damaged and set aside; delete it when nobody needs it")
        yield CheckupLine(WARN, what, words.format(path=aside))


def _fonts() -> Iterator[CheckupLine]:
    """Which fonts of papers are missing here; a paper names them all the same."""
    missing = missing_paper_fonts()
    if missing is None:
        yield CheckupLine(OK, _("papers' fonts"), _("this machine does not list its fonts: they were not looked for"))
    elif missing:
        words = _("missing here: {fonts}; papers name them, and print in others where they are missing")
        yield CheckupLine(WARN, _("papers' fonts"), words.format(fonts=", ".join(missing)))
    else:
        yield CheckupLine(OK, _("papers' fonts"), _("all here"))


def _terminal() -> Iterator[CheckupLine]:
    from tui.terminal.fitness import unfit_here

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield CheckupLine(OK, _("terminal"), _("none here: its width and signs were not tried"))
        return
    size = os.get_terminal_size(sys.stdout.fileno())
    why = unfit_here()
    yield CheckupLine(
        BAD if why else OK, _("terminal"), why or f"{size.columns}x{size.lines}  {os.environ.get('TERM', '')}"
    )
    yield from _signs()


def _signs() -> Iterator[CheckupLine]:
    from tui.terminal.glyph_widths import cells_of

    widths = cells_of(SIGNS)
    wrong = [sign for sign, cells in SIGNS.items() if widths.get(sign, cells) != cells]
    if not widths:
        yield CheckupLine(WARN, _("signs"), _("the terminal does not say where its cursor stands"))
    elif wrong:
        words = _("drawn too wide or too narrow: {signs}; let the terminal treat ambiguous signs as narrow")
        yield CheckupLine(BAD, _("signs"), words.format(signs=" ".join(wrong)))
    else:
        count = sum(cell_len(sign) == cells for sign, cells in SIGNS.items())
        yield CheckupLine(OK, _("signs"), _("{n} tried, each as wide as it is taken for").format(n=count))
