"""The forms in which a list is written to a file, and the writing: nothing that is there is ever replaced."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from data.export.list_texts import to_csv, to_json
from data.export.list_workbook import to_xlsx
from data.model.shown_list import ShownList

FORMATS: Mapping[str, Callable[[ShownList], bytes]] = {"xlsx": to_xlsx, "csv": to_csv, "json": to_json}
"""By the ending of the file's name."""

_MOST = 100
_LONGEST = 60
"""Characters of a title: a name of a file has 255 bytes, and a Chinese character takes three."""


def file_name(shown: ShownList, ending: str) -> str:
    """What the file of a list is called: 单位-签约进度-2026-05-02.xlsx."""
    return name_of_file(shown.title, shown.as_of, ending)


def name_of_file(title: str, as_of: date, ending: str) -> str:
    """What a file of this title is called: its letters and digits, the day, the ending."""
    words = "".join(sign if sign.isalnum() else "-" if sign == "·" else "" for sign in title)
    return f"{words[:_LONGEST]}-{as_of.isoformat()}.{ending}"


def write_new(path: Path, written: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError and other OSError."""
    with path.open("xb") as file:
        try:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with contextlib.suppress(OSError):  # the disk is full or away: what counts is the first error
                path.unlink()
            raise


def free_name(path: Path) -> Path:
    """The path itself, or with the first number behind its name under which there is no file."""
    more = (path.with_stem(f"{path.stem}-{n}") for n in range(2, _MOST))
    return next((one for one in (path, *more) if not one.exists()), path)
