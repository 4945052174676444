"""`python without_extras.py` runs the command lines of its standard input, one JSON list a line, where the optional
extras and all that only they bring are not installed; it prints [exit code, output, errors] of each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ABSENT = ("apprise", "docx", "docxtpl", "jinja2", "lxml", "requests")

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.modules.update(dict.fromkeys(ABSENT))  # type: ignore[arg-type]
    from helpers.cli import say

    for line in sys.stdin:
        ran = say(*json.loads(line))
        print(json.dumps([ran.code, ran.out, ran.err]))
