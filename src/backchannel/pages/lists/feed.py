"""Build the feed of changes: what readers see differently since the last builds, each change with a link to its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from backchannel.pages.components.addresses import page_of, page_path
from backchannel.pages.components.differences import difference
from backchannel.pages.components.volumes import target_words, volume_words
from backchannel.pages.components.words import amount, capital

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from backchannel.edition.publication.changes import ChangedDocument
    from backchannel.edition.publication.latest import LatestChange
    from backchannel.settings import Project

FEED = "changes.xml"
"""The file of the feed, at the top of the site."""
LONGEST = 50
"""Entries of the feed."""
_MOST = 10
"""Places of a document whose words an entry shows."""


class FeedEntry(NamedTuple):
    """A change: its permanent id, a title, the day of the build, the address that it leads to, and sentences that say what differs."""

    id: str
    title: str
    day: str
    address: str
    sentences: list[str]


class Feed(NamedTuple):
    """The feed: its address, which is also its id, the edition's title and front page, the day of the last change, and the changes, the
    latest first."""

    address: str
    title: str
    front: str
    day: str
    entries: list[FeedEntry]


def feed(project: Project, volumes: Container[str], day: str, changes: Sequence[LatestChange]) -> Feed:
    """Build the feed of an edition that gives its address and has these `volumes`."""
    address_of = project.edition.address_of
    entries = [
        _of_document(project, change, found) if (found := change.document) else _of_many(project, volumes, change) for change in changes
    ]
    return Feed(address_of(FEED), project.edition.title, address_of(page_path("index")), day, entries)


def _of_document(project: Project, change: LatestChange, document: ChangedDocument) -> FeedEntry:
    name = target_words(document.id, "")
    return FeedEntry(
        id=_id(project, change, document.id),
        title=f"{'Moved' if change.now else _TITLES[change.how]}: {document.after or document.before or name}",
        day=change.day,
        address=project.edition.address_of(page_of(change.now or document.id)),
        sentences=list(_sentences(document, name, change)),
    )


_TITLES = {"new": "New", "changed": "Changed", "gone": "Removed"}


def _sentences(document: ChangedDocument, name: str, change: LatestChange) -> Iterator[str]:
    if change.now:
        yield f"{name} is now {target_words(change.now, change.volume)}."
    elif change.how == "gone":
        yield f"{name} is no longer in this edition. The page at its address says what became of its words."
    elif change.how == "new":
        yield f"{name} is new in this edition."
    else:
        yield f"The words of {name} changed."
    if change.how == "changed" and document.before != document.after:
        yield f"The title was “{document.before}”"
    yield from (capital(difference(words)) for words in document.words[:_MOST])
    if len(document.words) > _MOST:
        yield f"{capital(amount(len(document.words) - _MOST, 'more place'))} changed."


def _of_many(project: Project, volumes: Container[str], change: LatestChange) -> FeedEntry:
    """Sum up a build that changed many documents of a volume: `New: 3,507 documents of Vietnam`."""
    many = f"{amount(change.total, 'document')} of {volume_words(project, change.volume)}"
    return FeedEntry(
        id=_id(project, change, f"{change.volume}/{change.how}"),
        title=f"{_TITLES[change.how]}: {many}",
        day=change.day,
        address=project.edition.address_of(page_path("index", change.volume if change.volume in volumes else "")),
        sentences=[f"{many} {_OF_MANY[change.how]}."],
    )


_OF_MANY = {"new": "are new in this edition", "changed": "have other words", "gone": "are no longer at their addresses"}


def _id(project: Project, change: LatestChange, part: str) -> str:
    """Make the id of an entry, a tag by RFC 4151: it stays the same if the edition moves to another folder."""
    return f"tag:{urlsplit(project.edition.address_of('')).hostname},{change.day}:{quote(part)}/{change.build}"
