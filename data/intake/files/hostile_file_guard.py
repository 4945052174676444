"""Looks at a workbook before it is parsed, for what would take the parser down.

One value in cell XFD1048576 makes a dense grid that aborts the interpreter, and a 2 MB file can unpack to a
gigabyte: both are seen in the packed parts, streamed, and the cell is named. On the way it sees what the reader of
cells does not tell: error cells, formulas without a value, filtered rows, an ODS table's merges.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from data.intake.files.guard_ods import look_at_ods
from data.intake.files.guard_xlsb import BOOK, look_at_xlsb
from data.intake.files.guard_xlsx import look_at_xlsx
from data.intake.files.own_export import OWN_EXPORT, has_mark
from data.intake.files.sheet_facts import Facts, FileRefused
from data.intake.reading_plan import Plan


def look(data: bytes, plan: Plan) -> dict[str, Facts]:
    """What is worth knowing of a packed workbook, by the path of the sheet's part (ODS, XLSB: the sheet's number).

    Raises Refused: incomplete, damaged, password, zip_bomb, far_cell, too_many_cells, too_many_sheets,
    unknown_format, own_export.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _look(archive, plan)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, LookupError) as error:
        raise FileRefused("incomplete" if b"PK\x05\x06" not in data[-66_000:] else "damaged") from error
    except RuntimeError as error:  # zipfile's own word for an encrypted member
        raise FileRefused("password") from error


def _look(archive: zipfile.ZipFile, plan: Plan) -> dict[str, Facts]:
    if sum(member.file_size for member in archive.infolist()) > plan.max_unpacked:
        raise FileRefused("zip_bomb", limit=f"{plan.max_unpacked // 1_000_000}")
    if has_mark(archive):
        raise FileRefused(OWN_EXPORT)
    names = {name.lower() for name in archive.namelist()}
    packed = any(name.startswith("xl/") for name in names)
    if packed and "content.xml" in names:
        raise FileRefused("damaged")  # it claims to be of two formats: whichever is looked at, the other may be read
    if "content.xml" in names:
        return look_at_ods(archive, plan)
    if BOOK in names and "xl/workbook.xml" not in names:
        return look_at_xlsb(archive, plan)
    if any(name.endswith(".bin") and (name == BOOK or "/worksheets/" in name) for name in names):
        raise FileRefused("damaged")
    if not packed:
        raise FileRefused("unknown_format")
    return look_at_xlsx(archive, plan)
