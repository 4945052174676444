"""Writes what officers decide: asks once a run who marks, writes off the screen's thread, says what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App

from data.feed.refusals_and_clock import Refused
from data.model import MarkRequest, Undoable
from data.wording import _
from data.wording.code_words import mark_word
from tui.input.refusals import named, refusal
from tui.keys.actions import action_of
from tui.messages import (
    AnswerRequested,
    IssueRequested,
    LinkRequested,
    MarkRequested,
    MarksRequested,
    SignRequested,
    TakeoverRequested,
)
from tui.screens.base.acting import ActingScreen
from tui.screens.boxes.asked_rows import LeftAside, count_words, left_words, names
from tui.screens.boxes.dialog import Dialog
from tui.terminal.locked_app import ReservedApp

if TYPE_CHECKING:
    from data.feed.officer_verbs import Verbs

NamedRequest = SignRequested | TakeoverRequested | AnswerRequested | IssueRequested
"""What is signed by a name that may be asked with it."""

WriteRequest = MarkRequested | LinkRequested | NamedRequest
"""What an officer wants written."""

HIDING = frozenset({"act", "snooze"})
"""What takes a row off the list: the officer is told where it went."""


class Scribe:
    """One station's marks. `by` is the officer's name, "" until it is asked; the screen in front says what was done."""

    def __init__(self, app: App[Any], feed: Verbs, by: str) -> None:
        self.app = app
        self.feed = feed
        self.by = by
        self.named = by
        """The name that the program was started with."""
        self._one_at_a_time = asyncio.Lock()
        self._together: tuple[Undoable, ...] = ()

    @property
    def _screens(self) -> list[ActingScreen]:
        """The screens of rows, the one in front last; boxes are none."""
        return [screen for screen in self.app.screen_stack if isinstance(screen, ActingScreen)]

    @property
    def screen(self) -> ActingScreen:
        """The one that speaks to the officer."""
        return self._screens[-1]

    @property
    def _lists(self) -> str:
        """The key that lists what is off the list."""
        return action_of("handled", self.screen.desk.keys).shown_key

    async def write(self, message: WriteRequest) -> None:
        """Write a mark, join marks to a row, sign or accept a shift's note, note a unit's answer, issue a paper.

        Call from a worker: it may have to ask for the name.
        """
        if isinstance(message, NamedRequest) and message.by and not self._fixed:
            self._marks(message.by)
        if not await self._officer():
            self.screen.say(_("not marked: without a name nothing is written"))
            return
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(self._written, message)
            except Refused as refused:
                said = refusal(refused)
            else:
                said = _done(message, self._lists)
            self.screen.say(said)
            if isinstance(self.app.screen, Dialog):
                self.app.screen.say_here(said)

    def _written(self, message: WriteRequest) -> None:
        """Write it. Raises Refused."""
        if isinstance(message, MarkRequested):
            self._mark(message)
        elif isinstance(message, LinkRequested):
            self._link(message)
        elif isinstance(message, SignRequested):
            self.feed.sign(message.to, message.text, self.by)
        elif isinstance(message, AnswerRequested):
            self.feed.answer(message.period, message.unit, message.said, message.text, self.by)
        elif isinstance(message, IssueRequested):
            self.feed.issue(message.kind, message.asked, message.remark, self.by)
        else:
            self.feed.take_over(message.note.id, self.by)

    def _link(self, message: LinkRequested) -> None:
        try:
            self.feed.link(message.orphan, message.near.key, self.by)
        except Refused as refused:
            raise named(refused, message.near.name) from refused

    @property
    def _fixed(self) -> bool:
        """Behind the gate a name that came with the key stays: else the key would sign for anybody."""
        return bool(self.by) and isinstance(self.app, ReservedApp) and self.app.enclosed and self.by == self.named

    def _mark(self, message: MarkRequested) -> None:
        """All that the message asks for, in its order. One that is refused stops none of the others, and is told."""
        refusals, made = [], []
        for request, item in ((message.request, message.item), *message.also):
            try:
                made += self._made(request)
            except Refused as refused:
                refusals.append(named(refused, item.title))
        if len(made) > 1:
            self._together = tuple(made)
        if refusals:
            raise refusals[0]

    def _made(self, request: MarkRequest) -> list[Undoable]:
        """Write one mark: what `u` would take back now. Raises Refused."""
        id = self.feed.mark(request, self.by)
        last = self.feed.undoable()
        return [last] if last is not None and last.id == id else []

    async def write_all(self, message: MarksRequested) -> None:
        """Mark picked rows, each by a mark of its own; one that is refused is told and stops no other. As `write`."""
        if not await self._officer():
            self.screen.say(_("not marked: without a name nothing is written"))
            return
        made: list[Undoable] = []
        left = list(message.left)
        async with self._one_at_a_time:
            for request, item in message.requests:
                try:
                    made += await asyncio.to_thread(self._made, request)
                except Refused as refused:
                    left.append((item, refusal(named(refused, item.title))))
        self._together = tuple(made)
        self.screen.marked(tuple(item for _request, item in message.requests) + tuple(item for item, _why in left))
        self.screen.say(_done_all(message, left, self._lists))

    def undoable(self) -> tuple[Undoable, ...]:
        """What the next undo takes back, the latest last: several marks if one key made them in this run."""
        last = self.feed.undoable()
        if last is None:
            return ()
        at = next((n for n, one in enumerate(self._together) if one.id == last.id), None)
        return (last,) if at is None else self._together[: at + 1]

    async def undo(self, marks: Sequence[Undoable]) -> None:
        """Undo these marks of this station, the latest first; the screen has named them. Call from a worker.

        One that is no longer the latest ends it: another run of this station has marked since.
        """
        if not await self._officer():
            return
        undone: list[Undoable] = []
        async with self._one_at_a_time:
            for mark in reversed(marks):
                try:
                    last = self.feed.undoable()
                    if last is None or last.id != mark.id:
                        break
                    undone += filter(None, [await asyncio.to_thread(self.feed.undo, self.by)])
                except Refused as refused:
                    self.screen.say(refusal(refused))
                    return
        if undone:
            what = names([one.title for one in undone])
            said = mark_word(undone[0].item_kind, undone[0].op, undone[0].outcome)
            self.screen.say(_("undone: {item}: {mark}").format(item=what, mark=said))
        else:
            self.screen.say(_("not undone: another mark was made since"))

    async def change_officer(self) -> None:
        """Ask who marks from now on; left without a name, all stays as it was. Call from a worker."""
        if self._fixed:
            self.screen.say(_("this key is {name}'s: all marks made with it are").format(name=self.by))
            return
        from tui.screens.boxes.mark_forms import name_form  # here, as below: the first picture asks nobody

        answers = await self.app.push_screen_wait(name_form(self.by))
        if answers:
            self._marks(answers["by"])
            self.screen.say(_("{name} marks from now on").format(name=self.by))

    async def _officer(self) -> str:
        if not self.by:
            from tui.screens.boxes.mark_forms import name_form
            from tui.screens.lists.handover_list import on_duty

            answers = await self.app.push_screen_wait(name_form(on_duty(self.screen.board)))
            self._marks(answers["by"] if answers else "")
        return self.by

    def _marks(self, name: str) -> None:
        self.by = name
        for screen in self._screens:
            screen.officer_is(name)


def _done(message: WriteRequest, lists: str) -> str:
    if isinstance(message, LinkRequested):
        return _("{item}: joined to {row}").format(item=message.orphan.title, row=message.near.name)
    if isinstance(message, SignRequested):
        return _("handed over; the note waits for {whom}").format(whom=message.to or _("whoever comes next"))
    if isinstance(message, TakeoverRequested):
        return _("taken over from {by}").format(by=message.note.by)
    if isinstance(message, AnswerRequested):
        return _("{item}: {what}").format(item=message.unit, what=mark_word("figures", "confirm", message.said))
    if isinstance(message, IssueRequested):
        return _("issued; its figures are frozen in the shared folder")
    more = len(message.also)
    title = _("{item} and {n} more").format(item=message.item.title, n=more) if more else message.item.title
    return _marked(title, message.request.op, message.done, lists)


def _marked(item: str, op: str, done: str, lists: str) -> str:
    """What was done to which rows; where they went, if it takes them off the list."""
    words = _("{item}: {what} ({key} lists it)") if op in HIDING else _("{item}: {what}")
    return words.format(item=item, what=done, key=lists)


def _done_all(message: MarksRequested, left: Sequence[LeftAside], lists: str) -> str:
    refused = len(left) - len(message.left)
    rows = count_words(len(message.requests) - refused)
    done = _marked(rows, message.requests[0][0].op, message.done, lists)
    return _("; ").join((*([done] if refused < len(message.requests) else []), *([left_words(left)] if left else [])))
