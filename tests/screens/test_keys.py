"""Each key: what it asks of the feed, what stands on the screen after it. First facts, then full-width twins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.app import ZONE, MemoryFeed, desk, running, said, shown, until
from helpers.board import NOW, sample_board
from rich.cells import cell_len
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.widgets import Input

from data.model import HIDDEN_STATES, ItemState, MarkLine, MarkRequest
from data.wording.item_facts import mark_line
from tui.keys.actions import ACTIONS, Where, keys_of
from tui.keys.key_names import twins
from tui.screens.boxes.dialog import Confirm, Form, Picker
from tui.screens.boxes.help import HelpScreen
from tui.screens.boxes.palette import PaletteScreen
from tui.screens.cards.item import CardScreen
from tui.screens.cards.trace import TraceScreen
from tui.screens.cards.unit import UnitCardScreen
from tui.screens.lists.marks_log import LogScreen
from tui.screens.problems_screen import ProblemsScreen
from widgets.panels.units_panel import UnitsPanel

FIRST = "followup:资源配置答复"


async def test_m_and_a_digit_mark_the_row_under_the_cursor():
    async with running() as (feed, pilot):
        await pilot.press("m")
        assert isinstance(pilot.app.screen, Picker)
        assert "资源配置答复" in shown(pilot.app)
        await pilot.press("2")
        await until(pilot, lambda: feed.marks)
        assert feed.marks == [(MarkRequest(FIRST, "act", "chased", seen="e1"), "李敏")]
        await until(pilot, lambda: pilot.app.board.item(FIRST).marks.state is ItemState.WAITING)
        await until(pilot, lambda: "资源配置答复: chased" in said(pilot))


async def test_a_digit_typed_at_once_behind_m_still_picks():
    """Both keys may come in one read of a slow link, before the box is drawn."""
    async with running() as (feed, pilot):
        for key in ("m", "6"):
            pilot.app._driver.process_message(_key(key))
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].outcome == "reported-done"


def _key(key: str):
    from textual.events import Key

    return Key(key, key)


async def test_the_foot_says_what_was_done_when_it_comes_back_and_where_it_went():
    async with running() as (_, pilot):
        await pilot.press("m", "2")
        await until(pilot, lambda: said(pilot) == "资源配置答复: chased, back 5-03 (H lists it)")
        await until(pilot, lambda: "1 waiting" in shown(pilot.app) or "2 waiting" in shown(pilot.app))
        await pilot.press("m", "7", *"李敏", "enter", *"现场", "enter")
        await until(pilot, lambda: said(pilot).endswith("closed out, to be checked (H lists it)"))
        await pilot.press("a")
        await until(pilot, lambda: said(pilot) and "H lists it" not in said(pilot))


async def test_what_an_outcome_asks_is_asked():
    async with running() as (feed, pilot):
        await pilot.press("m", "5")
        assert isinstance(pilot.app.screen, Form)
        await pilot.press(*"王主任", "enter", *"32", "enter")
        await until(pilot, lambda: "a day such as 5-8" in shown(pilot.app))
        assert not feed.marks
        await pilot.press("backspace", "backspace", *"5-20", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(
            FIRST, "act", "extended", until=date(2017, 5, 20), who="王主任", seen="e1"
        )


async def test_a_line_that_is_needed_is_not_left_empty():
    async with running() as (feed, pilot):
        await pilot.press("m", "3", "enter")
        await until(pilot, lambda: "New owner: something is needed here" in shown(pilot.app))
        await pilot.press("escape")
        assert not feed.marks
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize(("digit", "day"), [("1", date(2017, 5, 3)), ("3", date(2017, 5, 8)), ("5", date(2017, 5, 16))])
async def test_z_and_a_digit_snooze(digit, day):
    async with running() as (feed, pilot):
        await pilot.press("z", digit)
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(FIRST, "snooze", until=day, seen="e1")
        await until(pilot, lambda: "资源配置答复" not in shown(pilot.app).rpartition("\n")[0])


async def test_a_snooze_ends_within_30_days():
    async with running() as (feed, pilot):
        await pilot.press("z", "6", *"6-30", "enter")
        await until(pilot, lambda: "at most 30 days: no later than 2017-06-01" in shown(pilot.app))
        await pilot.press(*["backspace"] * 4, *"+3", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].until == date(2017, 5, 5)


async def test_n_writes_a_remark_in_chinese():
    async with running() as (feed, pilot):
        await pilot.press("n", *"已去电", "enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest(FIRST, "note", text="已去电", seen="e1")


async def test_a_claims_at_once_and_u_takes_it_back_at_once_and_names_it():
    async with running() as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: pilot.app.board.item(FIRST).marks.claimed_by == "李敏")
        await pilot.press("u")
        await until(pilot, lambda: ("undo", "李敏") in feed.asked)
        await until(pilot, lambda: not pilot.app.board.item(FIRST).marks.claimed_by)
        await until(pilot, lambda: said(pilot) == "undone: 资源配置答复: claim")


@pytest.mark.parametrize(
    ("more", "words"), [({"by": "赵敏"}, "made by 赵敏"), ({"at": NOW - timedelta(days=1)}, "made by 李敏 at 09:14")]
)
async def test_u_names_first_what_another_marked_or_was_marked_on_an_earlier_day(more, words):
    async with running() as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: feed.undoable())
        what, before = feed._undo[-1]
        feed._undo[-1] = (replace(what, **more), before)
        await pilot.press("u")
        assert isinstance(pilot.app.screen, Confirm)
        assert pilot.app.screen.subject.startswith("Undo “claim” on “资源配置答复”, " + words)
        await pilot.press("escape")
        assert feed.undoable(), "left with Esc it undoes nothing"
        await pilot.press("u", "u")
        await until(pilot, lambda: ("undo", "李敏") in feed.asked)


async def test_u_says_when_there_is_nothing_to_undo():
    async with running() as (_, pilot):
        await pilot.press("u")
        assert said(pilot) == "nothing to undo on this machine"


async def test_r_reopens_what_another_station_marked():
    async with running() as (feed, pilot):
        await pilot.press("end")
        assert desk(pilot).item.title == "展板定稿"
        await pilot.press("r")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0] == MarkRequest("followup:展板定稿", "reopen", seen="e1")


async def test_r_says_that_nothing_stands_marked():
    async with running() as (feed, pilot):
        await pilot.press("down", "r")
        assert said(pilot) == "nothing stands marked on this row"
        assert not feed.marks


@pytest.mark.parametrize("key", ["R", "f5"])
async def test_refresh(key):
    async with running() as (feed, pilot):
        await pilot.press(key)
        await until(pilot, lambda: ("refresh",) in feed.asked)


async def test_digits_and_tab_go_to_the_panels():
    async with running() as (_, pilot):
        for key, panel in (("1", "units"), ("2", "stalled"), ("3", "owed")):
            await pilot.press(key)
            assert desk(pilot).panel.id == panel
        await pilot.press("tab")
        assert isinstance(desk(pilot).panel, UnitsPanel)
        await pilot.press("shift+tab", "shift+tab")
        assert desk(pilot).panel.id == "stalled"


async def test_a_mark_without_a_row_says_why():
    async with running() as (_, pilot):
        await pilot.press("1", "m")
        assert said(pilot) == "choose a row first, in 2 or in 3"
        assert pilot.app.screen is desk(pilot)


async def test_f_goes_through_the_fairs_and_the_season():
    async with running() as (_, pilot):
        units = desk(pilot).query_one(UnitsPanel)
        await pilot.press("f")
        assert units.scope is None
        await pilot.press("ctrl+f")
        assert units.scope == "青山洽谈会"


async def test_h_lists_and_hides_what_is_dealt_with():
    async with running() as (_, pilot):
        assert "供水管网迁改" not in shown(pilot.app)
        await pilot.press("H")
        await until(pilot, lambda: "供水管网迁改" in shown(pilot.app))
        await pilot.press("0")
        await until(pilot, lambda: "供水管网迁改" not in shown(pilot.app))


async def test_h_goes_to_the_rows_that_are_dealt_with():
    async with running() as (feed, pilot):
        await pilot.press("m", "2")
        await until(pilot, lambda: feed.marks)
        await until(pilot, lambda: desk(pilot).item and desk(pilot).item.key != FIRST)
        await pilot.press("H")
        assert desk(pilot).item.marks.state in HIDDEN_STATES


async def test_slash_filters_and_escape_shows_all():
    async with running() as (_, pilot):
        await pilot.press("slash", *"周报", "enter")
        await until(pilot, lambda: "资源配置答复" not in shown(pilot.app))
        assert "周报未报" in shown(pilot.app)
        assert desk(pilot).panel.id == "owed"
        await pilot.press("escape")
        await until(pilot, lambda: "资源配置答复" in shown(pilot.app))


async def test_enter_shows_the_card_and_a_key_on_it_marks():
    async with running() as (feed, pilot):
        await pilot.press("2", "down", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        text = shown(pilot.app)
        for fact in ("光热设备制造", "71 days", "20 days in this stage", "2017-02-20", "项目台账.xlsx", "row 4"):
            assert fact in text
        rule = str(pilot.app.screen.query_one("#rule").render())
        assert "days allowed: signed (stall.signed) = 20  source: defaults of one public project platform" in rule
        await pilot.press("a")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].key == "stalled:光热设备制造"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_enter_on_a_unit_shows_its_card_and_the_whole(size):
    async with running(size=size) as (_, pilot):
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, UnitCardScreen))
        await until(pilot, lambda: "Esc leaves" in shown(pilot.app))
        assert desk(pilot).query_one(UnitsPanel).selected_unit.unit in shown(pilot.app)
        text = str(pilot.app.screen.query_one("#fields").render())
        assert "gap 45.0 = planned 6.0 + nothing in sight 39.0" in text
        await pilot.press("end")
        await until(pilot, lambda: "gap 309.0 =" in shown(pilot.app))
        whole = str(pilot.app.screen.query_one("#whole").render())
        assert "gap 309.0 = planned 25.0 + nothing in sight 284.0" in whole
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TraceScreen))
        assert "gap" in [figure.label for figure in pilot.app.screen.figures]
        await pilot.press("escape")
        assert pilot.app.screen is desk(pilot)


async def test_x_lists_files_and_problems():
    async with running() as (_, pilot):
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProblemsScreen))
        await until(pilot, lambda: "督办事项.csv" in shown(pilot.app))
        await pilot.press("x")
        assert pilot.app.screen is desk(pilot)


async def test_y_copies_the_row():
    async with running() as (_, pilot):
        await pilot.press("y")
        assert pilot.app.clipboard.startswith("资源配置答复\t市自然资源局")
        assert "clipboard" in said(pilot)


async def test_what_is_copied_stands_in_a_file_too_for_a_terminal_that_takes_no_clipboard(tmp_path):
    async with running() as (_, pilot):
        pilot.app.copies = tmp_path / "copied.txt"
        await pilot.press("y")
        assert (tmp_path / "copied.txt").read_text(encoding="utf-8") == pilot.app.clipboard + "\n"
        assert (tmp_path / "copied.txt").stat().st_mode & 0o077 == 0, "it may hold telephone numbers"
        assert "copied.txt" in said(pilot)
        pilot.app.copies = tmp_path / "copied.txt" / "no folder"
        await pilot.press("y")
        await until(pilot, lambda: "could not be written" in said(pilot))


async def test_the_palette_runs_a_command_by_its_name():
    async with running() as (feed, pilot):
        await pilot.press("colon")
        assert isinstance(pilot.app.screen, PaletteScreen)
        await pilot.press(*"refr", "enter")
        await until(pilot, lambda: ("refresh",) in feed.asked)


async def test_the_palette_says_that_no_command_has_the_word():
    async with running() as (_, pilot):
        await pilot.press("ctrl+p", *"zzz")
        await until(pilot, lambda: "no command has this word" in shown(pilot.app))
        await pilot.press("down", "enter", "escape")
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_and_closes(key):
    async with running() as (_, pilot):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press(key)
        assert pilot.app.screen is desk(pilot)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves_and_closes_the_feed(key):
    async with running() as (feed, pilot):
        await pilot.press(key)
        await until(pilot, lambda: not pilot.app.is_running)
    assert feed.closed


async def test_ctrl_c_says_how_to_leave():
    async with running() as (_, pilot):
        await pilot.press("ctrl+c")
        assert said(pilot) == "q or Ctrl+Q leaves"


# ------------------------------------------------------------ the officer's name


async def test_the_name_is_asked_at_the_first_mark_only():
    async with running(by="") as (feed, pilot):
        assert pilot.app.screen is desk(pilot)
        await pilot.press("m", "2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        assert not feed.marks
        await pilot.press(*"赵敏", "enter")  # in the place of the roster's name, which stands there
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][1] == "赵敏"
        await until(pilot, lambda: "赵敏" in shown(pilot.app).splitlines()[0])
        await pilot.press("a")
        await until(pilot, lambda: len(feed.marks) == 2)


async def test_a_pasted_name_replaces_the_suggested_one():
    async with running(by="") as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form) and pilot.app.focused)
        pilot.app.post_message(Paste("范志远\n"))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][1] == "范志远"


@pytest.mark.parametrize(
    ("pasted", "kept", "lost"),
    [
        ("甲" * 257, "甲" * 200, 57),
        ("一行\n" * 100, ("一行 " * 100)[:200], 99),
        ("x" * 201, "x" * 200, 1),
    ],
)
async def test_of_a_remark_that_is_too_long_as_much_as_fits_is_kept_and_the_rest_is_told(pasted, kept, lost):
    async with running() as (feed, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form) and pilot.app.focused)
        pilot.app.post_message(Paste(pasted))
        await until(pilot, lambda: f"at most 200 characters fit here; {lost} more were left out" in shown(pilot.app))
        line = pilot.app.focused
        assert line.scroll_offset.x + line.content_region.width == cell_len(kept) + 1, "its end is in sight"
        assert line.caret == line.content_region.top_right - (1, 0)
        await pilot.press("z")  # no room for one more, and that is told too
        await until(pilot, lambda: "fit here; 1 more" in shown(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].text == kept.strip()


async def test_a_paste_that_fits_is_kept_whole_and_into_the_middle_too():
    async with running() as (feed, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form) and pilot.app.focused)
        await pilot.press(*"ad", "left")
        pilot.app.post_message(Paste("\nb\r\n\tc\n"))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].text == "ab cd"


async def test_a_filter_that_is_too_long_is_cut_and_that_is_told():
    async with running() as (_, pilot):
        pilot.app.post_message(Paste("光" * 50))
        await until(pilot, lambda: "at most 40 characters fit here; 10 more were left out" in said(pilot))
        assert pilot.app.screen.query_one("#find", Input).value == "光" * 40
        await pilot.press("escape", "L")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen) and pilot.app.focused)
        pilot.app.post_message(Paste("光" * 41))
        await until(pilot, lambda: "at most 40 characters fit here; 1 more" in shown(pilot.app))


async def test_the_roster_suggests_the_name():
    async with running(by="") as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await pilot.press("enter")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][1] == "李敏"


async def test_a_name_given_at_the_start_is_shown():
    async with running(by="赵敏") as (_, pilot):
        assert "赵敏" in shown(pilot.app).splitlines()[0]


async def test_without_a_name_nothing_is_written():
    async with running(by="") as (feed, pilot):
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        await pilot.press("escape")
        await until(pilot, lambda: "without a name" in said(pilot))
        assert not feed.marks


# ------------------------------------------------------------ refusals


async def test_read_only_says_why():
    async with running(read_only=True) as (feed, pilot):
        for key in ("m", "z", "a", "n", "u", "r"):
            await pilot.press(key)
            assert said(pilot) == "read only: nothing can be marked here"
            assert pilot.app.screen is desk(pilot)
        assert not feed.asked


async def test_read_only_hides_the_keys_that_mark():
    async with running(read_only=True) as (_, pilot):
        foot = shown(pilot.app).splitlines()[-1]
        assert "handle " not in foot
        assert "evidence" in foot


async def test_a_refused_mark_is_told():
    async with running(MemoryFeed(refuse=True)) as (_, pilot):
        await pilot.press("a")
        await until(pilot, lambda: said(pilot))
        assert "资源配置答复" not in said(pilot)


async def test_a_row_that_shares_its_key_is_not_marked():
    from dataclasses import replace

    board = sample_board()
    board = replace(board, owed=(replace(board.owed[0], markable=False), *board.owed[1:]))
    async with running(MemoryFeed(board)) as (feed, pilot):
        await pilot.press("m")
        assert "two rows" in said(pilot)
        assert not feed.asked


# ------------------------------------------------------------ full-width letters


@pytest.mark.parametrize(
    ("key", "screen"), [("ｍ", Picker), ("fullwidth_question_mark", HelpScreen), ("fullwidth_colon", PaletteScreen)]
)
async def test_full_width_letters_work(key, screen):
    async with running() as (_, pilot):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, screen)


async def test_a_full_width_digit_picks():
    async with running() as (feed, pilot):
        await pilot.press("ｍ", "２")
        await until(pilot, lambda: feed.marks)
        assert feed.marks[0][0].outcome == "chased"


def test_every_action_has_a_key_that_no_input_method_swallows():
    safe = {"space", "enter", "tab", "shift+tab", "escape"}
    for action in ACTIONS:
        sure = (key in safe or key.isdigit() or key[0] == "f" or key.startswith("ctrl+") for key in action.keys)
        assert any(sure), action.id


@pytest.mark.parametrize("arrives", [b"\x1b[1;2Q", b"\x1b[57377u", b"\x1b[12;2~"])
def test_a_function_key_with_shift_arrives_however_the_terminal_tells_it(arrives):
    """xterm's way, the newer protocol's own number, the newer protocol's F2 with Shift."""
    keys = [key.key for key in XTermParser().feed(arrives.decode()) if isinstance(key, Key)]
    assert keys[0] in keys_of("call"), keys


def test_no_key_does_two_things_on_one_screen():
    for where in Where:
        keys = [twin for action in ACTIONS if where in action.where for key in action.keys for twin in twins(key)]
        assert len(keys) == len(set(keys))


def test_a_mark_that_was_taken_back_is_told_apart_from_the_mark():
    item = sample_board().item(FIRST)
    made = MarkLine("s1.r1.1", NOW, "李敏", "act", "extended", None, "", "", in_force=False, undone=True)
    back = MarkLine("s1.r1.2", NOW, "赵敏", "undo", "extended", None, "", "", in_force=True, undone=False)
    assert mark_line(item, made, ZONE).endswith("李敏  extended  (undone)")
    assert mark_line(item, back, ZONE).endswith("赵敏  took back: extended")


@pytest.mark.parametrize("keys", [("/",), (":",), ("n",)])
async def test_where_one_types_the_cursor_stands_still(keys):
    """A blinking one would send bytes twice a second for as long as the box is open, over SSH too."""
    async with running() as (_feed, pilot):
        await pilot.press(*keys)
        line = pilot.app.focused
        assert isinstance(line, Input)
        assert not line.cursor_blink
        assert line._blink_timer is None or not line._blink_timer._active.is_set()


@pytest.mark.parametrize(("key", "box"), [("9", ProblemsScreen), ("f1", HelpScreen), ("question_mark", HelpScreen)])
async def test_a_digit_or_a_function_key_opens_the_same_box(key, box):
    async with running() as (_feed, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, box))


@pytest.mark.parametrize("key", ["f3", "、"])
async def test_to_find_there_is_a_key_for_every_input_method(key):
    async with running() as (_feed, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))


async def test_f12_copies_like_y():
    async with running() as (_feed, pilot):
        await pilot.press("f12")
        await until(pilot, lambda: "资源配置答复" in pilot.app.clipboard)


@pytest.mark.parametrize(
    ("keys", "request_"),
    [
        (["n", *"已去电ab", "enter"], MarkRequest(FIRST, "note", text="已去电ab", seen="e1")),
        (["z", "6", "9", "enter"], MarkRequest(FIRST, "snooze", until=date(2017, 5, 9), seen="e1")),
        (
            ["m", "5", *"aq主任", "enter", *"5-20", "enter"],
            MarkRequest(FIRST, "act", "extended", until=date(2017, 5, 20), who="aq主任", seen="e1"),
        ),
    ],
    ids=["a remark", "a day", "two lines"],
)
async def test_letters_that_come_in_one_read_with_the_key_that_opens_a_form_are_its_letters(keys, request_):
    """Over a slow link; none is lost, and none is taken for a key of the rows behind (a claims, q leaves)."""
    async with running() as (feed, pilot):
        for key in keys:
            pilot.app._driver.process_message(_key(key))
        await until(pilot, lambda: feed.marks)
        assert feed.marks == [(request_, "李敏")]


async def test_a_burst_that_a_line_refuses_stays_in_the_line_with_the_fault():
    async with running() as (feed, pilot):
        for key in ["z", "6", *"xy", "enter"]:
            pilot.app._driver.process_message(_key(key))
        await until(pilot, lambda: "a day such as 5-8" in shown(pilot.app))
        assert pilot.app.screen.query_one(Input).value == "xy"
        assert not feed.marks
