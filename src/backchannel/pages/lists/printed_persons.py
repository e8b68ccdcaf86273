"""Build the page of a volume's printed list of persons: its text as printed, each name linked to the page of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.records.lists import PrintedList


class PrintedPersonsPage(NamedTuple):
    """A volume's list of persons: the lines before its first entry, and each line from there, with the name as a link."""

    path: str
    layout: Layout
    lead: list[str]
    lines: list[list[Inline]]


def printed_persons_page(frame: PageFrame, printed: Iterable[PrintedList], people: Mapping[str, str]) -> PrintedPersonsPage:
    """Print the lists of a volume. `people` has the ids of its people by their names."""
    lead, lines = list[str](), list[list[Inline]]()
    for found in printed:
        first = found.entries[0].start if found.entries else len(found.text)
        lead += [" ".join(line.split()) for line in found.text[:first].split("\n") if line.strip(" \t•-*")]
        lines += _lines(frame.linker, found, people)
    return PrintedPersonsPage(frame.path, frame.layout, lead, lines)


def _lines(linker: Linker, printed: PrintedList, people: Mapping[str, str]) -> Iterator[list[Inline]]:
    """Print the entries, and whatever is between and after them."""
    at = printed.entries[0].start if printed.entries else len(printed.text)
    for entry in printed.entries:
        yield from _between(printed.text[at : entry.start])
        person = people.get(entry.name.text)
        name = Inline(entry.name.text, linker.person(person)) if person else Inline(entry.name.text, element="b")
        yield [name, Inline(" ".join(printed.text[entry.name.end : entry.end].split(" ")).replace("\n", " "))]
        at = entry.end
    yield from _between(printed.text[at:])


def _between(words: str) -> Iterator[list[Inline]]:
    plain = " ".join(words.split()).strip("•-* ")
    if plain:
        yield [Inline(plain)]
