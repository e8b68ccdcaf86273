"""H: heads, message lines, datelines and dates."""

from __future__ import annotations

from backchannel.findings import Rule

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
    message="the date is not stated; by {rules} it is {days}",
    why="The capture has no dateline. Words of the document and of its notes bound the date; it is shown as inferred, with those words.",
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
    cure="Compare the folder's dates, the offices named and the dates of answers in the notes with the printed page.",
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
    why="Most captures lose the dateline. No date is guessed from the documents beside it.",
    cure="Add the dateline if the printed page has one, on a line of its own below the head.",
    bad="44. Backchannel Message From … (and no dateline)",
    good="Washington, October 23, 1972, 0110Z.",
)
UNKNOWN_CHANNEL = Rule(
    id="H010",
    name="unknown-channel",
    severity="info",
    message="“{words}” stands where the name of a channel does, and no channel of that name is known",
    why="A number and words of delivery begin a message: the word before them names its channel. Without the channel the message has no number, and nothing that names it can lead here.",
    cure="Look for a slip of the capture (Tohack for Tohak). If it is a channel, add it to channels.toml, with an example.",
    bad="Tohack 71. Deliver immediately.",
    good="Tohak 71. Deliver immediately.",
)
RECEIVED_BEFORE_SENT = Rule(
    id="H009",
    name="received-before-sent",
    severity="warning",
    message="received “{words}” is before it was sent, “{sent}”",
    why="Both times were set on the clocks of their places, and a telegram cannot arrive before it leaves. Neither is changed, and no reception is given.",
    cure="Compare the printed page: a day, an hour or `a.m.` may be wrong in the capture, or the day of reception may be that of another copy.",
    bad="Paris, December 8, 1948—10 p.m. [Received December 8—2:09 p.m.]",
    good="Paris, December 8, 1948—10 p.m. [Received December 8—8:09 p.m.]",
)
