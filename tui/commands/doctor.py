"""`doctor`: what this station, its terminal and the shared folder are fit for, each line ok, warn or bad in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from rich.cells import cell_len

from data.journal import station
from data.model import Problem
from data.processes.folder_probe import WAIT, Finding, examine
from data.processes.mounts import mount_of
from data.processes.syncthing import ignored
from data.settings import FILE_NAME, SettingsError, read
from data.store.causes import cause
from data.store.databases import StationDatabase
from data.store.history_tables import all_known
from data.store.index import said
from data.store.paths import Places, places
from data.wording import NP_, _, ngettext, pgettext
from data.wording.problems import problem_text
from data.wording.station_words import cause_word, unusable_words
from data.wording.system import system_word
from tui.commands.common import EXIT_PROBLEMS, folder_argument, table
from tui.commands.language import version

OK, WARN, BAD = NP_("doctor", "ok"), NP_("doctor", "warn"), NP_("doctor", "bad")
MB = 1_000_000
LOW, EMPTY = 200 * MB, 2 * MB
"""Bytes free below which is warned, and below which no season can be marked."""

CLOCK_OFF = 300
"""Seconds after which a clock counts as off (docs/marks.md)."""

SIGNS: Mapping[str, int] = {"●": 1, "█": 1, "┃": 1, "≠": 1, "›": 1, "中": 2}
"""Signs that the board draws, and how many cells it takes for each."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: how it is, of what, in words."""

    level: tuple[str, str]
    what: str
    words: str


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        click.Command(
            "doctor",
            params=[folder_argument()],
            callback=doctor,
            help=_(
                "Say what the folder, this station and this terminal are fit for; exit 1 if something is bad. "
                "Makes one file below .fairwatch and removes it."
            ),
        )
    ]


def doctor(folder: Path) -> None:
    """Print every finding; a folder that hangs is told after some seconds."""
    here = places(folder)
    lines = [*_program(), *_mount(here), *_folder(here), *_station(here), *_terminal()]
    click.echo("\n".join(table([(pgettext(*line.level), line.what, line.words) for line in lines], indent="")))
    sys.exit(EXIT_PROBLEMS if any(line.level is BAD for line in lines) else 0)


def _program() -> Iterator[Line]:
    yield Line(OK, _("program"), version())


def _mount(here: Places) -> Iterator[Line]:
    mount = mount_of(str(here.folder))
    how = _("the system tells changes") if mount.tells_changes else _("changes are found by looking every few seconds")
    yield Line(OK, _("mount"), f"{mount.type or '?'}  {mount.point}  {how}".strip())


# ---------------------------------------------------------------- the folder


def _folder(here: Places) -> Iterator[Line]:
    found, whole = examine(here.folder)
    for step, words in FOLDER.items():
        finding = found.get(step)
        if finding is None:
            break
        if finding.why:
            level = WARN if step in ("space", "clock", "syncthing") else BAD
            yield Line(level, _label(step), system_word(finding.why))
            if step == "reading":
                return  # what is not there, or may not be read, need not be tried further
        else:
            yield from words(finding)
    if not whole:
        yield Line(
            BAD, _("shared folder"), _("no answer within {n} seconds: is its mount alive?").format(n=f"{WAIT:.0f}")
        )


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


def _reading(finding: Finding) -> Iterator[Line]:
    yield Line(OK, _label("reading"), _("can be read, {n} entries").format(n=finding.said["entries"]))


def _settings(finding: Finding) -> Iterator[Line]:
    """Whether fairwatch.toml can be taken, and each key that is not."""
    label = _label("settings")
    if "text" not in finding.said:
        yield Line(OK, label, _("none: the defaults are in force"))
        return
    try:
        left = read(finding.said["text"]).left
    except SettingsError as error:
        yield Line(BAD, label, problem_text(Problem("settings", FILE_NAME, args=(("why", error.text),))))
        return
    for one in left:
        yield Line(WARN, label, problem_text(Problem("settings_key", FILE_NAME, args=(("why", one.text),))))
    if not left:
        yield Line(OK, label, _("every key is taken"))


def _format(finding: Finding) -> Iterator[Line]:
    uuid, count = finding.said["uuid"], finding.said["count"]
    if not uuid:
        yield Line(WARN, _label("format"), _("none yet; the first mark makes it"))
    elif count != "1":
        words = _("{n} were made apart; {uuid} is in force").format(n=count, uuid=uuid)
        yield Line(WARN, _label("format"), words)
    else:
        yield Line(OK, _label("format"), uuid)


def _marks(finding: Finding) -> Iterator[Line]:
    words = _("{segments} segments of {stations} stations")
    yield Line(OK, _label("marks"), words.format(**finding.said))


def _writing(_finding: Finding) -> Iterator[Line]:
    yield Line(OK, _label("writing"), _("a file was made below .fairwatch, synced and removed"))


def _clock(finding: Finding) -> Iterator[Line]:
    ahead = int(finding.said["ahead"])
    if abs(ahead) < CLOCK_OFF:
        yield Line(OK, _label("clock"), _("as ours"))
        return
    words = _("{n} seconds ahead of ours") if ahead > 0 else _("{n} seconds behind ours")
    yield Line(WARN, _label("clock"), words.format(n=abs(ahead)))


def _space(finding: Finding) -> Iterator[Line]:
    yield Line(*_room(_label("space"), int(finding.said["free"])))


def _room(what: str, free: int) -> tuple[tuple[str, str], str, str]:
    level = BAD if free < EMPTY else WARN if free < LOW else OK
    return level, what, _("{n} MB").format(n=f"{free // MB:,}")


def _syncthing(finding: Finding) -> Iterator[Line]:
    said = finding.said
    if "root" not in said:
        return
    pattern = ignored(said.get("ignore", ""))
    if pattern:
        words = _("its .stignore hides .fairwatch ({pattern}): no mark reaches another station").format(pattern=pattern)
        yield Line(BAD, "Syncthing", words)
    if "delay" not in said:
        words = _("its settings cannot be read here; set maxConflicts to -1 and fsWatcherDelayS to 1")
        yield Line(WARN, "Syncthing", words)
        return
    yield from _syncthing_settings(said)


def _syncthing_settings(said: Mapping[str, str]) -> Iterator[Line]:
    well = True
    if said["conflicts"] != "-1":
        well = False
        words = _("maxConflicts is {n}; set it to -1, so that no conflict copy of a journal is thrown away")
        yield Line(WARN, "Syncthing", words.format(n=said["conflicts"]))
    if said["watch"] != "true" or float(said["delay"]) > 2:
        well = False
        words = _("it waits {n} seconds after a change; set fsWatcherDelayS to 1")
        yield Line(WARN, "Syncthing", words.format(n=said["delay"]))
    if well:
        yield Line(OK, "Syncthing", _("watches, and keeps every conflict copy"))


FOLDER: Mapping[str, Callable[[Finding], Iterator[Line]]] = {
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


def _station(here: Places) -> Iterator[Line]:
    refused = {one.directory for one in here.unwritable()}
    if here.state not in refused:
        yield from _known(here)
        yield from _database(_("history"), StationDatabase(here.history, "history"), all_known, BAD)
    if here.cache not in refused:
        yield from _database(_("index"), StationDatabase(here.index, "index"), said, WARN)
    yield from _disk(here)


def _known(here: Places) -> Iterator[Line]:
    """Who this station is, and what of its marks waits."""
    known = station.known(here.state)
    if known is None:
        yield Line(OK, _("station id"), _("none yet; the first start of the board makes it"))
    elif known.machine != station.machine():
        words = _("{id} was copied from another machine; a new one is made at the next start")
        yield Line(WARN, _("station id"), words.format(id=known.id))
    else:
        yield Line(OK, _("station id"), known.id)
    waiting = len(list(here.outbox.glob(f"{here.folder_id}-*.jsonl")))
    if waiting:
        words = ngettext("marks of {n} run wait for the folder", "marks of {n} runs wait for the folder", waiting)
        yield Line(WARN, _("outbox"), words.format(n=waiting))
    else:
        yield Line(OK, _("outbox"), _("nothing waits"))


def _database(
    what: str, file: StationDatabase, reads: Callable[[sqlite3.Connection], object], level: tuple[str, str]
) -> Iterator[Line]:
    """One of this station's own databases, and the damaged ones that were set aside beside it."""
    error = file.examine(reads)
    if error is not None and file.is_damage(error):
        words = _("{path} is damaged; the next start sets it aside and begins anew")
        yield Line(level, what, words.format(path=file.path))
    elif error is not None:
        words = _("{path} cannot be read: {cause}")
        yield Line(level, what, words.format(path=file.path, cause=cause_word(cause(error))))
    elif file.path.exists():
        empty = not file.path.stat().st_size
        yield Line(WARN, what, _("{path} is empty").format(path=file.path)) if empty else Line(OK, what, _("whole"))
    else:
        yield Line(OK, what, _("none yet; the first start of the board makes it"))
    for aside in file.set_aside():
        words = _("{path} was damaged and set aside; delete it when nobody needs it")
        yield Line(WARN, what, words.format(path=aside))


def _disk(here: Places) -> Iterator[Line]:
    """Whether state and cache can be written, and how much room there is; nothing is made."""
    for refused in here.unwritable():
        yield Line(BAD, _("own disk"), unusable_words(refused.directory, refused.variable, refused.cause))
    there = next(one for one in (here.state, *here.state.parents) if os.path.exists(one))  # noqa: PTH110 - never raises
    yield Line(*_room(_("own disk"), shutil.disk_usage(there).free))


def _terminal() -> Iterator[Line]:
    from tui.terminal.fitness import unfit_here

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Line(OK, _("terminal"), _("none here: its width and signs were not tried"))
        return
    size = os.get_terminal_size(sys.stdout.fileno())
    why = unfit_here()
    yield Line(BAD if why else OK, _("terminal"), why or f"{size.columns}x{size.lines}  {os.environ.get('TERM', '')}")
    yield from _signs()


def _signs() -> Iterator[Line]:
    from tui.terminal.glyph_widths import cells_of

    widths = cells_of(SIGNS)
    wrong = [sign for sign, cells in SIGNS.items() if widths.get(sign, cells) != cells]
    if not widths:
        yield Line(WARN, _("signs"), _("the terminal does not say where its cursor stands"))
    elif wrong:
        words = _("drawn too wide or too narrow: {signs}; let the terminal treat ambiguous signs as narrow")
        yield Line(BAD, _("signs"), words.format(signs=" ".join(wrong)))
    else:
        count = sum(cell_len(sign) == cells for sign, cells in SIGNS.items())
        yield Line(OK, _("signs"), _("{n} tried, each as wide as it is taken for").format(n=count))
