"""The pages of the site: a row for each. To add a page, add a view module, a template and a row.

Documents, the editors' chapters and the pages of people are not here: there are as many as the edition has of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.glossary import queries as glossary_queries
from backchannel.edition.people import queries as people_queries
from backchannel.edition.publication import messages as publication
from backchannel.edition.publication.latest import last_day
from backchannel.edition.queries import chapters, document_queries, front, lists, messages, traffic
from backchannel.edition.queries.counts import counts, tallies, to_check
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.queries.printed_lists import printed_lists
from backchannel.edition.rebuild.invalidation import ARCHIVES, DATA, PEOPLE, TOP, TRAFFIC, WANTED
from backchannel.edition.rebuild.invalidation import GLOSSARY as GLOSSARY_UNIT
from backchannel.pages import parting
from backchannel.pages.citing import citation
from backchannel.pages.components.addresses import READING_LIST, page_path
from backchannel.pages.components.layout import MESSAGES, NOT_FOUND
from backchannel.pages.lists.archives import archives_page
from backchannel.pages.lists.brackets import brackets_page
from backchannel.pages.lists.chronology import chronology_page
from backchannel.pages.lists.data import data_page
from backchannel.pages.lists.date_histogram import DATES
from backchannel.pages.lists.dates import dates_page
from backchannel.pages.lists.editors_area import editors_area_page
from backchannel.pages.lists.feed import FEED
from backchannel.pages.lists.finder import FINDER
from backchannel.pages.lists.findings import findings_page, volume_findings_page
from backchannel.pages.lists.front import MOST_PEOPLE, FrontContents, front_page
from backchannel.pages.lists.glossary import edition_glossary_page, glossary_page, unexplained_page
from backchannel.pages.lists.people import people_page
from backchannel.pages.lists.persons import persons_page
from backchannel.pages.lists.printed_persons import printed_persons_page
from backchannel.pages.lists.reading_list import reading_list_page
from backchannel.pages.lists.search import FACETS_FILE, search_page
from backchannel.pages.lists.sources import sources_page
from backchannel.pages.lists.top import about_page, not_found_page
from backchannel.pages.lists.transmission import transmission_page
from backchannel.pages.lists.volume import VolumeIndexLink, pages_page, volume_page
from backchannel.pages.lists.wanted import edition_wanted_page, wanted_page
from backchannel.pages.reading.explained import GLOSSARY
from backchannel.pages.traffic.former_messages import FormerMessages
from backchannel.pages.traffic.in_transit import in_transit_page
from backchannel.pages.traffic.ledger import ledger_page
from backchannel.pages.traffic.overview import traffic_page
from backchannel.pages.traffic.threads import threads_page
from backchannel.pages.traffic.views import CSV

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from backchannel.edition.dataset.database import Dataset
    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.chapters import ChapterEntry
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import WantedReference
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.edition.store import Store
    from backchannel.pages.components.layout import PageFrame, PageView
    from backchannel.pages.parting import Parting
    from backchannel.records.lists import ListKind, PrintedList
    from backchannel.settings import Project


LEDGER = "messages"
"""The page of the messages by number."""


class SiteFeatures(NamedTuple):
    """What decides which pages there are: the volumes whose posts have traffic (an empty name: the edition has traffic of travelers),
    whether the edition knows people, the volumes whose source notes say how documents were sent, those whose terms are explained (an empty
    name: any), those with a printed list of persons, and whether the edition's tables are written."""

    with_traffic: frozenset[str]
    peopled: bool
    with_transmission: frozenset[str] = frozenset()
    explained: frozenset[str] = frozenset()
    with_list: frozenset[str] = frozenset()
    with_data: bool = False

    def of(self, volume: str) -> SiteFeatures:
        """Leave out what the pages of a volume do not depend on."""
        return SiteFeatures(
            self.with_traffic & {volume, ""},
            self.peopled,
            self.with_transmission & {volume},
            self.explained & {volume, ""},
            self.with_list & {volume},
            self.with_data,
        )


def features_of(project: Project) -> SiteFeatures:
    """Return what decides which pages an edition has."""
    with_data = bool(project.edition.data.tables)
    return SiteFeatures(project.with_traffic, project.peopled, project.with_transmission, project.explained, project.with_list, with_data)


@dataclass(frozen=True)
class EditionQueries:
    """What the edition answers for the pages of `volume`, or for those at the top (empty). What several pages show is asked once. `data`
    has its tables, for the page about them."""

    project: Project
    store: Store
    volume: str = ""
    data: Dataset | None = None

    @cached_property
    def sizes(self) -> dict[str, int]:
        return document_queries.sizes(self.store)

    @cached_property
    def run(self) -> DocumentRun:
        return DocumentRun(self.volume, 1, document_queries.size(self.store, self.volume))

    @cached_property
    def documents(self) -> Sequence[ListedDocument]:
        return document_queries.listed(self.store, self.run)

    @cached_property
    def traffic(self) -> Traffic:
        return traffic.traffic(self.store, self.volume or None)

    @property
    def former_messages(self) -> FormerMessages:
        found = publication.former_messages(self.store, self.volume)
        return FormerMessages(found, messages.messages_of(self.store, {id for message in found for id in message.now}))

    @property
    def front(self) -> FrontContents:
        store = self.store
        return FrontContents(
            self.sizes,
            counts(store),
            front.period_counts(store),
            front.stated_days(store),
            front.frequent_correspondents(store, MOST_PEOPLE),
            front.channel_counts(store),
        )

    @property
    def chapters(self) -> Sequence[ChapterEntry]:
        return chapters.contents(self.store, self.volume, RESERVED_NAMES)

    @property
    def identified_names(self) -> Mapping[int, Sequence[IdentifiedName]]:
        return people_queries.identified_names(self.store, self.run)

    def printed_lists(self, kind: ListKind) -> Sequence[PrintedList]:
        return printed_lists(self.store, kind, self.volume).get(self.volume, ())

    @property
    def has_feed(self) -> bool:
        """Return whether the site has a feed of changes: if the edition gives its address, and has published anything."""
        return bool(self.project.edition.address and last_day(self.store))

    @property
    def wanted_by_volume(self) -> dict[str, Sequence[WantedReference]]:
        return {volume: lists.wanted(self.store, volume) for volume in self.sizes}


def _always(_: SiteFeatures, __: str) -> bool:
    return True


def _has_traffic(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_traffic


def _has_people(features: SiteFeatures, _: str) -> bool:
    return features.peopled


def _has_transmission(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_transmission


def _has_terms(features: SiteFeatures, volume: str) -> bool:
    return volume in features.explained


def _has_list(features: SiteFeatures, volume: str) -> bool:
    return volume in features.with_list


def _has_data(features: SiteFeatures, _: str) -> bool:
    return features.with_data


def _data_page(frame: PageFrame, asked: EditionQueries) -> PageView:
    if asked.data is None:
        raise TypeError("the page about the data needs the tables")
    return data_page(frame, asked.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page, at the top of the site or in the folder of each volume.

    `name` is its file without `.html`, `title` its heading (empty: the title of the volume or edition), `view` asks the edition and makes
    the view model that `template` renders. `unit` is the unit of the build that writes it: at the top, or of a volume, where the lists are
    the unit without a name.

    Links to it: `nav` is its entry in the header, or `under` names the page whose entry is marked in its stead; `foot` are its entries in
    the footer, each with a place in the page; `tab` its entry among its siblings; `summary` describes it among the indexes of its volume.
    `parting` says how it is divided if it is too large, `exists` when it is written, `led_to` when the header leads to it (by default
    whenever it is written).
    """

    name: str
    title: str = ""
    template: str
    view: Callable[[PageFrame, EditionQueries], PageView]
    unit: str = ""
    nav: str = ""
    under: str = ""
    foot: tuple[tuple[str, str], ...] = ()
    tab: str = ""
    summary: str = ""
    parting: Parting | None = None
    exists: Callable[[SiteFeatures, str], bool] = _always
    led_to: Callable[[SiteFeatures, str], bool] | None = None

    def is_led_to(self, features: SiteFeatures, volume: str = "") -> bool:
        """Return whether the header leads to this page."""
        return (self.led_to or self.exists)(features, volume)


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
        exists=_has_list,
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
        exists=_has_terms,
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
        exists=_has_terms,
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
        exists=_has_transmission,
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
        exists=_has_traffic,
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
        exists=_has_traffic,
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
        exists=_has_traffic,
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
        exists=_has_traffic,
        view=lambda frame, asked: in_transit_page(frame, asked.traffic),
    ),
)
"""The pages in the folder of each volume, in the order of its header and of its list of indexes."""

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
        led_to=_has_traffic,
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
        led_to=_has_traffic,
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
        exists=_has_people,
        view=lambda frame, asked: people_page(frame, people_queries.person_counts(asked.store)),
    ),
    SitePage(
        name="terms",
        title="Abbreviations and terms",
        template="terms.html.j2",
        parting=parting.TERMS,
        unit=GLOSSARY_UNIT,
        nav="Terms",
        exists=_has_terms,
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
        exists=_has_data,
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

VOLUME_FILES = (*citation.FILES.values(), citation.SCRIPT, CSV, FINDER, FACETS_FILE)
"""The other files in the folder of a volume, which programs read."""

RESERVED_NAMES: frozenset[str] = frozenset([page.name for page in VOLUME_PAGES] + [name.partition(".")[0] for name in VOLUME_FILES])
"""The names that no chapter of the editors may have: those of pages and files that the program writes beside it."""
