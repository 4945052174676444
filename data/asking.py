"""A question that another thread puts to the one that owns the data, and its answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent import futures
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Of = TypeVar("Of")
Answer = TypeVar("Answer")

LOOK_EVERY = 0.5
"""Seconds between two looks whether anybody is left to answer."""


class NobodyAnswers(Exception):
    """The thread that should have answered has ended."""


@dataclass(frozen=True, slots=True)
class Ask(Generic[Of, Answer]):
    """`work` is what is asked; what it raises is raised where the answer is waited for."""

    work: Callable[[Of], Answer]
    _future: futures.Future[Answer] = field(default_factory=futures.Future)

    def answer(self, of: Of) -> None:
        """Do the work. Call it in the thread that owns `of`; never raises."""
        try:
            self._future.set_result(self.work(of))
        except Exception as error:  # noqa: BLE001 - told where it was asked
            self._future.set_exception(error)

    def wait(self, ended: Callable[[], bool]) -> Answer:
        """The answer; NobodyAnswers once `ended` says that none will come."""
        while not self._future.done():
            if ended():
                raise NobodyAnswers
            futures.wait([self._future], timeout=LOOK_EVERY)
        return self._future.result()
