"""Small modal boxes: choose by a digit, fill in a line or two, confirm. All text in them is literal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.support.fast_dataclass import dataclass
from data.wording import _
from tui.input.typed_days import Unclear
from tui.keys.actions import keys_of
from tui.keys.key_names import twins
from widgets.frame.typing_line import TypingLine

T = TypeVar("T")

MOST = 200
"""Characters of an answer."""


def pad(text: str, width: int) -> str:
    """`text` filled with blanks to so many terminal cells."""
    return text + " " * max(0, width - cell_len(text))


def in_columns(rows: Iterable[Sequence[tuple[str, str]]], margin: str = "") -> list[Content]:
    """A line a row of (words, style): each but the last as wide as the widest of its column, two blanks between."""
    rows = [*rows]
    widths = [max(cell_len(words) for words, _style in column) for column in zip(*rows, strict=True)][:-1]
    lines: list[Content] = []
    for row in rows:
        cells = zip(row, [*widths, 0], strict=True)
        said = [Content.styled(pad(words, width), style) for (words, style), width in cells]
        lines.append(Content.assemble(margin, Content("  ").join(said)))
    return lines


class Dialog(ModalScreen[T | None], Generic[T]):
    """A titled box. Esc leaves with None. `title` and `hint` are our own words, `subject` may come from a ledger."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (30, "-tall")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, title: str, subject: str = "", hint: str = "") -> None:
        super().__init__()
        self.heading = title
        self.subject = subject
        self.hint = hint or _("Esc leaves")

    def take_keys(self, keys: Sequence[str], action: str) -> None:
        """Have these keys run an action too."""
        more = BindingsMap([Binding(key, action, show=False) for key in keys])
        self._bindings = BindingsMap.merge([self._bindings, more])

    def leave_by(self, own: Mapping[str, str], *ids: str) -> None:
        """Have the key that leaves screens, and those of these actions, leave it too; `own`: the office's keys."""
        for id in ("quit", *ids):
            self.take_keys(keys_of(id, own), "leave")

    def compose(self) -> ComposeResult:
        """Title in the frame, the subject, the body, the hint."""
        with Vertical(id="box") as box:
            box.border_title = Content(self.heading).markup
            if self.subject:
                yield Static(Content(self.subject), id="subject")
            yield from self.body()
            yield Static(Content(self.hint), id="hint")

    def body(self) -> ComposeResult:
        """What stands between subject and hint."""
        yield from ()

    def say_here(self, text: str) -> None:
        """What came of that which was asked for here; a box that stays says it, since it hides the foot line."""

    def action_leave(self) -> None:
        """Nothing is done."""
        self.dismiss(None)


def open_box(app: App[Any], box: Dialog[T], done: Callable[[T], object]) -> None:
    """Open a box; `done` gets its answer, and nothing where the box was left."""

    def answered(answer: T | None) -> None:
        if answer is not None:
            done(answer)

    app.push_screen(box, answered)


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A line of a picker: its digit, its words, what it means, what it gives."""

    digit: int
    label: str
    note: str
    value: T


def digit_bindings(actions: Mapping[int, str]) -> list[BindingType]:
    """Digits with what they do; bindings, for a digit typed right behind the key that opened the box still finds it."""
    return [Binding(twin, action, show=False) for digit, action in actions.items() for twin in twins(str(digit))]


PICKS: Mapping[int, str] = {digit: f"pick({digit})" for digit in range(1, 10)}
"""A digit picks the line of its number."""


class Picker(Dialog[T], Generic[T]):
    """A list whose lines are picked by their digit at once, or by the cursor and Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *digit_bindings(PICKS),
        Binding("enter,space", "pick_current", show=False),
    ]

    def __init__(self, title: str, subject: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__(title, subject, _("a digit chooses, Esc leaves"))
        self.choices = tuple(choices)

    def body(self) -> ComposeResult:
        """One line a choice."""
        width = max((cell_len(choice.label) for choice in self.choices), default=0)
        yield OptionList(
            *(
                Option(
                    Content.assemble(
                        (f"{choice.digit}", "bold $text-accent"),
                        f"  {pad(choice.label, width)}  ",
                        (choice.note, "$text-muted"),
                    )
                )
                for choice in self.choices
            ),
            id="choices",
        )

    def on_mount(self) -> None:
        """The cursor stands on the first."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        self.dismiss(self.choices[event.option_index].value)

    def action_pick(self, digit: int) -> None:
        """A digit."""
        for choice in self.choices:
            if choice.digit == digit:
                self.dismiss(choice.value)
                return

    def action_pick_current(self) -> None:
        """Space on a line, or Enter before the list is there."""
        current = self.query(OptionList).first().highlighted if self.query(OptionList) else 0
        self.dismiss(self.choices[current or 0].value)


@dataclass(frozen=True, slots=True)
class Ask:
    """A line to fill in. `check` raises Unclear with what is expected; an empty answer is refused if `needed`."""

    id: str
    label: str
    placeholder: str = ""
    value: str = ""
    check: Callable[[str], object] | None = None
    needed: bool = True

    def fault(self, text: str) -> str:
        """Why this answer is not taken; "" if it is."""
        if not text:
            return _("{label}: something is needed here").format(label=self.label) if self.needed else ""
        if self.check is None:
            return ""
        try:
            self.check(text)
        except Unclear as unclear:
            return str(unclear)
        return ""


class Form(Dialog[Mapping[str, str]]):
    """Lines to fill in; Enter goes on to the next, on the last it is done. Gives the answers by their ids.

    A line that is filled in already is selected: Enter takes it, typing or pasting replaces it.
    """

    def __init__(self, title: str, subject: str, asks: Sequence[Ask]) -> None:
        super().__init__(title, subject, _("Enter goes on, Esc leaves"))
        self.asks = tuple(asks)
        self._ahead: list[str] = []
        self._begun = False
        """Letters that came before the lines were there, and whether the line that has the keys took any of them."""

    def body(self) -> ComposeResult:
        """A label and a line for each question."""
        for ask in self.asks:
            yield Static(Content(ask.label), classes="label")
            yield TypingLine(ask.value, placeholder=ask.placeholder, id=ask.id, max_length=MOST)
        yield Static(id="fault")

    def typed_ahead(self, event: Key) -> bool:
        """Take a key that came in one read with the one that opened the box; whether it is one for the lines."""
        if not (event.is_printable or event.key == "enter"):
            return False
        self._ahead.append("\n" if event.key == "enter" else event.character or "")
        self._take_ahead()
        return True

    def on_screen_resume(self) -> None:
        """The lines are there."""
        self._take_ahead()

    def _take_ahead(self) -> None:
        """Type what came early, once there are lines: the first letter replaces what stood there, Enter goes on."""
        lines = [line for ask in self.asks for line in self.query(f"#{ask.id}").results(Input)]
        while self._ahead and len(lines) == len(self.asks) and self.is_current:
            letter, line = self._ahead.pop(0), next((one for one in lines if one is self.focused), lines[0])
            if letter == "\n":
                self.entered(line)
            else:
                with line.prevent(Input.Changed):  # it would come after Enter, and wipe out the fault that Enter told
                    line.replace(letter, len(line.value) if self._begun else 0, len(line.value))
                self._begun = True

    def on_input_changed(self) -> None:
        """A fault that was told is old once something is typed."""
        self.query_one("#fault", Static).update("")

    def on_typing_line_full(self, event: TypingLine.Full) -> None:
        """What had no room is told: it comes behind the change that it made."""
        event.stop()
        self.query_one("#fault", Static).update(Content(event.words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.entered(event.input)

    def entered(self, line: Input) -> None:
        """On to the next line, or done; a line at fault keeps the keys."""
        answers = {ask.id: self._answer(ask) for ask in self.asks}
        upto = next(n for n, ask in enumerate(self.asks) if ask.id == line.id)
        for ask in self.asks[: upto + 1]:
            if fault := ask.fault(answers[ask.id]):
                self._fault(ask, fault)
                return
        if upto + 1 < len(self.asks):
            self._go(self.asks[upto + 1])
        else:
            self.dismiss(answers)

    def _fault(self, ask: Ask, fault: str) -> None:
        """Say what is wrong with a line, and give it the keys."""
        self.query_one("#fault", Static).update(Content(fault))
        self._go(ask)

    def _go(self, ask: Ask) -> None:
        self._begun = False
        self.set_focus(self.query_one(f"#{ask.id}", Input))  # at once: what was typed ahead may go on there

    def _answer(self, ask: Ask) -> str:
        typed = self.query_one(f"#{ask.id}", Input).value
        return "".join(c for c in typed if unicodedata.category(c)[0] != "C").strip()


class Confirm(Dialog[bool]):
    """A question; the key that asked it, Enter or space says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "yes", show=False)]

    def __init__(self, title: str, question: str, *, key: str, others: Sequence[str] = ()) -> None:
        super().__init__(title, question, _("Enter or {key}: yes, Esc: no").format(key=key))
        for one in others or twins(key):
            self._bindings.bind(one, "yes", show=False)

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)
