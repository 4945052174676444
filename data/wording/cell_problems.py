"""What was wrong with a cell, and what to do; joined with the other codes in `problems`."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_

CELL_PROBLEMS: Mapping[str, str] = {
    "cell_error": N_("the cell holds an error and no value; mend its formula or write the value"),
    "cell_open": N_("not decided yet; taken as blank"),
    "formula_uncached": N_("the formula was never computed; open the workbook and save it again"),
    "amount_unreadable": N_("not one amount; write one number with its unit, 万元 or 亿元"),
    "amount_unit_unclear": N_(
        "the header names several units; write the unit into the cell, or one unit into the header"
    ),
    "amount_format": N_(
        "the number format {format} shows {seen}, which is not the unit that header or note say, or no amount; write "
        "the amount with its unit as text"
    ),
    "amount_formatted": N_("taken as its number format shows it (cells: {count})"),
    "amount_negative": N_("an amount below zero is not taken; write what was really signed, or leave it blank"),
    "amount_size": N_("too large for an amount, not taken; look at its unit"),
    "amount_approximate": N_("an approximate amount; counted as written"),
    "amount_range": N_("a range of amounts; the lower end counts"),
    "count_unreadable": N_("not a whole number, not taken; write the number alone"),
    "count_approximate": N_("an approximate number; counted as written"),
    "ratio_unreadable": N_("not a share; write one number and %"),
    "ratio_approximate": N_("an approximate share; taken as written"),
    "flag_unreadable": N_("neither yes nor no; write 是 or 否"),
    "code_spoilt": N_("the spreadsheet has rounded this number; enter it as text again"),
    "date_unreadable": N_("not a day; write year-month-day in digits"),
    "date_partial": N_("the day is missing or unclear; write year-month-day in digits"),
    "date_impossible": N_("there is no such day; write the right one, year-month-day in digits"),
    "date_implausible": N_("the year cannot be right; write year-month-day in digits"),
    "date_ambiguous": N_("month and day cannot be told apart; write year-month-day in digits"),
    "date_order": N_("the range ends before it begins; correct the two days"),
    "date_1904": N_("numbers counted from 1904, as this workbook counts its days (cells: {count})"),
    "date_month_first": N_(
        "taken as month/day, as the other days of this column can only be read (unclear cells: {count})"
    ),
    "date_day_first": N_(
        "taken as day/month, as the other days of this column can only be read (unclear cells: {count})"
    ),
    "date_month_end": N_("taken as the last day of the month"),
    "date_remark": N_("words stand behind the day; the day is taken as written"),
    "date_range": N_("a range of days; both ends are kept where the ledger has a place for them"),
    "month_unreadable": N_("not a month; write year-month in digits"),
    "year_assumed": N_("days without a year are taken as of {year} (cells: {count})"),
    "status_said": N_("the cell says how the project ended; taken as its status where no column says one"),
    "stage_unknown": N_(
        "not a known stage; write 意向, 在谈, 签约, 落地, 在建, 投产 or 达产达效, "
        "or add it to [stages] in fairwatch.toml"
    ),
    "paper_unknown": N_("not a known paper; write 合同, 框架协议 or 意向协议"),
    "status_unknown": N_("not a known state of a project; write 正常, 退回, 置换, 终止 or 暂停"),
}
