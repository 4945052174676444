"""The child process that alone opens a form: its path and the fields in, the filled document or what is wrong out.

It runs under limits of memory and processor, writes no file, and its parent ends it when it is late. Jinja's sandbox
lets a form reach nothing but texts and lists; the limits hold what the sandbox does not: endless loops, gigabytes.
"""

from __future__ import annotations

import errno
import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import msgspec

from data.export.forms.form_dangers import active_field, embedded_part, outside_part
from data.export.forms.form_faults import FormFault
from data.export.forms.form_fields import STATE
from data.export.forms.form_names import FormNames
from data.export.forms.form_places import parts_of
from data.export.forms.form_tags import TagReader
from data.processes.bounded_child import answer_once

_MB = 1_000_000
MOST_FORM, MOST_UNPACKED, MOST_FILLED = 20 * _MB, 200 * _MB, 50 * _MB
"""Bytes of a form, of all that it unpacks to, and of the document that is made of it."""

_SHOWN = 200

_NOT_PLAIN = (errno.ELOOP, errno.EISDIR, errno.ENXIO)


_DANGERS: Mapping[str, Callable[[Any], str]] = {
    "outside_links": outside_part,
    "embedded": embedded_part,
    "active_field": active_field,
}
"""By the code of the failure: what finds such a thing in a document."""


class FillForm(msgspec.Struct, frozen=True):
    """Fill this file with these fields."""

    path: str
    values: dict[str, Any]


class FormFilled(msgspec.Struct, frozen=True):
    """The document, or why there is none: `faults` of the form, or a `failure` of FORM_FAILURES with its details."""

    docx: bytes = b""
    faults: tuple[FormFault, ...] = ()
    failure: str = ""
    said: dict[str, str] = {}


class _NoForm(Exception):
    """The form cannot be taken as a whole: a code of FORM_FAILURES, and its details."""

    def __init__(self, failure: str, **said: str) -> None:
        super().__init__(failure)
        self.failure, self.said = failure, said


def fill(asked: FillForm) -> FormFilled:
    """What becomes of a form; raises nothing."""
    try:
        form = _read(asked.path)
        faults, says_state = check(form, asked.values)
        if faults:
            return FormFilled(faults=tuple(faults))
        made = _filled(form, asked.values, says_state)
    except MemoryError:
        return FormFilled(failure="memory")
    except _NoForm as error:
        return FormFilled(failure=error.failure, said=error.said)
    return FormFilled(made)


def _read(path: str) -> bytes:
    """The bytes of a plain file: no link is followed, no device or fifo read."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _NoForm("not_plain")
            form = file.read(MOST_FORM + 1)
    except FileNotFoundError:
        raise _NoForm("missing") from None
    except PermissionError:
        raise _NoForm("denied") from None
    except OSError as error:
        raise _NoForm("not_plain" if error.errno in _NOT_PLAIN else "unreadable") from None
    if len(form) > MOST_FORM:
        raise _NoForm("too_large", limit=str(MOST_FORM // _MB))
    return form


def environment() -> Any:
    """Jinja as forms get it: nothing but texts and lists, all that is printed escaped, nothing unknown passed over."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range

    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals = {"range": safe_range}
    return made


def check(form: bytes, values: dict[str, Any]) -> tuple[list[FormFault], bool]:
    """All that is wrong with a form's tags, and whether it says that the paper is a draft. Raises _NoForm."""
    document = _opened(form)
    faults: list[FormFault] = []
    names = FormNames(values)
    jinja = environment()
    for texts in parts_of(document):
        reader = TagReader(names, jinja)
        reader.read(texts)
        faults += reader.faults
    return list(dict.fromkeys(faults)), STATE in names.used


def _opened(form: bytes) -> Any:
    """The document; it holds no macros, and nothing that runs or is fetched when it is opened. Raises _NoForm."""
    import docx

    try:
        with zipfile.ZipFile(BytesIO(form)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise _NoForm("too_large", limit=str(MOST_UNPACKED // _MB))
            if any("vbaproject" in name.lower() for name in archive.namelist()):
                raise _NoForm("macros")
        document = docx.Document(BytesIO(form))
        found = {code: danger(document) for code, danger in _DANGERS.items()}
    except (MemoryError, _NoForm):
        raise
    except Exception as error:
        raise _NoForm("no_docx") from error
    for code, got in found.items():
        if got:
            raise _NoForm(code, got=got[:_SHOWN])
    return document


def _filled(form: bytes, values: dict[str, Any], says_state: bool) -> bytes:
    """The document with its fields filled; a form that has no place for it says on top that this is a draft."""
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(BytesIO(form))
        template.render(values, jinja_env=environment(), autoescape=True)
        if values[STATE] and not says_state:
            _say_state(template.docx, values[STATE])
        out = BytesIO()
        template.save(out)
        _opened(out.getvalue())
    except (MemoryError, _NoForm):
        raise
    except Exception as error:
        raise _NoForm("failed", got=(str(error) or type(error).__name__)[:_SHOWN]) from error
    if len(out.getvalue()) > MOST_FILLED:
        raise _NoForm("too_large", limit=str(MOST_FILLED // _MB))
    return out.getvalue()


def _say_state(document: Any, state: str) -> None:
    from docx.shared import RGBColor

    made = document.add_paragraph()
    made.alignment = 1
    made.add_run(state).font.color.rgb = RGBColor(0xC0, 0, 0)
    document.element.body.insert(0, made._p)


if __name__ == "__main__":
    answer_once(FillForm, fill)
