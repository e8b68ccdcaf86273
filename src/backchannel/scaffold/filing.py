"""Add texts to a volume: report what was recognized in them, and write them. No file is moved, changed or overwritten.

1. a new text                               written under its own name
2. its name is taken by another text        written under the next free name: `a-2.txt`
3. the volume has the same bytes            not written
4. another document has its number          written and reported: an edition keeps both
5. one of several documents of a file       written under its id, `d58.txt`, if it has a number
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.did_you_mean import did_you_mean
from backchannel.readers.markup import TEI_FILES, WEB_PAGES
from backchannel.readers.markup.prepare import prepare
from backchannel.readers.text.document import finish_document
from backchannel.scaffold.front_matter import front_of, settings_files
from backchannel.scaffold.incoming import IncomingText, RefusedInput, take
from backchannel.settings import SettingsError
from backchannel.source import Source
from backchannel.system.workers import in_process
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.readers.markup.tei.volume import TeiVolume
    from backchannel.readers.markup.witness import WitnessFile
    from backchannel.records import Document
    from backchannel.settings import Project
    from backchannel.system.workers import Workers

_FEW = 64
"""The most texts that this process reads alone: starting other processes would take longer."""
_VOLUME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


class FiledText(NamedTuple):
    """A text to be added, its name in the volume (empty if it is not written), the document read from it, and remarks."""

    text: IncomingText
    name: str
    document: Document
    remarks: tuple[str, ...] = ()


class FilingPlan(NamedTuple):
    """Which texts to add to which volume. `new` says that there is no `volume.toml`, and `like` names the volume of the edition that was
    perhaps meant: `did you mean 'frus1969-76v09'?`; `refused` lists files that can't be taken, `passed_over` those that are no texts.
    `front` is the TEI volume among the files, with its title page and lists."""

    volume: str
    folder: Path
    new: bool
    like: str
    filings: tuple[FiledText, ...]
    refused: tuple[RefusedInput, ...]
    passed_over: tuple[Path, ...]
    front: TeiVolume | None = None

    @property
    def to_copy(self) -> list[FiledText]:
        """Return the texts to write."""
        return [filing for filing in self.filings if filing.name]


def plan(project: Project, paths: Sequence[Path], volume: str, workers: Workers) -> FilingPlan:
    """Plan how to add `paths` (files, folders, and `-` for standard input) to a volume, without writing anything.

    Raises `SettingsError` for an invalid volume id, `OSError` for a file that can't be read.
    """
    if not _VOLUME.fullmatch(volume):
        raise SettingsError(f"{volume!r} can’t be a volume id: use letters, digits, periods and hyphens, as in frus1969-76v09.")
    place = next((folder for folder in sorted(project.folders) if folder.rpartition("/")[2] == volume), volume)
    folder, new = project.documents / place, place not in project.folders
    incoming = take(paths)
    documents = _read([(text.name, text.data, text.witness) for text in incoming.texts], volume, workers)
    shelf = _VolumeFolder(
        _there(folder, volume, {document.number for document in documents if document.number}, workers), _files_in(folder)
    )
    filings = tuple(shelf.place(*found) for found in zip(incoming.texts, documents, strict=True))
    front = front_of(dict.fromkeys(text.file for text in incoming.texts))
    like = _like(volume, project) if new else ""
    return FilingPlan(volume, folder, new, like, filings, tuple(incoming.refused), tuple(incoming.passed_over), front)


def carry_out(plan: FilingPlan, project: Project, title: str) -> None:
    """Write the texts with their witnesses, and for a new volume its settings, with that title. Raises `OSError`."""
    for name, text in settings_files(plan.front, plan.volume, title, plan.folder, project).items():
        if not (plan.folder / name).exists():
            write_file(plan.folder / name, text.encode())
    for filing in plan.to_copy:
        write_file(plan.folder / filing.name, filing.text.data)
        if filing.text.witness:
            write_file((plan.folder / filing.name).with_suffix(filing.text.witness_suffix), filing.text.witness.data)


def _like(volume: str, project: Project) -> str:
    meant = did_you_mean(volume, sorted(folder.rpartition("/")[2] for folder in project.folders))
    return meant if meant.startswith("did you mean") else ""


def _there(folder: Path, volume: str, numbers: set[str], workers: Workers) -> Iterator[tuple[str, bytes, list[str]]]:
    """Yield the texts that a volume already has: their names, their bytes, and those of their documents' numbers that are in `numbers`.

    A text with none of these numbers at the start of a line is not parsed, because a volume has hundreds of texts.
    """
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.txt"))} if folder.is_dir() else {}
    begins = re.compile(rf"^\s*(?:No\.\s?|\[)?(?:{'|'.join(map(re.escape, sorted(numbers)))})[.\]]", re.MULTILINE)
    suspect = [(name, data, None) for name, data in files.items() if numbers and begins.search(Source.of("", data).text)]
    found: dict[str, list[str]] = {}
    for document in _read(suspect, volume, workers):
        found.setdefault(document.source, []).extend(filter(None, [document.number]))
    return ((name, data, found.get(name, [])) for name, data in files.items())


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names of the pages and TEI files that a volume already has, and their bytes."""
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.suffix.lower() in (*WEB_PAGES, *TEI_FILES) and file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


_GivenText = tuple[str, bytes, "WitnessFile | None"]
"""The name, the bytes and the witness of a text."""


def _read(texts: Sequence[_GivenText], volume: str, workers: Workers) -> list[Document]:
    spread = workers.spread if len(texts) > _FEW else in_process
    return list(spread(read_texts, volume, texts))


def read_texts(volume: str, texts: Sequence[_GivenText]) -> list[Document]:
    """Return the documents of texts. Each worker process runs this on its share of the texts."""
    return [finish_document(prepared) for name, data, witness in texts for prepared in prepare(name, data, volume, witness)]


class _VolumeFolder:
    """The texts of a volume while others are added: the names that are taken (ignoring case, as many file systems do), and the file of each
    text and of each number."""

    def __init__(self, texts: Iterable[tuple[str, bytes, list[str]]], witnesses: Iterable[tuple[str, bytes]]) -> None:
        self._names: set[str] = set()
        self._by_bytes: dict[bytes, str] = {}
        self._by_number: dict[str, str] = {}
        for text in texts:
            self._put(*text)
        for name, data in witnesses:
            self._put(name, data, ())

    def _put(self, name: str, data: bytes, numbers: Iterable[str]) -> None:
        self._names.add(name.casefold())
        self._by_bytes.setdefault(data, name)
        for number in numbers:
            self._by_number.setdefault(number, name)

    def place(self, text: IncomingText, document: Document) -> FiledText:
        """Decide the name of a text in the volume, and the remarks about it."""
        for data in (text.data, *([text.witness.data] if text.witness else [])):
            if data in self._by_bytes:
                return FiledText(text, "", document, (f"already in the volume: {self._by_bytes[data]}",))
        wanted = _own_name(text, document)
        name = self._free(wanted, text.witness_suffix)
        remarks = tuple(self._remarks(text, wanted, name, document))
        self._put(name, text.data, filter(None, [document.number]))
        if text.witness:
            self._put(_beside(name, text.witness_suffix), text.witness.data, ())
        return FiledText(text, name, document, remarks)

    def _free(self, wanted: str, witness: str) -> str:
        path, name, count = PurePosixPath(wanted), wanted, 1
        while not self._names.isdisjoint((name.casefold(), _beside(name, witness).casefold())):
            count += 1
            name = f"{path.stem}-{count}{path.suffix}"
        return name

    def _remarks(self, text: IncomingText, wanted: str, name: str, document: Document) -> Iterator[str]:
        if text.part:
            yield f"{text.part}: added as {name}"
        if document.head is None:
            yield "no head recognized"
        elif document.number is None:
            yield "no number recognized"
        if document.number in self._by_number:
            yield f"{self._by_number[document.number]} also has number {document.number}"
        if name != wanted:
            yield "name taken by another text" if text.part else f"name taken by another text: added as {name}"


def _beside(name: str, suffix: str) -> str:
    """Return the name of a witness with that suffix beside a text."""
    return PurePosixPath(name).with_suffix(suffix).as_posix() if suffix else name


def _own_name(text: IncomingText, document: Document) -> str:
    """Return the name of a text: that of its file, or for one of several documents its id."""
    return f"{ids.document_id(document.number, '')}.txt" if text.part and document.number else text.name
