"""Define the S rules: source files."""

from __future__ import annotations

from backchannel.findings import Rule

NOT_UTF8 = Rule(
    id="S001",
    name="not-utf8",
    severity="warning",
    message="the file is not UTF-8; it was read as {encoding}",
    why="Captures made on older computers are often Windows-1252. The program guessed the encoding so that no text is lost, but a wrong guess produces wrong characters.",
    cure="Check the accented letters, dashes and quotation marks, then save the file as UTF-8.",
    bad="Kissinger\\x92s reply",
    good="Kissinger’s reply",
)
CONTROL_CHARACTER = Rule(
    id="S002",
    name="control-character",
    severity="warning",
    message="control character U+{code:04X}",
    why="Printed pages have no control characters; the capture added this one. It is kept, and the page shows a visible symbol for it.",
    cure="Delete it from the file, or replace it with what the printed page has there.",
    bad="Tohak\\x0771",
    good="Tohak 71",
)
EMPTY = Rule(
    id="S003",
    name="empty-file",
    severity="warning",
    message="the file has no text",
    why="A file without text is usually a failed capture. It gets a page of its own, so that the gap is visible.",
    cure="Capture the document again, or delete the file.",
    bad="(nothing)",
    good="145. Message From President Nixon …",
)
DOUBTFUL_DOCUMENT = Rule(
    id="S007",
    name="doubtful-document",
    severity="warning",
    message="another document may begin here: {words}; if so, put a line of hyphens above it",
    why="Captures often hold several documents. They are separated where a head follows the notes of another document or a rule, or precedes a dateline or a source note. This line looks like a head, but only its form says so: it may be that of an enclosure. So the text was left in one document.",
    cure="If a document begins here, put a line of hyphens above its head. If it is an enclosure, put a line above it that says so: [Enclosure].",
    bad="American Minister\n\nThe Secretary of State to the Minister in Ruritania (Archer)",
    good="American Minister\n\n-----\n\nThe Secretary of State to the Minister in Ruritania (Archer)",
)
SEVERAL_DOCUMENTS = Rule(
    id="S008",
    name="several-documents",
    severity="info",
    message="document {part} of {parts} in this file",
    why="The file holds several documents. Each is a document of the edition, with its own page. The lines that separate them are left out.",
    cure="Nothing, if the documents begin where the program found them. Else separate them by a line of hyphens, or put each in a file of its own.",
    bad="  2. Not printed.\n-----\n58. Letter From Archer to Baker",
    good="one document in each file",
)
WITNESS_DIFFERS = Rule(
    id="S009",
    name="text-differs-from-witness",
    severity="warning",
    message="{count} markers or notes of {witness} are in words that were changed in the text; check them",
    why="The text was made from a saved web page or a TEI file, which is beside it as its witness and shows markers and notes for certain. Where an edit changed the characters of a marker or the label of a note, the witness no longer says where it is.",
    cure="Restore the marker or the label in the text. If the edit is right, delete the witness; the text is then read like any other.",
    bad="Tohak 85 in the text, and marker 2 after Tohak 85 in the witness",
    good="Tohak 852 in the text",
)
ARTICLE_GUESSED = Rule(
    id="S010",
    name="article-guessed",
    severity="warning",
    message="the page does not say which part of it is the document; {share} of its words were left out",
    why="A saved page has words of its own besides the document: navigation, footers, other texts. This one has no <main> or <article> element. So the smallest part with most of the prose was taken for the document, and much is outside it.",
    cure="Compare the text with the page. If words are missing or too many, mark the document in the saved page with <main>, or save its text.",
    bad="<div>a long text</div><div>another long text</div>",
    good="<main>a long text</main><div>another long text</div>",
)
UNREADABLE = Rule(
    id="S004",
    name="unreadable-file",
    severity="error",
    message="can’t read the file: {reason}; its pages stay as they were at the last build that could",
    why="Without this file, the edition would lack a document and not say so.",
    cure="Give yourself permission to read the file, or remove it from the folder, which removes its pages.",
    bad="(a file without read permission)",
    good="(a file that opens)",
)
CAPTURE_PROFILE = Rule(
    id="S005",
    name="capture-profile",
    severity="info",
    message="read as a capture in the form {profile} (markers/notes)",
    why="Captures write markers and notes in many forms. The program compares them and takes the one that explains the text best; it says which, so that you can check.",
    cure="Compare a few markers and notes with your source. The first part of the name is the form of the markers, the second that of the notes; [the raw text format](../raw-form.md) lists them.",
    bad="The cook is here.[1] … [1] See Document 3.",
    good="The cook is here.1 … and below the text, indented: 1. See Document 3.",
)
PAGE_FURNITURE = Rule(
    id="S006",
    name="page-furniture",
    severity="info",
    message="these words were read as words of the web page",
    why="A copy of a web page has the page’s own words above and below the document: links, titles, an address. They are no part of the document, and the page leaves them out.",
    cure="No action is needed. If the words belong to the document, move them above its notes.",
    bad="Previous",
    good="(nothing below the notes)",
)
DOUBTFUL_NOTES = Rule(
    id="S015",
    name="doubtful-notes",
    severity="warning",
    message="these numbered lines may be the notes or a list of the document; they were read as {read}",
    why="Some captures write notes like the items of a list. Here neither the words of the lines nor the markers in the text decide it.",
    cure="If they are notes, indent each by two spaces; if they are a list of the document, add a line of text below it.",
    bad="1. The cook is here.",
    good="  1. The cook is here.",
)
PASSED_OVER = Rule(
    id="S016",
    name="passed-over",
    severity="warning",
    message="not read: {reason}",
    why="Whoever put the file here may expect it in the edition. It is on no page.",
    cure="Save a text as .txt, an editors’ file as .md, a page as .html, TEI as .xml, in the folder itself, under a name in UTF-8; or move the file out of the documents folder.",
    bad="(d44.docx)",
    good="(d44.txt)",
)
NAMES_ALIKE = Rule(
    id="S017",
    name="names-alike",
    severity="warning",
    message="the name differs from {other} only in capitals or in the form of accents; rename one of them",
    why="Windows, macOS and most thumb drives take them for one file, so one of them is lost when the edition or its site is copied there.",
    cure="Rename one of the files or folders, or remove it if it is a copy of the other.",
    bad="(D44.txt beside d44.txt)",
    good="(d44.txt beside d45.txt)",
)
OTHER_EDITORS = Rule(
    id="S018",
    name="other-editors",
    severity="warning",
    message="words by the editors of another edition were not read; notes left out: {count}",
    why="The TEI file is an export of an edition, whose editors added notes, an introduction or corrections. They are not part of the printed document, so they are not on its page.",
    cure="Put what you want to keep into an editors’ file beside the text, and name its authors there. Then accept the finding.",
    bad='He left.<note n="a" type="annotation" resp="#edition">For Strelsau.</note>',
    good="He left.",
)
