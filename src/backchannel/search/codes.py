"""Write whole numbers as printable characters, small ones in fewer: the places of words in the files of the search.

The last digit of a number is one of the first 44 characters, the digits before it are of the other 44, so that numbers need no separator:
0 to 43 take one character, 44 to 1,979 two. Blanks, commas and bars separate lists of numbers. A backtick, a backslash and a dollar sign
would mean something in a script.
"""

from __future__ import annotations

BASE = 44
_EXCLUDED = "`\\$|,"
DIGITS = "".join(chr(n) for n in range(0x21, 0x7F) if chr(n) not in _EXCLUDED)[: 2 * BASE]
"""The characters of numbers: those that end one, then those that do not."""


def code(number: int) -> str:
    """Write a number that is not negative."""
    written = DIGITS[number % BASE]
    while number := number // BASE:
        number -= 1
        written = DIGITS[BASE + number % BASE] + written
    return written


class _Codes(dict[int, str]):
    """The codes of numbers, each made once."""

    def __missing__(self, number: int) -> str:
        made = self[number] = code(number)
        return made


CODES = _Codes({number: code(number) for number in range(4096)})
