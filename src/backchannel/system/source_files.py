"""The one door by which sources come in: which names of a folder are sources, and how a source is opened.

Only regular files inside the folder are opened; links to folders are not followed. Whatever else is there is passed over, each name for
one of the reasons below, so that nobody has to guess why a text is on no page.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.system.file_stamps import settled

if TYPE_CHECKING:
    from collections.abc import Iterator


Lost = Callable[[OSError], None]
"""Called for a folder that can't be read."""


class PassedOver(NamedTuple):
    """Why a name is passed over. `expected`: nobody thinks that such a file is read, so it needs no finding."""

    reason: str
    expected: bool = False


HIDDEN = PassedOver("its name begins with a period", expected=True)
BACKUP = PassedOver("it is a lock or a backup that an editor made", expected=True)
OF_THE_SYSTEM = PassedOver("it belongs to the operating system", expected=True)
NOT_UTF8 = PassedOver("its name is not UTF-8")
CONTROLLED = PassedOver("its name has a control character")
NO_FILE = PassedOver("it is a pipe, a socket or a device")
LINKED_FOLDER = PassedOver("it is a link to a folder")
LEADS_OUT = PassedOver("it is a link that leads out of the folder")
LEADS_TO_HIDDEN = PassedOver("it is a link to a file that is passed over itself")
NO_SOURCE = PassedOver("no source or settings file has such a name")

_OF_THE_SYSTEM = frozenset({"Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "Icon\r", "__MACOSX", "lost+found", "__pycache__"})
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""A pipe is opened without waiting for its other end."""
_NOT_A_LINK = getattr(os, "O_NOFOLLOW", 0)


class SourceEntry(NamedTuple):
    """A name in a folder of sources: its path from there (with a slash at the end for a folder), and why it is `passed_over`, or its stamp,
    which is empty for a file that can't be examined."""

    path: str
    passed_over: PassedOver | None
    stamp: str = ""


def list_sources(root: Path, is_source: Callable[[str], bool], lost: Lost) -> Iterator[SourceEntry]:
    """Yield the names in a folder and in the folders below it, in no order, but for folders that are searched. `is_source` takes a file's
    name. A folder that can't be read is passed to `lost`."""
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    is_folder = entry.is_dir(follow_symlinks=False)
                    path = f"{prefix}{entry.name}/" if is_folder else prefix + entry.name
                    if reason := _of_name(entry.name) or (None if is_folder else _of_file(root, entry, is_source)):
                        yield SourceEntry(path, reason)
                    elif is_folder:
                        waiting.append((entry.path, path))
                    else:
                        yield SourceEntry(path, None, _stamp(entry))
        except OSError as error:
            lost(error)


def read_source(root: Path, path: str) -> tuple[bytes, str]:
    """Return the bytes of a source by its path from `root`, and its stamp; the stamp is empty for a file that changed a moment ago, because
    another change might not show in its times. Raises `OSError` if it is no regular file inside `root`."""
    file = root / path
    try:
        handle = os.open(file, _FLAGS | _NOT_A_LINK)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EMLINK):
            raise
        if reason := _of_target(root, file):
            raise OSError(errno.EACCES, reason.reason, os.fspath(file)) from error
        handle = os.open(file, _FLAGS)
    with os.fdopen(handle, "rb") as opened:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, NO_FILE.reason, os.fspath(file))
        return opened.read(), stamp_of(state) if settled(state) else ""


def stamp_of(state: os.stat_result) -> str:
    """Return the stamp of a source: its size, time and inode, and the time when any of these changed, which no program can set back."""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ino} {state.st_ctime_ns}"


def spelled_out(path: str) -> str:
    """Spell out the bytes of a path that are not UTF-8, and its control characters: `bad\\xff.txt`."""
    if path.isprintable():
        return path
    text = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def folded(name: str) -> str:
    """Fold a name as file systems do that ignore case and the form of accents."""
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _of_name(name: str) -> PassedOver | None:
    """Return why a file or folder with this name is passed over, whatever it is."""
    if name[0] in ".~#" or name[-1] == "~":
        return HIDDEN if name[0] == "." else BACKUP if name[-1] in "~#" or name.startswith("~$") else None
    if name in _OF_THE_SYSTEM:
        return OF_THE_SYSTEM
    if name.isprintable():
        return None
    if any("\ud800" <= char <= "\udfff" for char in name):
        return NOT_UTF8
    return CONTROLLED if any(unicodedata.category(char) == "Cc" for char in name) else None


def _of_file(root: Path, entry: os.DirEntry[str], is_source: Callable[[str], bool]) -> PassedOver | None:
    """Return why an entry that is no folder is passed over."""
    if entry.is_symlink():
        if not Path(entry.path).exists():
            return None if is_source(entry.name) else NO_SOURCE  # to read it will say why it leads nowhere
        if entry.is_dir():
            return LINKED_FOLDER
        if reason := _of_target(root, entry.path):
            return reason
    if not entry.is_file():
        return NO_FILE
    return None if is_source(entry.name) else NO_SOURCE


def _of_target(root: str | Path, file: str | Path) -> PassedOver | None:
    """Return why a link to a file is passed over."""
    top, target = os.path.realpath(root), os.path.realpath(file)
    if os.path.commonpath([top, target]) != top:
        return LEADS_OUT
    return LEADS_TO_HIDDEN if any(map(_of_name, Path(target).relative_to(top).parts)) else None


def _stamp(entry: os.DirEntry[str]) -> str:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return ""
