"""Why the system refuses a file or a folder, by causes that `data.wording.station_words` has words for."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping

_SYSTEM: Mapping[int, str] = {
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENOTDIR: "not_a_directory",
    errno.EEXIST: "not_a_directory",
    errno.ELOOP: "not_a_directory",
    errno.ENOENT: "nowhere",
    errno.EIO: "disk",
}
_SQLITE: Mapping[int, str] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "no_permission",
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_CANTOPEN: "no_permission",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_ERROR: "damaged",
}


def cause(error: Exception) -> str:
    """The cause, or the system's own words where there is none for it."""
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0) or error.strerror or str(error)
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF) or str(error)
