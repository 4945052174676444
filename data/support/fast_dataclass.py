"""Dataclasses whose code is made when it is first needed, and frozen ones that are quick to make.

`dataclasses` compiles six functions a class when the class is defined. The model alone has a hundred classes, most of
which one run of the program never makes: that was two thirds of what importing it cost. Here `__init__` is compiled
when the first object is made, and the rest needs no code of its own. `fields`, `replace` and `is_dataclass` are the
standard library's and find what they expect; a type checker sees the standard library's decorator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
    from dataclasses import dataclass as numerous
else:
    from dataclasses import MISSING, FrozenInstanceError, fields
    from dataclasses import dataclass as _slotted
    from operator import attrgetter

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """As the standard library's: compared by its fields, and hashed by them where it is frozen."""
        return lambda cls: _with_methods(cls, frozen=frozen, hashed=frozen, slots=slots)

    def numerous(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """A frozen one of which a board has tens of thousands: frozen for the type checker alone.

        What keeps one frozen when the program runs makes an object of twenty fields eight times as slow to make, a
        fifth of a large board's time. `mypy --strict`, which is part of every check, refuses to change one all the
        same.
        """
        return lambda cls: _with_methods(cls, frozen=False, hashed=frozen, slots=slots)

    def _with_methods(cls: type, *, frozen: bool, hashed: bool, slots: bool) -> type:
        own = set(vars(cls))
        cls.__doc__ = cls.__doc__ or cls.__name__  # else the standard library reads its signature, for 4 ms, to say it
        cls = _slotted(init=False, repr=False, eq=False, slots=slots)(cls)
        names = tuple(one.name for one in fields(cls))
        methods = {"__init__": _init_when_asked(cls, frozen), "__repr__": _repr, **_comparing(names, hashed)}
        if frozen:
            methods |= _freezing(names)
        for name, method in methods.items():
            if name not in own:
                setattr(cls, name, method)
        return cls

    def _init_when_asked(cls: type, frozen: bool) -> Callable[..., None]:
        def init(self: object, *given: object, **named: object) -> None:
            cls.__init__ = _init(cls, frozen)
            cls.__init__(self, *given, **named)

        return init

    def _init(cls: type, frozen: bool) -> Callable[..., None]:
        """`__init__` with a parameter a field, compiled."""
        known: dict[str, object] = {"_unset": MISSING, "_set": object.__setattr__}
        heads, lines = ["self"], []
        for one in fields(cls):
            if not one.init:
                continue  # __post_init__ sets it
            head = value = one.name
            made = f"_made_{one.name}"
            if one.default_factory is not MISSING:
                known[made] = one.default_factory
                head, value = f"{head}=_unset", f"{made}() if {head} is _unset else {head}"
            elif one.default is not MISSING:
                known[made] = one.default
                head = f"{head}={made}"
            heads.append(head)
            lines.append(f"_set(self, {one.name!r}, {value})" if frozen else f"self.{one.name} = {value}")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        exec(f"def __init__({', '.join(heads)}):\n " + "\n ".join(lines or ["pass"]), known)
        return known["__init__"]

    def _comparing(names: tuple[str, ...], hashed: bool) -> dict[str, Callable[..., object] | None]:
        if len(names) > 1:
            values = attrgetter(*names)
        else:

            def values(self: object) -> tuple[object, ...]:
                return tuple(getattr(self, name) for name in names)

        def equal(self: object, other: object) -> bool:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def hash_(self: object) -> int:
            return hash(values(self))

        return {"__eq__": equal, "__hash__": hash_ if hashed else None}

    def _freezing(names: tuple[str, ...]) -> dict[str, Callable[..., object]]:
        def state(self: object) -> list[object]:
            return [getattr(self, name) for name in names]

        def take_state(self: object, state: list[object]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        return {"__setattr__": _frozen, "__delattr__": _frozen, "__getstate__": state, "__setstate__": take_state}

    def _frozen(self: object, name: str, *_: object) -> None:
        raise FrozenInstanceError(f"{type(self).__qualname__} is frozen: {name!r} stays as it is")

    def _repr(self: object) -> str:
        shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{type(self).__qualname__}({shown})"


__all__ = ["dataclass", "numerous"]
