"""What a station's own files and directories lack, in words."""

from __future__ import annotations

from collections.abc import Mapping

from data.model import Unusable
from data.wording import N_, _
from data.wording.system_errors import system_word

CAUSES: Mapping[str, str] = {
    "no_permission": N_("no permission"),
    "read_only": N_("its disk is read-only"),
    "full": N_("the disk is full"),
    "disk": N_("the disk reports an error"),
    "not_a_directory": N_("a file stands in its place"),
    "nowhere": N_("it cannot be made"),
    "no_home": N_("nothing says where the home directory is"),
    "locked": N_("another program holds it"),
    "damaged": N_("it is damaged"),
}
"""By the causes of `data.station.causes` and `data.station.paths`."""

BRIEF: Mapping[str, str] = {
    "not_kept": N_("nothing is kept here"),
    "history_set_aside": N_("history damaged, begun anew"),
    "history_empty": N_("history lost, begun anew"),
    "history_unreadable": N_("history cannot be read"),
    "history_unwritten": N_("history cannot be written"),
    "history_garbled": N_("history read in part"),
    "memory_garbled": N_("folder's memory read in part"),
    "index_set_aside": N_("index damaged, made anew"),
    "index_unreadable": N_("index cannot be read"),
    "index_unwritten": N_("index cannot be written"),
}
"""For the line on top, by the codes of `data.wording.problems`."""


def unusable_words(refused: Unusable) -> str:
    """In one line why nothing can be begun, and which variable names another directory."""
    words = _("{directory} cannot be written: {cause}. Set {variable} to a directory that can")
    return words.format(directory=refused.directory, cause=cause_word(refused.cause), variable=refused.variable)


def cause_word(cause: str) -> str:
    """Why, in the reader's language: a cause of these, else an answer of the system."""
    return _(CAUSES[cause]) if cause in CAUSES else system_word(cause)
