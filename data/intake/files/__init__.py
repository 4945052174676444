"""Bytes to sheets: decoding, unpacking, and the guards against hostile workbooks.
Knows model and support; what a cell means, the other rooms of intake say."""
