"""Build the persons index of a volume: senders and recipients as the heads print them, and every place where a name is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, vocabulary
from backchannel.pages.components.addresses import page_path
from backchannel.pages.components.inline import Inline, document_inline, joined, place_inlines
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.letters import letters
from backchannel.pages.lists.named_people import PersonIndexEntry, others, people_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.edition.people.queries import IdentifiedName
    from backchannel.edition.queries.document_queries import ListedDocument
    from backchannel.edition.queries.lists import PrintedNames
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame

_LONGEST_NAME = 4
"""Words of a name that is recognized by its title alone: more words are a headline, printed with capitals."""
_TIMES = 2
"""How often a title must precede a name that no head prints: a single time is too often an error of the capture."""

Places = dict[str, list[str]]
"""The anchors where a name is printed, by document."""


class PersonsPage(NamedTuple):
    """The persons index of a volume, with `letters` to jump to. `people` links to the list of the edition's people, if it has one."""

    path: str
    layout: Layout
    persons: list[PersonIndexEntry]
    people: str
    letters: list[Inline]


class PrintedNameUse(NamedTuple):
    """The uses of one name in heads: the forms in which they print it, and the documents from it, to it, and with it."""

    forms: dict[str, None]
    roles: dict[str, list[ListedDocument]]
    personal: bool


def persons_page(
    frame: PageFrame,
    documents: Sequence[ListedDocument],
    named: Iterable[PrintedNames],
    identified: Mapping[int, Sequence[IdentifiedName]] | None = None,
) -> PersonsPage:
    """List names in alphabetical order. Those that identify somebody (`identified`, by document) are under the person's name; others that
    are printed alike are grouped, and none is identified with another."""
    linker = frame.linker
    people = people_entries(linker, (name for names in (identified or {}).values() for name in names))
    entries = sorted([*people, *_entries(linker, *others(documents, named, identified or {}))], key=_alphabetic)
    return PersonsPage(
        frame.path,
        frame.layout,
        entries,
        linker.page(page_path("people")) if frame.project.peopled else "",
        letters((entry.name.text, entry.id) for entry in entries),
    )


def _alphabetic(entry: PersonIndexEntry) -> tuple[str, str]:
    return entry.name.text.casefold(), entry.name.text


def _entries(linker: Linker, documents: Sequence[ListedDocument], named: Iterable[PrintedNames]) -> list[PersonIndexEntry]:
    known = correspondents(documents)
    mentioned = mentions([name for name, use in known.items() if use.personal], named)
    names = sorted(known.keys() | mentioned.keys(), key=lambda name: (name.casefold(), name))
    slugs = ids.unique_slugs(names)
    similar = _by_last_word(names)
    return [
        PersonIndexEntry(
            slugs[name],
            Inline(name),
            [form for form in known[name].forms if form != name] if name in known else [],
            joined([Inline(other, f"#{slugs[other]}")] for other in similar[_last_word(name)] if other != name),
            _documents(linker, known, name, "from"),
            _documents(linker, known, name, "to"),
            _documents(linker, known, name, "present"),
            joined((place_inlines(linker, id, anchors) for id, anchors in mentioned.get(name, {}).items()), "; "),
        )
        for name in names
    ]


def correspondents(documents: Iterable[ListedDocument]) -> dict[str, PrintedNameUse]:
    """Collect senders and recipients by the names that lists give them."""
    found: dict[str, PrintedNameUse] = {}
    for document in documents:
        for person in document.people:
            use = found.setdefault(person.short, PrintedNameUse({}, {"from": [], "to": [], "present": []}, person.name is not None))
            use.forms[" ".join(person.words.split())] = None
            if document not in use.roles[person.role][-1:]:
                use.roles[person.role].append(document)
    return found


def mentions(known: Iterable[str], named: Iterable[PrintedNames]) -> dict[str, Places]:
    """Find where each name is printed: the names of correspondents, and names after a title (`President Thieu`).

    1. `Kissinger` · `Henry Kissinger` · `Dr. Kissinger`   mentions of Kissinger, unless `Henry Kissinger` is a name of its own
    2. `Nixon Presidential Materials`                      not a mention of Nixon: the name must end the capitalized words
    """
    documents = list(named)
    names = {*known, *_titled(documents)}
    found: dict[str, Places] = defaultdict(dict)
    for document in documents:
        for words, anchors in document.names.items():
            if name := _name_at_end(words, names):
                found[name].setdefault(document.id, []).extend(anchors)
    return dict(found)


def _name_at_end(words: str, names: set[str]) -> str | None:
    """Find the longest name that ends `words`."""
    while words not in names:
        _, more, words = words.partition(" ")
        if not more:
            return None
    return words


def _titled(documents: Iterable[PrintedNames]) -> list[str]:
    """List the names that follow a title at least twice."""
    times: dict[str, int] = defaultdict(int)
    for document in documents:
        for words, anchors in document.names.items():
            if (name := without_titles(words)) != words and _may_be_a_name(name):
                times[name] += len(anchors)
    return [name for name, count in times.items() if count >= _TIMES]


@cache
def without_titles(words: str) -> str:
    """Remove titles before a name: `Suharto` from `President Suharto`; words without a title stay as they are, and words that are only a
    title become empty."""
    title = _titles()
    while match := title.match(words):
        words = words[match.end() :]
    return words


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.alternatives('offices', 'title')}|{vocabulary.alternatives('titles', 'title')})(?: |$)")


@cache
def _may_be_a_name(words: str) -> bool:
    no_name = re.search(rf"(?:^| ){vocabulary.alternatives('titles', 'no-name')}$|[’'](?:s )|\.$", words)
    whole = vocabulary.name_of("offices", words) or vocabulary.name_of("places", words)
    return len(words) > 1 and words.count(" ") < _LONGEST_NAME and not no_name and not whole


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2]


def _by_last_word(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[_last_word(name)].append(name)
    return found


def _documents(linker: Linker, known: dict[str, PrintedNameUse], name: str, role: str) -> list[Inline]:
    return joined([document_inline(linker, document.id)] for document in known[name].roles[role]) if name in known else []
