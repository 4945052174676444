"""The pictures of papers in docs: each paper of the demo as .docx, set by LibreOffice, its pages side by side.

`FONTCONFIG_FILE=$PWD/tests/helpers/free_fonts.conf python -m tui.maintain.paper_pictures docs` writes one for each line
of PAPER_PICTURES. It needs LibreOffice and poppler's pdftoppm; `--keep DIR` leaves the .docx, the .pdf and each page
there, to be looked at closely.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from data import wording
from data.demo import DemoDay, build
from data.export.papers.draft import DraftPaper
from data.export.papers.draft_docx import to_docx
from data.export.papers.paper_kinds import PAPERS, PaperAsked
from data.export.papers.paper_looks import NEWSLETTER, OFFICIAL
from data.export.papers.paper_periods import HALF_MONTH, latest_period, paper_period
from data.feed.one_look import Glance
from data.support.fast_dataclass import dataclass
from tui.commands.demo_past import write_demo
from tui.maintain.page_pixels import Pixels, beside
from tui.maintain.pictures import MOMENT, SEED


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """One picture: its file, the paper, on what day of the season, in which form, and whether as it was issued, or
    of the half year that still runs."""

    file: str
    kind: str
    day: DemoDay = DemoDay.BEFORE
    form: str = NEWSLETTER
    issued: bool = False
    running: bool = False


PAPER_PICTURES: tuple[PaperPicture, ...] = (
    PaperPicture("circular", "circular", form=OFFICIAL),
    PaperPicture("paper-circular", "circular"),
    PaperPicture("paper-circular-issued", "circular", issued=True),
    *(PaperPicture(f"paper-{kind}", kind) for kind in PAPERS if kind not in ("circular", "daily", "after", "trips")),
    PaperPicture("paper-trips", "trips", running=True),
    PaperPicture("paper-daily", "daily", DemoDay.FAIR),
    PaperPicture("paper-after", "after", DemoDay.AFTER),
)
"""Every paper of the table, on a day that has something for it."""

NUMBERS = {"circular": 7, "review": 7, "slip": 4, "monthly": 3, "quarterly": 2, "trips": 1}
"""The numbers of the papers that have one."""

DPI = 70
"""How fine the pages are."""


def drafted(folder: Path, pictures: Sequence[PaperPicture]) -> Iterator[tuple[PaperPicture, DraftPaper]]:
    """The papers of one demo folder, as the commands make them."""
    with Glance(folder, clock=lambda: MOMENT, wait=60) as glance:
        if not glance.reached:
            raise RuntimeError(f"{folder} could not be read in time")
        board = glance.board()
        owed = next(item for item in board.owed if item.kind == "followup" and item.overdue)
        for picture in pictures:
            kind = PAPERS[picture.kind]
            period = latest_period(kind.span, board.as_of) if kind.span else None
            if picture.running:
                period = paper_period(f"{board.as_of.year}H{1 + (board.as_of.month > 6)}")
            if picture.issued:
                assert period
                period = latest_period(HALF_MONTH, period.first)
            number = NUMBERS.get(picture.kind)
            asked = PaperAsked(period, number, owed.key if kind.about == "item" else "")
            yield picture, glance.paper(picture.kind, asked).paper


def written(into: Path) -> None:
    """Each paper as .docx into a folder."""
    for day in DemoDay:
        folder = into / day / "season"
        write_demo(folder, build(MOMENT.date(), SEED, day))
        for picture, draft in drafted(folder, [one for one in PAPER_PICTURES if one.day is day]):
            (into / f"{picture.file}.docx").write_bytes(to_docx(draft, picture.form))


def printed(into: Path) -> None:
    """The papers of a folder as .pdf, and each of their pages as .ppm."""
    home = f"-env:UserInstallation=file://{into.resolve()}/office"
    papers = [str(path) for path in sorted(into.glob("*.docx"))]
    _run("soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(into), *papers)
    for path in sorted(into.glob("*.pdf")):
        _run("pdftoppm", "-r", str(DPI), str(path), str(path.with_suffix("")))


def joined(pages: Path, file: str, into: Path) -> None:
    """A paper's pages as one small picture."""
    found = [Pixels.read(path.read_bytes()) for path in sorted(pages.glob(f"{file}-[0-9]*.ppm"))]
    (into / f"{file}.png").write_bytes(beside(found).png())


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Write the pictures into the folder named on the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("into", type=Path)
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    wording.use("zh")
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = f"{home}/{variable}"
        pages = given.keep or Path(home) / "papers"
        pages.mkdir(parents=True, exist_ok=True)
        written(pages)
        printed(pages)
        for picture in PAPER_PICTURES:
            joined(pages, picture.file, given.into)


if __name__ == "__main__":
    main()
