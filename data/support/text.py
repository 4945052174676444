"""The one cleaning of text, where it comes in: nothing from a ledger or a mark can drive a terminal afterwards.

What is dropped or replaced was measured on terminals: C0 (a newline stays), ESC, DEL, C1, bidi controls, U+2028/9,
zero-width characters; the emoji selector VS16 goes, so that such a sign is drawn as text. Bytes of a file name that
are no UTF-8 (lone surrogates in Python) are shown as ``\\xff``.
"""

from __future__ import annotations

from data.support.late_pattern import late_pattern

_DROPPED = (
    *range(0x00, 0x09),
    *range(0x0E, 0x20),
    0x7F,
    *range(0x80, 0x85),
    *range(0x86, 0xA0),
    0xAD,
    0x34F,
    0x61C,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x3164,
    0xFE0F,
    0xFEFF,
    0xFFA0,
    *range(0xFFF9, 0xFFFC),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0080),
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_DROPPED),
    0x09: " ",
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    **{0xDC00 + byte: f"\\x{byte:02x}" for byte in range(0x80, 0x100)},
}
for _surrogate in (*range(0xD800, 0xDC80), *range(0xDD00, 0xE000)):
    _TABLE[_surrogate] = "\ufffd"
_MARKS_TO_DROP = late_pattern("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe0f\uffa0]")
_SPACES = late_pattern(r"\s+")


def is_clean(text: str) -> bool:
    """Whether there is nothing in a text to clean, nor a line break: most texts are so."""
    return text.isprintable() and not _MARKS_TO_DROP.search(text)


def clean(text: str) -> str:
    """Text that is inert on a terminal; line breaks of every kind become a newline. Idempotent, never raises."""
    if is_clean(text):
        return text
    return text.replace("\r\n", "\n").translate(_TABLE)


def line(text: str) -> str:
    """Cleaned text on one line: newlines and runs of spaces become one space, the ends are bare."""
    return _SPACES.sub(" ", clean(text)).strip()


def block(text: str) -> str:
    """Cleaned text of a long field: its newlines stay, the ends are bare."""
    return clean(text).strip()


def short(text: str, limit: int = 120) -> str:
    """Cleaned text on one line, for a problem's quotation: cut with an ellipsis."""
    whole = line(text[: limit * 4])
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
