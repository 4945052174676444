"""A wall and a visitor only look: whatever key is pressed, nothing is left in the folder or on the station."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.app import running
from helpers.feed import season
from helpers.terminals import Terminal

from data.station.paths import places
from tui.keys.actions import ACTIONS

LOGS = frozenset({"fairwatch.log", "children.log"})
LETTERS = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "qQ"]
CONTROLS = [chr(code) for code in range(1, 0x20) if code not in (0x11, 0x1B)]  # Ctrl+A to Ctrl+_, without Ctrl+Q
FUNCTION = ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", *(f"\x1b[{n}~" for n in (15, 17, 18, 19, 20, 21, 23, 24))]
MOVES = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z", "\r", "\t"]


def everything(*roots: Path) -> dict[str, bytes | None]:
    """Every path below, with a file's bytes; the program's own log is not looked at."""
    found: dict[str, bytes | None] = {}
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.name not in LOGS:
                found[str(path)] = path.read_bytes() if path.is_file() else None
    return found


@pytest.mark.parametrize("face", ["open", "wall"])
def test_no_key_leaves_anything_behind(tmp_path: Path, face: str) -> None:
    folder = season(tmp_path / "season")
    home = tmp_path / "home"
    where = places(folder)
    env = {"HOME": str(home), "XDG_DOWNLOAD_DIR": str(home), "PWD": str(home)}
    home.mkdir()
    command = ["--lang", "en", folder, "--read-only"] if face == "open" else ["--lang", "en", "wall", folder]
    before = everything(folder, home)
    with Terminal(command, env=env) as terminal:
        terminal.wait_for("青山洽谈会", "南屏园区")
        where_before = everything(where.state)
        for keys in (LETTERS, CONTROLS, FUNCTION, MOVES):
            for key in keys:
                terminal.press(key)
                terminal.press("\x1b\x1b")  # out of any box it opened
                terminal.read(0.02)
        terminal.press("\x1a")  # Ctrl+Z: it does not step aside
        terminal.read(0.3)
        assert "T (stopped)" not in Path(f"/proc/{terminal.process.pid}/status").read_text()
        for _ in range(15):  # a slow machine still works off the keys: a box that they open takes the q
            terminal.press("\x1b\x1b")
            terminal.read(1.0)
            terminal.press("q")
            terminal.read(1.0)
            if terminal.process.poll() is not None:
                break
        assert terminal.wait_end() == 0
    assert everything(folder, home) == before
    assert everything(where.state) == where_before == {}
    assert {path.name for path in where.state.iterdir()} <= LOGS


async def test_what_textual_itself_offers_is_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, **_: opened.append(url))
    async with running(read_only=True) as (_, pilot):
        app = pilot.app
        for action in ("screenshot", "suspend_process", "command_palette", "simulate_key('ctrl+z')"):
            await app.run_action(action)
        app.action_screenshot(str(tmp_path / "a.svg"), str(tmp_path))
        app.deliver_screenshot("b.svg", str(tmp_path))
        app.open_url("https://example.invalid/")
        await pilot.pause(0.2)
        assert app.save_screenshot("c.svg", str(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == []
    assert opened == []


def test_every_action_that_marks_says_that_it_does() -> None:
    assert {action.id for action in ACTIONS if action.writes} >= {
        "mark", "snooze", "note", "claim", "undo", "reopen", "officer"
    }  # fmt: skip
