"""The child process that alone parses: a ledger's bytes in, its records and problems out.

It runs under a memory limit, and its parent ends it when it is late: a hostile workbook can only kill this process.
Intake runs here too, not beside the screen: a ledger of 10,000 rows must not make the keys wait.
"""

from __future__ import annotations

import os
import sys

import msgspec

from data.intake.read_ledger import read_ledger
from data.processes.channel import own_channel, receive, send
from data.processes.parser_messages import Parse, Parsed

MEMORY_LIMIT = 1_500 * 1024 * 1024
"""Bytes of address space: ten times what a 100,000-row ledger needs."""


def limit_memory() -> None:
    """Hold this process to MEMORY_LIMIT, where the platform can."""
    try:
        import resource
    except ImportError:  # not a POSIX system: the parent's deadline is what is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one Parse after the other until the parent is gone."""
    limit_memory()
    # A trace of native code that died for want of memory needs memory itself, and can hang there.
    os.environ["RUST_BACKTRACE"] = "0"
    read_fd, write_fd = own_channel()
    for request in receive(read_fd, msgspec.msgpack.Decoder(Parse)):
        try:
            reading = read_ledger(request.file, request.data, request.plan)
            send(write_fd, Parsed.of(request.number, request.file, reading))
        except BrokenPipeError:
            sys.exit(0)


if __name__ == "__main__":
    main()
