"""Bytes to sheets: decoding, unpacking, and the guards against hostile workbooks.
Knows the plan, and of cells only what a value that was read is; what a cell means, the other modules of intake say."""
