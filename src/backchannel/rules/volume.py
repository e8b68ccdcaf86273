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
NEAR_DUPLICATE = Rule(
    id="V011",
    name="near-duplicate",
    severity="warning",
    message="its text begins nearly as that of {other} ({path})",
    why="Two files that say nearly the same under different numbers are most often one document captured twice, one of them under a wrong number. Now and then a volume does print a paper twice; both stay as they are.",
    cure="Compare both numbers with the printed volume. Take one file away if they are the same document; if the volume prints both, accept this finding with a word on why.",
    bad="“44. …” and “54. …” with the same sentences",
    good="“44. …” and “54. …”, each with sentences of its own",
)
DATE_OUT_OF_ORDER = Rule(
    id="V012",
    name="date-out-of-order",
    severity="warning",
    message="it is dated {date}, but {before}, which stands before it, is dated {other}",
    why="The volume's settings say that its documents stand in the order of their dates. One of the two dates was misread, or one of the documents has a wrong number.",
    cure="Compare both datelines with the printed volume. Where the volume begins anew with each chapter, take `ordered = true` out of volume.toml.",
    bad="document 44 of May 9, document 45 of May 7 (and volume.toml has ordered = true)",
    good="document 44 of May 7, document 45 of May 9",
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
PERSON_NOT_SETTLED = Rule(
    id="V020",
    name="person-not-settled",
    severity="warning",
    message="“{name}” here{elsewhere} may be {candidates}",
    why="The name fits several of those whom people.toml has, and neither an office, nor the date, nor the rest of the text leaves one; or others of that name are named beside it. It is linked to no one, rather than to the wrong one.",
    cure="Give the offices of these people their dates in people.toml; or write the short name among the forms of the one whom the volume means by it, in a people.toml beside the volume.toml.",
    bad="“Archer agreed.”, where people.toml has Archer, Ann and Archer, Bert",
    good="“Secretary Archer agreed.”, where it has Archer, Ann as the Secretary of State of those years",
)
