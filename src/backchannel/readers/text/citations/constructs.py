"""Combine adjacent phrases of a citation into references.

Each construct is a function of the context and the index `i` of a phrase. It returns the references that begin there and the index of
the next phrase, or None if the words do not have its shape. For each kind of phrase, the first construct that fits is used.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.readers.text.citations.context import OTHER_WORK, CarriedVolume, CitationContext, cite_notes, number_spans
from backchannel.readers.text.citations.messages import message, messages, telegram
from backchannel.readers.text.citations.pages import note_on_page, page_and_note, pages
from backchannel.readers.text.citations.volumes import ibid, titled_volume, volume, volume_after
from backchannel.readers.text.citations.works import is_after_title, is_after_work, is_of_institution, is_of_paper, is_of_work
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseKind

Found = tuple[list[Reference], int] | None

_OF = re.compile(r"\s*[,.]?\s*(?:(?:to|of|in)\s+)?")
_AND_NOTE = re.compile(r",?\s+and\s+(?:in\s+)?")
_COMMA = re.compile(r",?\s+\(?")
_THERETO = re.compile(r",?\s+thereto\b")
_RELATIVE = re.compile(
    r"""
    ,?\s*\b
    ( above | below | supra | infra                     # footnote 2 above · footnote 4, supra
    | thereto | ibid\b\s?\.?                            # footnote 5 thereto · footnote 3, ibid.
    | to\s+that\s+(?:document|memorandum|telegram|letter|despatch|message|paper|note|report)  # footnote 1 to that memorandum
    )(?!\w)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_PLACE = ("ibid", "thereto", "to")
"""First words of phrases that mean the place named before: `thereto`, `to that memorandum`."""
_UNKNOWN_VOLUME = re.compile(r"Foreign\s+Relations(?:\s+of\s+the\s+United\s+States)?,\s(?:(?!\b[Vv]ol|\bsee\b)[^.;()\n])*,\s+$")
"""A volume with an unknown title: a `Document 7` after it is not in the text's own volume."""
_EDITOR = re.compile(r"(?:[,(;]|\b(?:see|printed|and))\s*$", re.IGNORECASE)
"""What precedes `infra` in words of the editors: the text of a telegram has its own `para 10 infra`."""
_TO_OTHER = re.compile(r"\s+(?:to|of)\s+")
_RELATIONS = {"above": "here", "below": "here", "supra": "previous", "infra": "next"}


def work(context: CitationContext, i: int) -> Found:
    """Note the name of another work, which has the pages after it: `Public Papers` · `Department of State Bulletin`"""
    context.last, context.work_end = "work", context.phrases[i].end
    return [], i + 1


def archive(context: CitationContext, i: int) -> Found:
    """Note the name of a collection, which is the meaning of an `Ibid.` after it: `Central Files` · `Johnson Library`"""
    context.last, context.work_end = "archive", context.phrases[i].end
    return [], i + 1


def note_of_document(context: CitationContext, i: int) -> Found:
    """Cite notes of a document named after them.

    1. `footnote 3, Document 90` · `footnote 3 to Document 109`
    2. `footnotes 2 and 3, Document 339`
    3. `footnote 3, Document 9 in vol. II`
    """
    notes, document = context.phrases[i], context.following(i)
    if document is None or document.kind != "documents" or not _OF.fullmatch(context.gap(notes, document)):
        return None
    if is_of_paper(context, document):
        return _past_work(context, document, i + 2)
    first, named = document.items[0], context.volume_for(notes)
    if not named and len(document.items) == 1 and (after := volume_after(context, i + 1)):
        return cite_notes(context, notes, notes.start, after[1], Cited(volume=after[0], document=first.value)), i + 3
    found = cite_notes(context, notes, context.start_of(notes), first.end, Cited(volume=named, document=first.value))
    if rest := document.items[1:]:
        found += _documents(context, document._replace(items=rest), rest[0].start)
    return found, i + 2


def relative_note(context: CitationContext, i: int) -> Found:
    """Cite notes of a document that is not named by number.

    1. `footnote 2 above` · `footnotes 5 and 8 below`          this document
    2. `footnote 4, supra`                                     the document before
    3. `footnote 3, ibid.` · `see footnote 5 thereto` · `footnote 1 to that memorandum`     the place named before
    """
    notes = context.phrases[i]
    relative = _RELATIVE.match(context.after(notes.end, 30))
    if relative is None:
        return None
    end, word = notes.end + relative.end(), relative[1].split()[0].lower().rstrip(". ")
    if word in _OF_PLACE:
        cited = context.place.model_copy(update={"note": None})
        if context.last != "place" or not (cited.document or cited.page):
            return [], _past(context, i, end)
    else:
        cited = Cited.model_validate({"relation": _RELATIONS[word]})
    return cite_notes(context, notes, notes.start, end, cited), _past(context, i, end)


def note_of_ibid(context: CitationContext, i: int) -> Found:
    """Cite a note of the document or page named before: `See ibid., footnote 3`"""
    phrase, notes = context.phrases[i], context.following(i)
    if notes is None or notes.kind != "notes" or not _COMMA.fullmatch(context.gap(phrase, notes)) or note_of_other(context, i + 1):
        return None
    cited, rival = context.place.model_copy(update={"note": None}), context.rival(phrase.start)
    if context.last != "place" or not (cited.document or cited.page) or (rival and rival.volume == OTHER_WORK):
        return None
    if rival:
        cited = cited.model_copy(update={"alternative": rival._replace(note=notes.items[0].value).target})
    return cite_notes(context, notes, phrase.start, notes.end, cited), i + 2


def note_here(context: CitationContext, i: int) -> Found:
    """Cite a note of the same document: `see footnote 1`; not `footnote 10 to paragraph 32` of some other paper"""
    notes = context.phrases[i]
    of_paper = _TO_OTHER.match(context.after(notes.end, 8)) or is_of_paper(context, notes)
    if of_paper or is_of_work(context, notes.start) or is_after_title(context, notes):
        return [], i + 1
    return cite_notes(context, notes, notes.start, notes.end, Cited(relation="here")), i + 1


def document_and_note(context: CitationContext, i: int) -> Found:
    """Cite a note of a document named before it; if there are several notes, the document and each note.

    1. `Document 96 and footnote 5 thereto`
    2. `Document 214, footnote 4`
    """
    document, notes = context.phrases[i], context.following(i)
    if notes is None or notes.kind != "notes" or not _is_document(context, document):
        return None
    end = _notes_end(context, i, document, notes)
    if end is None:
        return None
    named = context.volume_for(document)
    cited = Cited(volume=named, document=document.items[-1].value)
    if len(document.items) == len(notes.items) == 1:
        return cite_notes(context, notes, context.start_of(document), end, cited), i + 2
    return _documents(context, document, context.start_of(document)) + cite_notes(context, notes, notes.start, end, cited), i + 2


def _notes_end(context: CitationContext, i: int, document: CitationPhrase, notes: CitationPhrase) -> int | None:
    """Return where the words of a document's notes end, or None if the notes belong to another document."""
    gap = context.gap(document, notes)
    if (thereto := _THERETO.match(context.after(notes.end, 12))) and (_COMMA.fullmatch(gap) or _AND_NOTE.fullmatch(gap)):
        return notes.end + thereto.end()
    if not gap.startswith(",") or not _COMMA.fullmatch(gap) or note_of_other(context, i + 1):
        return None
    return notes.end


def note_of_other(context: CitationContext, i: int) -> bool:
    """Return whether the notes at `i` belong to the words after them: `footnote 5, Document 85`, `footnote 4 above`."""
    notes, after = context.phrases[i], context.following(i)
    of_document = after is not None and after.kind == "documents" and _OF.fullmatch(context.gap(notes, after))
    return bool(of_document or _RELATIVE.match(context.after(notes.end, 20)))


def documents(context: CitationContext, i: int) -> Found:
    """Cite documents, in the volume named before or after them, or in the text's own.

    1. `Document 144` · `Documents 308 and 312` · `Documents 12–14`
    2. `vol. XIII, Documents 305 and 307`
    3. `Document 5 in volume XIII`
    """
    phrase = context.phrases[i]
    if not _is_document(context, phrase):
        return _past_work(context, phrase, i + 1)
    if (after := volume_after(context, i)) and (not context.volume_for(phrase) or context.text[phrase.end] != ","):
        return _documents(context, phrase._replace(end=after[1]), phrase.start, after[0]), i + 2
    return _documents(context, phrase, context.start_of(phrase)), i + 1


def document_of_ibid(context: CitationContext, i: int) -> Found:
    """Cite documents in the volume named before: `Document 6, ibid.`"""
    phrase, ibid = context.phrases[i], context.following(i)
    if ibid is None or ibid.kind != "ibid" or context.gap(phrase, ibid) != ", " or not _is_document(context, phrase):
        return None
    place = context.following(i + 1)
    if context.volume_for(phrase) or (place and context.gap(ibid, place).strip() == ","):
        return None
    if context.last != "place":
        return [], i + 2
    volume, rival = context.place.volume or context.volume, context.rival_volume(phrase.start)
    context.carried = CarriedVolume(volume, phrase.start, rival=rival)
    return _documents(context, phrase._replace(end=ibid.end), phrase.start, volume), i + 2


def relative_document(context: CitationContext, i: int) -> Found:
    """Cite the document before or after: `Supra.` · `printed infra`; in a document's own text only after an editor's `see` or comma."""
    phrase = context.phrases[i]
    if context.where == "body" and not _EDITOR.search(context.before(phrase, 20)):
        return [], i + 1
    relation = _RELATIONS[phrase.word]
    return [context.cite("document", phrase.start, phrase.end, Cited.model_validate({"relation": relation}))], i + 1


def other_volume(context: CitationContext, i: int) -> Found:
    """Note a volume that is not of this series, which has the places after it: `Camp David, Vol. XXII`"""
    context.work_end = context.phrases[i].end
    return [], i + 1


def ignored(context: CitationContext, i: int) -> Found:
    """Skip a phrase that cites nothing."""
    return [], i + 1


def _is_document(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether `phrase` names a document of this series: not `House Document 352`, nor one of a work named next to it."""
    if is_of_institution(context, phrase) or _is_descending(context, phrase) or is_of_paper(context, phrase):
        return False
    if context.volume_for(phrase):
        return True
    unknown = _UNKNOWN_VOLUME.search(context.before(phrase, 160))
    return not (unknown or is_after_work(context, phrase) or is_after_title(context, phrase))


def _past_work(context: CitationContext, phrase: CitationPhrase, i: int) -> Found:
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


def _documents(context: CitationContext, phrase: CitationPhrase, start: int, volume: str | None = None) -> list[Reference]:
    named = volume or context.volume_for(phrase)
    numbers = number_spans(context.text, phrase.items, start, phrase.end)
    return [context.cite("document", low, high, Cited(volume=named, document=n)) for n, low, high in numbers]


def _past(context: CitationContext, i: int, end: int) -> int:
    """Return the index of the first phrase after `i` that begins at `end` or later."""
    i += 1
    while i < len(context.phrases) and context.phrases[i].start < end:
        i += 1
    return i


CONSTRUCTS: dict[PhraseKind, tuple[Callable[[CitationContext, int], Found], ...]] = {
    "volume": (volume, other_volume),
    "titled": (titled_volume, other_volume),
    "ibid": (note_of_ibid, ibid, ignored),
    "notes": (note_of_document, note_on_page, relative_note, note_here),
    "documents": (document_and_note, document_of_ibid, documents),
    "pages": (page_and_note, pages, ignored),
    "relative": (relative_document,),
    "message": (message,),
    "messages": (messages, ignored),
    "telegram": (telegram, ignored),
    "work": (work,),
    "archive": (archive,),
}


def read_phrases(context: CitationContext) -> list[Reference]:
    """Combine the phrases of the context's passage into references."""
    references: list[Reference] = []
    i = 0
    while i < len(context.phrases):
        for construct in CONSTRUCTS[context.phrases[i].kind]:
            if (found := construct(context, i)) is not None:
                references += found[0]
                i = found[1]
                break
    return references
