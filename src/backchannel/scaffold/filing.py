"""Add raw texts to a volume: read them, report what was recognized, and copy them. No file is moved, changed or overwritten.

1. a new text                               copied under its own name
2. its name is taken by another text        copied under the next free name: `a-2.txt`
3. the volume has the same bytes            not copied
4. another document has its number          copied and reported: an edition keeps both
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.readers.text.document import read_document
from backchannel.scaffold.new_edition import volume_settings
from backchannel.settings import SettingsError
from backchannel.source import Source
from backchannel.system.workers import in_process
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.records import Document
    from backchannel.settings import Project
    from backchannel.system.workers import Workers

_FEW = 64
"""The most texts that this process reads alone: starting other processes would take longer."""
_VOLUME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


class FiledText(NamedTuple):
    """A raw text to be added: its bytes, its name in the volume (empty if it is not copied), the document read from it, and remarks."""

    file: Path
    data: bytes
    name: str
    document: Document
    remarks: tuple[str, ...] = ()


class FilingPlan(NamedTuple):
    """Which texts to add to which volume. `new` says that there is no `volume.toml`; `passed_over` lists files that are not `.txt`."""

    volume: str
    folder: Path
    new: bool
    filings: tuple[FiledText, ...]
    passed_over: tuple[Path, ...]

    @property
    def to_copy(self) -> list[FiledText]:
        """Return the texts to copy."""
        return [filing for filing in self.filings if filing.name]


def plan(project: Project, paths: Sequence[Path], volume: str, workers: Workers) -> FilingPlan:
    """Plan how to add `paths` (texts, and folders of texts) to a volume, without writing anything.

    Raises `SettingsError` for an invalid volume id.
    """
    if not _VOLUME.fullmatch(volume):
        raise SettingsError(f"{volume!r} can’t be a volume id: use letters, digits, periods and hyphens, as in frus1969-76v09.")
    place = next((folder for folder in sorted(project.folders) if folder.rpartition("/")[2] == volume), volume)
    folder = project.documents / place
    texts, passed_over = _texts(paths)
    read = _read(texts, volume, workers)
    shelf = _VolumeFolder(_there(folder, volume, {document.number for _, document in read if document.number}, workers))
    filings = tuple(shelf.place(file, *found) for file, found in zip(texts, read, strict=True))
    return FilingPlan(volume, folder, place not in project.folders, filings, tuple(passed_over))


def carry_out(plan: FilingPlan, project: Project, title: str) -> None:
    """Copy the texts, and write a `volume.toml` with that title for a new volume. Raises `OSError`."""
    if plan.new:
        write_file(plan.folder / "volume.toml", volume_settings(title, plan.folder, project.root).encode())
    for filing in plan.to_copy:
        write_file(plan.folder / filing.name, filing.data)


def _texts(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the texts among `paths`, each once, and the other files.

    A folder counts with all its files except those whose names begin with a dot.
    """
    found = dict.fromkeys(file for path in paths for file in (_files(path) if path.is_dir() else [path]))
    return [file for file in found if _is_text(file)], [file for file in found if not _is_text(file)]


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("."))


def _is_text(file: Path) -> bool:
    return file.suffix.lower() == ".txt"


def _there(folder: Path, volume: str, numbers: set[str], workers: Workers) -> Iterator[tuple[str, bytes, str | None]]:
    """Yield the texts that a volume already has: their names, their bytes, and their document number if it is one of `numbers`.

    A text with none of these numbers at the start of a line is not parsed, because a volume has hundreds of texts.
    """
    files = {file: file.read_bytes() for file in sorted(folder.rglob("*.txt"))} if folder.is_dir() else {}
    begins = re.compile(rf"^\s*(?:No\.\s?|\[)?(?:{'|'.join(map(re.escape, sorted(numbers)))})[.\]]", re.MULTILINE)
    suspect = [file for file, data in files.items() if numbers and begins.search(Source.of("", data).text)]
    found = {file: document.number for file, (_, document) in zip(suspect, _read(suspect, volume, workers), strict=True)}
    return ((file.relative_to(folder).as_posix(), data, found.get(file)) for file, data in files.items())


_Read = tuple[bytes, "Document"]


def _read(files: Sequence[Path], volume: str, workers: Workers) -> list[_Read]:
    spread = workers.spread if len(files) > _FEW else in_process
    return list(spread(read_texts, volume, files))


def read_texts(volume: str, files: Sequence[Path]) -> list[_Read]:
    """Return the bytes of each file and the document read from them. Each worker process runs this on its share of the texts."""
    return [(data := file.read_bytes(), read_document(Source.of(file.name, data), volume)) for file in files]


class _VolumeFolder:
    """The texts of a volume while others are added: the names that are taken (ignoring case, as many file systems do), and the file of each
    text and of each number."""

    def __init__(self, texts: Iterable[tuple[str, bytes, str | None]]) -> None:
        self._names: set[str] = set()
        self._by_bytes: dict[bytes, str] = {}
        self._by_number: dict[str, str] = {}
        for text in texts:
            self._put(*text)

    def _put(self, name: str, data: bytes, number: str | None) -> None:
        self._names.add(name.casefold())
        self._by_bytes.setdefault(data, name)
        if number:
            self._by_number.setdefault(number, name)

    def place(self, file: Path, data: bytes, document: Document) -> FiledText:
        """Decide the name of a text in the volume, and the remarks about it."""
        if data in self._by_bytes:
            return FiledText(file, data, "", document, (f"already in the volume: {self._by_bytes[data]}",))
        name = self._free(file)
        remarks = tuple(self._remarks(file, name, document))
        self._put(name, data, document.number)
        return FiledText(file, data, name, document, remarks)

    def _free(self, file: Path) -> str:
        name, count = f"{file.stem}.txt", 1
        while name.casefold() in self._names:
            count += 1
            name = f"{file.stem}-{count}.txt"
        return name

    def _remarks(self, file: Path, name: str, document: Document) -> Iterator[str]:
        if document.head is None:
            yield "no head recognized"
        elif document.number is None:
            yield "no number recognized"
        if document.number in self._by_number:
            yield f"{self._by_number[document.number]} also has number {document.number}"
        if name != f"{file.stem}.txt":
            yield f"name taken by another text: added as {name}"
