"""Read raw texts into records. `document.read_document` is the entry point.

- `lines`, `pages`, `notes`, `brackets`: lines, page markers, endnotes, bracketed omissions
- `heads`, `dateline`, `messages`, `source_notes`: the parts around the text, and what they say
- `markers.find`: which figures of the text are note markers
- `blocks`, `block_kinds`: paragraphs, items, headings, signatures
- `citations`: references to other documents, notes, pages, volumes and messages
- `dating`: the date, from a statement or from evidence
- `coverage`: the proof that no character was lost
"""
