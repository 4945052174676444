"""What is wrong with a form, and where: found in the child process, told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from data.wording import N_, NP_, _, pgettext

FormStep = tuple[str, int]


class FormPlace(msgspec.Struct, frozen=True):
    """Where in a form: the `part` of the document (body, header, footer, notes), and the way there, each step a kind
    and its number from 1: table 1, row 2, cell 3."""

    part: str
    steps: tuple[FormStep, ...]

    def up_to(self, *kinds: str) -> tuple[str, tuple[FormStep, ...]]:
        """The part and the way to the last step of one of these kinds; only the part where there is none."""
        last = max((at for at, (kind, _number) in enumerate(self.steps, 1) if kind in kinds), default=0)
        return self.part, self.steps[:last]


class FormFault(msgspec.Struct, frozen=True):
    """One thing that is wrong: its code in FORM_FAULTS, what stands there, and the known name that is nearest."""

    place: FormPlace
    code: str
    got: str
    near: str = ""


FORM_FAULTS: Mapping[str, str] = {
    "full_width": N_("“{got}” is no tag: its brackets or % are full-width; write them half-width"),
    "broken": N_("this tag is not whole: “{got}”"),
    "unknown": N_("there is no field “{got}”"),
    "no_entry": N_("the list has no entry “{got}”"),
    "whole": N_("“{got}” is a list or a table of fields: go through it with for, or name a field of it"),
    "no_list": N_("“{got}” is one text; for goes through a list"),
    "not_used": N_("forms have no tag “{got}”; there are for, if, elif, else, set, and endfor and endif"),
    "unopened": N_("“{got}” ends what was not begun"),
    "unclosed": N_("“{got}” is never ended"),
    "crossed": N_("“{got}” ends elsewhere than it began; to repeat rows begin both tags with tr, in rows of their own"),
    "outside": N_("“{got}” stands in no table"),
    "two": N_("“{got}”: its row, cell or paragraph is taken away whole, and may hold no second such tag"),
    "beside": N_("what stands beside the tag would be lost: “{got}”"),
}

FORM_FAILURES: Mapping[str, str] = {
    "missing": N_("there is no such file"),
    "denied": N_("no permission to read it"),
    "not_plain": N_("it is a link, a folder or a device: only a plain file is read"),
    "unreadable": N_("it cannot be read"),
    "too_large": N_("it is larger than {limit} MB"),
    "no_docx": N_("it is no .docx that can be opened"),
    "macros": N_("it holds macros"),
    "outside_links": N_("it fetches from outside when it is opened: {got}"),
    "embedded": N_("it holds a part that runs, or is a document of its own: {got}"),
    "active_field": N_("it holds a field that runs or fetches something when it is opened: {got}"),
    "late": N_("it was not filled within {limit} seconds and was stopped"),
    "memory": N_("it needs more memory than a form may have"),
    "died": N_("the process that fills it ended without an answer"),
    "failed": N_("it cannot be filled: {got}"),
}
"""Why a form could not be filled as a whole."""

_STEPS: Mapping[str, tuple[str, str]] = {
    "paragraph": NP_("form", "paragraph {n}"),
    "table": NP_("form", "table {n}"),
    "row": NP_("form", "row {n}"),
    "cell": NP_("form", "cell {n}"),
}
_PARTS: Mapping[str, tuple[str, str]] = {
    "header": NP_("form", "header"),
    "footer": NP_("form", "footer"),
    "notes": NP_("form", "footnotes"),
}


def fault_words(fault: FormFault) -> str:
    """One line: where, what, and the nearest known name."""
    words = _(FORM_FAULTS[fault.code]).format(got=fault.got)
    if fault.near:
        words = _("{text}; the nearest is {near}").format(text=words, near=fault.near)
    return f"{' '.join(_place_words(fault.place))}: {words}"


def _place_words(place: FormPlace) -> Iterator[str]:
    if place.part in _PARTS:
        yield pgettext(*_PARTS[place.part])
    in_cell = any(kind == "cell" for kind, _number in place.steps)
    for kind, number in place.steps:
        if kind != "paragraph" or not in_cell:
            yield pgettext(*_STEPS[kind]).format(n=number)
