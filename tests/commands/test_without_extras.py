"""Without the extras `papers` and `notify`, in a process that never had them, each command works or names the one line
that installs what it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from helpers import without_extras
from helpers.feed import season
from helpers.own_forms import form_of

from data.export.forms import paper_forms
from tui.commands import reminder_channels

CIRCULAR = ("circular", "--period", "2026-01-1")


def test_every_command_works_or_names_the_line_that_installs_what_it_needs(tmp_path: Path) -> None:
    plain, formed = season(tmp_path / "plain"), season(tmp_path / "formed")
    (formed / "通报.docx").write_bytes(form_of("{{ 标题 }}"))
    with (formed / "fairwatch.toml").open("a", encoding="utf-8") as file:
        file.write('\n[forms]\ncircular = "通报.docx"\n')
    config = tmp_path / "config" / "fairwatch"
    config.mkdir(parents=True)
    (config / "addresses.toml").write_text('[units]\n"东岭园区" = "json://127.0.0.1"\n', encoding="utf-8")
    (config / "addresses.toml").chmod(0o600)
    needs = {
        ("paper", plain, *CIRCULAR, "--out", tmp_path / "a.docx"): paper_forms.INSTALL,
        ("paper", formed, *CIRCULAR, "--out", tmp_path / "b.docx"): paper_forms.INSTALL,
        ("paper", plain, *CIRCULAR, "--format", "docx"): paper_forms.INSTALL,
        ("remind", plain): reminder_channels.INSTALL,
        ("remind", plain, "--send", "--by", "李敏"): reminder_channels.INSTALL,
    }
    works = [
        ("paper", formed, *CIRCULAR),
        ("paper", plain, *CIRCULAR, "--out", tmp_path / "a.html"),
        ("issue", plain, *CIRCULAR, "--by", "李敏", "--with-remark", "试"),
        ("export", plain, "units.progress", "--out", tmp_path / "a.xlsx"),
        ("notes", plain, "--unit", "东岭园区"),
        ("notes", plain, "--confirm", "--period", "2026-01-1", "--unit", "东岭园区"),
        ("fillback", plain, "--unit", "东岭园区", "--out", tmp_path / "back.xlsx"),
        ("init", tmp_path / "new"),
        ("show", plain),
        ("check", formed),
        ("doctor", plain),
    ]
    asked = [*needs, *works]
    done = subprocess.run(
        [sys.executable, without_extras.__file__],
        input="".join(json.dumps([*map(str, one)]) + "\n" for one in asked),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), "TERM": "xterm-256color"},
    )
    told = dict(zip(asked, map(json.loads, done.stdout.splitlines()), strict=True))
    for line, install in needs.items():
        code, out, err = told[line]
        assert (code, out, err.count(install), len(err.splitlines())) == (2, "", 1, 1), (line, err)
    assert {line: told[line] for line in works if told[line][0] not in (0, 1)} == {}
    assert paper_forms.INSTALL in " ".join(told[works[7]][1].split())
    assert not any("Traceback" in words for _code, *said in told.values() for words in said)
    assert not list(tmp_path.glob("*.docx"))
