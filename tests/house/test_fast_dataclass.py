"""Dataclasses whose code is made late are those of the standard library in all that a caller sees."""

from __future__ import annotations

import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.support.fast_dataclass import dataclass, numerous

KINDS = {"dataclass": dataclass(frozen=True, slots=True), "numerous": numerous(frozen=True, slots=True)}


def shaped(make):
    """A class of every shape of field that the tree has, by this decorator."""

    class Shaped:
        """With a required field, a preset, a list made anew, and one that is set afterwards."""

        first: int
        second: float = 2.5
        third: list[int] | tuple[int, ...] = dataclasses.field(default_factory=list)
        fourth: int = dataclasses.field(init=False)

        def __post_init__(self):
            object.__setattr__(self, "fourth", self.first)

    return make(Shaped)


def lone(make):
    class Lone:
        """One field alone."""

        only: float

    return make(Lone)


def bare(make):
    class Bare:
        """No field."""

    return make(Bare)


@dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, where pickle finds it."""

    name: str
    days: int = 3


values = st.one_of(st.integers(-2, 2), st.just(float("nan")))


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
@given(ours=st.tuples(values, values), others=st.tuples(values, values))
def test_two_are_equal_and_hashed_as_those_of_the_standard_library(make, ours, others):
    for shape, count in ((shaped, 2), (lone, 1), (bare, 0)):
        fast, plain = shape(make), shape(dataclasses.dataclass(frozen=True, slots=True))
        more = {"third": ()} if shape is shaped else {}
        one, two = (fast(*given_[:count], **more) for given_ in (ours, others))
        first, second = (plain(*given_[:count], **more) for given_ in (ours, others))
        assert (one == two) is (first == second)
        assert one == fast(*ours[:count], **more)
        assert hash(one) == hash(fast(*ours[:count], **more))
        assert one != first


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_it_is_made_shown_and_changed_as_one_of_the_standard_library(make):
    fast, plain = shaped(make), shaped(dataclasses.dataclass(frozen=True, slots=True))
    for given_, named in (((1,), {}), ((1, 2), {}), ((), {"first": 4, "third": [5]}), ((1,), {"second": 9})):
        one, other = fast(*given_, **named), plain(*given_, **named)
        assert repr(one).rpartition(".")[2] == repr(other).rpartition(".")[2]
        assert (
            repr(dataclasses.replace(one, first=7)).rpartition(".")[2]
            == repr(dataclasses.replace(other, first=7)).rpartition(".")[2]
        )
        assert not hasattr(one, "__dict__")
    assert fast(1).third is not fast(1).third
    assert [one.name for one in dataclasses.fields(fast)] == [one.name for one in dataclasses.fields(plain)]
    for wrong in ({}, {"first": 1, "fifth": 2}, {"first": 1, "fourth": 2}):
        with pytest.raises(TypeError):
            fast(**wrong)


def test_a_frozen_one_cannot_be_changed_and_travels():
    kept = Kept("a")
    for change in (lambda: setattr(kept, "days", 4), lambda: delattr(kept, "days"), lambda: setattr(kept, "more", 1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert pickle.loads(pickle.dumps(kept)) == kept == Kept("a", 3)


def test_what_a_class_says_of_itself_stays():
    @dataclass(frozen=True, slots=True)
    class Own:
        """It has its own words."""

        name: str

        def __repr__(self):
            return "own"

        def __hash__(self):
            return 5

    assert (repr(Own("a")), hash(Own("a"))) == ("own", 5)


def test_one_that_is_not_frozen_changes_and_has_no_hash():
    @dataclass(frozen=False, slots=True)
    class Open:
        """Changed where it stands."""

        name: str

    one = Open("a")
    one.name = "b"
    assert one == Open("b")
    with pytest.raises(TypeError):
        hash(one)
