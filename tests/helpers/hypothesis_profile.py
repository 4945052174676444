"""How hypothesis runs here, in the suite and in the long runs: nothing is judged by how long it took."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

NAME = "fairwatch"
MORE = "FAIRWATCH_LAW_TIMES"
"""The variable by which a long run tries so many times as many seasons as the suite does."""


def in_force() -> None:
    """Give every property the time that it takes: a clock would tell how busy the machine is, not what is wrong."""
    settings.register_profile(NAME, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile(NAME)


def tried(seasons: int) -> settings:
    """A law is tried on so many generated seasons; in a long run on a multiple, and what fails is shown as it was."""
    times = int(os.environ.get(MORE, "1"))
    phases = [Phase.reuse, Phase.generate] if times > 1 else [Phase.reuse, Phase.generate, Phase.shrink]
    return settings(max_examples=seasons * times, phases=phases)
