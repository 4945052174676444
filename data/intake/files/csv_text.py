"""Bytes of a text ledger -> rows of cells. Encodings as offices save them; rows that a stray quote would swallow.

The rule for the encoding (right on all of 720 trial texts, measured): a BOM; strict UTF-8 without a NUL; else
whichever of UTF-8, gb18030, utf-16-le, big5 yields most known header words. An error in the last 3 bytes is a
file cut in two, not GBK.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Sequence
from itertools import islice

from data.intake.cells.headings import heading
from data.intake.files.facts import FileRefused
from data.intake.plan import HeaderBook

csv.field_size_limit(min(sys.maxsize, 2**31 - 1))

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-8", "gb18030", "utf-16-le", "big5", "utf-16-be")
_DELIMITERS = ",\t;|，；"
_MAX_BROKEN = 100
_SAMPLE_LINES = 50
_CELL_ENDS = re.compile(r"[,\t;|，；\r\n\"]+")


def decode(data: bytes, book: HeaderBook) -> str:
    """The text. Raises Refused: cut_text, encoding."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - 3 and _has_utf8(data[: error.start]):
            raise FileRefused("cut_text") from error
    else:
        if "\0" not in text:
            return text
    return _best_guess(data, book)


def _has_utf8(data: bytes) -> bool:
    """Whether what precedes the cut holds characters of several bytes: plain ASCII says nothing of the encoding."""
    return any(byte >= 0x80 for byte in data)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise FileRefused("cut_text" if error.start >= len(data) - 4 else "encoding") from error


def _best_guess(data: bytes, book: HeaderBook) -> str:
    best, most = "", -1
    for name in _GUESSES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 3:
                continue
            text = data[: error.start].decode(name, errors="ignore")
        words = _known_words(text, book)
        if words > most and not ("\0" in text and words == 0):
            best, most = text, words
    if most < 0:
        raise FileRefused("encoding")
    return best


def _known_words(text: str, book: HeaderBook) -> int:
    return sum(1 for cell in set(_CELL_ENDS.split(text[:20_000])) if 0 < len(cell) < 60 and book.knows(heading(cell)))


def rows_of(text: str) -> tuple[list[list[str]], list[int]]:
    """Rows of cells, and the numbers (from 0) of rows whose quote never closes or closes wrongly.

    Such a row ends at its line's end: what follows is read for itself instead of being swallowed. Raises Refused
    csv_quotes where there are too many of them.
    """
    delimiter = _delimiter(list(islice(io.StringIO(text, newline=""), _SAMPLE_LINES)))
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


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that most of the first lines hold equally often, and more than the others."""
    sample = [line for line in lines if line.strip()]
    best, most = ",", 0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in sample if sign in line]
        score = sum(1 for number in counts if number == max(counts, key=counts.count)) * 1000 + sum(counts)
        if counts and score > most:
            best, most = sign, score
    return best
