"""What each trait of a place is worth for taking it for a note's marker: `data/marker_weights.toml`, read once."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA = tomllib.loads(files("backchannel").joinpath("data", "marker_weights.toml").read_text(encoding="utf-8"))

WEIGHTS: dict[str, float] = _DATA["traits"]
"""The traits' weights; those of a place are added up."""
LEFT_OUT = WEIGHTS["a label left out"]
"""What it costs to leave out a label that is inferred: `Paris1 … areas.3` without a 2 between."""
SIGN: float = _DATA["bounds"]["sign"]
"""What a sign is worth as the marker of a note without label."""
AGAIN: float = _DATA["bounds"]["again"]
"""What must speak for a place, its label apart, to take it for a marker that was seen before."""
FROM_TWO: float = _DATA["bounds"]["from two"]
"""What it costs that notes without labels count from 2: the first stood elsewhere."""
UNEVEN: float = _DATA["bounds"]["uneven"]
"""What a slip in the numbers of notes without labels costs."""
DOUBT: float = _DATA["bounds"]["doubt"]
"""A place that is worth no more than this above the next best is reported."""
