"""Parse references to printed pages: `p. 739`, `pp. 111 and 811`, `footnote 5, p. 648`.

A page is of this series if a volume is named before it, or if the text's own volume cites itself by page and no other work is named:
`Department of State Bulletin, January 5, 1948, p. 15` is of that work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.ids import first_of_pages
from backchannel.readers.text.citations.beside_own import part_with_page
from backchannel.readers.text.citations.context import cite_notes
from backchannel.readers.text.citations.phrase_numbers import is_range, number_spans
from backchannel.readers.text.citations.volumes import volume_after
from backchannel.readers.text.citations.works import is_after_title, is_of_paper, is_of_work
from backchannel.records import Cited

if TYPE_CHECKING:
    from backchannel.readers.text.citations.context import CitationContext
    from backchannel.readers.text.citations.phrases import CitationPhrase
    from backchannel.records import Reference

_ANTE = re.compile(r"\b(?:ante|post|supra|infra|above|below)\b[\s,]*(?:on\s+)?$", re.IGNORECASE)
_ABOVE = re.compile(r",?\s+(?:above|below)\b")
_SEE = re.compile(
    r"""
    (?: \b(?:see|see\ also|printed\ on|editorial\ note|bracketed\ note|ff\.?|supra|infra)     # printed on page 81
      | footnote\ \d+(?:\ to\ [^.;]{1,40})? )                                             # footnote 3 to the June 1 memorandum, page 355
    [\s,(]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What must precede a page in the text of a document, where `page 5` is usually a page of the paper itself."""
_AND = re.compile(r"\band\s+$")
_QUOTED = re.compile(r"(?:[–-]\d+)?\)")
_FOLLOWING = re.compile(r"\s*ff\b")
_NOTE_ON = re.compile(r"(?:\s*[,.]\s*|\s+on\s+|\s+to\s+[^;()\n]{1,60}?,\s*)(?:(?:ante|post|supra|infra),?\s+)?")
"""Words between a note and its page: `footnote 5, p. 648`, `footnote 1 to telegram 3142, p. 109`."""
_COMMA = re.compile(r",\s+")
_WHICH = re.compile(r"\b(first|second)\s+$")


def pages(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite pages: `p. 739` · `pp. 111 and 811` · `pages 205 ff.` · `ante, p. 5` · `vol. i, pp. 251 ff.`"""
    phrase = context.phrases[i]
    named = context.volume_for(phrase)
    if not named and (found := volume_after(context, i)):
        return cite_pages(context, phrase._replace(end=found[1]), phrase.start, found[0]), i + 2
    if not named and not is_page_here(context, phrase):
        if is_of_work(context, phrase.start):
            context.pass_work(phrase.start)
        return None
    return cite_pages(context, phrase, context.start_of(phrase), named), i + 1


def note_on_page(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite notes on a page, and the page by a reference of its own: `footnote 5, p. 648`, `the second footnote 2, p. 647`"""
    notes, page = context.phrases[i], context.following(i)
    if page is None or page.kind != "pages" or not _NOTE_ON.fullmatch(context.gap(notes, page)):
        return None
    if is_of_work(context, notes.start) or is_after_title(context, notes) or is_of_paper(context, page):
        return [], i + 2
    named, which = context.volume_for(notes), _WHICH.search(context.before(notes, 12))
    found = []
    for phrase, start, n in _on_pages(context, notes, page):
        volume = named or part_with_page(context.volume, first_of_pages(n))
        cited = Cited.model_validate({"volume": volume, "page": n, "relation": which and which[1]})
        found += cite_notes(context, phrase, start, phrase.end, cited)
    return found + cite_pages(context, page, page.start, named), i + 2


def _on_pages(context: CitationContext, notes: CitationPhrase, page: CitationPhrase) -> list[tuple[CitationPhrase, int, str]]:
    """Pair notes, and where their words begin, with pages.

    1. `footnotes 3 and 5, pp. 286 and 290`       each note on its page
    2. `footnotes 2, 3, and 4, pp. 21–22`         each note on any of the pages `21–22`
    3. `footnotes 2 and 3, p. 21`                 all on the first page
    """
    start, numbers = context.start_of(notes), [n for n, _, _ in number_spans(context.text, page.items, page.start, page.end)]
    if is_range(context.text, page):
        return [(notes, start, "–".join(numbers))]
    if len(numbers) != len(notes.items):
        return [(notes, start, numbers[0])]
    singles = [notes._replace(start=item.start, end=item.end, items=(item,)) for item in notes.items]
    return [(single, single.start if k else start, n) for k, (single, n) in enumerate(zip(singles, numbers, strict=True))]


def page_and_note(context: CitationContext, i: int) -> tuple[list[Reference], int] | None:
    """Cite a note after its page: `vol. II, p. 601, footnote 2`. After a page of another work the note belongs to that work too."""
    page, notes = context.phrases[i], context.following(i)
    if notes is None or notes.kind != "notes" or not _COMMA.fullmatch(context.gap(page, notes)):
        return None
    named = context.volume_for(page)
    if not named and not is_page_here(context, page):
        return [], i + 2
    number = page.items[-1].value
    cited = Cited(volume=named or part_with_page(context.volume, number), page=number, note=notes.items[0].value)
    return [context.cite("note", context.start_of(page), notes.end, cited)], i + 2


def is_page_here(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a page without a volume is one of the text's own volume."""
    before = context.before(phrase)
    if _ANTE.search(before) or _ABOVE.match(context.after(phrase.end, 10)):
        return True
    if not context.by_page or is_of_work(context, phrase.start) or is_of_paper(context, phrase) or _is_quoted(context, phrase):
        return False
    if is_after_title(context, phrase):
        context.last, context.work_end = "work", phrase.start
        return False
    listed = context.last == "place" and context.place.page and _AND.search(before)
    of_editors = context.where != "body" or _is_aside_of_editors(context, phrase)
    return bool(of_editors or listed or _SEE.search(before) or _FOLLOWING.match(context.after(phrase.end, 5)))


def _is_quoted(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether words quoted from a paper are followed by its page: `“…” (page 12)`; the editors write `(p. 12)`."""
    in_full = context.text.startswith(("page", "Page"), phrase.start) and not _is_aside_of_editors(context, phrase)
    return in_full and context.before(phrase, 1) == "(" and bool(_QUOTED.match(context.after(phrase.end, 8)))


def _is_aside_of_editors(context: CitationContext, phrase: CitationPhrase) -> bool:
    """Return whether a page is in parentheses in an editorial note, outside of its quotations: `at its meeting of May 5 (page 17)`."""
    before = context.text[context.low : phrase.start]
    return context.editorial and before.endswith("(") and before.count("“") <= before.count("”")


def cite_pages(context: CitationContext, phrase: CitationPhrase, start: int, volume: str | None) -> list[Reference]:
    """Make a reference for each page of `phrase`; the first begins at `start`."""
    numbers = number_spans(context.text, phrase.items, start, phrase.end)
    return [context.cite("page", low, high, Cited(volume=volume or part_with_page(context.volume, n), page=n)) for n, low, high in numbers]
