"""Why the file of units' addresses (`data.station.addresses`) is not taken, by the code of the problem."""

from __future__ import annotations

from collections.abc import Mapping

from data.wording import N_

ADDRESS_PROBLEMS: Mapping[str, str] = {
    "addresses_none": N_("there is no file of addresses; write one, readable by you alone (chmod 600)"),
    "addresses_open": N_("others may read it ({mode}), and it holds passwords; run: chmod 600 on it"),
    "addresses_others": N_("it belongs to another user of this machine"),
    "addresses_shared": N_("it lies in the shared folder, which every unit reads; addresses stay on this station"),
    "addresses_unreadable": N_("cannot be read: {why}"),
    "addresses_form": N_("this is no TOML ({why})"),
    "addresses_unit": N_("“{name}” has no address: an address is written as kind://…, several in a list"),
}
