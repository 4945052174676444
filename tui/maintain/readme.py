"""The generated parts of the README: the folder's contract, the keys, the commands, the settings.

`python -m tui.maintain.readme README.md docs/rules.md docs/glossary.md docs/ledgers.md` rewrites what stands between
`<!-- NAME -->` and `<!-- end NAME -->`; a test fails when a table has changed and the papers have not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from data import settings, wording
from data.ledgers.kinds_and_columns import KINDS, Field
from data.model.outcomes import OUTCOMES
from data.wording.code_words import outcome_word
from data.wording.glossary import TERMS
from data.wording.rule_words import Rule
from data.wording.rulebook import RULES
from tui import cli
from tui.keys import actions


def kinds() -> str:
    """Every ledger kind with its fields and headers, required ones in bold."""
    lines = ["| kind | 中文 | fields and the headers they are found under |", "| --- | --- | --- |"]
    for kind in KINDS:
        groups = [f"one of {', '.join(group)}" for group in kind.any_of]
        fields = "; ".join([*(_field(f) for f in kind.fields), *groups])
        lines.append(f"| {kind.name} | {kind.label} | {fields} |")
    return "\n".join(lines)


def _field(field: Field) -> str:
    name = f"**{field.name}**" if field.required else field.name
    return f"{name}: {', '.join(field.headers)}"


WHEN: Mapping[str, str] = {
    "meeting": "the next dispatch meeting",
    "rung": "the ladder's next rung",
    "restart": "the ladder's first rung, begun anew",
    "due": "the new due date",
    "period": "the next period",
    "opening": "3 days before the fair opens",
}
"""Outcomes that come back on a day of their own, in words."""


def _working_days(count: int | None) -> str:
    return "" if count is None else f"{count} working day" if count == 1 else f"{count} working days"


def keys() -> str:
    """The keys, from the table of actions."""
    return actions.markdown()


SHOWN = ("stalled", "followup", "report", "blocker", "guest", "prep", "payout", "visit", "duty")
"""The kinds of item whose outcomes the README lists."""


def outcomes() -> str:
    """The outcomes of `m`, by kind of item, in English and Chinese."""
    lines = ["| item | digit | id | 中文 | comes back after |", "| --- | --- | --- | --- | --- |"]
    for kind in SHOWN:
        for choice in OUTCOMES[kind]:
            back = WHEN.get(choice.when, _working_days(choice.back))
            back = "ends it" if choice.ends else back
            wording.use("zh")
            word = outcome_word(kind, choice.id)
            wording.use("en")
            lines.append(f"| {kind} | {choice.digit} | `{choice.id}` | {word} | {back} |")
    return "\n".join(lines)


def glossary() -> str:
    """The words of the board in both languages, and what each means."""
    lines = ["| 中文 | English | meaning |", "| --- | --- | --- |"]
    for term in TERMS:
        with wording.speaking("zh"):
            word, means = term.said, term.means
        with wording.speaking("en"):
            lines.append(f"| {word} | {term.said} | {term.means}<br>{means} |")
    return "\n".join(lines)


def commands() -> str:
    """Every command with its usage and its help."""
    group = cli.build()
    context = click.Context(group, info_name="fairwatch")
    blocks = []
    for name in sorted(group.commands):
        command = group.commands[name]
        with click.Context(command, info_name=name, parent=context) as inner:
            inner.terminal_width = 100
            blocks.append(f"```text\n{command.get_help(inner)}\n```")
    return "\n\n".join(blocks)


def settings_table() -> str:
    """Every setting with its default, meaning and source."""
    lines = ["| key | default | meaning | source |", "| --- | --- | --- | --- |"]
    for key in settings.keys(settings.Settings()):
        default = wording_safe(key.value)
        lines.append(f"| `{key.key}` | {default} | {wording_safe(key.meaning)} | {key.source} |")
    return "\n".join(lines)


def ledgers() -> str:
    """Every key of a `[[ledgers]]` block with its default and meaning."""
    lines = ["| key | default | meaning |", "| --- | --- | --- |"]
    for name, default, meaning in settings.block_keys():
        lines.append(f"| `{name}` | {wording_safe(default)} | {wording_safe(meaning)} |")
    return "\n".join(lines)


def rules() -> str:
    """Every rule with its formula in both languages, and its settings with default and source."""
    known = {key.key: key for key in settings.keys(settings.Settings())}
    lines = ["| id | rule | formula | settings, default and source |", "| --- | --- | --- | --- |"]
    for rule in sorted(RULES, key=lambda rule: rule.id):
        used = "<br>".join(_setting(known[key]) for key in rule.settings) or "none"
        label, formula = (f"{english}<br>{chinese}" for english, chinese in zip(*_both(rule), strict=True))
        lines.append(f"| `{rule.id}` | {label} | {formula} | {used} |")
    return "\n".join(lines)


def _both(rule: Rule) -> list[tuple[str, str]]:
    found = []
    for language in ("en", "zh"):
        with wording.speaking(language):
            found.append((wording.pgettext(*rule.label), wording._(rule.formula)))
    return found


def _setting(key: settings.Key) -> str:
    return f"`{key.key}` = {wording_safe(key.value)} (source: {key.source})"


def wording_safe(value: object) -> str:
    """A value inside a Markdown table."""
    import json

    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.replace("|", "\\|")


PARTS: Mapping[str, Callable[[], str]] = {
    "kinds": kinds,
    "keys": keys,
    "outcomes": outcomes,
    "commands": commands,
    "settings": settings_table,
    "ledgers": ledgers,
    "rules": rules,
    "glossary": glossary,
}


def rewritten(text: str) -> str:
    """The text with each generated part as the tables say it now."""
    wording.use("en")
    for name, make in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        made = make()
        text = pattern.sub(lambda found, made=made: f"{found.group(1)}{made}\n{found.group(2)}", text)  # type: ignore[misc]
    return text


def main() -> None:
    """Rewrite the files named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
