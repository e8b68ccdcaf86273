"""Files raw texts in a volume: reads them, says what was recognised, and copies them. Nothing is moved, changed or written over.

1. a text that is not there yet             copied under its own name
2. another text has that name already       copied under the next free name: `a-2.txt`
3. the same bytes are there already         not copied
4. its number is that of another document   copied, and told: an edition keeps both
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
"""Texts that are sooner read by this process than others are started."""
_VOLUME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


class FiledText(NamedTuple):
    """A raw text that is to be filed: its bytes, the name that it gets (empty for one that is not copied), what was read, and remarks."""

    file: Path
    data: bytes
    name: str
    document: Document
    remarks: tuple[str, ...] = ()


class FilingPlan(NamedTuple):
    """What is to be filed where. `new` says that the volume has no `volume.toml` yet; `passed_over` are files that are no `.txt`."""

    volume: str
    folder: Path
    new: bool
    filings: tuple[FiledText, ...]
    passed_over: tuple[Path, ...]

    @property
    def to_copy(self) -> list[FiledText]:
        """What is to be copied."""
        return [filing for filing in self.filings if filing.name]


def plan(project: Project, paths: Sequence[Path], volume: str, workers: Workers) -> FilingPlan:
    """What filing `paths` (texts, and folders of texts) in a volume would do. Nothing is written. Raises `SettingsError` for a name that
    no volume can have."""
    if not _VOLUME.fullmatch(volume):
        raise SettingsError(f"{volume!r} can’t be a volume’s id: take letters, figures, full stops and hyphens, as in frus1969-76v09.")
    place = next((folder for folder in sorted(project.folders) if folder.rpartition("/")[2] == volume), volume)
    folder = project.documents / place
    texts, passed_over = _texts(paths)
    read = _read(texts, volume, workers)
    shelf = _VolumeFolder(_there(folder, volume, {document.number for _, document in read if document.number}, workers))
    filings = tuple(shelf.place(file, *found) for file, found in zip(texts, read, strict=True))
    return FilingPlan(volume, folder, place not in project.folders, filings, tuple(passed_over))


def carry_out(plan: FilingPlan, project: Project, title: str) -> None:
    """Copy what is to be filed; give a volume that is new a `volume.toml` with that title. Raises `OSError`."""
    if plan.new:
        write_file(plan.folder / "volume.toml", volume_settings(title, plan.folder, project.root).encode())
    for filing in plan.to_copy:
        write_file(plan.folder / filing.name, filing.data)


def _texts(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The texts among `paths`, each once, and what is none. Of a folder all that lies in it counts, but for files whose names begin with
    a dot."""
    found = dict.fromkeys(file for path in paths for file in (_files(path) if path.is_dir() else [path]))
    return [file for file in found if _is_text(file)], [file for file in found if not _is_text(file)]


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("."))


def _is_text(file: Path) -> bool:
    return file.suffix.lower() == ".txt"


def _there(folder: Path, volume: str, numbers: set[str], workers: Workers) -> Iterator[tuple[str, bytes, str | None]]:
    """The texts that a volume has: their names, their bytes, and those of `numbers` that they bear. What has none of these at the start of
    a line is not read for it: a volume has hundreds of texts."""
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
    """The bytes of each file, and what they say: what a process does with its share of the texts."""
    return [(data := file.read_bytes(), read_document(Source.of(file.name, data), volume)) for file in files]


class _VolumeFolder:
    """The texts of a volume while others are put to them: the names that are taken (letters of either case are one on many disks), and
    where each text, and each number, stands."""

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
        """Where a text is to stand, and what is to be said of it."""
        if data in self._by_bytes:
            return FiledText(file, data, "", document, (f"already there: {self._by_bytes[data]}",))
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
            yield "no head recognised"
        elif document.number is None:
            yield "no number recognised"
        if document.number in self._by_number:
            yield f"number {document.number} is that of {self._by_number[document.number]}, too"
        if name != f"{file.stem}.txt":
            yield f"another text has that name: filed as {name}"
