"""Decide which person each name in a document means: the only one whom form, office and date fit, or whom the document prints in full.

Nothing is guessed. A name is left to settle if it fits several people, or if the document names another person with the same family name.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.edition.people.forms import folded, form, split_before
from backchannel.edition.people.reading import DateBounds, NameMatch, names_in, read_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.people.forms import NamedPerson, NameForms
    from backchannel.settings.people import PersonOffice
    from backchannel.vocabulary import OfficeHolder

_A_DAY = len("1970-01-20")
_SMALL = frozenset({"the", "of", "for", "and", "to", "in", "at", "on", "by", "a", "his", "her"})


class PrintedCorrespondent(NamedTuple):
    """A sender (`from`) or recipient (`to`) in a head, or one of those `present` in a conversation, by its ordinal, with the name and the
    office as printed."""

    role: str
    ordinal: int
    words: str
    name: str | None
    office: str | None


class PrintedDocument(NamedTuple):
    """The names that a document prints: its correspondents, and each run of words like a name, with its anchors. `settled` are the people
    whom names mean here, by the editors: their ids, by the name."""

    days: DateBounds
    correspondents: Sequence[PrintedCorrespondent]
    names: Mapping[str, Sequence[str]]
    settled: Mapping[str, str] = MappingProxyType({})


class Identification(NamedTuple):
    """A name as printed, its place (`from`, `to` or `present` with the ordinal; `text` with the anchors), and the result: the id of the
    person, or the candidates. `ending` has the words that it shares with their names."""

    role: str
    ordinal: int
    words: str
    ending: str
    person: str | None
    candidates: tuple[str, ...]
    anchors: tuple[str, ...] = ()


def settle(forms: NameForms, printed: PrintedDocument) -> list[Identification]:
    """Identify the names in a document that are like the name of a known person. What editors settled comes before any other evidence."""
    known = {person.id for person in forms.people}
    settled = {folded(words): person for words, person in printed.settled.items() if person in known}
    found = [_as_settled(name, settled) for name in _found(forms, printed)]
    return [*found, *_only_settled(found, printed, settled)] if settled else found


def _only_settled(found: Sequence[Identification], printed: PrintedDocument, settled: Mapping[str, str]) -> Iterator[Identification]:
    """Yield the names that only editors identify: a nickname, or the name of another member of a family."""
    texts = [name for name in found if name.role == "text"]
    known, ordinal = {folded(name.words) for name in texts}, max((name.ordinal for name in texts), default=0)
    for run, anchors in printed.names.items():
        for words in names_in(run):
            if folded(words) in settled and folded(words) not in known:
                ordinal += 1
                yield Identification("text", ordinal, words, words, settled[folded(words)], (), tuple(anchors))


def _as_settled(name: Identification, settled: Mapping[str, str]) -> Identification:
    """Return a name with the person whom editors give for it: for `Rogers`, also in `Mr. Rogers`."""
    words = folded(name.words)
    for ending, person in settled.items():
        before = words.removesuffix(ending)
        if words == ending or (before != words and before.endswith(" ") and not split_before(before.strip()).given):
            return name._replace(person=person, candidates=())
    return name


def _found(forms: NameForms, printed: PrintedDocument) -> list[Identification]:
    heads = [(correspondent, _of_head(forms, correspondent, printed.days)) for correspondent in printed.correspondents]
    texts = list(_of_text(forms, printed))
    around = _context([reading for _, reading in heads if reading], [reading for _, reading in texts], printed.days)
    found = [_identified(correspondent[:2], reading, around) for correspondent, reading in heads if reading and not reading.strange]
    named = ((anchors, reading) for anchors, reading in texts if not reading.strange)
    return found + [_identified(("text", ordinal), reading, around, anchors) for ordinal, (anchors, reading) in enumerate(named, 1)]


def _of_text(forms: NameForms, printed: PrintedDocument) -> Iterator[tuple[tuple[str, ...], NameMatch]]:
    for run, anchors in printed.names.items():
        for words in names_in(run):
            if reading := read_name(forms, words, printed.days):
                yield tuple(anchors), reading


def _of_head(forms: NameForms, correspondent: PrintedCorrespondent, days: DateBounds) -> NameMatch | None:
    """Find the people whom a correspondent's name and office fit; if only an office is printed, the only person who had it then."""
    if not correspondent.name:
        return _in_office(forms, correspondent, days)
    reading = read_name(forms, correspondent.name.partition(",")[0], days)
    if reading is None or not correspondent.office:
        return reading
    had = tuple(known for known in reading.fits if _had(known, correspondent.office, days))
    if had:
        return reading._replace(fits=had, full=len(had) == 1)
    return reading._replace(contrary=not any(_may_have_had(known, correspondent.office) for known in reading.fits))


def _in_office(forms: NameForms, correspondent: PrintedCorrespondent, days: DateBounds) -> NameMatch | None:
    """Find the person for `the Secretary of State`: the only one who had this office on all possible days of the document."""
    office = _key_words(correspondent.words)
    holders = tuple(known for known in forms.people if any(_key_words(o.name) == office and _surely(o, days) for o in known.offices))
    return NameMatch(correspondent.words, correspondent.words, holders, full=True) if len(holders) == 1 else None


def _surely(office: PersonOffice, days: DateBounds) -> bool:
    """Return whether an office was held on all of these days, by its dates."""
    if not (office.first and office.last and days.earliest and days.latest):
        return False
    return _is_before(office.first, days.earliest) and _is_before(days.latest, office.last)


def _is_before(one: str, other: str) -> bool:
    """Return whether a day, month or year is before another, whatever the unknown parts are. The same day counts."""
    length = min(len(one), len(other))
    return one[:length] < other[:length] or (one == other and length == _A_DAY)


def _had(known: NamedPerson, printed: str, days: DateBounds) -> bool:
    """Return whether a person may have had an office then, by the words of its name: `the President’s Assistant for National Security
    Affairs` is `Assistant to the President for National Security Affairs`."""
    words = _key_words(printed)
    return any(office.may_be_held(*days) and _alike(words, _key_words(office.name)) for office in known.offices)


def _may_have_had(known: NamedPerson, printed: str) -> bool:
    """Return whether an office of the person, if any are known, shares a word with the printed one: `Envoy` and `the President` don't."""
    words = _key_words(printed)
    return not known.offices or any(words & _key_words(office.name) for office in known.offices)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _key_words(office: str) -> frozenset[str]:
    words = office.casefold().replace("’", "'").replace(",", " ").split()
    return frozenset(word.removesuffix("'s") for word in words) - _SMALL


class NameContext(NamedTuple):
    """The context of a document's names: the people printed in full in it, the family names that other people have, too; those
    whom heads name; and the days of the document."""

    named: dict[str, set[str]]
    strange: set[str]
    heads: set[str]
    days: DateBounds


def _context(heads: Sequence[NameMatch], texts: Iterable[NameMatch], days: DateBounds) -> NameContext:
    named: dict[str, set[str]] = defaultdict(set)
    strange: set[str] = set()
    for reading in (*heads, *texts):
        if reading.strange or reading.contrary:
            strange.add(reading.ending)
        elif reading.full and len(reading.fits) == 1:
            named[reading.ending].add(reading.fits[0].id)
    return NameContext(dict(named), strange, {known.id for reading in heads for known in reading.fits if len(reading.fits) == 1}, days)


def _identified(place: tuple[str, int], reading: NameMatch, around: NameContext, anchors: tuple[str, ...] = ()) -> Identification:
    fits = [known.id for known in reading.fits]
    here = around.named.get(reading.ending, set())
    if not (reading.full or reading.titled or reading.contrary):
        rivals = {known.id for known in reading.fits if _is_famous(known, around.days)} - here
        fits = [id for id in fits if id in here] if here & set(fits) and (here & around.heads or not rivals) else fits
    doubtful = not reading.full and not reading.written and (reading.ending in around.strange or _is_place(reading))
    doubtful = doubtful or (not (reading.full or reading.written or reading.titled or here) and _may_be_another(reading, around.days))
    person = fits[0] if len(fits) == 1 and not doubtful else None
    return Identification(*place, reading.words, reading.ending, person, () if person else tuple(fits), anchors)


def _is_place(reading: NameMatch) -> bool:
    """Return whether a family name alone is also that of a place: `Berlin`."""
    return form(reading.words) == reading.ending and vocabulary.name_of("places", reading.ending) is not None


_FAMOUS = ("President", "Vice President", "Secretary of State")
"""Offices whose holders are called by their family name alone, also by documents of volumes that list another person of that name."""
_REMEMBERED = 12
"""Years after an office for which documents may call its holder so."""


def _is_famous(known: NamedPerson, days: DateBounds) -> bool:
    """Return whether a person held a high office on the days of the document, or, as a volume's list has it, all the time."""
    high = (own for own in known.offices if any(_key_words(own.name) == _key_words(office) for office in _FAMOUS))
    return any(not (own.first or own.last) or _surely(own, days) for own in high)


def _may_be_another(reading: NameMatch, days: DateBounds) -> bool:
    """Return whether a family name alone may be that of a person who is not known: a common name (`Wilson`), or that of a holder of a high
    office whom none of the people may be (`Johnson`, where only an Ambassador Johnson is known)."""
    if form(reading.words) != reading.ending:
        return False
    return reading.ending in _common() or any(
        holder.name == reading.ending and _is_recent(holder, days) and not any(_held(known, office.name) for known in reading.fits)
        for office in vocabulary.terms("terms")
        if office.name in _FAMOUS
        for holder in office.holders
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(word for term in vocabulary.terms("surnames") if term.kind == "common" for word in term.words)


def _is_recent(holder: OfficeHolder, days: DateBounds) -> bool:
    """Return whether an office began before the document, and ended at most a few years before it."""
    begun = not days.latest or holder.first <= days.latest
    return begun and (not days.earliest or int(days.earliest[:4]) - int(holder.last[:4]) <= _REMEMBERED)


def _held(known: NamedPerson, office: str) -> bool:
    return any(_key_words(office) <= _key_words(own.name) for own in known.offices) or not known.offices
