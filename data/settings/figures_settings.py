"""The settings of what is made of the figures: tiers, rates, scores, assessments, trips and repeated signings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.model import Stage
from data.wording import N_

_OURS = {"source": "none"}
_SPEECHES = {"source": N_("two mayors' speeches: 百亿, 十亿, 亿")}
_ADMISSION = {
    "source": N_("two mayors' speeches: 10, 20, 30亿 for strategic industries; which they are is a place's own")
}
_WEINAN = {"source": N_("渭南日报 2010: 292 contracts with the one that ended; the 99.65 there is 291/292 truncated")}
_YULIN = {"source": N_("玉林's form and 兰州's figures: total investment")}
_CITY_2024 = {"source": N_("a city's 2024 assessment: half count and half amount")}
_SANMING = {"source": N_("三明: 60 + 40·(x−min)/(max−min)")}
_DISTRICT = {"source": N_("a district head's speech, 2020: 连续两次考核排名靠后; 靠后 is not defined there")}
_MAYOR = {"source": N_("a mayor's speech, 2017-05-02: 6月底 主要负责人外出招商情况进行统计")}

BasisName = Literal["total_investment", "contracted"]
MonthDay = Annotated[str, Meta(pattern=r"^\d{2}-\d{2}$")]
Weight = Annotated[float, Meta(ge=0, le=100)]

COUNTS: tuple[str, ...] = (
    "contracts",
    "net",
    "struck_off",
    "preliminaries",
    "landed",
    "building",
    "in_production",
    "started",
    "paid_projects",
    "booked_projects",
    "frameworks",
    "intents",
    "planned",
    "signed_amount",
    "landed_amount",
    "started_amount",
    "total_investment",
    "contracted",
    "paid_in",
    "booked",
)
"""The counts (projects) and amounts (万元) that a formula of the office may name; docs/rules.md says what each is."""


class Tiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sizes of projects."""

    bounds: Annotated[
        tuple[Annotated[float, Meta(gt=0)], ...],
        Meta(description=N_("lower bounds of the tiers in 万元: 百亿, 十亿, 亿"), extra=_SPEECHES),
    ] = (1_000_000, 100_000, 10_000)
    by: Annotated[
        Literal["basis", "total_investment", "contracted"],
        Meta(
            description=N_("the amount that puts a project into its tier; basis: what the board counts by"), extra=_OURS
        ),
    ] = "basis"


class Admission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least size (准入门槛) of projects of strategic industries."""

    thresholds: Annotated[
        dict[str, Annotated[float, Meta(gt=0)]],
        Meta(
            description=N_('least investment in 万元 by a word of the industry: "新材料" = 100000 (10亿)'),
            examples=[{"新材料": 100_000, "生物医药": 200_000, "新能源汽车": 300_000}],
            extra=_ADMISSION,
        ),
    ] = msgspec.field(default_factory=dict)
    by: Annotated[
        Literal["basis", "total_investment", "contracted"],
        Meta(description=N_("the amount that is held against it; basis: what the board counts by"), extra=_OURS),
    ] = "total_investment"


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """履约率, 开工率, 落地率, 资金到位率 and the office's own."""

    rounding: Annotated[
        Literal["half_up", "truncate"], Meta(description=N_("how a printed rate is rounded"), extra=_WEINAN)
    ] = "half_up"
    decimals: Annotated[int, Meta(ge=0, le=4, description=N_("decimals of a printed rate"), extra=_WEINAN)] = 2
    denominator: Annotated[
        Literal["cumulative", "net"],
        Meta(
            description=N_("contracts that 履约率 and 开工率 divide by: all, or without those struck off"),
            extra=_WEINAN,
        ),
    ] = "cumulative"
    preliminaries: Annotated[
        tuple[Stage, ...], Meta(description=N_("stages that count as in preliminaries (前期)"), extra=_OURS)
    ] = (Stage.LANDED,)
    paid_in_basis: Annotated[BasisName, Meta(description=N_("what 资金到位率 divides by"), extra=_YULIN)] = (
        "total_investment"
    )
    formulas: Annotated[
        dict[str, Annotated[str, Meta(max_length=300)]],
        Meta(description=N_('the office\'s own, over named counts: "成活率" = "net / contracts * 100"'), extra=_OURS),
    ] = msgspec.field(default_factory=dict)


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The quarterly score of a unit."""

    formula: Annotated[
        Literal["completion", "count_amount", "min_max", "weighted"],
        Meta(
            description=N_("completion; half count and half amount; 60 + 40·(x−min)/(max−min); or weighted"),
            extra=_OURS,
        ),
    ] = "completion"
    cap: Annotated[
        float, Meta(gt=0, le=10, description=N_("most that one part (done / target) counts for"), extra=_OURS)
    ] = 1.0
    count_weight: Annotated[Weight, Meta(description=N_("count_amount: points for the number"), extra=_CITY_2024)] = 50
    amount_weight: Annotated[Weight, Meta(description=N_("count_amount: points for the amount"), extra=_CITY_2024)] = 50
    floor: Annotated[Weight, Meta(description=N_("min_max: points of the least"), extra=_SANMING)] = 60
    spread: Annotated[Weight, Meta(description=N_("min_max: points from the least to the most"), extra=_SANMING)] = 40
    signed_weight: Annotated[Weight, Meta(description=N_("weighted: points for 签约"), extra=_OURS)] = 40
    landed_weight: Annotated[Weight, Meta(description=N_("weighted: points for 落地"), extra=_OURS)] = 20
    started_weight: Annotated[Weight, Meta(description=N_("weighted: points for 开工"), extra=_OURS)] = 20
    paid_in_weight: Annotated[Weight, Meta(description=N_("weighted: points for 资金到位"), extra=_OURS)] = 20


class Assessing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a unit's assessments are shown to whoever decides; nothing follows from them by itself."""

    bad: Annotated[
        Literal["either", "last", "score"],
        Meta(
            description=N_(
                "a bad quarter: last of at least five of its kind and below pace, a score under bad_score, or either"
            ),
            extra=_DISTRICT,
        ),
    ] = "either"
    bad_score: Annotated[float, Meta(ge=0, le=1000, description=N_("a score under this is bad"), extra=_OURS)] = 60
    in_a_row: Annotated[
        int, Meta(ge=1, le=12, description=N_("bad quarters in a row that are shown"), extra=_DISTRICT)
    ] = 2


class TripRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statistic of trips by heads of units."""

    statistic_on: Annotated[
        MonthDay, Meta(description=N_("last day of the statistic of heads' trips, each year"), extra=_MAYOR)
    ] = "06-30"


class Repeats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two signings of one investor may be one."""

    name_percent: Annotated[
        float, Meta(ge=0, le=100, description=N_("names as like as this are nearly the same"), extra=_OURS)
    ] = 85
    amount_percent: Annotated[
        float,
        Meta(ge=0, le=100, description=N_("amounts that differ by no more than this are nearly the same"), extra=_OURS),
    ] = 1
    pairwise: Annotated[
        int,
        Meta(
            ge=2, le=2000, description=N_("an investor with more projects: only equal names and amounts"), extra=_OURS
        ),
    ] = 50
