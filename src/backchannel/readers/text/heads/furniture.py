"""Recognize page furniture: words that a site puts around a document, and a capture copies with it.

Words and shapes are data (`data/furniture.toml`). A line that has neither may still be furniture: above a head, whatever is not known to
belong to the document is.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from backchannel import vocabulary

LONGEST_FURNITURE = 400
"""Characters of the longest line that is tried: that of a notice about cookies."""
_EDGES = ' \t.:…|•·*-–—«»‹›<>←→↑↓▲▼^☰✕×+[](){}"“”'
"""Signs around a word of navigation: `« Previous`, `[ Print ]`, `Next →`."""
_DATA = tomllib.loads(files("backchannel").joinpath("data", "furniture.toml").read_text(encoding="utf-8"))
_SHAPES = {shape["name"]: re.compile("|".join(shape["patterns"]), re.IGNORECASE) for shape in _DATA["shape"]}


def is_furniture(words: str) -> bool:
    """Return whether a line is furniture by its words or its shape.

    1. `Skip to main content` · `« Previous`           words
    2. `Home > Letters > 1815` · `Last updated: 2011`  shapes
    """
    return is_furniture_word(words) or furniture_shape(words) is not None


def is_furniture_word(words: str) -> bool:
    """Return whether a line is a word of navigation or the like, perhaps between signs: `[ Print ]`."""
    return vocabulary.name_of("furniture", words.strip(_EDGES)) is not None


@lru_cache(64)
def furniture_shape(words: str) -> str | None:
    """Return the name of the first shape of furniture that a line has: `breadcrumb`. Cached, because the lines at the end of a text are
    tried below each list that may be its notes."""
    if len(words) > LONGEST_FURNITURE:
        return None
    return next((name for name, shape in _SHAPES.items() if shape.fullmatch(words)), None)
