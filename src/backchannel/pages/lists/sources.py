"""Build the sources index: the repositories, collections, boxes and folders that hold a volume's documents, as the source notes print
them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.inline import Inline, document_inline, joined
from backchannel.pages.components.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import ArchivalLocation
    from backchannel.pages.components.layout import PageFrame


class ArchivalFolder(NamedTuple):
    """The documents of one folder of one box: its name in the archive, and the documents."""

    levels: list[str]
    documents: list[Inline]


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


def sources_page(frame: PageFrame, sources: Sequence[ArchivalLocation], documents: Sequence[ListedDocument]) -> SourcesPage:
    """List repositories, collections and folders in alphabetical order."""
    tree: dict[str, dict[str, dict[tuple[str, ...], list[Inline]]]] = {}
    for source in sources:
        if source.repository or source.collection:
            collections = tree.setdefault(source.repository or "Repository not named", {})
            folders = collections.setdefault(_collection(source), {})
            folders.setdefault(_levels(source), []).append(document_inline(frame.linker, source.id))
    known = {source.id for source in sources if source.repository or source.collection}
    named = ids.unique_slugs(sorted(tree, key=lambda name: (name.casefold(), name)))
    return SourcesPage(
        frame.path,
        frame.layout,
        [
            Repository(
                id, name, [_collection_of(key, tree[name][key]) for key in sorted(tree[name], key=lambda name: (name.casefold(), name))]
            )
            for name, id in named.items()
        ],
        joined([document_inline(frame.linker, document.id)] for document in documents if document.id not in known),
    )


def _collection(source: ArchivalLocation) -> str:
    return ", ".join(part for part in (source.collection, source.series) if part) or "Collection not named"


def _levels(source: ArchivalLocation) -> tuple[str, ...]:
    named = (("Box", source.box), ("", source.folder), ("", source.file))
    return tuple(f"{name} {value}".strip() for name, value in named if value)


def _collection_of(name: str, folders: dict[tuple[str, ...], list[Inline]]) -> Collection:
    ordered = sorted(folders, key=lambda levels: [ids.number_key(part.removeprefix("Box ")) for part in levels])
    return Collection(name, [ArchivalFolder(list(levels), joined([inline] for inline in folders[levels])) for levels in ordered])
