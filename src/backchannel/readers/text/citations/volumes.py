"""Volumes in citations: `Foreign Relations, 1964–1968, vol. XIII`, `vol. iii`, `ibid., 1950, vol. I`, `Ibid.`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel import vocabulary
from backchannel.designations import in_series, series_of, series_of_years
from backchannel.readers.text.citations.context import Carried, each
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import Context
    from backchannel.readers.text.citations.phrases import Item, Phrase
    from backchannel.records import ReferenceKind

_SEE = re.compile(r"\b(?:see|in|cf\.|also|note,)\s+$", re.IGNORECASE)
"""What must stand before `volume III` alone: without it, it is most often a volume of some other work or of a file."""
_SEE_IBID = re.compile(r"\b[Ss]ee(?:\s+also)?,?\s+$")
_NEXT = re.compile(r",?\s*")


def volume(context: Context, i: int) -> tuple[list[Reference], int] | None:
    """`Foreign Relations, 1952–1954, vol. XIII, Part 2` · `vol. iii, pp. 251 ff.` · `ibid., vol. XIII` · `volumes II and III`

    The words of a document in the volume are one reference with it: `Foreign Relations, 1964–1968, vol. XIII, Document 312`.
    """
    phrase = context.phrases[i]
    series = _series(context, phrase)
    ids = [in_series(series, item.value, phrase.part, supplement=phrase.supplement) if series else None for item in phrase.items]
    if None in ids or _is_running_head(context, phrase, ids):
        return None
    return _cite_volumes(context, i, [id for id in ids if id])


def _is_running_head(context: Context, phrase: Phrase, ids: list[str | None]) -> bool:
    """Whether `530 Foreign Relations, 1961–1963, Volume IV` is a page's top line that the capture left in the text."""
    return ids == [context.volume] and context.where == "body" and context.before(phrase, 20).strip().isdecimal()


def titled_volume(context: Context, i: int) -> tuple[list[Reference], int] | None:
    """`Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 984` · `Foreign Relations, 1901, p. 43`"""
    phrase = context.phrases[i]
    if phrase.years:
        return _cite_volumes(context, i, [f"frus{phrase.years}"])
    name = vocabulary.name_of("volumes", phrase.word)
    if name is None:
        return None
    id = in_series(name, phrase.items[0].value) if phrase.items else name
    return _cite_volumes(context, i, [id]) if id else None


def _cite_volumes(context: Context, i: int, ids: list[str]) -> tuple[list[Reference], int]:
    """References to the volumes, unless the next phrase takes the words of the only one with it."""
    phrase, after = context.phrases[i], context.place_after(i)
    carried = Carried(ids[-1], phrase.end, phrase.start)
    if len(ids) == 1 and after < len(context.phrases):
        place = context.phrases[after]
        if place.kind in ("documents", "notes") and context.joins(carried, place):
            context.carried = carried
            return [], after
    items: tuple[Item, ...] = phrase.items if len(ids) > 1 else phrase.items[:1]
    spans = [(low, high) for _, low, high in each(context.text, items, phrase.start, phrase.end)] or [(phrase.start, phrase.end)]
    references = [context.cite("volume", low, high, Cited(volume=id)) for id, (low, high) in zip(ids, spans, strict=True)]
    return references, i + 1


def _series(context: Context, phrase: Phrase) -> str | None:
    """What the ids of the volumes meant begin with, or None when `phrase` names no volume of this series."""
    carries = context.volume_for(phrase)
    if phrase.word == "ibid" and context.last != "place":
        return None
    if phrase.word in ("fore", "frus", "ibid") or carries:
        return _series_of_words(context, phrase)
    named = phrase.word == "v" and not phrase.items[0].value.isdecimal() and _SEE.search(context.before(phrase, 20))
    return series_of(context.volume) if named and not phrase.years else None


def _series_of_words(context: Context, phrase: Phrase) -> str | None:
    return series_of_years(phrase.years) if phrase.years else context.series


def ibid(context: Context, i: int) -> tuple[list[Reference], int] | None:
    """`ibid., Document 5` · `ibid., p. 53`: in the volume named before · `see ibid.`: that place again · `(Ibid.)`: the collection"""
    phrase, after = context.phrases[i], context.following(i)
    named = context.place.volume
    if after and after.kind in ("documents", "pages", "notes") and _NEXT.fullmatch(context.gap(phrase, after)):
        if named and (context.last == "place" or (context.last == "archive" and after.kind == "documents")):
            context.carried = Carried(named, phrase.end, phrase.start)
        else:
            context.work_end = phrase.end
        return [], i + 1
    if context.last == "work":
        context.work_end = phrase.end
        return [], i + 1
    if context.last == "place" and _SEE_IBID.search(context.before(phrase, 12)):
        return [context.cite(_kind(context.place), phrase.start, phrase.end, context.place)], i + 1
    context.last, context.work_end = "archive", phrase.end
    return [Reference(start=phrase.start, end=phrase.end, kind="collection", where=context.where, cited=Cited())], i + 1


def _kind(place: Cited) -> ReferenceKind:
    if place.note:
        return "note"
    if place.page:
        return "page"
    return "document" if place.document or place.relation else "volume"
