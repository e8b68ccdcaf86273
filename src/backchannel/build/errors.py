"""Describe why a build failed and what to do: a full disk, a folder that can't be written to, a locked database."""

from __future__ import annotations

import errno
from pathlib import Path

from backchannel.settings import SettingsError
from backchannel.system.workers import WorkerError

REFUSED = (SettingsError, WorkerError, OSError)
"""Exceptions with which a build fails as expected: an invalid setting, a killed process, a file that can't be written."""

_KEPT = "Nothing is lost: "

_OF_DISK = f"the disk is full: {{file}} can’t be written. {_KEPT}free some space and build again."
_OF_RIGHTS = f"{{file}} can’t be used ({{reason}}). {_KEPT}allow reading and writing, or move the edition, and build again."

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
    errno.ENOTEMPTY: f"{{file}} contains files of another program. {_KEPT}move them away and build again.",
    errno.EMFILE: f"too many files are open ({{file}}). {_KEPT}build again with fewer --jobs.",
    errno.ENOMEM: f"memory ran out ({{file}}). {_KEPT}build again with fewer --jobs.",
    errno.EIO: f"{{file}} can’t be used ({{reason}}). {_KEPT}build again; if that doesn’t help, check the disk.",
}

LOST = f"another program stopped a process of the build; perhaps memory ran out. {_KEPT}build again, with fewer --jobs if it happens again."
"""The message after a worker process was killed."""


def refusal(error: Exception) -> str:
    """Return the reason why a build failed, as one sentence."""
    if isinstance(error, OSError):
        return of_system(error)
    return LOST if isinstance(error, WorkerError) else str(error)


def of_system(error: OSError) -> str:
    """Return the reason for a system error, as a sentence.

    `the disk is full: site/v/d1.html can’t be written. Nothing is lost: free some space and build again.`
    """
    sentence = _MESSAGES.get(error.errno or 0, f"{{file}} can’t be used ({{reason}}). {_KEPT}build again once it can.")
    return sentence.format(file=_shown(error.filename), reason=error.strerror or error)


def _shown(path: object) -> str:
    """Return a path relative to the current folder, if it is inside that folder."""
    if not isinstance(path, str | Path):
        return "a file"
    here = Path.cwd()
    return str(Path(path).relative_to(here) if Path(path).is_relative_to(here) else path)
