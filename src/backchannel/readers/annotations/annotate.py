"""Read a text with the editors' annotation file for it.

The file is read first: the markers that it settles are taken as certain when the text is read. Then what it quotes is found in the text,
and what it supplies is added. The source does not change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from backchannel import rules
from backchannel.findings import Report
from backchannel.printed import ELLIPSIS
from backchannel.readers.annotations.annotation_file import read_annotation_file
from backchannel.readers.annotations.editorial_text import EDITORS, read_editorial_text
from backchannel.readers.annotations.front_matter import place_of
from backchannel.readers.annotations.quotations import QuotableText, letters, report_place
from backchannel.readers.text.document import finish_document
from backchannel.readers.text.source_notes.source_note import is_source_note, read_source_note
from backchannel.records import Annotation, Correction, Date, EditorialText, Editors, Evidence, Origin, SettledName, SuppliedNote, Words
from backchannel.source import Source, Span
from backchannel.vocabulary import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.findings import Finding
    from backchannel.readers.annotations.annotation_file import AnnotationFile, SettledReference
    from backchannel.readers.text.prepared import PreparedDocument
    from backchannel.records import Document, Reference


_NUMBER = re.compile(r"[0-9]{1,4}[A-Za-z]?")
_NUMBER_FORM = "use figures, perhaps with a letter: 57, 57a"


def read_annotated(prepared: PreparedDocument, notes: Source) -> Document:
    """Read a prepared document with its annotation file."""
    report, volume = Report(notes), prepared.volume
    written = read_annotation_file(notes, report)
    document = finish_document(prepared, dict(_markers(written, prepared, report)))
    editors = Editors(
        path=notes.path,
        title=_title(written, document, report),
        date=written.date,
        place=written.given.get("place"),
        journey=written.given.get("journey"),
        source=written.given.get("source"),
        introduction=EditorialText(**read_editorial_text(written.introduction, volume)) if written.introduction else None,
        notes=tuple(_notes(written, document, volume, report)),
        **_placed(written, document, volume, report),
        people=tuple(_people(written, document, report)),
    )
    number = _number(written, document, notes.text, report)
    references = tuple(_settled(document, written.references, report))
    found = tuple(sorted(report.findings, key=lambda finding: (finding.start, finding.rule)))
    return document.model_copy(
        update={
            **_stated(editors, document),
            "number": number,
            **_origin(editors, document),
            "references": references,
            "findings": tuple(_remaining_findings(document, editors, number)),
            "editors": editors.model_copy(update={"findings": found}),
        }
    )


def _markers(written: AnnotationFile, prepared: PreparedDocument, report: Report) -> Iterator[tuple[str, Span]]:
    """Yield the settled markers and their spans, right after the quoted words; not in page labels and notes, which have no markers."""
    if not written.markers:
        return
    text, quotable = prepared.text.running, QuotableText(prepared.source.text)
    for label, after in written.markers:
        ends = [found.end for found in quotable.places(after.words.strip(f"{ELLIPSIS} "))]
        places = [Span(at, at + len(label)) for end in ends for at in (end, end + 1) if text.startswith(label, at)]
        if len(places) == 1:
            yield label, places[0]
        else:
            report_place(places, "", after._replace(words=after.words + label), report)


def _title(written: AnnotationFile, document: Document, report: Report) -> str | None:
    """Return the title of a text without a head."""
    if (title := written.given.get("title")) and document.head:
        report.add(rules.TITLE_NOT_LOST, Span(0, 0))
        return None
    return title


def _number(written: AnnotationFile, document: Document, text: str, report: Report) -> str | None:
    """Return the number of a document: as printed, or else as the editors give it."""
    given = written.given.get("number")
    reason = f"the text has the number {document.number}" if document.number not in (None, given) else _NUMBER_FORM
    if given and (document.number not in (None, given) or not _NUMBER.fullmatch(given)):
        report.add(rules.WRONG_VALUE, place_of(text, "number"), key="number", value=given, reason=reason)
        return document.number
    return document.number or given


def _notes(written: AnnotationFile, document: Document, volume: str, report: Report) -> Iterator[SuppliedNote]:
    """Yield the supplied notes for notes that the capture lost."""
    marked, lost = {marker.n for marker in document.markers}, {marker.n for marker in document.markers if marker.note is None}
    given = {note.n for note in document.notes} - lost
    for note in written.notes:
        if note.n in given:
            report.add(rules.NOTE_NOT_LOST, note.span, label=note.n)
            continue
        if note.n not in marked:
            report.add(rules.NOTE_WITHOUT_PLACE, note.span, label=note.n)
        source = note.source or written.given.get("source")
        if not source:
            report.add(rules.SUPPLIED_WITHOUT_SOURCE, note.span, label=note.n)
        given.add(note.n)
        yield SuppliedNote(n=note.n, supplied_from=source, **read_editorial_text(note.markdown, volume))


def _placed(written: AnnotationFile, document: Document, volume: str, report: Report) -> dict[str, Any]:
    """Locate the annotations, in the order of the text, and the corrections."""
    if not (written.remarks or written.corrections):
        return {}
    quotable = QuotableText(document.text, (part.span for part in (*document.markers, *document.pages, *document.consumed)))
    remarks = [(place, markdown) for quoted, markdown in written.remarks if (place := quotable.place(quoted, report))]
    corrected = [(place, reading) for quoted, reading in written.corrections if (place := quotable.place(quoted, report))]
    return {
        "annotations": tuple(
            Annotation(n=n, start=place.start, end=place.end, **read_editorial_text(markdown, volume))
            for n, (place, markdown) in zip(letters(), sorted(remarks), strict=False)
        ),
        "corrections": tuple(Correction(start=place.start, end=place.end, reading=reading) for place, reading in sorted(corrected)),
    }


def _stated(editors: Editors, document: Document) -> dict[str, Any]:
    """Return the date that the editors state, which replaces one that was read, and the place, if none was read."""
    stated: dict[str, Any] = {}
    if editors.date:
        stated["date"] = Date(edtf=editors.date, stated=False, evidence=(Evidence(start=0, end=0, rule=EDITORS),))
        stated["received"] = None
    if editors.place and not document.place:
        stated["place"] = Words(start=0, end=0, text=editors.place)
    return stated


def _origin(editors: Editors, document: Document) -> dict[str, Any]:
    """Return where the document itself is held, if a supplied note says so."""
    note = next((note for note in editors.notes if is_source_note(note.words)), None)
    if document.origin or not note:
        return {}
    words = Source("", note.words)
    source = read_source_note(words.text, Span(0, len(words.text)), Report(words))
    return {"origin": Origin(start=0, end=0, where=f"note:{note.n}", source=source)}


def _settled(document: Document, settled: list[SettledReference], report: Report) -> Iterator[Reference]:
    """Yield the references of a document, with the settled targets."""
    by_words = {folded(one.words): one for one in settled}
    text = document.printed()
    printed = [folded(text.words(reference.start, reference.end)) for reference in document.references]
    for reference, words in zip(document.references, printed, strict=True):
        yield _with_target(reference, by_words[words]) if words in by_words else reference
    for words in sorted(by_words.keys() - set(printed)):
        report.add(rules.SETTLED_NOTHING, by_words[words].span, words=by_words[words].words)


def _people(written: AnnotationFile, document: Document, report: Report) -> Iterator[SettledName]:
    """Yield the settled names that the text has."""
    words = document.printed().words(0, len(document.text)) if written.people else ""
    for settled in written.people:
        if re.search(rf"(?<!\w){re.escape(settled.words)}(?!\w)", words):
            yield SettledName(words=settled.words, person=settled.person)
        else:
            report.add(rules.SETTLED_NAME_NOT_FOUND, settled.span, words=settled.words)


def _with_target(reference: Reference, settled: SettledReference) -> Reference:
    cited = reference.cited.model_copy(update={"volume": settled.volume, "document": settled.document[1:], "relation": None, "page": None})
    kind = reference.kind if reference.kind in ("message", "note") else "document"
    return reference.model_copy(update={"cited": cited, "kind": kind})


def _remaining_findings(document: Document, editors: Editors, number: str | None) -> Iterator[Finding]:
    """Yield the findings that the editors have not resolved."""
    supplied = {note.n for note in editors.notes}
    marked = {marker.start for marker in document.markers if marker.note is None and marker.n in supplied}
    resolved = {rules.NO_DATE.id, rules.DATE_INFERRED.id} if editors.date else set()
    resolved |= {rules.NO_HEAD.id} if editors.title else set()
    resolved |= {rules.NO_NUMBER.id} if number else set()
    for finding in document.findings:
        if finding.rule not in resolved and not (finding.rule == rules.MARKER_WITHOUT_NOTE.id and finding.start in marked):
            yield finding
