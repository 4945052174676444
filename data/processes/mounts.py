"""Which file system a folder lies on, told from the table of mounts: looking at the folder itself could hang."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from data.support.fast_dataclass import dataclass

NETWORK = ("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "9p", "davfs", "autofs")
MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a file system is mounted, and its type ("ext4", "cifs", "fuse.sshfs"; "" where it cannot be told)."""

    point: str
    type: str

    @property
    def tells_changes(self) -> bool:
        """Whether the kernel sees every change: on a network or FUSE mount it does not, and scanning is left."""
        return bool(self.type) and self.type not in NETWORK and not self.type.startswith("fuse")


def mount_of(folder: str, table: str | None = None) -> Mount:
    """The mount that holds `folder`, by its absolute path. `table` is for tests; by default the system's."""
    path = os.path.abspath(folder)  # noqa: PTH100 - Path.resolve would touch the folder
    best = Mount("", "")
    for mount in _mounts(table):
        if _within(path, mount.point) and len(mount.point) >= len(best.point):
            best = mount
    return best


def tells_all(folder: str, table: str | None = None) -> bool:
    """Whether the kernel sees every change below `folder`: no network or FUSE mount holds it or stands within it."""
    path = os.path.abspath(folder)  # noqa: PTH100 - Path.resolve would touch the folder
    within = (mount for mount in _mounts(table) if _within(mount.point, path))
    return mount_of(folder, table).tells_changes and all(mount.tells_changes for mount in within)


def _mounts(table: str | None) -> Iterator[Mount]:
    if table is None:
        try:
            table = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:  # no such table here (not Linux): nothing is known, and scanning is always right
            return
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].replace("\\040", " ").replace("\\134", "\\") if left.count(" ") >= 4 else ""
        if point:
            yield Mount(point, right.split(" ")[0])


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
