"""Keep the state of reading citations: the volume that carries over, and the meaning of an `ibid.`"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel import ids
from backchannel.designations import PART, first_year, other_part, series_of
from backchannel.readers.text.citations.beside_own import beside_own
from backchannel.readers.text.citations.phrase_numbers import number_spans
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseKind
    from backchannel.records import ReferenceKind

LAST_CITED_BY_PAGE = 1954
"""Up to the volumes that begin in this year the series cites its own documents by page, after it by document number."""

LAST_LINKED_WITH_PAGE = 1951
"""Up to the volumes that begin in this year the series links `vol. iii, pp. 352 ff.` as one reference, to the page; after it, only the
volume."""

_LONGEST_GAP = 200
"""The most characters between a volume and a place in it: the longest title. Further on, a place is the text's own volume's."""
_JOIN = re.compile(
    r"""
    [\s,;:]*
    (?: \b(?: and | or | also | as[ ]well[ ]as | as             # vol. XIII, Document 305, and Document 307
            | especially | particularly | including             # vol. XIII, especially Document 305
            | editorial[ ]note | passim | p\. | ff\b\.?         # vol. iii, pp. 251 ff. and p. 260
        )(?!\w)[\s,;]*
    ){0,3}
    """,
    re.VERBOSE,
)
"""Words between two places of one list; a `see` starts a new list."""
_NEXT_PART = re.compile(rf"(?:\s?ff?\b\.?)?[,;]?\s+(?:and\s+)?({PART}),\s+")
"""Words between a place in one part of a volume and a place in another: `vol. VI, Part 1, pp. 5 ff., and Part 2, pp. 900 ff.`"""
_TITLE = re.compile(r",?\s*[A-Z“\d](?:(?!\bsee\b)[^.;()\n]|(?<=[A-Z])\.|;\s(?=[A-Z])){0,160}(?:,|\sas)\s*")
"""A volume's title between its number and a place in it: `, Arab-Israeli Dispute, January 1977–August 1978, `."""


Found = tuple[list[Reference], int] | None
"""What a construct returns: the references that begin at a phrase, and the index of the next phrase; None if it does not fit."""


class CarriedVolume(NamedTuple):
    """A volume that carries over to the places after it. `end` is where the words before these end. `start` is where its own words begin,
    as long as the next reference must include them. `titled`: its title may follow. `rival` is another volume that the words may mean."""

    volume: str
    end: int
    start: int | None = None
    titled: bool = False
    rival: str | None = None


OTHER_WORK = ""
"""The volume of a place in another work."""


class CitedPlace(NamedTuple):
    """A place that was cited, and where its words end."""

    volume: str
    document: str | None
    note: str | None
    page: str | None
    end: int

    @property
    def target(self) -> str:
        """Return the id of the place: `frus1964-68v02/d7#d7fn3`."""
        if self.document:
            local = ids.document_id(self.document, self.document)
            return f"{self.volume}/{local}" + (f"#{ids.note_id(local, self.note)}" if self.note else "")
        return f"{self.volume}#{ids.page_id(ids.first_of_pages(self.page))}" if self.page else self.volume


@dataclass(slots=True)
class CitationContext:
    """The state while the passages of a text are read in order.

    `low` and `high` are the ends of the current passage. `last` is the kind of the last thing named, and `place` what a last place was;
    `work_end` is where the name of the last other work ends. `channel` is the channel named last, `own` that of the text itself. `named`
    has, by number, the channels that the text names with a telegram. `editorial`: the text is a note of the editors. `passed` has the
    kinds of phrases in the passage before. `main` is the place cited last outside of parentheses, `aside` the place cited in the
    parenthesis after it."""

    text: str
    volume: str
    phrases: list[CitationPhrase] = field(default_factory=list)
    where: str = "body"
    low: int = 0
    high: int = 0
    carried: CarriedVolume | None = None
    last: Literal["place", "work", "archive"] | None = None
    place: Cited = field(default_factory=Cited)
    work_end: int = -1
    channel: str | None = None
    own: str | None = None
    named: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    editorial: bool = False
    passed: frozenset[PhraseKind] = frozenset()
    main: CitedPlace | None = None
    aside: CitedPlace | None = None

    def enter(self, low: int, high: int, where: str, phrases: list[CitationPhrase]) -> None:
        """Begin a passage. A volume does not carry over to it, but an `ibid.` in a note may mean what the note before named."""
        if where != "body" and self.where == "body":
            self.last, self.place, self.main, self.aside = None, Cited(), None, None
        self.passed = frozenset(phrase.kind for phrase in self.phrases)
        self.low, self.high, self.where, self.phrases = low, high, where, phrases
        self.carried, self.work_end = None, -1

    @property
    def series(self) -> str | None:
        """Return the beginning of the ids of volumes cited without their years."""
        return series_of(self.place.volume or self.volume)

    @property
    def by_page(self) -> bool:
        """Return whether the text's volume cites itself by page."""
        year = first_year(self.volume)
        return year is not None and year <= LAST_CITED_BY_PAGE

    @property
    def page_with_volume(self) -> bool:
        """Return whether a page and the volume named before it are one reference."""
        year = first_year(self.volume)
        return year is not None and year <= LAST_LINKED_WITH_PAGE

    def before(self, phrase: CitationPhrase, length: int = 60) -> str:
        """Return the words before `phrase`, within the passage."""
        return self.text[max(self.low, phrase.start - length) : phrase.start]

    def after(self, at: int, length: int = 60) -> str:
        """Return the words from `at` on, within the passage."""
        return self.text[at : min(self.high, at + length)]

    def following(self, i: int) -> CitationPhrase | None:
        """Return the phrase after the one at `i`, or None."""
        return self.phrases[i + 1] if i + 1 < len(self.phrases) else None

    def after_of(self, phrase: CitationPhrase) -> CitationPhrase | None:
        """Return the first phrase after `phrase`, or None."""
        i = bisect_left(self.phrases, phrase.end, key=lambda after: after.start)
        return self.phrases[i] if i < len(self.phrases) else None

    def place_after(self, i: int) -> int:
        """Return the index of the next phrase that is not a work's name: a volume's title may contain one (`Documents on South Asia`)."""
        i += 1
        while i < len(self.phrases) and self.phrases[i].kind in ("work", "archive"):
            i += 1
        return i

    def gap(self, left: CitationPhrase, right: CitationPhrase) -> str:
        """Return the words between two phrases, up to `_LONGEST_GAP`."""
        return self.text[left.end : min(right.start, left.end + _LONGEST_GAP)]

    def joins(self, carried: CarriedVolume, phrase: CitationPhrase) -> bool:
        """Return whether `phrase` is in the same list as the volume that carries over, or follows its title."""
        if not 0 <= phrase.start - carried.end < _LONGEST_GAP:
            return False
        gap = self.text[carried.end : phrase.start]
        if gap == " (" and self._is_same_place(phrase):
            return True
        titled = carried.start is not None or (carried.titled and self.work_end <= carried.end)
        return bool(_JOIN.fullmatch(gap) or (titled and _TITLE.fullmatch(gap)))

    def _is_same_place(self, phrase: CitationPhrase) -> bool:
        """Return whether a phrase in parentheses names the place before it once more: `pp. 1093–1095 (Document 21)`; not, after a document,
        `(page 4 of the draft)`."""
        if self.last != "place":
            return False
        if phrase.kind == "pages":
            return (
                self.place.document is not None and self.text.startswith(("p.", "pp."), phrase.start) and self.after(phrase.end, 1) == ")"
            )
        return self.place.page is not None and phrase.kind == "documents"

    def volume_for(self, phrase: CitationPhrase) -> str | None:
        """Return the volume that carries over to `phrase`, or None for the text's own."""
        if self.carried and self.joins(self.carried, phrase):
            return self.carried.volume
        if self.carried and (part := _NEXT_PART.fullmatch(self.text, self.carried.end, phrase.start)):
            return other_part(self.carried.volume, part[1])
        return beside_own(self, phrase) if phrase.kind in ("documents", "notes", "pages") else None

    def start_of(self, phrase: CitationPhrase) -> int:
        """Return where the reference of `phrase` begins: with the words of its volume, if these are no reference of their own."""
        if self.carried and self.carried.start is not None and self.joins(self.carried, phrase):
            return self.carried.start
        return phrase.start

    def cite(self, kind: ReferenceKind, start: int, end: int, cited: Cited) -> Reference:
        """Make a reference. It becomes the meaning of an `ibid.` after it, and its volume carries over."""
        place = CitedPlace(cited.volume or self.volume, cited.document, cited.note, cited.page, end)
        rival = self.carried.rival if self.carried and self.carried.volume == cited.volume else None
        if rival:
            cited = cited.model_copy(update={"alternative": place._replace(volume=rival).target})
        elif cited.alternative and cited.note:
            cited = cited.model_copy(update={"alternative": _with_note(cited.alternative, cited.note)})
        if self._in_parenthesis(start):
            self.aside = place
        else:
            self.main, self.aside = place, None
        self.last, self.place = "place", cited
        self.carried = CarriedVolume(cited.volume, end, titled=kind == "volume", rival=rival) if cited.volume else None
        return Reference(start=start, end=end, kind=kind, where=self.where, cited=cited)

    def _in_parenthesis(self, at: int) -> bool:
        return self.text.rfind("(", self.low, at) > self.text.rfind(")", self.low, at)

    def rival(self, at: int) -> CitedPlace | None:
        """Return the place before a parenthesis that ends before `at` and names another volume: an `ibid.` at `at` may mean either.

        1. `Foreign Relations, 1964–1968, vol. II, Document 5 (see also vol. III, Document 9); ibid., Document 7`
        2. `A witness described it. (Foreign Relations, 1964–1968, vol. III, Document 9) See ibid., Document 7`: the text's own volume
        """
        if self.aside is None or self.text.find(")", self.aside.end, at) < 0:
            return None
        of_passage = self.main if self.main and self.main.end > self.low else None
        main = of_passage or CitedPlace(self.volume, None, None, None, self.low)
        return main if main.volume != self.aside.volume else None

    def rival_volume(self, at: int) -> str | None:
        """Return the other volume that an `ibid.` at `at` may mean, or that the place named before may be in."""
        if self.place.alternative:
            return ids.split_target(self.place.alternative)[0].partition("/")[0]
        rival = self.rival(at)
        return rival.volume if rival else None

    def pass_work(self, at: int) -> None:
        """Note that a place at `at` is of another work, which an `ibid.` after a parenthesis may mean."""
        if not self._in_parenthesis(at):
            self.main, self.aside = CitedPlace(OTHER_WORK, None, None, None, at), None


def _with_note(target: str, note: str) -> str:
    document = ids.split_target(target)[0]
    return f"{document}#{ids.note_id(document.partition('/')[2], note)}"


def cite_notes(context: CitationContext, phrase: CitationPhrase, start: int, end: int, of: Cited) -> list[Reference]:
    """Make a reference for each note of `phrase`, in the document or on the page `of`. Their words are from `start` to `end`."""
    numbers = number_spans(context.text, phrase.items, start, end)
    found = [context.cite("note", low, high, of.model_copy(update={"note": n})) for n, low, high in numbers]
    if of.relation == "here":  # an ibid. never means the document itself
        context.place = Cited()
    return found
