"""A: what editors write beside the texts."""

from __future__ import annotations

from backchannel.findings import Rule

HEAD_NOT_TOML = Rule(
    id="A001",
    name="head-not-toml",
    severity="error",
    message="the head is not TOML: {reason}",
    why="What stands between the two lines of plus signs is read as TOML: a name, an equals sign, and words in quotation marks. None of it counts until it can be read.",
    cure="Put the words of each line in quotation marks, and see that the head ends with +++ on a line of its own.",
    bad="date = December 6, 1972",
    good='date = "1972-12-06"',
)
UNKNOWN_KEY = Rule(
    id="A002",
    name="unknown-key",
    severity="error",
    message="the head’s {key!r} is not known; {hint}",
    why="Nothing reads a name that is not known, so what was meant would be left out without a word.",
    cure="Write the name as the manual has it.",
    bad='plase = "Paris"',
    good='place = "Paris"',
)
WRONG_VALUE = Rule(
    id="A003",
    name="wrong-value",
    severity="error",
    message="the head’s {key!r} can’t be {value!r}: {reason}",
    why="A value that can’t be read is not used, and the page shows what it showed without it.",
    cure="Give the value in the form that the finding names.",
    bad='date = "6 December 1972"',
    good='date = "1972-12-06"',
)
QUOTATION_NOT_FOUND = Rule(
    id="A004",
    name="quotation-not-found",
    severity="error",
    message="“{quotation}” does not stand in the text{hint}",
    why="An annotation, a correction and a settled marker are put where the quoted words stand. These words stand nowhere, so the page shows nothing of it.",
    cure="Copy the words from the text. Note markers and page labels may be left out; the forms of quotation marks, dashes and spaces do not matter.",
    bad="> week reed",
    good="> weak reed",
)
QUOTATION_TWICE = Rule(
    id="A005",
    name="quotation-twice",
    severity="error",
    message="“{quotation}” stands {count} times in the text",
    why="Which place is meant can’t be told, and is not guessed.",
    cure="Quote more words, before or after, and set those that are meant strong, with two stars before and after them.",
    bad="> Hanoi",
    good="> return to **Hanoi** at once",
)
UNKNOWN_SECTION = Rule(
    id="A006",
    name="unknown-section",
    severity="error",
    message="the section {name!r} is not known; known are annotations, note N, corrections and settled",
    why="What stands under a heading is read by what the heading is. The words under this one are not shown.",
    cure="Write the heading as one of those that are known; within a text of yours, use headings of the third degree (###).",
    bad="## foot note 3",
    good="## note 3",
)
NOTE_NOT_LOST = Rule(
    id="A007",
    name="note-not-lost",
    severity="warning",
    message="note {label} is not lost: the text has it, and that is shown",
    why="A note is supplied where the capture lost it. This one was not lost, so the edition keeps to the source.",
    cure="Take the section away. If the text’s note needs a word of yours, annotate it: quote some of its words.",
    bad="## note 3, where the text ends with:   3. See Document 40.",
    good="## note 4, where the text has a marker 4 and no note 4",
)
NOTE_WITHOUT_PLACE = Rule(
    id="A008",
    name="supplied-note-without-marker",
    severity="warning",
    message="the text has no marker {label} for the note that is supplied",
    why="A note is read where its marker leads to it. Without one it stands at the end of the notes, and nothing leads there.",
    cure="Say where the marker stands, under ## settled: marker 3 is after “areas.”; or write the marker into the text.",
    bad="## note 7, where the markers end with 5",
    good="## note 5",
)
SETTLED_NOT_READ = Rule(
    id="A009",
    name="settled-not-read",
    severity="error",
    message="“{words}” settles nothing: write, marker N is after “words”, or, words of a reference is VOLUME/dN",
    why="A doubt is settled by a sentence of one of two forms. This one has neither.",
    cure="Write the sentence in one of the two forms.",
    bad="- the 2 is a marker",
    good="- marker 2 is after “85”",
)
SETTLED_NOTHING = Rule(
    id="A010",
    name="settled-nothing",
    severity="warning",
    message="“{words}” is no reference of this text",
    why="What the words lead to is said, but the reader found no reference in these words.",
    cure="Write the words as the text has them, and no more than the reference itself.",
    bad="- Hakto 73 is frus1969-76v09/d41",
    good="- Hakto 37 is frus1969-76v09/d41",
)
ANNOTATES_NOTHING = Rule(
    id="A011",
    name="annotates-nothing",
    severity="error",
    message="no text beside this file is document {document}",
    why="A file that is called d44.md annotates document 44 of its folder. Without that document nothing of it is shown.",
    cure="Rename the file after the document’s id, or put it beside the document’s text.",
    bad="d45.md, where the folder has documents 44 and 145",
    good="d44.md",
)
SUPPLIED_WITHOUT_SOURCE = Rule(
    id="A012",
    name="supplied-without-source",
    severity="warning",
    message="it is not said where the supplied note {label} is from",
    why="A reader must know whose words a supplied note has. It is shown as supplied by the editors, without a source.",
    cure="Put the source in parentheses after the heading, or once for all into the head: source = “…”.",
    bad="## note 3",
    good="## note 3 (printed volume, p. 156)",
)
TITLE_NOT_LOST = Rule(
    id="A013",
    name="title-not-lost",
    severity="warning",
    message="the text has a head of its own, which is shown as its title",
    why="A title is supplied for a text whose head the capture lost. This text has one, and the edition keeps to the source.",
    cure="Take the title away. A slip in the head is mended under ## corrections.",
    bad='title = "Message to Kissinger", where the text begins with 44. Message From …',
    good='title = "Message to Kissinger", where the text has no head',
)
NAME_TAKEN = Rule(
    id="A015",
    name="name-taken",
    severity="error",
    message="a page of the volume is called {name!r} already, so this text has none",
    why="Each text of the editors’ own becomes a page of that name in the folder of its volume. This name is that of a page which the edition makes itself.",
    cure="Give the file another name.",
    bad="persons.md",
    good="on-the-persons.md",
)
UNKNOWN_JOURNEY = Rule(
    id="A014",
    name="unknown-journey",
    severity="error",
    message="no journey of the volume is called {journey!r}; {hint}",
    why="The message is put on a journey of volume.toml by its name. No journey has this name.",
    cure="Write the journey’s name as volume.toml has it.",
    bad='journey = "Pariss"',
    good='journey = "Paris"',
)
