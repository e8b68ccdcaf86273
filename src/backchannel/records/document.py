"""All that one source says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from backchannel.findings import Finding
from backchannel.records.editors import Editors
from backchannel.records.message import Clock, Correspondent, Date, Message
from backchannel.records.notes import Note, Origin
from backchannel.records.references import Reference
from backchannel.records.spans import Record, Words
from backchannel.records.text import Block, Bracket, Consumed, Marker, Marking, MessageFolder, PageBreak


class Document(Record):
    """What one source says. `id` is the volume's id, `/`, and the document's: `frus1969-76v09/d145`; it is what the text itself gives,
    and the edition sets it apart from another text that gives the same.

    `undated` holds the words of a dateline that says so, `undated`; without it and without a `date`, no dateline was read.
    `between` names those who spoke with each other, where the head says so: neither of them sent the text to the other.
    `apparatus` is `given` where the text has notes, `none` where it has neither notes nor markers, `lost` where it has markers only.
    `blocks` and `notes` do not overlap, and all of the text that is not white space lies in one of them or is `consumed`.
    """

    id: str
    source: str
    number: str | None
    head: Words | None
    kind: str | None
    senders: tuple[Correspondent, ...] = Field(default=(), serialization_alias="from")
    recipients: tuple[Correspondent, ...] = Field(default=(), serialization_alias="to")
    between: tuple[Correspondent, ...] = ()
    place: Words | None = None
    message: Message | None = None
    date: Date | None = None
    received: Clock | None = None
    undated: Words | None = None
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    pages: tuple[PageBreak, ...] = ()
    notes: tuple[Note, ...] = ()
    apparatus: Literal["given", "none", "lost"] = "none"
    origin: Origin | None = None
    markings: tuple[Marking, ...] = ()
    references: tuple[Reference, ...] = ()
    message_folders: tuple[MessageFolder, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    consumed: tuple[Consumed, ...] = ()
    findings: tuple[Finding, ...] = ()
    editors: Editors | None = None
    text: str
