"""Build the pages of abbreviations and terms: a volume's, with every use; the edition's; and what nothing explains, for editors."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline, all_places, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.letters import letters
from backchannel.pages.components.places import anchor_words
from backchannel.pages.components.volumes import designation
from backchannel.pages.reading.explained import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.glossary.queries import Coverage, ExplainedTerm, TermUse, UnexplainedAbbreviation
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.records.lists import PrintedList


class GlossaryEntry(NamedTuple):
    """A term: the id of its entry, its meaning, a note, a remark on where the meaning is from or why it is not explained, its uses in words
    (`12 documents`) and their places."""

    id: str
    term: str
    meaning: str
    note: str
    remark: str
    used: str
    places: list[Inline]


class GlossaryPage(NamedTuple):
    """The terms of a volume, with letters to jump to. `remarks` is the text of its printed list outside the entries."""

    path: str
    layout: Layout
    remarks: list[str]
    entries: list[GlossaryEntry]
    letters: list[Inline]


class VolumeMeaning(NamedTuple):
    """A meaning of a term, and the volumes where it has it, each linked to its entry, with the number of documents."""

    meaning: str
    note: str
    volumes: list[Inline]


class EditionTerm(NamedTuple):
    """A term of the edition, with its meanings."""

    term: str
    meanings: list[VolumeMeaning]


class EditionGlossaryPage(NamedTuple):
    """The terms of all volumes."""

    path: str
    layout: Layout
    terms: list[EditionTerm]


class UnexplainedEntry(NamedTuple):
    """An abbreviation that nothing explains (`term`), how often it is printed, and one place of it."""

    term: str
    uses: str
    place: Inline


class UnexplainedPage(NamedTuple):
    """The abbreviations of a volume that nothing explains, and how much of all uses is explained."""

    path: str
    layout: Layout
    coverage: str
    entries: list[UnexplainedEntry]


def glossary_page(
    frame: PageFrame, terms: Sequence[ExplainedTerm], uses: Mapping[str, Sequence[TermUse]], printed: Iterable[PrintedList]
) -> GlossaryPage:
    """List the terms of a volume with every paragraph and note that prints them."""
    remarks = [line for found in printed for line in found.remarks()]
    entries = [_entry(frame.linker, term, uses.get(term.id, ())) for term in terms]
    return GlossaryPage(frame.path, frame.layout, remarks, entries, letters((entry.term, entry.id) for entry in entries))


def _entry(linker: Linker, term: ExplainedTerm, uses: Sequence[TermUse]) -> GlossaryEntry:
    places = all_places(linker, ((use.document, anchor) for use in uses for anchor in use.anchors))
    remark = _AMBIGUOUS if term.ambiguous else _KNOWN_FROM[term.known_from]
    return GlossaryEntry(term.id, term.term, term.meaning, term.note, remark, _documents(len(uses)), places)


_AMBIGUOUS = "It has another meaning, too, so it is not explained in the documents."
_KNOWN_FROM = {
    "list": "",
    "volume": "Explained by the editors of this edition.",
    "edition": "Explained by the editors of this edition.",
    "channels": "Explained by the editors of this edition.",
}
"""The remark on a term, by where its meaning is from: the volume's printed list needs none."""


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}" if count else ""


def edition_glossary_page(frame: PageFrame, terms: Sequence[ExplainedTerm]) -> EditionGlossaryPage:
    """List the terms of all volumes. Volumes that give a term the same meaning are together."""
    found = []
    for term, entries in groupby(terms, key=lambda entry: entry.term):
        meanings: dict[tuple[str, str], list[ExplainedTerm]] = {}
        for entry in entries:
            meanings.setdefault((entry.meaning, entry.note), []).append(entry)
        found.append(EditionTerm(term, [VolumeMeaning(*said, _volumes(frame.linker, group)) for said, group in meanings.items()]))
    return EditionGlossaryPage(frame.path, frame.layout, found)


def _volumes(linker: Linker, entries: Iterable[ExplainedTerm]) -> list[Inline]:
    return joined(
        [
            Inline(designation(entry.volume), linker.page(page_path(GLOSSARY, entry.volume), entry.id)),
            Inline(f" ({_documents(entry.documents) or 'no document'})"),
        ]
        for entry in entries
    )


def unexplained_page(frame: PageFrame, found: Sequence[UnexplainedAbbreviation], covered: Coverage | None) -> UnexplainedPage:
    """List the abbreviations of a volume that nothing explains, the most frequent first."""
    return UnexplainedPage(frame.path, frame.layout, _coverage(covered), [_unexplained(frame.linker, entry) for entry in found])


def _coverage(covered: Coverage | None) -> str:
    if covered is None:
        return "They are counted once the volume has a list of abbreviations."
    share = f"{covered.explained / covered.uses:.1%}" if covered.uses else "0%"
    return f"{covered.explained:,} of {covered.uses:,} uses of abbreviations are explained ({share})."


def _unexplained(linker: Linker, entry: UnexplainedAbbreviation) -> UnexplainedEntry:
    number = entry.document.partition("/")[2].removeprefix("d")
    uses = f"{entry.uses:,} in {_documents(entry.documents)}"
    return UnexplainedEntry(entry.words, uses, Inline(f"{number} {anchor_words(entry.anchor)}", linker.place(entry.document, entry.anchor)))
