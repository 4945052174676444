"""The hand-over: a note signed at one station waits at every other, is accepted once, and tells what changed."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from helpers.app import ZONE, MemoryFeed, running, said, shown, until
from helpers.feed import FOLLOWUPS, PROJECTS, Opened, put, season
from helpers.marks import event, folded, owed
from helpers.shifts import AT, SHIFT, WAITS, note
from hypothesis import given, settings
from hypothesis import strategies as st

from data.feed import live_feed
from data.feed.handover import marks_since, since_when
from data.journal.journal_lines import MAX_LINE
from data.ledgers.kinds_and_columns import RosterDay
from data.marks.fold_marks import Fold
from data.marks.make_handover import MAX_WORDS, make_handover, make_takeover
from data.marks.make_mark import Author, MarkError
from data.marks.mark_event import Arg, Event, Listed, Was, decode, encode
from data.marks.shift_notes import KEY
from data.model import LogLine, MarkRequest, OwedItem, OwedPhase
from data.rules.changes import owed_changes
from data.rules.fair.duty_roster import roster_view
from data.settings import RosterRule
from data.wording import use
from tui.app.app import FairwatchApp
from tui.screens.boxes.dialog import Confirm, Form
from tui.screens.cards.item import CardScreen
from tui.screens.desk import DeskScreen
from tui.screens.lists.handover_list import HandoverScreen
from widgets.table.handover_rows import since_words

STATIONS = ("aaaa", "bbbb", "cccc")


def writer(fold: Fold, by: str = "王敏", station: str = "aaaa", n: int = 1) -> Author:
    return Author(by=by, station=station, run="r", n=n, fold=fold, now=AT)


# ------------------------------------------------------------ marks and their fold


@st.composite
def shifts(draw: st.DrawFn) -> list[Event]:
    """Notes and acceptances of stations that each know only some of the others'."""
    written: list[Event] = []
    for n in range(1, draw(st.integers(1, 8)) + 1):
        station = draw(st.sampled_from(STATIONS))
        view = folded(*(e for e in written if e.station == station or draw(st.booleans())))
        by = draw(st.sampled_from(["李敏", "王敏"]))
        waiting = [one for one in view.handovers() if one.waiting]
        if waiting and draw(st.booleans()):
            written.append(make_takeover(draw(st.sampled_from(waiting)).id, writer(view, by, station, n)))
        else:
            written.append(make_handover("", "x", (), writer(view, by, station, n)))
    return written


WILD = st.lists(
    st.builds(
        event,
        st.sampled_from([f"{station}.r.{n}" for station in STATIONS for n in range(3)]),
        st.sampled_from(["handover", "takeover", "undo", "of a later version"]),
        lam=st.integers(0, 3),
        by=st.sampled_from(["李敏", "王敏"]),
        key=st.just(KEY),
        ep=st.sampled_from(["", "e"]),
        after=st.lists(st.sampled_from(["aaaa.r.0", "bbbb.r.1"]), max_size=2).map(tuple),
        ref=st.sampled_from(["aaaa.r.0", "aaaa.r.1", "bbbb.r.1", ""]),
    ),
    max_size=8,
)
"""What no fairwatch writes: two of one id, circles, acceptances of what is no note."""


@settings(max_examples=80)
@given(shifts() | WILD, st.randoms(use_true_random=False))
def test_any_order_and_duplicates_give_the_same_notes(written: list[Event], random):
    whole = Fold()
    whole.add(map(encode, written))
    mixed = [*written, *written[:3]]
    random.shuffle(mixed)
    parts = Fold()
    for one in mixed:
        parts.add([encode(one)])
        parts.handovers()  # asked in between: nothing worked out earlier may stay
    assert parts.handovers() == whole.handovers()
    assert len(parts.log()) == len({one.id for one in written})  # an op of a later version is kept


def test_a_note_waits_until_it_is_accepted_and_is_accepted_once():
    fold = Fold()
    signed = make_handover("李敏", "客商两点到", (owed(),), writer(fold))
    fold.add([encode(signed)])
    (waiting,) = fold.handovers()
    assert (waiting.waiting, waiting.by, waiting.to, waiting.text) == (True, "王敏", "李敏", "客商两点到")
    assert [(one.name, one.unit, one.due) for one in waiting.left] == [("资源配置答复", "市自然资源局", owed().due)]
    fold.add([encode(make_takeover(signed.id, writer(fold, "李敏", "bbbb")))])
    (taken,) = fold.handovers()
    assert (taken.waiting, taken.accepted_by) == (False, ("李敏",))
    with pytest.raises(MarkError, match="handover_accepted"):
        make_takeover(signed.id, writer(fold, "赵敏", "cccc"))


def test_two_who_accept_without_knowing_of_each_other_both_stay_on_record():
    fold = Fold()
    fold.add([encode(make_handover("", "", (), writer(fold)))])
    id_ = fold.handovers()[0].id
    both = [make_takeover(id_, writer(fold, by, station)) for by, station in (("李敏", "bbbb"), ("赵敏", "cccc"))]
    fold.add(map(encode, both))
    assert fold.handovers()[0].accepted_by == ("李敏", "赵敏")


def test_signing_again_replaces_ones_own_waiting_note_and_nobody_elses():
    fold = Fold()
    for by, station, n in (("王敏", "aaaa", 1), ("李敏", "bbbb", 1), ("王敏", "aaaa", 2)):
        fold.add([encode(make_handover("", f"{by}{n}", (), writer(fold, by, station, n)))])
    assert [(one.text, one.waiting) for one in fold.handovers()] == [("王敏2", True), ("李敏1", True), ("王敏1", False)]


def test_a_note_lists_what_its_line_has_room_for_and_counts_the_rest():
    items = [replace(owed(), what="字" * 40, owed_by="名" * 20)] * 50
    made = make_handover("李" * 60, "字" * MAX_WORDS, items, writer(Fold()))
    assert len(encode(made)) <= MAX_LINE
    assert 0 < len(made.arg.left) < 20
    assert len(made.arg.left) + made.arg.more == 50
    with pytest.raises(MarkError, match="mark_too_long"):
        make_handover("", "字" * (MAX_WORDS + 1), (), writer(Fold()))


def test_what_a_note_lists_cannot_drive_the_terminal():
    arg = Arg(left=(Listed("a\x1b[2J", "名\u202e称", "x\ny", "k\x07"),), more=3)
    read = decode(encode(Event(1, "a.r.1", 1, AT.astimezone(UTC), "王敏", "handover", KEY, "", (), arg, Was())))
    assert isinstance(read, Event)
    assert read.arg.left == (Listed("a[2J", "名称", "x y", "k"),)
    assert read.arg.more == 3


# ------------------------------------------------------------ since when, and what changed


def test_the_latest_hand_over_that_concerns_the_officer_begins_the_shift():
    later = AT + timedelta(hours=14)
    taken = note("a", "王敏", accepted_by=("李敏",), accepted_at=later)
    notes = (taken, note("b", "李敏"), note("c", "赵敏"))
    assert since_when(["李敏"], notes, None).when == later
    assert since_when(["李敏"], notes, None).why == "accepted"
    assert (since_when(["王敏"], notes, None).when, since_when(["王敏"], notes, None).why) == (AT, "signed")
    assert since_when(["钱敏"], notes, later).why == "session"
    assert since_when(["钱敏"], notes, None).when is None


def test_what_is_owed_is_compared_then_and_now():
    def item(key: str, days: int | None, **more: object) -> OwedItem:
        return replace(owed(), key=key, days_over=days, **more)  # type: ignore[arg-type]

    before = {
        "late": item("late", -1),
        "replied": item("replied", 2),
        "struck": item("struck", 2),
        "gone": item("gone", 2),
        "moved": item("moved", -3, due=date(2026, 11, 25)),
        "same": item("same", 4),
        "visit": item("visit", 1, kind="visit"),
    }
    after = {
        "late": item("late", 1),
        "replied": item("replied", None, phase=OwedPhase.REVIEW),
        "moved": item("moved", -9, due=date(2026, 12, 1)),
        "same": item("same", 6),
        "fresh": item("fresh", -5),
        "again": item("again", 1),
    }
    found = owed_changes(before, after, {"again", *before}, {"struck", *after})
    assert [(c.key, c.group, c.what) for c in found] == [
        ("gone", "gone", "unlisted"),
        ("moved", "worse", "due"),
        ("late", "worse", "overdue"),
        ("again", "worse", "reopened"),
        ("fresh", "new", "listed"),
        ("struck", "better", "closed"),
        ("replied", "better", "phase"),
    ]


def test_marks_since_are_told_once_an_item_with_what_stood_before():
    def line(n: int, op: str, hours: int, by: str = "李敏", **more: str) -> LogLine:
        at = AT + timedelta(hours=hours)
        return LogLine(f"s.r.{n}", n, at, by, op, "k", "用地预审", "东岭园区", "followup", "s", **more)

    log = (
        line(1, "act", -1, "赵敏", outcome="chased"),
        line(2, "note", 1, text="x"),
        line(3, "act", 2, outcome="replied"),
        line(4, "act", 3, outcome="closed-out", state="undone"),
        line(5, "handover", 4),
    )
    (mark,) = marks_since(log, AT)
    assert (mark.outcome, mark.by, mark.count) == ("replied", "李敏", 2)
    assert (mark.before_outcome, mark.before_by) == ("chased", "赵敏")


@pytest.mark.parametrize(
    ("hour", "on", "following"),
    [(9, "甲", "乙"), (20, "乙", "丙"), (30, "乙", "丙"), (33, "丙", "")],
)
def test_the_roster_names_who_follows(hour: int, on: str, following: str):
    day = date(2026, 11, 22)
    told = [(0, "白班", "甲"), (0, "夜班", "乙"), (1, "全天", "丙")]
    rows = [
        RosterDay(file="a", row=n, date=day + timedelta(days=days), officer=officer, shift=shift)
        for n, (days, shift, officer) in enumerate(told)
    ]
    now = datetime(2026, 11, 22, tzinfo=ZONE) + timedelta(hours=hour)
    view = roster_view(rows, None, day, now, RosterRule())
    assert (view.now.officer if view.now else "", view.next.officer if view.next else "") == (on, following)


# ------------------------------------------------------------ two stations, real files


def test_a_note_of_one_station_waits_at_the_other_and_is_accepted_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = season(tmp_path / "season")
    with Opened(folder) as mine:
        mine.settled()
        mine.feed.sign("李敏", "客商两点到", "王敏")
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(variable, str(tmp_path / "other" / variable))
        asyncio.run(_accepts(folder))
        board = mine.wait(lambda b: b.marks.version > 1 and not b.handovers)
        assert board.marks.newer == 0
        (told,) = mine.feed.shift(("王敏",)).notes
        assert (told.accepted_by, told.text, [one.name for one in told.left][:1]) == (
            ("李敏",),
            "客商两点到",
            ["用地预审"],
        )


async def _accepts(folder: Path) -> None:
    """The other station: its line on top says that a note waits, and three keys accept it."""
    app = FairwatchApp(live_feed.open(folder), by="李敏", zone=ZONE)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_slowly(pilot, lambda: app.board and app.board.handovers and app.board.folder.state == "ok")
        assert "hand-over from 王敏" in shown(app).splitlines()[0]
        await pilot.press("w", "enter", "enter")
        await until_slowly(pilot, lambda: not app.board.handovers and not app.board.marks.unsent)


async def until_slowly(pilot, fact) -> None:
    """As `until`, for what a real folder has to answer first."""
    for _ in range(1000):
        if fact():
            return
        await pilot.pause(0.02)
    raise AssertionError(shown(pilot.app))


def test_the_shift_tells_what_the_ledgers_said_then_and_say_now(tmp_path: Path):
    folder = season(tmp_path / "season")
    ahead = [timedelta()]
    with Opened(folder, clock=lambda: datetime.now(UTC) + ahead[0]) as opened:
        opened.settled()
        opened.feed.sign("", "", "王敏")
        signed = opened.wait(lambda b: b.handovers).handovers[0].at
        ahead[0] = timedelta(minutes=5)  # whatever the minute is now: what follows comes after the signing
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        put(folder / "督办.csv", FOLLOWUPS + "DB2,供电增容,南屏园区,2026-12-01,,\n")
        board = opened.wait(lambda b: any(item.what == "供电增容" for item in (*b.owed, *b.owed_later)))
        item = board.item("followup/db1")
        assert item is not None
        opened.feed.mark(MarkRequest(item.key, "act", "chased", seen=item.episode), "李敏")
        shift = opened.feed.shift(("王敏",))
    assert (shift.why, shift.who, shift.since) == ("signed", "王敏", signed)
    assert [(c.what, c.project, c.before, c.after) for c in shift.changes] == [
        ("amount", "沙棘饮品", "10000 CNY", "12500 CNY"),
        ("listed", "供电增容", "", "2026-12-01"),
    ]
    assert [(one.name, one.outcome, one.by) for one in shift.marks] == [("用地预审", "chased", "李敏")]
    fair = next(line for line in shift.signed if line.fair == "青山洽谈会")
    assert (fair.before, fair.after) == (25000, 27500)


def test_after_a_first_run_of_seconds_nothing_is_told_as_new(tmp_path: Path):
    folder = season(tmp_path / "season")
    with Opened(folder) as first:
        first.settled()
    with Opened(folder) as again:
        again.settled()
        shift = again.feed.shift(())
    assert (shift.why, shift.changes) == ("session", ())
    assert {line.before == line.after for line in shift.signed} == {True}
    assert shift.begins is not None
    use("zh")
    assert "首次打开" in since_words(shift)


def test_a_hand_over_from_before_the_first_look_tells_marks_and_what_changed_since_that_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = season(tmp_path / "season")
    with Opened(folder, clock=lambda: datetime.now(UTC) - timedelta(minutes=9)) as other:
        other.settled()
        other.feed.sign("", "", "王敏")
        other.wait(lambda b: b.handovers and not b.marks.unsent)
    shutil.rmtree(folder / ".fairwatch" / "seen", ignore_errors=True)  # it may have told since when it knows the folder
    for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "new station" / variable))
    ahead = [timedelta()]
    with Opened(folder, clock=lambda: datetime.now(UTC) + ahead[0]) as mine:
        mine.wait(lambda b: b.handovers and b.folder.state == "ok" and not b.folder.reading and b.projects)
        shift = mine.feed.shift(("王敏",))
        assert (shift.why, shift.changes) == ("signed", ())
        assert shift.begins is not None
        ahead[0] = timedelta(minutes=5)
        put(folder / "项目.csv", PROJECTS.replace("10000", "12500"))
        mine.wait(lambda b: any(line.signed == 27500 for line in b.progress))
        later = mine.feed.shift(("王敏",))
    assert [(c.what, c.project) for c in later.changes] == [("amount", "沙棘饮品")]


@pytest.mark.parametrize("keys", [("w", "enter", "enter"), ("ctrl+w", "1", "1"), ("ｗ", "enter", "space")])
async def test_three_keys_accept_the_note_that_waits(keys: tuple[str, ...]):
    async with running(MemoryFeed(WAITS)) as (fed, pilot):
        assert "hand-over from 王敏" in shown(pilot.app).splitlines()[0]
        await pilot.press(*keys)
        await until(pilot, lambda: ("take_over", "s2.r.1", "李敏") in fed.asked)
        await until(pilot, lambda: "hand-over from" not in shown(pilot.app).splitlines()[0])
        await until(pilot, lambda: said(pilot) == "taken over from 王敏")


async def test_three_keys_suffice_where_nobody_has_said_who_marks():
    async with running(MemoryFeed(WAITS), by="") as (fed, pilot):
        await pilot.press("w", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        assert "客商两点到" in shown(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: ("take_over", "s2.r.1", "李敏") in fed.asked)  # whom the roster names


@pytest.mark.parametrize("key", ["s", "ctrl+s"])
async def test_s_signs_the_note_with_what_is_open_beside_it(key: str):
    async with running() as (fed, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        assert "left open" in shown(pilot.app)
        assert "资源配置答复" in shown(pilot.app)
        await pilot.press(*"两点", "enter", *"赵敏", "enter")
        await until(pilot, lambda: ("sign", "赵敏", "两点", "李敏") in fed.asked)
        await until(pilot, lambda: said(pilot) == "handed over; the note waits for 赵敏")


async def test_enter_on_a_change_shows_the_evidence_and_esc_leads_back():
    async with running(MemoryFeed(changed=SHIFT)) as (_, pilot):
        await pilot.press("w")
        await until(pilot, lambda: "overdue 2 days" in shown(pilot.app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, CardScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeskScreen))


async def test_who_only_looks_sees_the_changes_and_writes_nothing():
    async with running(MemoryFeed(WAITS, changed=SHIFT), read_only=True) as (fed, pilot):
        await pilot.press("s", "w")
        await until(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen) and "overdue" in shown(pilot.app))
        await pilot.press("1", "s", "enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Confirm | Form)
        assert {one[0] for one in fed.asked} == {"shift"}
