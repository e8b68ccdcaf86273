"""Define a journey of a channel pair, known or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids
from backchannel.edition.traffic.days import DayRange, range_of

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import MessageDocument

_EARLIER = "before-"


class InferredJourney(NamedTuple):
    """A journey of a channel pair by its first and last day (EDTF), and what it is known from: `settings`, `folder`, `dates`, `year` of a
    post's telegrams, or `not`. `doc`, `anchor` and `words` say where a folder is named; `highest` has the last number of each channel
    that folders name."""

    channel_pair: str
    key: str
    first: str | None
    last: str | None
    known: Literal["settings", "folder", "dates", "year", "not"]
    name: str = ""
    place: str = ""
    doc: int | None = None
    anchor: str = ""
    words: str = ""
    highest: tuple[tuple[str, int], ...] = ()

    def has_day(self, day: str) -> bool:
        """Return whether it includes a day: `1972-12-07T11:23Z`, or `XXXX-12-07` if the year is not given."""
        if not self.first or not self.last:
            return False
        years = {self.first[:4], self.last[:4]} if day.startswith("XXXX") else {day[:4]}
        return any(self.first <= year + day[4:10] <= self.last for year in years)

    def includes(self, earliest: str | None, latest: str | None) -> bool:
        """Return whether it includes both ends of a date range; False if an end is unknown."""
        return bool(earliest and latest) and self.has_day(earliest or "") and self.has_day(latest or "")

    def overlaps(self, first: str | None, last: str | None) -> bool:
        """Return whether it shares a day with a date range; an unknown end excludes nothing."""
        return (not last or not self.first or self.first <= last[:10]) and (not first or not self.last or first[:10] <= self.last)

    @property
    def days(self) -> DayRange:
        return range_of(self.first, self.last)


def unknown_journey(channel_pair: str, document: MessageDocument) -> InferredJourney:
    """Return the journey of a message whose journey is unknown: one of its own document."""
    return InferredJourney(channel_pair, ids.slug(document.id), None, None, "not", doc=document.doc)


def earlier_journey(channel_pair: str, document: MessageDocument) -> InferredJourney:
    """Return an unknown journey before that of a document, for a message that it names and that can't be of its own journey."""
    return InferredJourney(channel_pair, f"{_EARLIER}{ids.slug(document.id)}", None, None, "not", doc=document.doc)


def is_earlier(journey: InferredJourney) -> bool:
    """Return whether it is an unknown journey before that of the document which names its message."""
    return journey.known == "not" and journey.key.startswith(_EARLIER)
