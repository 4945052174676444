"""The settings of what is made of the figures: tiers, rates, scores, assessments, trips and repeated signings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from data.model import Stage
from data.settings.setting_words import MonthDay, means
from data.wording import N_

_SPEECHES = N_("two mayors' speeches: 百亿, 十亿, 亿")
_ADMISSION = N_("two mayors' speeches: 10, 20, 30亿 for strategic industries; which they are is a place's own")
_WEINAN = N_("渭南日报 2010: 292 contracts with the one that ended; the 99.65 there is 291/292 truncated")
_YULIN = N_("玉林's form and 兰州's figures: total investment")
_CITY_2024 = N_("a city's 2024 assessment: half count and half amount")
_SANMING = N_("三明: 60 + 40·(x−min)/(max−min)")
_DISTRICT = N_("a district head's speech, 2020: 连续两次考核排名靠后; 靠后 is not defined there")
_MAYOR = N_("a mayor's speech, 2017-05-02: 6月底 主要负责人外出招商情况进行统计")

BasisName = Literal["total_investment", "contracted"]
SizeName = Literal["basis", "total_investment", "contracted"]
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
        means(N_("lower bounds of the tiers in 万元: 百亿, 十亿, 亿"), _SPEECHES),
    ] = (1_000_000, 100_000, 10_000)
    by: Annotated[
        SizeName,
        means(N_("the amount that puts a project into its tier; basis: what the board counts by")),
    ] = "basis"


class Admission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least size (准入门槛) of projects of strategic industries."""

    thresholds: Annotated[
        dict[str, Annotated[float, Meta(gt=0)]],
        means(
            N_('least investment in 万元 by a word of the industry: "新材料" = 100000 (10亿)'),
            _ADMISSION,
            examples=[{"新材料": 100_000, "生物医药": 200_000, "新能源汽车": 300_000}],
        ),
    ] = msgspec.field(default_factory=dict)
    by: Annotated[
        SizeName,
        means(N_("the amount that is held against it; basis: what the board counts by")),
    ] = "total_investment"


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """履约率, 开工率, 落地率, 资金到位率 and the office's own."""

    rounding: Annotated[Literal["half_up", "truncate"], means(N_("how a printed rate is rounded"), _WEINAN)] = "half_up"
    decimals: Annotated[int, means(N_("decimals of a printed rate"), _WEINAN, ge=0, le=4)] = 2
    denominator: Annotated[
        Literal["cumulative", "net"],
        means(N_("contracts that 履约率 and 开工率 divide by: all, or without those struck off"), _WEINAN),
    ] = "cumulative"
    preliminaries: Annotated[tuple[Stage, ...], means(N_("stages that count as in preliminaries (前期)"))] = (
        Stage.LANDED,
    )
    paid_in_basis: Annotated[BasisName, means(N_("what 资金到位率 divides by"), _YULIN)] = "total_investment"
    formulas: Annotated[
        dict[str, Annotated[str, Meta(max_length=300)]],
        means(N_('the office\'s own, over named counts: "成活率" = "net / contracts * 100"')),
    ] = msgspec.field(default_factory=dict)


class Score(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The quarterly score of a unit."""

    formula: Annotated[
        Literal["completion", "count_amount", "min_max", "weighted"],
        means(N_("completion; half count and half amount; 60 + 40·(x−min)/(max−min); or weighted")),
    ] = "completion"
    cap: Annotated[float, means(N_("most that one part (done / target) counts for"), gt=0, le=10)] = 1.0
    count_weight: Annotated[Weight, means(N_("count_amount: points for the number"), _CITY_2024)] = 50
    amount_weight: Annotated[Weight, means(N_("count_amount: points for the amount"), _CITY_2024)] = 50
    floor: Annotated[Weight, means(N_("min_max: points of the least"), _SANMING)] = 60
    spread: Annotated[Weight, means(N_("min_max: points from the least to the most"), _SANMING)] = 40
    signed_weight: Annotated[Weight, means(N_("weighted: points for 签约"))] = 40
    landed_weight: Annotated[Weight, means(N_("weighted: points for 落地"))] = 20
    started_weight: Annotated[Weight, means(N_("weighted: points for 开工"))] = 20
    paid_in_weight: Annotated[Weight, means(N_("weighted: points for 资金到位"))] = 20


class Assessing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a unit's assessments are shown to whoever decides; nothing follows from them by itself."""

    bad: Annotated[
        Literal["either", "last", "score"],
        means(
            N_("a bad quarter: last of at least five of its kind and below pace, a score under bad_score, or either"),
            _DISTRICT,
        ),
    ] = "either"
    bad_score: Annotated[float, means(N_("a score under this is bad"), ge=0, le=1000)] = 60
    in_a_row: Annotated[int, means(N_("bad quarters in a row that are shown"), _DISTRICT, ge=1, le=12)] = 2


class TripRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The statistic of trips by heads of units."""

    statistic_on: Annotated[MonthDay, means(N_("last day of the statistic of heads' trips, each year"), _MAYOR)] = (
        "06-30"
    )


class Repeats(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two signings of one investor may be one."""

    name_percent: Annotated[float, means(N_("names as like as this are nearly the same"), ge=0, le=100)] = 85
    amount_percent: Annotated[
        float, means(N_("amounts that differ by no more than this are nearly the same"), ge=0, le=100)
    ] = 1
    pairwise: Annotated[
        int, means(N_("an investor with more projects: only equal names and amounts"), ge=2, le=2000)
    ] = 50
