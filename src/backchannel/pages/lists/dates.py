"""Build the list of dates of the whole edition: how many documents each volume has of each month, with links to the volume's chronology."""

from __future__ import annotations

from calendar import month_name
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.volumes import volume_words
from backchannel.pages.components.words import amount
from backchannel.pages.lists.date_histogram import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.front import PeriodCount
    from backchannel.pages.components.layout import PageFrame


class DatedMonth(NamedTuple):
    """A month, or the documents of a year whose month is not certain: how many there are, and the volumes that have them."""

    id: str
    name: str
    total: str
    volumes: list[Inline]


class DatedYear(NamedTuple):
    """A year with its months."""

    id: str
    name: str
    total: str
    months: list[DatedMonth]


class DatesPage(NamedTuple):
    """The list of dates. `rest` says how many documents have no date that is certain to a year."""

    path: str
    layout: Layout
    years: list[DatedYear]
    rest: str


def dates_page(frame: PageFrame, counts: Sequence[PeriodCount], documents: int) -> DatesPage:
    """List the months in order. `documents` is how many the edition has."""
    years = [_year(frame, year, list(group)) for year, group in groupby(counts, key=lambda count: count.period[:4])]
    undated = documents - sum(count.stated + count.inferred for count in counts)
    rest = f"The year of {amount(undated, 'document')} is not certain. Each volume’s chronology has them at its end." if undated else ""
    return DatesPage(frame.path, frame.layout, years, rest)


def _year(frame: PageFrame, year: str, counts: Sequence[PeriodCount]) -> DatedYear:
    by_month = groupby(sorted(counts, key=_month_key), key=lambda count: count.period)
    months = [_month(frame, period, list(group)) for period, group in by_month]
    return DatedYear(f"y-{year}", year, _total(counts), months)


def _month_key(count: PeriodCount) -> tuple[bool, str, str]:
    """Sort the documents whose month is not certain after the months."""
    return len(count.period) == 4, count.period, count.volume


def _month(frame: PageFrame, period: str, counts: Sequence[PeriodCount]) -> DatedMonth:
    month = period[5:]
    volumes = joined(
        (
            [
                Inline(
                    volume_words(frame.project, count.volume),
                    frame.linker.page(page_path("chronology", count.volume), f"m-{period}" if month else ""),
                    "link--here",
                ),
                Inline(f" {count.stated + count.inferred:,}"),
            ]
            for count in counts
        ),
        "; ",
    )
    name = f"{month_name[int(month)]} {period[:4]}" if month else f"{period}, month not certain"
    return DatedMonth(f"m-{period}", name, _total(counts), volumes)


def _total(counts: Sequence[PeriodCount]) -> str:
    return counted(sum(count.stated for count in counts), sum(count.inferred for count in counts))
