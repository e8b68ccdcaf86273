"""Load the forms of markers and notes in captures from `data/captures.toml`, and define what an editor can say about a capture.

A marker form is a pair of signs around a label in the text: `/1/`, `[1]` or `¹`. A note form is the way a note begins: `  1. `, `1 `,
`[^1]: `. A text whose markers are plain figures has the marker form `figures`; one without notes has the note form `none`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FIGURE = "0"
"""Any figure, among the characters with which a note may begin."""
_SIGNS = "*†‡§║‖¶#"
_LABEL = rf"\d{{1,3}}[a-z]?|[{_SIGNS}]{{1,4}}"
_RAISED_LABEL = rf"[{RAISED}]{{1,3}}[ᵃᵇᶜᵈᵉ]?"
_INDENTED_LABEL = rf"\d{{1,4}}[a-z]?|[a-z]|[{_SIGNS}]{{1,4}}"


class _Form(BaseModel):
    """The signs around a label. `words` are used in place of `opens` if there are any."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: str
    opens: str = ""
    closes: str = ""
    words: tuple[str, ...] = ()
    raised: bool = False
    sample: str


class MarkerForm(_Form):
    """A way to write markers. The `sample` has the markers `labels`. `rare` signs are also written for other
    purposes: they follow their word without a space, and the notes have the same labels."""

    rare: bool = False
    labels: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Return whether `text` may have such signs: most texts lack them. Those of a `rare` form need a note that begins with one."""
        if self.rare:
            return self.opens[0] in text and f"\n{self.opens}1{self.closes}" in text  # one character is found much faster
        if self.raised:
            return any(map(text.__contains__, RAISED))
        return self.opens[0] in text and self._beginning.search(text) is not None

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        """Return the pattern of the beginning of a sign, which is faster than that of a whole one, and fastest if its first character has
        one case."""
        opens = rf"\[(?i:{'|'.join(sorted({word[0] for word in self.words}))})" if self.words else re.escape(self.opens)
        return re.compile(opens if self.words else rf"{opens}[\d{_SIGNS}]")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of a sign in the text; its group 1 is the label. `10/1/63` is a date, and `[Page [506]]` a page.

        What is before a sign is examined after its first character is found, which takes a tenth of the time."""
        if self.raised:
            return re.compile(rf"({_RAISED_LABEL})(?![{RAISED}])")
        opens = rf"\[(?:{'|'.join(map(re.escape, self.words))})\s?" if self.words else re.escape(self.opens)
        before = rf"(?<![\s(\[]{opens})" if self.rare else r"(?:(?<!//)|(?<=[\w*†‡§]//))" if self.opens == "/" else ""
        after = rf"(?!\w)(?!/(?!(?:{_LABEL})/))" if self.opens == "/" else rf"(?!{re.escape(self.closes[-1])})"
        return re.compile(rf"{opens}{before}({_LABEL}){re.escape(self.closes)}{after}", re.IGNORECASE)


class NoteForm(_Form):
    """A way to begin a note. `margin` says whether white space comes before it; an `arrow` note has a bullet instead of a label, and an
    arrow at its end; a `sign` is unmistakable, so that notes may also follow their paragraphs; a `glued` label has its words right behind
    it. The `sample` has the `notes`."""

    margin: Literal["any", "indented"] = "any"
    arrow: bool = False
    sign: bool = False
    glued: bool = False
    notes: tuple[str, ...]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return the characters with which a note in the margin may begin."""
        if self.raised:
            return frozenset(RAISED)
        return frozenset(word[0] for word in self.words or (self.opens,) if word) or frozenset((FIGURE, *_SIGNS))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the opening at the first character of a line, or, if notes are
        indented, at the white space before it; its group 1 is the label."""
        if self.raised:
            return re.compile(rf"({_RAISED_LABEL})\s*")
        if self.margin == "indented":
            return re.compile(rf"[ \u00a0]+({_INDENTED_LABEL})\.(?=\s|$)")
        if self.glued:
            return re.compile(r"(\d{1,3})(?=[A-Z“‘\[][a-z’.])")
        opens = rf"(?:{'|'.join(map(re.escape, self.words))})" if self.words else re.escape(self.opens)
        after = r"\s*" if self.sign else r"(?:\s+|$)" if not self.closes else r"(?:\s+|$|(?=[A-Z“\[]))"
        return re.compile(rf"{opens}({_LABEL}){re.escape(self.closes)}{after}")


_DATA = tomllib.loads(files("backchannel").joinpath("data", "captures.toml").read_text(encoding="utf-8"))

MARKER_FORMS: tuple[MarkerForm, ...] = tuple(MarkerForm.model_validate(row) for row in _DATA["marker"])
NOTE_FORMS: tuple[NoteForm, ...] = tuple(NoteForm.model_validate(row) for row in _DATA["note"])
FIGURES = "figures"
"""The form of markers without signs."""
NONE = "none"
"""The form of notes that the capture lost."""
PROFILES: tuple[str, ...] = tuple(
    f"{markers}/{notes}"
    for markers in (FIGURES, *(form.name for form in MARKER_FORMS))
    for notes in (NONE, *(form.name for form in NOTE_FORMS))
)
"""The names of all pairs of a marker form and a note form."""
OPENING_WORDS: tuple[str, ...] = tuple(_DATA["words"]["opening"])
"""Words with which notes begin, and paragraphs rarely."""
_INSIDE_WORDS: tuple[str, ...] = tuple(_DATA["words"]["inside"])
_INSIDE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _INSIDE_WORDS))})(?![a-z])")
HEADINGS: frozenset[str] = frozenset(_DATA["words"]["headings"])
"""Lines above a list of notes."""


def plain_label(label: str) -> str:
    """Return a label in plain figures: `¹²` is `12`."""
    return unicodedata.normalize("NFKC", label)


def reads_like_a_note(words: str) -> bool:
    """Return whether `words` begin as notes do, or speak of the text as its editors do: `The source text is initialed.`"""
    if words.startswith(OPENING_WORDS):
        return True
    return any(map(words.__contains__, _INSIDE_WORDS)) and _INSIDE.search(words) is not None  # plain words are found faster


class CaptureOptions(NamedTuple):
    """What an editor says about the captures of a volume: the `profile` in which they are read, patterns of lines to `skip`, and the
    pattern of the line that is the `head`; and the `period` that the volume covers: its first day, if it is known, and its last."""

    profile: str | None = None
    skip: tuple[str, ...] = ()
    head: str | None = None
    period: tuple[str | None, str] | None = None

    def is_skipped(self, words: str) -> bool:
        """Return whether a line is not part of the document: one of the patterns matches all its words."""
        return any(re.fullmatch(pattern, words) for pattern in self.skip)

    def is_head(self, words: str) -> bool:
        """Return whether the pattern of the head begins a line."""
        return self.head is not None and re.match(self.head, words) is not None
