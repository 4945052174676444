"""fairwatch.toml: every default has its place, and a mistake is told with its key in the reader's language."""

from __future__ import annotations

import pytest

import tui  # noqa: F401 - it knows the keys that an office may choose
from data import wording
from data.settings import ReadingSettings, RuleSettings, Settings, SettingsError, keys, parse, read


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("[lights]\ngreen = 'ten'", "lights.green", "应为数字，写的是加引号的文字"),
        ("[office]\nplace = 7", "office.place", "应为加引号的文字，写的是整数"),
        ("[office]\ntimezone = 'Mars'", "office.timezone", "没有时区“Mars”"),
        ("[lihgts]\ngreen = 1", "lihgts", "没有这个键"),
        ("[signed]\nbasis = 'total'", "signed.basis", "contracted, total_investment"),
        ("[stall]\nevidence = ['gossip']", "stall.evidence[0]", "milestone"),
        ("[stall]\nwinter = ['11-15']", "stall.winter", "应写两个日期"),
        ("[stall]\nwinter = ['11-15', '02-30']", "stall.winter", "“02-30”不是一年中的某一天"),
        ("[columns.projects]\nunits = ['县区']", "columns.projects.units", "不在可选值之中"),
        ("[columns.project]\nunit = ['县区']", "columns.project", "projects"),
        ("[stages]\nbuilt = ['建成']", "stages.built", "in_production"),
        ("[season]\nfrom = 'May'", "season.from", "这个键"),
        ("[rates]\npreliminaries = ['前期']", "rates.preliminaries[0]", "landed, building"),
        ("[rates]\ndecimals = 9", "rates.decimals", "这个键"),
        ("[rates.formulas]\n成活率 = 'net'", "", "第 2 行"),
        ("[rates.formulas]\n'成活率' = 'nett / net'", "rates.formulas.成活率", "“nett”不在可选值之中"),
        ("[rates.formulas]\n'成活率' = 'net +'", "rates.formulas.成活率", "应为数字和统计项"),
        ("[rates.formulas]\n'成活率' = '2 ** net'", "rates.formulas.成活率", "“2 ** net”"),
        ("[rates.formulas]\n'成活率' = 'net + net.real'", "rates.formulas.成活率", "“net.real”"),
        ("[rates.formulas]\n'成活率' = '1 + print(net)'", "rates.formulas.成活率", "“print(net)”"),
        ("[rates.formulas]\n'成活率' = 'net < 1'", "rates.formulas.成活率", "“net < 1”"),
        ("[rates.formulas]\n'成活率' = 'True + net'", "rates.formulas.成活率", "“True”"),
        ("[rates.formulas]\n'成活率' = 'net * 1e999'", "rates.formulas.成活率", "“1e999”"),
        ("[rates.formulas]\n'成活率' = ''", "rates.formulas.成活率", "应为数字和统计项"),
        ("[score]\nformula = 'best'", "score.formula", "min_max"),
        ("[trips]\nstatistic_on = '06-31'", "trips.statistic_on", "“06-31”不是一年中的某一天"),
        ("[tiers]\nbounds = [0]", "tiers.bounds[0]", "这个键"),
        ("[office]\nplace = 云川市", "", "第 2 行"),
        ("[[", "", "写法不对"),
    ],
)
def test_a_mistake_names_its_key_and_what_was_expected(text: str, key: str, words: str) -> None:
    wording.use("zh")
    with pytest.raises(SettingsError) as refused:
        parse(text)
    assert refused.value.key == key
    assert words in refused.value.text
    assert refused.value.text.startswith(key)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[lihgts]\ngreen = 1", {"lihgts": "lights"}),
        ("[wall]\nface = 'season'\nrotate_seconds = 9", {"wall.face": ""}),
        ("[lights]\nGreen = 5\nyelow = 7", {"lights.Green": "lights.green", "lights.yelow": "lights.yellow"}),
        ("[files]\ngreen = 5", {"files.green": "lights.green"}),
        ("[stall]\nsigned_days = 5", {"stall.signed_days": "stall.signed"}),
        ("[rules]\npack = '996'", {"rules.pack": ""}),
        ("[rules]\npack = 710", {"rules.pack": ""}),
        ("lights = 7", {"lights": ""}),
        ("[[lights]]\ngreen = 1", {"lights": ""}),
        ("[lights]\ngreen = {a = 1}", {"lights.green": ""}),
        ("[tiers]\nbounds = 7", {"tiers.bounds": ""}),
        ("[score]\ncap = nan", {"score.cap": ""}),
        ("[tiers]\nbounds = [inf]", {"tiers.bounds[0]": ""}),
        ("[stall]\nwinter = ['11-15', '12-01', '02-01']", {"stall.winter": ""}),
        ("[cadence]\nrollup = ['week', 'fortnight']", {"cadence.rollup[1]": ""}),
        ("[office]\ntimezone = 'Asia'", {"office.timezone": ""}),
        ("[columns.project]\nunit = ['县区']", {"columns.project": "projects"}),
        ("[columns.projects]\nunits = ['县区']", {"columns.projects.units": "unit"}),
        ("[columns]\nprojects = ['县区']", {"columns.projects": ""}),
        ("[keys]\nrefesh = 'd'\nnote = 7\nquit = 'ctrl+x'", {"keys.note": "", "keys.refesh": "refresh"}),
        ("[keys]\nmark = 'd'\nsnooze = 'd'", {"keys.snooze": ""}),
        ("[papers]\ncontrat = ['协议书']", {"papers.contrat": "papers.contract"}),
        ("[[ledgers]]\nmatch = 'a'\nknd = 'projects'", {"ledgers[0].knd": "ledgers[0].kind"}),
        ("[[ledgers]]\nkind = 'projects'", {"ledgers[0]": ""}),
        ("[[ledgers]]\nmatch = 'a'\nkind = 'project'", {"ledgers[0].kind": "projects"}),
        ("[[ledgers]]\nmatch = 'a'\ncolumns = {unit = 'x'}", {"ledgers[0].kind": ""}),
        ("[[ledgers]]\nmatch = 'a'\nkind = 'projects'\ncolumns = {units = 'x'}", {"ledgers[0].columns.units": "unit"}),
        (
            "[[ledgers]]\nmatch = 'a'\nkind = 'projects'\nconstants = {stag = 'x'}",
            {"ledgers[0].constants.stag": "stage"},
        ),
        ("[[ledgers]]\nmatch = 'a'\nkind = 'projects'\nconstants = {unit = ['x']}", {"ledgers[0].constants.unit": ""}),
        ("[[ledgers]]\nmatch = 'a'\nstatuses = {endet = ['Lost']}", {"ledgers[0].statuses.endet": "ended"}),
        ("[[ledgers]]\nmatch = 'a'\ncurrency = 'dollar'", {"ledgers[0].currency": ""}),
        ("[ledgers]\nmatch = 'a'", {"ledgers": ""}),
    ],
)
def test_what_is_not_understood_is_told_with_its_nearest_key_and_costs_nothing_else(
    text: str, left: dict[str, str]
) -> None:
    taken = read(text if "stall" in text else f"stall.signed = 15\n{text}")
    assert {error.key: error.near for error in taken.left} == left
    bare = read("stall.signed = 15" if "stall" not in text else "").settings
    kept = {key.key for key in keys(taken.settings, taken.given) if key.from_file}
    changed = {key.key for key, was in zip(keys(taken.settings), keys(bare), strict=True) if key.value != was.value}
    assert changed <= kept
    assert kept - {"stall.signed"} <= {"wall.rotate_seconds", "keys", "ledgers"}


def test_of_a_list_and_of_a_table_the_good_entries_stay() -> None:
    taken = read(
        "[stall]\nevidence = ['funds', 'gossip', 7, 'report']\n"
        "[units]\nsuperiors = ['示例市人民政府', 3]\n[units.aliases]\n'东川园区' = ['东川']\n'北川园区' = '北川'\n"
        "[rates.formulas]\n'成活率' = 'net / contracts'\n'折扣' = 'net / nothing'\n"
        "[stages]\nbuilding = ['三通一平']\nbuilt = ['建成']\n"
        "[columns.projects]\nunit = ['牵头县区']\nunits = ['县区']\n"
    )
    rules = taken.settings
    assert rules.stall.evidence == ("funds", "report")
    assert (rules.units.superiors, rules.units.aliases) == (("示例市人民政府",), {"东川园区": ("东川",)})
    assert (list(rules.rates.formulas), rules.stages) == (["成活率"], {"building": ("三通一平",)})
    assert rules.columns == {"projects": {"unit": ("牵头县区",)}}
    assert len(taken.left) == 7


def test_of_several_blocks_with_mistakes_each_keeps_what_is_good() -> None:
    first = "[[ledgers]]\nmatch = 'a'\nkind = 'project'\n"
    second = (
        "[[ledgers]]\nmatch = 'b'\nkind = 'projects'\ncolumns = {unit = 'x', units = 'y'}\nstages = {won = ['z']}\n"
    )
    taken = read(first + second)
    (kept,) = taken.settings.ledgers
    assert (kept.match, kept.columns, kept.stages) == ("b", {"unit": "x"}, {})
    assert {error.key for error in taken.left} == {
        "ledgers[0].kind",
        "ledgers[1].columns.units",
        "ledgers[1].stages.won",
    }


def test_a_list_of_which_nothing_is_good_is_not_empty_but_the_default() -> None:
    assert read("[stall]\nevidence = ['gossip']").settings.stall.evidence == Settings().stall.evidence
    assert read("[stall]\nevidence = []").settings.stall.evidence == ()


def test_a_ladder_that_is_not_understood_stays_the_default_one() -> None:
    ladders = Settings().followups.ladders
    typed = read("[followups.ladders.'一般']\nsettled_day = 9\nreplied_days = 2").settings.followups.ladders
    assert (typed["一般"].settled_days, typed["一般"].replied_days) == (7, 2)
    wrong = read("[followups.ladders]\n'一般' = 7\n[followups.ladders.'特急']\nsettled_days = 1").settings
    assert wrong.followups.ladders["一般"] == ladders["一般"]
    assert wrong.followups.ladders["特急"].settled_days == 1


def test_the_pack_stands_below_a_key_that_is_not_understood() -> None:
    pack = read("[rules]\npack = '710'").settings
    taken = read("[rules]\npack = '710'\n[followups]\nwithin_year = 'yes'")
    assert (taken.settings.followups, len(taken.left)) == (pack.followups, 1)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 2026-13-45", "\0", "=", "[office"])
def test_what_is_no_toml_is_refused_whole(text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(text)
    assert refused.value.code == "syntax"


def test_nothing_is_needed_and_everything_has_a_default() -> None:
    assert parse("") == Settings()
    assert parse("# only a remark\n") == Settings()


def test_every_key_says_its_meaning_its_source_and_whether_the_file_sets_it() -> None:
    taken = read("[lights]\ngreen = 5")
    listed = list(keys(taken.settings, taken.given))
    assert all(key.meaning and key.source for key in listed)
    assert [key.key for key in listed if key.from_file] == ["lights.green"]
    assert next(key.value for key in listed if key.key == "lights.green") == 5


OWN = {"forms", "rules", "memory", "terminal", "keys"}
"""Sections of the program itself: which pack lies below, what the folder remembers, how the terminal is drawn, which
keys do what."""


def test_each_section_is_of_reading_or_of_the_rules_or_the_programs_own() -> None:
    reading, rules = set(ReadingSettings.__struct_fields__), set(RuleSettings.__struct_fields__)
    # The season's first day is the rules', its year that of days without one; which file is older the rules find out.
    assert reading & rules == {"season", "files"}
    assert reading | rules | OWN == set(Settings.__struct_fields__)


def test_a_part_is_what_the_table_says_whole() -> None:
    given = parse('[season]\nfrom = 2025-03-01\n[files]\namount_unit = "元"\n[units]\nsuperiors = ["省厅"]\n')
    for part in (ReadingSettings.of(given), RuleSettings.of(given)):
        assert all(getattr(part, name) is getattr(given, name) for name in part.__struct_fields__)
    assert RuleSettings.of(given).zone == given.zone


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[wall]\nrotate_seconds = 1979-05-27T07:32:00Z", "应为整数，写的是带时刻的日期"),
        ("[wall]\nrotate_seconds = 07:32:00", "应为整数，写的是时刻"),
        ("[wall]\nrotate_seconds = nan", "这个键不能取这个值（nan）"),
        ("[wall]\nrotate_seconds = 30.5", "应为整数，写的是数字"),
        ("[office]\nplace = false", "应为加引号的文字，写的是true 或 false"),
    ],
)
def test_why_a_value_is_not_taken_is_told_in_chinese_alone(text: str, words: str) -> None:
    wording.use("zh")
    (told,) = read(text).left
    assert told.text.partition(": ")[2] == words


def test_what_the_decoder_says_in_english_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.settings.salvaged_settings._REASONS", ())  # as if a later decoder had words of its own
    wording.use("zh")
    (told,) = read("[wall]\nrotate_seconds = -5").left
    assert told.text == "wall.rotate_seconds: 这个键不能取这个值（-5）"
