"""What of a form runs or is fetched where it is opened, beside macros: fields such as DDEAUTO, documents and programs
within the document. Word asks before it runs them, and asks whoever was sent the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.support.late_pattern import late_pattern

_HARMLESS = """
PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM TITLE SUBJECT AUTHOR KEYWORDS
COMMENTS LASTSAVEDBY DOCPROPERTY DOCVARIABLE FILENAME FILESIZE TEMPLATE NUMCHARS NUMWORDS INFO REF PAGEREF NOTEREF
STYLEREF SEQ TOC TC TOA TA XE INDEX HYPERLINK SYMBOL EQ IF COMPARE = QUOTE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT ADVANCE
SHAPE CITATION BIBLIOGRAPHY GOTOBUTTON USERNAME USERINITIALS FORMTEXT FORMCHECKBOX FORMDROPDOWN
"""
HARMLESS_FIELDS = frozenset(_HARMLESS.split())
"""Fields that reckon with the document alone. Any other is refused, also one whose name is made up by fields in it."""

_NAME = late_pattern(r"\s*([A-Za-z]+|=)")

_EMBEDDED = (
    "/aFChunk",
    "/attachedToolbars",
    "/control",
    "/keyMapCustomizations",
    "/mailMergeSource",
    "/oleObject",
    "/subDocument",
)
"""How the relationships to parts end that are programs, or documents of their own."""


def outside_part(document: Any) -> str:
    """The first thing that the document fetches when it is opened, "" for none; a link waits to be clicked."""
    package = document.part.package
    rels = (rel for part in (package, *package.iter_parts()) for rel in part.rels.values())
    return next((str(one.target_ref) for one in rels if one.is_external and not one.reltype.endswith("/hyperlink")), "")


def embedded_part(document: Any) -> str:
    """The name of the first part that runs or is a document of its own, "" for none."""
    package = document.part.package
    rels = (rel for part in package.iter_parts() for rel in part.rels.values() if not rel.is_external)
    return next((str(one.target_part.partname) for one in rels if one.reltype.endswith(_EMBEDDED)), "")


def active_field(document: Any) -> str:
    """The first field that is not harmless, as it is written, "" for none."""
    for part in document.part.package.iter_parts():
        if part.content_type.endswith("+xml"):
            for code in _fields(_root(part)):
                name = _NAME.match(code)
                if name is None or name[1].upper() not in HARMLESS_FIELDS:
                    return code.strip() or "{ }"
    return ""


def _root(part: Any) -> Any:
    from docx.oxml import parse_xml

    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _fields(root: Any) -> Iterator[str]:
    """The code of each field below an element, without those of the fields in it."""
    open_: list[list[str]] = []
    for one in root.iter():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        kind = next((value for key, value in one.attrib.items() if key.endswith("}fldCharType")), "")
        if name == "fldSimple":
            yield next((value for key, value in one.attrib.items() if key.endswith("}instr")), "")
        elif name == "instrText":
            if open_:
                open_[-1].append(one.text or "")
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            yield "".join(open_.pop())
    yield from ("".join(code) for code in open_)
