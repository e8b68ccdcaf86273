"""Compute how the people of a volume may be printed: by family name, with words before it, or in a form of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.settings.people import Person, PersonOffice

_AFTER_A_NAME = frozenset({"jr", "sr", "ii", "iii", "iv"})
OF_WOMEN = frozenset({"Mrs.", "Miss", "Ms.", "Mme.", "Madame", "Lady", "Queen", "Princess"})
"""Titles that the wife of a person may have: `Mrs. Archer` is not the Archer who wrote."""
_INITIALS = re.compile(r"(?<=\.)(?=[^\W\d_])")
_SHOUTED = 4
"""Minimum length of a word in capitals that may be a name: shorter ones (`USA`) are more often abbreviations."""


class NamedPerson(NamedTuple):
    """A person in the form that printed names are compared with: the `family` name, the `given` names in order, and the `titles` in the
    name itself (`Archer, General Ann B.`). A person without given names is printed `whole`."""

    id: str
    name: str
    family: str
    whole: str
    given: tuple[str, ...]
    titles: tuple[str, ...]
    offices: tuple[PersonOffice, ...]


class NameForms(NamedTuple):
    """The people of a volume by their printed forms: as a whole, in a `written` form or by their name without a comma; or by family name,
    with words before it. `last_words` has the last word of each form: a quick test that most printed words fail."""

    written: dict[str, tuple[NamedPerson, ...]]
    families: dict[str, tuple[NamedPerson, ...]]
    last_words: frozenset[str]
    people: tuple[NamedPerson, ...]


def forms_of(people: Iterable[Person]) -> NameForms:
    """Return the printed forms of these people."""
    written: dict[str, dict[str, NamedPerson]] = defaultdict(dict)
    families: dict[str, dict[str, NamedPerson]] = defaultdict(dict)
    everyone = {person.id: _known(person) for person in people}
    for person in people:
        known = everyone[person.id]
        for form in (*person.forms, *([] if known.family else [known.whole])):
            written[folded(form)][person.id] = known
        if known.family:
            families[folded(known.family)][person.id] = known
    ends = frozenset(form.rpartition(" ")[2] for form in (*written, *families))
    return NameForms(_listed(written), _listed(families), ends, tuple(everyone.values()))


def _listed(found: dict[str, dict[str, NamedPerson]]) -> dict[str, tuple[NamedPerson, ...]]:
    return {form: tuple(known.values()) for form, known in found.items()}


def _known(person: Person) -> NamedPerson:
    """Split the name of a person into its parts.

    1. `Archer, General Ann B., Jr.`    the family name Archer, the given names Ann and B., the title General
    2. `Ba Maw, General`                no family name: everything before the comma is printed
    3. `Archer, Mrs.`                   printed `Mrs. Archer`: the name alone is another person's
    """
    first, *rest = (part.strip() for part in person.name.partition("(")[0].split(","))
    given = [word for part in rest for word in part.split() if word.strip(".").casefold() not in _AFTER_A_NAME]
    titles, names = split_titles(" ".join(given))
    whole = " ".join((*(title for title in titles if title in OF_WOMEN), first))
    return NamedPerson(person.id, person.name, first if names else "", whole, given_names(names), titles, person.offices)


def given_names(words: str) -> tuple[str, ...]:
    """Split given names into words: both `J.F.` and `J. F.` are two names."""
    return tuple(part for word in words.split() for part in _INITIALS.split(word))


class NamePrefix(NamedTuple):
    """The words before a name: `titles`, and the words after the last of them, which are `given` names or others."""

    titles: tuple[str, ...]
    given: str


@lru_cache(4096)
def split_before(words: str) -> NamePrefix:
    """Split the words before a name into titles and the words after the last title.

    1. `But Foreign Minister`    Foreign Minister, nothing
    2. `General Ann`             General, Ann
    3. `Defense Ann`             of `Secretary of Defense Ann Archer`: no title, Ann
    4. `When Ann`                no title, Ann
    """
    titles = list(_titles("title").finditer(words))
    end = max((match.end() for match in _titles("title", "other-title", "office-end", "no-name").finditer(words)), default=0)
    given = words[end:].split()
    while given and (given[0] in _openers() or not given[0].strip("-–.")):
        given = given[1:]
    return NamePrefix(tuple(title[0] for title in titles), " ".join(given))


def form(words: str) -> str:
    """Return a printed name without the words before it: `Archer` for `When Archer`, `Ann Archer` for `Defense Ann Archer`."""
    name = _titles("title", "other-title").sub(lambda title: " " * len(title[0]), words)
    end = max((match.end() for match in _titles("office-end", "no-name").finditer(name)), default=0)
    left = words[end:].split()
    while len(left) > 1 and left[0] in _openers():
        left = left[1:]
    return " ".join(left)


def split_titles(words: str) -> tuple[tuple[str, ...], str]:
    """Return all titles in the second part of a person's name, and the given names after them: `Lieutenant General Ann B.` The `M.` in
    `Ann M.` is no title."""
    found = [title for title in _titles("title", "other-title").finditer(words) if len(title[0]) > len("M.") or not title.start()]
    return tuple(title[0] for title in found), words[found[-1].end() :].strip() if found else words


@cache
def _titles(*kinds: str) -> re.Pattern[str]:
    found = [vocabulary.alternatives("titles", kind) for kind in kinds]
    return re.compile(rf"(?<!\S)(?:{'|'.join([vocabulary.alternatives('offices', 'title'), *found])})(?!\S)")


@cache
def _openers() -> frozenset[str]:
    """Return words that have a capital only because they begin a sentence, and are not part of the name: `When Archer came`."""
    return frozenset(word for term in vocabulary.terms("titles") if term.kind == "opener" for word in term.words)


@cache
def short_names() -> dict[str, frozenset[str]]:
    """Return the full names for each short name: Edward and Edwin for `Ed`."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in vocabulary.terms("given_names"):
        for word in term.words:
            found[word].add(term.name)
    return {word: frozenset(names) for word, names in found.items()}


def folded(words: str) -> str:
    """Normalize words for comparison: names in capitals (`ARCHER`) become like others."""
    return " ".join(
        word.capitalize() if word.isupper() and word.isalpha() and len(word) >= _SHOUTED else word
        for word in words.replace("'", "’").split()
    )
