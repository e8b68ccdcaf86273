"""Define the R rules: references."""

from __future__ import annotations

from backchannel.findings import Rule

NOTE_NOT_THERE = Rule(
    id="R001",
    name="note-not-there",
    severity="warning",
    message="document {number} has no note {label}",
    why="The document and its notes are in this edition, but none of the notes has this number. Either the reference or the notes have an error, in print or in the capture.",
    cure="Compare both places with the printed volume, and correct the number or the notes.",
    bad="See footnote 9, Document 145. (145 has three notes)",
    good="See footnote 3, Document 145.",
)
PAGE_NOT_MARKED = Rule(
    id="R002",
    name="page-not-marked",
    severity="warning",
    message="page {page} is inside a document that has no page marker for it",
    why="The document begins before this page and ends after it, so its text must have lost the page marker. The reference can’t link to the page.",
    cure="Add the page marker, such as [Page 533], where the page begins.",
    bad="Ante, p. 533. (and the document has [Page 532] and [Page 534])",
    good="Ante, p. 533. (and the document has [Page 533])",
)
REFERENCE_AMBIGUOUS = Rule(
    id="R003",
    name="ambiguous-reference",
    severity="info",
    message="ambiguous reference: could be {candidates}",
    why="These words match more than one target, and the program does not guess. The reference is not linked; the page lists the candidates.",
    cure="No action is needed, unless two texts in this edition have the same number by mistake.",
    bad="Foreign Relations, 1952–1954, vol. XIII",
    good="Foreign Relations, 1952–1954, vol. XIII, Part 2",
)
PAGE_OUTSIDE = Rule(
    id="R005",
    name="page-outside-volume",
    severity="warning",
    message="page {page} is outside {volume}, which has pages {first} to {last}",
    why="The first and last page of the volume are known from volume.toml or the series catalog. This page is outside them: the number is wrong in print or in the capture, or it is a page of another part.",
    cure="Compare the words with the printed volume, and correct the number; or correct `pages` in volume.toml.",
    bad="Ante, p. 1248. (and volume.toml has pages = [1, 844])",
    good="Ante, p. 248.",
)
IBID_AMBIGUOUS = Rule(
    id="R007",
    name="ambiguous-ibid",
    severity="warning",
    message="“{words}” after a parenthesis that names another volume could be {candidates}",
    why="An ibid. means the place cited just before. If that place is in parentheses, and another volume was cited before them, either volume may be meant. The reference is not linked; the page lists the candidates.",
    cure="Look the place up in both volumes. Name the volume that is meant in an annotation, and accept the finding.",
    bad="Foreign Relations, 1964–1968, vol. II, Document 5 (see also vol. III, Document 9); ibid., Document 7",
    good="Foreign Relations, 1964–1968, vol. II, Documents 5 and 7 (see also vol. III, Document 9)",
)
LEADS_NOWHERE = Rule(
    id="R006",
    name="leads-nowhere",
    severity="info",
    message="{reason}; {volume} is not a volume of the series, so there is nothing to link to",
    why="References to texts of the series that this edition lacks are linked to the official edition. A collection of your own has no official edition, so references to texts it lacks can’t be linked.",
    cure="Add the missing text. If the folder is a volume of the series, name it after the volume, such as frus1969-76v09.",
    bad="See Document 9. (in documents/papers, which has no document 9)",
    good="See Document 9. (in documents/frus1969-76v99)",
)
NO_NEIGHBOR = Rule(
    id="R004",
    name="no-neighbour",
    severity="warning",
    message="can’t tell which neighboring document “{words}” means",
    why="Supra and infra refer to the document before or after this one. The program finds neighbors by document number, not by the order of the files. This document has no number, or it is the first.",
    cure="Add the printed number to the head, or name the file after it: d145.txt. If this is the first document, check the reference.",
    bad="Message From President Nixon … See the telegram infra.",
    good="145. Message From President Nixon … See the telegram infra.",
)
