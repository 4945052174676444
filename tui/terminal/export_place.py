"""Where a key puts the lists that it writes: a folder of the officer's own documents, never the shared one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from data.model.shown_list import ShownList
from data.wording import _
from data.wording.system_errors import why_not
from tui.terminal.locked_app import ReservedApp


def own_folder() -> Path:
    """The folder `fairwatch` among the documents of who runs the program."""
    from platformdirs import user_documents_path

    return user_documents_path() / "fairwatch"


def folder_of(app: App[object]) -> Path | None:
    """Where this program may put lists; None where it leaves no file."""
    return app.exports if isinstance(app, ReservedApp) else None


def keep_list(folder: Path, shown: ShownList, ending: str) -> Path:
    """Write the list under its own name, or with a number behind it; where it is. Raises OSError. Others may not read
    the folder: lists hold telephone numbers."""
    from data.export.list_files import FORMATS, file_name  # here: no board needs what writes files

    return keep_file(folder, file_name(shown, ending), FORMATS[ending](shown))


def keep_file(folder: Path, name: str, written: bytes) -> Path:
    """Write a file of this name, or with a number behind it; where it is. Raises OSError."""
    from data.export.list_files import free_name, write_new

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = free_name(folder / name)
    write_new(path, written)
    return path


def write_file(app: App[Any], write: Callable[[], Path | str], say: Callable[[str], None]) -> None:
    """Write in a thread, since a disk may be slow, and say where the file is, or in what words it was refused."""

    def work() -> None:
        try:
            done = write()
            said = _("written: {file}").format(file=done) if isinstance(done, Path) else done
        except OSError as error:
            said = f"{error.filename or folder_of(app)}: {why_not(error)}"
        app.call_from_thread(say, said)

    app.run_worker(work, thread=True, exit_on_error=False, group="export")
