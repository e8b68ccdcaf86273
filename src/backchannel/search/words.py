"""Take a text apart into the words that the search compares.

A word is a run of letters and digits, also with apostrophes inside (`o'neill`), in lower case and without accents. The search page takes
queries and excerpts apart in the same way (`templates/static/search-words.js`); a browser test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import Stemmer

BREAK = "|"
"""Separates passages as if it were a word, so that no phrase goes across it."""

_WORD = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|\{BREAK}")
_ABOVE_LATIN = re.compile("[\u0300-\U0010ffff]")
_BLANKED = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum() and chr(n) not in f"'{BREAK}"})
"""Makes a blank of each ASCII character that is not part of a word."""

_BEFORE_HYPHEN = re.compile(r"[^\W\d_]{2,}$")
_AFTER_HYPHEN = re.compile(r"[^\W\d_]{2,}")
_REACH = 40
"""Characters next to a hyphen among which a word is looked for: no word is longer."""

_ENGLISH = Stemmer.Stemmer("english")


def folded(text: str) -> str:
    """Write a text in lower case, with plain apostrophes, without accents, and without bars."""
    text = text.lower().replace("’", "'").replace(BREAK, " ")
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.replace("ʼ", "'"))
    return _ABOVE_LATIN.sub(lambda found: "" if unicodedata.category(found[0])[0] == "M" else found[0], text)


def words(folded_text: str) -> list[str]:
    """List the words of a folded text and the breaks in it, in order."""
    if not folded_text.isascii():
        return _WORD.findall(folded_text)
    found = folded_text.translate(_BLANKED).split()
    if "'" not in folded_text:
        return found
    return [word for run in found for word in ([run] if "'" not in run else _WORD.findall(run))]


def joined_words(folded_text: str) -> list[str]:
    """List the words that two parts around a hyphen make if they are joined: `ceasefire` for `cease-fire`."""
    if "-" not in folded_text:
        return []
    found = []
    for before, after in pairwise(folded_text.split("-")):
        if (one := _BEFORE_HYPHEN.search(before[-_REACH:])) and (other := _AFTER_HYPHEN.match(after[:_REACH])):
            found.append(one[0] + other[0])
    return found


def stems(found: list[str]) -> list[str]:
    """Return the stem of each word, by the English algorithm of the Snowball family: `negoti` for `negotiating`."""
    stems: list[str] = _ENGLISH.stemWords(found)
    return stems
