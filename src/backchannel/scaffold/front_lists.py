"""Make the entries of `people.toml` and `terms.toml` from the lists that a volume's folder has: raw texts, and TEI volumes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from backchannel.edition.people.listed import entries, people
from backchannel.readers.markup import TEI_FILES
from backchannel.readers.text.printed_lists import read_list
from backchannel.records.lists import ListedTerm
from backchannel.scaffold.front_matter import people_file, terms_file
from backchannel.scaffold.schemas import pointer
from backchannel.settings import PEOPLE, TERMS, SettingsError
from backchannel.settings import people as people_settings
from backchannel.source import Source
from backchannel.writers.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from backchannel.readers.markup.tei.volume import TeiVolume
    from backchannel.records.lists import ListKind, PrintedList
    from backchannel.settings import Project


def people_entries(project: Project, volume: str) -> str:
    """Return the entries of `people.toml` for the persons that the lists of a volume describe. Raises `SettingsError`."""
    folder = _folder(project, volume)
    taken = {person.id: person.name for person in people_settings.load(project).all()}
    listed = [*entries(_printed(folder, "persons")), *chain.from_iterable(front.people for front in _tei_volumes(folder))]
    numbered = [entry._replace(id=str(n)) for n, entry in enumerate(listed)]
    if not numbered:
        raise SettingsError(f"{folder} has no list of persons; save it there as persons.txt.")
    return people_file([*people(numbered, volume, taken).values()])


def term_entries(project: Project, volume: str) -> str:
    """Return the entries of `terms.toml` for what the lists of a volume explain. Raises `SettingsError`."""
    folder = _folder(project, volume)
    printed = chain.from_iterable(found.entries for found in _printed(folder, "terms"))
    listed = [ListedTerm(entry.name.text, entry.about.text) for entry in printed if entry.about]
    listed += [term for front in _tei_volumes(folder) for term in front.terms if term.meaning]
    if not listed:
        raise SettingsError(f"{folder} has no list of abbreviations and terms; save it there as terms.txt.")
    return terms_file(list(dict.fromkeys(listed)))


def write_entries(project: Project, volume: str, name: str, entries: str) -> Path:
    """Write a new settings file of a volume. Raises `SettingsError` if there is one, `OSError` if it can't be written."""
    file = _folder(project, volume) / name
    if file.exists():
        raise SettingsError(f"{file} exists; without --write, the command prints the entries, so that you can add them to it.")
    schema = {PEOPLE: "people", TERMS: "terms"}[name]
    write_file(file, f"{pointer(schema, file.parent, project.root)}\n{entries}".encode())
    return file


def _folder(project: Project, volume: str) -> Path:
    place = next((folder for folder in sorted(project.folders) if folder.rpartition("/")[2] == volume), volume)
    folder = project.documents / place
    if not folder.is_dir():
        raise SettingsError(f"there is no volume {volume!r} in {project.documents}.")
    return folder


def _printed(folder: Path, kind: ListKind) -> Iterator[PrintedList]:
    for file in sorted(folder.rglob("*.txt")):
        found = read_list(Source.read(file, folder))
        if found and found.kind == kind:
            yield found


def _tei_volumes(folder: Path) -> Iterator[TeiVolume]:
    from backchannel.readers.markup.tei.volume import read_volume  # slow to import, and few editions have such a file

    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in TEI_FILES and (volume := read_volume(file.read_bytes())):
            yield volume
