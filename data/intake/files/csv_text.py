"""Bytes of a text ledger -> rows of cells. Encodings as offices save them; rows that a stray quote would swallow.

The rule for the encoding (right on all of 720 trial texts, measured): a BOM; strict UTF-8 without a NUL; UTF-8 but
for a few lines, which are told; else whichever of gb18030, utf-16-le, big5 yields most known header words, and none
where that is none. An error in the last 3 bytes is a file cut in two, not GBK.

The delimiter is the sign with which the text's first rows hold most known headers and are equally wide: each is
tried by parsing, since prose holds commas and semicolons too.
"""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections import Counter
from itertools import islice

from data.intake.cells.headings import heading
from data.intake.files.sheet_facts import FileRefused
from data.intake.reading_plan import HeaderBook
from data.support.late_pattern import late_pattern

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "gb18030", "utf-16-le", "big5", "utf-16-be")
_OTHER_GUESSES = ("cp1252", "cp1251")
"""Read only where the office has said of what kind the ledger is, and so by headers of its own."""
_DELIMITERS = ",\t;|，；"
_MAX_BROKEN = 100
_SAMPLE_LINES = 50
_CELL_ENDS = late_pattern(r"[,\t;|，；\r\n\"]+")


def decode(data: bytes, book: HeaderBook) -> str:
    """The text; characters of lines that are in another encoding than the rest are U+FFFD. Raises Refused: cut_text,
    encoding."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - 3 and _has_utf8(data[: error.start]):
            raise FileRefused("cut_text") from error
        if _is_mostly_utf8(data, book):
            return data.decode("utf-8", "replace")
    else:
        if "\0" not in text:
            return text
    return _best_guess(data, book)


def _has_utf8(data: bytes) -> bool:
    """Whether what precedes the cut holds characters of several bytes: plain ASCII says nothing of the encoding."""
    return any(byte >= 0x80 for byte in data)


_MOSTLY = 3
"""Lines of several bytes a character that are UTF-8, for each that is none, for the text to be UTF-8."""


def _is_mostly_utf8(data: bytes, book: HeaderBook) -> bool:
    """Whether all but a few lines are UTF-8: a row was pasted in by a program that writes GBK."""
    good = bad = 0
    for each in data.split(b"\n"):
        if not each.isascii():
            try:
                each.decode("utf-8")
            except UnicodeDecodeError:
                bad += 1
            else:
                good += 1
    return good >= _MOSTLY * bad and _known_words(data.decode("utf-8", "replace"), book) > 0


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise FileRefused("cut_text" if error.start >= len(data) - 4 else "encoding") from error


def _best_guess(data: bytes, book: HeaderBook) -> str:
    best, most = "", 0
    for name in (*_GUESSES, *(_OTHER_GUESSES if book.sole else ())):
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 3:
                continue
            text = data[: error.start].decode(name, errors="ignore")
        words = _known_words(text, book)
        if words > most:
            best, most = text, words
    if not most:
        raise FileRefused("encoding")
    return best


def _known_words(text: str, book: HeaderBook) -> int:
    return sum(1 for cell in set(_CELL_ENDS.split(text[:20_000])) if 0 < len(cell) < 60 and book.knows(heading(cell)))


def rows_of(text: str, book: HeaderBook) -> tuple[list[list[str]], list[int]]:
    """Rows of cells, and the numbers (from 0) of rows whose quote never closes or closes wrongly.

    Such a row ends at its line's end: what follows is read for itself instead of being swallowed. Raises Refused
    csv_quotes where there are too many of them.
    """
    return parted(text, _delimiter("".join(islice(io.StringIO(text, newline=""), _SAMPLE_LINES)), book))


def parted(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The same of a text whose delimiter is known."""
    try:
        # Nearly every text is read here, whole; line by line costs twice that.
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)), []
    except csv.Error:
        return _rows_by_lines(text, delimiter)


def _rows_by_lines(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The same of a text that has a broken row."""
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    broken: list[int] = []
    start = 0
    while start < len(lines):
        if len(broken) > _MAX_BROKEN:
            raise FileRefused("csv_quotes", limit=str(_MAX_BROKEN))
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                rows.append(row)
                done = reader.line_num
            break
        except csv.Error:
            broken.append(len(rows))
            rows.append(next(csv.reader([lines[start + done]], delimiter=delimiter, quoting=csv.QUOTE_NONE), []))
            start += done + 1
    return rows, broken


def _delimiter(sample: str, book: HeaderBook) -> str:
    """The sign with which most headers are known, then with which most rows are as wide as most; a comma at last."""
    return max(
        (sign for sign in _DELIMITERS if sign in sample), key=lambda sign: _worth(sample, sign, book), default=","
    )


def _worth(sample: str, sign: str, book: HeaderBook) -> tuple[int, float, int]:
    """How well a text is parted by a sign: known headers in one row, the share of rows of one width, that width."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if any(row)]
    except csv.Error:
        return (0, 0.0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0.0, 0)
    width, alike = max(widths.items(), key=lambda one: (one[1], one[0]))
    known = max(sum(1 for cell in row if cell and len(cell) < 60 and book.knows(heading(cell))) for row in rows)
    return (known, alike / len(rows), width)
