"""Define the M rules: messages and their journeys."""

from __future__ import annotations

from backchannel.findings import Rule

MESSAGE_AMBIGUOUS = Rule(
    id="M001",
    name="ambiguous-message",
    severity="warning",
    message="ambiguous message: {message} could be {candidates}; {reason}",
    why="Message numbers restart on every journey. If two texts have the same number on the same journey, either they are the same message or one of the numbers is wrong.",
    cure="Add the date of the message to the note, or list the journeys in volume.toml. If several texts have the same number, compare their numbers with the printed pages.",
    bad="3. See Hakto 41. (and Hakto 41 was sent in October and in December)",
    good="3. See Hakto 41, October 23.",
)
MESSAGE_WITHOUT_JOURNEY = Rule(
    id="M002",
    name="message-without-journey",
    severity="warning",
    message="unknown journey for {channel} {number}; list {document} under a journey in volume.toml to place {messages}",
    why="Message numbers restart on every journey. While the journey is unknown, mentions of this number can’t be linked to this text.",
    cure="Add the journey to volume.toml with its first and last day, or list this document under a journey there.",
    bad="(no [[journeys]] in volume.toml)",
    good='[[journeys]] name = "Paris", first = 1972-12-03, last = 1972-12-13, documents = ["d44"]',
)
OTHER_NUMBER = Rule(
    id="M005",
    name="other-number",
    severity="warning",
    message="{message} is cited as {document}, but that document is {actual}",
    why="One of the two numbers was misread, or the note is wrong. The program follows the message number, so the reference does not link to the document that the note names.",
    cure="Compare both numbers with the printed page, and the note with the document that it names.",
    bad="2. Tohak 84 is Document 50. … 50. … Tohak 85. Deliver immediately.",
    good="2. Tohak 84 is Document 50. … 50. … Tohak 84. Deliver immediately.",
)
NUMBER_BEFORE = Rule(
    id="M004",
    name="number-before",
    severity="warning",
    message="{answer} is dated {first}, before {answered} ({second}), which has a lower number on the same channel and journey",
    why="Message numbers on a channel increase with time. Either a date or number was misread, or the two messages belong to different journeys.",
    cure="Compare both dates and numbers with the printed page. If there were two journeys, list both in volume.toml.",
    bad="Tohak 15, March 5. … Tohak 14, March 7.",
    good="Tohak 14, March 5. … Tohak 15, March 7.",
)
ANSWER_BEFORE = Rule(
    id="M003",
    name="answer-before",
    severity="warning",
    message="{answer} is dated {first}, before {answered} ({second}), which it answers (“{words}”)",
    why="A reply can’t be older than the message it answers. Either a date or number was misread, or the reply is to another message with that number.",
    cure="Compare both dates and numbers with the printed page. If the number is from another journey, add its date to the note or the journey to volume.toml.",
    bad="Tohak 82, October 21. Ref: Hakto 37. … Hakto 37, October 23.",
    good="Tohak 82, October 23. Ref: Hakto 37. … Hakto 37, October 21.",
)
POSSIBLE_MATCH = Rule(
    id="M006",
    name="possible-match",
    severity="warning",
    message="{message} ({id}) may be the same as {other} ({other_id}): they share a number, and nothing shows that they are two messages",
    why="A post uses a number once a year, and a traveler once on each journey. Two entries with one number at the same time are one message twice, or one of the numbers or dates is wrong. The message list shows both, each with a link to the other.",
    cure="Compare the numbers and dates with the printed pages. If the date of a document is unknown, supply it in an annotation, or list the journey in volume.toml.",
    bad="2. See telegram 1687 from Saigon, June 3. … Saigon, March 8, 1966. 1687. Please inform Archer.",
    good="2. See telegram 1687 from Saigon, March 8. … Saigon, March 8, 1966. 1687. Please inform Archer.",
)
DOUBTFUL_NUMBER = Rule(
    id="M007",
    name="doubtful-number",
    severity="warning",
    message="{message} may be misread: {reason}",
    why="In a capture, a number and the marker after it stand in a row: “Hakto 414” may be Hakto 41 and note 4. The program reads one number where it finds no better place for the marker. The message list shows the message, and says that its number is in doubt.",
    cure="Compare the number with the printed page. If its last figures are a marker, settle the marker in an annotation.",
    bad="I will answer Hakto 414 tomorrow. (and the highest number on that journey is Hakto 46)",
    good="I will answer Hakto 41 tomorrow.4",
)
