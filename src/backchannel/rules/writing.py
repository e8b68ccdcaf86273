"""Define the W rules: the built site and its database."""

from __future__ import annotations

from backchannel.findings import Rule

PUBLISHED_ID_GONE = Rule(
    id="W001",
    name="published-id-gone",
    severity="warning",
    message="{page} no longer has these ids from the previous build: {ids}",
    why="Historians cite paragraphs, notes and pages by their addresses. When an id disappears, those citations no longer work.",
    cure="If you removed a file, or added or removed a paragraph, by mistake, undo that. If the change is intended, no action is needed: the next build no longer expects these ids.",
    bad="d145.html without the #d145p16 that it had",
    good="a new paragraph at the end of a text, or a corrected word",
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
