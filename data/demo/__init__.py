"""A believable season around a given date, in the forms units really use. All names are invented.

`write_season` writes the folder, `nudge` makes one change to one of its ledgers. Knows ledgers, settings and model;
what a program reads of its files is left to intake.
"""

from data.demo.cast import OFFICE
from data.demo.folder import nudge, write_season

__all__ = ["OFFICE", "nudge", "write_season"]
