"""Find the people whom a printed name fits, by the family name at its end, the given names and titles before it, or a form of their own."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from backchannel import vocabulary
from backchannel.edition.people.forms import OF_WOMEN, folded, given_names, short_names, split_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from backchannel.edition.people.forms import NamedPerson, NameForms
    from backchannel.settings.people import PersonOffice

_POSSESSIVE = re.compile(r"[’'][sS](?= |$)")
_GIVEN_NAMES = 2
"""Maximum number of given names before a family name."""
_SPELLED_ALIKE = 0.8
"""Similarity from which two given names may be spellings of one name: `Anatoly` and `Anatoliy`, not `Robert` and `Rupert`."""
_HEADLINE = 4
"""Number of words in capitals from which they are not a name, but a telegram printed in capitals."""
_OF_NO_OFFICE = frozenset({"Mr.", "Messrs.", "Dr.", "Sir", "Lord", "Special Adviser", "Adviser"})
"""Titles that many people have, and that imply no office."""
_OF_ONE_OFFICE = {
    "President": "president",
    "Vice President": "vice president",
    "Secretary": "secretary",
    "Senator": "senat",
    "Congressman": "representative",
    "Governor": "governor",
    "Prime Minister": "minister|premier|chairman",
    "Foreign Minister": "minister|secretary",
}
"""Titles that only holders of an office have, with a part of the office's name: if no known person had one, another person is meant, as by
`President Johnson`."""


class DateBounds(NamedTuple):
    """The days between which a document was written, if known."""

    earliest: str | None
    latest: str | None


class NameMatch(NamedTuple):
    """A printed name, and the people whom it fits. `ending` has the words that it shares with their names. `full`: given names come before
    it, or an office that fits one person; `titled`: the office fits several; `written`: it is a form of their own. A name that fits nobody
    (`Mary Archer`) is `strange`: another person with that family name. So may be one to whom a head gives an office `contrary` to
    theirs. So may one whose title none of them had."""

    words: str
    ending: str
    fits: tuple[NamedPerson, ...]
    full: bool = False
    titled: bool = False
    written: bool = False
    contrary: bool = False

    @property
    def strange(self) -> bool:
        return not self.fits


def names_in(run: str) -> list[str]:
    """Split a run of capitalized words into possible names: `Archer’s Visit` is two."""
    return [part.strip() for part in _POSSESSIVE.split(run) if part.strip()]


def read_name(forms: NameForms, words: str, days: DateBounds) -> NameMatch | None:
    """Return the people whom a printed name may fit; None if it ends like no known name.

    1. `Archer`, `Mr. Archer`        all of that family name
    2. `Ann Archer`, `A. Archer`     those who have these given names
    3. `Secretary Archer`            those who held such an office, if any did
    4. `Mary Archer`                 nobody: another person
    5. `Archer Papers`               None
    """
    plain = folded(words)
    if plain.rpartition(" ")[2] not in forms.last_words or (words.isupper() and words.count(" ") >= _HEADLINE):
        return None
    for before, ending in _endings(plain):
        if written := forms.written.get(ending):
            if not split_before(before).given:
                return _narrowed(NameMatch(words, ending, written, written=True), before, days)
        elif families := forms.families.get(ending):
            return _of_family(NameMatch(words, ending, families), before, days)
    return None


def _endings(words: str) -> Iterator[tuple[str, str]]:
    """Yield the words split in two at each space, the longest ending first."""
    before, rest = "", words
    while rest:
        yield before, rest
        first, _, rest = rest.partition(" ")
        before = f"{before} {first}".strip()


def _of_family(reading: NameMatch, before: str, days: DateBounds) -> NameMatch | None:
    """Keep the people with a family name whom the words before it fit."""
    given = given_names(split_before(before).given)
    if not given:
        return _narrowed(reading, before, days)
    fits = tuple(known for known in reading.fits if has_given(known, given))
    if not fits and not _is_stranger(given, reading.fits):
        return None
    return reading._replace(fits=fits, full=any(len(name.strip(".")) > 1 for name in given))


def _is_stranger(given: Sequence[str], others: Iterable[NamedPerson]) -> bool:
    """Return whether given names that fit nobody are another person's: not if they are only spelled differently (`Anne`), or are words of
    another kind (`Your Talk With Archer`, `Moscow Archer`)."""
    if len(given) > _GIVEN_NAMES or any(vocabulary.name_of(field, given[-1]) for field in ("months", "places")):
        return False
    return not difflib.get_close_matches(given[0], [own for known in others for own in known.given], n=1, cutoff=_SPELLED_ALIKE)


def has_given(known: NamedPerson, given: Sequence[str]) -> bool:
    """Return whether given names, or their initials, may be a person's.

    1. `Ann`, `A.`, `A. B.`, `Ann Bea`    of `Ann B.`
    2. `Alexis`                           of `U. Alexis`: a later name, if it is the same and in full
    3. `Ann B.`                           of `Ann`: more initials than are known
    """
    first, *others = given
    for at, own in enumerate(known.given):
        if _same(first, own) if at == 0 else first == own.strip(".") and len(first) > 1:
            left = iter(known.given[at + 1 :])
            return all(any(_same(name, own) for own in left) or _is_more(name, known) for name in others)
    return False


def _is_more(name: str, known: NamedPerson) -> bool:
    return len(known.given) == 1 and len(name.strip(".")) == 1


def _same(one: str, other: str) -> bool:
    one, other = one.strip("."), other.strip(".")
    return one == other or other in short_names().get(one, ()) or (1 in (len(one), len(other)) and one[:1] == other[:1])


def _narrowed(reading: NameMatch, before: str, days: DateBounds) -> NameMatch | None:
    """Keep those whom the titles before a name fit: those with the office then, else those who ever had it, else all; None for a wife."""
    titles = [title for title in split_before(before).titles if title not in _OF_NO_OFFICE]
    if not titles:
        return reading
    title = titles[-1]
    if title in OF_WOMEN:
        borne = tuple(known for known in reading.fits if title in known.titles)
        return reading._replace(fits=borne, full=True) if borne else None
    for held in (_then(days), _ever):
        if fits := tuple(known for known in reading.fits if _has_title(known, title, held)):
            return reading._replace(fits=fits, full=len(fits) == 1, titled=len(fits) > 1)
    if (held_by := _OF_ONE_OFFICE.get(title)) and not any(_may_hold(known, held_by) for known in reading.fits):
        return reading._replace(contrary=True)
    return reading._replace(titled=len(reading.fits) > 1)


def _may_hold(known: NamedPerson, parts: str) -> bool:
    """Return whether the name of one of a person's offices has one of these parts, or none of the offices is known."""
    return not known.offices or any(part in office.name.casefold() for office in known.offices for part in parts.split("|"))


def _then(days: DateBounds) -> Callable[[PersonOffice], bool]:
    return lambda office: office.may_be_held(*days)


def _ever(_: PersonOffice) -> bool:
    return True


def _has_title(known: NamedPerson, title: str, held: Callable[[PersonOffice], bool]) -> bool:
    """Return whether a person has a title: in the name itself, or by an office for which `held` is true."""
    return title in known.titles or any(held(office) and _is_called(office.name, title) for office in known.offices)


@cache
def _is_called(office: str, title: str) -> bool:
    """Return whether the holder of an office has a title before the name.

    1. `Secretary` · `Deputy Secretary of Defense`   yes
    2. `President` · `Vice President`                no: it is not used as a title
    3. `President` · `Assistant to the President`    no
    """
    rank = _OF_WHAT.split(office, maxsplit=1)[0].casefold()
    title = title.casefold()
    if title == "president" and rank.endswith("vice president"):
        return False
    return rank == title or rank.endswith(f" {title}") or office.casefold().startswith(f"{title} ")


_OF_WHAT = re.compile(r"(?<!\s)\s+(?:of|for|to|in|at|and)\s+|,\s*")
