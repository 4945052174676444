"""The demo's ledgers of daily work: reports, blockers, visits, trips, guests, preparation, payouts, assessments, leads.

All of it is invented. No draw depends on the date.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from data.demo.cast import CAST, STALE, person
from data.demo.days import SeasonDays, shift
from data.demo.words import BLOCKERS, BRANDS, FIRM_FORMS, ORIGINS, clears
from data.ledgers.kinds_and_columns import (
    STREAMS,
    Amount,
    Assessment,
    Blocker,
    Guest,
    Lead,
    Native,
    Payout,
    Prep,
    Project,
    Rating,
    Report,
    Trip,
    Visit,
)
from data.model import Stage

DEPARTMENTS = ("市自然资源局", "市住建局", "市生态环境局", "市水务局", "市供电公司", "市金融办")
STATES = ("已邀请", "已发函", "已发函", "已电话", "已电话", "确认参会", "确认参会", "确认参会", "婉拒")
TIERS = ("一般企业", "一般企业", "一般企业", "行业龙头", "上市公司")
TASKS = {
    "布展参展": ("展位图定稿", "展板定稿", "展品征集", "搭建进场", "布展验收"),
    "客商邀请": ("重点客商名单审定", "邀请函寄送", "参会回执汇总", "接站安排"),
    "自办活动": ("专场推介会方案", "推介会场地", "签约仪式流程", "主持稿审定"),
    "宣传资料": ("投资指南改版", "项目册印制", "宣传片审片"),
    "现场值守": ("值守排班", "应急预案", "证件办理"),
}


def reports(days: SeasonDays) -> tuple[Report, ...]:
    """Three half-months of every unit; of the latest the stale unit's is still to come."""
    rows = []
    for n, ago in enumerate((34, 19, 4)):
        due = shift(days.today, -ago)
        period = f"{due.month}月{'上' if due.day <= 15 else '下'}半月"
        late = {u.name: None if u.name == STALE and n == 2 else due for u in CAST}
        rows += [Report(unit=name, period=period, due=due, received=received) for name, received in late.items()]
    return tuple(rows)


def blockers(rng: Random, projects: tuple[Project, ...], days: SeasonDays) -> tuple[Blocker, ...]:
    """What holds projects, each with the department that must clear it: two of them late, half of them closed."""
    held = [p for p in projects if p.stage in {Stage.SIGNED, Stage.LANDED, Stage.BUILDING}]
    rows = []
    for n, project in enumerate(rng.sample(held, 18)):
        opened = shift(days.today, -rng.randint(20, 70))
        due = shift(days.today, -rng.randint(2, 9) if n < 2 else rng.randint(9, 40))
        closed = shift(days.today, -rng.randint(1, 12)) if n >= 9 else None
        what = BLOCKERS[n % len(BLOCKERS)]
        rows.append(
            Blocker(
                project=project.name,
                what=what,
                kind="要素保障",
                lead_dept=clears(what, project.unit.split("、")[0]),
                opened=opened,
                due=due,
                closed=closed,
            )
        )
    return tuple(rows)


def visits(rng: Random, projects: tuple[Project, ...], days: SeasonDays) -> tuple[Visit, ...]:
    """What sponsors saw of their sites in the last weeks."""
    led = [p for p in projects if p.sponsor and p.stage in {Stage.SIGNED, Stage.LANDED, Stage.BUILDING}]
    return tuple(
        Visit(
            project=p.name,
            date=shift(days.today, -rng.randint(1, 25)),
            who=p.sponsor,
            kind=rng.choice(("现场", "现场", "座谈")),
            result=rng.choice(("协调供电方案", "督促进场施工", "了解资金安排")),
        )
        for p in rng.sample(led, min(24, len(led)))
    )


def trips(rng: Random, days: SeasonDays) -> tuple[Trip, ...]:
    """Delegations to investors: each unit's, one or two."""
    rows = []
    for unit in CAST:
        leader = person(rng)
        for n in range(rng.randint(1, 2)):
            departs = shift(days.today, -rng.randint(8, 110))
            rows.append(
                Trip(
                    unit=unit.name,
                    leader=leader,
                    departs=departs,
                    returns=departs + timedelta(days=rng.randint(2, 5)),
                    destination=rng.choice(ORIGINS[:9]),
                    is_head=n == 0,
                    firms_met=rng.randint(3, 9),
                    leads=rng.randint(0, 3),
                )
            )
    return tuple(rows)


def guests(rng: Random, days: SeasonDays) -> tuple[Guest, ...]:
    """The guests of the first fair; three of the undecided have not been spoken to for longer than a week. Once it
    is open most of those who said so have come."""
    rows = []
    for n, brand in enumerate(BRANDS):
        state = STATES[n % len(STATES)]
        quiet = n in {1, 4, 10}
        came = days.is_open and state == "确认参会" and n % 5 != 0
        rows.append(
            Guest(
                name=person(rng) + ("总" if n % 3 else "董事长"),
                company=f"{brand}{FIRM_FORMS[n % len(FIRM_FORMS)]}",
                tier=TIERS[n % len(TIERS)],
                is_local=n % 4 == 0,
                invited_by=CAST[n % len(CAST)].name,
                state="已报到" if came else state,
                arrived=days.fairs[0] if came else None,
                last_contact=days.today - timedelta(days=rng.randint(8, 12) if quiet else rng.randint(1, 6)),
            )
        )
    return tuple(rows)


def prep(rng: Random, days: SeasonDays) -> tuple[Prep, ...]:
    """The five streams: what comes early is done, one task is late, one is due within days; all is done at the fair."""
    rows = []
    for stream in STREAMS:
        for n, task in enumerate(TASKS[stream]):
            due = shift(days.fairs[0], -65 + 14 * n)
            done = shift(due, -rng.randint(0, 4)) if n < 2 or days.is_open else None
            if (stream, n) == ("布展参展", 1) and not days.is_open:
                due, done = shift(days.today, -2), None
            rows.append(Prep(stream=stream, task=task, unit=CAST[n % 4].name, due=due, done=done, quantity=1))
    return tuple(rows)


def payouts(rng: Random, projects: tuple[Project, ...], days: SeasonDays) -> tuple[Payout, ...]:
    """What was promised to enterprises: some paid, one late, the rest to come."""
    able = [p for p in projects if p.stage in {Stage.PRODUCTION, Stage.BUILDING} and p.investor]
    rows = []
    for n, project in enumerate(rng.sample(able, 8)):
        due = shift(days.today, -6 if n == 0 else -40 - n if n < 4 else 20 + n)
        rows.append(
            Payout(
                payee=project.investor,
                payer="市财政局",
                kind=rng.choice(("固定资产投资奖补", "厂房租金补贴", "中介人奖励")),
                project=project.name,
                amount=Amount(Decimal(rng.randint(3, 40) * 10)),
                due=due,
                paid_on=shift(due, -3) if 0 < n < 4 else None,
            )
        )
    return tuple(rows)


def assessments(rng: Random, days: SeasonDays) -> tuple[Assessment, ...]:
    """Last quarter's ranking, by score."""
    last = date(days.today.year, (days.today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    scores = [(round(40 * min(u.pace, 1)) + 58 - rng.randint(0, 5), u.name) for u in CAST]
    scored = sorted(scores, reverse=True)
    return tuple(
        Assessment(
            period=f"{last.year}年第{(last.month + 2) // 3}季度",
            unit=name,
            score=str(score),
            rank=n,
            circular=f"云招组办发〔{last.year}〕{last.month}号",
            action="约谈提醒" if n == len(scored) else "",
        )
        for n, (score, name) in enumerate(scored, 1)
    )


def natives(rng: Random, days: SeasonDays) -> tuple[Native, ...]:
    """People from here who live elsewhere."""
    return tuple(
        Native(
            name=person(rng),
            town=rng.choice(("柳坪镇", "石湾镇", "沙河镇")),
            org=f"{brand}{rng.choice(FIRM_FORMS)}",
            verified_on=shift(days.today, -rng.randint(10, 200)),
            keeper=rng.choice(CAST).name,
        )
        for brand in BRANDS[:9]
    )


def leads(rng: Random, days: SeasonDays) -> tuple[Lead, ...]:
    """Hints of investors; the older ones were screened and shared."""
    rows = []
    for n in range(8):
        received = shift(days.today, -60 + 7 * n)
        rows.append(
            Lead(
                source=f"{rng.choice(BRANDS)}拟设{rng.choice(('生产基地', '区域总部', '研发中心'))}",
                unit=rng.choice(CAST).name,
                received=received,
                screened=shift(received, 5) if n < 6 else None,
                shared=shift(received, 9) if n < 4 else None,
            )
        )
    return tuple(rows)


def ratings(rng: Random, days: SeasonDays) -> tuple[Rating, ...]:
    """How enterprises rated departments last half-year."""
    year = days.today.year - 1
    return tuple(Rating(dept=dept, period=f"{year}年下半年", score=str(rng.randint(78, 96))) for dept in DEPARTMENTS)
