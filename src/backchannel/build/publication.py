"""Read and append `published.jsonl`, the file in which an edition keeps what it published.

The file belongs to the sources: editors keep it in version control. A build reads it as it reads texts, and appends to it once the site
is written. A build that publishes nothing new leaves it alone, byte for byte. If a build was killed while it appended, the next one
removes the unfinished line and appends it again.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from backchannel.build.changed_files import PUBLISHED, stamp_of
from backchannel.edition.publication import names, publish
from backchannel.edition.publication.history import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from backchannel.edition.publication.history import PublishedLine
    from backchannel.edition.publication.names import LoadedHistory
    from backchannel.edition.store import Store
    from backchannel.settings import Project


def today() -> str:
    """Return the day of a build, in universal time: that of SOURCE_DATE_EPOCH, if it is set, so that a build can be repeated."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(moment), UTC) if moment.isdecimal() else datetime.now(UTC)).date().isoformat()


def published_lines(project: Project) -> list[PublishedLine]:
    """Return the lines of `published.jsonl` that can be read; none if there is no such file."""
    try:
        with project.published.open(encoding="utf-8", errors="replace") as lines:
            return [line for words in lines if (line := parsed(words))]
    except FileNotFoundError:
        return []


def load(store: Store, project: Project) -> LoadedHistory:
    """Store what `published.jsonl` says."""
    try:
        with project.published.open(encoding="utf-8", errors="replace") as lines:
            return names.load(store, lines)
    except FileNotFoundError:
        return names.load(store, ())


def append(store: Store, project: Project) -> None:
    """Append what this build published, and record it. Raises `OSError` if the file can't be written."""
    if not publish.has_pending(store):
        return
    with store.transaction():
        _append(project.published, publish.record_pending(store))
        store.put(PUBLISHED, stamp_of(project.published))


def _append(path: Path, lines: Iterable[str]) -> None:
    """Append lines to a file. An unfinished last line is removed; one that only lacks its end gets it."""
    with path.open("ab+") as file:
        start = _last_line(file)
        file.seek(start)
        rest = file.read()
        if rest and parsed(rest.decode("utf-8", "replace")):
            file.write(b"\n")
        else:
            file.truncate(start)
        file.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines)
        file.flush()
        os.fsync(file.fileno())


def _last_line(file: BinaryIO) -> int:
    """Return where the line without an end begins, in bytes: at the end of the file, if each line has one."""
    at = file.seek(0, os.SEEK_END)
    while at:
        step = min(at, _STEP)
        file.seek(at - step)
        if (newline := file.read(step).rfind(b"\n")) >= 0:
            return at - step + newline + 1
        at -= step
    return 0


_STEP = 65536
"""Bytes that are read at once to find the end of the last line."""
