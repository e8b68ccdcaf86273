"""Write a document as a TEI file of its own, with the persons and terms that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.writers.rendering import write_pieces
from backchannel.writers.tei.document import document_element
from backchannel.writers.tei.front import lists_of
from backchannel.writers.tei.header import header_element
from backchannel.writers.tei.pen import Ids
from backchannel.writers.tei.volume import write_parts

if TYPE_CHECKING:
    from backchannel.pages.reading.document import DocumentInputs
    from backchannel.settings import Project
    from backchannel.writers.files import WrittenFile


def write_document(project: Project, inputs: DocumentInputs) -> WrittenFile:
    """Write a document into the site, beside its page: `frus1969-76v09/d44.xml`."""
    ids = Ids()
    header, front = header_element(project, inputs.listed.volume), lists_of(inputs.known, ids)
    parts = {"front": front, "body": [document_element(inputs, ids)]}
    return write_pieces(project, f"{inputs.listed.id}.xml", lambda out: write_parts(out, header, parts))
