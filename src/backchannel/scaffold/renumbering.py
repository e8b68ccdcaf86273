"""Give documents of a volume other numbers: in their heads, in the names of their files and annotations, and in `accepted.toml`.

Nothing is changed before everything is planned: each new text is read, to see that it gives its document the new number. No file is
overwritten. Files are renamed in an order in which each new name is free: a killed command leaves every text, under its old or new name.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel.build.changed_files import capture_of
from backchannel.build.witnesses import is_notes, is_text, witness_of
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.readers.markup.prepare import prepare
from backchannel.records import Document
from backchannel.settings import SettingsError
from backchannel.settings.accepted import ACCEPTED
from backchannel.source import decode
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.store import Store
    from backchannel.settings import Project

_NUMBERED = re.compile(r"d(?P<number>\d+)(?P<letter>[a-z]?)(?P<second>-\d+)?")
_NAMED = re.compile(r"\bDocuments?\s+(\d+[a-z]?)")


class NumberChange(NamedTuple):
    """A document that gets another number: its ids in the volume before and after, its title, and its file."""

    before: str
    after: str
    title: str
    path: str


class FileChange(NamedTuple):
    """A file to write or rename, relative to the edition's folder: its path before and after, and its new content, if that changes."""

    before: str
    after: str
    data: bytes | None


class RenumberingPlan(NamedTuple):
    """The documents to renumber, what changes in which files, in order, and what an editor should look at."""

    documents: list[NumberChange]
    files: list[FileChange]
    cautions: list[str]


class _NumberPlace(NamedTuple):
    """Where a document prints its number: the offset in its file, the number, and the new one."""

    offset: int
    number: str
    new: str


def plan(project: Project, store: Store, volume: str, numbers: range, first: int) -> RenumberingPlan:
    """Plan to give the documents with these numbers those from `first` on. Raises `SettingsError` if that is not possible."""
    shift = first - numbers.start
    listed = document_queries.listed(store, DocumentRun(volume, 1, document_queries.size(store, volume)))
    chosen = _chosen(listed, numbers, shift)
    new_ids = {document.local: _shifted(document.local, shift) for document in chosen}
    places = _places(store, chosen, new_ids)
    changes = [NumberChange(document.local, new_ids[document.local], document.title, document.path) for document in chosen]
    files = [*_files(project, volume, changes, places), *_acceptances(project, volume, new_ids)]
    ordered = sorted(files, key=lambda file: _order(file.before), reverse=shift > 0)
    _check_free(project, ordered)
    return RenumberingPlan(changes, ordered, list(_cautions(project, store, volume, chosen, new_ids)))


def apply(project: Project, renumbering: RenumberingPlan) -> None:
    """Write and rename the files. Raises `OSError` if one can't be written."""
    for file in renumbering.files:
        before, after = project.root / file.before, project.root / file.after
        if after != before and after.exists():
            raise FileExistsError(17, "it exists already", str(after))
        if file.data is None:
            before.rename(after)
            continue
        write_file(after, file.data)
        if after != before:
            before.unlink()


def _chosen(listed: Sequence[ListedDocument], numbers: range, shift: int) -> list[ListedDocument]:
    """Return the documents with these numbers. Raises `SettingsError` if there are none, or if another document has a new number."""
    found = {document.local: match for document in listed if (match := _NUMBERED.fullmatch(document.local))}
    chosen = [document for document in listed if document.local in found and int(found[document.local]["number"]) in numbers]
    if not chosen or not shift:
        raise SettingsError("no document has such a number." if shift else "the documents have these numbers already.")
    if numbers.start + shift < 0:
        raise SettingsError("a number can’t be less than 0.")
    if second := next((document.local for document in chosen if found[document.local]["second"]), None):
        raise SettingsError(f"{second} has the number of another document; correct the head of one of them first.")
    others = {document.local for document in listed} - {document.local for document in chosen}
    if taken := next((new for document in chosen if (new := _shifted(document.local, shift)) in others), None):
        raise SettingsError(f"{taken} is another document; renumber it first, or together with these.")
    return chosen


def _shifted(local: str, shift: int) -> str:
    """Return an id with another number: `d44a` shifted by 2 is `d46a`."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + shift), local, count=1)


def _order(path: str) -> tuple[int, str]:
    """Sort files by the number in their names."""
    number = re.match(r"d(\d+)", PurePosixPath(path).name)
    return int(number[1]) if number else 0, path


def _places(store: Store, chosen: Sequence[ListedDocument], new_ids: Mapping[str, str]) -> dict[str, list[_NumberPlace]]:
    """Find where the documents print their numbers, by path. A document whose file is named after its id need not print one."""
    places: dict[str, list[_NumberPlace]] = {}
    for document in chosen:
        (text,) = document_queries.records(store, DocumentRun(document.volume, document.sequence, document.sequence)).values()
        record = Document.model_validate_json(text)
        of_file = places.setdefault(document.path, [])
        new = new_ids[document.local].removeprefix("d")
        if record.number and record.head and record.text.startswith(record.number, record.head.start):
            of_file.append(_NumberPlace((record.start or 0) + record.head.start, record.number, new))
        elif PurePosixPath(document.path).stem != document.local:
            raise SettingsError(f"{document.id}: can’t find its number in the head of {document.path}; edit the file yourself.")
    return places


def _files(
    project: Project, volume: str, changes: Sequence[NumberChange], places: Mapping[str, Sequence[_NumberPlace]]
) -> Iterator[FileChange]:
    """Yield what changes in the documents folder: texts, and the annotations beside them."""
    for path in dict.fromkeys(change.path for change in changes):
        of_file = [change for change in changes if change.path == path]
        if not is_text(path) or witness_of(project.documents, path):
            raise SettingsError(f"{path}: the saved page or TEI file has the number, too; this command only edits texts without one.")
        stem = PurePosixPath(path).stem
        new = next((change.after for change in of_file if change.before == stem), stem)
        data = _renumbered(project, path, places[path])
        _check_read(project, volume, PurePosixPath(path).with_stem(new).as_posix(), data, {change.after for change in of_file})
        yield _file(project, path, new, data if places[path] else None)
        folder = (project.documents / path).parent
        for change in of_file:
            for notes in sorted(file for file in folder.iterdir() if is_notes(file.name) and file.stem == change.before):
                yield _file(project, notes.relative_to(project.documents).as_posix(), change.after, None)


def _file(project: Project, path: str, stem: str, data: bytes | None) -> FileChange:
    before = project.edition.documents / path
    return FileChange(before.as_posix(), before.with_stem(stem).as_posix(), data)


def _renumbered(project: Project, path: str, places: Sequence[_NumberPlace]) -> bytes:
    """Return the bytes of a text with the new numbers; all others stay as they are."""
    data = (project.documents / path).read_bytes()
    for place in sorted(places, reverse=True):
        at = _byte_offset(data, path, place.offset)
        if not data.startswith(place.number.encode(), at):
            raise SettingsError(f"{path} changed while it was read; run the command again.")
        data = data[:at] + place.new.encode() + data[at + len(place.number) :]
    return data


def _byte_offset(data: bytes, path: str, offset: int) -> int:
    """Return the byte at which a character of a text begins. The text has `\\n` for each line end, the file may have others."""
    text, encoding = decode(data)
    if encoding == "utf-16":
        raise SettingsError(f"{path} is in UTF-16; save it as UTF-8 first.")
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    for _ in range(len(text[:offset].encode()) if encoding == "utf-8" else offset):
        at += 2 if data.startswith(b"\r\n", at) else 1
    return at


def _check_read(project: Project, volume: str, path: str, data: bytes, expected: set[str]) -> None:
    """Read the new text under its new path. Raises `SettingsError` if its documents don't have the new numbers."""
    claims = {prepared.claim for prepared in prepare(path, data, volume, None, capture_of(project, volume))}
    if not expected <= claims:
        raise SettingsError(f"{path} would not be read as {', '.join(sorted(expected - claims))}; edit the file yourself.")


def _check_free(project: Project, files: Sequence[FileChange]) -> None:
    """Raise `SettingsError` if a new name is that of a file that keeps it."""
    moved = {file.before for file in files if file.after != file.before}
    for file in files:
        if file.after != file.before and file.after not in moved and (project.root / file.after).exists():
            raise SettingsError(f"{file.after} exists already; move it away first.")


def _acceptances(project: Project, volume: str, new_ids: Mapping[str, str]) -> Iterator[FileChange]:
    """Yield `accepted.toml` with the new ids, if it accepts findings of these documents."""
    file = project.root / ACCEPTED
    if not file.is_file():
        return
    text = file.read_bytes().decode()
    named = re.compile(rf"(?P<key>^\s*document\s*=\s*)(?P<quote>[\"']){re.escape(volume)}/(?P<id>[^\"'\n]+)(?P=quote)", re.MULTILINE)
    new = named.sub(lambda m: f"{m['key']}{m['quote']}{volume}/{new_ids.get(m['id'], m['id'])}{m['quote']}", text)
    if new != text:
        yield FileChange(ACCEPTED, ACCEPTED, new.encode())


def _cautions(project: Project, store: Store, volume: str, chosen: Sequence[ListedDocument], new_ids: Mapping[str, str]) -> Iterator[str]:
    """Yield what still has the old numbers: words of editors, journeys, and references in the texts."""
    for folder in sorted({(project.documents / document.path).parent for document in chosen}):
        for file in sorted(file for file in folder.iterdir() if is_notes(file.name)):
            yield from _named_in(file.relative_to(project.root) if file.is_relative_to(project.root) else file, file, new_ids)
    for journey in project.volume(volume).journeys:
        if any(journey.lists(document.local) for document in chosen):
            yield f"volume.toml lists some of these documents for the journey {journey.name!r}; correct the numbers there."
    count = sum(
        len(found)
        for document in chosen
        for found in document_queries.incoming(store, DocumentRun(volume, document.sequence, document.sequence)).values()
    )
    if count:
        yield f"references to these documents by their printed numbers: {count:,}; they will lead to what has these numbers then."


def _named_in(shown: Path, file: Path, new_ids: Mapping[str, str]) -> Iterator[str]:
    for line, words in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for found in _NAMED.finditer(words):
            if f"d{found[1]}" in new_ids:
                yield f"{shown.as_posix()}:{line}: “{found[0]}” names a document by its old number."
