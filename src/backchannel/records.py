"""What a source says, as data: spans over its text, never a rewritten copy.

Each record is frozen. `start` and `end` count characters of the source's text. `text` repeats the words of the span; values beside
it are normalised. The fields are a contract with users' own scripts: they are added to, never renamed.

Three states are kept apart: a value that was read; `None` where the text was read and has none; and, where the capture lost the
notes, `Document.apparatus == "lost"`, which says that what stood in them is not known.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from backchannel.findings import Finding
from backchannel.source import Span


class Record(BaseModel):
    """Base of all records: frozen, and closed against fields that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Spanned(Record):
    """A record with a place in the text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Words(Spanned):
    """Words of the text, as printed."""

    text: str


class Correspondent(Words):
    """A sender or recipient as printed: `the President’s Deputy Assistant for National Security Affairs (Haig)`.

    `name` is the personal name in it (`Haig`), `office` the office (`the President’s Deputy Assistant …`); either may be absent.
    """

    name: str | None = None
    office: str | None = None


class Serial(Record):
    """Another number of the same message: `WHS 2280`. `name` is empty for a bare number (`Hakto 46/226`)."""

    name: str
    number: str


class MessageReference(Spanned):
    """A message named in a message line: `Ref: (A) Hakto 37`. `label` is the letter, or None."""

    label: str | None
    channel: str
    number: str


class Message(Spanned):
    """The words that give a message its number: `Tohak 82/WHS 2280. Urgent deliver immediately. Ref: (A) Hakto 37.`

    Of a telegram `channel` says which post's count it is of, and which way it went: `to Saigon`, `from Saigon`."""

    channel: str
    number: str
    serials: tuple[Serial, ...] = ()
    handling: tuple[str, ...] = ()
    refs: tuple[MessageReference, ...] = ()


class Evidence(Spanned):
    """The words that an inference rests on, and the rule that drew it."""

    rule: str


class Clock(Spanned):
    """The words of a time of day, and the minute that they name with the clock that they were read from: `instant` is
    `1965-12-06T18:10-05:00`, `zone` the IANA name `America/New_York` (`Etc/UTC` for `1123Z`)."""

    instant: str
    zone: str


class Date(Record):
    """When a document was written. `edtf` is a day `1972-12-06`, a minute `1972-12-06T22:15Z` or an interval `1972-12-03/1972-12-07`
    with either end open as `..`. `stated`: the document's own dateline or head says so. `clock` is the minute, where a day and a
    time are stated and it is known whose clock showed it."""

    edtf: str
    stated: bool
    evidence: tuple[Evidence, ...]
    clock: Clock | None = None


BlockKind = Literal[
    "head", "message", "dateline", "paragraph", "item", "label", "row", "heading", "participants", "salute", "signed", "page", "source-note"
]
UNNUMBERED: frozenset[str] = frozenset({"head", "page", "source-note"})
"""Kinds of blocks that are not paragraphs of the document, and have no paragraph number."""


class Block(Spanned):
    """One block of the text in its order: without the newline after it, and without a bullet before it."""

    kind: BlockKind


class Marker(Spanned):
    """A note's marker where it stands in the text. `n` is its label as printed.

    `other` is where it may stand instead, if its place is in doubt; the finding at the marker says why this one was chosen."""

    n: str
    other: Spanned | None = None


class PageBreak(Spanned):
    """`[Page 533]`, brackets included: what follows stands on page `n` of the printed volume."""

    n: str


class Marking(Words):
    """A marking on a line of its own around the head, as the older volumes print it: `secret`, `us urgent`."""

    kind: str


class SourceNote(Record):
    """A source note taken apart, words as printed. What it does not say is None or empty.

    `form` is what a line with a file number says was filed: `Telegram` in `501.BB Interim/1–348: Telegram`. `drafted` to `received` are
    the words after these verbs in the remarks: `Archer on July 3`, `at 4:12 p.m.`; `others` are the remarks that no such verb begins."""

    repository: str | None = None
    collection: str | None = None
    series: str | None = None
    box: str | None = None
    folder: str | None = None
    file: str | None = None
    form: str | None = None
    classification: str | None = None
    precedence: str | None = None
    handling: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    sent_via: tuple[str, ...] = ()
    repeated_to: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Origin(Spanned):
    """Where the document itself lies, taken from its source note. `where` is `note:1`, with the note's label, or `body` where the
    source note is an unnumbered paragraph; the span is that of its words."""

    where: str
    source: SourceNote


class Note(Spanned):
    """The words of a note, without its number, bullet or `↩`. In the `- text↩` form `n` is its place in the list."""

    n: str
    kind: Literal["source", "note"]
    source: SourceNote | None = None


class Cited(Record):
    """What the words of a reference name, as far as one file can tell.

    `volume` is a volume's id, named or carried from words before it; None is the document's own volume. `relation` stands for a
    document that is not named by number: `here` (`footnote 2 above`), `previous` (`supra`), `next` (`infra`), or among those of one page
    `first` and `second` (`the second footnote 2, p. 647`).
    """

    volume: str | None = None
    document: str | None = None
    note: str | None = None
    page: str | None = None
    relation: Literal["here", "previous", "next", "first", "second"] | None = None
    channel: str | None = None
    number: str | None = None
    date: str | None = None


ReferenceKind = Literal["document", "note", "page", "volume", "message", "collection"]


class Step(Spanned):
    """The words that tie a message to another: `your`, `Ref:`, `Kissinger replied`.

    `answers`: the document answers the message that is named; `answered`: that message answers the document; `crossed`: neither had the
    other when it was written. `by` is the start of the reference to the message that answers, where it is not the document itself:
    `Tohak 84 replied to Hakto 41`."""

    kind: Literal["answers", "answered", "crossed"]
    by: int | None = None


class Reference(Spanned):
    """Words that point elsewhere. `where` is `body`, or `note:N` with the note's label. Of a message `steps` tie it to others, and
    `quotation` is where its words are quoted."""

    kind: ReferenceKind
    where: str
    cited: Cited
    steps: tuple[Step, ...] = ()
    quotation: Spanned | None = None


class MessageFolder(Spanned):
    """A folder that holds the messages of a channel from one number to another, and its days (EDTF): `Tohak 1–100, December 3–13, 1972`."""

    channel: str
    lowest: int
    highest: int
    first: str
    last: str


BracketKind = Literal["not-declassified", "omitted", "illegible", "editorial"]


class Bracket(Spanned):
    """What stands in brackets for words that are not there: `[1 line not declassified]`, `[indiscrete]`, `[Omitted here …]`."""

    kind: BracketKind


class Consumed(Spanned):
    """Characters that a named rule took out of the running text: a note's `  2. `, a list's `  • `, the head's `145. `."""

    rule: str


class Said(Record):
    """Words of this edition's editors: their `markdown`, the same as plain `words` (a paragraph a line), and the references in these, whose
    spans count characters of `words`."""

    markdown: str
    words: str
    references: tuple[Reference, ...] = ()


class SuppliedNote(Said):
    """A note that the capture lost, as editors supplied it, and where they have it from."""

    n: str
    supplied_from: str | None = None


class Annotation(Said, Spanned):
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
    introduction: Said | None = None
    notes: tuple[SuppliedNote, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()


class Chapter(Said):
    """A text of the editors' own in a volume, and the first and the last document that it is on, if it is not on the whole."""

    path: str
    title: str
    documents: tuple[str, str] | None = None


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
