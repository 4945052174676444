"""Who plays in the demo: the office, its units, the people. All invented."""

from __future__ import annotations

from random import Random

from data.demo.words import GIVEN, SURNAMES
from data.ledgers.kinds_and_columns import Unit
from data.model import Stage
from data.support.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class OfficeCast:
    """The office whose desk this is."""

    place: str
    name: str
    phone: str
    superior: str


OFFICE = OfficeCast(place="云川市", name="市招组办", phone="0000-1234567", superior="省招商促进局")
"""The demo's office, as its fairwatch.toml says it."""


@dataclass(frozen=True, slots=True)
class UnitCast:
    """One unit and how it fares.

    `stages` counts its projects by stage, intent first; `stalled` is how many of them stand still. `pace` and
    `pace2` are the completions wanted for the first and the second fair: targets are made to fit them.
    """

    name: str
    short: str
    kind: str
    letters: str
    industries: tuple[str, ...]
    stages: tuple[int, ...]
    stalled: int
    pace: float
    pace2: float
    parent: str = ""
    scale: float = 1.0

    @property
    def deck(self) -> list[Stage]:
        """Its projects' stages, in the pipeline's order."""
        return [stage for stage, count in zip(Stage, self.stages, strict=True) for _ in range(count)]


_MADE = ("新材料", "装备制造", "电子信息", "新能源", "节能环保")
_LAND = (
    "食品饮料",
    "生物医药",
    "现代农业",
    "新能源",
    "文旅康养",
    "新材料",
    "现代物流",
    "商贸服务",
    "节能环保",
    "装备制造",
)

CAST: tuple[UnitCast, ...] = (
    UnitCast("南屏园区", "南屏", "园区", "NP", _MADE, (2, 4, 4, 3, 4, 2, 1), 3, 0.72, 0.5, scale=1.5),
    UnitCast("东岭园区", "东岭", "园区", "DL", _MADE, (2, 4, 4, 3, 3, 1, 1), 3, 0.58, 0.31, scale=1.3),
    UnitCast("青禾园区", "青禾", "园区", "QH", _MADE, (3, 5, 3, 2, 2, 1, 0), 4, 0.30, 0.1, scale=0.6),
    UnitCast("云川高新产业园", "高新产业园", "园区", "GX", _MADE, (2, 4, 4, 3, 4, 1, 1), 2, 1.06, 0.62, scale=1.5),
    UnitCast("北坞物流园", "北坞", "园区", "BW", ("现代物流",), (1, 2, 2, 1, 1, 1, 0), 1, 0.67, 0.4, "东岭园区", 0.7),
    UnitCast("澜源县", "澜源", "县区", "LY", _LAND, (2, 4, 2, 2, 2, 1, 1), 2, 0.69, 0.38),
    UnitCast("松屏县", "松屏", "县区", "SP", _LAND, (3, 4, 2, 2, 2, 0, 0), 5, 0.22, 0.1, scale=0.35),
    UnitCast("溪桥县", "溪桥", "县区", "XQ", _LAND, (4, 5, 0, 0, 0, 0, 0), 3, 0.0, 0.0, scale=0.6),
    UnitCast("望川区", "望川", "县区", "WC", _LAND, (2, 4, 3, 2, 3, 1, 0), 2, 0.83, 0.47),
    UnitCast("市文旅局", "文旅局", "部门", "WL", ("文旅康养",), (1, 2, 3, 0, 0, 0, 0), 1, 0.35, 0.2, scale=0.3),
    UnitCast("市农业农村局", "农业局", "部门", "NY", ("现代农业",), (1, 2, 1, 1, 1, 0, 0), 0, 0.55, 0.3, scale=0.5),
    UnitCast("市商务局", "商务局", "部门", "SW", ("商贸服务",), (1, 2, 1, 1, 0, 1, 0), 0, 0.92, 0.5, scale=0.6),
)

LOCKED = UnitCast("霁川县", "霁川", "县区", "JC", _LAND, (0, 0, 0, 0, 0, 0, 0), 0, 0.0, 0.0, scale=0.5)
"""The county that sends its ledger behind a password: what it signed, nobody knows."""
OWING = (*CAST, LOCKED)
"""All units that were given targets."""

STALE = "松屏县"
"""The unit whose ledger has not been touched for weeks."""
ZERO = "溪桥县"
"""The unit that has signed nothing."""


def person(rng: Random) -> str:
    """A name of somebody who does not exist."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def units(rng: Random) -> tuple[Unit, ...]:
    """The office's list of its units, with whom to call."""
    return tuple(
        Unit(
            name=u.name,
            kind=u.kind,
            parent=u.parent,
            head=person(rng),
            contact=person(rng),
            phone=f"0000-76{rng.randrange(10000, 99999)}",
            aliases=u.short if u.short != u.name[:2] else "",
        )
        for u in OWING
    )
