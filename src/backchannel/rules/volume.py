"""Define the V rules: faults that only show in the volume as a whole."""

from __future__ import annotations

from backchannel.findings import Rule

NUMBER_TWICE = Rule(
    id="V001",
    name="number-twice",
    severity="warning",
    message="{other} is also {number}; this text gets the id {id}",
    why="Document numbers are unique within a volume. Both texts are kept, the second with an id of its own, and references to the number are ambiguous.",
    cure="If the files have the same document, delete one of them. Otherwise correct the number in one of the heads.",
    bad="two files that begin with “44. …”",
    good="“44. …” and “45. …”",
)
NO_VOLUME_SETTINGS = Rule(
    id="V002",
    name="volume-without-settings",
    severity="warning",
    message="volume {volume} has no volume.toml",
    why="The texts do not include the volume’s title page. Without volume.toml, pages can’t name their volume or cite it in full.",
    cure='Create documents/VOLUME/volume.toml with at least title = "…".',
    bad="documents/frus1969-76v09/44.txt alone",
    good="documents/frus1969-76v09/44.txt and volume.toml",
)
NUMBERS_MISSING = Rule(
    id="V003",
    name="numbers-missing",
    severity="info",
    message="{missing} not in this edition",
    why="References to these documents link to the official edition. Documents next to each other here are not next to each other in print.",
    cure="If the edition is a selection, no action is needed. Otherwise add the missing texts.",
    bad="documents 44 and 145",
    good="documents 44 and 45",
)
NEAR_DUPLICATE = Rule(
    id="V011",
    name="near-duplicate",
    severity="warning",
    message="begins with nearly the same text as {other} ({path})",
    why="Two files with nearly the same text but different numbers are usually one document captured twice, once with a wrong number. Occasionally a volume does print a document twice. Both files are kept.",
    cure="Compare both numbers with the printed volume. If the files have the same document, delete one of them. If the volume prints both, accept this finding and give that as the reason.",
    bad="“44. …” and “54. …” with the same sentences",
    good="“44. …” and “54. …”, each with sentences of its own",
)
DATE_OUT_OF_ORDER = Rule(
    id="V012",
    name="date-out-of-order",
    severity="warning",
    message="dated {date}, but the document before it ({before}) is dated {other}",
    why="volume.toml says that the documents are in chronological order. Either one of the dates was misread, or one of the documents has a wrong number.",
    cure="Compare both datelines with the printed volume. If each chapter starts a new sequence, delete `ordered = true` from volume.toml.",
    bad="document 44 of May 9, document 45 of May 7 (and volume.toml has ordered = true)",
    good="document 44 of May 7, document 45 of May 9",
)
DATE_AGAINST_ORDER = Rule(
    id="V013",
    name="date-against-order",
    severity="warning",
    message="its own words date it {own}, but the documents around it {first} to {last}",
    why="The document states no date. The volume is in order of date, and its neighbors exclude what its own words show. The date that the page shows includes both.",
    cure="Compare the evidence with the printed page. If the document is out of place in the volume, accept this finding. If the date is printed, add it to the text.",
    bad="a memorandum to President Johnson between two documents of May 1962",
    good="a memorandum to President Kennedy between two documents of May 1962",
)
ACCEPTED_NOTHING = Rule(
    id="V010",
    name="accepted-nothing",
    severity="warning",
    message="no finding matches this acceptance of {rule} in {document}; {nearest}",
    why="An entry in accepted.toml accepts one particular finding. No finding matches this entry: either the fault was corrected, or the words or the document number changed.",
    cure="If the fault was corrected, delete the entry from accepted.toml. Otherwise correct its document or quotation.",
    bad='[[accepted]] rule = "N002" document = "frus1969-76v99/d4" quotation = "areas.3 I think" … (and the text has “areas.3 I believe”)',
    good='[[accepted]] rule = "N002" document = "frus1969-76v99/d4" quotation = "areas.3 I believe" …',
)
PAGES_DISORDERED = Rule(
    id="V004",
    name="pages-out-of-order",
    severity="warning",
    message="begins on page {page}, but {before} ends on page {last}",
    why="In a volume, document numbers and page numbers increase together. One of the page markers or document numbers is wrong.",
    cure="Check the first [Page …] in this text and the last one in the document before it.",
    bad="document 44 ends on page 249, document 45 begins on page 247",
    good="document 44 ends on page 249, document 45 begins there",
)
PERSON_NOT_SETTLED = Rule(
    id="V020",
    name="person-not-settled",
    severity="warning",
    message="ambiguous name “{name}”{elsewhere}: could be {candidates}",
    why="The name matches several people in people.toml, and no office, date or other mention shows which one is meant; or the text mentions other people with the same name. The name is not linked, so that it can’t be linked to the wrong person.",
    cure="Add dates to the offices of these people in people.toml. If the volume uses the short name for one of them, add it to that person’s forms in a people.toml beside volume.toml.",
    bad="“Archer agreed.”, where people.toml has Archer, Ann and Archer, Bert",
    good="“Secretary Archer agreed.”, where it has Archer, Ann as the Secretary of State of those years",
)
