"""What of the ledgers' words may stand in a paper that is handed out, and what takes the place of the rest.

Whose words hold a telephone number, a person whom a ledger names, an investor who is still spoken to, or a word that no
paper says, are not quoted: the paper points to the ledger.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from data.export.papers.paper_sentences import BLANK
from data.model import JOINED, Board, Item, OwedItem, Stage
from data.model.meeting_decisions import DECIDED
from data.support.late_pattern import late_pattern
from data.wording.decision_words import source_words

NEVER_SAID = ("造假", "虚报", "疑似", "预测", "概率", "问责", "零签约", "零招引", "全军覆没")
"""Words that no paper says, whoever wrote them."""

SEE_LEDGER = "见台账"

_GAP = r"[ .·—–-]?"
_NUMBER = late_pattern(
    rf"(?<!\d)(?:(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
    rf"|[(（]?0\d{{2,3}}[)） .—–-]{{0,2}}\d{{3,4}}{_GAP}\d{{4}}|[48]00{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}"
    rf"|[2-8]\d{{2,3}}{_GAP}\d{{4}}(?![.,]?\d|[万千百元亩吨㎡平台套户米]))(?!\d)"
)
"""Telephone numbers: mobile ones, those with an area's code, those of a hotline, and plain ones of 7 or 8 digits."""
_DAY = late_pattern(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}|(?<!\d)(?:19|20)\d{6}(?!\d)|(?:19|20)\d\d[ -]?\d{1,4}号")
"""Days, and numbers of papers (2026 031号)."""
_OFFICE = late_pattern(
    r".{2,}[县区市镇乡州盟旗村]|.[县区市镇乡州旗村]|.{2,}[局委办厅署处站]|[省市县区州][局委办厅署处站]"
    r"|.{3,}(?:[室会园司部队组校院所行社厂团府]|中心|街道|银行|电网|专班|平台)"
)
"""The names of offices, places and firms. Short ones are so only by an ending that no person's name has: 文旅局 is one,
张局 and 李桂园 are persons."""
_BRACKET = late_pattern(r"[(（][^()（）]*[)）]$")
_PARTED = late_pattern(r"[、，,;；/\s]+")
_SHORTEST = 2


class FitWords:
    """The words of one board's ledgers, as papers may say them."""

    def __init__(self, board: Board) -> None:
        self._units = {unit.unit for line in board.progress for unit in line.units} | {one.unit for one in board.people}
        people = (name for said in _people(board) for name in _PARTED.split(said))
        spoken = (one.investor for one in board.projects if one.stage in (None, Stage.INTENT, Stage.TALKS))
        names = {name for name in people if not self._is_office(name)} | set(spoken)
        self._never = frozenset(name for name in (*NEVER_SAID, *names) if len(name) >= _SHORTEST)
        self._lengths: dict[str, set[int]] = {}
        for name in self._never:
            self._lengths.setdefault(name[:_SHORTEST], set()).add(len(name))

    def words(self, text: str, most: int = 40) -> str:
        """A ledger's words, of one line and at most so many signs; 见台账 for what may not be said."""
        plain = " ".join(text.split())
        if _NUMBER.search(_DAY.sub("", unicodedata.normalize("NFKC", plain))) or self._holds_name(plain):
            return SEE_LEDGER
        return plain if len(plain) <= most else f"{plain[: most - 1]}…"

    def office(self, name: str) -> str:
        """Who owes something: units and offices; a person's name is left to be filled in by hand."""
        bare = (one if one in self._units else _BRACKET.sub("", one) for one in name.split(JOINED))
        names = [one for one in bare if one and self._is_office(one)]
        return self.words(JOINED.join(names), 24) if names else BLANK

    def title(self, item: Item, most: int = 30) -> str:
        """What an item is called, else the row that tells it, or the list of the meeting."""
        said = self.words(item.title, most)
        if said == SEE_LEDGER and isinstance(item, OwedItem) and item.due_rule == DECIDED:
            return f"见{source_words(item)}"
        return f"{SEE_LEDGER}第{item.place.row}行" if said == SEE_LEDGER else said

    def _holds_name(self, text: str) -> bool:
        """Whether one of the words or names stands in it; there may be thousands of them, and of texts."""
        return any(
            text[at : at + length] in self._never
            for at in range(len(text))
            for length in self._lengths.get(text[at : at + _SHORTEST], ())
        )

    def _is_office(self, name: str) -> bool:
        return name in self._units or bool(_OFFICE.fullmatch(name))


def _people(board: Board) -> Iterator[str]:
    """Every person whom the board knows by name."""
    for one in board.people:
        yield from (one.head, one.contact)
    for line in board.progress:
        yield from (name for unit in line.units for name in (unit.head, unit.contact))
    for item in board.stalled:
        yield from (item.sponsor, item.site_officer, item.contact)
    yield from (item.contact for item in (*board.owed, *board.owed_later))
    yield from _named(one.sponsor for one in board.projects)
    yield from _named(one.site_officer for one in board.projects)
    if board.trips is not None:
        yield from _named(one.leader for one in board.trips.leaders)


def _named(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(name for name in names if name)
