"""V: the volume as a whole."""

from __future__ import annotations

from backchannel.findings import Rule

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
    cure='Write documents/VOLUME/volume.toml with at least title = "…".',
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
ACCEPTED_NOTHING = Rule(
    id="V010",
    name="accepted-nothing",
    severity="warning",
    message="this acceptance of {rule} in {document} fits nothing that is found: {nearest}",
    why="An acceptance in accepted.toml holds for one thing that was found. This one fits none: what it accepted was mended, or its words or its document's number were changed.",
    cure="Take the acceptance out of accepted.toml if the text was mended; else put right its document or its quotation.",
    bad='[[accepted]] rule = "N002" document = "frus1969-76v99/d4" quotation = "areas.3 I think" … (and the text has “areas.3 I believe”)',
    good='[[accepted]] rule = "N002" document = "frus1969-76v99/d4" quotation = "areas.3 I believe" …',
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
