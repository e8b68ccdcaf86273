"""Build the page of a volume's printed list of persons: its text as printed, each name linked to the page of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages.components.inline import Inline
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.letters import initial, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame
    from backchannel.records.lists import PrintedList


class PrintedPersonLine(NamedTuple):
    """A line of the list, with the name as a link; `id` is the anchor of the first entry of a letter, else empty."""

    id: str
    words: list[Inline]


class PrintedPersonsPage(NamedTuple):
    """A volume's list of persons: the lines before its first entry, each line from there, and letters to jump to."""

    path: str
    layout: Layout
    lead: list[str]
    lines: list[PrintedPersonLine]
    letters: list[Inline]


def printed_persons_page(frame: PageFrame, printed: Iterable[PrintedList], people: Mapping[str, str]) -> PrintedPersonsPage:
    """Print the lists of a volume. `people` has the ids of its people by their names."""
    lead, lines = list[str](), list[list[Inline]]()
    for found in printed:
        first = found.entries[0].start if found.entries else len(found.text)
        lead += [" ".join(line.split()) for line in found.text[:first].split("\n") if line.strip(" \t•-*")]
        lines += _lines(frame.linker, found, people)
    entries = list(_anchored(lines))
    named = [(line.words[0].text, _letter_id(line.words)) for line in entries if _is_entry(line.words)]
    return PrintedPersonsPage(frame.path, frame.layout, lead, entries, letters(named))


def _anchored(lines: Iterable[list[Inline]]) -> Iterator[PrintedPersonLine]:
    """Give the first entry of each letter an anchor."""
    seen: set[str] = set()
    for words in lines:
        id = _letter_id(words)
        is_first = _is_entry(words) and id not in seen
        seen |= {id} if is_first else set()
        yield PrintedPersonLine(id if is_first else "", words)


def _is_entry(words: Sequence[Inline]) -> bool:
    """Return whether a line begins with a name, which is a link or in bold."""
    return bool(words[0].href or words[0].element)


def _letter_id(words: Sequence[Inline]) -> str:
    return f"persons-{ids.slug(initial(words[0].text))}"


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
