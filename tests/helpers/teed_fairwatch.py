"""fairwatch with the layer, which also writes every frame as Textual made it to the file that FRAMES names."""

import os

import tui.terminal.diff_driver
from tui.cli import main


class Teed(tui.terminal.diff_driver.WireDriver):
    """Two screens of one run: what would have been sent without the layer, and what was sent."""

    frames = os.open(os.environ["FRAMES"], os.O_WRONLY | os.O_CREAT | os.O_APPEND) if "FRAMES" in os.environ else -1

    def write(self, data: str) -> None:
        os.write(self.frames, data.encode())
        super().write(data)


if __name__ == "__main__":
    tui.terminal.diff_driver.WireDriver = Teed
    main()
