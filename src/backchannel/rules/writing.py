"""W: the built site."""

from __future__ import annotations

from backchannel.findings import Rule

PUBLISHED_ID_GONE = Rule(
    id="W001",
    name="published-id-gone",
    severity="warning",
    message="{page} had the id {ids} in the build before this one, and has it no longer",
    why="Historians cite paragraphs, notes and pages by their address. One that is gone breaks what they wrote.",
    cure="If a file was taken away or a paragraph was put in or out by mistake, put it right. If it is meant, nothing more needs to be done: the next build takes the new ids for known.",
    bad="d145.html without the #d145p16 that it had",
    good="a new paragraph at the end of a text, or a corrected word",
)
DATABASE_DAMAGED = Rule(
    id="W002",
    name="database-damaged",
    severity="warning",
    message="the edition’s database was damaged ({reason}) and was made anew",
    why="It holds nothing that the sources do not give again, so nothing is lost; but a file that is damaged once may say that the disk is failing.",
    cure="Nothing needs to be done. If it happens again, have the disk looked at.",
    bad="(a database that a crash of the machine cut short)",
    good="(a database as builds leave it)",
)
