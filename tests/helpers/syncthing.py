"""Real Syncthing instances that know each other alone: on loopback, and nothing announced or reported."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

INSTALLED = shutil.which("syncthing")
WHY_NOT = "Syncthing is not installed (Debian: apt-get install syncthing)"

_CONFIG = """<configuration version="36">
  <folder id="season" path="{path}" type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true"
    fsWatcherDelayS="1" ignorePerms="false" autoNormalize="true">
    <filesystemType>basic</filesystemType>
    {folder_devices}
    <minDiskFree unit="%">0</minDiskFree>
    <maxConflicts>-1</maxConflicts>
  </folder>
  {devices}
  <gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
  <options>
    <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <reconnectionIntervalS>1</reconnectionIntervalS>
    <setLowPriority>false</setLowPriority>
    <announceLANAddresses>false</announceLANAddresses>
  </options>
</configuration>
"""


class Cluster:
    """So many instances, each with a replica of one folder (`folders`). Use it as a context manager."""

    def __init__(self, home: Path, count: int = 3) -> None:
        assert INSTALLED
        self.homes = [home / f"syncthing{n}" for n in range(count)]
        self.folders = [home / f"replica{n}" for n in range(count)]
        self._ports = _free_ports(2 * count)
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        ids = [self._identity(path) for path in self.homes]
        for n in range(count):
            self._configure(n, ids)

    def start(self, which: Sequence[int] | None = None) -> None:
        """Start these instances, or all."""
        for n in which if which is not None else range(len(self.homes)):
            with (self.homes[n] / "log.txt").open("ab") as log:
                self._running[n] = subprocess.Popen(
                    [
                        str(INSTALLED),
                        "serve",
                        "--home",
                        str(self.homes[n]),
                        "--no-browser",
                        "--no-restart",
                        "--no-upgrade",
                    ],
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={"HOME": str(self.homes[n]), "STNOUPGRADE": "1", "PATH": "/usr/bin:/bin", "GOMAXPROCS": "1"},
                )

    def stop(self, which: Sequence[int] | None = None) -> None:
        """Stop these instances, or all: their stations are offline."""
        for n in tuple(which if which is not None else self._running):
            process = self._running.pop(n)
            process.kill()  # as when a laptop is shut: what it had not written down it reads again
            process.wait(10)

    def _identity(self, home: Path) -> str:
        home.mkdir(parents=True)
        base = [str(INSTALLED), "generate", "--home", str(home), "--no-default-folder", "--skip-port-probing"]
        subprocess.run(base, check=True, capture_output=True, env={"HOME": str(home), "PATH": "/usr/bin:/bin"})
        ask = [str(INSTALLED), "serve", "--home", str(home), "--device-id"]
        done = subprocess.run(
            ask, check=True, capture_output=True, text=True, env={"HOME": str(home), "PATH": "/usr/bin:/bin"}
        )
        return done.stdout.strip()

    def _configure(self, n: int, ids: Sequence[str]) -> None:
        self.folders[n].mkdir(parents=True)
        (self.folders[n] / ".stfolder").mkdir()
        count = len(ids)
        devices = "\n  ".join(
            f'<device id="{id_}" name="s{at}" compression="metadata"><address>tcp://127.0.0.1:{self._ports[at]}</address></device>'
            for at, id_ in enumerate(ids)
        )
        text = _CONFIG.format(
            path=self.folders[n],
            folder_devices="\n    ".join(f'<device id="{id_}"></device>' for id_ in ids),
            devices=devices,
            gui=self._ports[count + n],
            port=self._ports[n],
            key=f"key{n}",
        )
        (self.homes[n] / "config.xml").write_text(text, encoding="utf-8")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def until(fact: object, seconds: float = 60.0, what: str = "") -> None:
    """Wait until a fact (a function) holds."""
    deadline = time.monotonic() + seconds
    while not fact():  # type: ignore[operator]
        assert time.monotonic() < deadline, what
        time.sleep(0.1)
