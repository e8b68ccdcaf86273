"""List the files of a folder, each with a stamp that shows whether it has changed.

Asking for a file's size and times costs a thousandth of reading it, so thirty thousand files are checked in a moment.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time shows whether it changed again: disks keep times in steps of up to two seconds (FAT)."""


def stamps(
    root: Path,
    wanted: Callable[[str], bool],
    entered: Callable[[str], bool] = lambda _: True,
) -> dict[str, str]:
    """Return the stamps of the files under `root` whose names are `wanted`, by path from `root` (with `/` between parts), in no order.

    The stamp is empty for a file that has disappeared or can't be examined: reading it will report why. Only folders whose names are
    `entered` are searched, and links to folders are not followed. Raises `OSError` for a folder that can't be read.
    """
    found = {}
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if not entry.is_dir(follow_symlinks=False):
                    if wanted(name):
                        found[prefix + name] = _entry_stamp(entry)
                elif entered(name):
                    waiting.append((entry.path, f"{prefix}{name}/"))
    return found


def _entry_stamp(entry: os.DirEntry[str]) -> str:
    try:
        return stamp(entry.stat())
    except OSError:
        return ""


def stamp(found: os.stat_result) -> str:
    """Return the stamp of a file: its size, time and inode, which change with its contents."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def settled(found: os.stat_result) -> bool:
    """Return whether any later change to the file would change its stamp, because its time is not the present."""
    return time.time_ns() - found.st_mtime_ns > _SETTLED
