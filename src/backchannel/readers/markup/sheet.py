"""Write a text in the raw form, word by word, and keep track of the position."""

from __future__ import annotations

from backchannel.source import Span

_Opening = list[int]
"""Where something begins, once its first words are written."""


class Sheet:
    """A text being written: lines, with one blank line between paragraphs and none between the items of a list.

    White space is written only once words follow it, so that no line begins or ends with a space. `size` is the number of characters
    written so far, `line_start` is where the last line begins, `lead_start` where the last lead does.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.size = self.line_start = self.lead_start = 0
        self._gap = 0
        self._lead: str | None = None
        self._space = False
        self._opens_line = True
        self._openings: list[_Opening] = []

    def line(self, gap: int = 2, lead: str | None = None) -> None:
        """End the line: the next words begin a line, after `gap` newlines, the greatest that was asked for. With a `lead`, which precedes
        these words, the gap is settled, and another lead is for what follows them."""
        if lead is not None and not self._lead:
            self._gap, self._lead = gap, lead
        elif self._lead is None:
            self._gap = max(gap, self._gap)
        self._space = False

    def turn(self) -> None:
        """Break the line, as `<br>` does; the second break in a row makes a blank line."""
        self.line(2 if self._gap else 1)

    def space(self) -> None:
        """Part what was written from what follows by a space."""
        self._space = True

    def words(self, said: str | None) -> None:
        """Write words; each run of white space, at the ends too, is one space."""
        if not said:
            return
        self._space = self._space or said[0].isspace()
        if words := said.split():
            self.put(" ".join(words))
            self._space = said[-1].isspace()

    def put(self, sign: str) -> Span:
        """Write `sign` as it is, and return its place."""
        start = self.here()
        for opening in self._openings:
            opening.append(start)
        self._openings.clear()
        self._write(sign)
        return Span(start, self.size)

    def open(self) -> _Opening:
        """Note that something begins with the next words."""
        opening: _Opening = []
        self._openings.append(opening)
        return opening

    def close(self, opening: _Opening) -> Span | None:
        """Return the place of what began at `opening` and ends here; None if it has no words."""
        if opening:
            return Span(opening[0], self.size)
        self._openings = [other for other in self._openings if other is not opening]
        return None

    def glue(self) -> bool:
        """Drop the space before a sign that belongs to the word before it. Return whether there was one."""
        was, self._space = self._space, False
        return was

    def here(self) -> int:
        """Write the white space that is pending, and return where the next words will begin."""
        if self._gap and self.size:
            self._write("\n" * self._gap)
            self.line_start, self._opens_line = self.size, True
        elif self._space and not self._opens_line:
            self._write(" ")
        lead, self._gap, self._lead, self._space = self._lead, 0, None, False
        if lead:
            self.lead_start = self.size
            self._write(lead)
            self._opens_line = True
        return self.size

    def tab(self) -> None:
        """Begin the next cell of a row."""
        self.here()
        self._write("\t")
        self._opens_line = True

    @property
    def last(self) -> str:
        """Return the last character that was written."""
        return self._pieces[-1][-1:] if self._pieces else ""

    def text(self) -> str:
        """Return what was written, with a newline at its end."""
        return "".join(self._pieces) + "\n" * bool(self.size)

    def _write(self, characters: str) -> None:
        self._pieces.append(characters)
        self.size += len(characters)
        self._opens_line = False
