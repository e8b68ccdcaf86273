"""Make editions of invented documents for tests: texts in, an arranged and linked store out."""

from __future__ import annotations

from pathlib import Path

from backchannel.checks import whole
from backchannel.edition.glossary.explaining import explain
from backchannel.edition.glossary.queries import keep_pages
from backchannel.edition.linking.arrange import arrange
from backchannel.edition.linking.link import link
from backchannel.edition.people.naming import identify_all
from backchannel.edition.queries.document_queries import DocumentRun, ListedDocument, listed, sizes
from backchannel.edition.rows import rows_of
from backchannel.edition.store import Store
from backchannel.pages.components.layout import PageFrame
from backchannel.pages.frames import page_frame
from backchannel.pages.registry import TOP_PAGES, VOLUME_PAGES
from backchannel.readers.text.document import read_documents
from backchannel.settings import EditionSettings, Project, VolumeSettings
from backchannel.settings.people import People
from backchannel.settings.terms import Glossaries
from backchannel.source import Source

VOLUME = "frus1969-76v99"

OPENED: list[Store] = []
"""Stores opened by a test; `conftest.py` closes them afterwards."""


def edition(
    texts: dict[str, str], project: Project | None = None, people: People | None = None, glossaries: Glossaries | None = None
) -> Store:
    """Make a linked and checked edition in memory, of texts by their paths (`VOLUME/name.txt`), with these people and terms."""
    store = Store.in_memory()
    OPENED.append(store)
    project = project or an_edition()
    for path, text in texts.items():
        store.add([rows_of(document, "test") for document in read_documents(Source(path, text), path.rpartition("/")[0])])
    arrange(store)
    link(store, project)
    identify_all(store, people or People({}))
    explain(store, glossaries or Glossaries({}), people or People({}))
    keep_pages(store)
    whole.check(store, project)
    return store


def an_edition(root: Path = Path()) -> Project:
    return Project(root, EditionSettings(), {VOLUME: VolumeSettings(title="Ruritania, 1972", subseries="1969–1976", volume="XCIX")})


def frame(name: str, volume: str = "", project: Project | None = None) -> PageFrame:
    """Return the frame of a page in the registry, of a volume or of the whole edition."""
    page = next(page for page in (VOLUME_PAGES if volume else TOP_PAGES) if page.name == name)
    return page_frame(project or an_edition(), page, volume)


def document(number: int, *paragraphs: str, head: str = "Memorandum From A. Archer to B. Baker") -> str:
    """Return the text of an invented document."""
    return "\n\n".join([f"{number}. {head}", *paragraphs]) + "\n"


def listed_volume(store: Store, volume: str = VOLUME) -> list[ListedDocument]:
    """Return all documents of a volume, in order."""
    return listed(store, DocumentRun(volume, 1, sizes(store)[volume]))
