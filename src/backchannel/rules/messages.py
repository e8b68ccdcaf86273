"""M: messages and their journeys."""

from __future__ import annotations

from backchannel.findings import Rule

MESSAGE_AMBIGUOUS = Rule(
    id="M001",
    name="ambiguous-message",
    severity="warning",
    message="more than one document prints {message} of that journey: {candidates}",
    why="A channel counts its messages once on each journey, so two texts with one number are one message twice, or one of them is numbered wrongly.",
    cure="Compare the numbers of both texts with the printed volume; if they are of two journeys, name these in volume.toml.",
    bad="two texts begin: Tohak 71. Deliver immediately.",
    good="Tohak 71. … and Tohak 17. …",
)
MESSAGE_WITHOUT_JOURNEY = Rule(
    id="M002",
    name="message-without-journey",
    severity="info",
    message="it is not known on which journey {message} was sent",
    why="Message numbers start again on each journey. Without it no mention of this number can be linked to this text.",
    cure="Name the journey with its first and last day in volume.toml, or list this document there.",
    bad="(no [[journeys]] in volume.toml)",
    good='[[journeys]] name = "Paris", first = 1972-12-03, last = 1972-12-13',
)
