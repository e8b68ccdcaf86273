"""Write the archive of a book: a zip file whose bytes follow from its content alone."""

from __future__ import annotations

from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of each entry: the first that a zip file can have."""

_UNIX = 3
"""The system that the entries name, whichever one wrote them."""

FOLDER = "EPUB"
"""The folder with the files of the book."""

_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class BookArchive:
    """The archive of a book that is being written."""

    def __init__(self, out: IO[bytes]) -> None:
        """Begin the archive with the two files that tell what it is. The first must not be compressed."""
        self._zip = ZipFile(out, "w")
        self._write("mimetype", b"application/epub+zip", ZIP_STORED)
        self._write("META-INF/container.xml", _CONTAINER.encode(), ZIP_DEFLATED)

    def add(self, path: str, data: bytes) -> None:
        """Add a file of the book."""
        self._write(f"{FOLDER}/{path}", data, ZIP_DEFLATED)

    def close(self) -> None:
        """Write the directory of the archive."""
        self._zip.close()

    def _write(self, path: str, data: bytes, method: int) -> None:
        entry = ZipInfo(path, _TIME)
        entry.create_system, entry.compress_type = _UNIX, method
        self._zip.writestr(entry, data)
