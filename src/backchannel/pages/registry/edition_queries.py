"""Ask the edition what the pages show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from backchannel.edition.people import queries as people_queries
from backchannel.edition.publication import messages as publication
from backchannel.edition.publication.latest import last_day
from backchannel.edition.queries import chapters, document_queries, front, lists, messages, traffic
from backchannel.edition.queries.counts import counts
from backchannel.edition.queries.document_queries import DocumentRun
from backchannel.edition.queries.printed_lists import printed_lists
from backchannel.pages.lists.front import MOST_PEOPLE, FrontContents
from backchannel.pages.registry.volume_pages import RESERVED_NAMES
from backchannel.pages.traffic.former_messages import FormerMessages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.edition.dataset.database import Dataset
    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.chapters import ChapterEntry
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import WantedReference
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.edition.store import Store
    from backchannel.records.lists import ListKind, PrintedList
    from backchannel.settings import Project


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
