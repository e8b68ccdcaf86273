"""`volume.toml`: a volume's title page, and the journeys on which its messages were numbered."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from backchannel import ids, vocabulary
from backchannel.did_you_mean import did_you_mean
from backchannel.settings.reading import SettingsModel

_LISTED = re.compile(r"d\d+[a-z]?([-–]d\d+[a-z]?)?|t-[a-z0-9-]+")
"""A document of a volume by its id, or a run of them: `d44`, `d50-d63`, `t-minutes`."""


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
    """A journey during which a channel's messages were numbered from 1: its name, its place and its first and last day.

    `documents` lists those that were sent on it, one by one or from one to another: `["d44", "d50-d63"]`. `channels` are those of its
    traveller; without them it counts for the channels of all travellers."""

    name: str = Field(description="What the journey is called: Paris.")
    place: str | None = Field(default=None, description="The place that the traveller went to; its clock is shown.")
    first: date = Field(description="Its first day: 1972-12-03.")
    last: date = Field(description="Its last day.")
    documents: tuple[Annotated[str, AfterValidator(_documents)], ...] = Field(
        default=(), description="Documents that were sent on it and that no day places, by id, or the first and last of a run: d36-d63."
    )
    channels: tuple[Annotated[str, AfterValidator(_channel)], ...] = Field(
        default=(), description="The channels of its traveller, where two travel at one time: Tohak, Hakto."
    )

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the journey {self.name!r} ends on {self.last}, before it begins on {self.first}")
        return self

    def lists(self, document: str) -> bool:
        """Whether `documents` has that document: `d52` lies in `d50-d63`."""
        return any(_within(document, listed) for listed in self.documents)


def _within(document: str, listed: str) -> bool:
    first, _, last = listed.replace("–", "-").partition("-")
    if not last:
        return document == first
    numbers = [ids.number_key(id.removeprefix("d")) for id in (first, document, last)]
    return document.startswith("d") and numbers == sorted(numbers)


class VolumeSettings(SettingsModel):
    """`volume.toml`: what the title page of a volume says. The volume's id is the name of its folder.

    `pages` are the first and the last printed page; a reference to another page of the volume is a finding. `ordered` says that its
    documents stand in the order of their dates; one that does not is a finding then.
    """

    title: str = Field(description="The title, as the title page has it.")
    series: str = Field(default="Foreign Relations of the United States", description="The series that the volume belongs to.")
    subseries: str | None = Field(default=None, description="The years of its part of the series: 1969–1976.")
    volume: str | None = Field(default=None, description="The volume's number as printed: IX.")
    part: str | None = Field(default=None, description="The part's number as printed: 2.")
    place: str | None = Field(default=None, description="Where it was published.")
    publisher: str | None = Field(default=None, description="Who published it.")
    year: int | None = Field(default=None, description="When it was published: 2010.")
    pages: tuple[int, int] | None = Field(
        default=None, description="The first and the last printed page, [1, 844]; a reference to a page outside them is a finding."
    )
    ordered: bool = Field(
        default=False, description="Whether the documents stand in the order of their dates; one that does not is a finding then."
    )
    editors: tuple[str, ...] = Field(default=(), description="Its editors, each as the title page names them.")
    journeys: tuple[JourneySettings, ...] = Field(
        default=(), description="Journeys on which messages were numbered from 1, each a table [[journeys]] with the keys below."
    )

    @model_validator(mode="after")
    def _has_its_pages_in_order(self) -> Self:
        if self.pages and self.pages[1] < self.pages[0]:
            raise ValueError(f"the last page in `pages`, {self.pages[1]}, is lower than the first, {self.pages[0]}")
        return self
