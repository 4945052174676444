"""The tags of a form, read one after the other without filling anything: each that is not whole, names no field, or
ends elsewhere than it began."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data.export.forms.form_faults import FormFault, FormPlace
from data.export.forms.form_names import FormNames
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern

_TAG = late_pattern(r"\{\{(?P<said>.*?)\}\}|\{%(?P<done>.*?)%\}|\{#.*?#\}", re.DOTALL)
_PAIRS = late_pattern(r"[{｛]\s*[{｛%％#＃]|[}｝%％#＃]\s*[}｝]")
"""Two signs that open or close a tag, or were meant to."""
_WIDE, _CLOSING = "｛｝％＃", "}｝%％#＃"
_LEVEL = late_pattern(r"[-+]?(?P<level>tr|tc|p|r)\s+(?P<words>.*)", re.DOTALL)
"""docxtpl takes the whole row, cell or paragraph of such a tag away, and puts the tag in its place."""

_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Word's quotes inside a tag are meant as plain ones; docxtpl takes them so too."""

_TAKEN: Mapping[str, tuple[str, ...]] = {"tr": ("row",), "tc": ("cell",), "p": ("paragraph",)}
"""The step of a place that a tag of this level takes away."""
_WITHIN: Mapping[str, tuple[str, ...]] = {"tr": ("table",), "tc": ("row",)}
"""Where a tag of this level must end that begins there; any other in its cell, or in the text around tables."""

_CELL_TAGS: Mapping[str, bool] = {"colspan": True, "cellbg": True, "vm": False, "hm": False}
"""docxtpl's own tags, and whether an expression follows."""

_BEGIN: Mapping[str, str] = {"for": "{{% {words} %}}{{% endfor %}}", "if": "{{% {words} %}}{{% endif %}}"}
_ENDS: Mapping[str, str] = {"endfor": "for", "endif": "if"}

_SHOWN = 40
"""Characters of the form that are shown."""


@dataclass(frozen=True, slots=True)
class FormText:
    """The text of one paragraph, and where it stands."""

    place: FormPlace
    words: str


@dataclass(frozen=True, slots=True)
class _FormTag:
    """One {% %}: how it is written, its level ("" for none), its words and the first of them."""

    place: FormPlace
    shown: str
    level: str
    words: str

    @property
    def name(self) -> str:
        return self.words.partition(" ")[0]

    @property
    def within(self) -> object:
        return self.level, self.place.up_to(*_WITHIN.get(self.level, ("cell",)))

    @property
    def taken(self) -> object:
        return self.level, self.place.up_to(*_TAKEN[self.level])


class TagReader:
    """Reads a part of a form; `faults` are all that is found, in the order of the text."""

    def __init__(self, names: FormNames, environment: Any) -> None:
        self.faults: list[FormFault] = []
        self._names = names
        self._environment = environment
        self._open: list[_FormTag] = []
        self._taking: list[_FormTag] = []

    def read(self, texts: Sequence[FormText]) -> None:
        """The paragraphs of the part."""
        for text in texts:
            self._loose(text)
            for found in _TAG.finditer(text.words):
                if found["said"] is not None:
                    self._said(text.place, found["said"], found[0])
                elif found["done"] is not None:
                    self._done(_form_tag(text.place, found["done"], found[0]))
        for tag in self._open:
            self._fault(tag.place, "unclosed", tag.shown)
        self._lost(texts)
        order = {text.place: at for at, text in enumerate(texts)}
        self.faults.sort(key=lambda fault: order[fault.place])

    def _loose(self, text: FormText) -> None:
        """What was meant as a tag and is none: full-width signs, or one bracket of two."""
        rest = _TAG.sub(lambda tag: "\0" * len(tag[0]), text.words)
        told = 0
        pairs = list(_PAIRS.finditer(rest))
        for found, following in zip(pairs, [*pairs, None][1:], strict=True):
            if found.start() < told:
                continue
            if found[0][0] in _CLOSING:
                shown = rest[max(told, found.end() - _SHOWN) : found.end()].rpartition("\0")[2]
            elif following is not None and following[0][0] in _CLOSING:
                shown = rest[found.start() : following.end()]
            else:
                shown = rest[found.start() : following.start() if following else len(rest)]
            shown = shown.partition("\0")[0].strip()
            told = found.start() + len(shown)
            self._fault(text.place, "full_width" if any(sign in shown for sign in _WIDE) else "broken", shown)

    def _said(self, place: FormPlace, words: str, shown: str) -> None:
        if _LEVEL.match(words):
            self._fault(place, "not_used", shown)
            return
        tree = self._parsed(place, f"{{{{{words}}}}}", shown)
        if tree is None:
            return
        for node in (node for output in tree.body for node in output.nodes):
            self._names.output(node)
        self._named(place)

    def _done(self, tag: _FormTag) -> None:
        if tag.level in _TAKEN:
            self._taking.append(tag)
        if tag.level in _WITHIN and not tag.place.up_to("row")[1]:
            self._fault(tag.place, "outside", tag.shown)
        if tag.name in _BEGIN:
            self._begin(tag)
        elif tag.name in _ENDS:
            self._end(tag)
        elif tag.name in ("else", "elif"):
            self._otherwise(tag)
        elif tag.name == "set":
            self._set(tag)
        elif tag.name in _CELL_TAGS:
            if _CELL_TAGS[tag.name]:
                self._said(tag.place, tag.words.removeprefix(tag.name), tag.shown)
        else:
            self._fault(tag.place, "not_used", tag.shown)

    def _begin(self, tag: _FormTag) -> None:
        from jinja2 import nodes

        self._open.append(tag)
        self._names.guards += tag.name == "if"
        tree = self._parsed(tag.place, _BEGIN[tag.name].format(words=tag.words), tag.shown)
        begun = tree.body[0] if tree else None
        match begun:
            case nodes.For():
                self._names.enter(begun)
            case nodes.If():
                self._names.shape(begun.test)
            case _ if tag.name == "for":
                self._names.enter_unknown()
        self._named(tag.place)

    def _end(self, tag: _FormTag) -> None:
        if not self._open or self._open[-1].name != _ENDS[tag.name]:
            self._fault(tag.place, "unopened", tag.shown)
            return
        begun = self._open.pop()
        self._names.guards -= begun.name == "if"
        if begun.name == "for":
            self._names.leave()
        self._apart(begun, tag)

    def _otherwise(self, tag: _FormTag) -> None:
        if not self._open or (tag.name == "elif" and self._open[-1].name != "if"):
            self._fault(tag.place, "unopened", tag.shown)
            return
        self._apart(self._open[-1], tag)
        if tag.name == "elif":
            tree = self._parsed(tag.place, _BEGIN["if"].format(words=tag.words.removeprefix("el")), tag.shown)
            if tree is not None:
                self._names.shape(tree.body[0].test)
                self._named(tag.place)

    def _apart(self, begun: _FormTag, tag: _FormTag) -> None:
        if begun.within != tag.within:
            self._fault(tag.place, "crossed", begun.shown)

    def _set(self, tag: _FormTag) -> None:
        tree = self._parsed(tag.place, f"{{% {tag.words} %}}", tag.shown)
        if tree is not None:
            assigned = tree.body[0]
            self._names.assign(assigned.target, self._names.shape(assigned.node))
            self._named(tag.place)

    def _parsed(self, place: FormPlace, source: str, shown: str) -> Any:
        """What Jinja makes of one tag, its filters known too; None where it makes nothing of it."""
        from jinja2 import TemplateError

        plain = source.translate(_QUOTES)
        try:
            tree = self._environment.parse(plain)
            self._environment.compile(self._environment.parse(plain))
        except TemplateError:
            self._fault(place, "full_width" if any(sign in shown for sign in _WIDE) else "broken", shown)
            return None
        return tree

    def _named(self, place: FormPlace) -> None:
        """Take over what is wrong with the names of a tag."""
        for fault in self._names.faults:
            self.faults.append(FormFault(place, fault.code, fault.got, fault.near))
        self._names.faults.clear()

    def _lost(self, texts: Sequence[FormText]) -> None:
        """What a row, cell or paragraph holds that is taken away, beside the tag that takes it."""
        counts = Counter(tag.taken for tag in self._taking)
        for tag in {tag.taken: tag for tag in reversed(self._taking)}.values():
            if counts[tag.taken] > 1:
                self._fault(tag.place, "two", tag.shown)
            else:
                beside = "".join(_beside(texts, tag))
                if beside.strip():
                    self._fault(tag.place, "beside", beside.strip())

    def _fault(self, place: FormPlace, code: str, got: str) -> None:
        self.faults.append(FormFault(place, code, got if len(got) <= _SHOWN else got[:_SHOWN] + "…"))


def _form_tag(place: FormPlace, words: str, shown: str) -> _FormTag:
    level = _LEVEL.match(words)
    inner = level["words"] if level else words.strip().lstrip("-+")
    return _FormTag(place, shown, level["level"] if level else "", inner.strip().rstrip("-+").strip())


def _beside(texts: Sequence[FormText], tag: _FormTag) -> Iterator[str]:
    for text in texts:
        if text.place.up_to(*_TAKEN[tag.level]) == tag.place.up_to(*_TAKEN[tag.level]):
            yield text.words.replace(tag.shown, "", 1) if text.place == tag.place else text.words
