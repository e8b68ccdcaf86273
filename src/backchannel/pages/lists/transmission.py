"""Build the index of transmission paths: who passed which documents on, by which channels they were sent, and each sequence of steps."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.transmission import step_id, step_name
from backchannel.pages.components.words import amount
from backchannel.pages.lists.chronology import ChronologyEntry, chronology_entry, date_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import SentStep
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame

_SECTIONS = (("party", "intermediaries", "Intermediaries"), ("channel", "channels", "Channels"), ("means", "means", "Means"))
"""The kinds of steps, each with the id and the heading of its section."""
_ARROW = " → "


class TransmissionEntry(NamedTuple):
    """An intermediary, a channel, a means, or a path: its name, with links, and its documents in order of date."""

    id: str
    name: list[Inline]
    total: str
    documents: list[ChronologyEntry]


class TransmissionSection(NamedTuple):
    """The entries of one kind, and how many they are."""

    id: str
    name: str
    total: str
    entries: list[TransmissionEntry]


class TransmissionPage(NamedTuple):
    """The index of transmission paths of a volume."""

    path: str
    layout: Layout
    sections: list[TransmissionSection]


def transmission_page(
    frame: PageFrame,
    steps: Sequence[SentStep],
    documents: Sequence[ListedDocument],
    named: Mapping[int, Sequence[IdentifiedName]],
) -> TransmissionPage:
    """List the steps of each kind by name, then the paths of two or more steps. A name links to the page of a person if all documents that
    identify it agree."""
    listed = {document.id: document for document in documents}
    sections = [
        _section(id, heading, _steps(frame.linker, [step for step in steps if step.kind == kind], listed, named))
        for kind, id, heading in _SECTIONS
    ]
    sections.append(_section("paths", "Paths", _paths(frame.linker, steps, listed)))
    return TransmissionPage(frame.path, frame.layout, [section for section in sections if section.entries])


def _section(id: str, name: str, entries: list[TransmissionEntry]) -> TransmissionSection:
    return TransmissionSection(id, name, f"{len(entries):,}", sorted(entries, key=_name_key))


def _steps(
    linker: Linker, steps: Iterable[SentStep], listed: Mapping[str, ListedDocument], named: Mapping[int, Sequence[IdentifiedName]]
) -> list[TransmissionEntry]:
    rows: dict[str, list[SentStep]] = {}
    for step in steps:
        rows.setdefault(step_id(step.kind, step.words), []).append(step)
    entries = []
    for id, same in rows.items():
        forms = Counter(step_name(step.words) for step in same)
        name = min(forms, key=lambda form: (-forms[form], form))
        people = {person for step in same for person in _people(step, named.get(listed[step.id].doc, ()))}
        href = linker.person(people.pop()) if len(people) == 1 else ""
        entries.append(_entry(linker, id, [Inline(name, href)], {step.id for step in same}, listed))
    return entries


def _people(step: SentStep, names: Iterable[IdentifiedName]) -> set[str]:
    """Return the people whom the text of a document identifies by the words of a step, or by their last words: `Director Archer`."""
    words = step_name(step.words)
    return {name.person for name in names if name.role == "text" and (words == name.words or words.endswith(f" {name.words}"))}


def _paths(linker: Linker, steps: Sequence[SentStep], listed: Mapping[str, ListedDocument]) -> list[TransmissionEntry]:
    """List the sequences of two or more steps, each step linked to its own row."""
    found: dict[tuple[str, ...], dict[str, Sequence[SentStep]]] = {}
    for (id, _), group in groupby(steps, key=lambda step: (step.id, step.path)):
        path = list(group)
        if len(path) > 1:
            found.setdefault(tuple(step_id(step.kind, step.words) for step in path), {})[id] = path
    entries = []
    for ids, documents in found.items():
        first = next(iter(documents.values()))
        name = joined(([Inline(step_name(step.words), f"#{id}")] for id, step in zip(ids, first, strict=True)), _ARROW)
        entries.append(_entry(linker, f"path-{'--'.join(ids)}", name, documents, listed))
    return entries


def _entry(
    linker: Linker, id: str, name: list[Inline], documents: Iterable[str], listed: Mapping[str, ListedDocument]
) -> TransmissionEntry:
    ordered = sorted((listed[document] for document in documents), key=date_key)
    return TransmissionEntry(id, name, amount(len(ordered), "document"), [chronology_entry(linker, document) for document in ordered])


def _name_key(entry: TransmissionEntry) -> tuple[str, str]:
    return "".join(inline.text for inline in entry.name).casefold(), entry.id
