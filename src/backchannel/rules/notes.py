"""N: notes and their markers."""

from __future__ import annotations

from backchannel.findings import Rule

NOTE_WITHOUT_MARKER = Rule(
    id="N001",
    name="note-without-marker",
    severity="warning",
    message="note {label} has no marker in the text",
    why="The capture dropped the raised figure, or the line it stood in (a dateline, most often), or no place fits it well enough.",
    cure="Look the place up in the printed volume, and write the note's number there, against the word before it.",
    bad="your last message adding the question",
    good="your last message2 adding the question",
)
MARKER_WITHOUT_NOTE = Rule(
    id="N002",
    name="marker-without-note",
    severity="warning",
    message="marker {label} has no note",
    why="The capture lost the note at the foot. What it said is not known from this text; the marker leads to the official page.",
    cure="Add the note at the end of the file, on a line of its own, set in and with its number.",
    bad="areas.3 I believe",
    good="areas.3 I believe … then, at the end of the file:   3. See Document 40.",
)
DOUBTFUL_MARKER = Rule(
    id="N003",
    name="doubtful-marker",
    severity="info",
    message="this was taken for marker {label} by little ({why}); {other}",
    why="In plain text a marker is a figure like any other. Here what stands around it and what its note says hardly settle the matter, so the other reading is kept beside this one.",
    cure="Compare the place with the printed page. If the figure is no marker, part it from the word before it.",
    bad="Hakto 414 following",
    good="Hakto 41.4 Following",
)
NOTE_LABEL = Rule(
    id="N005",
    name="note-label",
    severity="info",
    message="the label before these words was taken for that of a note",
    why="The number, sign or dash before a note says which marker it belongs to; the page draws it as a link.",
    cure="Nothing needs to be done.",
    bad="1 Source: National Archives",
    good="  1. Source: National Archives",
)
NOTE_ARROW = Rule(
    id="N006",
    name="note-arrow",
    severity="info",
    message="the arrow after these words was taken for the end of a note",
    why="Captures of some pages keep the arrow that led back to the text; the page draws its own.",
    cure="Nothing needs to be done.",
    bad="- Document 144. ↩ see also",
    good="- Document 144.↩",
)
