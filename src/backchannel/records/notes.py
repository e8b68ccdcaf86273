"""Define the records of notes, and of where the document itself is held."""

from __future__ import annotations

from typing import Literal

from backchannel.records.spans import Record, Spanned, Words


class TransmissionStep(Words):
    """A step of the path by which a document was sent, as printed: a `party` (`Kennedy`), a `channel` (`CIA channels`), or a `means`
    (`pouch`)."""

    kind: Literal["party", "channel", "means"]


class Transmission(Words):
    """The words that say through whom, or by what channel, a document was sent: `Sent via Kennedy, Guay, and Haig`. `verb` is `sent`,
    `passed` or another; `to` are the recipients named after the steps, as printed. `text` keeps the white space of the text: a page cuts it
    at the positions of the steps."""

    verb: str
    steps: tuple[TransmissionStep, ...]
    to: Words | None = None


class SourceNote(Record):
    """A parsed source note, its words as printed. A missing value is None or empty.

    `form` is the form of the paper in a file line: `Telegram` in `501.BB Interim/1–348: Telegram`. `drafted` to `received` are the words
    after these verbs in the remarks: `Archer on July 3`, `at 4:12 p.m.`; `others` are the remarks that begin with no such verb.
    `via` has the paths by which it was sent."""

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
    via: tuple[Transmission, ...] = ()


class Origin(Spanned):
    """Where the document itself is held, from its source note. `where` is `note:1`, with the note's label, or `body` if the source note is
    an unnumbered paragraph; the span is that of its words."""

    where: str
    source: SourceNote


class ArchivalCitation(Words):
    """Words of a note that say where another paper is held: repository, collection, series, box, folder and file number, as printed.
    `where` is `note:2`, with the note's label, or `body` for the text of an editorial note. After `Ibid.`, the repository and what else is
    left out are those of the place before it in the same note."""

    where: str
    repository: str
    collection: str | None = None
    series: str | None = None
    box: str | None = None
    folder: str | None = None
    file: str | None = None


class Note(Spanned):
    """The words of a note, without its number, bullet or `↩`. `n` is the label that its marker shows. `label` is the number in the list of
    notes, if it is another: where markers are numbered through a chapter, the note of marker 53 may be the first of its list."""

    n: str
    label: str | None = None
    kind: Literal["source", "note"]
    source: SourceNote | None = None
