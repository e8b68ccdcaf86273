"""The front page says what the edition is, when its documents were written, who wrote them and by which channels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from invented import VOLUME, an_edition, document, edition, frame

from backchannel.edition.queries.counts import count
from backchannel.edition.queries.front import PeriodCount
from backchannel.edition.store import Store
from backchannel.pages.components.addresses import Linker
from backchannel.pages.lists.date_histogram import DateHistogram, counted, date_histogram
from backchannel.pages.lists.dates import dates_page
from backchannel.pages.lists.front import FrontPage, front_page
from backchannel.pages.registry import EditionQueries
from backchannel.settings.people import People, Person

DATED = {
    f"{VOLUME}/1.txt": document(1, "Strelsau, May 5, 1972.", "It holds."),
    f"{VOLUME}/2.txt": document(2, "Strelsau, May 9, 1972.", "It does.", head="Memorandum From B. Baker to A. Archer"),
    f"{VOLUME}/3.txt": document(3, "Strelsau, July 1, 1972.", "It did.", head="Memorandum From B. Baker to the Secretary of State"),
    f"{VOLUME}/4.txt": document(4, "Nobody dated this.", head="Editorial Note"),
}


def page_of(store: Store, **changed: Any) -> FrontPage:
    count(store)
    project = replace(an_edition(), **changed)
    return front_page(frame("index", project=project), EditionQueries(project, store).front, "")


def histogram_of(*counts: tuple[str, int, int], volume: str = VOLUME) -> DateHistogram:
    found = date_histogram(Linker(), [PeriodCount(volume, *values) for values in counts], sum(a + b for _, a, b in counts))
    assert found
    return found


def test_the_front_page_sums_up_the_edition() -> None:
    page = page_of(edition(DATED))
    assert page.summary == "4 documents in 1 volume, May 5, 1972, to July 1, 1972."
    assert [volume.period for volume in page.volumes] == ["May 5, 1972, to July 1, 1972"]


def test_the_documents_of_a_month_are_a_bar_that_links_to_them() -> None:
    histogram = page_of(edition(DATED)).histogram
    assert histogram
    assert (histogram.unit, [tick.label for tick in histogram.ticks]) == ("month", ["May", "Jun", "Jul"])
    assert [(bar.title, bar.href) for bar in histogram.bars] == [
        ("May 1972: 2 documents", f"{VOLUME}/chronology.html#m-1972-05"),
        ("July 1972: 1 document", f"{VOLUME}/chronology.html#m-1972-07"),
    ]
    assert histogram.rest == "Not shown: 1 document whose month is not certain."


def test_an_edition_without_certain_dates_has_no_chart() -> None:
    assert page_of(edition({f"{VOLUME}/1.txt": document(1, "Nobody dated this.")})).histogram is None


def test_inferred_dates_are_told_apart() -> None:
    bar = histogram_of(("1972-05", 1, 3)).bars[0]
    assert bar.title == "May 1972: 4 documents, 3 of them with an inferred date"
    assert (bar.inferred, bar.stated) == (90, 30)
    assert counted(0, 1) == "1 document with an inferred date"


@pytest.mark.parametrize(
    ("periods", "unit", "labels"),
    [
        (["1972-12", "1973-01"], "month", ["Dec", "Jan"]),
        (["1969-01", "1972-12"], "year", ["1969", "1970", "1971", "1972"]),
        (["1969"], "year", ["1969"]),
        (["1861-01", "1898-01"], "decade", ["1860s", "1870s", "1880s", "1890s"]),
        (["0900-01", "1999-01"], "century", [f"{year}–{year + 99}" for year in range(900, 2000, 100)]),
        (["0001-01", "9999-01"], "millennium", [f"{year}–{year + 999}" for year in range(0, 10_000, 1000)]),
    ],
)
def test_a_long_span_is_drawn_by_larger_units(periods: list[str], unit: str, labels: list[str]) -> None:
    histogram = histogram_of(*((period, 1, 0) for period in periods))
    assert (histogram.unit, [tick.label for tick in histogram.ticks]) == (unit, labels)


def test_a_bar_of_several_volumes_or_months_links_to_the_list_of_dates() -> None:
    both = date_histogram(Linker(), [PeriodCount(volume, "1972-05", 1, 0) for volume in ("a", "b")], 2)
    assert both
    assert both.bars[0].href == "dates.html#m-1972-05"
    assert histogram_of(("1969-02", 1, 0), ("1972-12", 1, 0)).bars[0].href == "dates.html#y-1969"


def test_the_list_of_dates_has_each_month_with_its_volumes() -> None:
    counts = [PeriodCount("a", "1972", 0, 1), PeriodCount("a", "1972-05", 1, 0), PeriodCount("b", "1972-05", 2, 0)]
    page = dates_page(frame("dates"), counts, 5)
    assert [(year.id, year.total) for year in page.years] == [("y-1972", "4 documents, 1 of them with an inferred date")]
    assert [(month.name, month.total) for month in page.years[0].months] == [
        ("May 1972", "3 documents"),
        ("1972, month not certain", "1 document with an inferred date"),
    ]
    assert [inline.href for inline in page.years[0].months[0].volumes if inline.href] == [
        "a/chronology.html#m-1972-05",
        "b/chronology.html#m-1972-05",
    ]
    assert page.rest == "The year of 1 document is not certain. Each volume’s chronology has them at its end."


def test_the_most_frequent_correspondents_come_first_without_offices() -> None:
    people = page_of(edition(DATED)).people
    assert [(entry.name.text, entry.name.href, entry.total) for entry in people] == [
        ("B. Baker", f"{VOLUME}/persons.html#b-baker", "3 documents"),
        ("A. Archer", f"{VOLUME}/persons.html#a-archer", "2 documents"),
    ]


def test_a_known_person_is_linked_to_a_page() -> None:
    people = People({"": (Person(id="archer-ann", name="Archer, Ann", forms=("A. Archer",)),)})
    found = page_of(edition(DATED, people=people), peopled=True).people
    assert ("Archer, Ann", "people/archer-ann.html") in [(entry.name.text, entry.name.href) for entry in found]


def test_channels_are_listed_with_their_messages() -> None:
    texts = {
        f"{VOLUME}/1.txt": document(1, "Tohak 5. Deliver immediately.", "Strelsau, May 5, 1972.", "I have your Hakto 3 and Hakto 4."),
    }
    page = page_of(edition(texts), with_traffic=frozenset([""]))
    assert [(entry.name.text, entry.name.href, entry.total) for entry in page.channels] == [
        ("Tohak and Hakto", "messages.html#wire-tohak-and-hakto", "1 message printed, 2 more known")
    ]
    assert page.sample == ("Tohak", "Hakto")


def test_an_edition_without_messages_says_nothing_of_channels() -> None:
    page = page_of(edition(DATED))
    assert (page.channels, page.sample) == ([], None)


def test_the_introduction_is_markdown_without_its_title() -> None:
    page = page_of(edition(DATED), introduction="# Ruritania\n\nWhat *this* is. <b>Not HTML</b> ![](http://x.org/a.png)\n")
    assert "<h1>" not in page.introduction
    assert "<p>What <em>this</em> is. &lt;b&gt;Not HTML&lt;/b&gt;" in page.introduction
    assert "<img" not in page.introduction
    assert page_of(edition(DATED)).introduction == ""
