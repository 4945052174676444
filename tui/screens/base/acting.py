"""What the screens that take keys share: every key runs one action of the table, or says why it cannot.

What a key does stands in the subject that it belongs to: a screen holds some, and names them in `SUBJECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar, cast

from textual.binding import BindingsMap
from textual.reactive import reactive
from textual.screen import Screen

from data.model import Board, Item
from data.wording import _
from tui.keys.actions import BY_ID, SCREENS, Action, Where, at, bindings
from tui.messages import ScreenRequested
from tui.screens.context import Desk
from widgets.views import PAGES

Holder = TypeVar("Holder", bound="ActingScreen")


class Subject(Generic[Holder]):
    """The keys of one subject: a method `do_<id>` for each of its actions, done to the screen that holds it."""

    def __init__(self, screen: Holder) -> None:
        self.screen = screen

    def reason(self, action: Action) -> str:
        """Why an action of its own does not work now, where no common reason speaks against it; "" if it does."""
        return ""


class ActingScreen(Screen[None]):
    """A screen of the table's actions: each is a method `do_<id>` of its own, or of the first subject that has it."""

    AUTO_FOCUS = ""
    WHERE: ClassVar[Where]
    SUBJECTS: ClassVar[tuple[type[Subject[Any]], ...]] = ()

    board: reactive[Board | None] = reactive(None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._holders: tuple[ActingScreen | Subject[Any], ...] = (self, *(held(self) for held in self.SUBJECTS))
        self._does = {action.id: self._doer(action.id) for action in at(self.WHERE)}
        self._own: Mapping[str, str] | None = None
        self.bind_keys()

    def _doer(self, id: str) -> Callable[[], None]:
        if id in PAGES:
            return partial(self.do_page, id)
        holder = next(one for one in self._holders if hasattr(one, f"do_{id}"))
        return cast("Callable[[], None]", getattr(holder, f"do_{id}"))

    def bind_keys(self) -> None:
        """Have the keys in force: the office may have its own, and its settings may have changed."""
        own = self.desk.keys
        if own == self._own:
            return
        self._own = own
        before = self._bindings.key_to_bindings.values()
        others = [one for bound in before for one in bound if not (one.id or "").startswith(f"{self.WHERE}.")]
        self._bindings = BindingsMap([*bindings(self.WHERE, own), *others])
        if self.is_mounted:
            self._show_keys()

    def _show_keys(self) -> None:
        """Tell the keys, where the screen has a line for them."""

    def say(self, text: str) -> None:
        """A line for the officer."""

    def fault(self, text: str) -> None:
        """A fault of the program itself: said where it is seen."""
        self.say(text)

    def officer_is(self, name: str) -> None:
        """Who is marking from now on."""

    def tick(self, now: datetime) -> None:
        """A minute has passed."""

    def marked(self, items: tuple[Item, ...]) -> None:
        """These picked rows have their marks."""

    def why_not(self, action: Action) -> str:
        """Why an action does not work here and now, in words; "" if it does."""
        if self.WHERE not in action.where:
            return self.elsewhere(action)
        if action.writes and self.desk.no_marks:
            return self.desk.no_marks
        return next((why for one in self._holders if (why := one.reason(action))), "")

    def reason(self, action: Action) -> str:
        """As a subject's: what speaks against an action on this screen."""
        return ""

    def elsewhere(self, action: Action) -> str:
        """Where an action works that this screen has not."""
        screens = [_(SCREENS[where]) for where in SCREENS if where in action.where]
        return _("{action} works {where}").format(action=action.word, where=_(", ").join(screens))

    def action_act(self, id: str) -> None:
        """Run the action of this id, or say why not."""
        reason = self.why_not(BY_ID[id])
        self.say(reason)
        if not reason:
            self.act(id)

    def act(self, id: str) -> None:
        """Run an action of this screen, whatever speaks against it."""
        self._does[id]()

    def do_page(self, id: str) -> None:
        """A screen of figures, by its digit."""
        self.post_message(ScreenRequested(id))
