"""Detect a database that was damaged between builds: while no build is running, the checksum of its file is kept beside it.

SQLite notices only damage that it can't read. A flipped bit in a word would be read, and would reach a page.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

from backchannel.edition.store import Store, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20


class DatabaseChecksum:
    """The checksum of a database, which is compared in a thread of its own while the build looks for changes.

    There is none after a build that was killed: such a database is used as it is.
    """

    def __init__(self, database: Path, *, verified: bool) -> None:
        self._database, self._kept = database, Store.checksum_of(database)
        self._is_kept = database.is_file() and self._kept.is_file()
        self._computed = ""
        self._computing = Thread(target=self._compute) if verified and self._is_kept else None
        if self._computing:
            self._expected = self._kept.read_text(encoding="ascii", errors="replace")
            self._computing.start()

    def verify(self) -> None:
        """Wait until the database is compared. Raises `StoreDamaged`."""
        if computing := self._computing:
            computing.join()
            self._computing = None
            if self._computed != self._expected:
                raise StoreDamaged("its checksum is wrong")

    def drop(self) -> None:
        """Verify the database, and remove its checksum: a change is about to reach its file. Raises `StoreDamaged`."""
        self.verify()
        self._kept.unlink(missing_ok=True)
        self._is_kept = False

    def close(self) -> None:
        """Keep a new checksum if the database changed."""
        if self._computing:
            self._computing.join()
        if not self._is_kept:
            with suppress(OSError):
                self._keep()

    def _compute(self) -> None:
        with suppress(OSError):
            self._computed = _checksum(self._database)

    def _keep(self) -> None:
        """Keep the checksum of a database whose changes have all reached its file: those in the `-wal` file would reach it later."""
        if not self._database.with_name(f"{self._database.name}-wal").exists():
            new = self._kept.with_name(f"{self._kept.name}.new")
            new.write_text(_checksum(self._database), encoding="ascii")
            new.replace(self._kept)


@contextmanager
def checksummed(database: Path, *, verified: bool = True) -> Iterator[DatabaseChecksum]:
    """Compare the database with its checksum, unless it need not be `verified`; after the block, which must close it, keep a new one.
    The block drops the checksum before it changes the database. Raises `StoreDamaged`."""
    checksum = DatabaseChecksum(database, verified=verified)
    try:
        yield checksum
        checksum.verify()
    finally:
        checksum.close()


def _checksum(file: Path) -> str:
    """Return the CRC-32 of a file: 100 MB take 0.05 s."""
    crc = 0
    with file.open("rb") as data:
        while chunk := data.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return f"{crc:08x}"
