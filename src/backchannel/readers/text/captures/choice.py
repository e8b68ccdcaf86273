"""Choose the form in which a capture is read: the signs of its markers, and the form of its notes.

Signs decide first: if a text has them, its notes are the list whose labels agree best with theirs. If its markers are plain figures, notes
that are indented, or that end in arrows, are certain; any other list is weighed against the other ways to read the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.readers.text.captures.agreement import agreement, are_its_markers, are_markers_alone
from backchannel.readers.text.captures.foot import find_foot
from backchannel.readers.text.captures.forms import NOTE_FORMS
from backchannel.readers.text.captures.list_evidence import ListEvidence, weigh_list
from backchannel.readers.text.captures.note_lists import NoteList, foot_marks, scattered_notes, tail_lists
from backchannel.readers.text.captures.signs import find_forms
from backchannel.readers.text.heads.head_search import find_head
from backchannel.readers.text.notes import ARROW, find_notes
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.captures.signs import MarkerSign
    from backchannel.readers.text.lines import TextLine

FIGURES = "figures"
"""The form of markers without signs."""
NONE = "none"
"""The form of notes that the capture lost."""
_STANDARD = frozenset({"figures/indented", "figures/arrow", "figures/none"})
"""The profiles of the raw text format, which need no finding."""


class CaptureForm(NamedTuple):
    """How a text was captured: the form of its markers, and its notes. `signs` are the markers, if their form shows them for certain;
    `doubtful` is the extent of a list that may be the notes or a list of the document."""

    markers: str
    notes: NoteList
    signs: list[MarkerSign]
    doubtful: Span | None = None

    @property
    def profile(self) -> str:
        """Return the name of the form: `figures/indented`, `square/bare`."""
        return f"{self.markers}/{self.notes.form}"


def choose_form(text: str, lines: Sequence[TextLine]) -> CaptureForm:
    """Choose the form of `text`, whose lines are `lines`."""
    found = _known(text, lines)
    known = found if found and found.notes else None
    for form, signs in find_forms(text):
        notes = _best_agreeing(text, lines, signs, known)
        if notes:
            if are_its_markers(text, form, notes, signs, _title(text, notes.body)):
                return CaptureForm(form.name, notes, [sign for sign in signs if not _is_inside(sign, notes)])
        elif not known and are_markers_alone(text, form, signs):
            return CaptureForm(form.name, _without_notes(lines), signs)
    return CaptureForm(FIGURES, found, []) if found else _of_figures(text, lines)


def report_form(form: CaptureForm, report: Report) -> None:
    """Report the form of a capture, unless it is that of the raw text format, and a list that may be the notes or not."""
    if form.profile not in _STANDARD:
        first = form.signs[0].span if form.signs else form.notes.notes[0].span
        report.add(rules.CAPTURE_PROFILE, first, profile=form.profile)
    if form.doubtful:
        report.add(rules.DOUBTFUL_NOTES, form.doubtful, read="the notes" if form.notes.notes else "a list of the document")


def _is_inside(sign: MarkerSign, notes: NoteList) -> bool:
    return any(note.span.start <= sign.span.start < note.span.end for note in notes.notes)


def _best_agreeing(text: str, lines: Sequence[TextLine], signs: Sequence[MarkerSign], known: NoteList | None) -> NoteList | None:
    """Return the list whose labels agree best with those of the signs, or None."""
    candidates = [known] if known else []
    for form in NOTE_FORMS:
        if form.sign and (scattered := scattered_notes(text, lines, form)):
            candidates.append(scattered)
        if not form.arrow:
            candidates += tail_lists(text, lines, form)
    gain, best = max(((agreement(text, notes, signs), notes) for notes in candidates), key=lambda row: row[0], default=(0.0, None))
    return best if gain > 0 else None


def _of_figures(text: str, lines: Sequence[TextLine]) -> CaptureForm:
    """Read a text whose markers are plain figures, and whose notes, if it has any, may be mistaken for a list of the document."""
    best, most, doubtful = _without_notes(lines), ListEvidence(), None
    for notes in _lists(text, lines):
        found = weigh_list(text, _title(text, notes.body), notes)
        extent = Span(notes.notes[0].span.start, notes.notes[-1].span.end)
        if found.gain > most.gain:
            best, most, doubtful = notes, found, extent if found.doubtful else None
        elif found.doubtful and not most.gain:
            doubtful = extent
    return CaptureForm(FIGURES, best, [], doubtful)


def _lists(text: str, lines: Sequence[TextLine]) -> Iterator[NoteList]:
    """Yield the lists of all forms that may be the notes of a text whose markers are figures."""
    for form in NOTE_FORMS:
        if not form.arrow and not form.raised:
            yield from tail_lists(text, lines, form)


def _known(text: str, lines: Sequence[TextLine]) -> NoteList | None:
    """Return the notes in one of the forms that nothing else has: indented, at the end of the text, or ending in arrows. A list that
    was cut behind its first label has no notes."""
    foot = len(lines)
    found = find_notes(text, lines)
    if found.form == "lost" and (foot := _foot_below_arrows(text, lines)) < len(lines):
        found = find_notes(text, lines[:foot])
    if found.form == "lost" and not found.consumed:
        return None
    name = {"numbered": "indented", "arrow": "arrow"}.get(found.form, NONE)
    return NoteList(name, found.form, found.notes, [*found.consumed, *foot_marks(lines, foot)], lines[: found.lines_before], sure=True)


def _foot_below_arrows(text: str, lines: Sequence[TextLine]) -> int:
    """Return the index of the line below the last note that ends in an arrow, if the page's foot begins there."""
    if ARROW not in text:
        return len(lines)
    last = next(i for i in range(len(lines) - 1, -1, -1) if ARROW in text[lines[i].start : lines[i].end])
    return last + 1 if find_foot(text, lines, last + 1) == last + 1 else len(lines)


def _without_notes(lines: Sequence[TextLine]) -> NoteList:
    return NoteList(NONE, "lost", [], [], lines)


def _title(text: str, body: Sequence[TextLine]) -> Span:
    """Return the extent of the head among the lines of `body`."""
    head = find_head(text, body)
    return Span(0, 0) if head is None else Span(body[head].start, body[head].end)
