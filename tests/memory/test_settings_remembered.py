"""A fairwatch.toml that cannot be read gives every station the same settings: the last good ones."""

from __future__ import annotations

from datetime import timedelta

import pytest
from helpers.watchers import ZONE_NOW, ledger

from data.folder_memory.settings_text import packed_settings, shareable_settings, unpacked_settings
from data.settings import read

DAY = timedelta(days=1)
GOOD = '[office]\nplace = "云川市"\n[units]\n[stages]\n"签约" = ["签约", "在谈"]\n'
OTHER = '[office]\nplace = "河洲"\n[files]\nhold_percent = 90\n'
BROKEN = ('[office]\nplace = "河洲\n', "[files\nhold_percent = 90\n", "\x00\x01", "place == 3\n" + OTHER)


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("goods", [(OTHER,), (GOOD, OTHER), (OTHER, GOOD, OTHER), (GOOD, "", OTHER)])
def test_a_station_that_never_saw_the_good_one_shows_the_same(folder, station, goods, broken) -> None:
    old = station()
    folder.put("台账.csv", ledger(10), ZONE_NOW - 2 * DAY)
    for text in goods:
        folder.toml = text
        old.visit()
    folder.put("台账.csv", ledger(2), ZONE_NOW - DAY)
    folder.toml = broken
    fresh, looks = station(), station(read_only=True)
    for one in (old, fresh, looks):
        one.visit()
        assert one.board().place == "河洲"
        assert one.shelf.in_force.problem == old.shelf.in_force.problem != ""
        assert one.told() == old.told()
    assert old.told()["held"] == {}, "nine tenths may go"
    folder.toml = GOOD  # which holds back what lost a third
    for one in (old, fresh, looks):
        one.visit()
        assert (one.board().place, one.shelf.in_force.problem) == ("云川市", "")
        assert one.told()["held"]


def test_one_that_was_taken_away_leaves_none_in_force(folder, station) -> None:
    old = station()
    for text in (OTHER, ""):
        folder.toml = text
        old.visit()
    folder.toml = BROKEN[0]
    fresh = station()
    for one in (old, fresh):
        one.visit()
        assert one.board().place == ""


def test_what_no_station_told_of_leaves_each_what_it_knows(folder, station) -> None:
    folder.toml = BROKEN[0]
    fresh = station()
    fresh.visit()
    assert (fresh.board().place, fresh.told()["gone"]) == ("", {})
    assert list(fresh.seen.memory.files)


def test_no_telephone_number_is_shared_with_it() -> None:
    text = GOOD + '# 找李敏 13812345678\n[wall]\n[units.aliases]\n"甲县" = ["甲", "甲县 0971-8245678"]\n'
    text = text.replace('place = "云川市"\n', 'place = "云川市"\nphone = "0971-8245678"\n')
    shared = shareable_settings(text)
    assert shared is not None
    assert not any(number in shared for number in ("13812345678", "8245678"))
    assert read(shared).settings.office.place == "云川市"
    assert unpacked_settings(packed_settings(shared)) == shared
    assert shareable_settings("[tiers]\nbounds = [13812345678]\n") is None, "without it, it says something else"
