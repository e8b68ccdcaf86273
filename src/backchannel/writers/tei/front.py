"""Write what surrounds the documents of a volume: the lists of persons and terms, to which names and terms in the text point, and the
editors' chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.glossary.queries import descriptions, volume_terms
from backchannel.edition.people import queries
from backchannel.edition.queries import document_queries
from backchannel.edition.queries.chapters import chapters
from backchannel.pages.registry import RESERVED_NAMES
from backchannel.writers.tei.pen import Pen
from backchannel.writers.tei.runs import PERSON, TERM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml import etree

    from backchannel.edition.queries.document_queries import DocumentRun
    from backchannel.edition.store import Store
    from backchannel.pages.reading.explained import ExplanationInputs
    from backchannel.records import Chapter
    from backchannel.writers.tei.pen import Ids

_Entry = tuple[str, str, str]
"""An id, a name, and the words about it."""


def lists(store: Store, volume: str, runs: Iterable[DocumentRun], ids: Ids) -> list[etree._Element]:
    """Write the lists of a volume. They are the edition's, whatever the volume prints: they have the persons who are identified in its
    documents."""
    described = descriptions(store, volume)
    named = (name for run in runs for names in queries.identified_names(store, run).values() for name in names)
    people = {(name.person, name.name): described.get(name.person, "") for name in named}
    return _lists(people, [(f"{TERM}{term.id}", term.term, term.meaning) for term in volume_terms(store, volume)], ids)


def lists_of(known: ExplanationInputs, ids: Ids) -> list[etree._Element]:
    """Write the lists of one document."""
    people = {(name.person, name.name): known.descriptions.get(name.person, "") for name in known.named}
    return _lists(people, [(f"{TERM}{term.id}", term.term, term.meaning) for term in known.terms], ids)


def _lists(people: Mapping[tuple[str, str], str], terms: Sequence[_Entry], ids: Ids) -> list[etree._Element]:
    """Write the lists that are not empty."""
    persons = sorted(
        ((f"{PERSON}{id}", name, about) for (id, name), about in people.items()), key=lambda entry: (entry[1].casefold(), entry)
    )
    made = (
        _list("persons", "Persons", "names", "persName", persons, ids),
        _list("terms", "Abbreviations and Terms", "terms", "term", terms, ids),
    )
    return [written for written in made if written is not None]


def chapters_of(store: Store, volume: str, ids: Ids) -> list[etree._Element]:
    """Write the editors' chapters of a volume."""
    return [_chapter(name, chapter, ids) for name, chapter in chapters(store, volume, RESERVED_NAMES).items()]


def _chapter(name: str, chapter: Chapter, ids: Ids) -> etree._Element:
    pen = Pen()
    with pen.element("div", {"type": "section", "subtype": "edition", **ids.take(name)}):
        pen.words("head", chapter.title)
        for paragraph in chapter.words.split("\n"):
            pen.words("p", paragraph)
    return pen.written()


def _list(id: str, title: str, kind: str, name: str, entries: Sequence[_Entry], ids: Ids) -> etree._Element | None:
    if not entries:
        return None
    pen = Pen()
    with pen.element("div", {"type": "section", "subtype": "edition", **ids.take(id)}):
        pen.words("head", title)
        with pen.element("list", {"type": kind}):
            for entry in entries:
                pen.line()
                with pen.element("item"):
                    pen.words(name, entry[1], ids.take(entry[0]))
                    pen.text(f", {entry[2]}" if entry[2] else "")
    return pen.written()


def runs_of_volume(store: Store, volume: str, length: int) -> list[DocumentRun]:
    """Return the documents of a volume, in runs of at most `length`."""
    size = document_queries.size(store, volume)
    return [document_queries.DocumentRun(volume, first, min(first + length - 1, size)) for first in range(1, size + 1, length)]
