"""What Syncthing is told about a folder: its ignore patterns, and its settings where this user can read them."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

HOMES = (".config/syncthing", ".local/state/syncthing")
MAX_CONFIG = 4 << 20
OURS = (".fairwatch", ".fairwatch/FORMAT", ".fairwatch/marks/2026/s/20260514-r.jsonl")
"""Paths of ours that must not be ignored."""


def settings_of(root: Path, home: Path | None = None) -> Mapping[str, str]:
    """Syncthing's settings for the folder at `root`: `watch`, `delay` and `conflicts` as written; {} if not found."""
    for below in HOMES:
        try:
            with ((home or Path.home()) / below / "config.xml").open("rb") as file:
                tree = ElementTree.fromstring(file.read(MAX_CONFIG))
        except (OSError, ElementTree.ParseError):
            continue
        for folder in tree.iter("folder"):
            if Path(folder.get("path", "")).expanduser().resolve() == root.resolve():
                return {
                    "watch": folder.get("fsWatcherEnabled", "true"),
                    "delay": folder.get("fsWatcherDelayS", "10"),
                    "conflicts": folder.findtext("maxConflicts", "10"),
                }
    return {}


def ignored(patterns: str, paths: tuple[str, ...] = OURS) -> str:
    """The first pattern of an .stignore that hides one of these paths; "" if none does."""
    for path in paths:
        parts = path.split("/")
        above = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        for line in patterns.splitlines():
            pattern, keeps = _pattern(line)
            if pattern and any(_matches(pattern, one) for one in above):
                if keeps:
                    break  # the first that matches decides
                return line.strip()
    return ""


def _pattern(line: str) -> tuple[str, bool]:
    """A line's pattern and whether it keeps instead of ignores; "" for a comment or an include."""
    text = line.strip()
    if not text or text.startswith(("//", "#include")):
        return "", False
    keeps = False
    while text.startswith(("!", "(?")):
        if text[0] == "!":
            keeps, text = True, text[1:]
        else:
            text = text.partition(")")[2]
    return text, keeps


def _matches(pattern: str, path: str) -> bool:
    """Syncthing's rule as far as it matters here: rooted by a slash, else at any depth; ** crosses slashes."""
    plain = pattern.rstrip("/").removesuffix("/**") or pattern
    if plain.startswith("/"):
        return fnmatch.fnmatchcase(path, plain[1:])
    return any(fnmatch.fnmatchcase(tail, plain.removeprefix("**/")) for tail in _tails(path))


def _tails(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[n:]) for n in range(len(parts))]
