"""Find the witness of a text: the saved web page or TEI file beside it, `d44.html` or `d44.xml` beside `d44.txt`.

A text and its witness are one source, with one stamp. A witness without a text is a source of its own.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backchannel.readers.markup import TEI_FILES, WEB_PAGES

if TYPE_CHECKING:
    from pathlib import Path

TEXT = ".txt"
WITNESSES = (*TEI_FILES, *WEB_PAGES)
"""The suffixes of witnesses. The first that is there counts."""


def with_witnesses(stamps: dict[str, str]) -> dict[str, str]:
    """Join the stamp of each witness to that of its text. Where either is empty, so is the stamp of both."""
    joined = dict(stamps)
    for path in [path for path in stamps if path.endswith(WITNESSES)]:
        text = PurePosixPath(path).with_suffix(TEXT).as_posix()
        if text in stamps and witness_among(stamps, text) == path:
            joined[text] = joined_stamp(stamps[text], stamps[path])
        if text in stamps:
            del joined[path]
    return joined


def witness_among(paths: dict[str, str], text: str) -> str:
    """Return the witness of a text among some paths; empty if there is none."""
    return next((path for path in _beside(text) if path in paths), "")


def witness_of(documents: Path, text: str) -> str:
    """Return the path of the witness of a text in the documents folder; empty if there is none."""
    return next((path for path in _beside(text) if (documents / path).is_file()), "") if text.endswith(TEXT) else ""


def text_of(documents: Path, path: str) -> str:
    """Return the source to which a file belongs: the text beside a witness, else the file itself."""
    text = PurePosixPath(path).with_suffix(TEXT)
    return text.as_posix() if path.endswith(WITNESSES) and (documents / text).is_file() else path


def joined_stamp(text: str, witness: str) -> str:
    """Return the stamp of a text with a witness."""
    return f"{text} {witness}" if text and witness else ""


def _beside(text: str) -> list[str]:
    stem = os.fspath(PurePosixPath(text).with_suffix(""))
    return [f"{stem}{suffix}" for suffix in WITNESSES]
