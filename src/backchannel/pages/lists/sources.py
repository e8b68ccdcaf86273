"""Build the sources index: the repositories, collections, boxes and folders that hold a volume's documents, as the source notes print
them, and what other notes say of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.inline import Inline, document_inline, joined, place_inlines
from backchannel.pages.components.layout import Layout
from backchannel.pages.lists.archives import folder_ids, grouped, in_order, repository_ids
from backchannel.pages.lists.chronology import ChronologyEntry, chronology_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import ArchivalLocation, CitedLocation
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.pages.lists.archives import FolderContents


class NoteOnFolder(NamedTuple):
    """A note that names a folder: where it is, its address, and its sentence."""

    place: list[Inline]
    href: str
    quotation: str


class ArchivalFolder(NamedTuple):
    """One folder of one box: its name in the archive, the documents that it has, and the notes that say what else is there."""

    id: str
    levels: list[str]
    documents: list[ChronologyEntry]
    notes: list[NoteOnFolder]


class Collection(NamedTuple):
    """A collection of a repository (or a series of it, if one is given), with its boxes and folders."""

    name: str
    folders: list[ArchivalFolder]


class Repository(NamedTuple):
    """A repository with its collections."""

    id: str
    name: str
    collections: list[Collection]


class SourcesPage(NamedTuple):
    """The sources index of a volume. `unknown` has the documents without a source note, or whose source note names no repository."""

    path: str
    layout: Layout
    repositories: list[Repository]
    unknown: list[Inline]


def sources_page(
    frame: PageFrame, sources: Sequence[ArchivalLocation], documents: Sequence[ListedDocument], cited: Sequence[CitedLocation] = ()
) -> SourcesPage:
    """List repositories and collections in alphabetical order, and their boxes by number."""
    folders = in_order(sources, cited)
    names, folder_names = repository_ids(folders), folder_ids(folders)
    listed = {document.id: document for document in documents}
    known = {source.id for source in sources if source.repository or source.collection}
    return SourcesPage(
        frame.path,
        frame.layout,
        [
            Repository(
                names[repository],
                repository,
                [
                    Collection(name, [_folder(frame, listed, folder_names[a], list(a.levels), found) for a, found in inner.items()])
                    for name, inner in collections.items()
                ],
            )
            for repository, collections in grouped(folders)
        ],
        joined([document_inline(frame.linker, document.id)] for document in documents if document.id not in known),
    )


def _folder(frame: PageFrame, listed: dict[str, ListedDocument], id: str, levels: list[str], contents: FolderContents) -> ArchivalFolder:
    held = [chronology_entry(frame.linker, listed[source.id]) for source in contents.documents]
    notes = [_note(frame.linker, note) for note in contents.notes]
    return ArchivalFolder(id, levels, held, notes)


def _note(linker: Linker, note: CitedLocation) -> NoteOnFolder:
    return NoteOnFolder(place_inlines(linker, note.id, [note.anchor]), linker.place(note.id, note.anchor), note.quotation)
