"""Names: which item is which, and which unit a cell means.

Source: docs/marks.md's "Which item is which" and docs/figures.md (joint projects, parents).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from data.ledgers.kinds_and_columns import UNIT_KIND_WORDS, FollowUp, Project, Target, Unit
from data.rules.units.similar_unit_names import is_slip, within
from data.settings import RuleSettings
from data.support.late_pattern import late_pattern
from data.support.spelling import normalise, squash

_LISTED = late_pattern(r"[、/／,，;；\n]+")
"""What stands between units that share a project, or between the spellings of one (、 and / in most ledgers)."""

_AND = frozenset("和与及")
"""Words that join two units, and are parts of names too (和平县): tried only between known units."""

_ROLE = late_pattern(r"[(（](?:牵头|主办|主导|配合|协办|协同|参与|联合|共建|引荐|首谈|落地|承接)[^()（）]*[)）]\s*$")
"""What a unit does in a joint project, behind its name."""

_OFFICE = late_pattern(r"(?:人民)?政府|管委会|管理委员会|委员会|党工?委|[^县区市旗镇乡园]{0,9}(?:局|委|办|中心|处)")
"""What stands behind a unit's name in that of its office."""

_BRACKET = late_pattern(r"[(（][^()（）]*[)）]\s*$")

_SERIAL_DIGITS = 3


@lru_cache(maxsize=1 << 16)
def real_id(text: str) -> str:
    """The normalised id, or "" where there is none to trust.

    A bare number of up to three digits is a serial number: it counts rows, each ledger begins at 1 again, and
    deleting a row shifts it. A key is never a row number (docs/marks.md).
    """
    plain = normalise(text)
    return "" if plain.isdigit() and len(plain) <= _SERIAL_DIGITS else plain


@lru_cache(maxsize=1 << 16)
def item_key(kind: str, id: str, unit: str, name: str) -> str:
    """The key of an item: "project/<id>", or without an id "project/<unit>/<name>"; each part normalised."""
    known = real_id(id)
    return f"{kind}/{known}" if known else f"{kind}/{normalise(unit)}/{normalise(name)}"


def project_key(project: Project) -> str:
    """The key of a project row, from its cells as written."""
    return item_key("project", project.id, project.unit, project.name)


def moving_key(key: str, id: str, name: str) -> str:
    """What the words and the stage of a project's row are followed by through time: its item's key, and where that is a
    number its name too, since units that each number their projects for themselves use one number for several."""
    return named_key(key, name) if real_id(id) else key


def named_key(key: str, name: str) -> str:
    """An item's key with a name behind it."""
    return f"{key}{_NAMED}{squash(name)}"


def plain_key(moving: str) -> str:
    """The item's key of a `moving_key`."""
    return moving.partition(_NAMED)[0]


_NAMED = "\x1f"
"""Stands in no key and no name: texts are cleaned of it where they come in."""


def followup_key(followup: FollowUp) -> str:
    """The key of a follow-up row, from its cells as written; the unit is the one that owes it."""
    return item_key("followup", followup.id, followup.owed_by, followup.what)


@lru_cache(maxsize=1 << 14)
def episode(rule: str, due: date | None, stage: str | None, stage_since: date | None) -> str:
    """A short hash of what makes an item's present episode (docs/marks.md, rule 1): a change of any is a new one."""
    parts = (rule, due.isoformat() if due else "", stage or "", stage_since.isoformat() if stage_since else "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


_KINDS = {squash(word): kind for kind, words in UNIT_KIND_WORDS.items() for word in (kind, *words)}


def unit_kind(text: str) -> str:
    """A kind of unit in our word ("park") where it is one that we know; any other text is a kind of its own."""
    return _KINDS.get(squash(text), text.strip())


class UnitBook:
    """The units that the folder and the settings know, by every spelling.

    Comes in: the rows of the units ledger, the settings (`[units] aliases`, `superiors`) and the target rows, whose
    units are known too, but for those that are nearly a known one's. A spelling of the settings wins over a unit's own
    name, that over another's alias. `projects` are asked for the units they name where no units ledger says which are.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        settings: RuleSettings,
        targets: Iterable[Target] = (),
        projects: Iterable[Project] = (),
    ) -> None:
        rows = sorted(units, key=lambda row: row.place)
        self.has_ledger = bool(rows)
        self._names: dict[str, str] = {}
        self._records: dict[str, list[Unit]] = {}
        self._target_kinds: dict[str, str] = {}
        self._splits: dict[str, tuple[str, ...]] = {}
        self._meant: dict[str, tuple[str, ...]] = {}
        self._unknown: dict[str, str] = {}
        self._contacts: dict[str, tuple[str, str]] = {}
        self._kinds: dict[str, str] = {}
        for name, others in settings.units.aliases.items():
            self._names.update({squash(spelling): name for spelling in (name, *others)})
        for row in rows:
            self._records.setdefault(self._names.setdefault(squash(row.name), row.name), []).append(row)
        for row in rows:
            for alias in _LISTED.split(row.aliases):
                if squash(alias):
                    self._names.setdefault(squash(alias), self._names[squash(row.name)])
        superiors = {squash(name): name for name in settings.units.superiors}
        targets = sorted(targets, key=lambda row: row.place)
        self._doubtful = self._nearly_known(targets, superiors, projects)
        for target in targets:
            if squash(target.unit) in self._doubtful:
                continue
            name = self._names.setdefault(squash(target.unit), target.unit)
            if target.kind and not self._target_kinds.get(name):
                self._target_kinds[name] = target.kind
        for spelling, name in superiors.items():
            self._names.setdefault(spelling, name)
        self._superiors = frozenset(self._names[spelling] for spelling in superiors)

    def _nearly_known(
        self, targets: Sequence[Target], superiors: Container[str], projects: Iterable[Project]
    ) -> dict[str, str]:
        """The spellings of targets that nobody knows and that are nearly a known unit's, with that unit.

        What one paper names beside that unit is none: it would not name one unit twice.
        """
        known = dict(self._names)
        if not self.has_ledger:
            cells = {project.unit for project in projects} if targets else ()
            parts = {part.strip() for cell in sorted(cells) for part in _LISTED.split(cell) if part.strip()}
            known = {squash(part): part for part in sorted(parts)} | known
        papers: dict[tuple[str, ...], set[str]] = {}
        for row in targets:
            papers.setdefault(_paper(row), set()).add(squash(row.unit))
        found: dict[str, str] = {}
        for row in targets:
            said = squash(row.unit)
            if said and said not in known and said not in superiors and said not in found:
                near = next(
                    (
                        name
                        for spelling, name in known.items()
                        if (is_slip(said, spelling, by_ear=not self.has_ledger) or _is_office_of(row.unit, spelling))
                        and spelling not in papers[_paper(row)]
                    ),
                    "",
                )
                if near:
                    found[said] = near
        return found

    def doubt(self, name: str) -> str:
        """The known unit that a target's unit is nearly written as; "" where it is known, or like none."""
        return self._doubtful.get(squash(name), "")

    @property
    def spellings(self) -> dict[str, str]:
        """Every known spelling, squashed, and the unit it means."""
        return self._names

    def named_in(self, text: str) -> str:
        """The unit whose name stands in a text, such as a file's path; "" if none does, or several."""
        units = self._named(text)
        return units[0] if len(units) == 1 else ""

    def _named(self, text: str) -> tuple[str, ...]:
        """The units whose names stand in a text, of names within each other the longest."""
        plain = squash(text)
        spelt = [spelling for spelling in self._names if len(spelling) > 1 and spelling in plain]
        longest = [one for one in spelt if not any(one != other and one in other for other in spelt)]
        return tuple(dict.fromkeys(self._names[spelling] for spelling in longest))

    def known(self, name: str) -> bool:
        """Whether this spelling is a unit of the units ledger, the targets or the settings."""
        return squash(name) in self._names

    def listed(self) -> Iterator[str]:
        """The units of the units ledger in its order, without superiors."""
        return (name for name in self._records if name not in self._superiors)

    def resolve(self, name: str) -> str:
        """The canonical name of one unit; an unknown one stays as it was first written."""
        key = squash(name)
        return self._names.get(key) or self._unknown.setdefault(key, name.strip())

    def split(self, cell: str) -> tuple[str, ...]:
        """The units that a cell names, the first-named first; one, as written, unless every part is known."""
        found = self._splits.get(cell)
        if found is None:
            found = self._splits[cell] = self._split(cell)
        return found

    def _split(self, cell: str) -> tuple[str, ...]:
        if self.known(cell):
            return (self.resolve(cell),)
        pieces = [self._pieces(part) for part in _LISTED.split(cell) if part.strip()]
        if not pieces or not all(pieces):
            return (self.resolve(cell),)
        return tuple(dict.fromkeys(name for piece in pieces for name in piece))

    def _pieces(self, text: str) -> tuple[str, ...]:
        """Known units joined by 和 or a space, each perhaps with its part in it (牵头); () when one is unknown."""
        if self.known(text):
            return (self.resolve(text),)
        bare, words = _ROLE.sub("", text), text.split()
        if bare != text:
            return self._pieces(bare)
        if len(words) > 1:
            found = [self._pieces(word) for word in words]
            return tuple(name for names in found for name in names) if all(found) else ()
        for at, char in enumerate(text):
            if char in _AND and self.known(text[:at]):
                rest = self._pieces(text[at + 1 :])
                if rest:
                    return (self.resolve(text[:at]), *rest)
        return ()

    def called(self, cell: str) -> str:
        """The cell with its units by their canonical names: one unit has one name, whatever its ledgers write."""
        return "、".join(self.split(cell)) if cell else ""

    def unknown(self, cell: str) -> tuple[str, ...]:
        """What of a cell no ledger or setting knows: all of it, or the parts of a list that are not units."""
        if self.known(cell) or all(self.known(name) for name in self.split(cell)):
            return ()
        return tuple(part.strip() for part in _LISTED.split(cell) if part.strip() and not self._pieces(part))

    def meant(self, cell: str) -> tuple[str, ...]:
        """The known units that a cell may mean which nobody knows: those that stand in it (甲县招商局, 甲县、丑县), and
        the one that a part of it is nearly; without a units ledger only the former."""
        known = self._meant.get(cell)
        if known is None:
            found: dict[str, None] = {}
            for part in _LISTED.split(cell):
                named = self.lowest(self._named(part))
                found.update(dict.fromkeys(named))
                if self.has_ledger and not named and (near := self.near(part)):
                    found[near] = None
            known = self._meant[cell] = tuple(found)
        return known

    def kind(self, unit: str) -> str:
        """The unit's kind: the units ledger's, else its target's, else ""."""
        found = self._kinds.get(unit)
        if found is None:
            found = self._kinds[unit] = unit_kind(self._first(unit, "kind") or self._target_kinds.get(unit, ""))
        return found

    def parent(self, unit: str) -> str:
        """The canonical name of the unit above this one, or ""."""
        above = self._first(unit, "parent")
        name = self.resolve(above) if above else ""
        return "" if name == unit else name

    def above(self, unit: str) -> tuple[str, ...]:
        """The units above this one, the nearest first; a ring of them ends, and never names the unit itself."""
        return tuple(name for name in lineage(unit, self.parent) if name != unit)

    def lowest(self, units: Iterable[str]) -> tuple[str, ...]:
        """Without those that stand above another one of them: 东川市甲县 is 甲县."""
        known = list(units)
        above = {parent for unit in known for parent in self.above(unit)}
        return tuple(unit for unit in known if unit not in above)

    def contact(self, unit: str) -> tuple[str, str]:
        """Who to call and on which number, "" where the units ledger does not say."""
        found = self._contacts.get(unit)
        if found is None:
            who = self._first(unit, "contact") or self._first(unit, "head")
            found = self._contacts[unit] = (who, self._first(unit, "phone"))
        return found

    def head(self, unit: str) -> str:
        """Who leads the unit, "" where the units ledger does not say."""
        return self._first(unit, "head")

    def is_superior(self, cell: str) -> bool:
        """Whether every office that the cell names is one above ours."""
        return bool(self._superiors) and all(name in self._superiors for name in self.split(cell))

    def near(self, name: str) -> str:
        """A known unit whose name holds this one's characters in their order, or the reverse, or differs by a slip;
        "" if none."""
        plain = squash(name)
        for spelling, canonical in self._names.items():
            short, long = sorted((plain, spelling), key=len)
            if (len(short) > 1 and within(short, long)) or is_slip(plain, spelling):
                return canonical
        return ""

    def _first(self, unit: str, column: str) -> str:
        return next((value for row in self._records.get(unit, ()) if (value := getattr(row, column))), "")


def _is_office_of(text: str, spelling: str) -> bool:
    """Whether a text is a unit's spelling with its office or a remark behind it: 甲县招商局, 甲县（含开发区）."""
    plain = squash(text)
    if len(spelling) < 2 or not plain.startswith(spelling) or plain == spelling:
        return False
    return _OFFICE.fullmatch(plain, len(spelling)) is not None or squash(_BRACKET.sub("", text)) == spelling


def lineage(unit: str, parent: Callable[[str], str]) -> tuple[str, ...]:
    """All units above this one, the nearest first; it is among them itself where it stands above itself."""
    found: dict[str, None] = {}
    at = parent(unit)
    while at and at not in found:
        found[at] = None
        at = parent(at)
    return tuple(found)


def _paper(row: Target) -> tuple[str, ...]:
    """What a target row stands in: one paper's table for one fair."""
    return row.file, row.sheet, squash(row.fair), row.source_doc, row.issued_on.isoformat() if row.issued_on else ""
