"""The demo's past: what its office did in the weeks before, by the real verbs, on the ledgers of those days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from helpers.demo import DAY, NOW, SEED
from helpers.syncthing import until

from data.demo import DemoDay, build, past_days, write_season, write_then
from data.demo.past_weeks import ISSUER, Answered, Issued, slips
from data.export.papers.draft import DraftPaper, RowKind, words_of
from data.export.papers.frozen_paper import FrozenPaper
from data.export.papers.issue_terms import AskedState
from data.export.papers.paper_kinds import PaperAsked
from data.export.papers.paper_periods import HALF_MONTH, QUARTER, latest_period, paper_period
from data.feed.one_look import Glance
from data.feed.paper_desk import asked_of, frozen_of
from data.model import Board
from data.model.issued_papers import IssuedPaper
from data.support.spelling import squash
from tui.commands.arriving_past import ArrivingPast
from tui.commands.demo_past import write_demo

pytestmark = pytest.mark.xdist_group("demo past")

CURRENT = latest_period(HALF_MONTH, DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("past") / "season"
    write_demo(into, build(DAY, SEED))
    return into


@pytest.fixture(scope="module")
def glance(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glance]:
    """A colleague's first look at the folder."""
    home = tmp_path_factory.mktemp("colleague")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(variable, str(home / variable))
        with Glance(folder, clock=lambda: NOW, wait=60) as look:
            assert look.reached
            yield look


def of(glance: Glance, kind: str) -> list[IssuedPaper]:
    return [one for one in glance.issues() if one.kind == kind]


def frozen(glance: Glance, issue: IssuedPaper) -> FrozenPaper:
    glance.paper(issue.kind, PaperAsked(paper_period(issue.period), about=issue.about, issue=issue.id))
    found = frozen_of(glance.engine, issue)
    assert isinstance(found, FrozenPaper)
    return found


# ------------------------------------------------------------ told


@pytest.mark.parametrize("month", range(1, 13))
def test_on_any_day_the_past_lies_before_it(month: int) -> None:
    for day in (1, 2, 3, 4, 5, 10, 15, 16, 17, 18, 19, 20, 28):
        demo = build(date(2026, month, day), SEED)
        told = past_days(demo)
        officers = {row.officer for row in demo.season.roster}
        assert [one.on for one in told] == sorted({one.on for one in told})
        assert told[-1].on < demo.days.today
        assert told[0].on > demo.days.from_
        assert all(one.ledgers <= one.on and one.by in officers for one in told)
        issued = [(deed.kind, deed.period, one.on) for one in told for deed in one.deeds if isinstance(deed, Issued)]
        assert [kind for kind, _, _ in issued].count("circular") == 2
        assert all(period.last < on for _, period, on in issued if period)
        asked = {deed.period for one in told for deed in one.deeds if isinstance(deed, Answered)}
        (current,) = asked - {period for _, period, _ in issued}
        assert current == latest_period(HALF_MONTH, demo.days.today - timedelta(days=3))


def test_ledgers_of_past_days_only_grow_and_are_read(tmp_path: Path) -> None:
    """No version of a ledger loses a row against the one before it, and each is saved on a later day."""
    demo = build(DAY, SEED)
    days = [*dict.fromkeys(one.ledgers for one in past_days(demo)), DAY]
    before: dict[str, tuple[bytes, float]] = {}
    for on in days:
        write_then(tmp_path / "s", on, demo)
        now = {
            str(path): (path.read_bytes(), path.stat().st_mtime)
            for path in (tmp_path / "s").rglob("*")
            if path.is_file()
        }
        assert set(before) <= set(now)
        assert [name for name, (said, saved) in before.items() if now[name][0] != said and now[name][1] <= saved] == []
        assert all(date.fromtimestamp(saved) <= on + timedelta(days=1) for _, saved in now.values())
        before = now
    write_season(tmp_path / "now", DAY, SEED)
    names = [path.relative_to(tmp_path / "now") for path in (tmp_path / "now").rglob("*") if path.is_file()]
    assert all((tmp_path / "s" / name).read_bytes() == (tmp_path / "now" / name).read_bytes() for name in names)


# ------------------------------------------------------------ done


def test_papers_of_past_weeks_are_issued_by_its_officers(glance: Glance) -> None:
    assert [one.kind for one in glance.issues()].count("circular") == 2
    assert {one.kind for one in glance.issues()} == {"circular", "monthly", "quarterly", "slip"}
    assert {one.by for one in glance.issues()} == {ISSUER}
    assert all(one.with_remark == (one.kind != "slip") for one in glance.issues())
    assert all(one.day < DAY for one in glance.issues())


@pytest.mark.parametrize("kind", ["circular", "monthly", "quarterly"])
def test_what_is_frozen_is_what_was_known_on_its_day(glance: Glance, kind: str) -> None:
    """As everybody knows it by the folder's memory: figures and drafts of that day are those that were issued."""
    for issue in of(glance, kind):
        paper, period = frozen(glance, issue), paper_period(issue.period)
        assert period
        then = glance.paper(kind, PaperAsked(period, issue.number), known=issue.day)
        assert then.issue is None
        assert rows(paper.draft) == rows(then.paper)
        assert rows(paper.draft)


def rows(draft: DraftPaper) -> list[tuple[str, ...]]:
    """What a paper says of each unit, but against earlier papers and of what was not kept."""
    own = [table for table in draft.tables if table.caption.startswith(("各单位", "按项目数"))]
    left = {at for table in own[:1] for at, head in enumerate(table.heads) if head == "较上期"}
    return [
        tuple(words_of(cell) for at, cell in enumerate(row.cells) if at not in left)
        for table in own
        for row in table.of_kind(RowKind.OWN)
    ]


def test_units_confirmed_objected_and_kept_silent(glance: Glance) -> None:
    _, asked = asked_of(glance.engine, CURRENT)
    states = [one.state for one in asked]
    assert states.count(AskedState.CONFIRMED) > 3
    assert states.count(AskedState.OBJECTED) == 1
    assert states.count(AskedState.SILENT) > 3
    assert all(one.answer.at.date() < DAY for one in asked if one.answer)


def test_the_current_circular_goes_on_from_the_last_with_its_corrections(glance: Glance) -> None:
    seen = glance.paper("circular", PaperAsked(CURRENT, 21))
    assert seen.issue is None
    captions = [table.caption for table in seen.paper.tables]
    assert "完成数与上期印发数的衔接" in captions
    corrected = next(table for table in seen.paper.tables if table.caption == "更正")
    wrong = slips(build(DAY, SEED))
    units = {one.name: one.unit for one in build(DAY, SEED).season.projects}
    assert {units[wrong.high], units[wrong.late]} <= {words_of(row.cells[1]) for row in corrected.rows}
    assert not {words_of(row.cells[2]) for row in corrected.rows} & {"完成数与上期印发数的衔接", "更正", "拟签", "停滞"}
    assert all(words_of(cell) for row in corrected.rows for cell in row.cells)
    table = seen.paper.tables[0]
    moved = [words_of(row.cells[table.heads.index("较上期")]) for row in table.of_kind(RowKind.OWN)]
    assert any(one.startswith(("↑", "↓")) for one in moved)
    assert "持平" in moved


def test_the_last_quarter_is_issued_and_the_next_goes_on_from_it(glance: Glance) -> None:
    (issue,) = of(glance, "quarterly")
    assert issue.period == latest_period(QUARTER, DAY).code
    draft = glance.paper("quarterly", PaperAsked(paper_period("2026Q4"))).paper
    assert "完成数与上期印发数的衔接" in [table.caption for table in draft.tables]


def test_what_the_last_meeting_handed_out_stands_in_the_next_ones_agenda(glance: Glance) -> None:
    agenda = glance.paper("agenda", PaperAsked()).paper.words
    assert "没有尚未完成的交办事项" not in agenda
    assert "提请调度" in agenda
    assert "转办" in glance.paper("decisions", PaperAsked()).paper.words
    (slip,) = of(glance, "slip")
    key = next(item.key for item in glance.board().items if squash(item.key) == squash(slip.about))
    assert glance.paper("slip", PaperAsked(about=key)).before == slip


def test_today_s_figures_are_those_of_the_demo_without_a_past(glance: Glance, demo_board) -> None:
    board, plain = glance.board(), demo_board("en")
    assert [progress.signed for progress in board.progress] == [progress.signed for progress in plain.progress]
    assert board.leading == plain.leading
    assert told(board) == told(plain)
    assert [item.project for item in board.stalled] == [item.project for item in plain.stalled]


def told(board: Board) -> list[tuple[str, str]]:
    return [(one.code, one.about) for one in board.problems if one.severity == "problem"]


# ------------------------------------------------------------ beside an open board


def test_the_past_arrives_beside_a_board_that_stands(tmp_path: Path) -> None:
    folder = tmp_path / "season"
    write_season(folder, DAY, SEED)
    (folder / ".fairwatch").mkdir()
    arguments = ("--on", DAY.isoformat(), "--day", DemoDay.BEFORE, "--seed", str(SEED))
    with ArrivingPast(tmp_path, folder, arguments):
        until(lambda: list((folder / ".fairwatch" / "marks").rglob("*.jsonl")), 90)
    with Glance(folder, clock=lambda: NOW, wait=60) as look:
        assert len(of(look, "circular")) == 2
        assert frozen(look, of(look, "circular")[0]).by == ISSUER


def test_a_demo_that_ends_early_leaves_no_past_behind(tmp_path: Path) -> None:
    folder = tmp_path / "season"
    (folder / ".fairwatch").mkdir(parents=True)
    with ArrivingPast(tmp_path, folder, ("--on", DAY.isoformat())):
        until(lambda: (tmp_path / "past").exists(), 60)
    assert not (folder / ".fairwatch" / "marks").exists()
