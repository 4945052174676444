"""An office's own formulas: numbers and named counts joined by + - * / and brackets, and nothing else.

A formula is read with `ast` and worked out in exact fractions; it can call nothing and reach nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from math import isfinite
from operator import add, mul, sub, truediv

_JOINED: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
_SIGNED: Mapping[type[ast.unaryop], Callable[[Fraction], Fraction]] = {ast.UAdd: Fraction, ast.USub: lambda x: -x}


class FormulaError(Exception):
    """A text that is no formula: `got` is the part that does not fit, `unknown` says that it is a name of no count."""

    def __init__(self, got: str, *, unknown: bool = False) -> None:
        self.got, self.unknown = got, unknown
        super().__init__(got)


class Formula:
    """One formula, read and found sound. `names` are the counts that it uses, in the order of its text."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.text = text
        self._names: dict[str, None] = {}
        try:
            self._tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError) as error:
            raise FormulaError(text) from error
        self._check(self._tree, known)
        self.names = tuple(self._names)

    def value(self, counts: Mapping[str, Fraction]) -> Fraction | None:
        """What it comes to with these counts; None where it divides by nothing."""
        try:
            return self._value(self._tree, counts)
        except ZeroDivisionError:
            return None

    def _check(self, node: ast.expr, known: Collection[str]) -> None:
        match node:
            case ast.BinOp(left, op, right) if type(op) in _JOINED:
                self._check(left, known)
                self._check(right, known)
            case ast.UnaryOp(op, inner) if type(op) in _SIGNED:
                self._check(inner, known)
            case ast.Name(name):
                if name not in known:
                    raise FormulaError(name, unknown=True)
                self._names[name] = None
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool) and isfinite(value):
                pass
            case _:
                raise FormulaError(ast.get_source_segment(self.text.strip(), node) or self.text)

    def _value(self, node: ast.expr, counts: Mapping[str, Fraction]) -> Fraction:
        match node:
            case ast.BinOp(left, op, right):
                return _JOINED[type(op)](self._value(left, counts), self._value(right, counts))
            case ast.UnaryOp(op, inner):
                return _SIGNED[type(op)](self._value(inner, counts))
            case ast.Name(name):
                return counts[name]
            case ast.Constant(value):
                return Fraction(str(value))
        raise AssertionError(node)  # _check lets nothing else in
