"""The demo season: believable on any day, in the forms units really use, and read without a surprise."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from helpers.demo import Folder, board_of, read_folder

from data.demo import OFFICE, nudge, write_season
from data.demo.books import COPY
from data.demo.cast import LOCKED, OWING, STALE, ZERO
from data.demo.happenings import CYCLE
from data.demo.whole_season import build
from data.ledgers.season import RECORD_TYPES
from data.model import Light, OwedPhase, Stage, StallReason, Standing

TODAY = date(2026, 5, 2)
DAYS = [TODAY, date(2026, 2, 10), date(2026, 11, 22), date(2027, 12, 30), date(2028, 2, 29)]
CLAIMED = "轨道扣件"
PROJECTS = 151
"""A hundred and fifty, and one of them twice: another unit claims it too."""
COUNTS = {"fairs": 3, "units": 13, "targets": 39, "projects": PROJECTS, "followups": 80, "roster": 21}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def any_day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[date, Folder]:
    today = request.param
    into = tmp_path_factory.mktemp("season") / "folder"
    write_season(into, today)
    return today, read_folder(into, today.year)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_season(tmp_path / "demo", TODAY)
    return tmp_path / "demo"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# ---------------------------------------------------------------- what intake reads is what was meant


def test_every_ledger_is_read_and_counts_are_the_promised_ones(any_day: tuple[date, Folder]) -> None:
    _, read = any_day
    refused = {name: reading.refused.code for name, reading in read.readings.items() if reading.refused}
    assert refused == {f"{LOCKED.name}/{LOCKED.name}招商台账.xlsx": "password"}
    assert [name for name, reading in read.readings.items() if not reading.records] == list(refused)
    counts = Counter(record.kind for record in read.records)
    assert {kind: counts[kind] for kind in COUNTS} == COUNTS
    assert counts["milestones"] > 30
    assert counts["funds"] > 30
    assert set(counts) == set(RECORD_TYPES)


BY_WORD = {
    "用地": "市自然资源局", "供气": "市住建局", "融资": "市金融办", "贷款": "市金融办", "环评": "市生态环境局",
    "供电": "市供电公司", "施工许可": "市审批服务局", "用水": "市水务局", "标准厂房": "园区平台公司",
}  # fmt: skip


def test_what_holds_a_project_lies_with_who_clears_it_in_every_ledger(any_day: tuple[date, Folder]) -> None:
    season = any_day[1].season
    units = {project.name: project.unit.split("、")[0] for project in season.projects}
    held = [(b.what, b.lead_dept, units[b.project]) for b in season.blockers]
    held += [(p.blocker, p.assurance_dept, units[p.name]) for p in season.projects if p.blocker and p.assurance_dept]
    held += [
        (f.what.removeprefix(f.project), f.owed_by, units[f.project]) for f in season.followups if f.project in units
    ]
    named = [(what, by, unit) for what, by, unit in held if any(word in what for word in (*BY_WORD, "征迁"))]
    assert len(named) > 40
    for what, by, unit in named:
        assert by == next((d for word, d in BY_WORD.items() if word in what), unit), what


def test_one_row_is_broken_and_nothing_else(any_day: tuple[date, Folder]) -> None:
    _, read = any_day
    assert [(p.file, p.code, p.text) for p in read.problems] == [
        ("青禾园区/青禾园区台账.csv", "date_impossible", "2月30日")
    ]


def test_the_copy_is_not_a_ledger(any_day: tuple[date, Folder]) -> None:
    _, read = any_day
    assert read.ignored == ("fairwatch.toml", COPY[1])


def test_intake_reads_what_the_season_says(any_day: tuple[date, Folder]) -> None:
    """Every cell that a ledger shows comes back as it was meant, whatever its encoding, unit and form of date."""
    today, read = any_day
    meant, got = build(today, 7).season, read.season
    for kind, key in (("projects", "name"), ("followups", "id"), ("fairs", "name"), ("units", "name")):
        by_key = {getattr(row, key): row for row in getattr(got, kind)}
        wrong = [
            (getattr(row, key), name)
            for row in getattr(meant, kind)
            for name in by_key[getattr(row, key)].fields
            for attribute in ["from_" if name == "from" else name]
            if getattr(row, attribute) != getattr(by_key[getattr(row, key)], attribute)
        ]
        assert wrong == []
    assert {(t.unit, t.fair, t.amount, t.projects, t.issued_on) for t in got.targets} == {
        (t.unit, t.fair, t.amount, t.projects, t.issued_on) for t in meant.targets
    }
    assert {(f.project, f.month, f.paid_in) for f in got.funds} == {
        (f.project, f.month, f.paid_in) for f in meant.funds
    }
    assert {(m.project, m.node, m.planned, m.actual) for m in got.milestones} == {
        (m.project, m.node, m.planned, m.actual) for m in meant.milestones
    }
    assert [(r.date, r.officer, r.leader) for r in got.roster] == [(r.date, r.officer, r.leader) for r in meant.roster]


def test_names_are_unique(any_day: tuple[date, Folder]) -> None:
    _, read = any_day
    assert len({p.name for p in read.season.projects}) == 150
    assert len({f.id for f in read.season.followups}) == 80
    assert len({f.what for f in read.season.followups}) == 80


# ---------------------------------------------------------------- the board is worth looking at


def test_fairs_lie_45_77_and_160_days_ahead(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    assert [fair.days_left for fair in board_of(read, today).fairs] == [45, 77, 160]


def test_units_show_every_light(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    headline = board_of(read, today).leading
    assert headline is not None
    assert headline.fair == "青山洽谈会"
    lights = Counter(u.light for u in headline.units)
    assert min(lights[light] for light in (Light.GREEN, Light.YELLOW, Light.RED)) >= 2
    assert {u.unit for u in headline.units} == {u.name for u in OWING}
    assert any(u.completion is not None and u.completion >= 1 for u in headline.units)
    assert [u.unit for u in headline.units if "zero_signing" in u.flags] == [ZERO]
    assert [u.unit for u in headline.units if "none_landed" in u.flags] == ["市文旅局"]
    assert {u.metric for u in headline.units} == {"amount", "projects"}
    assert headline.light is Light.YELLOW
    assert headline.target is not None
    assert headline.target > headline.units_target > headline.signed > 0
    assert headline.frameworks > 0
    assert headline.intents > 0
    assert headline.planned > 0


def test_the_season_is_untidy_in_the_promised_ways(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    board = board_of(read, today)
    whole = next(p for p in board.progress if p.fair is None)
    assert whole.other_currency == (("USD", Decimal(8000)),)
    assert len(whole.no_paper) == 1
    assert any(p.no_basis for p in board.progress)
    assert any(p.no_date for p in board.progress)
    assert any(u.joint for p in board.progress for u in p.units)
    assert [u.parent for u in whole.units if u.parent] == ["东岭园区"]
    assert any(u.whole_signed and u.whole_signed > u.signed for u in whole.units)
    assert not any(u.target_contradiction for p in board.progress for u in p.units)
    assert {p.status for p in read.season.projects if p.status} >= {"normal", "returned", "replaced", "ended"}


def test_a_fifth_of_the_projects_stands_still(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    stalled = board_of(read, today).stalled
    assert 25 <= len(stalled) <= 36
    reasons = Counter(item.reason for item in stalled)
    assert reasons[StallReason.NO_EVIDENCE] == 2
    assert reasons[StallReason.MILESTONE] == 3
    assert Counter(item.unit for item in stalled).most_common(1)[0][0] == STALE
    assert len({item.stage for item in stalled}) >= 4
    assert all(item.markable for item in stalled)


def test_a_third_of_the_open_matters_is_overdue(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    owed = [item for item in board_of(read, today).owed if item.kind == "followup"]
    assert 33 <= len(owed) <= 38
    assert 10 <= sum(item.overdue for item in owed) <= 14
    phases = Counter(item.phase for item in owed)
    assert phases[OwedPhase.REVIEW] == 5
    assert phases[OwedPhase.SUPERIOR] == 3
    assert {item.due_rule for item in owed} >= {"due", "ladder", "extended", ""}
    assert any(item.days_over == 0 for item in owed)


def test_somebody_is_on_duty(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    duty = board_of(read, today).duty
    assert duty is not None
    assert (duty.officer, duty.phone) == ("李敏", OFFICE.phone)
    assert duty.leader


def test_one_contract_is_claimed_twice_and_one_county_cannot_be_read(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    headline = board_of(read, today).leading
    assert headline is not None
    assert headline.to_confirm.pairs == 1
    assert headline.units_sum - headline.signed == headline.to_confirm.amount > 0
    (locked,) = (unit for unit in headline.units if unit.unit == LOCKED.name)
    assert (locked.standing, locked.light, locked.rank) == (Standing.UNREAD, Light.NONE, None)


def test_the_board_finds_nothing_else_contradictory(any_day: tuple[date, Folder]) -> None:
    today, read = any_day
    board = board_of(read, today)
    assert [(p.code, p.about) for p in board.problems if p.severity == "problem"] == [("pair_to_confirm", CLAIMED)]
    assert board.place == OFFICE.place


@pytest.mark.parametrize("seed", [1, 2026])
def test_another_seed_is_another_season_as_lively(seed: int, tmp_path: Path) -> None:
    write_season(tmp_path / "demo", TODAY, seed)
    read = read_folder(tmp_path / "demo", TODAY.year)
    board = board_of(read, TODAY)
    assert len(read.season.projects) == PROJECTS
    assert len(read.problems) == 1
    assert build(TODAY, seed).season.projects != build(TODAY, 7).season.projects
    assert 20 <= len(board.stalled) <= 40
    assert board.leading is not None
    assert {u.light for u in board.leading.units} >= {Light.GREEN, Light.YELLOW, Light.RED}


# ---------------------------------------------------------------- the files


def test_the_same_day_and_seed_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_season(tmp_path / "again", TODAY)
    assert contents(tmp_path / "again") == contents(folder)
    write_season(tmp_path / "other", TODAY, seed=8)
    assert contents(tmp_path / "other") != contents(folder)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not empty"):
        write_season(tmp_path, TODAY)
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_an_empty_folder_and_a_missing_parent_are_taken(tmp_path: Path) -> None:
    write_season(tmp_path, TODAY)
    write_season(tmp_path / "a" / "b", TODAY)
    assert (tmp_path / "a" / "b" / "fairwatch.toml").is_file()


def test_every_file_is_at_rest_and_the_stale_unit_is_weeks_old(folder: Path) -> None:
    now = time.time()
    saved = {name: (folder / name).stat().st_mtime for name in contents(folder)}
    assert all(now - when > 60 for when in saved.values())
    stale = date.fromtimestamp(saved["松屏县/松屏县项目.csv"])
    assert (TODAY - stale).days >= 21
    assert (TODAY - date.fromtimestamp(saved["南屏园区/南屏园区项目台账.xlsx"])).days <= 7


def test_files_of_a_season_to_come_are_not_from_the_future(tmp_path: Path) -> None:
    write_season(tmp_path / "demo", date(2090, 3, 1))
    assert all(path.stat().st_mtime < time.time() - 60 for path in (tmp_path / "demo").rglob("*.xlsx"))


def test_ledgers_come_in_the_forms_units_use(folder: Path) -> None:
    gbk = (folder / "青禾园区/青禾园区台账.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        gbk.decode("utf-8")
    assert "总投资(万元)" in gbk.decode("gbk")
    unicode_text = (folder / "澜源县/澜源县招商项目.txt").read_bytes().decode("utf-16")
    assert len(next(csv.reader([unicode_text.splitlines()[0]], delimiter="\t"))) > 10
    assert (folder / "溪桥县/溪桥县在谈项目.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (folder / "望川区/望川区招商台账.et").read_bytes().startswith(b"PK")


def test_a_workbook_looks_as_an_office_makes_it(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "南屏园区/南屏园区项目台账.xlsx")
    page = book.worksheets[0]
    merged = {str(cells) for cells in page.merged_cells.ranges}
    assert page["A1"].value == "南屏园区2026年招商引资项目台账"
    assert page["A2"].value == "单位：亿元"
    assert {"A3:A4", "B3:B4", "B5:B24"} <= merged
    assert any(re.fullmatch(r"[A-Z]+3:[A-Z]+3", cells) for cells in merged)
    assert page["A3"].font.bold
    assert page["A25"].value == "合计"
    assert page.column_dimensions["D"].width > 15
    said = [str(cell.value) for row in page.iter_rows(min_row=5, max_row=24) for cell in row]
    assert any(re.fullmatch(r"\d+万元", cell) for cell in said)


def test_amounts_and_dates_are_written_in_several_ways(folder: Path) -> None:
    def cells(path: str) -> set[str]:
        book = openpyxl.load_workbook(BytesIO((folder / path).read_bytes()))
        return {str(c.value) for page in book for row in page.iter_rows() for c in row if c.value is not None}

    high_tech = cells("高新产业园/项目推进表.xlsx")
    assert {"8000万美元"} <= high_tech
    assert any(re.fullmatch(r"[\d.]+亿元", cell) for cell in high_tech)
    assert any(re.fullmatch(r"\d{4}年\d+月\d+日", cell) for cell in high_tech)
    assert any(re.fullmatch(r"46\d{3}", cell) for cell in cells("望川区/望川区招商台账.et"))
    assert any(re.fullmatch(r"\d+月\d+日", cell) for cell in cells("市直部门/市直部门招商项目汇总.xlsx"))
    assert any(re.fullmatch(r"2026\.\d+\.\d+", cell) for cell in cells("南屏园区/南屏园区项目台账.xlsx"))


# ---------------------------------------------------------------- it lives


def test_a_nudge_changes_one_ledger_and_leaves_no_other_file(folder: Path) -> None:
    before = contents(folder)
    path = nudge(folder, 0, TODAY)
    after = contents(folder)
    assert path == CYCLE[0].path
    assert set(after) == set(before)
    assert [name for name in after if after[name] != before[name]] == [path]


def test_units_take_turns_and_every_ledger_stays_readable(folder: Path) -> None:
    changed = [nudge(folder, step, TODAY) for step in range(2 * len(CYCLE))]
    assert all(changed)
    assert len(set(changed)) >= 8
    assert all(STALE not in path for path in changed)
    read = read_folder(folder, TODAY.year)
    assert len(read.season.projects) == PROJECTS
    assert len(read.season.followups) == 80
    assert [p.text for p in read.problems] == ["2月30日"]


def test_a_nudged_unit_signs_and_the_board_shows_it(folder: Path) -> None:
    before = board_of(read_folder(folder, TODAY.year), TODAY).leading
    assert nudge(folder, 0, TODAY) == "南屏园区/南屏园区项目台账.xlsx"
    read = read_folder(folder, TODAY.year)
    after = board_of(read, TODAY).leading
    assert before is not None
    assert after is not None
    assert after.contracts == before.contracts + 1
    assert after.signed > before.signed
    new = [p for p in read.season.projects if p.signed_on == TODAY and p.unit == "南屏园区"]
    assert [(p.stage, p.reported_on) for p in new] == [(Stage.SIGNED, TODAY)]


def test_the_season_can_go_on_for_days(folder: Path) -> None:
    """When everything is signed, units still report progress; matters all settled stay as they are."""
    late = range(700, 700 + len(CYCLE))
    changed = {CYCLE[step % len(CYCLE)].path: nudge(folder, step, TODAY) for step in late}
    assert changed.pop("招组办/督办台账.xlsx") == ""
    assert changed.pop("市自然资源局/要素保障交办事项.csv") == ""
    assert changed == {path: path for path in changed}
    assert [p.text for p in read_folder(folder, TODAY.year).problems] == ["2月30日"]


def test_a_change_of_this_season_is_known_again_when_steps_start_anew(folder: Path) -> None:
    assert [bool(nudge(folder, step, TODAY)) for step in (0, 1, 2)] == [True] * 3
    write_season(folder.parent / "second", TODAY)
    assert nudge(folder.parent / "second", 0, TODAY) == CYCLE[0].path
    assert (folder.parent / "second" / CYCLE[0].path).read_bytes() == (folder / CYCLE[0].path).read_bytes()


def test_a_ledger_edited_by_hand_is_left_alone(folder: Path) -> None:
    target = folder / CYCLE[0].path
    target.write_bytes(b"mine")
    assert nudge(folder, 0, TODAY) == ""
    assert target.read_bytes() == b"mine"
    target.unlink()
    assert nudge(folder, 0, TODAY) == ""
    assert nudge(folder, 1, TODAY) == CYCLE[1].path
