"""Group what documents and notes say of archives: by repository, collection, box and folder, in the order of a visit.

The volume's sources page lists what each box and folder has; the edition's list of archives counts it by volume, with links to these pages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import volume_words
from backchannel.pages.components.words import amount, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.queries.lists import ArchivalLocation, CitedLocation
    from backchannel.pages.components.layout import PageFrame


class ArchivalAddress(NamedTuple):
    """A folder as it is asked for in an archive: its repository, its collection, and its box, folder and file."""

    repository: str
    collection: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class FolderContents:
    """What is known of a folder: the documents that it has, and the notes that name it."""

    documents: list[ArchivalLocation] = field(default_factory=list)
    notes: list[CitedLocation] = field(default_factory=list)


Folders = dict[ArchivalAddress, FolderContents]


class FolderTotals(NamedTuple):
    """A folder in the list of archives, and the volumes that have documents from it, or notes on it."""

    levels: list[str]
    volumes: list[Inline]


class CollectionTotals(NamedTuple):
    """A collection in the list of archives, with its boxes and folders."""

    name: str
    folders: list[FolderTotals]


class RepositoryTotals(NamedTuple):
    """A repository in the list of archives."""

    id: str
    name: str
    total: str
    collections: list[CollectionTotals]


class ArchivesPage(NamedTuple):
    """The list of archives of the whole edition."""

    path: str
    layout: Layout
    repositories: list[RepositoryTotals]


def in_order(held: Iterable[ArchivalLocation], cited: Iterable[CitedLocation] = ()) -> Folders:
    """Collect the folders in the order of a visit: by repository, by collection, by the numbers of their boxes."""
    found: Folders = {}
    for source in held:
        if source.repository or source.collection:
            found.setdefault(address_of(source), FolderContents()).documents.append(source)
    for place in cited:
        found.setdefault(address_of(place), FolderContents()).notes.append(place)
    return {address: found[address] for address in sorted(found, key=_visiting_order)}


def address_of(place: ArchivalLocation | CitedLocation) -> ArchivalAddress:
    named = (("Box", place.box), ("", place.folder), ("", place.file))
    return ArchivalAddress(
        place.repository or "Repository not named",
        ", ".join(part for part in (place.collection, place.series) if part) or "Collection not named",
        tuple(f"{name} {value}".strip() for name, value in named if value),
    )


def _visiting_order(address: ArchivalAddress) -> tuple[object, ...]:
    names = ((name.casefold(), name) for name in address[:2])
    return *names, [ids.number_key(part.removeprefix("Box ")) for part in address.levels], address.levels


def grouped(folders: Folders) -> Iterator[tuple[str, dict[str, Folders]]]:
    """Yield each repository with the folders of its collections."""
    found: dict[str, dict[str, Folders]] = {}
    for address, contents in folders.items():
        found.setdefault(address.repository, {}).setdefault(address.collection, {})[address] = contents
    yield from found.items()


def repository_ids(folders: Folders) -> dict[str, str]:
    """Return the id of each repository on a page with these folders."""
    return ids.unique_slugs(dict.fromkeys(address.repository for address in folders))


def folder_ids(folders: Folders) -> dict[ArchivalAddress, str]:
    """Return the id of each folder on a page with these folders. No id of a repository begins like one of a folder."""
    named = {address: f"in {', '.join((*address[:2], *address.levels))}" for address in folders}
    slugs = ids.unique_slugs(named.values())
    return {address: slugs[name] for address, name in named.items()}


def archives_page(
    frame: PageFrame, held: Mapping[str, Sequence[ArchivalLocation]], cited: Mapping[str, Sequence[CitedLocation]]
) -> ArchivesPage:
    """List the folders of all volumes. `held` and `cited` have the places of documents and of notes by volume."""
    by_volume = {volume: in_order(held[volume], cited[volume]) for volume in held}
    named = {volume: folder_ids(folders) for volume, folders in by_volume.items()}
    everything = in_order((one for places in held.values() for one in places), (one for places in cited.values() for one in places))
    names = repository_ids(everything)

    def totals(address: ArchivalAddress) -> FolderTotals:
        having = [volume for volume, folders in by_volume.items() if address in folders]
        linked = (_in_volume(frame, volume, named[volume][address], by_volume[volume][address]) for volume in having)
        return FolderTotals(list(address.levels), joined(linked, "; "))

    return ArchivesPage(
        frame.path,
        frame.layout,
        [
            RepositoryTotals(
                names[repository],
                repository,
                _boxes(found for folders in collections.values() for found in folders),
                [CollectionTotals(name, [totals(address) for address in folders]) for name, folders in collections.items()],
            )
            for repository, collections in grouped(everything)
        ],
    )


def _boxes(addresses: Iterable[ArchivalAddress]) -> str:
    """Count the boxes of a repository: `1 box`; empty if none is named."""
    boxes = Counter((address.collection, level) for address in addresses for level in address.levels[:1] if level.startswith("Box "))
    return f"{len(boxes):,} box{'' if len(boxes) == 1 else 'es'}" if boxes else ""


def _in_volume(frame: PageFrame, volume: str, id: str, contents: FolderContents) -> list[Inline]:
    """Link what a volume has of a folder: `FRUS 1969–1976, Volume IX: 2 documents, 1 note`."""
    name = Inline(volume_words(frame.project, volume), frame.linker.page(page_path("sources", volume), id), "link--here")
    counts = ((len(contents.documents), "document"), (len(contents.notes), "note"))
    return [name, Inline(f": {listing([amount(number, thing) for number, thing in counts if number])}")]
