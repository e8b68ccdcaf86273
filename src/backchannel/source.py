"""Decode source files and turn offsets into lines and columns.

The text of a `Source` is never changed: whatever is found in it is a `Span` of its characters. Positions count Unicode characters
after decoding, after `\\r\\n` and `\\r` became `\\n`, and without a leading byte order mark.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Span(NamedTuple):
    """A range of characters in a text: from `start` up to, but not including, `end`."""

    start: int
    end: int


class Position(NamedTuple):
    """A line and a column, both counted from 1; `column` in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """A file and its text, or the text of one of several documents in it. `path` is relative to the documents folder, with `/` between its
    parts. `part` counts the documents of the file from 1; this one begins at the character `start`, from 0, and the line `line`, from 1."""

    path: str
    text: str
    encoding: str = "utf-8"
    part: int = 1
    start: int = 0
    line: int = 1

    @classmethod
    def read(cls, file: Path, root: Path) -> Source:
        """Read a file, whatever its bytes are. Raises `OSError`, which names the file, if it can't be read."""
        return cls.of(file.relative_to(root).as_posix(), file.read_bytes())

    @classmethod
    def of(cls, path: str, data: bytes) -> Source:
        """Make a source from the bytes of a file."""
        text, encoding = decode(data)
        return cls(path, text, encoding)

    @property
    def stem(self) -> str:
        """Return the file name without its extension: `d145` for `frus1969-76v09/d145.txt`, `d145-2` for the second document of it."""
        name = PurePosixPath(self.path).stem
        return name if self.part == 1 else f"{name}-{self.part}"

    def section(self, part: int, start: int, end: int) -> Source:
        """Return the text of one of several documents, which begins at a line."""
        return Source(self.path, self.text[start:end], self.encoding, part, self.start + start, self.line + self.text.count("\n", 0, start))

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> Position:
        """Return the line and column, in the file, of the character at `offset` of the text."""
        line = bisect_right(self._line_starts, offset)
        return Position(self.line - 1 + line, offset - self._line_starts[line - 1] + 1)

    def in_file(self, offset: int) -> int:
        """Return the offset in the file of the character at `offset`."""
        return offset

    def words(self, span: Span) -> str:
        """Return the text at `span`."""
        return self.text[span.start : span.end]


def decode(data: bytes) -> tuple[str, str]:
    """Decode `data`, and name the encoding: `utf-8`, `utf-16` or `windows-1252`.

    Bytes that are not UTF-8 are read as Windows-1252, which captures made on old machines use. Its five unused bytes become the
    control characters of the same number (as in the WHATWG Encoding Standard), so that every file can be decoded.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = data.decode("utf-16", errors="replace"), "utf-16"
    else:
        try:
            text, encoding = data.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = "".join(map(_WINDOWS_1252.__getitem__, data)), "windows-1252"
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text, encoding


def digest(data: bytes) -> str:
    """Return a hash of `data` in 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


_WINDOWS_1252 = [bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in range(256)]
