"""Take what editors have: read a path, or standard input, into the texts to add, or say why it can't be taken and what to do.

One function reads each kind of input, and has a row in `_READERS`:

1. a text, in a file of any name        the text as it is
2. a text of several documents          a text for each
3. a saved web page                     the text of its article, with the page as its witness
4. a TEI volume, or a document in TEI   a text for each document, with a TEI file of that document as its witness
5. a PDF, a word processor's file, …    none, with advice
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.markup import TEI_FILES, WEB_PAGES
from backchannel.readers.markup.prepare import structured_text
from backchannel.readers.markup.witness import WitnessFile
from backchannel.readers.text.split import split
from backchannel.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INPUT = Path("-")
"""Standard input, as a path."""
_PASTED = "pasted"
"""The name of a text from standard input."""
TEXTS = (".txt", ".text", ".asc")
"""The suffixes of texts, in either case. Of a folder only files with these, or of other kinds with a reader, are taken."""


class IncomingText(NamedTuple):
    """A text to add: the file it comes from, its bytes, and its name in the volume. `part` says which document of the file it is, and where
    it begins: `document 2 of 3, line 14`; then the text has a name of its own only if its document has no number. `witness` is the page or
    TEI file from which the text was made."""

    file: Path
    data: bytes
    name: str
    part: str = ""
    witness: WitnessFile | None = None

    @property
    def witness_suffix(self) -> str:
        """Return the suffix of the witness; empty if there is none."""
        return PurePosixPath(self.witness.path).suffix if self.witness else ""


class RefusedInput(NamedTuple):
    """A file that can't be taken, and what to do instead."""

    file: Path
    advice: str


class Incoming(NamedTuple):
    """The texts to add, the files that can't be taken, and the files of folders that were passed over because they are no texts."""

    texts: list[IncomingText]
    refused: list[RefusedInput]
    passed_over: list[Path]


def take(paths: Iterable[Path]) -> Incoming:
    """Read `paths`: files, folders with all files below them except hidden ones, and `-`, standard input. Raises `OSError`."""
    incoming = Incoming([], [], [])
    for path in dict.fromkeys(paths):
        for file in _files(path):
            given = path.is_dir()
            if given and not _is_known(file):
                incoming.passed_over.append(file)
                continue
            taken = read_input(file, sys.stdin.buffer.read() if file == INPUT else file.read_bytes())
            if isinstance(taken, str):
                incoming.refused.append(RefusedInput(file, taken))
            else:
                incoming.texts.extend(taken)
    return incoming


def read_input(file: Path, data: bytes) -> list[IncomingText] | str:
    """Read the bytes of a file into texts to add; or return advice, if it can't be taken."""
    suffix = file.suffix.lower()
    return next(read for is_it, read in _READERS if is_it(suffix, data))(file, data)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file


def _is_known(file: Path) -> bool:
    """Return whether a file of a folder is of a kind that editors mean when they name the folder."""
    return file.suffix.lower() in (*TEXTS, *WEB_PAGES, *TEI_FILES, *_ADVICE)


def _text(file: Path, data: bytes) -> list[IncomingText] | str:
    """Read a text. One of several documents is divided; the rules between them are left out."""
    source = Source.of(file.name, data)
    if not source.text.strip():
        return "it has no text"
    stem = _PASTED if file == INPUT else file.stem
    parts = list(_parts(source))
    if len(parts) == 1:
        return [IncomingText(file, data, f"{stem}.txt")]
    return [
        IncomingText(file, f"{text}\n".encode(), f"{stem}-{n}.txt", f"document {n} of {len(parts)}, line {line}")
        for n, (text, line) in enumerate(parts, 1)
    ]


def _parts(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the text of each document and the line at which it begins. Each is divided again, because as a file of its own it will be."""
    found = split(source)
    if len(found) == 1:
        yield source.text.strip("\n"), source.line
        return
    for part in found:
        end = part.separators[0].start if part.separators else len(part.source.text)
        yield from _parts(dataclasses.replace(part.source, text=part.source.text[:end]))


def _page(file: Path, data: bytes) -> list[IncomingText] | str:
    """Read a saved page into the text of its article."""
    text = _with_witness(file, _PASTED if file == INPUT else file.stem, data, _suffix(file, WEB_PAGES))
    return [text] if text.data.strip() else "it has no text"


def _tei(file: Path, data: bytes) -> list[IncomingText] | str:
    """Read a TEI file into the texts of its documents."""
    from backchannel.readers.markup.tei.volume import read_volume  # lxml takes a while to import

    volume = read_volume(data)
    suffix = _suffix(file, TEI_FILES)
    return [_with_witness(file, one.id, one.data, suffix) for one in volume.documents] if volume else "it has no documents in TEI"


def _suffix(file: Path, known: Sequence[str]) -> str:
    """Return the suffix of a file for its witness, or the usual one if it has none of its kind."""
    return file.suffix.lower() if file.suffix.lower() in known else known[0]


def _with_witness(file: Path, stem: str, data: bytes, suffix: str) -> IncomingText:
    """Write the text of a page or a TEI document."""
    witness = WitnessFile(f"{stem}{suffix}", data)
    written = structured_text(witness.path, data)
    return IncomingText(file, (written.text if written else "").encode(), f"{stem}.txt", witness=witness)


_AS_TEXT = "save it as plain text (UTF-8), and add that"
_FROM_PDF = "extract its text (`pdftotext FILE.pdf`, without -layout), and add that; check that paragraphs and notes are whole"
_RECOGNIZE = "recognize its text (OCR), and add that"
_UNPACK = "unpack it, and add what is in it"
_ADVICE = {
    ".pdf": f"it is a PDF: {_FROM_PDF}",
    ".docx": f"it is a word processor’s file: {_AS_TEXT}",
    ".doc": f"it is a word processor’s file: {_AS_TEXT}",
    ".odt": f"it is a word processor’s file: {_AS_TEXT}",
    ".rtf": f"it is a word processor’s file: {_AS_TEXT}",
    ".epub": f"it is an e-book: {_UNPACK}",
    ".zip": f"it is an archive: {_UNPACK}",
    ".gz": f"it is compressed: {_UNPACK}",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp"), f"it is a picture: {_RECOGNIZE}"),
    ".md": "it is an annotation file: it goes beside the text, under the id of its document (d57.md)",
    ".toml": "it is a settings file, not a text",
}
"""What to do with files of other kinds, by their suffixes."""
_SIGNATURES = {
    b"%PDF": ".pdf",
    b"PK\x03\x04": ".docx",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"{\\rtf": ".rtf",
    b"\x1f\x8b": ".gz",
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG": ".png",
    b"GIF8": ".gif",
    b"II*\x00": ".tif",
    b"MM\x00*": ".tif",
}
"""How files of these kinds begin, whatever they are called."""
_PRINTED = bytes(code for code in range(256) if code >= 0x20 or chr(code) in "\t\n\f\r")
_MOST_CONTROLS = 50
"""A text has at most one control character in so many: a bad capture has a few."""
_BEGINNING = 2000
"""Bytes at the beginning of a page or a TEI file that show what it is."""
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _is_other(suffix: str, data: bytes) -> bool:
    return suffix in _ADVICE or data.startswith(tuple(_SIGNATURES))


def _other(file: Path, data: bytes) -> str:
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), file.suffix.lower())
    return _ADVICE[file.suffix.lower() if file.suffix.lower() in _ADVICE else kind]


def _is_binary(_: str, data: bytes) -> bool:
    """Return whether bytes are no text: one has no NUL and few other control characters, in whatever encoding."""
    if data.startswith(_UTF_16):
        return False
    return b"\0" in data or len(data.translate(None, _PRINTED)) * _MOST_CONTROLS > len(data)


def _binary(_: Path, __: bytes) -> str:
    return f"it is not text: {_AS_TEXT}"


def _is_page(suffix: str, data: bytes) -> bool:
    """Return whether bytes are a web page, by their suffix, or by their beginning, as in standard input."""
    return suffix in WEB_PAGES or data[:_BEGINNING].lstrip(_BLANKS).lower().startswith((b"<!doctype html", b"<html"))


def _is_tei(suffix: str, data: bytes) -> bool:
    return suffix in TEI_FILES or (data.lstrip(_BLANKS).startswith(b"<") and b"http://www.tei-c.org/ns/1.0" in data[:_BEGINNING])


def _is_text(_: str, __: bytes) -> bool:
    return True


_READERS: Sequence[tuple[Callable[[str, bytes], bool], Callable[[Path, bytes], list[IncomingText] | str]]] = (
    (_is_other, _other),
    (_is_page, _page),
    (_is_tei, _tei),
    (_is_binary, _binary),
    (_is_text, _text),
)
"""The kinds of input: how each is told by its suffix and its bytes, and the function that reads it. The first that fits is taken."""
