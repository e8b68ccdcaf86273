"""Detect a database that was damaged between builds: while no build is running, the checksum of its file is kept beside it.

SQLite notices only damage that it can't read. A flipped bit in a word would be read, and would reach a page.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from backchannel.edition.store import Store, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20


@contextmanager
def checksummed(database: Path, *, verified: bool = True) -> Iterator[None]:
    """Compare the database with its checksum, unless it need not be `verified`; after the block, which must close it, keep a new one.

    There is no checksum after a build that was killed: such a database is used as it is. Raises `StoreDamaged`.
    """
    kept = Store.checksum_of(database)
    if verified and database.is_file() and kept.is_file() and kept.read_text(encoding="ascii", errors="replace") != _checksum(database):
        raise StoreDamaged("its checksum is wrong")
    kept.unlink(missing_ok=True)
    try:
        yield
    finally:
        with suppress(OSError):
            _keep(database, kept)


def _keep(database: Path, kept: Path) -> None:
    """Keep the checksum of a database whose changes have all reached its file: those in the `-wal` file would reach it later."""
    if not database.with_name(f"{database.name}-wal").exists():
        new = kept.with_name(f"{kept.name}.new")
        new.write_text(_checksum(database), encoding="ascii")
        new.replace(kept)


def _checksum(file: Path) -> str:
    """Return the CRC-32 of a file: 100 MB take 0.05 s."""
    crc = 0
    with file.open("rb") as data:
        while chunk := data.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return f"{crc:08x}"
