"""One place where a sheet's header may be, and which kinds of ledger it would make of the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data.intake.cells.headings import HeaderText
from data.intake.plan import Match
from data.ledgers.kinds import KINDS, Kind

COUNTERS = frozenset({"序号", "序", "no", "no.", "编次", "#", ""})
"""Headers of columns that only count rows."""

_OWNER = re.compile(
    r"(?:.{0,4}(?:县区|区县|县市区|县、?市、?区|县\(市、?区\)|县\(区\))|(?:牵头|主责|承接|落户|属地|申报|填报|报送|推荐|招引)单位)(?:名称)?"
)
"""Headers of columns that name the owner of a row, beside those that are known."""


@dataclass(slots=True)
class HeaderTry:
    """One place where the header may be, and what each kind makes of it. `sole` is the kind that settings say it is,
    `stated` the fields that they say for each row: these need no column."""

    first: int
    last: int
    heads: list[tuple[HeaderText, ...]]
    found: dict[str, dict[str, tuple[int, Match]]] = field(default_factory=dict)
    sole: str = ""
    stated: frozenset[str] = frozenset()

    def complete(self, kind: Kind) -> bool:
        """Whether all is there that a sheet of this kind must have."""
        if self.sole not in ("", kind.name):
            return False
        names = {*self.found[kind.name], *self.stated} if self.sole else {*self.found[kind.name]}
        required = [f.name for f in kind.fields if f.required]
        if not all(name in names for name in required):
            return False
        if any(not any(name in names for name in group) for group in kind.any_of):
            return False
        return bool(self.sole) or len(required) > 1 or bool(kind.any_of) or 2 * len(names) >= self.width

    @property
    def width(self) -> int:
        """Columns that say something, counters (序号) apart."""
        return sum(1 for heads in self.heads if heads and heads[0].whole not in COUNTERS)

    def score(self, kind: Kind) -> tuple[int, int]:
        """How well the headers match: fields found, those by their canonical header."""
        names = self.found[kind.name]
        return len(names), sum(1 for _index, match in names.values() if match.rank <= 0)

    @property
    def best(self) -> tuple[int, int]:
        """The best score of any kind."""
        return max(map(self.score, self._contenders()), default=(0, 0))

    @property
    def kinds(self) -> list[Kind]:
        """The kinds whose headers match best: one, or several that cannot be told apart."""
        best = self.best
        equal = [kind for kind in self._contenders() if self.score(kind) == best]
        return [kind for kind in equal if self._has_around(kind)] or equal

    def _contenders(self) -> list[Kind]:
        """The kinds of which all is there. One whose owner only stands around the table gives way to a kind that must
        have a column which would say nothing to it (走访日期, 月份, 节点), is not told by two columns alone, and not
        where a column that nobody knows may name the owner (牵头县区)."""
        complete = [kind for kind in KINDS if self.complete(kind)]
        return [
            kind
            for kind in complete
            if self.sole
            or self._has_around(kind)
            or (
                len(self.found[kind.name]) > 1 + len(kind.any_of)
                and not any(heads and _OWNER.fullmatch(heads[0].whole) for heads in self.heads)
                and all(self._read_by(kind) >= self._needed(other) for other in complete if other is not kind)
            )
        ]

    def _has_around(self, kind: Kind) -> bool:
        return all(name in self.found[kind.name] for name in kind.around)

    def _read_by(self, kind: Kind) -> set[int]:
        return {index for index, _match in self.found[kind.name].values()}

    def _needed(self, kind: Kind) -> set[int]:
        names = self.found[kind.name]
        return {names[f.name][0] for f in kind.fields if f.required}
