"""Parse references to volumes: `Foreign Relations, 1964–1968, vol. XIII`, `vol. iii`, `ibid., 1950, vol. I`, `Ibid.`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.designations import PART, in_series, other_part, part_meant, parts_of, series_of, series_of_years
from backchannel.readers.text.citations.context import OTHER_WORK, CarriedVolume
from backchannel.readers.text.citations.phrase_numbers import number_spans
from backchannel.readers.text.citations.works import is_after_title, is_of_paper
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import CitationContext
    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseNumber
    from backchannel.records import ReferenceKind

_SEE = re.compile(r"\b(?:see|in|cf\.|also|note,)\s+$", re.IGNORECASE)
"""What must precede a bare `volume III`: otherwise it is usually a volume of some other work or of a file."""
_PLACES = ("documents", "notes")
_PLACES_OLD = (*_PLACES, "pages")
"""Phrases that form one reference with the volume before them."""
_SEE_IBID = re.compile(r"\b[Ss]ee(?:\s+also)?,?\s+$")
_AFTER = re.compile(r",?\s+(?:in|of)\s+|,\s+")
_NEXT = re.compile(rf",?\s*(?:({PART}),?\s*)?")
_NEXT_TITLED = re.compile(rf",\s*[A-Z][^.;()\n]{{2,80}}?,\s*(?:({PART}),?\s*)?")
_LONGEST_TITLE = 60
"""Characters after a volume's number in which the words of its title decide the part."""


def volume(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite volumes by number: `Foreign Relations, 1952–1954, vol. XIII, Part 2` · `ibid., vol. XIII` · `volumes II and III`

    A document in the volume forms one reference with it: `Foreign Relations, 1964–1968, vol. XIII, Document 312`.
    """
    phrase = context.phrases[i]
    series = _series(context, phrase)
    ids = numbered(phrase, series) if series else []
    if not ids or _is_running_head(context, phrase, ids):
        return None
    return _cite_volumes(context, i, ids)


def numbered(phrase: CitationPhrase, series: str) -> list[str]:
    """Return the ids of the volumes that `phrase` numbers; none if one is not a number. A supplement to several volumes has one id."""
    ids = [in_series(series, item.value, phrase.part, supplement=phrase.supplement) for item in phrase.items]
    return [] if None in ids else list(dict.fromkeys(id for id in ids if id))


def _is_running_head(context: CitationContext, phrase: CitationPhrase, ids: list[str]) -> bool:
    """Return whether `530 Foreign Relations, 1961–1963, Volume IV` is the running head of a page, left in the text by the capture."""
    return ids == [context.volume] and context.where == "body" and context.before(phrase, 20).strip().isdecimal()


def own_part(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite another part of the text's own volume: `part 2 of the present volume` · `Part 2 of this volume, Document 45`"""
    phrase = context.phrases[i]
    part = other_part(context.volume, phrase.part or "")
    return _cite_volumes(context, i, [part]) if context.volume[-2:-1] == "p" and part != context.volume else None


def titled_volume(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite a volume by title or year: `Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 984` · `Foreign Relations, 1901`"""
    ids = titled(context.phrases[i])
    return _cite_volumes(context, i, ids) if ids else None


def titled(phrase: CitationPhrase) -> list[str]:
    """Return the id of the volume that `phrase` names by title or year; an empty list if there is no such volume."""
    if phrase.years:
        return [f"frus{phrase.years}"]
    name = vocabulary.name_of("volumes", phrase.word)
    id = in_series(name, phrase.items[0].value) if name and phrase.items else name
    return [id] if id else []


def volume_after(context: CitationContext, i: int) -> tuple[str, int] | None:
    """Return the volume named after the place at `i`, and where its words end. After a comma, a volume that has a place of its own after it
    does not count.

    1. `Document 231, Foreign Relations, 1969–1976, vol. VI`
    2. `Document 5 in volume XIII`
    """
    place, after = context.phrases[i], context.following(i)
    if after is None or after.kind not in ("volume", "titled") or not _AFTER.fullmatch(context.gap(place, after)):
        return None
    series = None if after.kind == "titled" else _series(context, after, named=context.text[place.end] != ",")
    ids = titled(after) if after.kind == "titled" else numbered(after, series) if series else []
    if len(ids) != 1:
        return None
    own = context.place_after(i + 1)
    listed = context.text[place.end] == "," and own < len(context.phrases)
    if listed and context.joins(CarriedVolume(ids[0], after.end, after.start), context.phrases[own]):
        return None
    return _part_meant(context, after, None, ids[0]), after.end


def _cite_volumes(context: CitationContext, i: int, ids: list[str]) -> tuple[list[Reference], int]:
    """Make references to the volumes, unless the next phrase forms one reference with the only one."""
    phrase, after = context.phrases[i], context.place_after(i)
    if len(ids) == 1:
        place = context.phrases[after] if after < len(context.phrases) else None
        ids = [_part_meant(context, phrase, place, ids[0])]
        carried = CarriedVolume(ids[0], phrase.end, phrase.start)
        kinds = _PLACES_OLD if context.page_with_volume else _PLACES
        if place and place.kind in kinds and context.joins(carried, place):
            context.carried = carried
            return [], after
    items: tuple[PhraseNumber, ...] = phrase.items if len(ids) > 1 else phrase.items[:1]
    context.carried = None
    spans = [(low, high) for _, low, high in number_spans(context.text, items, phrase.start, phrase.end)] or [(phrase.start, phrase.end)]
    references = [context.cite("volume", low, high, Cited(volume=id)) for id, (low, high) in zip(ids, spans, strict=True)]
    return references, i + 1


def _part_meant(context: CitationContext, phrase: CitationPhrase, place: CitationPhrase | None, id: str) -> str:
    """Return the part of a volume that its title or the page after it decides; `id` if it has no parts, or nothing decides."""
    if not parts_of(id):
        return id
    of_place = place and place.kind == "pages" and context.joins(CarriedVolume(id, phrase.end, titled=True), place)
    title = context.text[phrase.end : min(context.high, phrase.end + _LONGEST_TITLE)]
    return part_meant(id, place.items[0].value if place and of_place else None, re.split(r"[.;()\n]", title)[0])


def _series(context: CitationContext, phrase: CitationPhrase, *, named: bool = False) -> str | None:
    """Return the beginning of the ids of the cited volumes, or None if `phrase` names no volume of this series. `named`: the words before
    say that it is a volume of a document."""
    carries = context.volume_for(phrase)
    if phrase.word == "ibid" and (context.last != "place" or (not phrase.years and _is_of_other_years(context, phrase))):
        return None
    if phrase.word in ("fore", "frus", "ibid") or carries:
        return _series_of_words(context, phrase)
    if phrase.years or phrase.items[0].value.isdecimal():
        return None
    if is_of_paper(context, phrase):
        return None
    named = named or (phrase.word == "v" and bool(_SEE.search(context.before(phrase, 20)) or _is_aside(context, phrase)))
    return series_of(context.volume) if named or _has_document(context, phrase) else None


def _is_aside(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a part of a volume is alone in parentheses: `(vol. VII, Part 2)`."""
    return phrase.part is not None and context.before(phrase, 1) == "(" and context.after(phrase.end, 1) == ")"


def _is_of_other_years(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether an `ibid.` may mean the series of other years than those of the place named last."""
    rival = context.rival_volume(phrase.start)
    return rival is not None and series_of(rival) != context.series


def _has_document(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a document of the volume follows, and no other work was named before: `telegram 12 is vol. II, Document 337`"""
    after = context.after_of(phrase)
    here = context.last != "work" or context.work_end < context.low
    followed = here and after is not None and after.kind == "documents" and _NEXT.fullmatch(context.gap(phrase, after))
    return bool(followed) and not is_after_title(context, phrase)


def _series_of_words(context: CitationContext, phrase: CitationPhrase) -> str | None:
    return series_of_years(phrase.years) if phrase.years else context.series


def ibid(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Resolve an `ibid.` as far as this file can.

    1. `ibid., Document 5` · `ibid., p. 53`     in the volume named before
       `ibid., Part 2, p. 1571` · `ibid., Western Europe and Canada, pp. 5–7`     the same, with its part or title between
    2. `see ibid.` · a note that says only `Ibid.`     the same place again
    3. `(Ibid.)`                                the collection named before
    """
    phrase, after = context.phrases[i], context.following(i)
    named, rival = context.place.volume, context.rival_volume(phrase.start)
    if context.last == "place" and rival == OTHER_WORK:
        context.last = "work"
    if after and after.kind in _PLACES_OLD and (part := _next_of_ibid(context, phrase, after)) is not None:
        if named and (context.last == "place" or (context.last == "archive" and after.kind == "documents")):
            context.carried = CarriedVolume(other_part(named, part), phrase.end, phrase.start, rival=rival)
        elif context.last != "place":
            context.work_end = phrase.end
        return [], i + 1
    if context.last == "work":
        context.work_end = phrase.end
        return [], i + 1
    again = _SEE_IBID.search(context.before(phrase, 12)) or _is_whole_note(context, phrase)
    if context.last == "place" and context.place != Cited() and again:
        before = context.rival(phrase.start)
        place = context.place.model_copy(update={"alternative": before.target}) if before else context.place
        return [context.cite(_kind(place), phrase.start, phrase.end, place)], i + 1
    context.last, context.work_end = "archive", phrase.end
    return [Reference(start=phrase.start, end=phrase.end, kind="collection", where=context.where, cited=Cited())], i + 1


def _is_whole_note(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a note says only `Ibid.`, and the note before it names no collection or other work."""
    alone = context.text[context.low : context.high].strip(" .") == context.text[phrase.start : phrase.end].strip(" .")
    return alone and context.where != "body" and not context.passed & {"work", "archive"}


def _next_of_ibid(context: CitationContext, phrase: CitationPhrase, place: CitationPhrase) -> str | None:
    """Return the words of a part between an `ibid.` and a place in it, or an empty string; None if the two do not belong together."""
    gap = context.gap(phrase, place)
    found = _NEXT.fullmatch(gap) or (_NEXT_TITLED.fullmatch(gap) if context.last == "place" and context.place.volume else None)
    return (found[1] or "") if found else None


def _kind(place: Cited) -> ReferenceKind:
    if place.note:
        return "note"
    if place.page:
        return "page"
    return "document" if place.document or place.relation else "volume"
