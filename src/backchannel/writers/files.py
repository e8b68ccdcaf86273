"""Write whole files or none: each under a temporary name that is then replaced by its own, so that no reader sees half a file.

A file that already has its content is left alone, so that its time says when it last changed. Files that no longer belong to a site are
removed last.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from backchannel.settings import SettingsError
from backchannel.system.file_stamps import stamp, stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MARK = ".backchannel"
"""The file that marks a folder as written by a build, and lists the files that builds wrote."""
_TITLE = "This folder is written by backchannel build, which leaves all files alone but these:"

_PARTIAL = re.compile(r"\.\d+\.partial")
"""The end of a temporary name, with the number of the process that writes: `d145.html.4711.partial`."""
_SHARD = re.compile(r"^search/[dnptw]-[0-9a-f]{10}\.js$")
"""A file of the search, which is named after its contents."""
_OTHERS = {"CNAME"}
"""Files that hosts of sites want in the folder, and of which no finding is needed; nor is it of files whose names begin with a dot."""


def open_folder(root: Path) -> None:
    """Make the folder of a site, or take over the one that an earlier build made. Raises `SettingsError` for a folder that only has files
    of others: the site would be mixed with them."""
    mark = root / MARK
    if root.is_dir() and not mark.exists() and any(is_ours(path.name) for path in root.iterdir()):
        raise SettingsError(f"{root} has files that no build put there; empty it, or name another folder as site in edition.toml.")
    root.mkdir(parents=True, exist_ok=True)
    if not mark.exists():
        keep_own(root, ())


def own_files(root: Path) -> set[str]:
    """Return the paths of the files that earlier builds wrote, and that were there when the last one ended."""
    return set((root / MARK).read_text(encoding="utf-8", errors="replace").splitlines()[1:])


def keep_own(root: Path, paths: Iterable[str]) -> None:
    """List the files of a site, for a build that has lost its database to know its own."""
    write_file(root / MARK, "\n".join((_TITLE, *sorted(paths), "")).encode(errors="replace"))


class WrittenFile(NamedTuple):
    """A file of the site: its path, whether it changed, and its stamp."""

    path: str
    changed: bool
    stamp: str


class KeptFile(NamedTuple):
    """Whether a file was changed, and its stamp."""

    changed: bool
    stamp: str


def write_file(file: Path, data: bytes) -> KeptFile:
    """Write `data` to `file`, if its content is different."""
    try:
        found = file.stat()
    except FileNotFoundError:
        found = None
    if found and found.st_size == len(data) and file.read_bytes() == data:
        return KeptFile(False, stamp(found))
    with _whole(file) as partial:
        written = _write(partial, data)
        partial.replace(file)
    return KeptFile(True, written)


def write_long(file: Path, fill: Callable[[IO[bytes]], None]) -> KeptFile:
    """Write a file piece by piece, as `fill` does, if its content is different."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _whole(file) as partial:
        with partial.open("wb") as out:
            fill(out)
        changed = not file.is_file() or not filecmp.cmp(file, partial, shallow=False)
        if changed:
            partial.replace(file)
        else:
            partial.unlink()
    return KeptFile(changed, stamp(file.stat()))


def _write(path: Path, data: bytes) -> str:
    """Write a new file, and the folders above it if needed. Returns its stamp."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, flags, 0o666)
    with os.fdopen(file, "wb", buffering=0) as out:
        left = memoryview(data)
        while left:
            left = left[out.write(left) :]
        return stamp(os.fstat(file))


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Return the temporary name of a file. If writing fails, nothing is left, and an `OSError` names the file."""
    partial = _partial(path)
    try:
        yield partial
    except BaseException as fault:
        with suppress(OSError):
            _remove(partial)
        if isinstance(fault, OSError):
            raise OSError(fault.errno, fault.strerror, str(path)) from fault
        raise


def _partial(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.partial")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def written(root: Path) -> dict[str, str]:
    """Return the stamps of the files of a site by their paths."""
    return stamps(root, is_ours, is_ours)


def remove(root: Path, paths: Iterable[str]) -> None:
    """Remove files of a site, then the folders left empty."""
    emptied: set[Path] = set()
    for path in paths:
        gone = root / path
        _remove(gone)
        emptied |= {folder for folder in gone.parents if root in folder.parents}
    for folder in sorted(emptied, reverse=True):
        with suppress(OSError):  # it still has files, or is gone
            folder.rmdir()


def is_ours(name: str) -> bool:
    """Return whether a file or folder of a site may be the build's."""
    return (name[0] != "." and name not in _OTHERS) or _PARTIAL.search(name) is not None


def is_leftover(path: str) -> bool:
    """Return whether a file that no build knows was left by one that was killed: it has a temporary name, or is a file of the search."""
    return _PARTIAL.search(path) is not None or _SHARD.search(path) is not None
