"""Tell sources by the endings of their names, and find the witness of a text: the saved web page or TEI file beside it, `d44.html` or
`d44.xml` beside `d44.txt`.

A text and its witness are one source, with one stamp. A witness without a text is a source of its own.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backchannel.readers.markup import TEI_FILES, WEB_PAGES

if TYPE_CHECKING:
    from pathlib import Path

_TEXTS = (".txt", ".text")
_NOTES = (".md",)
_WITNESSES = (*TEI_FILES, *WEB_PAGES)
"""The endings of names, in small letters. Of several witnesses, the first that is there counts."""


def is_text(path: str) -> bool:
    """Return whether a path is that of a text: `d44.txt`, `D44.TXT`, `d44.text`."""
    return path[path.rfind(".") :].lower() in _TEXTS


def is_notes(path: str) -> bool:
    """Return whether a path is that of an editors' file: an annotation file, or a chapter."""
    return path[path.rfind(".") :].lower() in _NOTES


def is_witness(path: str) -> bool:
    """Return whether a path is that of a saved web page or a TEI file."""
    return path[path.rfind(".") :].lower() in _WITNESSES


def notes_beside(path: str, claim: str) -> list[str]:
    """Return the paths that the annotation file for the document of a text may have: `frus1969-76v09/d44.md`, and with `.MD`."""
    folder = PurePosixPath(path).parent
    return [(folder / f"{claim}{suffix}").as_posix() for suffix in _spellings(_NOTES)]


def with_witnesses(stamps: dict[str, str]) -> dict[str, str]:
    """Join the stamp of each witness to that of its text. Where either is empty, so is the stamp of both."""
    joined = dict(stamps)
    for path in filter(is_witness, stamps):
        text = next((text for text in _same_stem(path, _TEXTS) if text in stamps), None)
        if text and next((beside for beside in _same_stem(text, _WITNESSES) if beside in stamps), None) == path:
            joined[text] = joined_stamp(stamps[text], stamps[path])
        if text:
            del joined[path]
    return joined


def witness_of(documents: Path, text: str) -> str:
    """Return the path of the witness of a text in the documents folder; empty if there is none."""
    return next((path for path in _same_stem(text, _WITNESSES) if _is_file(documents / path)), "") if is_text(text) else ""


def text_of(documents: Path, path: str) -> str:
    """Return the source to which a file belongs: the text beside a witness, else the file itself."""
    texts = _same_stem(path, _TEXTS) if is_witness(path) else []
    return next((text for text in texts if _is_file(documents / text)), path)


def joined_stamp(text: str, witness: str) -> str:
    """Return the stamp of a text with a witness."""
    return f"{text} {witness}" if text and witness else ""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name is too long with this suffix
        return False


def _same_stem(path: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the paths that differ from this one only in the suffix."""
    stem = path[: path.rfind(".")]
    return [f"{stem}{suffix}" for suffix in _spellings(suffixes)]


def _spellings(suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return suffixes as people write them: in small letters, or in capitals."""
    return (*suffixes, *map(str.upper, suffixes))
