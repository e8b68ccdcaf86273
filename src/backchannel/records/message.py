"""Who wrote to whom, when, and by which message."""

from __future__ import annotations

from backchannel.records.spans import Record, Spanned, Words


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
