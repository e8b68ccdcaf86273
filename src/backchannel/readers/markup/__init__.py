"""Read sources with markup: saved web pages. Markup shows for certain what plain text only suggests: markers, notes, pages.

Such a source is written as a text in the raw form (`sheet`), with the places of its certain parts (`marked`). The reader of texts then
reads that text, and does not guess at those parts.
"""

WEB_PAGES = (".html", ".htm", ".xhtml")
"""The suffixes of saved web pages. They are defined here because the readers are imported only when an edition’s own words are known."""
