"""The log shows every line and what became of it; clocks that are off are told, and lines not understood too."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, timedelta
from pathlib import Path

from helpers.marks import NOW, TODAY, event, folded, lines

from data.marks.fold_marks import Fold
from data.marks.log_lines import log_lines
from data.marks.mark_event import encode
from data.marks.wrong_clocks import Clocks
from data.model import LogLine

LATER = TODAY + timedelta(days=3)


def log(fold: Fold, tmp_path: Path, station: str = "aaaa") -> tuple[LogLine, ...]:
    return log_lines(fold, Clocks(tmp_path / "clocks"), UTC, station)


def test_every_line_says_what_became_of_it(tmp_path: Path):
    one = event("aaaa.r1.1", outcome="chased", until=LATER)
    two = event("bbbb.r1.1", outcome="visited", until=LATER, lam=2, after=(one.id,))
    three = event("aaaa.r1.2", "note", lam=3, text="x")
    back = event("aaaa.r1.3", "undo", lam=4, ref=three.id)
    told = log(folded(one, two, three, back), tmp_path)
    assert [(line.id, line.state, line.ours) for line in told] == [
        ("aaaa.r1.1", "replaced", True),
        ("bbbb.r1.1", "in force", False),
        ("aaaa.r1.2", "undone", True),
        ("aaaa.r1.3", "", True),
    ]
    assert told[3].target == "note"


def test_an_op_of_a_newer_version_is_kept_counted_and_shown(tmp_path: Path):
    fold = folded(event(op="teleport", text="x"))
    assert fold.health() == (1, 0)
    assert [(line.op, line.state) for line in log(fold, tmp_path)] == [("teleport", "newer")]


def test_a_line_of_a_newer_version_says_what_it_says_of_itself(tmp_path: Path):
    body = json.dumps({"v": 9, "id": "cccc.r.1", "lam": 2, "by": "王\u202e芳", "op": "beam", "x": [1]}).encode()
    line = body[:-1] + b',"crc":"%08x"}' % zlib.crc32(body)
    fold = Fold()
    fold.add([encode(event(lam=1)), line, encode(event("aaaa.r1.2", lam=3)), b"{torn", b'{"v":9}'])
    told = log(fold, tmp_path)
    assert [(line.state, line.op) for line in told] == [
        ("newer", ""),
        ("in force", "act"),
        ("newer", "beam"),
        ("in force", "act"),
        ("damaged", ""),
    ]
    assert (told[2].by, told[2].station) == ("王芳", "cccc")
    assert told[4].text == "{torn"


# ---------------------------------------------------------------- clocks


def test_a_mark_dated_after_it_was_read_is_flagged_now_and_in_later_runs(tmp_path: Path):
    soon = event("aaaa.r1.1", at=NOW + timedelta(minutes=4))
    ahead = event("bbbb.r1.1", at=NOW + timedelta(days=1))
    fold = folded(soon, ahead)
    Clocks(tmp_path / "clocks").read([soon, ahead], NOW)
    clocks = Clocks(tmp_path / "clocks")  # as in the next run
    assert [clocks.flag(one, fold) for one in (soon, ahead)] == ["", "ahead"]
    assert clocks.off(fold) == 1
    assert [line.clock for line in log(fold, tmp_path)] == ["", "ahead"]


def test_a_mark_dated_before_what_it_answers_is_flagged_unless_that_one_is(tmp_path: Path):
    cause = event("aaaa.r1.1", at=NOW)
    answer = event("bbbb.r1.1", lam=2, at=NOW - timedelta(minutes=6), after=(cause.id,))
    fold = folded(cause, answer)
    clocks = Clocks(tmp_path / "clocks")
    assert [clocks.flag(one, fold) for one in (cause, answer)] == ["", "behind"]
    clocks.read([cause], NOW - timedelta(minutes=6))
    assert [clocks.flag(one, fold) for one in (cause, answer)] == ["ahead", ""]


def test_a_clock_that_was_set_right_counts_no_more(tmp_path: Path):
    ahead = event("bbbb.r1.1", at=NOW + timedelta(days=1))
    fold = folded(ahead)
    clocks = Clocks(tmp_path / "clocks")
    clocks.read([ahead], NOW)
    assert clocks.off(fold) == 1
    fold.add(lines(event("bbbb.r1.2", lam=2, at=NOW)))
    assert clocks.off(fold) == 0


def test_without_a_place_for_it_the_flag_still_stands_in_this_run(tmp_path: Path):
    (tmp_path / "file").write_text("")
    ahead = event("bbbb.r1.1", at=NOW + timedelta(days=1))
    clocks = Clocks(tmp_path / "other" / "clocks")
    (tmp_path / "other").write_text("")
    clocks.read([ahead], NOW)
    assert clocks.flag(ahead, folded(ahead)) == "ahead"
