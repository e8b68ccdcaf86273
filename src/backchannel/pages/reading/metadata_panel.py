"""Build the metadata panel under a document's head: when, how and on which pages, each value with its evidence, or the reason why it is not
known."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from backchannel import channels, clocks, vocabulary
from backchannel.edition.anchors import page_anchors
from backchannel.pages.components import addresses
from backchannel.pages.components.clock import is_received_in_washington, other_clocks, place_of_reception, span_words, time_words
from backchannel.pages.components.date_words import date_words, datetime_value
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.places import DocumentPlace
from backchannel.pages.components.words import capital
from backchannel.pages.reading.evidence import order_evidence, period_evidence, why
from backchannel.pages.reading.participants import listed_in_head
from backchannel.pages.reading.transmission import other_remarks, passed_on, sent_via
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.places import DocumentPlaces
    from backchannel.pages.reading.text import MarkedText, ReferenceLink
    from backchannel.printed import PrintedText
    from backchannel.records import Clock, Document, Evidence, Spanned

_TOP = {"top secret"}
_LEVELS = ("repository", "collection", "series", "box", "folder", "file")
_HANDLED = ("drafted", "cleared", "approved", "sent_via", "repeated_to", "received")
"""The roles of those who handled a document, in the order of the metadata panel."""
_LONG = 160
"""Characters of a value that needs the whole width of the metadata panel."""
_MANY_PAGES = 4
_A_MONTH = re.compile(vocabulary.alternatives("months"))
_EVIDENCE = 140
"""Characters that the metadata panel quotes from the words of a piece of evidence."""


class MarkingChip(NamedTuple):
    """A marking: `Top Secret`, `Exclusively Eyes Only`."""

    text: str
    classes: str


class ArchivalLevel(NamedTuple):
    """A level of an archival path: `Box`, `858`."""

    name: str
    text: str


class Field(NamedTuple):
    """A value of the metadata panel. `moment` is the date for machines, if it is a day or minute; `unknown` says that there is no value;
    `evidence` says where it was found or why it was not, `clocks` the time on other clocks; `supplied` that editors gave it."""

    term: str
    value: list[Inline]
    evidence: list[Inline]
    chips: tuple[MarkingChip, ...] = ()
    path: tuple[ArchivalLevel, ...] = ()
    moment: str = ""
    clocks: str = ""
    inferred: bool = False
    supplied: bool = False
    unknown: str = ""
    wide: bool = False


def metadata_panel(
    document: Document,
    listed: ListedDocument,
    places: DocumentPlaces,
    marked: MarkedText,
    links: Mapping[int, ReferenceLink],
    linker: Linker,
    named: Sequence[IdentifiedName] = (),
    station: str = "",
) -> list[Field]:
    """List the fields in the order of the page: in a wide column and a narrow one, then those that need the whole width. `marked` is the
    document's text, `named` are the names that identify somebody, and `station` is the place of its journey, if the editors give it."""
    quote = Quotation(marked.printed, places)
    wide = [_date(document, quote, linker, station), *_received(document, quote), *_listed(document, places, linker, named)]
    wide += [_classification(document, quote), _archival_path(document, places)]
    narrow = [*_handling(document, places), *_remarks(document, listed, places, linker), *_references(document, places, links)]
    narrow += [*_mentioned(linker, named), _pages(document, listed), *_official(listed, linker)]
    fields = [field for pair in zip_longest(wide, narrow) for field in pair if field]
    return _in_rows(fields)


def _in_rows(fields: Sequence[Field]) -> list[Field]:
    """Give the whole width to what is long, so that it does not stretch a narrow column, and to a field without another beside it."""
    long = [field._replace(wide=True) for field in fields if _length(field) > _LONG]
    short = [field for field in fields if _length(field) <= _LONG]
    if len(short) % 2:
        short[-1] = short[-1]._replace(wide=True)
    return [*short, *long]


def _length(field: Field) -> int:
    return sum(len(inline.text) for inline in field.value)


def _mentioned(linker: Linker, named: Iterable[IdentifiedName]) -> Iterator[Field]:
    """List the people mentioned in the text, each once: `Archer, Ann; Baker, Bert`."""
    people = sorted({(name.name, name.person) for name in named if name.role == "text"})
    inlines = [Inline(name, linker.person(person)) for name, person in people]
    if inlines:
        yield Field("People mentioned", joined(([inline] for inline in inlines), "; "), [])


def _date(document: Document, quote: Quotation, linker: Linker, station: str) -> Field:
    if document.date is None and document.undated:
        return Field("Date", [Inline("Undated")], [Inline("From "), *quote.placed(document.undated)])
    if document.date is None:
        return Field("Date", [], [Inline("Nothing in the text states the date or limits it.")], unknown="Not known")
    edtf = document.date.edtf
    order = [order_evidence(document.date.order, linker)] if document.date.order else []
    evidence = joined([*(_evidence(e, quote) for e in document.date.evidence), *order], "; ")
    editors = document.editors
    supplied = editors is not None and editors.date is not None
    if editors and supplied:
        evidence = [Inline(f"By this edition’s editors{f', from {editors.source}' if editors.source else ''}")]
    lead = "From " if document.date.stated else "" if supplied else "Evidence: "
    return Field(
        "Date",
        [Inline(capital(date_words(edtf)))],
        [Inline(lead), *evidence] if evidence else [],
        moment=datetime_value(edtf) or "",
        clocks=other_clocks(document, station),
        inferred=not (document.date.stated or supplied),
        supplied=supplied,
    )


def _received(document: Document, quote: Quotation) -> Iterator[Field]:
    """Describe when the document was received: `December 8, 1948, 8:09 p.m. in Washington, 2 h 9 min after it was sent`."""
    received = document.received
    if not received:
        return
    words = _received_when(document, received)
    if document.date and document.date.clock:
        words += f", {span_words(clocks.between(document.date.clock.instant, received.instant))} after it was sent"
    day = "" if _A_MONTH.search(document.text, received.start, received.end) else why("reception")
    evidence = [Inline("From "), *quote.placed(received, _received_in_note(document)), *([Inline(day)] if day else [])]
    yield Field("Received", [Inline(words)], evidence, moment=received.instant, inferred=bool(day))


def _received_when(document: Document, received: Clock) -> str:
    """Write a time of receipt on the clock that states it; universal time on Washington’s, if the document was sent there."""
    universal = received.zone == clocks.UNIVERSAL
    if universal and not is_received_in_washington(document):
        return date_words(f"{clocks.at(received.instant, clocks.UNIVERSAL):%Y-%m-%dT%H:%M}Z")
    shown = clocks.at(received.instant, clocks.WASHINGTON if universal else received.zone)
    place = clocks.place_of(clocks.WASHINGTON) if universal else place_of_reception(document, received.zone)
    return f"{date_words(shown.date().isoformat())}, {time_words(shown)} in {place}"


def _received_in_note(document: Document) -> tuple[str, ...]:
    """Return the source note's whole clauses, `at 2:40 a.m. and passed to the White House`, if it says when the document was received."""
    received, origin = document.received, document.origin
    in_note = received and origin and origin.start <= received.start < origin.end
    return origin.source.received if origin and in_note else ()


def _listed(document: Document, places: DocumentPlaces, linker: Linker, named: Sequence[IdentifiedName]) -> Iterator[Field]:
    for found in listed_in_head(document, linker, named):
        yield Field(found.term, joined(found.lines, "; "), _from(places, found.start))


def _evidence(evidence: Evidence, quote: Quotation) -> list[Inline]:
    if evidence.days:
        return [Inline(period_evidence(evidence.days))]
    reason = why(evidence.rule)
    return [*quote.placed(evidence), *([Inline(reason)] if reason else [])]


class Quotation(NamedTuple):
    """Quotes words of a document as evidence, with their place."""

    printed: PrintedText
    places: DocumentPlaces

    def placed(self, part: Spanned, words: Sequence[str] = ()) -> list[Inline]:
        """Quote the words of a part of the document, or other `words` at its place: `¶1: “Paris, December 6”`."""
        place = self.places.at(part.start)
        quoted = words or (shortened(self.printed.quoted(part.start, part.end), _EVIDENCE),)
        return [Inline(place.words, place.href), Inline(": "), *joined(([_quoted(one, place)] for one in quoted), "; ")]


def _quoted(words: str, place: DocumentPlace) -> Inline:
    return Inline(words, place.href, element="q")


def _as_printed(words: str) -> Inline:
    """Show words of the document without quotation marks."""
    return Inline(words, classes="printed")


def _classification(document: Document, quote: Quotation) -> Field:
    places = quote.places
    source = document.origin.source if document.origin else None
    marks = [source.classification, source.precedence, *source.handling] if source else []
    if chips := _chips(marks):
        return Field("Classification", [], _from_source_note(document, places), chips=chips)
    if document.markings:
        marks = [quote.printed.words(mark.start, mark.end) for mark in document.markings]
        return Field("Classification", [], _from(places, document.markings[0].start), chips=_chips(marks))
    return _missing("Classification", document, places)._replace(unknown="", chips=(MarkingChip(_not_given(document), "unknown"),))


def _chips(marks: Sequence[str | None]) -> tuple[MarkingChip, ...]:
    return tuple(MarkingChip(mark, "ts" if mark.lower() in _TOP else "") for mark in marks if mark)


def _archival_path(document: Document, places: DocumentPlaces) -> Field:
    source = document.origin.source if document.origin else None
    levels = tuple(ArchivalLevel(capital(name), value) for name in _LEVELS if source and (value := getattr(source, name)))
    if levels:
        return Field("Archival source", [], _from_source_note(document, places), path=levels)
    return _missing("Archival source", document, places)


def _missing(term: str, document: Document, places: DocumentPlaces) -> Field:
    """Explain a missing value that a source note would give: the note does not give it, there is no note, or the capture lost it."""
    if document.origin:
        where = _source_place(document, places)
        return Field(term, [], [Inline(capital(where.words), where.href), Inline(" does not say.")], unknown="Not stated")
    if document.apparatus == "lost":
        first = document.markers[0]
        return Field(
            term,
            [],
            [Inline("Would be in "), Inline(f"note {first.n}", f"#{places.marker_notes[0]}"), Inline(", which is missing")],
            unknown="Not known",
        )
    return Field(term, [], [Inline("The text has no source note.")], unknown="Not known")


def _not_given(document: Document) -> str:
    return "Not stated" if document.origin else "Not known"


def _source_place(document: Document, places: DocumentPlaces) -> DocumentPlace:
    origin = document.origin
    if origin and origin.start == origin.end:  # a note that editors supplied
        label = origin.where.partition(":")[2]
        id = f"{places.local}{places.note_anchors.lost(document, label)}"
        return DocumentPlace(0, id, f"note {label}, supplied")
    return places.at(origin.start if origin else 0)


def _from_source_note(document: Document, places: DocumentPlaces) -> list[Inline]:
    place = _source_place(document, places)
    return [Inline("From "), Inline(place.words, place.href)]


def _handling(document: Document, places: DocumentPlaces) -> Iterator[Field]:
    if document.message and document.message.handling:
        place = places.at(document.message.start)
        words = joined(([_quoted(words, place)] for words in document.message.handling), " ")
        yield Field("Handling", words, _from(places, document.message.start))


def _remarks(document: Document, listed: ListedDocument, places: DocumentPlaces, linker: Linker) -> Iterator[Field]:
    """List what the source note says about the copy: `Sent via Kennedy, Guay, and Haig.`, who drafted it, and its other remarks."""
    source = document.origin.source if document.origin else None
    for name in _HANDLED if source else ():
        if (words := getattr(source, name)) and not (name == "received" and document.received):
            clauses = joined(([_as_printed(clause)] for clause in words), "; ")
            value = sent_via(source, linker, listed.volume) if name == "sent_via" and source else clauses
            yield Field(capital(name.replace("_", " ")), value, _from_source_note(document, places))
    if source and (path := passed_on(source, linker, listed.volume)):
        yield Field("Transmission", path, _from_source_note(document, places))
    if source and (others := other_remarks(source)):
        remarks = joined(([_as_printed(remark), Inline(_period(remark))] for remark in others), " ")
        yield Field("Remarks", remarks, _from_source_note(document, places))


def _period(remark: str) -> str:
    """Return the period that separates a remark from the next: the record has none."""
    return "" if remark.endswith((".", "?", "!", ".”", ".]", ".)")) else "."


def _references(document: Document, places: DocumentPlaces, links: Mapping[int, ReferenceLink]) -> Iterator[Field]:
    """List what the message line refers to, linked as in the text."""
    if not document.message or not document.message.refs:
        return
    by_place = {reference.start: links[n] for n, reference in enumerate(document.references) if n in links}
    parts = []
    for ref in document.message.refs:
        link = by_place.get(ref.start)
        name = Inline(channels.name(ref.channel, ref.number), link.href if link else "", link.classes if link else "")
        parts.append([*([Inline(f"({ref.label}) ")] if ref.label else []), name])
    yield Field("Reference", joined(parts), _from(places, document.message.start))


def _from(places: DocumentPlaces, offset: int) -> list[Inline]:
    return [Inline("From "), Inline(places.at(offset).words, places.at(offset).href)]


_PAGES_FROM = {
    "next-break": "{first} is the page before the first page label",
    "neighbors": "The document before ends on {first}, and the one after begins there",
}


def _pages(document: Document, listed: ListedDocument) -> Field:
    """List the pages of the printed volume, those with a label in this text linked to it: `532–533–534`; if there are many, only the
    last."""
    if listed.first_page is None:
        return Field(
            "Volume pages", [], [Inline("Neither this text nor its neighbors have a page label that shows it.")], unknown="Not known"
        )
    linked = [Inline(page.n, f"#{anchor}") for page, anchor in zip(document.pages, page_anchors(document), strict=True)]
    shown = linked if len(linked) < _MANY_PAGES else linked[-1:]
    if listed.first_page_from == "printed":
        shown = linked[:1] + (shown if shown[0] != linked[0] else shown[1:])
    else:
        shown = [Inline(listed.first_page), *shown]
    why = _PAGES_FROM.get(listed.first_page_from or "", "").format(first=listed.first_page)
    return Field("Volume pages", joined(([inline] for inline in shown), "–"), [Inline(why)] if why else [], inferred=bool(why))


def _official(listed: ListedDocument, linker: Linker) -> Iterator[Field]:
    if address := linker.official(listed.id):
        yield Field(
            "Official edition",
            [Inline(f"{listed.volume}/{addresses.official_id(listed)}".rstrip("/"), address, "link--external")],
            [Inline(f"At {linker.series.of(listed.volume).site}")],
        )
