"""Writes whole files, or none: each under a temporary name that is then given up for its own, so that no reader sees half a file.

What a file already holds is left alone, so that its time says when it last changed. What no longer belongs to a site is removed last.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from backchannel.settings import SettingsError
from backchannel.tree import Filed, files, sealed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
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
    if root.is_dir() and not mark.exists() and any(is_ours(path.name) for path in root.iterdir()):
        raise SettingsError(f"{root} has files that no build put there; empty it, or name another folder as site in edition.toml.")
    root.mkdir(parents=True, exist_ok=True)
    write_file(mark, b"This folder is written by backchannel build, which removes what is not its own.\n")


class Drawn(NamedTuple):
    """A file of the site: its path, whether it changed, its seal, and the ids that it publishes."""

    path: str
    changed: bool
    seal: str
    ids: tuple[str, ...] = ()


class Kept(NamedTuple):
    """Whether a file was changed, and its seal."""

    changed: bool
    seal: str


def write_file(file: Path, data: bytes) -> Kept:
    """Give `file` the content `data`."""
    try:
        found = file.stat()
        if found.st_size == len(data) and file.read_bytes() == data:
            return Kept(False, sealed(found))
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{os.getpid()}{_PARTIAL}")
    try:
        partial.write_bytes(data)
        written = partial.stat()
        partial.replace(file)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    return Kept(True, sealed(written))


def written(root: Path, folders: Container[str]) -> Iterator[Filed]:
    """The files of a site and their seals; of these folders, which are written as one, theirs."""
    return files(root, lambda path: is_ours(path.rstrip("/").rpartition("/")[2]), folders)


def remove(root: Path, paths: Iterable[str]) -> None:
    """Remove files and folders (with a stroke at their end) of a site, then the folders left empty."""
    emptied: set[Path] = set()
    for path in paths:
        gone = root / path
        if path.endswith("/"):
            shutil.rmtree(gone, ignore_errors=True)
        else:
            gone.unlink(missing_ok=True)
        emptied |= {folder for folder in gone.parents if root in folder.parents}
    for folder in sorted(emptied, reverse=True):
        with suppress(OSError):  # it has files left, or is gone
            folder.rmdir()


def is_ours(name: str) -> bool:
    """Whether a file or folder of a site is the build's to tidy."""
    return not name.startswith(".") and name not in _OTHERS
