"""fairwatch.toml: every default has its place, and a mistake is told with its key in the reader's language."""

from __future__ import annotations

import pytest

from data import wording
from data.settings import Settings, SettingsError, keys, parse


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


def test_nothing_is_needed_and_everything_has_a_default() -> None:
    assert parse("") == Settings()
    assert parse("# only a remark\n") == Settings()


def test_every_key_says_its_meaning_its_source_and_whether_the_file_sets_it() -> None:
    listed = list(keys(parse("[lights]\ngreen = 5"), "[lights]\ngreen = 5"))
    assert all(key.meaning and key.source for key in listed)
    assert [key.key for key in listed if key.from_file] == ["lights.green"]
    assert next(key.value for key in listed if key.key == "lights.green") == 5
