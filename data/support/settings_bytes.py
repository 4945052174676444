"""The office's settings file as it lies in the folder: its name, and the text of its bytes.

The child that reads the folder needs these two, and nothing of what the settings mean.
"""

from __future__ import annotations

SETTINGS_FILE = "fairwatch.toml"


def decoded(raw: bytes) -> str:
    """The text of fairwatch.toml: UTF-8; an editor of an older Windows saves it in GBK, which is read as well."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
