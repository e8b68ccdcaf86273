"""Writes whole files, or none: each under a temporary name that is then given up for its own, so that no reader sees half a file.

What a file already holds is left alone, so that its time says when it last changed. What no longer belongs to a site is removed last.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from backchannel.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

MARK = ".backchannel"
"""The file that says of a folder that a build made it, and may tidy it."""

_PARTIAL = ".partial"
_OTHERS = {"CNAME"}
"""Files that hosts of sites want in the folder, and that are not of the build; so are all whose names begin with a dot."""


def open_folder(root: Path) -> None:
    """Make the folder of a site, or take up the one that an earlier build made. Raises `SettingsError` for a folder that has other files:
    a build removes what is not its own."""
    mark = root / MARK
    if root.is_dir() and not mark.exists() and any(_is_ours(path.name) for path in root.iterdir()):
        raise SettingsError(f"{root} has files that no build put there; empty it, or name another folder as site in edition.toml.")
    root.mkdir(parents=True, exist_ok=True)
    write_file(mark, b"This folder is written by backchannel build, which removes what is not its own.\n")


def write_file(file: Path, data: bytes) -> bool:
    """Give `file` the content `data`; whether that changed it."""
    try:
        if file.stat().st_size == len(data) and file.read_bytes() == data:
            return False
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{os.getpid()}{_PARTIAL}")
    partial.write_bytes(data)
    partial.replace(file)
    return True


def sweep(root: Path, keep: Collection[str]) -> int:
    """Remove the files of a site that are not in `keep` (paths from `root`), then the folders left empty; how many files that were."""
    stale = [path for path in _files(root, root) if path not in keep]
    for path in stale:
        (root / path).unlink()
    for folder in sorted({(root / path).parent for path in stale}, reverse=True):
        if folder != root and not any(folder.iterdir()):
            folder.rmdir()
    return len(stale)


def _files(folder: Path, root: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and _is_ours(path.name):
            yield from _files(path, root)
        elif not path.is_dir() and _is_ours(path.name):
            yield path.relative_to(root).as_posix()


def _is_ours(name: str) -> bool:
    return not name.startswith(".") and name not in _OTHERS
