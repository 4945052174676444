"""What goes up: marks, joins, notes and undos, each handed to the scribe by a worker, off the screen's way."""

from __future__ import annotations

from textual import on, work

from tui import messages
from tui.reserved import ReservedApp
from tui.scribe import Scribe, Written


class WritingApp(ReservedApp):
    """An app with a scribe."""

    scribe: Scribe

    @on(messages.MarkRequested)
    @on(messages.LinkRequested)
    @on(messages.SignRequested)
    @on(messages.TakeoverRequested)
    @work(exit_on_error=False, group="marks")
    async def write_mark(self, message: Written) -> None:
        """Write a mark."""
        await self.scribe.write(message)

    @on(messages.MarksRequested)
    @work(exit_on_error=False, group="marks")
    async def write_marks(self, message: messages.MarksRequested) -> None:
        """Mark several rows."""
        await self.scribe.write_all(message)

    @on(messages.OfficerRequested)
    @work(exit_on_error=False, group="marks")
    async def change_officer(self) -> None:
        """Another officer marks from now on."""
        await self.scribe.change_officer()

    @on(messages.UndoRequested)
    @work(exit_on_error=False, group="marks")
    async def undo_mark(self, message: messages.UndoRequested) -> None:
        """Undo the latest, or those that were made together with it."""
        await self.scribe.undo(message.marks)
