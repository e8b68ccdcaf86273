"""Choose the reader of a source by the suffix of its file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from backchannel.readers.markup import WEB_PAGES
from backchannel.readers.text.document import prepare_documents
from backchannel.source import Source

if TYPE_CHECKING:
    from backchannel.readers.text.document import PreparedDocument


def prepare(path: str, data: bytes, volume: str) -> list[PreparedDocument]:
    """Prepare the documents of a source: a text, or a saved web page. Positions count in the text that is written for a page."""
    if PurePosixPath(path).suffix.lower() in WEB_PAGES:
        from backchannel.readers.markup.web.page import prepare_page  # lxml takes a while to import, and most editions have no pages

        return [prepare_page(path, data, volume)]
    return prepare_documents(Source.of(path, data), volume)
