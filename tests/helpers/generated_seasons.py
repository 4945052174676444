"""Seasons of several ledgers as hypothesis draws them: what is true, and the ledgers that tell of it.

A `GeneratedSeason` keeps the truth (`truths`, each project once) beside its ledgers, so that a law may ask an oracle
that never saw a rule. `seasons(...)` says which doubts are sown: without any, every row is a truthful copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from helpers.ledger_files import Form, Ledger, Money
from hypothesis import strategies as st

SPRING, AUTUMN = "春洽会", "秋洽会"
COUNTIES = ("东川县", "西岭县", "北原县")
PARKS = ("南屏园区", "溪口园区")
TOWNS = ("石桥镇", "松坪镇")
"""The towns lie in the first county."""
ALIASES = {"东川县": "东川", "西岭县": "西岭", "南屏园区": "南屏经开区"}
KIND_OF = {**dict.fromkeys(COUNTIES, "县区"), **dict.fromkeys(PARKS, "园区"), **dict.fromkeys(TOWNS, "镇办")}
PARENT = dict.fromkeys(TOWNS, COUNTIES[0])
_NAMES = """
沙棘饮品加工 光热设备制造 铝型材压铸 冷链物流园 废旧电池回收 中药饮片生产 石墨负极材料
肉牛屠宰分割 装配式构件 智能电表组装 文旅小镇开发 风电叶片检修 页岩支撑剂 花椒深加工
羽绒服饰智造 数据中心机房 纸浆模塑餐具 玻璃纤维织造 重卡换电站 渔光互补发电
"""
NAMES = tuple(_NAMES.split())
"""Names that no rule may take for one another."""
_INVESTORS = "砚川 榆岚 栖衡 澹原 坞舟 泓桐 麓笙 岫宁 溯禾 篁溪 汀樾 崀云 珞石 湄野 昶洲 郗木 桁远 棠序 沚白 旻山"
INVESTORS = tuple(f"{name}有限公司" for name in _INVESTORS.split())
FORMS = tuple(
    Form(suffix, encoding, unit, says)
    for suffix, encoding in (
        (".csv", "utf-8-sig"),
        (".csv", "gb18030"),
        (".csv", "utf-16"),
        (".xlsx", ""),
        (".ods", ""),
    )
    for unit in ("元", "万元", "亿元")
    for says in ("cell", "header", "note")
)
PLAIN = Form()
_COLUMNS = """
id name unit investor contracted paper stage fair signed_on paid_in started_on reported_on latest_progress status
status_on replaced_by
"""
PROJECT_COLUMNS = tuple(_COLUMNS.split())


@dataclass(frozen=True)
class Truth:
    """One project as it is. `units` are all that take part; the first counts the amount (in 万元, or foreign)."""

    name: str
    investor: str
    units: tuple[str, ...]
    amount: Money | None
    day: date | None
    paper: str
    stage: str
    fair: str = ""
    status: str = ""
    status_on: date | None = None
    started: date | None = None
    paid_in: Money | None = None
    reported: date | None = None

    def row(self, **changes: Any) -> dict[str, Any]:
        """As a ledger tells it, truthfully but for the changes."""
        told = {
            "name": self.name,
            "unit": "、".join(self.units),
            "investor": self.investor,
            "contracted": self.amount,
            "paper": self.paper,
            "stage": self.stage,
            "fair": self.fair,
            "signed_on": self.day,
            "paid_in": self.paid_in,
            "started_on": self.started,
            "reported_on": self.reported,
            "latest_progress": f"{self.name}按计划推进" if self.reported else "",
            "status": self.status,
            "status_on": self.status_on,
            "replaced_by": "",
        }
        return {**told, **changes}


@dataclass(frozen=True, repr=False)
class GeneratedSeason:
    """Ledgers of one season and a day to look at them; `fairs` by name with their opening, `owed` what each unit owes
    in 万元 for a fair, or for the season (None)."""

    as_of: date
    fairs: Mapping[str, date]
    units: tuple[str, ...]
    owed: Mapping[tuple[str | None, str], int]
    truths: tuple[Truth, ...]
    ledgers: tuple[Ledger, ...]

    def __repr__(self) -> str:
        """The folder as texts, for whoever reads of a law that does not hold."""
        told = "\n".join(f"--- {one.path}\n{one.text}" for one in self.ledgers)
        return f"on {self.as_of}\n{told}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))  # hypothesis would take the fields of a dataclass apart

    @property
    def files(self) -> dict[str, bytes]:
        """The folder."""
        return {ledger.path: ledger.data for ledger in self.ledgers}

    def of_kind(self, kind: str) -> tuple[Ledger, ...]:
        """Its ledgers of one kind."""
        return tuple(ledger for ledger in self.ledgers if ledger.kind == kind)

    def also(self, *ledgers: Ledger) -> GeneratedSeason:
        """The season with more ledgers."""
        return replace(self, ledgers=(*self.ledgers, *ledgers))

    def each(self, change: Any) -> GeneratedSeason:
        """The season with each ledger changed."""
        return replace(self, ledgers=tuple(change(ledger) for ledger in self.ledgers))


def own_ledger(
    unit: str, rows: Iterable[Mapping[str, Any]], owner: str = "column", form: Form = PLAIN, day: date | None = None
) -> Ledger:
    """A unit's own project ledger, which says whose it is by `owner`; `day` stands in its name."""
    columns = tuple(column for column in PROJECT_COLUMNS if owner == "column" or column != "unit")
    letter = "甲乙丙丁戊己庚"[(*COUNTIES, *PARKS, *TOWNS).index(unit)]
    folder, stem = {"folder": (unit, "项目台账"), "file": ("报送", f"{unit}项目台账")}.get(
        owner, ("报送", f"项目台账{letter}")
    )
    titles = (f"填报单位：{unit}招商局",) if owner == "title" else ()
    stamp = f"({day.month}月{day.day}日)" if day else ""
    return Ledger("projects", folder, stem + stamp, columns, tuple(rows), owner, titles, form)


def roll_up(truths: Iterable[Truth], prefix: str = "ZS2026", owner: str = "column", form: Form = PLAIN) -> Ledger:
    """The office's own list of projects, under its own numbers ("": without)."""
    rows = [
        truth.row(id=f"{prefix}-{number:03}" if prefix else "")
        for number, truth in enumerate(sorted(truths, key=lambda truth: truth.units[0]), 1)
    ]
    columns = tuple(column for column in PROJECT_COLUMNS if owner == "column" or column != "unit")
    return Ledger("projects", "", "全市项目汇总", columns, tuple(rows), owner, (), form)


# ------------------------------------------------------------ what hypothesis draws

AMOUNTS = st.integers(1, 900).map(lambda number: Money(Decimal(number) * 50))
FOREIGN = st.integers(1, 40).map(lambda number: Money(Decimal(number) * 100, "美元"))
OWNERS = ("column", "column", "title", "folder", "file")
DAYS = (date(2026, 3, 2), date(2026, 5, 20), date(2026, 6, 11), date(2026, 8, 3))


@st.composite
def truths(draw: st.DrawFn, number: int, units: tuple[str, ...], fairs: tuple[str, ...], as_of: date) -> Truth:
    """One project, whole: with a paper, a day and an amount."""
    first = draw(st.sampled_from(units))
    peers = [unit for unit in units if unit != first and unit not in TOWNS and first not in TOWNS]
    partner = draw(st.sampled_from(peers)) if peers and draw(st.integers(0, 5)) == 5 else ""
    paper = draw(st.sampled_from(("合同", "合同", "合同", "框架协议", "意向")))
    day = date(2025, 12, 1) + timedelta(draw(st.integers(0, 210)))
    ahead = day > as_of
    status = draw(st.sampled_from(("", "正常", "正常", "退回")))
    began = not ahead and paper == "合同" and draw(st.integers(0, 3)) == 3
    stages = {"合同": ("签约", "落地", "在建"), "框架协议": ("签约",), "意向": ("在谈",)}[paper]
    return Truth(
        name=NAMES[number],
        investor=INVESTORS[number],
        units=(first, partner) if partner else (first,),
        amount=draw(FOREIGN if draw(st.integers(0, 9)) == 9 else AMOUNTS),
        day=day,
        paper=paper,
        stage="在谈" if ahead else draw(st.sampled_from(stages)),
        fair=draw(st.sampled_from(("", "", *fairs))),
        status=status,
        status_on=draw(st.sampled_from((None, as_of - timedelta(20), as_of + timedelta(9))))
        if status == "退回"
        else None,
        started=day + timedelta(draw(st.integers(0, 30))) if began else None,
        paid_in=None if ahead or draw(st.booleans()) else Money(Decimal(draw(st.integers(1, 40)) * 50)),
        reported=draw(st.sampled_from((None, as_of - timedelta(3), as_of - timedelta(40)))),
    )


@st.composite
def seasons(draw: st.DrawFn, *, doubts: bool = False, forms: tuple[Form, ...] = (PLAIN,)) -> GeneratedSeason:
    """A season. With `doubts` cells are missing, rows conflict, one project is claimed twice, another list has other
    numbers, older versions lie beside; without any every row is a truthful copy, in its unit's own ledger alone."""
    as_of = draw(st.sampled_from(DAYS))
    fairs = {SPRING: date(2026, 6, 10)} | ({AUTUMN: date(2026, 9, 16)} if draw(st.booleans()) else {})
    units = (
        *COUNTIES[: draw(st.integers(2, 3))],
        *PARKS[: draw(st.integers(0, 2))],
        *TOWNS[: draw(st.integers(0, 2))],
    )
    many = draw(st.integers(1, 9))
    order = draw(st.permutations(range(len(NAMES))))[:many]
    true = tuple(draw(truths(number, units, tuple(fairs), as_of)) for number in order)
    owed = _owed(draw, units, tuple(fairs))
    numbering = draw(st.sampled_from(("own", "same", "none")))
    own: list[Ledger] = []
    for unit in units:
        mine = [truth for truth in true if truth.units[0] == unit]
        if mine:
            rows = [truth.row(id=_own_number(numbering, truth, at)) for at, truth in enumerate(mine, 1)]
            if doubts:
                rows = [_with_gaps(draw, row) for row in rows]
            owner = draw(st.sampled_from(OWNERS))
            if owner != "column" and any(len(truth.units) > 1 for truth in mine):
                owner = "column"  # only a column can name two
            form, day = draw(st.sampled_from(forms)), draw(st.sampled_from((None, as_of - timedelta(9))))
            own.append(own_ledger(unit, rows, owner, form, day))
    base = [*_base(draw, fairs, units, owed, forms), *_beside(draw, true, as_of)]
    made = GeneratedSeason(as_of, fairs, units, owed, true, (*base, *own))
    return _with_doubts(draw, made, forms) if doubts else made


def _owed(draw: st.DrawFn, units: tuple[str, ...], fairs: tuple[str, ...]) -> Mapping[tuple[str | None, str], int]:
    scopes = draw(st.sampled_from(((fairs[0],), (None,), (fairs[0], None), fairs, ())))
    chosen = [(scope, unit) for scope in scopes for unit in units if draw(st.integers(0, 5))]
    return {key: draw(st.sampled_from((0, 10000, 30000, 40000))) for key in chosen}


def _own_number(numbering: str, truth: Truth, at: int) -> str:
    """A project's number in its unit's ledger. Units that number alike may not do so for what they share: the same
    number and the same units are one project by whatever name."""
    letter = "ABCDEFG"[(*COUNTIES, *PARKS, *TOWNS).index(truth.units[0])]
    alike = f"2026{at:03}" if len(truth.units) == 1 else ""
    return {"own": f"{letter}P-{at:04}", "same": alike, "none": ""}[numbering]


def _base(
    draw: st.DrawFn,
    fairs: Mapping[str, date],
    units: tuple[str, ...],
    owed: Mapping[tuple[str | None, str], int],
    forms: tuple[Form, ...],
) -> list[Ledger]:
    """The ledgers of fairs, units, targets and matters."""
    form = draw(st.sampled_from(forms))
    fair_rows = [
        {"fair_name": name, "opens": opens, "closes": opens + timedelta(2), "target": Money(Decimal(120000))}
        for name, opens in fairs.items()
    ]
    unit_rows = [
        {"unit": unit, "kind": KIND_OF[unit], "parent": PARENT.get(unit, ""), "aliases": ALIASES.get(unit, "")}
        for unit in units
    ]
    owed_rows = [
        {"unit": unit, "for_fair": fair or "", "amount": Money(Decimal(amount))}
        for (fair, unit), amount in owed.items()
    ]
    matters = [
        {"matter_id": f"DB-{at:04}", "what": f"{unit}{what}", "owed_by": unit, "due": day, "settled": None}
        for at, (unit, what, day) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(units),
                        st.sampled_from(("报送周报", "办理用地预审", "接通施工用电")),
                        st.sampled_from((date(2026, 2, 1), date(2026, 7, 1))),
                    ),
                    max_size=3,
                    unique_by=lambda one: one[:2],
                )
            ),
            1,
        )
    ]
    ledgers = [
        Ledger("fairs", "", "展会", ("fair_name", "opens", "closes", "target"), tuple(fair_rows), form=form),
        Ledger("units", "", "单位", ("unit", "kind", "parent", "aliases"), tuple(unit_rows)),
    ]
    if owed_rows:
        ledgers.append(Ledger("targets", "", "目标任务", ("unit", "for_fair", "amount"), tuple(owed_rows), form=form))
    if matters:
        columns = ("matter_id", "what", "owed_by", "due", "settled")
        ledgers.append(Ledger("followups", "", "督办事项", columns, tuple(matters)))
    return ledgers


def _beside(draw: st.DrawFn, true: tuple[Truth, ...], as_of: date) -> list[Ledger]:
    """What other ledgers tell of the projects: months of money, nodes, visits, what holds them."""
    some = [truth for truth in true if draw(st.integers(0, 3)) == 3]
    if not some:
        return []
    month = [{"name": one.name, "month": date(2026, 2, 1), "paid_in": Money(Decimal(100))} for one in some]
    node = [{"name": one.name, "unit": one.units[0], "node": "开工", "planned": as_of - timedelta(4)} for one in some]
    visit = [{"name": one.name, "visited": as_of - timedelta(6), "who": "带队人"} for one in some]
    held = [{"name": one.name, "what_holds": "用地未摘牌", "opened": as_of - timedelta(30)} for one in some]
    told = {"funds": month, "milestones": node, "visits": visit, "blockers": held}
    stems = {"funds": "资金月报", "milestones": "节点", "visits": "走访", "blockers": "问题清单"}
    kinds = draw(st.lists(st.sampled_from(sorted(told)), max_size=2, unique=True))
    return [Ledger(kind, "", stems[kind], tuple(told[kind][0]), tuple(told[kind])) for kind in kinds]


# ------------------------------------------------------------ doubts


def _with_gaps(draw: st.DrawFn, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row, one in four of them without its paper, its day or its amount."""
    gap = draw(st.sampled_from(("paper", "signed_on", "contracted", "investor", *[""] * 12)))
    return dict(row) if not gap else {**row, gap: "" if gap in ("paper", "investor") else None}


def _conflicting(draw: st.DrawFn, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as another list has it: often the same, else with one cell that says something else."""
    other = draw(st.sampled_from(("contracted", "signed_on", "stage", "paper", "status", "fair", "paid_in", *[""] * 7)))
    money = row["contracted"] or Money(Decimal(700))
    told: Mapping[str, Any] = {
        "contracted": replace(money, value=money.value + 50),
        "signed_on": (row["signed_on"] or date(2026, 2, 2)) - timedelta(draw(st.sampled_from((2, 90)))),
        "stage": draw(st.sampled_from(("在谈", "签约", "在建", "投产"))),
        "paper": draw(st.sampled_from(("合同", "框架协议"))),
        "status": "终止",
        "fair": SPRING,
        "paid_in": Money(Decimal(450)),
    }
    return {**row, other: told[other]} if other else dict(row)


def _with_doubts(draw: st.DrawFn, season: GeneratedSeason, forms: tuple[Form, ...]) -> GeneratedSeason:
    made = season
    if draw(st.integers(0, 3)) == 3:
        made = _with_replacement(draw, made)
    listed = [row for ledger in made.of_kind("projects") for row in _told(ledger)]
    if draw(st.booleans()):
        made = made.also(_other_list(draw, listed, draw(st.sampled_from(forms))))
    if draw(st.booleans()):
        made = made.also(_claimed_twice(draw, season, draw(st.sampled_from(listed))))
    if draw(st.booleans()):
        dated = [ledger for ledger in made.of_kind("projects") if "(" in ledger.stem]
        lost, day = draw(st.integers(0, 3)), season.as_of - timedelta(12)
        made = made.also(*(older_version(ledger, day, lost) for ledger in dated[:1]))
    return made


def _with_replacement(draw: st.DrawFn, season: GeneratedSeason) -> GeneratedSeason:
    """One project is replaced by another, or by one that nobody knows; its status says so or is left blank."""
    gone = draw(st.sampled_from(season.truths)).name
    by = draw(st.sampled_from((*(truth.name for truth in season.truths if truth.name != gone), "没有这个项目")))
    said = {"replaced_by": by, "status": draw(st.sampled_from(("", "置换", "正常")))}

    def named(ledger: Ledger) -> Ledger:
        rows = tuple({**row, **said} if row.get("name") == gone else row for row in ledger.rows)
        return replace(ledger, rows=rows) if ledger.kind == "projects" else ledger

    return season.each(named)


def other_matters(season: GeneratedSeason) -> tuple[Ledger, ...]:
    """The same matters as a superior office lists them, by numbers of its own."""
    return tuple(
        replace(
            ledger,
            folder="督查室",
            stem="督查事项",
            rows=tuple({**row, "matter_id": f"市督2026-{at}号"} for at, row in enumerate(ledger.rows, 17)),
        )
        for ledger in season.of_kind("followups")
    )


def _told(ledger: Ledger) -> list[dict[str, Any]]:
    return [dict(row) for row in ledger.rows]


def _other_list(draw: st.DrawFn, rows: list[dict[str, Any]], form: Form) -> Ledger:
    """The office's own list of some of the projects, by its own numbers, the units' or none; its rows may conflict."""
    prefix = draw(st.sampled_from(("ZS2026", "", "units")))
    some = [row for row in rows if draw(st.integers(0, 3))] or rows
    told = [
        {**_conflicting(draw, row), "id": row["id"] if prefix == "units" else f"{prefix}-{at:03}" if prefix else ""}
        for at, row in enumerate(sorted(some, key=lambda row: str(row["unit"])), 1)
    ]
    single = all("、" not in str(row["unit"]) for row in told)
    owner = draw(st.sampled_from(("column", "section"))) if single else "column"
    columns = tuple(column for column in PROJECT_COLUMNS if owner == "column" or column != "unit")
    return Ledger("projects", "", "全市项目汇总", columns, tuple(told), owner, (), form)


def _claimed_twice(draw: st.DrawFn, season: GeneratedSeason, row: dict[str, Any]) -> Ledger:
    """A project that another unit, or the same one under a longer name, claims too."""
    other = draw(st.sampled_from(season.units))
    name = draw(st.sampled_from((row["name"], f"{row['investor'][:2]}{row['name']}项目", f"{row['name']}项目")))
    claim = {**row, "id": "", "unit": ALIASES.get(other, other), "name": name}
    return Ledger("projects", "补报", "补报项目", tuple(PROJECT_COLUMNS), (claim,), "column")


def older_version(ledger: Ledger, day: date, lost: int = 0) -> Ledger:
    """The ledger as it was on an earlier day: amounts and stages were others, and a row may have been there that is
    gone by now (`lost`: which of its rows it did not have yet, none where that would leave too little in common)."""
    kept = [row for at, row in enumerate(ledger.rows) if len(ledger.rows) < 2 or at != lost]
    rows = [{**row, "stage": "在谈", "contracted": _less(row["contracted"])} for row in kept]
    stem = ledger.stem.partition("(")[0]
    return replace(ledger, stem=f"{stem}({day.month}月{day.day}日)", rows=tuple(rows))


def _less(money: Money | None) -> Money | None:
    return replace(money, value=money.value * 2) if money else None
