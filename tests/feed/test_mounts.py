"""How a folder is watched is told from the table of mounts, never by touching the folder."""

from __future__ import annotations

import pytest

from data.processes.mounts import mount_of, tells_all

TABLE = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:35 / /mnt/share rw,relatime shared:20 - cifs //server/招商 rw
41 22 0:36 / /mnt/share/inner rw - ext4 /dev/vdb rw
42 22 0:37 / /home/li/field\\040copy rw - fuse.sshfs li@host:/data rw
43 22 0:38 / /srv/nfs rw - nfs4 server:/x rw
"""


@pytest.mark.parametrize(
    ("folder", "type", "tells"),
    [
        ("/data/season", "ext4", True),
        ("/mnt/share/season", "cifs", False),
        ("/mnt/share", "cifs", False),
        ("/mnt/shared-not", "ext4", True),
        ("/mnt/share/inner/season", "ext4", True),
        ("/home/li/field copy/season", "fuse.sshfs", False),
        ("/srv/nfs/x", "nfs4", False),
    ],
)
def test_the_nearest_mount_decides(folder: str, type: str, tells: bool) -> None:
    mount = mount_of(folder, TABLE)
    assert (mount.type, mount.tells_changes) == (type, tells)


@pytest.mark.parametrize(
    ("folder", "all"),
    [("/data/season", True), ("/mnt", False), ("/", False), ("/mnt/share/inner", True), ("/home/li", False)],
)
def test_a_network_mount_within_a_local_folder_tells_nothing(folder: str, all: bool) -> None:
    assert tells_all(folder, TABLE) is all


def test_what_is_not_known_is_scanned() -> None:
    assert not mount_of("/anywhere", "").tells_changes
    assert not tells_all("/anywhere", "")


def test_this_machine_has_a_root_mount() -> None:
    assert mount_of("/").point == "/"


def test_a_place_that_is_mounted_when_somebody_looks_is_not_looked_at() -> None:
    table = "22 1 254:1 / / rw - ext4 /dev/vda1 rw\n50 22 0:40 / /net rw - autofs systemd-1 rw\n"
    assert not mount_of("/net/share", table).tells_changes
