"""What the names of files and folders say: what is no ledger's folder, what is a copy, what the office leaves out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from data.support.late_pattern import late_pattern

_SYSTEM = late_pattern(
    r"[#@$~.]+(?:recycled?|recycler|recycle[ ._-]?bin|recently[-_ ]snapshots?|snapshots?|eadir|tmp|sharebin"
    r"|trash(?:es|can|box)?(?:-\d+)?|回收站|快照)"
    r"|recycler|recycled|recycle[ ._-]bin|lost\+found|found\.\d{3}|system volume information|network trash folder"
    r"|temporary items|trash-\d+|__macosx|(?:网络)?回收站|回收箱|垃圾箱|废纸篓",
    re.IGNORECASE,
)
"""Folders that a NAS, Windows or a desktop keeps for itself: what lies there was deleted, or is an older state."""

_COPY = late_pattern(
    r"(?:[-_ ]|^)副本|副本(?:\s*[(（]\d+[)）]|[)）\]】])?$|^复件|复件$|[(（]\d{1,2}[)）]$"
    r"|[- ]copy(?:\s*[(]\d+[)])?$|^copy of "
    # Syncthing, Dropbox, Nextcloud, Seafile, pCloud, Synology Drive: English
    r"|\.sync-conflict-\d|sfconflict|conflict(?:ed|ing)?[ _-](?:copy|file|version)|edit[ _-]conflict|case[ _-]clash"
    r"|[(（\[【][^()（）\[\]【】]*(?<![a-z])(?:conflict(?:ed)?|clash)(?![a-z])[^()（）\[\]【】]*[)）\]】]"
    r"|[-_.]conflict(?:ed)?(?:$|[-_. ]?\d|\s*[(（]\d)"
    # ... and in Chinese. Where 冲突 is a word of the ledger's own (用地冲突台账) nothing of this stands there.
    r"|冲突的?(?:副本|拷贝)|(?:[-_ .的(（\[【]|^)冲突(?:文件|版本|备份)|[-_. ]冲突[-_ ]?(?:\d{4}|$)"
    r"|[(（\[【]\s*(?:大小写|编辑|同步|选择性同步|版本|命名|名称|文件)?冲突(?:[-_ :：\d][^()（）\[\]【】]*)?[)）\]】]",
    re.IGNORECASE,
)

_STATION = late_pattern(
    r"-(?:(?:desktop|laptop|win|pc|surface|workstation)-[a-z0-9]{3,}|[a-z0-9]+-(?:pc|nb|laptop|desktop)"
    r"|[^-]*(?:macbook|imac)[ a-z0-9]*)(?:-\d+)?$",
    re.IGNORECASE,
)
"""OneDrive adds the computer's name: 台账-DESKTOP-8F2K1QA. An office may name a ledger so: only beside its twin."""


def is_system_folder(name: str) -> bool:
    """Whether a folder of this name holds no ledgers: hidden, deleted or earlier things."""
    return name.startswith((".", "~")) or _SYSTEM.fullmatch(unicodedata.normalize("NFKC", name).strip()) is not None


def is_copy(name: str) -> bool:
    """Whether a file of this name is a copy, or what a sync program keeps when two people saved at once."""
    stem = PurePosixPath(name).stem.replace("衝", "冲").replace("複本", "副本")
    return _COPY.search(stem) is not None or ".sync-conflict-" in name


def twin(path: str) -> str:
    """The file whose conflict copy this is, if that file is there; "" for a name that is nobody's."""
    file = PurePosixPath(path)
    found = _STATION.search(file.stem)
    return str(file.with_name(f"{file.stem[: found.start()]}{file.suffix}")) if found and found.start() else ""


def has_twin(path: str, files: Collection[str]) -> bool:
    """Whether the file that this may be a conflict copy of is among `files` (paths from the folder)."""
    other = twin(path)
    return bool(other) and other in files


def left_out_by(path: str, patterns: Iterable[str]) -> str:
    """The first of the office's patterns (`[files] leave_out`) that a path from the folder fits; "" for none."""
    return next((pattern for pattern in patterns if _glob(pattern).fullmatch(unicodedata.normalize("NFC", path))), "")


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within a name, `**` does not; what fits a folder fits all below it.

    A pattern without "/" is a name at any depth, one with "/" is a path from the folder. Brackets stand for themselves.
    """
    plain = unicodedata.normalize("NFC", pattern.replace("\\", "/")).strip().removeprefix("./")
    plain = plain.strip("/").removesuffix("/**") if plain != "/**" else "**"
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", plain)
    told = "".join(signs.get(part, re.escape(part)) for part in parts)
    start = "" if "/" in pattern.strip().removeprefix("./").replace("\\", "/").rstrip("/") else "(?:.*/)?"
    return re.compile(f"{start}{told}(?:/.*)?", re.IGNORECASE)
