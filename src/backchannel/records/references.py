"""Define the records of references."""

from __future__ import annotations

from typing import Literal

from backchannel.records.message import Serial
from backchannel.records.spans import Record, Spanned


class Cited(Record):
    """What the words of a reference name, as far as one file shows.

    `volume` is a volume's id, named here or carried over from words before; None is the document's own volume. A note may be on any of
    several pages: its `page` is then `21–22`. `relation` identifies a
    document that is not named by number: `here` (`footnote 2 above`), `previous` (`supra`), `next` (`infra`), or among those of one page
    `first` and `second` (`the second footnote 2, p. 647`). `alternative` is another target that the words may mean, as in
    `frus1964-68v02/d7`: the volume of an `ibid.` after a parenthesis may be the one in it or the one before it.
    """

    volume: str | None = None
    document: str | None = None
    note: str | None = None
    page: str | None = None
    relation: Literal["here", "previous", "next", "first", "second"] | None = None
    channel: str | None = None
    number: str | None = None
    date: str | None = None
    alternative: str | None = None


ReferenceKind = Literal["document", "note", "page", "volume", "message", "collection"]


class ReferenceTie(Spanned):
    """The words that tie a message to another: `your`, `Ref:`, `Kissinger replied`.

    `answers`: the document answers the message that is named; `answered`: that message answers the document; `crossed`: neither had the
    other when it was written. `by` is the start of the reference to the message that answers, where it is not the document itself:
    `Tohak 84 replied to Hakto 41`."""

    kind: Literal["answers", "answered", "crossed"]
    by: int | None = None


class Reference(Spanned):
    """Words that refer to another place. `where` is `body`, or `note:N` with the note's label. For a message, `steps` are its ties to other
    messages, `quotation` is the span where its words are quoted, and `copies` are the numbers of its copies: `repeated Saigon 4756`."""

    kind: ReferenceKind
    where: str
    cited: Cited
    steps: tuple[ReferenceTie, ...] = ()
    quotation: Spanned | None = None
    copies: tuple[Serial, ...] = ()
