"""Read editors' files: annotations of a document (`d44.md` for document 44), and chapters of their own.

`annotate.annotate` applies an annotation file to its document, and `chapter.read_chapter` reads an editors' text. `annotation_file` and
`front_matter` parse the files, `quotations` finds quoted words in a text, and `editorial_text` reads editors' Markdown.
"""
