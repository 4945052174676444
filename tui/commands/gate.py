"""`gate`: what a key in authorized_keys may do here, and nothing else: some commands, of one folder, without a shell.

sshd runs `fairwatch gate FOLDER` in the place of a shell and hands over what was asked for in SSH_ORIGINAL_COMMAND.
It is taken apart here, by a shell's rules of quotation and nothing else of it, and given to click; no other program
ever sees it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from data.support.late_pattern import late_pattern
from data.support.text import short
from data.wording import _
from tui.commands.common import PRINTS_ONLY, FileOption, ForGate, OfFolder, WordsOption, end_with, flag, text_option
from tui.commands.language import speak, take_language

ASKED = "SSH_ORIGINAL_COMMAND"
LONGEST = 2000
"""Characters of what may be asked: a remark of the greatest length, and the command around it."""

SHELL_SIGNS = "`$;|&<>\\"
"""Signs that a shell would act on. Nothing here does, and who sends them bare expects another kind of door."""

LIVE_IN_QUOTES = "`$\\"
"""Those of them that a shell acts on between double quotation marks too."""

_PATH = late_pattern(r"^(?:--?[\w-]+=)?(?:[/~]|\.\.?(?:/|$))|(?:^|[/=])\.\.(?:/|$)")
"""What names a place: /etc, ~, ./x, ../x, a/../b; also as the value of an option."""


class Word(str):
    """A word of what was asked. `bare`: its signs that stood in no quotation marks; `soft`: in double ones."""

    bare: str
    soft: str

    def __new__(cls, text: str, bare: str = "", soft: str = "") -> Word:
        """The word without its quotation marks."""
        word = super().__new__(cls, text)
        word.bare, word.soft = bare, soft
        return word


class Shut(Exception):
    """What the gate does not let through; the text says why, in one line."""


class Gate(OfFolder):
    """The command itself; its help names the commands that it lets through, whatever they come to be."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands."""
        if ctx.parent and isinstance(ctx.parent.command, click.Group):
            formatter.write_paragraph()
            with formatter.indentation():
                names = ", ".join(let_through(ctx.parent.command))
                formatter.write_text(_("Let through: {names}.").format(names=names))


def commands() -> list[click.Command]:
    """This module's commands, their help in the language in force."""
    return [
        Gate(
            gate,
            text_option("--by", metavar=_("NAME"), help=_("Whose key it is: every mark is theirs.")),
            flag("--read-only", help=_("Only look: nothing that marks is let through.")),
            help=_(
                "For authorized_keys, in the place of a shell. Of SSH_ORIGINAL_COMMAND it runs the commands below on "
                "this FOLDER alone; without one it opens the board. All else is refused in one line with exit code 2."
            ),
        )
    ]


def gate(folder: Path, by: str, read_only: bool) -> None:
    """Do what was asked over SSH, if it may be done here; exits as the command does, 2 when it is refused."""
    os.environ.pop("FAIRWATCH_BY", None)  # whose key it is says authorized_keys, not who connects
    folder = folder.absolute()
    asked = os.environ.get(ASKED, "")
    build: Callable[[], click.Group] = click.get_current_context().find_root().obj
    try:
        admitted = admit(asked, folder, build, by=by, read_only=read_only)
    except Shut as refusal:
        end_with(_("refused: {why}").format(why=refusal))
    if admitted is None:
        from tui.commands.board_commands import open_

        open_(folder, by, read_only, enclosed=True)
        return
    try:
        with admitted:
            admitted.command.invoke(admitted)
    except click.UsageError as error:
        end_with(error.format_message())


def let_through(group: click.Group, *, read_only: bool = False) -> Mapping[str, ForGate]:
    """The commands that the gate runs, by name; with `read_only` those that write nothing into the folder."""
    known = {name: _let_through(command, read_only) for name, command in sorted(group.commands.items())}
    return {name: command for name, command in known.items() if command}


def _let_through(command: click.Command | None, read_only: bool) -> ForGate | None:
    """The command, if the gate runs it."""
    return command if isinstance(command, ForGate) and not (read_only and command.writes) else None


def admit(
    asked: str, folder: Path, build: Callable[[], click.Group], *, by: str = "", read_only: bool = False
) -> click.Context | None:
    """What was asked, parsed and ready to run on `folder`; None for the board. Raises Shut, and Exit after --help.

    `build` makes the commands, in the language in force. Nothing is run here, and no word of it reaches a shell or
    names a path: FOLDER is the gate's own.
    """
    words, language = take_language(_words(asked))
    if language is not None:  # else the language stays that of the gate's own line
        try:
            speak(language)
        except click.UsageError as error:
            raise Shut(error.format_message()) from error
    if words[:1] == ["fairwatch"]:
        words = words[1:]
    if not words:
        return None
    group = build()
    command = _let_through(group.commands.get(words[0]), read_only)
    _harmless(
        words, {name for one in command.params if isinstance(one, WordsOption) for name in one.opts} if command else ()
    )
    if command is None:
        names = ", ".join(let_through(group, read_only=read_only))
        raise Shut(
            _("“{given}” is not let through here; these are: {names}").format(given=short(words[0]), names=names)
        )
    return _parsed(command, words[1:], folder, by)


def _words(asked: str) -> list[str]:
    """What was asked as words; raises Shut for what no officer types."""
    asked = asked.replace("\u3000", " ")
    if len(asked) > LONGEST:
        raise Shut(_("longer than {limit} characters").format(limit=LONGEST))
    if not asked.isprintable():
        raise Shut(_("a control sign stands in it, or it is not UTF-8"))
    return [*_taken_apart(asked)]


def _taken_apart(asked: str) -> list[Word]:
    """Words parted by blanks, quotation marks taken off; a backslash means something between double ones alone."""
    words: list[Word] = []
    text, bare, soft, quote, begun = "", "", "", "", False
    signs = iter(asked)
    for sign in signs:
        if quote and sign == quote:
            quote = ""
        elif not quote and sign in "\"'":
            quote, begun = sign, True
        elif not quote and sign == " ":
            words += [Word(text, bare, soft)] if begun else []
            text, bare, soft, begun = "", "", "", False
        else:
            more = next(signs, "") if quote == '"' and sign == "\\" else ""
            text += more if more and more in '"\\' else sign + more
            bare += "" if quote else sign
            soft += sign if quote == '"' else ""
            begun = True
    if quote:
        raise Shut(_("a quotation mark is not closed"))
    return [*words, Word(text, bare, soft)] if begun else words


def _harmless(words: Sequence[str], said: Collection[str]) -> None:
    """Raise Shut for a word that a shell would act on, or that names a place.

    What an officer says, the value of an option of `said`, is words and stays words, whatever it looks like: only what
    a shell would put something else in the place of is refused there, and not between quotation marks.
    """
    before = ""
    for word in words:
        bare, soft = (word.bare, word.soft) if isinstance(word, Word) else (word, "")
        own = before in said or word.partition("=")[0] in said
        live = [c for c in bare if c in (LIVE_IN_QUOTES if own else SHELL_SIGNS)]
        live += [] if own else [c for c in soft if c in LIVE_IN_QUOTES]
        if live:
            raise Shut(
                _("there is no shell here; “{sign}” is taken between quotation marks alone").format(sign=live[0])
            )
        if not own and _PATH.search(word):
            raise Shut(_("“{given}” names a place; only the folder of this key is open").format(given=short(word)))
        before = word


def _parsed(command: ForGate, words: Sequence[str], folder: Path, by: str) -> click.Context:
    owned = {"by": by} if by else {}
    try:
        context = command.make_context(
            command.name, [str(folder), *words], default_map=owned, help_option_names=["-h", "--help"]
        )
    except click.UsageError as error:
        raise Shut(error.format_message()) from error
    if by and "by" in context.params:
        if context.get_parameter_source("by") is ParameterSource.COMMANDLINE:
            raise Shut(_("this key is {name}'s; --by is not taken").format(name=by))
        context.params["by"] = by
    if context.params.get("folder") != folder:
        raise Shut(_("only the folder of this key is open"))
    for option in command.params:
        if isinstance(option, FileOption) and context.params.get(option.name or "") is not None:
            raise Shut(
                _("{option} writes on this machine; without it what is made is printed").format(option=option.opts[0])
            )
    context.meta[PRINTS_ONLY] = True
    return context
