"""What is told of a sheet and the `[[ledgers]]` that are of it; codes with their words, of `data.wording.problems`."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_

OWN_LEDGERS: Mapping[str, str] = {
    "own_column_missing": N_(
        "the settings read {name} under “{headers}”, and no column here is called so; it is not read"
    ),
    "constant_said": N_("{name} is “{said}” in every row: the settings say so, no column does"),
    "constant_filled": N_(
        "the settings say that {name} is “{said}”: it holds for blank cells ({blank}), not for the {other} that say "
        "something else"
    ),
    "constant_unreadable": N_("the settings say that {name} is “{said}”, which cannot be read as such"),
    "date_year_alone": N_("a year alone is taken as its first or last day, as the settings say (cells: {count})"),
}
