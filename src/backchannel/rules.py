"""The catalogue: every rule once, as a value. Ids are never used again.

Letters: S source, H head, message line and dateline, T text, N notes, P pages, R references, M messages, V volume, W writing.
"""

from __future__ import annotations

from backchannel.findings import Rule

# S: the source file

NOT_UTF8 = Rule(
    id="S001",
    name="not-utf8",
    severity="warning",
    message="the file is not UTF-8; it was read as {encoding}",
    why="Captures made on old machines are often Windows-1252. It was read as such, so that nothing is lost, but a wrong guess would show as wrong letters.",
    cure="Look at the letters with accents, the dashes and the quotation marks; save the file as UTF-8.",
    bad="Kissinger\\x92s reply",
    good="Kissinger’s reply",
)
CONTROL_CHARACTER = Rule(
    id="S002",
    name="control-character",
    severity="warning",
    message="control character U+{code:04X}",
    why="No printed page has one; it is a trace of the capture. It is kept, and drawn as a visible sign.",
    cure="Take it out of the file, or replace it by what the page has there.",
    bad="Tohak\\x0771",
    good="Tohak 71",
)
EMPTY = Rule(
    id="S003",
    name="empty-file",
    severity="warning",
    message="the file has no text",
    why="A file without text is most often a capture that failed. It gets a page of its own, so that the gap shows.",
    cure="Capture the document again, or take the file away.",
    bad="(nothing)",
    good="145. Message From President Nixon …",
)
UNREADABLE = Rule(
    id="S004",
    name="unreadable-file",
    severity="error",
    message="the file can’t be read: {reason}",
    why="The edition would lack a document without saying so.",
    cure="Give yourself the right to read the file, or take it out of the folder.",
    bad="(a file without read permission)",
    good="(a file that opens)",
)

# H: head, message line and dateline

NO_HEAD = Rule(
    id="H001",
    name="no-head",
    severity="warning",
    message="no line of the text was recognised as its head",
    why="A document is known by its head: number, kind, sender, recipient. Without one it gets its id from the file's name, and nothing can point to it.",
    cure="Put the head on a line of its own at the top of the file.",
    bad="I am again enormously impressed …",
    good="145. Message From President Nixon to the President’s Assistant for National Security Affairs (Kissinger) in Paris",
)
IMPOSSIBLE_DATE = Rule(
    id="H002",
    name="impossible-date",
    severity="warning",
    message="no calendar has “{words}”",
    why="A dateline or head gives a day that does not exist. No other day is put in its place.",
    cure="Compare the printed page; the capture may have lost or changed a figure.",
    bad="Washington, February 30, 1972.",
    good="Washington, February 29, 1972.",
)
UNKNOWN_KIND = Rule(
    id="H003",
    name="unknown-kind",
    severity="info",
    message="the head names no kind of document that is known",
    why="The kind is read from the head's first words by a list. Its words are kept; the document is only not grouped with others of its kind.",
    cure="Add the word to kinds.toml if it is a kind, with an example; else there is nothing to do.",
    bad="12. Doodles Made During a Meeting",
    good="12. Notes Made During a Meeting",
)
UNKNOWN_MARKING = Rule(
    id="H004",
    name="unknown-marking",
    severity="info",
    message="“{words}” stands among the classification's words, and is not known",
    why="It is kept as a word of handling. A word that is no marking may be the sign of a sentence that was read as a classification.",
    cure="Add the word to markings.toml if it is a marking, with an example; else look at the full stop before it.",
    bad="Secret; Zebra.",
    good="Secret; Immediate; Nodis.",
)
DATE_INFERRED = Rule(
    id="H005",
    name="date-inferred",
    severity="info",
    message="the date is not stated; {rules} leave {edtf}",
    why="The capture has no dateline. The words of the notes bound the date; the interval is shown as inferred, with those words.",
    cure="Add the dateline if the printed page has one; it then takes the interval's place.",
    bad="145. Message From President Nixon … (and no dateline)",
    good="Washington, December 6, 1972, 2215Z.",
)
DATES_DISAGREE = Rule(
    id="H006",
    name="dates-disagree",
    severity="warning",
    message="the words that bound the date contradict each other: {words}",
    why="One of them was misread, or speaks of another document. No date is given, for either could be wrong.",
    cure="Compare the folder's dates and the dates of answers in the notes with the printed page.",
    bad="… HAK Paris Trip Tohak 1–100, December 3–13, 1972 … In message Hakto 18, November 7, 1972, Kissinger replied …",
    good="… HAK Paris Trip Tohak 1–100, December 3–13, 1972 … In message Hakto 18, December 7, 1972, Kissinger replied …",
)
NO_NUMBER = Rule(
    id="H007",
    name="head-without-number",
    severity="info",
    message="the head has no number; the document is known by the name of its file",
    why="Volumes before 1955 print no numbers. Where the volume has them, the capture may have lost it.",
    cure="Name the file after the document, `d145.txt`, or put the printed number before the head.",
    bad="The Secretary of State to the Embassy in France",
    good="145. Telegram From the Department of State to the Embassy in France",
)
NO_DATE = Rule(
    id="H008",
    name="no-date",
    severity="info",
    message="nothing in the text states or bounds the document's date",
    why="Most captures lose the dateline. No date is guessed, neither from the documents beside it nor from what the text speaks of.",
    cure="Add the dateline if the printed page has one, on a line of its own below the head.",
    bad="44. Backchannel Message From … (and no dateline)",
    good="Washington, October 23, 1972, 0110Z.",
)

# T: the running text

BULLET = Rule(
    id="T001",
    name="bullet",
    severity="info",
    message="the bullet before this item was taken for a mark of the list",
    why="A bullet shows that its line is an item. The page draws its own, so that of the capture is consumed.",
    cure="Nothing needs to be done. If the sign is part of the words, take the white space after it away.",
    bad="• The bombing stops",
    good="  • The bombing stops",
)
DOCUMENT_NUMBER = Rule(
    id="T002",
    name="document-number",
    severity="info",
    message="the number before the head was taken for that of the document",
    why="The number makes the document's id and stands in its page's address; the page draws it apart from the head.",
    cure="Nothing needs to be done.",
    bad="145 Message From President Nixon",
    good="145. Message From President Nixon",
)

# N: notes and their markers

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
    message="this was taken for marker {label}, though little but the order of the markers speaks for it",
    why="In plain text a marker is a figure like any other. Here what stands around it does not settle the matter alone.",
    cure="Compare the place with the printed page. If the figure is no marker, part it from the word before it.",
    bad="Hakto 414 following",
    good="Hakto 41.4 Following",
)
REPEATED_MARKER = Rule(
    id="N004",
    name="repeated-marker",
    severity="info",
    message="marker {label} stands in the text more than once",
    why="Some volumes send the reader twice to one note. It may also be a figure that was taken for a marker.",
    cure="Compare the place with the printed page.",
    bad="Laos,3 then Cambodia3",
    good="Laos,3 then Cambodia4",
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

# P: pages

PAGE_OUT_OF_ORDER = Rule(
    id="P001",
    name="page-out-of-order",
    severity="warning",
    message="page {page} stands after page {before}",
    why="Pages rise through a document. A label that does not is a slip of the capture, or stands in a note that began a page earlier.",
    cure="Compare the label with the printed page, and correct its number.",
    bad="[Page 534] … [Page 533]",
    good="[Page 533] … [Page 534]",
)

# R: references

NOTE_NOT_THERE = Rule(
    id="R001",
    name="note-not-there",
    severity="warning",
    message="document {number} has no note {label}",
    why="The document is in this edition with its notes, and the note that these words name is not among them: a slip of print or capture, here or there.",
    cure="Compare both places with the printed volume, and correct the number or the notes.",
    bad="See footnote 9, Document 145. (145 has three notes)",
    good="See footnote 3, Document 145.",
)
PAGE_NOT_MARKED = Rule(
    id="R002",
    name="page-not-marked",
    severity="warning",
    message="page {page} lies within a document that has no label for it",
    why="A document runs from a page before this one to a page after it, so its text has lost the label, and the reference can't lead to the place.",
    cure="Put the label, such as [Page 533], where the page begins.",
    bad="see p. 533 (and the document has [Page 532] and [Page 534])",
    good="see p. 533 (and the document has [Page 533])",
)
REFERENCE_AMBIGUOUS = Rule(
    id="R003",
    name="ambiguous-reference",
    severity="info",
    message="these words may mean {candidates}",
    why="More than one target fits the words. Which is meant is not guessed: the reference stays without a link, and its page lists them.",
    cure="Nothing needs to be done, unless two texts of this edition bear one number by mistake.",
    bad="Foreign Relations, 1952–1954, vol. XIII",
    good="Foreign Relations, 1952–1954, vol. XIII, Part 2",
)
NO_NEIGHBOUR = Rule(
    id="R004",
    name="no-neighbour",
    severity="warning",
    message="“{words}” means a document beside this one, and this one has no number that tells its place",
    why="Supra and infra name the document before or after. That is known by number, never by which files happen to lie side by side.",
    cure="Give the head its number as printed, or name the file after it: d145.txt.",
    bad="Message From President Nixon … See the telegram infra.",
    good="145. Message From President Nixon … See the telegram infra.",
)

# M: messages

MESSAGE_AMBIGUOUS = Rule(
    id="M001",
    name="ambiguous-message",
    severity="warning",
    message="more than one document prints {channel} {number} of that journey: {candidates}",
    why="A channel counts its messages once on each journey, so two texts with one number are one message twice, or one of them is numbered wrongly.",
    cure="Compare the numbers of both texts with the printed volume; if they are of two journeys, name these in volume.toml.",
    bad="two texts begin: Tohak 71. Deliver immediately.",
    good="Tohak 71. … and Tohak 17. …",
)
MESSAGE_WITHOUT_JOURNEY = Rule(
    id="M002",
    name="message-without-journey",
    severity="info",
    message="it is not known on which journey {channel} {number} was sent",
    why="Message numbers start again on each journey. Without it no mention of this number can be linked to this text.",
    cure="Name the journey with its first and last day in volume.toml, or list this document there.",
    bad="(no [[journeys]] in volume.toml)",
    good='[[journeys]] name = "Paris", first = 1972-12-03, last = 1972-12-13',
)

# V: the volume as a whole

NUMBER_TWICE = Rule(
    id="V001",
    name="number-twice",
    severity="warning",
    message="{number} is given by {other} too; this text is {id}",
    why="A volume numbers each document once. Both texts stay, the second under an id of its own, so that nothing is lost; references to the number are ambiguous.",
    cure="Take one of the files away if they are the same document; else put right the number in its head.",
    bad="two files that begin with “44. …”",
    good="“44. …” and “45. …”",
)
NO_VOLUME_SETTINGS = Rule(
    id="V002",
    name="volume-without-settings",
    severity="warning",
    message="volume {volume} has no volume.toml",
    why="The title page of the volume is not in the texts: without it pages can’t name their volume, nor be cited in full.",
    cure='Write documents/{volume}/volume.toml with at least title = "…".',
    bad="documents/frus1969-76v09/44.txt alone",
    good="documents/frus1969-76v09/44.txt and volume.toml",
)
NUMBERS_MISSING = Rule(
    id="V003",
    name="numbers-missing",
    severity="info",
    message="{missing} not in this edition",
    why="References to them lead to the official edition, and neighbours are not neighbours in print.",
    cure="Nothing, if the edition is a selection; else add the missing texts.",
    bad="documents 44 and 145",
    good="documents 44 and 45",
)
PAGES_DISORDERED = Rule(
    id="V004",
    name="pages-out-of-order",
    severity="warning",
    message="it begins on page {page}, but {before} ends on page {last}",
    why="Documents stand in a volume in the order of their numbers, and so do their pages: one of the page markers or numbers is wrong.",
    cure="Look at the first [Page …] of this text and the last of the one before it.",
    bad="document 44 ends on page 249, document 45 begins on page 247",
    good="document 44 ends on page 249, document 45 begins there",
)

# W: writing

PUBLISHED_ID_GONE = Rule(
    id="W001",
    name="published-id-gone",
    severity="warning",
    message="{page} had the id {ids} in the build before this one, and has it no longer",
    why="Historians cite paragraphs, notes and pages by their address. One that is gone breaks what they wrote.",
    cure="If a file was taken away or a paragraph was put in or out by mistake, put it right. If it is meant, nothing more needs to be done: the next build takes the new ids for known.",
    bad="d145.html without the #d145p16 that it had",
    good="a new paragraph at the end of a text, or a corrected word",
)

CATALOGUE: dict[str, Rule] = {value.id: value for value in list(globals().values()) if isinstance(value, Rule)}
"""All rules by id, in the order of this file."""
