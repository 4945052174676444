"""The shared folder's own paths, opened step by step without following a link, and its FORMAT.

FORMAT says that this is the folder we know, and not the empty directory that a lost mount leaves behind.
Everything here runs in a child process: the folder reader, or the one that `doctor` probes with.
"""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import msgspec

from data.journal.local_files import DIRECTORY, NOFOLLOW, NONBLOCK

HOME = ".fairwatch"
FORMAT = "FORMAT"
_CONFLICT = ".sync-conflict-"
_MAX_FORMAT = 4096
_CANNOT_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)


class FormatMissing(OSError):
    """The folder lacks the FORMAT that it had: a lost mount, or not the folder."""

    def __init__(self) -> None:
        super().__init__(errno.ENOENT, "the shared folder has lost its .fairwatch/FORMAT")


class FormatChanged(OSError):
    """The folder has another FORMAT than it had: another folder stands in its place."""

    def __init__(self) -> None:
        super().__init__(errno.ESTALE, "another folder stands in the shared folder's place")


class _Format(msgspec.Struct, frozen=True):
    folder: uuid.UUID
    v: int = 1


@contextlib.contextmanager
def opened(folder: Path, *names: str, create: bool = False) -> Iterator[int]:
    """A descriptor of a directory below the folder. No step but the folder itself may be a link. Raises OSError."""
    fd = os.open(folder, os.O_RDONLY | DIRECTORY)
    try:
        for name in names:
            if create and _make(name, fd):
                sync_directory(fd)
            below = open_directory(name, fd)
            os.close(fd)
            fd = below
        yield fd
    finally:
        os.close(fd)


def open_directory(name: str, fd: int) -> int:
    """A directory in another, if it is one. Raises NotADirectoryError for a link."""
    try:
        return os.open(name, os.O_RDONLY | DIRECTORY | NOFOLLOW, dir_fd=fd)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotADirectoryError(errno.ENOTDIR, "a link is not followed", name) from error
        raise


def sync_directory(fd: int) -> None:
    """Make names created in a directory durable, where its file system can."""
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def formats(folder: Path) -> tuple[str, ...]:
    """The uuids of FORMAT and of its conflict copies, smallest first. Raises OSError if the folder does not answer."""
    try:
        with opened(folder, HOME) as fd:
            with os.scandir(fd) as entries:
                names = [entry.name for entry in entries if _is_format(entry.name)]
            found = {_read(name, fd) for name in names}
    except (FileNotFoundError, NotADirectoryError):
        folder.stat()  # the folder itself must be there
        return ()
    return tuple(sorted(found - {""}))


def read_format(folder: Path) -> str:
    """The folder's uuid, "" while it has none."""
    return next(iter(formats(folder)), "")


def init_format(folder: Path, again: str = "") -> str:
    """Make FORMAT if there is none, `again` with the uuid that it had; the uuid in force. Raises OSError."""
    known = read_format(folder)
    if known:
        return known
    said = msgspec.json.encode({"v": 1, "folder": again or str(uuid.uuid4())}) + b"\n"
    with opened(folder, HOME, create=True) as fd, written(FORMAT, said, fd) as fresh:
        _publish(fresh, fd)
    made = read_format(folder)
    if not made:
        raise FormatMissing
    return made


class Guard:
    """Asked before each write whether this is the folder that we know. `expected` is its uuid, "" makes it one."""

    def __init__(self, folder: Path, expected: str = "") -> None:
        self._folder = folder
        self._accepted = {expected} - {""}

    def check(self) -> str:
        """The uuid in force: of two made apart the smaller, and both are ours. Raises FormatMissing, FormatChanged,
        OSError."""
        if not self._accepted:
            init_format(self._folder)
        found = formats(self._folder)
        if not found:
            raise FormatMissing
        if self._accepted and self._accepted.isdisjoint(found):
            raise FormatChanged
        self._accepted.update(found)
        return found[0]


def _is_format(name: str) -> bool:
    return name == FORMAT or name.startswith(FORMAT + _CONFLICT)


def _make(name: str, fd: int) -> bool:
    try:
        os.mkdir(name, dir_fd=fd)
    except FileExistsError:
        return False
    return True


def _read(name: str, fd: int) -> str:
    try:
        file = os.open(name, os.O_RDONLY | NOFOLLOW | NONBLOCK, dir_fd=fd)
    except FileNotFoundError:
        return ""
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link or a socket is no FORMAT
            return ""
        raise
    try:
        return str(msgspec.json.decode(os.read(file, _MAX_FORMAT), type=_Format).folder)
    except (msgspec.DecodeError, UnicodeDecodeError, IsADirectoryError):
        return ""
    finally:
        os.close(file)


@contextlib.contextmanager
def written(name: str, data: bytes, fd: int) -> Iterator[str]:
    """A hidden file in the directory `fd` that holds all of this, synced, to be linked or renamed to `name`.

    Afterwards the directory is synced, and the hidden file is gone whatever befell.
    """
    fresh = f".{name}-{os.urandom(4).hex()}.tmp"
    file = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | NOFOLLOW, 0o666, dir_fd=fd)
    try:
        try:
            if os.write(file, data) != len(data):
                raise OSError(errno.EIO, "not all of the file was written")
            os.fsync(file)
        finally:
            os.close(file)
        yield fresh
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(fresh, dir_fd=fd)
    sync_directory(fd)


def _publish(fresh: str, fd: int) -> None:
    """Give the whole file its name, unless another station was first; a file that says nothing is replaced."""
    try:
        os.link(fresh, FORMAT, src_dir_fd=fd, dst_dir_fd=fd, follow_symlinks=False)
    except FileExistsError:
        if not _read(FORMAT, fd):
            os.rename(fresh, FORMAT, src_dir_fd=fd, dst_dir_fd=fd)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        os.rename(fresh, FORMAT, src_dir_fd=fd, dst_dir_fd=fd)  # no hard links here: the last of two wins
