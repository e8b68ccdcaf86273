"""Define the H rules: heads, message lines, datelines and dates."""

from __future__ import annotations

from backchannel.findings import Rule

NO_HEAD = Rule(
    id="H001",
    name="no-head",
    severity="warning",
    message="no line recognized as the head",
    why="The head identifies a document: number, kind, sender, recipient. Without a head, the document’s id comes from the file name, and no reference can link to it.",
    cure="Put the head on a line of its own at the top of the file.",
    bad="I am again enormously impressed …",
    good="145. Message From President Nixon to the President’s Assistant for National Security Affairs (Kissinger) in Paris",
)
IMPOSSIBLE_DATE = Rule(
    id="H002",
    name="impossible-date",
    severity="warning",
    message="impossible date “{words}”",
    why="The dateline or head gives a day that does not exist. The program does not replace it with another day.",
    cure="Compare the printed page: the capture may have lost or changed a digit.",
    bad="Washington, February 30, 1972.",
    good="Washington, February 29, 1972.",
)
UNKNOWN_KIND = Rule(
    id="H003",
    name="unknown-kind",
    severity="info",
    message="unrecognized document kind in the head",
    why="The first words of the head are looked up in a list of kinds. If none matches, the document is not grouped by kind; the head itself is shown as printed.",
    cure="If the words name a kind of document, add it to kinds.toml with an example. Otherwise no action is needed.",
    bad="12. Ann Archer to David Baker",
    good="12. Letter From Ann Archer to David Baker",
)
UNKNOWN_MARKING = Rule(
    id="H004",
    name="unknown-marking",
    severity="info",
    message="unrecognized marking “{words}” in the classification",
    why="It is recorded as a handling instruction. If it is not a marking at all, part of a sentence may have been misread as a classification.",
    cure="If it is a marking, add it to markings.toml with an example. Otherwise check the period before it.",
    bad="Secret; Zebra.",
    good="Secret; Immediate; Nodis.",
)
DATE_INFERRED = Rule(
    id="H005",
    name="date-inferred",
    severity="info",
    message="no date stated; inferred from {rules}: {days}",
    why="The capture has no dateline. Words in the document and its notes limit the date. The page marks the date as inferred and shows those words.",
    cure="If the printed page has a dateline, add it to the text; it replaces the inferred date.",
    bad="145. Message From President Nixon … (and no dateline)",
    good="Washington, December 6, 1972, 2215Z.",
)
DATES_DISAGREE = Rule(
    id="H006",
    name="dates-disagree",
    severity="warning",
    message="conflicting evidence for the date: {words}",
    why="Some of the evidence was misread, or it concerns another document. The program can’t tell which is wrong, so it gives no date.",
    cure="Compare the folder dates, the offices, and the dates of replies in the notes with the printed page.",
    bad="… HAK Paris Trip Tohak 1–100, December 3–13, 1972 … In message Hakto 18, November 7, 1972, Kissinger replied …",
    good="… HAK Paris Trip Tohak 1–100, December 3–13, 1972 … In message Hakto 18, December 7, 1972, Kissinger replied …",
)
NO_NUMBER = Rule(
    id="H007",
    name="head-without-number",
    severity="info",
    message="no number in the head; the document’s id comes from the file name",
    why="Volumes before 1955 print no document numbers. In later volumes, the capture may have lost the number.",
    cure="Name the file after the document, `d145.txt`, or put the printed number before the head.",
    bad="The Secretary of State to the Embassy in France",
    good="145. Telegram From the Department of State to the Embassy in France",
)
NO_DATE = Rule(
    id="H008",
    name="no-date",
    severity="info",
    message="no date stated or inferred",
    why="Most captures lose the dateline. Nothing in this text limits the date. If the volume is in order of date, the documents around this one still may, and the page then shows it.",
    cure="If the printed page has a dateline, add it on a line of its own below the head.",
    bad="44. Backchannel Message From … (and no dateline)",
    good="Washington, October 23, 1972, 0110Z.",
)
DOUBTFUL_HEAD = Rule(
    id="H012",
    name="doubtful-head",
    severity="warning",
    message="this line was read as the head, but names no known kind of document or correspondents",
    why="A head is known by its form: a kind of document, or a sender and a recipient. This line is the head only because of its position, so it may be a title of the page or the first line of a text without a head. The same is true of persons’ names below words of a web page.",
    cure="If the line is the head, accept this finding; if it names a kind of document, add the kind to kinds.toml with an example. If not, delete the lines above the head.",
    bad="12. Doodles Made During a Meeting",
    good="12. Notes Made During a Meeting",
)
UNKNOWN_CHANNEL = Rule(
    id="H010",
    name="unknown-channel",
    severity="info",
    message="unknown channel “{words}”",
    why="A message line begins with the name of the channel, a number, and delivery instructions. If the channel is unknown, the message has no number, and references to it can’t be linked.",
    cure="Check for a capture error (Tohack for Tohak). If the word is a channel, add it to channels.toml with an example.",
    bad="Tohack 71. Deliver immediately.",
    good="Tohak 71. Deliver immediately.",
)
RECEIVED_BEFORE_SENT = Rule(
    id="H009",
    name="received-before-sent",
    severity="warning",
    message="received “{words}”, before it was sent, “{sent}”",
    why="Each time is local to its place, and a telegram can’t arrive before it is sent. Both times are shown as printed, and no time of receipt is recorded.",
    cure="Compare the printed page: the capture may have a wrong day, hour or `a.m.`, or the day of receipt may be that of another copy.",
    bad="Paris, December 8, 1948—10 p.m. [Received December 8—2:09 p.m.]",
    good="Paris, December 8, 1948—10 p.m. [Received December 8—8:09 p.m.]",
)
