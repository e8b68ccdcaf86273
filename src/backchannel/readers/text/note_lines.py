"""Recognize the lines of notes, in whatever form a capture has them: they show where a document ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backchannel.readers.text.lines import TextLine

_NOTE = re.compile(
    r"""
      [ \t\u00a0]+(?:\d{1,4}|[a-z]|[*†‡§]+)\.\s     # `  3. Words`
    | \[\^?\d{1,4}\]:?\s                            # `[3] Words` · `[^3]: Words`
    | /\d{1,4}/\S                                   # `/3/Words`
    | \d{1,4}(?:\.\t|\)?[ ])                        # `3.<tab>Words` · `3) Words` · `3 Words`
    | [¹²³⁴-⁹⁰]+\s                                  # `³ Words`
    """,
    re.VERBOSE,
)
_PLAIN_NOTE = re.compile(
    r"""
    \d{1,4}\.[ ](?:
      Source:[ ] | Ibid\b | See[ ] | Not[ ] | Printed[ ]
      | Telegrams?[ ][\d, and]+[ ](?:to|from)[ ]     # 3. Telegram 12 to Strelsau
      | [^.]{0,200}(?<!\)\d)(?<!\)\d\d)\.$          # 3. One sentence. But a head may end in `(Archer)1.`
    )
    """,
    re.VERBOSE,
)
"""A note whose label is at the margin, as that of a numbered paragraph may be: it has the words of notes."""
_ARROWS = "↩\ufe0e\ufe0f"
"""What a note of a web page ends in: an arrow, perhaps with a variation selector."""


def is_note_line(text: str, line: TextLine) -> bool:
    """Return whether a line is a note.

    1. `  3. Words` · `[3] Words` · `/3/Words`     a label that no item of a document has
    2. `3. See Document 5.`                        the words of notes
    3. `- Words↩`
    """
    if text[line.end - 1] in _ARROWS:
        return True
    if text[line.start].isalpha() and text[line.start - 1] not in " \t\u00a0":
        return False  # most lines
    start = text.rfind("\n", 0, line.start) + 1
    return bool(_NOTE.match(text, start, line.end) or _PLAIN_NOTE.match(text, start, line.end))
