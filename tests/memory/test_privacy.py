"""Everybody who reads the folder reads its memory.

No telephone number is in it, no row of a kind that is not published, and none of a file that is less readable.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from helpers.watchers import SharedFolder, Watcher

from data.feed.file_sights import sight_of
from data.folder_memory.privacy import PUBLISHED
from data.folder_memory.record import decode
from data.journal.journal_lines import SEEN
from data.ledgers.kinds_and_columns import KINDS, Kind, Seen, Type
from data.ledgers.season import Record, typed
from data.model import Problem, SourceState
from data.processes.file_rights import kept_apart
from data.station.index import FileRow
from data.station.stamp import Stamp
from data.support.telephones import without_phones

PHONE = "13812345678"
PHONES = (
    PHONE, "138-1234-5678", "138 1234 5678", "+86 138 1234 5678", "8613812345678", "0871-6812345", "(0871)68123456",
    "0871 68123456转8012", "电话：6812345", "手机号 138.1234.5678",
)  # fmt: skip
NOW = datetime(2026, 5, 20, 1, 14, tzinfo=UTC)
_VALUES: dict[Type, Any] = {
    Type.DATE: "2026-05-08",
    Type.MONTH: "2026-05-01",
    Type.AMOUNT: ["5000", "CNY"],
    Type.COUNT: 3,
    Type.RATIO: "0.6",
    Type.FLAG: True,
    Type.STAGE: "signed",
    Type.PAPER: "contract",
    Type.STATUS: "normal",
}


def filled(kind: Kind, phone: str, row: int) -> Record:
    """A row of which every field is filled in, each text with a telephone number in it."""
    values = {f.name: _VALUES.get(f.type, f"{kind.name}{f.name}甲 联系{phone}") for f in kind.fields}
    values |= {f.name: f"{kind.name}-{row}" for f in kind.fields if f.name in ("id", "project", "replaced_by")}
    values |= {f.name: phone for f in kind.fields if f.name == "phone"}
    seen = Seen((f"填报人 {phone}",), (f"一、甲县 {phone}",))
    record = Record(kind.name, "全.xlsx", kind.name, row, values, tuple(f.name for f in kind.fields), (), seen)
    typed(record)
    return record


def said(folder: SharedFolder) -> str:
    """All that stands in the stream, its rows unpacked."""
    lines = [decode(line) for line in folder.journal.lines[SEEN.name]]
    packs: dict[str, str] = {}
    for line in sorted((one for one in lines if one), key=lambda one: one.part):
        packs[line.record + line.pack] = packs.get(line.record + line.pack, "") + line.rows
    rows = [zlib.decompress(b64decode(pack)).decode() for pack in packs.values() if pack]
    return "\n".join((*map(str, folder.journal.lines[SEEN.name]), *rows))


def told(tmp_path: Path, *, apart: bool = False) -> str:
    records = [filled(kind, phone, n + 2) for kind in KINDS for n, phone in enumerate(PHONES)]
    problems = tuple(
        Problem("amount", "全.xlsx", record.sheet, record.row, "H", f"约 {phone}", (("value", phone),), about=phone)
        for record in records
        for phone in PHONES[:2]
    )
    kinds = {kind.name: len(PHONES) for kind in KINDS}
    row = FileRow(
        file="全.xlsx", stamp=Stamp(1, 0, 0), plan="", state=SourceState.OK, kinds=kinds, problems=problems,
        content="abc", apart=apart,
    )  # fmt: skip
    folder = SharedFolder()
    station = Watcher(tmp_path, folder)
    station.seen.see(sight_of(row, records, NOW))
    station.tell()
    return said(folder)


def test_no_telephone_number_is_in_any_line(tmp_path: Path) -> None:
    text = told(tmp_path)
    assert not [phone for phone in PHONES if phone in text]
    assert "projectsname甲" in text
    assert "projects-2" in text


def test_of_kinds_that_are_not_published_a_count_is_all_that_is_said(tmp_path: Path) -> None:
    text = told(tmp_path)
    others = [kind.name for kind in KINDS if kind.name not in PUBLISHED]
    assert {"guests", "natives", "payouts", "roster"} <= set(others)
    assert not [name for name in others if f"{name}name" in text or f'"sheet":"{name}"' in text or f"{name}-" in text]
    assert all(f'"{name}":{len(PHONES)}' in text for name in others)


def test_of_a_file_that_is_less_readable_no_row_is_said(tmp_path: Path) -> None:
    text = told(tmp_path, apart=True)
    assert '"projects":10' in text
    assert "projectsname" not in text


@pytest.mark.parametrize(
    "text", ["", "NP2026-001", "2026-530102-04-01-123456", "5000万元", "2026-05-08", "530102199001011234"]
)
def test_what_is_no_telephone_number_stays(text: str) -> None:
    assert without_phones(text) == text


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("around", ["{}", "联系人张三{}", "张三 {}，李四", "（{}）"])
def test_a_telephone_number_goes_wherever_it_stands(phone: str, around: str) -> None:
    left = without_phones(around.format(phone))
    assert sum(sign.isdigit() for sign in left) < 5
    assert "张三" not in around or "张三" in left


@pytest.mark.parametrize(
    ("home", "above", "file", "apart"),
    [
        (0o755, 0o755, 0o644, False),
        (0o755, 0o755, 0o640, True),
        (0o755, 0o750, 0o644, True),
        (0o755, 0o755, 0o600, True),
        (0o750, 0o755, 0o640, False),
        (0o750, 0o755, 0o600, True),
        (0o700, 0o700, 0o600, False),
    ],
)
def test_who_may_not_read_a_file_is_told_by_its_mode(
    tmp_path: Path, home: int, above: int, file: int, apart: bool
) -> None:
    root = tmp_path / "folder"
    (root / ".fairwatch").mkdir(parents=True)
    (root / "甲县").mkdir()
    path = root / "甲县" / "台账.csv"
    path.write_text("x", encoding="utf-8")
    for one, mode in ((root, 0o755), (root / ".fairwatch", home), (root / "甲县", above), (path, file)):
        one.chmod(mode)
    assert kept_apart(root, path) is apart


def test_amounts_and_days_are_not_taken_for_telephone_numbers() -> None:
    record = filled(KINDS[3], PHONE, 2)
    assert record.kind == "projects"
    kept = sight_of(
        FileRow(file="全.xlsx", stamp=Stamp(1, 0, 0), plan="", state=SourceState.OK, content="abc"), [record], NOW
    ).rows
    assert kept is not None
    project: Any = typed(kept[0])
    assert (project.contracted.value, project.signed_on) == (Decimal(5000), date(2026, 5, 8))
    assert msgspec.json.encode(kept[0].values).count(b"1381") == 0
