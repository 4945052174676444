"""What the rows of a season say, as the history keeps it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from data.ledgers.kinds import Row
from data.ledgers.season import Season
from data.rules.base.names import followup_key, project_key, squash
from data.store.history import Said


def said_by(season: Season) -> Mapping[str, Said]:
    """The projects and follow-ups of a season, by their items' keys.

    Where two rows share a key the first one speaks: else they would answer each other for ever.
    """
    said: dict[str, Said] = {}
    for p in season.projects:
        key = project_key(p)
        # Words are compared without their spaces and punctuation: one more of these is no news.
        words = squash(p.latest_progress)
        said.setdefault(key, Said(key, words, p.reported_on, _json(p), p.stage, p.place))
    for f in season.followups:
        key = followup_key(f)
        said.setdefault(key, Said(key, "", None, _json(f), None, f.place))
    return said


def _json(row: Row) -> str:
    return msgspec.json.encode(dict(row.told())).decode()
