"""Command lines run in a process where the optional extras, and all that only they bring, are not installed.

Each line of standard input is one of them, a JSON list; [exit code, output, errors] of each is printed.
"""

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
