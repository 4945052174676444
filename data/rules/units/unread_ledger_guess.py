"""Whether a file that nobody could read may be a project ledger: by what it was, by what it nearly is, by its name.

Source: docs/figures.md (a unit's standing). A 签到表 makes no unit unread; 台账.xlsx with a password may.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath

from data.model import SourceHealth, SourceState
from data.support.late_pattern import late_pattern

PROJECTS = "projects"
"""The kind of ledger by which units stand."""

UNITS = "units"

_SAID = late_pattern(r"项目|签约|projects?", re.IGNORECASE)
_LEDGER = late_pattern(r"台账|汇总|招商|ledger", re.IGNORECASE)
_UNITS = late_pattern(
    r"单位(?:基本|表|台账|信息|名单|名录|情况|清单){0,3}(?:[(（\d].*)?$|^units?(?![a-z])", re.IGNORECASE
)
_OTHER = late_pattern(
    r"签到|值班|排班|通讯录|联系(?:人|方式|表)|花名册|名单|名册|单位(?:表|台账|信息)|任务|分解|督办|督查|考核|通报|会议"
    r"|纪要|通知|方案|议程|日程|嘉宾|客商|展会|外出|出访|拜访|走访|资金|节点|里程碑|日报|周报|月报|报送|简报|筹备|请示"
    r"|座位|车辆|住宿|接待|合影|照片|说明|讲话|考勤|菜单|制度|模板|兑现|roster|contacts?|targets?|units?|guests?|minutes",
    re.IGNORECASE,
)
"""Words of a path that plainly say another thing, unless the name says 项目 or 签约 too."""

_UNKNOWN_TABLES = frozenset({"header_unknown", "header_tie", "header_form", "no_table"})
_UNREAD_SHEETS = _UNKNOWN_TABLES | {"hidden_sheet"}
_TRIED = (SourceState.FAILED, SourceState.HELD, SourceState.WAITING)


@lru_cache(maxsize=1 << 12)
def may_be_projects(file: str) -> bool:
    """Whether nothing in the path says that it is another thing than a project ledger."""
    return bool(_SAID.search(PurePosixPath(file).stem)) or not _OTHER.search(file)


def gives_projects(source: SourceHealth) -> bool:
    """Whether a project ledger was read from it: as it lies there, or its last good version."""
    read = source.state is SourceState.OK or source.state in _TRIED
    return read and (PROJECTS in dict(source.kinds) or (source.state is SourceState.OK and PROJECTS in source.bare))


def keeps_projects(source: SourceHealth) -> bool:
    """Whether what lies there now was not read though it is, was, or may be a project ledger.

    A file that is only being saved counts by its last version until it rests; one without any does not.
    """
    if source.state is SourceState.OK:
        return PROJECTS in source.near or _is_unknown_table(source)
    if source.state is SourceState.GONE:
        return PROJECTS in source.near
    if source.state not in _TRIED:
        return False
    if source.kinds or source.near:
        known = PROJECTS in dict(source.kinds) or PROJECTS in source.near
        return known and not (source.state is SourceState.WAITING and source.kinds)
    return may_be_projects(source.file)


def keeps_units(source: SourceHealth) -> bool:
    """Whether a units ledger lies there of which nothing counts: other spellings of units, and who lies below whom.

    A table that nearly is one is so only by its name: a list of telephones nearly is one too.
    """
    stem = PurePosixPath(source.file).stem
    named = bool(_UNITS.search(stem)) and not _SAID.search(stem)
    if source.state is SourceState.GONE:
        return UNITS in source.near
    if source.state is SourceState.OK:
        return named and not source.kinds and (UNITS in source.near or _is_strange(source))
    return source.state in _TRIED and not source.kinds and (UNITS in source.near or (named and not source.near))


def unread_sheets(source: SourceHealth) -> tuple[str, ...]:
    """The sheets of a project ledger that were not read beside those that were: unknown tables, and hidden ones."""
    if not gives_projects(source):
        return ()
    return tuple(
        dict.fromkeys(problem.sheet for problem in source.problems if problem.sheet and problem.code in _UNREAD_SHEETS)
    )


def is_held(source: SourceHealth) -> bool:
    """Whether a newer version waits to be accepted while the last good one counts."""
    return source.state is SourceState.HELD and PROJECTS in dict(source.kinds)


def _is_unknown_table(source: SourceHealth) -> bool:
    """A file of which nothing was recognised, and whose name says that it is a ledger of projects."""
    if source.kinds or source.bare:
        return False
    stem = PurePosixPath(source.file).stem
    named = _SAID.search(stem) or (_LEDGER.search(stem) and not _OTHER.search(source.file))
    return _is_strange(source) and bool(named)


def _is_strange(source: SourceHealth) -> bool:
    """Whether it has a table that nobody recognised."""
    return any(problem.code in _UNKNOWN_TABLES for problem in source.problems)
