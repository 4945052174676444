"""How hypothesis runs here, in the suite and in the long runs: nothing is judged by how long it took."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

NAME = "fairwatch"
MORE = "FAIRWATCH_LAW_TIMES"
"""The variable by which a long run tries so many times as many seasons as the suite does."""


def in_force() -> None:
    """Give every property the time that it takes: a clock would tell how busy the machine is, not what is wrong."""
    settings.register_profile(NAME, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile(NAME)


def tried(seasons: int) -> settings:
    """A law is tried on so many generated seasons; in a long run on a multiple."""
    return settings(max_examples=seasons * int(os.environ.get(MORE, "1")))
