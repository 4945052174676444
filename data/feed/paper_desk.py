"""Papers out of one folder: the draft of a period, or what was issued with what changed since; answers and issues.

Called in the engine's own thread: all of it needs boards. Blobs are not waited for here: whoever asks has them at hand
in `BlobDesk` first, or there is a problem to be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.export.papers.corrections import Correction, LastIssue, corrected, corrections
from data.export.papers.draft import DraftPaper, NothingToReport
from data.export.papers.figures_then import figures_of, unit_digest
from data.export.papers.frozen_paper import FrozenPaper, NotFrozen, files_of, from_frozen, to_frozen
from data.export.papers.issue_terms import AskedUnit, asked_units, handed_out, still_open
from data.export.papers.paper_kinds import PAPERS, PaperAsked, PaperKind
from data.export.papers.paper_periods import PaperPeriod, paper_period
from data.feed.blob_desk import digest_of
from data.feed.board_engine import Engine
from data.feed.handover import present
from data.journal.blobs import MAX_BLOB
from data.journal.station_id import new_run
from data.marks.make_mark import Author, MarkError
from data.marks.mark_event import Event
from data.marks.paper_marks import make_answer, make_issue
from data.model import Board, Problem
from data.model.issued_papers import IssuedPaper, issued_blob
from data.support.fast_dataclass import dataclass
from data.support.spelling import squash
from data.support.text import short


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """A paper as it stands: `issue` names its issue (None: `paper` is a draft). `board` is that of its day, `asked` the
    units with their answers. `open_units`, and `ends`, the last day of a period that is not over, keep it from being
    issued without a remark. `before` is the last issue of a paper of no period, on another day. `problems` are issued
    papers whose figures are not at hand, and are not used."""

    paper: DraftPaper
    board: Board
    issue: IssuedPaper | None = None
    asked: tuple[AskedUnit, ...] = ()
    open_units: tuple[str, ...] = ()
    ends: date | None = None
    before: IssuedPaper | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def needs_remark(self) -> bool:
        """Whether it is issued with a remark only."""
        return bool(self.open_units) or self.ends is not None


@dataclass(frozen=True, slots=True)
class ReadyIssue:
    """A paper that can be issued once its figures lie in the folder under `blob`."""

    kind: str
    asked: PaperAsked
    period: str
    run: str
    blob: str
    data: bytes
    title: str
    remark: str

    def write(self, engine: Engine, by: str) -> IssuedPaper:
        """The mark of the issue. Raises MarkError, OSError."""
        zone = engine.shelf.settings.zone
        engine.blobs.keep(self.blob, self.data)
        event = engine.desk.write(self.made, by=by, now=engine.now.astimezone(zone))
        return next(one for one in engine.desk.issues() if one.id == event.id)

    def made(self, writer: Author) -> Event:
        """The event: in a run of its own, since the file was named before."""
        own: Author = {**writer, "run": self.run, "n": 1}
        about, number = self.asked.about, self.asked.number
        return make_issue(self.kind, self.period, about, number, self.title, digest_of(self.data), self.remark, own)


# ------------------------------------------------------------ what stands


def kind_of(name: str) -> PaperKind:
    """A kind of paper by its code. Raises MarkError."""
    if name not in PAPERS:
        raise MarkError("no_paper_kind", (("name", short(name)), ("names", ", ".join(PAPERS))))
    return PAPERS[name]


def needed(engine: Engine, kind: str) -> tuple[IssuedPaper, ...]:
    """The issued papers of a kind, whose figures a paper of it needs."""
    return tuple(one for one in engine.desk.issues() if one.kind == kind and not one.second)


def seen(engine: Engine, kind: str, asked: PaperAsked, known: date | None = None) -> PaperSeen:
    """The paper that is asked for: as it was issued, else its draft; with `known` always the draft of what was known at
    the end of that day, beside what was issued by then. Raises NeedsPeriod, NothingToReport, MarkError."""
    day = kind_of(kind).day(asked, min(engine.today, known or engine.today))
    board = _board(engine, day, known)
    asked = replace(asked, about=PAPERS[kind].named(board, asked.about))
    issues = [one for one in needed(engine, kind) if known is None or one.day <= known]
    period, about = _slot(asked, day), squash(asked.about)
    issue = None if known else next((one for one in issues if _is_meant(one, asked, period, about)), None)
    problems: tuple[Problem, ...] = ()
    if PAPERS[kind].of_period:
        asked, problems = _following(engine, asked, [one for one in issues if one is not issue])
    if issue is not None:
        return PaperSeen(_as_issued(engine, issue, asked, board), board, issue, problems=problems)
    paper = PAPERS[kind].draft(board, asked)
    if not PAPERS[kind].of_period:
        before = max((one for one in issues if squash(one.about) == about), key=lambda one: one.at, default=None)
        return PaperSeen(paper, board, before=before)
    units = asked_units(board, engine.desk.answers(period))
    ends = asked.period.last if asked.period and asked.period.last >= engine.today else None
    return PaperSeen(paper, board, None, units, still_open(board) if units else (), ends, problems=problems)


def _is_meant(issue: IssuedPaper, asked: PaperAsked, period: str, about: str) -> bool:
    return issue.id == asked.issue if asked.issue else (issue.period, squash(issue.about)) == (period, about)


def _as_issued(engine: Engine, issue: IssuedPaper, asked: PaperAsked, board: Board) -> DraftPaper:
    """The paper as it was issued, and what has changed since, by the `board` of its day. Raises MarkError."""
    frozen = frozen_of(engine, issue)
    if isinstance(frozen, Problem):
        raise MarkError(frozen.code, frozen.args)
    if board.as_of != frozen.draft.as_of:  # it was issued while its period ran
        board = _board(engine, frozen.draft.as_of)
    again = replace(asked, period=paper_period(frozen.period), number=issue.number, about=frozen.about)
    return corrected(frozen, _changed(frozen, board, again), engine.today)


def _changed(frozen: FrozenPaper, board: Board, asked: PaperAsked) -> tuple[Correction, ...] | None:
    """What of an issued paper the board of its day says otherwise; None where it tells nothing of it any more."""
    try:
        now = PAPERS[frozen.kind].draft(board, asked)
    except NothingToReport:
        return None
    return corrections(frozen, now, files_of(board))


def _slot(asked: PaperAsked, day: date) -> str:
    """What a mark names the period by; a paper of none is of its day."""
    return asked.period.code if asked.period else day.isoformat()


def _board(engine: Engine, day: date, known: date | None = None) -> Board:
    """The board of a day, as it is known now, or was at the end of the day `known`; one due for a screen stays due."""
    if known is not None:
        return engine.board_of(engine.past(known), day)
    return present(engine, day)


def _following(
    engine: Engine, asked: PaperAsked, issues: Sequence[IssuedPaper]
) -> tuple[PaperAsked, tuple[Problem, ...]]:
    """What a paper goes on from: the issues of its kind before its period, the last with what has changed of it."""
    first = asked.period.first if asked.period else engine.today
    before = sorted((one for one in issues if _ended(one) < first), key=_ended)
    found = [frozen_of(engine, one) for one in before if not one.about]
    frozen = [one for one in found if isinstance(one, FrozenPaper)]
    problems = tuple(one for one in found if isinstance(one, Problem))
    figures = tuple(one.figures for one in frozen if one.figures)
    last = frozen[-1] if frozen and found and found[-1] is frozen[-1] else None
    issue = _last_issue(engine, last) if last else None
    return replace(asked, last=issue, issued=figures), problems


def _ended(issue: IssuedPaper) -> date:
    """The last day that it is of; far off where a mark says something that is no period."""
    period = paper_period(issue.period)
    try:
        return period.last if period else date.fromisoformat(issue.period)
    except ValueError:
        return date.max


def _last_issue(engine: Engine, last: FrozenPaper) -> LastIssue:
    """The last issue, and what the board of its day says now. It is compared as if none stood before it: its places
    against an earlier one are no figures of its own."""
    board = _board(engine, last.draft.as_of)
    found = _changed(last, board, PaperAsked(paper_period(last.period), last.number, last.about))
    return LastIssue(last, figures_of(board), found or ())


def frozen_of(engine: Engine, issue: IssuedPaper) -> FrozenPaper | Problem:
    """The figures that were issued; a problem where they are not at hand, or are not those that the mark names."""
    data = engine.blobs.kept(issue.blob, issue.digest)
    file = f".fairwatch/{issue.blob}"
    args = (("file", file), ("number", str(issue.number or "—")), ("period", issue.period))
    if data is None:
        return Problem(engine.blobs.fault(issue.blob) or "issued_missing", file, args=args)
    try:
        return from_frozen(data)
    except NotFrozen:
        return Problem("issued_newer", file, args=args)


# ------------------------------------------------------------ answers and issues


def asked_of(engine: Engine, period: PaperPeriod) -> tuple[Board, tuple[AskedUnit, ...]]:
    """The board of a period's last day, and each of its units with what it answered."""
    board = _board(engine, min(period.last, engine.today))
    return board, asked_units(board, engine.desk.answers(period.code))


def answer(engine: Engine, period: PaperPeriod, unit: str, said: str, text: str, by: str) -> str:
    """Write down what a unit answered to its figures of a period; the unit as the board calls it. Raises MarkError."""
    board, asked = asked_of(engine, period)
    names = {squash(one.unit): one.unit for one in asked}
    name = names.get(squash(unit))
    if name is None:
        raise MarkError("no_asked_unit", (("unit", short(unit)), ("units", "、".join(names.values()))))
    digest = unit_digest(figures_of(board), name)
    now = engine.now.astimezone(engine.shelf.settings.zone)
    engine.desk.write(lambda writer: make_answer(period.code, name, said, text, digest, writer), by=by, now=now)
    return name


def ready(engine: Engine, kind: str, asked: PaperAsked, remark: str, by: str) -> ReadyIssue:
    """What would be issued now, its figures frozen. Raises MarkError where it cannot be, and as `seen` does."""
    if not engine.desk.outgoing.open():
        raise MarkError("read_only")
    if engine.folder.state != "ok" or not engine.state.seen_whole:
        raise MarkError("issue_folder", (("why", ""),))
    paper = seen(engine, kind, asked)
    asked = replace(asked, about=PAPERS[kind].named(paper.board, asked.about))
    if paper.issue is None and not remark:
        if paper.open_units:
            raise MarkError("issue_open", (("units", "、".join(paper.open_units)),))
        if paper.ends:
            raise MarkError("issue_early", (("last", paper.ends.isoformat()),))
    draft = handed_out(paper.paper, paper.board, engine.today, paper.asked, remark, early=paper.ends is not None)
    period = _slot(asked, paper.board.as_of)
    frozen = FrozenPaper(
        kind=kind,
        period=period,
        about=asked.about,
        number=asked.number,
        day=engine.today,
        by=by,
        draft=draft,
        figures=figures_of(paper.board),
        files=files_of(paper.board),
    )
    run = new_run()
    blob = issued_blob(f"{engine.desk.station}.{run}.1")
    made = ReadyIssue(kind, asked, period, run, blob, to_frozen(frozen), draft.title, remark)
    engine.desk.try_out(made.made, by=by, now=engine.now.astimezone(engine.shelf.settings.zone))
    if len(made.data) > MAX_BLOB:
        raise MarkError("issue_too_long", (("bytes", str(len(made.data))), ("most", str(MAX_BLOB))))
    return made
