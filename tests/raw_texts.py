"""Generate raw texts: parts of documents in any order, and documents with damages."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from backchannel.source import Source

DOCUMENTS = Path(__file__).parents[1] / "documents"
REAL = [Source.read(file, DOCUMENTS).text for file in sorted(DOCUMENTS.glob("*/*.txt"))]
INVENTED = """\
Source: Ruritanian Archives, RG 5, Box 3. Secret.

12. Message From Archer to Baker in Strelsau1

[Page 7]

Tohak 8/WHS 9. Urgent. Ref: Hakto 4.2

SUBJECT
  • Grain

We agreed on [1 line not declassified]:

1.
the first,3 and 4
2.
the second

Charles Archer

  1. See Document 5.
  2. Not printed.
  *. Third [Page 8] note.
"""
LINES = [line for text in (*REAL, INVENTED) for line in text.split("\n") if len(line) < 300]
MARKS = ["  1. ", "- ", "↩", "  • ", "[Page 9]", "1.", "12. ", "3", "\t", "\n", " ", "Tohak 7. ", "Source: ", "\x07", "*", "\u2003", "."]


def joined_parts(parts: int) -> st.SearchStrategy[str]:
    """Generate texts of up to so many lines and marks, in any order."""
    return st.lists(st.sampled_from([*LINES, *MARKS]), max_size=parts).map("".join)


@st.composite
def damaged(render: st.DrawFn, texts: list[str]) -> str:
    """Generate one of these texts with marks put in place of some of its characters."""
    text = render(st.sampled_from(texts))
    for place, length, put in render(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(MARKS)), max_size=5)):
        at = int(place * len(text))
        text = text[:at] + put + text[at + length :]
    return text
