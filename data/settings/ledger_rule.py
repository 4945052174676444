"""One `[[ledgers]]` block of fairwatch.toml: how the ledgers of one series are read that nobody could have foreseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from data.ledgers.kinds_and_columns import BY_NAME
from data.model import Paper, Stage, Status
from data.settings.nearest_name import nearest
from data.settings.setting_words import meaning_of, means
from data.settings.settings_error import SettingsError
from data.wording import N_

ScaleWord = Literal["auto", "元", "千元", "万元", "百万元", "千万元", "亿元"]
DayOrder = Literal["auto", "ymd", "dmy", "mdy"]
OwnTable = dict[str, tuple[str, ...]]

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stages", tuple(map(str, Stage))),
    ("papers", tuple(map(str, Paper))),
    ("statuses", tuple(map(str, Status))),
)
"""Tables of words -> the values that they may be words for."""


class LedgerRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one ledger and its next versions are read. Of several blocks that fit a sheet all hold, a later one over an
    earlier one, key by key."""

    match: Annotated[
        str,
        means(
            N_(
                "which files: folders and a file's name, `*` for any letters; days and versions in the name count for "
                "nothing"
            ),
            min_length=1,
        ),
    ]
    sheet: Annotated[str, means(N_("which sheets, `*` for any letters; empty: all"))] = ""
    kind: Annotated[str, means(N_("the kind of ledger that it is"))] = ""
    header_row: Annotated[int, means(N_("row in which the header begins; 0: found"), ge=0, le=10_000)] = 0
    columns: Annotated[
        dict[str, tuple[str, ...] | str],
        means(N_("field = its header, or several; no other header is then read as the field")),
    ] = msgspec.field(default_factory=dict)
    constants: Annotated[
        dict[str, Any], means(N_("field = what holds for each row whose own cell is blank or that has none"))
    ] = msgspec.field(default_factory=dict)
    stages: Annotated[OwnTable, means(N_("this ledger's words for stages"))] = msgspec.field(default_factory=dict)
    papers: Annotated[OwnTable, means(N_("this ledger's words for papers"))] = msgspec.field(default_factory=dict)
    statuses: Annotated[OwnTable, means(N_("this ledger's words for 项目状态"))] = msgspec.field(default_factory=dict)
    amount_unit: Annotated[
        ScaleWord,
        means(N_("unit of an amount where neither cell, header nor note says one; 元 is one of the currency")),
    ] = "auto"
    currency: Annotated[
        str, means(N_("currency of amounts that name none, and of a bare $: USD"), pattern=r"^(?:[A-Z]{3})?$")
    ] = ""
    decimal: Annotated[Literal[".", ","], means(N_("decimal sign of amounts that are text: 1 234 567,89"))] = "."
    dates: Annotated[DayOrder, means(N_("order of days that are text, as 5/8/2026; auto: found"))] = "auto"
    year_alone: Annotated[
        Literal["unread", "first_day", "last_day"], means(N_("the day that a year alone (2027) stands for"))
    ] = "unread"

    def headers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each field with the headers that it is read under."""
        for field, said in self.columns.items():
            yield field, (said,) if isinstance(said, str) else said


def block_keys() -> Iterator[tuple[str, Any, str]]:
    """Each key of a block: its name, what holds without it ("" where it must be there), and its meaning."""
    hints = get_type_hints(LedgerRule, include_extras=True)
    for field in msgspec.structs.fields(LedgerRule):
        default = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
        meta = meaning_of(hints[field.name])
        yield field.encode_name, "" if default is msgspec.NODEFAULT else default, meta.description or ""


BlockError = tuple[tuple[str | int, ...], SettingsError]
"""Where the wrong thing stands in fairwatch.toml, and why it is wrong."""


def block_errors(blocks: tuple[LedgerRule, ...]) -> Iterator[BlockError]:
    """The names in the blocks that no type tells apart; the last block first, so that each stands where it stood."""
    for number, block in reversed(list(enumerate(blocks))):
        at, key = ("ledgers", number), f"ledgers[{number}]"
        if block.kind not in ("", *BY_NAME):
            yield at, _no_choice(f"{key}.kind", block.kind, list(BY_NAME))
            continue
        if not block.kind and (block.columns or block.constants):
            yield at, SettingsError(f"{key}.kind", "lacks", limit="kind")
            continue
        known = [field.name for field in BY_NAME[block.kind].fields] if block.kind else []
        tables = [("columns", block.columns, known), ("constants", block.constants, known)]
        tables += [(table, getattr(block, table), list(values)) for table, values in _WORDS]
        for table, given, choices in tables:
            for name in given:
                path, dotted = (*at, table, name), f"{key}.{table}.{name}"
                if name not in choices:
                    yield path, _no_choice(dotted, name, choices)
                elif not isinstance(given[name], str | tuple | int | float | date):
                    yield path, SettingsError(dotted, "no_constant")


def _no_choice(key: str, got: str, known: list[str]) -> SettingsError:
    return SettingsError(key, "choice", near=nearest(got, known), got=got, choices=", ".join(known))
