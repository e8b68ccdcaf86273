"""Collect what explains the abbreviations and terms of each volume.

What is nearest to the volume counts: its `terms.toml`, then its printed list, then the edition's `terms.toml`, then the channels of the
program. A term with two meanings in the nearest of them is ambiguous: it is listed, and not explained in the documents.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, vocabulary
from backchannel.edition.glossary.forms import forms_of, is_distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.records.lists import PrintedList
    from backchannel.settings.terms import TermEntry


class Explanation(NamedTuple):
    """A row of `explanation`: an abbreviation or a term in the documents of a volume. `known_from` is `volume`, `list`, `edition` or
    `channels`."""

    volume: str
    id: str
    term: str
    forms: str
    meaning: str
    note: str
    known_from: str
    ambiguous: bool


class _Meaning(NamedTuple):
    term: str
    forms: tuple[str, ...]
    meaning: str
    note: str
    known_from: str


def explanations(volume: str, own: Sequence[TermEntry], printed: Sequence[PrintedList], edition: Sequence[TermEntry]) -> list[Explanation]:
    """Return the explanations of a volume: from its `own` file, its `printed` lists, and the `edition`'s file."""
    sources = (_of_file(own, "volume"), _of_lists(printed), _of_file(edition, "edition"), _channels())
    taken: set[str] = set()
    found: list[_Meaning] = []
    for source in sources:
        nearest = [meaning for meaning in dict.fromkeys(source) if meaning.term not in taken]
        taken |= {form for meaning in nearest for form in (meaning.term, *meaning.forms)}
        found += nearest
    return list(_named(volume, found))


def _named(volume: str, found: Sequence[_Meaning]) -> Iterator[Explanation]:
    """Give each meaning its id. A form with two meanings makes both ambiguous."""
    senses: dict[str, set[str]] = {}
    for meaning in found:
        for form in (meaning.term, *meaning.forms):
            senses.setdefault(form, set()).add(meaning.meaning)
    slugs: dict[str, int] = {}
    for meaning in found:
        plain = ids.slug(meaning.term)
        slugs[plain] = slugs.get(plain, 0) + 1
        id = plain if slugs[plain] == 1 else f"{plain}--{slugs[plain]}"
        ambiguous = any(len(senses[form]) > 1 for form in (meaning.term, *meaning.forms)) or _is_double(meaning)
        yield Explanation(volume, id, meaning.term, json.dumps(meaning.forms, ensure_ascii=False), *meaning[2:], ambiguous)


def _is_double(meaning: _Meaning) -> bool:
    """Return whether an entry gives two meanings: several of its parts begin like the abbreviation.

    1. `NAC`: `National Advisory Council; North Atlantic Council`   yes
    2. `niact`: `night action; communications indicator`            no: the second part describes the first
    """
    parts = [part.strip().removeprefix("also ").strip() for part in meaning.meaning.split(";")]
    return sum(part[:1].casefold() == meaning.term[:1].casefold() for part in parts) > 1


def _of_file(entries: Iterable[TermEntry], known_from: str) -> Iterator[_Meaning]:
    for entry in entries:
        forms = (*forms_of(entry.abbreviation), *filter(is_distinct, entry.forms))
        yield _Meaning(entry.abbreviation, tuple(dict.fromkeys(forms)), entry.meaning, entry.note or "", known_from)


def _of_lists(printed: Iterable[PrintedList]) -> Iterator[_Meaning]:
    for entry in chain.from_iterable(found.entries for found in printed):
        if entry.about:
            yield _Meaning(entry.name.text, forms_of(entry.name.text), entry.about.text, "", "list")


def _channels() -> Iterator[_Meaning]:
    """Yield the channels whose meaning the program knows."""
    for term in vocabulary.terms("channels"):
        if term.meaning:
            yield _Meaning(term.name, term.words, term.meaning, "", "channels")
