"""Store long texts deflated: they are most of the database, which each build reads from end to end to compare its checksum."""

from __future__ import annotations

import zlib

_FASTEST = 1


def deflated(text: str) -> bytes:
    """Deflate a text: a record in JSON shrinks to a fourth."""
    return zlib.compress(text.encode(), _FASTEST)


def inflated(data: bytes) -> str:
    """Return the text that was deflated. Raises `ValueError` if the data is damaged."""
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, TypeError) as fault:
        raise ValueError(str(fault)) from fault
