"""Combine adjacent phrases of a citation into references.

Each construct is a function of the context and the index `i` of a phrase. It returns the references that begin there and the index of
the next phrase, or None if the words do not have its shape. For each kind of phrase, the first construct that fits is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.readers.text.citations.beside_own import beside_own
from backchannel.readers.text.citations.context import OTHER_WORK, CitationContext, Found, cite_notes
from backchannel.readers.text.citations.documents import (
    RELATIONS,
    cite_documents,
    document_of_ibid,
    documents,
    is_document,
    is_of_editors,
    past_work,
    relative_document,
    volume_of_ibid,
)
from backchannel.readers.text.citations.messages import message, messages, telegram
from backchannel.readers.text.citations.pages import note_on_page, page_and_note, pages
from backchannel.readers.text.citations.volumes import ibid, own_part, titled_volume, volume, volume_after
from backchannel.readers.text.citations.works import is_after_title, is_of_paper, is_of_work
from backchannel.records import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.readers.text.citations.phrases import CitationPhrase, PhraseKind

_OF = re.compile(r"\s*[,.]?\s*(?:(?:to|of|in)\s+)?|\s+\(")
_AND_NOTE = re.compile(r",?\s+and\s+(?:in\s+)?")
_ITS_NOTE = re.compile(r",?\s+and\s+its\s+")
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
_TO_OTHER = re.compile(r"\s+(?:to|of)\s+")


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
    3. `footnote 3, Document 9 in vol. II` · `footnote 3, Document 9, ibid.`
    """
    notes, document = context.phrases[i], context.following(i)
    if document is None or document.kind != "documents" or not _OF.fullmatch(context.gap(notes, document)):
        return None
    if is_of_paper(context, document):
        return past_work(context, document, i + 2)
    first, named = document.items[0], context.volume_for(notes) or beside_own(context, document)
    if not named and len(document.items) == 1 and (after := volume_after(context, i + 1) or volume_of_ibid(context, i + 1)):
        return cite_notes(context, notes, notes.start, after[1], Cited(volume=after[0], document=first.value)), i + 3
    found = cite_notes(context, notes, context.start_of(notes), first.end, Cited(volume=named, document=first.value))
    if rest := document.items[1:]:
        found += cite_documents(context, document._replace(items=rest), rest[0].start)
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
        cited = Cited.model_validate({"relation": RELATIONS[word]})
    return cite_notes(context, notes, notes.start, end, cited), _past(context, i, end)


def note_after_relative(context: CitationContext, i: int) -> Found:
    """Cite a note of the document before or after: `supra, footnote 9`. In `supra, p. 5`, the word only says where the page is."""
    phrase, after = context.phrases[i], context.following(i)
    if after is None or context.gap(phrase, after) != ", ":
        return None
    if after.kind == "pages":
        return [], i + 1
    if after.kind != "notes" or note_of_other(context, i + 1) or not is_of_editors(context, phrase):
        return None
    return cite_notes(context, after, phrase.start, after.end, Cited.model_validate({"relation": RELATIONS[phrase.word]})), i + 2


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
    2. `Document 214, footnote 4` · `Document 214 (footnote 4)` · `Document 214 and its footnote 4`
    """
    document, notes = context.phrases[i], context.following(i)
    if notes is None or notes.kind != "notes" or not is_document(context, document):
        return None
    end = _notes_end(context, i, document, notes)
    if end is None:
        return None
    named = context.volume_for(document)
    cited = Cited(volume=named, document=document.items[-1].value)
    if len(document.items) == len(notes.items) == 1:
        return cite_notes(context, notes, context.start_of(document), end, cited), i + 2
    return cite_documents(context, document, context.start_of(document)) + cite_notes(context, notes, notes.start, end, cited), i + 2


def _notes_end(context: CitationContext, i: int, document: CitationPhrase, notes: CitationPhrase) -> int | None:
    """Return where the words of a document's notes end, or None if the notes belong to another document."""
    gap = context.gap(document, notes)
    if (thereto := _THERETO.match(context.after(notes.end, 12))) and (_COMMA.fullmatch(gap) or _AND_NOTE.fullmatch(gap)):
        return notes.end + thereto.end()
    own = _ITS_NOTE.fullmatch(gap) or (gap.startswith((",", " (")) and _COMMA.fullmatch(gap))
    return notes.end if own and not note_of_other(context, i + 1) else None


def note_of_other(context: CitationContext, i: int) -> bool:
    """Return whether the notes at `i` belong to the words after them: `footnote 5, Document 85`, `footnote 4 above`."""
    notes, after = context.phrases[i], context.following(i)
    of_document = after is not None and after.kind == "documents" and _OF.fullmatch(context.gap(notes, after))
    return bool(of_document or _RELATIVE.match(context.after(notes.end, 20)))


def other_volume(context: CitationContext, i: int) -> Found:
    """Note a volume that is not of this series, which has the places after it: `Camp David, Vol. XXII`"""
    context.work_end = context.phrases[i].end
    return [], i + 1


def ignored(context: CitationContext, i: int) -> Found:
    """Skip a phrase that cites nothing."""
    return [], i + 1


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
    "relative": (note_after_relative, relative_document),
    "part": (own_part, ignored),
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
