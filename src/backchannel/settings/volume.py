"""Define `volume.toml`: a volume's title page, and the journeys on which its messages were numbered."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from backchannel import dates, ids, vocabulary
from backchannel.capture_forms import PROFILES
from backchannel.did_you_mean import did_you_mean
from backchannel.settings.reading import SettingsModel, SomeWords

_LISTED = re.compile(r"d[0-9]+[a-z]?([-–]d[0-9]+[a-z]?)?|t-[a-z0-9-]+")
"""The id of a document, or a range of ids: `d44`, `d50-d63`, `t-minutes`."""


def _documents(listed: str) -> str:
    if not _LISTED.fullmatch(listed):
        raise ValueError(f"{listed!r} is not a document id; use an id such as d44 or a range such as d50-d63")
    return listed


def _channel(name: str) -> str:
    known = sorted(term.name for term in vocabulary.terms("channels") if term.kind == "channel")
    if name not in known:
        raise ValueError(f"unknown channel {name!r}; {did_you_mean(name, known)}")
    return name


class JourneySettings(SettingsModel):
    """A journey on which a channel's messages were numbered from 1: its name, its place, and its first and last day.

    `documents` lists documents sent on it, by id or by range: `["d44", "d50-d63"]`. `channels` are the channels of its traveler; without
    them, the journey applies to the channels of all travelers."""

    name: SomeWords = Field(description="The name of the journey: Paris.")
    place: str | None = Field(default=None, description="The place to which the traveler went. Pages show its local time.")
    first: date = Field(description="The first day: 1972-12-03.")
    last: date = Field(description="The last day.")
    documents: tuple[Annotated[str, AfterValidator(_documents)], ...] = Field(
        default=(), description="Documents sent on the journey whose dates do not show it, by id, or as a range of ids: d36-d63."
    )
    channels: tuple[Annotated[str, AfterValidator(_channel)], ...] = Field(
        default=(), description="The channels of its traveler, needed if two people travel at the same time: Tohak, Hakto."
    )

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the journey {self.name!r} ends on {self.last}, before it begins on {self.first}")
        return self

    def lists(self, document: str) -> bool:
        """Return whether `documents` includes that document: `d50-d63` includes `d52`."""
        return any(_within(document, listed) for listed in self.documents)


def _within(document: str, listed: str) -> bool:
    first, _, last = listed.replace("–", "-").partition("-")
    if not last:
        return document == first
    numbers = [ids.number_key(id.removeprefix("d")) for id in (first, document, last)]
    return document.startswith("d") and numbers == sorted(numbers)


def _pattern(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f"{words!r} is not a pattern: {error}") from error
    return words


def _profile(name: str) -> str:
    if name not in PROFILES:
        like = get_close_matches(name, PROFILES, n=1)
        raise ValueError(f"unknown profile {name!r}; {f'did you mean {like[0]!r}?' if like else 'use one that S005 names: square/bare'}")
    return name


class CaptureSettings(SettingsModel):
    """How the texts of a volume were captured, where the program does not find it out. A pattern is a regular expression."""

    profile: Annotated[str, AfterValidator(_profile)] | None = Field(
        default=None, description="The form in which the texts are read, as finding S005 names it: square/bare."
    )
    skip: tuple[Annotated[str, AfterValidator(_pattern)], ...] = Field(
        default=(),
        description="Patterns of lines that are no part of a document, such as the name of a site. A pattern matches all of a line.",
    )
    head: Annotated[str, AfterValidator(_pattern)] | None = Field(
        default=None, description="The pattern of the beginning of the line that is the head of a document."
    )


class VolumeSettings(SettingsModel):
    """`volume.toml`: the title page of a volume. The volume id is the name of its folder.

    `period` are the first and the last day of its documents, if the title does not name them. `pages` are the first and the last printed
    page; a reference to any other page of the volume is a finding. `ordered` says that the documents are in chronological order; a document
    out of order is then a finding.
    """

    title: SomeWords = Field(description="The title, as on the title page.")
    series: str | None = Field(
        default=None, description="The title of the series, if it is not that of edition.toml or Foreign Relations of the United States."
    )
    subseries: str | None = Field(default=None, description="The subseries, by its years: 1969–1976.")
    volume: str | None = Field(default=None, description="The volume number, as printed: IX.")
    part: str | None = Field(default=None, description="The part number, as printed: 2.")
    place: str | None = Field(default=None, description="The place of publication.")
    publisher: str | None = Field(default=None, description="The publisher.")
    year: int | None = Field(default=None, description="The year of publication: 2010.")
    period: tuple[date, date] | None = Field(
        default=None,
        description="The first and the last day of the documents, if the title does not name them: [1972-10-01, 1973-01-31]. "
        "They limit the dates of documents that state none.",
    )
    pages: tuple[int, int] | None = Field(
        default=None, description="The first and the last printed page: [1, 844]. A reference to a page outside this range is a finding."
    )
    ordered: bool = Field(
        default=False, description="Whether the documents are in chronological order. If so, a document out of order is a finding."
    )
    editors: tuple[str, ...] = Field(default=(), description="The editors, each as named on the title page.")
    capture: CaptureSettings = Field(
        default=CaptureSettings(), description="How the texts were captured, a table [capture] with the keys below."
    )
    journeys: tuple[JourneySettings, ...] = Field(
        default=(), description="The journeys on which messages were numbered from 1, each a table [[journeys]] with the keys below."
    )

    @model_validator(mode="after")
    def _has_its_pages_and_days_in_order(self) -> Self:
        if self.pages and self.pages[1] < self.pages[0]:
            raise ValueError(f"the last page in `pages`, {self.pages[1]}, is lower than the first, {self.pages[0]}")
        if self.period and self.period[1] < self.period[0]:
            raise ValueError(f"the last day in `period`, {self.period[1]}, is before the first, {self.period[0]}")
        return self

    @property
    def covered(self) -> tuple[str | None, str] | None:
        """Return the first and last day of the volume's documents, by its settings or its title; None if neither says so."""
        if self.period:
            return self.period[0].isoformat(), self.period[1].isoformat()
        return dates.find_period(self.title)
