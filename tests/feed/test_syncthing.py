"""Three stations on replicas that real Syncthing keeps: every mark arrives everywhere, all states are equal."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.fault import KEYS, TODAY, Station, agree, journals
from helpers.syncthing import INSTALLED, WHY_NOT, Cluster, until

from data.journal.store import Hand

pytestmark = pytest.mark.skipif(not INSTALLED, reason=WHY_NOT)


def arrived(stations: list[Station], acknowledged: list[str]) -> bool:
    for station in stations:
        station.send()
        station.look()
    return all(set(acknowledged) <= station.ids for station in stations)


def test_marks_made_together_apart_and_offline_arrive_everywhere(tmp_path: Path) -> None:
    with Cluster(tmp_path) as cluster:
        cluster.start()
        stations = [Station(tmp_path / f"s{n}", folder) for n, folder in enumerate(cluster.folders)]
        acknowledged = [stations[0].press(KEYS[0], by="李敏")]
        until(lambda: arrived(stations, acknowledged), what="the first mark")
        for n, station in enumerate(stations):  # at once, on the same item, and on others
            acknowledged += [station.press(KEYS[0], ("act", "reopen", "claim")[n], by=f"officer {n}")]
            acknowledged += [station.press(KEYS[1], "note", text="x", by=f"officer {n}") for _ in range(5)]
            station.send()
        until(lambda: arrived(stations, acknowledged), what="marks made at once")
        cluster.stop([2])
        acknowledged += [stations[2].press(KEYS[2], by="赵敏"), stations[0].press(KEYS[2], "reopen", by="李敏")]
        until(lambda: arrived(stations[:2], [id_ for id_ in acknowledged if id_ in stations[0].ids]), what="without it")
        stations[2].send()
        cluster.start([2])
        until(lambda: arrived(stations, acknowledged), what="after it came back")
        agree(stations, acknowledged)
        assert set(stations[0].states()[KEYS[2], "e1"].conflict) == {"李敏", "赵敏"}
        assert len({path.name for path in journals(cluster.folders[0])}) == 3


def test_one_station_id_on_two_replicas_loses_nothing_and_conflict_copies_are_read(tmp_path: Path) -> None:
    """Two replicas write into one file's name: what Syncthing sets aside as a conflict copy is a journal too."""
    with Cluster(tmp_path, 2) as cluster:
        stations = [Station(tmp_path / f"s{n}", folder) for n, folder in enumerate(cluster.folders)]
        for station in stations:
            station.hand = Hand("aaaabbbb", "r1", TODAY)
        acknowledged = [station.press(KEYS[n], by=f"officer {n}") for n, station in enumerate(stations)]
        for station in stations:
            assert station.send()
        cluster.start()
        until(lambda: arrived(stations, acknowledged), what="both halves of the journal")
        agree(stations, acknowledged)
        assert any(".sync-conflict-" in path.name for folder in cluster.folders for path in journals(folder))
