"""Define the A rules: annotation files, which editors write for the texts."""

from __future__ import annotations

from backchannel.findings import Rule

HEAD_NOT_TOML = Rule(
    id="A001",
    name="head-not-toml",
    severity="error",
    message="can’t parse the head as TOML: {reason}",
    why="The lines between the two +++ lines are read as TOML: a key, an equals sign, and a value in quotation marks. If they can’t be parsed, none of them is used.",
    cure="Put each value in quotation marks, and end the head with +++ on a line of its own.",
    bad="date = December 6, 1972",
    good='date = "1972-12-06"',
)
UNKNOWN_KEY = Rule(
    id="A002",
    name="unknown-key",
    severity="error",
    message="unknown key {key!r} in the head; {hint}",
    why="An unknown key is never read, so its value would be lost without notice.",
    cure="Use one of the keys that the manual lists.",
    bad='plase = "Paris"',
    good='place = "Paris"',
)
WRONG_VALUE = Rule(
    id="A003",
    name="wrong-value",
    severity="error",
    message="invalid value {value!r} for {key!r} in the head; {reason}",
    why="An invalid value is not used. The page looks as if the key were not there.",
    cure="Write the value in the form that the finding shows.",
    bad='date = "6 December 1972"',
    good='date = "1972-12-06"',
)
QUOTATION_NOT_FOUND = Rule(
    id="A004",
    name="quotation-not-found",
    severity="error",
    message="“{quotation}” not found in the text{hint}",
    why="Annotations, corrections and settled markers are placed by the words they quote. These words are not in the text, so the page shows nothing for them.",
    cure="Copy the words from the text. You may leave out note markers and page markers; differences in quotation marks, dashes and spaces are ignored.",
    bad="> week reed",
    good="> weak reed",
)
QUOTATION_TWICE = Rule(
    id="A005",
    name="quotation-twice",
    severity="error",
    message="“{quotation}” occurs {count} times in the text; quote more words",
    why="The quotation could mean any of these places, and the program does not guess.",
    cure="Quote more of the words before or after, and mark the words you mean in bold, with two asterisks on each side.",
    bad="> Hanoi",
    good="> return to **Hanoi** at once",
)
UNKNOWN_SECTION = Rule(
    id="A006",
    name="unknown-section",
    severity="error",
    message="unknown section {name!r}; expected annotations, note N, corrections or settled",
    why="The heading says how to read the text under it. Text under an unknown heading is not shown.",
    cure="Use one of the expected headings. For a heading inside your own text, use level 3 (###).",
    bad="## foot note 3",
    good="## note 3",
)
NOTE_NOT_LOST = Rule(
    id="A007",
    name="note-not-lost",
    severity="warning",
    message="note {label} is already in the text; the supplied note is not shown",
    why="Notes are supplied only where the capture lost them. The capture has this note, so the page shows the note from the source.",
    cure="Delete the section. To comment on the note in the text, annotate it: quote some of its words.",
    bad="## note 3, where the text ends with:   3. See Document 40.",
    good="## note 4, where the text has a marker 4 and no note 4",
)
NOTE_WITHOUT_PLACE = Rule(
    id="A008",
    name="supplied-note-without-marker",
    severity="warning",
    message="no marker {label} in the text for the supplied note",
    why="Readers reach a note through its marker. Without one, the note is printed after the other notes, and nothing links to it.",
    cure="If the figure is in the text but was not read as a marker, add a line under ## settled: marker 3 is after “areas.” Otherwise add the marker to the text.",
    bad="## note 7, where the markers end with 5",
    good="## note 5",
)
SETTLED_NOT_READ = Rule(
    id="A009",
    name="settled-not-read",
    severity="error",
    message="can’t parse “{words}”; use `marker N is after “words”`, `REFERENCE is VOLUME/dN` or `NAME means PERSON`",
    why="An entry under ## settled must have one of three forms. This one has none of them, so it is ignored.",
    cure="Rewrite the entry in one of the three forms.",
    bad="- the 2 is a marker",
    good="- marker 2 is after “85”",
)
SETTLED_NOTHING = Rule(
    id="A010",
    name="settled-nothing",
    severity="warning",
    message="“{words}” is not a reference in this text",
    why="The entry says what these words refer to, but the text has no reference with exactly these words.",
    cure="Copy the reference from the text, without the words around it.",
    bad="- Hakto 73 is frus1969-76v09/d41",
    good="- Hakto 37 is frus1969-76v09/d41",
)
ANNOTATES_NOTHING = Rule(
    id="A011",
    name="annotates-nothing",
    severity="error",
    message="no text for document {document} in this folder",
    why="A file named d44.md annotates document 44 in the same folder. Without that document, nothing in the file is shown.",
    cure="Rename the file to match the document’s id, or move it to the folder of the document’s text.",
    bad="d45.md, where the folder has documents 44 and 145",
    good="d44.md",
)
SUPPLIED_WITHOUT_SOURCE = Rule(
    id="A012",
    name="supplied-without-source",
    severity="warning",
    message="no source given for supplied note {label}",
    why="Readers need to know where a supplied note comes from. Without a source, the page says only that the editors supplied it.",
    cure='Add the source in parentheses after the heading, or add one source for all notes to the head: source = "…".',
    bad="## note 3",
    good="## note 3 (printed volume, p. 156)",
)
TITLE_NOT_LOST = Rule(
    id="A013",
    name="title-not-lost",
    severity="warning",
    message="the text has a head; the supplied title is not shown",
    why="A title is supplied only where the capture lost the head. This text has a head, so the page shows that.",
    cure="Delete the title. To correct an error in the head, use ## corrections.",
    bad='title = "Message to Kissinger", where the text begins with 44. Message From …',
    good='title = "Message to Kissinger", where the text has no head',
)
NAME_TAKEN = Rule(
    id="A015",
    name="name-taken",
    severity="error",
    message="the page name {name!r} is taken; rename the file",
    why="Each text by the editors becomes a page in its volume’s folder, named after the file. The edition already creates a page with this name, so this text gets none.",
    cure="Rename the file.",
    bad="persons.md",
    good="on-the-persons.md",
)
UNKNOWN_JOURNEY = Rule(
    id="A014",
    name="unknown-journey",
    severity="error",
    message="unknown journey {journey!r}; {hint}",
    why="The file assigns its message to a journey in volume.toml by name. No journey there has this name.",
    cure="Write the journey’s name as it is in volume.toml.",
    bad='journey = "Pariss"',
    good='journey = "Paris"',
)
SETTLED_NAME_NOT_FOUND = Rule(
    id="A016",
    name="settled-name-not-found",
    severity="warning",
    message="“{words}” is not a name in this text",
    why="The entry says whom a name means in this document, but the text does not have the name in this form, so no name is linked.",
    cure="Copy the name from the text, with a capital at its beginning.",
    bad="- Rodgers means rogers-william, where the text has Rogers",
    good="- Rogers means rogers-william",
)
SETTLED_PERSON_UNKNOWN = Rule(
    id="A017",
    name="settled-person-unknown",
    severity="error",
    message="no person has the id {person!r}; {hint}",
    why="The entry says whom a name means in this document, but no people.toml and no list of persons of the volume has a person with this id. The name is not linked.",
    cure="Write the person’s id as it is in people.toml, or add the person there.",
    bad="- Rogers means roger-william",
    good="- Rogers means rogers-william",
)
