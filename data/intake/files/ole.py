"""The file system inside an Excel 97 workbook (OLE): its streams, with every chain of sectors checked.

The parser follows a chain for as long as it leads on, and makes room for a stream as long as the file says it is:
a ring of sectors or a length that lies would take all memory. Such a file is refused here as damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from data.intake.files.sheet_facts import FileRefused

_FREE = 0xFFFFFFFA  # sector numbers from here on are none
_MINI = 64
_COUNTS = (40, 44, 64, 72)  # where the header says how many sectors its tables take


class Ole:
    """The streams of a file. Raises Refused damaged where the file contradicts itself."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except (struct.error, IndexError) as error:
            raise FileRefused("damaged") from error

    def _open(self, data: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise FileRefused("damaged")
        self._data = data
        self._size = size = 1 << shift
        self._left = 2 * (len(data) // size + 2)  # steps: no sector is in two chains
        if any(struct.unpack_from("<I", data, at)[0] > len(data) // size for at in _COUNTS):
            raise FileRefused("damaged")
        self._table = self._read_table()
        directory = self._sectors(struct.unpack_from("<I", data, 48)[0])
        self._entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
        self._cutoff, mini_start = struct.unpack_from("<II", data, 56)
        mini = self._sectors(mini_start)
        self._mini_table = struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4])
        self._small = self._sectors(struct.unpack_from("<I", self._entries[0], 116)[0])
        self._mini_left = 2 * (len(self._small) // _MINI + 2)
        self._streams = list(self._read_streams())

    def streams(self, *names: str) -> list[bytes]:
        """The streams of these names, in lower case."""
        return [stream for name, stream in self._streams if name in names]

    def _read_streams(self) -> Iterator[tuple[str, bytes]]:
        for entry in self._entries[1:]:
            if entry[66] != 2:  # a folder, or nothing
                continue
            start, length = struct.unpack_from("<II", entry, 116)
            if length > len(self._data):
                raise FileRefused("damaged")
            name = entry[: max(min(struct.unpack_from("<H", entry, 64)[0], 64) - 2, 0)]
            if length:
                stream = self._sectors(start) if length >= self._cutoff else self._mini_sectors(start)
                yield name.decode("utf-16-le", "replace").lower(), stream[:length]

    def _read_table(self) -> tuple[int, ...]:
        """Which sector follows each one. The header lists the sectors of this table, and further sectors the rest."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        further = struct.unpack_from("<I", self._data, 68)[0]
        while further < _FREE:
            self._step()
            numbers = struct.unpack_from(f"<{self._size // 4}I", self._data, (further + 1) * self._size)
            listed += numbers[:-1]
            further = numbers[-1]
        packed = b"".join(self._sector(number) for number in listed if number < _FREE)
        return struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _sectors(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _FREE:
            self._step()
            parts.append(self._sector(number))
            number = self._table[number]
        return b"".join(parts)

    def _mini_sectors(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < _FREE:
            self._mini_left -= 1
            if self._mini_left < 0:
                raise FileRefused("damaged")
            parts.append(self._small[number * _MINI : (number + 1) * _MINI])
            number = self._mini_table[number]
        return b"".join(parts)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise FileRefused("damaged")
