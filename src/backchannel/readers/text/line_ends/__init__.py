"""Read texts whose lines were broken at a column: by e-mail, OCR, PDF text or a terminal.

`typeset` measures the lines, `decision` tells a broken text from one whose lines are paragraphs, `real_ends` tells the end of a
paragraph from a line that was merely full, `hyphens` joins divided words, and `joined` gives the readers the text with whole lines and
places what they find in the file.
"""

from __future__ import annotations
