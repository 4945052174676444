"""The file that a picture of the board is kept in, and what it is filed under. The standard library alone.

A picture is filed under the command line as it was typed, the directory it was typed in, the variables that decide how
a terminal is drawn, the terminal's size and the theme that the station chose. So nothing has to be parsed to find it,
and a command that never left a picture finds none.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zlib

FORMAT = "fairwatch-picture 1"
SHIFT = 8 * 3600
"""Seconds after which a picture says that it is old."""
LARGEST = 1 << 20
"""The most bytes of a file, and of what is packed in it: a hundred times a picture of a large screen."""
MOST = 8
"""So many pictures are kept; the oldest go."""
LARGEST_CHOICE = 4096
"""The most bytes of the station's theme."""

_SAID = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "COLUMNS", "LINES", "TZ")
_PLACES = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_TONGUES = ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE")
_THERE = ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY")
"""Variables that differ from login to login; what counts is whether they are there."""
_DIGITS = "0123456789;"


class Picture:
    """A screen as moves, colours and letters: `frame` all but its first line, and that line, which says how old it is:
    `fresh`, or `old` where a shift is over. `kept_at`: seconds since the epoch."""

    def __init__(self, frame: str, fresh: str, old: str, kept_at: float) -> None:
        self.frame, self.fresh, self.old, self.kept_at = frame, fresh, old, kept_at

    def said(self, now: float) -> str:
        """The first line; a clock that was put back proves no age."""
        return self.fresh if 0 <= now - self.kept_at <= SHIFT else self.old


class FiledUnder:
    """What the pictures of this run are filed under, whatever the program sets in its own environment afterwards."""

    here: FiledUnder | None = None
    """Of this process, where it was started as the program."""

    def __init__(self, words: list[str]) -> None:
        env = os.environ
        self.cache, self.state = _own("XDG_CACHE_HOME", ".cache"), _own("XDG_STATE_HOME", ".local/state")
        drawn_by = [f"{name}={env.get(name)}" for name in (*_SAID, *_PLACES, *_TONGUES)]
        drawn_by += [f"{name} {bool(env.get(name))}" for name in _THERE]
        drawn_by += sorted(f"{name}={value}" for name, value in env.items() if name.startswith("TEXTUAL_"))
        try:
            place = os.getcwd()
        except OSError:  # it was removed; names that lead from it lead nowhere
            place = ""
        self._given = "\0".join((*words, "", place, *drawn_by))

    @property
    def directory(self) -> str:
        """Where pictures lie."""
        return f"{self.cache}/pictures"

    def key(self, size: tuple[int, int]) -> bytes:
        """All of it, at a size of (columns, rows), with the theme that is in force now."""
        return os.fsencode(f"{self._given}\0{size[0]}x{size[1]}\0") + _read(
            f"{self.state}/terminal.json", LARGEST_CHOICE
        )

    def path(self, key: bytes) -> str:
        """The file. It has the key in it: two may have one name."""
        return f"{self.directory}/{zlib.crc32(key):08x}"

    def find(self, size: tuple[int, int]) -> Picture | None:
        """The picture for a terminal of this size, if there is one that may be drawn."""
        key = self.key(size)
        head, _, rest = _read(self.path(key), LARGEST, private=True).partition(b"\n")
        try:
            name, _, numbers = head.decode("ascii").rpartition(" k")
            kept_at, key_length, length = map(int, numbers.split(" "))
            if name != FORMAT or rest[:key_length] != key or not 0 < length <= LARGEST:
                return None
            packed = zlib.decompressobj()
            whole = packed.decompress(rest[key_length:], length)
            if not packed.eof or len(whole) != length:
                return None
            frame, fresh, old = whole.decode("utf-8").split("\0")
        except (ValueError, zlib.error):  # cut off, damaged, or of another version: there is no picture
            return None
        return Picture(frame, fresh, old, kept_at) if all(map(drawable, (frame, fresh, old))) else None

    def keep(self, size: tuple[int, int], picture: Picture) -> None:
        """Keep a picture in the place of the one before. Raises OSError."""
        key = self.key(size)
        whole = "\0".join((picture.frame, picture.fresh, picture.old)).encode()
        if len(whole) > LARGEST or not all(map(drawable, (picture.frame, picture.fresh, picture.old))):
            return
        path = self.path(key)
        os.makedirs(self.directory, mode=0o700, exist_ok=True)
        made = f"{path}.{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(made)  # of a process that ended in between
        to = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(to, "wb") as file:
            head = f"{FORMAT} k{int(picture.kept_at)} {len(key)} {len(whole)}\n"
            file.write(head.encode() + key + zlib.compress(whole))
        os.replace(made, path)
        self.forget(all_but=MOST)

    def forget(self, *, all_but: int = 0) -> None:
        """Remove the pictures, but the newest so many. Raises OSError."""
        try:
            found = sorted(os.scandir(self.directory), key=lambda one: one.stat(follow_symlinks=False).st_mtime_ns)
        except FileNotFoundError:  # none, or another station of this user removed one
            return
        for one in found[: max(0, len(found) - all_but)]:
            with contextlib.suppress(FileNotFoundError):  # as above
                os.unlink(one.path)


def drawable(frame: str) -> bool:
    """Whether a text is moves, colours and printable letters, and nothing else that a terminal does."""
    first, *pieces = frame.split("\x1b[")
    letters = [first]
    for piece in pieces:
        rest = piece.lstrip(_DIGITS)
        if rest[:1] not in ("H", "m"):
            return False
        letters.append(rest[1:])
    return "".join(letters).replace("\u3000", "").isprintable()


def _own(variable: str, below_home: str) -> str:
    """The program's own directory, as `data.station.paths` has it."""
    given = os.environ.get(variable, "")
    return f"{given if given.strip() else os.path.expanduser('~') + '/' + below_home}/fairwatch"


def _read(path: str, most: int, *, private: bool = False) -> bytes:
    """A file of at most so many bytes, none if it is longer, no file of its own, or cannot be read. `private`: none
    either that another user could have written or can read."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:  # mostly there is none
        return b""
    try:
        about = os.fstat(file)
        mine = about.st_uid == os.geteuid() and not about.st_mode & 0o077
        if not stat.S_ISREG(about.st_mode) or about.st_size > most or (private and not mine):
            return b""
        return os.read(file, most)
    except OSError:  # a disk that fails: the picture is not worth a word
        return b""
    finally:
        os.close(file)
