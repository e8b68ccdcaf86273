"""Define the record of a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from backchannel.findings import Finding
from backchannel.printed import PrintedText, Stop
from backchannel.records.editors import Editors
from backchannel.records.message import Clock, Correspondent, Date, Message, ParticipantLine
from backchannel.records.notes import ArchivalCitation, Note, Origin
from backchannel.records.references import Reference
from backchannel.records.spans import ListedWords, Record, Words
from backchannel.records.text import Attachment, Block, Bracket, Consumed, Marker, Marking, MessageFolder, PageBreak


class Document(Record):
    """The content of one source, or of one of several documents in it. `id` is the id of the volume, a slash, and the id of the document:
    `frus1969-76v09/d145`. It comes from the text; if two texts give the same id, the edition makes them different.

    If its file has several documents, `part` counts them from 1, and `text` is that from `start` to `end` of the file, which begins at
    `line`, from 1; else these are None. All other spans count the characters of `text`.

    `witness` is the path of the saved web page or TEI file beside a text, from which the text was made.
    `place` is where it was written, `destination` where its head says it was sent; if only this is printed, it is also the `place`.
    `written_at` is the place in its dateline.
    `undated` has the words of a dateline that says `undated`; if this and `date` are None, no dateline was read.
    `between` has the participants of a conversation named in the head: neither of them sent the text to the other.
    `subject` has the lines below `SUBJECT` or after `Subject:`, first the document's own, then those of papers enclosed with it;
    `participants` the lines of the lists of participants, which name people or groups of them, and the people in each.
    `attachments` are the papers printed below the document with a label.
    `apparatus` is `given` if the text has notes, `none` if it has neither notes nor markers, `lost` if it has only markers.
    `line_ends` is `broken` if paragraphs go on over the ends of lines, at which a page prints a space, or nothing where it is consumed.
    `profile` names the form in which the capture was read, that of its markers and that of its notes: `square/bare`.
    `blocks` and `notes` do not overlap, and each character that is not white space is in one of them or is `consumed`.
    """

    id: str
    source: str
    part: int | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    witness: str | None = None
    number: str | None
    head: Words | None
    kind: str | None
    senders: tuple[Correspondent, ...] = Field(default=(), serialization_alias="from")
    recipients: tuple[Correspondent, ...] = Field(default=(), serialization_alias="to")
    between: tuple[Correspondent, ...] = ()
    place: Words | None = None
    destination: Words | None = None
    written_at: Words | None = None
    message: Message | None = None
    subject: tuple[ListedWords, ...] = ()
    participants: tuple[ParticipantLine, ...] = ()
    date: Date | None = None
    received: Clock | None = None
    undated: Words | None = None
    line_ends: Literal["paragraphs", "broken"] = "paragraphs"
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    pages: tuple[PageBreak, ...] = ()
    notes: tuple[Note, ...] = ()
    apparatus: Literal["given", "none", "lost"] = "none"
    profile: str = "figures/none"
    origin: Origin | None = None
    markings: tuple[Marking, ...] = ()
    references: tuple[Reference, ...] = ()
    archival_citations: tuple[ArchivalCitation, ...] = ()
    message_folders: tuple[MessageFolder, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    consumed: tuple[Consumed, ...] = ()
    findings: tuple[Finding, ...] = ()
    editors: Editors | None = None
    text: str

    def printed(self, places: Iterable[Stop] = ()) -> PrintedText:
        """Return the text as a page prints it, with the `places` for what a page adds."""
        return PrintedText.of(self.text, self.markers, self.pages, self.consumed, places)
