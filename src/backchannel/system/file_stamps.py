"""Looks through a folder: what files it has, and whether they are as they were.

Asking for a file's size and times costs a thousandth of reading it, so a folder of thirty thousand is looked through in a moment.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells whether it changed again: disks keep times in steps of up to two seconds (FAT)."""


Lost = Callable[[OSError], None]


def stamps(
    root: Path,
    wanted: Callable[[str], bool],
    entered: Callable[[str], bool] = lambda _: True,
    whole: Container[str] = (),
    lost: Lost | None = None,
) -> dict[str, str]:
    """The files under `root` whose names are `wanted`, in no order: by the path of each from `root` (`/` between parts) its stamp, which
    says whether it changed; empty for one that is gone meanwhile, or can't be asked: whoever reads it will say so. Folders whose names
    let them be `entered` are looked through, links to folders are not followed.

    The folders in `whole` (paths, with a stroke at their end) count as one file each. `lost` is told of a folder that can't be looked
    through, whose files are left out; without it, that is an `OSError`.
    """
    found = {}
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if not entry.is_dir(follow_symlinks=False):
                        if wanted(name):
                            found[prefix + name] = _seal(entry)
                    elif (path := f"{prefix}{name}/") in whole:
                        found[path] = folder_stamp(entry.path)
                    elif entered(name):
                        waiting.append((entry.path, path))
        except OSError as error:
            if lost is None:
                raise
            lost(error)
    return found


def folder_stamp(folder: str | Path) -> str:
    """The stamp of a folder whose files are named for what they hold: how many there are."""
    return str(sum(len(names) for _, __, names in os.walk(folder)))


def _seal(entry: os.DirEntry[str]) -> str:
    try:
        return stamp(entry.stat())
    except OSError:
        return ""


def stamp(found: os.stat_result) -> str:
    """The stamp of a file: what changes with it, short of its bytes."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"


def settled(found: os.stat_result) -> bool:
    """Whether a change of the file from now on would change its stamp: its time is not that of this moment."""
    return time.time_ns() - found.st_mtime_ns > _SETTLED
