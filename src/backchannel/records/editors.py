"""What an edition's editors say: of a document, and in texts of their own."""

from __future__ import annotations

from backchannel.findings import Finding
from backchannel.records.references import Reference
from backchannel.records.spans import Record, Spanned


class EditorialText(Record):
    """Words of this edition's editors: their `markdown`, the same as plain `words` (a paragraph a line), and the references in these, whose
    spans count characters of `words`."""

    markdown: str
    words: str
    references: tuple[Reference, ...] = ()


class SuppliedNote(EditorialText):
    """A note that the capture lost, as editors supplied it, and where they have it from."""

    n: str
    supplied_from: str | None = None


class Annotation(EditorialText, Spanned):
    """An editors' note on a place of the text. `n` is its own letter: `a`, `b`."""

    n: str


class Correction(Spanned):
    """What words of the text should read, as editors say."""

    reading: str


class Editors(Record):
    """What this edition's editors say of a document, in the file beside its text: what the capture lost (`date` in EDTF, and `source`,
    where all of it is from), what they have to say on the whole, and on places of it."""

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
    findings: tuple[Finding, ...] = ()


class Chapter(EditorialText):
    """A text of the editors' own in a volume, and the first and the last document that it is on, if it is not on the whole."""

    path: str
    title: str
    documents: tuple[str, str] | None = None
