"""A believable season around a given date, in the forms units really use. All names are invented.

`write_season` writes the folder, `nudge` makes one change to one of its ledgers; `past_days` says what its office did
in the weeks before, and `write_then` writes the ledgers as they were on one of those days. Knows ledgers, settings and
model, and of export the periods of papers; what a program reads of its files is left to intake.
"""

from data.demo.cast import OFFICE
from data.demo.days import DemoDay
from data.demo.folder import nudge, write_season, write_then
from data.demo.past_weeks import past_days
from data.demo.whole_season import build

__all__ = ["OFFICE", "DemoDay", "build", "nudge", "past_days", "write_season", "write_then"]
