"""The terminal program: wires the feed to the panels and the keys to the feed.
Knows widgets, and data by the feed; nothing knows it."""

from collections.abc import Mapping

from data.support.office_key_checks import key_checks


def _check_keys(own: Mapping[str, str]) -> None:
    from tui.keys.office_keys import check  # with it comes Textual, which most commands do without

    check(own)


key_checks.append(_check_keys)  # `data` reads the office's keys, the table of actions is ours
