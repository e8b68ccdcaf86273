"""R: references."""

from __future__ import annotations

from backchannel.findings import Rule

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
    bad="Ante, p. 533. (and the document has [Page 532] and [Page 534])",
    good="Ante, p. 533. (and the document has [Page 533])",
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
PAGE_OUTSIDE = Rule(
    id="R005",
    name="page-outside-volume",
    severity="warning",
    message="page {page} is not one of {volume}, which has pages {first} to {last}",
    why="The volume's pages are known, from its volume.toml or from the catalogue of the series, and the page that these words name is none of them: a slip of print or capture, or a page of another part.",
    cure="Compare the words with the printed volume, and correct the number; or correct `pages` in volume.toml.",
    bad="Ante, p. 1248. (and volume.toml has pages = [1, 844])",
    good="Ante, p. 248.",
)
LEADS_NOWHERE = Rule(
    id="R006",
    name="leads-nowhere",
    severity="info",
    message="{reason}, and {volume} is not a volume of the series, so these words lead nowhere",
    why="What a volume of the series has and this edition lacks is linked at the official edition. A collection of one's own has no such place: what is not among its texts can't be linked.",
    cure="Add the text that is named, or name the folder after the volume, such as frus1969-76v09, if it is one.",
    bad="See Document 9. (in documents/papers, which has no document 9)",
    good="See Document 9. (in documents/frus1969-76v99)",
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
