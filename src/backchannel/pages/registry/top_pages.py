"""List the pages at the top of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.glossary import queries as glossary_queries
from backchannel.edition.people import queries as people_queries
from backchannel.edition.queries import front, lists
from backchannel.edition.queries.counts import counts, tallies, to_check
from backchannel.edition.rebuild.invalidation import ARCHIVES, DATA, PEOPLE, TOP, TRAFFIC, WANTED
from backchannel.edition.rebuild.invalidation import GLOSSARY as GLOSSARY_UNIT
from backchannel.pages import parting
from backchannel.pages.components.addresses import READING_LIST
from backchannel.pages.components.layout import MESSAGES, NOT_FOUND
from backchannel.pages.lists.archives import archives_page
from backchannel.pages.lists.data import data_page
from backchannel.pages.lists.date_histogram import DATES
from backchannel.pages.lists.dates import dates_page
from backchannel.pages.lists.editors_area import editors_area_page
from backchannel.pages.lists.feed import FEED
from backchannel.pages.lists.findings import findings_page
from backchannel.pages.lists.front import front_page
from backchannel.pages.lists.glossary import edition_glossary_page
from backchannel.pages.lists.people import people_page
from backchannel.pages.lists.reading_list import reading_list_page
from backchannel.pages.lists.search import search_page
from backchannel.pages.lists.top import about_page, not_found_page
from backchannel.pages.lists.wanted import edition_wanted_page
from backchannel.pages.registry.edition_queries import EditionQueries
from backchannel.pages.registry.site_page import (
    SitePage,
    has_data,
    has_people,
    has_terms,
    has_traffic,
)
from backchannel.pages.registry.volume_pages import LEDGER
from backchannel.pages.traffic.in_transit import in_transit_page
from backchannel.pages.traffic.ledger import ledger_page
from backchannel.pages.traffic.overview import traffic_page
from backchannel.pages.traffic.threads import threads_page

if TYPE_CHECKING:
    from backchannel.pages.components.layout import PageFrame, PageView


def _data_page(frame: PageFrame, asked: EditionQueries) -> PageView:
    if asked.data is None:
        raise TypeError("the page about the data needs the tables")
    return data_page(frame, asked.data)


TOP_PAGES: tuple[SitePage, ...] = (
    SitePage(
        name="index",
        template="front.html.j2",
        unit=TOP,
        nav="Volumes",
        foot=(("All volumes", ""),),
        view=lambda frame, asked: front_page(frame, asked.front, FEED if asked.has_feed else ""),
    ),
    SitePage(
        name=DATES,
        title="Documents by date",
        template="dates.html.j2",
        parting=parting.DATES,
        unit=TOP,
        nav="Dates",
        view=lambda frame, asked: dates_page(frame, front.period_counts(asked.store), sum(asked.sizes.values())),
    ),
    SitePage(
        name="traffic",
        title="Message traffic",
        template="traffic.html.j2",
        parting=parting.TRAFFIC,
        unit=TRAFFIC,
        nav="Traffic",
        tab="The ladder",
        led_to=has_traffic,
        view=lambda frame, asked: traffic_page(frame, asked.traffic),
    ),
    SitePage(
        name=LEDGER,
        title="Messages",
        template="messages.html.j2",
        parting=parting.MESSAGES,
        unit=TRAFFIC,
        nav=MESSAGES,
        tab="The ledger",
        led_to=has_traffic,
        view=lambda frame, asked: ledger_page(frame, asked.traffic, asked.former_messages),
    ),
    SitePage(
        name="threads",
        title="Threads",
        template="threads.html.j2",
        parting=parting.THREADS,
        unit=TRAFFIC,
        under="traffic",
        tab="The threads",
        view=lambda frame, asked: threads_page(frame, asked.traffic),
    ),
    SitePage(
        name="underway",
        title="By the clock",
        template="underway.html.j2",
        parting=parting.UNDERWAY,
        unit=TRAFFIC,
        under="traffic",
        tab="The clock",
        view=lambda frame, asked: in_transit_page(frame, asked.traffic),
    ),
    SitePage(
        name="people",
        title="People",
        template="people.html.j2",
        parting=parting.PEOPLE,
        unit=PEOPLE,
        nav="People",
        exists=has_people,
        view=lambda frame, asked: people_page(frame, people_queries.person_counts(asked.store)),
    ),
    SitePage(
        name="terms",
        title="Abbreviations and terms",
        template="terms.html.j2",
        parting=parting.TERMS,
        unit=GLOSSARY_UNIT,
        nav="Terms",
        exists=has_terms,
        view=lambda frame, asked: edition_glossary_page(frame, glossary_queries.all_terms(asked.store)),
    ),
    SitePage(
        name="archives",
        title="Archives",
        template="archives.html.j2",
        parting=parting.ARCHIVES,
        unit=ARCHIVES,
        nav="Archives",
        view=lambda frame, asked: archives_page(
            frame,
            {volume: lists.archival_locations(asked.store, volume) for volume in asked.sizes},
            {volume: lists.cited_locations(asked.store, volume) for volume in asked.sizes},
        ),
    ),
    SitePage(
        name="search",
        title="Search",
        template="search.html.j2",
        unit=TOP,
        nav="Search",
        view=lambda frame, asked: search_page(frame, asked.sizes),
    ),
    SitePage(
        name="about",
        title="About this edition",
        template="about.html.j2",
        unit=TOP,
        foot=(("About this edition", ""), ("What the marks mean", "marks")),
        view=lambda frame, asked: about_page(frame, counts(asked.store)),
    ),
    SitePage(
        name="editors",
        title="For editors",
        template="editors.html.j2",
        unit=TOP,
        foot=(("For editors", ""),),
        view=lambda frame, asked: editors_area_page(frame, asked.sizes, to_check(asked.store)),
    ),
    SitePage(
        name="findings",
        title="Findings",
        template="findings.html.j2",
        parting=parting.FINDINGS,
        unit=TOP,
        view=lambda frame, asked: findings_page(frame, tallies(asked.store), lists.edition_findings(asked.store)),
    ),
    SitePage(
        name="wanted",
        title="References wanted",
        template="wanted.html.j2",
        parting=parting.SECTIONS,
        unit=WANTED,
        view=lambda frame, asked: edition_wanted_page(frame, asked.wanted_by_volume),
    ),
    SitePage(
        name=READING_LIST,
        title="Reading list",
        template="reading-list.html.j2",
        unit=TOP,
        foot=(("Reading list", ""),),
        view=lambda frame, _: reading_list_page(frame),
    ),
    SitePage(
        name="data",
        title="Data",
        template="data.html.j2",
        unit=DATA,
        foot=(("Data", ""),),
        exists=has_data,
        view=_data_page,
    ),
    SitePage(
        name=NOT_FOUND,
        title="Not found",
        template="404.html.j2",
        unit=TOP,
        view=lambda frame, asked: not_found_page(frame, asked.sizes),
    ),
)
"""The pages at the top of the site, in the order of its header and footer."""
