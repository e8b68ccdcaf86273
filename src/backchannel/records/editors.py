"""Define the records of an edition's editors: annotations of a document, and texts of their own."""

from __future__ import annotations

from backchannel.findings import Finding
from backchannel.records.references import Reference
from backchannel.records.spans import Record, Spanned


class EditorialText(Record):
    """A text by this edition's editors: its `markdown`, its plain `words` (one paragraph per line), and the references in these, whose
    spans count characters of `words`."""

    markdown: str
    words: str
    references: tuple[Reference, ...] = ()


class SuppliedNote(EditorialText):
    """A note that the capture lost, supplied by the editors, and their source."""

    n: str
    supplied_from: str | None = None


class Annotation(EditorialText, Spanned):
    """An editors' note on words of the text. `n` is its letter: `a`, `b`."""

    n: str


class Correction(Spanned):
    """A correction by the editors: what words of the text should read."""

    reading: str


class SettledName(Record):
    """A name of the text, as printed, and the id of the person whom it means there."""

    words: str
    person: str


class Editors(Record):
    """The content of an annotation file: values that the capture lost (`date` in EDTF; `source` is the source of all of them), an
    introduction, and notes on words of the text."""

    path: str
    title: str | None = None
    date: str | None = None
    place: str | None = None
    journey: str | None = None
    source: str | None = None
    introduction: EditorialText | None = None
    notes: tuple[SuppliedNote, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    people: tuple[SettledName, ...] = ()
    findings: tuple[Finding, ...] = ()


class Chapter(EditorialText):
    """An editors' text in a volume. `documents` are the first and the last document that it is about, or None for the whole volume."""

    path: str
    title: str
    documents: tuple[str, str] | None = None
