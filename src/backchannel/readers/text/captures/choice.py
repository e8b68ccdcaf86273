"""Choose the form in which a capture is read: the signs of its markers, and the form of its notes.

Signs decide first: if a text has them, its notes are the list whose labels agree best with theirs. If its markers are plain figures, notes
that are indented, or that end in arrows, are certain; any other list is weighed against the other ways to read the text.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.capture_forms import FIGURES, MARKER_FORMS, NONE, NOTE_FORMS
from backchannel.readers.text.captures.agreement import agreement, are_its_markers, are_markers_alone
from backchannel.readers.text.captures.foot import find_foot, find_foot_of_text, has_furniture
from backchannel.readers.text.captures.list_evidence import ListEvidence, weigh_list
from backchannel.readers.text.captures.note_lists import NoteList, NoteSearch, foot_marks, scattered_notes, tail_lists
from backchannel.readers.text.captures.signs import find_forms, find_signs_of, in_order
from backchannel.readers.text.notes import ARROW, find_notes, is_indented
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.findings import Report
    from backchannel.readers.text.captures.signs import MarkerSign
    from backchannel.readers.text.lines import TextLine

_INDENTED = next(form for form in NOTE_FORMS if form.margin == "indented").pattern
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


def choose_form(text: str, lines: Sequence[TextLine], profile: str | None = None) -> CaptureForm:
    """Choose the form of `text`, whose lines are `lines`: `profile`, if the text has its notes or signs, or else the one that fits best."""
    if profile and (pinned := _pinned(text, lines, profile)):
        return pinned
    known = _known(text, lines)
    for form, signs in find_forms(text):
        notes = _best_agreeing(text, lines, signs, known)
        if notes and notes.notes:
            if are_its_markers(text, form, notes, signs):
                return CaptureForm(form.name, notes, [sign for sign in signs if not _is_inside(sign, notes)])
        elif not (known and known.notes) and are_markers_alone(text, form, signs):
            return CaptureForm(form.name, known or _without_notes(text, lines), signs)
    return CaptureForm(FIGURES, known, []) if known else _of_figures(text, lines)


def _pinned(text: str, lines: Sequence[TextLine], profile: str) -> CaptureForm | None:
    """Read a text in the form that an editor names; None if it has neither notes nor signs in this form."""
    markers, _, name = profile.partition("/")
    signs = next((in_order(find_signs_of(text, form)) for form in MARKER_FORMS if form.name == markers), [])
    notes = next(_of_form(text, lines, name), None)
    if not notes and not signs and name != NONE:
        return None
    notes = notes or _without_notes(text, lines)
    return CaptureForm(markers, notes, [sign for sign in signs if not _is_inside(sign, notes)])


def _of_form(text: str, lines: Sequence[TextLine], name: str) -> Iterator[NoteList]:
    """Yield the lists of notes of the form with that name, the likeliest first."""
    if (known := _known(text, lines)) and known.form == name:
        yield known
    search = NoteSearch.of(text, lines)
    for form in NOTE_FORMS:
        if form.name == name and not form.arrow:
            if form.sign and (scattered := scattered_notes(search, form)):
                yield scattered
            yield from tail_lists(search, form)


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
    """Return the list whose labels agree best with those of the signs, or None. Of two that agree as well, the lower one is the notes:
    the end of a numbered list of the document, above them, has the same labels."""
    candidates = [known] if known and known.notes else []
    search = NoteSearch.of(text, lines)
    for form in NOTE_FORMS:
        if form.sign and (scattered := scattered_notes(search, form)):
            candidates.append(scattered)
        if not form.arrow:
            candidates += tail_lists(search, form)
    ranked = [(agreement(text, notes, signs), len(notes.body), notes) for notes in candidates]
    gain, _, best = max(ranked, key=itemgetter(0, 1), default=(0.0, 0, None))
    return best if gain > 0 else None


def _of_figures(text: str, lines: Sequence[TextLine]) -> CaptureForm:
    """Read a text whose markers are plain figures, and whose notes, if it has any, may be mistaken for a list of the document."""
    best, most, doubtful = _without_notes(text, lines), ListEvidence(), None
    for notes in _lists(text, lines):
        found = weigh_list(text, notes)
        extent = Span(notes.notes[0].span.start, notes.notes[-1].span.end)
        if found.gain > most.gain:
            best, most, doubtful = notes, found, extent if found.doubtful else None
        elif found.doubtful and not most.gain:
            doubtful = extent
    return CaptureForm(FIGURES, best, [], doubtful)


def _lists(text: str, lines: Sequence[TextLine]) -> Iterator[NoteList]:
    """Yield the lists of all forms that may be the notes of a text whose markers are figures."""
    search = NoteSearch.of(text, lines)
    for form in NOTE_FORMS:
        if not form.arrow and not form.raised:
            yield from tail_lists(search, form)


def _known(text: str, lines: Sequence[TextLine]) -> NoteList | None:
    """Return the notes in one of the forms that nothing else has: indented, at the end of the text, or ending in arrows. A list that was
    cut behind its first label has none."""
    foot = len(lines)
    found = find_notes(text, lines)
    if found.form == "lost" and not found.consumed and (foot := _foot_below_notes(text, lines)) < len(lines):
        found = find_notes(text, lines[:foot])
    if found.form == "lost" and not found.consumed:
        return None
    name = {"numbered": "indented", "arrow": "arrow", "lost": NONE}[found.form]
    return NoteList(name, found.form, found.notes, [*found.consumed, *foot_marks(lines, foot)], lines[: found.lines_before], sure=True)


def _foot_below_notes(text: str, lines: Sequence[TextLine]) -> int:
    """Return the index of the first line of the page's foot if it is below a note that ends in an arrow, or below an indented list; the
    foot of the list must have page furniture, because a signature may be below a list of the document."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if _ends_note(text, lines[i])), None)
    foot = len(lines) if last is None else find_foot(text, lines, last + 1)
    if last is None or foot == len(lines):
        return len(lines)
    is_arrow = ARROW in text[lines[last].start : lines[last].end]
    return foot if (is_arrow and foot == last + 1) or has_furniture(text, lines[foot:]) else len(lines)


def _ends_note(text: str, line: TextLine) -> bool:
    if is_indented(text, line) and _INDENTED.match(text, text.rfind("\n", 0, line.start) + 1):
        return True
    return ARROW in text[line.start : line.end]


def _without_notes(text: str, lines: Sequence[TextLine]) -> NoteList:
    """Return that there are no notes; the body ends where the page's foot begins."""
    foot = find_foot_of_text(text, lines)
    return NoteList(NONE, "lost", [], foot_marks(lines, foot), lines[:foot])
