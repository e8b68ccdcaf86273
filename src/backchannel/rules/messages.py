"""M: messages and their journeys."""

from __future__ import annotations

from backchannel.findings import Rule

MESSAGE_AMBIGUOUS = Rule(
    id="M001",
    name="ambiguous-message",
    severity="warning",
    message="{channel} {number} may be one of several messages: {candidates}: {reason}",
    why="A channel counts its messages anew on each journey. Two texts with one number of one journey are one message twice, or one of them is numbered wrongly.",
    cure="Give the day of the message in the note, or name the journeys in volume.toml; compare the numbers of texts that have the same.",
    bad="3. See Hakto 41. (and Hakto 41 was sent in October and in December)",
    good="3. See Hakto 41, October 23.",
)
MESSAGE_WITHOUT_JOURNEY = Rule(
    id="M002",
    name="message-without-journey",
    severity="warning",
    message="it is not known on which journey {channel} {number} was sent; a journey in volume.toml that lists {document} would settle: {messages}",
    why="Message numbers start again on each journey. Without it no mention of this number can be linked to this text.",
    cure="Name the journey with its first and last day in volume.toml, or list this document there.",
    bad="(no [[journeys]] in volume.toml)",
    good='[[journeys]] name = "Paris", first = 1972-12-03, last = 1972-12-13, documents = ["d44"]',
)
OTHER_NUMBER = Rule(
    id="M005",
    name="other-number",
    severity="warning",
    message="the words say that {message} is {document}, but that document bears {bears}",
    why="One of the two numbers was misread, or the note is in error. The number is believed, not the note: it leads to no document.",
    cure="Compare both numbers with the printed page, and the note with the document that it names.",
    bad="2. Tohak 84 is Document 50. … 50. … Tohak 85. Deliver immediately.",
    good="2. Tohak 84 is Document 50. … 50. … Tohak 84. Deliver immediately.",
)
NUMBER_BEFORE = Rule(
    id="M004",
    name="number-before",
    severity="warning",
    message="{answer} is dated {first}, before {answered} of {second}, which has a lower number on the same channel and journey",
    why="A channel's numbers rise with time: a date or a number was misread, or one of the two was sent on another journey.",
    cure="Compare both dates and numbers with the printed page; name the journeys in volume.toml if they are two.",
    bad="Tohak 15, March 5. … Tohak 14, March 7.",
    good="Tohak 14, March 5. … Tohak 15, March 7.",
)
ANSWER_BEFORE = Rule(
    id="M003",
    name="answer-before",
    severity="warning",
    message="{answer} is dated {first}, before {answered} of {second}, which it answers (“{words}”)",
    why="Nobody answers what is not written yet: a date or a number was misread, or the answer is to another message of that number.",
    cure="Compare both dates and numbers with the printed page; if the number is of another journey, name its day in the note or the journey in volume.toml.",
    bad="Tohak 82, October 21. Ref: Hakto 37. … Hakto 37, October 23.",
    good="Tohak 82, October 23. Ref: Hakto 37. … Hakto 37, October 21.",
)
