"""What was wrong with a row, and what to do: one table of codes, each with its words.

`{names}` are the problem's args; `{text}` is what the cell said. Say what was read, why it cannot be taken, and
what to write instead, so that the sentence can be read out to the unit on the telephone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.model import ALIKE, Place, Problem
from data.support.late_pattern import late_pattern
from data.wording import N_, _
from data.wording.address_problems import ADDRESS_PROBLEMS
from data.wording.cell_problems import CELL_PROBLEMS
from data.wording.code_words import deciding_word, ledger_kind_word, outcome_word, value_word
from data.wording.ledger_block_words import OWN_LEDGERS
from data.wording.mark_problems import MARK_PROBLEMS
from data.wording.station_words import cause_word
from data.wording.system_errors import system_word

PROBLEMS: Mapping[str, str] = {
    "not_at_rest": N_("it is still being saved; it is read as soon as it has rested"),
    "no_permission": N_("no permission to read it; the program tries again"),
    "parser_died": N_("reading it broke the reading process, which was replaced; the last good version stays"),
    "parser_late": N_("reading it took too long and was stopped; the last good version stays"),
    "not_ready": N_("not marked: the folder has not been opened yet"),
    "not_saved": N_("not marked: this station could not save it ({why})"),
    "read_only": N_("read only: nothing can be marked here"),
    "settings": N_("the settings are not taken: {why}"),
    "settings_key": N_("not taken: {why}; all else in the file is in force"),
    # This station's own files (data.station.databases, data.station.paths).
    "not_kept": N_("cannot be written ({cause}; {variable} says where it is): nothing is kept on this station"),
    "history_set_aside": N_(
        "the history of this station was damaged, or of another version; it lies now in {beside}, and a new one has "
        "begun: what this station saw earlier is not known any more"
    ),
    "history_empty": N_(
        "the history of this station was lost and has begun anew: what it saw earlier is not known any more"
    ),
    "history_unreadable": N_(
        "the history of this station cannot be read ({cause}): what it saw earlier is not known until it can be"
    ),
    "history_unwritten": N_("the history of this station cannot be written ({cause}); it is tried again"),
    "history_garbled": N_("rows of this station's history that cannot be read, and are left out: {count}"),
    "memory_garbled": N_(
        "lines of the folder's memory that cannot be read, and are left out (damaged, or of another version): {count}"
    ),
    "index_set_aside": N_(
        "the index of this station was damaged; it lies now in {beside}, and the ledgers are read anew; nothing is lost"
    ),
    "index_unreadable": N_("the index of this station cannot be read ({cause}): the ledgers are read anew"),
    "index_unwritten": N_(
        "the index of this station cannot be written ({cause}): the next start reads the ledgers anew"
    ),
    # What the rules find in rows that are readable each by itself (data.rules).
    "contradiction": N_(
        "{other} says {said} of the same one ({field}); until they agree or an officer decides it counts only where "
        "both rows count, and for the less"
    ),
    "pair_to_confirm": N_(
        "{said} in {other} is told of as the same project; a total counts the two once until an officer decides"
    ),
    "pair_possible": N_("{said} in {other} may be the same project; both count until an officer decides"),
    "followup_pair": N_("the same matter stands in {other} under another number; it is owed once"),
    "followup_contradiction": N_(
        "the same one stands in {other} with other days; until they agree the one that is due earlier counts, and one "
        "that is settled does not settle the other"
    ),
    "excluded_row": N_("an officer took this row out of the count"),
    "held_loss": N_(
        "the new version has lost many rows ({lost}); the last good one stands until an officer accepts the new one"
    ),
    "rows_not_shared": N_(
        "rows of the last good version are not at this station: the folder's memory does not share them ({lost})"
    ),
    "ledger_gone": N_(
        "the ledger is gone from the folder since {since}, and its rows count no more ({lost}); put it back, or mark "
        "that it is meant to be gone"
    ),
    "ambiguous_key": N_(
        "these rows have one identity and cannot be told apart: {other}; give each its own number or name"
    ),
    "unknown_unit": N_(
        "no such unit in the units ledger; write its name as there, or add it there; counted under the name as written"
    ),
    "unknown_unit_near": N_(
        "no ledger knows this unit; perhaps {near}? Until it is mended a project counts under the name as written, a "
        "target for nobody"
    ),
    "unit_unsaid": N_(
        "no cell, title, folder or file name says whose this is (rows: {count}); it counts in the whole and for no "
        "unit; add a column 责任单位, or 填报单位: above the table"
    ),
    "unit_two": N_(
        "“{named}” names several units, so that nobody can tell whose this is (rows: {count}); it counts in the whole "
        "and for no unit; add a column 责任单位"
    ),
    "unit_office": N_(
        "“{named}” names no unit that is known, so that nobody can tell whose this is (rows: {count}); it counts in "
        "the whole and for no unit; add a column 责任单位"
    ),
    "unit_from_section": N_("the unit is taken from the heading “{named}”: {unit} (assumed)"),
    "unit_from_title": N_("the unit is taken from the title “{named}”: {unit} (assumed)"),
    "unit_from_folder": N_("the unit is taken from the folder “{named}”: {unit} (assumed)"),
    "unit_from_file": N_("the unit is taken from the file's name “{named}”: {unit} (assumed)"),
    "unknown_fair": N_(
        "the target names a fair that the fairs ledger does not have, and is not used; write the fair's name as there"
    ),
    "fair_contradiction": N_(
        "{other} gives this fair other days or another target; the earliest opening and close and the latest first day "
        "count, and of targets that differ none; make the two rows agree"
    ),
    "wall_scope_unknown": N_(
        "[wall] scope names no fair of the fairs ledger; the wall shows what stands first on the desk"
    ),
    "wall_scope_no_season": N_(
        "[wall] scope is the season, for which no target was handed down; the wall shows what stands first on the desk"
    ),
    "closes_before_opens": N_(
        "the fair closes before it opens ({opens}) and is taken as one day; correct one of the two days"
    ),
    "target_contradiction": N_(
        "two targets for one unit were issued at once: {other} says {said} ({field}); neither is used"
    ),
    "target_currency": N_("this target is in another currency and is not used; write it in yuan"),
    "project_fair_near": N_(
        "the fairs ledger has no such fair; perhaps {near}? Until it is mended the project counts for no fair; write "
        "the fair's name as there"
    ),
    "project_fair_unknown": N_("the fairs ledger has no such fair; the project counts for no fair"),
    "no_basis": N_("the amount that the board counts by is not filled in; the project counts without one"),
    "no_date": N_("no day of signing; not counted"),
    "before_from": N_("signed before the counted days begin; not counted"),
    "no_paper": N_("what was signed is not said; it stands beside the contracts and is not counted"),
    "addition": N_("money added to {base}: only the difference counts, on its own day, and it is no new project"),
    "addition_alone": N_(
        "money added to a project that cannot be told: no contract of its unit is called so without that word; it "
        "counts as it is"
    ),
    "signed_again": N_(
        "signed again: signed first for {fair} on {day}, where it counts; this signing counts 0 (repeat signing)"
    ),
    "no_fair_counts": N_("signed on {day}, when no fair counted; not counted"),
    "project_unknown": N_(
        "no project ledger has this project; the row counts for none; write its number or name as there"
    ),
    "project_ambiguous": N_(
        "several projects have this name; the row counts for none of them; write the project's number"
    ),
    "funds_project_unknown": N_("no project ledger has this project; its months of funds count nowhere"),
    "funds_project_ambiguous": N_(
        "several projects have this name; its months of funds count for none of them; write the project's number"
    ),
    "assessment_period": N_("not a quarter; write the year and which quarter of it"),
    "assessment_twice": N_("another row gives this unit another score or rank for the same quarter; the first counts"),
    "replacement_unknown": N_(
        "replaced by a project that no ledger has ({chain}), so it goes on counting; write its number or its name"
    ),
    "replacement_several": N_(
        "replaced by a name that several projects bear ({chain}), so it goes on counting; write the project's number"
    ),
    "replacement_cycle": N_(
        "the projects replace each other in a ring ({chain}), so they go on counting; correct one of them"
    ),
    "replacement_long": N_("the chain of replacements is too long to follow ({chain}); correct it"),
    # Whole files that are not read (data.intake.files.sheets, data.processes.ledger_files).
    "empty": N_("the file is empty; if it is being saved it is read when it is whole"),
    "incomplete": N_("the file is incomplete: it was cut off while it was copied; copy or save it again"),
    "csv_cut": N_("the text ends in the middle of a row; save it again"),
    "cut_text": N_("the text ends in the middle of a character: it was cut off; save it again"),
    "damaged": N_("the workbook is damaged; open it in Excel or WPS and save it again"),
    "too_large": N_("the file is larger than {limit} MB and is not opened; take out pictures and unused sheets"),
    "password": N_("the workbook has a password; save it without one"),
    "html": N_("this is a web page and no workbook; open it in Excel or WPS and save it as .xlsx"),
    "xml_workbook": N_("this is an XML spreadsheet; open it in Excel or WPS and save it as .xlsx"),
    "zip_bomb": N_("the workbook unpacks to more than {limit} MB and is not opened"),
    "far_cell": N_("cell {cell} lies far outside what a ledger needs; delete the rows and columns out there"),
    "too_many_cells": N_("the workbook has more than {limit} cells and is not read; split it into several"),
    "too_much_memory": N_("reading it takes more memory than a ledger may; split it into several"),
    "too_many_sheets": N_("the workbook has more than {limit} sheets and is not read"),
    "unknown_format": N_("this is no spreadsheet that can be read; save it as .xlsx or .csv"),
    "encoding": N_("the text is in no encoding that is known; save it as UTF-8 or as .xlsx"),
    "csv_quotes": N_("more than {limit} quotation marks never close; save it again from the spreadsheet"),
    "copy": N_("a copy or a conflict copy, not counted; keep one of the two and delete the other"),
    "older_version": N_("older version (replaced by {newer})"),
    "version_vanished": N_("no longer in {newer}, and counts no more"),
    "versions_all_count": N_("only {same} of {rows} rows are the same as in {newer}: both count"),
    "versions_same_day": N_(
        "{other} is a version of the same day and says something else; only this one counts; keep one of the two"
    ),
    "left_out": N_("left out by the settings ([files] leave_out, “{pattern}”); not read"),
    "numbers_workbook": N_("this is a document of Apple's Numbers and is not read; export it as .xlsx"),
    "other_workbook": N_("a spreadsheet of this format is not read; save it as .xlsx"),
    "not_a_ledger_name": N_("by its name this is no ledger, and the board does not look at it"),
    "link": N_("a link is not followed; put the file itself here"),
    "not_a_file": N_("this is no ordinary file and is not opened"),
    "unreadable_file": N_("the file cannot be read: {why}"),
    "unreadable_folder": N_("the folder cannot be listed: {why}"),
    "too_deep": N_("folders lie more than {limit} levels deep; what is below is not read"),
    "too_many_files": N_("more than {limit} files; those beyond are not looked at"),
    # Sheets.
    "header_unknown": N_("the header is not recognised; seen: {headers}; name the columns as in the template"),
    "header_missing": N_("this looks like a ledger of {kind}, but a column is missing: {missing}; add it"),
    "header_tie": N_("the header fits several kinds of ledger equally ({kinds}); name its columns more clearly"),
    "header_form": N_("this is a form and no table; put each item in a row under one header"),
    "no_table": N_("no table on this sheet; not read"),
    "own_export": N_("a list that fairwatch itself wrote, no ledger; never counted"),
    "hidden_sheet": N_("a hidden sheet, skipped"),
    "filtered_rows": N_("{count} rows are hidden or filtered out ({rows}); they are counted all the same"),
    "hidden_column": N_("a hidden column; it is read all the same"),
    "row_struck": N_("the row is struck through and counts all the same; delete it, or write what became of it"),
    "cell_struck": N_("struck through and read all the same; delete what no longer holds"),
    "column_twice": N_("another column already says this; this one is not read"),
    "unit_assumed": N_("no unit is said; the amounts are taken as {unit}"),
    "alike_many": N_("{count} of {rows} rows, such as {cells}: {reason}"),
    "more_alike": N_("and {count} more like this one further down"),
    **OWN_LEDGERS,
    # Rows.
    "rows_above": N_("rows above the header are not read ({count}); is this the header of them, with words not known?"),
    "row_lacks": N_("the row lacks {missing} and is not counted; fill it in"),
    "row_lacks_any": N_("none of {missing} is filled in; fill in one of them"),
    "columns_count": N_(
        "the row has {got} cells where the header has {expected} and is not counted; put the row right"
    ),
    "csv_quote": N_("a quotation mark in this row never closes and the row is not counted; close it or take it out"),
    "csv_encoding": N_("the row is in another encoding than the rest of the text and is not counted; write it anew"),
    "row_total": N_("a total, not counted"),
    "row_remark": N_("a remark, not counted"),
    "ditto": N_("repeats the cell above and is read as what that says: {count} cells"),
    "carried_down": N_(
        "blank under a filled cell, as an export leaves merged cells: read as what stands above: {count} cells"
    ),
    "row_section": N_("a section's heading, not counted"),
    "row_example": N_("an example, not counted"),
    "row_header_again": N_("the header again, not counted"),
    **CELL_PROBLEMS,
    **MARK_PROBLEMS,
    **ADDRESS_PROBLEMS,
}


def problem_text(problem: Problem) -> str:
    """The reason in the reader's language; a code without words is shown as itself, never hidden."""
    template = PROBLEMS.get(problem.code)
    if template is None:
        return problem.code
    said = {"text": problem.text, **{name: _said(name, value) for name, value in problem.args}}
    if problem.code == ALIKE:  # its words are those of what is alike
        said["reason"] = problem_text(replace(problem, code=said["alike"]))
    return _(template).format_map(said)


def _said(name: str, value: str) -> str:
    """An argument as it is shown: kinds of ledger, fields of theirs, what cells say and what was lost have words."""
    if name in ("kind", "kinds"):
        return ", ".join(ledger_kind_word(kind) for kind in value.split(","))
    if name == "lost":
        return _(", ").join(lost_words(*one.split(":")) for one in value.split(","))
    if name == "field":
        return deciding_word(value)
    if name == "said":
        return value_word(value)
    if name == "since" and not value:
        return _("a day that nobody knows")
    if name == "known":
        return _(", ").join(_outcome_said(one) for one in value.split(","))
    if name == "why":
        return system_word(value)
    if name == "cause":
        return cause_word(value)
    if name == "newer":
        return _version_said(value)
    return value


def _version_said(version: str) -> str:
    """A version of a ledger by its day, month, week or quarter (2026-05-11, 2026-05, 2026-W19, 2026-Q2), else by its
    file's name."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return version
    template = next(words for part, words in _VERSIONS.items() if found[part])
    return _(template).format_map({name: int(number) for name, number in found.groupdict().items() if number})


_VERSION = late_pattern(r"\d{4}-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d+)|Q(?P<quarter>\d))")
_VERSIONS: Mapping[str, str] = {
    "day": N_("the version of {month}-{day}"),
    "week": N_("the version of week {week}"),
    "quarter": N_("the version of quarter {quarter}"),
    "month": N_("the version of month {month}"),
}


def _outcome_said(outcome: str) -> str:
    """An outcome of a kind ("followup/chased") or a log ("visit") by its word, with the id that is typed."""
    kind, slash, id_ = outcome.rpartition("/")
    word = outcome_word(kind if slash else "", id_)
    return word if word == id_ else _("{word} ({id})").format(word=word, id=id_)


def problem_line(problem: Problem) -> str:
    """One line: file, sheet, cell, what it said, why."""
    address = f"{problem.column}{problem.row or ''}" if problem.row or problem.column else ""
    where = " ".join(part for part in (problem.file, problem.sheet, address) if part)
    said = f" 「{value_word(problem.text)}」" if problem.text else ""
    about = f" ({problem.about})" if problem.about and problem.about not in problem.text else ""
    return f"{where}{said}: {problem_text(problem)}{about}"


def lost_words(kind: str, before: str, now: str) -> str:
    """What a held ledger lost: 项目台账 10→4."""
    return f"{ledger_kind_word(kind)} {before}→{now}"


# ------------------------------------------------------------ where a thing was read, in words


def place_words(place: Place) -> str:
    """File, sheet and row."""
    row = _("row {row}").format(row=place.row) if place.row else ""
    return " ".join(part for part in (place.file, place.sheet, row) if part)
