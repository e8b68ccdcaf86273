"""Detect a database that was damaged between builds: while no build is running, the checksum of its file is kept beside it.

SQLite notices only damage that it can't read. A flipped bit in a word would be read, and would reach a page. As with sources, a file whose
size and times are those at the end of the last build is not read again.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from backchannel.edition.store import Store, StoreDamaged
from backchannel.system.source_files import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_PART = 128 << 20
"""Bytes that a thread reads: the parts of a large database are read at the same time."""


class DatabaseChecksum:
    """The checksum of a database, which is compared in a thread of its own while the build looks for changes.

    There is none after a build that was killed: such a database is used as it is.
    """

    def __init__(self, database: Path, *, verified: bool) -> None:
        self._database, self._kept = database, Store.checksum_of(database)
        self._is_kept = database.is_file() and self._kept.is_file()
        self._computed = ""
        self._computing: Thread | None = None
        if verified and self._is_kept:
            self._expected, _, stamp = self._kept.read_text(encoding="ascii", errors="replace").partition(" ")
            self._computing = Thread(target=self._compute) if stamp != stamp_of(database.stat()) else None
        if self._computing:
            self._computing.start()

    def verify(self) -> None:
        """Wait until the database is compared, if it must be. Raises `StoreDamaged`."""
        if computing := self._computing:
            computing.join()
            self._computing = None
            if self._computed != self._expected:
                raise StoreDamaged("its checksum is wrong")
            self._keep(self._computed)

    def drop(self) -> None:
        """Verify the database, and remove its checksum: a change is about to reach its file. Raises `StoreDamaged`."""
        self.verify()
        self._kept.unlink(missing_ok=True)
        self._is_kept = False

    def close(self) -> None:
        """Keep a new checksum if the database changed."""
        if self._computing:
            self._computing.join()
        if not self._is_kept and not self._has_more:
            with suppress(OSError):
                self._keep(_checksum(self._database))

    @property
    def _has_more(self) -> bool:
        """Return whether changes are left in the `-wal` file, which would reach the database's own file later."""
        return self._database.with_name(f"{self._database.name}-wal").exists()

    def _compute(self) -> None:
        with suppress(OSError):
            self._computed = _checksum(self._database)

    def _keep(self, checksum: str) -> None:
        new = self._kept.with_name(f"{self._kept.name}.new")
        new.write_text(f"{checksum} {stamp_of(self._database.stat())}", encoding="ascii")
        new.replace(self._kept)


@contextmanager
def checksummed(database: Path, *, verified: bool = True) -> Iterator[DatabaseChecksum]:
    """Compare the database with its checksum, unless it need not be `verified`; after the block, which must close it, keep a new one.
    The block drops the checksum before it changes the database. Raises `StoreDamaged`."""
    checksum = DatabaseChecksum(database, verified=verified)
    try:
        yield checksum
        checksum.verify()
    except Exception:
        checksum.verify()  # damage explains any other fault
        raise
    finally:
        checksum.close()


def _checksum(file: Path) -> str:
    """Return the CRC-32 of each part of a file: 100 MB take 0.05 s."""
    starts = range(0, max(file.stat().st_size, 1), _PART)
    if len(starts) == 1:
        return _checksum_of_part(file, 0)
    from concurrent.futures import ThreadPoolExecutor  # here, because few databases are large

    with ThreadPoolExecutor() as threads:
        return "-".join(threads.map(partial(_checksum_of_part, file), starts))


def _checksum_of_part(file: Path, start: int) -> str:
    crc = 0
    with file.open("rb") as data:
        data.seek(start)
        for _ in range(0, _PART, _CHUNK):
            crc = zlib.crc32(data.read(_CHUNK), crc)
    return f"{crc:08x}"
