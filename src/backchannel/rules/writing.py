"""Define the W rules: the built site and its database."""

from __future__ import annotations

from backchannel.findings import Rule

PUBLISHED_ID_GONE = Rule(
    id="W001",
    name="published-id-gone",
    severity="warning",
    message="{page} was published with words that are no longer in the edition: {ids}",
    why="Historians cite paragraphs, notes and pages by their addresses. These addresses still open the page, which quotes the words as they were published, but the words themselves are gone.",
    cure="If you removed a file or a paragraph by mistake, undo that. If the change is intended, accept the finding in accepted.toml, with the reason; readers see the reason.",
    bad="d145.html without the words of #d145p16",
    good="a new paragraph, a moved paragraph, or a corrected word: each address stays at its words",
)
DATABASE_DAMAGED = Rule(
    id="W002",
    name="database-damaged",
    severity="warning",
    message="the database was damaged and has been rebuilt ({reason})",
    why="The database holds only what was read from the sources, so nothing is lost. But a damaged file can be a sign of a failing disk.",
    cure="No action is needed. If it happens again, check the disk.",
    bad="(a database that a crash of the machine cut short)",
    good="(a database as builds leave it)",
)
PUBLISHED_LINE_UNREADABLE = Rule(
    id="W003",
    name="published-line-unreadable",
    severity="warning",
    message="this line can’t be read, so the addresses that it records are unknown",
    why="Each line of published.jsonl records what a build published. Version control leaves marks in the file when two branches can’t be merged.",
    cure="Restore the file from version control. If lines such as <<<<<<< and >>>>>>> mark a conflict, delete only these lines and keep all others, in any order.",
    bad="<<<<<<< HEAD",
    good="the lines of both branches, one below the other",
)
PUBLISHED_WORDS_MOVED = Rule(
    id="W004",
    name="published-words-moved",
    severity="info",
    message="{page} was published with words that have moved: {ids}; each address links to their new place",
    why="Documents are renumbered, and parts of a text move to another document. The old address says where the words are now.",
    cure="No action is needed. If the words were moved by mistake, undo that.",
    bad="a text that was document 7 and is now document 8",
    good="a paragraph that moved within its document: it keeps its address",
)
FOREIGN_FILE = Rule(
    id="W005",
    name="foreign-file",
    severity="info",
    message="no build wrote this file; it is left as it is",
    why="A host may need a file of your own in the site, such as robots.txt. Builds remove only what they wrote.",
    cure="No action is needed. If the file should not be published, remove it.",
    bad="(site/robots.txt)",
    good="(a site with nothing but its own files)",
)
