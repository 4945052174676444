"""Reminders: what goes to whom is shown first; what is sent arrives, is logged once, and one failure keeps no other."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from helpers.cli import Ran, say
from helpers.feed import season
from helpers.listeners import mail_server, slow_listener, web_listener

from data.settings import Settings
from tui.commands import reminder_channels

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise's own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A season in which 东岭园区 has something overdue and 南屏园区 has not; both have a stalled project."""
    return season(tmp_path / "season")


class Desk:
    """A station with its own file of addresses."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.file, self.folder = home / "config" / "fairwatch" / "addresses.toml", folder
        self.file.parent.mkdir(parents=True)
        self._env = {"XDG_CONFIG_HOME": str(home / "config"), "no_proxy": "127.0.0.1"}

    def addresses(self, mode: int = 0o600, **units: str | list[str]) -> None:
        lines = [f'"{unit}" = {json.dumps(urls)}' for unit, urls in units.items()]
        self.file.write_text("\n".join(["[units]", *lines]), encoding="utf-8")
        self.file.chmod(mode)

    def remind(self, *arguments: str, folder: Path | None = None) -> Ran:
        return say("remind", folder or self.folder, *arguments, **self._env)

    def calls(self) -> list[tuple[str, str, str]]:
        """(name, by, text) of all that is logged."""
        return [(line["name"], line["by"], line["text"]) for line in json.loads(say("log", self.folder, "--json").out)]


@pytest.fixture
def desk(tmp_path: Path, folder: Path) -> Desk:
    return Desk(tmp_path, folder)


def test_what_goes_to_whom_is_shown_and_nothing_is_sent(desk: Desk) -> None:
    with mail_server() as (host, mails):
        desk.addresses(东岭园区=f"mailto://office:geheim@{host}/?to=dl@example.cn&from=zs@example.cn")
        ran = desk.remind()
        assert (ran.code, mails) == (0, [])
        assert "→ mailto://office:****@" in ran.out
        assert "dl@example.cn" in ran.out
        assert "  1. 用地预审：应于2026-11-01前办结" in ran.out
        assert "1 of 2 units would be sent a message" in ran.out
        assert "geheim" not in ran.out + ran.err
    assert desk.calls() == []


def test_a_message_arrives_whole_by_mail_and_by_http_and_is_logged_once(desk: Desk) -> None:
    with mail_server() as (host, mails), web_listener() as (web, posted):
        mail = f"mailto://{host}/?to=dl@example.cn&from=zs@example.cn&format=text&mode=insecure"
        desk.addresses(东岭园区=[mail, f"json://{web}/x"], 南屏园区=f"json://{web}/y")
        ran = desk.remind("--send", "--by", "李敏")
        assert ran.code == 0, ran.err
        note = say("notes", desk.folder, "--unit", "东岭园区").out.strip()
        (got,) = mails
        assert got.get_content().strip().splitlines() == note.splitlines()
        assert "招商待办（截至" in got["Subject"]
        assert [one["message"] for one in posted] == [say("notes", desk.folder, "--unit", "南屏园区").out.strip(), note]
        assert [(name, by) for name, by, _ in desk.calls()] == [("南屏园区", "李敏"), ("东岭园区", "李敏")]
        assert ran.out.count("in the shared folder") == 2
        card = say("card", desk.folder, "东岭园区", language="zh").out
        assert "李敏 已发提醒：待办 1 · 逾期 1 · 停滞 1" in card


def test_a_unit_is_reminded_once_a_week_and_once_a_day_while_something_is_overdue(desk: Desk) -> None:
    with web_listener() as (web, posted):
        desk.addresses(东岭园区=f"json://{web}/x", 南屏园区=f"json://{web}/y")
        assert desk.remind("--send", "--by", "李敏").code == 0
        again = desk.remind("--send", "--by", "王芳")
        assert again.code == 0
        assert len(posted) == 2
        today = datetime.now(Settings().zone).date()
        for unit, days in (("南屏园区", 7), ("东岭园区", 1)):
            next_ = (today + timedelta(days=days)).isoformat()
            assert f"{unit}: reminded on {today.isoformat()} by 李敏; again from {next_}" in again.out
        assert [by for _, by, _ in desk.calls()] == ["李敏", "李敏"]
        say("undo", desk.folder, "--by", "王芳")
        assert desk.remind("--send", "--by", "王芳").code == 0
        assert len(posted) == 3


def test_what_fails_for_one_unit_is_told_and_the_others_get_theirs(desk: Desk) -> None:
    with mail_server() as (host, mails), web_listener() as (web, _):
        mail = f"mailto://{host}/?to=np@example.cn&from=zs@example.cn&mode=insecure"
        desk.addresses(东岭园区=[f"json://{web}/closed", "carrier-pigeon://geheim"], 南屏园区=mail)
        ran = desk.remind("--send", "--by", "李敏")
        assert (ran.code, len(mails)) == (1, 1)
        assert "东岭园区: not sent by json://127.0.0.1" in ran.err
        assert "东岭园区: not sent by carrier-pigeon://… (no such kind of address)" in ran.err
        assert "geheim" not in ran.out + ran.err
        assert [name for name, _, _ in desk.calls()] == ["南屏园区"]


def test_a_way_that_never_answers_holds_up_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminder_channels, "ANSWERS_WITHIN", 1.0)
    with slow_listener() as slow, web_listener() as (web, posted):
        desk.addresses(东岭园区=f"json://{slow}/x", 南屏园区=f"json://{web}/y")
        ran = desk.remind("--send", "--by", "李敏")
        assert (ran.code, len(posted)) == (1, 1)
        assert "东岭园区: no answer from json://127.0.0.1" in ran.err
        assert "whether the message arrived is not known" in ran.err
        assert [name for name, _, _ in desk.calls()] == ["南屏园区"]


def test_a_server_that_never_answers_is_waited_for_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would cost every unit behind it as long again: the others are told that it was not asked."""
    monkeypatch.setattr(reminder_channels, "ANSWERS_WITHIN", 1.0)
    with slow_listener() as slow, web_listener() as (web, posted):
        desk.addresses(东岭园区=[f"json://{slow}/x", f"json://{web}/x"], 南屏园区=f"json://{slow}/y")
        ran = desk.remind("--send", "--by", "李敏")
        assert (ran.code, len(posted)) == (1, 1)
        late, skipped = ran.err.splitlines()
        assert late.startswith("南屏园区: no answer from json://127.0.0.1")
        assert skipped.startswith("东岭园区: not sent by json://127.0.0.1")
        assert "gave no answer before" in skipped
        assert [name for name, _, _ in desk.calls()] == ["东岭园区"]


@pytest.mark.parametrize(("mode", "told"), [(0o644, "others may read it (0644)"), (0o640, "(0640)"), (0o604, "(0604)")])
def test_addresses_that_others_may_read_are_not_taken(desk: Desk, mode: int, told: str) -> None:
    desk.addresses(mode, 东岭园区="mailto://a:geheim@b.cn")
    ran = desk.remind()
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[units]\n甲 = 'mailto://a:geheim@b.cn\n", "this is no TOML"),
        ("units = 'json://geheim'\n[units.x", "this is no TOML"),
        ("units = 'json geheim'", "“units” has no address"),
        ("[units]\n'东岭园区' = 'geheim'", "“东岭园区” has no address"),
        ("[units]\n'东岭园区' = [3]", "“东岭园区” has no address"),
        (None, "there is no file of addresses"),
    ],
)
def test_a_file_of_addresses_that_is_not_understood_is_told_without_what_it_holds(
    desk: Desk, text: str | None, told: str
) -> None:
    desk.addresses()
    if text is None:
        desk.file.unlink()
    else:
        desk.file.write_text(text, encoding="utf-8")
    ran = desk.remind("--send", "--by", "李敏")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "geheim" not in ran.err
    assert desk.calls() == []


def test_addresses_in_the_shared_folder_are_not_taken(tmp_path: Path) -> None:
    folder = season(tmp_path / "season")
    desk = Desk(folder, folder)
    desk.addresses(东岭园区="json://127.0.0.1")
    ran = desk.remind()
    assert (ran.code, ran.out) == (2, "")
    assert "lies in the shared folder" in ran.err


def test_who_reminds_and_whom_must_be_known(desk: Desk) -> None:
    desk.addresses(东岭园="json://127.0.0.1")
    assert "--send needs --by NAME" in desk.remind("--send").err
    assert desk.remind("--unit", "西岭园区").code == 2
    ran = desk.remind("--unit", "南屏园区")
    assert (ran.code, "no address" in ran.out) == (1, True)
    assert "names “东岭园”, and no unit is called so" in ran.err


def test_without_apprise_the_line_that_installs_it_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.addresses(东岭园区="json://127.0.0.1")
    monkeypatch.setitem(sys.modules, "apprise", None)
    ran = desk.remind()
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'fairwatch[notify]'" in ran.err
