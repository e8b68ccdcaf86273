"""Define the records of correspondence: who wrote to whom, when, and by which message."""

from __future__ import annotations

from backchannel.records.spans import ListedWords, Record, Spanned, Words


class Correspondent(Words):
    """A sender or recipient as printed: `the President’s Deputy Assistant for National Security Affairs (Haig)`.

    `name` is the personal name (`Haig`), `office` the office (`the President’s Deputy Assistant …`); either may be None.
    """

    name: str | None = None
    office: str | None = None


class ParticipantLine(ListedWords):
    """A line of a list of participants, and the people that it names, as printed: an office may have no name. A group has no people."""

    people: tuple[Correspondent, ...] = ()


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
    """The line with the number of a message: `Tohak 82/WHS 2280. Urgent deliver immediately. Ref: (A) Hakto 37.`

    The `channel` of a telegram is its post and its direction: `to Saigon`, `from Saigon`."""

    channel: str
    number: str
    serials: tuple[Serial, ...] = ()
    handling: tuple[str, ...] = ()
    refs: tuple[MessageReference, ...] = ()


class Evidence(Spanned):
    """The words that support an inference, and the rule that made it. `days` are those that the evidence allows, in EDTF, if it is not in
    the document."""

    rule: str
    days: str | None = None


class Clock(Spanned):
    """The words of a time of day, and the minute that they name. `instant` is `1965-12-06T18:10-05:00`; `zone` is the IANA name of the time
    zone, `America/New_York` (`Etc/UTC` for `1123Z`)."""

    instant: str
    zone: str


class NeighborDay(Record):
    """A document whose stated day limits the date of another. The limit is `margin` days outside of its day: before it for a first day,
    after it for a last one."""

    document: str
    day: str
    margin: int = 0


class DateOrder(Record):
    """What the order of a volume shows of a date: the document is between two that state theirs. `share` is how many of 100 pairs of
    neighbors in the volume that state their days are in order; `disputed` says that the document's own evidence excludes these days."""

    before: NeighborDay
    after: NeighborDay
    share: int
    disputed: bool = False


class Date(Record):
    """When a document was written. `edtf` is a day `1972-12-06`, a minute `1972-12-06T22:15Z` or an interval `1972-12-03/1972-12-07`, whose
    open end is `..`. `stated`: the document's own dateline or head says so. `clock` is the minute, if a day and a time are stated and the
    time zone is known. `order` is what the documents around it show, once the volume is linked."""

    edtf: str
    stated: bool
    evidence: tuple[Evidence, ...]
    clock: Clock | None = None
    order: DateOrder | None = None
