"""Find the stretches of a document that TEI marks: links, names, terms, the date and the place, brackets, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from backchannel import ids
from backchannel.pages.reading.explained import known_places
from backchannel.writers.tei.dating import date_attributes, when
from backchannel.writers.tei.pen import by_edition, inferred

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.records import Correspondent, Document, Spanned

PERSON, TERM = "p_", "t_"
"""How the ids of persons and terms begin in the lists of a volume."""
_CLEAR = frozenset({"printed", "elsewhere", "missing"})
"""The states of references that say where they lead, even if there is no such document or note."""


class Run(NamedTuple):
    """A stretch of the text, and the element around it. Of two with the same stretch, the one with the lower `rank` is outside."""

    start: int
    end: int
    rank: int
    name: str
    attributes: Mapping[str, str]


def runs_of(inputs: DocumentInputs) -> list[Run]:
    """Return the runs of a document, from the outer to the inner ones, in the order of the text."""
    found = (run for maker in _MAKERS for run in maker(inputs) if run.end > run.start)
    return sorted(found, key=lambda run: (run.start, -run.end, run.rank))


def nested(runs: Iterable[Run]) -> list[Run]:
    """Cut the runs that cross another at its end, so that each is inside or outside of each other."""
    waiting, whole, over = list(runs), [], list[Run]()
    while waiting:
        run = waiting.pop(0)
        while over and over[-1].end <= run.start:
            over.pop()
        if over and run.end > over[-1].end:
            edge = over[-1].end
            waiting = sorted([*waiting, run._replace(start=edge)], key=lambda left: (left.start, -left.end, left.rank))
            run = run._replace(end=edge)
        whole.append(run)
        over.append(run)
    return whole


def target_of(target: str, volume: str) -> str:
    """Return the address of a target in a file of its volume: `#d5fn3`, `frus1961-63v05#d7`, `#pg_12`, or empty for a message that is not
    printed."""
    path, fragment = ids.split_target(target)
    cited, slash, local = path.partition("/")
    place = f"#{quote(fragment or local)}" if fragment or local else ""
    if not slash and not place and not ids.is_volume(cited):
        return ""
    return place if cited == volume and place else f"{quote(cited)}{place}"


def _references(inputs: DocumentInputs) -> Iterator[Run]:
    """Yield the references that lead somewhere. One that names its target only by its place (`supra`) is inferred."""
    links = {link.ordinal: link for link in inputs.outgoing if link.status in _CLEAR and link.target}
    for n, reference in enumerate(inputs.document.references):
        link = links.get(n)
        target = target_of(link.target or "", inputs.listed.volume) if link else ""
        if not target:
            continue
        kind = "message" if reference.kind == "message" else ""
        if reference.kind == "message" or reference.cited.relation or reference.cited.alternative:
            yield Run(reference.start, reference.end, 0, "seg", inferred("reference", "medium"))
        yield Run(reference.start, reference.end, 1, "ref", {"type": kind, "target": target})


def _correspondents(inputs: DocumentInputs) -> Iterator[Run]:
    """Yield who wrote to whom: `persName` for a person, `gloss` for an office."""
    document = inputs.document
    people = {(name.role, name.ordinal): name.person for name in inputs.known.named}
    for role, named in (("from", document.senders), ("to", document.recipients)):
        for ordinal, correspondent in enumerate(named, 1):
            yield from _named(correspondent, role, people.get((role, ordinal), ""))


def _named(correspondent: Correspondent, role: str, person: str) -> Iterator[Run]:
    name = "persName" if correspondent.name or person else "gloss"
    if person:
        yield Run(correspondent.start, correspondent.end, 2, "seg", inferred("person", "high"))
    yield Run(correspondent.start, correspondent.end, 3, name, {"type": role, "corresp": f"#{PERSON}{person}" if person else ""})


def _known(inputs: DocumentInputs) -> Iterator[Run]:
    """Yield the names of persons who are identified, and the terms that are explained."""
    for place in known_places(inputs.document, inputs.known):
        if place.is_person:
            yield Run(place.start, place.end, 4, "seg", inferred("person", "high"))
            yield Run(place.start, place.end, 5, "persName", {"corresp": f"#{PERSON}{place.id}"})
        else:
            yield Run(place.start, place.end, 6, "gloss", {"target": f"#{TERM}{place.id}"})


def _place(inputs: DocumentInputs) -> Iterator[Run]:
    if place := inputs.document.place:
        yield Run(place.start, place.end, 7, "placeName", {})


def _dated(document: Document, attributes: Mapping[str, str]) -> Iterator[Run]:
    """Yield the words that state the date, or those that say that there is none."""
    if document.date and document.date.stated and document.date.evidence:
        words = document.date.evidence[0]
        yield Run(words.start, words.end, 8, "date", attributes)
    elif document.undated and document.date:
        start, end = document.undated.span
        yield Run(start, end, 8, "seg", inferred("date", "medium"))
        yield Run(start, end, 9, "date", attributes)


def _dates(inputs: DocumentInputs) -> Iterator[Run]:
    """Yield the words of the date, those that say that there is none, and those that say when the document was received. If the editors
    give the date, words of the text are not marked as such."""
    document, editors = inputs.document, inputs.document.editors
    if not (editors and editors.date):
        yield from _dated(document, date_attributes(inputs.listed))
    if document.received:
        yield Run(document.received.start, document.received.end, 9, "time", {"type": "received", "when": when(document.received.instant)})


def _brackets(inputs: DocumentInputs) -> Iterator[Run]:
    for bracket in inputs.document.brackets:
        yield Run(bracket.start, bracket.end, 10, "seg", {"type": bracket.kind})


def _corrections(inputs: DocumentInputs) -> Iterator[Run]:
    for correction in inputs.document.editors.corrections if inputs.document.editors else ():
        yield Run(correction.start, correction.end, 11, "seg", by_edition("corrected"))


_MAKERS: tuple[Callable[[DocumentInputs], Iterator[Run]], ...] = (
    _references,
    _correspondents,
    _known,
    _place,
    _dates,
    _brackets,
    _corrections,
)


def within(runs: Iterable[Run], part: Spanned) -> list[Run]:
    """Return what of these runs is in a part of the text, nested."""
    inside = (run for run in runs if run.start < part.end and run.end > part.start)
    clipped = (run._replace(start=max(run.start, part.start), end=min(run.end, part.end)) for run in inside)
    return nested(sorted(clipped, key=lambda run: (run.start, -run.end, run.rank)))
