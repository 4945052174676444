"""An empty season: the settings with every key explained, a template for each kind of ledger, an example
of an own form of a paper, the folder's id.

Nothing that is there already is ever changed. The folder is touched in a thread that nobody waits for longer than
said: it may lie on a mount that does not answer. Knows export, processes, journal, intake, settings and what lies
below; never rules or marks.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.export.forms.form_example import example_form
from data.export.list_files import write_new
from data.journal.folder_format import init_format, read_format
from data.ledgers.kinds_and_columns import KINDS
from data.processes.deadline import within
from data.settings import FILE_NAME, Settings, SettingsError, read
from data.starter.settings_file import settings_text
from data.starter.templates import file_name, template
from data.support.fast_dataclass import dataclass
from data.support.settings_bytes import decoded

TEMPLATES = "模板"
"""The folder of the templates. What a unit fills in there by mistake is read like any other ledger."""

WRITE_SECONDS = 30.0
"""How long the folder may take."""

FORM_NAME = f"{TEMPLATES}/通报模板（示例）.docx"
"""An example of an own form of the circular."""

FORMAT_NAME = ".fairwatch/FORMAT"


@dataclass(frozen=True, slots=True)
class Started:
    """What became of each file, by its path from the folder: `written`, or already there and `kept` as it was.

    `settings_problems` say what of a fairwatch.toml that was there is not taken; the templates go by the rest. `unmade`
    are the files that need the extra `papers`, which is not installed.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    settings_problems: tuple[str, ...] = ()
    unmade: tuple[str, ...] = ()


def start_season(folder: Path, wait: float = WRITE_SECONDS) -> Started:
    """Make `folder` a season's folder. Raises OSError: it is a file, it cannot be written, or it does not answer."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.resolve would touch the folder
    return within(wait, lambda: _start(path))


def _start(folder: Path) -> Started:
    folder.mkdir(parents=True, exist_ok=True)
    settings, problems = _settings(folder / FILE_NAME)
    files = {FILE_NAME: settings_text().encode()}
    for kind in KINDS:
        files[f"{TEMPLATES}/{file_name(kind)}"] = template(kind, settings)
    unmade: tuple[str, ...] = ()
    try:
        files[FORM_NAME] = example_form()
    except ModuleNotFoundError:
        unmade = (FORM_NAME,)
    (folder / TEMPLATES).mkdir(exist_ok=True)
    had_format = bool(read_format(folder))
    init_format(folder)
    written = {name: _put(folder / name, data) for name, data in files.items()} | {FORMAT_NAME: not had_format}
    return Started(
        tuple(name for name, new in written.items() if new),
        tuple(name for name, new in written.items() if not new),
        problems,
        unmade,
    )


def _settings(file: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings that the folder has already, and what of them is not taken."""
    try:
        taken = read(decoded(file.read_bytes()))
    except FileNotFoundError:
        return Settings(), ()
    except SettingsError as error:
        return Settings(), (error.text,)
    return taken.settings, tuple(error.text for error in taken.left)


def _put(path: Path, data: bytes) -> bool:
    """Write a new file, whole or not at all; False where there is one already."""
    try:
        write_new(path, data)
    except FileExistsError:
        return False
    return True
