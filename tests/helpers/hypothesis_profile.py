"""How hypothesis runs here, in the suite and in the long runs: nothing is judged by how long it took."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

NAME = "fairwatch"


def in_force() -> None:
    """Give every property the time that it takes: a clock would tell how busy the machine is, not what is wrong."""
    settings.register_profile(NAME, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile(NAME)
