"""Read sources with markup: saved web pages, and TEI files. Markup shows for certain what plain text only suggests: markers, notes, pages.

Such a source is written as a text in the raw form (`sheet`), with the places of its certain parts (`marked`). The reader of texts then
reads that text, and does not guess at those parts.
"""

WEB_PAGES = (".html", ".htm", ".xhtml")
TEI_FILES = (".xml",)
"""The suffixes of saved web pages, and of TEI files. They are here because the readers are imported only when an edition’s own words are
known."""
