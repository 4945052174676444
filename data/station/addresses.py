"""Where units are reached: a file of this station's own, which nobody else on it may read and no shared folder holds.

Addresses are URLs as apprise takes them, and hold passwords: they are never printed, logged or sent anywhere else.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data.model import Problem

UNITS = "units"
"""The one table of the file: a unit's name = its address, or a list of them."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MAX_BYTES = 1_000_000


class AddressesRefused(Exception):
    """The file is not taken; `problem` says why."""

    def __init__(self, code: str, file: Path, **args: str) -> None:
        self.problem = Problem(code, str(file), args=tuple(args.items()))
        super().__init__(code)


def read_addresses(file: Path, folder: Path, resolve: Callable[[str], str]) -> Mapping[str, tuple[str, ...]]:
    """The addresses of each unit, by the name that `resolve` gives it. Raises AddressesRefused."""
    if Path(os.path.abspath(file)).is_relative_to(os.path.abspath(folder)):  # noqa: PTH100 - touches no folder
        raise AddressesRefused("addresses_shared", file)
    try:
        text = _private_text(file)
        units = tomllib.loads(text).get(UNITS, {})
    except FileNotFoundError:
        raise AddressesRefused("addresses_none", file) from None
    except OSError as error:
        raise AddressesRefused("addresses_unreadable", file, why=error.strerror or str(error)) from None
    except (ValueError, RecursionError) as error:  # the parser's words hold no value of the file, only where it ends
        raise AddressesRefused("addresses_form", file, why=_where(error)) from None
    found: dict[str, tuple[str, ...]] = {}
    for name, given in (units if isinstance(units, dict) else {UNITS: units}).items():
        unit = resolve(name)
        found[unit] = (*found.get(unit, ()), *_urls(file, name, given))
    return found


def _private_text(file: Path) -> str:
    """The text of a regular file that only its owner, who reads it, can read."""
    fd = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(fd, "rb") as opened:
        state = os.fstat(fd)
        if not stat.S_ISREG(state.st_mode):
            raise AddressesRefused("addresses_unreadable", file, why="not a regular file")
        if state.st_uid != os.geteuid():
            raise AddressesRefused("addresses_others", file)
        if state.st_mode & _OTHERS:
            raise AddressesRefused("addresses_open", file, mode=f"{stat.S_IMODE(state.st_mode):04o}")
        return opened.read(_MAX_BYTES).decode("utf-8-sig")


def _where(error: Exception) -> str:
    """Line and column of a mistake, without what stands there."""
    said = str(error)
    return said[said.rfind("(") :].strip("()") if "(at " in said else type(error).__name__


def _urls(file: Path, name: str, given: Any) -> tuple[str, ...]:
    urls = [given] if isinstance(given, str) else given
    if not isinstance(urls, list) or not all(isinstance(url, str) and "://" in url for url in urls):
        raise AddressesRefused("addresses_unit", file, name=name)
    return tuple(dict.fromkeys(url.strip() for url in urls))
