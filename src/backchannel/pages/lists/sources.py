"""Where the documents of a volume lie: repositories, collections, boxes and folders, as the source notes print them."""

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
    """The documents of one folder of one box: what it is called in the archive, and the documents."""

    levels: list[str]
    documents: list[Inline]


class Collection(NamedTuple):
    """A collection of a repository (a series of it, where that is given), with its boxes and folders."""

    name: str
    lots: list[ArchivalFolder]


class Repository(NamedTuple):
    """A repository with its collections."""

    id: str
    name: str
    collections: list[Collection]


class SourcesPage(NamedTuple):
    """The sources index of a volume. `unknown` has the documents whose source note names no repository or that have none."""

    path: str
    layout: Layout
    repositories: list[Repository]
    unknown: list[Inline]


def sources_page(frame: PageFrame, sources: Sequence[ArchivalLocation], documents: Sequence[ListedDocument]) -> SourcesPage:
    """Repositories, collections and folders in the order of the alphabet."""
    tree: dict[str, dict[str, dict[tuple[str, ...], list[Inline]]]] = {}
    for source in sources:
        if source.repository or source.collection:
            collections = tree.setdefault(source.repository or "Repository not named", {})
            lots = collections.setdefault(_collection(source), {})
            lots.setdefault(_levels(source), []).append(document_inline(frame.linker, source.id))
    known = {source.id for source in sources if source.repository or source.collection}
    named = ids.unique_slugs(sorted(tree, key=lambda name: (name.casefold(), name)))
    return SourcesPage(
        frame.path,
        frame.layout,
        [
            Repository(id, name, [_gathered(key, tree[name][key]) for key in sorted(tree[name], key=lambda name: (name.casefold(), name))])
            for name, id in named.items()
        ],
        joined([document_inline(frame.linker, document.id)] for document in documents if document.id not in known),
    )


def _collection(source: ArchivalLocation) -> str:
    return ", ".join(part for part in (source.collection, source.series) if part) or "Collection not named"


def _levels(source: ArchivalLocation) -> tuple[str, ...]:
    named = (("Box", source.box), ("", source.folder), ("", source.file))
    return tuple(f"{name} {value}".strip() for name, value in named if value)


def _gathered(name: str, lots: dict[tuple[str, ...], list[Inline]]) -> Collection:
    ordered = sorted(lots, key=lambda levels: [ids.number_key(part.removeprefix("Box ")) for part in levels])
    return Collection(name, [ArchivalFolder(list(levels), joined([inline] for inline in lots[levels])) for levels in ordered])
