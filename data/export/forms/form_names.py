"""What the expressions in a form name, held against the fields that there are: nothing is computed.

Jinja reads an expression; each name, field and entry in it is looked up among the shapes of the values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.export.forms.form_fields import FormValue
from data.settings import nearest
from data.support.fast_dataclass import dataclass

TEXT = "text"

_LIKE = 0.5
"""How like two names must be: many have two characters, of which one is right."""


_ASKED = "get"
"""How a field is named that is not always there: 节.get('督办事项', '')."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of `count` entries, whose shape is `entry` (None: unknown)."""

    entry: Any
    count: int | None = None


FormShape = str | ListShape | dict[str, Any] | None
"""TEXT, a list, fields by their names, or unknown."""

_LOOP: dict[str, Any] = dict.fromkeys(
    ("index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "previtem", "nextitem", "changed")
)
"""What a for tells of itself."""

_FUNCTIONS: dict[str, Any] = {"range": None}


def shape_of(value: FormValue) -> FormShape:
    """The shape of a value; the entries of a list have all fields that one of them has."""
    if isinstance(value, list):
        return ListShape(_merged([shape_of(one) for one in value]), len(value))
    if isinstance(value, dict):
        return {name: shape_of(one) for name, one in value.items()}
    return TEXT


def _merged(shapes: Sequence[FormShape]) -> FormShape:
    tables = [shape for shape in shapes if isinstance(shape, dict)]
    if tables:
        names = dict.fromkeys(name for table in tables for name in table)
        return {name: _merged([table[name] for table in tables if name in table]) for name in names}
    lists = [shape for shape in shapes if isinstance(shape, ListShape)]
    if lists:
        return ListShape(_merged([shape.entry for shape in lists if shape.entry is not None]))
    return shapes[0] if shapes else None


@dataclass(frozen=True, slots=True)
class NamesFault:
    """What is wrong with a name: the code of a FormFault, what is written, the nearest that is known."""

    code: str
    got: str
    near: str = ""


class FormNames:
    """Looks names up in scopes: the fields, and what each for and set around a tag has made of them."""

    def __init__(self, values: Mapping[str, FormValue]) -> None:
        self._scopes: list[dict[str, Any]] = [{name: shape_of(value) for name, value in values.items()}]
        self.used: set[str] = set()
        self.guards = 0
        """How many conditions are around: they may ask whether a list has the entry that is named."""
        self.faults: list[NamesFault] = []

    def output(self, node: Any) -> None:
        """An expression that is printed: it must come to a text."""
        shape = self.shape(node)
        if isinstance(shape, ListShape | dict):
            self._fault("whole", _written(node))

    def enter(self, loop: Any) -> None:
        """Into a for: its variables are entries of the list."""
        shape = self.shape(loop.iter)
        if shape == TEXT:
            self._fault("no_list", _written(loop.iter))
        self._scopes.append({"loop": _LOOP})
        self.assign(loop.target, shape.entry if isinstance(shape, ListShape) else None)
        if loop.test is not None:
            self.shape(loop.test)

    def enter_unknown(self) -> None:
        """Into a for that is not understood: what it names is not known, and every name may be its own."""
        self._scopes.append({"loop": _LOOP})

    def leave(self) -> None:
        """Out of the innermost for."""
        self._scopes.pop()

    def assign(self, target: Any, shape: FormShape) -> None:
        """Give a name a shape; several names at once are of unknown shape."""
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = shape
            return
        for name in target.find_all(nodes.Name):
            self._scopes[-1][name.name] = None

    def shape(self, node: Any) -> FormShape:
        """The shape of an expression, None where it is not known; what it names that is not there is a fault."""
        from jinja2 import nodes

        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr():
                return self._field(self.shape(node.node), node.attr, _written(node))
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self._field(self.shape(node.node), name, _written(node))
            case nodes.Getitem():
                return self._entry(node)
            case nodes.CondExpr():
                self.guards += 1
                for child in node.iter_child_nodes():
                    self.shape(child)
                self.guards -= 1
                return None
            case nodes.Const() | nodes.TemplateData():
                return TEXT
        for child in node.iter_child_nodes():
            self.shape(child)
        return None

    def _name(self, name: str) -> FormShape:
        known = {**_FUNCTIONS, **{key: shape for scope in self._scopes for key, shape in scope.items()}}
        if name not in known:
            self._fault("unknown", name, nearest(name, known, _LIKE))
            return None
        self.used.add(name)
        shape: FormShape = known[name]
        return shape

    def _field(self, shape: FormShape, name: str, written: str) -> FormShape:
        if isinstance(shape, dict) and name in shape:
            inner: FormShape = shape[name]
            return inner
        if isinstance(shape, dict) and name == _ASKED:
            return None
        if shape is not None or name.startswith("_"):
            near = nearest(name, shape, _LIKE) if isinstance(shape, dict) else ""
            self._fault("unknown", written, near)
        return None

    def _entry(self, node: Any) -> FormShape:
        from jinja2 import nodes

        shape = self.shape(node.node)
        self.shape(node.arg)
        if not isinstance(shape, ListShape):
            return TEXT if shape == TEXT else None
        at = getattr(node.arg, "value", None)
        if isinstance(at, int) and not self.guards and shape.count is not None and not -shape.count <= at < shape.count:
            self._fault("no_entry", _written(node))
        return shape if isinstance(node.arg, nodes.Slice) else shape.entry

    def _fault(self, code: str, got: str, near: str = "") -> None:
        self.faults.append(NamesFault(code, got, near))


def _written(node: Any) -> str:
    """An expression about as it was written: 行.单位."""
    from jinja2 import nodes

    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=at)):
            return f"{_written(node.node)}[{at!r}]"
    return "…"
