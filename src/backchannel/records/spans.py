"""Define the bases of all records: spans of a text, and the words at them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from backchannel.source import Span


class Record(BaseModel):
    """Base of all records: frozen, and without extra fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Spanned(Record):
    """A record with a place in the text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Words(Spanned):
    """Words of the text, as printed."""

    text: str


class ListedWords(Words):
    """A subject or a line of participants. `enclosed`: it is that of a paper enclosed with the document."""

    enclosed: bool = False
