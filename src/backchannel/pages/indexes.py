"""Who wrote and received the documents of a volume, and where the documents lie: indexes of names as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages import addresses
from backchannel.pages.bits import Bit, joined
from backchannel.pages.rung import short_name
from backchannel.pages.shell import Shell, volume_shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.edition.lists import Held
    from backchannel.edition.queries import Listed
    from backchannel.settings import Project


class PersonEntry(NamedTuple):
    """A name, the forms in which it is printed, and the documents of which it is sender or recipient."""

    id: str
    name: str
    forms: list[str]
    sent: list[Bit]
    received: list[Bit]


class PersonsPage(NamedTuple):
    """The persons index of a volume."""

    path: str
    shell: Shell
    persons: list[PersonEntry]


class Lot(NamedTuple):
    """The documents of one folder of one box: what it is called in the archive, and the documents."""

    levels: list[str]
    documents: list[Bit]


class Collection(NamedTuple):
    """A collection of a repository (a series of it, where that is given), with its boxes and folders."""

    name: str
    lots: list[Lot]


class Repository(NamedTuple):
    """A repository with its collections."""

    id: str
    name: str
    collections: list[Collection]


class SourcesPage(NamedTuple):
    """The sources index of a volume. `unknown` has the documents whose source note names no repository or that have none."""

    path: str
    shell: Shell
    repositories: list[Repository]
    unknown: list[Bit]


def persons_page(project: Project, volume: str, documents: Sequence[Listed]) -> PersonsPage:
    """Names in the order of the alphabet. Those printed alike are taken together; none is taken for another."""
    forms: dict[str, dict[str, None]] = {}
    roles: dict[tuple[str, str], list[Listed]] = {}
    for document in documents:
        for person in document.people:
            name = short_name(person.name, person.words)
            forms.setdefault(name, {})[" ".join(person.words.split())] = None
            named = roles.setdefault((name, person.role), [])
            if document not in named[-1:]:
                named.append(document)
    seen = ids_of(forms)
    entries = [
        PersonEntry(
            seen[name],
            name,
            [form for form in forms[name] if form != name],
            _documents(volume, roles.get((name, "from"), [])),
            _documents(volume, roles.get((name, "to"), [])),
        )
        for name in sorted(forms, key=_alphabetical)
    ]
    return PersonsPage(f"{volume}/persons.html", volume_shell(project, volume, "Persons and offices", "Persons"), entries)


def _alphabetical(name: str) -> tuple[str, str]:
    return name.casefold(), name


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """An id for each name; names that are spelt alike as ids are told apart by a number."""
    taken: dict[str, int] = {}
    found = {}
    for name in names:
        slug = ids.slug(name)
        taken[slug] = taken.get(slug, 0) + 1
        found[name] = slug if taken[slug] == 1 else f"{slug}--{taken[slug]}"
    return found


def _documents(volume: str, documents: Sequence[Listed]) -> list[Bit]:
    return joined([_document(volume, document.id)] for document in documents)


def _document(volume: str, id: str) -> Bit:
    return Bit(id.partition("/")[2].removeprefix("d"), addresses.href(volume, addresses.page_of(id)), "here")


def sources_page(project: Project, volume: str, sources: Sequence[Held], documents: Sequence[Listed]) -> SourcesPage:
    """Repositories, collections and folders in the order of the alphabet."""
    tree: dict[str, dict[str, dict[tuple[str, ...], list[Bit]]]] = {}
    for source in sources:
        if source.repository or source.collection:
            collections = tree.setdefault(source.repository or "Repository not named", {})
            lots = collections.setdefault(_collection(source), {})
            lots.setdefault(_levels(source), []).append(_document(volume, source.id))
    known = {source.id for source in sources if source.repository or source.collection}
    named = ids_of(sorted(tree, key=str.casefold))
    return SourcesPage(
        f"{volume}/sources.html",
        volume_shell(project, volume, "Sources", "Sources"),
        [
            Repository(id, name, [_gathered(key, tree[name][key]) for key in sorted(tree[name], key=_alphabetical)])
            for name, id in named.items()
        ],
        _documents(volume, [document for document in documents if document.id not in known]),
    )


def _collection(source: Held) -> str:
    return ", ".join(part for part in (source.collection, source.series) if part) or "Collection not named"


def _levels(source: Held) -> tuple[str, ...]:
    named = (("Box", source.box), ("", source.folder), ("", source.file))
    return tuple(f"{name} {value}".strip() for name, value in named if value)


def _gathered(name: str, lots: dict[tuple[str, ...], list[Bit]]) -> Collection:
    ordered = sorted(lots, key=lambda levels: [ids.number_key(part.removeprefix("Box ")) for part in levels])
    return Collection(name, [Lot(list(levels), joined([bit] for bit in lots[levels])) for levels in ordered])
