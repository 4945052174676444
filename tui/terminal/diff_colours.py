"""Colours of cells as parameters of SGR: what several come to, and the shortest way from some to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

OFF: Mapping[str, str] = {
    **dict.fromkeys(("1", "2"), "22"),
    "3": "23",
    **dict.fromkeys(("4", "21"), "24"),
    **dict.fromkeys(("5", "6"), "25"),
    "7": "27",
    "8": "28",
    "9": "29",
    **dict.fromkeys(("51", "52"), "54"),
    "53": "55",
}
"""What ends an attribute, and others with it."""
_LENGTHS = {"5": 3, "2": 5}
"""The parameters that one colour takes: 38;5;n and 38;2;r;g;b."""


class Colours(NamedTuple):
    """Attributes in the order of their numbers, the letter's colour, the ground's; "": the terminal's own."""

    attributes: tuple[str, ...] = ()
    ink: str = ""
    ground: str = ""

    def __str__(self) -> str:
        return ";".join(one for one in (*self.attributes, self.ink, self.ground) if one)


@lru_cache(4096)
def colours_of(parameters: str) -> Colours:
    """What parameters come to on a terminal that has its own colours."""
    attributes: set[str] = set()
    ink = ground = ""
    for code in _codes(parameters):
        kind = code.partition(";")[0]
        if kind in ("", "0"):
            attributes, ink, ground = set(), "", ""
        elif kind in OFF:
            attributes.add(kind)
        elif kind in OFF.values():
            attributes -= {one for one in attributes if OFF[one] == kind}
        elif kind[0] in "39" and len(kind) == 2:
            ink = "" if kind == "39" else code
        else:
            ground = "" if kind == "49" else code
    return Colours(tuple(sorted(attributes, key=int)), ink, ground)


@lru_cache(4096)
def added(colours: str, parameters: str) -> str:
    """The colours in force when these parameters came after those."""
    return str(colours_of(f"{colours};{parameters or '0'}" if colours else parameters))


@lru_cache(4096)
def turn(before: str, after: str) -> str:
    """The shortest sequence that turns these colours into those; both as `added` gives them."""
    if before == after:
        return ""
    if not after:
        return "\x1b[m"
    old, new = colours_of(before), colours_of(after)
    ends = {OFF[one] for one in old.attributes if one not in new.attributes}
    codes = sorted(ends)
    codes += [one for one in new.attributes if one not in old.attributes or OFF[one] in ends]
    if new.ink != old.ink:
        codes.append(new.ink or "39")
    if new.ground != old.ground:
        codes.append(new.ground or "49")
    anew = f"0;{after}" if before else after
    return f"\x1b[{min(';'.join(codes), anew, key=len)}m"


def _codes(parameters: str) -> Iterator[str]:
    """The parameters, each colour as one."""
    rest = parameters.split(";")
    while rest:
        length = _LENGTHS.get(rest[1], 1) if rest[0] in ("38", "48") and len(rest) > 1 else 1
        yield ";".join(rest[:length])
        del rest[:length]
