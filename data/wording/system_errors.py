"""What the system answers when a file, a folder or a link fails, for the reader: the common answers have words.

Errors travel in the system's own English (`OSError.strerror`), which the log keeps; they are said here when shown.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

from data.wording import NP_, pgettext

ANSWERS: Mapping[str, tuple[str, str]] = {
    "EPERM": NP_("system", "Operation not permitted"),
    "ENOENT": NP_("system", "No such file or directory"),
    "EIO": NP_("system", "Input/output error"),
    "ENXIO": NP_("system", "No such device or address"),
    "EBADF": NP_("system", "Bad file descriptor"),
    "EAGAIN": NP_("system", "Resource temporarily unavailable"),
    "ENOMEM": NP_("system", "Cannot allocate memory"),
    "EACCES": NP_("system", "Permission denied"),
    "EBUSY": NP_("system", "Device or resource busy"),
    "EEXIST": NP_("system", "File exists"),
    "ENODEV": NP_("system", "No such device"),
    "ENOTDIR": NP_("system", "Not a directory"),
    "EISDIR": NP_("system", "Is a directory"),
    "EINVAL": NP_("system", "Invalid argument"),
    "ENFILE": NP_("system", "Too many open files in system"),
    "EMFILE": NP_("system", "Too many open files"),
    "ETXTBSY": NP_("system", "Text file busy"),
    "EFBIG": NP_("system", "File too large"),
    "ENOSPC": NP_("system", "No space left on device"),
    "EROFS": NP_("system", "Read-only file system"),
    "EPIPE": NP_("system", "Broken pipe"),
    "ENAMETOOLONG": NP_("system", "File name too long"),
    "ENOLCK": NP_("system", "No locks available"),
    "ELOOP": NP_("system", "Too many levels of symbolic links"),
    "ENODATA": NP_("system", "No data available"),
    "ECOMM": NP_("system", "Communication error on send"),
    "EPROTO": NP_("system", "Protocol error"),
    "EOVERFLOW": NP_("system", "Value too large for defined data type"),
    "EREMCHG": NP_("system", "Remote address changed"),
    "EILSEQ": NP_("system", "Invalid or incomplete multibyte or wide character"),
    "EOPNOTSUPP": NP_("system", "Operation not supported"),
    "ENETDOWN": NP_("system", "Network is down"),
    "ENETUNREACH": NP_("system", "Network is unreachable"),
    "ECONNABORTED": NP_("system", "Software caused connection abort"),
    "ECONNRESET": NP_("system", "Connection reset by peer"),
    "ENOTCONN": NP_("system", "Transport endpoint is not connected"),
    "ESHUTDOWN": NP_("system", "Cannot send after transport endpoint shutdown"),
    "ETIMEDOUT": NP_("system", "Connection timed out"),
    "ECONNREFUSED": NP_("system", "Connection refused"),
    "EHOSTDOWN": NP_("system", "Host is down"),
    "EHOSTUNREACH": NP_("system", "No route to host"),
    "EALREADY": NP_("system", "Operation already in progress"),
    "EINPROGRESS": NP_("system", "Operation now in progress"),
    "ESTALE": NP_("system", "Stale file handle"),
    "EREMOTEIO": NP_("system", "Remote I/O error"),
    "EDQUOT": NP_("system", "Disk quota exceeded"),
    "ECANCELED": NP_("system", "Operation canceled"),
    "EKEYEXPIRED": NP_("system", "Key has expired"),
    "EOWNERDEAD": NP_("system", "Owner died"),
}
"""What Linux answers, by its name; the words are its own, so that English screens and the log agree."""

OURS = (
    NP_("system", "not a regular file"),
    NP_("system", "not all of the line was written"),
    NP_("system", "no file could be made"),
)
"""What the program itself answers in the system's place."""

_BY_NUMBER = {getattr(errno, name): words for name, words in ANSWERS.items() if hasattr(errno, name)}
_BY_TEXT = {words: (context, words) for context, words in (*ANSWERS.values(), *OURS)}


def system_word(answer: str) -> str:
    """An answer of the system in the reader's language; one without words stays as the system says it."""
    return pgettext(*_BY_TEXT[answer]) if answer in _BY_TEXT else answer


def why_not(error: OSError) -> str:
    """Why an operation failed, in the reader's language; its file is not named."""
    if error.errno in _BY_NUMBER:
        return pgettext(*_BY_NUMBER[error.errno])
    return system_word(error.strerror or (os.strerror(error.errno) if error.errno else str(error)))
