"""Explain why a build could not finish, and what to do: a full disk, a folder that can't be written, a locked database."""

from __future__ import annotations

import errno
from pathlib import Path

from backchannel.settings import SettingsError
from backchannel.system.workers import WorkerError

REFUSED = (SettingsError, WorkerError, OSError)
"""What a build raises when it can't finish: a setting is invalid, a worker was killed, a file can't be written."""

_KEPT = "Nothing is lost: "

_OF_DISK = f"the disk is full: {{file}} can’t be written. {_KEPT}free some space and build again."
_OF_RIGHTS = f"{{file}} can’t be used ({{reason}}). {_KEPT}make it readable and writable, or move the edition, and build again."

_MESSAGES = {
    errno.ENOSPC: _OF_DISK,
    errno.EDQUOT: _OF_DISK,
    errno.EFBIG: _OF_DISK,
    errno.EACCES: _OF_RIGHTS,
    errno.EPERM: _OF_RIGHTS,
    errno.EROFS: _OF_RIGHTS,
    errno.EBUSY: f"{{file}} is in use by another program ({{reason}}). {_KEPT}close that program and build again.",
    errno.EISDIR: f"{{file}} is a folder where a file should be. {_KEPT}move it away and build again.",
    errno.ENOTDIR: f"{{file}} is a file where a folder should be. {_KEPT}move it away and build again.",
    errno.EEXIST: f"{{file}} is a file where a folder should be. {_KEPT}move it away and build again.",
    errno.ENOTEMPTY: f"{{file}} has files of another program. {_KEPT}move them away and build again.",
    errno.EMFILE: f"too many files are open ({{file}}). {_KEPT}build again with fewer --jobs.",
    errno.ENOMEM: f"memory ran out ({{file}}). {_KEPT}build again with fewer --jobs.",
    errno.EIO: f"{{file}} can’t be used ({{reason}}). {_KEPT}build again; if that doesn’t help, check the disk.",
}

LOST = f"a process of the build was killed, perhaps because memory ran out. {_KEPT}build again, with fewer --jobs if it happens again."
"""The sentence for a worker that was killed."""


def refusal(error: Exception) -> str:
    """Explain in a sentence why a build could not finish."""
    if isinstance(error, OSError):
        return of_system(error)
    return LOST if isinstance(error, WorkerError) else str(error)


def of_system(error: OSError) -> str:
    """Explain an error of the operating system.

    `the disk is full: site/v/d1.html can’t be written. Nothing is lost: free some space and build again.`
    """
    sentence = _MESSAGES.get(error.errno or 0, f"{{file}} can’t be used ({{reason}}). {_KEPT}build again when it can.")
    return sentence.format(file=_shown(error.filename), reason=error.strerror or error)


def _shown(path: object) -> str:
    """Return a path relative to the current folder, if it is inside it."""
    if not isinstance(path, str | Path):
        return "a file"
    here = Path.cwd()
    return str(Path(path).relative_to(here) if Path(path).is_relative_to(here) else path)
