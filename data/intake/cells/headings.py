"""One header cell -> what is compared: spaces, line breaks, full-width forms, traditional characters do not matter.

A unit in brackets or after a slash is read and taken off: 总投资(亿元), 投资额/万元, (亿元,含税), (人民币:亿元).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from data.intake.cells.amounts import CURRENCIES, SCALES, AmountUnit, unit_of
from data.support.fast_dataclass import dataclass
from data.support.late_pattern import late_pattern
from data.support.text import clean

# Traditional forms of the characters that the known headers and words are made of (Big5 ledgers).
_TRADITIONAL = (
    "項單責稱總資額簽約類別階進節會歸屬產業領構際實開計劃時間聯絡員專駐題塊點評審態狀換數個級號據縣區園辦鎮鄉負導門務標達動廠協議書關鍵範圍見訪談"
    "對帶隊結決報應發離與從飛價幣萬億圓備註製準電話誌質長顧處終給續補訊復職團執優勢療築衛暫歷繫擬統籌廣東陽觀測興覽賓來場費獲預確認廢棄償還權閉舉"
    "線問參況調掛鉤設冊貳陸兩經訂運證閱儲環組轉"
)
_SIMPLIFIED = (
    "项单责称总资额签约类别阶进节会归属产业领构际实开计划时间联络员专驻题块点评审态状换数个级号据县区园办镇乡负导门务标达动厂协议书关键范围见访谈"
    "对带队结决报应发离与从飞价币万亿元备注制准电话志质长顾处终给续补讯复职团执优势疗筑卫暂历系拟统筹广东阳观测兴览宾来场费获预确认废弃偿还权闭举"
    "线问参况调挂钩设册贰陆两经订运证阅储环组转"
)
TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)

_BRACKETS = late_pattern(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)(?:[)\]】〕}]|$)")
_NESTED = late_pattern(r"\(([^()]*)\(([^()]*)\)([^()]*)\)")
_PARTS = late_pattern(r"[,、;:/|·\s]+")
_UNIT_INSIDE = late_pattern(
    r"(?:人民币|美元|欧元|港币|日元)?(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
    r"(?:元人民币|元|人民币|美元|美金|港元|港币|欧元|日元|英镑)|(?<![\u4e00-\u9fff])亿(?![\u4e00-\u9fff])"
)
_AROUND_UNIT = late_pattern(r"^(?:折合|折算|折|合|统一|均按|按|以|均为|为|约)+|(?:为单位|计算|计价|计量|计|口径)+$")
_OF_MONEY = late_pattern(r"亿|美元|美金|usd|us\$|港元|港币|hkd|欧元|eur|€|日元|jpy|英镑|gbp|£|外币|原币")
"""What a remark holds that may say another unit than the rest of the header, where no unit is read in it."""
_UNIT_AT_END = late_pattern(r"(?<=[额资金款值产])(?:万亿|亿|万)(?:元|美元|欧元|港元)$")
_SLASHED = late_pattern(r"[/:,、]([^/:,、()]+)$")
_NOISE = late_pattern(r"[\s_]+")
_ENDS = "*※★☆#:：。.、,，-—"


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A header: `whole` as compared (without its unit), `bare` without any brackets, `unit` what it says of amounts.

    `text` is the header as it is shown; `unclear` what it says of units where that is more than one.
    """

    text: str
    whole: str
    bare: str
    unit: AmountUnit | None = None
    unclear: str = ""


def normal(text: str) -> str:
    """Text as headers and fixed words are compared: NFKC, simplified, no case, no spaces or underscores."""
    wide = unicodedata.normalize("NFKC", clean(text)).translate(TO_SIMPLIFIED)
    return _NOISE.sub("", wide).casefold().strip(_ENDS)


@lru_cache(maxsize=4096)
def heading(text: str) -> HeaderText:
    """Read one header cell. Never raises."""
    whole = _flat(normal(text))
    said: dict[AmountUnit, str] = {}
    while (found := next((one for one in _BRACKETS.finditer(whole) if units_in(one[1])), None)) is not None:
        said.update(units_in(found[1]))
        rest = _PARTS.sub(",", _without_units(found[1])).strip(",")
        whole = f"{whole[: found.start()]}{f'({rest})' if rest else ''}{whole[found.end() :]}".strip(_ENDS)
    slashed = _SLASHED.search(whole) or _UNIT_AT_END.search(whole)
    if slashed and (unit := unit_of(slashed[0].lstrip("/:,、"))):
        said.setdefault(unit, slashed[0])
        whole = whole[: slashed.start()].strip(_ENDS)
    bare = _bare(whole)
    unclear = "/".join(said.values()) if len(said) > 1 else ""
    if not said:
        unclear = next((one[1] for one in _BRACKETS.finditer(whole) if _OF_MONEY.search(one[1])), "")
    return HeaderText(" ".join(clean(text).split()), whole, bare, next(iter(said), None), unclear)


def units_in(text: str) -> dict[AmountUnit, str]:
    """The units that a remark names, each with the words that do: {亿元} of 人民币:亿元, of 亿元,含税, of 按亿元计."""
    plain = text.removeprefix("单位").lstrip(":")
    whole = _unit(plain)
    if whole:
        return {whole: plain}
    parts = _PARTS.split(plain)
    scales, currencies = [w for w in parts if w in SCALES and w], [w for w in parts if w in CURRENCIES]
    if len(scales) == len(currencies) == 1 and (both := unit_of(scales[0] + currencies[0])):
        return {both: scales[0] + currencies[0]}
    found: dict[AmountUnit, str] = {}
    for words in (*parts, *_UNIT_INSIDE.findall(plain)):
        if unit := _unit(words):
            found.setdefault(unit, words)
    return found


_SAYS_NOTHING_MORE = frozenset({"单位", "人民币", "rmb", "cny"})


def _without_units(text: str) -> str:
    parts = [part for part in _PARTS.split(text) if part not in _SAYS_NOTHING_MORE]
    return ",".join(_UNIT_INSIDE.sub("", part) for part in parts if not _unit(part.removeprefix("单位")))


def _unit(words: str) -> AmountUnit | None:
    """The unit that words name, perhaps as what amounts are converted to: 折合亿元, 按万元计."""
    return unit_of(words) or unit_of(_AROUND_UNIT.sub("", words))


def _flat(text: str) -> str:
    """Brackets within brackets as one: (亿元(含税)) is (亿元,含税)."""
    while (flatter := _NESTED.sub(r"(\1,\2\3)", text)) != text:
        text = flatter
    return text


def _bare(text: str) -> str:
    while (shorter := _BRACKETS.sub("", text)) != text:
        text = shorter
    return text.strip(_ENDS)
