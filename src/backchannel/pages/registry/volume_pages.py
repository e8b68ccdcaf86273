"""List the pages in the folder of each volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.edition.glossary import queries as glossary_queries
from backchannel.edition.people import queries as people_queries
from backchannel.edition.queries import lists
from backchannel.edition.rebuild.invalidation import TRAFFIC
from backchannel.pages import parting
from backchannel.pages.citing import citation
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.layout import MESSAGES
from backchannel.pages.lists.brackets import brackets_page
from backchannel.pages.lists.chronology import chronology_page
from backchannel.pages.lists.finder import FINDER
from backchannel.pages.lists.findings import volume_findings_page
from backchannel.pages.lists.glossary import glossary_page, unexplained_page
from backchannel.pages.lists.persons import persons_page
from backchannel.pages.lists.printed_persons import printed_persons_page
from backchannel.pages.lists.search import FACETS_FILE
from backchannel.pages.lists.sources import sources_page
from backchannel.pages.lists.transmission import transmission_page
from backchannel.pages.lists.volume import VolumeIndexLink, pages_page, volume_page
from backchannel.pages.lists.wanted import wanted_page
from backchannel.pages.reading.explained import GLOSSARY
from backchannel.pages.registry.site_page import (
    SitePage,
    features_of,
    has_list,
    has_terms,
    has_traffic,
    has_transmission,
)
from backchannel.pages.traffic.in_transit import in_transit_page
from backchannel.pages.traffic.ledger import ledger_page
from backchannel.pages.traffic.overview import traffic_page
from backchannel.pages.traffic.threads import threads_page
from backchannel.pages.traffic.views import CSV

if TYPE_CHECKING:
    from backchannel.pages.registry.edition_queries import EditionQueries

    pass


LEDGER = "messages"
"""The page of the messages by number."""


def _index_links(asked: EditionQueries) -> list[VolumeIndexLink]:
    features = features_of(asked.project)
    pages = [page for page in VOLUME_PAGES if page.summary and page.exists(features, asked.volume)]
    return [VolumeIndexLink(page_path(page.name), page.title, page.summary) for page in pages]


VOLUME_PAGES: tuple[SitePage, ...] = (
    SitePage(
        name="index",
        template="volume.html.j2",
        parting=parting.DOCUMENTS,
        nav="Documents",
        view=lambda frame, asked: volume_page(frame, asked.documents, asked.chapters, _index_links(asked)),
    ),
    SitePage(
        name="chronology",
        title="Chronology",
        template="chronology.html.j2",
        parting=parting.CHRONOLOGY,
        nav="Chronology",
        summary="The documents in order of date, with the range of each date that is not certain.",
        view=lambda frame, asked: chronology_page(frame, asked.documents),
    ),
    SitePage(
        name="persons",
        title="Persons and offices",
        template="persons.html.j2",
        parting=parting.PERSONS,
        nav="Persons",
        summary="Senders, recipients and people mentioned, as printed.",
        view=lambda frame, asked: persons_page(frame, asked.documents, lists.named(asked.store, asked.volume), asked.identified_names),
    ),
    SitePage(
        name="list-of-persons",
        title="List of persons",
        template="printed-persons.html.j2",
        parting=parting.PRINTED_PERSONS,
        under="persons",
        summary="The persons of the volume, with their offices, as its editors describe them.",
        exists=has_list,
        view=lambda frame, asked: printed_persons_page(
            frame, asked.printed_lists("persons"), people_queries.listed_in(asked.store, asked.volume)
        ),
    ),
    SitePage(
        name=GLOSSARY,
        title="Abbreviations and terms",
        template="glossary.html.j2",
        parting=parting.GLOSSARY,
        nav="Terms",
        summary="What abbreviations and terms mean, and every place where the documents use them.",
        exists=has_terms,
        view=lambda frame, asked: glossary_page(
            frame,
            glossary_queries.volume_terms(asked.store, asked.volume),
            glossary_queries.term_uses(asked.store, asked.volume),
            asked.printed_lists("terms"),
        ),
    ),
    SitePage(
        name="unexplained",
        title="Abbreviations to explain",
        template="unexplained.html.j2",
        parting=parting.GLOSSARY._replace(once=()),
        exists=has_terms,
        view=lambda frame, asked: unexplained_page(
            frame, glossary_queries.unexplained_in(asked.store, asked.volume), glossary_queries.coverage(asked.store, asked.volume)
        ),
    ),
    SitePage(
        name="sources",
        title="Sources",
        template="sources.html.j2",
        parting=parting.SOURCES,
        nav="Sources",
        summary="Repositories, collections, boxes and folders, with the documents and notes on each.",
        view=lambda frame, asked: sources_page(
            frame,
            lists.archival_locations(asked.store, asked.volume),
            asked.documents,
            lists.cited_locations(asked.store, asked.volume),
        ),
    ),
    SitePage(
        name="transmission",
        title="Transmission paths",
        template="transmission.html.j2",
        parting=parting.TRANSMISSION,
        nav="Transmission",
        summary="Who passed which documents on, and by which channels they were sent.",
        exists=has_transmission,
        view=lambda frame, asked: transmission_page(
            frame, lists.sent_steps(asked.store, asked.volume), asked.documents, asked.identified_names
        ),
    ),
    SitePage(
        name="pages",
        title="Printed pages",
        template="pages.html.j2",
        parting=parting.PAGES,
        nav="Pages",
        summary="Where each page of the printed volume begins.",
        view=lambda frame, asked: pages_page(frame, lists.breaks(asked.store, asked.volume)),
    ),
    SitePage(
        name="wanted",
        title="References wanted",
        template="wanted.html.j2",
        parting=parting.SECTIONS,
        view=lambda frame, asked: wanted_page(frame, lists.wanted(asked.store, asked.volume)),
    ),
    SitePage(
        name="brackets",
        title="Omissions and editorial brackets",
        template="brackets.html.j2",
        parting=parting.SECTIONS,
        summary="What was withheld, omitted, illegible, or added by the volume’s editors.",
        view=lambda frame, asked: brackets_page(frame, lists.bracketed(asked.store, asked.volume)),
    ),
    SitePage(
        name="findings",
        title="Findings",
        template="volume-findings.html.j2",
        parting=parting.VOLUME_FINDINGS,
        view=lambda frame, asked: volume_findings_page(frame, lists.volume_findings(asked.store, asked.volume)),
    ),
    SitePage(
        name="traffic",
        title="Message traffic",
        template="traffic.html.j2",
        parting=parting.TRAFFIC,
        unit=TRAFFIC,
        nav="Traffic",
        tab="The ladder",
        summary="Telegrams between the Department and each post: the ladder, the threads, the clock.",
        exists=has_traffic,
        view=lambda frame, asked: traffic_page(frame, asked.traffic),
    ),
    SitePage(
        name=LEDGER,
        title="Telegrams",
        template="messages.html.j2",
        parting=parting.MESSAGES,
        unit=TRAFFIC,
        nav=MESSAGES,
        tab="The ledger",
        summary="Each post’s telegrams by number: printed, quoted or mentioned.",
        exists=has_traffic,
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
        exists=has_traffic,
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
        exists=has_traffic,
        view=lambda frame, asked: in_transit_page(frame, asked.traffic),
    ),
)
"""The pages in the folder of each volume, in the order of its header and of its list of indexes."""

VOLUME_FILES = (*citation.FILES.values(), citation.SCRIPT, CSV, FINDER, FACETS_FILE)
"""The other files in the folder of a volume, which programs read."""

RESERVED_NAMES: frozenset[str] = frozenset([page.name for page in VOLUME_PAGES] + [name.partition(".")[0] for name in VOLUME_FILES])
"""The names that no chapter of the editors may have: those of pages and files that the program writes beside it."""
