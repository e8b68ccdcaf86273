"""What each trait of a place is worth for taking it for a note's marker (`marker_traits` says what the traits are).

The weights of a place are added up. They are differences in the scores of right and wrong readings, fitted on published volumes whose
markers are known (an averaged perceptron over whole documents), and rounded to halves: none of them is more exact than that.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    # What the label is
    "given label": 7.5,  # its note is printed
    "two labels": -0.5,  # undated.12
    "inferred label": -3.5,  # its note is lost, if it ever was
    # Where the place is
    "source in head": 3.5,  # Paris1, for a note that begins with Source:
    "other in head": 3.0,  # President Nixon2
    "inferred first in head": 2.5,
    "other elsewhere": 2.0,
    "first in head": 0.5,  # note 1 that names no source
    "first elsewhere": -2.5,
    "source elsewhere": -4.0,  # a source note’s marker in the text: of an attachment
    "inferred first elsewhere": -5.0,
    "in a row of a table": -7.0,  # a figure with a tab before or after
    # What stands before the figure
    "after a word": 11.5,  # message2
    "after a bracket": 8.5,  # (Kissinger)1
    "after punctuation": 8.0,  # areas.3
    "after a figure and punctuation": 7.5,  # July 7, 1964,2
    "after a figure and a point": 5.5,  # 2491.2 As; but also 3.5
    "after one letter": 5.0,  # Viet-Nam A2
    "after a quotation": 4.0,  # “peace”3
    "after capitals": 2.5,  # NLF2
    "after a figure and a space": 1.5,  # 12, 13
    "after a code": 1.5,  # 1123Z2
    "after free punctuation": 0.5,  # … .3
    "after thousands": -3.0,  # 1,000
    "between punctuation and the end of a line": -0.5,  # Washington, undated. 1
    "between a word and the end of a line": -1.0,  # President Nixon 1
    "after a decimal point": -1.0,  # 20.5
    "after a capital word and a space": -3.0,  # Nixon 1
    "after punctuation and a space": -4.0,  # Mr. 5
    "after the start of a line": -7.0,  # 1. We agreed
    "after a month": -8.5,  # May 5
    "after a small word and a space": -9.0,  # about 30
    "after a numbered word": -9.5,  # Box 8
    "after a sign": -10.0,  # $5, (1, “2
    # What follows it
    "before the end of a line": 7.5,  # in Paris1
    "before a capital": 5.5,  # areas.3 I
    "before a space": 4.0,  # Hakto 38.2 (A)
    "before a small letter": 3.0,  # message2 adding
    "before a free figure": 2.0,  # Z1 2
    "before a dash": 1.5,  # Laos3—where
    "before a bracket": 1.0,  # (Hakto 372)
    "before a month": -0.5,  # 5 June
    "before the end of an ordinal": -1.0,  # 81st
    "before a letter": -1.5,  # 4A
    "before a sign": -3.0,  # 3%
    "before a unit": -3.5,  # 3 million
    "before a joined figure": -5.5,  # 5/18, 7:45
    "before punctuation": -7.0,  # in 1964, most often
    # The figure is cut: its end is the marker
    "leaves a day": 7.5,  # December 264: the 26th
    "cut before the end of a line": 7.5,
    "leaves the next of a row": 7.0,  # 84 and 852: 85; too seldom in print to be fitted, and set to beat `leaves a number`
    "leaves a year": 6.5,  # 19502: 1950
    "cut before a small letter": 4.5,
    "cut before a bracket": 3.5,
    "rest of 3": 3.0,  # 43622
    "cut before a space": 2.5,
    "cut before a free figure": 1.5,
    "cut of more figures": 1.0,  # 4112, of which 12
    "leaves a number": 0.5,  # telegram 10742
    "cut of a joined figure": 0.0,  # 5/18
    "cut of a sum": -0.5,  # $300
    "cut before a dash": -0.5,
    "cut of a code": -0.5,  # MACV1544
    "cut after a capital word": -0.5,  # Saigon 28792
    "cut before a capital": -0.5,
    "cut at the start of a line": -1.0,  # 45. Telegram
    "cut before a month": -1.0,
    "cut before a sign": -1.5,
    "cut before the end of an ordinal": -1.5,
    "cut of a day": -1.5,  # December 26
    "cut before a unit": -1.5,
    "cut after a small word": -2.0,  # over 253
    "rest of 1": -2.0,  # 52, of which 5 is left
    "cut before a letter": -2.5,
    "cut of a joined word": -3.0,  # B-52
    "rest of 2": -3.0,  # 412
    "cut of one figure": -3.5,  # 414, of which 4
    "cut before punctuation": -6.0,
    "cut before a joined figure": -7.0,
    "cut of a year": -7.5,  # 1956
}
SIGN = 14.0
"""What a sign is worth as the marker of a note without label: less than a figure that fits, more than one that does not."""
SKIPPED = 9.5
"""What it costs to leave out a label that is inferred: `Paris1 … areas.3` without a 2 between."""
DOUBT = 4.0
"""A place whose weights come to less is reported, for an editor to compare with the printed page."""
