"""Define the records: the content of a source as spans over its text, never a rewritten copy.

Each record is frozen. `start` and `end` count characters of the source's text. `text` repeats the words of the span; the values beside
it are normalized. The fields are a contract with users' scripts: fields may be added, but never renamed.

Three states are distinguished: a value that was read; `None`, if the text was read and has none; and, if the capture lost the notes,
`Document.apparatus == "lost"`: the content of the notes is unknown.
"""

from __future__ import annotations

from backchannel.records.document import Document
from backchannel.records.editors import Annotation, Chapter, Correction, EditorialText, Editors, SettledName, SuppliedNote
from backchannel.records.message import (
    Clock,
    Correspondent,
    Date,
    DateOrder,
    Evidence,
    Message,
    MessageReference,
    NeighborDay,
    ParticipantLine,
    Serial,
)
from backchannel.records.notes import ArchivalCitation, Note, Origin, SourceNote, Transmission, TransmissionStep
from backchannel.records.references import Cited, Reference, ReferenceKind, ReferenceTie
from backchannel.records.spans import ListedWords, Record, Spanned, Words
from backchannel.records.text import (
    UNNUMBERED,
    Attachment,
    Block,
    BlockKind,
    Bracket,
    BracketKind,
    Consumed,
    Marker,
    Marking,
    MessageFolder,
    PageBreak,
)

__all__ = [
    "UNNUMBERED",
    "Annotation",
    "ArchivalCitation",
    "Attachment",
    "Block",
    "BlockKind",
    "Bracket",
    "BracketKind",
    "Chapter",
    "Cited",
    "Clock",
    "Consumed",
    "Correction",
    "Correspondent",
    "Date",
    "DateOrder",
    "Document",
    "EditorialText",
    "Editors",
    "Evidence",
    "ListedWords",
    "Marker",
    "Marking",
    "Message",
    "MessageFolder",
    "MessageReference",
    "NeighborDay",
    "Note",
    "Origin",
    "PageBreak",
    "ParticipantLine",
    "Record",
    "Reference",
    "ReferenceKind",
    "ReferenceTie",
    "Serial",
    "SettledName",
    "SourceNote",
    "Spanned",
    "SuppliedNote",
    "Transmission",
    "TransmissionStep",
    "Words",
]
