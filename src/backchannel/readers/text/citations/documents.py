"""Parse references to documents: `Document 144`, `Documents 12–14`, `Document 5 in volume XIII`, `Document 6, ibid.`, `infra`.

A document without a volume is one of the text's own, if no other work is named next to it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.readers.text.citations.context import CarriedVolume
from backchannel.readers.text.citations.phrase_numbers import number_spans
from backchannel.readers.text.citations.volumes import volume_after
from backchannel.readers.text.citations.works import is_after_title, is_after_work, is_of_institution, is_of_paper, is_of_that_volume
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import CitationContext, Found
    from backchannel.readers.text.citations.phrases import CitationPhrase

_OF_VOLUME = re.compile(r"\s+(?:in|of)\s+")
_UNKNOWN_VOLUME = re.compile(r"Foreign\s+Relations(?:\s+of\s+the\s+United\s+States)?,\s(?:(?!\b[Vv]ol|\bsee\b)[^.;()\n])*,\s+$")
"""A volume with an unknown title: a `Document 7` after it is not in the text's own volume."""
_EDITOR = re.compile(r"(?:[,(;]|\b(?:see|printed|and))\s*$", re.IGNORECASE)
"""What precedes `infra` in words of the editors: the text of a telegram has its own `para 10 infra`."""
RELATIONS = {"above": "here", "below": "here", "supra": "previous", "infra": "next"}


def documents(context: CitationContext, i: int) -> Found:
    """Cite documents, in the volume named before or after them, or in the text's own.

    1. `Document 144` · `Documents 308 and 312` · `Documents 12–14`
    2. `vol. XIII, Documents 305 and 307`
    3. `Document 5 in volume XIII`
    4. `Document 4 of that volume`
    """
    phrase = context.phrases[i]
    if is_of_that_volume(context, phrase):
        return cite_documents(context, phrase, phrase.start, context.place.volume), i + 1
    if not is_document(context, phrase):
        return past_work(context, phrase, i + 1)
    if (after := volume_after(context, i)) and (not context.volume_for(phrase) or context.text[phrase.end] != ","):
        return cite_documents(context, phrase._replace(end=after[1]), phrase.start, after[0]), i + 2
    if (other := context.following(i)) and other.kind == "volume" and _OF_VOLUME.fullmatch(context.gap(phrase, other)):
        return past_work(context, phrase, i + 1)
    return cite_documents(context, phrase, context.start_of(phrase)), i + 1


def document_of_ibid(context: CitationContext, i: int) -> Found:
    """Cite documents in the volume named before: `Document 6, ibid.`"""
    phrase, ibid = context.phrases[i], context.following(i)
    if ibid is None or not is_document(context, phrase) or not _is_before_ibid(context, i):
        return None
    if (named := volume_of_ibid(context, i)) is None:
        return [], i + 2
    volume, end = named
    context.carried = CarriedVolume(volume, phrase.start, rival=context.rival_volume(phrase.start))
    return cite_documents(context, phrase._replace(end=end), phrase.start, volume), i + 2


def volume_of_ibid(context: CitationContext, i: int) -> tuple[str, int] | None:
    """Return the volume of the document at `i`, if an `ibid.` after it means the one named before, and where the words end."""
    if context.last != "place" or not _is_before_ibid(context, i):
        return None
    return context.place.volume or context.volume, context.phrases[i + 1].end


def _is_before_ibid(context: CitationContext, i: int) -> bool:
    """Return whether the `ibid.` after the document at `i` belongs to it, and not to a place of its own: `Document 6, ibid., p. 5`."""
    phrase, ibid, place = context.phrases[i], context.following(i), context.following(i + 1)
    if ibid is None or ibid.kind != "ibid" or context.gap(phrase, ibid) != ", " or context.volume_for(phrase):
        return False
    return not (place and context.gap(ibid, place).strip() == ",")


def relative_document(context: CitationContext, i: int) -> Found:
    """Cite the document before or after: `Supra.` · `printed infra`; in a document's own text only after an editor's `see` or comma."""
    phrase = context.phrases[i]
    if not is_of_editors(context, phrase):
        return [], i + 1
    relation = RELATIONS[phrase.word]
    return [context.cite("document", phrase.start, phrase.end, Cited.model_validate({"relation": relation}))], i + 1


def is_of_editors(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether `infra` is the editors' word: in a note, or in a document's own text after an editor's `see` or comma."""
    return context.where != "body" or bool(_EDITOR.search(context.before(phrase, 20)))


def is_document(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether `phrase` names a document of this series: not `House Document 352`, nor one of a work named next to it."""
    if is_of_institution(context, phrase) or _is_descending(context, phrase) or is_of_paper(context, phrase):
        return False
    if context.volume_for(phrase):
        return True
    unknown = _UNKNOWN_VOLUME.search(context.before(phrase, 160))
    return not (unknown or is_after_work(context, phrase) or is_after_title(context, phrase))


def past_work(context: CitationContext, phrase: CitationPhrase, i: int) -> Found:
    """Note that `phrase` is a document of another work, which has the notes and pages after it; `i` is the index of the next phrase."""
    if not is_of_institution(context, phrase):
        context.last = "work"
    context.work_end = phrase.end
    context.pass_work(phrase.start)
    return [], i


def _is_descending(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a number after a dash is lower: `Document 60–54` is one number, of another series."""
    numbers = number_spans(context.text, phrase.items, phrase.start, phrase.end)
    dashed = ((a, b) for a, b in pairwise(numbers) if context.text[a[2] : b[1]].strip() in ("–", "-"))
    return any(ids.number_key(b[0]) < ids.number_key(a[0]) for a, b in dashed)


def cite_documents(context: CitationContext, phrase: CitationPhrase, start: int, volume: str | None = None) -> list[Reference]:
    named = volume or context.volume_for(phrase)
    numbers = number_spans(context.text, phrase.items, start, phrase.end)
    return [context.cite("document", low, high, Cited(volume=named, document=n)) for n, low, high in numbers]
