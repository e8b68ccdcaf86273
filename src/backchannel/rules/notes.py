"""Define the N rules: notes and their markers."""

from __future__ import annotations

from backchannel.findings import Rule

NOTE_WITHOUT_MARKER = Rule(
    id="N001",
    name="note-without-marker",
    severity="warning",
    message="note {label} has no marker in the text",
    why="The capture lost the raised number or the line that had it (usually a dateline), or no place in the text is a good enough match.",
    cure="Find the place on the printed page, and type the note’s number directly after the word before it.",
    bad="your last message adding the question",
    good="your last message2 adding the question",
)
MARKER_WITHOUT_NOTE = Rule(
    id="N002",
    name="marker-without-note",
    severity="warning",
    message="marker {label} has no note",
    why="The capture lost the note. This text does not show what the note said, so the marker links to the official page.",
    cure="Add the note at the end of the file, on a line of its own, indented and numbered.",
    bad="areas.3 I believe",
    good="areas.3 I believe … then, at the end of the file:   3. See Document 40.",
)
DOUBTFUL_MARKER = Rule(
    id="N003",
    name="doubtful-marker",
    severity="warning",
    message="weak evidence for {markers}; such a marker is wrong {chance}",
    why="In plain text, a marker looks like any other number. Here neither the words around it nor its note are strong evidence, so the record keeps the other reading as well.",
    cure="Compare the place with the printed page. If the number is not a marker, put a space between it and the word before it.",
    bad="I read his 411 papers",
    good="I read his 41 papers.1",
)
NOTE_LABEL = Rule(
    id="N005",
    name="note-label",
    severity="info",
    message="the label before these words was read as a note label",
    why="The number, symbol or dash before a note shows which marker it belongs to. The page turns it into a link.",
    cure="No action is needed.",
    bad="1 Source: National Archives",
    good="  1. Source: National Archives",
)
NOTE_ARROW = Rule(
    id="N006",
    name="note-arrow",
    severity="info",
    message="the arrow after these words was read as the end of a note",
    why="Some captures keep the arrow that links back to the text. The page adds its own.",
    cure="No action is needed.",
    bad="- Document 144. ↩ see also",
    good="- Document 144.↩",
)
NOTES_CUT = Rule(
    id="N007",
    name="notes-cut",
    severity="warning",
    message="the list of notes breaks off here",
    why="The last note ends in the middle of a sentence, or only its number is left. The capture was probably cut, and further notes are lost.",
    cure="Capture the document again, or add the rest of the notes at the end of the file.",
    bad="  2. See",
    good="  2. See Document 40.",
)
POSSIBLE_MARKER = Rule(
    id="N008",
    name="possible-marker",
    severity="warning",
    message="{figure} may be a note marker",
    why="This figure or symbol could be a marker whose note the capture lost. It was not read as one, because it could also be something else.",
    cure="Compare the place with the printed page. If it is a marker, settle it in the annotation file; otherwise accept the finding.",
    bad="my telegram of Aug 14,56 and approaching",
    good="my telegram of Aug 14, 56 men approaching",
)
