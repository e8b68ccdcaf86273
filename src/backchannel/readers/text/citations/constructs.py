"""The constructs of a citation: which phrases stand together, and what they name.

Each takes the context and the place `i` of a phrase among the passage's; it gives the references that begin there and the place of
the next phrase to read, or None when the words do not have its shape. Of the rows for a phrase's kind the first that fits is taken.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.readers.text.citations.context import CitationContext, cite_notes, each
from backchannel.readers.text.citations.messages import message, messages, telegram
from backchannel.readers.text.citations.pages import is_of_work, note_on_page, page_and_note, pages
from backchannel.readers.text.citations.volumes import ibid, titled_volume, volume, volume_after
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseKind

Found = tuple[list[Reference], int] | None

_OF = re.compile(r"\s*[,.]?\s*(?:(?:to|of|in)\s+)?")
_AND_NOTE = re.compile(r",?\s+and\s+(?:in\s+)?")
_COMMA = re.compile(r",?\s+\(?")
_THERETO = re.compile(r",?\s+thereto\b")
_BESIDE = re.compile(
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
"""First words of what means the place that was named before: `thereto`, `to that memorandum`."""
_OTHER_DOCUMENT = re.compile(
    r"(?:\b(?:[A-Z]{2,}|House|Senate|Executive|Assembly|Nations|Council|Conference|Committee|Commission|Cabinet)|U\.N\.)\s+$"
)
"""What makes the `Document 566` after it one of another series: `CFEP Document 566/3`, `General Assembly Document 2263`."""
_OF_WORK = re.compile(r"[\s,:]*(?:\d{4}(?:[–-]\d{2,4})?[\s,]*)?(?:[Vv]ol(?:ume|\.)\s*\w+[\s,]*)?")
"""Between a collection's name and a document in it: `Basic Documents, 1977–1980, Document 412`, `Memoirs, vol. II, Document 7`."""
_UNKNOWN_VOLUME = re.compile(r"Foreign\s+Relations(?:\s+of\s+the\s+United\s+States)?,\s(?:(?!\b[Vv]ol|\bsee\b)[^.;()\n])*,\s+$")
"""A volume that is called by a title which is not known here: what it has is not the own volume's `Document 7`."""
_EDITOR = re.compile(r"(?:[,(;]|\b(?:see|printed|and))\s*$", re.IGNORECASE)
"""What stands before `infra` where an editor writes: the text of a telegram has `para 10 infra` of its own."""
_TO_OTHER = re.compile(r"\s+(?:to|of)\s+")
_RELATIONS = {"above": "here", "below": "here", "supra": "previous", "infra": "next"}


def work(context: CitationContext, i: int) -> Found:
    """`Public Papers` · `Department of State Bulletin`: pages after it are that work's."""
    context.last, context.work_end = "work", context.phrases[i].end
    return [], i + 1


def archive(context: CitationContext, i: int) -> Found:
    """`Central Files` · `Johnson Library`: an `Ibid.` after it means the collection."""
    context.last, context.work_end = "archive", context.phrases[i].end
    return [], i + 1


def note_of_document(context: CitationContext, i: int) -> Found:
    """`footnote 3, Document 90` · `footnotes 2 and 3, Document 339` · `footnote 3 to Document 109` · `footnote 3, Document 9 in vol. II`"""
    notes, document = context.phrases[i], context.following(i)
    if document is None or document.kind != "documents" or not _OF.fullmatch(context.gap(notes, document)):
        return None
    first, named = document.items[0], context.volume_for(notes)
    if not named and len(document.items) == 1 and (after := volume_after(context, i + 1)):
        return cite_notes(context, notes, notes.start, after[1], Cited(volume=after[0], document=first.value)), i + 3
    found = cite_notes(context, notes, context.start_of(notes), first.end, Cited(volume=named, document=first.value))
    if rest := document.items[1:]:
        found += _documents(context, document._replace(items=rest), rest[0].start)
    return found, i + 2


def note_beside(context: CitationContext, i: int) -> Found:
    """`footnote 2 above` · `footnotes 5 and 8 below` · `footnote 4, supra` · `footnote 3, ibid.` · `see footnote 5 thereto` ·
    `footnote 1 to that memorandum`"""
    notes = context.phrases[i]
    beside = _BESIDE.match(context.after(notes.end, 30))
    if beside is None:
        return None
    end, word = notes.end + beside.end(), beside[1].split()[0].lower().rstrip(". ")
    if word in _OF_PLACE:
        cited = context.place.model_copy(update={"note": None})
        if context.last != "place" or not (cited.document or cited.page):
            return [], _past(context, i, end)
    else:
        cited = Cited.model_validate({"relation": _RELATIONS[word]})
    return cite_notes(context, notes, notes.start, end, cited), _past(context, i, end)


def note_of_ibid(context: CitationContext, i: int) -> Found:
    """`See ibid., footnote 3`: the note of the document or page that was named before"""
    phrase, notes = context.phrases[i], context.following(i)
    if notes is None or notes.kind != "notes" or not _COMMA.fullmatch(context.gap(phrase, notes)) or note_of_other(context, i + 1):
        return None
    cited = context.place.model_copy(update={"note": None})
    if context.last != "place" or not (cited.document or cited.page):
        return None
    return cite_notes(context, notes, phrase.start, notes.end, cited), i + 2


def note_here(context: CitationContext, i: int) -> Found:
    """`see footnote 1`: a note of the same document; not `footnote 10 to paragraph 32` of some other paper"""
    notes = context.phrases[i]
    if _TO_OTHER.match(context.after(notes.end, 8)) or is_of_work(context, notes.start):
        return [], i + 1
    return cite_notes(context, notes, notes.start, notes.end, Cited(relation="here")), i + 1


def document_and_note(context: CitationContext, i: int) -> Found:
    """`Document 96 and footnote 5 thereto` · `Document 214, footnote 4`: the note. With several notes, the document and each note."""
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
    """Where the words of a document's notes end, or None when the notes are not that document's."""
    gap = context.gap(document, notes)
    if (thereto := _THERETO.match(context.after(notes.end, 12))) and (_COMMA.fullmatch(gap) or _AND_NOTE.fullmatch(gap)):
        return notes.end + thereto.end()
    if not gap.startswith(",") or not _COMMA.fullmatch(gap) or note_of_other(context, i + 1):
        return None
    return notes.end


def note_of_other(context: CitationContext, i: int) -> bool:
    """Whether the notes at `i` are told to be those of the words after them: `footnote 5, Document 85`, `footnote 4 above`."""
    notes, after = context.phrases[i], context.following(i)
    of_document = after is not None and after.kind == "documents" and _OF.fullmatch(context.gap(notes, after))
    return bool(of_document or _BESIDE.match(context.after(notes.end, 20)))


def documents(context: CitationContext, i: int) -> Found:
    """`Document 144` · `Documents 308 and 312` · `Documents 12–14` · `vol. XIII, Documents 305 and 307` · `Document 5 in volume XIII`"""
    phrase = context.phrases[i]
    if not _is_document(context, phrase):
        return [], i + 1
    if not context.volume_for(phrase) and (after := volume_after(context, i)):
        return _documents(context, phrase._replace(end=after[1]), phrase.start, after[0]), i + 2
    return _documents(context, phrase, context.start_of(phrase)), i + 1


def beside(context: CitationContext, i: int) -> Found:
    """`Supra.` · `printed infra`: the document before or after; in a document's own text only where an editor's `see` or comma says so"""
    phrase = context.phrases[i]
    if context.where == "body" and not _EDITOR.search(context.before(phrase, 20)):
        return [], i + 1
    relation = _RELATIONS[phrase.word]
    return [context.cite("document", phrase.start, phrase.end, Cited.model_validate({"relation": relation}))], i + 1


def alone(context: CitationContext, i: int) -> Found:
    """A phrase that means nothing here."""
    return [], i + 1


def _is_document(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Whether `phrase` names a document of this series: not `House Document 352`, nor one of a work named just before."""
    if _OTHER_DOCUMENT.search(context.before(phrase, 20)):
        return False
    if _falls(context, phrase) or (_UNKNOWN_VOLUME.search(context.before(phrase, 160)) and not context.volume_for(phrase)):
        return False
    of_work = context.last == "work" and 0 <= phrase.start - context.work_end < 40
    return not (of_work and _OF_WORK.fullmatch(context.text[context.work_end : phrase.start]))


def _falls(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Whether a dash leads to a lower number: `Document 60–54` is one number, of another series."""
    numbers = each(context.text, phrase.items, phrase.start, phrase.end)
    dashed = ((a, b) for a, b in pairwise(numbers) if context.text[a[2] : b[1]].strip() in ("–", "-"))
    return any(ids.number_key(b[0]) < ids.number_key(a[0]) for a, b in dashed)


def _documents(context: CitationContext, phrase: CitationPhrase, start: int, volume: str | None = None) -> list[Reference]:
    named = volume or context.volume_for(phrase)
    numbers = each(context.text, phrase.items, start, phrase.end)
    return [context.cite("document", low, high, Cited(volume=named, document=n)) for n, low, high in numbers]


def _past(context: CitationContext, i: int, end: int) -> int:
    """The place of the first phrase after `i` that begins at `end` or later."""
    i += 1
    while i < len(context.phrases) and context.phrases[i].start < end:
        i += 1
    return i


CONSTRUCTS: dict[PhraseKind, tuple[Callable[[CitationContext, int], Found], ...]] = {
    "volume": (volume, alone),
    "titled": (titled_volume, alone),
    "ibid": (note_of_ibid, ibid, alone),
    "notes": (note_of_document, note_on_page, note_beside, note_here),
    "documents": (document_and_note, documents),
    "pages": (page_and_note, pages, alone),
    "beside": (beside,),
    "message": (message,),
    "messages": (messages, alone),
    "telegram": (telegram, alone),
    "work": (work,),
    "archive": (archive,),
}


def read_phrases(context: CitationContext) -> list[Reference]:
    """The references that the phrases of the context's passage make."""
    references: list[Reference] = []
    i = 0
    while i < len(context.phrases):
        for construct in CONSTRUCTS[context.phrases[i].kind]:
            if (found := construct(context, i)) is not None:
                references += found[0]
                i = found[1]
                break
    return references
