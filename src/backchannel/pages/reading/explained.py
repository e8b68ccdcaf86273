"""Explain the persons and terms of a document in place: a link at the first use in each paragraph and note, and a card for each.

Nothing is explained where a reference is a link already, or where a name or a term may mean several.
"""

from __future__ import annotations

from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.anchors import anchors
from backchannel.edition.glossary.matching import TermMatcher, overlaps, stretches
from backchannel.edition.people.forms import form
from backchannel.edition.people.reading import names_in
from backchannel.edition.printed_names import runs_at
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline
from backchannel.pages.reading.text import ReferenceLink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.anchors import Anchors
    from backchannel.edition.glossary.queries import TermInDocument
    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.pages.components.addresses import Linker
    from backchannel.records import Document, Spanned

GLOSSARY = "glossary"
"""The name of a volume's page of terms."""


class ExplanationCard(NamedTuple):
    """A person or a term in a document: the id of its card, its name, linked to its page, and the printed explanation."""

    id: str
    name: Inline
    words: str


class ExplainedPlace(NamedTuple):
    """A place in the text that is explained, and how it is linked."""

    start: int
    end: int
    link: ReferenceLink


class ExplainedHere(NamedTuple):
    """The places that are explained in a document, and the cards of its persons and terms."""

    places: list[ExplainedPlace]
    people: list[ExplanationCard]
    terms: list[ExplanationCard]


class _Use(NamedTuple):
    start: int
    end: int
    card: str


class KnownPlace(NamedTuple):
    """A place in the text where a person is named or a term printed, and the id of the person or the term."""

    start: int
    end: int
    id: str
    is_person: bool


class ExplanationInputs(NamedTuple):
    """What is known of the persons and terms of a document: the names that identify somebody, the descriptions of people, the terms."""

    named: Sequence[IdentifiedName] = ()
    descriptions: Mapping[str, str] = MappingProxyType({})
    terms: Sequence[TermInDocument] = ()


def explained_here(document: Document, local: str, known: ExplanationInputs, linker: Linker, linked: Sequence[Spanned]) -> ExplainedHere:
    """Explain the persons and terms of a document. `linked` are its references that are links."""
    people = {f"{local}who-{name.person}": name for name in known.named if name.role == "text"}
    terms = {f"{local}term-{term.id}": term for term in known.terms}
    if not people and not terms:
        return ExplainedHere([], [], [])
    who = [_person_card(card, name, known.descriptions, linker) for card, name in people.items()]
    what = [_term_card(card, term, linker) for card, term in terms.items()]
    hrefs = {card.id: card.name.href for card in (*who, *what)}
    places = [
        ExplainedPlace(use.start, use.end, ReferenceLink(hrefs[use.card], "known", "", use.card))
        for use in _first_uses(document, local, known, linked)
    ]
    return ExplainedHere(places, sorted(who, key=_alphabetic), sorted(what, key=_alphabetic))


def known_places(document: Document, known: ExplanationInputs) -> list[KnownPlace]:
    """Return all places in a document that name an identified person or print an explained term, in order. A name is no term."""
    if not any(name.role == "text" for name in known.named) and not known.terms:
        return []
    named = anchors(document)
    who = [KnownPlace(use.start, use.end, use.card, is_person=True) for use in _names(document, named, known.named)]
    what = [KnownPlace(use.start, use.end, use.card, is_person=False) for use in _terms(document, named, known.terms)]
    return sorted([*who, *(place for place in what if not overlaps(place, who))])


def _alphabetic(card: ExplanationCard) -> tuple[str, str]:
    return card.name.text.casefold(), card.id


def _person_card(id: str, name: IdentifiedName, descriptions: Mapping[str, str], linker: Linker) -> ExplanationCard:
    return ExplanationCard(id, Inline(name.name, linker.person(name.person)), descriptions.get(name.person, ""))


def _term_card(id: str, term: TermInDocument, linker: Linker) -> ExplanationCard:
    return ExplanationCard(id, Inline(term.term, linker.page(page_path(GLOSSARY, linker.folder), term.id)), term.meaning)


def _first_uses(document: Document, local: str, known: ExplanationInputs, linked: Sequence[Spanned]) -> Iterator[_Use]:
    """Yield the first use of each person and term in each paragraph and note that no reference covers."""
    named = anchors(document)
    who = [use._replace(card=f"{local}who-{use.card}") for use in _names(document, named, known.named)]
    what = [use._replace(card=f"{local}term-{use.card}") for use in _terms(document, named, known.terms) if not overlaps(use, who)]
    waiting = sorted(use for use in (*who, *what) if not overlaps(use, linked))
    seen: set[tuple[int, str]] = set()
    starts = [start for _, start, _ in stretches(document, named)]
    for use in waiting:
        key = (bisect_right(starts, use.start), use.card)
        if key not in seen:
            seen.add(key)
            yield use


def _names(document: Document, named: Anchors, names: Sequence[IdentifiedName]) -> Iterator[_Use]:
    """Yield the places of names that identify somebody: `Archer` in `When Archer came`, without the words before the name."""
    known = {name.words: name.person for name in names if name.role == "text"}
    for _, start, end in stretches(document, named) if known else ():
        for offset, run in runs_at(document.text, start, end):
            for words in names_in(run):
                if words in known:
                    first = offset + run.index(words) + words.rindex(form(words) or words)
                    yield _Use(first, offset + run.index(words) + len(words), known[words])


def _terms(document: Document, named: Anchors, terms: Sequence[TermInDocument]) -> Iterator[_Use]:
    matcher = TermMatcher({form: term.id for term in terms for form in term.forms})
    for place in matcher.places(document, named):
        yield _Use(place.start, place.end, place.id)
