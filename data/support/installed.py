"""The versions of what is installed, without what the standard library needs to tell one."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def installed(name: str) -> str:
    """The version of a package that is installed, by the name of its directory: NAME-VERSION.dist-info.

    importlib.metadata parses a mail header for it, and its import alone costs half of what click does; it is asked
    where a package stands otherwise.
    """
    start = f"{name.replace('-', '_')}-"
    for place in sys.path:
        for found in Path(place).glob(f"{start}*.dist-info"):
            return found.name.removeprefix(start).removesuffix(".dist-info")
    from importlib import metadata

    return metadata.version(name)
