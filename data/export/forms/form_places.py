"""A form's paragraphs, each with the way to it: in the body, its tables and their cells, headers, footers, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from data.export.forms.form_faults import FormPlace
from data.export.forms.form_tags import FormText

_PARTS = {"/header": "header", "/footer": "footer", "/footnotes": "notes"}
"""How the relationship to a part ends -> what the part is called."""

_STEPS = {"p": "paragraph", "tbl": "table", "tr": "row", "tc": "cell"}
_SAID = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def parts_of(document: Any) -> Iterator[list[FormText]]:
    """The paragraphs of the body, then those of each other part that is filled."""
    from docx.oxml import parse_xml

    yield list(_walk(document.element.body, FormPlace("body", ()), Counter()))
    for rel in document.part.rels.values():
        name = next((name for ending, name in _PARTS.items() if rel.reltype.endswith(ending)), None)
        if name is not None and not rel.is_external:
            part = rel.target_part
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
            yield list(_walk(root, FormPlace(name, ()), Counter()))


def _walk(element: Any, at: FormPlace, counts: Counter[str]) -> Iterator[FormText]:
    """Each paragraph below an element; `counts` numbers what stands beside each other, whatever wraps it."""
    for child in element:
        name = _name(child)
        step = _STEPS.get(name)
        if step is None:
            yield from _walk(child, at, counts)
            continue
        counts[step] += 1
        place = FormPlace(at.part, (*at.steps, (step, counts[step])))
        if name == "p":
            yield FormText(place, "".join(_words(child)))
        yield from _walk(child, place, Counter())


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph, without those of text boxes in it."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SAID:
            yield _SAID[name]
        elif name not in _STEPS:
            yield from _words(child)


def _name(element: Any) -> str:
    """The name of an element without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
