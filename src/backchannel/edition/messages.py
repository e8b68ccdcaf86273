"""Tells which printed message a mention of it means.

A channel counts its messages anew on each journey: there are three messages Hakto 18. A mention leads to a printed message only when
channel and number agree, their journeys or days agree, and exactly one is left. A serial (WHS 2280) runs on through all journeys, and
needs none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel import channels, ids, rules, vocabulary
from backchannel.dates import find_moment
from backchannel.edition.resolution import Citing, Fault, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel import settings
    from backchannel.edition.store import Store
    from backchannel.settings import Project

_FOLDER = re.compile(rf"{vocabulary.alternatives('channels', 'channel')}\s+\d{{1,4}}\s*[–-]\s*\d{{1,4}}(?:\s*\[[^\]\n]{{0,40}}\])?,?\s+")
"""A folder of messages, named after its first and last: `HAK Paris Trip Tohak 1–100, December 3–13, 1972`."""
_FOLDER_DATE = 60
"""Characters after a folder's numbers in which its dates stand."""


class Journey(NamedTuple):
    """A journey by its first and last day (EDTF)."""

    first: str
    last: str

    @property
    def key(self) -> str:
        """What it is called in ids: the month in which it began."""
        return self.first[:7]

    def has(self, date: str) -> bool:
        """Whether the day of `date` lies in it: `1972-12-07T11:23Z`, or `XXXX-12-07` where the year is not said."""
        years = {self.first[:4], self.last[:4]} if date.startswith("XXXX") else {date[:4]}
        return any(self.first <= year + date[4:10] <= self.last for year in years)

    def meets(self, other: Journey) -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last


class Dated(NamedTuple):
    """A document that prints or names messages, as far as its journey can be told from it: its days, and its text."""

    doc: int
    volume: str
    local: str
    earliest: str | None
    latest: str | None
    stated: bool | None
    text: str


def place_messages(store: Store, project: Project) -> None:
    """Work out the journey of each printed message, anew."""
    store.run("DELETE FROM journey")
    for row in store.rows(_PRINTED):
        if journey := journey_of(Dated(*store.rows(_DATED, (row["doc"],))[0]), project):
            store.run("INSERT INTO journey VALUES (?, ?, ?, ?)", (row["doc"], journey.key, *journey))


def unplaced(store: Store) -> Iterator[tuple[int, Fault]]:
    """The printed messages whose journey is not known, each with its fault."""
    for row in store.rows(_UNPLACED):
        if not _runs_on(row["channel"]) and not channels.is_post(row["channel"]):
            yield row["doc"], Fault(rules.MESSAGE_WITHOUT_JOURNEY, {"message": channels.name(row["channel"], row["number"])})


def journey_of(document: Dated, project: Project) -> Journey | None:
    """The journey on which a printed message was sent.

    1. `volume.toml` lists the document
    2. `volume.toml` has one journey in which all the days lie that the document may be of
    3. a note names one folder, whose days the document's own do not gainsay: `Tohak 1–100, December 3–13, 1972`
    4. the document's stated date: a journey of which that day is known
    """
    planned = project.volume(document.volume).journeys
    days = Journey(document.earliest[:10], document.latest[:10]) if document.earliest and document.latest else None
    for journeys in (
        {_planned(j) for j in planned if document.local in j.documents},
        {_planned(j) for j in planned if days and _planned(j).has(days.first) and _planned(j).has(days.last)},
        {journey for journey in _folders(document.text) if days is None or journey.meets(days)},
    ):
        if len(journeys) == 1:
            return journeys.pop()
    return days if document.stated else None


def _planned(journey: settings.Journey) -> Journey:
    return Journey(journey.first.isoformat(), journey.last.isoformat())


@lru_cache(8)
def _folders(text: str) -> frozenset[Journey]:
    """The journeys that the folders named in a text are of. Asked once for each message that the text names."""
    moments = ((folder, find_moment(text, folder.end(), min(len(text), folder.end() + _FOLDER_DATE))) for folder in _FOLDER.finditer(text))
    return frozenset(Journey(moment.first, moment.last) for folder, moment in moments if moment and moment.start == folder.end())


def resolve_message(store: Store, project: Project, citing: Citing) -> Resolution:
    """`Hakto 37` · `Hakto 18, December 7, 1123Z`: the printed message of that number and journey, or its name."""
    channel, number = citing.channel or "", citing.number or ""
    journey = None if _runs_on(channel) else _journey_of_mention(store, project, citing)
    name = ids.message_id(channel, number, journey.key if journey else None)
    same_number = store.rows(_SAME_NUMBER, (channel, number))
    same = [row for row in same_number if _runs_on(channel) or _agree(row, citing, journey)]
    if len(same) == 1:
        key = None if _runs_on(channel) else same[0]["journey"]
        return Resolution("printed", ids.message_id(channel, number, key), same[0]["doc"])
    if same:
        candidates = tuple(row["id"] for row in same)
        fault = Fault(rules.MESSAGE_AMBIGUOUS, {"message": channels.name(channel, number), "candidates": " · ".join(candidates)})
        return Resolution(
            "ambiguous", None, reason=f"{len(same)} documents print {channels.name(channel, number)}.", candidates=candidates, fault=fault
        )
    return Resolution("mentioned", name, reason=_why_mentioned(channel, number, bool(same_number)))


def _agree(printed: Any, citing: Citing, journey: Journey | None) -> bool:
    """Whether a printed message and a mention of its number are of one journey: their journeys meet, or, where that of the mention is
    not known, the day that it gives without a year lies in the journey of a message of the same volume."""
    if not printed["first"]:
        return False
    known = Journey(printed["first"], printed["last"])
    if journey:
        return journey.meets(known)
    return bool(citing.dated) and printed["volume"] == citing.cited_volume and known.has(citing.dated or "")


def _why_mentioned(channel: str, number: str, other_journey: bool) -> str:
    if other_journey:
        return f"A {channels.name(channel, number)} is printed, but nothing says that it is of the same journey."
    return f"No document of this edition prints {channels.name(channel, number)}."


def _journey_of_mention(store: Store, project: Project, citing: Citing) -> Journey | None:
    """The journey of a message that is named with its date, else of the message whose own text names it.

    What an editor's note names without a date may be of any journey.
    """
    if not citing.dated:
        own = store.rows(_OWN, (citing.doc,)) if citing.where == "body" else []
        return Journey(*own[0]) if own else None
    document = Dated(*store.rows(_DATED, (citing.doc,))[0])
    known = {_planned(j) for j in project.volume(document.volume).journeys} | _folders(document.text)
    within = [journey for journey in known if journey.has(citing.dated)]
    if len(within) == 1:
        return within[0]
    return None if citing.dated.startswith("XXXX") else Journey(citing.dated[:10], citing.dated[:10])


@cache
def _serials() -> frozenset[str]:
    return frozenset(term.name for term in vocabulary.terms("channels") if term.kind == "serial")


def _runs_on(channel: str) -> bool:
    """Whether the numbers of `channel` run on through all journeys."""
    return channel in _serials()


_PRINTED = "SELECT doc FROM message WHERE ordinal = 1 ORDER BY doc"

_DATED = "SELECT doc, volume, local, earliest, latest, stated, json_extract(record, '$.text') FROM document WHERE doc = ?"

_UNPLACED = """
SELECT m.doc, m.channel, m.number FROM message m LEFT JOIN journey j ON j.doc = m.doc WHERE m.ordinal = 1 AND j.doc IS NULL ORDER BY m.doc
"""

_SAME_NUMBER = """
SELECT d.doc, d.id, d.volume, j.journey, j.first, j.last
FROM message m JOIN document d ON d.doc = m.doc LEFT JOIN journey j ON j.doc = m.doc
WHERE m.channel = ? AND m.number = ? ORDER BY d.volume, d.sequence
"""

_OWN = "SELECT first, last FROM journey WHERE doc = ?"
