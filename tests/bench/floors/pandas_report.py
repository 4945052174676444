"""What an office without a board would write: the ledgers of a folder, added up by unit with pandas."""

import sys
from pathlib import Path

import pandas

ledgers = (pandas.read_csv(path) for path in Path(sys.argv[1]).glob("[0-9]*.csv"))
rows = pandas.concat(ledgers)
rows["万元"] = rows["合同引资额"].str.extract(r"([\d.]+)", expand=False).astype(float)
rows.loc[rows["合同引资额"].str.contains("亿"), "万元"] *= 10_000
print(rows[rows["签约类型"] == "合同"].groupby("责任单位")["万元"].agg(["sum", "count"]))
