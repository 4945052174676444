"""`open`, `wall` and `demo`: the board on a screen."""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from data.feed.folder_presence import missing
from data.settings import THEMES, Settings
from data.support.gc_pause import paused
from data.wording import _
from tui.commands.common import OfFolder, day_option, end_with, flag, text_option
from tui.commands.language import version

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

    from tui.screens.context import Face

NUDGE_SECONDS = 12.0
"""How often a unit of the demo saves a ledger."""


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    read_only = flag("--read-only", help=_("Only look: no key marks, nothing is written."))
    diff = flag(
        "--diff/--no-diff", default=None, help=_("Send only the cells that changed (the default; see [terminal] diff).")
    )
    field = flag(
        "--field/--no-field",
        default=None,
        help=_("What an officer in the field needs, in one column (default: over SSH and on a small terminal)."),
    )
    mine = flag(
        "--mine/--no-mine", default=None, help=_("The rows of the officer named by --by first (default: in the field).")
    )
    picture = flag(
        "--picture/--no-picture",
        default=True,
        help=_("Show the last picture of the board, dated, until the board is there (the default)."),
    )
    theme = click.Option(["--theme"], type=click.Choice(THEMES), help=_("Colours of this run."))
    by = text_option("--by", metavar=_("NAME"), help=_("Who marks: the officer's name."))
    return [
        OfFolder(open_, by, mine, read_only, theme, field, diff, picture, help=_("Open the board (the default).")),
        OfFolder(
            wall, theme, diff, help=_("Show the panels in rotation, for a display that nobody touches; writes nothing.")
        ),
        _demo_command(by, mine, field, diff, theme),
    ]


def _demo_command(*shared: click.Option) -> click.Command:
    return click.Command(
        "demo",
        params=[
            click.Option(
                ["--into"], type=click.Path(path_type=Path), help=_("Write the season into this folder and exit.")
            ),
            day_option("--on", help=_("The day the season is written around (default: today).")),
            click.Option(
                ["--day"],
                type=click.Choice(("before", "fair", "after")),
                default="before",
                show_default=True,
                help=_("Which day: weeks before the first fair, its second day, weeks after its close."),
            ),
            click.Option(["--seed"], type=int, default=7, show_default=True, help=_("Another season.")),
            flag(
                "--past/--no-past",
                default=True,
                help=_("With what its office did before: papers issued, figures confirmed … (the default)."),
            ),
            *shared,
        ],
        callback=demo,
        help=_("Open the board on an invented season, in which a ledger changes now and then."),
    )


def open_(
    folder: Path,
    by: str,
    read_only: bool,
    mine: bool | None = None,
    field: bool | None = None,
    diff: bool | None = None,
    theme: str | None = None,
    picture: bool = True,
    *,
    enclosed: bool = False,
) -> None:
    """Open the board of `folder` on this terminal; `enclosed`, nothing else of the machine is reached from it."""
    if missing(folder):
        end_with(_("{folder}: there is no such folder").format(folder=folder))
    _run(
        folder,
        by=by,
        read_only=read_only,
        face=_face(field),
        mine=mine,
        diff=diff,
        theme=theme,
        picture=picture,
        enclosed=enclosed,
    )


def wall(folder: Path, theme: str | None, diff: bool | None) -> None:
    """Show the board of `folder` in rotation."""
    _run(folder, read_only=True, face="wall", theme=theme, diff=diff)


def demo(
    into: Path | None,
    on: date | None,
    day: str,
    seed: int,
    past: bool,
    by: str,
    mine: bool | None,
    field: bool | None,
    diff: bool | None,
    theme: str | None,
) -> None:
    """Write the invented season, into a folder of the user's or into one that goes with the program."""
    from data.demo import DemoDay, build, write_then
    from tui.commands.arriving_past import ArrivingPast

    today = on or datetime.now(Settings().zone).date()
    season = build(today, seed, DemoDay(day))
    if into is not None:
        from tui.commands.demo_past import write_demo

        try:
            write_demo(into, season, past=past)
        except FileExistsError:
            end_with(_("{folder}: not empty; the demo goes into a new folder").format(folder=into))
        click.echo(_("An invented season is in {folder}. Open it with: fairwatch {folder}").format(folder=into))
        return
    with tempfile.TemporaryDirectory(prefix="fairwatch-demo-", ignore_cleanup_errors=True) as home:
        # The demo keeps nothing: its cache and state go with it.
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = str(Path(home) / variable.lower())
        folder = Path(home) / _("Demo season")
        write_then(folder, today, season)
        threading.Thread(target=_live, args=(folder, today, seed, day), daemon=True).start()
        arguments = ("--on", today.isoformat(), "--day", day, "--seed", str(seed))
        with ArrivingPast(Path(home), folder, arguments) if past else nullcontext():
            _run(folder, by=by, face=_face(field), mine=mine, diff=diff, theme=theme, clock=clock_of(today))


def clock_of(day: date) -> Callable[[], datetime]:
    """The present time of day, on another day."""
    ahead = day - datetime.now(Settings().zone).date()
    return lambda: datetime.now(UTC) + ahead


def _live(folder: Path, today: date, seed: int, day: str) -> None:
    from data.demo import DemoDay, nudge

    pause = threading.Event()
    for step in itertools.count():
        pause.wait(NUDGE_SECONDS)
        if not folder.exists():
            return
        nudge(folder, step, today, seed, DemoDay(day))


def _face(field: bool | None) -> Face:
    """The face asked for; unasked the field's over SSH. Elsewhere the terminal's size says what has room."""
    from tui.terminal.fitness import over_ssh

    return "field" if field or (field is None and over_ssh()) else "auto"


def _driver(diff: bool | None, settings: Settings) -> type[Driver]:
    """The driver that sends only what changed, where that is wanted; else the one that sends what Textual does."""
    from tui.terminal.diff_driver import WireDriver
    from tui.terminal.driver import TtyDriver

    wanted = settings.terminal.diff != "off" if diff is None else diff
    return WireDriver if wanted else TtyDriver


def _run(
    folder: Path,
    *,
    by: str = "",
    read_only: bool = False,
    face: Face = "auto",
    mine: bool | None = None,
    clock: Callable[[], datetime] | None = None,
    theme: str | None = None,
    diff: bool | None = None,
    picture: bool = False,
    enclosed: bool = False,
) -> None:
    from tui.terminal.fitness import over_ssh, prepare, unfit_here
    from tui.terminal.glyph_widths import Probe
    from tui.terminal.standing_picture import StandingPicture

    in_field = face == "field"
    if mine and not by:
        raise click.UsageError(_("--mine needs --by NAME: whose rows?"))
    why = unfit_here()
    if why:
        end_with(why)
    prepare(slow=in_field)  # before Textual is imported
    stands = StandingPicture.here
    probe = Probe(over=stands.said if stands else "")  # the terminal answers while we import
    with paused():  # a tenth of what importing all this costs
        from data.feed import live_feed as feed
        from data.feed import refusals_and_clock
        from data.feed.own_files import ready_files
        from tui.app.app import FairwatchApp
        from tui.app.themed import Dress
        from tui.terminal import log_file
        from tui.terminal.diff_driver import WireDriver
        from tui.terminal.export_place import own_folder

    wide = probe.wide()
    here = ready_files(folder, read_only=read_only)
    log_file.start(here.log if here.keeps_state else None)
    live = feed.open(folder, read_only=read_only, clock=clock or refusals_and_clock.utc_now)
    zone = live.settings.zone
    now = (lambda: clock().astimezone(zone)) if clock else None
    app = FairwatchApp(
        live,
        by=by,
        read_only=read_only,
        face=face,
        mine=in_field if mine is None else mine,
        zone=zone,
        clock=now,
        settings=lambda: live.settings,
        dress=Dress(theme or "", here.terminal, wide=wide),
        scope=None if read_only or enclosed or not here.keeps_state else here.scope,
    )
    app.enclosed, app.season = enclosed, folder
    app.copies = None if app.read_only else here.copied
    app.exports = None if app.read_only or enclosed else own_folder()
    app.driver_class = _driver(diff, live.settings)
    app.typed = probe.typed
    if picture and here.keeps_cache and not enclosed and issubclass(app.driver_class, WireDriver):
        app.pictures.keep_them(answers=probe.answered)
    if stands and not app.pictures.wanted:
        app.pictures.take_away(stands)
    app.run(mouse=not (face == "wall" or in_field or over_ssh()))
    _tell_fault(app, here.state)
    sys.exit(app.return_code or 0)


def _tell_fault(app: App[None], state: Path) -> None:
    """Where the report is, if the app ended by a fault of its own."""
    if not app.return_code:
        return
    from tui.terminal import log_file

    # Textual keeps what ended it; without it there is nothing to report.
    error = getattr(app, "_exception", None)
    if isinstance(error, BaseException):
        report = log_file.crash_report(state, error, version())
        text = _("fairwatch ended by a fault of its own; the report is in {file}")
        click.echo(text.format(file=report or "—"), err=True)
