"""How one ledger is read, or would be: by the settings of the folder that it lies in, wherever that is.

The path is touched only in a forked process that is not waited for longer than said, and the bytes are parsed in the
child process that alone parses, so that neither a dead mount nor a hostile workbook can hold or break the command.
"""

from __future__ import annotations

import os
import queue
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from data.intake.file_names import twin
from data.intake.ledger_reading import Reading
from data.intake.reading_plan import Plan
from data.ledgers.kinds_and_columns import BY_NAME, Type
from data.model import Problem
from data.model.sheet_readings import SheetReading
from data.processes.channel import Child
from data.processes.deadline import within
from data.processes.ledger_files import complete, judge
from data.processes.parser_messages import Parse, Parsed
from data.processes.supervisor import PARSE_DEADLINE
from data.settings import FILE_NAME, ReadingSettings, Settings, SettingsError, TakenSettings, keys, read
from data.support.fast_dataclass import dataclass
from data.support.settings_bytes import decoded
from data.support.text import clean

READ_SECONDS = 10.0
"""How long the file may take to be read."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a ledger is read. `file` is its name as boards show it.

    `settings_file` is the fairwatch.toml gone by, None where there is none; `settings_problems` say what of it was not
    taken, `given` which keys it sets. `skipped` is why a board would not read the file at all, whatever it holds.
    `plan` holds the office's own headers, `unit_from` where a row's unit is from, what is asked first in front.
    `beneath` is the folder that the file lies in where nobody said which folder is the board's.
    """

    file: str
    settings_file: Path | None
    settings_problems: tuple[Problem, ...]
    given: frozenset[str]
    plan: Plan
    reading: Reading
    skipped: Problem | None = None
    unit_from: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong or was assumed: of the settings, of the file, in its rows."""
        whole = (self.skipped, self.reading.refused)
        found = (problem for problem in whole if problem)
        return (*self.settings_problems, *found, *self.reading.problems)

    def type_of(self, kind: str, field: str) -> str:
        """What the cells of a ledger's column hold, by its kind and field: "text", "date" ..."""
        return BY_NAME[kind].field(field).type

    def headers_of(self, kind: str, field: str) -> tuple[str, ...]:
        """The headers that a field of a kind is known by, the canonical one first."""
        return BY_NAME[kind].field(field).headers

    def whose(self, sheet: SheetReading) -> Iterator[tuple[str, str]]:
        """What may say whose the rows of a sheet are that do not say it, in the order in which it is asked: "section",
        "title", "folder" or "file", and the words."""
        path = PurePosixPath(self.file)
        sections = dict.fromkeys(text for section in sheet.sections for text in reversed(section))
        said = {
            "section": tuple(sections),
            "title": (*sheet.notes, *([sheet.sheet] if sheet.sheet else [])),
            "folder": tuple(reversed(path.parent.parts)) or self.beneath,
            "file": (path.stem,),
        }
        yield from ((source, text) for source in self.unit_from for text in said.get(source, ()))

    def own_headers(self, kind: str, field: str) -> tuple[str, ...]:
        """The headers that the office's settings give a field of a kind."""
        return tuple(header for of, name, header in self.plan.columns if (of, name) == (kind, field))

    def tells_days(self, sheet: SheetReading) -> bool:
        """Whether a sheet that was read has a column of days or months, whose year may be left out."""
        return any(self.type_of(sheet.kind, column.field) in (Type.DATE, Type.MONTH) for column in sheet.columns)


class _Held(Exception):
    """The file is not to be read: `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def explain(file: Path, folder: Path | None, now: datetime, wait: float = READ_SECONDS) -> Explanation:
    """Explain `file` by the settings of `folder`, by default of the nearest folder above it that has any.

    Raises OSError when the file cannot be read: FileNotFoundError, IsADirectoryError, PermissionError, TimeoutError.
    """
    path = Path(os.path.abspath(file))  # noqa: PTH100 - Path.resolve would touch the folder
    above = [Path(os.path.abspath(folder))] if folder else list(path.parents)  # noqa: PTH100
    home, text = within(wait, lambda: _settings(above))
    taken, problems = _taken(text)
    settings = taken.settings
    root = home or above[0]
    name = clean(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name).replace("\n", " ")
    plan = Plan.of(ReadingSettings.of(settings), now.astimezone(settings.zone).year)
    skipped = _skipped(name, settings.files.leave_out, within(wait, lambda: _beside(path, name)))
    try:
        data = within(wait, lambda: _bytes(path, name, plan.max_bytes))
        reading = _parsed(name, data, plan)
    except _Held as held:
        reading = Reading(refused=held.problem)
    return Explanation(
        file=name,
        settings_file=home / FILE_NAME if home else None,
        settings_problems=problems,
        given=frozenset(key.key for key in keys(settings, taken.given) if key.from_file),
        plan=plan,
        reading=reading,
        skipped=skipped,
        unit_from=settings.files.unit_from,
        beneath=() if home or folder else (clean(path.parent.name),),
    )


def _settings(folders: list[Path]) -> tuple[Path | None, str]:
    """The first of the folders that has a fairwatch.toml, and its text."""
    for folder in folders:
        try:
            return folder, decoded((folder / FILE_NAME).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            continue
    return None, ""


def _taken(text: str) -> tuple[TakenSettings, tuple[Problem, ...]]:
    try:
        taken = read(text)
    except SettingsError as error:
        return TakenSettings(Settings()), (Problem("settings", FILE_NAME, args=(("why", error.text),)),)
    return taken, tuple(Problem("settings_key", FILE_NAME, args=(("why", error.text),)) for error in taken.left)


def _beside(path: Path, name: str) -> tuple[str, ...]:
    """The file whose conflict copy this one would be, if it is there."""
    other = twin(name)
    return (other,) if other and path.with_name(Path(other).name).exists() else ()


def _skipped(name: str, leave_out: tuple[str, ...], beside: tuple[str, ...]) -> Problem | None:
    verdict = judge(name, leave_out, beside)
    if verdict.ledger:
        return None
    return Problem(verdict.code or "not_a_ledger_name", name, args=verdict.args)


def _bytes(path: Path, name: str, limit: int) -> bytes:
    """The file's bytes, read as the reader of the folder reads them. Raises OSError or _Held."""
    if path.is_symlink():
        raise _Held(Problem("link", name))
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(fd, "rb") as opened:
        state = os.fstat(fd)
        if stat.S_ISDIR(state.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(state.st_mode):
            raise _Held(Problem("not_a_file", name))
        if state.st_size > limit:
            raise _Held(Problem("too_large", name, args=(("limit", str(limit // 1_000_000)),)))
        data = opened.read(limit + 1)
    code = complete(name, data)
    if code:
        raise _Held(Problem(code, name))
    return data


def _parsed(name: str, data: bytes, plan: Plan) -> Reading:
    """What the parsing process makes of the bytes; a refusal when it dies over them or is late."""
    answers: queue.SimpleQueue[Parsed | None] = queue.SimpleQueue()
    child: Child[Parsed] = Child("data.processes.parser", Parsed, answers.put, lambda: answers.put(None))
    try:
        child.send(Parse(1, name, data, plan))
        answer = answers.get(timeout=PARSE_DEADLINE)
    except queue.Empty:
        raise _Held(Problem("parser_late", name)) from None
    finally:
        child.kill()
    if answer is None:
        raise _Held(Problem("parser_died", name))
    return answer.reading
