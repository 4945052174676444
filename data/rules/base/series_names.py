"""Which files are versions of one ledger by their names alone: the series that a file's name belongs to.

Source: docs/figures.md (versions of one ledger).
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_DAY = r"(?:(?:19|20)\d{2}\s*[年.\-_/]?)?\s*\d{1,2}\s*[月.\-_]\s*\d{1,2}\s*[日号]?|(?:19|20)\d{6}|(?:19|20)\d{2}年?|\d{1,2}月"
_VERSION = r"最新|终稿|定稿|修改稿?|修订稿?|第?[一二三四五六七八九十\d]+[稿版]|v\d+(?:\.\d+)*|截至|更新"
_NOISE = re.compile(rf"[(（\[【]?(?:{_DAY}|{_VERSION})[)）\]】]?", re.IGNORECASE)
_FOLDER = re.compile(rf"(?:{_DAY})")


def series_name(file: str) -> str:
    """The series of a file: its folder (folders named by a month or a day only are looked through) and its name
    without days, months and version words. Two files of one series may still be no versions of each other."""
    path = PurePosixPath(unicodedata.normalize("NFKC", file))
    folders = [part for part in path.parts[:-1] if not _FOLDER.fullmatch(part.strip())]
    stem = _NOISE.sub("", path.stem).strip(" -_.()[]")
    return "/".join([*folders, re.sub(r"\s+", "", stem).lower()])
