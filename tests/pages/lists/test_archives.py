"""Boxes and folders are listed in the order of a visit, with their documents and the notes on them."""

from __future__ import annotations

from invented import VOLUME, document, edition, frame, listed_volume

from backchannel.edition.queries.lists import archival_locations, cited_locations
from backchannel.edition.store import Store
from backchannel.pages.lists.archives import ArchivesPage, archives_page
from backchannel.pages.lists.sources import SourcesPage, sources_page

OTHER = "frus1969-76v98"


def held(number: int, place: str, note: str = "He left.") -> str:
    return document(number, "It holds.1 It does.2", f"  1. Source: {place}. Secret.\n  2. {note}")


TEXTS = {
    f"{VOLUME}/1.txt": held(1, "National Archives, RG 59, Archer Papers, Box 12, Rice"),
    f"{VOLUME}/2.txt": held(2, "National Archives, RG 59, Archer Papers, Box 2, Sugar"),
    f"{VOLUME}/3.txt": held(
        3,
        "Jones Library, Baker Papers, Box 1, Salt",
        "Archer sent a memorandum. It had two tabs. (National Archives, RG 59, Archer Papers, Box 12, Rice)",
    ),
    f"{VOLUME}/4.txt": document(4, "Nothing says where this is."),
    f"{OTHER}/1.txt": held(1, "National Archives, RG 59, Archer Papers, Box 12, Rice"),
}


def sources_of(store: Store) -> SourcesPage:
    held, cited = archival_locations(store, VOLUME), cited_locations(store, VOLUME)
    return sources_page(frame("sources", VOLUME), held, listed_volume(store), cited)


def archives_of(store: Store) -> ArchivesPage:
    volumes = (OTHER, VOLUME)
    held = {volume: archival_locations(store, volume) for volume in volumes}
    return archives_page(frame("archives"), held, {volume: cited_locations(store, volume) for volume in volumes})


def test_boxes_are_in_the_order_of_their_numbers() -> None:
    page = sources_of(edition(TEXTS))
    assert [repository.name for repository in page.repositories] == ["Jones Library", "National Archives"]
    (collection,) = page.repositories[1].collections
    assert (collection.name, [folder.levels for folder in collection.folders]) == (
        "RG 59, Archer Papers",
        [["Box 2", "Sugar"], ["Box 12", "Rice"]],
    )


def test_a_folder_has_its_documents_and_what_notes_say_of_it() -> None:
    folder = sources_of(edition(TEXTS)).repositories[1].collections[0].folders[1]
    assert [(entry.number, entry.name) for entry in folder.documents] == [("1", "A. Archer to B. Baker")]
    (note,) = folder.notes
    assert [(inline.text, inline.href) for inline in note.place] == [("3 note 2", "d3.html#d3fn2")]
    assert note.quotation == "Archer sent a memorandum. … It had two tabs."


def test_the_documents_without_a_source_are_named() -> None:
    assert [inline.text for inline in sources_of(edition(TEXTS)).unknown] == ["4"]


def test_the_archives_count_each_folder_by_volume() -> None:
    store = edition(TEXTS)
    repository = archives_of(store).repositories[1]
    assert (repository.id, repository.total) == ("national-archives", "2 boxes")
    words = ["".join(inline.text for inline in folder.volumes) for folder in repository.collections[0].folders]
    assert words == [
        "FRUS 1969–1976, Volume XCIX: Ruritania, 1972: 1 document",
        "frus1969-76v98: 1 document; FRUS 1969–1976, Volume XCIX: Ruritania, 1972: 1 document and 1 note",
    ]


def test_each_folder_of_the_archives_links_to_the_folder_of_the_volume() -> None:
    store = edition(TEXTS)
    links = {
        inline.href
        for repository in archives_of(store).repositories
        for collection in repository.collections
        for folder in collection.folders
        for inline in folder.volumes
        if inline.href.startswith(VOLUME)
    }
    page = sources_of(store)
    folders = [folder for repository in page.repositories for collection in repository.collections for folder in collection.folders]
    assert links == {f"{VOLUME}/sources.html#{folder.id}" for folder in folders}
