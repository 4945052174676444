"""The least that a program costs which has the rows of an index, with their values: `index_read.py DATABASE`."""

import json
import sqlite3
import sys

with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as index:
    rows = [json.loads(data) for (data,) in index.execute("select data from records")]
