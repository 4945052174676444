"""Where a key puts the lists that it writes: a folder of the officer's own documents, never the shared one."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from data.export.forms.paper_forms import PaperHome, in_form
from data.export.list_files import FORMATS, file_name, free_name, name_of_file, write_new
from data.export.papers.draft import DraftPaper
from data.model.shown_list import ShownList
from data.settings import Settings
from tui.terminal.locked_app import ReservedApp


def own_folder() -> Path:
    """The folder `fairwatch` among the documents of who runs the program."""
    from platformdirs import user_documents_path

    return user_documents_path() / "fairwatch"


def folder_of(app: App[object]) -> Path | None:
    """Where this program may put lists; None where it leaves no file."""
    return app.exports if isinstance(app, ReservedApp) else None


def home_of(app: App[object], settings: Settings) -> PaperHome:
    """Whose papers this program writes."""
    return PaperHome(app.season if isinstance(app, ReservedApp) else Path(), settings)


def keep_list(folder: Path, shown: ShownList, ending: str) -> Path:
    """Write the list under its own name, or with a number behind it; where it is. Raises OSError. Others may not read
    the folder: lists hold telephone numbers."""
    return _kept(folder, file_name(shown, ending), FORMATS[ending](shown))


def keep_paper(folder: Path, draft: DraftPaper, home: PaperHome, ending: str) -> Path:
    """Write the paper in its form, as `keep_list` writes a list. Raises FormUnwritable, OSError."""
    return _kept(folder, name_of_file(draft.title, draft.as_of, ending), in_form(draft, home, ending))


def _kept(folder: Path, name: str, written: bytes) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = free_name(folder / name)
    write_new(path, written)
    return path
