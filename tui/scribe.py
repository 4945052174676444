"""Writes what officers decide: asks once a run who marks, writes off the screen's thread, says what came of it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from data.feed import Feed, Refused
from data.wording import _
from tui.messages import LinkRequested, MarkRequested, SignRequested, TakeoverRequested
from tui.office import refusal
from tui.reserved import ReservedApp
from tui.screens.acting import ActingScreen
from tui.screens.handover import on_duty
from tui.screens.marking import name_form

Written = MarkRequested | LinkRequested | SignRequested | TakeoverRequested
"""What an officer wants written."""

HIDING = frozenset({"act", "snooze"})
"""What takes a row off the list: the officer is told where it went."""


class Scribe:
    """One station's marks. `by` is the officer's name, "" until it is asked; the screen in front says what was done."""

    def __init__(self, app: App[Any], feed: Feed, by: str) -> None:
        self.app = app
        self.feed = feed
        self.by = by
        self.named = by
        """The name that the program was started with."""
        self._one_at_a_time = asyncio.Lock()

    @property
    def _screens(self) -> list[ActingScreen]:
        """The screens of rows, the one in front last; boxes are none."""
        return [screen for screen in self.app.screen_stack if isinstance(screen, ActingScreen)]

    @property
    def screen(self) -> ActingScreen:
        """The one that speaks to the officer."""
        return self._screens[-1]

    async def write(self, message: Written) -> None:
        """Write a mark, join marks to a row, sign or accept a shift's note.

        Call from a worker: it may have to ask for the name.
        """
        if isinstance(message, SignRequested | TakeoverRequested) and message.by and not self._fixed:
            self._marks(message.by)
        if not await self._officer():
            self.screen.say(_("not marked: without a name nothing is written"))
            return
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(self._written, message)
            except Refused as refused:
                self.screen.say(refusal(refused))
            else:
                self.screen.say(_done(message))

    def _written(self, message: Written) -> None:
        """Write it. Raises Refused."""
        if isinstance(message, MarkRequested):
            self._mark(message)
        elif isinstance(message, LinkRequested):
            self.feed.link(message.orphan, message.near.key, self.by)
        elif isinstance(message, SignRequested):
            self.feed.sign(message.to, message.text, self.by)
        else:
            self.feed.take_over(message.note.id, self.by)

    @property
    def _fixed(self) -> bool:
        """Behind the gate a name that came with the key stays: else the key would sign for anybody."""
        return bool(self.by) and isinstance(self.app, ReservedApp) and self.app.enclosed and self.by == self.named

    def _mark(self, message: MarkRequested) -> None:
        """All that the message asks for, in its order. One that is refused stops none of the others, and is told."""
        refusals = []
        for request in (message.request, *(request for request, _item in message.also)):
            try:
                self.feed.mark(request, self.by)
            except Refused as refused:
                refusals.append(refused)
        if refusals:
            raise refusals[0]

    async def undo(self) -> None:
        """Undo the latest mark of this station; the screen has named it. Call from a worker."""
        if not await self._officer():
            return
        async with self._one_at_a_time:
            try:
                undone = await asyncio.to_thread(self.feed.undo, self.by)
            except Refused as refused:
                self.screen.say(refusal(refused))
                return
        if undone is not None:
            self.screen.say(_("undone: {item}").format(item=undone.title))

    async def change_officer(self) -> None:
        """Ask who marks from now on; left without a name, all stays as it was. Call from a worker."""
        if self._fixed:
            self.screen.say(_("this key is {name}'s: all marks made with it are").format(name=self.by))
            return
        answers = await self.app.push_screen_wait(name_form(self.by))
        if answers:
            self._marks(answers["by"])
            self.screen.say(_("{name} marks from now on").format(name=self.by))

    async def _officer(self) -> str:
        if not self.by:
            answers = await self.app.push_screen_wait(name_form(on_duty(self.screen.board)))
            self._marks(answers["by"] if answers else "")
        return self.by

    def _marks(self, name: str) -> None:
        self.by = name
        for screen in self._screens:
            screen.officer_is(name)


def _done(message: Written) -> str:
    if isinstance(message, LinkRequested):
        return _("{item}: joined to {row}").format(item=message.orphan.title, row=message.near.name)
    if isinstance(message, SignRequested):
        return _("handed over; the note waits for {whom}").format(whom=message.to or _("whoever comes next"))
    if isinstance(message, TakeoverRequested):
        return _("taken over from {by}").format(by=message.note.by)
    words = _("{item}: {what} (H lists it)") if message.request.op in HIDING else _("{item}: {what}")
    more = len(message.also)
    title = _("{item} and {n} more").format(item=message.item.title, n=more) if more else message.item.title
    return words.format(item=title, what=message.done)
