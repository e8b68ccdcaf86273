"""Load the weights of marker traits from `data/marker_weights.toml`.

`bench/fit_markers.py` learned the weights of the traits from published volumes; the bounds were set by hand.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import NamedTuple

_DATA = tomllib.loads(files("backchannel").joinpath("data", "marker_weights.toml").read_text(encoding="utf-8"))

WEIGHTS: dict[str, float] = _DATA["traits"]
"""The weight of each trait; the gain of a place is the sum of the weights of its traits."""
LEFT_OUT = WEIGHTS["a label left out"]
"""The cost of an inferred label without a place: `Paris1 … areas.3` without a 2 between. It keeps `1 … 30` from being read as notes."""
SIGN: float = _DATA["bounds"]["sign"]
"""The gain of a sign as the marker of a note without label: less than that of a figure that fits, more than that of one that doesn't."""
REPEATED: float = _DATA["bounds"]["again"]
"""The least gain, without that of the label, of a second marker of the same note. It keeps `items 2 and 3` from repeating notes."""
REPEATED_LOST: float = _DATA["bounds"]["again, lost"]
"""The same if the notes are lost, so that no label says how many markers there are."""
FROM_TWO: float = _DATA["bounds"]["from two"]
"""The cost of counting notes without labels from 2. It keeps a lost marker 1 from shifting all labels by one."""
CUT: float = _DATA["bounds"]["cut"]
"""The cost of markers whose notes were lost although others are given."""
RUNNING: float = _DATA["bounds"]["running"]
"""The cost of markers that are numbered through a chapter, if their list begins with 1."""
RUNNING_LOST: float = _DATA["bounds"]["running lost"]
"""The cost of markers of lost notes that don't begin with 1."""
RUNNING_USUAL: float = _DATA["bounds"]["running as usual"]
"""The cost of markers that are numbered through a chapter, in volumes that number all notes so."""
POSSIBLE: float = _DATA["bounds"]["possible"]
"""The least gain of markers of lost notes that are reported although they are not read."""
POSSIBLE_NEXT: float = _DATA["bounds"]["possible next"]
"""The least gain of the marker after the last of a list that is reported although it is not read."""
UNEVEN: float = _DATA["bounds"]["uneven"]
"""The cost of a slip in the numbers of notes without labels. It keeps one misjudged figure from looking like a misprinted number."""
CLEAR: float = _DATA["bounds"]["clear"]
"""The margin from which on no other labels are tried."""


class Chance(NamedTuple):
    """How often a marker is wrong whose margin is below a bound: `one time in five`."""

    below: float
    wrong: str


CHANCES: dict[str, tuple[Chance, ...]] = {
    notes: tuple(Chance(row["below"], row["wrong"]) for row in _DATA["chance"] if row["notes"] == notes) for notes in ("given", "lost")
}
"""The chances by whether the notes are given or lost, from the smallest margin to the largest that is doubtful."""
