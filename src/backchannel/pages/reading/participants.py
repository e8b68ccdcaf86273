"""List the subjects of a document, and those who took part in a conversation, each linked to the person's page if the name is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.inline import Inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.pages.components.addresses import Linker
    from backchannel.records import Document, ListedWords, ParticipantLine

_MOST_LISTED = 20
"""The most lines that are listed; the text has them all."""


class ListedInHead(NamedTuple):
    """A list at the head of a document: its name, where it begins, and its lines."""

    term: str
    start: int
    lines: list[list[Inline]]


def listed_in_head(document: Document, linker: Linker, named: Sequence[IdentifiedName]) -> Iterator[ListedInHead]:
    """Yield the list of subjects and that of participants; those of enclosed papers are left out."""
    if subjects := [subject for subject in document.subject if not subject.enclosed]:
        yield ListedInHead("Subject", subjects[0].start, _most([[_as_printed(_words(subject))] for subject in subjects]))
    if lines := [line for line in document.participants if not line.enclosed]:
        yield ListedInHead("Participants", lines[0].start, _most(list(_participants(lines, linker, named))))


def _most(lines: list[list[Inline]]) -> list[list[Inline]]:
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], [Inline(f"and {more} more")]] if more > 0 else lines


def _participants(lines: Sequence[ParticipantLine], linker: Linker, named: Sequence[IdentifiedName]) -> Iterator[list[Inline]]:
    """Yield the words of each line, with links at the names that are settled. The people of all lines are counted from 1, as correspondents
    are."""
    people = {name.ordinal: linker.person(name.person) for name in named if name.role == "present"}
    ordinal = 0
    for line in lines:
        links = {}
        for person in line.people:
            ordinal += 1
            if ordinal in people:
                links[person.name or person.text] = people[ordinal]
        yield list(_linked(_words(line), links))


def _linked(words: str, links: Mapping[str, str]) -> Iterator[Inline]:
    """Cut the words of a line at the names in it, which are in their order."""
    at = 0
    for name, href in links.items():
        if (start := words.find(name, at)) >= 0:
            if start > at:
                yield _as_printed(words[at:start])
            at = start + len(name)
            yield Inline(name, href)
    if at < len(words):
        yield _as_printed(words[at:])


def _words(line: ListedWords) -> str:
    return line.text.rstrip(" ;,")


def _as_printed(words: str) -> Inline:
    """Show words of the document without quotation marks."""
    return Inline(words, classes="printed")
