"""A real sshd on loopback, with its own configuration, host key and authorized_keys; and the real client."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.cli import FAIRWATCH, Ran

CONFIG = """\
ListenAddress 127.0.0.1:{port}
HostKey {home}/host
AuthorizedKeysFile {home}/authorized_keys
PidFile {home}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
AcceptEnv LC_*
Subsystem sftp internal-sftp
SetEnv XDG_STATE_HOME={home}/state XDG_CACHE_HOME={home}/cache LANG=C.UTF-8
"""


@dataclass(frozen=True)
class Door:
    """A server whose one key does what `forced` says; `home` holds its keys and what it keeps."""

    home: Path
    port: int

    def client(self, *asked: str, tty: bool = False) -> list[str]:
        """The command line of a client that asks for this."""
        options = ("IdentitiesOnly=yes", "StrictHostKeyChecking=no", f"UserKnownHostsFile={self.home}/known",
                   "BatchMode=yes", "LogLevel=ERROR")  # fmt: skip
        given = [word for option in options for word in ("-o", option)]
        command = ["ssh", "-F", "none", "-i", str(self.home / "key"), "-p", str(self.port), *given]
        return [*command, *(["-tt"] if tty else []), "127.0.0.1", *asked]

    def ask(self, asked: str) -> Ran:
        """Ask for this, as `ssh host ASKED` does."""
        done = subprocess.run(
            self.client(asked), capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False
        )
        return Ran(done.returncode, done.stdout, done.stderr)


def line(home: Path, forced: str) -> str:
    """The line of authorized_keys, as SECURITY.md has it."""
    said = forced.replace('"', '\\"')
    return f'command="{FAIRWATCH} {said}",restrict,pty {(home / "key.pub").read_text("utf-8")}'


@contextlib.contextmanager
def door(home: Path, forced: str) -> Iterator[Door]:
    """The server, while the block runs. Skips, with the reason, where there is none or it cannot be started."""
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if sshd is None or shutil.which("ssh") is None:
        pytest.skip("no openssh-server here")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # root's sshd insists on it
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)], check=True)
    (home / "authorized_keys").write_text(line(home, forced), encoding="utf-8")
    (home / "config").write_text(CONFIG.format(home=home, port=port), encoding="utf-8")
    with (home / "log").open("wb") as log:
        server = subprocess.Popen([sshd, "-D", "-e", "-f", str(home / "config")], stderr=log)
    try:
        if not _answers(server, port):
            pytest.skip(f"sshd does not start here: {(home / 'log').read_text('utf-8', 'replace').strip()[-200:]}")
        yield Door(home, port)
    finally:
        server.terminate()
        server.wait(timeout=10)


def _answers(server: subprocess.Popen[bytes], port: int, seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.05)
    return False
